"""The language of a listing, from the attributes and classes that highlighters write."""

from __future__ import annotations

import re
from typing import Any

from proofpress.readers.html.dom import Element

_CLASS = re.compile(
    r"(?:^|\s)(?:(?:language|lang|highlight-source|highlight|brush)[-:]\s*([\w+#.-]+)"
    r"|(?:hl|code|src|sourceCode|mw-highlight-lang)[-:]\s*([\w+#.-]+))",
    re.I,
)
_BRUSH = re.compile(r"(?:brush|language|lang)\s*[:=]\s*([\w+#.-]+)", re.I)
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang|brush)[-:]\s*([\w+#.-]+)", re.I)
_ATTRIBUTES = (
    "data-lang",
    "data-language",
    "data-enlighter-language",
    "data-code-language",
    "data-ke-language",
    "data-code-lang",
    "data-lexer",
    "data-type-language",
    "data-mode",
    "data-syntax",
    "syntax",
    "language",
    "lang",
)
_MARKS = frozenset(
    ("hljs", "highlight", "prettyprint", "sourcecode", "src", "syntaxhighlighter", "prism", "code", "codehilite")
)
_NOT_A_LANGUAGE = frozenset(
    "none plaintext plain nohighlight no-highlight notranslate default source numbers line-numbers prettyprinted linenums example block inline"
    " toolbar wrapper container highlight literal-block output copy code pre text-plain null undefined auto literal-block-wrapper has-numbering has theme".split()
)


def language(element: Element) -> str:
    """The language that the listing's element, one inside it or one around it names; "" where none does."""
    near = [element, *(e for e in element.elements if e.name in ("code", "pre", "samp"))]
    above: Any = element.parent
    for _ in range(7):
        if not isinstance(above, Element) or above.name in ("body", "article", "main", "li", "blockquote"):
            break
        if above.name in ("figure", "div", "pre", "table", "tbody", "tr", "td", "section", "span"):
            near.append(above)
        above = above.parent
    for place, node in enumerate(near):
        names = node.attr("class")
        if names and (found := _LANGUAGE_CLASS.search(names)) and _is_language(found[1]):
            return found[1]
        if found := _BRUSH.search(node.attr("data-syntaxhighlighter-params") or node.attr("data-params")):
            return found[1]
        for key in _ATTRIBUTES:
            if (
                (value := node.attr(key))
                and (key != "lang" or place < 3 and not re.fullmatch(r"[a-z]{2}(-\w+)?", value))
                and _is_language(value)
            ):
                return value.strip()
    for node in near:
        names = node.attr("class")
        if not names:
            continue
        for found in _CLASS.finditer(names):
            word = found[1] or found[2]
            if _is_language(word) and (found[1] or word.lower() in KNOWN):
                return word
        words = names.split()
        if not _MARKS.isdisjoint(word.lower() for word in words) and node.name in ("pre", "code", "figure", "div"):
            for word in words[1:] if words[0].lower() in _MARKS else words:
                if word.lower() not in _MARKS and _is_language(word) and word.lower() in KNOWN:
                    return word
            if node.name == "figure" and words[0] == "highlight" and len(words) > 1 and _is_language(words[1]):
                return words[1]
        elif (
            len(words) == 1
            and node.name in ("pre", "code", "textarea")
            and (word := words[0].partition(":")[0]).lower() in KNOWN
        ):
            return word
    return ""


KNOWN = frozenset(
    "python py python3 java javascript js jsx typescript ts tsx c cpp c++ csharp cs c# objc objective-c objectivec go golang rust rs ruby rb php swift kotlin kt"
    " scala r matlab julia perl lua bash sh shell zsh console powershell ps1 bat batch dos cmd sql mysql plsql pgsql html xml xhtml svg css scss sass less"
    " json json5 yaml yml toml ini properties conf nginx apache dockerfile docker makefile make cmake diff patch tex latex markdown md vim lisp elisp clojure clj"
    " haskell hs erlang elixir ex ocaml fsharp dart groovy gradle vue svelte graphql protobuf proto asm nasm armasm x86asm verilog vhdl fortran pascal delphi"
    " vb vbnet vbscript awk sed text txt http stylus coffeescript actionscript scheme racket prolog solidity zig nim crystal d ada tcl cuda glsl hlsl wasm"
    " django jinja erb handlebars haml pug jade mermaid plantuml dot graphviz ipython ipython3 pycon python-repl reg regex log ebnf abnf bnf cobol sas stata abap".split()
)


def _is_language(name: str) -> bool:
    return name.strip().lower() not in _NOT_A_LANGUAGE and not name.isdigit() and len(name) < 30
