"""Containers: what is in them becomes an article each, beside its pictures, with what the container says about it."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
from pathlib import Path

import pytest

from proofpress.paths import of_picture
from tests.command import Ran, proofpress

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0" + bytes(range(80))

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>博客</title>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>安</wp:author_display_name></wp:author>
<item><title>Queues &amp; stacks</title><link>https://b.example/queues/</link><dc:creator>ann</dc:creator>
<content:encoded><![CDATA[First paragraph
on two lines.

Second one, see <a href="https://b.example/heaps/">heaps</a>.

[code language="python"]
print(1 < 2)
[/code]

[caption width="300"]<img src="https://b.example/a.jpg" alt="a lake" /> The lake[/caption]

[gallery ids="7,8"]]]></content:encoded>
<wp:post_name>queues</wp:post_name>
<wp:post_date>2020-01-02 03:04:05</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
<category domain="post_tag" nicename="x"><![CDATA[数据结构]]></category></item>
<item><title>Heaps</title><link>https://b.example/heaps/</link>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>A heap.</p><!-- /wp:paragraph -->]]></content:encoded>
<wp:post_name>heaps</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Not yet</title><content:encoded><![CDATA[<p>Half.</p>]]></content:encoded>
<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>menu</title><wp:post_type>nav_menu_item</wp:post_type></item>
</channel></rss>"""


def run(tmp_path: Path, name: str, data: bytes, *more: str) -> Ran:
    (tmp_path / name).write_bytes(data)
    return proofpress("convert", name, *more, cwd=tmp_path)


def text(tmp_path: Path, name: str) -> str:
    return (tmp_path / "converted" / name).read_text(encoding="utf-8")


def test_an_export_of_wordpress(tmp_path: Path) -> None:
    ran = run(tmp_path, "blog.xml", WXR.encode())
    assert ran.code == 0, ran.err
    assert "drafts and empty posts were left out: Not yet" in ran.line_about("blog.xml")
    queues = text(tmp_path, "blog/queues.md")
    for part in (
        "# Queues & stacks",
        "安",
        "数据结构",
        "2020-01-02 03:04:05",
        "url: https://b.example/queues/",
        "First paragraph",
        "Second one, see [heaps](heaps.md).",
        "```python\nprint(1 < 2)\n```",
        "![a lake](https://b.example/a.jpg)",
        "The lake",
    ):
        assert part in queues
    assert "[caption" not in queues
    assert "[gallery" not in queues
    assert "A heap." in text(tmp_path, "blog/heaps.md")
    assert "Not yet" not in "".join(path.name for path in (tmp_path / "converted" / "blog").iterdir())


def test_it_is_done_again_only_where_it_changed(tmp_path: Path) -> None:
    run(tmp_path, "blog.xml", WXR.encode())
    ran = run(tmp_path, "blog.xml", WXR.replace("A heap.", "A pile.").encode())
    assert "1 file converted, 1 unchanged" in ran.lines[-1]
    assert "A pile." in text(tmp_path, "blog/heaps.md")


def test_the_ledger_names_the_part(tmp_path: Path) -> None:
    run(tmp_path, "blog.xml", WXR.encode(), "--ledger", "ledger.json")
    ledger = (tmp_path / "ledger.json").read_text(encoding="utf-8")
    assert "blog.xml!queues.html" in ledger
    assert "gallery" in ledger


def test_a_notebook(tmp_path: Path) -> None:
    book = {
        "nbformat": 4,
        "metadata": {"kernelspec": {"language": "R"}},
        "cells": [
            {
                "cell_type": "markdown",
                "source": ["# 线性模型\n", "\n", "设 $y=x$，见 ![图](attachment:a%20b.png)。"],
                "attachments": {"a b.png": {"image/png": base64.b64encode(PNG).decode()}},
            },
            {
                "cell_type": "code",
                "source": "x <- 1\nprint(x)",
                "outputs": [
                    {"output_type": "stream", "name": "stdout", "text": ["\x1b[31m[1] 1\x1b[0m\n"]},
                    {
                        "output_type": "display_data",
                        "data": {"image/png": base64.b64encode(PNG + b"2").decode(), "text/plain": "<Figure>"},
                    },
                    {
                        "output_type": "execute_result",
                        "data": {
                            "text/html": "<table><tr><th>a</th><th>b</th></tr>\n\n<tr><td>1</td><td>2</td></tr>"
                            "</table>",
                            "text/plain": "a",
                        },
                    },
                    {"output_type": "error", "ename": "E", "evalue": "bad", "traceback": ["\x1b[0;31mE\x1b[0m: bad"]},
                ],
            },
        ],
    }
    ran = run(tmp_path, "study.ipynb", json.dumps(book).encode())
    assert ran.code == 0, ran.err
    made = text(tmp_path, "study.md")
    for part in (
        "# 线性模型",
        "设 $y=x$",
        "```r\nx <- 1\nprint(x)\n```",
        "[1] 1",
        "| a | b |",
        "| 1 | 2 |",
        "E: bad",
        f"![图]({of_picture(PNG, 'png')})",
        f"![]({of_picture(PNG + b'2', 'png')})",
    ):
        assert part in made
    assert "\x1b" not in made
    assert "31m" not in made
    assert (tmp_path / "converted" / of_picture(PNG, "png")).read_bytes() == PNG


