"""51CTO blogs."""

from proofpress.origins.site import Site

SITE = Site(
    name="51cto",
    title="51CTO",
    hosts=("51cto.com",),
    marks=(".article-content-wrap .editor-preview-side", ".artical-content-bak"),
    roots=(
        ".article-content-wrap #container",
        ".article-content-wrap .editor-preview-side",
        ".article-content-wrap",
        ".artical-content-bak",
    ),
    titles=(".title h1", "h1"),
    dates=("time", ".mess-line1 time"),
    authors=(".mess-line1 .name", ".name.fl"),
    tags=(".label a.shence_exec_lbl_5", ".mess-tag .tag", ".article-tags a"),
    drop=(
        ".copy_btn",
        ".hljs-copy-button",
        ".lang-name",
        ".code-toolbar-box",
        ".article-copyright",
        ".more-list",
        ".hidden-pre",
    ),
)
