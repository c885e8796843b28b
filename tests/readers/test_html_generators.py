"""What generators and editors draw around the same few things: boxes, tab sets, folds, notes, listings, flat lists."""

from __future__ import annotations

from time import perf_counter

import pytest

from proofpress.ledger import Ledger
from proofpress.normal import normalise
from proofpress.readers.html import read
from proofpress.source import Source
from proofpress.tree import Document
from proofpress.writer import write


def converted(text: str) -> str:
    source = Source("page.html", text)
    return write(normalise(Document(read(source, Ledger(source))))).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<div class="admonition warning"><p class="admonition-title">Mind</p><p>a</p></div>', "> **Mind**\n>\n> a"),
        (
            '<div class="admonition-why admonition"><p class="admonition-title">Why?</p><p>a</p></div>',
            "> **Why?**\n>\n> a",
        ),
        (
            '<div class="tip dropdown admonition"><p class="admonition-title">More</p><p>a</p></div>',
            '<details markdown="1"><summary>More</summary>\n\na\n\n</details>',
        ),
        ('<div class="proof admonition"><p>Proof. By hand.</p></div>', "Proof. By hand."),
        (
            (
                '<div class="theorem admonition"><p class="admonition-title">Theorem 1 (<span class="math '
                'notranslate">\\(x^2\\)</span>)</p><p>a</p></div>'
            ),
            "**Theorem 1 ($x^2$)**\n\na",
        ),
        ('<div class="note info"><h5>题</h5><p>a</p></div>', "> **题**\n>\n> a"),
        ('<p class="note note-danger">a</p>', "> **Danger**\n>\n> a"),
        ('<div class="note"><p>a</p></div>', "a"),
        ('<aside class="margin sidebar"><p>a</p></aside>', "> a"),
        ('<aside class="sidebar"><p>a</p></aside>', "a"),
        ('<div class="topic"><h3 class="post-title">b</h3><p>a</p></div>', "### b\n\na"),
        ('<div class="admonition tip"><p class="admonition-title">all of it</p></div>', "**all of it**"),
        ('<div class="admonition tip"></div>x', "x"),
    ],
)
def test_boxes(text: str, expected: str) -> None:
    assert converted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        (
            '<div class="tabs"><ul class="nav-tabs"><li class="tab"><a href="#x-1">A</a></li><li class="tab"><a '
            'href="#x-2">B</a></li></ul><div class="tab-content"><div class="tab-pane" id="x-1">a</div><div '
            'class="tab-pane" id="x-2">b</div></div></div>'
        ),
        (
            '<div class="sd-tab-set"><input type="radio"><label class="sd-tab-label">A</label><div '
            'class="sd-tab-content"><p>a</p></div><input type="radio"><label class="sd-tab-label">B</label><div '
            'class="sd-tab-content"><p>b</p></div></div>'
        ),
        (
            '<div class="sphinx-tabs"><div role="tablist"><button role="tab">A</button><button '
            'role="tab">B</button></div><div role="tabpanel">a</div><div role="tabpanel" hidden>b</div></div>'
        ),
        (
            '<div class="tabbed-set"><input><input><div class="tabbed-labels"><label>A</label><label>B</label>'
            '</div><div class="tabbed-content"><div class="tabbed-block">a</div><div '
            'class="tabbed-block">b</div></div></div>'
        ),
        (
            '<div class="tabbed-set"><input><label>A</label><div class="tabbed-content"><p>a</p></div><input>'
            '<label>B</label><div class="tabbed-content"><p>b</p></div></div>'
        ),
        (
            '<div class="tabs-container"><ul role="tablist" class="tabs"><li role="tab" '
            'class="tabs__item">A</li><li role="tab" class="tabs__item">B</li></ul><div><div '
            'role="tabpanel">a</div><div role="tabpanel" hidden>b</div></div></div>'
        ),
    ],
)
def test_tab_sets_are_their_panes_under_their_names(text: str) -> None:
    assert converted(text) == "**A**\n\na\n\n**B**\n\nb"


def test_names_and_panes_that_do_not_pair_stay_what_they_are() -> None:
    assert (
        converted(
            '<div class="tabs"><ul><li class="tab">A</li><li class="tab">B</li></ul><div class="tab-pane">a</div></div>'
        )
        == "- A\n- B\n\na"
    )


@pytest.mark.parametrize(
    "text",
    [
        (
            '<div class="fold"><div class="fold-title"><div class="fold-arrow">▶</div>A</div><div '
            'class="collapse"><div class="fold-content"><p>a</p></div></div></div>'
        ),
        '<div class="hide-block"><button class="hide-button">A</button><div class="hide-content"><p>a</p></div></div>',
    ],
)
def test_folded_blocks_are_disclosures(text: str) -> None:
    assert converted(text) == '<details markdown="1"><summary>A</summary>\n\na\n\n</details>'


