"""The ledger of a run: as JSON for programs, as a page for people."""

from __future__ import annotations

import io
import json
import re
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

from proofpress.finding import Finding, Severity, Words
from proofpress.output import ledger_html, ledger_json
from proofpress.output.ledger_file import LedgerFile
from proofpress.source import Source, Span
from tests.browser import page_at
from tests.command import proofpress

TEXT = "# 标题 😀\n\n<think>hidden</think>\n\nText with **bold **words.\n"
THINK = Span(TEXT.index("<think>"), TEXT.index("</think>") + 8)
BOLD = Span(TEXT.index("**bold"), TEXT.index("words"))
MARKDOWN = "# 标题 😀\n\nText with **bold** words.\n"


def example(name: str = "a/x.md") -> LedgerFile:
    source = Source(name, TEXT)
    findings = (
        Finding(
            "think",
            Severity.REMOVAL,
            Words("A think block was removed", "移除了思考块"),
            THINK,
            text=TEXT[THINK.start : THINK.end],
        ),
        Finding(
            "strong",
            Severity.REPAIR,
            Words("Spaces moved out of bold text", "空格移出粗体"),
            BOLD,
            text=TEXT[BOLD.start : BOLD.end],
        ),
        Finding(
            "tail",
            Severity.WARNING,
            Words("Is this the author's?", "这是作者写的吗？"),
            Span(len(TEXT), len(TEXT)),
            text="",
        ),
    )
    places = (MARKDOWN.index("Text"), MARKDOWN.index("**bold"), len(MARKDOWN))
    return LedgerFile(
        name, "a/x.md", source, MARKDOWN, findings, places, ((0, 0), (TEXT.index("Text"), MARKDOWN.index("Text")))
    )


FAILED = LedgerFile("bad.html", trouble=Words("the file is empty </script><b>", "空文件"))


def test_json_has_one_object_for_each_finding() -> None:
    out = io.StringIO()
    ledger_json.write([example(), FAILED], out, "en")
    entries = json.loads(out.getvalue())
    assert [(e["kind"], e["pass"], e["line"], e["column"]) for e in entries] == [
        ("removal", "think", 3, 1),
        ("repair", "strong", 5, 11),
        ("doubt", "tail", 6, 1),
        ("failure", "", 1, 1),
    ]
    assert entries[0] == {
        "file": "a/x.md",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 22,
        "kind": "removal",
        "pass": "think",
        "message": "A think block was removed",
        "en": "A think block was removed",
        "zh": "移除了思考块",
        "text": "<think>hidden</think>",
    }
    assert len(out.getvalue().splitlines()) == len(entries) + 2


def test_json_of_nothing_is_an_empty_list() -> None:
    out = io.StringIO()
    ledger_json.write([], out)
    assert json.loads(out.getvalue()) == []


def test_page_holds_everything_and_asks_for_nothing() -> None:
    out = io.StringIO()
    ledger_html.write([example(), FAILED], out, "zh")
    page = out.getvalue()
    assert 'lang="zh-CN"' in page
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import|https?://""", page)
    packed = re.findall(r'<script type="text/plain" id="f(\d+)">([^<]*)</script>', page)
    assert [number for number, _ in packed] == ["0"]
    detail = json.loads(zlib.decompress(b64decode(packed[0][1]), -15))
    assert (detail["input"], detail["output"]) == (TEXT, MARKDOWN)
    units = TEXT.encode("utf-16-le")
    for shown, span in zip(detail["findings"], (THINK, BOLD), strict=False):
        assert units[2 * shown["start"] : 2 * shown["end"]].decode("utf-16-le") == TEXT[span.start : span.end]
    listed = re.search(r'<script type="application/json" id="index">(.*?)</script>', page)
    assert listed
    index = json.loads(listed[1])
    assert index[0]["passes"] == {"removal think": 1, "repair strong": 1, "doubt tail": 1}
    assert index[0]["removed"] == pytest.approx((THINK.end - THINK.start) / len(TEXT), abs=1e-3)
    assert index[1]["trouble"] == list(FAILED.trouble or ())


def test_ledger_through_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("# T\n\n<think>\nhm\n</think>\n\nText here.\n", encoding="utf-8")
    (tmp_path / "in" / "b.md").write_text("", encoding="utf-8")
    for _ in range(2):
        ran = proofpress("convert", "in", "-o", "out", "--ledger", "new/l.json", cwd=tmp_path)
        assert ran.code == 1
        entries = json.loads((tmp_path / "new" / "l.json").read_text(encoding="utf-8"))
        removal = next(e for e in entries if e["kind"] == "removal")
        assert removal["file"] == "in/a.md"
        assert removal["line"] == 3
        assert "hm" in removal["text"]
        assert [e["file"] for e in entries if e["kind"] == "failure"] == ["in/b.md"]
    assert "1 unchanged" in ran.lines[-1]
    proofpress("convert", "in", "-o", "out", "--ledger", "l.html", cwd=tmp_path)
    assert "<title>" in (tmp_path / "l.html").read_text(encoding="utf-8")


@pytest.mark.browser
def test_page_in_a_browser(tmp_path: Path) -> None:
    path = tmp_path / "ledger.html"
    with path.open("w", encoding="utf-8") as out:
        ledger_html.write([example(f"a/{n:04}.md") for n in range(1000)] + [FAILED], out)
    with page_at("about:blank", viewport={"width": 1400, "height": 800}) as page:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith("file:") else problems.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector(".l")
        assert page.locator(".file").count() < 60
        assert page.locator("#in mark.removal").inner_text() == "<think>hidden</think>"
        assert page.locator("#in mark.repair").inner_text() == "**bold **"
        assert page.locator("#out .tick").count() == 3
        page.keyboard.press("j")
        assert page.locator("#found [aria-current]").count() == 1
        page.keyboard.press("1")
        assert page.locator("#in mark.removal").count() == 0
        page.keyboard.press("1")
        page.locator(".chip", has_text="strong").click()
        assert page.locator("#found button").count() == 1
        page.locator(".chip", has_text="strong").click()
        page.keyboard.press("Shift+J")
        page.wait_for_function("document.querySelector('#in-name').textContent === 'a/0001.md'")
        page.keyboard.press("/")
        page.keyboard.type("bad")
        page.keyboard.press("Enter")
        page.wait_for_selector("#in .message")
        assert "the file is empty </script><b>" in page.locator("#in").inner_text()
    assert problems == []
