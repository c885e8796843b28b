"""What a site's own hooks make of a page's marks: silence before the build, and the truth of the finished page."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from proofpress.check import check
from proofpress.rules.sites import FolderSite
from proofpress.source import Source

HOOK = r"""import re
def on_page_markdown(markdown, **kwargs):
    markdown = re.sub(r"%%box (.+?)%%", r"<aside>\1</aside>", markdown)
    return re.sub(r"\[\[(\w+)\]\]", r"[\1](index.md)", markdown)
"""
PAGE = """# 题

%%box 一句旁注%%

See [[Home]] but %%left%% and {{< tube a >}}, [[not here]].

<details>
<summary>更多</summary>

藏起来的 **重点** 在此。

</details>

<details markdown="1">
<summary>更多</summary>

露出来的 **重点** 在此。

1. 再说 **重点** 一次。

</details>

<p class="a">Some **重点** here</p>
"""


def test_a_finished_page_says_what_hooks_left(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(PAGE, "utf-8")
    (tmp_path / "own.py").write_text(HOOK, "utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        "site_name: s\nhooks: [own.py]\ntheme: {name: mkdocs}\nplugins: [proofpress: {on_error: warn}]\n"
        "markdown_extensions: [md_in_html]\n",
        "utf-8",
    )
    source = Source((tmp_path / "docs" / "index.md").as_posix(), PAGE)
    before = [one.rule for one in check(source, FolderSite())]
    assert before == ["html-block-markdown", "html-block-markdown"]
    with caplog.at_level("INFO"):
        build(load_config(str(settings)))
    said = [line.split("docs/index.md:")[1] for line in caplog.messages if "docs/index.md:" in line]
    places = sorted((int(one.split(":")[0]), one.rsplit("[", 1)[1].rstrip("]")) for one in said)
    assert places == [
        (5, "foreign-syntax"),
        (5, "foreign-syntax"),
        (5, "foreign-syntax"),
        (10, "html-block-markdown"),
        (23, "html-block-markdown"),
    ]