def test_notebooks_side_by_side_keep_their_pictures(tmp_path: Path) -> None:
    for name, picture in (("dawn.ipynb", PNG + b"1"), ("noon.ipynb", PNG + b"2")):
        shown = {"output_type": "display_data", "data": {"image/png": base64.b64encode(picture).decode()}}
        book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": "draw(sky)", "outputs": [shown]}]}
        (tmp_path / name).write_text(json.dumps(book), encoding="utf-8")
    ran = run(tmp_path, "dusk.ipynb", (tmp_path / "dawn.ipynb").read_bytes(), "dawn.ipynb", "noon.ipynb")
    assert ran.code == 0, ran.err
    for name, picture in (("dawn.md", PNG + b"1"), ("noon.md", PNG + b"2"), ("dusk.md", PNG + b"1")):
        path = of_picture(picture, "png")
        assert f"![]({path})" in text(tmp_path, name)
        assert (tmp_path / "converted" / path).read_bytes() == picture


def test_a_notebook_leads_to_what_stands_beside_it(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    (heap / "plots").mkdir(parents=True)
    (heap / "plots" / "tide.png").write_bytes(PNG)
    for name, lines in (
        ("tides.ipynb", "# 潮汐\n\n![](plots/tide.png)\n\n接着看[月相](deeper/moon.ipynb)。"),
        ("deeper/moon.ipynb", "# Moon\n\nIt began with [the tides](../tides.ipynb)."),
    ):
        (heap / name).parent.mkdir(exist_ok=True)
        book = {"nbformat": 4, "cells": [{"cell_type": "markdown", "source": lines}]}
        (heap / name).write_text(json.dumps(book), encoding="utf-8")
    ran = proofpress("convert", "heap", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "](deeper/moon.md)" in text(tmp_path, "tides.md")
    assert "](../tides.md)" in text(tmp_path, "deeper/moon.md")
    assert (tmp_path / "converted" / "plots" / "tide.png").read_bytes() == PNG


def test_a_notebook_shows_what_is_a_picture(tmp_path: Path) -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
    shown: tuple[dict[str, str], ...] = (
        {"image/svg+xml": f"<?xml version='1.0'?>\n<!-- made by plots -->\n{drawn}\n"},
        {"image/svg+xml": drawn.removesuffix("</svg>")},
        {"image/svg+xml": "the kernel died", "text/plain": "压力 3 bar"},
        {"image/png": base64.b64encode(b"no picture at all").decode(), "text/plain": "flow 7"},
    )
    outputs = [{"output_type": "display_data", "data": data} for data in shown]
    cells = [{"cell_type": "code", "source": "plot()", "outputs": outputs}]
    ran = run(tmp_path, "study.ipynb", json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}).encode())
    assert ran.code == 0, ran.err
    made = text(tmp_path, "study.md")
    links = re.findall(r"\]\((images/[^)]+)\)", made)
    assert len(links) == 2
    assert all((tmp_path / "converted" / link).is_file() for link in links)
    assert "压力 3 bar" in made
    assert "flow 7" in made
    assert "2 pictures that are none" in ran.err


