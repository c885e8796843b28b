"""What the build, the command and the editor say of one site is the same, but for what only the built site tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.source import Source
from tests.command import mkdocs, proofpress

pytestmark = pytest.mark.slow

Said = set[tuple[str, int, str, str]]
"""Page, line, rule and weight."""

MANUAL = {
    "mkdocs.yml": "theme: mkdocs\nuse_directory_urls: false\n"
    "markdown_extensions: [extra, wikilinks: {base_url: '', end_url: .html}]",
    "index.md": "# Manual\n\n"
    "See [[install]], [[Old Page]] and [the log](install.md#no-log).\n\n"
    "    :::python\n    x = 1\n",
    "install.md": "# Install\n\nSteps:\n* one\n* two\n\n- done\n\n!!! note\n    Text with [^a-z] in it.\n",
}
ALBUM = {
    "mkdocs.yml": "theme: {name: mkdocs, locale: zh}\nexclude_docs: |\n"
    "  drafts/\nmarkdown_extensions: [admonition, tables]",
    "index.md": "# 相册\n\n草稿见 [草稿](drafts/plan.md)。\n\n"
    "| 项 | 值 |\n| --- | --- |\n| 核 | 4 |\n\n| 内存 | 2G |\n",
    "more.md": '# 更多\n\n<img src="img/a.svg" alt="甲">\n\n##二\n\n'
    "![乙](img/架构 图.svg) ![丙](img/无.svg)\n\n!!! 提示 “高级”\n    文。\n",
    "drafts/plan.md": "# 草稿\n",
    "img/a.svg": "<svg/>",
    "img/架构 图.svg": "<svg/>",
}
GARDEN = {
    "mkdocs.yml": "theme: mkdocs\nmarkdown_extensions: [admonition, footnotes, {pymdownx.quotes: {callouts: true}}]\n",
    "index.md": "# Garden\n\n> [!tip] Fold\n> - one\n> - two\n\nA note[^1] and **bold.\n\n##\n\nText.\n",
    "soil.md": "# Soil\n\n## Soil {#a}\n\nWords.\n\n    ## Soil two\n\nMore words, [here](#b).\n",
}


@pytest.mark.parametrize("pages", [MANUAL, ALBUM, GARDEN], ids=["manual", "album", "garden"])
def test_build_command_and_editor_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: dict[str, str]
) -> None:
    pytest.importorskip("pygls", reason="the language server is not installed: pip install 'proofpress[lsp]'")
    from proofpress.lsp import found

    for name, text in pages.items():
        path = tmp_path / "docs" / name if name != "mkdocs.yml" else tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: s\nplugins: [search, proofpress]\n{pages['mkdocs.yml']}\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)

    built = _built(tmp_path)
    ran = proofpress("check", "docs", "--format", "json", cwd=tmp_path)
    rows = map(json.loads, ran.out.splitlines())
    commanded = {(row["path"], row["line"], row["rule"], row["severity"]) for row in rows}
    edited: Said = set()
    for name in pages:
        if name.endswith(".md") and not name.startswith("drafts"):
            source = Source((tmp_path / "docs" / name).as_posix(), pages[name])
            for one in found(source):
                edited.add((f"docs/{name}", source.position(one.span.start)[0], one.rule, str(one.severity)))
    assert len(built) > 3
    assert commanded == edited == built


def _built(folder: Path) -> Said:
    ran = mkdocs("build", cwd=folder, PROOFPRESS_CACHE="off")
    assert ran.returncode == 0, ran.stderr
    said: Said = set()
    for line in ran.stderr.splitlines():
        level, _, rest = line.partition(" -  ")
        if rest.startswith("docs/") and rest.endswith("]"):
            path, number, _ = rest.split(":", 2)
            weight = "error" if level.strip() == "WARNING" else "warning"
            said.add((path, int(number), rest.rpartition("[")[2][:-1], weight))
    warned = sum(weight == "warning" for *_, weight in said)
    assert (f"proofpress: {warned} " in ran.stderr) is (warned > 0)
    return said
