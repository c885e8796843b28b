"""What Hexo's themes (NexT, Butterfly, Fluid, Volantis, Stellar) write into tags:
words with a style before or behind them, names, cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from proofpress.evidence import chinese
from proofpress.evidence.address import is_address
from proofpress.origins.tags.grammar import Args
from proofpress.regex import regex

_WORD_OF_STYLE = (
    r"#[0-9A-Fa-f]{3,8}|(?:rgba?|var)\([^()]*\)|red|blue|green|orange|pink|purple|yellow|cyan|gr[ae]y|black"
    "|white|light|dark|primary|success|info|warning|warn|danger|error|default"
    "|flat|simple|modern|disabled|no-icon|outline|larger|block|center|left|right|open|small|large|huge|ultra"
    r"|logo|bold|checked|times|plus|minus|quote|done|todo|child:\w+"
)
_STYLES = regex(rf"(?:{_WORD_OF_STYLE})(?:[\s:]+(?:{_WORD_OF_STYLE}))*", re.I)
ICON = regex(r"(?:fa[srlbd]?|iconfont|icon|mdi|bi|ti)(?:[ -][\w-]*)*+", re.I)
_FILE = regex(r"[^\s()<>\[\]\"']+\.\w{2,5}")
_SETTING = regex(r"[a-z_]+:\S*$")
ADDRESS = regex(r"https?://[^\s\"',<>()]+")


def parts(args: Args) -> list[str]:
    """What commas part, without quotation marks."""
    return [part.strip().strip("\"'") for part in args.raw.split(",")]


def is_style(text: str) -> bool:
    """True for colours, sizes and icons, and for nothing."""
    return not text or _STYLES.fullmatch(text) is not None or ICON.fullmatch(text) is not None


def words(args: Args) -> str:
    """`{% span red, text %}`, `{% u text %}`: the text."""
    said = parts(args)
    if len(said) > 1 and is_style(said[0]):
        said = said[1:]
    return ", ".join(said).strip()


def name(args: Args) -> str:
    """`{% fold info @name %}`, `{% folding blue open, name %}`, `{% hideToggle name,#fff %}`,
    `{% timeline 2022,green %}`: the name."""
    if given := args.get("title", "summary", "name", "header", "label"):
        return given
    if (at := re.match(r"[\w -]{0,30}@\s*(?=\S)", args.raw)) and is_style(at[0].rstrip("@ ").strip()):
        return args.raw[at.end() :].strip().strip("\"'")
    said = parts(args)
    if len(said) > 1:
        said = [part for part in said if not is_style(part)] or said[:1]
        return ", ".join(said)
    return " ".join(word for word in args.all if word not in ("open", "default", "..."))


def attribution(args: Args) -> str:
    """`{% blockquote author, source address title %}` as one line of Markdown."""
    if args.named:
        said, url = (
            ", ".join(args.get(key) for key in ("author", "source", "cite", "title") if args.get(key)),
            args.get("url", "link", "src", "attribution"),
        )
        return f"{said} <{url}>" if said and is_address(url) else said
    found = ADDRESS.search(args.raw)
    said = args.raw[: found.start()] if found else args.raw
    said = " ".join(said.replace('"', "").split())
    if not found:
        return said
    title = " ".join(args.raw[found.end() :].split()) or found[0]
    link = f"<{found[0]}>" if title == found[0] else f"[{title}]({found[0]})"
    return f"{said} {link}".strip()


def _around(left: str, right: str) -> Callable[[Args], str]:
    return lambda args: f"{left}{said}{right}" if (said := words(args)) else ""


def _first(args: Args) -> str:
    """`{% hideInline text,name,#fff,#000 %}`: the text that a button would show."""
    return parts(args)[0]


def _shown(args: Args) -> str:
    """A player, a frame: a link to what it would show."""
    if found := ADDRESS.search(args.raw):
        return f"<{found[0]}>"
    file = args.get("src", "file", "url", "mp4", "mp3")
    said = args.get("caption", "title", "alt") or file.rsplit("/", 1)[-1]
    return f"[{said}]({file})" if _FILE.fullmatch(file) else ""


def _picture(args: Args) -> str:
    found = ADDRESS.search(args.raw)
    file = found[0] if found else args.get("src", at=0)
    return f"![]({file})" if found or _FILE.fullmatch(file) else ""


def said(args: Args) -> str:
    """`{% blur text %}`, `{% text color:red words %}`: the words without what says how they look."""
    return " ".join(part for part in (_bare(part) for part in parts(args)) if part)


def _bare(part: str) -> str:
    return " ".join(word for word in part.split() if not is_style(word) and not _SETTING.match(word))


def _explained(args: Args) -> str:
    """`{% bubble term, what it is, #fff %}`, `{{< ruby "漢字" "かんじ" >}}`: the term, and what is said of it in
    brackets."""
    words = [word for word in (parts(args) if "," in args.raw else args.all) if not is_style(word)]
    return f"{words[0]} ({', '.join(words[1:])})" if len(words) > 1 else "".join(words)


def _read_aloud(args: Args) -> str:
    """`{% ruby 湿度|shī dù %}`: the word, and how it is read in the brackets of its script."""
    word, bar, reading = args.raw.strip().strip("\"'").partition("|")
    if not bar or not word.strip() or not reading.strip():
        return _explained(args) if not bar else word.strip() or reading.strip()
    left, right = ("（", "）") if chinese.count(word) else (" (", ")")
    return f"{word.strip()}{left}{reading.strip()}{right}"


def _heading(args: Args) -> str:
    """Stellar's `{% quot el:h2 words %}`: a heading, or words that are set apart."""
    level = re.search(r"\bel:h([1-6])\b", args.raw)
    return f"{'#' * int(level[1])} {said(args)}" if level else said(args)


def _copied(args: Args) -> str:
    """`{% copy command %}`: code."""
    words = re.sub(r"^(?:width|git|prefix):\S+\s+", "", args.raw.strip())
    mark = "``" if "`" in words else "`"
    return f"{mark}{words}{mark}" if words else ""


def repository(args: Args) -> str:
    path = args.get("repo") or parts(args)[0].split(" ")[0]
    return f"<https://github.com/{path}>" if re.fullmatch(r"[\w.-]+(?:/[\w.-]+)?", path) else ""


THEMES: Mapping[str, Callable[[Args], str]] = {
    **dict.fromkeys(("span", "p", "u", "wavy", "psw", "bold", "radio"), words),
    # By their tags: beside Chinese and signs, stars and tildes may open nothing.
    **dict.fromkeys(("emp", "em"), _around("<em>", "</em>")),
    **dict.fromkeys(("del", "s"), _around("<del>", "</del>")),
    "kbd": _around("<kbd>", "</kbd>"),
    **dict.fromkeys(("blur", "text", "hashtag", "nota", "reference", "progress"), said),
    "bubble": _explained,
    "ruby": _read_aloud,
    "quot": _heading,
    "copy": _copied,
    "inlineImg": _picture,
    "sup": _around("<sup>", "</sup>"),
    "sub": _around("<sub>", "</sub>"),
    "hideInline": _first,
    "inlineImage": _picture,
    "inlineimage": _picture,
    **dict.fromkeys(("audio", "video", "dplayer", "iframe", "asciinema"), _shown),
    "ghcard": repository,
    "mtitle": lambda args: f"**{said}**" if (said := args.get("title")) else "",
}
"""Tags that stand in a line, and what stands for them."""
