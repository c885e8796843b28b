"""Books, documents and exports that are archives or JSON."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from proofpress.formats import Unopened
from proofpress.formats.zipped import Zipped
from tests.command import Ran, proofpress

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0" + bytes(range(80))
IDENT = "0123456789abcdef0123456789abcdef"


def archive(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(zipfile.ZipInfo(name) if name == "mimetype" else name, content)
    return out.getvalue()


def run(tmp_path: Path, name: str, data: bytes, code: int = 0) -> Ran:
    (tmp_path / name).write_bytes(data)
    ran = proofpress("convert", name, cwd=tmp_path)
    assert ran.code == code, ran.err
    return ran


def made(tmp_path: Path) -> dict[str, str]:
    top = tmp_path / "converted"
    return {path.relative_to(top).as_posix(): path.read_text(encoding="utf-8") for path in sorted(top.rglob("*.md"))}


def test_a_book_has_a_file_a_chapter(tmp_path: Path) -> None:
    chapter = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x'
        "</title></head><body>{}</body></html>"
    )
    book = archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            "<rootfile "
            'full-path="OEBPS/b.opf"/></rootfiles></container>',
            "OEBPS/b.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<metadata><dc:title>小书</dc:title><dc:creator>王</dc:creator><dc:language>zh</dc:language>"
            "</metadata>"
            '<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" '
            'properties="nav"/><item id="a" href="t/a.xhtml" media-type="application/xhtml+xml"/><item id="b" '
            'href="t/b.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/></spine></package>',
            "OEBPS/nav.xhtml": chapter.format(
                '<nav><ol><li><a href="t/b.xhtml">开头</a></li><li><a href="t/a.xhtml">后来</a></li></ol></nav>'
            ),
            "OEBPS/t/b.xhtml": chapter.format(
                '<h1>开头</h1><p>见<a href="a.xhtml#s">后文</a>，公式 <math '
                'xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>。'
                '</p><p><img src="../i/p.png" alt="图"/></p>'
            ),
            "OEBPS/t/a.xhtml": chapter.format(
                '<h1>后来</h1><h2 id="s">一节</h2><p>正文<a epub:type="noteref" href="#f1">1</a>。</p><aside '
                'epub:type="footnote" id="f1"><p>脚注。</p></aside>'
            ),
            "OEBPS/i/p.png": PNG,
        }
    )
    run(tmp_path, "book.epub", book)
    found = made(tmp_path)
    assert list(found) == ["book/02-开头.md", "book/03-后来.md"]
    first = found["book/02-开头.md"]
    for part in ("# 开头", "王", "book: 小书", "$x^2$", "![图](images/p.png)", "[后文](03-后来.md#"):
        assert part in first
    assert "[^1]: 脚注。" in found["book/03-后来.md"]
    assert (tmp_path / "converted" / "book" / "images" / "p.png").read_bytes() == PNG


def test_a_word_document(tmp_path: Path) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    body = (
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Report</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Water is H</w:t></w:r><w:r><w:rPr><w:vertAlign "
        'w:val="subscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>O and </w:t></w:r>'
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
        "</m:oMath></w:p>"
    )
    data = archive(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": rels,
            "word/document.xml": f'<w:document xmlns:w="{word}" xmlns:m="{math}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": '<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ann'
            "</dc:creator>"
            "</c:p>",
        }
    )
    run(tmp_path, "report.docx", data)
    text = made(tmp_path)["report.md"]
    hole = data.index(b"word/document.xml") + 40
    (tmp_path / "hole.docx").write_bytes(data[:hole] + b"\xff" * 60 + data[hole + 60 :])
    assert "the document is damaged" in proofpress("convert", "hole.docx", cwd=tmp_path).line_about("hole.docx")
    for part in ("Report", "H<sub>2</sub>O", "$\\frac{a}{b}$", "- Ann"):
        assert part in text


def test_an_export_of_ghost(tmp_path: Path) -> None:
    lexical = {
        "root": {
            "children": [
                {
                    "type": "paragraph",
                    "children": [
                        {"type": "text", "text": "Some ", "format": 0},
                        {"type": "text", "text": "bold", "format": 1},
                    ],
                },
                {"type": "codeblock", "language": "go", "code": "x := <-c"},
                {
                    "type": "list",
                    "listType": "number",
                    "children": [{"type": "listitem", "children": [{"type": "text", "text": "one"}]}],
                },
                {"type": "bookmark", "url": "https://a.test/x", "metadata": {"title": "A card"}},
            ]
        }
    }
    mobiledoc = {
        "version": "0.3.1",
        "markups": [["a", ["href", "https://a.test"]]],
        "atoms": [],
        "cards": [["code", {"code": "y", "language": "c"}]],
        "sections": [[1, "p", [[0, [], 0, "See "], [0, [0], 1, "this"]]], [10, 0]],
    }
    data = {
        "db": [
            {
                "meta": {},
                "data": {
                    "posts": [
                        {
                            "id": "1",
                            "title": "One",
                            "slug": "one",
                            "status": "published",
                            "html": "<p>Plain <em>text</em>.</p>",
                            "published_at": "2023-01-02T03:04:05.000Z",
                        },
                        {
                            "id": "2",
                            "title": "Two",
                            "slug": "two",
                            "status": "published",
                            "lexical": json.dumps(lexical),
                        },
                        {
                            "id": "3",
                            "title": "Three",
                            "slug": "three",
                            "status": "published",
                            "mobiledoc": json.dumps(mobiledoc),
                        },
                        {"id": "4", "title": "Four", "slug": "four", "status": "draft", "html": "<p>no</p>"},
                    ],
                    "tags": [{"id": "t", "name": "Graphs"}],
                    "posts_tags": [{"post_id": "1", "tag_id": "t"}],
                    "users": [{"id": "u", "name": "Ann"}],
                    "posts_authors": [{"post_id": "1", "author_id": "u"}],
                },
            }
        ]
    }
    ran = run(tmp_path, "ghost.json", json.dumps(data).encode())
    assert "drafts were left out: Four" in ran.line_about("ghost.json")
    found = made(tmp_path)
    assert list(found) == ["ghost/one.md", "ghost/three.md", "ghost/two.md"]
    for part in ("# One", "Plain *text*.", "Graphs", "Ann", "2023-01-02 03:04:05"):
        assert part in found["ghost/one.md"]
    for part in ("Some **bold**", "```go\nx := <-c\n```", "1. one", "[A card](https://a.test/x)"):
        assert part in found["ghost/two.md"]
    for part in ("See [this](https://a.test)", "```c\ny\n```"):
        assert part in found["ghost/three.md"]


@pytest.mark.parametrize(
    "value",
    [
        {
            "posts": [
                {
                    "title": "排序",
                    "slug": "paixu",
                    "contentMarkdown": "第一段有一些**重点**内容，后面还有很多别的内容要说，此处从略不再展开，"
                    "谢谢大家阅读。",
                    "dateAdded": "2022-01-01T00:00:00Z",
                }
            ]
        },
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [
                {
                    "id": "1",
                    "url": "https://a.test/paixu",
                    "title": "排序",
                    "content_html": "<p>第一段有一些<b>重点</b>内容。</p>",
                }
            ],
        },
        [{"title": "排序", "content": "<p>第一段有一些<strong>重点</strong>内容，后面还有很多别的内容。</p>"}],
    ],
    ids=["Hashnode", "JSON Feed", "a crawler's record"],
)
def test_articles_as_json(tmp_path: Path, value: object) -> None:
    run(tmp_path, "x.json", json.dumps(value, ensure_ascii=False).encode())
    (text,) = made(tmp_path).values()
    assert "# 排序" in text
    assert "第一段有一些**重点**内容" in text


def test_an_export_of_notion(tmp_path: Path) -> None:
    inner = archive(
        {
            f"Plan {IDENT}.md": f"# Plan\n\nSee [Part](Plan%20{IDENT}/Part%20{IDENT[::-1]}.md).\n\n"
            f"![p](Plan%20{IDENT}/p.png)\n",
            f"Plan {IDENT}/Part {IDENT[::-1]}.md": "# Part\n\n- [x] done\n",
            f"Plan {IDENT}/p.png": PNG,
            f"Plan {IDENT}/Tasks {IDENT}.csv": "Name,Done\na,Yes\n",
        }
    )
    ran = run(tmp_path, "notion.zip", archive({"Export-1-Part-1.zip": inner}))
    assert "Tasks.csv" in ran.line_about("notion.zip")
    found = made(tmp_path)
    assert list(found) == ["notion/plan/part.md", "notion/plan.md"]
    assert "See [Part](plan/part.md)." in found["notion/plan.md"]
    assert [path.read_bytes() for path in (tmp_path / "converted").rglob("*.png")] == [PNG]


def test_exports_of_medium_and_substack(tmp_path: Path) -> None:
    post = (
        '<!DOCTYPE html><html><head><title>On heaps</title></head><body><article class="h-entry"><header><h1 '
        'class="p-name">On heaps</h1></header><section data-field="body" class="e-content"><p>A heap is a tree in '
        "which each parent is no smaller than its children.</p></section><footer><p>By Ann on "
        "2020.</p></footer></article></body></html>"
    )
    ran = run(
        tmp_path,
        "medium.zip",
        archive(
            {
                "README.html": "<p>x</p>",
                "posts/2020-01-02_On-heaps-0a1b2c3d4e5f.html": post,
                "posts/draft_Later-0a1b2c3d4e5f.html": post,
            }
        ),
    )
    assert "Later" in ran.line_about("medium.zip")
    table = (
        "post_id,post_date,is_published,title,subtitle\n12.on-queues,2021-02-03T04:05:06Z,true,On queues,About "
        "them\n13.no,,false,No,\n"
    )
    run(
        tmp_path,
        "sub.zip",
        archive(
            {"posts.csv": table, "posts/12.on-queues.html": "<p>A <b>queue</b>.</p>", "posts/13.no.html": "<p>x</p>"}
        ),
    )
    found = made(tmp_path)
    assert list(found) == ["medium/2020-01-02_on-heaps.md", "sub/on-queues.md"]
    assert "A heap is a tree" in found["medium/2020-01-02_on-heaps.md"]
    for part in ("# On queues", "A **queue**.", "2021-02-03 04:05:06", "About them"):
        assert part in found["sub/on-queues.md"]


def test_archives_that_are_traps_are_not_opened() -> None:
    with pytest.raises(Unopened, match="leads out of it"):
        Zipped(archive({"../x.md": "x"}))
    with pytest.raises(Unopened, match="unpacks to far more"):
        Zipped(archive({"x.md": bytes(20_000_000)}))
    with pytest.raises(Unopened, match="damaged"):
        Zipped(b"PK\x03\x04 and no more")


def test_any_other_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(archive({"a.md": "# A"}))
    (tmp_path / "s.xlsx").write_bytes(archive({"xl/workbook.xml": "<x/>"}))
    ran = proofpress("convert", "x.zip", "s.xlsx", cwd=tmp_path)
    assert ran.code == 1
    assert "a zip archive is not read here; unpack it" in ran.line_about("x.zip")
    assert "a spreadsheet is not read here" in ran.line_about("s.xlsx")


def test_a_chapter_has_its_heading_once_and_a_cover_is_none(tmp_path: Path) -> None:
    xhtml = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="cover" href="c.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="i" href="p.png" media-type="image/png"/>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '</manifest><spine><itemref idref="cover"/><itemref idref="a"/></spine></package>'
    )
    book: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>',
        "o.opf": package,
        "nav.xhtml": xhtml.format('<nav><ol><li><a href="a.xhtml">索引</a></li></ol></nav>'),
        "c.xhtml": xhtml.format('<img src="p.png"/>'),
        "a.xhtml": xhtml.format("<h1>第三章 索引</h1><p>索引让查找更快。</p>"),
        "p.png": PNG,
    }
    ran = run(tmp_path, "book.epub", archive(book))
    (text,) = made(tmp_path).values()
    assert text.count("索引\n") == 1
    assert "# 第三章 索引\n" in text
    assert "cover" in ran.err + ran.out


def test_activity_out_of_takeout(tmp_path: Path) -> None:
    def one(title: str, time: str, html: str, url: str = "") -> dict[str, object]:
        return {
            "header": "Gemini Apps",
            "title": title,
            "time": time,
            **({"details": [{"url": url}]} if url else {}),
            **({"safeHtmlItem": [{"html": html}]} if html else {}),
        }

    talk = "https://gemini.google.com/app/1"
    activities = [
        one("Prompted And in Go?", "2025-02-02T10:01:00Z", "<p>Use <code>defer</code>.</p>", talk),
        one("Prompted How are files closed?", "2025-02-02T10:00:00Z", "<p>With <b>with</b>.</p>", talk),
        one("Prompted 什么是管道？", "2025-02-01T10:00:00Z", "<p>管道连接两个进程。</p>"),
        one("Used an Assistant feature", "2025-02-01T09:00:00Z", ""),
    ]
    ran = run(tmp_path, "MyActivity.json", json.dumps(activities).encode())
    several, single = sorted(made(tmp_path).values(), key=lambda text: "管道" in text)
    assert several.index("How are files closed?") < several.index("With **with**.") < several.index("And in Go?")
    assert "# 什么是管道？\n" in single
    assert "管道连接两个进程。" in single
    assert "1 activities without an answer" in ran.err + ran.out


def test_activity_out_of_takeout_as_a_page(tmp_path: Path) -> None:
    cell = '<div class="content-cell mdl-cell mdl-cell--{}-col mdl-typography--{}">{}</div>'
    said = (
        ("Prompted&nbsp;How are files &amp; pipes closed?", "Nov 5, 2025, 1:34:47 AM CET", "<p>With <b>with</b>.</p>"),
        ("已提示 什么是管道？", "2025年11月4日 09:02:00 GMT+8", "<p>管道连接两个进程。</p><div>见<br>下文。</div>"),
        ("Used an Assistant feature", "Nov 3, 2025, 1:00:00 AM CET", ""),
    )
    page = "".join(
        '<div class="outer-cell mdl-cell"><p class="mdl-typography--title">Gemini Apps<br></p>'
        + cell.format(6, "body-1", f"{asked}<br>{day}<br>{answer}")
        + cell.format(6, "body-1 mdl-typography--text-right", "")
        + cell.format(12, "caption", "<b>Why is this here?</b><br>It was saved.")
        + "</div>"
        for asked, day, answer in said
    )
    ran = run(
        tmp_path, "MyActivity.html", f"<html><title>My Activity History</title><body>{page}</body></html>".encode()
    )
    first, second = sorted(made(tmp_path).values(), key=lambda text: "管道" in text)
    assert "date: 2025-11-05" in first
    assert first.endswith("# How are files & pipes closed?\n\nWith **with**.\n")
    assert "# 什么是管道？\n\n管道连接两个进程。\n" in second
    assert "saved" not in first + second
    assert "1 activities without an answer" in ran.err + ran.out


def _damaged(data: bytes, name: str) -> bytes:
    """An archive with one member whose packed bytes are not what they were."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    at = info.header_offset + 30 + len(info.filename.encode()) + len(info.extra)
    return data[: at + 4] + bytes(byte ^ 0x5A for byte in data[at + 4 : at + 12]) + data[at + 12 :]


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    page = "<html><body><h1>{0} 篇</h1><p>The clocks of part {0} drift apart, 各走各的。</p></body></html>"
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(4))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(4))
    book = archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
            "b.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"c{n}.xhtml": page.format(n) for n in range(3)},
        }
    )
    said = run(tmp_path, "book.epub", _damaged(book, "c1.xhtml"), code=1).err
    assert "c1.xhtml" in said
    assert "c3.xhtml" in said
    assert list(made(tmp_path)) == ["book/01-0-篇.md", "book/03-2-篇.md"]

    posts = archive({f"posts/2020-01-0{n}_p{n}-0a1b2c3d4e5f.html": page.format(n) for n in range(1, 4)})
    broken = "posts/2020-01-02_p2-0a1b2c3d4e5f.html"
    assert broken in run(tmp_path, "medium.zip", _damaged(posts, broken), code=1).line_about("medium.zip")
    assert len([name for name in made(tmp_path) if name.startswith("medium/")]) == 2


