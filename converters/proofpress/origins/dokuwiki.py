"""Pages of a DokuWiki."""

from proofpress.origins.site import Site

SITE = Site(
    name="dokuwiki",
    title="DokuWiki",
    generators=("dokuwiki",),
    marks=("#dokuwiki__content", ".dokuwiki .level1"),
    roots=("#dokuwiki__content .page", "#dokuwiki__content", ".dokuwiki .page", ".dokuwiki"),
    titles=("#dokuwiki__content h1", ".dokuwiki .page h1", ".dokuwiki h1"),
    themed=True,
    drop=(".pageId", ".pageid", ".docInfo", ".secedit", "#dw__toc", ".breadcrumbs", ".tools", ".a11y"),
)
