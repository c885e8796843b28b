"""Front matter of any generator, by the canonical keys; what has none of them is kept in `original`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import strftime, strptime

from proofpress.evidence import chinese
from proofpress.evidence.spoken import agreed
from proofpress.regex import regex
from proofpress.writer import META_ORDER

_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "date": (
        "date",
        "pubdate",
        "published",
        "publishdate",
        "published_at",
        "created",
        "created_at",
        "createtime",
        "pubdatetime",
        "datetime",
    ),
    "updated": (
        "updated",
        "lastmod",
        "last_modified_at",
        "modified",
        "update",
        "updated_at",
        "last_updated",
        "lastmodified",
        "moddatetime",
        "modify_time",
        "update_time",
    ),
    "authors": ("authors", "author", "by"),
    "description": ("description", "summary", "abstract", "excerpt", "desc"),
    "tags": ("tags", "tag", "keywords", "keyword", "categories", "category", "topics"),
    "language": ("language", "lang", "locale"),
    "license": ("license", "licence", "copyright_license"),
    "url": ("canonical", "canonical_url", "canonicalurl", "source_url", "original_url", "url_source"),
}
_ADDRESSES = frozenset(("source", "url", "link", "permalink", "original"))
"""Keys that name the article's address where their value is a whole one; a path is the generator's."""
_ADDRESS = regex(r"https?://\S+")
_CANONICAL = {name: key for key, names in _NAMES.items() for name in names}
_LABELS_OF_TAGS = frozenset(("标签", "標籤", "关键词", "關鍵詞", "关键字", "分类", "分類", "filed under", "labels"))


def is_name_of_tags(label: str) -> bool:
    """Whether a page calls a list of tags so."""
    said = label.strip().lower()
    return said in _NAMES["tags"] or said in _LABELS_OF_TAGS


_LISTS = ("authors", "tags")
_DATE = regex(
    r"(\d{4})\s*+[-/.年]\s*+(\d{1,2})\s*+[-/.月]\s*+(\d{1,2})\s*日?(?:[T\s]++(\d{1,2}:\d{2}(?::\d{2})?)"
    r"(?:\.\d++)?)?\s*+(?:(?:UTC|GMT)(?=[+-]))?(Z|UTC|[+-]\d{2}:?\d{2})?\s*+$"
)
_MAILED = regex(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s++)?\d{1,2}\s++(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s++\d{4}"
    r"\s++\d{2}:\d{2}(?::\d{2})?+\s++(?:GMT|UTC?|Z|[+-]\d{4})$",
)
"""A date as mail and feeds have it (RFC 5322)."""
_IN_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y")
"""Days with the name of the month, as people write them."""
_NO_TAG = frozenset(
    (
        "",
        "未分类",
        "未分類",
        "无分类",
        "默认分类",
        "无标签",
        "暂无标签",
        "uncategorized",
        "uncategorised",
        "untagged",
        "no tags",
        "none",
        "null",
    )
)
"""What a site writes where a page has no tag or category."""


def canonical(values: Mapping[str, object]) -> dict[str, object]:
    """Metadata by canonical keys and `title`; lists of authors and tags without repetition,
    dates as `YYYY-MM-DD[ HH:MM:SS]`.

    Keys that are canonical already (`source`, `original`) stay what they are,
    so that canonical metadata comes back unchanged.
    """
    found: dict[str, object] = {}
    rest: dict[str, object] = {}
    lists: dict[str, list[str]] = {name: [] for name in _LISTS}
    for key, value in _unfolded(values):
        name = _named(key)
        if key in ("source", "original") and isinstance(value, Mapping):
            before = _mapping(found.get(key))
            if key == "source" and before.get("url", value.get("url")) != value.get("url", before.get("url")):
                rest["url"] = before["url"]
            found[key] = {**before, **value}
        elif _empty(value):
            continue
        elif name in _LISTS and (items := _items(value, name == "tags")) is not None:
            lists[name].extend(items)
        elif name in ("date", "updated") and name not in found and (date := date_of(value)):
            found[name] = date
        elif (
            name in ("title", "description", "language", "license")
            and name not in found
            and isinstance(value, str | int | float)
        ):
            found[name] = re.sub(r"\s+", " ", str(value)).strip()
        elif (
            isinstance(value, str)
            and (name == "url" or key.lower() in _ADDRESSES and _ADDRESS.fullmatch(value.strip()))
            and "url" not in _mapping(found.get("source"))
        ):
            found["source"] = {"url": value.strip(), **_mapping(found.get("source"))}
        else:
            rest[key] = value
    for name, items in lists.items():
        if unique := named(items) if name == "tags" else persons(items):
            found[name] = unique
    if rest:
        found["original"] = {**_mapping(found.get("original")), **rest}
    return {key: found[key] for key in ("title", *META_ORDER) if key in found}


def _named(key: str) -> str | None:
    return _CANONICAL.get(key.lower().replace("-", "_").replace(" ", "_").removeprefix(_COLUMN))


_COLUMN = "post_"
"""How WordPress names the columns of a post, and what is written from its tables."""


_FOLDS = frozenset(("taxonomies", "extra", "params"))
"""Tables in which generators keep what is a site's own: among it lists that others have at the top."""


