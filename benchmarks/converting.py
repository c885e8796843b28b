"""Converts files with one tool, in this one process, and prints what it took;
run by `__main__` in the tool's environment.

    python converting.py TOOL LIST

LIST is a file with one path a line. Every eighth file is converted before the clock starts, so that imports, tables and
engines are not counted. Prints JSON: `seconds` of processor time, `failures`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

Convert = Callable[[str, Path], object]


def proofpress() -> Convert:
    from proofpress.convert import convert
    from proofpress.source import Source

    return lambda text, path: convert(Source(path.name, text)).markdown


def markdownify() -> Convert:
    from markdownify import markdownify as convert

    return lambda text, path: convert(text)


def markitdown() -> Convert:
    from io import BytesIO

    from markitdown import MarkItDown, StreamInfo

    tool, info = MarkItDown(enable_plugins=False), StreamInfo(extension=".html", mimetype="text/html", charset="utf-8")
    return lambda text, path: tool.convert_stream(BytesIO(text.encode()), stream_info=info).markdown


def html_to_markdown() -> Convert:
    from html_to_markdown import convert

    return lambda text, path: convert(text).content


def trafilatura() -> Convert:
    from trafilatura import extract

    return lambda text, path: extract(
        text, output_format="markdown", include_tables=True, include_links=True, include_images=True
    )


TOOLS = {tool.__name__: tool for tool in (proofpress, markdownify, markitdown, html_to_markdown, trafilatura)}

PANDOC = """
local function read(path) local f = io.open(path, 'rb'); local text = f:read('a'); f:close(); return text end
local paths = {}
for path in io.lines(arg[1]) do paths[#paths + 1] = path end
local function convert(path)
  return pcall(function() return pandoc.write(pandoc.read(read(path), 'html'), 'gfm') end)
end
convert(paths[1])
local failures, start = 0, os.clock()
for _, path in ipairs(paths) do if not convert(path) then failures = failures + 1 end end
print(string.format('{"seconds": %f, "failures": %d}', os.clock() - start, failures))
"""


def pandoc(listing: str) -> str:
    """All files in one pandoc process, which runs a script of ours."""
    import pypandoc

    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(PANDOC)
        script.flush()
        return subprocess.run(
            [pypandoc.get_pandoc_path(), "lua", script.name, listing],
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def measure(convert: Convert, paths: list[Path]) -> dict[str, float]:
    texts = [(path.read_text("utf-8", "replace"), path) for path in paths]
    for text, path in texts[::8]:
        _tried(convert, text, path)
    start = time.process_time()
    failures = sum(not _tried(convert, text, path) for text, path in texts)
    return {"seconds": time.process_time() - start, "failures": failures}


def _tried(convert: Convert, text: str, path: Path) -> bool:
    try:
        convert(text, path)
    except Exception:  # noqa: BLE001
        return False
    return True


if __name__ == "__main__":
    tool, listing = sys.argv[1:]
    if tool == "pandoc":
        sys.stdout.write(pandoc(listing))
    else:
        paths = [Path(line) for line in Path(listing).read_text("utf-8").splitlines()]
        print(json.dumps(measure(TOOLS[tool](), paths)))
