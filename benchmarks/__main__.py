"""`make bench`, or `python -m benchmarks [--pages DIR] [--articles DIR] [--rounds N]`: the comparison, as a table.

Each tool runs in a process of its own, one after the other, on the same files; the ratios say how many times as many
files proofpress does in the same time. The figures of different runs, and of different machines, do not compare.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.inputs import articles, pages
from benchmarks.peers import HERE, ROOT, Peers, install

CONVERTERS = ("proofpress", "markdownify", "markitdown", "trafilatura", "pandoc")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, help="folder with HTML inputs (the bundled examples)")
    parser.add_argument("--articles", type=Path, help="folder with Markdown files to check (the examples, converted)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the fastest counts (3)")
    options = parser.parse_args()
    peers = install()
    with tempfile.TemporaryDirectory() as scratch:
        converting(peers, pages(options.pages), options.rounds, Path(scratch))
        processes(options.pages, Path(scratch))
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
        "| tool | files a second | failures | proofpress is |\n| --- | --- | --- | --- |"
    )
    ours = 0.0
    for tool in CONVERTERS:
        python = sys.executable if tool == "proofpress" else str(peers.python)
        done = subprocess.run(
            [python, HERE / "converting.py", tool, listing, str(rounds)],
            capture_output=True,
            text=True,
            check=False,
            env=_environment(),
        )
        if done.returncode:
            print(f"| {tool} | failed: {done.stderr.strip().splitlines()[-1]} | | |")
            continue
        result = json.loads(done.stdout)
        rate = result["files"] / result["seconds"]
        ours = ours or rate
        print(
            f"| {tool} | {rate:.1f} | {result['failures']} | "
            f"{f'{ours / rate:.2f} times as fast' if tool != 'proofpress' else ''} |",
            flush=True,
        )


def processes(folder: Path | None, scratch: Path) -> None:
    """The command line over one and over all cores."""
    given = folder or ROOT / "examples"
    inputs = scratch / "inputs"
    for copy in range(1 if folder else 12):
        shutil.copytree(given, inputs / str(copy))
    print(
        "\n## Converting through the command line, files read and written\n\n"
        "| --jobs | seconds | against one |\n| --- | --- | --- |"
    )
    single = 0.0
    for jobs in sorted({1, 2, os.cpu_count() or 1}):
        out = scratch / f"out-{jobs}"
        took = _time([sys.executable, "-m", "proofpress", "convert", inputs, "-o", out, "--jobs", str(jobs)])
        single = single or took
        print(f"| {jobs} | {took:.2f} | {single / took:.2f} |", flush=True)
    again = _time([sys.executable, "-m", "proofpress", "convert", inputs, "-o", scratch / "out-1", "--jobs", "1"])
    print(f"| 1, nothing changed | {again:.2f} | {single / again:.2f} |")


def checking(peers: Peers, folder: Path, rounds: int, scratch: Path) -> None:
    """Whole processes, as a person or a continuous build runs them; the fastest of several rounds."""
    count = sum(1 for _ in folder.rglob("*.md"))
    cache = scratch / "cache"
    ours = [sys.executable, "-m", "proofpress", "check", folder, "--format", "json"]
    runs: list[tuple[str, list[object], bool]] = [("proofpress, cold", ours, True), ("proofpress, warm", ours, False)]
    if peers.markdownlint:
        runs.append(("markdownlint-cli2", [peers.markdownlint, f"{folder}/**/*.md"], False))
    runs.append(("rumdl, without its cache", [peers.rumdl, "check", "--no-cache", folder], False))
    print(
        f"\n## Checking: {count} Markdown files, whole processes\n\n| tool | seconds | against proofpress "
        "cold | against proofpress warm |\n| --- | --- | --- | --- |"
    )
    seconds: dict[str, float] = {}
    for name, command, fresh in runs:
        for _ in range(rounds):
            if fresh:
                shutil.rmtree(cache, ignore_errors=True)
            took = _time(command, PROOFPRESS_CACHE=str(cache))
            seconds[name] = min(took, seconds.get(name, took))
        cold, warm = seconds["proofpress, cold"], seconds.get("proofpress, warm", 0.0)
        print(
            f"| {name} | {seconds[name]:.2f} | {seconds[name] / cold:.2f} | "
            f"{f'{seconds[name] / warm:.2f}' if warm else ''} |",
            flush=True,
        )


def _time(command: list[object], **variables: str) -> float:
    start = time.perf_counter()
    subprocess.run([str(word) for word in command], capture_output=True, check=False, env=_environment(**variables))
    return time.perf_counter() - start


def _environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "converters"), **variables}


if __name__ == "__main__":
    sys.exit(main())
