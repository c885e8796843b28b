"""What is neither carried nor named is lost, and nothing else is."""

from __future__ import annotations

import pytest

from proofpress.bulk.job import Job, Status
from proofpress.bulk.work import perform
from proofpress.conservation import LOST, As, Seen, account, seen_in_markdown
from proofpress.convert import convert
from proofpress.finding import Finding, Severity, Words
from proofpress.readers.html import seen as html_seen
from proofpress.readers.html.parser import parse
from proofpress.source import Source, Span


def lost(seen: list[Seen], written: str, *ledger: Finding) -> list[str]:
    return [finding.text for finding in account(seen, written, ledger).lost]


def pieces(*texts: str) -> list[Seen]:
    out, at = [], 0
    for text in texts:
        out.append(Seen(at, at + len(text), text))
        at += len(text) + 100
    return out


def test_carried_text_is_not_lost() -> None:
    seen = pieces("第一段讲队列。", "The second is about stacks & heaps.", "末段。")
    assert lost(seen, "# Title\n\n第一段讲**队列**。\n\nThe second is about stacks &amp; heaps.\n\n末段。\n") == []


def test_moved_text_is_not_lost() -> None:
    seen = pieces("A note that moves to the end", "the sentence that it stood before", "一个标题")
    assert lost(seen, "# 一个标题\n\nthe sentence that it stood before\n\n[^1]: A note that moves to the end\n") == []


@pytest.mark.parametrize("missing", ["这一句话没有写出来", "return queue.popleft()", "42"])
def test_what_is_not_written_is_lost(missing: str) -> None:
    seen = pieces("开头的一段话", missing, "结尾的一段话")
    assert lost(seen, "开头的一段话\n\n结尾的一段话\n") == [missing]


def test_what_the_ledger_names_is_not_lost() -> None:
    seen = pieces("开头的一段话", "登录后复制代码")
    named = Finding("frame", Severity.REMOVAL, Words("a control", "控件"), Span(*seen[1][:2]), text="登录后复制代码")
    assert lost(seen, "开头的一段话\n", named) == []


def test_neighbours_are_one_loss() -> None:
    seen = [Seen(0, 10, "alpha beta"), Seen(12, 22, "gamma rays"), Seen(900, 910, "delta wing")]
    assert lost(seen, "nothing of it") == ["alpha beta\ngamma rays", "delta wing"]


def test_a_break_in_a_listing_is_text_and_one_in_a_cell_is_not() -> None:
    assert lost(pieces("<", "br", ">"), "```html\n<input><br>\n```\n") == []
    assert lost(pieces("上一行下一行"), "| a |\n| --- |\n| 上一行<br>下一行 |\n") == []


def test_an_entity_in_a_listing_is_text() -> None:
    assert lost(pieces("use", "&#x221A;", "here"), "use `&#x221A;` here\n") == []
    assert lost(pieces("use", "&#x221A;", "here"), "use here\n") == ["&#x221A;"]


def test_the_cells_of_a_declaration_are_no_table() -> None:
    page = parse(
        Source(
            "a.html",
            '<table class="memname"><tr><td class="memname">int valve_open</td><td>(</td><td>int</td><td>id</td>'
            "<td>)</td></tr></table>",
        )
    )
    written = "```c\nint valve_open(int id)\n```\n\n| int | id |\n| --- | --- |\n| valve_open | int valve_open |\n"
    assert lost(list(html_seen.seen(page)), written) == []


def test_tags_and_numbers_of_markdown_are_markup() -> None:
    text = '3. one <span class="x">two</span>\n\n```python title="a.py"\nx = 1\n```\n'
    assert lost(list(seen_in_markdown(text, 0)), "1. one two\n\n```python\nx = 1\n```\n") == []


def test_an_ordinary_page_loses_nothing() -> None:
    page = (
        "<p>A list of <b>three</b>:</p><ul><li>one</li><li>two</li></ul><pre><code>x = 1</code></pre>"
        "<table><tr><th>名称</th><th>值</th></tr><tr><td>a</td><td>17</td></tr></table>"
        '<p style="display:none">not shown</p><p><img src="https://example.com/figures/tree.png" alt=""></p>'
    )
    made = convert(Source("page.html", page))
    assert not [finding for finding in made.ledger if finding.rule == LOST]


