"""The second verb: a source becomes findings. Pure but for what the site offers; never raises on any input."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate

from proofpress import budget, suppress
from proofpress.config import Settings
from proofpress.finding import Edit, Finding, Severity, Words, apart, in_order
from proofpress.markdown import CANONICAL, Dialect
from proofpress.rules import FAMILIES, RULES
from proofpress.rules.fillings import filled
from proofpress.rules.outline import Outline
from proofpress.rules.page import Page
from proofpress.rules.rule import Rule
from proofpress.rules.site import NO_SITE, Docs, Site
from proofpress.source import Source, Span
from proofpress.suppress import Suppression

BY_NAME = {rule.name: rule for rule in RULES}
KNOWN = frozenset(BY_NAME) | {suppress.UNUSED}
ABOUT_ORIGIN = frozenset(
    {
        *(name for name in BY_NAME if name.startswith("residue-")),
        "cjk-spacing",
        "cjk-punctuation",
        "citation-merged",
        "citation-same-source",
        "doi-form",
    }
)
"""Rules about text that was scraped or written by a machine, and about style: an author may mean what they find."""

WITHIN_LINES = frozenset(
    rule.name for family, rules in FAMILIES if family in ("links", "math", "references", "typography") for rule in rules
)
"""Rules about marks in running text, which a template beside them leaves as they are."""
ABOUT_DIALECT = frozenset(
    {"mermaid-entity", "math-entity", *(rule.name for name, rules in FAMILIES if name == "dialect" for rule in rules)}
)
"""Rules about what the site's parser reads otherwise than it is meant: where the page is the same without the fault,
there is none."""
_MANY, _LONG = 8, 100_000
"""So many faults of a page are tried, and on pages of so many characters: each makes the page once more."""
ABOUT_TEMPLATES = "template-broken"
_NOTEBOOK = ".ipynb"
"""What plugins make pages of that are no Markdown: places in it would be nobody's, and its outputs are no text."""


@dataclass(frozen=True, slots=True)
class Examined:
    """All that a page's own text tells, but for what the rules `left_out` would have said: it pickles, and it is valid
    as long as the text is."""

    findings: tuple[Finding, ...]
    outline: Outline
    units: tuple[Span, ...]
    suppressions: tuple[Suppression, ...]
    left_out: frozenset[str] = frozenset()


def check(
    source: Source,
    site: Site | None = None,
    settings: Settings | None = None,
    *,
    seconds: float = budget.SECONDS,
) -> tuple[Finding, ...]:
    """The findings of one page, in order. Rules that are not done after so many seconds are findings of their own."""
    site, settings = site or NO_SITE, settings or Settings()
    docs = site.docs(source.name)
    with budget.within(seconds):
        page = Page(source, macros=settings.macros, dialect=docs.dialect if docs else CANONICAL)
        return judge(source, examine_page(page, speaking(page, source.name, docs, settings)), site, settings, page)


def examine(source: Source, macros: tuple[tuple[str, str], ...] = (), dialect: Dialect = CANONICAL) -> Examined:
    """Run every rule that needs no other file; `macros` are the project's own TeX commands, as in `Settings`."""
    return examine_page(Page(source, macros=macros, dialect=dialect))


def examine_page(page: Page, wanted: frozenset[str] = KNOWN) -> Examined:
    """Run the rules that are wanted and need no other file, on a page that knows of none."""
    found = _run_all((rule for rule in RULES if not rule.across and rule.name in wanted), page)
    left_out = KNOWN - wanted
    try:
        return Examined(tuple(found), page.outline, page.units, suppress.suppressions(page), left_out)
    except Exception as error:  # noqa: BLE001
        found.append(_crash("outline", error))
        return Examined(tuple(found), Outline(frozenset(), ()), (), (), left_out)


