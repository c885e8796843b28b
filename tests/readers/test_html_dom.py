"""The tree that a page becomes: places, implied ends, and what malformed pages cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofpress.readers.html import parse
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.parser import MAX_DEPTH
from proofpress.source import Source


def shape(text: str) -> str:
    """The tree as brackets, without white space."""

    def write(node: object) -> str:
        if isinstance(node, Element):
            return f"{node.name}({' '.join(filter(None, map(write, node.contents)))})"
        return str(node).strip()

    return write(parse(Source("", text)).root).removeprefix("[root]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a<p>b", "(p(a) p(b))"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "(ul(li(a) li(b ul(li(c))) li(d)))"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "(table(tr(td(a) td(b)) tr(td(c))) d)"),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "(dl(dt(a) dd(b) dt(c) dd(d)))"),
        ("<p>a<div>b</div>c", "(p(a) div(b) c)"),
        ("a</p></div>b", "(a b)"),
        ("<table><tr><td><p>a</div></td></tr></table>", "(table(tr(td(p(a)))))"),
        ("<b>a<p>b</b>c</p>", "(b(a p(b)) c)"),
        ("<p>a<br/>b</br>c", "(p(a br() b br() c))"),
        ("<title>a<b></title><script>if (a<b) '</p>'</script>c", "(title(a<b>) script(if (a<b) '</p>') c)"),
        ("1 < 2 && a<b", "(1 < 2 && a<b)"),
        ("<!-- <p> --><?php x ?><!doctype html>a", "(a)"),
        ("<select><option>a<option>b</select>", "(select(option(a) option(b)))"),
    ],
)
def test_ends_that_the_page_leaves_out(text: str, expected: str) -> None:
    assert shape(text) == expected


@given(st.text(alphabet=st.sampled_from(list("<>/!-&;=\"' \npbdivtrliaé中")), max_size=300))
@settings(deadline=None)
def test_every_text_is_html_and_every_place_is_right(text: str) -> None:
    page = parse(Source("", text))
    for element in page.root.all():
        assert text[element.start] == "<"
        assert element.start < element.inner <= element.close <= element.end <= len(text)
    end = 0
    for chars in page.root.chars():
        assert end <= chars.start <= chars.end
        end = chars.end
        assert chars.pieces is not None or text[chars.start : chars.end] == chars
        assert "".join(piece.text for piece in chars.parts()) == chars


@pytest.mark.parametrize("cells", [2, 600])
def test_what_stands_below_is_found_in_a_short_page_and_in_a_long_one(cells: int) -> None:
    page = parse(Source("", f"<table><tr>{'<td>格<b>a</b>' * cells}</table><p>后<p>终<b>z</b>"))
    (table,) = page.root.all("table")
    (row,) = table.all("tr", "tr")
    assert [e.name for e in page.root.all("table", "p", "b")] == ["table", *"b" * cells, "p", "p", "b"]
    assert len(list(row.all("td"))) == len(list(table.all("b"))) == cells
    assert not list(row.all("tr", "p", "i"))


def test_entities_know_where_they_stand() -> None:
    chars = next(parse(Source("", "<p>a&amp;b&nbsp;&#20013;&unknown;</p>")).root.chars())
    assert chars == "a&b\xa0中&unknown;"
    assert isinstance(chars, Chars)
    assert chars.pieces is not None
    assert [(piece.text, piece.start, piece.end) for piece in chars.pieces][1] == ("&", 4, 9)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 10000 + "x",
        "<b>" * 10000 + "x" + "</b>" * 10000,
        '<a href="' * 30000,
        "<" * 50000,
        "<!--" * 50000,
        "<title>" * 20000,
        "<p>x<table><tr><td>" * 5000,
        "&amp" * 50000,
        "</p>" * 50000,
    ],
    ids=lambda text: text[:12],
)
def test_malformed_pages_cost_linear_time(text: str) -> None:
    began = time.process_time()
    page = parse(Source("", text))
    assert time.process_time() - began < 2
    deepest = 0
    for chars in page.root.chars():
        deepest = max(deepest, len(list(chars.parents)))
    assert deepest <= MAX_DEPTH + 2
