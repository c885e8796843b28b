"""The lexer by itself: what stands where, and how it follows the dialect of a site."""

from __future__ import annotations

from functools import partial

import pytest
from pymdownx.slugs import slugify

from proofpress.markdown import CANONICAL, Dialect, lex
from proofpress.markdown.dialect import OUR_SLUGS, read
from proofpress.markdown.info import Info, Named, named, title
from proofpress.markdown.info import read as read_info
from proofpress.source import Source
from tests.hostile import HOSTILE
from tests.test_growth import calls

PLAIN = read((), {})


@pytest.mark.parametrize(
    ("text", "language", "trouble"),
    [
        ("python", "python", ""),
        (" C++ ", "c++", ""),
        ('py title="a.py" linenums="1"', "py", ""),
        ('title="a.txt"', "", ""),
        ('{.py hl_lines="1 2"}', "py", ""),
        ('python {hl_lines="1"}', "python", ""),
        ("{python}", "python", "unnamed"),
        ("{r, echo=FALSE, fig.width=5}", "r", "unnamed"),
        ("js:title=src/app.js {numberLines: true}", "js", "refused"),
        ('ts twoslash title="x.ts"', "ts", "refused"),
        ("go{3,5-7}", "go", "refused"),
        ("", "", ""),
    ],
)
def test_info_strings(text: str, language: str, trouble: str) -> None:
    found = read_info(text)
    assert (found.language, found.trouble) == (language, trouble)
    assert found.at < 0 or text[found.at : found.at + len(language)].lower() == language


def test_options_of_a_custom_fence_are_its_own_affair() -> None:
    assert read_info("chart height", CANONICAL).trouble == "refused"
    assert read_info("chart height", Dialect(validated=frozenset({"chart"}))).trouble == ""
    assert read_info("") == Info()


@pytest.mark.parametrize(
    ("text", "title", "url", "words"),
    [
        ("Tank.java https://example.com/Tank.java 下载", "Tank.java", "https://example.com/Tank.java", "下载"),
        ("https://example.com/a.js", "", "https://example.com/a.js", ""),
        ("启动服务 line_number:false", "启动服务", "", ""),
        ("Start the server", "Start the server", "", ""),
        ("src/main.ts twoslash {1,3}", "src/main.ts", "", ""),
        (",linenos,name=tank.toml", "tank.toml", "", ""),
        (",no_run,edition2021", "", "", ""),
        (", hl_lines=2 4-5", "", "", ""),
        ('live noInline "useState" /x.y/', "", "", ""),
        ("Copy code", "", "", ""),
        ("复制代码", "", "", ""),
        ("first_line:5 mark:6 3-5", "", "", ""),
    ],
)
def test_what_stands_behind_a_language_by_its_place(text: str, title: str, url: str, words: str) -> None:
    found = named(text)
    assert (found.title, found.url, found.words) == (title, url, words)
    assert named("") == Named()


def test_titles_of_listings() -> None:
    assert title('title="src/a b.py" {1}') == "src/a b.py"
    assert title(":title=src/app.js {numberLines: true}") == "src/app.js"
    assert title("subtitle=x") == ""


def test_a_dialect_is_read_from_extensions() -> None:
    made = read(
        ("toc", "tables", "admonition", "pymdownx.superfences", "pymdownx.betterem", "someones.extension"),
        {
            "toc": {"slugify": slugify(case="lower")},
            "pymdownx.superfences": {"custom_fences": [{"name": "Chart", "class": "chart"}]},
            "pymdownx.highlight": {"extend_pygments_lang": [{"name": "reqs", "lang": "python"}]},
            "pymdownx.betterem": {"smart_enable": "all"},
        },
    )
    assert made.fence_names == {"chart", "reqs"}
    assert made.boxes == {"admonition"}
    assert made.smart_strong
    assert made.slugifier == OUR_SLUGS
    assert made.foreign == ("someones.extension",)
    assert not made.math
    assert not made.notes


def test_a_key_is_the_same_for_equal_dialects() -> None:
    names = ("a", "b", "c", "d")
    assert Dialect(fence_names=frozenset(names)).key == Dialect(fence_names=frozenset(reversed(names))).key != PLAIN.key


def test_ids_follow_the_slugs_of_the_site() -> None:
    text = "# 首页\n\n## 甲\n\n## Two words\n\n## Two words\n\n## 乙 { #own }\n\n## 丙 { id=third }\n"
    assert lex(text).heading_ids == ("首页", "甲", "two-words", "two-words_1", "own", "third")
    with_lists = read(("attr_list",), {})
    assert lex(text, with_lists).heading_ids == ("_1", "_2", "two-words", "two-words_1", "own", "third")
    assert lex("# A b\n", read((), {"toc": {"slugify": partial(str.replace)}})).heading_ids == ("a-b",)


