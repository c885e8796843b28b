"""How components are written in MDX and Vue: tags with attributes that are strings or expressions, and what an
expression says that is nothing but a text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from proofpress.regex import regex

_NAME = regex(r"[@:#\w][\w:.@#-]*+")
_UNQUOTED = regex(r"[^\s\"'<>{}`=]++")
_SPACE = regex(r"\s*+")
_STRING = r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\[\s\S])*+`"
_WHOLE = regex(rf"(?:String\.raw|[\w.]{{1,60}}\(\s*)?(?P<string>{_STRING})\s*\)?(?:\.default)?")
_STRINGS = regex(_STRING)
_PAIR = regex(rf"(?P<key>label|title|name|value)['\"]?\s*:\s*(?P<string>{_STRING})")
_WORD = regex(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)?")
_ELEMENT = regex(r"<>|</?[A-Za-z][^<>]*+>|</>")
_JUMP = regex(r"[{}()\[\]\"'`]|/[*/]")
_PARTNERS = {"{": "}", "(": ")", "[": "]"}
_LONGEST = 20_000
_CODE = regex(r"<code>([^<>`\n]++)</code>")
_GAP = regex(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_KEY = regex(rf"(?:(?P<bare>[\w$-]++)|(?P<string>{_STRING}))\s*+:")
_TAG = regex(r"<(?P<name>[\w.]*+)[^<>]*?(?P<void>/?)>")
_PART = regex("[,{(\\[\"'`]")


class Attribute(NamedTuple):
    """An attribute: its value as it stands, and whether that is an expression."""

    value: str
    expression: bool = False


class Head(NamedTuple):
    """What stands behind the name of a tag: attributes by name, where it ends, whether it closes itself."""

    attributes: Mapping[str, Attribute]
    end: int
    alone: bool


def head(text: str, at: int) -> Head | None:
    """The rest of an opening tag, from behind its name; None where it is none."""
    made: dict[str, Attribute] = {}
    limit = at + _LONGEST
    while at < limit:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        sign = text[at : at + 1]
        if sign == ">":
            return Head(made, at + 1, False)
        if text.startswith("/>", at):
            return Head(made, at + 2, True)
        if sign == "{":
            if (at := balanced(text, at)) < 0:
                return None
            continue
        if (name := _NAME.match(text, at)) is None:
            return None
        at = name.end()
        equals = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        if text[equals : equals + 1] != "=":
            made[name[0]] = Attribute("")
            continue
        at = _SPACE.match(text, equals + 1).end()  # type: ignore[union-attr]
        sign = text[at : at + 1]
        if sign == "{":
            end = balanced(text, at)
            value = Attribute(text[at + 1 : end - 1], True)
        elif sign in ('"', "'"):
            end = text.find(sign, at + 1, limit) + 1 or -1
            value = Attribute(text[at + 1 : end - 1], name[0][0] in ":@" or name[0].startswith("v-"))
        else:
            found = _UNQUOTED.match(text, at)
            end = found.end() if found else -1
            value = Attribute(text[at:end])
        if end < 0:
            return None
        made[name[0]] = value
        at = end
    return None


def balanced(text: str, at: int) -> int:
    """Behind the bracket that closes the one at `at`; -1 where none does."""
    depth, limit, opens = 0, at + _LONGEST, text[at]
    closes = _PARTNERS[opens]
    while found := _JUMP.search(text, at, limit):
        sign, at = found[0], found.end()
        if sign == opens:
            depth += 1
        elif sign == closes:
            depth -= 1
            if not depth:
                return at
        elif sign == "/*":
            at = text.find("*/", at, limit) + 2
            if at < 2:
                return -1
        elif sign == "//":
            if text[found.start() - 1] != ":" and (end := text.find("\n", at, limit)) >= 0:
                at = end
        elif (string := _STRINGS.match(text, found.start(), limit)) is not None:
            at = string.end()
    return -1


def said(attribute: Attribute, values: Callable[[str], str | None]) -> str | None:
    """The text of an attribute; None where only a program knows it. `values` knows names of the page's module."""
    if not attribute.expression:
        return " ".join(html.unescape(attribute.value).split())
    made = literal(attribute.value, values)
    return None if made is None else " ".join(made.split())


