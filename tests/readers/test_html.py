"""HTML → Markdown, one idea a line: what a reader of the page would expect to find again."""

from __future__ import annotations

import pytest

from proofpress.ledger import Ledger
from proofpress.normal import normalise
from proofpress.readers.html import read
from proofpress.source import Source
from proofpress.tree import Document
from proofpress.writer import write


def converted(text: str) -> tuple[str, Ledger]:
    source = Source("page.html", text)
    ledger = Ledger(source)
    return write(normalise(Document(read(source, ledger)))).strip(), ledger


def markdown(text: str) -> str:
    return converted(text)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>\n 深度\n 学习\n</p>", "深度学习"),
        ("<p>用\n <b>\n  加粗\n </b>\n ，再用 Python\n 写。</p>", "用**加粗**，再用 Python 写。"),
        ("<p>one\n two</p>", "one two"),
        ("foo<b> bar</b> baz", "foo **bar** baz"),
        (
            'a <span style="font-style: italic">b</span> <span style="text-decoration: line-through;">c</span>',
            "a *b* ~~c~~",
        ),
        ("<b>foo </b>bar", "**foo** bar"),
        ("<p>　　缩进&nbsp;&nbsp;的段落</p>", "缩进 的段落"),
        ("<p>one<br>two<br><br>three</p>", "one\n\ntwo\n\nthree"),
        ("<b>one<p>two</p>three</b>", "**one**\n\n**two**\n\n**three**"),
        ("text<div>block</div>text", "text\n\nblock\n\ntext"),
        ("<h2 id=a><a href='#a' class=headerlink>¶</a>Title</h2>", "## Title"),
        ("<h2></h2><p></p><ul><li></li></ul>x", "x"),
        ("a\u200bb", "ab"),
    ],
)
def test_text(text: str, expected: str) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>", "- [x] a\n- [ ] b"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n    b"),
    ],
)
def test_lists(text: str, expected: str) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |"),
        ("<table><tr><td colspan=2>a<tr><td>b<td>c</table>", "| a | a |\n| --- | --- |\n| b | c |"),
        (
            "<table><tr><td>h<td>i<tr><td rowspan=2>a<td>b<tr><td>c</table>",
            "| h | i |\n| --- | --- |\n| a | b |\n| a | c |",
        ),
        (
            "<table><tbody><tr><td>c<td>d</tbody><thead><tr><th>a<th>b</thead></table>",
            "| c | d |\n| --- | --- |\n| a | b |",
        ),
        (
            "<table><caption>Cap</caption><tr><th>a<th>b<tr><td>c<td>d</table>",
            "*Cap*\n\n| a | b |\n| --- | --- |\n| c | d |",
        ),
        (
            "<table><tr><td>a|b<td><p>c</p><p>d</p><tr><td>e<td>f</table>",
            "| a\\|b | c<br>d |\n| --- | --- |\n| e | f |",
        ),
        ("<table><tr><td><p>only</p><pre>code</pre></td></tr></table>", "only\n\n```text\ncode\n```"),
    ],
)
def test_tables(text: str, expected: str) -> None:
    assert markdown(text).replace("```\ncode", "```text\ncode") == expected


CODE = "def f(x):\n    return x < 1"


