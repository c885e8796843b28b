"""What a site's settings say decides what is a fault on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.finding import Severity, apply
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def found(folder: Path, settings: str, text: str) -> list[str]:
    page = folder / "docs" / "page.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    return [finding.rule for finding in check(Source(page.as_posix(), text), FolderSite())]


@pytest.mark.parametrize(
    ("settings", "text", "rule"),
    [
        ("plugins: [autorefs]", "# A\n\nSee [dumps][json.dumps].\n", "reference-undefined"),
        ("plugins: [roamlinks]", "# A\n\nSee [[Other]].\n", "foreign-syntax"),
        ("plugins: [mkdocstrings]", "# A\n\n::: json\n    options:\n        members:\n          - a\n", "list-glued"),
        (
            "markdown_extensions: [{pymdownx.highlight: {extend_pygments_lang: [{name: reqs, lang: python}]}}]",
            "# A\n\n```reqs\nx==1\n```\n",
            "code-unknown-language",
        ),
    ],
)
def test_what_a_plugin_reads_is_no_fault(tmp_path: Path, settings: str, text: str, rule: str) -> None:
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert rule not in found(tmp_path / "with", settings, text)
    assert rule in found(tmp_path / "without", "", text)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('!!! abstact "课程信息"', True),
        ("??? exmaple", True),
        ("!!! Wraning", True),
        ("!!! tips inline end", True),
        ("!!! noet", True),
        ('!!! noet "Mind"', False),
        ('!!! node "Node 1"', False),
        ("!!! theorem", False),
        ("!!! check", False),
        ("!!! 提示", False),
        ("!!! todoo", False),
    ],
)
def test_a_misspelt_type_of_a_box(tmp_path: Path, head: str, told: bool) -> None:
    text = f"# A\n\n{head}\n    正文。\n"
    assert (
        "container-kind"
        in found(tmp_path, "theme: material\nmarkdown_extensions: [admonition, pymdownx.details]", text)
    ) is told


@pytest.mark.parametrize(
    ("script", "diagram", "weight"),
    [
        (
            "https://cdn.example.org/npm/mermaid@9.4.3/dist/mermaid.min.js",
            "subgraph  [水]\n    a-->b\n    end",
            "warning",
        ),
        ("https://cdn.example.org/npm/mermaid@9.4.3/dist/mermaid.min.js", "a[水-->b", "error"),
        ("https://cdn.example.org/npm/mermaid@11/dist/mermaid.min.js", "subgraph  [水]\n    a-->b\n    end", "error"),
    ],
)
def test_an_older_mermaid_may_read_what_ours_does_not(tmp_path: Path, script: str, diagram: str, weight: str) -> None:
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\nextra_javascript: ['{script}']\n", "utf-8")
    source = Source(page.as_posix(), f"# A\n\n```mermaid\ngraph LR\n    {diagram}\n```\n")
    told = [one.severity.value for one in check(source, FolderSite()) if one.rule.startswith("mermaid")]
    assert told == [weight]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1. 关阀\n\n等水流尽。\n\n2. 开盖\n3. 取芯\n\n```sh\nls\n```\n\n4. **装回**\n", [7, 14]),
        ("0. Begin\n1. Go on\n", [3]),
        ("1. Open it\n3. Open that\n\n    More.\n\n4. Shut both\n", []),
        ("1. One\n\n    Text.\n\n2. Two\n\nText\n\n1. Other\n", []),
        ("In 1998. nothing, `2. code`\n\n    2. code\n\n## 2. Head\n", []),
    ],
)
def test_numbers_that_the_page_does_not_show(tmp_path: Path, text: str, lines: list[int]) -> None:
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    source = Source(page.as_posix(), f"# A\n\n{text}")
    for extensions, expected in (("tables", lines), ("sane_lists", [])):
        (tmp_path / "mkdocs.yml").write_text(f"site_name: s\nmarkdown_extensions: [{extensions}]\n", "utf-8")
        told = [one for one in check(source, FolderSite()) if one.rule == "list-number"]
        assert [source.position(one.span.start)[0] for one in told] == expected


SUPER = "markdown_extensions: [pymdownx.superfences]"
OF_CHART = "{name: chart, class: chart%s}"
CHART = f"markdown_extensions: [{{pymdownx.superfences: {{custom_fences: [{OF_CHART}]}}}}]"


@pytest.mark.parametrize(
    ("settings", "info", "told"),
    [
        (SUPER, "go mark=7", True),
        (SUPER, "go title=主程序", True),
        (SUPER, "go,noplay", True),
        (SUPER, 'go title="主程序" hl_lines="1 2-3"', False),
        (SUPER, 'go hl_lines="first"', True),
        (SUPER, "go linenums", True),
        (SUPER, "go noplay", True),
        ("markdown_extensions: [{pymdownx.superfences: {relaxed_headers: true}}]", "go noplay", False),
        (f"{SUPER[:-1]}, {{pymdownx.highlight: {{use_pygments: false}}}}]", 'go title="主程序"', True),
        (CHART % "", "chart wide", True),
        (CHART % ", validator: !!python/name:gone.validator", "chart wide", False),
        ("", "go noplay", True),
        ("", 'go hl_lines="1"', False),
        ("", 'go title="主程序"', True),
        (f"{SUPER}\nplugins: [kroki]", "kroki-ditaa size=small", False),
    ],
)
def test_a_fence_that_the_parser_takes_for_none_is_an_error(
    tmp_path: Path, settings: str, info: str, told: bool
) -> None:
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    source = Source(page.as_posix(), f"# A\n\n文。\n\n```{info}\nvar a = 1\n```\n")
    made = [one.severity for one in check(source, FolderSite()) if "the fence" in one.message.en]
    assert made == [Severity.ERROR] * told


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("theme: {name: readthedocs, hljs_languages: [routeros, moonlang]}", False),
        (
            "theme: {name: material}\nextra_javascript: ['https://cdn.example.org/highlight.js/11/highlight.min.js']",
            True,
        ),
        ("theme: {name: mkdocs, highlightjs: false}", True),
    ],
)
def test_languages_that_a_script_colours(tmp_path: Path, settings: str, told: bool) -> None:
    text = "# A\n\n```routeros\n/ip address\n```\n\n```moonlang\nx\n```\n"
    assert found(tmp_path, settings, text) == ["code-unknown-language"] * told * (1 + ("highlightjs" in settings))


@pytest.mark.parametrize(
    ("settings", "sheet"),
    [
        ("theme: material\nextra_css: [own.css]", ".md-typeset .admonition.tips { color: red }"),
        ("theme: shell", ""),
        ("theme: {name: null, custom_dir: look}", ""),
    ],
)
def test_a_type_that_the_site_may_know(tmp_path: Path, settings: str, sheet: str) -> None:
    others(tmp_path, {"own.css": sheet, "look/main.html": ""})
    page = tmp_path / "docs" / "page.md"
    page.write_text(text := "# A\n\n!!! tips\n    正文。\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\nmarkdown_extensions: [admonition]\n{settings}\n", "utf-8")
    assert not check(Source(page.as_posix(), text), FolderSite())


def test_anchors_are_those_of_the_page_that_the_site_makes(tmp_path: Path) -> None:
    text = "# 首页\n\n## 安装\n\n## 配置 { id=setup }\n\n见[一](#_2)、[二](#setup)与[三](#安装)。\n"
    assert found(tmp_path, "markdown_extensions: [attr_list, toc]", text).count("link-anchor") == 1


def test_rules_about_machines_leave_an_authors_site_alone(tmp_path: Path) -> None:
    text = "# Home\n\nTODO: write this.\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n"
    assert not [rule for rule in found(tmp_path, "", text) if rule.startswith("residue-")]


def others(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("fallback", "faults"), [("true", ["image-file"]), ("false", ["image-file", "image-file", "link-file"])]
)
def test_a_language_without_a_file_shows_that_of_the_default_one(
    tmp_path: Path, fallback: str, faults: list[str]
) -> None:
    """A page or a picture of Markdown's; HTML is left as it is."""
    text = '# Pumps\n\n[Drills](drill/index.md), ![a curve](img/curve.png), <img src="img/curve.png" alt="raw">\n'
    languages = "[{locale: zh, name: 中文, default: true}, {locale: en, name: English}]"
    settings = (
        f"plugins: [{{i18n: {{docs_structure: folder, fallback_to_default: {fallback}, languages: {languages}}}}}]"
    )
    others(
        tmp_path,
        {"zh/index.md": "# 泵\n", "zh/drill/index.md": "# 练习\n", "zh/img/curve.png": "", "en/index.md": text},
    )
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    page = tmp_path / "docs" / "en" / "index.md"
    assert sorted(finding.rule for finding in check(Source(page.as_posix(), text), FolderSite())) == faults


