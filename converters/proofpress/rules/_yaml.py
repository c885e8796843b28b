"""What is wrong with a YAML text, by offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from proofpress.finding import Words
from proofpress.readers.front_matter import too_deep
from proofpress.regex import regex
from proofpress.words.parsers import in_chinese

if TYPE_CHECKING:
    from yaml import MappingNode, Node


@dataclass(frozen=True, slots=True)
class YamlTrouble:
    """A fault at a character offset; `detail` holds the parser's own words. What is `minor` costs no
    reader anything else."""

    offset: int
    message: Words
    help: Words
    detail: str = ""
    minor: bool = False


def syntax(text: str) -> YamlTrouble | None:
    """The first syntax error of a YAML text of any number of documents, None where there is none."""
    import yaml

    if too_deep(text):
        return YamlTrouble(
            0,
            Words("Unexpected YAML: too many brackets inside each other", "YAML 有误：括号嵌套过深"),
            Words("Write it as indented lines.", "请写成缩进的行。"),
        )
    try:
        for _ in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        offset = min(mark.index, len(text)) if mark else 0
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        return YamlTrouble(
            offset,
            Words(f"Unexpected YAML: {problem}", f"YAML 有误：{in_chinese(problem)}"),
            Words(
                "Quote the value, close what is open, or mend the indentation.",
                "给值加引号，补上未闭合的括号或引号，或改正缩进。",
            ),
            str(error),
        )
    return None


def faults(
    text: str, texts: tuple[str, ...], lists: tuple[str, ...], dates: Literal["needed", "used", ""] = "needed"
) -> Iterator[YamlTrouble]:
    """Faults of front matter: syntax, keys given twice, a top level that is no mapping, fields of the wrong kind.

    `dates` says whether something cannot do without a date that it can read, only uses one, or reads none."""
    import yaml

    wrong = syntax(text)
    if wrong is not None:
        yield from _field_by_field(text) or (wrong,)
        return
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        yield YamlTrouble(0, Words("Unexpected YAML", "YAML 有误"), Words("Mend it.", "请改正。"), str(error))
        return
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        yield YamlTrouble(
            0,
            Words("Unexpected front matter, expected fields", "文首元数据应是键值对"),
            Words("Write it as `key: value`.", "写成 `键: 值`。"),
        )
        return
    fields, twice = tuple(node.value), tuple(_twice(node))
    unmade = _unmade(node)
    for key, value in fields:
        name, at = getattr(key, "value", ""), key.start_mark.index
        yield from (unmade[at],) if at in unmade else _kind(name, value, at, texts, lists, dates)
    yield from twice


_NO_VALUE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What the parser raises for a day or a number that there is none of."""
_NO_SUCH = Words("there is no such day or number", "没有这样的日期或数字")


def _unmade(root: MappingNode) -> dict[int, YamlTrouble]:
    """The fields, each by its offset, whose value is well written and can still not be made: a day that no calendar
    has, a tag that nobody reads, a list as a key. For one of them a site drops the whole header. The parser puts
    merged keys into the nodes."""
    import yaml

    try:
        yaml.SafeLoader("").construct_document(root)
    except (yaml.YAMLError, *_NO_VALUE):
        maker, fields, found = yaml.SafeLoader(""), root.value, {}
        for key, value in fields:
            try:
                maker.construct_mapping(yaml.MappingNode(root.tag, [(key, value)]), deep=True)
            except (yaml.YAMLError, *_NO_VALUE) as error:
                said = str(getattr(error, "problem", ""))
                problem = Words(said, in_chinese(said)) if said else _NO_SUCH
                found[key.start_mark.index] = YamlTrouble(
                    key.start_mark.index,
                    Words(
                        f"Unexpected value, for which a site drops all fields: {problem.en}",
                        f"字段的值读不出来，站点会丢掉全部字段：{problem.zh}",
                    ),
                    Words("Mend the value, or put it in quotes.", "改正这个值，或加上引号。"),
                    str(error),
                )
        return found
    return {}


_FIELD = regex(r"^(?![ \t#\-}\]])", re.M)


def _field_by_field(text: str) -> tuple[YamlTrouble, ...]:
    """The syntax errors of front matter, each top field read by itself; none where only the whole is wrong."""
    starts = [found.start() for found in _FIELD.finditer(text) if found.start() < len(text)]
    made: list[YamlTrouble] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        field = text[start:end]
        if (wrong := syntax(field)) is not None:
            made.append(replace(wrong, offset=start + min(wrong.offset, max(len(field.rstrip()) - 1, 0))))
    return tuple(made)


def _twice(root: Node) -> Iterator[YamlTrouble]:
    """Keys that one mapping holds twice, at any depth."""
    import yaml

    waiting, met = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        seen: set[str] = set()
        for item in node.value if isinstance(node.value, list) else ():
            key, value = item if isinstance(item, tuple) else (None, item)
            if isinstance(value, yaml.CollectionNode) and id(value) not in met:
                met.add(id(value))
                waiting.append(value)
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen and key.value != "<<":
                yield YamlTrouble(
                    key.start_mark.index,
                    Words(
                        f"Unexpected second {key.value!r}, expected each field once",
                        f"字段 {key.value} 重复，每个字段只应出现一次",
                    ),
                    Words("Keep one of the two; the site drops the first.", "保留其一；站点会丢掉前一个。"),
                )
            seen.add(key.value)


def _kind(
    name: str, node: object, offset: int, texts: tuple[str, ...], lists: tuple[str, ...], dates: str
) -> Iterator[YamlTrouble]:
    import yaml

    minor = False
    if name in texts and not isinstance(node, yaml.ScalarNode):
        expected = Words("a line of text", "一行文字")
    elif name in lists and isinstance(node, yaml.MappingNode):
        expected = Words("a list", "列表")
    elif name == "date" and isinstance(node, yaml.ScalarNode) and node.value and not _is_date(node.value):
        if not dates:
            return
        expected, minor = Words("a date such as 2025-01-31", "2025-01-31 这样的日期"), dates == "used"
    elif name in ("date", "updated") and isinstance(node, yaml.ScalarNode) and _is_far(node.value):
        expected, minor = Words(f"a year before {_FAR_YEAR}", f" {_FAR_YEAR} 年以前的日期"), True
    else:
        return
    yield YamlTrouble(
        offset,
        Words(f"Unexpected value of {name!r}, expected {expected.en}", f"字段 {name} 的值应是{expected.zh}"),
        Words("Mend the value.", "请改正。"),
        minor=minor,
    )


_DATE = regex(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)


def _is_date(value: str) -> bool:
    found = _DATE.match(value.strip())
    try:
        date(int(found[1]), int(found[3]), int(found[4])) if found else date.fromisoformat(value.strip()[:10])
    except ValueError:
        return False
    return True


_FAR_YEAR = 2100


def _is_far(value: str) -> bool:
    """Whether a date lies so far away that it is a slip, or stands for "never"."""
    found = _DATE.match(value.strip())
    return found is not None and int(found[1]) >= _FAR_YEAR