@pytest.mark.parametrize(
    "text",
    [
        '<pre><code class="language-python">def f(x):\n    return x &lt; 1\n</code></pre>',
        (
            '<pre class="prettyprint lang-python"><ol class="linenums"><li>def f(x):</li><li>    return x &lt; '
            "1</li></ol></pre>"
        ),
        (
            '<figure class="highlight python"><table><tr><td class="gutter"><pre><span '
            'class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre><span '
            'class="line">def f(x):</span><br><span class="line">    return x &lt; '
            "1</span><br></pre></td></tr></table></figure>"
        ),
        (
            '<div class="highlight-python notranslate"><div class="highlight"><pre><span></span><span '
            'class="k">def</span> f(x):\n    return x &lt; 1\n</pre></div></div>'
        ),
        (
            '<div class="language-python highlighter-rouge"><div class="highlight"><pre '
            'class="highlight"><code>def f(x):\n    return x &lt; 1\n</code></pre></div></div>'
        ),
        '<pre class="brush:python">def f(x):\n    return x &lt; 1</pre>',
        (
            '<pre><code class="prism language-python">def f(x):\n    return x &lt; 1\n'
            '</code><ul class="pre-numbering"><li>1</li><li>2</li></ul><button '
            'class="copy-btn">Copy</button></pre>'
        ),
        (
            '<pre data-lang="python"><code><div class="line">def f(x):</div><div class="line">    return x &lt; '
            "1</div></code></pre>"
        ),
        (
            '<table class="highlighttable"><tr><td class="linenos"><pre>1\n'
            '2</pre></td><td class="code"><div class="highlight language-python"><pre>def f(x):\n'
            "    return x &lt; 1</pre></div></td></tr></table>"
        ),
    ],
)
def test_listings_to_the_letter_with_their_language(text: str) -> None:
    assert markdown(text) == f"```python\n{CODE}\n```"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation '
                'encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" '
                'aria-hidden="true">x2</span></span>'
            ),
            "$x^2$",
        ),
        (
            (
                '<span class="katex--inline"><span class="katex"><span class="katex-mathml">\n x \n \n 2 \n \n \n'
                '  x^2\n </span><span class="katex-html">x2</span></span></span>'
            ),
            "$x^2$",
        ),
        (
            (
                '<span class="katex--display"><span class="katex-display"><span class="katex"><span '
                'class="katex-mathml">\n x\n\n  \\frac{a}{b}\n </span></span></span></span>'
            ),
            "$$\n\\frac{a}{b}\n$$",
        ),
        (
            (
                '<span class="MathJax_Preview">x</span><span class="MathJax" '
                'id="MathJax-Element-1-Frame">x2</span><script type="math/tex" id="MathJax-Element-1">x^2</script>'
            ),
            "$x^2$",
        ),
        ('<script type="math/tex; mode=display">x^2</script>', "$$\nx^2\n$$"),
        (
            (
                '<mjx-container class="MathJax" jax="CHTML"><mjx-math></mjx-math><mjx-assistive-mml><math><msup>'
                "<mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>"
            ),
            "$x^2$",
        ),
        ('<span class="math notranslate nohighlight">\\(x^2\\)</span>', "$x^2$"),
        ('<div class="math notranslate nohighlight">\\[x^2\\]</div>', "$$\nx^2\n$$"),
        ('<img src="https://www.zhihu.com/equation?tex=x%5E2" alt="[公式]"> a', "$x^2$ a"),
        (
            'a <img class="latex" src="https://s0.wp.com/latex.php?latex=x%5E2+%2B+1&bg=fff" alt="x^2 + 1">',
            "a $x^2 + 1$",
        ),
        ('a <img class="mathcode" src="https://latex.csdn.net/eq?x%5E2">', "a $x^2$"),
        ('a <img src="x.gif" alt="\\frac{a}{b} + \\sqrt{c_1}">', "a $\\frac{a}{b} + \\sqrt{c_1}$"),
        ('<p><math display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math></p>', "$$\n\\frac{a}{b}\n$$"),
        ('<span class="ztext-math" data-tex="x^2">x2</span>', "$x^2$"),
    ],
)
def test_each_formula_once(text: str, expected: str) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<img data-src="a.png" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "![](a.png)"),
        ('<img src="loading.gif" srcset="s.png 1x, l.png 2x">', "![](l.png)"),
        ('x<img src="https://site/pixel?id=1" width=1 height=1>', "x"),
        ('<img class="emoji" alt="🎉" src="e.png">', "🎉"),
        (
            (
                '<img alt="外链图片转存失败" '
                'src="https://copies.example/x.png?origin_url=https%3A%2F%2Fa.example%2Fb.png&amp;pos_id=1">'
            ),
            "![](https://a.example/b.png)",
        ),
        ('<a href="/a/b.png"><img src="/a/b.png" alt="x"></a>', "![x](/a/b.png)"),
        ("<figure><img src=a.png><figcaption>Cap</figcaption></figure>", "![](a.png)\n\n*Cap*"),
        ('<img src="a.png" class=lazy data-x=1><noscript><img src="a.png"></noscript>', "![](a.png)"),
        ('<img src="blank.gif"><noscript><img src="real.png"></noscript>', "![](blank.gif)![](real.png)"),
    ],
)
def test_images(text: str, expected: str) -> None:
    assert markdown(text) == expected