@pytest.mark.parametrize(
    ("settings", "call"),
    [
        ("markdown_extensions: [footnotes, {pymdownx.snippets: {auto_append: [notes.md]}}]", ""),
        ("markdown_extensions: [footnotes, pymdownx.snippets]", '--8<-- "notes.md"'),
        ("markdown_extensions: [footnotes]\nplugins: [include-markdown]", '{% include-markdown "notes.md" %}'),
        ("markdown_extensions: [footnotes]\nplugins: [macros]", "{{ notes() }}"),
        ("markdown_extensions: [footnotes, markdown_include.include]", "注释见 {!notes.md!}"),
    ],
)
def test_a_note_may_stand_in_a_text_that_comes_in(tmp_path: Path, settings: str, call: str) -> None:
    text = f"# 泵\n\n误差界[^err]在后面。\n\n{call}\n"
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert "footnote-undefined" not in found(tmp_path / "with", settings, text)
    assert "footnote-undefined" in found(
        tmp_path / "without", "markdown_extensions: [footnotes]", "# 泵\n\n误差界[^err]。\n"
    )


def test_a_brace_and_a_mark_bring_nothing(tmp_path: Path) -> None:
    settings = "markdown_extensions: [footnotes]"
    assert "footnote-undefined" in found(tmp_path, settings, "# 泵\n\n误差界[^err]。写作 ${!name}。\n")