def _unfolded(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The keys and values of metadata, the tags and authors of such tables among them."""
    for key, value in values.items():
        if key in _FOLDS and isinstance(value, Mapping):
            lists = {inner: held for inner, held in value.items() if _named(str(inner)) in _LISTS}
            yield from lists.items()
            value = {inner: held for inner, held in value.items() if inner not in lists}
        yield key, value


def in_its_language(meta: Mapping[str, object], text: str) -> dict[str, object]:
    """Metadata with the language of the text; one that was declared and is not it is kept in `original`."""
    declared = str(meta.get("language") or "")
    language = agreed(declared, text)
    if language == declared:
        return dict(meta)
    kept = {key: value for key, value in meta.items() if key != "language"}
    if declared:
        kept["original"] = {**_mapping(kept.get("original")), "language": declared}
    return {**kept, "language": language} if language else kept


def date_of(value: object) -> str | None:
    """A date as `YYYY-MM-DD`, with the time and the zone where there is one; None for what is no date."""
    said = str(value).strip()
    if _MAILED.match(said):
        try:
            said = parsedate_to_datetime(said).isoformat(" ")
        except ValueError:
            return None
    match = _DATE.match(said)
    if match is None:
        return _in_words(said)
    day = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    time = match[4]
    if time and len(time.split(":")[0]) == 1:
        time = "0" + time
    try:
        datetime.fromisoformat(f"{day} {time}" if time else day)
    except ValueError:
        return None
    return " ".join(part for part in (day, time, match[5] if time else None) if part)


def _in_words(said: str) -> str | None:
    for form in _IN_WORDS if said[-4:].isdecimal() and len(said) < _LONGEST_DAY else ():
        try:
            return strftime("%Y-%m-%d", strptime(said, form))
        except ValueError:
            continue
    return None


_LONGEST_DAY = 24


def impossible(meta: Mapping[str, object]) -> list[str]:
    """Dates among those kept in `original` that are written as dates and name no day or no time, as `key: value`."""
    kept = _mapping(meta.get("original"))
    return [
        f"{key}: {value}"
        for key, value in kept.items()
        if _CANONICAL.get(key.lower()) in ("date", "updated")
        and (_DATE.match(said := str(value).strip()) or _MAILED.match(said))
        and date_of(value) is None
    ]


def ahead(meta: Mapping[str, object], last: str) -> list[str]:
    """The dates of a header that lie behind a day, as `key: day`."""
    days = ((key, (date_of(meta.get(key)) or "")[:10]) for key in ("date", "updated"))
    return [f"{key}: {day}" for key, day in days if day and day > last]


def words(text: str) -> list[str]:
    """The keywords of one line, cut at the separator it uses."""
    text = text.strip().strip("。.;；,，、")
    for separators in (r"[;；]", r"[,，、]", r"\s*[|｜]\s*", r"\s+/\s+|\s{2,}"):
        if re.search(separators, text):
            return [part for part in (piece.strip(" \t\u3000*_`。.") for piece in re.split(separators, text)) if part]
    return [text.strip("*_` ")] if text else []


_SEVERAL = regex(rf"[{chinese.CLASS}]{{2,4}}(?:\s?[,，]\s?[{chinese.CLASS}]{{2,4}})++")
"""Chinese names side by side; a comma in others may be part of one ("Google, Inc.")."""


_BY = regex(r"^(?:By |(?:作者|撰文|文)\s?[:：]\s?)(?=\S)")


def people(said: str) -> list[str]:
    """The names in what a line says of authors; what an article follows goes on with the name before it."""
    signs = r"\s*[,，、;；]\s*" if _SEVERAL.fullmatch(said) else r"\s*[、;；]\s*|\s+(?:and|&)\s+(?!the\b)"
    names = (_BY.sub("", name) for name in re.split(signs, said))
    return [name for name in names if name]


def named(items: Iterable[str]) -> list[str]:
    """Names of authors or tags, each once, without those that say that there is none."""
    return list(dict.fromkeys(item for item in items if item.strip().lower() not in _NO_TAG))


def persons(items: Iterable[str]) -> list[str]:
    """Names of authors, each once; of one that is written with other capitals and spaces too (`linxia`, `Lin Xia`) the
    fuller form, in the place of the first."""
    found: dict[str, str] = {}
    for name in named(items):
        key = re.sub(r"[\W_]+", "", name).casefold() or name
        found[key] = max(name, found.get(key, name), key=_fullness)
    return list(found.values())


def _fullness(name: str) -> int:
    """How many capitals and spaces a name is written with."""
    return sum(char.isupper() or char.isspace() for char in name)


def merged(meta: Mapping[str, object], **more: object) -> dict[str, object]:
    """Metadata with more of it: lists grow, what is there already stays."""
    values = dict(meta)
    for key, value in more.items():
        if key in _LISTS and isinstance(value, Iterable) and not isinstance(value, str):
            have = values.get(key)
            every = map(str, (*(have if isinstance(have, list) else []), *value))
            values[key] = named(every) if key == "tags" else persons(every)
        elif key == "original":
            values[key] = {**_mapping(values.get(key)), **_mapping(value)}
        else:
            values.setdefault(key, value)
    return {key: values[key] for key in ("title", *META_ORDER, *values) if key in values}


def _items(value: object, split: bool) -> list[str] | None:
    if isinstance(value, str):
        return (
            words(value)
            if split
            else [part.strip() for part in re.split(r"[,，、;；]|(?<!\s)\s++and\s++(?!the\b)", value) if part.strip()]
        )
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, Mapping) and isinstance(name := value.get("name"), str):
        return [name.strip()]
    if isinstance(value, list):
        out: list[str] = []
        for item in value:
            inner = (
                _items(item, False)
                if isinstance(item, list)
                else [str(item).strip()]
                if isinstance(item, str | int | float)
                else None
            )
            if isinstance(item, Mapping) and isinstance(item.get("name"), str):
                inner = [str(item["name"])]
            if inner is None:
                return None
            out.extend(inner)
        return out
    return None


def _empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _mapping(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, Mapping) else {}
