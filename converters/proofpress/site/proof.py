"""The proof of a whole site: every finding by severity, rule and article, with counts over time."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from proofpress.baseline import Baseline
from proofpress.finding import Severity

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the proof shows it: `url` leads to its place on the page, relative to the site's root."""

    severity: Severity
    rule: str
    title: str
    path: str
    url: str
    line: int
    message: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """One rule or one article: how many findings of each severity."""

    name: str
    url: str
    counts: dict[str, int]
    total: int
    share: int
    """Of the largest, in percent."""


class Proof:
    """`rows` in order of severity, article and line; `groups` hold those of one kind on one page; `rules` and
    `articles` with the most findings first."""

    def __init__(
        self,
        rows: Iterable[Row],
        pages: int,
        history: Sequence[dict[str, object]] = (),
        baseline: dict[str, object] | None = None,
    ) -> None:
        self.rows = tuple(sorted(rows, key=lambda r: (SEVERITIES.index(r.severity), r.path, r.line, r.rule)))
        kinds: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows:
            kinds.setdefault((row.severity, row.path, row.rule), []).append(row)
        self.groups = tuple(map(tuple, kinds.values()))
        self.pages = pages
        self.counts = {str(s): sum(r.severity is s for r in self.rows) for s in SEVERITIES}
        self.rules = _tallies((r.rule, "", r.severity) for r in self.rows)
        self.articles = _tallies((r.title, r.url.split("#")[0], r.severity) for r in self.rows)
        now: dict[str, object] = {"day": "", **self.counts}
        over_time = [*([baseline] if baseline else ()), *(history or [now])]
        self.chart = chart(over_time) if len(over_time) > 1 else ""


def _tallies(rows: Iterable[tuple[str, str, Severity]]) -> tuple[Tally, ...]:
    counted: dict[tuple[str, str], Counter[str]] = {}
    for name, url, severity in rows:
        counted.setdefault((name, url), Counter())[str(severity)] += 1
    most = max((sum(c.values()) for c in counted.values()), default=1)
    made = [
        Tally(name, url, dict(c), sum(c.values()), round(100 * sum(c.values()) / most))
        for (name, url), c in counted.items()
    ]
    return tuple(sorted(made, key=lambda t: (-t.total, t.name)))


def remember(path: Path, day: str, counts: dict[str, int]) -> list[dict[str, object]]:
    """The history in a file of JSON lines, with today's counts where they differ from the last ones;
    lines that are none are left out."""
    history: list[dict[str, object]] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if (
            isinstance(entry, dict)
            and isinstance(entry.get("day"), str)
            and all(isinstance(entry.get(str(s)), int) for s in SEVERITIES)
        ):
            history.append(entry)
    if not history or any(history[-1][k] != v for k, v in counts.items()):
        if history and history[-1]["day"] == day:
            history.pop()
        history.append({"day": day, **counts})
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(entry) + "\n" for entry in history), "utf-8")
    return history


def allowed(baseline: Baseline, severities: Mapping[str, Severity], name: str) -> dict[str, object]:
    """What a baseline allows, as an entry of a history called `name`; of rules that are gone nothing is left."""
    counts = dict.fromkeys(map(str, SEVERITIES), 0)
    for rules in baseline.counts.values():
        for rule, count in rules.items():
            if rule in severities:
                counts[str(severities[rule])] += count
    return {"day": name, **counts}


def chart(history: Sequence[dict[str, object]], width: int = 480, height: int = 140) -> str:
    """Counts over time as an SVG of stacked columns, one for each of the last 40 entries."""
    shown = history[-40:]
    totals = [sum(int(str(entry[str(s)])) for s in SEVERITIES) for entry in shown]
    most = max(totals) or 1
    step = (width - 40) / len(shown)
    parts = [
        f'<text x="34" y="12" text-anchor="end">{most}</text><text x="34" y="{height - 18}" text-anchor="end">0</text>'
    ]
    for index, entry in enumerate(shown):
        bottom = height - 20.0
        for severity in SEVERITIES:
            count = int(str(entry[str(severity)]))
            tall = count / most * (height - 30)
            bottom -= tall
            if count:
                title = f"{html.escape(str(entry['day']))}: {count} {severity}".removeprefix(": ")
                parts.append(
                    f'<rect class="pp-tone-{severity}" fill="var(--pp-tone)" x="{40 + index * step:.1f}" '
                    f'y="{bottom:.1f}" width="{max(step - 2, 1):.1f}" height="{tall:.1f}"><title>{title}'
                    "</title></rect>"
                )
    first, last = (html.escape(str(shown[i]["day"])) for i in (0, -1))
    parts.append(
        f'<text x="40" y="{height - 6}">{first}</text><text x="{width}" y="{height - 6}" '
        f'text-anchor="end">{last}</text>'
    )
    label = f"{first}: {totals[0]} – {last}: {totals[-1]}".replace("– :", "–")
    return (
        f'<svg class="pp-chart" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )
