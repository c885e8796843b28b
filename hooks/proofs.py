"""What the checks of a build have found, for all parts: one state, whether a part runs as a plugin's or under
`hooks:`."""

from __future__ import annotations

from dataclasses import dataclass, field

from proofpress.baseline import Baseline
from proofpress.config import Settings
from proofpress.finding import Finding
from proofpress.source import Source


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

    def checked(self, uri: str) -> tuple[Source, tuple[Finding, ...]] | None:
        """A page as it was checked, with all that was found; None for one that was not."""
        return self.found.get(uri)

    @property
    def inside_another(self) -> bool:
        """Whether this build was begun by another that is not over, as for a second language."""
        return self.builds > 1


state = State()
