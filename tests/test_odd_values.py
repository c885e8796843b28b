"""Odd values of a page are no reason to fail, and what was written means the same when it is read again."""

from __future__ import annotations

import pytest

from proofpress import json_text
from proofpress.check import check
from proofpress.convert import convert
from proofpress.source import Source
from proofpress.writer import body


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("# T\n\n1\\) one\n2\\) two\n3\\) three\n", "three"),
        (
            (
                '<html><head><link rel="canonical" href="http://[x"></head><body><h1>T</h1><p>Some '
                "words.</p></body></html>"
            ),
            "Some words.",
        ),
        ("# T\n\n[a](http://[b) c\n", "c"),
        ("# T\n\n```{csv-table} 井\n" + "x" * 140000 + ", b\n```\n\nafter\n", "xxx, b"),
        (
            "<h1>T</h1><p>a"
            + "".join(
                f"<card name='{name}' value='data:{value}'></card>"
                for name in ("image", "imageGallery", "date", "checkbox", "table", "math")
                for value in ("7", "[1]", '%7B"imageList":7,"date":true%7D', '%7B"detail":[],"html":{}%7D', "%7B", "%")
            )
            + " c</p>",
            "c",
        ),
        ('<p>a <a href="//[">b</a> <img src="http://[::1"> c</p>', "c"),
        ("<div>\n# &#10;  <b>Words</b>&#10;</div>", "Words"),
        (f"# T\n\na[^{'9' * 5000}] b[1].\n\n## References\n\n[1] A. 2020.\n\n[^{'9' * 5000}]: c\n", "A. 2020."),
    ],
)
def test_a_conversion_comes_through(text: str, has: str) -> None:
    assert has in convert(Source("a.html", text)).markdown


@pytest.mark.parametrize("label", ["²", "٣", "9" * 5000])
def test_a_check_comes_through(label: str) -> None:
    text = f"# T\n\na[^{label}] b[1] c[2].\n\n## References\n\n[1] A. 2020.\n\n[2] B. 2021.\n\n[^{label}]: c\n"
    assert not [finding for finding in check(Source("a.md", text)) if "failed" in finding.message.en]


@pytest.mark.parametrize("name", [b"undefined", b"idna", b"punycode", b"x-user-defined", b"base64", b"rot13", b"utf-7"])
def test_a_charset_that_is_none(name: bytes) -> None:
    text = Source.from_bytes(
        "a.html", b'<html><head><meta charset="' + name + b'"></head><body><p>hello \xff</p></body></html>'
    ).text
    assert "hello" in text


@pytest.mark.parametrize(
    "link",
    [
        "[x](http://a.b/c&amp;lt;d)",
        "![y](images/a&amp;lt;b.png)",
        "[x](http://a.b/?q=1&amp;copy;=2)",
        "<http://a.b/c&lt;d>",
    ],
)
def test_references_in_addresses_are_stable(link: str) -> None:
    once = body(convert(Source("a.md", f"# T\n\nText {link} x\n")).document)
    assert body(convert(Source("a.md", once)).document) == once


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("js:src/app.js", "js"),
        ("{python}", "python"),
        ("{r, fig.width=5}", "r"),
        ("{.haskell .numberLines}", "haskell"),
        ("{#id .py}", "py"),
        ('a"b', "a"),
        ("C++", "c++"),
    ],
)
def test_a_fence_is_one_that_every_parser_opens(info: str, language: str) -> None:
    from proofpress.languages import canonical as name

    written = body(convert(Source("a.md", f"# T\n\nWords.\n\n```{info}\n<script>x</script>\n```\n\nMore.\n")).document)
    assert f"\n```{name(language)}\n<script>x</script>\n```\n" in written


@pytest.mark.parametrize("info", ["<b>", '<div class="a">', "<!DOCTYPE html>"])
def test_a_tag_names_no_language_and_is_the_first_line_of_the_code(info: str) -> None:
    """An info string is never shown: a reader of the fence would not learn of the tag."""
    written = body(convert(Source("a.md", f"# T\n\nWords.\n\n```{info}\n<p>x</p>\n```\n\nMore.\n")).document)
    assert f"\n{info}\n<p>x</p>\n```\n" in written


@pytest.mark.parametrize("text", ['{"a": "b', '{"a": "b\\', '{"a": 1, /* c, }'])
def test_what_never_ends_in_loose_json_is_left_as_it_is(text: str) -> None:
    assert json_text.relaxed(text) == text


@pytest.mark.parametrize("info", ["js showLineNumbers={true}", "js wrap theme={null}", "js a={b} {1,3}"])
def test_values_in_braces_are_no_first_line_of_the_code(info: str) -> None:
    assert "```js\nlet a = 1;\n```" in convert(Source("a.md", f"```{info}\nlet a = 1;\n```\n")).markdown
