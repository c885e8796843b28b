"""What each tag is, and what stands for one that encloses nothing: an image, a link, a film, a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from proofpress.languages import is_known
from proofpress.origins.tags.gitbook import LEADS, block, reference
from proofpress.origins.tags.grammar import Args, Tag
from proofpress.origins.tags.themes import ADDRESS, THEMES, is_style, parts, repository
from proofpress.regex import regex

_ENDS = regex(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)\b", re.I)
_PICTURE = regex(rf"{_ENDS.pattern}|^(?:https?://|/)(?!.*\.\w{{2,5}}$)", re.I)
_PARTED = regex(",|::")
_COLOUR = regex(
    "(?:red|blue|green|orange|pink|purple|yellow|gr[ae]y|primary|success|info|warning|danger|default|flat"
    "|simple|modern)$"
)

Kind = Literal[
    "code", "quote", "drop", "unwrap", "raw", "comment", "details", "math", "diagram", "figure", "inline", "part"
]


def _figure(args: Args) -> str:
    """Hugo's `figure`, whose title is seen above its caption."""
    return image(args, titled=True)


def image(args: Args, *, titled: bool = False) -> str:
    """Hexo's `img` and `asset_img`, with classes before the address and sizes behind it;
    `figure` and `include` by name. A caption stands below, as it is seen, and so does the title of a `titled` one."""
    address = args.get("src", "url", "image", "image_path", "path", "link", "file")
    alt = args.get("alt", "caption", "title", "description")
    rest = list(args.all)
    if not address:
        at = next((index for index, word in enumerate(rest) if _PICTURE.search(word)), None)
        if at is None:
            return ""
        address, rest = (
            rest[at],
            [
                word
                for word in rest[at + 1 :]
                if not re.fullmatch(r"\d+(?:px|%)?|true|false|(?:left|right|center)", word)
            ],
        )
        alt = alt or " ".join(rest)
    given = ((key, args.named.get(key)) for key in ("title", "caption", "attr"))
    caption = "\n\n".join(said for key, said in given if said and (said != alt or titled or key == "caption"))
    title = ""
    if quoted := _QUOTED.fullmatch(alt):
        title, alt = quoted[1], quoted[2] or quoted[1]
    shown = f' "{title}"' if title and title != alt else ""
    made = f"![{flat(alt)}]({spelled(address)}{shown})"
    if (leads := args.named.get("link", "")) and leads != address:
        made = f"[{made}]({spelled(leads)})"
    return f"{made}\n\n{caption}" if caption else made


_QUOTED = regex(r"\"([^\"\n]+)\"(?: +\"([^\"\n]*)\")?")
"""The title and the alternative text of Hexo's pictures, in quotation marks inside of quotation marks."""


def is_picture(address: str) -> bool:
    """Whether an address ends as a picture's does."""
    return _ENDS.search(address) is not None


def _include(args: Args) -> str:
    """Jekyll's `include file.html key="value"`: a picture, what the tag of the file's name stands for,
    or the words it is given."""
    stem = re.sub(r"\.\w+$", "", args.all[0].rsplit("/", 1)[-1]) if args.all else ""
    if (
        stem != "include"
        and (handler := INLINE.get(stem)) is not None
        and (made := handler(args._replace(all=args.all[1:])))
    ):
        return made
    if args.all and args.all[0].endswith((".md", ".mdx")):
        return _page(args)
    provider = INLINE.get(args.get("provider"))
    if provider and args.named.get("id"):
        return provider(args)
    said = args.get("content", "text", "message", "body", "quote")
    title = args.get("title", "summary", "heading")
    if said and not _PICTURE.search(said):
        return f"\n\n> **{flat(title)}**\n>\n> {flat(said)}\n\n" if title else f"\n\n> {flat(said)}\n\n"
    term, told = args.get("word", "term", "title", "name"), args.get("definition", "description", "tooltip", "meaning")
    if term and told:
        return f"{flat(term)} ({flat(told)})"
    if (
        len(args.named) == 1
        and (word := args.get("version", "label", "name", "title", "value", "term", "key"))
        and len(word) <= 40
    ):
        return flat(word)
    return image(args) or flat(args.get("caption"))


def _video(url: str) -> Callable[[Args], str]:
    def handler(args: Args) -> str:
        if found := ADDRESS.search(args.raw):
            return f"<{found[0]}>"
        ident = args.get("id", "v", "video", "bvid", "bv", at=0)
        return f"<{url.format(ident)}>" if ident and re.fullmatch(r"[\w./=?&-]+", ident) else ""

    return handler


def _embedded(args: Args) -> str:
    """GitBook's `embed url="…"` and `file src="…"`: a link to what a reader would see or fetch."""
    address = args.get("url", "src", "href", at=0)
    said = args.get("caption", "title", "name", "alt")
    if address and said:
        return f"[{flat(said)}]({spelled(address)})"
    if re.match(r"https?://", address):
        return f"<{address}>" if re.fullmatch(r"[!-;=?-~]+", address) else f"[{flat(address)}]({spelled(address)})"
    return f"[{flat(address.rsplit('/', 1)[-1])}]({spelled(address)})" if address else ""