HOOK = "def on_page_markdown(markdown, **_):\n    return markdown\n"
PRINTED = ["footnote-undefined", "foreign-syntax", "link-anchor"]


@pytest.mark.parametrize("sign", ["{{ version }}", "{% note info %}", "{{< clip abc >}}", "{{ release.date | day }}"])
@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        ("markdown_extensions: [footnotes]", PRINTED),
        ("markdown_extensions: [footnotes]\nplugins: [search, tags]", PRINTED),
        ("markdown_extensions: [footnotes]\nplugins: [unheard-of]", []),
        ("markdown_extensions: [footnotes]\nhooks: [hook.py]", []),
    ],
)
def test_signs_of_a_template_silence_what_something_fills(
    tmp_path: Path, settings: str, faults: list[str], sign: str
) -> None:
    (tmp_path / "hook.py").write_text(HOOK, "utf-8")
    got = found(tmp_path, settings, f"# 泵\n\n误差界[^err]，[后文](#none)。\n\n现为 {sign} 版。\n")
    assert sorted(rule for rule in got if rule in PRINTED and (faults or rule != "foreign-syntax")) == faults


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("现为 {{ version }} 版。", 1),
        ("- 现为 {{ release.date | day }} 版。", 1),
        ("{{ version }} 与 {{ v }} 都可用。", 1),
        ("{% if v %}\n现为 1 版。\n{% endif %}", 1),
        ("| a | b |\n|---|---|\n| 现为 | {{ v }} |", 1),
        ("现为 {{ version() }} 版。", 0),
        ("现为 {% note info %} 版。", 0),
        ("{{ version }}\n\n现为 {{ v }} 版。", 0),
        ("[^{{ v }}]: 现为", 0),
        ("{% include 'a.md' %}", 0),
    ],
)
def test_a_value_in_a_sentence_brings_no_text(tmp_path: Path, line: str, faults: int) -> None:
    settings = "markdown_extensions: [footnotes, tables]\nplugins: [macros]\nextra: {version: 2, v: 3}"
    got = found(tmp_path, settings, f"# 泵\n\n误差界[^err]在后面。\n\n{line}\n")
    assert got.count("footnote-undefined") == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("误差界[^err]。\n\n{% include notes.md %}\n", ["foreign-syntax"]),
        ("误差界[^err]。\n\n{{< include notes.md >}}\n", ["foreign-syntax"]),
        ("误差界[^err]。\n\n{{ version }}\n", ["footnote-undefined", "residue-placeholder"]),
        ("The name goes in with {{ name }}, as in `{{ user }}`.\n", []),
    ],
)
def test_of_a_page_without_a_site_what_names_a_text_may_bring_one(text: str, faults: list[str]) -> None:
    assert sorted(finding.rule for finding in check(Source("page.md", f"# 泵\n\n{text}"))) == faults


TEMPLATE = "# A\n\n{a} a remark:\n- that stays\n{b}\n\n{c} if x\n- and y {d}\n\n{c} endif {d}\n\nText:\n- one\n"


@pytest.mark.parametrize(
    ("options", "marks", "faults"),
    [
        ("", ("{#", "#}", "{%", "%}"), 1),
        (": {j2_block_start_string: '[%', j2_block_end_string: '%]'}", ("{#", "#}", "[%", "%]"), 1),
        (": {j2_comment_start_string: '<#', j2_comment_end_string: '#>'}", ("<#", "#>", "{%", "%}"), 1),
        (": {j2_comment_start_string: '<#', j2_comment_end_string: '#>'}", ("{#", "#}", "{%", "%}"), 2),
    ],
)
def test_what_a_template_says_is_no_text_of_the_page(
    tmp_path: Path, options: str, marks: tuple[str, ...], faults: int
) -> None:
    text = TEMPLATE.format(**dict(zip("abcd", marks, strict=True)))
    assert found(tmp_path, f"plugins: [macros{options}]", text).count("list-glued") == faults


