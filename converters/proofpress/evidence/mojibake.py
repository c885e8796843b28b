"""Text that was decoded with the wrong encoding: what it was, where that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from proofpress.encoding import windows_1252
from proofpress.evidence import chinese
from proofpress.regex import regex

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
_KNOWN = regex(r"锟斤拷|烫烫烫|屯屯屯|鈥[檚淵渓]|â€[™œ“”˜]|ï¿½|ï»¿")


def runs(text: str) -> Iterator[tuple[int, int, str]]:
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
    if (raw := windows_1252(run)) is None or not any(0xC2 <= b <= 0xF4 for b in raw):
        return ""
    if len(raw) >= 8 and len(raw) % 2 == 0:
        with suppress(UnicodeError):
            written = raw.decode("gb2312")
            if len(_COMMON.findall(written)) * 4 >= len(written):
                return written
    mended = raw.decode("utf-8", "replace")
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