def test_a_page_saved_as_mhtml(tmp_path: Path) -> None:
    html = (
        '<html><head><title>指南</title><link rel="stylesheet" href="cid:css1@x"></head><body><article><h1>指南'
        '</h1><p>先看 <a href="/b">乙</a> 的说明，内容如下所述。</p><p><img src="https://ex.test/p/a.png" '
        'srcset="https://ex.test/p/a2.png 2x" alt="图"></p></article></body></html>'
    )
    mail = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://ex.test/a\nSubject: x\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--B"\n\n\n'
        "----B\nContent-Type: text/html\nContent-Transfer-Encoding: base64\nContent-Location: https://ex.test/a\n\n"
        + base64.encodebytes(html.encode()).decode()
        + "\n----B\nContent-Type: text/css\nContent-ID: <css1@x>\n\np { color: red }\n"
        + "\n----B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n"
        "Content-Location: https://ex.test/p/a.png\n\n" + base64.encodebytes(PNG).decode() + "\n----B--\n"
    )
    ran = run(tmp_path, "page.mhtml", mail.encode())
    assert ran.code == 0, ran.err
    made = text(tmp_path, "page.md")
    for part in ("# 指南", "[乙](https://ex.test/b)", "url: https://ex.test/a", "![图]("):
        assert part in made
    assert [path.read_bytes() for path in (tmp_path / "converted").rglob("*.png")] == [PNG]


def test_pictures_of_a_page_that_word_saved(tmp_path: Path) -> None:
    html = '<html><title>泵</title><body><p>压力如图所示，单位为巴。</p><img src="pump.files/i1.png"></body></html>'
    mail = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n'
        "--B\nContent-Location: file:///C:/1F/pump.htm\nContent-Transfer-Encoding: base64\nContent-Type: text/html\n\n"
        + base64.encodebytes(html.encode()).decode()
        + "\n--B\nContent-Location: file:///C:/1F/pump.files/i1.png\nContent-Transfer-Encoding: base64\n"
        "Content-Type: image/png\n\n" + base64.encodebytes(PNG).decode() + "\n--B--\n"
    )
    ran = run(tmp_path, "pump.mht", mail.encode())
    assert ran.code == 0, ran.err
    assert [path.read_bytes() for path in (tmp_path / "converted").rglob("*.png")] == [PNG]


_STREAMS: dict[str, list[object]] = {
    "openai": [
        {"object": "chat.completion.chunk", "choices": [{"delta": {"reasoning_content": "两句"}}]},
        {
            "object": "chat.completion.chunk",
            "choices": [{"delta": {"content": "# 闸\n\n开", "reasoning_content": None}}],
        },
        {"object": "chat.completion.chunk", "choices": [{"delta": {"content": "闸前先看水位。"}}]},
        {"object": "chat.completion.chunk", "choices": [{"delta": {}, "finish_reason": "stop"}]},
    ],
    "anthropic": [
        {"type": "message_start", "message": {"role": "assistant"}},
        {"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": "两句"}},
        {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "# 闸\n\n开闸前"}},
        {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "先看水位。"}},
        {"type": "message_stop"},
    ],
    "gemini": [
        {"candidates": [{"content": {"parts": [{"text": "两句", "thought": True}, {"text": "# 闸\n\n开闸前先"}]}}]},
        {"candidates": [{"content": {"parts": [{"text": "看水位。"}]}, "finishReason": "STOP"}]},
    ],
}


@pytest.mark.parametrize("values", _STREAMS.values(), ids=_STREAMS)
def test_a_streamed_answer_is_one_text(tmp_path: Path, values: list[object]) -> None:
    events = [f"event: x\ndata: {json.dumps(value, ensure_ascii=False)}\n\n" for value in values]
    ran = run(tmp_path, "answer.txt", "".join([": ping\n", *events, "data: [DONE]\n"]).encode())
    assert ran.code == 0, ran.err
    made = text(tmp_path, "answer.md")
    assert "# 闸\n\n开闸前先看水位。\n" in made
    assert "两句" not in made


def test_pieces_of_an_answer_a_line_each(tmp_path: Path) -> None:
    lines = "".join(f"{json.dumps(value)}\n" for value in _STREAMS["openai"])
    run(tmp_path, "answer.jsonl", lines.encode())
    assert "# 闸\n\n开闸前先看水位。\n" in text(tmp_path, "answer.jsonl.md")


