"""What people said to each other through a messenger, and what programs noted down: known by its shape, refused by
name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from proofpress.finding import Words
from proofpress.formats.format import Format, Kind
from proofpress.formats.glance import Glance
from proofpress.regex import regex

_LOOKED_AT = 60
_FEWEST = 3
_MOST = 0.6
"""Share of the lines that begin as such lines do."""
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_SAID = regex(
    rf"[\u200e\u200f]?\[?\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}},? {_CLOCK}(?:\s?[APap][Mm])?\]?(?: [-–])? "
    r"[^:\n]{1,40}: "
)
"""A message of WhatsApp: a moment, who wrote it, and what."""
_NOTED = regex(
    rf"(?:\[?\d{{4}}[-/]\d{{2}}[-/]\d{{2}}[ T]{_CLOCK}[.,\d]*+(?:Z|[+-]\d{{2}}:?\d{{2}})?\]?[ \t|]"
    rf"|[A-Z][a-z]{{2}} [ \d]\d {_CLOCK} [\w.-]+ [\w./-]+(?:\[\d+\])?: "
    r"|\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[\d{2}/[A-Z][a-z]{2}/\d{4}:)"
)
"""A line of a log: a moment, as programs, syslog and web servers write it."""
_LEVEL = regex(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL|SEVERE)\b|\[\d+\]: |\" \d{3} \d+")


class _Export(NamedTuple):
    name: str
    title: Words
    instead: Words
    knows: Callable[[object], bool]


def _first(value: object) -> Mapping[str, object]:
    held = value if isinstance(value, list) else []
    return next((one for one in held if isinstance(one, Mapping)), {})


def _telegram(value: object) -> bool:
    messages = value.get("messages") if isinstance(value, Mapping) else None
    return isinstance(messages, list) and any("text_entities" in one for one in messages if isinstance(one, Mapping))


def _discord(value: object) -> bool:
    return isinstance(value, Mapping) and {"guild", "channel", "messages"} <= value.keys()


def _slack(value: object) -> bool:
    return {"type", "ts", "text"} <= _first(value).keys() and not {"user", "bot_id"}.isdisjoint(_first(value))


def _roam(value: object) -> bool:
    page = _first(value)
    return "title" in page and "uid" in page and "string" in _first(page.get("children"))


def _notion(value: object) -> bool:
    held = value if isinstance(value, Mapping) else {}
    one = _first(held["results"]) if held.get("object") == "list" and "results" in held else held
    return one.get("object") in ("page", "block", "database") and not {"has_children", "parent"}.isdisjoint(one)


def _map(value: object) -> bool:
    return isinstance(value, Mapping) and value.get("type") in ("FeatureCollection", "Feature", "Topology")


_AS_HTML = Words("export it as HTML there, which is", "请改为导出 HTML，可读取")
_EXPORTS = (
    _Export("telegram", Words("an export of Telegram as JSON", " Telegram 导出的 JSON"), _AS_HTML, _telegram),
    _Export("discord", Words("an export of Discord as JSON", " Discord 导出的 JSON"), _AS_HTML, _discord),
    _Export(
        "slack",
        Words("an export of Slack", " Slack 导出文件"),
        Words("copy what is worth an article out of Slack", "请在 Slack 中复制需要的内容"),
        _slack,
    ),
    _Export(
        "roam",
        Words("an export of Roam as JSON", " Roam 导出的 JSON"),
        Words("export it as Markdown there, which is", "请改为导出 Markdown，可读取"),
        _roam,
    ),
    _Export(
        "notion-api",
        Words("what Notion's interface answers", " Notion 接口返回的数据"),
        Words("Notion itself exports Markdown or HTML, which is", "可在 Notion 中导出 Markdown 或 HTML"),
        _notion,
    ),
)
_GEOGRAPHY = _Export(
    "geography",
    Words("geography (GeoJSON)", "地理数据（GeoJSON）"),
    Words("no text stands in it", "其中没有正文"),
    _map,
)


def _lines(glance: Glance) -> list[str]:
    return [line for line in glance.head.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]


def _are_messages(glance: Glance) -> bool:
    lines = _lines(glance)
    said = sum(_SAID.match(line) is not None for line in lines)
    return said >= _FEWEST and said >= _MOST * len(lines)


def _is_log(glance: Glance) -> bool:
    """Lines that begin with a moment, most of them with what programs call weighty or not, and what hangs on them."""
    lines = _lines(glance)
    if not lines or not _NOTED.match(lines[0]):
        return False
    noted = [line for line in lines if _NOTED.match(line)]
    hanging = sum(line.startswith(("\t", "  ", "at ", "Caused by:", "java.", "Traceback")) for line in lines)
    levels = sum(_LEVEL.search(line) is not None for line in noted)
    return len(noted) + hanging >= _MOST * len(lines) and len(noted) >= 2 and 2 * levels >= len(noted)


def formats() -> Iterator[Format]:
    """A row for each, the exports first."""

    def of(export: _Export, kind: Kind) -> Format:
        return Format(
            export.name, export.title, lambda glance: export.knows(glance.json), instead=export.instead, kind=kind
        )

    yield from (of(export, Kind.DOCUMENT) for export in _EXPORTS)
    yield of(_GEOGRAPHY, Kind.DATA)
    yield Format(
        "messages",
        Words("a chat of a messenger (WhatsApp)", "聊天软件的记录（WhatsApp）"),
        _are_messages,
        instead=Words("copy what is worth an article into a file of Markdown", "请把需要的内容复制为 Markdown"),
    )
    yield Format("log", Words("a log of a program", "程序日志"), _is_log, kind=Kind.DATA)
