"""`python -m benchmarks.site [--articles 100 500 2000] [--keep FOLDER]`: building a site, beside plain Material for
MkDocs in the same run.

Plain is Material with its own search and the same Markdown extensions, formulas left as TeX, no checks. Ours is the
project's `mkdocs.yml`: checks, typeset formulas, witness, search, feed. Both build the same generated articles;
`unchanged` and `edited` build again with the cache, with nothing and with one article changed. Our program is copied
first: the cache notices when it changes. Megabytes are those of the largest process.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.articles import write
from benchmarks.clock import ROOT, Cost, environment, spent

PLAIN = """
site_name: plain
theme: { name: material, language: zh, font: false, features: [navigation.prune] }
plugins: [search]
markdown_extensions:
  [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.arithmatex: { generic: true },
   pymdownx.betterem, pymdownx.details, pymdownx.highlight, pymdownx.superfences, pymdownx.tabbed, pymdownx.tasklist]
"""


def build(folder: Path) -> Cost:
    """One `mkdocs build`, as a process of its own. Raises `RuntimeError` when it fails."""
    return spent(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        folder,
        environment(
            PROOFPRESS_CACHE=str(folder / "cache"),
            NO_MKDOCS_2_WARNING="1",
            PYTHONPATH=str(folder.parent / "program" / "converters"),
        ),
        most=0,
    )


def copied(folder: Path) -> Path:
    """The program as it is now."""
    program = folder / "program"
    for name in ("converters", "hooks"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", program / "mkdocs.yml")
    (program / "node_modules").symlink_to(ROOT / "node_modules")
    return program


def configuration(program: Path = ROOT) -> str:
    """The project's own settings, with its hooks where they are."""
    return re.sub(
        r"^  - (hooks/\w+\.py)$",
        lambda m: f"  - {program / m[1]}",
        (program / "mkdocs.yml").read_text("utf-8"),
        flags=re.M,
    )


def measure(count: int, folder: Path) -> None:
    """One line a build."""
    rows: list[tuple[str, Cost]] = []
    for name, settings in (("plain", PLAIN), ("ours", configuration(copied(folder)))):
        site = folder / name
        write(site / "docs" / "articles", count)
        (site / "docs" / "index.md").write_text("# Start\n", "utf-8")
        (site / "mkdocs.yml").write_text(settings, "utf-8")
        rows.append((f"{name}, cold", build(site)))
    site = folder / "ours"
    rows.append(("ours, unchanged", build(site)))
    edited = site / "docs" / "articles" / "article-0000.md"
    edited.write_text(edited.read_text("utf-8") + "\n又添一句。\n", "utf-8")
    rows.append(("ours, one edited", build(site)))
    base = rows[0][1]
    for label, cost in rows:
        html = [path.stat().st_size for path in (folder / label.split(",")[0] / "site" / "articles").rglob("*.html")]
        print(
            f"| {count} | {label} | {cost.seconds:.1f} ({cost.seconds / base.seconds:.2f}) | "
            f"{cost.processor:.1f} ({cost.processor / base.processor:.2f}) | {cost.megabytes:.0f} | "
            f"{sum(html) / len(html) / 1024:.0f} |",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks.site", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 500])
    parser.add_argument(
        "--keep", type=Path, help="a new folder that the sites are built in and left in, one below it for each number"
    )
    options = parser.parse_args()
    print(
        "| articles | build | seconds (of plain) | processor (of plain) | MB | KB of HTML a "
        "page |\n|---|---|---|---|---|---|"
    )
    for count in options.articles:
        if options.keep:
            measure(count, options.keep.absolute() / str(count))
            continue
        with tempfile.TemporaryDirectory() as folder:
            measure(count, Path(folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
