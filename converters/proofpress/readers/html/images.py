"""Images: the address that lazy loading hides, trackers and placeholders left out, data turned into files,
formulas read."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from urllib.parse import parse_qsl, unquote, unquote_to_bytes

from proofpress import json_text, urls
from proofpress.evidence import emoji
from proofpress.ledger import EMPTY_PICTURE, LOST_PICTURE, Ledger
from proofpress.paths import of_picture
from proofpress.readers import formula_images
from proofpress.readers.html import callout_numbers, mentions
from proofpress.readers.html.dom import Chars, Element
from proofpress.readers.html.drawing import sanitised_text
from proofpress.readers.html.reader import Reader
from proofpress.regex import regex
from proofpress.source import Piece
from proofpress.tree import Image, Text

LAZY = (
    "zoomfile",
    "file",
    "data-src",
    "data-original",
    "data-original-src",
    "data-actualsrc",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-echo",
    "data-cfsrc",
    "data-img-src",
    "data-image-src",
    "data-src-retina",
)
PLACEHOLDER = regex(
    "(?:^|[/_.-])(?:blank|spacer|placeholder|loading|lazyload|lazy|transparent|pixel|1x1|grey"
    r"|empty)(?:[_-]?\w{0,8})?\.(?:gif|png|svg|jpe?g|webp)|^about:|^#|^data:image/gif;base64,R0lGOD"
    r"|^data:image/svg\+xml",
    re.I,
)
_TRACKER = regex(
    r"/(?:pixel|beacon|tracking|stat|track|count|collect)(?:[/.?]|$)|stat\?event=|doubleclick\.net"
    r"|/cgi-bin/(?:\w*-?)?counter|google-analytics|hm\.baidu|scorecardresearch|[?&]pixel=|feedburner\.com/~r/",
    re.I,
)
_RANDOM = regex(
    r"(?:api/bing|bing\.ee123|/img/rand|[?&]rand(?:=|$)|picsum\.photos|/random(?:[/.?]|$)"
    r"|source\.unsplash\.com/random)",
    re.I,
)
_KINDS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/svg+xml": "svg",
}
_DATA = regex(r"data:(image/[\w.+-]+)((?:;[\w=.+-]+)*),(.*)", re.S | re.I)
_DRAWS = regex(rb"<(?:\w+:)?(?:path|rect|circle|ellipse|line|polyline|polygon|text|image|use|foreignObject)\b", re.I)
"""What a drawing has; without any it only holds a place open, as some frameworks have it beside the picture itself."""
_NO_DESCRIPTION = regex(
    "(?:在?这里|请|在此)?(?:插入|添加|写|输入)?图片(?:描述|说明)?|(?:enter )?image description(?: here)?"
    "|no description has been provided for this image|alt(?:ernate)?(?: text)?"
    "|(?:img|image|pic|picture|photo|screenshot|untitled|截图|微信图片|qq图片"
    r"|snipaste)?[\d_\- ().:]*(?:@\dx)?(?:\.(?:png|jpe?g|gif|webp|svg|bmp|awebp))?",
    re.I,
)
_MADE_UP = regex(r"\d{4}|_")
ELSEWHERE = (
    "a picture on the disk of whoever wrote this: its name stays, as that of a picture that is missing",
    "图片在作者自己的磁盘上：保留其文件名，显示为缺失的图片",
)
_CONTROL = regex(
    r"(?:^|[-_])(?:reply|like|thank|share|vote|edit|delete|close)s?[-_]icon$|^icon[-_](?:reply|share|vote)$"
)
"""The class of the picture of a control."""
NUMBER = "the picture of a number that leads to a remark on a listing", "代码注解编号的图片"
DECORATION = "a tracking or decoration image", "统计或装饰图片"
_LONGEST_SIGN = 12
EMOJI = frozenset(("emoji", "wp-smiley", "emojione", "twemoji", "g-emoji", "smilies", "smiley", "emoticon"))


def img(reader: Reader, element: Element) -> None:
    """An `<img>`."""
    found = formula_images.image(element)
    if found is not None:
        reader.write_formula(found, element)
        return
    if number := callout_numbers.of(element):
        reader.ledger.repaired(reader.span(element), *NUMBER)
        reader.out.text((Piece(f"({number})", element.start, element.end),))
        return
    alt = " ".join(element.attr("alt").replace("\xa0", " ").split())
    if not element.classes.isdisjoint(EMOJI):
        alt = mentions.sign(element) or emoji.of(alt.strip(":")) or alt
        if 0 < len(alt) < _LONGEST_SIGN:
            reader.out.atom(Text(alt, span=reader.span(element)))
            return
    address = source(element)
    if is_decoration(element):
        reader.drop(element, *DECORATION)
        return
    if kept := _kept_elsewhere(address):
        reader.ledger.repaired(
            reader.span(element),
            "Unexpected picture of a failed copy, expected the original; its address stands in it",
            "图片转存失败的占位图，已还原为原图地址",
        )
        address = kept
    elif "转存失败" in alt:
        reader.ledger.doubted(
            reader.span(element),
            "a stand-in for a picture that was lost when it was copied",
            "图片转存失败的占位图，原图已丢失",
            text=address,
        )
    if "转存失败" in alt:
        alt = ""
    if address.lower().startswith("data:"):
        address = _file(reader, element, address)
    elif address:
        cleaned = reader.address(address)
        if not cleaned and (cleaned := urls.on_a_disk(address)):
            reader.ledger.repaired(reader.span(element), *ELSEWHERE, text=address)
        if not cleaned:
            reader.drop(element, "an image whose address is not allowed", "图片地址不被允许")
        address = cleaned
    elif alt:
        reader.ledger.doubted(reader.span(element), *LOST_PICTURE)
        reader.out.atom(Text(alt, span=reader.span(element)))
    else:
        reader.leave_out(element, *EMPTY_PICTURE)
    if address:
        reader.last_image = address
        title = " ".join(element.attr("title").split())
        shown = element.attr("src"), address
        if alt and says_nothing(alt, shown):
            reader.undescribed.append(element)
            alt = ""
        if title == alt or says_nothing(title, shown):
            title = ""
        reader.out.atom(Image(address, alt, title, span=reader.span(element)))


def is_decoration(element: Element) -> bool:
    """Whether an image shows nothing of an article: a dot, a counter, an icon, a picture drawn by lot."""
    address = source(element)
    alt = " ".join(element.attr("alt").split())
    return bool(_is_icon(element, alt) or _is_dot(element) or _TRACKER.search(address) or _RANDOM.search(address))


def _is_icon(element: Element, alt: str) -> bool:
    """Whether an image without a description is the icon in front of a link's words, or the face of whoever speaks, as
    its class says."""
    above = element.parent
    if len(alt) < 12 and any(_CONTROL.search(name) for name in element.classes):
        return True
    return not alt and (
        any(map(_FACE.search, element.classes))
        or _FACES.search(source(element)) is not None
        or not element.classes.isdisjoint(("icon", "icons", "ico", "issue-icon", "favicon"))
        and isinstance(above, Element)
        and above.name == "a"
        and bool(above.words())
    )


_FACE = regex(r"(?:^|[-_]|gr)avatar$|^user-(?:icon|photo|picture)$")
_FACES = regex(r"^(?:https?:)?//(?:\w+\.)?gravatar\.com/avatar/", re.I)


def says_nothing(text: str, addresses: tuple[str, ...]) -> bool:
    """True for an editor's prompt, a camera's number, or the picture's own name in place of a description."""
    if not text or _NO_DESCRIPTION.fullmatch(text):
        return True
    for address in addresses:
        name = unquote(address.rsplit("/", 1)[-1].partition("?")[0].partition("#")[0])
        if text in (address, name) or text == name.rpartition(".")[0] and _MADE_UP.search(text):
            return True
    return False


