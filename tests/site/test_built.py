"""The built site as a browser walks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.site.built import Built, Link, ids, links

PAGES = {
    "index.html": "<h1 id=start>Start</h1>",
    "guide/index.html": '<h2 id="安装">安装</h2> <a name="old"></a> <h2 name="heading">x</h2> <!-- <p id="gone"> -->',
    "old/index.html": '<meta http-equiv="refresh" content="0; url=../guide/">',
    "plain.html": "<p id='a&amp;b'>",
    "data/table.csv": "1,2",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "url",
    [
        *("", "#", "#top", "#TOP", "#%E5%AE%89%E8%A3%85", "#安装", "#old", "#:~:text=some", "#/route", "#page=2"),
        *("../", "..", "../index.html#start", "/base/guide/", "/base/guide", "../guide/?q=1#old", "../old/#anything"),
        *("../plain.html#a&b", "../plain", "../data/table.csv", "../data/table.csv#row"),
        *("/elsewhere/", "../../beside/", "https://example.org/x", "//example.org/x", "mailto:a@b", "http://[bad"),
    ],
)
def test_leads_somewhere_or_out_of_the_site(root: Path, url: str) -> None:
    assert Built(root, "/base/").missing("guide/", url) is None


@pytest.mark.parametrize(
    ("url", "kind", "path"),
    [
        ("#gone", "anchor", "guide/"),
        ("#heading", "anchor", "guide/"),
        ("#卸载", "anchor", "guide/"),
        ("../plain.html#c", "anchor", "plain.html"),
        ("../index.md", "file", "index.md"),
        ("/base/nothing/", "file", "nothing/"),
        ("../data/", "file", "data/"),
        ("../../../../base/none", "file", "none"),
    ],
)
def test_leads_to_nothing(root: Path, url: str, kind: str, path: str) -> None:
    missing = Built(root, "/base/").missing("guide/", url)
    assert missing is not None
    assert (missing.kind, missing.path) == (kind, path)


def test_without_folders_for_pages(root: Path) -> None:
    assert Built(root, "/").missing("plain.html", "guide/#old") is None
    assert Built(root, "/").missing("plain.html", "../plain.html#a&b") is None, "above the root is the root"
    assert Built(root, "/").missing("plain.html", "guide.html") is not None


def test_what_html_points_to() -> None:
    html = (
        "<p title='1'><a class=x href=\"a&amp;b\">t</a><img alt='' src=c.png><a id=y>z</a>"
        "<code>&lt;a href='no'&gt;</code><!-- <a href='no'> --><script>'<a href=no>'</script><link href=no>"
    )
    assert list(links(html)) == [Link("a&b", False), Link("c.png", True)]
    assert ids(html) == {"y"}