def test_a_table_of_messages_has_an_article_a_conversation(tmp_path: Path) -> None:
    table = (
        '"Conversation","Time","Author","Message"\r\n'
        '"Lists","2024-11-02T10:01:00","Human","How do I reverse, or turn, a list?"\r\n'
        '"Lists","2024-11-02T10:01:05","AI","Use **three** pointers:\n\n```python\nprev = None\n```"\r\n'
        '"面条","2024-11-03T09:00:00","Human","面条怎么煮？"\r\n"面条","2024-11-03T09:00:05","AI","水开后下锅。"\r\n'
    )
    run(tmp_path, "history.csv", table.encode())
    found = made(tmp_path)
    assert list(found) == ["history.csv/2024-11-02-lists.md", "history.csv/2024-11-03-面条.md"]
    assert (
        "# Lists\n\nUse **three** pointers:\n\n```python\nprev = None\n```\n"
        in found["history.csv/2024-11-02-lists.md"]
    )
    assert "# 面条\n\n水开后下锅。\n" in found["history.csv/2024-11-03-面条.md"]


def test_a_table_of_anything_else_is_none_of_messages(tmp_path: Path) -> None:
    (tmp_path / "books.csv").write_text(
        "author,text,year\n王,红楼,1791\n李,西游,1592\n张,水浒,1400\n", encoding="utf-8"
    )
    ran = proofpress("convert", "books.csv", cwd=tmp_path)
    assert ran.code == 1
    assert "table of values" in ran.err or "数据表" in ran.err