_IS_LAZY = frozenset(LAZY)


def source(element: Element) -> str:
    """The address that shows the picture: lazy attributes first, then `src`, then the widest of `srcset`."""
    plain = element.attr("src").strip()
    for name in () if _IS_LAZY.isdisjoint(element.attrs) else LAZY:
        value = element.attr(name).strip()
        if value and (not value.startswith("data:") or not plain):
            return value
    if plain and not PLACEHOLDER.search(plain):
        return plain
    for name in ("data-srcset", "srcset"):
        if (wide := widest(element.attr(name))) and not wide.startswith("data:image/gif"):
            return wide
    if isinstance(element.parent, Element) and element.parent.name == "picture":
        for other in element.parent.elements:
            if other.name == "source" and (wide := widest(other.attr("srcset") or other.attr("data-srcset"))):
                return wide
    return plain


def _kept_elsewhere(address: str) -> str:
    """The original of a picture that CSDN failed to copy: the stand-in's address carries it."""
    if "origin_url=" not in address:
        return ""
    try:
        original = dict(parse_qsl(urls.split(address).query)).get("origin_url", "")
    except ValueError:
        return ""
    return original if original.startswith(("http://", "https://")) else ""


_CANDIDATE = regex(r"(?:(?<!\S)|(?<=,)),*+(\S++)(?:\s++(\d++(?:\.\d++)?+|\.\d++)[wx])?")


