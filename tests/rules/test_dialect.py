"""The site decides: what a dialect rule reports renders wrong with the site's parser,
and what stands instead renders right."""

from __future__ import annotations

import re

import pytest

from proofpress.check import BY_NAME
from proofpress.dialect import markdown
from proofpress.output.rule_page import page_of
from proofpress.slugs import slugify

RIGHT: dict[str, str] = {
    "list-indent": r"<li>(?:(?!</li>).)*<(?:ul|p)>",
    "fence-indent": r"<li>(?:(?!</[lo][il]>).)*<pre",
    "list-glued": r"<(?:ul|ol)>(?!.*\n2\. )",
    "table-glued": r"<table(?!.*<td>#)",
    "table-delimiter": r"<table.*<th>",
    "table-second-header": r"<table.*<table",
    "container-head": r"(?:admonition-title|<summary)[^<>]*>(?:Hot|点击展开)<",
    "container-indent": r'<div class="admonition.*<p>This is inside.*</div>',
    "math-block-glued": r'(?<!\$)<(?:div|span) class="arithmatex">\\[\[(]',
    "math-blank-line": r'<div class="arithmatex">',
    "math-dollar-space": r'<span class="arithmatex">',
    "html-block-markdown": r"<strong>",
    "heading-setext": r"<p>This is the last sentence.*<hr",
    "link-reversed": r"<a href",
    "link-malformed": r"<a href",
    "link-fullwidth": r"<a href",
    "strong-spaces": r"<strong>main result</strong>",
    "code-fence-collision": r"<pre.*</pre>\s*(?:</div>)?\s*$",
    "citation-mixed-style": r"<sup",
    "footnote-undefined": r"<sup",
    "reference-undefined": r'<a href="https://example.com/docs"',
}
"""What the mended example has on the page and the faulty one has not."""

ALSO_READ = {"link-malformed": 1}
"""Examples that this site reads as meant and code hosts do not."""


def rendered(text: str) -> str:
    return markdown(without=("proofpress.typeset",)).convert(text)


@pytest.mark.parametrize("name", RIGHT)
def test_the_site_renders_the_fault_wrong_and_the_mended_right(name: str) -> None:
    examples = page_of(BY_NAME[name]).examples
    for number, (faulty, mended) in enumerate(zip(examples[::2], examples[1::2], strict=True)):
        right = re.compile(RIGHT[name], re.S)
        assert right.search(rendered(mended.text)), rendered(mended.text)
        if ALSO_READ.get(name) != number:
            assert not right.search(rendered(faulty.text)), rendered(faulty.text)


@pytest.mark.parametrize(
    "title",
    [
        "Setup",
        "安装 与 配置",
        "C++ 的 `std::vector`",
        "1.2 What's new?",
        "Über_snake case",
        "a  b",
        "（续）：end",
        "a < b <i> c",
        "x > y",
    ],
)
def test_anchors_are_those_of_the_sites_slugifier(title: str) -> None:
    from pymdownx.slugs import slugify as theirs

    assert slugify(title) == theirs(case="lower")(title, "-")
