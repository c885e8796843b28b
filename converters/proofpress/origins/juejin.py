"""Juejin (掘金)."""

from proofpress.origins.site import Site

SITE = Site(
    name="juejin",
    title="掘金",
    hosts=("juejin.cn", "juejin.im"),
    marks=(".article-viewer.markdown-body",),
    roots=(".article-viewer", "#article-root", ".article-content", ".markdown-body"),
    titles=(".article-title",),
    dates=(".author-info-block .time", "time.time"),
    authors=(".author-info-block .username .name", ".author-info-block .username"),
    tags=(".tag-list .tag-item", ".article-end .tag"),
    drop=(".code-block-extension-header", ".copy-code-btn", ".article-banner"),
)