def widest(srcset: str) -> str:
    """The candidate with the largest descriptor."""
    best, size = "", -1.0
    for match in _CANDIDATE.finditer(srcset):
        if match[1].strip(",") and float(match[2] or 1) > size:
            best, size = match[1].rstrip(","), float(match[2] or 1)
    return best


_HELD = ("dataurl", "data-url", "data-src", "data-original", "data-image", "data-img")


def held(reader: Reader, element: Element) -> bool:
    """Write the picture that a script would have put into an empty element, whose address that holds; False for any
    other element."""
    address = next((element.attr(key) for key in _HELD if urls.names_picture(element.attr(key))), "")
    if not address or not (address := reader.address(address)):
        return False
    reader.out.atom(Image(address, " ".join(element.attr("alt").split()), span=reader.span(element)))
    return True


def gallery(reader: Reader, element: Element) -> bool:
    """Write the pictures that a script would have laid out from a list in JSON (Butterfly); False for anything else."""
    text = "".join(element.chars()).strip()
    try:
        entries = json_text.loads(text) if text.startswith("[") else ()
    except ValueError:
        return False
    listed = entries if isinstance(entries, list) else ()
    found = [entry for entry in listed if isinstance(entry, dict) and reader.address(str(entry.get("url", "")))]
    for entry in found:
        words = " ".join(str(entry.get("alt") or entry.get("title") or "").split())
        reader.out.flush()
        reader.out.atom(Image(reader.address(str(entry["url"])), words, span=reader.span(element)))
    return bool(found)


def noscript(reader: Reader, element: Element) -> None:
    """The pictures that a lazy page keeps for browsers without script; its other words speak of the browser."""
    for image in element.all("img"):
        address = reader.address(source(image))
        if (
            address
            and address != reader.last_image
            and not _is_dot(image)
            and not _TRACKER.search(address)
            and _is_stand_in(element)
        ):
            img(reader, image)
            return
    reader.drop(element, "what only browsers without script show", "只给不支持脚本的浏览器看的内容")


def _is_stand_in(element: Element) -> bool:
    """True where the image beside this `<noscript>` shows nothing by itself."""
    for siblings in (element.previous_siblings, element.next_siblings):
        beside = next(
            (node for node in siblings if isinstance(node, Element) or isinstance(node, Chars) and not node.isspace()),
            None,
        )
        if isinstance(beside, Element):
            inner = beside if beside.name == "img" else next(beside.all("img"), None)
            if inner is not None and source(inner) and not PLACEHOLDER.search(source(inner)):
                return False
    return True


def _is_dot(element: Element) -> bool:
    sizes = [re.match(r"\d{1,9}", element.attr(name)) for name in ("width", "height")]
    return any(size is not None and int(size[0]) <= 2 for size in sizes)


def _file(reader: Reader, element: Element, address: str) -> str:
    """Write the picture of a data URI to a file; "" where there is none."""
    if not is_picture(address):
        reader.drop(element, "embedded data that is not an image", "不是图片的内嵌数据")
        return ""
    found = picture(address)
    if found is None:
        reader.drop(element, "a placeholder image", "占位图片")
        return ""
    return store(reader.ledger, *found)


def is_picture(address: str) -> bool:
    """Whether an address is a data URI of an image."""
    match = _DATA.match(address)
    return match is not None and match[1].lower() in _KINDS


def picture(address: str) -> tuple[bytes, str] | None:
    """The bytes and the file extension of the image that a data URI holds; None where it holds nothing to see."""
    match = _DATA.match(address)
    kind = _KINDS.get(match[1].lower()) if match else None
    if match is None or kind is None:
        return None
    try:
        data = (
            b64decode(
                re.sub(r"\s|%0A|%20", "", match[3]).replace("%2B", "+").replace("%2F", "/").replace("%3D", "=") + "=="
            )
            if "base64" in match[2].lower()
            else unquote_to_bytes(match[3])
        )
    except (binascii.Error, ValueError):
        data = b""
    if kind == "svg":
        data = sanitised_text(data.decode("utf-8", "replace")).encode()
        data = data if _DRAWS.search(data) else b""
    return (data, kind) if data and (kind == "svg" or len(data) >= 64) else None


def store(ledger: Ledger, data: bytes, kind: str) -> str:
    """Keep an image as a file beside the Markdown; the name follows from the content."""
    path = of_picture(data, kind)
    ledger.files[path] = data
    return path
