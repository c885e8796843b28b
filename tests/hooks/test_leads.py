"""After the build: links that only the finished site can judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hooks.test_plugin import build, site

pytestmark = pytest.mark.slow

PART = "A part with [its link](gone/) in it.\n\n## 一节 {#part}\n"
HOME = """# Home

--8<-- "part.txt"

Right: [a](#part), [b](#top), [c](guide.md#%E5%AE%89%E8%A3%85), [d](guide.md#安装), [e](#old), [f](/base/guide/).

<a name="old"></a>

See [nothing](#nowhere), [no place](guide.md#卸载) and [no host's](/base/nothing/).

![](gone.png)
"""
SETTINGS = """site_url: https://example.org/base/
markdown_extensions:
- attr_list
- toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
- pymdownx.snippets: {base_path: [parts]}
"""
PAGES = {"index.md": HOME, "guide.md": "# Guide\n\n## 安装\n\nText.\n", "../parts/part.txt": PART}


def said(output: str) -> list[str]:
    lines = (line for line in output.splitlines() if line.endswith("]"))
    return sorted(line.replace("  ", " ").partition(" - ")[2].strip() for line in lines)


@pytest.mark.parametrize("directories", ["true", "false"])
def test_what_the_built_page_misses_is_said_once_with_its_line(tmp_path: Path, directories: str) -> None:
    folder = site(tmp_path, "plugins: [proofpress]", PAGES, f"{SETTINGS}use_directory_urls: {directories}\n")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    found = {
        (line.split(" ")[0].strip(":"), line.rpartition("[")[2][:-1]) for line in said(ran.stderr) if "alt" not in line
    }
    assert found == {
        ("docs/index.md", "link-file"),
        ("docs/index.md:9:15", "link-anchor"),
        ("docs/index.md:9:37", "link-anchor"),
        ("docs/index.md:9:66", "link-file"),
        ("docs/index.md:11:5", "image-file"),
    }, ran.stderr
    assert len(said(ran.stderr)) == len(set(said(ran.stderr)))


def test_stops_where_errors_stop_and_is_silent_where_asked(tmp_path: Path) -> None:
    page = '# Home\n\n--8<-- "part.txt"\n\nSee [nothing](#nowhere).\n'
    part = {"../parts/part.txt": "Text.\n"}
    folder = site(tmp_path / "a", "plugins: [proofpress: {on_error: stop}]", {"index.md": page, **part}, SETTINGS)
    ran = build(folder)
    assert ran.returncode != 0
    assert "1 link leads to nothing" in ran.stderr
    silent = page.replace("See", "<!-- proofpress-ignore link-anchor: made later -->\n\nSee")
    folder = site(tmp_path / "b", "plugins: [proofpress: {on_error: stop}]", {"index.md": silent, **part}, SETTINGS)
    assert build(folder).returncode == 0
    options = "{on_error: stop, per_file_ignores: {docs/index.md: [link-*]}}"
    folder = site(tmp_path / "c", f"plugins: [proofpress: {options}]", {"index.md": page, **part}, SETTINGS)
    assert build(folder).returncode == 0