def test_a_conversation_whose_part_is_left_out_says_so() -> None:
    chat = (
        '{"messages": [{"role": "user", "content": "How do trees grow?"}, {"role": "assistant", "content": '
        '[{"type": "text",'
        ' "text": "They grow from the tips of their branches."}, {"type": "chart", "rows": "Oak trees grow 40 '
        'cm a year"}]}]}'
    )
    made = convert(Source("chat.json", chat))
    said = made.markdown + "".join(finding.text for finding in made.ledger)
    assert "Oak trees grow 40 cm a year" in said


def test_a_page_that_comes_to_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from proofpress.bulk import work
    from proofpress.conservation import Account

    made = convert(Source("page.html", "<p>What is left.</p>"))
    monkeypatch.setattr(
        work,
        "convert",
        lambda *_, **__: type(made)(made.source, "", made.document, "", (), {}, Account((), 9000, 12, 9000)),
    )
    outcome = perform(Job("page.html", None, None, "key", data=b"<p>What is left.</p>"))
    assert outcome.status is Status.FAILED
    assert outcome.trouble is not None
    assert "9000" in outcome.trouble.en


def test_references_and_signs_of_boxes_are_markup() -> None:
    text = '# T\n\n!!! note "A"\n    See [the book][b] and [b].\n\n[b]: https://books.example/b\n'
    assert not [entry for entry in convert(Source("a.md", text)).ledger if entry.rule == LOST]


def test_the_classes_of_a_box_are_markup_and_its_title_is_not() -> None:
    assert lost(list(seen_in_markdown("!!! note inline end\n    A body.\n", 0)), "A body.") == []
    assert lost(list(seen_in_markdown('!!! note inline end "Gap"\n    A body.\n', 0)), "Gap\n\nA body.") == []
    assert lost(list(seen_in_markdown("!!! note Mind the gap\n    A body.\n", 0)), "A body.") == [
        "!!! note Mind the gap"
    ]


def test_links_of_html_in_a_line_of_markdown_are_carried() -> None:
    line = '### 流程图 [<a href="https://a.example/syntax">文档</a> - <a href="https://b.example/edit">编辑器</a>]'
    made = convert(Source("a.md", f"# 图\n\n{line}\n\n正文。\n"))
    assert "[文档](https://a.example/syntax)" in made.markdown
    assert not [finding for finding in made.ledger if finding.rule == "lost"]


def test_tags_that_go_beside_tags_that_stay_are_no_loss() -> None:
    line = "<ins>ab</ins><kbd>Esc</kbd><u>cd</u><small>ef</small>\n"
    assert lost(list(seen_in_markdown(line, 0)), "ab<kbd>Esc</kbd>cdef\n") == []
    assert lost(list(seen_in_markdown(line, 0)), "ab<kbd>Esc</kbd>ef\n") == [line.strip()]


_PAGE = (
    "<html><body><article><h1>Piers</h1><p>Two sentences stand here. This is the second.</p>{}</article></body></html>"
)


@pytest.mark.parametrize(
    "body",
    [
        '<p><img src="/a/blank-pixel.gif" data-srcset="/a/quay-400.png 400w, /a/quay-900.png 900w" alt="A quay"></p>',
        (
            '<div class="latex-rendered" data-attrs="{&quot;persistentExpression&quot;:&quot;\\\\begin{aligned} '
            "a &amp;= "
            "\\\\text{one} \\\\\\\\ b &amp;= \\\\mathbf{R} "
            '\\\\end{aligned}&quot;,&quot;id&quot;:&quot;AB&quot;}"></div>'
        ),
    ],
    ids=["a picture behind its placeholder", "the TeX of a JSON attribute"],
)
def test_what_a_page_holds_in_attributes_is_carried(body: str) -> None:
    conversion = convert(Source("piers.html", _PAGE.format(body)))
    assert "quay-900" in conversion.markdown or "mathbf{R}" in conversion.markdown
    assert not [finding for finding in conversion.ledger if finding.rule == LOST]


def lost_of(text: str, name: str = "page.html") -> list[str]:
    return [finding.text for finding in convert(Source(name, text)).ledger if finding.rule == LOST]


def links(*addresses: str) -> list[Seen]:
    return [Seen(100 * at, 100 * at + 9, there, kind=As.LINK) for at, there in enumerate(addresses)]


