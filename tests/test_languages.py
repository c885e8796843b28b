"""What pages and info strings write for a language, the name that the highlighter knows, and what is no language."""

from __future__ import annotations

import pytest

from proofpress import languages
from proofpress.convert import convert
from proofpress.evidence.language import language_of, likely_language
from proofpress.source import Source
from proofpress.words.languages import ALONE, COMMON, HASH_COMMENTS, MARKDOWN, MARKUP, PLAIN, PROGRAMS, SAID, UNCOLOURED
from proofpress.writer import body

WRITTEN = (
    ("python", "python"),
    ("Python 3", "python"),
    ("Python3.11", "python"),
    ("brush: shell; gutter: false", "shell"),
    ("brush:js", "js"),
    ("language-c++", "c++"),
    ("lang-py", "py"),
    ("highlight-source-shell", "shell"),
    ("highlight-source-json-comments", "json"),
    ("highlight-text-html-basic", "html"),
    ("mw-highlight-lang-lua", "lua"),
    ("syntaxhighlighter_bash", "bash"),
    ("src-emacs-lisp", "emacs-lisp"),
    ("source.js", "js"),
    ("text/x-csrc", "c"),
    ("text/x-c++src", "cpp"),
    ("application/json", "json"),
    ("clike", "c"),
    ("markup", "html"),
    ("pgsql", "postgresql"),
    ("x86asm", "nasm"),
    ("kt", "kotlin"),
    ("shellscript", "bash"),
    ("Objective-C", "objective-c"),
    ("C/C++", "cpp"),
    ("C#", "c#"),
    ("Visual Basic .NET", "vbnet"),
    ("Plain Text", "text"),
    ("C 语言", "c"),
    ("Java代码", "java"),
    ("汇编", "nasm"),
    ("纯文本", "text"),
    (".haskell", "haskell"),
    ("rust,ignore", "rust"),
    ("java{1,3}", "java"),
    ("js:title=src/app.js", "js"),
    ("main.py", "py"),
    ("diff-js", "diff"),
    ("mermaid", "mermaid"),
)
KEPT = ("zenscript", "mylang", "mdx", "svelte", "prisma", "pseudocode", "plantuml", "d2", "math", "m", "foo-bar", "x10")
NO_NAMES = ("", "hljs", "prettyprint", "line-numbers", "42", "!!!", "{1,3}", "——", "highlight", "toolbar", "，", "=")


@pytest.mark.parametrize(("written", "name"), WRITTEN)
def test_written(written: str, name: str) -> None:
    assert languages.canonical(written) == name
    assert name in languages.known()
    assert languages.canonical(name) == name


@pytest.mark.parametrize("word", KEPT)
def test_a_language_that_nothing_knows_is_kept(word: str) -> None:
    assert languages.canonical(word) == word
    assert not languages.is_common(word) or word in ALONE


@pytest.mark.parametrize("word", NO_NAMES)
def test_no_names(word: str) -> None:
    assert languages.canonical(word) == ""
    assert not languages.is_known(word)
    assert not languages.is_common(word)


@pytest.mark.parametrize("word", ["text", "code", "output", "config", "log", "note", "终端", "robot"])
def test_words_that_say_a_language_only_where_one_is_named(word: str) -> None:
    assert not languages.is_common(word) or word == "text"


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        ("brush: shell; toolbar: false", "shell"),
        ("prettyprint lang-html linenums", "html"),
        ("hljs language-c++", "c++"),
        ("prism language-prettyprint", ""),
        ("language-plaintext highlighter-rouge", ""),
        ("language-switcher-open", "switcher-open"),
        ("highlight highlight-source-ts", "ts"),
        ("post-language", ""),
        ("mylang-x", ""),
    ],
)
def test_classes(classes: str, said: str) -> None:
    assert languages.of_classes(classes) == said


