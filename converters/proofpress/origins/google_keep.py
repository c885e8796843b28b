"""Google Keep, as its export writes a note: its date, its title, its text, and its labels as chips."""

from proofpress.origins.site import Site

SITE = Site(
    name="google-keep",
    title="Google Keep (its own export)",
    marks=(".note .heading .meta-icons",),
    roots=(".note",),
    titles=(".note .title",),
    dates=(".note .heading",),
    tags=(".chips .label-name",),
    drop=(".note .heading", ".note .title", ".chips .label"),
)
