"""What the scripts of a site do with formulas: which delimiters they read in a page,
and which TeX commands they define.

A script is read, never run: of its settings only literals count, in the ways in which MathJax and KaTeX take them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proofpress.engines.mathjax_packages import PACKAGES, PLAIN
from proofpress.regex import regex

LONGEST = 1_000_000
_ENGINE = regex(r"mathjax|katex|renderMathInElement", re.I)
_MACROS = regex(r"\bmacros\b[\"']?\s*[:=]\s*\{", re.I)
_ONE = regex(r"\bmacros\s*(?:\.\s*([A-Za-z]+)|\[\s*[\"']\\{0,2}([A-Za-z]+)[\"']\s*\])\s*=(?!=)", re.I)
_WHOLE = regex(r"\brenderMathInElement\s*\(\s*(?:document\s*\.\s*)?body\b")
"""A call of KaTeX's script that looks for formulas in a whole page."""
_MATHJAX = regex(r"mathjax", re.I)
_IGNORES = regex(r"\bignore(?:Html)?Class[\"']?\s*:\s*[\"'`][^\"'`\n]*\.\*")
"""With it, MathJax leaves alone what no class marks as a formula."""
_MARKED = regex(r"\bprocess(?:Html)?Class[\"']?\s*:\s*[\"'`]arithmatex[\"'`]")
"""With it, what arithmatex marked is set all the same."""
_SIGNS = regex(r"[\"'`](\${1,2})[\"'`]")
_DOLLAR = regex(r"[\"'`]\\?(\$)[\"'`]")
_SET = regex(r"\bdelimiters\b|\bdisplayMath\b")
_PACKAGE = regex(r"[\"'`]\[tex\]/([\w-]+)")
_PACKAGES = regex(r"\bpackages\b[\"']?\s*[:=]\s*[\[{]")
_AUTOLOAD = regex(r"\bautoload\b[\"']?\s*[:=]\s*\{")
_FULL = regex(r"\bfull\b", re.I)
_MORE = regex(r"\bextensions\b", re.I)
"""What the second version of MathJax loads by."""
_KATEX = regex(r"katex|renderMathInElement", re.I)
_TOKEN = regex(
    r"//[^\n]*|/\*(?:[^*]|\*(?!/))*+\*/|String\.raw\s*`([^`]*)`|"
    r"\"((?:[^\"\\\n]|\\[\s\S])*+)\"|'((?:[^'\\\n]|\\[\s\S])*+)'|`((?:[^`\\]|\\[\s\S])*+)`|"
    r"([A-Za-z_$][\w$]*|\d+)|([{}\[\](),:])"
)
_ESCAPE = regex(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])")


@dataclass(frozen=True, slots=True)
class Scripts:
    """`dollars`, `displays`: a script sets `$…$`, or `$$…$$` and its like, wherever it finds them in a page. `again`:
    those that it sets in the whole page even where Markdown made other formulas ready for it. `macros` are pairs of
    `\\name` and TeX; `names` are commands, and environments in braces, that a script defines in a way that is not read
    here, or loads by packages; `opaque` says that there may be others. `mathjax`: the formulas are set by MathJax,
    which knows more commands than KaTeX; `katex`: KaTeX is named, too; `marked`: every script that speaks of MathJax
    has it set what arithmatex marked, and nothing else."""

    dollars: bool = False
    displays: bool = False
    again: frozenset[str] = frozenset()
    macros: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    opaque: bool = False
    mathjax: bool = False
    katex: bool = False
    marked: bool = False

    @property
    def delimiters(self) -> frozenset[str]:
        """Those that are still there when Markdown has read a page: it takes the backslash of `\\(`."""
        return frozenset(("$",) * self.dollars + ("$$", "env") * self.displays)


def files(settings: Mapping[str, Any], folder: Path) -> tuple[Path, ...]:
    """The files of a site whose settings these are (`folder` is that of its `mkdocs.yml`) that may speak of
    formulas."""
    docs = folder / str(settings.get("docs_dir") or "docs")
    own = (docs / address.partition("?")[0] for address in addresses(settings) if "//" not in address)
    return (*own, *of_theme(settings, folder, "html"))


_MOST = 200


def of_theme(settings: Mapping[str, Any], folder: Path, suffix: str) -> tuple[Path, ...]:
    """The files of one kind in the folder by which a site changes its theme, `_MOST` of them at the most."""
    custom = custom_dir(settings)
    return tuple(sorted((folder / custom).glob(f"**/*.{suffix}"))[:_MOST]) if custom else ()


def custom_dir(settings: Mapping[str, Any]) -> str:
    """The folder by which a site changes its theme, as its settings name it; "" where it has none."""
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return custom if isinstance(custom, str) else ""


_MERMAID = regex(r"\bmermaid(?:@|/v?)(\d+)\b")


def mermaid(settings: Mapping[str, Any]) -> int:
    """The first number of the version of Mermaid that a site's settings name among its scripts, 0 where none is."""
    found = next(filter(None, map(_MERMAID.search, addresses(settings))), None)
    return int(found[1]) if found else 0


def draws(settings: Mapping[str, Any], folder: Path) -> bool:
    """Whether a script of a site speaks of Mermaid, or is one that cannot be read."""
    if any("mermaid" in address.lower() for address in addresses(settings)):
        return True
    texts = map(_text, files(settings, folder))
    return any(text is None or "mermaid" in text.lower() for text in texts)


def _text(path: Path) -> str | None:
    """What a script says, up to `LONGEST` characters; None for a file that cannot be read."""
    try:
        return path.read_text("utf-8", "replace")[:LONGEST]
    except OSError:
        return None


