"""Pipe tables that GFM does not see: a delimiter row that is missing or does not fit, two tables in one,
a table on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from proofpress.evidence.code import is_command
from proofpress.ledger import Ledger
from proofpress.markdown.signs import ATX, BLOCK, MARKER
from proofpress.regex import regex
from proofpress.repairs.enumerations import QUOTE, paragraphs, quoted
from proofpress.repairs.lines import Change, Lines, lines_of, rewrite
from proofpress.repairs.ruled import ruled
from proofpress.source import Source

_ROW = regex(r"^[ \t]*\|.*\S")
_DELIMITER = regex(r"^[ \t]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*\|?[ \t]*+$")
_WIDE_BAR = regex(r"^[ \t]*｜.*｜", re.M)
_DASHES = regex(r"^[ \t]*[|｜][ \t:]*[—–－―]{1,}[ \t:]*[|｜][ \t|｜:—–－―-]*$", re.M)
_WHOLE = regex(r"^ {0,3}\|.*\|[ \t]*$")
_FORMULA = regex(r"(?<![\\$])\$(?![\s$])[^$\n]{1,400}+(?<!\s)\$(?![$\d])")
_CODE = regex(r"`[^`\n]*+`")
_WHOLE_IN_LINE = regex(f"{_CODE.pattern}|{_FORMULA.pattern}")
_BAR = regex(r"(?<!\\)\|")
_IN_LINE = regex(r"^[^|\n$]*[^|\s] ?\| ?[^|\s]", re.M)
_OTHER = regex(rf"[ \t]*(?:{MARKER}[ \t]|\[\^|:)|.*(?:\$|\|\||::?=)")
"""A line that is an item or another block, or has bars that part no cells."""
_SENTENCE_ENDS = regex(r"[。！？；]$|[a-z]{2}[.!?;]$")
_LONGEST_CELL = 40
_FEWEST_ROWS = 3
_HEADLESS = "a table without the delimiter row under its header", "表头下缺少分隔行"
_LINES = "lines with bars, which Markdown would join", "带竖线的行，Markdown 会连成一行"
_SQUEEZED = regex(r"\|[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|")


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with each table under its own delimiter row, as wide as its header."""
    if "|" not in source.text and "｜" not in source.text:
        return source
    for repair in (_narrow, ruled, _spread, _closed_up, _edged, _bare, _barred, _fitted):
        source = repair(source, ledger)
    return source


def _narrow(source: Source, ledger: Ledger) -> Source:
    """Tables of full-width bars, and delimiter rows of dashes that are no hyphens."""
    if not _WIDE_BAR.search(source.text) and not _DASHES.search(source.text):
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        start = lines.starts[number]
        wide = line.lstrip().startswith("｜") and line.count("｜") > 1
        beside = any(
            0 <= other < len(lines) and lines[other].lstrip().startswith(("｜", "|"))
            for other in (number - 1, number + 1)
        )
        if wide and beside:
            made = line.replace("｜", "|")
        elif beside and line.lstrip().startswith("|") and _DASHES.search(line):
            made = line
        else:
            continue
        if re.fullmatch(r"[ \t|:—–－―-]+", made):
            made = re.sub(r"[—–－―-]+", "---", made)
        if made != line:
            changes.append(Change(start, lines.end(number), made))
            ledger.repaired(
                source.span(start, lines.end(number)), "a table row with full-width signs", "表格行用了全角符号"
            )
    return rewrite(source, changes)


