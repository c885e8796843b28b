"""`proofpress check` and `explain` as people run them."""

from __future__ import annotations

import json
import os
import pickle
import sys
from pathlib import Path

import pytest

from proofpress.bulk import known
from proofpress.cache import current
from proofpress.markdown import CANONICAL
from tests.command import ROOT, proofpress, started

FAULTY = "# T\n\nText.\n\n##No space\n\n#### Deep\n\nMore.\n"
CLEAN = "# T\n\nText.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    (tmp_path / "docs" / "a.md").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "docs" / "sub" / "b.md").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def test_findings_have_a_place_and_a_code(folder: Path) -> None:
    ran = proofpress("check", "docs", "--format", "json", cwd=folder)
    assert ran.code == 1
    found = {(f["path"], f["rule"]): f for f in map(json.loads, ran.out.splitlines())}
    assert found["docs/a.md", "heading-no-space"]["line"] == 5
    assert {path for path, _ in found} == {"docs/a.md"}


def test_clean_pages_exit_with_0(folder: Path) -> None:
    assert proofpress("check", "docs/sub", cwd=folder).code == 0


def test_weight_that_fails(folder: Path) -> None:
    (folder / "docs" / "a.md").write_text("# T\n\nText.\n\n### Deep\n\nMore.\n", encoding="utf-8")
    assert proofpress("check", "docs", cwd=folder).code == 0
    assert proofpress("check", "docs", "--fail-on", "warning", cwd=folder).code == 1
    assert (
        proofpress("check", "docs", "--fail-on", "warning", "--ignore", "heading-jump,section-empty", cwd=folder).code
        == 0
    )
    (folder / "proofpress.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    assert proofpress("check", "docs", cwd=folder).code == 1
    (folder / "proofpress.toml").write_text('exclude = ["docs/a*"]\n', encoding="utf-8")
    assert proofpress("check", "docs", "--fail-on", "warning", cwd=folder).code == 0


def test_diff_shows_and_fix_does(folder: Path) -> None:
    shown = proofpress("check", "docs", "--diff", cwd=folder)
    assert shown.code == 1
    assert "-##No space" in shown.out
    assert "+## No space" in shown.out
    assert (folder / "docs" / "a.md").read_text(encoding="utf-8") == FAULTY
    ran = proofpress("check", "docs", "--fix", cwd=folder)
    assert "mended: 1 in 1 files" in ran.err
    assert "## No space" in (folder / "docs" / "a.md").read_text(encoding="utf-8")
    assert proofpress("check", "docs", "--diff", cwd=folder).out == ""


def test_line_ends_are_kept_by_a_fix(folder: Path) -> None:
    (folder / "docs" / "a.md").write_bytes(FAULTY.replace("\n", "\r\n").encode())
    proofpress("check", "docs", "--fix", cwd=folder)
    assert (folder / "docs" / "a.md").read_bytes() == FAULTY.replace("##No", "## No").replace("\n", "\r\n").encode()


def test_a_byte_order_mark_is_kept_by_a_fix(folder: Path) -> None:
    (folder / "docs" / "a.md").write_bytes(b"\xef\xbb\xbf" + FAULTY.encode())
    proofpress("check", "docs", "--fix", cwd=folder)
    assert (folder / "docs" / "a.md").read_bytes() == b"\xef\xbb\xbf" + FAULTY.replace("##No", "## No").encode()


def test_standard_input(folder: Path) -> None:
    ran = proofpress("check", "-", "--format", "concise", cwd=folder, stdin=FAULTY.encode())
    assert ran.code == 1
    assert "heading-no-space" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "gone.md"),
        ("check", "docs", "--select", "no-such-rule"),
        ("check", "docs", "--format", "x"),
        ("explain", "no-such-rule"),
    ],
)
def test_what_cannot_run_is_2(folder: Path, words: tuple[str, ...]) -> None:
    ran = proofpress(*words, cwd=folder)
    assert ran.code == 2
    assert ran.err or "no such file" in ran.out


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "Jupyter"),
        ("a.html", "<p>Text.</p>", "HTML"),
        ("a.json", '{"a": [1, 2]}', "JSON"),
        ("a.PNG", "\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_a_file_that_is_no_markdown_is_not_read_which_is_said(folder: Path, name: str, text: str, said: str) -> None:
    (folder / name).write_bytes(text.encode("latin-1"))
    ran = proofpress("check", name, "docs/sub", "--lang", "en", cwd=folder)
    assert ran.code == 2
    (line,) = (line for line in ran.out.splitlines() if line.startswith(f"{name}: "))
    assert "is not read here" in line
    assert said in line
    assert "No findings in 1 file" in ran.out


def test_markdown_of_any_name_is_read(folder: Path) -> None:
    (folder / "notes.txt").write_text("说明一段，写的是缓存。\n\n##没有空格\n", encoding="utf-8")
    (folder / "page").write_text("<div>\n\nText.\n\n</div>\n", encoding="utf-8")
    ran = proofpress("check", "notes.txt", "page", "--format", "concise", cwd=folder)
    assert ran.code == 1
    assert "notes.txt:3:1" in ran.out


def test_bad_settings_are_2(folder: Path) -> None:
    (folder / "proofpress.toml").write_text("nonsense = 1\n", encoding="utf-8")
    ran = proofpress("check", "docs", cwd=folder)
    assert ran.code == 2
    assert "nonsense" in ran.err


def test_a_binary_page_is_named_and_the_others_are_checked(folder: Path) -> None:
    (folder / "docs" / "bin.md").write_bytes(bytes(range(256)) * 50)
    (folder / "docs" / "empty.md").write_bytes(b"")
    ran = proofpress("check", "docs", cwd=folder)
    assert ran.code == 2
    assert "docs/bin.md: this is binary data" in ran.out
    assert "heading-no-space" in ran.out


def test_a_page_of_a_site_is_utf8(folder: Path) -> None:
    (folder / "docs" / "gbk.md").write_bytes(
        "# 水泵\n\n水泵把水抬到高处，阀门控制水的流量，二者要配合。\n".encode("gbk")
    )
    assert proofpress("check", "docs/gbk.md", cwd=folder).code == 0
    (folder / "docs" / "cut.md").write_bytes(b"# Pumps\r\n\r\nA valve " + "阀".encode()[:2] + b" here.\n")
    (folder / "mkdocs.yml").write_text("site_name: s\nmarkdown_extensions: [pymdownx.saneheaders]\n", encoding="utf-8")
    ran = proofpress("check", "docs", "--format", "concise", cwd=folder)
    assert ran.code == 1
    assert "docs/gbk.md:1:4" in ran.out
    assert "GB18030 (B1 C3), expected UTF-8" in ran.out
    assert "docs/cut.md:3:9" in ran.out
    assert "heading-no-space" in ran.out
    (folder / "docs" / "gbk.md").write_text("# 水泵\n\n水泵把水抬到高处，阀门控制水的流量。\n", encoding="utf-8")
    assert "docs/gbk.md" not in proofpress("check", "docs", "--format", "concise", cwd=folder).out


@pytest.mark.skipif(sys.platform != "linux", reason="no file has such a name there")
def test_a_name_that_is_no_utf8_stands_in_every_report(folder: Path) -> None:
    (folder / "docs" / os.fsdecode(b"\xc4\xe3.md")).write_text(FAULTY, encoding="utf-8")
    ran = proofpress("check", "docs", "--format", "sarif", cwd=folder)
    assert ran.code == 1
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in json.loads(ran.out)["runs"][0]["results"]
    }
    assert uris == {"docs/a.md", "docs/%C4%E3.md"}


