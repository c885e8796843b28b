"""Beside other plugins: a tiny site with each, whose pages are the same to the byte with ours as without."""

from __future__ import annotations

import importlib.util
import re
from html import unescape
from pathlib import Path

import pytest

from tests.command import mkdocs
from tests.hooks.test_preview import preview

pytestmark = pytest.mark.slow

HOME = "# Home\n\nSee [the guide](guide.md#first-step) and [Chinese](guide.md#_1).\n\n![A picture](dot.png)\n"
GUIDE = "# Guide\n\n## First step\n\nDo `this`.\n\n## 第二步\n\n- one\n- two\n"
PAGES = {"index.md": HOME, "guide.md": GUIDE}
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
MATERIAL = (
    "theme: {name: material}\nmarkdown_extensions: [attr_list, md_in_html, admonition, pymdownx.superfences, "
    "pymdownx.snippets]\n"
)

HEADING = re.compile(r"<h[1-6][^>]* id=\"?([^\" >]+)")
NEIGHBOURS: dict[str, tuple[str, str, dict[str, str]]] = {
    "autorefs": (
        "mkdocs_autorefs",
        "- autorefs",
        {"index.md": "# Home\n\nSee [First step][] and [this][second-step].\n"},
    ),
    "mkdocstrings": (
        "mkdocstrings",
        "- mkdocstrings",
        {"api.md": "# API\n\nSee [dumps][json.dumps].\n\n::: json.dumps\n    options:\n      show_source: false\n"},
    ),
    "i18n": (
        "mkdocs_static_i18n",
        (
            "- i18n: {languages: [{locale: en, default: true, name: English, build: true}, {locale: zh, name: "
            "中文, build: true}]}"
        ),
        {"index.zh.md": "# 首页\n\n见[指南](guide.md)。\n", "guide.zh.md": "# 指南\n\n正文。\n"},
    ),
    "macros": (
        "mkdocs_macros",
        "- macros",
        {
            "m.md": "# M\n\n{{ config.site_name }}\n\n{% if true %}\nYes.\n{% endif %}\n\n{{ extra }}\n\n"
            "{{ config.extra | list }}\n\n{{ config.mdx_configs | list }}\n\n{{ config.markdown_extensions }}\n"
        },
    ),
    "blog": (
        "material",
        "- blog",
        {
            "blog/index.md": "# Blog\n",
            "blog/posts/a.md": "---\ndate: 2024-01-02\n---\n\n# A post\n\nBegin.\n\n<!-- more -->\n\n"
            "See [home](../../index.md).\n",
        },
    ),
    "tags": ("material", "- tags", {"t.md": "---\ntags: [a]\n---\n\n# T\n\nText.\n"}),
    "awesome-pages": ("mkdocs_awesome_pages_plugin", "- awesome-pages", {}),
    "literate-nav": (
        "mkdocs_literate_nav",
        "- literate-nav",
        {"SUMMARY.md": "* [Home](index.md)\n* [Guide](guide.md)\n* [Part](part/)\n", "part/one.md": "# One\n\nText.\n"},
    ),
    "section-index": ("mkdocs_section_index", "- section-index", {}),
    "minify": ("mkdocs_minify_plugin", "- minify: {minify_html: true}", {}),
    "glightbox": ("mkdocs_glightbox", "- glightbox", {}),
    "redirects": (
        "mkdocs_redirects",
        "- redirects: {redirect_maps: {old.md: guide.md}}",
        {"r.md": "# R\n\nSee [what moved](../old/) and [more](../old/#first-step).\n"},
    ),
    "llmstxt": ("mkdocs_llmstxt", "- llmstxt: {sections: {All: [guide.md]}}", {}),
    "ezlinks": ("mkdocs_ezlinks_plugin", "- ezlinks: {wikilinks: true}", {"w.md": "# W\n\nSee [[guide]].\n"}),
    "callouts": ("mkdocs_callouts", "- callouts", {"c.md": "# C\n\n> [!NOTE] Mind\n> the gap.\n"}),
    "include-markdown": (
        "mkdocs_include_markdown_plugin",
        "- include-markdown",
        {"i.md": "# I\n\n{% include 'guide.md' %}\n"},
    ),
    "jupyter": ("mkdocs_jupyter", "- mkdocs-jupyter", {}),
    "mike": ("mike", "- mike", {}),
    "snippets": ("material", "", {"s.md": '# S\n\n--8<-- "docs/guide.md"\n'}),
}