def test_tags_that_never_end_are_found_in_one_pass(tmp_path: Path) -> None:
    text = "# A\n\n" + "{{ {% {# x\n\n" * 20_000 + "Text:\n- one\n"
    assert "list-glued" in found(tmp_path, "plugins: [macros]", text)


ROUND = "pymdownx.arithmatex: {generic: true, inline_syntax: [round], block_syntax: [square]}"


@pytest.mark.parametrize(
    ("text", "wrong"), [("The process has the number $$, and no other.", False), ("$$ E = mc^2\n\nholds.", True)]
)
def test_a_sign_that_only_a_script_would_draw(tmp_path: Path, text: str, wrong: bool) -> None:
    settings = f"markdown_extensions: [{{{ROUND}}}]\nextra_javascript: [https://example.org/katex/auto-render.js]"
    assert ("math-unbalanced-delimiter" in found(tmp_path, settings, f"# A\n\n{text}\n")) is wrong


@pytest.mark.parametrize(("first", "wrong"), [("1)", False), ("1.", True)])
def test_an_item_joins_only_what_is_a_list_there(tmp_path: Path, first: str, wrong: bool) -> None:
    assert ("list-mixed" in found(tmp_path, "", f"# A\n\n{first} Feed it.\n\n- Flour\n")) is wrong


def test_the_fence_of_a_generic_block_is_no_paragraph() -> None:
    text = "# 页\n\n/// tab | 车床\n1. 装夹\n2. 对刀\n///\n\n/// details | More\n| a | b |\n| - | - |\n| 1 | 2 |\n///\n"
    page = Source("docs/index.md", text)
    assert not {finding.rule for finding in check(page)} & {"list-glued", "table-glued"}


ARITHMATEX = "markdown_extensions: [tables, {{pymdownx.arithmatex: {{generic: true, {}}}}}]"


@pytest.mark.parametrize(
    ("options", "text", "faults"),
    [
        ("smart_dollar: false", "An angle $ \\phi + 1 $ and $x $.\n", []),
        ("smart_dollar: true", "An angle $ \\phi + 1 $.\n", ["math-dollar-space"]),
        ("smart_dollar: false", "一盏灯 $5 or $6 each.\n", ["math-swallowed"]),
        ("smart_dollar: true", "一盏灯 $5 or $6 each.\n", []),
        ("smart_dollar: false", "An open $ \\frac{a $ brace.\n", ["math-syntax"]),
        ("inline_syntax: [dollar]", "Where \\( \\mu + 1 \\) costs $5 to $6, and $\\mu_1$.\n", ["math-delimiter"]),
        ("inline_tag: mark", "A strange $[[x]]$ stands alone.\n", []),
    ],
)
def test_dollars_are_read_as_the_site_reads_them(tmp_path: Path, options: str, text: str, faults: list[str]) -> None:
    assert found(tmp_path, ARITHMATEX.format(options), f"# A\n\n{text}") == faults


SLUGS = "!!python/object/apply:pymdownx.slugs.slugify"


@pytest.mark.parametrize(
    ("settings", "right", "wrong"),
    [
        (
            f"slugify: {SLUGS} {{kwds: {{case: lower, percent_encode: true}}}}",
            ["测试-lamp", "%E6%B5%8B%E8%AF%95-lamp", "two-words"],
            ["测试-Lamp", "two_words"],
        ),
        (f"slugify: {SLUGS} {{kwds: {{case: none}}}}", ["测试-Lamp", "Two-words"], ["测试-lamp", "two-words"]),
        (f'slugify: {SLUGS} {{kwds: {{case: lower}}}}, separator: "_"', ["测试_lamp", "two_words"], ["two-words"]),
        ("slugify: !!python/name:absent.module.slug", ["any"], []),
        (f"slugify: {SLUGS} [lower]", ["any"], []),
    ],
)
def test_anchors_are_those_of_the_sites_own_function(
    tmp_path: Path, settings: str, right: list[str], wrong: list[str]
) -> None:
    """A browser writes the address in percents first; of a function that is not there nothing is known."""
    links = " ".join(f"[a](#{name})" for name in (*right, *wrong))
    text = f"# A\n\n## 测试 Lamp\n\nText.\n\n## Two words\n\n{links}\n"
    assert found(tmp_path, f"markdown_extensions: [toc: {{{settings} }}]", text) == ["link-anchor"] * len(wrong)


