"""Pages of a Trac wiki."""

from proofpress.origins.site import Site

SITE = Site(
    name="trac",
    title="Trac",
    marks=("#wikipage.trac-content", "#content.wiki #wikipage", "#content.wiki .wikipage"),
    roots=("#wikipage", ".trac-content", "#content.wiki .wikipage"),
    titles=("#wikipage h1", ".wikipage h1"),
    drop=(".wiki-toc", ".trac-modifiedby", "a.anchor", "#attachments", ".trac-help", "#altlinks"),
)
