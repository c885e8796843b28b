"""Pages that Hexo built, with the themes in common use."""

from proofpress.origins.site import Site

SITE = Site(
    name="hexo",
    title="Hexo (built pages)",
    generators=("hexo",),
    roots=("article .markdown-body", ".markdown-body", ".post-body", "#article-container", ".article-entry", ".post-content", ".article-content", "[itemprop=articleBody]", "article .content", "article"),
    titles=("h1.post-title", ".post-title", ".article-title", "#seo-header", "#subtitle", "h1"),
    dates=("time", ".post-meta-date-created", ".post-date"),
    tags=(".post-tags a", ".article-tag-list-link", ".post-meta__tags"),
    drop=(
        ".post-copyright", ".post-nav", "#comments", ".reward-container", ".post-meta-container", ".headerlink", ".copy-btn", ".code-lang", ".highlight-tools", ".license-box", ".toc-article",
        ".post-prevnext", ".post-metas", ".post-footer", ".article-footer", "#toc", ".note-clipboard",
    ),
)