def _closed_up(source: Source, ledger: Ledger) -> Source:
    """Rows with a blank line between each two, as some converters write them."""
    lines = lines_of(source)
    changes: list[Change] = []
    rows = [number for number, line in lines.prose() if _WHOLE.match(line)]
    place = 0
    while place < len(rows):
        run = [rows[place]]
        while (
            place + len(run) < len(rows)
            and (step := rows[place + len(run)] - run[-1]) <= 2
            and (step == 1 or lines.blank(run[-1] + 1))
        ):
            run.append(rows[place + len(run)])
        place += len(run)
        gaps = [number + 1 for number, following in pairwise(run) if following - number == 2]
        delimiters = [number for number in run[1:] if _DELIMITER.match(lines[number])]
        widths = {len(_cells(lines[number])) for number in run}
        if (
            len(delimiters) != 1
            or not gaps
            or len(widths) != 1
            or _DELIMITER.match(lines[run[0]])
            or delimiters[0] != run[1]
        ):
            continue
        changes.extend(Change(*lines.whole(number, number), "") for number in gaps)
        ledger.repaired(
            source.span(lines.starts[run[0]], lines.end(run[-1])),
            "a table with blank lines between its rows",
            "表格各行之间有空行",
            text="",
        )
    return rewrite(source, changes)


