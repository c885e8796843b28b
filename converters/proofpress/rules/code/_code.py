"""Fenced code by language, and which of its characters are strings and comments."""

from __future__ import annotations

import re
from functools import lru_cache

PYTHON = frozenset({"python", "py", "python3", "py3"})
PROGRAMS = frozenset(
    "python py python3 java c cpp c++ cc cxx h hpp cs csharp js javascript jsx ts typescript tsx go golang rust rs kotlin kt "
    "swift scala php ruby rb dart objective-c objc lua r julia matlab groovy json json5 jsonc sql bash sh shell zsh".split()
)
"""Languages in which Chinese punctuation outside of strings and comments can only be a slip."""

MARKUP = frozenset(
    "html xml xhtml svg vue svelte markdown md mdx jsx tsx php asp jsp erb jinja html+jinja htm django handlebars rst latex tex".split()
)
"""Languages in which entities or Markdown belong."""

PLAIN = frozenset("text txt plain plaintext console output log csv tsv none diff ascii".split())

_HASH = r"\#[^\n]*"
_SLASH = r"//[^\n]*|/\*.*?(?:\*/|\Z)"
_TRIPLE = r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)"
_QUOTED = r"\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?"
_PATTERNS = {
    "hash": re.compile(f"{_TRIPLE}|{_QUOTED}|{_HASH}", re.S),
    "slash": re.compile(f"{_SLASH}|{_QUOTED}|`(?:\\\\.|[^`\\\\])*`?", re.S),
    "sql": re.compile(rf"--[^\n]*|{_SLASH}|{_HASH}|{_QUOTED}|`[^`]*`?", re.S),
}
_HASHED = frozenset("python py python3 ruby rb r julia bash sh shell zsh".split())


def bare(code: str, lang: str) -> str:
    """The code with strings and comments masked by spaces of the same length."""
    style = "hash" if lang in _HASHED else "sql" if lang in ("sql", "lua", "matlab") else "slash"
    return _PATTERNS[style].sub(lambda m: re.sub(r"[^\n]", " ", m[0]), code)


ALSO_KNOWN = frozenset(
    "mermaid math katex latex-math jsonc json5 vue svelte astro mdx wasm wat prisma graphql hcl terraform tf bicep dockerfile env dotenv "
    "gitignore editorconfig ignore log logs output plaintext plain none csv tsv tree ascii ascii-art asm-x86 x86asm nasm plantuml puml dot "
    "graphviz vega vega-lite geojson topojson stl cypher promql logql kql dax m powerquery abnf ebnf regex regexp http-request rest curl "
    "cmd batch pwsh zsh fish sh-session shell-session shellsession ipython jupyter jupyter-python pseudo pseudocode pseudo-code algorithm "
    "markdownlint ini-file properties conf config nginxconf caddyfile systemd service desktop crontab proto protobuf thrift capnp avdl "
    "solidity move cairo noir zig odin nim v vlang gleam roc unison lean lean4 coq agda idris isabelle tla tlaplus alloy "
    "cuda cu opencl metal hlsl glsl wgsl shader gdscript gd godot luau moonscript fennel janet elisp emacs-lisp hy racket "
    "razor cshtml blade twig liquid nunjucks ejs pug haml slim stylus less scss sass postcss styled-components".split()
)
"""Names in common use that highlighters differ on: the site shows them plain, and nothing is lost."""


@lru_cache(maxsize=1)
def aliases() -> frozenset[str]:
    """Every name that Pygments' lexers answer to, in lower case."""
    from pygments.lexers._mapping import LEXERS

    return frozenset(alias.lower() for entry in LEXERS.values() for alias in entry[2])


def known(lang: str) -> bool:
    """True for a language that the site's highlighter knows or that does no harm when it doesn't."""
    return lang in ALSO_KNOWN or lang in aliases()


_GUESSES: tuple[tuple[str, str], ...] = (
    ("php", r"<\?php"),
    ("html", r"<!DOCTYPE html|</(?:div|html|body|p|span)>"),
    ("xml", r"<\?xml|</[\w:.-]+>\s*$"),
    ("cpp", r"#include\s*<\w+>|std::|using namespace|\bcout\s*<<"),
    ("c", r"#include\s*<\w+\.h>|\bprintf\(|\bint main\("),
    ("java", r"\bpublic (?:static |final )*(?:class|void|interface)\b|System\.out\.print|\bimport java[x]?\."),
    ("go", r"^package \w+$|\bfunc (?:\(\w+ \*?\w+\) )?\w+\(.*\{|:= "),
    ("rust", r"\bfn \w+\(.*\{|\blet mut\b|println!\("),
    ("csharp", r"\busing System\b|\bnamespace \w+|Console\.Write"),
    ("python", r"^\s*(?:def \w+\(.*\).*:|class \w+.*:|import \w+|from [\w.]+ import |for \w+ in .*:|print\()"),
    ("typescript", r"\binterface \w+ \{|: (?:string|number|boolean)\b"),
    ("javascript", r"\b(?:const|let|var) \w+ =|=> |\bfunction \w*\(|console\.log|require\("),
    ("sql", r"(?i)^\s*(?:select\b.+\bfrom|insert into|update \w+ set|create table|delete from|alter table)\b"),
    ("json", r"^\s*[\[{]\s*(?:\"|\n|\}|\])"),
    ("dockerfile", r"^FROM [\w./:-]+(?: AS \w+)?$"),
    (
        "bash",
        r"^\s*(?:\$ |sudo |apt(?:-get)? |pip3? |npm |yarn |git |cd |docker |kubectl |curl |wget |echo |export |mkdir |chmod |#!/bin/(?:ba)?sh)",
    ),
    ("yaml", r"^[\w-]+:(?: \S.*)?$(?:\n[ -]*[\w-]+:.*)+"),
    ("ini", r"^\[[\w .-]+\]$"),
    ("latex", r"\\begin\{|\\documentclass|\\frac\{"),
)


def guess(code: str) -> str:
    """The likeliest language of a listing, "text" where nothing speaks for one."""
    for lang, pattern in _GUESSES:
        if re.search(pattern, code, re.M):
            return lang
    return "text"
