"""When the pages are made: what they print of their sources' marks where plugins and hooks change pages before they are
read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from proofpress_mkdocs import validate
from proofpress_mkdocs.proofs import shared, state

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_QUIET = frozenset({"search", "material/search", "proofpress", "material/tags", "material/blog", "glightbox", "minify"})
"""Plugins that change no page before it is read, for which nothing more need be loaded."""


@event_priority(-999)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
    """All other steps have had the articles. Raises `PluginError` where an error shall stop a build."""
    if shared(config).previewing or not config.hooks and config.plugins.keys() <= _QUIET:
        return
    from proofpress.rules.sites import FolderSite
    from proofpress.site.finished import findings

    errors, site = 0, FolderSite()
    for page, content, source, before in state.made(files):
        told = {(one.rule, one.span) for one in before}
        # The page shows a name that no file has as it stands.
        told |= {("foreign-syntax", one.span) for one in before if one.rule in ("link-file", "image-file")}
        found = findings(source, content, site, state.settings)
        new = tuple(one for one in found if (one.rule, one.span) not in told)
        errors += validate.report(page.file.src_uri, source, before, new, config) if new else 0
    validate.stop(errors, validate.nothing_built(errors), config)
