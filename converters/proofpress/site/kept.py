"""What is kept of a rendered page from one build to the next, as JSON: nothing in a cache is ever run."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import partial
from typing import Any

from proofpress.regex import regex
from proofpress.site.article import Article
from proofpress.site.reading import Reading


@dataclass(frozen=True, slots=True)
class Kept:
    """`toc` holds (title, id, level, children); `links` are anchors in other files:
    file → anchor → the link as written."""

    content: str
    title: str | None
    toc: list[list[Any]]
    anchors: list[str]
    links: dict[str, dict[str, str]]
    article: Article | None = None


def pack(kept: Kept) -> bytes:
    """A rendered page as octets, without its article."""
    fields_of = {field.name: getattr(kept, field.name) for field in fields(kept) if field.name != "article"}
    return squeeze(json.dumps(fields_of, ensure_ascii=False, separators=(",", ":")))


def with_article(packed: bytes, article: Article | None) -> bytes:
    """The same page, once it is known what kind of article it is."""
    return json.dumps(article and asdict(article)).encode() + b"\n" + packed


def unpack(octets: bytes | None) -> Kept | None:
    """A rendered page from octets of `with_article`; None where there are none, or they are something else."""
    try:
        line, _, packed = (octets or b"").partition(b"\n")
        article = json.loads(line)
        if article is not None:
            values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in article.items()}
            article = Article(**{**values, "reading": Reading(**values["reading"])})
        return Kept(**json.loads(expand(packed)), article=article)
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error):
        return None


def squeeze(text: str) -> bytes:
    """A page in a sixth of its octets: thousands of them wait in memory, and fit into the cache."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def expand(octets: bytes) -> str:
    """The text of `squeeze`. Raises zlib.error or ValueError for anything else."""
    return zlib.decompress(octets).decode("utf-8", "surrogatepass")


_ADDRESS = regex(r" at 0x[0-9a-fA-F]+")


def described(value: object, above: tuple[int, ...] = ()) -> str:
    """A setting as text that is the same in every run: functions by name, mappings by key, objects by what
    they hold (dataclasses: what their `repr` shows). `above` are the values that this one stands in."""
    if isinstance(value, str | int | float | bool | bytes) or value is None:
        return repr(value)
    if id(value) in above:
        return "..."
    inner = partial(described, above=(*above, id(value)))
    if isinstance(value, Mapping):
        pairs = sorted(value.items(), key=lambda pair: str(pair[0]))
        return "{" + ",".join(f"{inner(key)}:{inner(held)}" for key, held in pairs) + "}"
    if isinstance(value, list | tuple | set | frozenset):
        parts: Iterable[str] = map(inner, value)
        return "[" + ",".join(sorted(parts) if isinstance(value, set | frozenset) else parts) + "]"
    kind = f"{type(value).__module__}.{type(value).__qualname__}"
    if is_dataclass(value) and not isinstance(value, type):
        return f"{kind}({','.join(inner(getattr(value, f.name)) for f in fields(value) if f.repr)})"
    if isinstance(value, partial):
        return inner([value.func, value.args, value.keywords])
    if name := getattr(value, "__qualname__", None):
        return f"{getattr(value, '__module__', '')}.{name}"
    inside = getattr(value, "__dict__", None)
    text = inner(inside) if inside else "" if type(value).__repr__ is object.__repr__ else _ADDRESS.sub("", repr(value))
    return f"{kind}({text})"
