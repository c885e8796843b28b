"""After the build: links that only the finished site can judge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hooks.test_plugin import build, site

pytestmark = pytest.mark.slow

PART = "A part with [its link](gone/) in it.\n\n## 一节 {#part}\n"
HOME = """# Home

--8<-- "part.txt"

Right: [a](#part), [b](#top), [c](guide.md#%E5%AE%89%E8%A3%85), [d](guide.md#安装), [e](#old), [f](/base/guide/).

<a name="old"></a>

See [nothing](#nowhere), [no place](guide.md#卸载) and [no host's](/base/nothing/).

![](gone.png)
"""
SETTINGS = """site_url: https://example.org/base/
markdown_extensions:
- attr_list
- toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
- pymdownx.snippets: {base_path: [parts]}
"""
PAGES = {"index.md": HOME, "guide.md": "# Guide\n\n## 安装\n\nText.\n", "../parts/part.txt": PART}


def said(output: str) -> list[str]:
    lines = (line for line in output.splitlines() if line.endswith("]"))
    return sorted(line.replace("  ", " ").partition(" - ")[2].strip() for line in lines)


@pytest.mark.parametrize("directories", ["true", "false"])
def test_what_the_built_page_misses_is_said_once_with_its_line(tmp_path: Path, directories: str) -> None:
    folder = site(tmp_path, "plugins: [proofpress]", PAGES, f"{SETTINGS}use_directory_urls: {directories}\n")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    found = {
        (line.split(" ")[0].strip(":"), line.rpartition("[")[2][:-1]) for line in said(ran.stderr) if "alt" not in line
    }
    assert found == {
        ("docs/index.md", "link-file"),
        ("docs/index.md:9:15", "link-anchor"),
        ("docs/index.md:9:37", "link-anchor"),
        ("docs/index.md:9:66", "link-file"),
        ("docs/index.md:11:5", "image-file"),
    }, ran.stderr
    assert len(said(ran.stderr)) == len(set(said(ran.stderr)))


@pytest.mark.parametrize(
    ("options", "told"), [("{}", 0), ("{ignore: [link-file]}", 1), ("{severity: {link-file: warning}}", 0)]
)
def test_what_mkdocs_says_too_is_said_once(tmp_path: Path, options: str, told: int) -> None:
    quiet = "<!-- proofpress-ignore link-file: soon -->\n\n[x](soon.md)\n"
    pages = {"index.md": f"# Home\n\nSee [it](gone.md) and [that](left.md).\n\n{quiet}"}
    ran = build(site(tmp_path, f"plugins: [proofpress: {options}]", pages))
    assert ran.stderr.count("link 'gone.md'") == told, ran.stderr
    assert ran.stderr.count("link 'soon.md'") == 1, ran.stderr


def test_stops_where_errors_stop_and_is_silent_where_asked(tmp_path: Path) -> None:
    page = '# Home\n\n--8<-- "part.txt"\n\nSee [nothing](#nowhere).\n'
    part = {"../parts/part.txt": "Text.\n"}
    folder = site(tmp_path / "a", "plugins: [proofpress: {on_error: stop}]", {"index.md": page, **part}, SETTINGS)
    ran = build(folder)
    assert ran.returncode != 0
    assert "1 link leads to nothing" in ran.stderr
    silent = page.replace("See", "<!-- proofpress-ignore link-anchor: made later -->\n\nSee")
    folder = site(tmp_path / "b", "plugins: [proofpress: {on_error: stop}]", {"index.md": silent, **part}, SETTINGS)
    assert build(folder).returncode == 0
    options = "{on_error: stop, per_file_ignores: {docs/index.md: [link-*]}}"
    folder = site(tmp_path / "c", f"plugins: [proofpress: {options}]", {"index.md": page, **part}, SETTINGS)
    assert build(folder).returncode == 0


TAKEN = "---\ntitle: 内存池\nsource:\n  path: a.html\n  sha256: 0\n---\n\n# 内存池\n\n"
DEAD = "见[配置一览](settings/all.html)、[*下一页*](/next/)与[开始](../index.md)，也见[外部](https://example.org/x.html)。\n"


@pytest.mark.parametrize("options", ["on_error: hold", "articles: true, on_error: stop"])
def test_a_dead_link_of_a_converted_page_is_its_words_and_its_address(tmp_path: Path, options: str) -> None:
    pages = {"index.md": "# Home\n\n[内存池](articles/a.md)\n", "articles/a.md": TAKEN + DEAD}
    folder = site(tmp_path, f"theme: {{name: material}}\nplugins: [proofpress: {{{options}}}]", pages)
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    page = (folder / "site/articles/a/index.html").read_text("utf-8")
    assert "<span>配置一览 <small>(settings/all.html)</small></span>" in page.replace("../", "")
    assert "<span><em>下一页</em> <small>(/next/)</small></span>" in page
    assert re.search(r'<a href="\.\./\.\./">开始</a>', page)
    assert '<a href="https://example.org/x.html">外部</a>' in page
    assert {line.rpartition("[")[2] for line in said(ran.stderr)} == {"link-file]"}, ran.stderr


def test_links_of_authors_and_of_sites_that_only_check_stay(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n\n[Beside](/beside/)\n", "a.md": TAKEN + "[下一页](/next/)\n"}
    held = site(tmp_path / "a", "plugins: [proofpress: {on_error: hold}]", pages)
    assert build(held).returncode == 0
    assert '<a href="/beside/">Beside</a>' in (held / "site/index.html").read_text("utf-8")
    checked = site(tmp_path / "b", "plugins: [proofpress]", pages)
    assert build(checked).returncode == 0
    assert '<a href="/next/">下一页</a>' in (checked / "site/a/index.html").read_text("utf-8")
    silent = {**pages, "a.md": TAKEN + "<!-- proofpress-ignore link-file: 由脚本生成 -->\n\n[下一页](/next/)\n"}
    asked = site(tmp_path / "c", "plugins: [proofpress: {on_error: hold}]", silent)
    assert build(asked).returncode == 0
    assert '<a href="/next/">下一页</a>' in (asked / "site/a/index.html").read_text("utf-8")


def test_a_link_that_a_plugin_puts_around_a_picture_is_not_said_again(tmp_path: Path) -> None:
    folder = site(tmp_path, "plugins: [proofpress]", {"index.md": "# A\n\n![图](gone.png)\n"}, "hooks: [wrap.py]\n")
    wrapped = "html.replace('<img', '<a href=\"gone.png\"></a><img')"
    (folder / "wrap.py").write_text(f"def on_page_content(html, **_):\n    return {wrapped}\n", "utf-8")
    ran = build(folder)
    assert [line.partition(":")[2][:3] for line in said(ran.stderr)] == ["3:6"], ran.stderr
    assert "link-file" not in ran.stderr


TWICE = """# 图

![图](../img/a.svg) 与 <img alt="b" src="../img/a.svg">

[Guide](../guide/b.md), <a href="../guide/b.md">raw</a>.
"""


def test_of_an_address_that_stands_twice_the_dead_one_is_said(tmp_path: Path) -> None:
    """MkDocs rewrites the one in Markdown; a plugin that wraps pictures makes no second fault of one."""
    pages = {"cs/a.md": TWICE, "img/a.svg": "<svg/>", "guide/b.md": "# B\n", "index.md": "# A\n"}
    folder = site(tmp_path, "plugins: [proofpress]", pages, "hooks: [own.py]\n")
    hook = (
        "import re\ndef on_page_markdown(markdown, **_):\n    return markdown\n"
        "def on_page_content(html, **_):\n"
        '    return re.sub(\'<img[^>]* src="([^"]*)"[^>]*>\', r\'<a href="\\1">\\g<0></a>\', html)\n'
    )
    (folder / "own.py").write_text(hook, "utf-8")
    lines = [(line.split(" ")[0], line.rpartition("[")[2]) for line in said(build(folder).stderr) if "-file]" in line]
    assert lines == [("docs/cs/a.md:3:35:", "image-file]"), ("docs/cs/a.md:5:28:", "link-file]")], lines


MAIN = "def define_env(env):\n    env.variables['known'] = 'yes'\n"
HOOK = "def on_page_markdown(markdown, **_):\n    return markdown.replace('@@', '')\n"
PRINTED = """# 部署

已定义 {{ known }}，没有定义 {{ not_known }}，也没有 `{{ in_code }}`。

{% raw %}写作 {{ kept }}{% endraw %}。

旧的~~删掉~~，写作 Vec<T>。
"""


def test_what_a_page_prints_is_told_after_the_build_where_only_that_tells(tmp_path: Path) -> None:
    folder = site(tmp_path, "plugins: [macros, proofpress]", {"index.md": PRINTED}, "hooks: [own.py]\n")
    (folder / "main.py").write_text(MAIN, "utf-8")
    (folder / "own.py").write_text(HOOK, "utf-8")
    ran = build(folder)
    assert [line.rpartition("[")[2] for line in said(ran.stderr) if "docs/" in line] == [
        "template-broken]",
        "tag-unknown]",
        "extension-missing]",
    ], ran.stderr
    assert "docs/index.md:3:" in ran.stderr
    assert "shows each in its place" not in ran.stderr
    pages = {"index.md": PRINTED.replace("{{ not_known }}，", "").replace("~~删掉~~", "").replace("<T>", "")}
    folder = site(tmp_path / "b", "plugins: [macros, proofpress]", pages, "hooks: [own.py]\n")
    (folder / "main.py").write_text(MAIN, "utf-8")
    (folder / "own.py").write_text(HOOK, "utf-8")
    assert not [line for line in said(build(folder).stderr) if "docs/" in line]


WIKI = """def on_page_markdown(markdown, **_):
    return markdown.replace('[[还没 写]]', '[x](还没-写)').replace('![[pump.svg]]', '![x](pumpsvg)')
"""


def test_a_link_that_a_plugin_makes_of_a_name_has_the_place_of_the_name(tmp_path: Path) -> None:
    folder = site(
        tmp_path,
        "plugins: [proofpress]",
        {"index.md": "# 园\n\n见 [[还没 写]]。\n\n![[pump.svg]]\n"},
        "hooks: [wiki.py]\n",
    )
    (folder / "wiki.py").write_text(WIKI, "utf-8")
    lines = [line for line in said(build(folder).stderr) if "-file]" in line]
    assert [line.split(" ")[0] for line in lines] == ["docs/index.md:3:3:", "docs/index.md:5:1:"], lines


def test_of_two_names_that_differ_in_large_letters_the_dead_one_is_said(tmp_path: Path) -> None:
    text = "# 种子\n\n[Compost](../compost.md), [compost](../Compost.md) and [堆肥](../Peas.md), [豆](../peas.md).\n"
    pages = {"compost.md": "# A\n", "peas.md": "# B\n", "seeds/save.md": text, "index.md": "# C\n"}
    folder = site(tmp_path, "plugins: [proofpress]", pages, "hooks: [own.py]\n")
    hook = (
        "def on_page_content(html, **_):\n    return html.replace('../Compost.md', '../../Compost.md')"
        ".replace('../Peas.md', '../../Peas.md')\n"
    )
    (folder / "own.py").write_text(hook, "utf-8")
    lines = [line.split(" ")[0] for line in said(build(folder).stderr) if "link-file]" in line]
    assert lines == ["docs/seeds/save.md:3:37:", "docs/seeds/save.md:3:61:"], lines


def test_places_that_own_hooks_make_are_judged_by_the_built_page(tmp_path: Path) -> None:
    text = "# 题\n\n[相关](more.md#related), [无](more.md#nothing), [here](#related), [gone](#lost).\n"
    folder = site(tmp_path, "plugins: [proofpress]", {"index.md": text, "more.md": "# 二\n"}, "hooks: [own.py]\n")
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n<h2 id=related>相关</h2>\\n'\n"
    (folder / "own.py").write_text(hook, "utf-8")
    lines = [line.split(" ")[0] for line in said(build(folder).stderr) if "link-anchor]" in line]
    assert lines == ["docs/index.md:3:28:", "docs/index.md:3:71:"], lines


def test_drafts_of_a_blog_are_not_checked(tmp_path: Path) -> None:
    post = "---\ndate: 2026-01-02\ndraft: {}\n---\n\n# 炉\n\n[图](gone.jpg)\n"
    pages = {"index.md": "# 一\n", "blog/index.md": "# 博\n"}
    posts = {f"blog/posts/{name}.md": post.format(name) for name in ("true", "false")}
    folder = site(tmp_path, "plugins: [blog, proofpress]", {**pages, **posts}, "theme: material\n")
    lines = [line.split(" ")[0] for line in said(build(folder).stderr) if "link-file]" in line]
    assert lines == ["docs/blog/posts/false.md:8:5:"], lines
