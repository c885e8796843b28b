"""Findings for a person: the lines of the source in a frame, the span underlined, what is wrong and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from proofpress.finding import Finding, Severity, Words
from proofpress.output.report import Report, counts
from proofpress.paths import shown
from proofpress.source import Source

SHOWN = 3
"""So many lines of a long span are shown."""
WIDTH = 110
"""Columns of a source line that are shown; what lies farther is cut around the span."""
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_NAMES = {
    Severity.ERROR: Words("error", "错误"),
    Severity.WARNING: Words("warning", "警告"),
    Severity.INFO: Words("info", "提示"),
}

Paint = Callable[[str, str], str]
"""Text and an SGR code → text as a terminal shows it."""


def plain(reports: Iterable[Report], language: str) -> Iterator[str]:
    """Frames without colours."""
    return _frames(reports, language, lambda text, code: text)


def colored(reports: Iterable[Report], language: str) -> Iterator[str]:
    """Frames for a terminal."""
    return _frames(reports, language, lambda text, code: f"\x1b[{code}m{text}\x1b[0m" if text else text)


def _frames(reports: Iterable[Report], language: str, paint: Paint) -> Iterator[str]:
    seen: list[Report] = []
    files = failed = 0
    for report in reports:
        if report.failure is not None:
            failed += 1
            yield f"{paint(shown(report.path), '1')}: {shown(report.failure.of(language))}\n\n"
            continue
        files += 1
        if report.source is not None and report.findings:
            seen.append(Report(report.path, None, report.findings))
            for finding in report.findings:
                yield _frame(shown(report.path), report.source, finding, language, paint)
    if files or not failed:
        yield _summary(counts(seen), files, len(seen), language)
    if failed:
        yield Words(
            f"{failed} file{'s' if failed != 1 else ''} could not be checked.\n", f"{failed} 个文件未能校对。\n"
        ).of(language)


def _frame(path: str, source: Source, finding: Finding, language: str, paint: Paint) -> str:
    start, end = source.position(finding.span.start), source.position(max(finding.span.start, finding.span.end))
    color = _COLORS.get(finding.severity, "0")
    name = _NAMES[finding.severity].of(language) if finding.severity in _NAMES else str(finding.severity)
    last = end.line if end.column > 1 or end.line == start.line else end.line - 1
    gutter = len(str(min(last, start.line + SHOWN - 1)))
    bar = paint("│", "34")
    lines = [
        f"{paint(name, '1;' + color)} {paint(finding.rule, '1')}: {_visible(finding.message.of(language))}",
        f"{' ' * gutter} {paint('┌─', '34')} {path}:{start.line}:{start.column}",
    ]
    for line in range(start.line, min(last, start.line + SHOWN - 1) + 1):
        text = source.line_text(line)
        low = start.column - 1 if line == start.line else len(text) - len(text.lstrip())
        high = end.column - 1 if line == end.line else len(text)
        shown, under = _cut(text, low, max(high, low + 1))
        lines.append(f"{paint(str(line).rjust(gutter), '34')} {bar} {shown}".rstrip())
        lines.append(f"{' ' * gutter} {bar} {under[0]}{paint(under[1], color)}")
    if last > start.line + SHOWN - 1:
        lines.append(
            f"{' ' * gutter} {bar} … {Words('up to line', '直到第').of(language)} {last}{Words('', ' 行').of(language)}"
        )
    if finding.help is not None:
        lines.append(
            f"{' ' * gutter} {paint('=', '34')} "
            f"{Words('help', '办法').of(language)}{Words(': ', '：').of(language)}"
            f"{_visible(finding.help.of(language))}"
        )
    if finding.detail:
        lines.append(f"{' ' * gutter} {paint('=', '34')} {_visible(' '.join(finding.detail.split()))}")
    return "\n".join(lines) + "\n\n"


def _cut(text: str, low: int, high: int) -> tuple[str, tuple[str, str]]:
    """A line as shown, and below it the spaces and the marks that underline the characters from `low` to `high`."""
    first = 0
    if width(text[:high]) > WIDTH:
        first = max(0, low - WIDTH // 4)
    last = len(text)
    while width(text[first:last]) > WIDTH and last > low + 1:
        last -= max(1, (width(text[first:last]) - WIDTH) // 2)
    last = max(last, min(low + 1, len(text)))
    lead, tail = "…" if first else "", "…" if last < len(text) else ""
    shown = lead + _visible(text[first:last]) + tail
    before = width(lead + _visible(text[first:low]))
    marks = max(1, width(_visible(text[low : min(high, last)])))
    return shown, (" " * before, "^" * marks)


def _visible(text: str) -> str:
    """Tabs as four spaces; characters that a terminal would act on or that nobody sees, as a sign."""
    return "".join(
        "    "
        if c == "\t"
        else "␣"
        if c == "\xa0"
        else "�"
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else c
        for c in text
    )


def width(text: str) -> int:
    """Columns of a terminal that a text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _summary(found: dict[Severity, int], files: int, touched: int, language: str) -> str:
    if not any(found.values()):
        return Words(
            f"No findings in {files} file{'s' if files != 1 else ''}.\n", f"{files} 个文件，没有发现问题。\n"
        ).of(language)
    errors, warnings, infos = found[Severity.ERROR], found[Severity.WARNING], found[Severity.INFO]
    en = ", ".join(
        f"{n} {word}{'s' if n != 1 else ''}"
        for n, word in ((errors, "error"), (warnings, "warning"), (infos, "remark"))
        if n
    )
    zh = "、".join(f"{n} 个{word}" for n, word in ((errors, "错误"), (warnings, "警告"), (infos, "提示")) if n)
    return Words(
        f"{en} in {touched} of {files} file{'s' if files != 1 else ''}.\n",
        f"{zh}，在 {files} 个文件中的 {touched} 个里。\n",
    ).of(language)
