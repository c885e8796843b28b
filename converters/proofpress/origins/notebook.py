"""Notebooks as nbconvert writes them to HTML: the templates of JupyterLab and of the classic notebook."""

from proofpress.origins.site import Site

SITE = Site(
    name="notebook",
    title="Jupyter notebook (HTML export)",
    marks=(".jp-Notebook", "#notebook-container"),
    roots=("#notebook-container", ".jp-Notebook main", "main .jp-Notebook", "main", ".jp-Notebook"),
    titles=("h1",),
    drop=(".prompt", ".jp-InputPrompt", ".jp-OutputPrompt", ".jp-Collapser", ".anchor-link"),
)
