"""cnblogs (博客园)."""

from proofpress.origins.site import Site

SITE = Site(
    name="cnblogs",
    title="博客园",
    hosts=("cnblogs.com",),
    marks=("#cnblogs_post_body",),
    roots=("#cnblogs_post_body",),
    titles=("#cb_post_title_url", ".postTitle a"),
    dates=("#post-date",),
    authors=("#author_profile_detail a", ".postDesc a[href^=https://www.cnblogs.com]"),
    tags=("#EntryTag a",),
    drop=(
        ".cnblogs_code_toolbar",
        ".cnblogs_code_collapse",
        ".code_img_closed",
        ".code_img_opened",
        "#blog_post_info_block",
        "#MySignature",
        ".toc-container",
    ),
)
