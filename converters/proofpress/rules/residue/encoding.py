"""Text that went through the wrong encoding, control characters, and characters that nobody sees.

Mojibake and U+FFFD are letters that were lost; zero-width and no-break spaces break search and copying.

编码出错的文字、控制字符和不可见字符。

乱码和 U+FFFD 是丢失的文字；零宽字符和不间断空格会妨碍搜索与复制。

Reported:

````markdown
Itâ€™s a long way to the cafÃ©.
````

Instead:

````markdown
It’s a long way to the café.
````

Reported:

````markdown
学习\ufffd\ufffd率。
````

Instead:

````markdown
学习的效率。
````
"""

from __future__ import annotations

from collections.abc import Iterator

from proofpress.evidence import chinese, mojibake
from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules._invisible import ZERO_WIDTH, zero_width
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LOST = regex(r"\ufffd+")
_SPACES = regex(f"(?<=[{chinese.WIDE}])[\xa0\u202f]+|[\xa0\u202f]+(?=[{chinese.WIDE}])|[\xa0\u202f]{{2,}}")


def check(page: Page) -> Iterator[Remark]:
    """One remark a line and kind of fault; of characters that nobody sees, one a page."""
    text = page.text
    seen: set[tuple[int, str]] = set()
    broken = [] if text.isascii() else list(mojibake.runs(text))
    seen.update(
        (page.scan.line_of(start), kind) for start, _, _ in broken for kind in ("control", "zero", "space", "lost")
    )
    if _CONTROL.search(text):
        for found in _CONTROL.finditer(text):
            if _new(page, seen, found.start(), "control"):
                yield Remark(
                    Span(*found.span()),
                    Words(
                        f"Unexpected control character U+{ord(found[0]):04X}, expected text",
                        f"出现控制字符 U+{ord(found[0]):04X}",
                    ),
                    Words("Remove it.", "请删去。"),
                    (Edit(Span(*found.span()), ""),),
                    safe=False,
                )
    if text.isascii():
        return
    for found in _LOST.finditer(text) if "\ufffd" in text else ():
        if _new(page, seen, found.start(), "lost"):
            yield Remark(
                Span(*found.span()),
                Words("Unexpected U+FFFD, expected the letters that were lost here", "此处有文字丢失（U+FFFD）"),
                Words("Take the text from the original.", "请按原文补上。"),
            )
    mends: dict[int, list[Edit]] = {}
    for start, end, mended in broken:
        if mended:
            mends.setdefault(page.scan.line_of(start), []).append(Edit(Span(start, end), mended))
    for start, end, mended in broken:
        if _new(page, seen, start, "mojibake"):
            yield Remark(
                Span(start, end),
                Words(
                    f"Unexpected mojibake, expected {mended[:40]!r}"
                    if mended
                    else "Unexpected mojibake, expected readable text",
                    f"乱码，应为“{mended[:40]}”" if mended else "乱码",
                ),
                Words("Read the original with the encoding it was written in.", "请用原来的编码重新读取原文。"),
                tuple(mends[page.scan.line_of(start)]) if mended else (),
                safe=False,
            )
    yield from _invisible(page, seen)


def _new(page: Page, seen: set[tuple[int, str]], offset: int, kind: str) -> bool:
    key = (page.scan.line_of(offset), kind)
    if key in seen:
        return False
    seen.add(key)
    return True


def _invisible(page: Page, seen: set[tuple[int, str]]) -> Iterator[Remark]:
    text = page.codeless
    if ZERO_WIDTH.search(text):
        unseen = list(zero_width(text))
        lines = [Span(*found.span()) for found in unseen if _new(page, seen, found.start(), "zero")]
        if lines:
            point = ord(text[lines[0].start])
            yield Remark(
                lines[0],
                Words(
                    f"Unexpected invisible character U+{point:04X}, expected none{_lines(lines).en}",
                    f"出现不可见字符 U+{point:04X}{_lines(lines).zh}",
                ),
                Words("Remove it.", "请删去。"),
                tuple(Edit(Span(*found.span()), "") for found in unseen),
                severity=WARNING,
            )
    if "\xa0" not in text and "\u202f" not in text:
        return
    spaces = [Span(*found.span()) for found in _SPACES.finditer(text) if _new(page, seen, found.start(), "space")]
    if spaces:
        # Nobody sees them, so that a page is told once.
        yield Remark(
            spaces[0],
            Words(
                f"Unexpected no-break space, expected an ordinary one{_lines(spaces).en}",
                f"出现不间断空格，应为普通空格{_lines(spaces).zh}",
            ),
            Words("Replace it by a space.", "换成普通空格。"),
            tuple(Edit(span, " ") for span in spaces),
            severity=WARNING,
        )


def _lines(places: list[Span]) -> Words:
    count = len(places)
    return Words(f" ({count} lines of this page)", f"（本页共 {count} 行）") if count > 1 else Words("", "")


RULE = Rule("encoding", ERROR, check, fix="unsafe", gives_way=("code-zero-width", "code-fullwidth"))