@pytest.mark.parametrize(
    ("options", "anchor", "faults"),
    [
        ("", "tag:pumps", []),
        ("", "标签", ["link-anchor"]),
        ("tags_slugify_format: 'k-{slug}'", "k-pumps", []),
        ("tags_slugify_format: 'k-{slug}'", "tag:pumps", ["link-anchor"]),
    ],
)
def test_lists_of_tags_have_places_of_their_own(tmp_path: Path, options: str, anchor: str, faults: list[str]) -> None:
    text = f"# A\n\nSee [all pumps](#{anchor}).\n\n<!-- material/tags -->\n"
    assert found(tmp_path, f"theme: {{name: material}}\nplugins: [{{tags: {{{options}}}}}]", text) == faults


def macros(folder: Path, text: str, options: str = "", extra: str = "{v: 3}") -> list[str]:
    return found(folder, f"plugins: [macros{options}]\nextra: {extra}\nmarkdown_extensions: [attr_list, tables]", text)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Pumps:\n{% if v %}\n- one\n- two\n{% endif %}\n", []),
        ("Pumps:\n{# which ones #} {% if v %}\n- one\n{% endif %}\n", []),
        ("Pumps {{ v }}:\n- one\n", ["list-glued"]),
        ("Pumps {{ v }} and [one](absent.md) and **two.\n", ["link-file", "strong-unclosed"]),
        ("Pumps {{ v }} and [one]({{ v }}/absent.md) and **{{ v }}**.\n", []),
        ("泵 [一](#none)。\n", ["link-anchor"]),
        ("泵 [一](#none) {{ v }}。\n", []),
        (
            "{% if v > 4 %}\n泵 **不转，[见](absent.md)。\n{% else %}\n##阀\n{% endif %}\n\n[后](gone.md)\n",
            ["link-file"],
        ),
        ("A {%- if v %}[b](absent.md){% if v %} **c{% endif %} [d](gone.md){% endif %} [e](off.md).\n", ["link-file"]),
        ("{% set w = 2 %}\n\n[f](absent.md)\n\n{% set w %}[g](gone.md){% endset %}\n", ["link-file"]),
        ("{% for k in v %}\n- [甲](absent.md)\n{% endfor %}\n", []),
        ("`{% raw %}{% if v %}{% endraw %}` [h](absent.md) `{% raw %}{% endif %}{% endraw %}`\n", ["link-file"]),
    ],
)
def test_a_template_hides_what_it_may_change(tmp_path: Path, text: str, faults: list[str]) -> None:
    """Tags alone on their lines leave blank ones; what stands beside a template in running text is checked."""
    assert macros(tmp_path, f"# A\n\n{text}") == faults


@pytest.mark.parametrize(
    ("text", "options", "faults"),
    [
        ("## Care {#care}\n\nText.\n", "", 1),
        ("## Care {#care}\n\nText.\n\n{# a remark #}\n", "", 1),
        ("## Care {: #care }\n\nText.\n\n{# a remark #}\n", "", 0),
        ("## Care {#care}\n\nText.\n", ": {j2_comment_start_string: '<#', j2_comment_end_string: '#>'}", 0),
        ("## Care {#care}\n\nText.\n", ": {render_by_default: false}", 0),
        ("```bash\necho ${#names[@]}\n```\n", "", 1),
        ("{% raw %}\n```bash\necho ${#names[@]}\n```\n{% endraw %}\n", "", 0),
        ("{% if v %}\n\nText.\n", "", 1),
        ("共 {{ v }} 人，{{ w }} 台。\n", "", 1),
        ("共 {{ v }} 人，{{ w }} 台。\n", ": {on_undefined: silent}", 0),
        ("共 {{ v }} 人，{{ w }} 台。\n", ": {include_yaml: [data.yml]}", 0),
        (
            "{% set w = 2 %}{{ w }} {{ page.title }} {{ now() }} {% for k in v %}{{ k }}{{ loop.index }}{% endfor %}\n",
            "",
            0,
        ),
    ],
)
def test_a_template_that_fails_is_said(tmp_path: Path, text: str, options: str, faults: int) -> None:
    assert macros(tmp_path, f"# A\n\n{text}", options).count("template-broken") == faults


def test_the_header_of_a_page_gives_names_and_may_turn_templates_off(tmp_path: Path) -> None:
    (tmp_path / "on").mkdir()
    (tmp_path / "off").mkdir()
    assert macros(tmp_path / "on", "---\nw: 2\n---\n# A\n\n{{ w }} {{ u }}\n").count("template-broken") == 1
    text = "---\nrender_macros: false\n---\n# A\n\n{{ w }} {#u}\n"
    assert "template-broken" not in macros(tmp_path / "off", text)


SUFFIXES = {"index.md": "# A\n", "b.md": "# B\n", "b.zh.md": "# 乙\n", "only.zh.pdf": "", "all.pdf": ""}
FOLDERS = {"en/index.md": "# A\n", "en/b.md": "# B\n", "zh/b.md": "# 乙\n", "zh/only.pdf": "", "all.pdf": ""}


