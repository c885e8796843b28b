"""Which quotes of a page are drawn as boxes."""

from __future__ import annotations

import markdown
import pytest


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("> **警告**\n>\n> 先关阀。", 'class="pp-box pp-box--grave"'),
        ("> **Danger**\n>\n> It is hot.", 'class="pp-box pp-box--grave"'),
        ("> **Tip** Fill it first\n>\n> Then start.", 'class="pp-box"'),
        ("- > **提示**\n  >\n  > 再看一次。", 'class="pp-box"'),
        ("> **鲁迅**\n>\n> 路是走出来的。", ""),
        ("> See the **Tip** above.", ""),
        ("> Words alone.", ""),
    ],
)
def test_a_quote_that_begins_with_a_label_is_a_box(text: str, drawn: str) -> None:
    made = markdown.markdown(text, extensions=["sane_lists", "proofpress.site.markup"], tab_length=2)
    assert f"<blockquote {drawn}".strip() + ">" in made


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("zh", "> **Danger**\n>\n> 阀门很烫。", "危险"),
        ("zh", "> **Tip** 先加水\n>\n> 再点火。", "提示"),
        ("zh", "> **Tip** Fill it first\n>\n> 再点火。", "Tip"),
        ("zh", "> **TIP**\n>\n> 再点火。", "TIP"),
        ("zh", "> **备注**\n>\n> 再点火。", "备注"),
        ("en", "> **Danger**\n>\n> It is hot.", "Danger"),
    ],
)
def test_a_label_that_is_a_kind_is_in_the_language_of_the_page(language: str, text: str, label: str) -> None:
    settings = {"proofpress.site.markup": {"language": language}}
    made = markdown.markdown(text, extensions=["proofpress.site.markup"], extension_configs=settings)
    assert f"<strong>{label}</strong>" in made
