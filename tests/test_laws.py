"""The laws that hold everywhere in the house."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from proofpress import skeleton, tree
from proofpress.normal import normalise
from proofpress.readers.markdown import read
from proofpress.source import Source
from proofpress.writer import write
from tests.renderers import commonmark_html, site_html
from tests.trees import documents

generated = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@given(documents())
@generated
def test_what_is_written_reads_back_the_same(document: tree.Document) -> None:
    assert read(Source("page.md", write(document))) == document


@given(documents())
@generated
def test_normal_form_is_settled(document: tree.Document) -> None:
    assert normalise(document) == document


@given(documents())
@generated
def test_a_commonmark_renderer_and_the_site_show_the_document(document: tree.Document) -> None:
    text = write(document)
    wanted = skeleton.of_document(cited(document))
    for name, render in (("commonmark", commonmark_html), ("site", site_html)):
        differences = list(wanted.differences(skeleton.of_html(render(text))))
        assert not differences, (name, differences, text)


def cited(document: tree.Document) -> tree.Document:
    return document


@given(documents())
@generated
def test_children_lie_inside_their_parents_in_order(document: tree.Document) -> None:
    source = Source("page.md", write(document))
    for node in tree.walk(read(source)):
        inside = [child.span for child in tree.children(node)]
        for span in inside:
            assert span in node.span, (node, span)
        assert inside == sorted(inside)


if __name__ == "__main__":
    pytest.main([__file__])
