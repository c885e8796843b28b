"""Inputs made to be slow: each is a function that repeats something `n` times, opens it and never closes it,
or nests it."""

from __future__ import annotations

from collections.abc import Callable

Make = Callable[[int], str]


def _again(text: str) -> Make:
    return lambda n: text * n


def _page(text: str) -> Make:
    return lambda n: "<html><body><p>" + text * n


def _nested(opening: str, closing: str = "", before: str = "<html><body>") -> Make:
    return lambda n: before + opening * n + "x" + closing * n


def _numbered(text: str, before: str = "", after: str = "") -> Make:
    return lambda n: before + "".join(text.format(i) for i in range(n)) + after


HOSTILE: dict[str, Make] = {
    # pages
    "nested divisions": _nested("<div>", "</div>"),
    "nested bold": _nested("<b>", "</b>"),
    "nested subscripts": _nested("<sub>", "</sub>"),
    "nested bold and emphasis": _nested("<em><strong>", "</strong></em>", "<p>a"),
    "nested lists": _nested("<ul><li>a ", "</li></ul>"),
    "nested tables": _nested("<table><tr><td>", "</td></tr></table>"),
    "nested quotations": _nested("<blockquote>", "</blockquote>"),
    "nested figures": _nested("<figure>", "</figure>"),
    "open paragraphs": _nested("<p>a "),
    "open items": _nested("<li>a "),
    "open spans": _nested("<span>a "),
    "closing tags": _page("</div></b></p>"),
    "crossed tags": _page("<em>a<strong>b</em>c</strong>"),
    "line breaks": _page("a<br>"),
    "attributes": _numbered("a{}=1 ", "<p ", ">x</p>"),
    "an open attribute": lambda n: '<p title="' + "a " * n,
    "comments before a page": _again("<!-- a -->\n"),
    "open comments": _again("<!--"),
    "less-than signs": _page("<"),
    "entities": _page("&amp;&lt;x&gt;"),
    "escaped tags": _page("&lt;div&gt;&lt;p&gt;text&lt;/p&gt;&lt;/div&gt;<br>"),
    "a wide table": lambda n: "<table><tr>" + "<td>a</td>" * n + "</tr><tr><td>b</table>",
    "spanning rows": lambda n: "<table>" + "<tr><td rowspan=1000>a</td><td>b</td></tr>" * n + "</table>",
    "spanning columns": lambda n: "<table>" + "<tr><td colspan=1000>a</td><td>b</td></tr>" * n + "</table>",
    "definitions": lambda n: "<dl><dt>a" + "<dd>b" * n,
    "a listing of lines": lambda n: "<pre>" + "<code>x</code>\n" * n + "</pre>",
    "a highlighted listing": lambda n: "<pre><code>" + '<span class="k">if</span> x\n' * n + "</code></pre>",
    "MathML": lambda n: "<p><math>" + "<mi>a</mi><mo>+</mo>" * n + "</math>",
    "nested MathML": _nested("<mfrac><mi>a</mi>", "</mfrac>", "<p><math>"),
    "open delimiters in a page": _page("\\[ a "),
    "formulas in a page": _page("\\(a\\) $b$ \\[c\\] "),
    "fences typed into a page": _page("```py<br>x<br>"),
    "a table typed into a page": lambda n: "<p>| a | b |<br>|---|---|<br>" + "| 1 | 2 |<br>" * n,
    "anchors and their links": _numbered('<p id="a{0}">x <a href="#a{0}">y</a></p>'),
    "rows of links": lambda n: _numbered('<div><a href="/{0}.html">x{0}</a></div>', "<html><body><p>text</p>")(32 * n),
    "headings over notes": lambda n: (
        '<html><body><p>a<sup><a href="#n" id="m">1</a></sup></p><div class="footnotes">'
        + "<h2>x</h2>" * (16 * n)
        + '<p id="n">1. y <a href="#m">z</a></p></div>'
    ),
    # Markdown
    "opening brackets": _again("["),
    "images cut short": _again("![a]("),
    "marks of notes": _again("[^1]"),
    "opening round delimiters": _again("\\("),
    "opening square delimiters": _again("\\["),
    "lines of square delimiters": _again("\\[ x\n"),
    "doubled delimiters": _again("\\\\(x\\\\) "),
    "bracketed delimiters": _again("[\\("),
    "dollars": _again("$"),
    "lines of dollars": _again("$\n"),
    "prices": _again("pay $5 or $6 and "),
    "double dollars": _again("$$\na\n\n"),
    "backticks": _numbered("`` a ` "),
    "stars": _again("*a "),
    "open bold": _again("**a "),
    "bold next to Chinese": _again("中**“中”**中"),
    "underscores": _again("_a"),
    "tags without an end": _again("a<sub>"),
    "pairs of tags": _again("<mark>a</mark> "),
    "bold tags in paragraphs": _again("x <b>y\n\n"),
    "details": _again("<details><summary>a</summary>\n\nb\n\n</details>\n\n"),
    "quotations": _again("> a\n\n"),
    "items": _again("- a\n\n"),
    "items in items": lambda n: "".join("  " * (i % 90) + "- a\n" for i in range(n)),
    "a definition list": lambda n: "a\n" + ": b\n\n" * n,
    "containers": _again("!!! note\n    a\n\n"),
    "containers without a body": _again("!!! note\n"),
    "fences": _again("```\na\n"),
    "fences with a language": _again("```py\n"),
    "fences of two lengths": _again("````md\n```\n"),
    "rows": lambda n: "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * n,
    "delimiter rows": _again("|---|---|\n"),
    "named tags": _again("在 <head> 里写 <b>和</b>，<br>"),
    "named tags in paragraphs": _again("在 <details> 与 <script> 里\n\n"),
    "open elements of XML": _again("<a1>\n"),
    "headings": _numbered("## {0} a{0}\n\ntext {0}\n\n"),
    "notes": _numbered("a[^{0}]\n\n[^{0}]: x\n\n"),
    "notes in turns": _numbered("**User**: a\n\n**Assistant**: b[^1]\n\n[^1]: x{0}\n\n"),
    "a bibliography": _numbered("a [{0}].\n\n[{0}] Name. Title. 2020.\n\n"),
    "link definitions": _numbered("[a{0}]: http://x/{0}\n\n[a{0}]\n\n"),
    "thoughts": _again("<think>\nx\n</think>\n\ny\n\n"),
    "open thoughts": _again("<think>\n\nx\n\n"),
    "the same line": _again("这是一行重复的文字，没有尽头。\n"),
    "the same paragraph": _again("这是一段重复的文字，没有尽头。\n\n"),
    "a cycle of sentences": _again("第一句话在这里。第二句话在那里。第三句话不见了。\n\n"),
    "remarks": _again("好的，我将继续撰写下一章的内容，按照您的要求。\n\n"),
    "mojibake": _again("Ã©\n"),
    "prompts": _again("# 角色\n\n你是水利工程师。\n\n# 要求\n\n- 不少于3000字\n\n## 二、框架\n\n**闸门维护**\n\n"),
    # front matter
    "fields": _numbered("k{}: v\n", "---\n", "---\n\nx\n"),
    "fields twice": lambda n: "---\n" + "a: b\n" * n + "---\nx\n",
    "open front matter": lambda n: "---\n" + "a: b\n" * n,
    "nested lists in front matter": lambda n: "---\na: " + "[" * n + "\n---\nx\n",
    "aliases of aliases": lambda n: (
        "---\na0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, n)) + "---\n\nx\n"
    ),
}
