"""What a search answers, and in which order: the index is written here and asked in a browser."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from proofpress.site import THEME
from proofpress.site.search.index import files, recorded, write
from tests.browser import page_at

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    # From the oldest to the newest, as the site gives them.
    ("Heaps at work", "<p>A heap. A heap again, and a heap, heap, heap.</p>", ()),
    ("Trees", "<p>Nothing but leaves and known roots.</p>", ("Heap",)),
    ("Heap and stack, side by side", "<p>Two of them.</p>", ()),
    ("Heap", "<p>What it is.</p>", ()),
    ("A heap, newer", "<p>One more word.</p>", ()),
    ("训练神经网络", "<p>梯度下降。梯度下降，梯度下降；梯度下降。</p>", ()),
    ("梯度下降入门", "<p>先看一个例子：沿着坡向下走。</p>", ()),
    ("Lists of a template", "<p>Use v-for with a key, for each item.</p>", ()),
    ("Loops", "<p>Use for in a loop; for is a well-known word, for ever.</p>", ()),
    ("Long loops", f"<p>heap {'heap word ' * 30}</p>", ()),
    ("A heapster's log", "<p>Nothing else.</p>", ()),
)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A function that gives the titles found for a query, by the index or among all records at once."""
    folder = tmp_path_factory.mktemp("search")
    records = [recorded(f"p{at}/", title, said, "", names) for at, (title, said, names) in enumerate(PAGES)]
    write(files(records, ""), folder / "search-index")
    script = (THEME / "assets/proofpress/search-index.js").read_text("utf-8")
    (folder / "search-index.js").write_text(script, "utf-8")
    (folder / "index.html").write_text('<!doctype html><script src="search-index.js"></script>', "utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with page_at(f"http://127.0.0.1:{server.server_port}/") as page:
        all_records = [json.loads(one) for one in records]

        def titles(query: str, offline: bool) -> list[str]:
            found: list[str] = page.evaluate(
                "async ([query, pages]) => { const index = window.proofpressIndex;"
                " const ask = pages ? index.among(pages) : index.over(location.href);"
                " return (await ask(query)).hits.map((hit) => hit.title); }",
                [query, all_records if offline else None],
            )
            return found

        yield titles
    server.shutdown()


@pytest.mark.parametrize("offline", [False, True])
def test_the_title_comes_before_topics_and_these_before_the_text(asked: Any, offline: bool) -> None:
    found = asked("heap", offline)
    assert found[:3] == ["Heap", "A heap, newer", "Heap and stack, side by side"]
    assert found[3] == "Trees"
    assert {"Heaps at work", "A heapster's log"} <= set(found[4:])
    assert found.index("Heaps at work") < found.index("Long loops")
    assert asked("梯度下降", offline) == ["梯度下降入门", "训练神经网络"]


@pytest.mark.parametrize("offline", [False, True])
def test_a_word_with_a_hyphen_is_one_word_and_its_parts_are_found_too(asked: Any, offline: bool) -> None:
    assert asked("v-for", offline) == ["Lists of a template"]
    assert asked("image-alt", offline) == []
    assert asked("well-known", offline) == ["Loops"]
    assert set(asked("known", offline)) == {"Trees", "Loops"}
    assert asked("well_known", offline) == ["Loops"]
    assert asked("known-well", offline) == []