def _edged(source: Source, ledger: Ledger) -> Source:
    """A table without bars at its edges whose rows are longer than its header: with bars, so that no cell is lost."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        if (
            not number
            or not _DELIMITER.match(line)
            or "|" not in line
            or "-" not in line
            or lines[number - 1].lstrip().startswith("|")
            or "|" not in lines[number - 1]
        ):
            continue
        last = number
        while last + 1 < len(lines) and not _ends(lines, last + 1):
            last += 1
        width = len(_cells(lines[number - 1]))
        if (
            lines.code[number - 1]
            or len(_cells(line)) != width
            or all(len(_cells(lines[row])) <= width for row in range(number + 1, last + 1))
        ):
            continue
        for row in range(number - 1, last + 1):
            start, end = (
                lines.starts[row] + len(lines[row]) - len(lines[row].lstrip()),
                lines.starts[row] + len(lines[row].rstrip()),
            )
            changes.append(Change(start, end, "| " + lines.text[start:end].strip("|").strip() + " |"))
    return rewrite(source, changes)


def _bare(source: Source, ledger: Ledger) -> Source:
    """Rows that only the bars in them show, as a table; two, those of two columns and those of commands stay lines."""
    if _IN_LINE.search(source.text) is None:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for paragraph in (*paragraphs(lines), *quoted(lines)):
        said = [QUOTE.sub("", lines[number]) for number in paragraph]
        bars = [_CODE.sub(_unbarred, line) for line in said]
        rows = [_cells(line) if _IN_LINE.search(bar) else [] for line, bar in zip(said, bars, strict=True)]
        width = len(rows[0])
        if (
            width < 2
            or any(len(row) != width or not all(row) for row in rows)
            or any(_OTHER.match(bar) or _DELIMITER.match(bar) for bar in bars)
            or any(len(cell) > _LONGEST_CELL or _SENTENCE_ENDS.search(cell) for row in rows for cell in row)
        ):
            continue
        span = lines.starts[paragraph.start], lines.end(paragraph.stop - 1)
        if len(rows) >= _FEWEST_ROWS and width > 2 and not any(is_command(line.strip()) for line in said):
            for number, line in zip(paragraph, said, strict=True):
                end = lines.end(number)
                start = end - len(line.lstrip())
                edge = "" if re.search(r"(?<!\\)\|\s*$", line) else " |"
                under = f"\n{_lead(lines, number)}|" + " --- |" * width if number == paragraph.start else ""
                changes += (Change(start, start, "| "), Change(end, end, edge + under))
            ledger.repaired(source.span(*span), *_HEADLESS, text="")
        else:
            changes += (Change(lines.end(number), lines.end(number), "  ") for number in paragraph[:-1])
            ledger.repaired(source.span(*span), *_LINES)
    return rewrite(source, changes)


def _ends(lines: Lines, number: int) -> bool:
    """Whether a line is behind the rows of the table above it, as GFM has it: blank, or where another block begins. A
    row whose first cell looks like an item, `- | 3`, is one for its author."""
    line = lines[number].lstrip()
    begins = bool(ATX.match(line) or "|" not in line and BLOCK.match(line))
    return begins or lines.blank(number) or lines.code[number]


def _spread(source: Source, ledger: Ledger) -> Source:
    """A table whose rows all stand on one line, one row a line."""
    lines = lines_of(source)
    changes: list[Change] = []
    for number, line in lines.prose():
        found = _SQUEEZED.search(line) if "--" in line and not _DELIMITER.match(line) else None
        if found is None:
            continue
        width = found[0].count("|") - 1
        head, rest = line[: found.start()].rstrip(), line[found.end() :].strip()
        cells = _cells(head)
        if (
            width < 2
            or not head.lstrip().startswith("|")
            and head.count("|") < width
            or len(cells) < width
            or not rest.startswith("|")
        ):
            continue
        body = _cells(rest)
        rows = _grouped(body, width)
        if rows is None:
            continue
        before = head[: head.index("|")].strip()
        table = [
            "| " + " | ".join(cells[-width:]) + " |",
            found[0].strip(),
            *("| " + " | ".join(row) + " |" for row in rows),
        ]
        start = lines.starts[number]
        changes.append(Change(start, lines.end(number), (before + "\n\n" if before else "") + "\n".join(table)))
        ledger.repaired(
            source.span(start, lines.end(number)), "a table whose rows stood on one line", "表格的各行挤在一行里"
        )
    return rewrite(source, changes)


def _grouped(cells: list[str], width: int) -> list[list[str]] | None:
    """Cells of rows joined by `| |`, where an empty cell stands between two rows;
    None where they do not come out even."""
    if len(cells) % (width + 1) == width and all(not cells[i] for i in range(width, len(cells), width + 1)):
        return [cells[i : i + width] for i in range(0, len(cells), width + 1)]
    if len(cells) % width == 0:
        return [cells[i : i + width] for i in range(0, len(cells), width)]
    return None


def _barred(source: Source, ledger: Ledger) -> Source:
    """Rows that are as wide as the delimiter row only where the bars in their formulas are TeX's, and those in code
    the code's: with these escaped."""
    if "$" not in source.text and "`" not in source.text:
        return source
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last in _groups(lines):
        width = next((len(_cells(lines[n])) for n in range(first, last + 1) if _DELIMITER.match(lines[n])), 0)
        if not width and _is_headless(lines, first, last):
            width = len(_cells(lines[first]))
        for number in range(first, last + 1) if width else ():
            line, start = lines[number], lines.starts[number]
            inner = [found for found in _WHOLE_IN_LINE.finditer(line) if _BAR.search(found[0])]
            if not inner or len(_split(line)) <= width:
                continue
            if len(_cells(_FORMULA.sub(lambda found: found[0].replace("|", "x"), line))) != width:
                continue
            for found in inner:
                bars = (start + found.start() + bar.start() for bar in _BAR.finditer(found[0]))
                changes.extend(Change(bar, bar, "\\") for bar in bars)
                en, zh = ("code", "代码") if found[0].startswith("`") else ("a formula", "公式")
                ledger.repaired(
                    source.span(start + found.start(), start + found.end()),
                    f"a bar in {en}, where it would end the cell",
                    f"{zh}中的竖线会截断单元格",
                )
    return rewrite(source, changes)


def _fitted(source: Source, ledger: Ledger) -> Source:
    lines = lines_of(source)
    changes: list[Change] = []
    for first, last in _groups(lines):
        changes.extend(_table(source, lines, first, last, ledger))
    for run in quoted(lines) if ">" in source.text else ():
        for first, last in _rows_in(lines, run):
            changes.extend(_undelimited(source, lines, first, last, ledger))
    return rewrite(source, changes)


