"""What is not on the built page, or may only be made with it, is no fault of a page's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import apply
from proofpress.rules.sites import FolderSite
from proofpress.source import Source
from tests.command import proofpress


def found(folder: Path, settings: str, text: str, name: str = "page.md") -> list[str]:
    page = folder / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    return [finding.rule for finding in check(Source(page.as_posix(), text), FolderSite())]


@pytest.mark.parametrize(
    ("settings", "hook", "rules"),
    [
        ("hooks: [own.py]", "def on_page_markdown(markdown, **_):\n    return markdown\n", []),
        ("hooks: [own.py]", "def on_page_content(html, **_):\n    return html\n", []),
        ("hooks: [own.py]", "def on_post_page(output, **_):\n    return output\n", []),
        ("hooks: [own.py]", "def on_nav(nav, **_):\n    return nav\n", ["link-anchor"] * 2),
        ("plugins: [a-stranger]", "", []),
        ("plugins: [search]", "", ["link-anchor"] * 2),
    ],
)
def test_places_that_the_build_may_make(tmp_path: Path, settings: str, hook: str, rules: list[str]) -> None:
    (tmp_path / "own.py").write_text(hook, "utf-8")
    found(tmp_path, settings, "# 另一页\n", "other.md")
    assert found(tmp_path, settings, "# A\n\n见[相关](other.md#related)与 [more](#see-also)。\n") == rules


@pytest.mark.parametrize(
    ("settings", "name", "head", "built"),
    [
        ("plugins: [blog]", "blog/posts/a.md", "draft: true", False),
        ("plugins: [blog]", "blog/posts/2026/a.md", "date: 2026-01-02\ndraft:  yes  # 还没写完", False),
        ("plugins: [{material/blog: {blog_dir: .}}]", "posts/a.md", "draft: True", False),
        ("plugins: [{blog: {post_dir: notes}}]", "notes/a.md", "draft: true", False),
        ("plugins: [{blog: {draft: true}}]", "blog/posts/a.md", "draft: true", True),
        ("plugins: [blog]", "blog/posts/a.md", "draft: false", True),
        ("plugins: [blog]", "guide/a.md", "draft: true", True),
        ("plugins: [search]", "blog/posts/a.md", "draft: true", True),
        ("draft_docs: |\n  a.md", "sub/a.md", "title: a", False),
        ("exclude_docs: |\n  a.md", "sub/a.md", "title: a", False),
        ("plugins: [{exclude: {glob: ['sub/*']}}]", "sub/a.md", "title: a", False),
        ("plugins: [{exclude: {glob: ['sub/*']}}]", "top/a.md", "title: a", True),
        ("exclude_docs: |\n  b.md", "templates/a.md", "title: a", False),
    ],
)
def test_pages_that_are_not_built(tmp_path: Path, settings: str, name: str, head: str, built: bool) -> None:
    text = f"---\n{head}\n---\n\n# 炉子\n\nA [photo](img/gone.jpg).\n\n[[Other]]\n"
    found(tmp_path, settings, text, name)
    ran = proofpress("check", "docs", "--format", "json", cwd=tmp_path)
    assert ("link-file" in ran.out) is ("foreign-syntax" in ran.out) is built, ran.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Where next?\n-----------", False),
        ("接下来去哪里？\n--------------", False),
        ("What is it?\n---", False),
        ("为什么？\n---", False),
        ("Ready, steady, go!\n------------------", False),
        ("And so it ended.\n---", True),
        ("故事到此结束。\n---", True),
        ("这句话说完了。\n----------------------------------------", True),
        ("Would anybody who has read this far still want to know?\n---", True),
    ],
)
def test_a_line_drawn_under_a_title(tmp_path: Path, text: str, told: bool) -> None:
    assert ("heading-setext" in found(tmp_path, "", f"# A\n\n一段。\n\n{text}\n\nThe end of it.\n")) is told


LIST = "# A\n\n1. 第一\n   ```js\n   let a = 1\n   ```\n2. Second\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LIST, False),
        (LIST.replace("1. 第一", "- one").replace("2. S", "- s"), False),
        (LIST.replace("   ```js", "\n   ```js"), True),
        (LIST.replace("   ```\n2", "   ```\n\n   然后：\n2"), True),
    ],
)
def test_the_page_decides_where_a_fence_stands(tmp_path: Path, text: str, told: bool) -> None:
    rules = found(tmp_path, "markdown_extensions: [pymdownx.superfences]", text)
    assert bool({"fence-indent", "list-indent"} & set(rules)) is told, rules


GLUED = "# A\n\n$$\n\\det(A - x) = 0\n$$\n即特征方程。\n"
_MATHJAX, _KATEX = "https://cdn.example.org/mathjax@3/es5/tex-mml-chtml.js", "https://cdn.example.org/katex.min.js"


@pytest.mark.parametrize(
    ("scripts", "text", "told"),
    [
        (_MATHJAX, GLUED, False),
        (_MATHJAX, GLUED.replace("# A\n\n", "# A\n\nSo it is\n"), False),
        (_MATHJAX, GLUED.replace("$$\n", "\\[\n", 1).replace("$$", "\\]"), True),
        (f"{_MATHJAX}, {_KATEX}", GLUED, True),
        (_KATEX, GLUED, True),
    ],
)
def test_a_break_in_a_formula_is_the_end_of_a_line_to_mathjax(
    tmp_path: Path, scripts: str, text: str, told: bool
) -> None:
    settings = f"markdown_extensions: [nl2br, pymdownx.arithmatex]\nextra_javascript: [{scripts}]"
    assert ("math-block-glued" in found(tmp_path, settings, text)) is told


@pytest.mark.parametrize(("extension", "told"), [("mdx_math", False), ("pymdownx.arithmatex", True)])
def test_a_display_in_a_sentence_where_all_formulas_stand_in_lines(tmp_path: Path, extension: str, told: bool) -> None:
    text = "# 复杂度\n\n行内\\(O(nW)\\)，也写 \\[T = O(n)\\]，都一样。\n"
    assert ("math-block-glued" in found(tmp_path, f"markdown_extensions: [{extension}]", text)) is told


@pytest.mark.parametrize(("title", "told"), [("# {rs}", False), ("#", True), ("# {#top}", False)])
def test_a_title_that_a_hook_fills_is_not_empty(tmp_path: Path, title: str, told: bool) -> None:
    settings = "markdown_extensions: [attr_list]"
    assert ("heading-empty" in found(tmp_path, settings, f"# A\n\n文字。\n\n#{title}\n\nText.\n")) is told


@pytest.mark.parametrize("plugin", ["ezlinks", "roamlinks", "obsidian-support"])
def test_a_backslash_before_a_bar_in_a_cell_is_none_of_the_name(tmp_path: Path, plugin: str) -> None:
    text = "# A\n\n| 月 | 记 |\n| --- | --- |\n| 三月 | [[Compost\\|peas]] |\n| 四月 | [[堆肥 记\\|豆]] |\n"
    (tmp_path / "docs").mkdir()
    for name in ("compost.md", "堆肥-记.md"):
        (tmp_path / "docs" / name).write_text("# B\n", "utf-8")
    assert "link-file" not in found(tmp_path, f"plugins: [{plugin}]", text)


def test_other_mending_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = "# A\n\nThe end.\n---\n"
    page = tmp_path / "docs" / "a.md"
    (tmp_path / "mkdocs.yml").write_text("site_name: s\n", "utf-8")
    [one] = [f for f in check(Source(page.as_posix(), text), FolderSite()) if f.rule == "heading-setext"]
    assert one.fix is not None
    assert apply(text, one.fix.edits) == "# A\n\nThe end.\n\n---\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[装]: https://a.example/\n[rules]: rules.md\n", False),
        ("<!-- links -->\n\n[a]: https://a.example/\n*[TeX]: a program\n", False),
        ("# Links\n\n[a]: https://a.example/\n", True),
        ("[a]: https://a.example/\n\n正文。\n", True),
        ("[a]: https://a.example/\n[a]: https://b.example/\n", True),
    ],
)
def test_a_list_of_definitions_is_for_other_pages(tmp_path: Path, text: str, told: bool) -> None:
    assert ("reference-unused" in found(tmp_path, "", text)) is told


@pytest.mark.parametrize(("language", "told"), [("bash", False), ("sh", False), ("shell", False), ("python", True)])
def test_a_shell_prints_and_is_remarked_upon(tmp_path: Path, language: str, told: bool) -> None:
    text = f"# A\n\n```{language}\nls（目录）\n```\n"
    assert ("code-fullwidth" in found(tmp_path, "", text)) is told


@pytest.mark.parametrize(
    ("formula", "rules"),
    [
        (r"$\text{for all $x$}$", ["math-unbalanced-delimiter"]),
        (r"$\text{对$x$成立}$，则 $y$", ["math-unbalanced-delimiter"]),
        (r"$a \mbox{ if $b$ and $c$ }$ or $d$", ["math-unbalanced-delimiter"]),
        (r"$\frac{a}{b$ and $c$", ["math-syntax"]),
        (r"$\text{a$ and $b$", ["math-syntax"]),
        (r"$\text{all \(x\)}$ and $c$", []),
    ],
)
def test_dollars_in_the_text_of_a_formula(tmp_path: Path, formula: str, rules: list[str]) -> None:
    text = f"# A\n\nIt is {formula}.\n"
    assert found(tmp_path, "markdown_extensions: [pymdownx.arithmatex]", text) == rules
    source = Source((tmp_path / "docs" / "page.md").as_posix(), text)
    assert not any(one.fix for one in check(source, FolderSite()))
    if "unbalanced" in str(rules):
        (tmp_path / "docs" / "set.js").write_text("window.MathJax = {tex: {inlineMath: [['$', '$']]}};", "utf-8")
        assert found(tmp_path, "extra_javascript: [set.js]", text) == []


_COUNTED = "validation: {links: {absolute_links: relative_to_docs}}"


@pytest.mark.parametrize(
    ("settings", "link", "weight"),
    [
        (_COUNTED, "[甲](/howto/gone.md)", "link-file error"),
        (f"{_COUNTED}\nsite_url: https://a.example/base/", "[甲](/howto/gone.md)", "link-file error"),
        (f"{_COUNTED}\nsite_url: https://a.example/base/", "[甲](/howto/here.md), ![乙](/img/a.svg)", ""),
        (_COUNTED, "[甲](/howto/here.md#nothing)", "link-anchor error"),
        (f"{_COUNTED}\nplugins: [gen-files]", "[甲](/howto/gone.md)", ""),
        ("site_url: https://a.example/base/", "![a](/img/a.svg)", "image-file warning"),
        ("site_url: https://a.example/base/", '<img src="/img/a.svg" alt="甲">', "image-file warning"),
        ("site_url: https://a.example/base/", "[甲](/howto/here.md)", "link-file warning"),
        ("site_url: https://a.example/base/", "[home](/), [乙](/other/), ![b](/img/other.svg)", ""),
        ("site_url: https://a.example/base/", "[甲](/howto/)", "link-file warning"),
        ("site_url: https://a.example/base/", "[甲](/howto/here/#h)", "link-file warning"),
        ("site_url: https://a.example/base/", "[甲](/base/howto/here/)", ""),
        ("site_url: https://a.example/", "[甲](/howto/)", ""),
        ("site_url: https://a.example/base/", "![a](/base/img/a.svg)", ""),
        ("site_url: https://a.example/", "![a](/img/a.svg)", ""),
    ],
)
def test_addresses_from_the_root(tmp_path: Path, settings: str, link: str, weight: str) -> None:
    found(tmp_path, settings, "# H\n", "howto/here.md")
    found(tmp_path, settings, "# I\n", "howto/index.md")
    (tmp_path / "docs" / "img").mkdir()
    (tmp_path / "docs" / "img" / "a.svg").write_text("<svg/>", "utf-8")
    text = f"# A\n\n{link}\n"
    found(tmp_path, settings, text)
    told = check(Source((tmp_path / "docs" / "page.md").as_posix(), text), FolderSite())
    assert [f"{one.rule} {one.severity}" for one in told] == ([weight] if weight else [])


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("**-e** <script>\nRuns it.\n\n## B\n\nMore.", ["<script>"]),
        ("过滤了 <script> 标签时，用 `</script>`。\n\n后面。", ["<script>"]),
        ("Put it into <textarea> or <title> here.\n\nMore.", ["<textarea>"]),
        ("- 单文件组件里的 <style lang='ts'>\n- 其余", ["<style lang='ts'>"]),
        ("| a | b |\n| --- | --- |\n| <title> | x |", ["<title>"]),
        ("开头是 <script> 的一段。\n\n另一段以 </script> 结束。", ["<script>"]),
        ("<script>\nalert(1)\n\nf('</p>')\n</script>\n\nText.", []),
        ("A <iframe src='x'></iframe> and <textarea>a</textarea>.", []),
        ("`<script>` and\n\n```html\n<title>\n```", []),
        ("<svg><title>a</title></svg>", []),
    ],
)
def test_a_tag_that_hides_what_stands_below_it(tmp_path: Path, text: str, tags: list[str]) -> None:
    text = f"# A\n\n{text}\n"
    assert found(tmp_path, "", text).count("tag-unknown") == len(tags)
    told = check(Source((tmp_path / "docs" / "page.md").as_posix(), text), FolderSite())
    assert [text[one.span.start : one.span.end] for one in told if one.rule == "tag-unknown"] == tags


@pytest.mark.parametrize("script", ["", "https://a.example/mathjax.js"])
def test_a_label_is_a_fault_to_katex_alone(tmp_path: Path, script: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "k.js").write_text("renderMathInElement(document.body, {})", "utf-8")
    settings = f"markdown_extensions: [pymdownx.arithmatex]\nextra_javascript: [k.js, {script}]"
    for tex in (
        "$$\\label{eq:ray}\nn = 2\n$$",
        "行内 $a \\label{x}$。",
        "$$\n\\begin{align}\na\\label{a}\n\\end{align}\n$$",
    ):
        rules = found(tmp_path, settings.replace(", ]", "]"), f"# A\n\n{tex}\n")
        assert rules == ([] if script else ["math-unknown-macro"])
