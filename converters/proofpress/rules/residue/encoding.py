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
from contextlib import suppress

from proofpress.evidence import chinese
from proofpress.finding import Edit, Words
from proofpress.regex import regex
from proofpress.rules._invisible import ZERO_WIDTH, zero_width
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule
from proofpress.source import Span

_LATIN = regex(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030"
    r"\u2039\u203a\u20ac\u2122]{2,}"
)
_HAN = regex(rf"[{chinese.CLASS}\ue000-\uf8ff]{{3,}}")
_COMMON = regex(
    "[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也对生能而子那得于着下自之年过发后作里用道行"
    "所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日数据据点用]"
)
"""So common that mojibake, whose characters are rare ones, has none of them."""
_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LOST = regex(r"\ufffd+")
_SPACES = regex(f"(?<=[{chinese.WIDE}])[\xa0\u202f]+|[\xa0\u202f]+(?=[{chinese.WIDE}])|[\xa0\u202f]{{2,}}")
_KNOWN = regex(r"锟斤拷|烫烫烫|屯屯屯|鈥[檚淵渓]|â€[™œ“”˜]|ï¿½|ï»¿")


def check(page: Page) -> Iterator[Remark]:
    """One remark a line and kind of fault; of characters that nobody sees, one a page."""
    text = page.text
    seen: set[tuple[int, str]] = set()
    broken = [] if text.isascii() else list(mojibake(text))
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


def mojibake(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs that are UTF-8 read as Latin-1, Windows-1252 or GBK: start, end, and what they were,
    "" where that is not certain."""
    for found in _LATIN.finditer(text):
        mended = _latin(found[0])
        if mended:
            yield found.start(), found.end(), mended
    for found in _HAN.finditer(text):
        if _COMMON.search(found[0]):
            continue
        mended = _gbk(found[0])
        if mended:
            yield found.start(), found.end(), mended
    for found in (
        _KNOWN.finditer(text) if any(hint in text for hint in ("锟斤", "烫烫", "屯屯", "鈥", "â€", "ï¿", "ï»")) else ()
    ):
        yield found.start(), found.end(), ""


def _latin(run: str) -> str:
    raw = bytearray()
    for char in run:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return ""
            raw.append(ord(char))
    if not any(0xC2 <= b <= 0xF4 for b in raw):
        return ""
    if len(raw) >= 8 and len(raw) % 2 == 0:
        with suppress(UnicodeError):
            chinese = bytes(raw).decode("gb2312")
            if len(_COMMON.findall(chinese)) * 4 >= len(chinese):
                return chinese
    mended = bytes(raw).decode("utf-8", "replace")
    lost = mended.count("\ufffd")
    good = sum(ord(c) > 0x7F and c != "\ufffd" for c in mended)
    return mended if good and lost * 3 <= good else ""


def _gbk(run: str) -> str:
    try:
        raw = run.encode("gb18030")
    except UnicodeError:
        return ""
    mended = raw.decode("utf-8", "replace").rstrip("\ufffd")
    if lost := mended.count("\ufffd"):
        return (
            mended
            if len(mended) >= 6 and lost * 4 <= len(mended) and len(_COMMON.findall(mended)) * 3 >= len(mended)
            else ""
        )
    return mended if len(mended) >= 2 and chinese.wide(mended) >= len(mended) / 2 else ""


RULE = Rule("encoding", ERROR, check, fix="unsafe", gives_way=("code-zero-width", "code-fullwidth"))
