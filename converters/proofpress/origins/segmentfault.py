"""SegmentFault (思否): articles, and questions with their answers."""

from proofpress.origins.site import Site

SITE = Site(
    name="segmentfault",
    title="SegmentFault",
    hosts=("segmentfault.com",),
    marks=(".article.fmt.article-content",),
    roots=(".article-content", ".article.fmt", ".question__description", "article.article"),
    parts=(".article.fmt.article-content",),
    posts=(".article.fmt.article-content",),
    titles=("h1.h2", "h1 a.link-dark", "h1"),
    dates=("time",),
    authors=(".article-author .name", "[data-testid=author]", ".card-body a[href^=/u/] strong"),
    tags=(".badge-tag",),
    drop=(".widget-clipboard", ".reward-box", ".article-operation"),
)
