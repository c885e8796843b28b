"""Formats that their first bytes tell: none of them is text, and none is read here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from proofpress.finding import Words
from proofpress.formats.format import Format, Kind
from proofpress.formats.glance import Glance

_PDF = Words(
    "pdftohtml, marker or MinerU make HTML or Markdown of it", "可用 pdftohtml、marker 或 MinerU 转为 HTML 或 Markdown"
)
_OFFICE = Words("soffice --convert-to html makes a page of it", "可用 soffice --convert-to html 转为网页")
_CHM = Words("7-Zip or extract_chmLib unpacks it into pages that are", "可用 7-Zip 或 extract_chmLib 解出网页")
_ANKI = Words("export it there as Notes in Plain Text", "请在 Anki 中导出为纯文本笔记")
_MAP = Words("export it there as HTML or Markdown, which is", "请在原软件中导出为 HTML 或 Markdown")
_PAGES = Words("export it there as Word or EPUB, which is", "请在 Pages 中导出为 Word 或 EPUB")
_UNPACK = Words("unpack it and name the folder", "请先解压，再给出文件夹")
_PICTURE = Words("a picture is copied where an article shows it", "图片会随引用它的文章一起复制")

_SIGNATURES: tuple[tuple[str, Words, Kind, Words | None, str], ...] = (
    ("pdf", Words("PDF", "PDF 文件"), Kind.DOCUMENT, _PDF, r"\s{0,64}%PDF-"),
    ("postscript", Words("PostScript", "PostScript 文件"), Kind.DOCUMENT, _PDF, r"%!PS"),
    (
        "rtf",
        Words("RTF (Rich Text Format)", "RTF 文档"),
        Kind.DOCUMENT,
        Words("soffice --convert-to docx makes a document that is", "可用 soffice --convert-to docx 转为 DOCX"),
        r"\s{0,16}\{\\rtf",
    ),
    (
        "ole",
        Words("an old Office file (doc, xls, ppt)", "旧版 Office 文件（doc、xls、ppt）"),
        Kind.DOCUMENT,
        _OFFICE,
        r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ),
    (
        "webarchive",
        Words("Safari's web archive", "Safari 网页归档"),
        Kind.DOCUMENT,
        Words("textutil -convert html makes a page of it", "可用 textutil -convert html 转为网页"),
        r"bplist0\d(?s:.*?)WebMainResource",
    ),
    ("djvu", Words("DjVu", "DjVu 文件"), Kind.DOCUMENT, _PDF, r"AT&TFORM"),
    (
        "mobi",
        Words("a Kindle book", "Kindle 电子书"),
        Kind.DOCUMENT,
        Words("calibre makes an EPUB of it", "可用 calibre 转为 EPUB"),
        r"(?s:.{60}BOOKMOBI)",
    ),
    (
        "picture",
        Words("a picture", "图片"),
        Kind.PICTURE,
        _PICTURE,
        (
            r"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF(?s:.{4})WEBP|BM(?s:.{4})\0\0\0\0|II\*\0|MM\0\*"
            r"|\0\0\x01\0[\x01-\x20]\0"
            r"|8BPS|(?s:.{4})ftyp(?:avif|avis|heic|heix|mif1)|\0\0\0\x0cJXL |\xff\x0a\xfa|gimp xcf"
        ),
    ),
    ("font", Words("a font", "字体文件"), Kind.DATA, None, r"wOFF|wOF2|OTTO|true\0|ttcf|\0\x01\0\0\0[\x01-\x40]"),
    (
        "sound",
        Words("sound or a film", "音频或视频"),
        Kind.DATA,
        None,
        (
            r"ID3|\xff[\xfb\xf3\xf2]|OggS|fLaC|RIFF(?s:.{4})(?:WAVE|AVI )|(?s:.{4})ftyp|\x1aE\xdf\xa3|FLV\x01"
            r"|FORM(?s:.{4})AIF|MThd|\0\0\x01[\xba\xb3]"
        ),
    ),
    (
        "joplin",
        Words("an export of Joplin (JEX)", " Joplin 导出文件（JEX）"),
        Kind.DOCUMENT,
        Words("export it there as Markdown + Front Matter", "请在 Joplin 中导出为 Markdown + Front Matter"),
        r"(?:\./)?[0-9a-f]{32}\.md\0(?s:.{217,222})ustar",
    ),
    (
        "archive",
        Words("an archive", "压缩包"),
        Kind.DATA,
        _UNPACK,
        (
            r"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\0|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd|(?s:.{257})ustar"
            r"|!<arch>\n|MSCF\0|\x04\x22\x4d\x18|PK\x05\x06"
        ),
    ),
    (
        "program",
        Words("a program", "程序文件"),
        Kind.DATA,
        None,
        (
            r"\x7fELF|MZ(?s:.{58})|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\0asm\x01|dex\n03"
            r"|(?s:.{2})\r\n(?:[\0-\x0f])\0\0\0"
        ),
    ),
    ("help", Words("a compiled help file (CHM)", "CHM 帮助文件"), Kind.DOCUMENT, _CHM, r"ITSF\x03"),
    (
        "database",
        Words("a database or a table of numbers", "数据库或数据文件"),
        Kind.DATA,
        None,
        r"SQLite format 3\0|PAR1|\x89HDF\r\n|\x93NUMPY|ARROW1|Obj\x01|ORC|\x80[\x02-\x05](?:\x95|\}|\]|c)",
    ),
)


def _starts(pattern: str) -> Callable[[Glance], bool]:
    compiled = re.compile(pattern.encode("ascii"))
    return lambda glance: compiled.match(glance.data) is not None


_ZIPPED: tuple[tuple[str, Words, Kind, Words | None, str], ...] = (
    ("sheet", Words("a spreadsheet", "电子表格"), Kind.DOCUMENT, _OFFICE, r"xl/workbook\.|.*opendocument\.spreadsheet"),
    (
        "slides",
        Words("a file of slides", "幻灯片"),
        Kind.DOCUMENT,
        _OFFICE,
        r"ppt/presentation\.|.*opendocument\.presentation",
    ),
    (
        "opendocument",
        Words("an OpenDocument file", " OpenDocument 文件"),
        Kind.DOCUMENT,
        _OFFICE,
        r".*vnd\.oasis\.opendocument",
    ),
    (
        "program",
        Words("a program", "程序文件"),
        Kind.DATA,
        None,
        r"META-INF/MANIFEST\.MF$|classes\.dex$|AndroidManifest\.xml$",
    ),
    ("cards", Words("a deck of Anki", " Anki 卡组"), Kind.DOCUMENT, _ANKI, r"collection\.anki2[1b]*$"),
    (
        "mind-map",
        Words("a mind map (XMind)", "思维导图（XMind）"),
        Kind.DOCUMENT,
        _MAP,
        r"content\.json$|content\.xml$",
    ),
    (
        "pages",
        Words("a document of Apple's Pages", " Apple Pages 文档"),
        Kind.DOCUMENT,
        _PAGES,
        r"Index/.*\.iwa$|Index\.zip$",
    ),
    (
        "slack",
        Words("an export of Slack", " Slack 导出文件"),
        Kind.DOCUMENT,
        None,
        r"(?:channels|integration_logs)\.json$",
    ),
    ("archive", Words("a zip archive", " zip 压缩包"), Kind.DATA, _UNPACK, r""),
)
"""Of zip archives, by a member's name or by the type in the first one."""


def _holds(pattern: str) -> Callable[[Glance], bool]:
    compiled = re.compile(pattern)
    return lambda glance: (
        glance.data.startswith(b"PK\x03\x04")
        and (not pattern or any(compiled.match(name) for name in (glance.mimetype, *glance.members)))
    )


def formats() -> Iterator[Format]:
    """A row for each signature."""
    yield Format(
        "damaged",
        Words("a damaged archive (zip, EPUB, DOCX)", "损坏的压缩文件（zip、EPUB、DOCX）"),
        lambda glance: glance.is_damaged_zip,
        instead=Words("fetch or export it again", "请重新下载或导出"),
    )
    for name, title, kind, instead, pattern in _ZIPPED:
        yield Format(name, title, _holds(pattern), instead=instead, kind=kind)
    for name, title, kind, instead, pattern in _SIGNATURES:
        yield Format(name, title, _starts(pattern), instead=instead, kind=kind)