def _rows_in(lines: Lines, run: range) -> Iterator[tuple[int, int]]:
    """The runs of rows in a quotation that no delimiter row makes a table of."""
    for is_row, group in groupby(run, lambda number: _ROW.match(QUOTE.sub("", lines[number])) is not None):
        first, *_ = found = list(group)
        if is_row and not any(_DELIMITER.match(QUOTE.sub("", lines[number])) for number in found):
            yield first, found[-1]


def _lead(lines: Lines, number: int) -> str:
    """What stands before the row on a line: marks of quotations and the indentation in an item."""
    line = lines[number]
    body = QUOTE.sub("", line).lstrip(" \t")
    return line[: len(line) - len(body)]


def _groups(lines: Lines) -> list[tuple[int, int]]:
    """Runs of neighbouring lines that begin with a pipe."""
    found: list[tuple[int, int]] = []
    for number, line in lines.prose():
        if not _ROW.match(line) and line.strip() != "|":
            continue
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _table(source: Source, lines: Lines, first: int, last: int, ledger: Ledger) -> list[Change]:
    changes: list[Change] = []
    delimiters = [n for n in range(first, last + 1) if _DELIMITER.match(lines[n]) and "-" in lines[n]]
    while last > first and lines[last].strip() == "|":
        span = lines.whole(last, last)
        changes.append(Change(*span, ""))
        ledger.removed(source.span(*span), "a table row that was cut off", "被截断的表格行")
        last -= 1
    if (
        first
        and not lines.blank(first - 1)
        and (delimiters or last > first)
        and not re.match(r"\s*(?:[-*+]|\d+[.)])\s|\s*>", lines[first - 1])
    ):
        changes.append(Change(lines.starts[first], lines.starts[first], "\n"))
    behind = (
        lines[last + 1]
        if delimiters and last + 1 < len(lines) and not lines.blank(last + 1) and not lines.code[last + 1]
        else ""
    )
    if behind and "|" not in behind and not behind.startswith((" ", "\t", ">")) and delimiters[0] == first + 1:
        changes.append(Change(lines.starts[last + 1], lines.starts[last + 1], "\n"))
        ledger.repaired(
            source.span(lines.starts[last + 1], lines.end(last + 1)),
            "text glued to the table above it",
            "表格后的文字与表格粘连",
            text="",
        )
    if not delimiters:
        return changes + _undelimited(source, lines, first, last, ledger)
    if delimiters[0] == first:
        return changes
    for index, number in enumerate(delimiters):
        header = number - 1
        width = len(_cells(lines[header]))
        have = len(_cells(lines[number]))
        if header in delimiters:
            changes.append(Change(*lines.whole(number, number), ""))
            ledger.removed(source.span(*lines.whole(number, number)), "a second delimiter row", "多余的表格分隔行")
            continue
        if (
            index
            and header > first
            and width == len(_cells(lines[delimiters[0] - 1]))
            and _same(lines[header], lines[delimiters[0] - 1])
        ):
            span = (lines.starts[header], lines.whole(number, number)[1])
            changes.append(Change(*span, ""))
            ledger.removed(source.span(*span), "the table's header again", "重复的表头")
            continue
        stop = delimiters[index + 1] - 2 if index + 1 < len(delimiters) else last
        if stop == number and len(delimiters) > 1:
            span = (lines.starts[header], lines.whole(number, number)[1])
            changes.append(Change(*span, "" if index else "\n"))
            ledger.removed(
                source.span(*span),
                "a table's header with no rows, glued to another table",
                "没有数据行的表头，与另一个表格粘连",
            )
            continue
        if index:
            changes.append(Change(lines.starts[header], lines.starts[header], "\n"))
            ledger.repaired(
                source.span(lines.starts[header], lines.end(number)),
                "a second table glued to the one above",
                "两个表格粘在一起",
            )
        rows = [row for row in range(number + 1, stop + 1) if row not in delimiters]
        widest = max((len(_cells(lines[row])) for row in rows), default=0)
        if have != width or widest > width:
            changes.extend(_wide(lines, number, width, max(width, widest)))
        if have != width:
            ledger.repaired(
                source.span(lines.starts[number], lines.end(number)),
                f"the delimiter row has {have} columns, its header {width}",
                f"分隔行有 {have} 列，表头有 {width} 列",
            )
        for row in rows:
            if (cells := len(_cells(lines[row]))) != width:
                ledger.doubted(
                    source.span(lines.starts[row], lines.end(row)),
                    f"a row of {cells} cells in a table of {width} columns",
                    f"表格有 {width} 列，这一行有 {cells} 个单元格",
                )
    return changes


