"""What a page shows as its author means it is no fault, and what is mended stays what it was."""

from __future__ import annotations

from pathlib import Path

from markdown import Markdown

from proofpress.check import check
from proofpress.finding import Finding, apply
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def found(folder: Path, settings: str, text: str) -> list[Finding]:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(f"site_name: 站点\n{settings}", "utf-8")
    (folder / "docs" / "set.js").write_text("window.MathJax = {tex: {inlineMath: [['$', '$']]}};")
    page = folder / "docs" / "index.md"
    page.write_text(text, "utf-8")
    return list(check(Source(page.as_posix(), text), FolderSite()))


def test_a_title_may_hold_escaped_quotation_marks(tmp_path: Path) -> None:
    text = '# 题\n\n[本页](index.md "他说 \\"好\\"")，[here](index.md \'It\\\'s\') and [back](index.md "C:\\dir\\").\n'
    assert found(tmp_path, "", text) == []
    gone = found_in(tmp_path, '# 题\n\n[本页](gone.md "他说 \\"好\\"")\n')
    assert [one.rule for one in gone] == ["link-file"]


def found_in(folder: Path, text: str) -> list[Finding]:
    return list(check(Source((folder / "docs" / "index.md").as_posix(), text), FolderSite()))


def test_entities_that_the_page_decodes_are_signs(tmp_path: Path) -> None:
    settings = "markdown_extensions:\n  - pymdownx.arithmatex: {generic: true}\n"
    text = "# 题\n\n若 $a &lt; b$，则 $\\frac{a}{b &gt; 1$。\n\n$$\na &lt; b\n$$\n"
    assert [(one.rule, text[: one.span.start].count("\n")) for one in found(tmp_path, settings, text)] == [
        ("math-syntax", 2),
        ("math-entity", 5),
    ]


def test_mathjax_reads_a_whole_page(tmp_path: Path) -> None:
    text = "# 题\n\n由 \\eqref{a} 可知\n$$\nx = 1 \\label{a}\n$$\n成立。\n"
    assert found(tmp_path, "extra_javascript: [set.js]\n", text) == []


def test_the_levels_of_headings_are_those_of_the_page(tmp_path: Path) -> None:
    text = "# 甲\n\n文。\n\n# 乙\n\n文。\n\n### 丙\n\n文。\n"
    told = found(tmp_path, "markdown_extensions: [toc: {baselevel: 2}]\n", text)
    assert [(one.rule, one.message.en) for one in told] == [
        ("heading-jump", "Unexpected heading of level 4 under one of level 2, expected level 3")
    ]
    assert told[0].fix is not None
    assert apply(text, told[0].fix.edits).splitlines()[8] == "## 丙"


def test_a_sentence_below_a_table_without_outer_bars_is_told_as_a_doubt(tmp_path: Path) -> None:
    rows = "# 题\n\n甲 | 乙\n--- | ---\n一 | 二\n"
    told = found(tmp_path, "", f"{rows}这些数都是去年测的，仅供参考。\n")
    assert [(one.rule, one.severity.value, one.fix and one.fix.safe) for one in told] == [
        ("table-glued", "warning", False)
    ]
    (tmp_path / "docs" / "index.md").write_text(f"{rows}三月\n", "utf-8")
    assert found_in(tmp_path, f"{rows}三月\n") == []


def test_text_that_falls_out_of_its_box_is_told_and_moved(tmp_path: Path) -> None:
    text = "# 题\n\n!!! note\n\n    甲。\n\n  乙\n  丙。\n\n丁。\n"
    told = found(tmp_path, "markdown_extensions: [admonition]\n", text)
    assert [(one.rule, one.severity.value) for one in told] == [("container-indent", "warning")]
    assert told[0].fix is not None
    assert apply(text, told[0].fix.edits).splitlines()[6:8] == ["    乙", "    丙。"]


def test_formulas_that_are_written_as_code_are_read(tmp_path: Path) -> None:
    text = "# 题\n\n式 `#!math \\frac{a}{b` 与 `#!math c`。\n\n```math\nd_{e\n```\n\n```math\n```\n\n`#!py {`\n"
    entry = "[{name: math, class: math}]"
    settings = (
        f"markdown_extensions: [pymdownx.superfences: {{custom_fences: {entry}}}, "
        f"pymdownx.inlinehilite: {{custom_inline: {entry}}}]\n"
    )
    assert [(one.rule, text[: one.span.start].count("\n")) for one in found(tmp_path, settings, text)] == [
        ("math-syntax", 2),
        ("math-syntax", 5),
        ("math-empty", 8),
    ]


