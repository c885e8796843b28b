"""Bytes as text: what a file declares counts, then what its bytes are evidence of; what is not sure is said."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from proofpress.regex import regex


class Note(NamedTuple):
    """A sentence about a file's bytes, in English and in Chinese. `sure` is False where letters may be wrong."""

    en: str
    zh: str
    sure: bool = True


class Unreadable(ValueError):
    """A file that is no text: the note says what it is and what to do, without its name."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.note = Note(en, zh)


class Decoded(NamedTuple):
    """Text, the encoding it was read with, and what had to be done to read it."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = regex(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)"""
    rb"""|\A\s*+(?=HTTP/|[\w-]++:)(?:[^\n<]*+\n){0,60}?content-type:[^\n]{0,80}?charset\s*=\s*["']?([\w.:-]+)""",
    re.I,
)
# A browser's reading of the names that Python takes for narrower encodings: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5hkscs", "cp950"),
    "shift_jis": ("cp932",),
    "euc_kr": ("cp949",),
    "johab": ("cp949",),
    "ascii": ("cp1252",),
    "iso8859-1": ("cp1252",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
}
_LABELS = {
    label: name
    for name, labels in {
        "gb18030": "x-gbk gb_2312 gb_2312-80 csgb2312",
        "big5": "x-x-big5 cn-big5",
        "shift_jis": "x-sjis windows-31j",
        "euc_jp": "x-euc-jp cseucpkdfmtjapanese",
        "euc_kr": "windows-949 ksc_5601 ks_c_5601-1989 csksc56011987 cseuckr iso-ir-149",
        "cp874": "windows-874 dos-874",
        "iso8859-6": "iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i",
        "iso8859-7": "sun_eu_greek",
        "iso8859-8": "iso-8859-8-e iso-8859-8-i csiso88598e csiso88598i visual logical",
        "iso8859-15": "csisolatin9",
        "iso2022_jp": "csiso2022jp",
        "koi8-r": "koi koi8",
        "koi8-u": "koi8-ru",
        "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "mac_roman": "x-mac-roman mac csmacintosh",
        "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
        "utf-16": "unicode csunicode ucs-2 iso-10646-ucs-2 unicodefeff",
    }.items()
    for label in labels.split()
}
"""Labels of the same standard that Python does not know."""
_SPELLED = regex(r"x-(cp\d+)|iso8859(\d+)")
_NONE = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7")
"""What Python calls an encoding and no file is written in."""
_UNICODE = ("utf-8", "utf-16", "utf-32")
_MULTIPLE = ("gb18030", "big5hkscs", "cp950", "cp932", "cp949", "euc_jp", "iso2022_jp")
_HIGH = bytes(range(128, 256))
_TELLING = 12
"""Letters beyond ASCII by which an encoding of several bytes a character is known for sure."""
_DAMAGE = 50
"""One in how many characters may be damaged where the rest speaks for an encoding."""
_TOPIC = regex(r"mojibake|\bencod(?:ing|ed)\b|utf-?8|latin-?1|cp-?1252|windows-?1252|unicode|编码|乱码|编解码", re.I)
_TAG = regex(r"<[^<>]*>")
_FEWEST = 3
"""Characters beyond ASCII from which on a whole text tells how it was read."""


def utf8_until(data: bytes) -> str | None:
    """What stands before the first octets that are no UTF-8, without a byte order mark; None where all are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8-sig")
    return None


def decode(data: bytes, declared: str = "") -> Decoded:
    """Text by its byte order mark, as UTF-8, by the encoding that was sent along or stands in it, by the likeliest one.

    Raises Unreadable for what is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if (wide := _without_mark(data)) is not None:
        return wide
    control = len(data) - len(data.translate(None, b"\x00\x01\x02\x03\x04\x05\x06"))
    if control > 8 + len(data) // 1000:
        raise Unreadable(
            "this is binary data, not text; give the HTML or Markdown file itself",
            "这是二进制数据而不是文本；请给出 HTML 或 Markdown 文件本身",
        )
    if data.isascii() and (shifted := _shifted(data, declared)) is not None:
        return shifted
    if (found := _strict(data, "utf-8")) is not None:
        return _reread(found)
    return _legacy(data, declared)