def test_explain_shows_a_page_in_either_language(folder: Path) -> None:
    assert "# heading-jump" in proofpress("explain", "heading-jump", cwd=folder).out
    assert "会报告" in proofpress("explain", "heading-jump", "--lang", "zh", cwd=folder).out
    assert "did you mean heading-jump" in proofpress("explain", "heading-jmp", cwd=folder).err
    assert "math-syntax" in proofpress("explain", cwd=folder).out


def test_a_second_run_says_the_same(folder: Path) -> None:
    first = started("check", "docs", "--format", "json", cwd=folder, PROOFPRESS_CACHE=str(folder / "cache"))
    again = started("check", "docs", "--format", "json", cwd=folder, PROOFPRESS_CACHE=str(folder / "cache"))
    assert first.out == again.out != ""
    assert list((folder / "cache").iterdir())


def test_only_parts_of_findings_come_out_of_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFPRESS_CACHE", str(tmp_path))
    expected = known.examined(known.page_of(FAULTY), "build")
    assert known.examined(known.page_of(FAULTY), "build") == expected

    class Foreign:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path / 'harm'}",)

    current().put(known._at(FAULTY, "build", (), CANONICAL), pickle.dumps(Foreign()))
    assert known.examined(known.page_of(FAULTY), "build") == expected
    assert not (tmp_path / "harm").exists()


def test_a_verdict_ends_when_another_file_changes(folder: Path) -> None:
    (folder / "docs" / "a.md").write_text("# T\n\nSee [b](sub/b.md#text-of-b) and ![p](p.png).\n", encoding="utf-8")
    (folder / "docs" / "sub" / "b.md").write_text("# B\n\n## Text of b\n\nx\n", encoding="utf-8")

    def rules() -> set[str]:
        ran = proofpress(
            "check",
            "docs/a.md",
            "--format",
            "json",
            "--ignore",
            "image-alt",
            cwd=folder,
            PROOFPRESS_CACHE=str(folder / "cache"),
        )
        return {json.loads(line)["rule"] for line in ran.out.splitlines()}

    assert rules() == {"image-file"}
    assert rules() == {"image-file"}
    (folder / "docs" / "p.png").write_bytes(b"\x89PNG")
    assert rules() == set()
    (folder / "docs" / "sub" / "b.md").write_text("# B\n\nx\n", encoding="utf-8")
    assert rules() == {"link-anchor"}


