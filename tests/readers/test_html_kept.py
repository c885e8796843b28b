"""What stands beside the parts of a box, a tab set, a card or a listing stays, and what goes is named."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.finding import Severity
from proofpress.ledger import Ledger
from proofpress.normal import normalise
from proofpress.origins.posts import writers
from proofpress.readers.html import parse, read
from proofpress.source import Source
from proofpress.tree import Document
from proofpress.writer import write


def told(text: str, severity: Severity) -> list[str]:
    """What the ledger says of a piece of a page."""
    source = Source("page.html", text)
    ledger = Ledger(source)
    read(source, ledger)
    return [finding.text for finding in ledger.findings() if finding.severity is severity]


def converted(text: str) -> str:
    source = Source("page.html", text)
    return write(normalise(Document(read(source, Ledger(source))))).strip()


def test_only_a_list_that_an_editor_calls_so_holds_tasks() -> None:
    assert converted('<ul class="list-1"><li>阀门</li><li>水泵</li></ul>') == "- 阀门\n- 水泵"
    assert converted('<ul class="list-task1"><li>阀门</li></ul><ul class="list-done1"><li>水泵</li></ul>') == (
        "- [ ] 阀门\n- [x] 水泵"
    )


def test_what_an_author_writes_beside_tabs_stays() -> None:
    tabs = (
        '<div role="tablist"><button role="tab">甲</button><button role="tab">乙</button></div>'
        '<div role="tabpanel"><p>一号泵</p></div><div role="tabpanel"><p>二号泵</p></div>'
    )
    assert converted(f"<div>{tabs}</div>") == "**甲**\n\n一号泵\n\n**乙**\n\n二号泵"
    whole = converted(f"<div><h2>两台泵</h2><p>先看型号。</p>{tabs}收尾的话。</div>")
    for words in ("## 两台泵", "先看型号。", "一号泵", "二号泵", "收尾的话。"):
        assert whole.count(words) == 1, words


def test_a_table_in_a_box_is_a_table_whatever_its_cells_are_called() -> None:
    cells = '<tr><td class="icon">{}</td><td>{}</td></tr>'
    drawn = f'<div class="admonitionblock warning"><table>{cells.format("Warning", "Hot.")}</table></div>'
    assert converted(drawn) == "> **Warning**\n>\n> Hot."
    rows = cells.format("A", "valve") + cells.format("B", "pump")
    table = converted(f'<div class="admonition note"><p>Two signs:</p><table>{rows}</table><p>And so on.</p></div>')
    for words in ("Two signs:", "A", "valve", "B", "pump", "And so on."):
        assert words in table, words


@pytest.mark.parametrize(("key", "value"), [("answer", "!!bool x"), ("when", "!!timestamp x"), ("n", "!!int 甲")])
def test_a_paper_whose_header_is_not_yaml_is_read_all_the_same(key: str, value: str) -> None:
    page = (
        f'<html><body><d-front-matter><script type="text/front-matter">title: 泵\n{key}: {value}\n</script>'
        "</d-front-matter><d-article><h1>泵的效率</h1><p>水泵的效率随流量而变，先升后降。</p></d-article></body></html>"
    )
    assert "先升后降" in convert(Source("paper.html", page)).markdown


def test_who_wrote_a_post_is_the_first_name_with_words() -> None:
    post = (
        '<div class="row"><a class="user" href="/u/{0}"><img src="{0}.png"></a><a class="user" href="/u/{0}">{0}</a>'
        '<div class="body"><p>{1}</p></div></div>'
    )
    page = parse(
        Source(
            "t.html",
            post.format("李雷", "水泵不转。")
            + post.format("韩梅梅", '<a class="user" href="/u/李雷">李雷</a> 先看电源。'),
        )
    )
    bodies = [one for one in page.root.all("div") if "body" in one.classes]
    names = [one for one in page.root.all("a") if "user" in one.classes]
    assert writers(bodies, names) == {bodies[0].start: "李雷", bodies[1].start: "韩梅梅"}


@pytest.mark.parametrize("caption", ["<figcaption>", '<figcaption class="caption">'])
def test_the_caption_of_a_card_stands_once_and_is_not_called_removed(caption: str) -> None:
    card = (
        '<figure class="bookmark-card"><a href="https://example.org/pump"><div class="bookmark-title">Pumps</div>'
        f'<div class="bookmark-description">All about pumps.</div></a>{caption}Read this first.</figcaption></figure>'
    )
    assert converted(card) == "[Pumps](https://example.org/pump)\n\nAll about pumps.\n\nRead this first."
    assert not any("Read this" in text for text in told(card, Severity.REMOVAL))


def test_hidden_lines_are_no_part_of_a_listing_set_in_paragraphs() -> None:
    mono = '<p style="font-family:Consolas{}">{}</p>'
    lines = mono.format("", "pump = 1") + mono.format(";display:none", "secret = 2")
    lines += '<p class="sr-only" style="font-family:Consolas">spoken()</p>' + mono.format("", "run(pump)")
    text = f"<div>{lines}</div><p>{'水泵按上面的方式启动，先看电源。' * 9}</p>"
    assert converted(text).startswith("```text\npump = 1\nrun(pump)\n```")
    gone = "".join(told(text, Severity.REMOVAL))
    assert "secret = 2" in gone
    assert "spoken()" in gone


LINKED = 'run(<a href="https://example.org/pump">pump</a>)'


@pytest.mark.parametrize(
    "listing",
    [
        (
            f'<p style="font-family:Consolas">{LINKED}</p><p style="font-family:Consolas">stop()</p>'
            f"<p>{'水泵按上面的方式启动，先看电源。' * 9}</p>"
        ),
        f'<div class="cm-editor"><div class="cm-content"><div class="cm-line">{LINKED}</div></div></div>',
        f'<div class="ltx_listing"><div class="ltx_listingline">{LINKED}</div></div>',
    ],
    ids=["paragraphs", "editor", "algorithm"],
)
def test_the_address_of_a_link_in_code_is_named(listing: str) -> None:
    assert "run(pump)" in converted(listing)
    assert "https://example.org/pump" in told(listing, Severity.REPAIR)


def test_a_picture_in_an_algorithm_stays() -> None:
    line = '<div class="ltx_listing"><div class="ltx_listingline">run()<img src="pump.png" alt="泵"></div></div>'
    assert converted(line) == "```text\nrun()\n```\n\n![泵](pump.png)"


def test_a_title_that_a_box_says_itself_stands_once() -> None:
    assert converted('<my-alert title="Mind"><p>Mind</p><p>Hot.</p></my-alert>').count("Mind") == 1
    assert converted('<my-alert title="Mind"><p>Never mind the heat.</p></my-alert>') == (
        "> **Mind**\n>\n> Never mind the heat."
    )
    assert converted('<my-part title="Mind"><p>Mind</p><p>Hot.</p></my-part>').count("Mind") == 1


def test_works_whose_keys_differ_in_signs_have_notes_of_their_own() -> None:
    bibliography = "@book{a:b, title={Valves}, author={A}, year=2001}\n@book{a/b, title={Pumps}, author={B}, year=2002}"
    made = converted(
        f'<p>甲<d-cite key="a:b"></d-cite>，乙<d-cite key="a/b"></d-cite>。</p>'
        f'<d-bibliography><script type="text/bibtex">{bibliography}</script></d-bibliography>'
    )
    assert "[^a-b]" in made
    assert "[^a-b-2]" in made
    assert "Valves" in made
    assert "Pumps" in made


def test_only_a_subtitle_itself_heads_no_section() -> None:
    assert converted('<h2 class="has-subtitle">泵</h2>') == "## 泵"
    assert converted('<h2 class="post-subtitle">泵</h2>') == "泵"


def test_the_name_of_a_source_that_a_page_draws_apart_is_no_part_of_the_word_before() -> None:
    pill = '<span class="inline-flex"><a href="https://a.pumps.test/w">Wiki</a></span>'
    assert (
        converted(f"<p>It never leaks{pill}, they say.</p>")
        == "It never leaks [Wiki](https://a.pumps.test/w), they say."
    )
    assert converted(f"<p>It leaks{pill}now and then.</p>") == "It leaks [Wiki](https://a.pumps.test/w) now and then."


def test_a_note_right_behind_the_mark_that_it_describes_is_a_note() -> None:
    made = converted(
        '<p>转速要稳<sup><a href="javascript:void(0)" role="button" aria-describedby="n-1">1</a></sup>'
        '<span id="n-1" role="tooltip">见<a href="https://a.pumps.test/w">说明书</a>。</span>，流量才稳。</p>'
    )
    assert made == "转速要稳[^1]，流量才稳。\n\n[^1]: 见[说明书](https://a.pumps.test/w)。"


def test_a_frame_of_the_site_leads_to_the_film_that_its_address_names() -> None:
    film = '<iframe src="/embed/film?url=https%3A%2F%2Ffilms.test%2Fw%3Fv%3D7&amp;t=1"></iframe>'
    assert converted(f"<p>看：</p>{film}").endswith("<https://films.test/w?v=7>")
