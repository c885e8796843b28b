"""Bibliographies, BibTeX and CSL-JSON, and the notes that citations by key become."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.convert import convert
from proofpress.readers.bibliography import read
from proofpress.source import Source
from tests.command import proofpress

BIB = r"""
@string{jt = "Journal of {T}ides"}
@comment{@article{no, title={No}}}
@article{mill03, author = {Jo Ann von der Mill and {\"O}zg\"ur, Ay{\c{s}}e}, title = "The {G}auge",
  journal = jt # ", Ser. B",
  year = 2003, volume={7}, number=2, pages={9--11}, doi={https://doi.org/10.5555/t.7}}
@book{open, title = {Never closed, author = {X}
@misc{hut20, author = {{The Tide Group} and others}, title  = {A snake\_case of $O(n^2)$},
  date = {2020-03}, eprint = {2003.00001}}
@article{潮19, author={李, 明 and 王 五}, title={潮汐研究}, journal={海洋学报},
  year={2019}, volume={3}, number={2}, pages={1--9}}
"""
CSL = [
    {
        "id": "k1",
        "type": "article-journal",
        "title": "On <i>x</i> &amp; y",
        "author": [{"family": "Dam", "non-dropping-particle": "van", "given": "Lies"}, {"literal": "A Group"}],
        "issued": {"date-parts": [[1999, 2]]},
        "container-title": "J. Test",
        "page": "1-2",
        "URL": "https://t.example/1",
    }
]


@pytest.mark.parametrize(
    ("key", "short", "note"),
    [
        (
            "mill03",
            "von der Mill and Özgür",
            "von der Mill, J. A., Özgür, A. (2003). The Gauge. Journal of Tides, Ser. B, 7(2), 9–11. <https://doi.org/10.5555/t.7>",
        ),
        (
            "hut20",
            "The Tide Group et al.",
            r"The Tide Group, et al. (2020). A snake\_case of $O(n^2)$. <https://arxiv.org/abs/2003.00001>",
        ),
        ("潮19", "李明等", "李明, 王五. 潮汐研究[J]. 海洋学报, 2019, 3(2): 1–9."),
    ],
)
def test_bibtex(key: str, short: str, note: str) -> None:
    entry = read(BIB)[key]
    assert (entry.short, entry.note) == (short, note)


def test_a_broken_entry_costs_no_other() -> None:
    assert set(read(BIB)) == {"mill03", "open", "hut20", "潮19"}


def test_csl_json() -> None:
    entry = read(json.dumps(CSL))["k1"]
    assert entry.note == "van Dam, L., A Group (1999). On x & y. J. Test, 1–2. <https://t.example/1>"


@pytest.mark.parametrize(
    "text", ["", "[", "{}", '{"items": 3}', "[[[[", "# A page\n\n@mail{", '[{"id": 1}]', "[null, 3]"]
)
def test_what_is_no_bibliography_has_no_entries(text: str) -> None:
    assert not [entry for entry in read(text).values() if entry.note]


def cited(text: str) -> str:
    source = Source("a.md", text)
    source.cited = {"a1": ("Ann", "Ann. A."), "b-2": ("Ben 等", "Ben. B.")}
    return convert(source).markdown.partition("---\n\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("As shown [@a1; see @b-2, p. 3].", "As shown[^a1][^b-2] (see p. 3)."),
        ("@a1 [p. 3] says, and [-@a1] too.", "Ann[^a1] (p. 3) says, and[^a1] too."),
        ("见@a1的说法，@b-2 指出。", "见Ann[^a1]的说法，Ben 等[^b-2] 指出。"),
        (r"By \citep[p.~3]{a1} and \cite{a1, b-2}.", "By[^a1] (p. 3) and[^a1][^b-2]."),
        ("By {cite}`a1,b-2`.", "By[^a1][^b-2]."),
    ],
)
def test_citations_become_notes(text: str, body: str) -> None:
    notes = {"a1": "[^a1]: Ann. A.", "b-2": "[^b-2]: Ben. B."}
    assert cited(text) == "\n\n".join([body, *(note for key, note in notes.items() if f"[^{key}]" in body)])


@pytest.mark.parametrize(
    "text",
    [
        "Write to me@a1.example or @nobody, as in `[@a1]` and $x[@a1]$.",
        "Unknown [@zz] and [@a1; @zz], a [@a1](https://x.example/).",
        "```text\n[@a1]\n```",
    ],
)
def test_what_is_no_citation_stays(text: str) -> None:
    assert cited(f"{text}\n\nEnd.") == f"{text}\n\nEnd."


def test_the_command_reads_bibliographies(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.md").write_text("# A\n\nAs shown [@mill03].\n", "utf-8")
    (tmp_path / "in/b.md").write_text(
        "---\nbibliography: [local.json]\n---\n\n# B\n\nAs shown [@k1], [@zz].\n", "utf-8"
    )
    (tmp_path / "in/local.json").write_text(json.dumps(CSL), "utf-8")
    ran = proofpress("convert", "in", "--bib", "refs.bib", cwd=tmp_path)
    assert "[^mill03]: von der Mill" in (tmp_path / "converted/a.md").read_text("utf-8")
    assert "[^k1]: van Dam" in (tmp_path / "converted/b.md").read_text("utf-8")
    assert "the bibliography has no zz" in ran.err
    (tmp_path / "refs.bib").write_text(BIB.replace("von der Mill", "Miller"), "utf-8")
    assert "1 file converted, 1 unchanged" in proofpress("convert", "in", "--bib", "refs.bib", cwd=tmp_path).err
    assert "[^mill03]: Miller" in (tmp_path / "converted/a.md").read_text("utf-8")
    assert proofpress("convert", "in", "--bib", "in/a.md", cwd=tmp_path).code == 2
    ran = proofpress("convert", "in", "--to", "parquet", "--bib", "refs.bib", "--chat", "answer", cwd=tmp_path)
    assert (ran.code, ran.err) == (2, "proofpress convert: --bib, --chat: not with --to parquet\n")
