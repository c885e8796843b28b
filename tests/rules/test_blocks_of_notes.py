"""Later blocks of a note that stand too little in, which are text of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.source import Source


def page(folder: Path, text: str) -> tuple[Source, FolderSite]:
    (folder / "docs").mkdir(exist_ok=True)
    settings = "site_name: s\nmarkdown_extensions: [footnotes, pymdownx.superfences]\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return Source((folder / "docs" / "a.md").as_posix(), text), FolderSite()


BLOCKS = ["Rain.", "- Rain.\n- Snow.", "> Rain.", "Rain.\n\n```text\nSnow.\n```"]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("lead", ["  ", "   "])
def test_a_block_that_leaves_its_note_is_told_and_moved(tmp_path: Path, lead: str, block: str) -> None:
    def text(lead: str) -> str:
        return (
            "# Tour\n\nWarm.[^1]\n\n[^1]: Mostly.\n\n"
            + lead
            + block.replace("\n", f"\n{lead}").replace(f"{lead}\n", "\n")
            + "\n\nCold.\n"
        )

    source, site = page(tmp_path, text(lead))
    told = [f.span.start for f in check(source, site) if f.rule == "list-indent"]
    assert told == [source.text.index(lead + block[0])]
    assert fix(source, site).source.text == text("    ")
    assert check(*page(tmp_path, text("    "))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "  Rain.\n\nWarm.[^1]\n\n[^1]: Mostly.\n\n  Snow.\n",
        "Warm.[^1]\n\n[^1]: Mostly.\n\n Snow.\n",
        "Warm.[^1]\n\n[^1]: Mostly.\n  Snow.\n",
        "Warm.[^1]\n\n[^1]: Mostly.\n\nCold.\n\n  Snow.\n",
    ],
)
def test_what_may_not_be_meant_for_the_note_is_left(tmp_path: Path, text: str) -> None:
    assert check(*page(tmp_path, f"# Tour\n\n{text}")) == ()
