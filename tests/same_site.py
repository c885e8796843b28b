"""`python -m tests.same_site ONE OTHER`: do two builds of a site say the same? For builds by other generators.

Pages are compared by their articles' bones (headings, formulas, code, diagrams, tables, notes, images, items) and by
where their links lead, so that themes may differ. `--bytes` compares every file, but for the line that names the
generator.
"""

from __future__ import annotations

import argparse
import re
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup

from proofpress import skeleton

_GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
_OURS = re.compile(r'<aside class="pp-end".*?</aside>|<div class="pp-facts">.*?</div>', re.S)


def bones(page: Path) -> skeleton.Skeleton | None:
    """What a page's article holds; None for a page without one."""
    found = _ARTICLE.search(page.read_text("utf-8"))
    if found is None:
        return None
    made = skeleton.of_html(_OURS.sub("", found[0]))
    return made._replace(images=tuple(image.rsplit("/", 1)[-1] for image in made.images))


def links(page: Path, root: Path) -> list[str]:
    """Where the links of a page's article lead, from the site's root; without those that generators add."""
    found = _ARTICLE.search(page.read_text("utf-8"))
    here = page.relative_to(root).as_posix()
    soup = BeautifulSoup(_OURS.sub("", found[0]) if found else "", "html.parser")
    written = [
        link
        for link in soup.select("a[href]")
        if not {"headerlink", "md-tag", "md-content__button"} & set(link.get("class") or ())
    ]
    return [unquote(urljoin(f"site:///{here}", str(link["href"]))) for link in written]


def differences(one: Path, other: Path, *, every_byte: bool = False, below: str = "") -> list[str]:
    """A line for each page (each file, with `every_byte`) of `one`, below a folder of it,
    that `other` has not or has otherwise."""
    told = []
    for path in sorted((one / below).rglob("*" if every_byte else "*.html")):
        name = path.relative_to(one)
        twin = other / name
        if not path.is_file() or path.name == "404.html" or name.suffix == ".gz":
            continue
        if not twin.is_file():
            told.append(f"{name}: missing")
        elif every_byte:
            if _GENERATOR.sub(b"", path.read_bytes()) != _GENERATOR.sub(b"", twin.read_bytes()):
                told.append(f"{name}: differs")
        elif (mine := bones(path)) is not None:
            theirs = bones(twin)
            told += (
                [f"{name}: {bone}: {a!r} / {b!r}" for bone, a, b in mine.differences(theirs)]
                if theirs
                else [f"{name}: no article"]
            )
            told += [
                f"{name}: link: {a} / {b}" for a, b in zip_longest(links(path, one), links(twin, other)) if a != b
            ][:1]
    return told


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="tests.same_site", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--bytes", action="store_true")
    parser.add_argument("--below", default="", help="only the pages below this folder")
    options = parser.parse_args()
    told = differences(options.one, options.other, every_byte=options.bytes, below=options.below)
    print("\n".join(told) or "the same")
    return bool(told)


if __name__ == "__main__":
    raise SystemExit(main())
