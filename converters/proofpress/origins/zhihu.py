"""Zhihu: articles, and questions with their answers."""

from proofpress.origins.site import Site

SITE = Site(
    name="zhihu",
    title="知乎",
    hosts=("zhihu.com",),
    marks=(".RichText.ztext",),
    roots=(".Post-RichText", ".QuestionAnswer-content .RichText.ztext", ".RichText.ztext"),
    parts=(".Post-RichText", ".QuestionRichText .RichText", ".RichContent-inner .RichText.ztext"),
    posts=(".RichContent-inner .RichText.ztext",),
    titles=(".Post-Title", ".QuestionHeader-title"),
    dates=(".ContentItem-time",),
    authors=(".Post-Author .UserLink-link", ".AuthorInfo-name"),
    tags=(".TopicLink", ".QuestionHeader-tags .Popover"),
    drop=(
        ".ContentItem-actions",
        ".Reward",
        ".Comments-container",
        ".RichText-MCNLinkCardContainer",
        ".ecommerce-ad-box",
        ".Catalog",
        ".FnContainer-back",
    ),
)
