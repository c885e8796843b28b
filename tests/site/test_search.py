"""The index of a site: which terms a text has, and that pages come back out of the shards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.site.search.index import files, recorded, text_script, write
from proofpress.site.search.record import Record, Section, record
from proofpress.site.search.terms import levels, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("梯度下降", ["梯度", "度下", "下降", "降"]),
        ("用 NumPy 计算", ["用", "numpy", "num", "py", "计算", "算"]),
        ("scaled_dot_product", ["scaled_dot_product", "dot", "product", "scaled"]),
        (r"$\frac{a}{in}$", [r"\frac", "a", "in"]),
        (r"\alpha 与 alpha", [r"\alpha", "与", "alpha"]),
        ("ＡＢＣ １２", ["abc", "12"]),
        ("C++语言、C#，A* 与 g++", ["c++", "语言", "言", "c#", "a*", "与", "g++"]),
        ("用.NET和Node.js", ["用", ".net", "net", "和", "node", "js"]),
        ("count++; a+b; a*b; #12; ASP.NET", ["count++", "count", "a", "b", "a", "b", "12", "asp", "net"]),
        ("C++17", ["c++17"]),
        ("v-for --no-cache", ["v-for", "v", "for", "no-cache", "no", "cache"]),
        ("well\u2011known a - b", ["well-known", "well", "known", "a", "b"]),
        ("", []),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    assert sorted(terms(text)) == sorted(found)


def test_a_long_word_is_one_term() -> None:
    assert list(terms("x" * 70)) == ["x" * 64]


def test_a_record_has_its_sections_and_no_noise() -> None:
    made = record(
        "a/",
        "标题",
        '<h1 id="t">标题</h1><p>第<b>一</b>段<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>。</p>'
        '<h2 id="s">二<a class="headerlink" href="#s">¶</a></h2><p>x &lt; y</p><script>no()</script>',
    )
    assert made.sections == (Section("", "", "第一段。"), Section("s", "二", "x < y"))
    assert Record.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_what_a_page_is_about_counts_more_in_its_title_and_less_in_a_long_page() -> None:
    short = levels(Record("a", "Heap", (Section("", "", "A heap is a tree."),)))
    long = levels(Record("b", "Tree", (Section("", "", "A heap is a tree. " + "word " * 3000),)))
    assert short["heap"] > short["tree"]
    assert short["heap"] > long["heap"]
    often = levels(Record("c", "Tree", (Section("", "", "heap " * 50),), ("Leaf",)))
    assert levels(Record("d", "Heap and tree", ()))["heap"] < short["heap"]
    assert often["leaf"] > often["heap"]


def test_a_formula_reads_as_it_does_in_a_line_and_is_found_by_its_tex() -> None:
    math = (
        "<math><semantics><mrow><mi>η</mi></mrow>"
        '<annotation encoding="application/x-tex">\\eta</annotation></semantics></math>'
    )
    made = record("a/", "A", f"<p>学习率 {math} 决定步长</p>")
    assert made.sections == (Section("", "", "学习率 η 决定步长", "\\eta"),)
    assert "\\eta" in levels(made)


def decoded(made: dict[str, bytes]) -> dict[str, set[int]]:
    """The pages of each term, read out of the shards as `search-index.js` does."""
    found: dict[str, set[int]] = {}
    for number in range(len(json.loads(made["index.json"])["shards"])):
        octets, at = made[f"{number}.bin"], 0

        def value(octets: bytes = octets) -> int:
            nonlocal at
            got = shift = 0
            while True:
                byte = octets[at]
                at += 1
                got |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return got

        while at < len(octets):
            length = value()
            term = octets[at : at + length].decode()
            at += length
            end = value()
            end += at
            while at < end:
                group, count = value(), octets[at]
                at += 1
                found.setdefault(term, set()).update(group * 32 + (octets[at + k] & 31) for k in range(count))
                at += count
    return found


def test_every_page_comes_back_out_of_the_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [f"<p>第 {n} 页 word{n} 都有的词{'，公式' if n % 3 else ''}</p>" for n in range(150)]
    records = [recorded(f"p{n}/", f"Page {n}", one, "") for n, one in enumerate(said)]
    made = files(records, "")
    pages = decoded(made)
    assert pages["都有"] == set(range(150))
    assert pages["公式"] == {n for n in range(150) if n % 3}
    assert pages["word137"] == {137}
    write(made, tmp_path)
    assert json.loads((tmp_path / "pages" / "137.json").read_text("utf-8"))["url"] == "p137/"
    monkeypatch.setattr("proofpress.site.search.index.SHARD", 500)
    many = files(records, "other")
    assert len(json.loads(many["index.json"])["shards"]) > 5
    assert decoded(many) == pages
    assert files(records, "other") == many, "what is kept makes the same bytes"


def test_the_script_of_all_pages_ends_where_it_ends() -> None:
    script = text_script([recorded("a/", "A", "<p>&lt;/script&gt;</p>", "")])
    assert "</" not in script
    assert script.startswith("window.proofpressPages=[{")


def test_a_page_is_about_its_authors_and_topics() -> None:
    found = levels(Record("a", "Heaps", (Section("", "", "A tree " * 9),), ("林小雨", "Ada Byron", "C++")))
    assert {"林小", "小雨", "ada", "byron", "c++"} <= found.keys()
    assert found["c++"] > found["a"] - 3
    made = Record.from_json(json.loads(recorded("a/", "A", "<p>x</p>", "", ("Ada", ".NET"))))
    assert made.names == ("Ada", ".NET")
