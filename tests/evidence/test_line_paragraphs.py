"""Which texts have a paragraph in each line, and which have lines that a width has broken, or sentences."""

from __future__ import annotations

import textwrap

import pytest

from proofpress.evidence.line_paragraphs import are_paragraphs, goes_on

_ENGLISH = [
    f"The {name} was measured twice, in spring and in autumn, and both values stand in the table. The second one is "
    f"higher{more}. Nobody knows why."
    for name, more in (("river", ""), ("lake", ", as in every year that was warm"), ("spring", " by a third"))
]
_CHINESE = [
    f"{place}的水位在春天和秋天各测了一次，两次的数值都写在表里。第二次的更高{more}。原因至今不清楚，还要再测几年才能下结论，测量的人也换过两次。"
    for place, more in (("河", ""), ("湖", "，和每个温暖的年份一样"), ("泉", "三分之一"))
]


@pytest.mark.parametrize("lines", [_ENGLISH, _CHINESE])
def test_lines_of_several_sentences_are_paragraphs(lines: list[str]) -> None:
    assert are_paragraphs(lines, parted=True)
    assert are_paragraphs(["A title", *lines, "A caption"], parted=False)


@pytest.mark.parametrize("width", [60, 79, 100, 130, 180])
def test_prose_that_a_width_broke_is_none(width: int) -> None:
    for text in (" ".join(_ENGLISH * 4), " ".join([*_ENGLISH, "Short.", *_ENGLISH])):
        assert not are_paragraphs(textwrap.wrap(text, width), parted=False)


@pytest.mark.parametrize("width", [30, 38, 50, 80])
def test_chinese_that_a_width_broke_is_none(width: int) -> None:
    text = "".join(_CHINESE * 4)
    assert not are_paragraphs([text[at : at + width] for at in range(0, len(text), width)], parted=False)


def test_a_sentence_a_line_is_none_where_blank_lines_part_paragraphs() -> None:
    lines = [
        f"The {name} was measured twice, in spring and in autumn, and both of the values that were found stand in the "
        "table at the end of this chapter."
        for name in ("river", "lake", "spring", "well", "brook", "pond", "canal", "sea", "ditch")
    ]
    assert not are_paragraphs(lines, parted=True)
    assert not are_paragraphs(lines[:4], parted=False)


def test_lines_of_a_verse_or_an_address_are_none() -> None:
    assert not are_paragraphs(["Workshop North", "12 Mill Lane", "Springfield"] * 4, parted=False)


def test_a_sentence_goes_on_in_small_letters() -> None:
    assert goes_on("The values stand in the table, and nobody knows what", "they mean.")
    assert not goes_on("The values stand in the table, and nobody knows why.", "they mean.")
    assert not goes_on("A title", "and its line")