def write(folder: Path, plugins: str, pages: dict[str, str]) -> Path:
    for name, text in (PAGES | pages).items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "docs" / "dot.png").write_bytes(DOT)
    listed = "".join(f"{line}\n" for line in ("- search", plugins) if line)
    config = folder / "mkdocs.yml"
    config.write_text(f"site_name: Small\nsite_url: https://example.org/small/\n{MATERIAL}plugins:\n{listed}", "utf-8")
    return config


def build(folder: Path, plugins: str, pages: dict[str, str], cache: str = "off") -> tuple[dict[str, bytes], str]:
    write(folder, plugins, pages)
    ran = mkdocs("build", cwd=folder, PROOFPRESS_CACHE=cache)
    assert ran.returncode == 0, ran.stderr
    root = folder / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.html")}, ran.stderr


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_beside(tmp_path: Path, name: str) -> None:
    module, line, pages = NEIGHBOURS[name]
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: make .venv/.neighbours")
    plain, _ = build(tmp_path / "same", line, pages)
    with_ours, said = build(tmp_path / "same", f"{line}\n- proofpress: {{witness: true}}".strip(), pages)
    assert with_ours == plain
    # All of it is right, so that nothing is reported as wrong.
    assert not [one for one in said.splitlines() if one.startswith(("ERROR", "WARNING")) and one.endswith("]")], said


TEMPLATE = "{{ config.site_name }}{% set a = 7 %}{{ a * 6 }} {%\n include 'guide.md' %}"
CONVERTED = (
    f"---\nsource:\n  file: a.html\n  sha256: 00\n---\n\n# A {{{{ 6 * 7 }}}}\n\n{TEMPLATE}\n\n"
    f"```text\n{TEMPLATE}\n```\n"
)


@pytest.mark.parametrize("name", ["macros", "include-markdown"])
def test_what_a_conversion_wrote_is_no_template(tmp_path: Path, name: str) -> None:
    module, line, _ = NEIGHBOURS[name]
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: make .venv/.neighbours")
    pages = {"t.md": CONVERTED, "mine/t.md": CONVERTED, "own.md": "# Own\n\n{{ 6 * 7 }} {% include 'guide.md' %}\n"}
    made, _ = build(tmp_path / "same", f"{line}\n- proofpress: {{trusted: [mine/*]}}", pages)
    page = made["t/index.html"].decode()
    assert unescape(page).count("{{ config.site_name }}{% set a = 7 %}{{ a * 6 }}") == 2
    assert "<title>A {{ 6 * 7 }}" in page
    for other in ("own/index.html", "mine/t/index.html"):
        assert "include 'guide.md'" not in unescape(made[other].decode())


ALL = "{typeset: true, articles: true, search: true, figures: true, sanitise: true, witness: true, cache: true}"


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_beside_with_everything_on(tmp_path: Path, name: str) -> None:
    """Twice, so that pages come from the cache; what a neighbour puts into a page is still there."""
    module, line, pages = NEIGHBOURS[name]
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: make .venv/.neighbours")
    plain, before = build(tmp_path / "same", line, pages)
    for _ in range(2):
        made, said = build(tmp_path / "same", f"{line}\n- proofpress: {ALL}".strip(), pages, cache="on")
        assert not [one for one in said.splitlines() if one.startswith(("ERROR", "WARNING")) and one not in before], (
            said
        )
        assert plain.keys() <= made.keys()
        for page, html in plain.items():
            assert set(HEADING.findall(html.decode())) <= set(HEADING.findall(made[page].decode())), page


