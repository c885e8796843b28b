"""A build, the command and an editor say the same of every page: rule, place and weight, by the same settings."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.theme import Theme
from proofpress_mkdocs import validate
from proofpress_mkdocs.proofs import state

pytest.importorskip("pygls", reason="the language server is not installed: pip install 'proofpress[lsp]'")

from lsprotocol import types
from pygls.workspace import TextDocument

from proofpress import lsp
from proofpress.finding import joined
from proofpress.source import Source
from tests.command import proofpress
from tests.shared import ABSENT, SHARED

pytestmark = pytest.mark.slow

Said = tuple[str, int, int, str, str]
"""A page's path, line, column, rule and weight."""
_WEIGHTS = {
    types.DiagnosticSeverity.Error: "error",
    types.DiagnosticSeverity.Warning: "warning",
    types.DiagnosticSeverity.Information: "info",
}
BAD = "# Bad\n\nA formula $\\frac{1}$ is open.\n"
PAGES = {
    "index.md": "# One 😀\n\n😀 See [two](none.md), [itself](#nowhere).\n\n### Three\n\nMore.\n",
    "bad.md": BAD,
    "draft/left.md": BAD,
    "known.md": f"{BAD}\nAnd $\\sqrt{{2$ too, and $\\frac{{2}}$.\n",
    "quiet.md": f"{BAD}\nA [link](none.md).\n",
    "many.md": "# Many\n\n" + "![](a.png)\n\n" * 6 + "Text.\n",
    "中文.md": "# 中文\n\n公式 $\\frac{1}$ 与[链接](没有.md)。\n",
}


def by_build(pages: Sequence[str]) -> set[Said]:
    """What the plugin finds in pages of the site in this folder."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "markdown_extensions": []})
    config.config_file_path, config.theme = str(Path("mkdocs.yml").absolute()), Theme("mkdocs")
    validate.on_config(config)
    for known in (state.found, state.findings, state.failing):
        known.clear()
    files = [File(page.removeprefix("docs/"), str(Path("docs").absolute()), "site", True) for page in pages]
    validate._check(files, config)
    return {
        (source.name, *source.position(finding.span.start), finding.rule, str(finding.severity))
        for source, findings in state.findings.values()
        for finding in joined(findings)
    }


def by_command(paths: Sequence[str]) -> tuple[set[Said], int]:
    """What `check` prints of files and folders, and its exit code."""
    ran = proofpress("check", *paths, "--format", "json", cwd=Path())
    rows = [json.loads(line) for line in ran.out.splitlines()]
    return {(row["path"], row["line"], row["column"], row["rule"], row["severity"]) for row in rows}, ran.code


def by_editor(pages: Sequence[str]) -> set[Said]:
    """What the language server has an editor show; its columns count UTF-16 code units."""
    made: set[Said] = set()
    for page in pages:
        path = Path(page).absolute()
        text = path.read_text("utf-8")
        source, document = Source(str(path), text), TextDocument(path.as_uri(), text)
        for one in lsp.published(lsp.found(source), source, document, "en"):
            start = one.range.start
            line = text.split("\n")[start.line].encode("utf-16-le")
            column = len(line[: 2 * start.character].decode("utf-16-le")) + 1
            made.add(
                (page, start.line + 1, column, str(one.code), _WEIGHTS[one.severity or types.DiagnosticSeverity.Hint])
            )
    return made


def agreed(pages: Sequence[str], *folders: str) -> set[Said]:
    """What all three say; the command is given the folders that hold the pages, or the pages: it checks a file that is
    named whatever the settings leave out."""
    command, _ = by_command(folders or pages)
    assert by_build(pages) == command
    assert by_editor(pages) == command
    return command


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PAGES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")
    (tmp_path / "known.json").write_text(json.dumps({"files": {"docs/known.md": {"math-syntax": 1}}}), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settle(folder: Path, options: str) -> list[str]:
    """Give the site these options, and name its pages."""
    math = "markdown_extensions: [{pymdownx.arithmatex: {generic: true}}]"
    (folder / "mkdocs.yml").write_text(f"site_name: Small\nplugins: [proofpress: {options}]\n{math}\n", "utf-8")
    return [f"docs/{name}" for name in PAGES]


def test_by_default(small: Path) -> None:
    found = agreed(settle(small, "{}"), "docs")
    assert ("docs/index.md", 3, 13, "link-file", "error") in found
    assert sum(rule == "image-alt" for *_, rule, _ in found) == 1
    assert {page for page, *_ in found} == {f"docs/{name}" for name in PAGES}


@pytest.mark.parametrize(
    ("options", "gone", "there"),
    [
        (
            "{select: [all], exclude: [docs/draft/*], per_file_ignores: {docs/quiet.md: [math-*]}}",
            ("docs/draft/left.md docs/quiet.md", "math-syntax"),
            ("docs/quiet.md", "link-file"),
        ),
        ("{select: [math-*], baseline: known.json}", ("docs/index.md", "link-file"), ("docs/known.md", "math-syntax")),
    ],
)
def test_by_what_is_asked(small: Path, options: str, gone: tuple[str, str], there: tuple[str, str]) -> None:
    found = {(page, rule) for page, _, _, rule, _ in agreed(settle(small, options), "docs")}
    assert not {(page, gone[1]) for page in gone[0].split()} & found
    assert there in found


def test_by_weights_and_what_they_do(small: Path) -> None:
    severity = "severity: {heading-jump: error, link-*: warning, math-syntax: warning}"
    found = {(page, rule, weight) for page, _, _, rule, weight in agreed(settle(small, f"{{{severity}}}"), "docs")}
    assert ("docs/index.md", "heading-jump", "error") in found
    assert ("docs/index.md", "link-file", "warning") in found
    for fail_on, failing in (("error", 0), ("warning", 1)):
        settle(small, f"{{{severity}, fail_on: {fail_on}}}")
        assert by_command(["docs/bad.md"])[1] == failing
        by_build(["docs/bad.md"])
        assert len(state.failing) == failing


@pytest.mark.skipif(not (SHARED / "sites").is_dir(), reason=ABSENT)
@pytest.mark.parametrize("name", ["uv", "mkdocs", "cs-self-learning", "textual"])
def test_on_sites_of_others(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve pages of each, spread over it."""
    shutil.copytree(SHARED / "sites" / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / name)
    options = "{select: [default, heading-*], severity: {link-file: warning}, per_file_ignores: {'*/a*': [link-*]}}"
    text = Path("mkdocs.yml").read_text("utf-8")
    text = re.sub(r"^plugins:\n([ ]*)", rf"plugins:\n\1- proofpress: {options}\n\1", text, flags=re.M)
    Path("mkdocs.yml").write_text(text, "utf-8")
    pages = sorted(path.as_posix() for path in Path("docs").rglob("*.md"))
    agreed(pages[:: len(pages) // 12 + 1])
