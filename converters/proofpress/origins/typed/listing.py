"""Code that was typed line by line into paragraphs: where it begins and ends is read from the lines themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofpress.evidence import chinese
from proofpress.markdown.signs import DISPLAY
from proofpress.origins.typed import lines as typed_lines
from proofpress.source import Source
from proofpress.tree import Code, Delete, Emphasis, InlineCode, Link, Paragraph, Strong, Text, cover

_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`")
_REMARK = re.compile(r"(?:(?<!:)//|/\*|(?:^|\s)#(?!include|define)|(?:^|\s)--\s|<!--|;;).*$")
_COMMENT = re.compile(r"(?:/\*|\*/|\*(?:\s|$)|//|#(?!#|\d)|--\s|<!--)")
_WIDE = re.compile(f"[{chinese.WIDE}]")
_TEX = re.compile(r"\\[A-Za-z]{2,}\b(?![\\/.])|\\\\$|^" + DISPLAY)
_SENTENCE = re.compile(
    r"(?:[A-Za-z][\w'’-]*[,;:]? ){4,}[A-Za-z][\w'’-]*[.,;:!?]?|[A-Z][\w'’,-]*(?: [\w'’,-]+){2,}[.:!?]$"
)
_STRONG = re.compile(
    r"[\[\]{}()]+[,;]?$|\}\s*(?:else|catch|finally|while)\b|else:$|try:$|finally:$"
    r"|#(?:include\s*[<\"]|define\s|ifn?def\s|endif\b|pragma\s)"
    r"|import\s+(?:static\s+)?[\w.*]+(?:\s+as\s+\w+)?;?$|import\s.+\sfrom\s+['\"]|from\s+[\w.]+\s+import\s|package\s+[\w.]+;?$|using\s+[\w.: ]+;$"
    r"|(?:async\s+)?(?:def|function|fn|func)\s+\w+\s*[(<]|class\s+\w+[\w\s(),.<>:]*[:{]$|(?:public|private|protected|static|final|abstract|export|const|let|var|struct|enum|interface|typedef|unsigned|extern|template)\s.*[;{(,=>)]$"
    r"|(?:for|while|if|elif|else if|switch|with|except|catch)\b(?=.*[()=<>\[\].]).*[:{)]$|for\s+\w+(?:,\s*\w+)*\s+in\s+\S+.*:$|except(?:\s\w+)?:$"
    r"|return\b.{0,80}$|(?:break|continue|pass|fi|done|esac);?$|(?:raise|throw)\s+\w+"
    r"|[\w.\[\]\"'*&$>-]+(?:\s+[\w*&<>\[\],]+){0,3}\s*(?:[-+*/|&%]|:)?=(?!=)\s*\S.{0,120}$"
    r"|[\w.:>$-]+\(.*\)[;,]?$|.*\)\s*(?:\{|;|->|=>)$|.{1,100}\{$|@\w[\w.]*(?:\(.*\))?$"
    r"|\"[\w $-]+\"\s*:\s*\S|<[/?]?[a-zA-Z][^<>]*>.*$|<\?(?:php|=)|\?>$"
    r"|(?:\$|>>>|#>|PS[^>]*>)\s\S|sudo\s+[\w-]+\s\S|(?:apt(?:-get)?|yum|dnf|brew|pip3?|conda|npm|npx|yarn|pnpm|git|docker(?:-compose)?|kubectl|systemctl|service|curl|wget|tar|chmod|chown|mkdir|export|source|cd|ls|cp|mv|rm|cat|echo|ssh|scp|cmake|gcc|g\+\+|java|javac|node|python3?|go|cargo|mvn|gradle)\s+(?:-|\./|~?/|\S+\.\w+\b|install\b|update\b|clone\b|build\b|run\b|add\b|start\b|restart\b|enable\b|status\b|init\b|\S+$|[\w=]+\s*-)"
    r"|(?:SELECT|FROM|WHERE|INSERT INTO|VALUES|CREATE (?:TABLE|DATABASE|INDEX|VIEW)|ALTER TABLE|DROP TABLE|UPDATE|SET|DELETE FROM|GROUP BY|ORDER BY|HAVING|LIMIT|(?:LEFT |RIGHT |INNER )?JOIN|UNION)\b(?! [a-z]+ [a-z]+ [a-z]+)"
)
_STATEMENT = re.compile(
    r".*[=()\[\]\".>]\S*.*;$|(?:int|char|float|double|long|short|bool|boolean|byte|auto|void|String|std::\w+|\w+_t|[A-Z]\w*<[\w, <>]*>)[\s*&]+\w[\w\s,*]*;$"
)
_SETTING = re.compile(r"(?:-\s+)?[\w.-]+:(?:\s+\S.{0,80})?$|[\w.-]+\s*=\s*\S*$|\[[\w .:-]*[A-Za-z][\w .:-]*\]$")
_HANDED_OVER = re.compile(r"[:：]\s*$")
_BEGINS = re.compile(r"<\?php|#!/|#include\s*[<\"]|\$ \S|sudo |package [\w.]+;|SELECT |CREATE TABLE")
_NEW_PARAGRAPH = re.compile(r"<(?:p|div|li)\b", re.I)
_LONGEST = 400
_LINES_OF_A_PROGRAM = 4
"""So many paragraphs that are code, and hardly another among them, are one listing without any indentation."""
_SPACE = "&nbsp;"
_SPACE_OF_MARKUP = re.compile(r"</\w|/>")


def is_plain(paragraph: Paragraph) -> bool:
    """True for a paragraph that a listing can take up: nothing in it but text."""
    return all(isinstance(node, Text | InlineCode | Strong | Emphasis | Delete | Link) for node in paragraph.children)


def code_lines(run: Sequence[Paragraph], at: int) -> int:
    """Where the paragraphs that are inline code and nothing else end."""
    end = at
    while (
        end < len(run)
        and run[end].children
        and all(
            isinstance(node, InlineCode) or isinstance(node, Text) and not node.value.strip()
            for node in run[end].children
        )
    ):
        end += 1
    return end


def listings(run: Sequence[Paragraph], lines: Sequence[str], root: Source) -> list[tuple[int, int]]:
    """Where the listings stand among paragraphs that follow each other, as first and behind the last."""
    if len(run) < 2:
        return []
    kinds = ["prose"] * len(run)
    display = remark = False
    for index, (paragraph, line) in enumerate(zip(run, lines, strict=True)):
        display ^= line.count("$$") % 2 == 1
        if not display and "$$" not in line and is_plain(paragraph):
            kinds[index] = "comment" if remark else _kind(line)
        remark = "/*" in line and "*/" not in line or remark and "*/" not in line and line.strip() != ""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(run):
        if kinds[at] == "prose":
            at += 1
            continue
        end = at
        while end < len(run) and kinds[end] != "prose":
            end += 1
        if (part := _trimmed(run, lines, kinds, at, end, root)) is not None:
            found.append(part)
        at = end
    return found


def _kind(line: str) -> str:
    """`strong` for what only code has, `comment`, `setting` (`key: value`), `prose`, or `weak`."""
    if not line or len(line) > _LONGEST or _TEX.search(line):
        return "prose"
    if _COMMENT.match(line):
        return "comment"
    bare = _REMARK.sub("", _STRING.sub('""', line)).strip()
    if _WIDE.search(bare) or not bare:
        return "prose"
    if (
        _SENTENCE.match(bare)
        and not re.search(r"[=(){}\[\]<>$]", bare)
        and not bare.startswith(("SELECT", "INSERT", "CREATE"))
    ):
        return "prose"
    if _STRONG.match(bare) or _STATEMENT.match(bare):
        return "strong"
    return "setting" if _SETTING.match(bare) else "weak"


def _trimmed(
    run: Sequence[Paragraph], lines: Sequence[str], kinds: list[str], at: int, end: int, root: Source
) -> tuple[int, int] | None:
    """The listing within a stretch without prose; None where its lines are not code beyond doubt."""
    while at < end and kinds[at] == "weak" and not _opens(run, lines, at, end, root):
        at += 1
    while end > at and kinds[end - 1] == "weak" and typed_lines.margin(root, run[end - 1].span.start)[0] < 2:
        end -= 1
    if end - at < 2:
        return None
    deep = [typed_lines.margin(root, run[index].span.start)[0] >= 2 for index in range(at, end)]
    indented = sum(deep)
    counts = {kind: kinds[at:end].count(kind) for kind in ("strong", "comment", "setting", "weak")}
    counts["strong"] += sum(
        inner and kinds[index] in ("weak", "setting") and lines[index].endswith((";", "{", ",", "("))
        for index, inner in enumerate(deep, at)
    )
    size = end - at
    whole = counts["strong"] + counts["comment"] >= 0.8 * size and counts["strong"] >= _LINES_OF_A_PROGRAM
    if not indented and not whole and not _BEGINS.match(lines[at]) and not _broken(root, run[at], run[end - 1]):
        return None
    if (
        counts["setting"] >= 3
        and counts["strong"] + counts["setting"] + counts["comment"] == size
        and 0 < indented < size
    ):
        return at, end
    least = 2 if indented or at and _HANDED_OVER.search(lines[at - 1]) else 3
    certain = counts["strong"] >= least and counts["strong"] + counts["comment"] >= 0.6 * size
    return (
        (at, end)
        if certain or indented >= 2 and indented < size and counts["strong"] >= 2 and counts["strong"] >= 0.4 * size
        else None
    )


def _opens(run: Sequence[Paragraph], lines: Sequence[str], at: int, end: int, root: Source) -> bool:
    """Whether a line opens a block: it ends with the sign for one, and the next line stands deeper."""
    if at + 1 >= end or not lines[at].endswith((":", "{", "(")):
        return False
    here, below = (typed_lines.margin(root, run[index].span.start)[0] for index in (at, at + 1))
    return below > here


def _broken(root: Source, first: Paragraph, last: Paragraph) -> bool:
    """Whether the lines stand in one paragraph of the page, with breaks between them."""
    between = root.text[first.span.end : last.span.start]
    return "<br" in between and not _NEW_PARAGRAPH.search(between)


def as_code(run: Sequence[Paragraph], root: Source, lang: str = "") -> Code:
    """Paragraphs as one block of code, with the indentation that they were typed with."""
    span = cover(run)
    return Code(_spaced("\n".join(typed_lines.listing(root, run))), lang, span=span, inner=span)


def _spaced(code: str) -> str:
    """Code whose spaces were escaped twice with spaces: more of them than of the others, and no markup, which may mean them."""
    if code.count(_SPACE) < 2 or _SPACE_OF_MARKUP.search(code) or code.count(_SPACE) <= code.count(" "):
        return code
    return "\n".join(line.replace(_SPACE, " ").rstrip() for line in code.split("\n"))
