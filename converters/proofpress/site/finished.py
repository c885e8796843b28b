"""What a finished page prints of its source's marks, where plugins change pages before they are read: only the build
tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofpress.check import check, enabled
from proofpress.finding import Finding
from proofpress.rules.built import of_html
from proofpress.rules.sites import BuiltSite
from proofpress.source import Source

if TYPE_CHECKING:
    from proofpress.config import Settings
    from proofpress.rules.site import Site

NAMES = ("extension-missing", "foreign-syntax", "math-eaten", "tag-unknown", "strong-unread", "template-broken")
"""The rules that say nothing before the build where a page may be another by then."""


def findings(source: Source, html: str, site: Site, settings: Settings) -> tuple[Finding, ...]:
    """What these rules say of a page by the HTML of its article; nothing where they have spoken before the build."""
    docs = site.docs(source.name)
    if docs is None:
        return ()
    templates = bool(docs.jinja) and docs.names is None
    spoken = set() if docs.rewritten else {name for name in NAMES if name != "template-broken"}
    spoken |= set() if templates else {"template-broken"}
    wanted = tuple(name for name in NAMES if name not in spoken and name in enabled(settings, source.name))
    if not wanted:
        return ()
    made = BuiltSite(site, docs, source.text, of_html(html, final=True))
    found = check(source, made, settings.with_(select=wanted))
    return tuple(one for one in found if one.rule in wanted)