def test_the_tex_that_a_page_typesets_is_a_piece() -> None:
    tex = r"\begin{eqnarray*}\theta &=& \alpha + 1\end{eqnarray*}"
    page = parse(Source("a.html", f'<p>面积 <script type="math/tex; mode=display">{tex}</script></p>'))
    seen = list(html_seen.seen(page))
    assert lost(seen, "面积\n") == [r"\theta &=& \alpha + 1"]
    assert lost(seen, "面积\n\n$$\n\\begin{aligned}\\theta &= \\alpha + 1\\end{aligned}\n$$\n") == []


def test_the_address_of_a_link_is_a_unit() -> None:
    written = "见[泵](https://example.org/docs/pump_a/?id=7)、<https://example.org/%E9%98%80>。\n"
    assert (
        lost(links("../pump_a?id=7", "https://www.example.org/阀", "//example.org/docs/pump_a/?id=7#b"), written) == []
    )
    assert lost(links("https://example.org/docs/valve"), written) == ["https://example.org/docs/valve"]
    assert lost(links("https://example.org/docs/#parts"), "[零件](#parts)\n") == []
    assert lost(links("https://example.org/wiki/A_(b)"), "[a](https://example.org/wiki/A_(b))\n") == []


def test_a_doubt_does_not_excuse_a_lost_link_and_a_repair_does() -> None:
    seen = links("https://example.org/pump")
    said = Words("said", "说")
    assert lost(seen, "泵\n", Finding("a", Severity.WARNING, said, Span(0, 9), text="泵")) == [
        "https://example.org/pump"
    ]
    assert lost(seen, "泵\n", Finding("a", Severity.REPAIR, said, Span(0, 9), text="泵")) == []


def table(*cells: str) -> list[Seen]:
    made = [Seen(100 * at, 100 * at + 9, cell, kind=As.CELL) for at, cell in enumerate(cells)]
    return [*made, Seen(9999, 9999, "", kind=As.END)]


def test_a_short_cell_is_a_unit() -> None:
    written = "支持 A 和 5 个：✓\n\n| 型号 | 支持 |\n| --- | --- |\n| A | ✓ |\n| B | [是](b.md) |\n"
    written += "| br | &lt;br&gt; |\n"
    assert lost(table("A", "✓", "br", "<br>"), written) == []
    assert lost(table("型号", "支持", "A", "✓", "B", "是"), written) == []
    assert lost(table("型号", "支持", "A", "✓", "B", "✓"), written) == ["✓"]
    assert lost(table("型号", "支持", "A", "5", "B", "是"), written) == ["5"]
    assert lost(table("1", "2", "3", "4"), written) == [], "what became no table is looked for among the letters"


def test_links_that_only_a_title_or_a_summary_held_stay() -> None:
    page = (
        "<html><head><title>泵的选型</title></head><body><article><h1>泵的<a href='https://example.org/wiki/x'>选型</a></h1>"
        "<details><summary>见<a href='https://example.org/note'>说明</a></summary><p>先看流量，再看扬程。</p></details>"
        "<div class='spoiler'><button class='spoiler-title'>答案<a href='https://example.org/why'>为何</a></button>"
        "<div class='spoiler-content'><p>选第二台，因为它的扬程更高。</p></div></div></article></body></html>"
    )
    made = convert(Source("page.html", page)).markdown
    for there in (
        "# 泵的[选型](https://example.org/wiki/x)",
        "[说明](https://example.org/note)",
        "https://example.org/why",
    ):
        assert there in made
    assert not lost_of(page)


def test_the_link_of_a_title_to_its_own_page_goes_and_is_named() -> None:
    text = "<article><h1><a href='{}'>泵的选型</a></h1><p>先看流量，再看扬程，最后看价格。</p></article>"
    head = "<html><head><title>泵的选型</title><link rel=canonical href='https://a.pumps.test/p/1'></head><body>"
    own = convert(Source("page.html", head + text.format("https://a.pumps.test/p/1?from=list")))
    assert own.markdown.count("p/1") == 1
    assert "https://a.pumps.test/p/1?from=list" in [one.text for one in own.ledger]
    other = convert(Source("page.html", head + text.format("https://b.pumps.test/q")))
    assert "# [泵的选型](https://b.pumps.test/q)" in other.markdown


@pytest.mark.parametrize("link", ["[x]: https://example.org/second\n", "<a href='thunder://example'>下载</a>"])
def test_a_link_of_markdown_that_vanishes_is_lost(link: str) -> None:
    assert len(lost_of(f"# 泵\n\n先看[流量][x]，再看扬程。\n\n[x]: https://example.org/first\n{link}\n", "a.md")) == 1
    assert not lost_of("# 泵\n\n见[这里][1]和 https://example.org/）：一。\n\n[1]: https://example.org/a_b\n", "a.md")


