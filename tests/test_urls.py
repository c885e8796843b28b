"""The allow-list of addresses."""

from __future__ import annotations

import pytest

from proofpress import urls


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("//a.example/b", "https://a.example/b"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("../img/a.png", "../img/a.png"),
        ("#part", "#part"),
        ("https://a.example/?x=1&amp;amp;y=2", "https://a.example/?x=1&amp;y=2"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("\u200bjavascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("C:\\secret.txt", ""),
        ("javascript&colon;alert(1)", ""),
        ("javascript&#58alert(1)", ""),
        ("&#x6A&#x61vascript&#x3A;x", ""),
        ("java&Tab;script&amp;colon;x", ""),
        ("&amp;amp;#106;avascript:x", ""),
        ("https&colon;//a.example/", "https://a.example/"),
        ("https://a.example/?x=1&copy=2&lt=3", "https://a.example/?x=1&copy=2&lt=3"),
        ("file:///etc/passwd", ""),
    ],
)
def test_only_known_schemes_come_through(given: str, expected: str) -> None:
    assert urls.clean(given) == expected


def test_a_target_holds_nothing_that_would_end_it() -> None:
    assert urls.as_target("a (b).png?x=<1>") == "a%20%28b%29.png?x=%3C1%3E"
    assert urls.as_target("a\u3000b.png") == "a%E3%80%80b.png"


def test_relative_addresses_are_resolved_where_the_page_says_where_it_stands() -> None:
    assert urls.clean("../a.png", "https://b.example/c/d/e.html") == "https://b.example/c/a.png"
    assert urls.clean("#part", "https://b.example/c") == "#part"


def test_what_is_no_address_has_no_parts() -> None:
    assert urls.split("http://[x").netloc == ""
    assert urls.split("https://a.example/b").netloc == "a.example"
