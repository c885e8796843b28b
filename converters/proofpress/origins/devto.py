"""dev.to and other Forem communities."""

from proofpress.origins.site import Site

SITE = Site(
    name="devto",
    title="DEV",
    hosts=("dev.to",),
    marks=("#article-body.crayons-article__body",),
    roots=("#article-body", ".crayons-article__body"),
    titles=("#main-title h1", ".crayons-article__header h1"),
    dates=(".crayons-article__header time",),
    authors=(".crayons-article__header .crayons-link.fw-bold",),
    tags=(".spec__tags a",),
    drop=(".highlight__panel", ".anchor", ".runkit-element"),
)
