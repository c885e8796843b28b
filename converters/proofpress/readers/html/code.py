"""Code blocks of every highlighter: the text to the letter, its language, and no line numbers, buttons or gutters."""

from __future__ import annotations

import re
from typing import Any

from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.reader import Reader
from proofpress.tree import Code, InlineCode

_CLASS = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight|hl|brush|code|src|sourceCode)[-:]\s*([\w+#.-]+)", re.I
)
_LANGUAGE_CLASS = re.compile(r"(?:^|\s)(?:language|lang|brush)[-:]\s*([\w+#.-]+)", re.I)
_DRAWN = re.compile(r"(?:^|\s)dp-(?!highlighter)([\w+#]+)")
_ATTRIBUTES = (
    "data-lang",
    "data-language",
    "data-enlighter-language",
    "data-code-language",
    "data-ke-language",
    "lang",
)
_MARKS = frozenset(
    ("hljs", "highlight", "prettyprint", "sourcecode", "src", "syntaxhighlighter", "prism", "code", "codehilite")
)
_NOT_A_LANGUAGE = frozenset(
    "none plaintext plain nohighlight no-highlight notranslate default source numbers line-numbers prettyprinted linenums example block inline"
    " toolbar wrapper container highlight literal-block output copy code pre text-plain null undefined auto literal-block-wrapper has-numbering has theme".split()
)
_LINE_NUMBERS = frozenset(
    (
        "line-numbers-rows",
        "hljs-ln-numbers",
        "hljs-ln-n",
        "lineno",
        "linenos",
        "linenodiv",
        "gutter",
        "pre-numbering",
        "line-number",
        "line-numbers",
        "lineNumber",
        "linenumber",
        "react-syntax-highlighter-line-number",
        "ln",
        "lnt",
        "rouge-gutter",
        "hljs-line-number",
        "lntd-numbers",
        "code-block-extension-lineNum",
    )
)
_CONTROLS = frozenset(
    (
        "hljs-button",
        "copy-code-btn",
        "copy-btn",
        "btn-copy",
        "copybtn",
        "code-copy",
        "copy-button",
        "opt-box",
        "hide-preCode-box",
        "code-toolbar-item",
        "toolbar",
        "code-block-extension-header",
        "copy",
        "clipboard",
        "btn-clipboard",
        "clipboard-button",
        "zeroclipboard-container",
        "contentsignin",
        "signin",
        "code-header",
        "sr-only",
    )
)
_BESIDE = frozenset(
    (
        "lang",
        "line-numbers-wrapper",
        "line-numbers",
        "highlight-lines",
        "copy",
        "header",
        "collapsed-lines",
        "code-block-title-bar",
    )
)
_SKIPPED = _LINE_NUMBERS | _CONTROLS
_LINES = frozenset(("div", "p", "li", "tr", "section"))
_SPACES = str.maketrans({"\xa0": " ", "\u200b": None, "\ufeff": None, "\u200c": None, "\r": None})


def pre(reader: Reader, element: Element) -> None:
    """A `<pre>`."""
    if not element.classes.isdisjoint(("mermaid", "language-mermaid", "mermaid-src")):
        if next(element.all("svg"), None) is not None:
            reader.visit(element)
        else:
            mermaid(reader, element)
        return
    _write(reader, element, element, language(element))


def textarea(reader: Reader, element: Element) -> None:
    """A `<textarea>`: a listing that an old highlighter reads, or a control."""
    if element.attr("name") == "code":
        _write(reader, element, element, language(element))
    else:
        reader.drop(element, "a control of the page", "页面的控件")


def drawn(reader: Reader, element: Element) -> bool:
    """What SyntaxHighlighter 1.5 drew: a list of lines under a tool bar, the listing itself hidden right behind it, or gone."""
    beside = next((node for node in element.next_siblings if isinstance(node, Element)), None)
    if beside is not None and beside.name in ("pre", "textarea") and beside.attr("name") == "code":
        reader.drop(element, "a rendering of the listing that follows", "下方代码的渲染结果")
        return True
    lines = next(element.all("ol"), None)
    if lines is None:
        return False
    names = _DRAWN.search(lines.attr("class"))
    _write(reader, element, lines, names[1] if names else "")
    return True


def wrapped(reader: Reader, element: Element) -> bool:
    """Write the one listing of a `<div class="language-…">`, whose other parts are its name, its numbers and a button (VitePress, VuePress)."""
    listings = list(element.all("pre"))
    if len(listings) != 1 or not all(
        child.name in ("pre", "button") or child.classes & _BESIDE for child in element.elements
    ):
        return False
    pre(reader, listings[0])
    return True


def figure(reader: Reader, element: Element) -> bool:
    """A figure, table or division that holds one listing with a gutter beside it (Hexo, Pygments, Rouge, Chroma, hljs-ln)."""
    cells = [
        below
        for below in element.all("td")
        if not below.classes.isdisjoint(("code", "rouge-code", "lntd", "hljs-ln-code"))
    ]
    cells = [cell for cell in cells if not _is_gutter(cell)]
    if not cells:
        return False
    if element.name == "table" and "hljs-ln-code" in cells[0].classes:
        _write(reader, element, element, language(element))
        return True
    body = next(cells[-1].all("pre"), cells[-1])
    _write(reader, element, body, language(body))
    return True


def mermaid(reader: Reader, element: Element) -> bool:
    """The text of a diagram that a script would have drawn."""
    if next(element.all("svg"), None) is not None:
        return False
    value = _text(element).strip("\n")
    if not value.strip():
        return False
    reader.out.block(
        Code(value.strip(), "mermaid", span=reader.span(element), inner=reader.out.span(element.inner, element.close))
    )
    return True


def inline(reader: Reader, element: Element) -> None:
    """A `<code>` in a line; one of several lines is a block."""
    if (
        element.classes
        and not element.classes.isdisjoint(("hljs", "prism"))
        or next(element.all("br"), None) is not None
    ):
        value = _text(element)
        if "\n" in value.strip("\n") and len(value.strip().split("\n")) > 1:
            _write(reader, element, element, language(element))
            return
    if next(element.all("img", "pre", "table", "ul", "ol"), None) is not None:
        reader.visit(element)
        return
    words = " ".join(_text(element).translate(_SPACES).split())
    if words:
        reader.out.atom(InlineCode(words, span=reader.span(element)))


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
        if (found := _CLASS.search(names)) and _is_language(found[1]):
            return found[1]
        words = names.split()
        if not _MARKS.isdisjoint(word.lower() for word in words) and node.name in ("pre", "code", "figure", "div"):
            for word in words[1:] if words[0].lower() in _MARKS else words:
                if word.lower() not in _MARKS and _is_language(word) and word.lower() in _KNOWN:
                    return word
            if node.name == "figure" and words[0] == "highlight" and len(words) > 1 and _is_language(words[1]):
                return words[1]
        elif (
            len(words) == 1
            and node.name in ("pre", "code", "textarea")
            and (word := words[0].partition(":")[0]).lower() in _KNOWN
        ):
            return word
    return ""


_KNOWN = frozenset(
    "python py python3 java javascript js jsx typescript ts tsx c cpp c++ csharp cs c# objc objective-c objectivec go golang rust rs ruby rb php swift kotlin kt"
    " scala r matlab julia perl lua bash sh shell zsh console powershell ps1 bat batch dos cmd sql mysql plsql pgsql html xml xhtml svg css scss sass less"
    " json json5 yaml yml toml ini properties conf nginx apache dockerfile docker makefile make cmake diff patch tex latex markdown md vim lisp elisp clojure clj"
    " haskell hs erlang elixir ex ocaml fsharp dart groovy gradle vue svelte graphql protobuf proto asm nasm armasm x86asm verilog vhdl fortran pascal delphi"
    " vb vbnet vbscript awk sed text txt http stylus coffeescript actionscript scheme racket prolog solidity zig nim crystal d ada tcl cuda glsl hlsl wasm"
    " django jinja erb handlebars haml pug jade mermaid plantuml dot graphviz ipython ipython3 pycon python-repl reg regex log ebnf abnf bnf cobol sas stata abap".split()
)


def _is_language(name: str) -> bool:
    return name.strip().lower() not in _NOT_A_LANGUAGE and not name.isdigit() and len(name) < 30


def _is_gutter(element: Element) -> bool:
    if not element.classes.isdisjoint(_LINE_NUMBERS):
        return True
    return all(line.strip().isdigit() for line in element.words().split()) and element.words() != ""


def _write(reader: Reader, element: Element, body: Element, lang: str) -> None:
    left_out: list[Element] = []
    value = _text(body, left_out).translate(_SPACES)
    for control in left_out:
        if not lang and (label := _label(control)).lower() in _KNOWN:
            lang = label
        if any(char.isalpha() for char in control.words()):
            reader.drop(control, "a control of the page", "页面的控件")
    value = value.removeprefix("\n") if body.name == "pre" and not value.startswith("\n\n") else value.lstrip("\n")
    value = value.rstrip().lstrip("\n")
    if value.strip():
        reader.out.block(Code(value, lang, span=reader.span(element), inner=reader.out.span(body.inner, body.close)))


def _text(element: Element, left_out: list[Element] | None = None) -> str:
    """The listing as it is shown: a line for each `<br>` and each line element, nothing that cannot be copied."""
    out: list[str] = []
    stack: list[Any] = element.contents[::-1]
    while stack:
        node = stack.pop()
        if node is _LINE:
            if out and not out[-1].endswith("\n"):
                out.append("\n")
            continue
        if type(node) is Chars:
            out.append(str(node))
            continue
        name = node.name
        if name == "br":
            out.append("\n")
        elif (
            name in ("button", "script", "style", "textarea", "svg")
            or node.classes
            and not node.classes.isdisjoint(_SKIPPED)
            and not _holds_code(node)
            or _is_beside(node, len(out) < 4 and not "".join(out).strip())
        ):
            if left_out is not None:
                left_out.append(node)
        elif name in _LINES or name == "code" and _is_a_line(node):
            if out and not out[-1].endswith("\n"):
                out.append("\n")
            stack.append(_LINE)
            stack.extend(reversed(_without_blanks(node)))
        elif name in ("ul", "ol", "table", "tbody"):
            stack.extend(reversed([child for child in node.contents if isinstance(child, Element)]))
        else:
            stack.extend(reversed(node.contents))
    return "".join(out)


_LINE = object()
_UNCOPIED = re.compile(r"user-select\s*:\s*none", re.I)
_WIDEST_BAR = 6000
_WIDEST_NUMBER = 600


def _is_beside(node: Element, first: bool) -> bool:
    """True for a line number that cannot be copied, and for a bar before the listing that has its language and a button."""
    if node.name == "span":
        return (
            "style" in node.attrs
            and node.end - node.start < _WIDEST_NUMBER
            and _UNCOPIED.search(node.attr("style")) is not None
            and node.words().isdigit()
        )
    return (
        first
        and node.name in ("div", "header")
        and node.end - node.start < _WIDEST_BAR
        and next(node.all("button"), None) is not None
        and _label(node).lower() in _KNOWN
    )


def _label(bar: Element) -> str:
    """What a bar says beside its buttons."""
    said: list[str] = []
    stack: list[Any] = bar.contents[::-1]
    while stack:
        node = stack.pop()
        if type(node) is Chars:
            said.append(str(node))
        elif isinstance(node, Element) and node.name not in ("button", "svg"):
            stack.extend(reversed(node.contents))
    return " ".join("".join(said).split())


def _is_a_line(node: Element) -> bool:
    """True for one of several `<code>` elements that a `<pre>` holds."""
    above = node.parent
    return (
        above is not None
        and above.name == "pre"
        and any(child is not node and isinstance(child, Element) and child.name == "code" for child in above.contents)
    )


def _without_blanks(node: Element) -> list[Any]:
    if node.name == "tr":
        return [child for child in node.contents if isinstance(child, Element)]
    return node.contents or [Chars("\n")]


def _holds_code(node: Element) -> bool:
    """True for an element that bears the name of a gutter or a tool bar and holds the listing all the same."""
    return node.name in ("code", "pre", "ol") or "line" in node.classes and node.name == "span"
