"""Mermaid in V8: every kind of diagram, places in the text that was given, and the same verdict as in a browser."""

from __future__ import annotations

import json

import pytest

from proofpress import assets
from proofpress.engines import mermaid
from proofpress.engines.mermaid import Diagram
from proofpress.engines.trouble import Trouble
from tests.browser import page_at
from tests.engines.diagrams import EXAMPLES, Example

WRAPPERS = (
    ("plain", "{}"),
    ("front matter", "---\ntitle: 标题\nconfig:\n  theme: dark\n---\n{}"),
    ("directive", '%%{{init: {{"theme": "forest"}}}}%%\n{}'),
    ("comment", "%% 注释 ]\n{}"),
)


def trouble(source: str) -> Trouble:
    result = mermaid.parse(source)
    assert isinstance(result, Trouble), result
    assert 0 <= result.offset <= result.offset + result.length <= len(source)
    return result


def line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.type)
def test_right_diagrams_have_a_type(example: Example) -> None:
    wrapped = [wrapper.format(example.good) for _, wrapper in WRAPPERS]
    assert mermaid.parse_all(wrapped) == [Diagram(example.type)] * len(wrapped)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.type)
def test_wrong_diagrams_have_a_place(example: Example) -> None:
    for name, wrapper in WRAPPERS:
        source = wrapper.format(example.bad)
        found = trouble(source)
        assert line(source, found.offset) == example.line + wrapper.count("\n"), (name, found)
        assert found.message
        assert "position" not in found.message
        assert " on line" not in found.message


def test_every_keyword_opens_a_diagram_and_every_kind_has_an_example() -> None:
    detected = mermaid._program.call("__detect", mermaid.names(), seconds=10)
    assert None not in detected
    assert set(detected) == {example.type for example in EXAMPLES}


@pytest.mark.parametrize(
    ("source", "place", "code"),
    [
        ("flowchart TD\n  A[Web (CNN)] --> B", "(", "label"),
        ("flowchart TD\n  甲[𝔸😀] --> 丁\n  A[网 (CNN)] --> B", "(", "label"),
        ("flowchart TD\n  A[开始 --> B", "[开始 --> B", "unclosed"),
        ("flowchart TD\n  start --> end", "end", "reserved"),
        ("flowchart TD\n  A ——> B", "—", "character"),
        ("flowchart TD\n  A -> B", "->", "arrow"),
        ("flowchrt TD\n  A --> B", "flowchrt", "unknown-diagram"),
        ("%% 注释\n\n流程图\n  A --> B", "流程图", "unknown-diagram"),
        ("zenuml\n  A.b()", "zenuml", "unknown-diagram"),
        ("flowchart TD\n  A[#quot;一#quot;] --> B\n  C ——> D", "—", "character"),
        ("sequenceDiagram\r\n  A->>B: 一\r\n  B->>A 二\r\n  A->>B: 三\r\n", "", "unexpected"),
    ],
)
def test_places_and_codes(source: str, place: str, code: str) -> None:
    found = trouble(source)
    assert (source[found.offset : found.offset + found.length], found.code) == (place, code)


def test_an_open_block_is_reported_at_the_end() -> None:
    source = "flowchart TD\n  subgraph one\n    A --> B\n"
    found = trouble(source)
    assert found.code == "end"
    assert line(source, found.offset) == 3


@pytest.mark.parametrize("source", ["", "  \n\n", "%% nothing but this\n", "---\ntitle: x\n---\n"])
def test_nothing_is_no_diagram(source: str) -> None:
    assert trouble(source).code == "empty"


def test_front_matter_that_is_no_yaml() -> None:
    source = "---\ntitle: [x\n---\nflowchart TD\n  A --> B"
    found = trouble(source)
    assert found.code == "front-matter"
    assert line(source, found.offset) in (2, 3)


def test_front_matter_that_is_not_at_the_front() -> None:
    source = "%%{init: {}}%%\n---\ntitle: x\n---\nflowchart TD\n  A --> B"
    found = trouble(source)
    assert (source[found.offset : found.offset + found.length], found.code) == ("---", "front-matter")


def test_tags_in_labels_reach_the_parser() -> None:
    assert mermaid.parse("classDiagram\n  class A {\n    +run() <b>void</b>\n  }") == Diagram("classDiagram")
    assert mermaid.parse('flowchart TD\n  A["一<br/>二"] --> B\n  click A href "https://example.org/x"') == Diagram(
        "flowchart-v2"
    )


def test_too_many_edges_are_a_limit() -> None:
    source = "flowchart TD\n" + "".join(f"  A{i} --> B{i}\n" for i in range(501))
    assert trouble(source).code == "limit"


def test_results_keep_their_order() -> None:
    sources = [('pie\n "a" : 1', "flowchart TD\n A[", "info")[index % 3] + f"\n%% {index}" for index in range(120)]
    for index, result in enumerate(mermaid.parse_all(sources)):
        assert isinstance(result, Trouble) == (index % 3 == 1)


@pytest.mark.browser
def test_v8_says_what_a_browser_says() -> None:
    sources = [
        wrapper.format(text) for example in EXAMPLES for text in (example.good, example.bad) for _, wrapper in WRAPPERS
    ]
    sources += [
        "flowchart TD\n A[<b>x</b>] --> B",
        "classDiagram\n class A {\n +吃() <br/>void\n }",
        "flowchart TD\n A[<b>]",
        "zenuml\n A.b()",
    ]
    with page_at("about:blank") as page:
        page.add_script_tag(path=str(assets.path("mermaid/dist/mermaid.min.js")))
        said = page.evaluate(
            """sources => Promise.all(sources.map(source =>
            mermaid.parse(source).then(result => result.diagramType, error => null)))""",
            sources,
        )
    here = [result.type if isinstance(result, Diagram) else None for result in mermaid.parse_all(sources)]
    differing = [
        json.dumps(source, ensure_ascii=False)
        for source, one, other in zip(sources, here, said, strict=True)
        if one != other
    ]
    assert not differing


def test_a_comment_above_the_front_matter_is_not_handed_to_mermaid() -> None:
    source = "%% 注释 end\n---\ntitle: 示例\n---\nflowchart LR\n    a --> b\n"
    assert isinstance(mermaid.parse(source), mermaid.Diagram)
    assert mermaid.drawn(source).startswith("---\n")
    trouble = mermaid.parse(source.replace("a --> b", "a -- b]"))
    assert isinstance(trouble, Trouble)
    assert source[: trouble.offset].count("\n") == 5
    assert mermaid.drawn("%%{init: {}}%%\n---\nx") == "%%{init: {}}%%\n---\nx"
