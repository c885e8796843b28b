"""`python -m benchmarks.records [--pages DIR…] [--rows 1000]`: a crawl's records to Parquet, with one process and two.

The same JSONL shards are converted in turn with `--jobs 1` and `--jobs 2`. *Possible* is how many times as fast two
processes would be with two cores of their own: twice the processor time of one, by that of two; on a machine that does
other work the clock says less. After the runs, how the pages differ: what one takes in this process, by quantile.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.clock import environment, spent
from benchmarks.inputs import pages
from proofpress.convert import convert
from proofpress.source import Source

SHARDS = 8


def written(folder: Path, paths: list[Path], rows: int) -> int:
    """The shards, each with its share of the rows; their bytes."""
    folder.mkdir()
    texts = [path.read_text("utf-8", "replace") for path in paths]
    listed = [
        json.dumps({"url": f"https://example.org/{number}", "content": text}, ensure_ascii=False)
        for number, text in enumerate(itertools.islice(itertools.cycle(texts), rows))
    ]
    for shard in range(SHARDS):
        (folder / f"{shard}.jsonl").write_text("\n".join(listed[shard::SHARDS]), "utf-8")
    return sum(path.stat().st_size for path in folder.iterdir())


def measure(paths: list[Path], rows: int, folder: Path) -> None:
    """One line a run."""
    size = written(folder / "in", paths, rows)
    print(
        f"{rows} rows, {size / 1e6:.1f} MB\n\n| processes | seconds | processor seconds | rows a core-second | "
        "MB of the largest process | MB of articles | of ledger |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    took: dict[int, list[float]] = {1: [], 2: []}
    for jobs in took:
        out = folder / f"out-{jobs}"
        command = [sys.executable, "-m", "proofpress", "convert", folder / "in", "--to", "parquet", "--output", out]
        cost = spent([*command, "--jobs", jobs], env=environment(PROOFPRESS_CACHE="off"))
        took[jobs] = [cost.seconds, cost.processor]
        kept = [sum(path.stat().st_size for path in (out / name).iterdir()) / 1e6 for name in ("documents", "ledger")]
        print(
            f"| {jobs} | {cost.seconds:.1f} | {cost.processor:.1f} | {rows / cost.processor:.1f} | "
            f"{cost.megabytes:.0f} | {kept[0]:.1f} | {kept[1]:.1f} |",
            flush=True,
        )
    print(f"\ntwo against one: {took[1][0] / took[2][0]:.2f}; possible: {2 * took[1][1] / took[2][1]:.2f}")


def spread(paths: list[Path]) -> None:
    """What one page takes, as shares of the mean."""
    sources = [Source.from_bytes(path.name, path.read_bytes()) for path in paths]
    convert(sources[0])
    seconds = []
    for source in sources:
        started = time.process_time()
        convert(source)
        seconds.append(time.process_time() - started)
    mean = statistics.fmean(seconds)
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    quantiles = ", ".join(
        f"{name} {cuts[at - 1] / mean:.2f}" for name, at in (("half", 50), ("90 %", 90), ("99 %", 99))
    )
    print(f"\nof the mean of {len(paths)} pages: {quantiles}, the longest {max(seconds) / mean:.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks.records", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, nargs="+", help="folders with HTML inputs (the bundled examples)")
    parser.add_argument("--rows", type=int, default=1000)
    options = parser.parse_args()
    paths = pages(options.pages)
    with tempfile.TemporaryDirectory() as folder:
        measure(paths, options.rows, Path(folder))
    spread(paths)
    return 0


if __name__ == "__main__":
    sys.exit(main())
