"""`python -m benchmarks.growth [--characters 24000]`: how processor time grows with the length of texts made to be
slow.

Each hostile text is converted and checked at one, two and four times its length; a line a text, those that grow fastest
first. Time grows with the text alone where the figures are near 2; `tests/test_growth.py` counts calls instead, which
no other work on the machine disturbs, but which see no pattern that tries everything twice for each letter.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from proofpress.check import examine
from proofpress.convert import convert
from proofpress.source import Source
from tests.hostile import HOSTILE


def seconds(work: Callable[[Source], object], text: str) -> float:
    """Processor time of one run."""
    started = time.process_time()
    work(Source("page.md", text))
    return time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks.growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=24_000)
    options = parser.parse_args()
    rows: list[tuple[float, str]] = []
    for name, make in HOSTILE.items():
        count = max(options.characters // max(len(make(40)) // 40, 1), 20)
        for verb, work in (("convert", convert), ("check", examine)):
            once, twice, again = (seconds(work, make(times * count)) for times in (1, 2, 4))
            steps = f"{twice / max(once, 1e-4):.1f} | {again / max(twice, 1e-4):.1f} | {again:.2f}"
            rows.append((again / max(twice, 1e-4), f"| {name} | {verb} | {steps} |"))
    print("| text | verb | twice as long | four times | seconds at last |\n| --- | --- | --- | --- | --- |")
    for _, line in sorted(rows, reverse=True):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
