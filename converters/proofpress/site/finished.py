"""What a finished page prints of its source's marks, where plugins change pages before they are read: only the build
tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofpress.check import check, enabled
from proofpress.finding import Finding
from proofpress.regex import regex
from proofpress.rules.sites import BuiltSite
from proofpress.source import Source

if TYPE_CHECKING:
    from proofpress.config import Settings
    from proofpress.rules.site import Site

NAMES = (
    *("extension-missing", "foreign-syntax", "math-eaten", "reference-undefined"),
    *("tag-unknown", "strong-unread", "template-broken"),
)
"""The rules that say nothing before the build where a page may be another by then."""
_LOOKS_UP = regex(r"ezlinks|roamlinks|obsidian|wikilinks|autolinks|autorefs|mkdocstrings")
"""Plugins that make links of names."""


def findings(source: Source, html: str, site: Site, settings: Settings) -> tuple[Finding, ...]:
    """What these rules say of a page by the HTML of its article; nothing where they have spoken before the build."""
    docs = site.docs(source.name)
    if docs is None:
        return ()
    templates = bool(docs.jinja) and docs.names is None
    spoken = set() if docs.rewritten else {name for name in NAMES if name != "template-broken"}
    spoken |= set() if templates else {"template-broken"}
    # What a plugin looks up and does not find, it leaves as it is.
    looked_up = {name for name in docs.plugins if _LOOKS_UP.search(name)}
    spoken -= {"foreign-syntax", "reference-undefined"} if looked_up else set()
    spoken |= set() if looked_up else {"reference-undefined"}
    wanted = tuple(name for name in NAMES if name not in spoken and name in enabled(settings, source.name))
    if not wanted:
        return ()
    left = docs._replace(plugins=docs.plugins - looked_up)
    made = BuiltSite(site, left, source.text, html)
    found = check(source, made, settings.with_(select=wanted))
    return tuple(one for one in found if one.rule in wanted)
