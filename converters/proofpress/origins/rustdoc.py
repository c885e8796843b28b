"""Documentation of a crate, as rustdoc writes it."""

from proofpress.origins.site import Site

SITE = Site(
    name="rustdoc",
    title="rustdoc",
    generators=("rustdoc",),
    marks=(".rustdoc #main-content .docblock",),
    roots=("#main-content", "#main"),
    titles=("#main-content h1", "#main h1"),
    drop=(
        ".rustdoc-breadcrumbs",
        ".sub-heading",
        ".out-of-band",
        "rustdoc-toolbar",
        "#copy-path",
        "button",
        "summary.hideme",
        ".example-wrap .tooltip",
        ".doc-anchor",
        "a.anchor",
        "a.src",
        "a.srclink",
    ),
)