def test_a_caption_of_blocks_is_no_row(tmp_path: Path) -> None:
    text = "# 题\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n/// caption\n说明文字\n///\n"
    settings = "markdown_extensions: [pymdownx.blocks.caption]\n"
    assert not [one for one in found(tmp_path, settings, text) if one.rule == "table-glued"]


def test_code_in_an_item_stays_code() -> None:
    for text in (
        "- 甲\n\n  乙\n\n      code\n",
        "1. a\n\n   b\n\n       code\n",
        "- a\n  - b\n\n        code\n\n- c\n",
    ):
        (one,) = (one for one in check(Source("a.md", text)) if one.rule == "list-indent")
        assert one.fix is not None
        assert "<pre><code>code\n</code></pre>" in Markdown().convert(apply(text, one.fix.edits))


BARE = """# 题

参数

-\x20
    名 | 值
    --|--
    甲 | 1

Steps

1.\x20
    ## Deep

    text

- a
- b
-\x20
- d

* x
*\x20
    > quoted
"""


def test_what_stands_under_a_bare_mark_begins_the_item(tmp_path: Path) -> None:
    assert found(tmp_path, "markdown_extensions: [tables]\n", BARE) == []
    glued = BARE.replace("-\x20\n    名", "- 表\n    名").replace("- b\n-\x20", "- b\n-")
    assert [one.rule for one in found_in(tmp_path, glued)] == ["table-glued", "list-glued"]
    setext = "# A\n\n- x\n-\x20\n\n    text\n"
    assert [one.rule for one in found_in(tmp_path, setext)] == ["list-glued"]


def test_a_plugin_for_notebooks_reads_no_shortcodes(tmp_path: Path) -> None:
    text = "# 题\n\n视频 {{< tube abc >}} 在此。\n"
    assert [one.rule for one in found(tmp_path, "plugins: [search, mkdocs-jupyter]\n", text)] == ["foreign-syntax"]


EATEN = r"""# 题

设 $\{1, 2\}$ 与 $x^*$ 和 $y^*$ 有限。

$$
\begin{matrix}
a & b \\
c & d
\end{matrix}
$$

Meant for Markdown: $\\{1, 3\\}$, $u\_i$, $a \* b$ and $\begin{matrix} a \\\\ b \end{matrix}$; fine: $a_1 + b_2$.

> $$
> \frac{a}{b}
> $$
"""


def test_a_script_sees_what_markdown_leaves_of_a_formula(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "extra_javascript: [set.js]\n", EATEN)
    assert (one.rule, EATEN[one.span.start : one.span.end]) == ("math-eaten", r"\{")
    assert "(4 on this page)" in one.message.en
    kept = EATEN.replace("\\\\\nc", "\\\\\\\\\nc").replace(r"\{1, 2\}", r"\\{1, 2\\}").replace("^*", r"^\*")
    assert found_in(tmp_path, kept) == []
    brackets = found_in(tmp_path, "# 题\n\n若 \\(x = 1\\)，则止。\n")
    assert [(one.rule, "arithmatex" in one.message.en) for one in brackets] == [("math-delimiter", False)]
    (tmp_path / "mkdocs.yml").write_text("site_name: s\nmarkdown_extensions: [pymdownx.arithmatex]\n")
    assert found_in(tmp_path, EATEN.split("Meant")[0]) == []


MATERIAL = """theme: {name: material}
markdown_extensions:
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
ICONS = """# 题

