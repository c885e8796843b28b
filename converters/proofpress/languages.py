"""The language of a listing: from what pages, info strings and bars over listings write to the name that Pygments
knows."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pygments.lexers import get_all_lexers

from proofpress.regex import regex
from proofpress.words.languages import (
    ALONE,
    COMMON,
    CONTENTS,
    ENDINGS,
    HASH_COMMENTS,
    HIGHLIGHTERS,
    MARKDOWN,
    SAID,
    UNCOLOURED,
    UNSAID,
)

_PREFIX = regex(
    "(?:language|lang|brush|highlight-source|highlight-text|mw-highlight-lang|highlight|sourcecode|src|hl"
    r"|code)[-:=_]\s*"
    r"|syntaxhighlighter[_-]|(?:source|text)\.(?=[a-z])",
)
_WORD = regex(r"[^\W\d_][\w#.+*/-]{0,29}", re.ASCII)
_NAME = regex(r"\.?([^\s;,{}\[\]()=\"'`|]+)")
_MIME = regex(r"(?:(?:text|application)/(?:x-)?|(?:text|application)-x-|application-)([\w.+#-]+?)(?:-env-\w+)?")
"""A media type, also as a class has it (`text-x-sh`), with what an editor adds of where a script runs."""
_NUMBERED = regex(r"(?<=[a-z])-?\d+(?:\.[\dx]+)*$")


@lru_cache(2048)
def canonical(written: str) -> str:
    """The highlighter's name for a language, however it is written: `brush: js`, `lang-c++`, `text/x-csrc`, `C 语言`.

    What the highlighter knows stays as it is, in lower case. A word that nothing knows stays too; "text" is for what
    says that there is no language, and "" for what is no name at all.
    """
    name = _bare(written)
    if not name:
        return ""
    found = _found(name)
    if found is not None:
        return found
    if name in UNCOLOURED:
        return name
    if name.startswith("diff-"):
        return "diff"
    for ending in ENDINGS:
        if name.endswith(ending) and (found := _found(name.removesuffix(ending).rstrip("-"))) is not None:
            return found
    if (found := _found(_NUMBERED.sub("", name))) is not None:
        return found
    return name if _WORD.fullmatch(name) and name not in HIGHLIGHTERS else ""


def of_content(kind: str) -> str:
    """The language of what a product keeps under a type: `text/html`, `code/python`, `application/vnd.ant.react`;
    "" where the type says none, or text."""
    name = re.split(r"[/.]", kind.lower())[-1]
    found = CONTENTS.get(name) or (canonical(kind.removeprefix("code/")) if "/" in kind else "")
    return "" if is_text(found) or is_markdown(found) or not is_known(found) else found


def is_known(written: str) -> bool:
    """Whether a name means a language, or none on purpose, to the highlighter."""
    return _found(written.strip().lower().replace(" ", "-")) is not None


def is_named(name: str) -> bool:
    """Whether a site may name a language so: its highlighter colours it,
    or lacks it through no fault of the author's."""
    return name in known() or name in UNCOLOURED


@lru_cache(512)
def lexer(written: str) -> str:
    """The first name of the lexer that colours a language, by which languages are told apart: `py`,
    `python3` are `python`."""
    name = canonical(written)
    return _lexers().get(name, name)


def is_common(word: str) -> bool:
    """Whether a word says a language by itself, wherever it stands."""
    return word.strip().lower().replace(" ", "-") in _common()


def is_markdown(name: str) -> bool:
    """Whether a listing of this language may hold whole fences."""
    return lexer(name) in MARKDOWN


def is_text(name: str) -> bool:
    """Whether a fence says that it holds no program's text, or says nothing."""
    return not name or lexer(name) == "text"


def has_hash_comments(name: str) -> bool:
    """Whether a line of this language may begin with `#` and be no heading."""
    return lexer(name) in HASH_COMMENTS


def says_one(word: str) -> bool:
    """Whether a word where a language stands says one, `text` among them, or only that nobody named any."""
    return canonical(word) != "" and word.strip().lower() not in UNSAID


def of_classes(classes: str) -> str:
    """The language that the classes of an element name beyond doubt, as they write it: `language-js`, `brush: js`;
    or ""."""
    for found in _CLASS.finditer(classes):
        if says_one(found[1]):
            return found[1]
    return ""


_CLASS = regex(
    r"(?:^|\s)(?:language|lang|brush|highlight-(?:source|text)|mw-highlight-lang)(?:-|:\s*)([\w+#.-]+)", re.I
)


def _bare(written: str) -> str:
    """A name without what highlighters put before it, and what follows it in an info string."""
    name = " ".join(written.strip().lower().split())
    for _ in range(2):
        if found := _PREFIX.match(name):
            scope = found[0].startswith(("source", "text", "highlight-text", "highlight-source"))
            name = name[found.end() :]
            name = re.split(r"[.-]", name)[0] if scope and _found(name) is None else name
    if found := _MIME.fullmatch(name):
        name = found[1]
    if _found(name.replace(" ", "-")) is None and (found := _NAME.match(name)):
        name = found[1] if found.end() == len(name) or name[found.end()] in ";,{[(= \"'|" else name
        name = name.partition(":")[0]
    name = name.strip(".:,;`").replace(" ", "-")
    ending = name.rpartition(".")[2]
    return ending if ending != name and _found(name) is None and _found(ending) is not None else name


def _found(name: str) -> str | None:
    """The highlighter's name for a plain one; None where it has none."""
    return name if name in known() else _others().get(name)


@cache
def known() -> frozenset[str]:
    """The names that the highlighter itself knows, and `mermaid`, which is drawn."""
    aliases = (alias.lower() for lexer in get_all_lexers(plugins=False) for alias in lexer[1])
    return frozenset((*aliases, "mermaid"))


@cache
def _others() -> dict[str, str]:
    made: dict[str, str] = {}
    endings: dict[str, set[str]] = {}
    for long, aliases, files, kinds in get_all_lexers(plugins=False):
        if not aliases:
            continue
        made.setdefault(long.lower().replace(" ", "-"), aliases[0])
        for kind in kinds:
            if found := _MIME.fullmatch(kind):
                made.setdefault(found[1], aliases[0])
        for file in files:
            if re.fullmatch(r"\*\.[a-z][\w+-]*", file):
                endings.setdefault(file[2:], set()).add(aliases[0])
    for ending, names in endings.items():
        if len(names) == 1:
            made.setdefault(ending, *names)
    for table in (SAID, COMMON):
        made |= {other: name for name, others in table.items() for other in others.split()}
    return made


@cache
def _lexers() -> dict[str, str]:
    made: dict[str, str] = {}
    for _, aliases, _, _ in get_all_lexers(plugins=False):
        for alias in aliases:
            made.setdefault(alias.lower(), aliases[0])
    return made


@cache
def _common() -> frozenset[str]:
    return ALONE.union(word for name, others in COMMON.items() for word in (name, *others.split()))
