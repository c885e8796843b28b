"""Generated trees: any Document that a reader could yield, in normal form."""

from __future__ import annotations

from hypothesis import strategies as st

from proofpress import tree as t
from proofpress.normal import normalise

ALPHABET = "ab1 中文，。：（）“”!*_`[](){}<>#+-.|~$\\&;=^\"'/:?@ é\u00a0\u3000𝔸"
words = st.text(ALPHABET, min_size=1, max_size=12)
plain = st.text("abc中文字 ", min_size=1, max_size=8)
urls = st.sampled_from(
    [
        "https://example.com/a_b?c=d&e=1",
        "a.md#标题",
        "img/图 1.png",
        "http://x.y/(z)",
        "#note",
        "mailto:a@b.c",
        "https://e.org/)(",
    ]
)
tex = st.sampled_from(
    [
        "x",
        "a_b^2",
        r"\frac{1}{2}",
        "a|b",
        r"\|v\|",
        r"x \\ y",
        "a < b & c",
        r"\text{中文}",
        "`a` [b](c)",
        r"\text{`a'}",
        "- 1",
        "x\n- y\n= z",
        "a\n\nb",
        r"\$5",
        "p*q*r",
    ]
)
codes = st.sampled_from(["x = 1", "a | b", "``", "<b>&amp;</b>", "<img src=x>", "*no*", "a  b", "$x$", "f`g"])
labels = st.sampled_from(["1", "2", "note", "注"])


def inlines(depth: int = 2) -> st.SearchStrategy[tuple[t.Inline, ...]]:
    leaf = st.one_of(
        words.map(t.Text),
        plain.map(t.Text),
        codes.map(t.InlineCode),
        tex.map(t.InlineMath),
        st.just(t.Break()),
        st.builds(t.Image, urls, words, st.one_of(st.just(""), plain, words)),
        urls.map(lambda url: t.Link(url, (t.Text(url),))),
        labels.map(t.FootnoteReference),
    )
    if depth:
        inner = inlines(depth - 1)
        leaf = st.one_of(
            leaf,
            leaf,
            st.builds(t.Emphasis, inner),
            st.builds(t.Strong, inner),
            st.builds(t.Delete, inner),
            st.builds(t.Tagged, st.sampled_from(["kbd", "sub", "sup", "mark"]), inner),
            st.builds(t.Link, urls, inner, st.one_of(st.just(""), plain, words)),
        )
    return st.lists(leaf, min_size=1, max_size=4).map(tuple)


def paragraphs() -> st.SearchStrategy[t.Paragraph]:
    return inlines().map(t.Paragraph)


def tables() -> st.SearchStrategy[t.Table]:
    def build(width: int) -> st.SearchStrategy[t.Table]:
        cell = st.one_of(st.just(()), inlines(1)).map(t.Cell)
        row = st.lists(cell, min_size=width, max_size=width).map(lambda cells: t.Row(tuple(cells)))
        align = st.lists(st.sampled_from(["", "left", "center", "right"]), min_size=width, max_size=width).map(tuple)
        return st.builds(t.Table, align, st.lists(row, min_size=2, max_size=3).map(tuple))

    return st.integers(2, 3).flatmap(build)


def blocks(depth: int = 2, *, top: bool = True) -> st.SearchStrategy[tuple[t.Block, ...]]:
    code = st.builds(
        t.Code,
        st.sampled_from(["x = 1\n\ny", "```\nin\n```", "<p>&lt;</p>", "$$\nx\n$$", "# no\n- no", "    indented"]),
        st.sampled_from(["python", "text", "c++", "html"]),
    )
    leaf: list[st.SearchStrategy[t.Block]] = [paragraphs(), paragraphs(), code, tex.map(t.Math), tables()]
    if top:
        leaf += [st.builds(t.Heading, st.integers(1, 6), inlines(1)), st.just(t.ThematicBreak())]
    if depth:
        inner = blocks(depth - 1, top=False)
        item = st.builds(
            t.Item,
            st.tuples(paragraphs(), inner).map(lambda pair: (pair[0], *pair[1])),
            st.sampled_from([None, None, None, True, False]),
        )
        leaf += [
            st.builds(t.Quote, inner),
            st.builds(
                t.List, st.lists(item, min_size=1, max_size=3).map(tuple), st.sampled_from([None, None, 1, 7, 98])
            ),
            st.builds(
                t.List,
                st.lists(paragraphs().map(lambda p: t.Item((p,))), min_size=1, max_size=3).map(tuple),
                st.sampled_from([None, 1]),
            ),
            st.builds(
                t.List,
                st.lists(item, min_size=2, max_size=2).map(
                    lambda held: (t.Item((held[0].children[0],)), t.Item((t.List(tuple(held), 1),)), held[1])
                ),
                st.sampled_from([None, 3]),
            ),
            st.builds(t.Details, words, inner, st.booleans()),
        ]
    return st.lists(st.one_of(leaf), min_size=1, max_size=3).map(tuple)


def documents() -> st.SearchStrategy[t.Document]:
    note = st.builds(t.Footnote, labels, paragraphs().map(lambda p: (p,)))
    notes = st.lists(note, max_size=2, unique_by=lambda n: n.label).map(tuple)
    meta = st.fixed_dictionaries(
        {},
        optional={
            "date": st.just("2025-03-10 17:41:53 +0800"),
            "tags": st.just(["甲", "b: c"]),
            "original": st.just({"k": 1, "n": None, "t": "yes"}),
        },
    )
    return st.builds(lambda body, end, front: normalise(t.Document((*body, *end), front)), blocks(), notes, meta)
