"""GeeksforGeeks."""

from proofpress.origins.site import Site

SITE = Site(
    name="geeksforgeeks",
    title="GeeksforGeeks",
    hosts=("geeksforgeeks.org",),
    marks=(".article--viewer_content .text", ".article--viewer article .text"),
    roots=(".article--viewer_content .text", "article .text", "article .entry-content", ".article--viewer_content", "[class*=MainArticleContent_articleMainContent]", "article"),
    titles=(".article-title h1", "article h1", "h1"),
    authors=(".article--viewer_author", ".author_handle"),
    tags=(".improved a[href*=/tag/]", ".improved a[href*=/category/]"),
    drop=(".article_bottom_text", ".article_bottom_suggestion_wrapper", ".article-meta-author-details", ".article-pgnavi", ".article--viewer_Gnews", ".article--viewer_improve", ".code-gutter", ".editor-buttons-container", ".article-buttons", ".code-output-container", "#personalNoteDiv", ".responsive-tabs__list", ".three_dot_dropdown_content", ".bottom-wrap", ".improved", ".author-badge"),
)