@pytest.mark.parametrize(
    ("page", "links", "faults"),
    [
        ("index.md", ["b.md", "all.pdf", "zh/b/", "zh/", "zh/only.pdf", "/s/zh/b/", "/s/b/"], 0),
        ("index.md", ["only.zh.pdf", "b.zh.md", "only.pdf", "zh/c/", "../zh/b/", "/s/zh/c/"], 6),
        ("index.zh.md", ["b.md", "only.pdf", "all.pdf", "../b/", "b/", "../"], 0),
        ("index.zh.md", ["../c/", "none.pdf", "c/"], 3),
        ("en/b.md", ["index.md", "../all.pdf", "../zh/b/", "../zh/", "/s/zh/b/", "/s/b/", "../all.pdf"], 0),
        ("en/b.md", ["../zh/b.md", "only.pdf", "../zh/c/", "../../zh/b/"], 4),
        ("zh/index.md", ["b.md", "only.pdf", "all.pdf", "../all.pdf", "../b/", "b/", "../", "/s/zh/"], 0),
        ("zh/index.md", ["c.md", "../c/", "../only.pdf"], 3),
    ],
)
def test_a_languages_files_stand_where_the_site_puts_them(
    tmp_path: Path, page: str, links: list[str], faults: int
) -> None:
    structure = "folder" if "/" in page else "suffix"
    languages = "[{locale: en, default: true, name: English}, {locale: zh, name: 中文}]"
    settings = (
        f"site_url: https://example.org/s/\nplugins: [i18n: {{docs_structure: {structure}, languages: {languages}}}]"
    )
    text = "# P\n\n" + " ".join(f"[x]({link})" for link in links) + "\n"
    others(tmp_path, {**(FOLDERS if structure == "folder" else SUFFIXES), page: text})
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    path = tmp_path / "docs" / page
    said = [finding.rule for finding in check(Source(path.as_posix(), text), FolderSite())]
    assert said == ["link-file"] * faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('<section markdown="span">\n## Not one\n</section>\n\n[a](#not-one)\n', ["link-anchor"]),
        ('<section markdown="block">\n## Well one\n</section>\n\n[a](#well-one)\n', []),
        ("<figure>\n<figcaption>[a](absent.md)</figcaption>\n</figure>\n", ["html-block-markdown"]),
        ('<figure markdown="span">\n[a](absent.md)\n</figure>\n', ["link-file"]),
    ],
)
def test_what_an_element_holds_is_read_as_it_asks(tmp_path: Path, text: str, faults: list[str]) -> None:
    assert found(tmp_path, "markdown_extensions: [attr_list, md_in_html]", f"# A\n\n{text}") == faults


WHOLE = "document$.subscribe(({ body }) => renderMathInElement(body, { delimiters: [ %s ] }))"
SIGNS = '{ left: "$$", right: "$$", display: true }, { left: "$", right: "$" }, { left: "\\\\(", right: "\\\\)" }'
MARKED = "document.querySelectorAll('.arithmatex').forEach(e => renderMathInElement(e, {delimiters: ['$', '$$']}))"
LEFT = """# 弦

频率为 $ f_1 = c $，而 $ a *b* c = 2 $ 与 $ \\{x\\} = 1 $ 不同。

| 弦 | 频率 |
| - | - |
| 一 | $$ \\nu_1 = \\frac{c}{2} $$ |

于是
$$
x_1 = y_1
$$
而
$$
\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}
$$
"""


@pytest.mark.parametrize(
    ("script", "lines"),
    [
        (WHOLE % SIGNS, [3, 3, 14]),
        ("renderMathInElement(document.body)", [3, 3, 3, 14]),
        (MARKED, [3, 3, 3, 7, 10, 14]),
        ("window.MathJax = {tex: {inlineMath: [['$', '$']]}}", [3, 3, 14]),
        ("window.MathJax = {tex: {displayMath: [['\\\\[', '\\\\]']]}}", [3, 3, 3, 7, 10, 14]),
        (
            'MathJax = {tex: {}, options: {ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex"}}',
            [3, 3, 3, 7, 10, 14],
        ),
    ],
)
def test_formulas_that_a_script_finds_in_the_finished_page(tmp_path: Path, script: str, lines: list[int]) -> None:
    page = tmp_path / "docs" / "page.md"
    page.parent.mkdir()
    page.with_name("m.js").write_text(script, "utf-8")
    settings = "markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]\nextra_javascript: [m.js]"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    told = [f for f in check(Source(page.as_posix(), LEFT), FolderSite()) if f.rule.startswith("math-")]
    assert {f.rule for f in told} <= {"math-dollar-space", "math-block-glued"}
    assert [LEFT.count("\n", 0, f.span.start) + 1 for f in told] == lines


