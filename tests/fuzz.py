"""`python -m tests.fuzz --seconds N`: inputs of the case folders, cut, joined and nested at random, and what may never
come of one. The test suite runs a few of them; `make fuzz` goes on for as long as it is let.

What fails is made small, kept in `.proofpress/fuzz/` and printed; the exit code is 1.
"""

from __future__ import annotations

import argparse
import html
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from proofpress.check import check
from proofpress.convert import convert
from proofpress.encoding import Unreadable
from proofpress.finding import Severity
from proofpress.markdown.mask import MASK
from proofpress.source import Source
from tests.case_folders import CASES
from tests.renderers import commonmark_html, site_html
from tests.test_growth import calls
from tests.test_safety import MARKUP, faults

LONGEST = 6_000
"""Characters of an input; what is longer finds nothing more and takes longer to read."""
SIGNS: tuple[str, ...] = (
    *"#*_`~$[](){}<>|\\-+=:&\"'\n\t 0",
    *(
        "\n\n",
        "\n    ",
        "\n> ",
        "\n- ",
        "\n1. ",
        "```",
        "~~~\n",
        "$$",
        "\\[",
        "\\)",
        "**",
        "![",
        "](",
        "[^1]",
        "[^1]: ",
        "| - |",
    ),
    *(
        "<p>",
        "</div>",
        "<pre>",
        "<br>",
        "<!--",
        "-->",
        "<table><td>",
        "&lt;",
        "&amp;",
        "&#x3c;",
        "<think>",
        "{{",
        "%}",
        "---\n",
    ),
    *(
        "\u200b",
        "\u00a0",
        "\u3000",
        "，",
        "。",
        "文",
        "\\begin{",
        "\\frac",
        "}",
        "\x00",
        "\ud800",
        "\U0001f600",
        "\r",
        "\u2028",
    ),
)


@cache
def seeds() -> tuple[str, ...]:
    """The texts that inputs are made of."""
    found = []
    for path in sorted(CASES.rglob("input.*")):
        try:
            found.append(Source.from_bytes(path.name, path.read_bytes()).text[:LONGEST])
        except Unreadable:
            continue
    return (*found, *MARKUP)


def inputs(random_: random.Random) -> Iterator[str]:
    """Inputs without an end."""
    while True:
        text = random_.choice(seeds())
        for _ in range(random_.randint(1, 6)):
            text = random_.choice(CHANGES)(text, random_)
        yield text[:LONGEST]


def _span(text: str, random_: random.Random) -> tuple[int, int]:
    at = random_.randint(0, len(text))
    return at, min(len(text), at + random_.choice((1, 3, 20, 200)))


def _cut(text: str, random_: random.Random) -> str:
    low, high = _span(text, random_)
    return text[:low] + text[high:]


def _again(text: str, random_: random.Random) -> str:
    low, high = _span(text, random_)
    return text[:high] + text[low:high] * random_.choice((1, 1, 2, 9)) + text[high:]


def _sign(text: str, random_: random.Random) -> str:
    at, _ = _span(text, random_)
    return text[:at] + random_.choice(SIGNS) + text[at:]


def _joined(text: str, random_: random.Random) -> str:
    other = random_.choice(seeds())
    low, high = _span(other, random_)
    at, _ = _span(text, random_)
    return text[:at] + random_.choice((other[low:high], other)) + text[at:]


def _moved(text: str, random_: random.Random) -> str:
    low, high = _span(text, random_)
    left = text[:low] + text[high:]
    at, _ = _span(left, random_)
    return left[:at] + text[low:high] + left[at:]


def _nested(text: str, random_: random.Random) -> str:
    before = random_.choice(("> ", "    ", "- ", "  "))
    low, high = _span(text, random_)
    return text[:low] + before + text[low:high].replace("\n", "\n" + before) + text[high:]


def _escaped(text: str, random_: random.Random) -> str:
    low, high = _span(text, random_)
    return text[:low] + html.escape(text[low:high]) + text[high:]


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    _cut,
    _again,
    _sign,
    _sign,
    _joined,
    _moved,
    _nested,
    _escaped,
)


