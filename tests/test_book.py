"""`convert --to epub`: a book that readers of books take, with everything that the articles hold."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from proofpress.cli import main
from proofpress.engines.merman import drawing

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
DC = "{http://purl.org/dc/elements/1.1/}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)
TIDES = """---
authors: [李 示例]
date: 2025-03-01
language: zh
---

# 潮汐 & 重力

水位为 $h = A\\cos\\omega t$，见[第二篇](10-locks.md#how-it-opens)[^1]，也见 [外站](https://example.org/a?b=1&c=2)。

$$
F = G\\frac{m M}{r^2} \\tag{1}
$$

![记录](img/tide.png)

![别处](https://example.org/x.png)

## 记录

```python
print("a < b")
```

```mermaid
flowchart LR
  A[月] --> B{潮}
```

=== "甲"

    一。

=== "乙"

    二。

[^1]: 见《潮汐表》。
"""
LOCKS = """---
language: en
---

# Locks

## How it opens

- [x] fill
- [ ] open

Back to [tides](2-tides.md), to [nothing](gone.md) and [nowhere](#none).
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("book")
    heap = folder / "水"
    (heap / "img").mkdir(parents=True)
    (heap / "img" / "tide.png").write_bytes(PIXEL)
    (heap / "2-tides.md").write_text(TIDES, "utf-8")
    (heap / "10-locks.md").write_text(LOCKS, "utf-8")
    assert main(["convert", str(heap), "--to", "epub", "--output", str(folder / "w.epub"), "--jobs", "1"]) == 0
    return zipfile.ZipFile(folder / "w.epub")


def page(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(f"EPUB/{name}"))


def test_the_package_names_every_file_once(book: zipfile.ZipFile) -> None:
    assert book.infolist()[0].filename == "mimetype"
    assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
    package = page(book, "package.opf")
    items = [item.attrib for item in package.iter(f"{OPF}item")]
    inside = {name.removeprefix("EPUB/") for name in book.namelist() if name.startswith("EPUB/")}
    assert sorted(item["href"] for item in items) == sorted(inside - {"package.opf"})
    assert {item["href"] for item in items if item.get("properties") == "mathml"} == {"chapter-1.xhtml"}
    assert [element.text for element in package.iter(f"{DC}title")] == ["水"]
    assert [element.text for element in package.iter(f"{DC}creator")] == ["李 示例"]


def test_chapters_stand_in_the_order_of_their_names_each_in_its_language(book: zipfile.ZipFile) -> None:
    titles = ["".join(next(page(book, f"chapter-{number}.xhtml").iter(f"{XHTML}h1")).itertext()) for number in (1, 2)]
    assert titles == ["潮汐 & 重力", "Locks"]
    assert [page(book, f"chapter-{number}.xhtml").attrib["lang"] for number in (1, 2)] == ["zh", "en"]
    entries = ["".join(link.itertext()) for link in page(book, "nav.xhtml").iter(f"{XHTML}a")]
    assert entries == ["潮汐 & 重力", "记录", "Locks", "How it opens"]


def test_every_link_and_picture_leads_somewhere(book: zipfile.ZipFile) -> None:
    names = {posixpath.basename(name) for name in book.namelist()}
    ids: dict[str, Counter[str]] = {}
    for name in ("chapter-1.xhtml", "chapter-2.xhtml", "nav.xhtml"):
        ids[name] = Counter(element.attrib["id"] for element in page(book, name).iter() if "id" in element.attrib)
        assert max(ids[name].values()) == 1
    links = 0
    for name in ids:
        for element in page(book, name).iter():
            target = element.attrib.get("href") or element.attrib.get("src") or ""
            if not target or target.startswith("https:"):
                continue
            file, _, anchor = target.partition("#")
            assert not file or posixpath.basename(file) in names
            assert not anchor or ids[file or name][anchor] == 1
            links += 1
    assert links >= 9
    text = "".join(page(book, "chapter-2.xhtml").itertext())
    assert "to nothing and nowhere" in text, "a link that leads nowhere keeps its words"


def test_formulas_are_mathml_and_diagrams_pictures_with_their_source(book: zipfile.ZipFile) -> None:
    pytest.importorskip("merman", reason="no wheel of merman for this machine: diagrams stay as their source")
    first = page(book, "chapter-1.xhtml")
    assert len(list(first.iter("{http://www.w3.org/1998/Math/MathML}math"))) == 2
    pictures = {image.attrib["src"]: image.attrib["alt"] for image in first.iter(f"{XHTML}img")}
    assert len(pictures) == 2
    drawn = next(name for name in pictures if name.endswith(".svg"))
    assert "A[月] --> B{潮}" in pictures[drawn]
    assert "潮" in book.read(f"EPUB/{drawn}").decode()
    assert b"foreignObject" not in book.read(f"EPUB/{drawn}")
    text = "".join(first.itertext())
    assert text.index("甲") < text.index("一。") < text.index("乙") < text.index("二。")
    assert 'print("a < b")' in text
    assert "别处" in text, "a picture of another host is a link to it"


def test_the_same_articles_are_the_same_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    (tmp_path / "locks.md").write_text(LOCKS, "utf-8")
    for _ in range(2):
        assert main(["convert", str(tmp_path / "locks.md"), "--to", "epub", "-o", str(tmp_path / "a.epub")]) == 0
        (tmp_path / "a.epub").replace(tmp_path / f"{len(list(tmp_path.iterdir()))}.epub")
    one, other = (path.read_bytes() for path in sorted(tmp_path.glob("?.epub")))
    assert one == other


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "locks.md").write_text(LOCKS, "utf-8")
    (tmp_path / "a.epub").write_bytes(b"mine")
    command = ["convert", str(tmp_path / "locks.md"), "--to", "epub", "-o", str(tmp_path / "a.epub")]
    assert main(["--lang", "en", *command]) == 2
    assert "a.epub is there already" in capsys.readouterr().err
    assert (tmp_path / "a.epub").read_bytes() == b"mine"
    assert main([*command, "--force"]) == 0
    assert main(command) == 0, "a book of ours is written anew"
    assert main(["convert", str(tmp_path / "locks.md"), "--to", "epub", "-o", str(tmp_path / "folder")]) == 2


def test_pictures_of_an_author_go_by_their_own_names_whatever_these_are(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "diagram-1.png").write_bytes(PIXEL)
    text = f"# A\n\n![mine](images/diagram-1.png)\n\n![far](img/{'x' * 300}.png)\n\n![odd](img/a%00b.png)\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert main(["convert", str(tmp_path / "a.md"), "--to", "epub", "-o", str(tmp_path / "a.epub")]) == 0
    with zipfile.ZipFile(tmp_path / "a.epub") as made:
        (image,) = page(made, "chapter-1.xhtml").iter(f"{XHTML}img")
        assert made.read(f"EPUB/{image.attrib['src']}") == PIXEL


def test_a_damaged_book_is_not_one_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LOCKS, "utf-8")
    command = ["convert", str(tmp_path / "a.md"), "--to", "epub", "-o", str(tmp_path / "a.epub")]
    assert main(command) == 0
    whole = (tmp_path / "a.epub").read_bytes()
    at = whole.index(b"EPUB/package.opf") + 40
    (tmp_path / "a.epub").write_bytes(whole[:at] + bytes(60) + whole[at + 60 :])
    assert main(command) == 2


def test_what_xml_forbids_is_left_out(tmp_path: Path) -> None:
    text = '---\ntitle: A\nauthors:\n  - "Ann\\x01 B\\0"\n---\n\n# A\n\nWords \uffff of a lock.\n'
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert main(["convert", str(tmp_path / "a.md"), "--to", "epub", "-o", str(tmp_path / "a.epub")]) == 0
    with zipfile.ZipFile(tmp_path / "a.epub") as made:
        for name in made.namelist():
            if name.endswith((".opf", ".xhtml", ".xml")):
                ET.fromstring(made.read(name))
        assert b"Ann B" in made.read("EPUB/package.opf")


def test_a_diagram_with_front_matter_is_drawn() -> None:
    pytest.importorskip("merman", reason="no wheel of merman for this machine: diagrams stay as their source")
    assert drawing("---\ntitle: a --- b\n---\nflowchart LR\n  A[泵] --> B\n").startswith("<svg")
