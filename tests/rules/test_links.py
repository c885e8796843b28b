"""What links of a page may lead to: anchors that the site makes, addresses from the root of the host, HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.config import Settings
from proofpress.rules.site import Docs, Site
from proofpress.rules.sites import FolderSite, MemorySite
from proofpress.source import Source

OPTIONS = Settings(select=("link-anchor", "link-file", "image-file"))
PAGE = """# 泵

![泵](img/a.png)

图 1 泵的结构

表 1 参数

| 项 |
| --- |
| 1 |

$$
Q = nV \\tag{2a}
$$

$$
p = 1
$$

{#pressure}

## 参数 {#parameters}

一[^1]又一[^1]。

[^1]: 注。
"""
DOCS = Docs("mkdocs.yml", "docs", "/", True, True)
FILES = {
    "docs/index.md": "# x\n",
    "docs/a.md": PAGE,
    "docs/sub/index.md": "# y\n\n## 二\n",
    "docs/img/a.png": None,
    "docs/file.pdf": None,
}


def found(text: str, site: Site, name: str = "docs/a.md") -> list[tuple[str, str]]:
    """The rules that speak, and what they speak about."""
    source = Source(name, text)
    return [(f.rule, text[f.span.start : f.span.end]) for f in check(source, site, OPTIONS)]


@pytest.mark.parametrize(
    "anchor",
    ["figure-1", "table-1", "eq-2a", "pressure", "parameters", "fn:1", "fnref:1", "fnref2:1", "泵", "top", "Top", ""],
)
@pytest.mark.parametrize("page", ["", "a.md"])
def test_an_anchor_that_the_site_makes(anchor: str, page: str) -> None:
    site = MemorySite(FILES, docs=DOCS)
    assert found(f"{PAGE}\n[x]({page}#{anchor})\n", site) == []


@pytest.mark.parametrize("anchor", ["figure-2", "table-2", "eq-1", "fn:2", "fnref3:1", "参数"])
def test_an_anchor_that_the_site_does_not_make(anchor: str) -> None:
    assert found(f"{PAGE}\n[x](#{anchor})\n", MemorySite(FILES, docs=DOCS)) == [("link-anchor", f"#{anchor}")]


def test_a_heading_gives_way_to_the_names_that_others_have() -> None:
    text = (
        "# x\n\n## figure-1\n\n![a picture](img/a.png)\n\n[picture](#figure-1), [heading](#figure-1_1), "
        "[none](#figure-1_2)\n"
    )
    assert found(text, MemorySite(FILES, docs=DOCS)) == [("link-anchor", "#figure-1_2")]


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/a/",
        "/a",
        "/a/#figure-1",
        "/sub/",
        "/sub/#二",
        "/sub/index.html",
        "/file.pdf",
        "/feed.xml",
        "/assets/javascripts/x.js",
    ],
)
def test_an_address_from_the_root_that_is_there(url: str) -> None:
    assert found(f"[x]({url})\n", MemorySite(FILES, docs=DOCS)) == []


@pytest.mark.parametrize(("url", "rules"), [("sub/index.md/#二", []), ("sub/index.md/", []), ("img/", ["link-file"])])
def test_a_slash_behind_the_name_of_a_page(url: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(f"[x]({url})\n", MemorySite(FILES, docs=DOCS))] == rules


@pytest.mark.parametrize(
    ("url", "rule"),
    [("/b/", "link-file"), ("/sub/b/", "link-file"), ("/a/#none", "link-anchor"), ("/file2.pdf", "link-file")],
)
def test_an_address_from_the_root_that_is_not_there(url: str, rule: str) -> None:
    assert found(f"[x]({url})\n", MemorySite(FILES, docs=DOCS)) == [(rule, url)]


def test_where_nothing_tells_the_root_nothing_is_said() -> None:
    text = "[x](/b/) ![y](/b.png)\n"
    assert found(text, MemorySite(FILES)) == []
    assert found(text, MemorySite(FILES, docs=DOCS._replace(complete=False))) == []
    assert found(text, MemorySite(FILES, docs=DOCS._replace(prefix="/manual/"))) == []
    assert found("[x](/manual/b/)\n", MemorySite(FILES, docs=DOCS._replace(prefix="/manual/"))) == [
        ("link-file", "/manual/b/")
    ]
    assert found("[x](/manual/a/)\n", MemorySite(FILES, docs=DOCS._replace(prefix="/manual/"))) == []


@pytest.mark.parametrize(
    "text",
    [
        '<img alt="x" src="../img/a.png">',  # as the built page at a/ wants it
        '<a class="button" href="../sub/">x</a>',
        '<a href="#figure-1">x</a>',
        '<a href="https://example.com/">x</a>',
        '`<img src="none.png">`',
        '<div data-src="none.png">x</div>',
        '<img data-src="none.png" src="https://example.com/x.png">',
    ],
)
def test_html_that_leads_somewhere(text: str) -> None:
    assert found(f"{PAGE}\n{text}\n", MemorySite(FILES, docs=DOCS)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<img src="img/b.png" alt="x">', "image-file"),
        ('<img src="img/a.png" alt="x">', "image-file"),
        ("<a href='sub/'>x</a>", "link-file"),
        ('<p align="center"><img width="9" src="../img/b.png"></p>', "image-file"),
        ('<a href="sub/none/">x</a>', "link-file"),
        ('<a href="#none">x</a>', "link-anchor"),
        ('文字 <a href="../sub/#none">x</a>', "link-anchor"),
    ],
)
def test_html_that_leads_nowhere(text: str, rule: str) -> None:
    assert [name for name, _ in found(f"{PAGE}\n{text}\n", MemorySite(FILES, docs=DOCS))] == [rule]


def test_mkdocs_yml_tells_the_root(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/b.md").write_text("# b\n", "utf-8")
    name = (tmp_path / "pages/a.md").as_posix()
    text = "[b](/m/b/), [c](/m/c/)\n"
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.com/m/\ndocs_dir: pages\nplugins:\n  - search\n", "utf-8"
    )
    assert found(text, FolderSite(), name) == [("link-file", "/m/c/")]
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.com/m/\ndocs_dir: pages\nplugins:\n  - blog:\n      enabled: true\n",
        "utf-8",
    )
    assert found(text, FolderSite(), name) == []
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    assert found(text, FolderSite(), name) == []


def test_a_picture_in_html_has_a_description() -> None:
    def says(text: str) -> list[str]:
        return [
            f.rule for f in check(Source("a.md", f"# x\n\n{text}\n"), MemorySite(), Settings(select=("image-alt",)))
        ]

    assert says('<img src="a.png">') == ["image-alt"]
    assert says('文字<img src="a.png" width="9">文字') == ["image-alt"]
    assert says('<img alt="" src="a.png"> <img src="b.png" alt="图"> <img src="c.png" aria-hidden="true">') == []
    assert says("`<img src='a.png'>`") == []


@pytest.mark.parametrize(
    ("settings", "text", "rules"),
    [
        ("", '<img src="img/a.svg" alt="甲">\n', ["image-file"]),
        ("", '<img src="../img/a.svg" alt="甲">\n', []),
        ("use_directory_urls: false", '<img src="img/a.svg" alt="甲">\n', []),
        ("plugins: [some-other]", '<img src="img/a.svg" alt="甲">\n', []),
        ("", "[甲](img/a.svg)\n", []),
        ("exclude_docs: |\n  img/", "[甲](img/a.svg) ![乙](img/a.svg)\n", ["link-file", "image-file"]),
        ("exclude_docs: |\n  *.png", "[甲](img/a.svg)\n", []),
        ("", "    :::python\n    x\n\n[a](#none)\n", ["link-anchor"]),
        ("plugins: [mkdocstrings]", "::: some.object\n\n[a](#none)\n", []),
    ],
)
def test_addresses_as_the_built_page_has_them(tmp_path: Path, settings: str, text: str, rules: list[str]) -> None:
    (tmp_path / "docs" / "img").mkdir(parents=True)
    (tmp_path / "docs" / "img" / "a.svg").write_text("<svg/>", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    page = Source((tmp_path / "docs" / "more.md").as_posix(), f"# A\n\n{text}")
    assert [finding.rule for finding in check(page, FolderSite())] == rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (r"[x](sub\index.md)", "link-file"),
        ("[x](file:///C:/Users/Ann/a.html)", "link-file"),
        ("![x](file:///D:/data/curve.png)", "image-file"),
        (r"![x](img\a.png)", "image-file"),
        ("![x](C:/data/a.png)", "image-file"),
    ],
)
def test_an_address_that_only_one_computer_follows(text: str, rule: str) -> None:
    assert [name for name, _ in found(f"{text}\n", MemorySite(FILES, docs=DOCS))] == [rule]


@pytest.mark.parametrize(
    "line",
    [
        "logrotate [--force][--debug] [config][state]",
        r"**语法**：NET USE [设备名][\\计算机名\共享名]",
        "git log [<since>][<path>]",
        "mkdir [-p][目录名]",
    ],
)
def test_words_of_a_command_line_are_no_references(line: str) -> None:
    source = Source("docs/a.md", f"# A\n\n{line}\n")
    options = Settings(select=("reference-undefined",))
    assert not list(check(source, MemorySite(FILES, docs=DOCS), options))