def test_records_whose_html_was_escaped_once_more(tmp_path: Path) -> None:
    records = [
        {
            "title": "Locks &amp;amp; keys",
            "published": "2022-04-05",
            "content": "&lt;p&gt;A &lt;b&gt;key&lt;/b&gt; opens what a lock has shut.&lt;/p&gt;",
        },
        {
            "title": "On tags",
            "content": "<p>We write <code>&lt;p&gt;</code> and close it with <code>&lt;/p&gt;</code>.</p>",
        },
        {"title": "Short", "content": "<p>Two.</p>"},
    ]
    ran = run(tmp_path, "crawl.jsonl", "".join(f"{json.dumps(one)}\n" for one in records).encode())
    made = {path.stem: path.read_text("utf-8") for path in (tmp_path / "converted").rglob("*.md")}
    assert "# Locks & keys\n\nA **key** opens" in made["locks-keys"]
    assert "date: 2022-04-05" in made["locks-keys"]
    assert "`<p>`" in made["on-tags"]
    assert "Two." in made["short"]
    assert "escaped once more" in ran.err


def warc() -> bytes:
    out = io.BytesIO()
    for path, kind, body in (
        ("/a", "text/html", "<h1>A page</h1><p>Its text, as it was, see <a href='/b'>b</a>.</p>"),
        ("/b", "text/html", "<h1>B page</h1><p>Other text.</p>"),
        ("/c.png", "image/png", "x"),
    ):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        record = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1{path[1]}>\r\n"
            "WARC-Date: 2024-05-06T07:08:09Z\r\n"
            f"WARC-Target-URI: https://w.test{path}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n{http}\r\n\r\n"
        )
        out.write(gzip.compress(record.encode()))
    return out.getvalue()


def test_a_web_archive(tmp_path: Path) -> None:
    ran = run(tmp_path, "crawl.warc.gz", warc())
    assert ran.code == 0, ran.err
    assert "image/png (1)" in ran.line_about("crawl.warc.gz")
    made = text(tmp_path, "crawl/a.md")
    for part in ("# A page", "url: https://w.test/a", "WARC-Date: 2024-05-06T07:08:09Z", "see [b](b.md)"):
        assert part in made
    assert "# B page" in text(tmp_path, "crawl/b.md")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<title>On &amp;lt;nav&amp;gt; and &lt;em&gt;more&lt;/em&gt;</title>", "# On &lt;nav> and more\n"),
        ("<title>Lists of &lt;T&gt;</title>", "# Lists of &lt;T>\n"),
    ],
)
def test_a_title_of_a_feed_is_no_markup_twice(tmp_path: Path, title: str, shown: str) -> None:
    body = "<![CDATA[<p>Words of the first part.</p><p>Words of the second part.</p>]]>"
    feed = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>b</title><item>{title}<link>https://e.org/a</link><content:encoded>{body}</content:encoded></item>"
        "</channel></rss>"
    )
    assert run(tmp_path, "feed.xml", feed.encode()).code == 0
    assert shown in text(tmp_path, "feed/a.md")


def test_feeds_and_blogger(tmp_path: Path) -> None:
    feed = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"><title>b</title>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#settings"/><title>s</title><content>true</content></entry>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/>
<category scheme="http://www.blogger.com/atom/ns#" term="算法"/>
<title>排序</title><published>2012-03-04T05:06:07.000+08:00</published>
<content type="html">&lt;p&gt;正文 &lt;b&gt;加粗&lt;/b&gt; 在此。&lt;/p&gt;</content>
<link rel="alternate" href="https://b.test/2012/03/paixu.html"/><author><name>李</name></author></entry>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#comment"/>
<title>好</title><content type="html">写得好</content></entry>
<entry><app:control><app:draft>yes</app:draft></app:control>
<title>草稿一</title><content type="html">x</content></entry></feed>"""
    ran = run(tmp_path, "blog.atom", feed.encode())
    assert ran.code == 0, ran.err
    assert any("草稿一" in line for line in ran.lines)
    assert "blog.atom: 1 comments of readers were left out" in ran.lines
    made = text(tmp_path, "blog/paixu.md")
    for part in ("# 排序", "算法", "李", "2012-03-04", "正文 **加粗** 在此。", "https://b.test/2012/03/paixu.html"):
        assert part in made
    assert [path.name for path in (tmp_path / "converted" / "blog").iterdir()] == ["paixu.md"]


def test_titles_that_were_escaped_twice(tmp_path: Path) -> None:
    feed = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>b</title>
<entry><title>The cook&amp;#39;s &amp;amp; baker&amp;#39;s day</title>
<content type="html">Bread first.</content></entry>
<entry><title>R&amp;amp;#38;D at home</title><content type="html">A shed.</content></entry></feed>"""
    assert run(tmp_path, "blog.atom", feed.encode()).code == 0
    assert "# The cook's & baker's day" in text(tmp_path, "blog/the-cook-s-baker-s-day.md")
    assert "# R&D at home" in text(tmp_path, "blog/r-d-at-home.md")


