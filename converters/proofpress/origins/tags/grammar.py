"""How template tags are written: Liquid and Nunjucks (`{% name … %}`, `{{ value }}`),
Hugo's shortcodes (`{{< name … >}}`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from proofpress.regex import regex

TAG = regex(
    r"\{%-?\s*+(?P<liquid>/?(?:[A-Za-z_][\w-]*+|@[\w-]++(?:/[\w-]++)?+)(?!=))(?P<largs>(?:[^%{]|%(?!\})|\{(?!%))*+)%\}"
    r"|\{\{(?P<hugo>[<%])\s*+(?P<hclose>/?)\s*+(?P<hname>[A-Za-z][\w./-]*+)(?P<hargs>(?:(?!\{\{[<%]"
    r"|[>%]\}\}).)*+)[>%]\}\}"
    r"|\{\{[<%]/\*(?P<escaped>(?:(?!\{\{[<%]).)*?)\*/[>%]\}\}"
    r"|\{\{-?(?![<%{])(?P<value>[^{}\n]+?)-?\}\}",
    re.S,
)
_ARGUMENT = regex(
    r"(?:(?P<name>[A-Za-z_][\w-]*)\s*(?:=|:(?!//))\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|`(?P<tick>[^`]*)`|(?P<bare>[^\s\"'`]+))"
)
_SHUT = regex(r"(?<![^\s\"'])/$")
"""The end of a tag of Markdoc that encloses nothing."""
_CALL = regex(r"([A-Za-z_]\w*+)\(((?:[A-Za-z_]\w*+\s*+=[^()]*+)?)\)")
_LONGEST_TAG = 2000


class Args(NamedTuple):
    """The arguments of a tag: by place, and by name."""

    all: tuple[str, ...]
    named: Mapping[str, str]
    raw: str = ""

    def get(self, *names: str, at: int | None = None) -> str:
        """The first that is there of several names, or the one at a place; "" for none."""
        for name in names:
            if self.named.get(name):
                return self.named[name]
        return self.all[at] if at is not None and at < len(self.all) else ""


class Tag(NamedTuple):
    """A tag at its place. `closes` marks `{% endx %}` and `{{< /x >}}`; a `value` is `{{ x }}`."""

    start: int
    end: int
    name: str
    args: str
    closes: bool = False
    alone: bool = False
    value: bool = False
    escaped: bool = False
    hugo: bool = False
    called: bool = False
    """Written as a call, as Zola does: `{% name(key="…") %}`, `{{ name(key="…") }}`."""

    @property
    def parsed(self) -> Args:
        places: list[str] = []
        named: dict[str, str] = {}
        for found in _ARGUMENT.finditer(self.args):
            value = next(
                (found[group] for group in ("double", "single", "tick", "bare") if found[group] is not None), ""
            )
            if found["name"]:
                named[found["name"].lower()] = value.rstrip(",")
            elif value not in (",", "="):
                places.append(value.rstrip(","))
        return Args(tuple(places), named, self.args)


def find(text: str) -> list[Tag]:
    """The tags of a text, in order, code included."""
    if "{%" not in text and "{{" not in text:
        return []
    found = [_tag(found) for found in TAG.finditer(text) if found.end() - found.start() < _LONGEST_TAG]
    return _ended(found) if any(tag.called for tag in found) else found


def _ended(tags: list[Tag]) -> list[Tag]:
    """The tags, with `{% end %}` as the end of the last block that a call opened."""
    open_: list[str] = []
    for index, tag in enumerate(tags):
        if tag.called and not tag.alone:
            open_.append(tag.name)
        elif tag.name == "end" and not tag.hugo and open_:
            tags[index] = tag._replace(name=open_.pop(), closes=True, called=True)
    return tags


def _tag(found: re.Match[str]) -> Tag:
    start, end = found.span()
    if found["escaped"] is not None:
        return Tag(start, end, "", found["escaped"], escaped=True, hugo=True)
    if found["value"] is not None:
        if called := _CALL.fullmatch(found["value"].strip()):
            return Tag(start, end, called[1], called[2], alone=True, called=True)
        return Tag(start, end, "", found["value"].strip(), value=True)
    if found["liquid"] is not None:
        name = found["liquid"]
        closes = name.startswith("/") or name.startswith("end") and len(name) > 3
        if found["largs"][:1] == "(" and not closes and found["largs"].rstrip("- \n")[-1:] == ")":
            return Tag(start, end, name, found["largs"].rstrip("- \n")[1:-1], called=True)
        return Tag(
            start,
            end,
            re.sub(r"^(?:end_?|/)", "", name) if closes else name,
            _SHUT.sub("", args := found["largs"].strip().removesuffix("-").rstrip()),
            closes,
            _SHUT.search(args) is not None,
        )
    args = found["hargs"].strip()
    return Tag(
        start,
        end,
        found["hname"],
        args.removesuffix("/").rstrip(),
        bool(found["hclose"]),
        args.endswith("/"),
        hugo=True,
    )
