"""A plugin that builds from a folder of copies: findings name the files of the author, and his settings meet them."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

HOOK = """import shutil, tempfile
from mkdocs.plugins import event_priority
@event_priority(100)
def on_config(config):
    made = tempfile.mkdtemp()
    shutil.copytree(config.docs_dir, made, dirs_exist_ok=True)
    shutil.copytree("parts/泵/docs", made + "/pumps")
    config.docs_dir = made
    config.plugins["search"].files_source_dir = {made + "/pumps/valve.md": "parts/泵/docs/valve.md"}
"""
PAGES = {
    "docs/index.md": "# 家\n\n见 [阀](pumps/valve.md) 和 [没有](pumps/none.md)。\n\n公式 $\\frac{a$ 在此。\n",
    "docs/old.md": "# 旧\n\n公式 $\\frac{a$ 在此。\n",
    "docs/left.md": "# Left\n\nA formula $\\frac{a$ here.\n",
    "parts/泵/mkdocs.yml": "site_name: p\nmarkdown_extensions: [pymdownx.arithmatex]\n",
    "parts/泵/docs/valve.md": "# 阀\n\nBack [home](../index.md), [gone](../gone.md).\n\n公式 $\\frac{b$ 在此。\n",
    "own.py": HOOK,
    "mkdocs.yml": "site_name: s\nhooks: [own.py]\ntheme: {name: mkdocs}\nmarkdown_extensions: [pymdownx.arithmatex]\n"
    "plugins:\n- search\n- proofpress:\n    on_error: warn\n    exclude: [docs/old.md]\n"
    "    per_file_ignores: {docs/left.md: [math-syntax]}\n",
}


def test_findings_name_the_files_of_the_author(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    with caplog.at_level("INFO"):
        build(load_config("mkdocs.yml"))
    said = {(line.split(": ")[0], line.rpartition("[")[2]) for line in caplog.messages if line.endswith("]")}
    assert said == {
        ("docs/index.md:3:30", "link-file]"),
        ("docs/index.md:5:11", "math-syntax]"),
        ("parts/泵/docs/valve.md:3:34", "link-file]"),
        ("parts/泵/docs/valve.md:5:11", "math-syntax]"),
    }