def of(settings: Mapping[str, Any], folder: Path) -> Scripts:
    """What the scripts of a site do. Never raises: a file that cannot be read may define anything."""
    texts: list[str] = []
    opaque = False
    for path in files(settings, folder):
        text = _text(path)
        if text is None:
            opaque = opaque or _ENGINE.search(path.name) is not None
        elif _ENGINE.search(text):
            texts.append(text)
    remote = [address for address in addresses(settings) if "//" in address]
    return read(texts, remote, opaque)


def read(texts: Iterable[str], remote: Iterable[str] = (), opaque: bool = False) -> Scripts:
    """What scripts do that are given as texts, together with those at other hosts, given by their addresses."""
    engines = [address for address in remote if _ENGINE.search(address)]
    texts = tuple(texts)
    joined = "\n".join(texts)
    if not joined and not engines:
        return Scripts(opaque=opaque, dollars=opaque, displays=opaque)
    macros: dict[str, str] = {}
    names: set[str] = set()
    for found in _MACROS.finditer(joined):
        for name, tex in _object(joined, found.end()):
            _define(macros, names, name, tex)
    for found in _ONE.finditer(joined):
        _define(macros, names, found[1] or found[2], next(_values(joined, found.end()), None))
    mathjax = any("mathjax" in text.lower() for text in (joined, *engines))
    packages = _packages(joined) if mathjax else set()
    if mathjax and any(map(_FULL.search, (joined, *engines))):
        packages |= PACKAGES.keys()
    names |= {name if name[0] == "{" else f"\\{name}" for package in packages for name in PACKAGES.get(package, ())}
    strange = not packages <= PACKAGES.keys() | PLAIN
    return Scripts(
        _DOLLAR.search(joined) is not None or opaque,
        True,
        _again(texts, engines),
        tuple(sorted(macros.items())),
        tuple(sorted(names - macros.keys())),
        opaque or strange or any(map(_MORE.search, (joined, *engines))),
        mathjax,
        any(map(_KATEX.search, (joined, *engines))),
        bool(texts) and all(_IGNORES.search(text) and _MARKED.search(text) for text in texts),
    )


def _packages(text: str) -> set[str]:
    """The packages of commands that MathJax's settings name."""
    made = set(_PACKAGE.findall(text))
    for found in _AUTOLOAD.finditer(text):
        made |= {name for name, _ in _object(text, found.end())}
    for found in _PACKAGES.finditer(text):
        depth = 0
        for token in _TOKEN.finditer(text, found.end() - 1):
            said, mark = _said(token), token[6]
            depth += (mark in ("[", "{")) - (mark in ("]", "}"))
            if depth <= 0:
                break
            if said and said not in ("[+]", "[-]"):
                made.add(said)
    return made


def _again(texts: Sequence[str], remote: Iterable[str]) -> frozenset[str]:
    """The signs for which a script looks in a whole page; where none are named, two dollars alone."""
    made: set[str] = set()
    for text in texts:
        if _WHOLE.search(text) or _MATHJAX.search(text) and not _IGNORES.search(text):
            made |= set(_SIGNS.findall(text)) if _SET.search(text) else {"$$", *_DOLLAR.findall(text)}
    default = not texts and any(map(_MATHJAX.search, remote))
    return frozenset(made | ({"$$"} if default else set()))


def addresses(settings: Mapping[str, Any]) -> list[str]:
    """Where the scripts lie that a site's settings name: paths below its docs folder, and URLs."""
    entries = settings.get("extra_javascript")
    made = [entry.get("path") if isinstance(entry, dict) else entry for entry in entries] if entries else []
    return [entry for entry in made if isinstance(entry, str)]


def _define(macros: dict[str, str], names: set[str], name: str, tex: str | None) -> None:
    name = "\\" + name.lstrip("\\")
    if tex is None:
        names.add(name)
    else:
        macros[name] = tex


def _object(text: str, start: int) -> Iterator[tuple[str, str | None]]:
    """The names and values of an object from behind its brace; a value that is no text, or takes an argument that may
    be left out, is None."""
    key: str | None = None
    waiting = False
    depth = 0
    items: list[str] = []
    for token in _TOKEN.finditer(text, start):
        said, word, mark = _said(token), token[5], token[6]
        if said is None and word is None and mark is None:
            continue
        if mark in ("{", "[", "("):
            depth += 1
        elif depth == 0 and mark in (",", "}"):
            if key is not None:
                yield key, items[0] if waiting and items and len(items) < 3 else None
            if mark == "}":
                return
            key, waiting, items = None, False, []
        elif mark in ("}", "]", ")"):
            depth -= 1
        elif depth == 0 and mark == ":":
            waiting = True
        elif not waiting:
            key = said if said is not None else word
        elif said is not None or word is not None:
            items.append(said if said is not None else f"\0{word}")
            if word is not None and not (word.isdigit() and len(items) == 2):
                items += ["\0", "\0"]


def _values(text: str, start: int) -> Iterator[str | None]:
    """The value of an assignment, as that of an object's only name."""
    yield from (tex for _, tex in _object(f"x:{text[start : start + 1000].split(';', 1)[0]}}}", 0))


def _said(token: re.Match[str]) -> str | None:
    """What a literal says; None for another token."""
    if token[1] is not None:
        return token[1]
    literal = next((token[n] for n in (2, 3, 4) if token[n] is not None), None)
    return None if literal is None else _ESCAPE.sub(_escaped, literal)


def _escaped(found: re.Match[str]) -> str:
    given = found[1]
    if given[0] in "ux" and len(given) > 1:
        return chr(int(given[1:], 16))
    return {"n": "\n", "t": "\t", "\n": ""}.get(given, given)
