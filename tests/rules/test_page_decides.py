"""What the page that the site makes shows decides what is a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity
from proofpress.fix import fix
from proofpress.rules.built import built
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def found(folder: Path, settings: str, text: str) -> list[tuple[str, Severity]]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    return [(finding.rule, finding.severity) for finding in check(Source(page.as_posix(), text), FolderSite())]


MARKS = [
    ("pymdownx.details", "??? note\n\n    Body.\n"),
    ("pymdownx.tabbed", '=== "One"\n\n    Body.\n'),
    ("pymdownx.tasklist", "- [ ] 买菜\n- [x] 做饭\n"),
    ("pymdownx.keys", "按 ++f5++ 刷新。\n"),
    ("pymdownx.emoji", "See :octicons-heart-16: here.\n"),
    ("pymdownx.emoji", "完成 :tada: 了。\n"),
    ("footnotes", "A claim[^one].\n\n[^one]: Its source, with words.\n"),
    ("pymdownx.tilde", "It is ~~wrong~~ right.\n"),
    ("pymdownx.tilde", "水是 H~2~O。\n"),
    ("pymdownx.caret", "The area is 5 m^2^.\n"),
    ("pymdownx.mark", "记住==这一句==。\n"),
    ("attr_list", "[Go](#a){ .button }\n"),
    ("def_list", "词\n:   释义在此。\n"),
    ("md_in_html", '<details markdown="1"><summary>答案</summary>\n\n用 `<b>` 。\n\n</details>\n'),
    ("pymdownx.critic", "It {++was++} so.\n"),
    ("pymdownx.arithmatex", "Let $x_1 = 2$ hold.\n"),
    ("pymdownx.escapeall", "One line\\\nand the next.\n"),
]


WITH = {
    "pymdownx.escapeall": "{pymdownx.escapeall: {hardbreak: true}}",
    "pymdownx.emoji": "{pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji}}",
}
"""How an extension is turned on, where its name alone does not do."""


@pytest.mark.parametrize(("extension", "text"), MARKS)
def test_a_mark_without_its_extension(tmp_path: Path, extension: str, text: str) -> None:
    severity = Severity.ERROR if text[:3] in ("!!!", "???", "===") else Severity.WARNING
    told = ("html-block-markdown", Severity.ERROR) if extension == "md_in_html" else ("extension-missing", severity)
    assert told in found(tmp_path / "without", "", f"# A\n\n{text}")
    options = WITH.get(extension, extension)
    rules = [rule for rule, _ in found(tmp_path / "with", f"markdown_extensions: [{options}]", f"# A\n\n{text}")]
    assert "extension-missing" not in rules


@pytest.mark.parametrize(
    "text",
    [
        "Use `++x++` and `- [ ]`.\n",
        "About ~5~10 of them in ~/a~1~b, 2^10 and a^b^c.\n",
        "```text\n??? note\n==x==\n```\n",
        "`x` is in C++ or D++ code, at 10:30:45, a == b == c.\n",
        "<p><code>~~x~~</code></p>\n",
        "Costs $5 or $10 in C:\\temp\\\nand more.\n",
    ],
)
def test_what_is_no_mark(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "", f"# A\n\n{text}") == []


def test_one_remark_an_extension(tmp_path: Path) -> None:
    rules = [rule for rule, _ in found(tmp_path, "", "# A\n\n~~a~~ ~~b~~\n\n~~c~~ ==d==\n")]
    assert rules.count("extension-missing") == 2


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("<p><code>**options</code> are passed on.</p>\n", None),
        ("It takes **kwargs and hands them on.\n", None),
        ("Call run(**options) and stop(*args).\n", None),
        ("Here the **second part of it begins.\n", Severity.WARNING),
        ("这里的**重点没有收尾。\n", Severity.ERROR),
    ],
)
def test_lone_asterisks(tmp_path: Path, text: str, weight: Severity | None) -> None:
    weights = [severity for rule, severity in found(tmp_path, "", f"# A\n\n{text}") if rule == "strong-unclosed"]
    assert weights == [weight] * (weight is not None)


@pytest.mark.parametrize(
    "text", ["%%以后再写%%\n", "{% note %}\n\n小心。\n", "> [!TIP]\n> 先备份。\n", "这一段有标识。 ^para-1a\n"]
)
def test_signs_of_other_systems(tmp_path: Path, text: str) -> None:
    assert ("foreign-syntax", Severity.WARNING) in found(tmp_path / "a", "", f"# A\n\n{text}")
    assert found(tmp_path / "b", "plugins: [obsidian-support, macros, callouts]", f"# A\n\n{text}") == []


def test_what_readers_see() -> None:
    made = built("# A { #a }\n\n“x” `**y**` $z$\n\n<p id='b'>**w**</p>\n", None)
    assert made is not None
    assert made.ids >= {"a", "b"}
    assert made.shows('"x"')
    assert made.shows("**w**")
    assert not made.shows("**y**")
    assert not made.shows("z")


TRANSLATED = """plugins:
  - redirects: {redirect_maps: {begin.md: install.md}}
  - i18n:
      docs_structure: %s
      languages: [{locale: zh, name: 中文}, {locale: en, name: English, default: true}]