def _page(args: Args) -> str:
    """A link to another page of the source, under the name of its file."""
    address = reference(args)
    name = flat(re.sub(r"\.\w+$", "", address.rstrip("/").rsplit("/", 1)[-1]))
    return f"[{name or address}]({spelled(address)})" if address else ""


def _gist(args: Args) -> str:
    return f"<https://gist.github.com/{'/'.join(args.all[:2])}>" if args.all else ""


def _status(args: Args) -> str:
    user, ident = args.get("user", at=0), args.get("id", at=1)
    if len(args.all) == 1 and re.fullmatch(r"\d{6,}", args.all[0]):
        user, ident = "i", args.all[0]
    return (
        f"<https://x.com/{user}/status/{ident}>"
        if user and ident
        else f"<{args.all[0]}>"
        if args.all and args.all[0].startswith("http")
        else ""
    )


def _post_link(args: Args) -> str:
    """Hexo's `post_link name-of-its-file words`: a link to the file of that post."""
    return _asset_link(args._replace(all=(_post_url(args), *(args.all[1:] or args.all)))) if args.all else ""


def _asset_link(args: Args) -> str:
    words = [word for word in args.all[1:] if word not in ("true", "false")]
    return f"[{flat(' '.join(words) or args.all[0].rsplit('/', 1)[-1])}]({spelled(args.all[0])})" if args.all else ""


def _link(args: Args) -> str:
    """Hexo's `link text url`; Jekyll's `link path`, and Hugo's `ref`, which stand where an address stands."""
    if _PARTED.search(args.raw) and (made := _listed(args)):
        return made
    if (given := args.get("href", "url", "to")) and (words := args.get("content", "text", "label", "title")):
        return f"[{flat(words)}]({spelled(given)})"
    url = next((word for word in args.all if re.match(r"https?://", word)), "")
    if url:
        at = args.all.index(url)
        text = " ".join(args.all[:at] or args.all[1:2])
        return f"[{flat(text)}]({url})" if text else f"<{url}>"
    return spelled(args.get("path", "href", "url", "to", at=0))


def _post_url(args: Args) -> str:
    path = args.get(at=0)
    return spelled(path if re.search(r"\.\w{2,8}$", path) else path + ".md") if path else ""


def _listed(args: Args, *, all_of_it: bool = True) -> str:
    """What themes write between commas or double colons in any order, `title, description, address, style`: a link, and
    what more is said of it, for a button the name of an icon; "" where no address is among them."""
    said = [one.strip().strip("\"'") for one in args.raw.split("::")] if "::" in args.raw else parts(args)
    url = next((part for part in said if re.match(r"https?://\S+$|/\S*$", part)), "")
    told = [part for part in said if part != url and not is_style(part) and not re.match(r"https?://|/", part)]
    more = f" {flat(', '.join(told[1:]))}" if all_of_it and len(told) > 1 else ""
    return f"[{flat(told[0])}]({spelled(url)}){more}" if url and told else f"<{url}>" if "://" in url else ""


def _button(args: Args) -> str:
    if _PARTED.search(args.raw):
        return _listed(args, all_of_it=False)
    words = list(args.all)
    url = next(
        (word.rstrip(",") for word in words if re.match(r"https?://|/", word)),
        args.get("href", "url", "link", "relref"),
    )
    text = " ".join(word for word in words if word != url) or args.get("text", "title", "name", "content", "label")
    more = f" ({flat(args.get('password'))})" if args.get("password") else ""
    return f"[{flat(text)}]({spelled(url)}){more}" if url and text else ""


def _badge(args: Args) -> str:
    return " ".join(word for index, word in enumerate(args.all) if not index or not _COLOUR.match(word))


def aside(args: Args) -> str:
    """A box in one tag (`{% note info, text %}`, `{message type="info" content="text"/}`): its text."""
    if given := args.get("content", "text", "message", "body"):
        return given
    said = parts(args)
    return ", ".join(said[1:]) if len(said) > 1 and is_style(said[0]) else ""


def _marked(args: Args) -> str:
    """`{% label primary@text %}` and its like: the text without its colour."""
    words = list(args.all)
    while len(words) > 1 and is_style(words[-1]):
        words.pop()
    return re.sub(r"^[\w-]{0,20}[ \t]?@[ \t]*", "", " ".join(words))


def _pdf(args: Args) -> str:
    url = args.all[0] if args.all else ""
    return f"[{flat(url.rsplit('/', 1)[-1])}]({spelled(url)})"


def _task(args: Args) -> str:
    """`{% checkbox checked, text %}`: the text, ticked or not."""
    words = " ".join(args.all).replace(",", " , ", 1).split()
    flags = {"checked", "times", "plus", "minus", "red", "green", "blue", "yellow", "cyan", "orange", "purple", ","}
    text = [word for index, word in enumerate(words) if index > 4 or word not in flags]
    return ("☑ " if "checked" in words[:3] else "☐ ") + " ".join(text)


