"""Where our own time goes: `python -m benchmarks.profiling [--pages DIR]`, by room of the package and by library."""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections import Counter
from pathlib import Path

from benchmarks.inputs import pages
from proofpress.convert import convert
from proofpress.source import Source


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.profiling", description=__doc__)
    parser.add_argument("--pages", type=Path, nargs="+", help="folders with HTML inputs (the bundled examples)")
    sources = [Source.from_bytes(path.name, path.read_bytes()) for path in pages(parser.parse_args().pages)]
    convert(sources[0])
    profile = cProfile.Profile()
    profile.enable()
    for source in sources:
        convert(Source(source.name, source.text))
    profile.disable()
    own: Counter[str] = Counter()
    for (file, _, name), (_, _, seconds, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file.startswith(("~", "<")):
            for (caller, _, _), (_, _, share, _) in callers.items():
                own[_room(caller, name)] += share
        else:
            own[_room(file, name)] += seconds
    total = sum(own.values())
    print("| room | share of the time |\n| --- | --- |")
    for room, seconds in own.most_common(14):
        print(f"| {room} | {100 * seconds / total:.0f} % |")


def _room(file: str, name: str) -> str:
    """The module or package of ours that a function stands in, else the library."""
    parts = Path(file).parts
    if "proofpress" in parts:
        inside = parts[len(parts) - 1 - parts[::-1].index("proofpress") + 1 :]
        return "/".join(inside[:2]) if inside[0] in ("readers", "origins", "passes") else inside[0]
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "standard library" if parts and parts[0] != "~" else name


if __name__ == "__main__":
    main()
