"""Stack Overflow and the other sites of Stack Exchange: the question, its answers and what was said about them."""

from proofpress.origins.site import Site

SITE = Site(
    name="stackexchange",
    title="Stack Exchange",
    hosts=(
        "stackoverflow.com",
        "stackexchange.com",
        "superuser.com",
        "serverfault.com",
        "askubuntu.com",
        "mathoverflow.net",
        "stackapps.com",
    ),
    marks=("#question .js-post-body", ".question .js-post-body", "#question .post-text", ".question .post-text"),
    roots=("#mainbar", "#content", "#question", ".question"),
    parts=(
        "#question .js-post-body",
        ".question .js-post-body",
        "#question .post-text",
        ".question .post-text",
        "#question .comments-list",
        ".question .comments-list",
        "#answers-header h2",
        "#answers .js-post-body",
        "#answers .post-text",
        "#answers .comments-list",
    ),
    posts=("#answers .js-post-body", "#answers .post-text"),
    asked=("#question .js-post-body", ".question .js-post-body", "#question .post-text", ".question .post-text"),
    titles=("#question-header h1", "h1.question-hyperlink"),
    tags=(".post-taglist .post-tag",),
    authors=(".user-details[itemprop=author] a", ".postcell .post-signature.owner .user-details a"),
    drop=(
        ".comment-actions",
        ".comment-score",
        ".comment-reactions",
        ".bottom-share-links",
        ".js-add-link",
        ".wmd-preview",
        ".s-popover",
        ".js-comments-menu",
    ),
)
