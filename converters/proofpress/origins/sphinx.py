"""Sphinx, with any theme: Read the Docs, PyData, Furo, Alabaster; Jupyter Book and MyST are Sphinx, too."""

from proofpress.origins.site import Site

SITE = Site(
    name="sphinx",
    title="Sphinx, Jupyter Book",
    generators=("sphinx", "docutils"),
    marks=("article.bd-article", ".rst-content [itemprop=articleBody]", ".bodywrapper .body", "script[src*=_static/documentation_options]", "article#furo-main-content", ".sphinxsidebar"),
    roots=("article.bd-article", ".rst-content [itemprop=articleBody]", "[role=main] article", "article#furo-main-content", "article[role=main]", ".body[role=main]", ".bodywrapper .body", "[role=main]"),
    drop=(
        ".headerlink", ".prev-next-area", "script[type^=text/x-thebe]", ".toggle-button", ".bd-header-article", "#jb-print-docs-body", "#searchbox", ".copybtn", ".onlyprint",
        ".rst-footer-buttons", ".viewcode-link", ".viewcode-back", ".tocsection", ".cell_input_toggle", ".sphinxsidebar", ".sphx-glr-footer", ".article-header-buttons",
        "summary .expanded", ".contents.topic", ".sphx-glr-download-link-note", ".sphx-glr-timing", ".thebe-launch-button", ".nbinput .prompt", ".margin-toggle", ".nboutput .prompt",
    ),
)

MYST = Site(
    name="myst",
    title="MyST, Jupyter Book 2",
    generators=("mystmd",),
    marks=("article.article-grid", "main.article-grid"),
    roots=("article.article-grid", "main.article-grid", "article.content", "main article"),
    drop=(".myst-fm-block", ".myst-outline", ".myst-footer-link", ".myst-footer-links", ".myst-backmatter-parts-header", "header[class^=text-lg]", "a[aria-label=Link to this Section]"),
)