def test_an_image_in_a_data_address_becomes_a_file() -> None:
    text, ledger = converted('<img alt="dot" src="data:image/png;base64,' + "iVBORw0KGgo" + "A" * 120 + '">')
    ((path, data),) = ledger.files.items()
    assert text == f"![dot]({path})"
    assert path.endswith(".png")
    assert data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<p>a<sup><a href="#fn7" id="r7">7</a></sup></p><ol><li id="fn7"><p>note <a href="#r7">↩</a></p></li></ol>',
            "a[^7]\n\n[^7]: note",
        ),
        ('<p>a<a href="#ref2">[2]</a></p><p id="ref2">[2] A. Author, Work.</p>', "a[^2]\n\n[^2]: A. Author, Work."),
        ('<p>see <a href="#part">part</a></p><h2 id="part">part</h2>', "see [part](#part)\n\n## part"),
    ],
)
def test_notes(text: str, expected: str) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVa\tScRiPt&#58;alert(1)">x</a>',
        '<a href=" &#1;javascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<a href="vbscript:x">x</a>',
        '<img src="javascript:alert(1)" onerror="alert(1)">',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<form action="https://evil.example"><input value="x" onfocus=alert(1) autofocus><button>go</button></form>',
        (
            '<svg width="300"><script>alert(1)</script><text>abc</text><a '
            'xlink:href="javascript:alert(1)"><text>d</text></a></svg>'
        ),
        '<img src="data:image/svg+xml,<svg onload=alert(1)><script>alert(1)</script><rect width=9 /></svg>">',
        "<details open ontoggle=alert(1)><summary>s</summary>b</details>",
        '<object data="javascript:alert(1)"></object><embed src="data:text/html,x">',
        '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
        '<style>@import "javascript:alert(1)"</style>',
        '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
        "<base href='javascript:alert(1)//'><a href='/x'>x</a>",
    ],
)
def test_nothing_that_runs_comes_through(text: str) -> None:
    made, ledger = converted(text)
    everything = made + "".join(data.decode("utf-8", "replace") for data in ledger.files.values())
    for word in (
        "script",
        "alert(1)</",
        "onerror",
        "onload",
        "ontoggle",
        "onfocus",
        "<form",
        "<iframe",
        "<input",
        "data:text",
        "vbscript",
    ):
        assert word not in everything.lower(), (word, everything)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 10000 + "x",
        "<b><i>" * 5000 + "x",
        "<blockquote>" * 5000 + "x",
        "<ul><li>" * 5000 + "x",
        "x<br>" * 20000,
        "[" * 50000,
        "<table>" + "<tr>" + "<td>x" * 12 + "</tr>" * 1000 + "</table>",
        "<table><tr><td colspan=100000>x<td>y<tr><td>z</table>",
        "<pre>" + "x = 1\n" * 150000 + "</pre>",
    ],
    ids=lambda text: text[:16],
)
def test_nothing_costs_more_than_linear_time(text: str) -> None:
    import time

    began = time.process_time()
    made = markdown(text)
    assert time.process_time() - began < 10
    assert made


def test_escaped_markup_is_looked_for_once() -> None:
    """What is opened and never closed, or says nothing, is not looked through again from every paragraph."""
    from proofpress.origins.typed.escaped import escaped

    whole = "<p>这是一个完整的句子，里面有许多汉字，也有标点。</p>"
    assert escaped(["<ul>", "<p>x", whole, whole, "text"]) == {2: 4}
    assert escaped(["<p>x</p>", "<p>y</p>"]) == {}
    assert escaped(["<pre>", "vector<int>", "</pre>", whole, "<unknown>", "</p>", whole]) == {0: 4, 6: 7}
    for part in ("<ul>", "<p>x</p>", "<p>x</p><ul>"):
        assert escaped([part] * 20_000) == {}
