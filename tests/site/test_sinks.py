"""Every place where HTML is made: templates escape by themselves,
and f-strings escape whatever is not a number or our own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "converters" / "proofpress").rglob("theme/**/*.html"))
SAFE = {
    "page.content | safe": "the article, sanitised",
    "sidebars | safe": "the theme's own sidebars",
    "sidebars[:end] | safe": "the theme's own sidebars",
    "sidebars[end:] | safe": "the theme's own sidebars",
    "metas | safe": "the theme's own tags, of words that are HTML already",
    "before | safe": "the theme's own tags",
    "behind.partition('\">')[2] | safe": "the theme's own tags",
    "pp.json_ld | safe": "JSON with its signs of markup escaped",
    "proof.data.chart | safe": "a drawing of numbers",
    'header | safe | replace("</nav>" | safe, button, 1)': "the theme's own header",
}
"""What templates print as HTML."""
BARE = {
    "super()": "the theme's own block",
    "pp_finished": "a page that was finished before",
    "lang.t(key) or fallback.t(key) or key": "the theme's own words, in which nothing is an author's",
}
"""What templates print outside of `autoescape`."""

_PRINTED = re.compile(r"\{\{\s*(.*?)\s*\}\}|\{%\s*(.*?)\s*%\}", re.S)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_escape_by_themselves(path: Path) -> None:
    text = path.read_text("utf-8")
    inside = False
    for printed, tag in re.findall(_PRINTED, text):
        if tag in ("autoescape true", "endautoescape"):
            inside = tag != "endautoescape"
        elif printed:
            assert inside != (printed in BARE), printed
            assert not re.search(r"\|\s*(?:e|escape|forceescape)\b", printed), printed
            assert "safe" not in printed or printed in SAFE, printed


MODULES = sorted(
    [
        *(ROOT / "converters/proofpress/site").glob("*.py"),
        *(ROOT / "converters/proofpress/output").glob("*html*.py"),
        *(ROOT / "converters/proofpress/output").glob("junit.py"),
        *(ROOT / "hooks").rglob("*.py"),
    ]
)
ESCAPES = re.compile(r"(?:html\.)?escape\(|_[eq]\(|_attribute\(|topic_slug\(|rendered\(")
OWN = {
    "apart(each.content)": "an article's HTML",
    "css_class": "the settings",
    "f' xml:lang={_q(language)}' if language else ''": "escaped inside",
    "found['words']": "an article's HTML",
    "f'<p class=pp-tags>{tags}</p>' if tags else ''": "escaped inside",
    "''.join(parts)": "escaped where each was made",
    "facts": "escaped where they were made",
    "tags": "escaped where they were made",
    "told": "escaped where it was made",
    "lines": "escaped where each was made",
    "contents": "escaped where it was made",
    "first": "escaped where it was made",
    "last": "escaped where it was made",
    "label": "escaped where it was made",
    "title": "escaped where it was made",
    "head": "escaped where it was made",
    "rule": "escaped where it was made",
    "place": "escaped where it was made",
    "link": "our own",
    "get_relative_url(STYLE, page.url)": "our own address",
    "finding.rule": "a rule's name",
    "finding.severity": "one of three words",
    "severity": "one of three words",
    "word": "our own word",
    "where": "our own word",
    "name": "an anchor that we made",
    "self.said['task']": "our own word",
    "listed": "JSON with its signs of markup escaped",
    "packed": "base64",
    "match[0][:end]": "a piece of the article's HTML",
    "match[0][end:]": "a piece of the article's HTML",
    "tex[1]": "a piece of the article's HTML",
    "_KATEX": "a pattern",
    "_PLAIN": "a pattern",
    "_ENDS": "a pattern",
}
"""What stands in an f-string of HTML without being escaped there, and why that is right."""
NUMBERS = re.compile(
    r"[\w.\[\]]*(?:number|line|width|height|size\[[01]\]|most|total|failures|errors|minutes)(?: [-+*] \d+)?"
    r"|.*\bindex \* step|bottom|tall|max\(step - 2, 1\)"
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_f_strings_escape_what_they_put_into_html(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        literal = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        if not re.search(r"<[A-Za-z/!?]", literal):
            continue
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                said = ast.unparse(part.value)
                assert ESCAPES.match(said) or said in OWN or NUMBERS.fullmatch(said), (
                    f"{path.name}:{node.lineno}: {said}"
                )