MATH = "markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]"


def test_pages_of_ours_in_each_language(tmp_path: Path) -> None:
    module, line, pages = NEIGHBOURS["i18n"]
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: make .venv/.neighbours")
    wrong = {
        **pages,
        "guide.zh.md": "# 指南\n\n公式 $\\frac{1}$。\n",
        "more.md": "# More\n\nA formula $\\frac{2}$.\n",
    }
    options = "articles: true, search: true, texts: true"
    made, _ = build(tmp_path / "same", f"{line}\n- proofpress: {{{options}}}\n{MATH}", wrong)
    listed = (tmp_path / "same/site/llms.txt").read_text("utf-8")
    assert re.findall(r"small/([\w/]+)\.md", listed) == [
        *("index", "guide/index", "more/index", "zh/index", "zh/guide/index")
    ]
    index = b"".join(path.read_bytes() for path in (tmp_path / "same/site/search-index").rglob("*") if path.is_file())
    assert {title.encode() in index for title in ("zh/guide/", "more/")} == {True}
    assert "math-syntax" in made["proof/index.html"].decode()
    assert "校对" in made["zh/proof/index.html"].decode()
    assert "校对" not in made["proof/index.html"].decode()
    made, _ = build(tmp_path / "same", f"{line}\n- proofpress: {{on_error: hold}}\n{MATH}", wrong)
    assert "zh/index.html" in made
    assert not {"zh/guide/index.html", "more/index.html"} & made.keys()
    assert "guide.zh.md" in made["zh/proof/index.html"].decode()
    assert "more.md" in made["proof/index.html"].decode()


def test_a_fault_of_a_site_in_two_languages_is_said_once(tmp_path: Path) -> None:
    module, line, pages = NEIGHBOURS["i18n"]
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: make .venv/.neighbours")
    wrong = {**pages, "guide.zh.md": "# 指南\n\n见[无](nowhere.md)。\n"}
    _, said = build(tmp_path / "same", f"{line}\n- proofpress", wrong)
    assert said.count("[link-file]") == 1, said


SERVED = {
    "texts made of others": (
        "autorefs",
        "mkdocstrings",
        "macros",
        "include-markdown",
        "snippets",
        "callouts",
        "jupyter",
    ),
    "pages moved and added": ("i18n", "redirects", "blog", "tags", "literate-nav", "glightbox", "minify", "llmstxt"),
    "other ways to name a page": ("ezlinks", "awesome-pages", "section-index", "mike"),
}


@pytest.mark.parametrize("group", SERVED)
def test_served_beside(tmp_path: Path, group: str) -> None:
    """A fault is said and shown when its page is saved, once, and is gone when it is mended, however often."""
    names = [name for name in SERVED[group] if importlib.util.find_spec(NEIGHBOURS[name][0]) is not None]
    if not names:
        pytest.skip(f"none of these plugins is installed ({', '.join(SERVED[group])}): make .venv/.neighbours")
    lines = "\n".join(NEIGHBOURS[name][1] for name in names if NEIGHBOURS[name][1])
    pages = {path: text for name in names for path, text in NEIGHBOURS[name][2].items()}
    config = write(tmp_path, f"{lines}\n- proofpress", pages)
    guide = tmp_path / "docs" / "guide.md"
    with preview(config, "small") as site:
        for turn in range(3):
            guide.write_text(f"{GUIDE}\nEdit {turn}:\n- one\n", "utf-8")

            def shown(edit: str = f"Edit {turn}:") -> bool:
                return edit in site.page("guide/")

            site.wait(shown, "the edit is not shown")
            assert site.page("guide/").count("[list-glued]") == 1
            assert site.said.count("[list-glued]") == turn + 1, site.said
            assert "pp-finding" not in site.page("")
            guide.write_text(GUIDE, "utf-8")
            site.wait(lambda: "Edit" not in site.page("guide/"), "the mend is not shown")
            assert "pp-finding" not in site.page("guide/")
