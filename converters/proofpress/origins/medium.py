"""Medium and the sites it serves."""

from proofpress.origins.site import Site

SITE = Site(
    name="medium",
    title="Medium",
    hosts=("medium.com", "towardsdatascience.com", "betterprogramming.pub", "levelup.gitconnected.com"),
    marks=("article p.pw-post-body-paragraph", "h1.pw-post-title"),
    roots=("article section", "article"),
    titles=("h1.pw-post-title", "article h1"),
    authors=("[data-testid=authorName]",),
    drop=(
        ".speechify-ignore",
        "[data-testid=audioPlayButton]",
        "[data-testid=headerClapButton]",
        "[data-testid=authorPhoto]",
        "[data-testid=storyReadTime]",
        ".pw-multi-vote-icon",
    ),
)