[回到顶部](#), [Back to top](#), [↑](#), :material-check: and `:material-none-here:`.

图标 :material-none-here: 与[下载](#)。

=== "甲"

    ```mermaid
    graph LR
    ```

=== "Second tab"

    见[第二页](#__tabbed_1_2)与[此页](#second-tab)。
"""


def test_what_the_theme_would_draw(tmp_path: Path) -> None:
    said = found(tmp_path, MATERIAL, ICONS)
    assert [(one.rule, ICONS[: one.span.start].count("\n")) for one in said] == [
        ("extension-missing", 4),
        ("link-empty", 4),
        ("extension-missing", 8),
        ("link-anchor", 14),
    ]
    fence = "custom_fences: [{name: mermaid, class: m, format: !!python/name:pymdownx.superfences.fence_code_format}]"
    for settings in (
        MATERIAL.replace("superfences", f"superfences: {{{fence}}}"),
        f"{MATERIAL}extra_javascript: [https://cdn.example.org/mermaid.min.js]\n",
        f"{MATERIAL}plugins: [mermaid2]\n",
    ):
        (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}", "utf-8")
        assert [one.rule for one in found_in(tmp_path, ICONS)] == ["extension-missing", "link-empty", "link-anchor"]


def test_a_page_outside_of_the_docs_folder_is_not_on_the_site(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Read\n\n[docs](docs/index.md)\n", "utf-8")
    text = "# 题\n\n见[说明](../README.md)，[it](../README.md#read)，<a href='../README.md'>raw</a>。\n"
    said = [one for one in found(tmp_path, "", text) if "outside" in one.message.en]
    assert [text[one.span.start : one.span.end] for one in said] == ["../README.md", "../README.md#read"]
    assert (
        list(check(Source((tmp_path / "README.md").as_posix(), "# Read\n\n[docs](docs/index.md)\n"), FolderSite()))
        == []
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: s\nplugins: [monorepo]\n", "utf-8")
    assert not [one for one in found_in(tmp_path, text) if "outside" in one.message.en]


def test_an_entity_beside_its_sign_is_what_a_log_says(tmp_path: Path) -> None:
    text = (
        "# 日志\n\n```text\n<item>甲 &lt;b&gt;</item>\n```\n\n```log\nGET /a?q=1&amp;p=2 <nil>\n```\n\n"
        "```text\nerror: &lt;nil&gt; here\n```\n\n```python\nif a &lt; b > c:\n    d\n```\n"
    )
    said = [text[: one.span.start].count("\n") for one in found(tmp_path, "", text) if one.rule == "code-entity"]
    assert said == [7, 11, 15]


def test_what_lacks_its_mark_stands_outside_of_a_callout(tmp_path: Path) -> None:
    text = "# 题\n\n> [!quote]\n没有引用号\n的两行\n\n> [!tip]\n> 有的\n懒行\n\n> [!note] Title\n\nText.\n"
    (one,) = found(tmp_path, "plugins: [callouts]\nmarkdown_extensions: [admonition]\n", text)
    assert (one.rule, text[one.span.start : one.span.end]) == ("container-indent", "没有引用号")
    assert one.fix is not None
    assert "> [!quote]\n> 没有引用号\n> 的两行\n" in apply(text, one.fix.edits)
    (tmp_path / "mkdocs.yml").write_text("site_name: s\nmarkdown_extensions: [pymdownx.quotes: {callouts: true}]\n")
    assert found_in(tmp_path, text) == []


GLUED = """# 题

Do it like this:
    $ git clone https://example.org/a.git
    $ cd a && make install

安装方法：
    import numpy as np
    print(np.pi)

1. Step:
        import os
        print(os.sep)

> 命令如下：
>     docker run -it a
>     docker ps -a

A verse, as she said:
    The woods are lovely,
    dark and deep.

Our address:
    12 Main Street
    Town

- 选项：
    import 一词的用法
- item

Said:

    import os
    print(os.sep)

<div>
Raw:
    import os
    print(os.sep)
</div>
"""


def test_code_right_under_a_sentence_is_running_text(tmp_path: Path) -> None:
    said = [GLUED[: one.span.start].count("\n") for one in found(tmp_path, "", GLUED) if one.rule == "code-glued"]
    assert said == [3, 7, 11, 15]


def test_signs_in_words_are_text_to_mathjax(tmp_path: Path) -> None:
    settings = "markdown_extensions: [pymdownx.arithmatex]\n"
    text = (
        "# 题\n\n若 $\\text{is_last}(s)$、$\\mbox{a^b}$、$\\text{50% 的} x$、$\\text{R&D}$ 与 $\\text{#1}$。\n\n"
        "But $\\mathrm{a_b_c}$ and $\\text{a_b} & c$.\n"
    )
    katex = [text[: one.span.start].count("\n") for one in found(tmp_path, settings, text)]
    assert len(katex) > 6
    script = "https://cdn.example.org/mathjax@3/es5/tex-mml-chtml.js"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}extra_javascript: [{script}]\n", "utf-8")
    assert [text[one.span.start : one.span.end] for one in found_in(tmp_path, text)] == ["_", "&"]


def test_lines_of_a_fence_that_the_site_does_not_read_stay_as_they_are(tmp_path: Path) -> None:
    text = "# 题\n\n1. 先装：\n\n    ```\n    plan:\n    - one\n    - two\n    ```\n"
    assert [one.rule for one in found(tmp_path, "", text)] == ["fence-indent"]
    assert "list-glued" in [one.rule for one in found_in(tmp_path, text.replace("    ```\n", ""))]
