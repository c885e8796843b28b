"""Medium and the sites it serves."""

from proofpress.origins.site import Site

EXPORT = Site(
    name="medium-export",
    title="Medium (its own export)",
    marks=("article.h-entry .graf",),
    roots=("article.h-entry .e-content",),
    titles=("h1.p-name",),
    dates=("time.dt-published",),
    authors=("footer .p-author",),
    drop=(".section--first .section-divider",),
)

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