def _reread(text: str) -> Decoded:
    """Text in UTF-8; where it was read with another encoding before it was saved so, what it was then."""
    if (before := _before(text)) is None:
        return Decoded(text, "utf-8")
    read, name = before
    note = Note(
        f"it had been read as {name} and saved so; read back as the UTF-8 that it was",
        f"曾被误按 {name} 读取后保存，已还原为原来的 UTF-8 文本",
    )
    return Decoded(read, "utf-8", (note,))


def _before(text: str) -> tuple[str, str] | None:
    """What a text was that has been read with another encoding from its first character to its last, and that encoding;
    None for a text of which any part says something else, or that speaks of encodings itself."""
    if text.isascii():
        return None
    for name, raw in (("windows-1252", windows_1252(text)), ("gbk", text.encode("gb18030"))):
        try:
            read = raw.decode("utf-8") if raw is not None else ""
        except UnicodeDecodeError:
            continue
        if sum(not char.isascii() for char in read) >= _FEWEST and not _TOPIC.search(_TAG.sub("", read)):
            return read, name
    return None


def windows_1252(text: str) -> bytes | None:
    """The octets that Windows-1252 shows as these characters, with those that it shows nothing for; None where it has
    no such character."""
    try:
        return b"".join(part.encode("latin-1" if at % 2 else "cp1252") for at, part in enumerate(_CONTROLS.split(text)))
    except UnicodeEncodeError:
        return None


_CONTROLS = regex(r"([\x80-\x9f]+)")


def _marked(data: bytes, encoding: str) -> Decoded:
    """The bytes behind a byte order mark; UTF-8 where a mark of UTF-16 stands before bytes that can only be UTF-8."""
    if (
        "16" in encoding
        and b"\0" not in data
        and len(data) >= 2 * _TELLING
        and (text := _strict(data, "utf-8")) is not None
    ):
        note = Note(
            "a byte order mark of UTF-16 stands before UTF-8; read as UTF-8, save it again to be sure",
            "UTF-16 的字节顺序标记之后是 UTF-8 文本，按 UTF-8 读取；请重新保存",
        )
        return Decoded(text, "utf-8", (note,))
    return _read(data, encoding)


def _shifted(data: bytes, declared: str) -> Decoded | None:
    """Seven-bit bytes in which signs switch between sets of characters: such an encoding is known by its escapes, or,
    as HZ has none of its own, by its declaration. None where nothing switches."""
    escapes = b"\x1b$" in data
    if not escapes and b"~{" not in data:
        return None
    label, named = _named(data, declared)
    if named == ("hz",) and b"~{" in data:
        return _read(data, "hz")
    for name in ("iso2022_jp", "iso2022_kr") if escapes else ():
        if (text := _strict(data, name)) is not None:
            return Decoded(text, name)
    if not escapes:
        return None
    what, was = (f", {label},", f" {label} ") if label else ("", "")
    note = Note(
        f"its encoding{what} is one of escapes that is not known; read as ASCII, save the original as UTF-8",
        f"无法识别其转义字符编码{was}，按 ASCII 读取；请将原文存为 UTF-8",
        False,
    )
    return Decoded(data.decode("ascii"), "utf-8", (note,))


def _named(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """The label that was sent along or stands in the bytes, the first that is known, and Python's names for it."""
    inside = _DECLARED.search(data[:4096])
    labels = [declared, (inside[1] or inside[2] or inside[3]).decode("ascii") if inside else ""]
    known = [(label, names) for label in labels if (names := codecs_of(label))]
    return known[0] if known else (next(filter(None, labels), ""), ())


def _legacy(data: bytes, declared: str) -> Decoded:
    """Bytes that are not UTF-8, or not all of them."""
    label, named = _named(data, declared)
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    high = len(data) - len(data.translate(None, _HIGH))
    whole = len(text) - damaged - (len(data) - high)
    if whole >= 2 * damaged or whole >= damaged and named == ("utf-8",):
        return Decoded(text, "utf-8", (_damage(text, "UTF-8"),))
    guess, likeliest = _guessed(data)
    if named and named[0] not in _UNICODE and (named[0] in _MULTIPLE or guess not in _MULTIPLE):
        read = _first(data, named)
        if read.text.count("\ufffd") * _DAMAGE <= len(read.text):
            return read
    if likeliest.text.count("\ufffd") * _DAMAGE > len(likeliest.text):
        raise Unreadable(
            "no encoding fits its bytes; save it as UTF-8 and try again", "没有合适的字符编码；请另存为 UTF-8 后再试"
        )
    sure = not named and guess in _MULTIPLE and _letters(likeliest.text) >= _TELLING
    said, says = "no encoding is declared", "未声明字符编码"
    if named:
        said, says = (
            f"the encoding that is declared, {named[0].upper()}, does not fit",
            f"声明的字符编码 {named[0].upper()} 不符",
        )
    elif label:
        said, says = f"the encoding that is declared, {label}, is not known", f"声明的字符编码 {label} 无法识别"
    note = Note(
        f"{said}; read as {guess.upper()}, save it as UTF-8 to be sure",
        f"{says}，按 {guess.upper()} 读取；存为 UTF-8 最为稳妥",
        sure,
    )
    return Decoded(likeliest.text, guess, (note, *likeliest.notes))


def _guessed(data: bytes) -> tuple[str, Decoded]:
    """The likeliest encoding, and what it makes of the bytes."""
    from chardetng_py import EncodingDetector  # hardly any file needs it

    detector = EncodingDetector()
    detector.feed(data, last=True)
    read = _first(data, codecs_of(detector.guess(tld=None, allow_utf8=False)))
    return read.encoding, read


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in text if not c.isascii())