APART = "A lathe costs <span>$</span>800 and a drill <span>$</span>90."


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("A lathe costs $800 and a drill $90.", APART),
        ("A lathe costs \\$800 and a drill \\$90.", APART),
        ("A lathe costs $800, where $x_1$ is its wear, and a drill $90.", None),
        (APART, None),
    ],
)
def test_prices_that_a_script_sets_as_a_formula(tmp_path: Path, text: str, mended: str | None) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "m.js").write_text(WHOLE % SIGNS, "utf-8")
    settings = "markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]\nextra_javascript: [m.js]"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\n{settings}\n", "utf-8")
    page = Source((tmp_path / "docs" / "page.md").as_posix(), f"# A\n\n{text}\n")
    told = [finding for finding in check(page, FolderSite()) if finding.rule == "math-swallowed"]
    assert len(told) == (mended is not None)
    for finding in told:
        assert finding.fix is not None
        assert apply(page.text, finding.fix.edits) == f"# A\n\n{mended}\n"


@pytest.mark.parametrize(
    ("settings", "text", "weight"),
    [
        ("[]", "`[^xyz]` 之类：[^xyz] 匹配其余字符。", Severity.WARNING),
        ("[]", "A bold claim.[^2]", Severity.ERROR),
        ("[footnotes]", "A bold claim.[^smith]", Severity.ERROR),
        ("[footnotes]", "[xyz] 匹配三个字母，[^xyz] 匹配其余字符。", Severity.WARNING),
    ],
)
def test_a_mark_that_may_be_no_mark_of_a_note(tmp_path: Path, settings: str, text: str, weight: Severity) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: s\nmarkdown_extensions: {settings}\n", "utf-8")
    page = Source((tmp_path / "docs" / "page.md").as_posix(), f"# A\n\n{text}\n")
    told = [finding for finding in check(page, FolderSite()) if finding.rule == "footnote-undefined"]
    assert [finding.severity for finding in told] == [weight]


ANCHORED = """# Lathes

Chatter[[1]](#r1) and wear[[2]](#r2), see [3].

## Sources

<a id="r1">[1]</a>
Adams, J. On chatter. 1991.

<a name="r2"></a>[2] Baker, K. On wear. 1994.

- <a id="r3">[3]</a> Adams, J. On speed. 1998.
"""


def test_entries_that_are_places_to_link_to_are_a_list(tmp_path: Path) -> None:
    assert not [rule for rule in found(tmp_path, "", ANCHORED) if rule.startswith("citation")]


def test_a_dead_anchor_beside_code_that_holds_templates(tmp_path: Path) -> None:
    text = '# A\n\nSee [it](#gone).\n\n```yaml\nrun: ${{ secrets.A }}\n--8<-- "x.md"\n```\n'
    assert "link-anchor" in found(tmp_path, "", text)


def test_a_long_mark_leaves_room_for_what_is_said_of_it(tmp_path: Path) -> None:
    text = f"# A\n\n这里=={'很' * 60}重要==，而 $\\frac{{a}}{{b}}$ 也是。\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: s\n", "utf-8")
    told = check(Source((tmp_path / "docs" / "page.md").as_posix(), text), FolderSite())
    said = [finding.message.zh for finding in told if finding.rule == "extension-missing"]
    assert [len(one) < 80 for one in said] == [True, True]
    assert "“$…$”" in said[1]


@pytest.mark.parametrize(
    ("plugin", "link", "told"),
    [
        ("blog", "[a](gone.md)", True),
        ("blog", "[a](blog/archive/2031.md) [b](blog/2031/01/02/boiling/)", False),
        ("{blog: {blog_dir: log}}", "[a](log/category/tea.md)", False),
        ("{blog: {blog_dir: log}}", "[a](blog/category/tea.md)", True),
        ("{blog: {categories_url_format: 'kinds/{slug}'}}", "[a](blog/kinds/tea.md)", False),
        ("blog, stranger", "[a](gone.md)", False),
        ("tags", "[a](gone.md)", True),
        ("tags", "[a](page.md#tag:tea)", False),
    ],
)
def test_what_a_blog_and_tags_add_to_a_site(tmp_path: Path, plugin: str, link: str, told: bool) -> None:
    rules = found(tmp_path, f"theme: material\nplugins: [{plugin}]", f"# A\n\nSee {link}.\n")
    assert bool({"link-file", "link-anchor"} & {*rules}) is told