def test_a_backup_of_a_chat_program_is_refused_by_name(tmp_path: Path) -> None:
    held = {"time": 1, "version": 5, "localStorage": {"x": "{}"}, "indexedDB": {"topics": [], "message_blocks": []}}
    (tmp_path / "data.json").write_text(json.dumps(held), encoding="utf-8")
    ran = proofpress("convert", "data.json", cwd=tmp_path)
    assert ran.code == 1
    assert "Cherry Studio" in ran.err


ENTRY = "<entry><title>{}</title><id>urn:{}</id>{}<content type='html'>&lt;p&gt;Few words.&lt;/p&gt;</content></entry>"


def test_the_authors_of_a_feed_are_those_of_its_entries_that_name_none(tmp_path: Path) -> None:
    entries = (
        ENTRY.format("one", 1, ""),
        ENTRY.format("two", 2, "<author><name>Bo</name></author>"),
        ENTRY.format("three", 3, "<source><id>urn:x</id></source>"),
    )
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><author><name>阿苇</name></author>{''.join(entries)}</feed>"
    run(tmp_path, "feed.xml", atom.encode())
    items = [{"id": n, "title": n, "content_html": "<p>Enough words to be an article.</p>"} for n in ("four", "five")]
    items[1] |= {"authors": [{"name": "Cleo"}]}  # type: ignore[dict-item]
    feed = {"version": "https://jsonfeed.org/version/1", "title": "f", "author": {"name": "阿芦"}, "items": items}
    run(tmp_path, "feed.json", json.dumps(feed).encode())
    named = {
        Path(name).stem: [w for w in ("阿苇", "Bo", "阿芦", "Cleo") if w in text]
        for name, text in made(tmp_path).items()
    }
    assert named == {"one": ["阿苇"], "two": ["Bo"], "three": [], "four": ["阿芦"], "five": ["Cleo"]}


def test_what_a_feed_says_of_an_entry_beside_its_text_describes_it(tmp_path: Path) -> None:
    item = "<item><title>{}</title><description>{}</description><c:encoded>{}</c:encoded>{}</item>"
    text = "<![CDATA[<p>Rye is sour, for acid keeps its starch from the enzymes that would eat it.</p>]]>"
    items = (
        item.format("one", "How a loaf holds.", text, "<enclosure url='https://a.example/one.mp3' type='audio/mpeg'/>"),
        item.format("two", "Rye is sour, for acid [...] &lt;p>The post two stood first on Loaves.&lt;/p>", text, ""),
    )
    space = "xmlns:c='http://purl.org/rss/1.0/modules/content/'"
    done = run(tmp_path, "feed.xml", f"<rss {space}><channel>{''.join(items)}</channel></rss>".encode())
    said = {Path(name).stem: "description: How a loaf holds." in text for name, text in made(tmp_path).items()}
    assert said == {"one": True, "two": False}
    assert "description:" not in next(text for name, text in made(tmp_path).items() if "two" in name)
    assert "one.mp3" in done.err
