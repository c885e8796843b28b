"""The plugin: one line in `mkdocs.yml`, which checks and changes nothing unless it is asked to."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.command import mkdocs

pytestmark = pytest.mark.slow

GOOD = "# 好的一页\n\nSee [the other](bad.md).\n\n- [x] done\n\n$a^2$ and `code`.\n"
BAD = "# Bad\n\nA formula $\\frac{1}$ is open.\n"


def site(folder: Path, line: str, pages: dict[str, str], more: str = "") -> Path:
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if "markdown_extensions" not in line + more:
        more += "\nmarkdown_extensions: [{pymdownx.arithmatex: {generic: true}}]\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Small\n{line}\n{more}", "utf-8")
    return folder


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return mkdocs("build", *arguments, cwd=folder, PROOFPRESS_CACHE="off")


def built(folder: Path) -> dict[str, bytes]:
    root = folder / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_checks_and_changes_no_byte(tmp_path: Path) -> None:
    pages = {"index.md": GOOD, "bad.md": BAD}
    plain = site(tmp_path / "a", "plugins: [search]", pages)
    checked = site(tmp_path / "b", "plugins:\n- search\n- proofpress: {on_error: warn}", pages)
    assert build(plain).returncode == 0
    ran = build(checked)
    assert ran.returncode == 0, ran.stderr
    assert "docs/bad.md:3:19" in ran.stderr
    assert built(plain) == built(checked)


def test_pages_that_are_no_utf8_are_named_with_their_place(tmp_path: Path) -> None:
    folder = site(tmp_path, "plugins: [proofpress: {on_error: warn}]", {"index.md": "# 水泵\n\n水泵把水抬到高处。\n"})
    (folder / "docs" / "old.md").write_bytes("# 阀门\n\n阀门控制水的流量，二者要配合。\n".encode("gbk"))
    (folder / "docs" / "cut.md").write_bytes(b"# Pumps\n\nA valve " + "阀".encode()[:2] + b" here.\n")
    ran = build(folder)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "docs/cut.md:3:9" in ran.stderr
    assert "docs/old.md:1:3" in ran.stderr
    assert "docs/index.md" not in ran.stderr


@pytest.mark.parametrize("feature", ["typeset", "figures", "witness", "cache"])
def test_each_feature_by_itself(tmp_path: Path, feature: str) -> None:
    """Under a theme that is not Material."""
    ran = build(
        site(tmp_path, f"plugins: [proofpress: {{{feature}: true}}]", {"index.md": GOOD.replace("bad.md", "index.md")})
    )
    assert ran.returncode == 0, ran.stderr
    assert ('class="katex' in (tmp_path / "site" / "index.html").read_text("utf-8")) is (feature == "typeset")


def test_formulas_in_headings_are_text_where_themes_show_text(tmp_path: Path) -> None:
    page = (
        "---\ntags: [gpu, 困难]\n---\n\n# 关于 $x^2$ 与 A & B\n\n摘要 $t_n\\le 100$。\n\n"
        "## 损失 $\\mathcal{L}$\n\nText.\n\n"
        "## 标签 `<b>` 与 <b>甲</b>\n\nText.\n"
    )
    line = (
        "theme: {name: material}\nplugins: [proofpress: {typeset: true, articles: true, tag_aliases: {GPU: [gpu]}, "
        "hidden_tags: [困难]}]"
    )
    ran = build(site(tmp_path, line, {"articles/a.md": page}))
    assert ran.returncode == 0, ran.stderr
    html = (tmp_path / "site/articles/a/index.html").read_text("utf-8")
    assert "<title>关于 x² 与 A &amp; B - Small</title>" in html
    assert 'property="og:description" content="摘要 tₙ ≤ 100。' in html
    contents = html[html.index("md-nav--secondary") :].partition("</nav>")[0]
    assert "损失 ℒ" in contents
    assert "\\mathcal" not in contents
    assert "关于 x² 与 A &amp; B" in (tmp_path / "site/index.html").read_text("utf-8")
    own = html[html.index('class="pp-contents"') :].partition("</details>")[0]
    assert "标签 &lt;b&gt; 与 甲</a>" in own
    assert "困难" not in html
    assert '"article:tag" content="GPU"' in html


def test_a_date_that_has_not_come_is_no_date_of_the_site_map(tmp_path: Path) -> None:
    """Nor one that no header can hold; each article stands there all the same."""
    plugins = "plugins: [proofpress: {articles: true, on_error: hold}]"
    line = f"site_url: https://pumps.example/blog/\ntheme: {{name: material}}\n{plugins}"
    dates = {"far": "2999-01-01", "old": "0001-01-01", "plain": "2021-03-04"}
    converted = "source:\n  file: a.html\n  sha256: ab\n"
    link = "见[第一部分](/2021/first-part/)。"
    pages = {
        f"articles/{name}.md": f"---\ndate: {date}\n{converted}---\n\n# 泵 {name}\n\n{link}\n"
        for name, date in dates.items()
    }
    ran = build(site(tmp_path, line, {**pages, "index.md": GOOD.replace("bad.md", "articles/far.md")}))
    assert ran.returncode == 0, ran.stderr
    text = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    found = dict(re.findall(r"articles/(\w+)/</loc>\s*(?:<lastmod>([\d-]*)</lastmod>)?", text))
    assert found == {"far": "", "old": "", "plain": "2021-03-04"}
    assert ran.stderr.count("expected a year before 2100") == 1
    # The site stands below a path; what the original's links name from the root of the host is not there.
    assert 'href="/2021/first-part/"' not in (tmp_path / "site/articles/plain/index.html").read_text("utf-8")
    assert "docs/articles/plain.md:10:" in ran.stderr


def test_a_page_is_titled_without_articles(tmp_path: Path) -> None:
    line = "theme: {name: material}\nplugins: [proofpress: {search: true}]"
    ran = build(site(tmp_path, line, {"index.md": GOOD, "bad.md": "# 甲 & `乙`\n\nText.\n"}))
    assert ran.returncode == 0, ran.stderr
    assert "<title>甲 &amp; 乙 - Small</title>" in (tmp_path / "site/bad/index.html").read_text("utf-8")


@pytest.mark.parametrize(("options", "argument"), [("{}", "--strict"), ("{on_error: stop}", "--clean")])
def test_an_error_stops_the_build_where_it_shall(tmp_path: Path, options: str, argument: str) -> None:
    ran = build(site(tmp_path, f"plugins: [proofpress: {options}]", {"index.md": GOOD, "bad.md": BAD}), argument)
    assert ran.returncode != 0
    assert "math-syntax" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_a_rule_says_of_a_link_mkdocs_does_not_weigh_again(tmp_path: Path) -> None:
    """A picture that was not saved with a converted page is a warning; one that is missing on a page of the author's
    own, or a link that no rule looks at, stops a strict build."""
    front = "---\ntitle: 雨量计\nsource:\n  file: gauge.html\n  sha256: ab\n---\n\n"
    converted = (
        f"{front}# 雨量计\n\n![电路图](图/circuit.png)\n\nSee [the next](next.html) and [the first](/2021/first/).\n"
    )
    weights = "\nvalidation: {links: {absolute_links: warn, unrecognized_links: warn}}"
    pages = {"index.md": "# Home\n\nText.\n", "gauge.md": converted}
    folder = site(tmp_path, "plugins: [proofpress]", pages, weights)
    ran = build(folder, "--strict")
    assert ran.returncode == 0, ran.stderr
    assert "docs/gauge.md:10:8: Unexpected image" in ran.stderr
    assert "Doc file" not in ran.stderr
    (folder / "docs" / "index.md").write_text("# Home\n\n![A gauge](gauge.png)\n", "utf-8")
    ran = build(folder, "--strict")
    assert ran.returncode == 1
    assert "docs/index.md:3:" in ran.stderr
    silent = f"{front}# 雨量计\n\n<!-- proofpress-ignore image-file: comes later -->\n\n![电路图](图/circuit.png)\n"
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (folder / "docs" / "gauge.md").write_text(silent, "utf-8")
    assert "Doc file" in build(folder, "--strict").stderr, "no rule has said it"


def test_a_page_with_an_error_is_held_back(tmp_path: Path) -> None:
    line = "plugins: [search, proofpress: {on_error: hold}]"
    nav = "nav: [index.md, {More: [bad.md]}]"
    linking = f"{GOOD}\nSee [the *bad* one](bad.md) and [itself](index.md).\n\n| a | b |\n| --- | --- |\n\nEnd.\n"
    ran = build(site(tmp_path, line, {"index.md": linking, "bad.md": BAD}, nav))
    assert ran.returncode == 0, ran.stderr
    assert "1 of the site's pages" in ran.stderr
    made = built(tmp_path)
    assert "bad/index.html" not in made
    assert "More" not in made["index.html"].decode()
    assert "See <span>the <em>bad</em> one</span> and <a" in made["index.html"].decode()
    assert "math-syntax" in made["proof/index.html"].decode()
    assert build(tmp_path, "--strict").returncode != 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{on_error: never}", "'on_error'"),
        ("{fail_on: nothing}", "expected one of error, warning"),
        ("{select: [no-such-rule]}", "mkdocs.yml: no rule is called no-such-rule"),
        ("{articles: true}", "needs `theme: material`"),
        ("{typset: true}", "typset"),
    ],
)
def test_what_an_option_cannot_be_is_named(tmp_path: Path, options: str, said: str) -> None:
    ran = build(site(tmp_path, f"plugins: [proofpress: {options}]", {"index.md": GOOD}), "--strict")
    assert ran.returncode != 0
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_texts_stand_beside_the_pages(tmp_path: Path) -> None:
    folder = site(
        tmp_path,
        "site_url: https://example.org/\nplugins: [proofpress: {texts: true}]",
        {"index.md": GOOD, "notes/bad.md": BAD},
    )
    assert build(folder).returncode == 0
    pages = built(folder)
    assert pages["notes/bad/index.md"].decode() == BAD
    assert b"(https://example.org/notes/bad/index.md)" in pages["llms.txt"]
    assert b"# Bad" in pages["llms-full.txt"]
    assert b'<link rel="alternate " type="text/markdown" href="index.md">' in pages["notes/bad/index.html"]


def test_a_picture_that_is_not_there_is_no_disagreement(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Home\n\n![](gone.png)\n",
        "notes/one.md": "# 一\n\n![图](../img/没有.png)\n\n![](there.svg)\n",
    }
    folder = site(tmp_path, "plugins: [{proofpress: {on_error: warn, witness: true}}]", pages)
    (folder / "docs" / "notes" / "there.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    assert "differ" not in ran.stderr


def test_an_authors_own_html_is_no_disagreement_and_a_lost_heading_is_one(tmp_path: Path) -> None:
    extensions = (
        "admonition, attr_list, def_list, footnotes, md_in_html, tables, pymdownx.arithmatex, pymdownx.details, "
        "pymdownx.superfences, pymdownx.tabbed, pymdownx.tasklist, pymdownx.tilde, proofpress.canonical"
    )
    line = f"plugins: [{{proofpress: {{on_error: warn, witness: true}}}}]\nmarkdown_extensions: [{extensions}]"
    own = (
        '# T\n\n<p align="center"><img src="https://example.org/a.png" alt="泵"></p>\n\n'
        '<h2 id="x">关于</h2>\n\n<table><tr><td>a</td></tr></table>\n\n<ul><li>甲</li></ul>\n\n## Words\n\n- one\n'
    )
    ran = build(site(tmp_path / "own", line, {"index.md": own}))
    assert ran.returncode == 0, ran.stderr
    assert "differ" not in ran.stderr
    ran = build(site(tmp_path / "lower", f"{line[:-1]}, toc: {{baselevel: 2}}]", {"index.md": own}))
    assert ran.returncode == 0, ran.stderr
    ran = build(site(tmp_path / "lost", line, {"index.md": "# T\n\n<div>\n\n## Inside\n\n</div>\n"}))
    assert "differ in headings" in ran.stderr


def test_the_menu_of_a_page_in_another_language_is_named_in_its_own(tmp_path: Path) -> None:
    page = "---\nlanguage: en\n---\n\n# A ring buffer\n\nThe reader follows the writer.\n"
    line = "theme: {name: material, language: zh}\nplugins: [proofpress: {articles: true}]"
    ran = build(site(tmp_path, line, {"index.md": "# 首页\n", "articles/a.md": page}))
    assert ran.returncode == 0, ran.stderr
    made = built(tmp_path)["articles/a/index.html"].decode()
    assert 'md-nav--primary" lang="zh" aria-label="导航栏"' in made
    assert 'md-nav--secondary" aria-label="Table of contents"' in made


def test_pages_of_ours_are_none_that_an_authors_navigation_has_left_out(tmp_path: Path) -> None:
    line = "theme: {name: material}\nplugins: [proofpress: {articles: true, search: true}]\nnav: [index.md]"
    more = "validation: {nav: {omitted_files: warn}}"
    ran = build(site(tmp_path, line, {"index.md": "# Home\n\nText.\n"}, more), "--strict")
    assert ran.returncode == 0, ran.stderr
    assert "topics/index.html" in built(tmp_path)
    (tmp_path / "docs" / "left.md").write_text("# Left\n\nText.\n", "utf-8")
    ran = build(tmp_path, "--strict")
    assert ran.returncode == 1
    assert "- left.md\n" in ran.stderr


def test_settings_stand_in_the_file_that_the_site_is_built_from(tmp_path: Path) -> None:
    made = site(tmp_path, "plugins: [search]", {"index.md": GOOD, "bad.md": BAD})
    text = (made / "mkdocs.yml").read_text("utf-8")
    (made / "site.zh.yml").write_text(
        text.replace("plugins: [search]", "plugins:\n- search\n- proofpress: {ignore: [math-syntax]}"), "utf-8"
    )
    assert build(made, "--strict", "-f", "site.zh.yml").returncode == 0
    (made / "site.zh.yml").write_text(text.replace("[search]", "[search, proofpress]"), "utf-8")
    assert build(made, "--strict", "-f", "site.zh.yml").returncode == 1