def test_a_verdict_ends_when_a_site_comes_or_goes(folder: Path) -> None:
    (folder / "docs" / "a.md").write_text("# T\n\n记住==这一句==。\n", encoding="utf-8")
    config = folder / "mkdocs.yml"

    def rules() -> list[str]:
        ran = proofpress("check", "docs/a.md", "--format", "json", cwd=folder, PROOFPRESS_CACHE=str(folder / "cache"))
        return [json.loads(line)["rule"] for line in ran.out.splitlines()]

    assert rules() == rules() == []
    config.write_text("site_name: s\n", encoding="utf-8")
    assert rules() == rules() == ["extension-missing"]
    (folder / "base.yml").write_text("markdown_extensions: [pymdownx.mark]\n", encoding="utf-8")
    config.write_text("INHERIT: base.yml\nsite_name: s\n", encoding="utf-8")
    assert rules() == []
    (folder / "base.yml").write_text("markdown_extensions: [admonition]\n", encoding="utf-8")
    assert rules() == ["extension-missing"]
    config.unlink()
    assert rules() == []


def test_a_baseline_lets_old_findings_be_and_only_shrinks(folder: Path) -> None:
    made = proofpress("check", "docs", "--baseline", "known.json", cwd=folder)
    assert made.code == 0
    assert "a baseline of" in made.err
    before = (folder / "known.json").read_text(encoding="utf-8")
    assert proofpress("check", "docs", "--baseline", "known.json", cwd=folder).code == 0
    (folder / "docs" / "sub" / "b.md").write_text("# B\n\n##New fault\n\nx\n", encoding="utf-8")
    ran = proofpress("check", "docs", "--baseline", "known.json", "--format", "concise", cwd=folder)
    assert ran.code == 1
    assert "docs/sub/b.md" in ran.out
    assert "docs/a.md" not in ran.out
    assert (folder / "known.json").read_text(encoding="utf-8") == before
    (folder / "docs" / "a.md").write_text(CLEAN, encoding="utf-8")
    proofpress("check", "docs", "--baseline", "known.json", cwd=folder)
    assert json.loads((folder / "known.json").read_text(encoding="utf-8")) == {"files": {}}
    (folder / "known.json").write_text("[]", encoding="utf-8")
    assert proofpress("check", "docs", "--baseline", "known.json", cwd=folder).code == 2


def test_a_page_that_is_too_large_is_not_said_to_have_no_findings(folder: Path) -> None:
    with (folder / "huge.md").open("wb") as file:
        file.truncate(40_000_000)
    ran = proofpress("check", "huge.md", cwd=folder)
    assert ran.code == 2
    assert "No findings" not in ran.out
    assert "1 file could not be checked" in ran.out
    assert "--max-size" not in ran.out
    assert proofpress("check", "-", cwd=folder, stdin=bytes(32_000_001)).code == 2


def test_what_the_site_leaves_out_is_not_checked_below_a_folder(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(
        "site_name: s\nmarkdown_extensions: [pymdownx.saneheaders]\nexclude_docs: |\n  /a.md\n  *.tmpl.md\n",
        encoding="utf-8",
    )
    (folder / "docs" / "sub" / "c.tmpl.md").write_text(FAULTY, encoding="utf-8")
    assert proofpress("check", "docs", cwd=folder).code == 0
    assert proofpress("check", "docs/a.md", cwd=folder).code == 1
    (folder / "mkdocs.yml").write_text(
        "site_name: s\nmarkdown_extensions: [pymdownx.saneheaders]\nexclude_docs: |\n  a.md\n  !/a.md\n",
        encoding="utf-8",
    )
    assert proofpress("check", "docs", cwd=folder).code == 1


def test_what_fewer_rules_found_is_found_again_for_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFPRESS_CACHE", str(tmp_path))
    every = known.examined(known.page_of(FAULTY), "one")
    assert len({finding.rule for finding in every.findings}) > 1
    rule = every.findings[0].rule
    few = known.examined(known.page_of(FAULTY), "two", wanted=frozenset({rule}))
    assert {finding.rule for finding in few.findings} == {rule}
    assert few.outline == every.outline
    assert known.examined(known.page_of(FAULTY), "two") == every
    assert known.examined(known.page_of(FAULTY), "two", wanted=frozenset({rule})) == every


def test_a_package_that_was_installed_since_is_asked(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nmarkdown_extensions: [quiet_extension]\n", encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Pumps\n\nSee [valves](#valves).\n", encoding="utf-8")
    installed = tmp_path / "installed"
    (installed / "quiet_extension-1.0.dist-info").mkdir(parents=True)
    (installed / "quiet_extension.py").write_text(
        "from markdown.extensions import Extension\n\n\nclass Quiet(Extension):\n"
        "    def extendMarkdown(self, md):\n        pass\n\n\ndef makeExtension(**given):\n    return Quiet(**given)\n",
        encoding="utf-8",
    )
    kept = str(tmp_path / "kept")
    path = os.pathsep.join([str(installed), str(ROOT / "converters")])

    def code(path: str) -> int:
        return started("check", ".", cwd=tmp_path, PROOFPRESS_CACHE=kept, PYTHONPATH=path).code

    codes = [code(str(ROOT / "converters")), code(path), code(str(ROOT / "converters"))]
    assert codes == [0, 1, 0], "an anchor is known where the site's parser is"
