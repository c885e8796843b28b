"""What is wrong with a listing of JSON, YAML or TOML."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules import _yaml
from proofpress.rules._includes import FILE
from proofpress.words.parsers import in_chinese


@dataclass(frozen=True, slots=True)
class DataTrouble:
    """A fault at a character offset; `detail` holds the parser's own words."""

    offset: int
    message: Words
    help: Words
    detail: str


_TEMPLATE = regex(FILE + r"|\{\{|\{%|\$\{|<%|(?<![\w\"])<[A-Za-z][\w -]*>|^[ \t]*\{[A-Za-z]\w*\}[ \t]*[=:]", re.M)
_STRING_OR_COMMENT = regex(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?(?:\*/|\Z)|(?<![^\s\[{,])\#[^\n]*', re.S)
_ELLIPSIS = regex(r"\.{3}|…|\[\s*省略|\betc\b")
_YAML_ELISION = regex(
    r"^[^\S\n]*+(?:- )?(?:\.{3,}\s*+\S|…|\.{4,})|^[ \t]++(?:- )?\.{3}[ \t]*+$|:\s*+(?:\.\.\.|…)\s*$", re.M
)


def trouble(text: str, lang: str) -> DataTrouble | None:
    """The first fault of a listing, None where it is fine or cannot be judged."""
    if not text.strip() or _TEMPLATE.search(text):
        return None
    if lang == "json":
        return _json(text)
    if lang == "toml":
        return _toml(text)
    if _YAML_ELISION.search(text) or re.search(r"(?<!-)-++8<-+", text):
        return None
    wrong = _yaml.syntax(text)
    return None if wrong is None else DataTrouble(wrong.offset, wrong.message, wrong.help, wrong.detail)


def _json(text: str) -> DataTrouble | None:
    view = _STRING_OR_COMMENT.sub(lambda m: m[0] if m[0].startswith('"') else re.sub(r"[^\n]", " ", m[0]), text)
    outside = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', view)
    if _ELLIPSIS.search(outside):
        return None
    error = _decode(view, 0)
    if error is None:
        return None
    start = view.lstrip()[:1]
    if start == '"' and _decode("{" + view.rstrip().rstrip(",") + "}", 0) is None:
        return None
    if start not in "{[" and not re.match(r'"[^"]*"\s*:', view.lstrip()):
        return None
    return _told(view, error)


def _decode(text: str, at: int) -> json.JSONDecodeError | None:
    """The error of a run of JSON documents."""
    decoder = json.JSONDecoder(strict=False)
    try:
        while at < len(text):
            skip = re.compile(r"\s*").match(text, at)
            at = skip.end() if skip else at
            if at >= len(text):
                break
            _, at = decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return error
    except RecursionError:
        return None
    return None


def _told(text: str, error: json.JSONDecodeError) -> DataTrouble:
    offset, rest = error.pos, text[error.pos :].lstrip()
    before = text[:offset].rstrip()
    detail = f"{error.msg} (char {error.pos})"
    if not rest:
        return DataTrouble(
            max(len(before) - 1, 0),
            Words("Unexpected end of the JSON, expected what is open to be closed", "JSON 到此中断，还有括号没有闭合"),
            Words("Complete it, or write ... for what is left out.", "补全；若是省略，写上 ...。"),
            detail,
        )
    if before.endswith(",") and rest[0] in "]}" or rest[0] == "," and rest[1:].lstrip()[:1] in ("]", "}"):
        comma = len(before) - 1 if before.endswith(",") else offset
        return DataTrouble(
            comma,
            Words("Unexpected comma after the last item, expected none", "最后一项之后不应有逗号"),
            Words("Remove the comma.", "删去这个逗号。"),
            detail,
        )
    if "delimiter" in error.msg and "," in error.msg:
        return DataTrouble(
            max(len(before) - 1, 0),
            Words("Unexpected end of the item, expected a comma", "此项之后缺少逗号"),
            Words("Put a comma after it.", "在它后面补上逗号。"),
            detail,
        )
    return DataTrouble(
        offset,
        Words(f"Unexpected JSON: {error.msg[0].lower()}{error.msg[1:]}", f"JSON 有误：{in_chinese(error.msg)}"),
        Words("Mend it, or choose another language for the block.", "请改正，或换一个语言名。"),
        detail,
    )


def _toml(text: str) -> DataTrouble | None:
    if re.search(r"^[^\S\n]*+(?:\.{3,}|…)", text, re.M):
        return None
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        offset = len(text.rstrip())
        if place:
            lines = text.split("\n")
            offset = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
        problem = str(error).split(" (at")[0]
        return DataTrouble(
            offset,
            Words(f"Unexpected TOML: {problem}", f"TOML 有误：{in_chinese(problem)}"),
            Words("Mend the line.", "请改正此行。"),
            str(error),
        )
    except RecursionError:
        return None
    return None
