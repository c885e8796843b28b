"""Pages that Hexo, Hugo and Jekyll built, with the themes in common use."""

from proofpress.origins.site import Site

_TITLES = ("h1.post-title", ".post-title", ".entry-title", ".article-title", "article h1", "h1")
_DROP = (".post-copyright", ".post-nav", ".pagination", "#comments", ".headerlink", ".anchor-link", ".toc", "#TableOfContents", ".post-meta", ".post-tags", ".share", ".related-posts", ".lnt", ".post-footer", ".article-footer", ".code-copy")

HEXO = Site(
    name="hexo-page",
    title="Hexo (built pages)",
    generators=("hexo",),
    themed=True,
    roots=("article .markdown-body", ".markdown-body", ".post-body", "#articleContent", "#article-container", ".article-entry", ".post-content", ".article-content", "article.md-text", "[itemprop=articleBody]", "article .content", "article"),
    titles=("h1.post-title", "h1.article-title", "#seo-header", "h2.post-title", ".article-title", "#subtitle", ".post-title", "h1"),
    dates=("time", ".post-meta-date-created", ".post-date"),
    tags=(".post-tags a", ".article-tag-list-link", ".post-meta__tags"),
    drop=(
        ".post-copyright", ".post-nav", "#comments", ".reward-container", ".post-meta-container", ".headerlink", ".copy-btn", ".code-lang", ".highlight-tools", ".license-box", ".toc-article",
        ".post-prevnext", ".post-metas", ".post-footer", ".article-footer", "#toc", ".note-clipboard", ".link-card .cap",
    ),
)

HUGO = Site(
    name="hugo-page",
    title="Hugo (built pages)",
    generators=("hugo",),
    themed=True,
    roots=(".post-content", ".entry-content", ".article-content", ".td-content", ".content.book-page", ".markdown-body", "article .content", ".prose", "article", "main"),
    titles=_TITLES,
    dates=("time",),
    tags=(".post-tags a", ".tags a"),
    drop=_DROP,
)

JEKYLL = Site(
    name="jekyll-page",
    title="Jekyll (built pages)",
    generators=("jekyll",),
    themed=True,
    roots=("[itemprop=articleBody]", ".post-content", ".page__content", ".entry-content", ".post-body", ".markdown-body", "article .content", "article", "main"),
    titles=_TITLES,
    dates=("time",),
    tags=(".page__taxonomy-item", ".post-tags a", ".tags a"),
    drop=_DROP,
)