def judge(
    source: Source, examined: Examined, site: Site, settings: Settings, page: Page | None = None
) -> tuple[Finding, ...]:
    """What is left of a page's findings once the other files, the settings and the page's comments have spoken.
    `page` is this very text as `examined` has read it, and is not read again."""
    docs = site.docs(source.name)
    page = page or Page(source, dialect=docs.dialect if docs else CANONICAL)
    page.source, page.site = source, site
    page.__dict__["outline"] = examined.outline
    ran = speaking(page, source.name, docs, settings)
    found = [f for f in examined.findings if f.rule in ran and not (docs and _excused(f, source, docs))]
    found = [f for f in found if not _unseen(f, page)]
    found += _run_all((rule for rule in RULES if rule.across and rule.name in ran), page)
    if docs is not None:
        hidden = filled(page, docs)
        found = [
            f
            for f in found
            if f.rule == ABOUT_TEMPLATES
            or not hidden.hides(f.span, _widen(f.span, examined.units), f.rule in WITHIN_LINES)
        ]
        found = _proven(found, page) if not docs.rewritten and not docs.dialect.typeset else found
    left = suppress.apply(_one_a_fault(found, examined.units), examined.suppressions, ran, KNOWN)
    return in_order(weighed(left, settings))


def _excused(finding: Finding, source: Source, docs: Docs) -> bool:
    rule = BY_NAME.get(finding.rule)
    text = source.text[finding.span.start : finding.span.end]
    return rule is not None and rule.excused is not None and rule.excused(docs, text)


def _unseen(finding: Finding, page: Page) -> bool:
    """Whether the page that the site makes does not show what a finding says it does."""
    rule = BY_NAME.get(finding.rule)
    if rule is not None and rule.left and page.sets_later(finding.span):
        return True
    if rule is None or rule.sign is None or (sign := rule.sign(page.text, finding.span)) == "":
        return False
    at = finding.span.start if page.text.startswith(sign, finding.span.start) else finding.span.end - len(sign)
    return not page.prints(at, sign)


def _proven(found: list[Finding], page: Page) -> list[Finding]:
    """Without the errors that the built page does not show: mended, alone and beside the others, it is the same."""
    doubted = [f for f in found if f.rule in ABOUT_DIALECT and f.severity == Severity.ERROR and f.fix and f.fix.safe]
    if not doubted or len(page.text) > _LONG or page.built is None:
        return found
    mended = {f: f.fix.edits for f in apart(doubted) if f.fix}
    none: set[Finding] = set()
    for one in doubted[:_MANY]:
        if one.fix is None or not _same(page, one, (), one.fix.edits):
            continue
        others = [edit for f, edits in mended.items() if f != one for edit in edits]
        if not others or one in mended and _same(page, one, others, [*others, *one.fix.edits]):
            none.add(one)
    return [f for f in found if f not in none]


def _same(page: Page, finding: Finding, some: Iterable[Edit], more: Iterable[Edit]) -> bool:
    """Whether a page made with some edits and one made with more are the same to the rule of a finding."""
    one, other = page.made_with(some), page.made_with(more)
    seen = BY_NAME[finding.rule].seen
    return one is not None and other is not None and seen(one) == seen(other)


