"""What the checks of a build have found, for all parts: one state, whether a part runs as a plugin's or under
`hooks:`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from proofpress.baseline import Baseline
from proofpress.config import Settings
from proofpress.finding import Finding
from proofpress.source import Source

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


@dataclass(slots=True)
class State:
    """What outlives one build under `mkdocs serve`. `settings` are read once a build, `found` are findings before the
    baseline has spoken, `failing` pages with an error, `builds` counts those under way: a site in several languages
    builds one inside the other."""

    serving: bool = False
    findings: dict[str, tuple[Source, tuple[Finding, ...]]] = field(default_factory=dict)
    found: dict[str, tuple[Source, tuple[Finding, ...]]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    baseline: Baseline = field(default_factory=Baseline)
    failing: dict[str, int] = field(default_factory=dict)
    said: set[tuple[str, Finding]] = field(default_factory=set)
    builds: int = 0

    def made(self, files: Files) -> Iterator[tuple[Page, str, Source, tuple[Finding, ...]]]:
        """The pages of the author's that were checked and made: the HTML of each, and what was found before."""
        for file in files.documentation_pages():
            page, checked = file.page, self.found.get(file.src_uri)
            if checked and page is not None and page.content is not None and file.generated_by is None:
                yield page, page.content, *checked

    @property
    def inside_another(self) -> bool:
        """Whether this build was begun by another that is not over, as for a second language."""
        return self.builds > 1


state = State()


@dataclass(slots=True)
class Shared:
    """What the parts hand one another in one build. `shown` gives what templates show of a page or of none, and
    `diagrams` belongs to it; `previewing` says that one page is made by itself."""

    options: Mapping[str, Any] = field(default_factory=dict)
    shown: Callable[..., dict[str, Any]] | None = None
    diagrams: Mapping[str, Any] = field(default_factory=dict)
    previewing: bool = False


def shared(config: MkDocsConfig) -> Shared:
    """The one of a build. It stands beside its settings and not among them, since other plugins show those on pages."""
    made: Shared = vars(config).setdefault("_proofpress", Shared())
    return made


def options(config: MkDocsConfig) -> Mapping[str, Any]:
    """What the plugin was given, or what stands under `extra` for parts under `hooks:`."""
    given: Mapping[str, Any] = config.extra.get("proofpress") or {}
    return shared(config).options or given


def held(config: MkDocsConfig) -> Mapping[str, int]:
    """The pages that stay out of the site, each with the number of its errors. A preview shows them all the same."""
    return state.failing if options(config).get("on_error") == "hold" else {}


def is_converted(page: Page | None) -> bool:
    """Whether a page's front matter says that a conversion wrote it, and from what."""
    source: Any = page.meta.get("source") if page is not None else None
    return isinstance(source, dict) and "sha256" in source
