"""A small crawl to convert: shards of pages, some of them poisonous."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet

from tests.warm import WORKS, Warm

POISON = Path(__file__).parent / "poison"


def page(number: int, *, poisonous: bool = False) -> str:
    """A page with a frame, a formula and a listing; Chinese where the number is odd."""
    said = (
        "两个数的和与顺序无关，这是加法的交换律。"
        if number % 2
        else "The sum does not depend on the order of its terms."
    )
    word = "poison-for-the-process" if poisonous else ""
    return (
        f"<html><head><title>Page {number}</title></head><body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav>"
        f"<article><h1>Page {number}</h1><p>{said} {word}</p><p>{said} Number {number}: "
        f"\\(a_{{{number}}}+b=b+a_{{{number}}}\\).</p>"
        f"<pre><code class='language-python'>print({number})\n</code></pre></article><footer>© "
        f"{number}</footer></body></html>"
    )


def rows(count: int, *, every: int = 0) -> list[dict[str, Any]]:
    """Rows of the input's columns; each `every`-th page is poisonous."""
    return [
        {
            "url": f"https://example.org/{n}",
            "warc_id": f"<urn:uuid:{n}>",
            "source_id": "crawl-1",
            "content": page(n, poisonous=bool(every) and n % every == every - 1).encode(),
        }
        for n in range(count)
    ]


def write_parquet(path: Path, records: list[dict[str, Any]], group: int) -> Path:
    """A shard with row groups of `group` rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(arrow.Table.from_pylist(records), path, row_group_size=group)
    return path


def environment(**more: str) -> dict[str, str]:
    """For processes that may meet a poisonous page."""
    return {**os.environ, "PYTHONPATH": str(POISON), "PROOFPRESS_CACHE": "off", "LANG": "C.UTF-8", **more}


def command(*words: str | Path) -> list[str]:
    """The command line that converts records."""
    return [sys.executable, "-m", "proofpress", "convert", "--to", "parquet", "--lang", "en", *map(str, words)]


@cache
def _warm() -> Warm:
    modules = ("proofpress.cli", "proofpress.commands.records", "pyarrow.parquet")
    return Warm(modules, workers="proofpress.bulk.work", env=environment())


def convert(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    if not WORKS:
        return started(*words)
    done = _warm().run("proofpress", command(*words)[3:], Path.cwd(), {})
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def started(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The same in an interpreter that is started for it, with an order of sets of its own."""
    return subprocess.run(command(*words), env=environment(), capture_output=True, text=True, timeout=240, check=False)


def table(output: Path, name: str = "documents") -> list[dict[str, Any]]:
    """All rows of a table that was written, in the order of its files."""
    return [row for path in sorted((output / name).glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def octets(output: Path) -> dict[str, bytes]:
    """The bytes of all parts, by name."""
    return {str(path.relative_to(output)): path.read_bytes() for path in sorted(output.glob("*/*"))}