def test_entries_that_hold_elements_keep_what_they_are(tmp_path: Path) -> None:
    feed = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml"
xmlns:m="http://www.w3.org/1998/Math/MathML"><title>b</title><entry><title>Valves</title>
<link href="https://b.test/valves"/><content type="xhtml"><h:div>Before it all.
<h:p>Open while <h:code>p &lt; q</h:code>.</h:p>
<h:a id="empty"/><h:table><h:tr><h:th>阀</h:th><h:th>压力</h:th></h:tr><h:tr><h:td>甲</h:td><h:td/></h:tr></h:table>
<m:math><m:mi>p</m:mi><m:mo>&lt;</m:mo><m:mn>2</m:mn></m:math></h:div></content></entry>
<entry><title>步骤</title><link href="https://b.test/steps"/><content type="xhtml"><div><h2>先后</h2><ol><li>关</li>
<li>开</li></ol></div></content></entry></feed>"""
    assert run(tmp_path, "blog.atom", feed.encode()).code == 0
    made = text(tmp_path, "blog/valves.md")
    assert made.endswith(
        "Before it all.\n\nOpen while `p < q`.\n\n| 阀 | 压力 |\n| --- | --- |\n| 甲 |  |\n\n$p < 2$\n"
    )
    assert text(tmp_path, "blog/steps.md").endswith("# 步骤\n\n## 先后\n\n1. 关\n2. 开\n")
    feed = """<rss version="2.0" xmlns:h="http://www.w3.org/1999/xhtml"><channel><title>b</title><item><title>五</title>
<link>https://b.test/five</link><description>短</description><h:body><h:p>甲</h:p><h:blockquote><h:p>引</h:p></h:blockquote>
</h:body></item></channel></rss>"""
    assert run(tmp_path, "news.xml", feed.encode()).code == 0
    assert text(tmp_path, "news/five.md").endswith("# 五\n\n甲\n\n> 引\n")


def test_several_conversations_are_an_article_each(tmp_path: Path) -> None:
    chats = [
        {
            "uuid": str(n),
            "name": name,
            "created_at": "2025-01-02T03:04:05Z",
            "chat_messages": [
                {"sender": "human", "text": "问"},
                {"sender": "assistant", "text": f"## 回答\n\n{name}的内容。"},
            ],
        }
        for n, name in enumerate(("队列", "堆"))
    ]
    ran = run(tmp_path, "conversations.json", json.dumps(chats, ensure_ascii=False).encode())
    assert ran.code == 0, ran.err
    assert "队列的内容。" in text(tmp_path, "conversations/2025-01-02-队列.md")
    assert "堆的内容。" in text(tmp_path, "conversations/2025-01-02-堆.md")


def test_a_page_that_a_browser_saved_with_its_folder(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0021)https://ex.test/d/a -->\n"
        "<html><head><title>指南</title></head><body><article><h1>指南</h1>"
        '<p>先看 <a href="b">乙</a> 的说明，内容如下所述，图在后面。</p><p><img '
        'src="./Guide%20%E4%B8%80_files/a.png" alt="图"></p></article></body></html>'
    )
    (tmp_path / "Guide 一_files").mkdir()
    (tmp_path / "Guide 一_files" / "a.png").write_bytes(PNG)
    ran = run(tmp_path, "Guide 一.html", page.encode())
    assert ran.code == 0, ran.err
    made = text(tmp_path, "Guide 一.md")
    assert "url: https://ex.test/d/a" in made
    assert "[乙](https://ex.test/d/b)" in made
    assert (tmp_path / "converted" / "Guide 一_files" / "a.png").read_bytes() == PNG


def test_a_page_that_singlefile_saved_says_where_it_was(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://ex.test/a \n saved date: Mon\n"
        "--><head><title>指南</title></head><body><h1>指南</h1><p>正文在此，说得不多。</p></body></html>"
    )
    run(tmp_path, "s.html", page.encode())
    assert "url: https://ex.test/a" in text(tmp_path, "s.md")