"""


def links(folder: Path, structure: str, name: str, text: str, **others: str) -> list[str]:
    slugs = "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}"
    head = f"site_name: s\nmarkdown_extensions: [{{toc: {{slugify: {slugs}}}}}]\n"
    (folder / "mkdocs.yml").write_text(head + TRANSLATED % structure, "utf-8")
    for path, said in {name: text, **others}.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(said, "utf-8")
    return [f.rule for f in check(Source((folder / "docs" / name).as_posix(), text), FolderSite())]


@pytest.mark.parametrize(
    ("name", "target", "rules"),
    [
        ("index.zh.md", "install.md#配置", []),
        ("index.zh.md", "install.md#configure", ["link-anchor"]),
        ("index.zh.md", "install.zh.md#配置", []),
        ("index.md", "install.md#configure", []),
        ("index.md", "install.zh.md", ["link-file"]),
        ("index.zh.md", "faq.md#why", []),
        ("index.md", "begin/", []),
        ("index.md", "begin.md", ["link-file"]),
    ],
)
def test_links_lead_to_the_page_of_the_same_language(tmp_path: Path, name: str, target: str, rules: list[str]) -> None:
    others = {"install.md": "# I\n\n## Configure\n", "install.zh.md": "# 装\n\n## 配置\n", "faq.md": "# F\n\n## Why\n"}
    assert links(tmp_path, "suffix", name, f"# A\n\nSee [it]({target}).\n", **others) == rules


def test_links_fall_back_to_the_folder_of_the_default_language(tmp_path: Path) -> None:
    text = "# A\n\nSee [it](faq.md#why) and [that](gone.md).\n"
    assert links(tmp_path, "folder", "zh/index.md", text, **{"en/faq.md": "# F\n\n## Why\n"}) == ["link-file"]


def test_a_bracket_of_numbers_is_an_authors_choice(tmp_path: Path) -> None:
    text = "# A\n\nThe rule is old [1, 2].\n\n## References\n\n[1] One. 1975.\n\n[2] Two. 1953.\n"
    assert found(tmp_path, "", text) == []


def test_a_mark_of_a_note_is_no_citation(tmp_path: Path) -> None:
    assert found(tmp_path, "markdown_extensions: [footnotes]", "# 队列\n\n要有东西垫着[^1]。\n\n[^1]: 缓冲。\n") == []


@pytest.mark.parametrize(
    ("settings", "text", "rules"),
    [
        ("", "1. 烧水\n2. 泡茶\n\n- 水要开\n- 茶要新\n", ["list-mixed"]),
        ("", "- a\n- b\n\n1. c\n2. d\n", ["list-mixed"]),
        ("markdown_extensions: [sane_lists]", "1. 烧水\n2. 泡茶\n\n- 水要开\n- 茶要新\n", []),
        ("", "1. 烧水\n\n另外：\n\n- 水要开\n", []),
        ("", "1. 烧水\n\n    - 水要开\n\n    再等：\n\n    1. 一刻\n", []),
        ("", "1. 烧水\n    - 水要开\n2. 泡茶\n", []),
        ("", "要做两件事：\n1) 烧水\n2) 泡茶\n", ["list-marker"]),
        ("", "Do this:\n\n1) boil\n2) pour\n3) wait\n", ["list-marker"]),
        ("markdown_extensions: [pymdownx.fancylists]", "Do this:\n\n1) boil\n2) pour\n", []),
        ("markdown_extensions: [nl2br]", "Do this:\n\n1) boil\n2) pour\n", []),
        ("", "1) boil\n\n2) pour\n", []),
        ("", "In (a and\n1) we saw it.\n", []),
        ("", "> - 茶要新\n- 烧水\n- 泡茶\n", ["list-glued"]),
        ("", "> - 茶要新\n\n- 烧水\n", []),
        ("", "> 1. Boil.\n2. Pour.\n", []),
        ("markdown_extensions: [sane_lists]", "1. 烧水\n  - 水要开\n  - 壶要净\n2. 泡茶\n", ["list-indent"]),
        ("markdown_extensions: [mdx_truly_sane_lists]", "1. 烧水\n  - 水要开\n  - 壶要净\n2. 泡茶\n", []),
        (
            "markdown_extensions: [mdx_truly_sane_lists, pymdownx.superfences]",
            "- 烧水\n\n  水要开。\n\n  ```sh\n  boil\n  ```\n",
            [],
        ),
        ("markdown_extensions: [mdx_truly_sane_lists]", "要做两件事：\n- 烧水\n- 泡茶\n", ["list-glued"]),
        ("markdown_extensions: [mdx_truly_sane_lists]", "- 烧水\n\n  水要开：\n  - 一壶\n  - 两壶\n", ["list-glued"]),
        ("markdown_extensions: [mdx_breakless_lists]", "要做两件事：\n- 烧水\n- 泡茶\n", []),
    ],
)
def test_lists_of_two_kinds(tmp_path: Path, settings: str, text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(tmp_path, settings, f"# A\n\n{text}")] == rules


def test_an_id_that_no_element_takes_is_no_place(tmp_path: Path) -> None:
    text = "# A\n\n{ #one }\nText.\n\nMore.\n{ #two }\n\nSee [1](#one) and [2](#two).\n"
    rules = [rule for rule, _ in found(tmp_path, "markdown_extensions: [attr_list]", text)]
    assert sorted(rules) == ["attributes-unread", "link-anchor"]


def test_every_fault_of_front_matter_is_named(tmp_path: Path) -> None:
    text = '---\ntitle: a: b\ntags: [x, y\nname: "ok"\ndescription: "open\n---\n\n# A\n'
    assert [rule for rule, _ in found(tmp_path, "", text)] == ["front-matter"] * 3


def test_bold_text_that_the_page_prints(tmp_path: Path) -> None:
    text = '# A\n\n<figure markdown="span">\n  <figcaption>图中**甲**</figcaption>\n</figure>\n\n这里有 **乙**。\n'
    assert [rule for rule, _ in found(tmp_path, "markdown_extensions: [md_in_html]", text)] == ["strong-unread"]


@pytest.mark.parametrize(
    ("settings", "hook"),
    [
        ("hooks: [change.py]", "def on_page_markdown(markdown, **_):\n    return markdown\n"),
        ("plugins: [stranger]", ""),
    ],
)
def test_what_others_rewrite_cannot_be_known(tmp_path: Path, settings: str, hook: str) -> None:
    (tmp_path / "change.py").write_text(hook, "utf-8")
    assert found(tmp_path, settings, "# A\n\nIt is ~~wrong~~ right, ==so== be it.\n") == []


@pytest.mark.parametrize(
    "text", ["The class [^abc] of a pattern.\n", "接口返回 {code=0}。\n", "见 <https://a.example/x:tada:y>。\n"]
)
def test_signs_that_mean_something_else(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "markdown_extensions: [attr_list]", f"# A\n\n{text}") in (
        [],
        [("footnote-undefined", Severity.WARNING)],
    )


def test_a_source_is_not_at_the_root(tmp_path: Path) -> None:
    text = "# A\n\nSee [b](/page.md) and [c](/page/).\n"
    assert found(tmp_path / "plain", "", text) == [("link-file", Severity.WARNING)]
    settings = "validation: {links: {absolute_links: relative_to_docs}}"
    assert found(tmp_path / "docs", settings, text) == []
    assert found(tmp_path / "ez", "plugins: [ezlinks]", text) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("遇到**“过热”**报警，**三天（工作日）**内处理。\n", 2),
        ("**提示：**先断电再**开盖**检查。\n", 1),
        ("Say **“stop”**now.\n", 1),
        ("遇到 **“过热”** 报警，**三天**（工作日）内处理。\n", 0),
        ("It is 2 ** 3 ** 4, not **2**.\n", 0),
        ("见 `a**“b”**c`。\n", 0),
    ],
)
def test_bold_text_beside_signs(tmp_path: Path, text: str, faults: int) -> None:
    rules = [rule for rule, _ in found(tmp_path / "a", "markdown_extensions: [pymdownx.betterem]", f"# A\n\n{text}")]
    assert rules == ["strong-unread"] * faults
    assert found(tmp_path / "b", "", f"# A\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("这里** 多了空格 **的字。", "这里**多了空格**的字。"),
        ("Then ** wait an hour ** and go on.", "Then **wait an hour** and go on."),
        ("**结论 **在文末。", "**结论**在文末。"),
        ("- ** 产地 **：云南", "- **产地**：云南"),
        ("**Warning: ** it is hot.", "**Warning:** it is hot."),
        ("面积是 r ** 2，体积是 r ** 3。", None),
        ("Match lib/** and test/** here.", None),
        ("Hand over **named and **further ones.", None),
        ("The ** sign raises, and a ** pattern descends.", None),
        ("用 ** 求幂，再用 ** 展开字典。", None),
        ("`a ** b ** c` 与 `** d **`。", None),
    ],
)
def test_bold_text_with_spaces_inside(tmp_path: Path, text: str, mended: str | None) -> None:
    assert [rule for rule, _ in found(tmp_path, "", f"# A\n\n{text}\n")] == ["strong-spaces"] * (mended is not None)
    name = (tmp_path / "docs" / "page.md").as_posix()
    assert fix(Source(name, f"# A\n\n{text}\n"), FolderSite()).source.text == f"# A\n\n{mended or text}\n"


def test_spaces_go_outside_where_no_word_holds_bold_text(tmp_path: Path) -> None:
    text = "# A\n\n请** 先读 **这一段。\n"
    assert found(tmp_path, "markdown_extensions: [{pymdownx.betterem: {smart_enable: all}}]", text)
    name = (tmp_path / "docs" / "page.md").as_posix()
    assert fix(Source(name, text), FolderSite()).source.text == "# A\n\n请 **先读** 这一段。\n"


def test_the_one_that_is_printed_of_several(tmp_path: Path) -> None:
    text = "# A\n\n甲 **乙** 丙。\n\n<div markdown>\n甲 **乙** 丙。\n</div>\n\n<div>\n甲 **乙** 丙。\n</div>\n"
    (tmp_path / "mkdocs.yml").write_text("site_name: s\nmarkdown_extensions: [md_in_html]\n", "utf-8")
    (tmp_path / "docs").mkdir()
    site = FolderSite()
    findings = check(Source((tmp_path / "docs" / "page.md").as_posix(), text), site)
    assert [text.count("\n", 0, one.span.start) + 1 for one in findings] == [10]


@pytest.mark.parametrize(
    ("script", "weights"),
    [
        ("{loader: {load: ['[tex]/physics']}, tex: {packages: {'[+]': ['physics']}}}", [Severity.ERROR] * 2),
        ("{tex: {packages: ['base', 'ams', 'physics'], autoload: {gensymb: ['degree']}}}", [Severity.ERROR]),
        ("{tex: {packages: {'[+]': ['physics', 'siunitx']}}}", [Severity.WARNING]),
    ],
)
def test_commands_of_packages_that_a_script_loads(tmp_path: Path, script: str, weights: list[Severity]) -> None:
    made = tmp_path / "docs" / "m.js"
    made.parent.mkdir()
    made.write_text(f"window.MathJax = {script}")
    page = tmp_path / "docs" / "p.md"
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: s\nextra_javascript: [m.js]\nmarkdown_extensions: [{pymdownx.arithmatex: {generic: true}}]\n"
    )
    text = "# 热\n\n由 $\\dv{u}{t} = \\laplacian u$ 与 $\\expval{x}$ 得 $\\overlien{x}$，角为 $9\\degree$。\n"
    told = check(Source(page.as_posix(), text), FolderSite())
    assert [(one.rule, one.severity, one.fix and one.fix.safe) for one in told[:1]] == [
        ("math-unknown-macro", weights[0], None)
    ]
    assert "\\overlien" in told[0].message.en
    assert [one.severity for one in told] == weights


def test_an_environment_of_a_package(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "m.js").write_text("MathJax = {loader: {load: ['[tex]/mathtools']}}")
    settings = "extra_javascript: [m.js]\nmarkdown_extensions: [{pymdownx.arithmatex: {generic: true}}]"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n")
    environments = ("multlined", "dcases", "prooftree")
    text = "\n\n".join(f"$$\n\\begin{{{name}}} a \\\\ b \\end{{{name}}}\n$$" for name in environments)
    told = check(Source((tmp_path / "docs" / "p.md").as_posix(), f"# A\n\n{text}\n"), FolderSite())
    assert [one.rule for one in told] == ["math-environment"]
    assert "prooftree" in told[0].detail


@pytest.mark.parametrize(
    ("target", "rules"), [("/en/", []), ("/en/guide/", []), ("/zh/", []), ("/en/gone/", []), ("/gone/", ["link-file"])]
)
def test_addresses_in_the_folder_of_a_language(tmp_path: Path, target: str, rules: list[str]) -> None:
    others = {"index.md": "# I\n", "guide.md": "# G\n"}
    assert links(tmp_path, "suffix", "a.zh.md", f"# A\n\n见[那页]({target})。\n", **others) == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("取 c[2], d[0][3] 与 e[1][2] 即可。\n", []),
        ("前人已有结论[3][4]。\n", ["citation-no-list"]),
        ("| int | mix (const float gain[3], int n) |\n| --- | --- |\n| 0 | f(row[2], col[4]) |\n", []),
        ("- char line[80], *p[4];\n\n先看 `tank`[2]，再看 uint8_t key[16]; 即可。\n", []),
        ("It took a long time[3]. The float[4], too.\n", ["citation-no-list"]),
        ("**参考资料：**\n\n[1] 水泵手册，第二版。\n", []),
        ("按键说明：\n\n[1] 水泵启动。\n", ["citation-no-list"]),
        ("```text\n- ```\n- 1. ```\n```\n\nText.\n", []),
        ("> ```text\n> x\n> ```\n\n- ```text\n  x\n  ```\n", ["fence-indent"]),
    ],
)
def test_what_an_index_and_a_listing_hold(tmp_path: Path, text: str, rules: list[str]) -> None:
    settings = "markdown_extensions: [pymdownx.superfences]"
    assert [rule for rule, _ in found(tmp_path, settings, f"# A\n\n{text}")] == rules


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("```{hint} 当心\n:class: tip\n水要开。\n```\n\n茶。\n", Severity.ERROR),
        (":::{table} 各壶容量\n:name: t1\n:::\n", Severity.WARNING),
        (".. warning::\n   Hot water.\n", Severity.WARNING),
        ("See :doc:`brewing`.\n", Severity.WARNING),
        ("如 [@lu2021, 第 3 页] 所述。\n", Severity.WARNING),
        ("[[_TOC_]]\n", Severity.WARNING),
        ("[toc]\n", Severity.WARNING),
        ("<<< @/brew.js{2}\n", Severity.WARNING),
        ('见[下一章]({{< ref "next.md" >}})。\n', Severity.WARNING),
        ("![壶]({{ site.baseurl }}/pot.png)\n", Severity.WARNING),
        ("== 水温 ==\n", Severity.WARNING),
        ("'''要紧'''的是水温。\n", Severity.WARNING),
    ],
)
def test_more_signs_of_other_systems(tmp_path: Path, text: str, weight: Severity) -> None:
    extensions = "markdown_extensions: [pymdownx.superfences]"
    assert ("foreign-syntax", weight) in found(tmp_path, extensions, f"# A\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "[TOC]\n\n## B\n\nText.\n",
        "Write `'''x'''`, `:doc:`, `[@lu2021]` and\n\n```text\n== x ==\n.. note::\n```\n",
        "Ask @lin2021 or [@lin2021](https://example.org/lin).\n",
        "At 10:30: `now`. A ratio of 3:4:`x`.\n",
        "```{.python}\nx = 1\n```\n",
        "If a == b, c == d holds.\n",
    ],
)
def test_what_is_no_sign_of_another_system(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "markdown_extensions: [pymdownx.superfences]", f"# A\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<p>见 <a href="other.md">那页</a>。</p>\n', "link-file"),
        ("见[图集](plates/)。\n", "link-file"),
        ("见[文件](D:\\work\\a.md)。\n", "link-file"),
        ("见[文件](file:///home/me/a.pdf)。\n", "link-file"),
        ("见(那页)[other.md]。\n", "link-reversed"),
        ("取 f(x)[0] 与 (甲)[乙]。\n", ""),
        ('见 <a href="other/">那页</a>与[这页](guides/)。\n', ""),
    ],
)
def test_what_is_there_and_not_on_the_site(tmp_path: Path, text: str, rule: str) -> None:
    for name in ("other.md", "plates/1.md", "guides/index.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("# B\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: s\n", "utf-8")
    page = tmp_path / "docs" / "index.md"
    rules = [f.rule for f in check(Source(page.as_posix(), f"# A\n\n{text}"), FolderSite())]
    assert rules == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("tex", "rules"),
    [
        (r"$30% \times 2$", ["math-syntax"]),
        (r"$30\% \times 2$", []),
        (r"$x \unicode{x41}$", ["math-unknown-macro"]),
    ],
)
def test_formulas_that_the_build_sets(tmp_path: Path, tex: str, rules: list[str]) -> None:
    assert [
        rule for rule, _ in found(tmp_path / "a", "plugins: [proofpress: {typeset: true}]", f"# A\n\n由 {tex} 得。\n")
    ] == rules


def test_numbers_of_figures_in_the_middle_of_a_sentence(tmp_path: Path) -> None:
    text = "# A\n\n![壶](https://example.org/p.png)\n\n图 1 壶\n\n如图 1 所示，图 4 是杯。地图 7 与意图 8 不算。\n"
    assert [rule for rule, _ in found(tmp_path, "", text)] == ["number-undefined"]


def test_text_with_a_bar_in_code_below_a_table(tmp_path: Path) -> None:
    text = "# A\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n用 `a|b` 表示或。\n"
    assert [rule for rule, _ in found(tmp_path, "", text)] == ["table-glued"]


def test_one_instruction_said_twice_is_no_order_to_a_writer() -> None:
    text = "1. 网络逐层计算。请注意，我们输出一个数。\n\n2. 网络再算一遍。请注意，我们输出一个数。\n"
    assert "residue-prompt" not in [f.rule for f in check(Source("page.md", text))]


BOXES = (
    "markdown_extensions: [admonition, pymdownx.details, {pymdownx.tabbed: {alternate_style: true}}, "
    "pymdownx.blocks.admonition]"
)


@pytest.mark.parametrize(
    ("head", "mended"),
    [
        ("!!! danger “高压”", '!!! danger "高压"'),
        ("!!! note 'Mind this'", '!!! note "Mind this"'),
        ('！！！ tip "一"', '!!! tip "一"'),
        ("??? example「例」", '??? example "例"'),
        ("=== “苹果”", '=== "苹果"'),
        ("=== Windows", '=== "Windows"'),
        ("!!! info: Opening hours", '!!! info "Opening hours"'),
        ("!!!lemma 引理：边数", '!!! lemma "引理：边数"'),
        ("???+ tip 提示：乙", '???+ tip "提示：乙"'),
        ("???+ note 先看这里", '???+ note "先看这里"'),
        ("!!! note inline end 旁注", '!!! note inline end "旁注"'),
        ("!!! note Before You Start", '!!! note "Before You Start"'),
        ("!!! note inline end", None),
        ('!!! note "a "b" c"', None),
        ("!!! 当心", None),
        ("??? 问答", None),
    ],
)
def test_heads_that_the_site_reads_otherwise(tmp_path: Path, head: str, mended: str | None) -> None:
    text = f"# A\n\n{head}\n    正文在此。\n"
    rules = [rule for rule, _ in found(tmp_path, BOXES, text)]
    assert rules == ["container-head"] * (mended is not None)
    name = (tmp_path / "docs" / "page.md").as_posix()
    after = fix(Source(name, text), FolderSite(), unsafe=True).source.text
    assert after == text.replace(head, mended or head)


def test_heads_of_generic_blocks(tmp_path: Path) -> None:
    text = '# A\n\n/// note "甲"\n正文。\n///\n\n/// note | 乙\n正文。\n///\n'
    assert [rule for rule, _ in found(tmp_path, BOXES, text)] == ["container-head"]
    assert found(tmp_path / "b", "", "# A\n\n!!! 真好\n\n他说：!!! 好 “极了”\n") == []


def test_a_backslash_in_code_ends_no_code(tmp_path: Path) -> None:
    text = "# A\n\n打开 `D:\\data\\`，再看[那页][p]，运行 `go`。\n\n[p]: https://a.example/\n"
    assert found(tmp_path, "", text) == []


def test_an_indented_sign_is_no_second_title(tmp_path: Path) -> None:
    assert found(tmp_path, "", "# 外边距\n\nedge: <i>n</i>\n      # 四边相同\n      <i>m</i>\n") == []


@pytest.mark.parametrize("tag", ['<div class="note">', "<center>", "<p>"])
def test_an_element_that_is_never_closed_is_named(tmp_path: Path, tag: str) -> None:
    text = f"# 题\n\n{tag}\n\n## 后面的一切\n\n都成了原文，**包括** 这一句。\n"
    assert ("html-block-markdown", Severity.ERROR) in found(tmp_path, "markdown_extensions: [md_in_html]", text)


@pytest.mark.parametrize(
    "text",
    [
        "<hr>\n\n**照常**是 Markdown。",
        "行内的 <div> 之后**照常**。",
        "<div>\n只有文字，没有标记。\n\n再一段。",
        "<div markdown>\n\n**照常**。",
    ],
)
def test_an_element_that_takes_nothing_from_the_page_is_none(tmp_path: Path, text: str) -> None:
    rules = [rule for rule, _ in found(tmp_path, "markdown_extensions: [md_in_html]", f"# 题\n\n{text}\n")]
    assert "html-block-markdown" not in rules


def test_a_generic_block_that_the_site_does_not_know_is_named(tmp_path: Path) -> None:
    text = "# A\n\n/// note | 对的\n正文。\n///\n\n/// remark | 不认识的\n正文。\n///\n\n/// note | 又对\n正文。\n///\n"
    page = tmp_path / "docs" / "page.md"
    rules = found(tmp_path, "markdown_extensions: [pymdownx.blocks.admonition]", text)
    assert ("extension-missing", Severity.ERROR) in rules
    (told,) = (f for f in check(Source(page.as_posix(), text), FolderSite()) if f.rule == "extension-missing")
    assert text[told.span.start : told.span.end] == "/// remark | 不认识的"


def test_the_first_generic_block_that_the_page_prints_is_named(tmp_path: Path) -> None:
    text = "# A\n\n" + "".join(f"/// {name}\n正文。\n///\n\n" for name in ("note", "tip", "note"))
    assert found(tmp_path, "", text) == [("extension-missing", Severity.ERROR)]
    page = tmp_path / "docs" / "page.md"
    (told,) = check(Source(page.as_posix(), text), FolderSite())
    assert text.count("\n", 0, told.span.start) == 2


LISTS = "- 甲\n- 乙\n1. 丙\n2. 丁\n"
NUMBERS = "# A\n\n先说：\n\n#. 甲\n#. 乙\n\n用 #标签 与\n#标签 分类。\n"


@pytest.mark.parametrize(
    ("extensions", "text", "rules"),
    [
        ("sane_lists", f"# A\n\n{LISTS}", {"list-glued"}),
        ("pymdownx.fancylists", f"# A\n\n{LISTS}", set()),
        ("pymdownx.fancylists", NUMBERS, {"heading-no-space"}),
        ("pymdownx.fancylists, pymdownx.saneheaders", NUMBERS, set()),
        ("pymdownx.saneheaders", "# A\n\n##小节\n\n正文。\n", {"heading-no-space"}),
    ],
)
def test_lists_and_headings_as_the_site_reads_them(tmp_path: Path, extensions: str, text: str, rules: set[str]) -> None:
    assert {rule for rule, _ in found(tmp_path, f"markdown_extensions: [{extensions}]", text)} == rules


@pytest.mark.parametrize(
    ("extensions", "text", "severity"),
    [
        ("pymdownx.saneheaders", "#release is the word for it.", None),
        ("pymdownx.saneheaders", "#release", None),
        ("pymdownx.saneheaders", "#release #notes", None),
        ("pymdownx.saneheaders", "#release notes", Severity.WARNING),
        ("toc", "#release is the word for it.", Severity.ERROR),
    ],
)
def test_one_sign_that_the_site_prints_may_be_meant(
    tmp_path: Path, extensions: str, text: str, severity: Severity | None
) -> None:
    told = found(tmp_path, f"markdown_extensions: [{extensions}]", f"# A\n\n{text}\n")
    assert told == ([("heading-no-space", severity)] if severity else [])


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("#第一章\n\n正文。\n", None),
        ("# A\n\n#旅行 #美食\n", Severity.ERROR),
        ("# A\n\n##小节\n", None),
        ("# A\n\n###What is next\n", None),
    ],
)
def test_a_title_that_touches_its_sign_is_a_heading(tmp_path: Path, text: str, severity: Severity | None) -> None:
    weights = [
        weight for rule, weight in found(tmp_path, "markdown_extensions: [toc]", text) if rule == "heading-no-space"
    ]
    assert weights == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("listing", "rules"),
    [
        ("python\n{!../src/main.py!}", []),
        ("json\n{!data/orders.json!}", []),
        ("yaml\n{!> ci.yml !}", []),
        ("python\nprint(f'{!r}'", ["code-python-syntax"]),
        ('json\n{"a": 1,, "b!}": 2}', ["code-data-syntax"]),
    ],
)
def test_a_listing_that_a_file_comes_into_is_not_judged(tmp_path: Path, listing: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(tmp_path, "", f"# A\n\n```{listing}\n```\n")] == rules


@pytest.mark.parametrize(
    "text",
    [
        "### 输出格式\n\n请输出两行，每行一个整数。不要输出多余的空行，也不要输出任何说明。\n",
        "## 第三题\n\n请写一篇 800 字左右的读书报告，请用 Markdown 格式提交，语言流畅。\n",
        "## Exercise 4\n\nWrite an essay of about 500 words. Do not include a title.\n",
        "## Output format\n\nReturn only the answer. Do not output any explanation.\n",
        "Your task is to write a function that sorts. Do not use comments. Respond only with the number.\n",
    ],
)
def test_what_a_problem_asks_of_its_solver_is_its_text(text: str) -> None:
    assert "residue-prompt" not in [f.rule for f in check(Source("page.md", text))]


@pytest.mark.parametrize(
    "text",
    [
        "## 写作要求\n\n请严格遵守输出格式，字数约 3000 字。\n",
        "你是一名资深技术编辑，请根据大纲撰写正文。不要输出任何解释。\n",
        "You are an expert technical writer. Write an article of about 2000 words. Do not include a conclusion.\n",
    ],
)
def test_what_is_said_to_a_writer_is_no_text(text: str) -> None:
    assert "residue-prompt" in [f.rule for f in check(Source("page.md", text))]


_ORDERS = "- 请根据上述要求，撰写“闸门”部分，字数约 2000 字。\n- 请严格遵守输出格式、引用和编号规范。\n"
_SPOKEN = "> As an AI language model, I cannot open the lock.\n"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"# 提示词写坏的样子\n\n逐条来看。\n\n{_ORDERS}\n只限字数不行。\n", []),
        (f"# 闸门的润滑\n\n逐条来看。\n\n{_ORDERS}\n一年两次。\n", ["residue-prompt"]),
        (f"# 闸门\n\n**用户**\n\n# Role: 专家\n\n{_ORDERS}\n**助手**\n\n好的。\n", []),
        (f"# 闸门\n\n**用户**\n\n你好。\n\n**助手**\n\n{_ORDERS}\n一年两次。\n", ["residue-prompt"]),
        (f"# 闸门\n\n**用户**\n\n{_ORDERS}\n一年两次。\n", ["residue-prompt"]),
        (f"# The lock\n\nThe bot told a skipper:\n\n{_SPOKEN}\nHe laughed.\n", []),
        (f"# The lock\n\nIt was late.\n\n{_SPOKEN}\nThis reply went to the wrong boat.\n", []),
        (f"# The lock\n\nIt was late.\n\n{_SPOKEN}\nThe gates stayed shut.\n", ["residue-meta-talk"]),
        ("# The lock\n\nIt was late.\n\nSure, here is the catch: nobody came.\n\nI hope this helps.\n", []),
    ],
)
def test_examples_of_an_author_are_no_residue(text: str, rules: list[str]) -> None:
    assert [f.rule for f in check(Source("page.md", text)) if f.rule.startswith("residue")] == rules