@pytest.mark.parametrize(
    "entry",
    [
        (
            '<dl class="footnote brackets"><dt class="label" id="f"><span class="brackets"><a class="fn-backref" '
            'href="#r">1</a></span></dt><dd><p>note</p></dd></dl>'
        ),
        (
            '<aside class="footnote brackets" id="f" role="doc-footnote"><span class="label"><span '
            'class="fn-bracket">[</span><a role="doc-backlink" href="#r">1</a><span '
            'class="fn-bracket">]</span></span><p>note</p></aside>'
        ),
        (
            '<table class="docutils footnote" id="f"><tbody><tr><td class="label"><a class="fn-backref" '
            'href="#r">[1]</a></td><td>note</td></tr></tbody></table>'
        ),
    ],
)
def test_notes_of_every_docutils(entry: str) -> None:
    assert (
        converted(f'<p>a<a class="footnote-reference brackets" href="#f" id="r">1</a></p>{entry}')
        == "a[^1]\n\n[^1]: note"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<ul><li>a</li><li class="ql-indent-1">b</li><li class="ql-indent-2">c</li><li>d</li></ul>',
            "- a\n    - b\n        - c\n- d",
        ),
        (
            "<ol><li>a</li></ol><ul><li><ul><li>b</li></ul></li></ul><ul><li><ul><li>c</li></ul></li></ul>",
            "1. a\n    - b\n    - c",
        ),
        ("<p>a</p><ul><li><ul><li>b</li></ul></li></ul>", "a\n\n- b"),
        ('<ol><li value="3">a</li><li>b</li></ol>', "3. a\n4. b"),
        ("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dt>d</dt><dd>e</dd></dl>", "a, b\n\n:   c\n\nd\n\n:   e"),
        ('<div><input type="checkbox" checked>a</div><div><input type="checkbox">b</div>', "- [x] a\n- [ ] b"),
    ],
)
def test_lists_by_level(text: str, expected: str) -> None:
    assert converted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                '<div class="dp-highlighter"><div class="bar">view plain</div><ol '
                'class="dp-cpp"><li><span>int&nbsp;a;&nbsp;</span></li><li><span>&nbsp;&nbsp;b;</span></li></ol>'
                "</div>"
            ),
            "```cpp\nint a;\n  b;\n```",
        ),
        (
            (
                '<div class="dp-highlighter"><ol class="dp-cpp"><li>x</li></ol></div><pre name="code" class="cpp" '
                'style="display: none;">int a;\n</pre>'
            ),
            "```cpp\nint a;\n```",
        ),
        ('<textarea name="code" class="java:nocontrols">int a;\n</textarea>', "```java\nint a;\n```"),
        (
            (
                '<div class="language-ts"><button>copy</button><span class="lang">ts</span><pre><code>a</code>'
                '</pre><div class="line-numbers-wrapper"><span>1</span></div></div>'
            ),
            "```ts\na\n```",
        ),
        ('<pre class="mermaid-src" hidden>graph TD\nA--&gt;B</pre>', "```mermaid\ngraph TD\nA-->B\n```"),
        (
            (
                '<figure class="highlight"><figcaption><span>a.py</span><a href="https://e.org/a.py">link</a>'
                '</figcaption><table><tr><td class="code"><pre>x</pre></td></tr></table></figure>'
            ),
            "a.py [link](https://e.org/a.py)\n\n```text\nx\n```",
        ),
    ],
)
def test_listings(text: str, expected: str) -> None:
    assert converted(text) == expected


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("在这里插入图片描述", ""),
        ("enter image description here", ""),
        ("image-20230102030405678", ""),
        ("a_b.png", ""),
        ("图1 流程", "图1 流程"),
        ("logo", "logo"),
        ("x", "x"),
    ],
)
def test_an_editors_prompt_describes_nothing(alt: str, kept: str) -> None:
    assert converted(f'<p><img alt="{alt}" src="https://e.org/a_b.png"></p>') == f"![{kept}](https://e.org/a_b.png)"


@pytest.mark.parametrize(
    "text",
    [
        '<div><input type="checkbox">' * 3000,
        '<div class="tabs"><ul class="nav-tabs"><li class="tab">a</li></ul><div class="tab-pane">' * 3000,
        '<div class="fold"><div class="fold-title">t</div><div class="fold-content">' * 3000,
        '<div class="language-x">' * 3000 + "<pre>a</pre><pre>b</pre>",
        "<ul><li>a</li></ul>" + "<ul><li><ul><li>b</li></ul></li></ul>" * 3000,
        "<dl><dd>"
        + '<span class="mwe-math-element"><math alttext="{\\displaystyle x}"><mi>x</mi></math></span> and ' * 3000,
    ],
    ids=["boxes to tick", "tabs", "folds", "wrappers", "levels", "formulas"],
)
def test_deep_and_many_cost_little(text: str) -> None:
    start = perf_counter()
    converted(text)
    assert perf_counter() - start < 10