def weighed(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """The findings with the weights that the settings give to their rules."""
    weights = {rule: Severity(level) for name, level in settings.severity for rule in _named(name)}
    return [replace(f, severity=weights[f.rule]) if f.rule in weights else f for f in findings]


def speaking(page: Page, path: str, docs: Docs | None, settings: Settings) -> frozenset[str]:
    """The names of the rules that may say something of a page at a path. On a site, those about scraped and
    machine-written text speak of pages that a conversion wrote, or where they are asked for by name."""
    if path.lower().endswith(_NOTEBOOK):
        return frozenset()
    ran = enabled(settings, path)
    asked = any(name != "default" for name in settings.select)
    return ran if asked or docs is None or page.is_converted else ran - ABOUT_ORIGIN


def enabled(settings: Settings, path: str = "") -> frozenset[str]:
    """The names of the rules that the settings switch on for a path. Raises `KeyError` for a name that no rule has."""
    chosen: set[str] = set()
    for name in settings.select:
        if name == "all":
            chosen.update(KNOWN)
        elif name == "default":
            chosen.update(rule.name for rule in RULES if rule.severity != Severity.INFO)
            chosen.add(suppress.UNUSED)
        else:
            chosen.update(_named(name))
    for name in (*settings.ignore, *settings.ignored(path)):
        chosen.difference_update(_named(name))
    return frozenset(chosen)


def check_names(settings: Settings) -> None:
    """Raises `KeyError` with a name in the settings that no rule has, and the setting that names it."""
    for option, names in (
        ("select", [name for name in settings.select if name not in ("all", "default")]),
        ("ignore", settings.ignore),
        ("per_file_ignores", [rule for _, rules in settings.per_file_ignores for rule in rules]),
        ("severity", [name for name, _ in settings.severity]),
    ):
        for name in names:
            try:
                _named(name)
            except KeyError:
                raise KeyError(
                    name, f"{option} in {settings.place(option)}" if settings.place(option) else option
                ) from None


def _named(name: str) -> Collection[str]:
    """A rule, or with a `*` at its end a family of them."""
    found = [known for known in KNOWN if known == name or name.endswith("*") and known.startswith(name[:-1])]
    if not found:
        raise KeyError(name)
    return found


def _run_all(rules: Iterable[Rule], page: Page) -> list[Finding]:
    found: list[Finding] = []
    for rule in rules:
        try:
            budget.spend()
            found += _run(rule, page)
        except budget.OutOfTime:
            return [*found, _stopped(rule.name)]
    return found


def _run(rule: Rule, page: Page) -> Iterable[Finding]:
    try:
        return [_judged_fix(rule.finding(remark), page) for remark in rule.check(page)]
    except budget.OutOfTime:
        raise
    except Exception as error:  # noqa: BLE001
        return [_crash(rule.name, error)]


def _judged_fix(finding: Finding, page: Page) -> Finding:
    """What takes letters away is never safe, whoever says so; and nothing is mended in a formula that is none."""
    if finding.fix is None:
        return finding
    if any(page.in_running_text(edit.span) for edit in finding.fix.edits):
        return replace(finding, fix=None)
    if not finding.fix.safe:
        return finding
    text = page.text
    gone = Counter("".join(_letters(text[edit.span.start : edit.span.end]) for edit in finding.fix.edits))
    gone -= Counter("".join(_letters(edit.text) for edit in finding.fix.edits))
    return replace(finding, fix=replace(finding.fix, safe=False)) if gone else finding


def _letters(text: str) -> str:
    """The letters of a piece of source, whichever way it writes them."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKC", unescape(text)).casefold()))


def _stopped(name: str) -> Finding:
    message = Words(
        f"This page took too long to check: {name} and the rules after it did not run",
        f"本页校对超时：规则 {name} 及其后的规则未运行",
    )
    help_ = Words(
        "Split the page, or run `proofpress check --timeout`.", "请拆分页面，或使用 `proofpress check --timeout`。"
    )
    return Finding(name, Severity.ERROR, message, Span(0, 0), help_)


def _crash(name: str, error: Exception) -> Finding:
    message = Words(
        f"The rule {name} failed on this page; the others went on", f"规则 {name} 在本页运行失败，其他规则不受影响"
    )
    help_ = Words("Please report it with the page.", "请附上本页报告此问题。")
    return Finding(name, Severity.ERROR, message, Span(0, 0), help_, detail=f"{type(error).__name__}: {error}")


def _one_a_fault(findings: list[Finding], units: tuple[Span, ...]) -> list[Finding]:
    """Without the findings that give way to another one in the same formula or block,
    and without the same one twice."""
    widened = [(f, _widen(f.span, units)) for f in findings]
    by_rule: dict[str, list[Span]] = {}
    for finding, wide in widened:
        by_rule.setdefault(finding.rule, []).append(wide)
    places = {name: _Places(spans) for name, spans in by_rule.items()}
    kept: list[Finding] = []
    seen: set[tuple[str, Span]] = set()
    for finding, wide in widened:
        rule = BY_NAME.get(finding.rule)
        rivals = (places[name] for name in (rule.gives_way if rule else ()) if name in places)
        if (finding.rule, finding.span) not in seen and not any(rival.touch(wide) for rival in rivals):
            kept.append(finding)
        seen.add((finding.rule, finding.span))
    return kept


def _widen(span: Span, units: tuple[Span, ...]) -> Span:
    index = bisect_right(units, (span.start, len(units) and units[-1].end + 1)) - 1
    if index >= 0 and units[index].start <= span.start <= units[index].end and span.end <= units[index].end:
        return units[index]
    return span


class _Places:
    """Spans of one rule, asked whether one of them overlaps another; an empty span counts as one character."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((max(span.end, span.start + 1) for span in ordered), max))

    def touch(self, span: Span) -> bool:
        before = bisect_left(self._starts, max(span.end, span.start + 1))
        return before > 0 and self._ends[before - 1] > span.start
