"""`mkdocs serve`: what is built when an author saves a file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.test_site import configure, free_port

pytestmark = pytest.mark.slow
PATIENCE = 120.0


class Preview:
    """A running `mkdocs serve`: its pages, and what its console says."""

    def __init__(self, folder: Path, port: int, base: str) -> None:
        self.address = f"http://127.0.0.1:{port}/{base}/"
        self.console = folder / "console.txt"

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    @property
    def said(self) -> str:
        return self.console.read_text("utf-8", "replace")

    @property
    def builds(self) -> int:
        return self.said.count("Documentation built in")

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"{what}:\n{self.said}"
            time.sleep(0.1)


@contextmanager
def preview(config: Path, base: str = "notes") -> Iterator[Preview]:
    environment = {**os.environ, "PROOFPRESS_CACHE": "cache", "NO_MKDOCS_2_WARNING": "1"}
    with free_port() as port:
        made = Preview(config.parent, port, base)
    with made.console.open("w", encoding="utf-8") as console:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=config.parent,
            env=environment,
            stdout=console,
            stderr=console,
        )
        try:
            made.wait(lambda: "Serving on" in made.said, "the preview did not start")
            yield made
        finally:
            process.terminate()
            process.wait(20)


def test_an_edited_text_is_shown_without_building_the_site(tmp_path: Path) -> None:
    config = configure(tmp_path)
    source = tmp_path / "docs" / "articles" / "gradient.md"
    good = source.read_text("utf-8")
    with preview(config) as site:
        source.write_text(good + "\n坏公式 $\\frac{1}{2$ 在此。\n\n| a |\n| --- |\n| 新的一格 |\n", "utf-8")
        site.wait(lambda: "新的一格" in site.page("articles/gradient/"), "the edit is not shown")
        broken = site.page("articles/gradient/")
        assert 'class="pp-finding pp-tone-error"' in broken
        assert "gradient.md:1" in site.said
        assert "[math-" in site.said
        assert "gradient/" in site.page("proof/")
        source.write_text(good, "utf-8")
        site.wait(lambda: "新的一格" not in site.page("articles/gradient/"), "the mend is not shown")
        assert "pp-finding" not in site.page("articles/gradient/")
        assert site.builds == 1


def test_a_page_that_a_build_would_hold_says_so_and_is_in_no_list(tmp_path: Path) -> None:
    config = configure(tmp_path, extra="extra:\n  proofpress:\n    on_error: hold\n")
    text = "---\ntags: [半成品]\ndate: 2099-01-01\n---\n\n# 半成品\n\n坏公式 $\\frac{1}{2$ 在此。\n"
    (tmp_path / "docs" / "articles" / "half.md").write_text(text, "utf-8")
    with preview(config) as site:
        page = site.page("articles/half/")
        assert "暂未发布" in page
        assert 'rel="prev"' not in page
        assert "半成品" not in site.page("archive/") + site.page("topics/")
        assert "articles/half.md</code>" in site.page("proof/")


def test_the_rest_of_the_site_follows_a_new_title(tmp_path: Path) -> None:
    config = configure(tmp_path)
    source = tmp_path / "docs" / "articles" / "gradient.md"
    with preview(config) as site:
        before = site.page("archive/")
        text = source.read_text("utf-8")
        title = next(line for line in text.splitlines() if line.startswith("# "))
        source.write_text(text.replace(title, "# 另一个题目", 1), "utf-8")
        site.wait(lambda: "另一个题目" in site.page("articles/gradient/"), "the page is not shown")
        assert "另一个题目" not in before
        site.wait(lambda: "另一个题目" in site.page("archive/"), "the archive stayed as it was")
        assert site.builds == 2


def test_a_new_article_is_in_the_lists(tmp_path: Path) -> None:
    config = configure(tmp_path)
    with preview(config) as site:
        (tmp_path / "docs" / "articles" / "new.md").write_text("# 新文章\n\n正文。\n", "utf-8")
        site.wait(lambda: "新文章" in site.page("archive/"), "the archive stayed as it was")
        assert "正文" in site.page("articles/new/")


def test_a_page_after_previews_is_the_page_of_a_build(tmp_path: Path) -> None:
    """What is shown after edits is to the byte what a build makes, but for the script that the server adds."""
    config = configure(tmp_path)
    source = tmp_path / "docs" / "articles" / "attention.md"
    with preview(config) as site:
        source.write_text(source.read_text("utf-8").replace("## ", "### ", 1) + "\n又一句。\n", "utf-8")
        site.wait(lambda: "又一句" in site.page("articles/attention/"), "the edit is not shown")
        shown = site.page("articles/attention/")
        (tmp_path / "docs" / "articles" / "other.txt").write_text("x", "utf-8")
        site.wait(lambda: site.builds == 2, "no build")
        assert site.page("articles/attention/").split("livereload")[0] == shown.split("livereload")[0]