def test_the_tables() -> None:
    """Each line stands for a name that the highlighter knows, and no other name stands for two."""
    seen: dict[str, str] = {}
    for table in (COMMON, SAID):
        for name, others in table.items():
            assert name in languages.known() | UNCOLOURED, name
            for other in others.split():
                assert seen.setdefault(other, name) == name, other
    for family in (PROGRAMS, MARKUP, MARKDOWN, PLAIN, HASH_COMMENTS):
        for name in family:
            assert languages.lexer(name) == name, name
    assert not UNCOLOURED & languages.known()


CERTAIN = (
    ("mermaid", "graph TD\n  A --> B\n"),
    ("mermaid", "%% 说明\nsequenceDiagram\n  甲->>乙: 你好\n"),
    ("bash", "#!/bin/bash\necho 1\n"),
    ("bash", "# 安装\nsudo apt install x\ncd /opt\n"),
    ("python", "import os\n\ndef main():\n    return 1\n"),
    ("python", "import numpy as np\nimport math\n\nprint(np.ones(3))\n"),
    ("python", "import math\n# 半径\nprint(math.pi)\n"),
    ("html", "<!DOCTYPE html>\n<p>文字</p>"),
    ("xml", "<?xml version='1.0'?>\n<a/>"),
    ("php", "<?php echo 1;"),
    ("c", "// 第一个程序\n#include <stdio.h>\nint main() {}"),
    ("cpp", "#include <iostream>\nusing namespace std;"),
    ("java", "package com.example;\n\npublic class A {}"),
    ("go", "package main\n\nfunc main() {}\n"),
    ("sql", "SELECT a\nFROM b\nWHERE c = 1;"),
    ("dockerfile", "FROM alpine\nRUN apk add curl\n"),
    ("json", '{"name": "值", "size": 1}'),
    ("diff", "diff --git a/x b/x\n"),
)
UNCERTAIN = (
    "hello, world",
    "一段普通的文字。",
    "graph of functions",
    "import taxes are high",
    "[1, 2, 3, 4, 5, 6]",
    "{ not json }",
    "x = 1",
    "make sense of it all\nand then stop",
    "│   ├── src\n│   └── test",
    "class notes",
    "-- | 队列\nmodule Data.Queue where\n\nimport Data.Sequence\n\nempty = Queue mempty\n",
    "import Foundation\n\nlet depth = 3\nprint(depth + 1)\n",
    "@width: 3px\n.box\n  width: @width\n",
    "select the best one",
    "FROM the top",
    "",
)


@pytest.mark.parametrize(("lang", "code"), CERTAIN)
def test_certain(lang: str, code: str) -> None:
    assert language_of(code) == lang
    assert likely_language(code) == lang


@pytest.mark.parametrize("code", UNCERTAIN)
def test_uncertain(code: str) -> None:
    assert language_of(code) == ""


def test_what_the_page_says_is_what_is_written() -> None:
    page = (
        "<h1>T</h1><p>Words of an article that is long enough to be one.</p>"
        '<pre class="brush: shell; gutter: true">pip install x</pre>'
        '<pre><code class="language-zenscript">import x;</code></pre>'
        '<div class="code-block"><div class="code-output"><pre>$ sudo ls</pre></div></div>'
        '<pre><code class="prism language-prettyprint">a = 1</code></pre>'
        "<p>最后一段文字，用来结束这篇文章。</p>"
    )
    written = body(convert(Source("a.html", page)).document)
    assert "```shell\npip install x\n```" in written
    assert "```bash\n$ sudo ls\n```" in written, "a part of the frame around a listing is no language"
    assert "```zenscript\nimport x;\n```" in written
    assert "```text\na = 1\n```" in written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Inline $`x_1^2`$ too.", "Inline $x_1^2$ too."),
        ("于是 $`\\alpha`$ 收敛。", "于是 $\\alpha$ 收敛。"),
        ("Run $`date`$ now.", "`date`"),
        ("costs $`five dollars`$", "`five dollars`"),
    ],
)
def test_formulas_in_code_between_dollars(typed: str, written: str) -> None:
    assert written in body(convert(Source("a.md", f"# T\n\n{typed}\n")).document)
