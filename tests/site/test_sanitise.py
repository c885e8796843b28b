"""The allow-list of a page's body, and what themes print of a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from markupsafe import Markup, escape

from proofpress.dialect import markdown
from proofpress.site.printed import as_html, plain_title, rendered
from proofpress.site.sanitise import sanitised


@pytest.mark.parametrize(
    ("content", "made", "gone"),
    [
        ("<p>a<script>x</script>b</p>", "<p>ab</p>", ("<script",)),
        ('<img src="a.png" onerror="x">', '<img src="a.png">', ("onerror",)),
        ('<a href="javascript&colon;x">a</a>', "<a>a</a>", ("href",)),
        ('<a href="java\nscript:x">a</a>', "<a>a</a>", ("href",)),
        ('<p style="position: fixed; color: red">a</p>', '<p style="color:red">a</p>', ()),
        ('<form action="/"><input type="checkbox" formaction="x"></form>', '<input type="checkbox">', None),
        ('<svg><a xlink:href="javascript:x">a</a></svg>', None, ("xlink:href",)),
        ('<iframe src="https://a.b"></iframe>', "", ("<iframe", "src")),
        ('<math><mi href="javascript:x">a</mi></math>', "<math><mi>a</mi></math>", ("href",)),
    ],
)
def test_what_is_not_on_the_list_is_taken_out_and_named(
    content: str, made: str | None, gone: tuple[str, ...] | None
) -> None:
    found, names = sanitised(content)
    assert made is None or found == made
    assert gone is None or names == gone
    assert "javascript" not in found


def test_a_page_of_the_site_stays_as_it_is() -> None:
    text = (
        "# 标题 $x$\n\n$$\n\\mathop{\\arg\\max}_y \\sqrt{x}\n$$\n\n- [x] a\n- b[^1]\n\n[^1]: n\n\n| a | b |\n"
        "| :-- | --- |\n| 1 | 2 |\n\n"
        '```py\nx = "<b>"\n```\n\n=== "T"\n\n    y\n\n??? note "N"\n\n    z\n\n```mermaid\ngraph LR\n  A --> B\n```\n'
    )
    made = markdown().convert(text)
    found, gone = sanitised(made)
    assert gone == ()
    assert sanitised(found)[0] == found
    # The letters of a formula stay where HTML would not have them.
    assert "<mo><mi>arg</mi>" in made
    assert "<mo><mi>arg</mi>" in found


@pytest.mark.parametrize(
    "content",
    [
        "<img src=x alt='<span class=\"katex\"> onerror=alert(1) </span>'>",
        '<span class="katex"><i onclick="x">a</i></span>',
        '<span class="katex"><a href="javascript:x">a</a></span>',
        '<span class="katex"><i style="position:fixed">a</i></span>',
        "<span class=\"katex\"><i style='background:url(x)'>a</i></span>",
        '<span class="katex"><i class=a onclick=x>a</i></span>',
        "\ue0000\ue001<img onerror=x src=y>",
    ],
)
def test_what_only_looks_like_a_formula(content: str) -> None:
    made = sanitised(content)[0]
    for sign in (" onerror=alert(1) </span>", "onclick", "javascript", "fixed", "url(", "onerror=x"):
        assert sign not in made.replace("&lt;", "<") or "alt=" in made
    assert "<span" not in made.partition("alt=")[2]


def test_titles_are_html_text_in_every_template() -> None:
    for title in ("a \\<img src=x> & \"b\" 'c' &lt;", "<script>"):
        safe = as_html(title)
        assert isinstance(safe, Markup)
        assert escape(safe) == safe
        assert not set(safe) & set("<>\"'")
    assert rendered('a <img src="x"> &amp; b') == "a &lt;img src=&#34;x&#34;&gt; &amp; b"
    assert as_html({"a": ["<b>", 1, None], "c": {"d": "'"}}) == {"a": ["&lt;b&gt;", 1, None], "c": {"d": "&#39;"}}


def test_a_title_as_plain_text() -> None:
    heading = SimpleNamespace(title="a &amp; b", meta={}, _title_from_render="a &amp; b")
    named = SimpleNamespace(title="a &amp; b", meta={"title": "a &amp; b"}, _title_from_render="x")
    assert plain_title(heading) == "a & b"
    assert plain_title(named) == "a &amp; b"
    named.title = as_html(named.title)
    assert plain_title(named) == "a &amp; b"