def codecs_of(label: str) -> tuple[str, ...]:
    """Python's names of what browsers take an encoding's label for, the likelier first; none for what is none."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_python_label(label)).name if label and label.isascii() else ""
        " ".encode(name or "undefined")  # Python calls transformations of bytes codecs too.
    except (LookupError, ValueError):
        return ()
    return () if name in _NONE else _WIDER.get(name, (name,))


def _python_label(label: str) -> str:
    """A label of browsers as Python spells it."""
    if (spelled := _SPELLED.fullmatch(label)) is not None:
        return spelled[1] or f"iso8859-{spelled[2]}"
    return _LABELS.get(label, label)


def _first(data: bytes, names: tuple[str, ...]) -> Decoded:
    """The bytes in the first of these encodings that reads them all; else what is damaged is replaced."""
    for name in names:
        if (text := _strict(data, name)) is not None:
            return Decoded(text, name)
    return _read(data, names[0])


def _read(data: bytes, name: str) -> Decoded:
    """The bytes in one encoding; what is damaged becomes U+FFFD and is counted."""
    encoding = name.removesuffix("-le").removesuffix("-be")
    if (text := _strict(data, name)) is not None:
        return Decoded(text, encoding)
    text = data.decode(name, "proofpress.replace")
    return Decoded(text, encoding, (_damage(text, encoding.upper()),))


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name, "proofpress.strict")
    except ValueError:
        return None


def _euro_or(otherwise: str) -> Callable[[UnicodeError], tuple[str | bytes, int]]:
    """What to do with bytes that an encoding does not know: a browser's GBK has a € at 0x80, Python's has nothing."""
    handler = codecs.lookup_error(otherwise)

    def handled(error: UnicodeError) -> tuple[str | bytes, int]:
        if isinstance(error, UnicodeDecodeError) and error.encoding == "gb18030" and error.object[error.start] == 0x80:
            return "€", error.start + 1
        return handler(error)

    return handled


for _otherwise in ("strict", "replace"):
    codecs.register_error(f"proofpress.{_otherwise}", _euro_or(_otherwise))


def _damage(text: str, encoding: str) -> Note:
    count, line = text.count("\ufffd"), text.count("\n", 0, text.find("\ufffd")) + 1
    return Note(
        f"{count} broken {encoding} sequence{'s' * (count > 1)}, the first on line {line}, became U+FFFD; "
        "save the original again as UTF-8",
        f"{count} 处 {encoding} 编码损坏（首处在第 {line} 行），已用 U+FFFD 代替；请将原文重新存为 UTF-8",
        False,
    )


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: zeros in one half of the units, and characters that are written."""
    if b"\0" not in data or len(data) % 2:
        return None
    low, high = data[1::2].count(0), data[0::2].count(0)
    if 4 * min(low, high) > max(low, high):
        return None
    text = _strict(data, "utf-16-le" if low > high else "utf-16-be")
    if text is None or any(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\t\n\r\f" for c in text[:4096]):
        return None
    note = Note(
        "no encoding is declared; read as UTF-16, save it as UTF-8 to be sure",
        "未声明字符编码，按 UTF-16 读取；存为 UTF-8 最为稳妥",
    )
    return Decoded(text, "utf-16", (note,))