def _wide(lines: Lines, delimiter: int, width: int, cells: int) -> list[Change]:
    """A delimiter row of so many columns under a header of as many, so that no cell of a longer row is lost."""
    signs = (_cells(lines[delimiter]) + ["---"] * cells)[:cells]
    start = lines.starts[delimiter] + len(lines[delimiter]) - len(lines[delimiter].lstrip())
    made = [Change(start, lines.end(delimiter), "|" + "|".join(signs) + "|")]
    if cells > width:
        end = lines.end(delimiter - 1)
        bar = "" if lines[delimiter - 1].rstrip().endswith("|") else " |"
        made.append(Change(end, end, bar + "  |" * (cells - width)))
    return made


def _is_headless(lines: Lines, first: int, last: int) -> bool:
    """Whether rows of one width are a table that lacks its delimiter row; those that no bar ends, where all of them
    are."""
    widths = [len(_row(lines, number)) for number in range(first, last + 1)]
    if len(widths) < 2 or widths[0] < 2:
        return False
    if all(lines[n].rstrip().endswith("|") for n in (first, first + 1)):
        return widths.count(widths[0]) >= 0.7 * len(widths)
    return len(widths) >= _FEWEST_ROWS and len(set(widths)) == 1


def _row(lines: Lines, number: int) -> list[str]:
    return _cells(QUOTE.sub("", lines[number]))


def _undelimited(source: Source, lines: Lines, first: int, last: int, ledger: Ledger) -> list[Change]:
    """A delimiter row under the first of several rows of the same width; other rows stay lines."""
    at = lines.end(first)
    if not _is_headless(lines, first, last):
        rows = range(first, last + 1)
        if (
            last == first
            or not all(lines.text_lines[number] for number in rows)
            or any(lines[number].endswith(("  ", "\\")) for number in rows)
        ):
            return []
        ledger.repaired(source.span(lines.starts[first], lines.end(last)), *_LINES)
        return [Change(lines.end(number), lines.end(number), "  ") for number in rows[:-1]]
    ledger.repaired(
        source.span(lines.starts[first], at),
        *_HEADLESS,
        text="",
    )
    lead = _lead(lines, first)
    above = [Change(lines.starts[first], lines.starts[first], f"{lead.rstrip()}\n")] if _is_below(lines, first) else []
    return [*above, Change(at, at, f"\n{lead}|" + "---|" * len(_row(lines, first)))]


def _is_below(lines: Lines, first: int) -> bool:
    """Whether a row stands in a quotation right under other words of it."""
    mark = QUOTE.match(lines[first])
    if mark is None or not first or lines.blank(first - 1):
        return False
    above = QUOTE.match(lines[first - 1])
    return above is not None and above[0].strip() == mark[0].strip()


def _same(one: str, other: str) -> bool:
    return [cell.strip() for cell in _cells(one)] == [cell.strip() for cell in _cells(other)]


def _cells(line: str) -> list[str]:
    """The cells of a row, without the pipes at its edges; a pipe behind a backslash or in code is text."""
    masked = _CODE.sub(_unbarred, line)
    return [part.replace("\x00", "|").strip() for part in _split(masked)]


def _unbarred(code: re.Match[str]) -> str:
    return code[0].replace("|", "\x00")


def _split(line: str) -> list[str]:
    """The cells of a row as GFM ends them, in code too."""
    parts = _BAR.split(line.strip())
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return parts