def test_a_text_of_short_lines_has_not_vanished() -> None:
    text = "# 目\n\n" + "## 安装\n\n字\n\n" * 200
    made = convert(Source("a.md", text)).account
    assert made is not None
    assert made.kept == made.seen


def test_a_cell_of_a_table_that_became_lines_is_not_lost_for_another_tables_sake() -> None:
    page = (
        "<h1>泵</h1><p>先看参数，再看返回值。</p>"
        "<table width='100%'><tr><td><p>fd</p></td><td><p>一个手柄</p></td></tr></table>"
        "<p>下面的函数有两个参数：</p><table><tr><th>名称</th><th>含义</th></tr>"
        "<tr><td>xy</td><td>一个手柄</td></tr><tr><td>ab</td><td>深度</td></tr></table><p>到此为止。</p>"
    )
    assert not lost_of(page, "a.html")


def test_a_short_page_has_not_vanished_in_the_menu_of_its_site() -> None:
    menu = "".join(
        f'<li><a href="part{at}.html">Part {at} of the handbook of pumps and valves</a></li>' for at in range(300)
    )
    short = "This module has moved to the library of valves; see its own handbook for the functions, please."
    page = "<html><body><nav><ul>{}</ul></nav><article><h1>Valves</h1><p>{}</p></article>"
    made = convert(Source("a.html", page.format(menu, short))).account
    assert made is not None
    assert made.seen > 5000
    assert not made.vanished
    made = convert(Source("a.html", page.format(menu, "Loading…"))).account
    assert made is not None
    assert made.vanished


_PICTURE = "https://render.githubusercontent.com/render/math?math=%5Cnu_{}%20%3D%20%5Cfrac%7Bc%7D%7B%5Clambda_{}%7D"


@pytest.mark.parametrize(
    "lines",
    [
        [f'频率 <img src="{_PICTURE.format(at, at)}"> 如上。' for at in range(6)],
        ["一台泵。", *(f"[](https://badges.example.org/build/status/of/this/branch/{at}.svg)" for at in range(12))],
        [f"![泵](https://pictures.example.org/{'a' * 90}/{at}.png)" for at in range(9)],
    ],
    ids=["pictures of formulas", "links that show nothing", "pictures"],
)
def test_addresses_are_nothing_that_a_reader_saw(lines: list[str]) -> None:
    head = '<p align="center"><a href="https://pump.example.org"><img src="https://pump.example.org/a.svg"></a></p>\n\n'
    made = convert(Source("a.md", f"{head}# 泵\n\n" + "\n\n".join(lines) + "\n")).account
    assert made is not None
    assert not made.vanished
    assert made.kept * 2 > made.seen


def test_what_is_removed_and_not_mended_is_gone() -> None:
    words = "先看流量再看扬程最后看价格"
    seen = [Seen(100 * at, 100 * at + 90, f"{words}{at:03}") for at in range(40)]
    for severity, gone in ((Severity.REMOVAL, True), (Severity.REPAIR, False)):
        named = [Finding("frame", severity, Words("a frame", "边框"), Span(*one[:2]), text="x") for one in seen]
        assert account(seen, "# 目\n", named).vanished == gone
    assert account(seen, "# 目\n", ()).vanished


@pytest.mark.parametrize(
    "text",
    [
        "# 闸\n\n一段短文，说的是闸门。\n\n" + "应当加强管理，提高效率，" * 400 + "\n",
        "<think>"
        + "\n\n".join(f"They ask about gate {at}, so I list it." for at in range(300))
        + "</think>\n\n# Gate\n\nOpen it.\n",
    ],
    ids=["a runaway", "thoughts"],
)
def test_a_short_article_beside_what_a_machine_ran_on_with_has_not_vanished(text: str) -> None:
    made = convert(Source("a.md", text)).account
    assert made is not None
    assert made.kept * 25 < made.seen
    assert not made.vanished


def test_a_removal_names_what_it_holds_however_often_it_was_escaped() -> None:
    where = Span(4000, 4100)
    once = Finding("pass", Severity.REMOVAL, Words("", ""), where, text="keep &amp;quot;gap&amp;quot; &lt;3 free")
    seen = pieces('keep "gap" <3 free of the timer') + pieces('keep "gap" <3 free')
    assert lost(seen, "# Title\n", once) == ['keep "gap" <3 free of the timer']
