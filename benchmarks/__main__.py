"""`make bench`, or `python -m benchmarks [--pages DIR…] [--articles DIR] [--rounds N] [--only PART]`: the comparison,
as a table.

In each round each tool runs on the same files in a process of its own, one after the other; the ratios say how many
times as many files proofpress does in the same processor time, as the median of the rounds with the least and the
most. The figures of different runs, and of different machines, do not compare.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.clock import ROOT, Cost, environment, spent
from benchmarks.inputs import articles, pages
from benchmarks.peers import HERE, Peers, install

CONVERTERS = ("proofpress", "markdownify", "markitdown", "html_to_markdown", "trafilatura", "pandoc")
PARTS = ("converting", "processes", "checking")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, nargs="+", help="folders with HTML inputs (the bundled examples)")
    parser.add_argument("--articles", type=Path, help="folder with Markdown files to check (the examples, converted)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="what to measure (all)")
    options = parser.parse_args()
    peers = install()
    with tempfile.TemporaryDirectory() as scratch:
        if "converting" in options.only:
            converting(peers, pages(options.pages), options.rounds, Path(scratch))
        if "processes" in options.only:
            processes(options.pages, Path(scratch))
        if "checking" in options.only:
            (Path(scratch) / "articles").mkdir()
            checking(peers, articles(options.articles, Path(scratch) / "articles"), options.rounds, Path(scratch))
    return 0


def converting(peers: Peers, paths: list[Path], rounds: int, scratch: Path) -> None:
    """Files a second in one process: our whole pipeline against the others' bare conversion."""
    listing = scratch / "list"
    listing.write_text("\n".join(map(str, paths)), encoding="utf-8")
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(
        f"## Converting: {len(paths)} HTML inputs, {size:.1f} MB, one process\n\n"
        "| tool | files a second | failures | proofpress is so many times as fast |\n| --- | --- | --- | --- |"
    )
    took: dict[str, list[float]] = {tool: [] for tool in CONVERTERS}
    failures: dict[str, int | str] = {}
    for _ in range(rounds):
        for tool in CONVERTERS:
            python = sys.executable if tool == "proofpress" else str(peers.python)
            done = subprocess.run(
                [python, HERE / "converting.py", tool, listing],
                capture_output=True,
                text=True,
                check=False,
                env=environment(PROOFPRESS_CACHE="off"),
            )
            if done.returncode:
                failures[tool] = f"failed: {done.stderr.strip().splitlines()[-1]}"
            else:
                result = json.loads(done.stdout)
                took[tool].append(result["seconds"])
                failures[tool] = result["failures"]
    for tool, seconds in took.items():
        rate = f"{len(paths) / min(seconds):.1f}" if seconds else ""
        print(f"| {tool} | {rate} | {failures[tool]} | {_times(seconds, took['proofpress'])} |", flush=True)


def processes(folders: list[Path] | None, scratch: Path) -> None:
    """The command line over one and over all cores."""
    inputs = scratch / "inputs"
    for number, given in enumerate(folders or [ROOT / "examples"] * 12):
        shutil.copytree(given, inputs / str(number))
    print(
        "\n## Converting through the command line, files read and written\n\n"
        "| --jobs | seconds | against one | processor seconds |\n| --- | --- | --- | --- |"
    )
    ours = [sys.executable, "-m", "proofpress", "convert", inputs]
    single = 0.0
    for jobs in sorted({1, 2, os.cpu_count() or 1}):
        took = spent([*ours, "-o", scratch / f"out-{jobs}", "--jobs", jobs])
        single = single or took.seconds
        print(f"| {jobs} | {took.seconds:.2f} | {single / took.seconds:.2f} | {took.processor:.2f} |", flush=True)
    again = spent([*ours, "-o", scratch / "out-1", "--jobs", "1"])
    print(f"| 1, unchanged | {again.seconds:.2f} | {single / again.seconds:.2f} | {again.processor:.2f} |")


def checking(peers: Peers, folder: Path, rounds: int, scratch: Path) -> None:
    """Whole processes, as a person or a continuous build runs them."""
    count = sum(1 for _ in folder.rglob("*.md"))
    cache = scratch / "cache"
    ours = [sys.executable, "-m", "proofpress", "check", folder, "--format", "json"]
    runs: list[tuple[str, list[object], bool]] = [("proofpress, cold", ours, True), ("proofpress, warm", ours, False)]
    if peers.markdownlint:
        runs.append(("markdownlint-cli2", [peers.markdownlint, f"{folder}/**/*.md"], False))
    runs.append(("rumdl, without its cache", [peers.rumdl, "check", "--no-cache", folder], False))
    took: dict[str, list[Cost]] = {name: [] for name, _, _ in runs}
    for _ in range(rounds):
        for name, command, fresh in runs:
            if fresh:
                shutil.rmtree(cache, ignore_errors=True)
            took[name].append(spent(command, env=environment(PROOFPRESS_CACHE=str(cache))))
    print(
        f"\n## Checking: {count} Markdown files, whole processes\n\n| tool | seconds | processor seconds | proofpress "
        "cold is so many times as fast | on the clock | warm |\n| --- | --- | --- | --- | --- | --- |"
    )
    clock = {name: [cost.seconds for cost in costs] for name, costs in took.items()}
    processor = {name: [cost.processor for cost in costs] for name, costs in took.items()}
    for name in took:
        print(
            f"| {name} | {min(clock[name]):.2f} | {min(processor[name]):.2f} | "
            f"{_times(processor[name], processor['proofpress, cold'])} | "
            f"{_times(clock[name], clock['proofpress, cold'])} | "
            f"{_times(processor[name], processor['proofpress, warm'])} |",
            flush=True,
        )


def _times(theirs: list[float], ours: list[float]) -> str:
    """Theirs by ours, round by round: the median, and in brackets the least and the most."""
    ratios = [one / other for one, other in zip(theirs, ours, strict=False)]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else ""


if __name__ == "__main__":
    sys.exit(main())
