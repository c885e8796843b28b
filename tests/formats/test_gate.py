"""What a file is, by its content: refused by name where nobody reads it,
and Markdown about a language stays Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.formats import Glance, look, table
from tests.command import proofpress
from tests.shared import ABSENT, SHARED

REFUSED = {
    "rst": "Title\n=====\n\nSome ``code`` here.\n\n.. note::\n\n   Mind this.\n",
    "org": "#+TITLE: Notes\n\n* One\n\nText with [[https://ex.org][a link]].\n\n#+begin_src python\nprint(1)\n"
    "#+end_src\n",
    "asciidoc": "= Guide\nAnn Author\n:toc:\n\n== First\n\n[source,python]\n----\nprint(1)\n----\n",
    "mediawiki": "'''Mercury''' is a [[planet]].\n\n== Orbit ==\n\nText.<ref>A book</ref>\n",
    "dokuwiki": "====== Pumps ======\n\nThe //left// one.\n\n===== Parts =====\n  * gasket\n",
    "zim": "Content-Type: text/x-zim-wiki\nWiki-Format: zim 0.6\n\n====== 泵 ======\n正文。\n",
    "tiddlywiki": "created: 20230405060708000\ntitle: 泵\ntype: text/vnd.tiddlywiki\n\n!! Kinds\n",
    "tiddlers": '[{"title": "泵", "created": "20230405060708000", "text": "!! 种类\\n\\n两种泵，一左一右。"}]',
    "textile": 'h1. Title\n\nSome "link":https://ex.org here.\n\nbq. A word of somebody.\n',
    "latex": "\\documentclass{article}\n\\begin{document}\n\\section{One}\nText $x$.\n\\end{document}\n",
    "man": ".TH LS 1\n.SH NAME\nls \\- list\n",
    "typst": "#set page(width: 10cm)\n#show heading: it => it\n= 标题\n\n正文。\n",
    "bibtex": "@article{a1,\n  title = {T},\n  author = {A},\n}\n",
    "movabletype": "AUTHOR: ann\nTITLE: First\nALLOW COMMENTS: 1\n-----\nBODY:\n<p>Hello.</p>\n-----\n--------\n",
    "webarchive": "bplist00\xd1\x01\x02_\x10\x0fWebMainResource\xd4",
    "table": "name,size\nalpha,1\nbeta,2\ngamma,3\n",
    "json": '{"name": "x", "version": "1.0", "files": ["a"]}',
    "yaml": "site_name: x\nnav:\n  - a.md\n  - b.md\ntheme:\n  name: y\n",
    "settings": '[tool.x]\na = 1\nb = "c"\n',
    "xml": '<?xml version="1.0"?>\n<config><a>1</a></config>',
    "en-export": '<?xml version="1.0"?>\n<en-export version="10"><note><title>记</title></note></en-export>',
    "jats": '<article dtd-version="1.1"><front><article-meta/></front><body><sec/></body></article>',
    "docbook": '<?xml version="1.0"?>\n<book xmlns="http://docbook.org/ns/docbook"><title>x</title></book>',
    "dita": '<!DOCTYPE topic PUBLIC "-//OASIS//DTD DITA Topic//EN" "topic.dtd"><topic id="a"><title>T</title></topic>',
    "opml": '<opml version="2.0"><body><outline text="One"/></body></opml>',
    "freemind": '<map version="1.0.1"><node TEXT="根"><node TEXT="甲"/></node></map>',
    "bookmarks": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>书签</TITLE>\n<DL><p><DT><A HREF='https://ex.org'>x</A></DL>",
    "telegram": '{"name": "泵站", "type": "private_group", "messages": [{"id": 1, "text": "", "text_entities": []}]}',
    "discord": '{"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": [{"id": "3", "content": "Hi."}]}',
    "slack": '[{"type": "message", "user": "U1", "ts": "1700000000.1", "text": "The gauge is stuck."}]',
    "notion-api": '{"object": "block", "id": "1", "has_children": false, "paragraph": {"rich_text": []}}',
    "geography": '{"type": "FeatureCollection", "features": []}',
    "messages": "[2026/1/2, 10:00:01] 李: 大家好\n[2026/1/2, 10:00:09] 王: 你好\n[2026/1/2, 10:01:00] 李: 水位多少？\n",
    "log": "2026-02-01 10:00:00,123 INFO  [main] pump - started\n2026-02-01 10:00:01,456 ERROR [x] valve - shut\n"
    "java.lang.IllegalStateException: no water\n\tat pump.Valve.open(Valve.java:12)\n",
    "subtitles": "[ti:泵]\n[00:01.00]第一句\n[00:05.20]第二句\n",
    "help": "ITSF\x03\0\0\0\x60\0\0\0",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "code": '"""Docs."""\nimport os\n\n\ndef main() -> None:\n    print(os.name)\n\n\nclass A:\n    x = 1\n',
    "rtf": "{\\rtf1\\ansi Hello\\par}",
    "pdf": "%PDF-1.7\n1 0 obj\n",
    "damaged": "PK\x03\x04\x14\0\0\0\x08\0 mimetype and then no list of what is in it",
    "mail": "Received: from a\nMessage-ID: <1@ex.org>\nMIME-Version: 1.0\nSubject: x\n\nHello.\n",
}

OWN = f"---\nsource:\n  file: a.html\n  sha256: {'0' * 64}\n---\n\n"

MANIFESTS = (
    "---\n# Source: a.yaml\nkind: A\nspec:\n  x: 1\n---\n# Source: b.yaml\nkind: B\nspec:\n  x: 2\n",
    "---\nkind: A\nspec:\n  - x\n  - y\n---\n",
    "---\nkind: A\nspec:\n  - x\n  - y\n---\nkind: B\nlist:\n  - z\n",
    "---\n- hosts: all\n  tasks:\n    - name: 装泵\n      command: pump on\n",
)

LETTERS = (
    "From: li@ex.org\nTo: wang@ex.org\nSubject: 周会\nDate: Mon, 3 Apr 2023 08:00:00 +0800\n\n明天开会。\n",
    "From: Ann <a@ex.org>\nDate: 3 Apr 2023 08:00:00 +0000\nSubject: a long\n subject\n\nHello.\n",
    "Subject: x\nFrom: a@ex.org\nContent-Type: text/plain\n\n# Hello\n",
    "From a@ex.org Mon Apr  3 08:00:00 2023\nFrom: a@ex.org\nTo: b@ex.org\nSubject: x\n\nHello.\n",
)

ARTICLES = {
    "a list below a rule": "---\n- Note: the list begins here\n  and goes on with a sentence.\n- Tip: it ends.\n",
    "a journey": "From: Beijing\nTo: Shanghai\nDate: 2024-05-01\nSubject: trains\n\nThe train leaves at noon.\n",
    "on headers": "From: ann@ex.org\nTo: bob@ex.org\nSubject: Hi\n\n## Each line\n\nThe first is the sender.\n",
    "headers in text": "From: ann@ex.org\nTo: bob@ex.org\nSubject: Hi\nare the lines that matter.\n\nText.\n",
    "LaTeX in fences": "# On LaTeX\n\n```latex\n\\documentclass{article}\n\\usepackage{x}\n\\begin{document}\n```\n\n"
    "Text.\n",
    "formulas": "公式如下：\n\n$$\n\\begin{aligned}\na &= b \\\\\n\\end{aligned}\n$$\n\n\\begin{equation}\nx\n"
    "\\end{equation}\n",
    "a vault's note": "==重点==\n\n见 [[另一篇]] 与 [[第三篇]]。\n\n==再说一次==\n",
    "lines of text": "First comes the plan, then the work.\nThen comes rest, then the end.\n"
    "And a third line, with more.\n",
    "a list in code's words": "import the data\n\nfrom the file, then\n\n- one\n- two\n",
    "Python with prose": "下面的程序读取配置文件并返回结果：\n\nimport os\n\ndef main():\n    return 1\n\n"
    "这样就可以得到所有的结果，非常方便。\n",
    "setext headings": "Title\n====\n\nText.\n\nNext\n----\n\nMore text.\n",
    "a header in JSON": '{\n  "title": "x"\n}\n\n# Text\n\nMore.\n',
    "MDX": 'import Tabs from "@theme/Tabs";\n\n# Guide\n\n<Tabs>\nText.\n</Tabs>\n',
    "front matter": "---\ntitle: x\ntags:\n  - a\n---\n\nText.\n",
    **{
        f"a header above {name}": f"---\nalias:\n  - 矩阵\nplant: fern\n---\n{body}\n"
        for name, body in {
            "a heading": "# 蕨类",
            "a list": "- 一\n- two",
            "a table": "| a | b |\n|---|---|\n| 1 | 2 |",
            "code": "```yaml\nname: x\nlist:\n  - y\n```",
            "a formula": "$$\nx = 1\n$$",
            "a picture": "![蕨](fern.png)",
        }.items()
    },
    "keys below a title": "---\ntitle: Fern\nof:\n  - x\n---\n\n# Fern\n\nlight: shade\n\n- water\n",
    "what a conversion wrote of keys": f"{OWN}# 键\n\nlight: shade\n",
    "what a conversion wrote of reStructuredText": f"{OWN}.. note:: x\n\n:ref:`a`\n",
    "an article in HTML": "<article>\n<h1>Pumps</h1>\n<p>Text.</p>\n</article>\n",
    "marks of equality": "# 泵\n\n===== 左 =====\n\n文字。\n",
    "a link first": "[a](https://ex.org) and more.\n",
    "pairs": "标题：一\n时间：2024-01-01\n\n正文在这里。\n",
    "lists and a listing in HTML": '正文第一段。\n\n  - 一\n  - 二\n\n<pre><code class="hljs">pump on</code></pre>\n',
    "a template first": "{{ page.title }} and more.\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_foreign_format_is_known_by_its_content(name: str) -> None:
    found = look(Glance(REFUSED[name].encode()))
    assert found is not None
    assert found.name == name
    assert found.opens is None


@pytest.mark.skipif(not SHARED.exists(), reason=ABSENT)
def test_no_article_is_taken_for_another_format() -> None:
    articles = [path for path in sorted((SHARED / "wild").rglob("*")) if path.suffix in (".md", ".html", ".txt")]
    refused = [path.name for path in articles if look(Glance(path.read_bytes())) is not None]
    assert articles
    assert not refused


@pytest.mark.parametrize("text", MANIFESTS)
def test_data_in_several_parts_stays_data(text: str) -> None:
    found = look(Glance(text.encode()))
    assert found is not None
    assert found.name == "yaml"


@pytest.mark.parametrize("letter", LETTERS)
def test_mail_is_known_by_its_header(letter: str) -> None:
    found = look(Glance(letter.encode()))
    assert found is not None
    assert found.name == "mail"


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_none_of_them(name: str) -> None:
    assert look(Glance(ARTICLES[name].encode())) is None


def test_a_file_that_nobody_reads_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(REFUSED["rst"], encoding="utf-8")
    ran = proofpress("convert", "notes.md", cwd=tmp_path)
    assert ran.code == 1
    assert (
        ran.line_about("notes.md")
        == "notes.md: reStructuredText is not read here; pandoc -f rst -t html makes a page that is"
    )
    assert not (tmp_path / "converted" / "notes.md").exists()


def test_every_file_of_a_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nText ![x](b.png) here.\n", encoding="utf-8")
    for name in ("b.png", "c.png"):
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40))
    (folder / "d.rst").write_text(REFUSED["rst"], encoding="utf-8")
    (folder / "e.csv").write_text(REFUSED["table"], encoding="utf-8")
    ran = proofpress("convert", "in", cwd=tmp_path)
    assert ran.code == 1
    assert "reStructuredText is not read here" in ran.err
    assert "copied: in/b.png" in ran.lines
    assert "pictures that no article shows: in/c.png" in ran.lines
    assert "not text: in/e.csv" in ran.lines
    assert "1 file converted, 1 refused, 3 other files passed over" in ran.lines[-1]
    assert (tmp_path / "converted" / "b.png").exists()


def test_the_page_of_the_documentation_is_what_the_table_says() -> None:
    stands = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert stands == table.page()
