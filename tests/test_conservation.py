"""What is neither carried nor named is lost, and nothing else is."""

from __future__ import annotations

import pytest

from proofpress.bulk.job import Job, Status
from proofpress.bulk.work import perform
from proofpress.conservation import LOST, Seen, account, seen_in_markdown
from proofpress.convert import convert
from proofpress.finding import Finding, Severity, Words
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
        work, "convert", lambda *_, **__: type(made)(made.source, "", made.document, "", (), {}, Account((), 9000, 12))
    )
    outcome = perform(Job("page.html", None, None, "key", data=b"<p>What is left.</p>"))
    assert outcome.status is Status.FAILED
    assert outcome.trouble is not None
    assert "9000" in outcome.trouble.en


def test_references_and_signs_of_boxes_are_markup() -> None:
    text = '# T\n\n!!! note "A"\n    See [the book][b] and [b].\n\n[b]: https://books.example/b\n'
    assert not [entry for entry in convert(Source("a.md", text)).ledger if entry.rule == LOST]


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