def flat(text: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", re.sub(r"\s+", " ", text).strip())


def spelled(url: str) -> str:
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", url.strip())


_CODE = (
    "highlight",
    "codeblock",
    "code",
    "code_block",
    "prism",
    "codefence",
    "include_code",
    "code-toggle",
    "code-snippet",
)
_QUOTES = (
    "note",
    "notice",
    "hint",
    "alert",
    "callout",
    "admonition",
    "blockquote",
    "quote",
    "pullquote",
    "tip",
    "info",
    "warning",
    "danger",
    "caution",
    "important",
    "success",
    "error",
    "question",
    "attention",
    "cq",
    "centerquote",
    "message",
    "box",
    "panel",
    "noteblock",
    "toast",
)
INLINE: Mapping[str, Callable[[Args], str]] = {
    **THEMES,
    "asset_img": image,
    "img": image,
    "image": image,
    "fancybox": image,
    "lazyimg": image,
    "figure": _figure,
    "imgproc": image,
    "resize_image": image,
    "include": _include,
    "include_cached": _include,
    "picture": image,
    "responsive_image": image,
    "imgur": image,
    "asset_link": _asset_link,
    "post_link": _post_link,
    "link": _link,
    "ref": _link,
    "relref": _link,
    "asset_path": _link,
    "post_path": _link,
    "post_url": _post_url,
    "url_for": _link,
    "relurl": _link,
    "absurl": _link,
    "btn": _button,
    "button": _button,
    "youtube": _video("https://www.youtube.com/watch?v={}"),
    "vimeo": _video("https://vimeo.com/{}"),
    "bilibili": _video("https://www.bilibili.com/video/{}"),
    "stackblitz": _video("https://stackblitz.com/edit/{}"),
    "codesandbox": _video("https://codesandbox.io/s/{}"),
    "glitch": _video("https://glitch.com/~{}"),
    "instagram": _video("https://www.instagram.com/p/{}/"),
    "speakerdeck": _video("https://speakerdeck.com/player/{}"),
    "slideshare": _video("https://www.slideshare.net/{}"),
    "hackmd": lambda args: "" if args.raw.startswith("@themes") else _video("https://hackmd.io/{}")(args),
    "user": lambda args: f"@{args.raw}" if re.fullmatch(r"\w+", args.raw) else "",
    **dict.fromkeys(("youtuber", "youtubeLite", "youtubelite"), _video("https://www.youtube.com/watch?v={}")),
    "embed": _embedded,
    "file": _embedded,
    "content-ref": _page,
    "page-ref": _page,
    "partial": _page,
    "gist": _gist,
    "github": repository,
    "tweet": _status,
    "twitter": _status,
    "x": _status,
    "label": _marked,
    "mark": _marked,
    "pdf": _pdf,
    **dict.fromkeys(("checkbox", "radio"), _task),
    "badge": _badge,
    "emoji": lambda args: args.get(at=0),
    "include_relative": _include,
}
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(_CODE, "code"),
    **dict.fromkeys(_QUOTES, "quote"),
    **dict.fromkeys(INLINE, "inline"),
    "raw": "raw",
    "verbatim": "raw",
    "comment": "comment",
    "mermaid": "diagram",
    "echarts": "code",
    "flink": "code",
    "math": "math",
    "katex": "math",
    "mathjax": "math",
    "details": "details",
    "expand": "details",
    "collapsible": "details",
    "spoiler": "details",
    "fold": "details",
    "cut": "details",
    "folding": "details",
    "collapse": "details",
    "hide": "details",
    "hideToggle": "details",
    "hideBlock": "details",
    "tab": "part",
    "subtabs": "unwrap",
    "group": "unwrap",
    "caption": "figure",
    "tabs": "unwrap",
    "code-tabs": "unwrap",
    "code-tabs-item": "part",
    "tabitem": "part",
    "accordion": "part",
    "timeline": "part",
    "timenode": "part",
    "timelineItem": "part",
    **dict.fromkeys(LEADS, "part"),
}
"""What each tag is. One that is not here goes, and what it encloses stays."""


def kind_in(tag: Tag) -> Kind:
    """What a tag is by what it is told: a box that stands folded is a disclosure, what encloses text of a language is
    code."""
    kind, args = kind_of(tag.name), tag.parsed
    if kind == "quote" and "false" in (args.get("open"), *(args.all[2:3] if tag.name == "admonition" else ())):
        return "details"
    if kind == "drop" and is_known(args.get("code", "lang", "language")):
        return "code"
    return kind


def kind_of(name: str) -> Kind:
    """What a tag is; a block of one of GitBook's integrations stands in a line of its own."""
    return "inline" if name.startswith("@") else KINDS.get(name, "drop")


def shown(tag: Tag) -> str:
    """What stands for a tag that encloses nothing."""
    return block(tag.parsed) if tag.name.startswith("@") else INLINE[tag.name](tag.parsed)
