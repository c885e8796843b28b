"""YAML between two lines of three dashes at the head of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from proofpress.evidence.line_ends import line_end_between
from proofpress.finding import Words
from proofpress.markdown import metadata
from proofpress.regex import regex
from proofpress.source import Source, Span
from proofpress.words.parsers import in_chinese

_OPENING = regex(r"\A\s*^---[ \t]*\n", re.M)
CLOSING = regex(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_SPACE = regex(r"(?:[ \t]*+(?:#[^\n]*+)?(?:\n|\Z))*+")
"""Blank lines and comments."""
_FIELD = regex(r"""[ \t]*+(?:\{|(?:"[^"\n]*+"|'[^'\n]*+'|[$@]?[^\W\d][\w.@/() -]{0,60}+)[ \t]*+:(?:\s|\Z))|\Z""")
_SURE = regex(r"^(?:[a-z][\w-]*+|[Tt]itle|[Dd]ate|[Tt]ags|标题|日期|标签)[ \t]*+:(?:\s|\Z)", re.M)
"""A key where a blank line stands above, as it does behind a rule: no label of a sentence is written so."""
_CHAPTER = regex(r"\s*#{1,6}[ \t][^\n]*\n[ \t]*\n(?![\w-]+[ \t]*:)|\s*#{2,6}[ \t]")
"""A heading that begins what stands between two rules; a comment stands on the line before its key."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a header: `code` is `unclosed`, `yaml`, `not-a-mapping` or `duplicate-key`. `is_read` where
    all that the header says could be read nevertheless."""

    code: str
    span: Span
    message: Words
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` by the author's keys, dates as text; of a key that stands twice, the first.
    `span` includes the dashes."""

    span: Span
    values: dict[str, object] = field(default_factory=dict)
    repeated: tuple[tuple[str, object], ...] = ()
    faults: tuple[Fault, ...] = ()


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML 1.1 without its surprises: dates, octal numbers and yes/no stay the text they are."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def split(source: Source) -> tuple[FrontMatter | None, Source]:
    """The header, if the text begins with one, and the rest.

    A header that is opened and never closed is a fault and the rest begins right behind its last line that looks like
    `key: value`, so that no text is swallowed. Three dashes that begin no mapping are a thematic break, and no header.
    """
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        return None, source
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        return _unclosed(source, opening.end())
    content = text[opening.end() : closing.start()]
    if content.strip() and (_CHAPTER.match(content) or not _is_mapping(content)):
        return None, source
    return closed(source, opening.end(), closing)


def published(source: Source) -> tuple[FrontMatter | None, Source]:
    """The header as MkDocs takes it off a page, and the rest: lines of `Key: text` at the very top are one, too."""
    header, body = split(source)
    end = metadata.length(source.text) if body is source else 0
    if not end:
        return header, body
    values: dict[str, object] = dict(metadata.fields(source.text[:end].split("\n")))
    return FrontMatter(source.span(0, end), values), source.slice(end, len(source.text))


def _is_mapping(content: str) -> bool:
    """Whether what stands between two rules begins as a mapping of YAML does, and not as a list, a quotation, a
    paragraph."""
    begins = _SPACE.match(content)
    sure = content[:1] != "\n" or _SURE.search(content) is not None
    return sure and _FIELD.match(content, begins.end() if begins else 0) is not None


def closed(source: Source, start: int, closing: re.Match[str]) -> tuple[FrontMatter, Source]:
    """The header whose YAML stands from `start` to the line that closes it, and the rest."""
    content = source.text[start : closing.start()]
    header = _load(source, content, start, source.span(0, closing.end()))
    return header, source.slice(closing.end(), len(source.text))


def _unclosed(source: Source, start: int) -> tuple[FrontMatter | None, Source]:
    end = start
    for line in source.text[start:].splitlines(keepends=True):
        if not re.match(r"[\w-]+[ \t]*:(?:\s|$)|\s+\S|-\s|#\s", line):
            break
        end += len(line)
    if not _is_mapping(source.text[start:end]):
        return None, source
    span = source.span(0, end)
    fault = Fault("unclosed", span, Words("the front matter is opened and never closed", "文件头没有结束"))
    header = _load(source, source.text[start:end], start, span)
    return FrontMatter(span, header.values, header.repeated, (fault, *header.faults)), source.slice(
        end, len(source.text)
    )


def _load(source: Source, content: str, start: int, span: Span) -> FrontMatter:
    def unread(lines: Iterable[tuple[int, str]]) -> tuple[Fault, ...]:
        return tuple(
            Fault("yaml", source.span(start + at, start + at + len(line)), _unread(line)) for at, line in lines
        )

    def salvaged(fault: Fault) -> FrontMatter:
        values, lost = _salvage(content)
        return FrontMatter(span, values, (), (fault, *unread(lost)))

    if too_deep(content):
        return salvaged(Fault("yaml", span, _TOO_DEEP))
    first: tuple[Fault, ...] = ()
    broken: list[tuple[int, str]] = []
    try:
        node = yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = start + (min(mark.index, len(content)) if mark else 0)
        problem = " ".join(filter(None, (error.context, error.problem)))
        first = (Fault("yaml", source.span(at, min(at + 1, start + len(content))), _of_parser(problem)),)
        node, broken = _mended(content)
        if node is None:
            return salvaged(first[0])
        first = (replace(first[0], is_read=not broken),)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return salvaged(Fault("yaml", span, _of_parser(str(error).splitlines()[0])))
    if node is None:
        return FrontMatter(span)
    if not isinstance(node, yaml.MappingNode):
        return FrontMatter(span, {}, (), (Fault("not-a-mapping", span, _NO_MAPPING),))
    plain = _Plain(content)
    values: dict[str, object] = {}
    repeated: list[tuple[str, object]] = []
    faults: list[Fault] = [*first]
    starts = [0, *(found.end() for found in re.finditer("\n", content))]
    for key_node, value_node in node.value:
        key = str(key_node.value)
        value = plain.value(value_node)
        if key in values:
            repeated.append((key, value))
            at = start + starts[min(key_node.start_mark.line, len(starts) - 1)] + key_node.start_mark.column
            faults.append(Fault("duplicate-key", source.span(at, at + len(key)), _twice(key)))
        else:
            values[key] = value
    for at, entry in broken:
        found, lost = _salvage(entry)
        for key, value in found.items():
            values.setdefault(key, value)
        faults += unread((at + offset, line) for offset, line in lost)
    return FrontMatter(span, values, tuple(repeated), tuple(faults))


_MOST_LEVELS = 100
_TOO_DEEP = Words(f"more than {_MOST_LEVELS} brackets inside each other", f"括号嵌套超过 {_MOST_LEVELS} 层")
_NO_MAPPING = Words("expected lines of the form `key: value`", "应是 `键: 值` 的形式")


def _twice(key: str) -> Words:
    return Words(f"the key `{key}` stands twice", f"字段 `{key}` 重复")


def _unread(line: str) -> Words:
    return Words(f"the line `{line.strip()}` was not read", f"这一行没有读懂：`{line.strip()}`")


def _of_parser(said: str) -> Words:
    return Words(said, in_chinese(said))


def too_deep(content: str) -> bool:
    """Whether more brackets are open at once than any header has: the parser's time grows with each that is."""
    level = 0
    for bracket in re.finditer(r"[\[\]{}]", content):
        level = level + 1 if bracket[0] in "[{" else max(level - 1, 0)
        if level > _MOST_LEVELS:
            return True
    return False


_SCALARS = {"tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}


class _Plain:
    """YAML nodes as lists, dicts, text, numbers, truth values and None; of a repeated key, the first counts.

    What is deeper than any header, or repeated by aliases to more nodes than the header has characters, is its tag.
    """

    def __init__(self, content: str) -> None:
        self.content = content
        self.left = len(content)

    def value(self, node: Any, depth: int = 0) -> object:
        self.left -= 1
        if depth > 50 or self.left < 0:
            return str(node.tag)
        if isinstance(node, yaml.MappingNode):
            found: dict[str, object] = {}
            for key, value in node.value:
                found.setdefault(str(key.value), self.value(value, depth + 1))
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        if node.style != "|" and node.start_mark.line < node.end_mark.line and isinstance(said := node.value, str):
            return _folded(said, self.content[node.start_mark.index : node.end_mark.index])
        return _scalar(node)


def _folded(said: str, written: str) -> str:
    """A text over several lines, for which YAML puts a space at each line end: inside Chinese text it is none."""
    typed = set(_BESIDE_SPACE.findall(written))

    def meant(space: re.Match[str]) -> str:
        before, after = said[space.start() - 1], said[space.end()]
        return " " if f"{before} {after}" in typed else line_end_between(before, after)

    return _SPACE_INSIDE.sub(meant, said)


_BESIDE_SPACE = regex(r"(?=(\S \S))")
_SPACE_INSIDE = regex(r"(?<=\S) (?=\S)")


def _scalar(node: Any) -> object:
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return (
            str(node.value).lower() in ("true", "yes", "on")
            if str(node.value).lower() in ("true", "false")
            else node.value
        )
    convert = _SCALARS.get(node.tag)
    if convert is not None:
        try:
            number = convert(node.value)
        except ValueError:
            return str(node.value)
        return number if str(number) == node.value else str(node.value)
    return str(node.value)


_SCALAR = regex(r"(?P<before>[ \t]*(?:-[ \t]+)?[\w.-]+[ \t]*:[ \t]+|[ \t]*-[ \t]+)(?P<value>[^\s|>].*)", re.S)
_MOST_REQUOTED = 20


_LEAD = regex(r"^[ ]*\t[ \t]*", re.M)
_ENTRY = regex(r"^(?![ \t\n#-])", re.M)
"""Where a key of a header begins."""


def _mended(content: str) -> tuple[Any, list[tuple[int, str]]]:
    """The node of a header whose entries are mended one by one, with the entries that cannot be, each with its offset;
    None where what is left is no YAML either."""
    starts = [0, *(found.start() for found in _ENTRY.finditer(content) if 0 < found.start() < len(content))]
    made: list[str] = []
    broken: list[tuple[int, str]] = []
    for at, end in zip(starts, (*starts[1:], len(content)), strict=True):
        entry = content[at:end]
        if (mended := _entry(entry)) is None:
            broken.append((at, entry))
            mended = "\n" * entry.count("\n")
        made.append(mended)
    try:
        return (None, []) if len(broken) == len(starts) else (yaml.compose("".join(made), Loader=_Loader), broken)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None, []


def _entry(entry: str) -> str | None:
    """One entry as YAML can read it: without tabs before its lines, and its values in quotes where YAML stumbles over
    them: a colon or quotes inside, a sign of YAML's at the start. None where that is not all that is wrong."""
    if "\t" in entry:
        entry = _LEAD.sub(lambda lead: lead[0].expandtabs(4), entry)
    lines = entry.split("\n")
    done: set[int] = set()
    for _ in range(_MOST_REQUOTED):
        try:
            node = yaml.compose("\n".join(lines), Loader=_Loader)
            return "\n".join(lines) if node is None or isinstance(node, yaml.MappingNode) else None
        except yaml.MarkedYAMLError as error:
            at = error.problem_mark.line if error.problem_mark else len(lines)
        except (yaml.YAMLError, ValueError, RecursionError):
            return None
        match = _SCALAR.fullmatch(lines[at].rstrip()) if at < len(lines) and at not in done else None
        if match is None:
            return None
        value = match["value"]
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        lines[at] = match["before"] + "'" + value.replace("'", "''") + "'"
        done.add(at)
    return None


def _salvage(content: str) -> tuple[dict[str, object], list[tuple[int, str]]]:
    """The `key: value` lines and the lists of a header that is not YAML, and the lines that are neither, each with its
    offset."""
    values: dict[str, object] = {}
    unread: list[tuple[int, str]] = []
    items: list[object] | None = None
    at = 0
    for line in content.splitlines(keepends=True):
        if (match := re.match(r"([\w-]+)[ \t]*:[ \t]*(.*)", line)) and match[1] not in values:
            value = match[2].strip().strip("\"'")
            items = None if value else []
            values[match[1]] = value
            key = match[1]
        elif items is not None and (item := re.match(r"[ \t]*-[ \t]+(\S.*)", line)):
            items.append(item[1].strip().strip("\"'"))
            values[key] = items
        elif line.strip() and not line.lstrip().startswith("#"):
            items = None
            unread.append((at, line.rstrip("\r\n")))
        at += len(line)
    return values, unread
