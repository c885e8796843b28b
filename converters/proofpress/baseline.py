"""A baseline: the findings that were there before, counted per file and rule, without line numbers.

A file of findings that are known may hold as many as the baseline says; the baseline only ever shrinks by itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from proofpress.config import Settings
from proofpress.finding import Finding


class BadBaseline(ValueError):
    """A file that is no baseline: the message says what is wrong."""


@dataclass(slots=True)
class Baseline:
    """How many findings of each rule each file may have; paths as they are given to `check`, with `/`."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Raises `OSError`, and `BadBaseline` for a file that holds something else."""
        try:
            data = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise BadBaseline(f"{path}: not JSON: {error}") from error
        files = data.get("files") if isinstance(data, dict) else None
        if not isinstance(files, dict) or not all(
            isinstance(rules, dict) and all(isinstance(n, int) and n > 0 for n in rules.values())
            for rules in files.values()
        ):
            raise BadBaseline(f"{path}: unexpected content, expected a baseline that proofpress wrote")
        return cls(files)

    def new(self, path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings of a file beyond those it may have: of each rule the last ones,
        which are likeliest the new ones."""
        findings = tuple(findings)
        allowed = self.counts.get(path, {})
        found = Counter(f.rule for f in findings)
        spare = {rule: allowed.get(rule, 0) for rule in found}
        kept: list[Finding] = []
        for finding in findings:
            if spare[finding.rule]:
                spare[finding.rule] -= 1
            else:
                kept.append(finding)
        return tuple(kept)

    def shrunk(self, found: Mapping[str, Iterable[Finding]]) -> Baseline:
        """The baseline with every count lowered to what was found; files that were not checked keep theirs."""
        made: dict[str, dict[str, int]] = {}
        for path, allowed in self.counts.items():
            now = Counter(f.rule for f in found[path]) if path in found else Counter(allowed)
            rules = {rule: min(n, now[rule]) for rule, n in allowed.items() if now[rule]}
            if rules:
                made[path] = rules
        return Baseline(made)

    @classmethod
    def of(cls, found: Mapping[str, Iterable[Finding]]) -> Baseline:
        """A baseline that allows just what was found."""
        counted = {path: dict(Counter(f.rule for f in findings)) for path, findings in found.items()}
        return cls({path: rules for path, rules in counted.items() if rules})

    def text(self) -> str:
        """The file's content: sorted, one count a line, so that it diffs well."""
        files = {path: dict(sorted(rules.items())) for path, rules in sorted(self.counts.items())}
        return json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n"


def new(settings: Settings, page: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of a page that the settings' baseline does not allow; all of them where there is none,
    or none to be read."""
    path = settings.baseline_path
    if path is None:
        return findings
    try:
        return Baseline.read(path).new(settings.within(page), findings)
    except (OSError, BadBaseline):
        return findings
