"""Pages that Hugo and Jekyll built."""

from proofpress.origins.site import Site

_TITLES = ("h1.post-title", ".post-title", ".entry-title", ".article-title", "article h1", "h1")
_DROP = (".post-copyright", ".post-nav", ".pagination", "#comments", ".headerlink", ".anchor-link", ".toc", "#TableOfContents", ".post-meta", ".post-tags", ".share", ".related-posts", ".lnt", ".post-footer", ".article-footer", ".code-copy")

HUGO = Site(
    name="hugo",
    title="Hugo (built pages)",
    generators=("hugo",),
    roots=(".post-content", ".entry-content", ".article-content", ".td-content", ".content.book-page", ".markdown-body", "article .content", ".prose", "article", "main"),
    titles=_TITLES,
    dates=("time",),
    tags=(".post-tags a", ".tags a"),
    drop=_DROP,
)

JEKYLL = Site(
    name="jekyll",
    title="Jekyll (built pages)",
    generators=("jekyll",),
    roots=("[itemprop=articleBody]", ".post-content", ".page__content", ".entry-content", ".post-body", ".markdown-body", "article .content", "article", "main"),
    titles=_TITLES,
    dates=("time",),
    tags=(".page__taxonomy-item", ".post-tags a", ".tags a"),
    drop=_DROP,
)
