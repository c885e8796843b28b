"""The plugin: which parts run, and in which order, is decided by its options alone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.utils import insort
from proofpress_mkdocs.options import Options
from proofpress_mkdocs.proofs import shared
from proofpress_mkdocs.tongues import language_of

from proofpress import dialect

if TYPE_CHECKING:
    from types import ModuleType

    from mkdocs.config.defaults import MkDocsConfig

PARTS = (
    ("assets", ("typeset", "articles", "search")),
    ("validate", ()),
    ("literal", ()),
    ("inert", ()),
    ("sanitise", ("sanitise",)),
    ("titles", ("typeset", "articles")),
    ("diagrams", ("articles", "search")),
    ("witness", ("witness",)),
    ("searching", ("search",)),
    ("texts", ("texts",)),
    ("held", ()),
    ("lean", ("articles",)),
    ("articles", ("articles",)),
    ("look", ("search", "figures")),
    ("proof", ("articles",)),
    ("cached", ("cache",)),
    ("preview", ("cache",)),
    ("finished", ()),
    ("leads", ()),
)
"""Each part, and the options of which one at least must be on for it to run; in the order of their steps."""
MATERIAL = ("articles", "search")
"""Options whose pages are made of Material's templates."""


class Proofpress(BasePlugin[Options]):
    """`plugins: [proofpress]` checks the pages and changes none; everything else is asked for by name."""

    def __init__(self) -> None:
        self._command: Literal["build", "gh-deploy", "serve"] = "build"
        self._dirty = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember how MkDocs was called, for the parts."""
        self._command, self._dirty = command, dirty

    @event_priority(-200)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Once the others have settled the language: put the parts behind the other plugins, and the Markdown
        extensions that they need behind the site's own."""
        for name in MATERIAL:
            if self.config[name] and config.theme.name != "material":
                raise ConfigurationError(
                    f"Plugin 'proofpress' option '{name}': needs `theme: material`, found {config.theme.name!r}"
                )
        names = ("on_error", "ledger", "history", "offline", "trusted", "tag_aliases", "hidden_tags")
        shared(config).options = {
            **{name: self.config[name] for name in names},
            "articles": self.config.articles_dir,
            "proof_page": self.config.articles,
            **(config.extra.get("proofpress") or {}),
        }
        _extend(config, self.config)
        for module in self._parts():
            _register(module, config)
            if hasattr(module, "on_startup"):
                module.on_startup(command=self._command, dirty=self._dirty)
            if hasattr(module, "on_config"):
                config = module.on_config(config) or config
        return config

    def _parts(self) -> list[ModuleType]:
        chosen = [name for name, options in PARTS if not options or any(self.config[option] for option in options)]
        if "articles" in chosen and "look" in chosen:
            chosen.remove("look")
        return [import_module(f"proofpress_mkdocs.{name}") for name in chosen]


def _register(module: ModuleType, config: MkDocsConfig) -> None:
    """A module's steps, each behind those of other plugins with the same priority."""
    for name, steps in config.plugins.events.items():
        if name in ("startup", "config") or (found := getattr(module, f"on_{name}", None)) is None:
            continue
        for step in found.methods if isinstance(found, CombinedEvent) else (found,):
            if step not in steps:
                insort(steps, step, key=lambda one: -getattr(one, "mkdocs_priority", 0))


def _extend(config: MkDocsConfig, options: Options) -> None:
    made = dialect.with_features(
        dialect.Dialect(tuple(config.markdown_extensions), dict(config.mdx_configs)), options, language_of(config)
    )
    config.markdown_extensions[:] = made.extensions
    config.mdx_configs.update(made.settings)
