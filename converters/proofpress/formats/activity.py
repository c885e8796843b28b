"""The activity that Google's Takeout keeps of a chat product, as JSON or as a page: what was asked, and each answer as
HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from proofpress.finding import Words
from proofpress.formats.format import Format, Opened, Part
from proofpress.formats.glance import Glance
from proofpress.formats.header import Names, page
from proofpress.origins import chat_roles as roles
from proofpress.origins import dates
from proofpress.regex import regex

_VERB = regex(r"(?:prompted|asked|said|已提示|提问)\s*[:：]?\s+", re.I)
_MARKUP = regex(r"<pre\b(?:[^<]|<(?!/pre>))*+|<[^<>]*+>")
"""Listings, and tags."""
_LONGEST_TITLE = 80


def knows(glance: Glance) -> bool:
    """A list of activities, at least one of them with an answer."""
    return any(map(_answer, _activities(glance)))


def opens(name: str, data: bytes) -> Opened:
    """An article a conversation, its turns in the order in which they were said; what has no answer is counted."""
    del name
    talks: dict[str, list[Mapping[str, object]]] = {}
    silent = 0
    for index, one in enumerate(_activities(Glance(data))):
        if _answer(one):
            talks.setdefault(_address(one) or f"{index}", []).append(one)
        else:
            silent += 1
    names = Names()
    parts: list[Part] = []
    for key, said in talks.items():
        said.sort(key=lambda one: str(one.get("time") or ""))
        first = _asked(said[0])
        title = first if len(first) <= _LONGEST_TITLE else ""
        day = str(said[0].get("time") or "")[:10]
        meta: dict[str, object] = {
            "title": title,
            "date": str(said[0].get("time") or "").split(".")[0].replace("T", " ").removesuffix("Z"),
            "source": {"url": key} if key.startswith("http") else {},
        }
        target = names.add(f"{day} {first[:40]}", day)
        html = _answer(said[0]) if title and len(said) == 1 else _dialogue(said)
        parts.append(Part(f"{target}.html", page(meta, html), target, "export"))
    notes = (
        (Words(f"{silent} activities without an answer were left out", f"{silent} 条没有回答的活动未转换"),)
        if silent
        else ()
    )
    return Opened(tuple(parts), notes=notes)


def _activities(glance: Glance) -> list[Mapping[str, object]]:
    if glance.root.lower() == "html":
        return list(_of_page(glance.text)) if _CELL in glance.text else []
    value = glance.json
    if not isinstance(value, list):
        return []
    found = [one for one in value if isinstance(one, Mapping) and "title" in one and "time" in one and "header" in one]
    return found if len(found) == len(value) else []


_CELL = '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">'
_BEHIND = '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right">'


def _of_page(text: str) -> Iterator[Mapping[str, object]]:
    """The activities of a page as JSON has them: the question stands before the first line that is a moment."""
    for cell in text.split(_CELL)[1:]:
        held = cell.partition(_BEHIND)[0].strip().removesuffix("</div>")
        lines = _BREAK.split(held, maxsplit=_FEW)
        at = next((at for at, line in enumerate(lines[:_FEW]) if at and _MOMENT.search(line) and dates.first(line)), 0)
        if at:
            asked = unescape(_MARKUP.sub(" ", " ".join(lines[:at])))
            answer = "<br>".join(lines[at + 1 :]).strip()
            yield {
                "title": asked,
                "time": dates.first(lines[at]),
                "safeHtmlItem": [{"html": answer}] if answer else [],
            }


_BREAK = regex(r"<br\s*/?>", re.I)
_MOMENT = regex(r"\d{1,2}:\d\d(?::\d\d)?")
_FEW = 40
"""Lines within which a question ends."""


def _answer(one: Mapping[str, object]) -> str:
    held = one.get("safeHtmlItem")
    items = held if isinstance(held, list) else []
    return "\n".join(html for item in items if isinstance(item, Mapping) and isinstance(html := item.get("html"), str))


def _asked(one: Mapping[str, object]) -> str:
    return _VERB.sub("", " ".join(str(one.get("title") or "").split()), count=1)


def _address(one: Mapping[str, object]) -> str:
    """Where the conversation stands, which turns of one have in common; the front of the product is no conversation."""
    held = one.get("details")
    found = [item.get("url") for item in held if isinstance(item, Mapping)] if isinstance(held, list) else []
    return next((str(url) for url in (*found, one.get("titleUrl")) if _CONVERSATION.match(str(url or ""))), "")


_CONVERSATION = regex(r"https://[^/\s]++/[^\s?#]*/[^/\s?#]++")


def _dialogue(said: list[Mapping[str, object]]) -> str:
    names = roles.spoken_names(_MARKUP.sub(" ", " ".join(part for one in said for part in (_asked(one), _answer(one)))))
    return "\n".join(
        f"<p><strong>{names['user']}</strong></p>\n<p>{escape(_asked(one))}</p>\n"
        f"<p><strong>{names['machine']}</strong></p>\n{_answer(one)}"
        for one in said
    )


FORMAT = Format(
    "activity",
    Words("Gemini's activity out of Takeout (JSON, HTML)", "Takeout 导出的 Gemini 活动记录（JSON、HTML）"),
    knows,
    opens,
    made_by=Words("Google Takeout, My Activity", "Google Takeout“我的活动”"),
)