@pytest.mark.parametrize(
    ("settings", "text", "told"),
    [
        ("theme: material", "![泵](assets/pump.png) <img src='assets/pump.png'>", ["image-file"] * 2),
        ("theme: material", "[手册](assets/files/pump.pdf) [b](/assets/files/pump.pdf)", ["link-file"] * 2),
        ("theme: material", "<img src='../assets/here.svg'> ![x](assets/here.svg)", []),
        ("theme: material", "<img src='assets/here.svg'>", ["image-file"]),
        ("theme: material", "<img src='../assets/images/favicon.png'> <img src='../assets/images/none.png'>", 1),
        ("theme: {name: material, custom_dir: over}", "<img src='../assets/own.png'>", []),
        ("theme: readthedocs", "<img src='../img/favicon.ico'> <img src='../assets/images/favicon.png'>", 1),
        ("theme: nobody-has-this", "![泵](../assets/pump.png)", []),
        ("theme: material\nplugins: [blog]", "![泵](pump.png) ![b](assets/pump.png)", ["image-file"] * 2),
        ("theme: material\nplugins: [blog]", "![泵](../../../assets/here.svg) [b](2031/01/02/boiling/)", []),
        ("theme: material\nplugins: [blog, stranger]", "![泵](pump.png)", []),
    ],
)
def test_what_a_theme_serves_is_there_and_nothing_else(
    tmp_path: Path, settings: str, text: str, told: list[str] | int
) -> None:
    for place in ("docs/assets/here.svg", "over/assets/own.png"):
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_text("", "utf-8")
    rules = [rule for rule in found(tmp_path, settings, f"# A\n\n{text}\n") if rule in ("image-file", "link-file")]
    assert rules == (["image-file"] * told if isinstance(told, int) else told)


def test_bold_text_that_begins_with_code_and_ends_with_a_space(tmp_path: Path) -> None:
    assert "strong-spaces" in found(tmp_path, "", "# A\n\nThe type **`T` resolves to `A&` ** then.\n")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("plugins: [{exclude: {glob: ['page.*']}}]", False),
        ("plugins: [{exclude: {regex: ['pa', '(']}}]", False),
        ("plugins: [{exclude: {glob: ['other.*']}}]", True),
        ("exclude_docs: |\n  page.md", False),
    ],
)
def test_addresses_in_a_file_that_is_no_page(tmp_path: Path, settings: str, told: bool) -> None:
    assert ("link-file" in found(tmp_path, settings, "# A\n\nSee [it](gone.md).\n")) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Melting point\n: 0 °C\n", True),
        ("  熔点\n  : 零度\n", True),
        ("冰\n\n  :   零度\n", True),
        ("A line that is much too long for being the name of anything\n: more\n", False),
        ("开门\n:30 分\n", False),
        ("- 冰\n: 水\n", False),
    ],
)
def test_definitions_that_the_page_prints(tmp_path: Path, text: str, told: bool) -> None:
    assert ("extension-missing" in found(tmp_path, "", f"# A\n\n{text}")) is told
    assert "extension-missing" not in found(tmp_path, "markdown_extensions: [def_list]", f"# A\n\n{text}")


def test_a_file_of_the_theme_is_a_target_from_any_page(tmp_path: Path) -> None:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: {name: mkdocs}\n", "utf-8")
    site = FolderSite()
    for name, address in (("start.md", "img/favicon.ico"), ("deep/end.md", "../img/favicon.ico")):
        file = tmp_path / "docs" / name
        file.write_text(f"# A\n\nSee [the icon]({address}) and [none]({address}.png).\n", "utf-8")
        assert [one.rule for one in check(Source(str(file), file.read_text("utf-8")), site)] == ["link-file"]


def test_a_post_counts_its_pictures_from_where_the_blog_puts_it(tmp_path: Path) -> None:
    pictures = tmp_path / "docs" / "blog" / "images"
    pictures.mkdir(parents=True)
    (pictures / "a.png").write_bytes(b"")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: material\nplugins: [blog]\n", "utf-8")
    file = tmp_path / "docs" / "blog" / "posts" / "year.md"
    file.parent.mkdir()
    text = '---\ndate: 2024-05-06\n---\n\n# A\n\n<img alt="a" src="../../../../images/a.png">\n'
    file.write_text(text, "utf-8")
    found = [one.rule for one in check(Source(str(file), text), FolderSite())]
    assert "image-file" not in found
    file.write_text(text.replace("a.png", "b.png"), "utf-8")
    assert "image-file" in [one.rule for one in check(Source(str(file), text.replace("a.png", "b.png")), FolderSite())]


def test_a_listing_that_shows_no_language_needs_none() -> None:
    drawn = "# A\n\n```\n+---+\n| a |\n+---+\n```\n\n```\n[bold]\n```\n"
    assert "code-no-language" not in [one.rule for one in check(Source("a.md", drawn))]
    shown = "# A\n\n```\nimport os\n\nprint(os.getcwd())\n```\n"
    assert "code-no-language" in [one.rule for one in check(Source("a.md", shown))]