def literal(expression: str, values: Callable[[str], str | None]) -> str | None:
    """What an expression says that is a string, also as the argument of one function, a number, a name whose value is
    known or elements around words; None for any other."""
    told = expression.strip()
    if (whole := _WHOLE.fullmatch(told)) is not None:
        if "${" in whole["string"] and told.endswith("`"):
            return None
        return whole["string"][1:-1] if told.startswith("String.raw`") else _unquoted(whole["string"])
    if re.fullmatch(r"-?\d+(?:\.\d+)?", told):
        return told
    if _WORD.fullmatch(told):
        return values(told)
    if told.startswith("<") and told.endswith(">"):
        words = _ELEMENT.sub("", _CODE.sub(r"`\1`", told))
        return html.unescape(words) if "{" not in words and "}" not in words else None
    return None


def members(expression: str) -> list[tuple[str, str]]:
    """What an object or a list holds, each value as it stands, with its key or ""; nothing for what is neither, and for
    what a program adds to it. Linear in the expression."""
    told = expression.strip()
    if told[:1] not in ("{", "[") or balanced(told, 0) != len(told):
        return []
    keyed, at, made = told[0] == "{", 1, []
    while at < len(told) - 1:
        at = _GAP.match(told, at).end()  # type: ignore[union-attr]
        key = ""
        if keyed and (named := _KEY.match(told, at)) is not None:
            key, at = named["bare"] or named["string"][1:-1], named.end()
        end = _value_end(told, at)
        if (value := told[at:end].strip()) and bool(key) == keyed:
            made.append((key, value))
        at = end + 1
    return made


def _value_end(text: str, at: int) -> int:
    """Where the comma stands that ends a value, or the bracket around it."""
    last = len(text) - 1
    at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    if (element := _TAG.match(text, at)) is not None:
        close = -1 if element["void"] else text.find(f"</{element['name']}>", element.end())
        at = text.find(">", close, last) + 1 if close >= 0 else element.end()
    while at < last and (found := _PART.search(text, at, last)) is not None:
        sign, start = found[0], found.start()
        if sign == ",":
            return start
        if sign in _PARTNERS:
            end = balanced(text, start)
        else:
            string = _STRINGS.match(text, start, last)
            end = string.end() if string is not None else start + 1
        if end < 0:
            return last
        at = end
    return last


def listed(expression: str) -> tuple[str, ...]:
    """What each member of a list says, `['a', <b>c</b>, { label: 'd' }]`: "" for one that says nothing here; none for
    what is no list."""
    told = expression.strip()
    return tuple(map(_says, (value for _, value in members(told)))) if told.startswith("[") else ()


def _says(value: str) -> str:
    inside = dict(members(value)) if value.startswith("{") else {}
    if inside:
        value = next((inside[key] for key in ("label", "title", "name", "value") if key in inside), "")
    return " ".join((literal(value, lambda _: None) or "").split())


def labelled(expression: str) -> dict[str, str]:
    """The labels of a list of objects by their values: `[{label: 'A', value: 'a'}]`."""
    made: dict[str, str] = {}
    for part in expression.split("}") if expression.strip().startswith("[") else ():
        found = {one["key"]: _unquoted(one["string"]) for one in _PAIR.finditer(part)}
        label = found.get("label") or found.get("title") or found.get("name")
        if label and "value" in found:
            made[found["value"]] = label
    return made


_ESCAPES = {"n": "\n", "t": "\t", "\n": ""}


def _unquoted(string: str) -> str:
    return re.sub(r"\\([\s\S])", lambda found: _ESCAPES.get(found[1], found[1]), string[1:-1])
