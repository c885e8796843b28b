"""The addresses that an article may carry: one allow-list, used wherever a link or an image comes in."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from proofpress.regex import regex

SCHEMES = frozenset(("http", "https", "mailto", "ftp", "tel"))

_SCHEME = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_INVISIBLE = regex("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+")


_UNFIT = regex(r"[<>\"`\\]")
"""Characters that no address holds unencoded (RFC 3986) and that every reader of Markdown takes for something else."""


_MOST_ESCAPED = 4
_REFERENCE = regex(r"&(?:amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-fA-F]{1,6});")
_BEFORE_PATH = regex(r"[^/?#]*")
_NOT_IN_SCHEME = regex(r"[^a-zA-Z0-9+.:-]+")


def _scheme_part(address: str) -> str:
    """What stands before the path, without what some reader might leave out or decode, where it holds a colon."""
    found = _BEFORE_PATH.match(address)
    head = found[0] if found else ""
    if ":" not in head and "%" not in head:
        return ""
    head = unquote(head)
    plain = _NOT_IN_SCHEME.sub("", head)
    # Chinese words before a colon are no scheme, whatever else stands among them.
    return plain if head[:1] == plain[:1] or not head[:1].isalnum() else head


def split(address: str) -> SplitResult:
    """The parts of an address; all are empty where it is none (`http://[x`)."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def join(base: str, address: str) -> str:
    """The address as it leads from `base`; as it is where either is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def scheme(address: str) -> str:
    """The scheme of an address as a browser reads it, past what nobody sees, in lower case; "" where it has none."""
    found = _SCHEME.match(_INVISIBLE.sub("", address))
    return found[1].lower() if found else ""


_PICTURE = regex(r"\.(?:png|jpe?g|gif|webp|svg|bmp|avif)(?:[?#].*)?$", re.I)


def names_picture(address: str) -> bool:
    """Whether an address ends as that of a picture does, its query and fragment apart."""
    return _PICTURE.search(address) is not None


_ON_A_DISK = regex(r"file:|[a-z]:/", re.I)


def on_a_disk(address: str) -> str:
    """The name of a picture on somebody's own disk (`file:///…`, `C:\\…`), as an address beside the article; "" for
    every other address."""
    path = unquote(address.strip()).replace("\\", "/")
    name = path.rpartition("/")[2].partition("?")[0].partition("#")[0]
    return quote(name) if _ON_A_DISK.match(path) and names_picture(name) and allowed(name) else ""


def host(address: str) -> str:
    """The host of an address in lower case; "" where it names none."""
    return split(address).hostname or ""


def _decoded(address: str) -> str:
    """The address as HTML would read it at last: with every reference decoded, with and without its semicolon."""
    for _ in range(_MOST_ESCAPED):
        address, before = unescape(address), address
        if address == before:
            break
    return _INVISIBLE.sub("", address)


def decoded_path(address: str) -> str:
    """The path of a relative address that climbs from or goes down below its page, decoded and without `./`; "" for
    every other address."""
    parts = split(address.strip())
    path = unquote(parts.path)
    return "" if parts.scheme or parts.netloc or path.startswith("/") else path.removeprefix("./")


def clean(address: str, base: str = "") -> str:
    """The address as it may be published: resolved against `base`, spaces encoded; "" where its scheme is not allowed.

    Browsers ignore line ends and tabs inside a scheme (`java\\nscript:`), so the scheme is read without them.
    """
    address = address.strip().replace("\n", "").replace("\r", "").replace("\t", "")
    scheme = _SCHEME.match(_scheme_part(address))
    if "&" in address:
        # A page that was escaped twice: a reader of Markdown would decode the reference once more.
        address = _REFERENCE.sub(lambda found: unescape(found[0]), address)
        # Whoever reads the address may decode its references, and once more what comes of that.
        decoded = _decoded(address)
        if (meant := _SCHEME.match(_scheme_part(decoded))) and (not scheme or meant[1] != scheme[1]):
            address, scheme = decoded, meant
    if scheme:
        if scheme[1].lower() not in SCHEMES:
            # A colon that is escaped ends no scheme (RFC 3986, section 4.2), and no reader finds one behind a dot.
            return "" if ":" in _decoded(address).partition("/")[0] else clean(f"./{address}", base)
    elif address.startswith(("//", "\\\\")):
        address = "https:" + address.replace("\\", "/")
    elif base and not address.startswith("#"):
        address = join(base, address)
    address = _UNFIT.sub(lambda char: f"%{ord(char[0]):02X}", address)
    return _INVISIBLE.sub(lambda run: "%20" * len(run[0]) if run[0].isspace() else "", address.strip())


_ENDS_TARGET = regex(r"[\s()<>]")


def as_target(address: str) -> str:
    """The address as a link's target in Markdown, with the characters encoded that would end it there."""
    return _ENDS_TARGET.sub(lambda sign: quote(sign[0]), address)


HIDES_MAIL = "/cdn-cgi/l/email-protection"
"""Where links to addresses of mail lead that Cloudflare keeps from robots."""
_HIDDEN_MAIL = regex(r"(?:[0-9a-fA-F]{2}){4,400}")


def shown_mail(hidden: str) -> str:
    """The address of mail that Cloudflare keeps from robots, which its script shows: hexadecimal digits, each byte
    behind the first an exclusive or with it. "" for what holds none."""
    if not _HIDDEN_MAIL.fullmatch(hidden):
        return ""
    key, *rest = bytes.fromhex(hidden)
    said = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return said if "@" in said and said.isprintable() and "\ufffd" not in said else ""


def mailed(address: str) -> str:
    """The address with what such a link hides behind it; as it is where it hides nothing."""
    mail = shown_mail(address.partition(f"{HIDES_MAIL}#")[2])
    return f"mailto:{mail}" if mail else address


def allowed(address: str) -> bool:
    """Whether an address may be published as it is."""
    if address.startswith(("https://", "http://", "#", "./")):
        return True
    fit = clean(address)
    return fit != "" and not fit.startswith("./")
