"""The laws that hold everywhere in the house."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from proofpress import skeleton, tree
from proofpress.normal import normalise
from proofpress.readers.markdown import read
from proofpress.source import Source
from proofpress.writer import write
from tests.renderers import commonmark_html, plain_site_html, site_html
from tests.trees import documents

generated = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


BEHIND_A_LINK = (tree.Text("见 [a]("), tree.InlineMath("x_1"), tree.Text("), [b]("), tree.InlineMath("y^2"))

ENDS = tree.InlineMath("a $$")
PARAGRAPH = tree.Paragraph((tree.Text("1"),))

SPACED = (tree.Strong((tree.Text("\u00a0 a"),)),)


@given(documents())
@example(tree.Document((tree.Paragraph(BEHIND_A_LINK),)))
@example(tree.Document((tree.Paragraph((tree.Link("a.md", children=(tree.Text("X"),)),)),)))
@example(tree.Document((tree.Paragraph((tree.Text("[a](x_1 \\alpha"),)),)))
@example(normalise(tree.Document((tree.Paragraph((tree.Tagged("kbd", SPACED),)),))))
@example(tree.Document((tree.List((tree.Item((PARAGRAPH, tree.List((tree.Item((PARAGRAPH,)),), start=7))),)),)))
@example(
    normalise(
        tree.Document(
            (tree.Paragraph((tree.InlineMath("\\$时。"), tree.InlineMath("$$高。"), tree.InlineMath("a $$"))),)
        )
    )
)
@example(tree.Document((tree.Paragraph((tree.Text("\\begin{cases}a\\end{cases}"),)),)))
@generated
def test_what_is_written_reads_back_the_same(document: tree.Document) -> None:
    assert read(Source("page.md", write(document))) == document


@given(documents())
@generated
def test_normal_form_is_settled(document: tree.Document) -> None:
    assert normalise(document) == document


ITEM = tree.Item((tree.Paragraph((tree.Text("1"),)),))
TWO_LISTS = tree.Item((*ITEM.children, tree.List((ITEM,)), tree.List((ITEM,), start=1)))


@given(documents())
@example(tree.Document((tree.List((TWO_LISTS,)),)))
@example(tree.Document((tree.Quote((tree.Details("$1$", (tree.Math("x"),)),)),)))
@generated
def test_a_commonmark_renderer_and_any_site_show_the_document(document: tree.Document) -> None:
    document = with_notes_that_meet(document)
    text = write(document)
    wanted = skeleton.of_document(document)
    for name, render in (("commonmark", commonmark_html), ("site", site_html), ("plain site", plain_site_html)):
        differences = list(wanted.differences(skeleton.of_html(render(text))))
        assert not differences, (name, differences, text)


def with_notes_that_meet(document: tree.Document) -> tree.Document:
    """The document without notes nobody cites and citations of no note, which renderers treat in ways of their own."""
    body = tuple(node for node in document.children if not isinstance(node, tree.Footnote))
    labels = {node.label for node in document.children if isinstance(node, tree.Footnote)}
    cited = {node.label for top in body for node in tree.walk(top) if isinstance(node, tree.FootnoteReference)}
    kept = [
        tree.Footnote(node.label, (tree.Paragraph((tree.Text("note"),)),))  # each renderer has its own order of notes
        for node in document.children
        if isinstance(node, tree.Footnote) and node.label in cited
    ]
    return normalise(replace(document, children=(*(strip_citations(node, frozenset(labels)) for node in body), *kept)))


def strip_citations(node: Any, labels: frozenset[str]) -> Any:
    if isinstance(node, tree.FootnoteReference):
        return node if node.label in labels else tree.Text(node.label)
    if isinstance(node, tuple):
        return tuple(strip_citations(child, labels) for child in node)
    if isinstance(node, tree.Node):
        changed = {
            f.name: strip_citations(getattr(node, f.name), labels)
            for f in fields(node)
            if isinstance(getattr(node, f.name), tuple | tree.Node) and f.name not in ("span", "inner", "align")
        }
        return replace(node, **changed) if changed else node
    return node


@given(documents())
@generated
def test_children_lie_inside_their_parents_in_order(document: tree.Document) -> None:
    source = Source("page.md", write(document))
    for node in tree.walk(read(source)):
        inside = [child.span for child in tree.children(node)]
        for span in inside:
            assert node.span.start <= span.start <= span.end <= node.span.end, (node, span)
        assert inside == sorted(inside)


if __name__ == "__main__":
    pytest.main([__file__])