def _crash(text: str) -> str | None:
    convert(Source("a.md", text))
    return None


def growth(text: str) -> str | None:
    """How the calls grow with the text, where they grow faster."""
    counts = [calls(convert, text * times) for times in (4, 8, 16)]
    grows = all(longer > 2.6 * shorter + 5_000 for shorter, longer in pairwise(counts))
    return f"calls for one, two and four times the text: {counts}" if grows else None


def _idempotence(text: str) -> str | None:
    first = convert(Source("a.md", text)).markdown
    return None if convert(Source("a.md", first)).markdown == first else "what it wrote converts to something else"


def _active(text: str) -> str | None:
    made = convert(Source("a.md", text)).markdown
    found = faults(site_html(made)) or faults(commonmark_html(made))
    return f"active: {found[0]}" if found else None


def _errors(text: str) -> Iterator[tuple[str, str]]:
    """The rules that are broken, each with the line where."""
    source = Source("a.md", text)
    for found in check(source):
        if found.severity is Severity.ERROR:
            yield found.rule, text.split("\n")[source.position(found.span.start).line - 1].strip(" >")


def _is_hidden(line: str, text: str) -> bool:
    """Whether a line of code or of a formula is the author's, in a form that a reader of Markdown takes for text: with
    its fences escaped, in elements of another format."""
    return ("<" in text or "\\`" in text or "\\$" in text) and line in text


def _new_errors(text: str) -> str | None:
    made = convert(Source("a.md", text))
    if made.origin != "plain":
        return None
    before = check(Source("a.md", text))
    # A text said again or cut off is its author's, however a stray tag or an entity hid it before.
    new = frozenset(
        rule
        for rule, line in (() if before else _errors(made.markdown))
        if not rule.startswith("residue-") and not (rule.startswith(("code-", "math-")) and _is_hidden(line, text))
    )
    return f"check finds an error that the input did not have: {min(new)}" if new else None


def _placeholder(text: str) -> str | None:
    """A sign that stands for code while a text is read, and must not come out."""
    return "a placeholder came out" if MASK not in text and MASK in convert(Source("a.md", text)).markdown else None


SAFE: tuple[Callable[[str], str | None], ...] = (_crash, _active)
LAWS = (*SAFE, _placeholder, _idempotence, _new_errors, growth)


def broken(text: str, law: Callable[[str], str | None]) -> str | None:
    """How an input breaks a law; None where it does not."""
    try:
        return law(text)
    except Unreadable:
        return None
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"


def smaller(text: str, law: Callable[[str], str | None], seconds: float = 30) -> str:
    """The least of an input that breaks the law still: pieces are left out for as long as that helps."""
    end = time.monotonic() + seconds
    size = max(len(text) // 2, 1)
    while time.monotonic() < end:
        at, before = 0, len(text)
        while at < len(text) and time.monotonic() < end:
            less = text[:at] + text[at + size :]
            if broken(less, law):
                text = less
            else:
                at += size
        if size == 1 and len(text) == before:
            break
        size = max(size // 2, 1)
    return text


def main() -> int:
    """Run until the time is over."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=3_600)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--out", type=Path, default=Path(".proofpress/fuzz"))
    asked = options.parse_args()
    seed = asked.seed if asked.seed is not None else int(time.time())
    end = time.monotonic() + asked.seconds
    tried, found = 0, 0
    for text in inputs(random.Random(seed)):
        if time.monotonic() > end:
            break
        tried += 1
        for law in LAWS[: len(LAWS) if tried % 20 == 0 else -1]:
            if how := broken(text, law):
                found += 1
                least = smaller(text, law)
                asked.out.mkdir(parents=True, exist_ok=True)
                path = asked.out / f"{seed}-{tried}.md"
                path.write_bytes(least.encode("utf-8", "surrogatepass"))
                print(f"{path}: {how}\n  {least!r}", flush=True)
    print(f"seed {seed}: {tried} inputs, {found} faults")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
