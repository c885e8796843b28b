"""JSON that is not what it should be: loose, broken, cut off, or with values of other types than its format has."""

from __future__ import annotations

import json

import pytest

from proofpress.convert import convert
from proofpress.finding import Severity
from proofpress.formats import Glance, articles, chats, look, notebook
from proofpress.origins.chat_json import chat
from proofpress.source import Source

TEXT = "A heap keeps the largest element at its root; 父节点不小于子节点。"
ARTICLE = {"title": "Heaps", "content_html": f"<p>{TEXT} See <a href='https://h.example//x'>it</a>.</p>"}
CHAT = [{"role": "user", "content": "什么是堆？"}, {"role": "assistant", "content": TEXT}]
WHOLE = json.dumps(ARTICLE, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("{", '{ // kept by hand: it\'s "so"\n', 1)
        .replace('"content', '/* { */ "content')
        .replace("\n}", ", // last\n}"),
        f"window.__POST__ = {WHOLE};\n",
        f"show([{WHOLE}]);",
        f")]}}'\n{WHOLE}",
        f"export default {WHOLE}",
    ],
)
def test_json_as_programs_write_it_is_read(text: str) -> None:
    (part,) = articles.opens("a.json", text.encode()).parts
    assert TEXT in part.data.decode()
    assert "https://h.example//x" in part.data.decode()


@pytest.mark.parametrize(
    "text",
    [
        WHOLE[: len(WHOLE) * 2 // 3],
        WHOLE.replace("heap", '"heap"'),
        json.dumps({"messages": CHAT}, indent=1)[:-40],
        repr([ARTICLE, None]),
        "window.data = {title: 'x', list: [1, 2], text: 'Some words of a page', inner: {a: true}};",
        '{"a": 1}{"b": [1, 2, 3]}',
    ],
)
def test_json_that_does_not_parse_is_no_article(text: str) -> None:
    found = look(Glance(text.encode()))
    assert found is not None
    assert found.name == "broken-json"


@pytest.mark.parametrize(
    "text",
    [
        '{\n "title": "Front", "tags": ["a"]\n}\n\n# Heading\n\nSome "quoted" words.\n',
        '[link](http://x.example) says: "hello", "there": all of it.\n',
        '{"a": 1, "b": 2}\n\nis what the server answers, "ok": it is done.\n',
        "{: .note }\nWords with a key: and a value.\n",
    ],
)
def test_a_text_that_begins_as_json_is_a_text(text: str) -> None:
    assert look(Glance(text.encode())) is None


def test_a_broken_line_costs_a_line() -> None:
    lines = [json.dumps(one, ensure_ascii=False) for one in CHAT * 3]
    lines[3] = lines[3][:20]
    source = Source("a.jsonl", "\n".join(lines))
    found = chat(source.text)
    assert found is not None
    assert len(found.said) == 5
    doubts = [one for one in convert(source).ledger if one.severity is Severity.WARNING and one.text == lines[3]]
    assert len(doubts) == 1

    posts = "\n".join(json.dumps({**ARTICLE, "title": f"T{n}"}) for n in range(4))
    glance = Glance(posts[:-30].encode())
    assert look(glance) is articles.FORMAT
    assert glance.broken == [4]
    assert len(articles.opens("a.jsonl", posts[:-30].encode()).parts) == 3


def test_types_that_a_format_does_not_have_cost_nothing_silently() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": 1, "title": 2024, "content_html": f"<p>one {TEXT}</p>", "tags": ["a", None, ["b"]]},
            {"id": "2", "content_text": f"two {TEXT}"},
            {"id": "3", "title": "Three", "content_html": [f"<p>three {TEXT}</p>"], "date_published": 1e300},
            {"id": "4", "title": "Four", "content_html": None},
        ],
    }
    opened = articles.opens("feed.json", json.dumps(feed).encode())
    text = "".join(part.data.decode() for part in opened.parts)
    assert all(f"{word} {TEXT}" in text for word in ("one", "two", "three"))
    assert "None" not in text
    assert "2024" in text
    assert "Four" in opened.notes[0].en

    ghost = {"db": [{"data": {"posts": [{"title": "Whole", "html": f"<p>{TEXT}</p>"}]}}]}
    for broken in ('{"version": "0.3.1", "sections": [[1, "p", [[0, 7, 0, "x"]]]]}', '{"version"', 12):
        ghost["db"][0]["data"]["posts"].append({"title": f"Broken {broken}", "mobiledoc": broken})  # type: ignore[dict-item]
    opened = articles.opens("ghost.json", json.dumps(ghost).encode())
    assert len(opened.parts) == 1
    assert opened.notes[0].en.count("Broken") == 3

    book = {"nbformat": 4, "cells": [{"cell_type": 5, "source": 1.5, "outputs": [{"traceback": ["oh"]}]}, "no cell"]}
    opened = notebook.opens("a.ipynb", json.dumps(book).encode())
    assert all(word in opened.parts[0].data.decode() for word in ("1.5", "oh"))
    assert "1 cells" in opened.notes[0].en

    export = [{"title": 7, "messages": CHAT}, {"title": "Silent", "messages": [7]}]
    opened = chats.opens("a.json", json.dumps(export).encode())
    assert "Silent" in opened.notes[0].en


def test_a_message_that_does_not_say_who_speaks_is_a_doubt() -> None:
    talk = [*CHAT, {"role": 7, "content": "谁在说话？"}, {"role": "narrator", "content": "Meanwhile."}]
    said = [one.text for one in convert(Source("a.json", json.dumps(talk, ensure_ascii=False))).ledger]
    assert "谁在说话？" in said
    assert "Meanwhile." in said
