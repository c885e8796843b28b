"""WordPress, hosted or one's own."""

from proofpress.origins.site import Site

SITE = Site(
    name="wordpress",
    title="WordPress",
    generators=("wordpress",),
    marks=("article.hentry .entry-content", "body.wordpress .entry-content", "body.wp-singular .entry-content"),
    roots=(".entry-content", ".wp-block-post-content", ".post-content", ".entry", ".td-post-content"),
    titles=("h1.entry-title", ".wp-block-post-title", ".entry-title", ".post-title"),
    dates=("time.entry-date", ".entry-date", ".posted-on time"),
    authors=(".author.vcard a", ".byline .author a", ".wp-block-post-author-name"),
    tags=(".tags-links a", ".tag-links a", ".wp-block-post-terms a"),
    themed=True,
    drop=(
        ".sharedaddy", "#jp-post-flair", ".jp-relatedposts", ".sd-sharing", ".wpcnt", ".post-navigation", ".addtoany_share_save_container", ".yarpp-related", ".wp-block-comments",
        ".code-block-ads", ".wpa", ".ez-toc-counter", ".sd-like", ".entry-meta", ".crayon-num", ".crayon-toolbar", ".crayon-plain-wrap", "#ez-toc-container",
        "#toc_container", ".lwptoc", ".wp-block-table-of-contents", ".heateor_sss_sharing_container", ".simplesocialbuttons", ".swp_social_panel",
    ),
)