def test_a_line_of_stars_is_a_break() -> None:
    text = "One.\n***\nTwo.\n\n* * *\n"
    assert [text[b.span.start : b.span.end] for b in lex(text).blocks] == ["One.", "***", "Two.", "* * *"]
    assert lex(text).list_runs == ()


def test_in_a_box_a_line_further_out_begins_a_block() -> None:
    body = "-   甲：\n\n    其文。\n-   乙。\n"
    box = "!!! note\n\n" + "".join(f"    {line}\n" if line else "\n" for line in body.split("\n"))
    assert len(lex(body).blocks) == 2
    assert len(lex(box).blocks) == 4


def test_a_fence_may_stand_behind_several_signs() -> None:
    found = lex("> - ```py\n>   x\n>   ```\n").fences
    assert [(f.lang, f.closed, f.last) for f in found] == [("py", True, 2)]


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_grows_with_the_text_alone(name: str) -> None:
    """Everything that can be asked of a reading, on texts made to hurt: twice the text, twice the calls."""

    def work(source: Source) -> None:
        lexed = lex(source.text)
        _ = lexed.words, lexed.heading_ids, lexed.list_runs, lexed.tables, lexed.tags

    make = HOSTILE[name]
    unit = max(len(make(40)) // 40, 1)
    short, middle, long = (calls(work, make(times * max(1_500 // unit, 20))) for times in (1, 2, 4))
    assert middle < 2.6 * short + 5_000 or long < 2.6 * middle + 5_000


def test_a_bracket_does_not_pair_across_cells_and_items() -> None:
    cells = "| a | b |\n| - | - |\n| \\( x_1 | y_1 \\) |\n"
    items = "- \\(a_1 and\n- b_1\\) here\n"
    whole = [formula for text in (cells, items) for formula in lex(text).formulas if not formula.trouble]
    assert whole == []
    assert [f.trouble for f in lex("\\[\n- a\n- b\n\\]\n").formulas] == [""]


def test_two_dollars_without_partner_end_before_the_next_formula() -> None:
    found = lex("$$ x = 1 其中 $y$ 为\n").formulas
    assert [(f.trouble, f.span.start) for f in found] == [("unclosed", 0), ("", 12)]


def _said(text: str, dialect: Dialect = CANONICAL) -> list[tuple[str, int]]:
    """The troubles of a text, each with its line from 1."""
    lexed = lex(text, dialect)
    return [(trouble.what, lexed.scan.line_of(trouble.span.start) + 1) for trouble in lexed.troubles]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. 装。\n\n    装完重启。\n2. 用。\n", [("kept", 4)]),
        ("- a\n\n    - b\n- c\n", [("kept", 4)]),
        ("- a\n\n    ```py\n    x\n    ```\n- c\n", [("kept", 6)]),
        ("- a\n- b\n\n    more\n\n- c\n", []),
        ("- a\n    ```py\n    x\n    ```\n- c\n", []),
        ("!!! note\n    正文\n- 甲\n- 乙\n", []),
        ("```py\nx\n```\n- 甲\n- 乙\n", [("list", 4)]),
        ("```py\nx\n```\n| a | b |\n| - | - |\n| 1 | 2 |\n", [("glued", 4)]),
        ("```py\nx\n```\n\\[\nc\n\\]\n", [("glued", 4)]),
        ("\\[\nc\n\\]\n```py\nx\n```\n", [("glued", 1)]),
        ("> ```py\n> x\n> ```\n- 甲\n- 乙\n", []),
        ("1. ```py\n   x\n   ```\n", [("behind", 1)]),
        ("文。\n\n  ## 题\n\n文。\n", [("indented", 3)]),
        ("文。\n\n  \\[\n  c\n  \\]\n", [("indented", 3)]),
        ("一段\n#标签\n", [("tag", 2)]),
        ("- 甲\n\n    ```py\n    x\n```\n", [("left", 3)]),
        ("[^1]: 注。\n\n    ```py\n  x\n    ```\n", [("left", 3)]),
        ("词\n:   解\n\n  ```py\n  x\n  ```\n", [("shallow", 4)]),
        ("- 甲\n\n    ```py\n    >>> x\n    1\n    ```\n", []),
        ("<!--\n\n题\n\n-->\n", []),
        ("- 甲\n    > 引\n", [("held", 2)]),
        ("- 甲\n  > 引\n", []),
        ("- 甲\n    ## 题\n", [("held", 2)]),
        ("- 甲\n-\n- 丙\n", [("empty", 2)]),
        ("- 甲\n- 乙\n1. 一\n", [("kept", 3)]),
        ("```py\nx\n```\n3. 三\n4. 四\n", [("list", 4)]),
        ("- 甲\n\n    | a | b |\n    | - | - |\n    | 1 | 2 |\n文\n", [("text", 6)]),
        ("</div>\n- 甲\n", []),
        ('=== "甲"\n\n    > 引\n', []),
        ("一\n二\n---\n\n三\n", []),
        ("<!-- 稿：\n```py\nx\n-->\n\n文。\n\n```js\ny\n```\n", [("unclosed", 2)]),
        ("<!-- 稿：\n```py\nx\n```\n-->\n\n```js\ny\n```\n", []),
        ("[甲]: <https://example.org/a b>\n", [("space", 1)]),
        ("- 甲\n\n    > 引\n- 乙\n", [("kept", 4)]),
        ("!!! note\n    - 甲\n\n        > 引\n    - 乙\n", []),
        ("!!! note\n    - 甲\n\n        文。\n    - 乙\n", []),
        ("- 丙\n\n    - 甲\n\n        文。\n    - 乙\n", [("kept", 6)]),
        ("- 甲\n\n    ## 题\n- 乙\n", [("kept", 4)]),
        ("- 甲\n\n    <!-- 注 -->\n- 乙\n", [("kept", 4)]),
        ("- 甲\n\n        码\n- 乙\n", [("kept", 4)]),
        ("- 甲\n\n    ---\n- 乙\n", [("kept", 4)]),
        ("!!! note\n\n    ## 题\n- 甲\n- 乙\n", []),
        ("1. 甲\n\n    > 引\n\n2. 乙\n", []),
        ("- 甲\n> 引\n- 乙\n", []),
        ("一段\n> - 甲\n> - 乙\n", []),
        ("![图](a.png)\n<br>\n- 甲\n- 乙\n", [("list", 3)]),
        ("<img src=a.png>\n- 甲\n- 乙\n", [("list", 2)]),
        ("<hr>\n- 甲\n- 乙\n", []),
        ("<div>文</div>\n- 甲\n- 乙\n", []),
    ],
)
def test_what_no_parser_of_the_site_takes(text: str, said: list[tuple[str, int]]) -> None:
    assert _said(text) == said


def test_fenced_code_reads_no_fence_that_is_indented() -> None:
    text = "- 甲\n\n    ```py\n    x\n    ```\n\n```py\ny\n```\n\n        ```\n        z\n        ```\n"
    assert _said(text, PLAIN) == [("unread", 3)]
    assert _said(text, read(("pymdownx.superfences",), {})) == []


def test_containers_between_two_lines() -> None:
    text = "::: tip 题\n- 甲\n:::\n\n/// note | 题\n1. 一\n///\n\n::: pkg.module\n    options:\n\n/// Adds one.\n"
    lexed = lex(text)
    assert [(d.mark, d.name, d.first, d.last) for d in lexed.directives] == [
        (":::", "tip", 0, 2),
        ("///", "note", 4, 6),
        (":::", "pkg", 8, -1),
    ]
    assert [(run.first, run.last) for run in lexed.list_runs] == [(1, 1), (5, 5)]
    with_blocks = read(("pymdownx.blocks.admonition",), {})
    assert _said(text, with_blocks)[:1] == [("unread", 1)]
    assert [what for what, _ in _said(text, PLAIN)].count("unread") == 2


def test_containers_may_begin_behind_a_mark() -> None:
    lexed = lex("- # 题\n- b\n\n[^1]: - 甲\n    - 乙\n\n- - x\n    - y\n")
    assert [(h.title, h.line) for h in lexed.headings] == [("题", 0)]
    assert [[e.depth for e in run.entries] for run in lexed.list_runs] == [[0, 0], [0, 0], [0, 1, 2]]


def test_elements_ask_for_markdown_only_where_the_site_lets_them() -> None:
    text = '<div markdown="1">\n\n# 题\n\n</div>\n'
    assert [len(lex(text, read(names, {})).headings) for names in (("md_in_html",), ())] == [1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "> ```sh\n> pump on\n\nSee [valves](v.md).\n",
        "- 启动：\n\n    ```sh\n    pump on\n\n见[阀门](v.md)。\n",
        "> - one\n>\n>     ```sh\n>     pump on\n>\n> See [valves](v.md).\n",
    ],
)
def test_a_fence_that_is_never_closed_ends_with_what_holds_it(text: str) -> None:
    lexed = lex(text, CANONICAL)
    assert [fence.closed for fence in lexed.fences] == [False]
    assert [link.target for link in lexed.links.links] == ["v.md"]
