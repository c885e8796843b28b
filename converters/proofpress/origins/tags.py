"""Template tags in Markdown sources: Liquid and Nunjucks (`{% name … %}`, `{{ value }}`), Hugo's shortcodes (`{{< name … >}}`).

One table says what each tag is; the origins of the generators differ only in how they recognise a file. A tag in code or in
a code span is text. What stands between `raw` and `endraw`, and in code that a tag opens, is taken to the letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from proofpress.ledger import Ledger
from proofpress.passes.languages import guessed
from proofpress.passes.languages import name as language
from proofpress.repairs.lines import Change, Lines, code_spans, rewrite
from proofpress.source import Source

TAG = re.compile(
    r"\{%-?\s*(?P<liquid>/?[A-Za-z_][\w-]*)(?P<largs>(?:[^%{]|%(?!\})|\{(?!%))*+)%\}"
    r"|\{\{(?P<hugo>[<%])\s*(?P<hclose>/?)\s*(?P<hname>[A-Za-z][\w./-]*)(?P<hargs>(?:(?!\{\{[<%]|[>%]\}\}).)*?)(?P<hself>/?)\s*[>%]\}\}"
    r"|\{\{[<%]/\*(?P<escaped>(?:(?!\{\{[<%]).)*?)\*/[>%]\}\}"
    r"|\{\{-?(?![<%{])(?P<value>[^{}\n]+?)-?\}\}",
    re.S,
)
_ARGUMENT = re.compile(r"(?:(?P<name>[A-Za-z_][\w-]*)\s*(?:=|:(?!//))\s*)?(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s\"'`]+))")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)\b|^(?:https?://|/)(?!.*\.\w{2,5}$)", re.I)
_RAW = re.compile(r"^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*\n|\n?[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*\Z|\{%-?\s*(?:end)?raw\s*-?%\}", re.M)
_COLOUR = re.compile(r"(?:red|blue|green|orange|pink|purple|yellow|gr[ae]y|primary|success|info|warning|danger|default|flat|simple|modern)$")
_LONGEST_TAG = 2000

Kind = Literal["code", "quote", "drop", "unwrap", "raw", "comment", "details", "math", "diagram", "figure", "inline", "part"]


class Args(NamedTuple):
    """The arguments of a tag: by place, and by name."""

    all: tuple[str, ...]
    named: Mapping[str, str]
    raw: str = ""

    def get(self, *names: str, at: int | None = None) -> str:
        """The first that is there of several names, or the one at a place; "" for none."""
        for name in names:
            if self.named.get(name):
                return self.named[name]
        return self.all[at] if at is not None and at < len(self.all) else ""


class Tag(NamedTuple):
    """A tag at its place. `closes` marks `{% endx %}` and `{{< /x >}}`; a `value` is `{{ x }}`."""

    start: int
    end: int
    name: str
    args: str
    closes: bool = False
    alone: bool = False
    value: bool = False
    escaped: bool = False
    hugo: bool = False

    @property
    def parsed(self) -> Args:
        places: list[str] = []
        named: dict[str, str] = {}
        for found in _ARGUMENT.finditer(self.args):
            value = next((found[group] for group in ("double", "single", "tick", "bare") if found[group] is not None), "")
            if found["name"]:
                named[found["name"].lower()] = value
            elif value not in (",", "="):
                places.append(value.rstrip(","))
        return Args(tuple(places), named, self.args)


def _image(args: Args) -> str:
    """Hexo's `img` and `asset_img`, with classes before the address and sizes behind it; `figure` and `include` by name."""
    address = args.get("src", "url", "image", "image_path", "path", "link", "file")
    alt = args.get("alt", "caption", "title", "description")
    rest = list(args.all)
    if not address:
        at = next((index for index, word in enumerate(rest) if _PICTURE.search(word)), None)
        if at is None:
            return ""
        address, rest = rest[at], [word for word in rest[at + 1 :] if not re.fullmatch(r"\d+(?:px|%)?|true|false|(?:left|right|center)", word)]
        alt = alt or " ".join(rest)
    caption = args.get("caption", "title")
    image = f"![{_flat(alt)}]({_address(address)})"
    return f"{image}\n\n{caption}" if caption and caption != alt and "caption" in args.named else image


def _video(url: str) -> Callable[[Args], str]:
    def handler(args: Args) -> str:
        ident = args.get("id", "v", "video", at=0)
        return f"<{url.format(ident)}>" if ident and re.fullmatch(r"[\w./=?&-]+", ident) else ""

    return handler


def _gist(args: Args) -> str:
    return f"<https://gist.github.com/{'/'.join(args.all[:2])}>" if args.all else ""


def _status(args: Args) -> str:
    user, ident = args.get("user", at=0), args.get("id", at=1)
    return f"<https://x.com/{user}/status/{ident}>" if user and ident else f"<{args.all[0]}>" if args.all and args.all[0].startswith("http") else ""


def _post_link(args: Args) -> str:
    words = [word for word in args.all[1:] if word not in ("true", "false")]
    return f"[{_flat(' '.join(words) or args.all[0].rsplit('/', 1)[-1])}]({_address(args.all[0])})" if args.all else ""


def _link(args: Args) -> str:
    """Hexo's `link text url`; Jekyll's `link path`, and Hugo's `ref`, which stand where an address stands."""
    url = next((word for word in args.all if re.match(r"https?://", word)), "")
    if url:
        text = " ".join(args.all[: args.all.index(url)])
        return f"[{_flat(text)}]({url})" if text else f"<{url}>"
    return _address(args.get("path", at=0))


def _post_url(args: Args) -> str:
    path = args.get(at=0)
    return _address(path if re.search(r"\.\w{2,8}$", path) else path + ".md") if path else ""


def _button(args: Args) -> str:
    if "," in args.raw:
        parts = [part.strip().strip("\"'") for part in args.raw.split(",")]
        at = next((index for index, part in enumerate(parts) if re.match(r"https?://|/", part)), None)
        return f"[{_flat(parts[at + 1])}]({_address(parts[at])})" if at is not None and len(parts) > at + 1 and parts[at + 1] else ""
    words = list(args.all)
    url = next((word.rstrip(",") for word in words if re.match(r"https?://|/", word)), args.get("href", "url", "link", "relref"))
    text = " ".join(word for word in words if word != url) or args.get("text", "title", "name")
    return f"[{_flat(text)}]({_address(url)})" if url and text else ""


def _badge(args: Args) -> str:
    return " ".join(word for index, word in enumerate(args.all) if not index or not _COLOUR.match(word))


def _marked(args: Args) -> str:
    """`{% label primary@text %}` and its like: the text without its colour."""
    return re.sub(r"^[\w-]{0,20}@[ \t]*", "", " ".join(args.all))


def _pdf(args: Args) -> str:
    url = args.all[0] if args.all else ""
    return f"[{_flat(url.rsplit('/', 1)[-1])}]({_address(url)})"


def _task(args: Args) -> str:
    """`{% checkbox checked, text %}`: the text, ticked or not."""
    words = " ".join(args.all).replace(",", " , ", 1).split()
    flags = {"checked", "times", "plus", "minus", "red", "green", "blue", "yellow", "cyan", "orange", "purple", ","}
    text = [word for index, word in enumerate(words) if index > 4 or word not in flags]
    return ("☑ " if "checked" in words[:3] else "☐ ") + " ".join(text)


def _flat(text: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", re.sub(r"\s+", " ", text).strip())


def _address(url: str) -> str:
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", url.strip())


_CODE = ("highlight", "codeblock", "code", "code_block", "prism", "codefence", "include_code", "code-toggle", "code-snippet")
_QUOTES = (
    "note", "notice", "hint", "alert", "callout", "admonition", "blockquote", "quote", "pullquote", "tip", "info", "warning", "danger", "caution", "important", "success",
    "error", "question", "attention", "cq", "centerquote", "message", "box", "panel", "noteblock", "toast",
)
_INLINE: Mapping[str, Callable[[Args], str]] = {
    "asset_img": _image, "img": _image, "image": _image, "fancybox": _image, "lazyimg": _image, "figure": _image, "imgproc": _image, "resize_image": _image, "include": _image,
    "picture": _image, "responsive_image": _image, "imgur": _image, "asset_link": _post_link, "post_link": _post_link, "link": _link, "ref": _link, "relref": _link,
    "asset_path": _link, "post_path": _link, "post_url": _post_url, "url_for": _link, "relurl": _link, "absurl": _link, "btn": _button, "button": _button,
    "youtube": _video("https://www.youtube.com/watch?v={}"), "vimeo": _video("https://vimeo.com/{}"), "bilibili": _video("https://www.bilibili.com/video/{}"),
    "youtuber": _video("https://www.youtube.com/watch?v={}"), "gist": _gist, "github": _gist, "tweet": _status, "twitter": _status, "x": _status, "label": _marked, "mark": _marked, "pdf": _pdf, "checkbox": _task, "badge": _badge, "kbd": _badge,
}
KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(_CODE, "code"), **dict.fromkeys(_QUOTES, "quote"), **dict.fromkeys(_INLINE, "inline"),
    "raw": "raw", "verbatim": "raw", "comment": "comment", "mermaid": "diagram", "math": "math", "katex": "math", "mathjax": "math", "details": "details", "expand": "details",
    "spoiler": "details", "fold": "details", "folding": "details", "collapse": "details", "hide": "details", "hideToggle": "details", "hideBlock": "details", "tab": "part", "subtabs": "unwrap", "tabs": "unwrap",
    "tabitem": "part", "accordion": "part",
}
"""What each tag is. One that is not here goes, and what it encloses stays."""


@dataclass(slots=True)
class _Work:
    """One run over the tags of a source: the changes so far, and the blocks that stand open."""

    source: Source
    lines: Lines
    ledger: Ledger
    values: Mapping[str, object]
    partners: Mapping[int, Tag]
    changes: list[Change] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    done: set[int] = field(default_factory=set)


def find(text: str) -> list[Tag]:
    """The tags of a text, in order, code included."""
    if "{%" not in text and "{{" not in text:
        return []
    return [_tag(found) for found in TAG.finditer(text) if found.end() - found.start() < _LONGEST_TAG]


def outside_code(source: Source) -> list[Tag]:
    """The tags that a generator would have carried out: those outside code and code spans."""
    tags = find(source.text)
    if not tags:
        return []
    lines = Lines(source)
    return [tag for tag in tags if not _hidden(lines, tag.start)]


def expand(source: Source, ledger: Ledger, values: Mapping[str, object]) -> Source:
    """The source with every tag as the Markdown that it stands for. `values` is the front matter, for `{{ page.title }}`."""
    tags = find(source.text)
    if not tags:
        return source
    work = _Work(source, Lines(source), ledger, values, _partners(tags))
    at = 0
    for tag in tags:
        if tag.escaped and tag.start >= at and _hidden(work.lines, tag.start):
            # Hugo carries out shortcodes in code too, so that there they are written with marks of a comment.
            work.changes.append(Change(tag.start, tag.end, _unescaped(source, tag)))
            ledger.repaired(source.span(tag.start, tag.end), "a shortcode that was kept from being carried out", "防止执行的短代码写法")
        if tag.start < at or _hidden(work.lines, tag.start):
            continue
        at = _one(work, tag)
    for tag in work.open:
        ledger.doubted(source.span(tag.start, tag.end), f"the tag `{tag.name}` is never closed", f"标签 {tag.name} 没有结束")
    return rewrite(source, work.changes)


def _hidden(lines: Lines, offset: int) -> bool:
    line = lines.line_of(offset)
    if lines.code[line]:
        return True
    spans = code_spans(lines[line])
    if not spans:
        return False
    place = offset - lines.starts[line]
    index = bisect_right(spans, (place, 1 << 62)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


def _tag(found: re.Match[str]) -> Tag:
    start, end = found.span()
    if found["escaped"] is not None:
        return Tag(start, end, "", found["escaped"], escaped=True, hugo=True)
    if found["value"] is not None:
        return Tag(start, end, "", found["value"].strip(), value=True)
    if found["liquid"] is not None:
        name = found["liquid"]
        closes = name.startswith(("end", "/")) and len(name) > 3
        return Tag(start, end, re.sub(r"^(?:end_?|/)", "", name) if closes else name, found["largs"].strip().removesuffix("-").rstrip(), closes)
    return Tag(start, end, found["hname"], found["hargs"].strip(), bool(found["hclose"]), bool(found["hself"]), hugo=True)


def _one(work: _Work, tag: Tag) -> int:
    """Carry out one tag; the offset from which the next is looked for."""
    if tag.escaped:
        _put(work, tag, f"`{_unescaped(work.source, tag)}`")
        return tag.end
    if tag.value:
        _value(work, tag)
        return tag.end
    kind = KINDS.get(tag.name, "drop")
    if tag.closes:
        return tag.end if tag.start in work.done else _close(work, tag)
    close = work.partners.get(tag.start)
    if kind == "inline" and close is None:
        _put(work, tag, _INLINE[tag.name](tag.parsed))
        return tag.end
    if close is None:
        _put(work, tag, "")
        return tag.end
    if kind == "inline" and (url := tag.parsed.get("href", "url", "link", "relref", at=0)):
        work.changes += [Change(tag.start, tag.end, "["), Change(close.start, close.end, f"]({_address(url)})")]
        work.ledger.repaired(work.source.span(tag.start, tag.end), "a template tag as the Markdown that it stands for", "模板标签改为对应的 Markdown")
        work.done.add(close.start)
        return tag.end
    if kind in ("code", "diagram", "math", "raw", "comment"):
        return _literal(work, tag, close, kind)
    if kind == "drop" and "code" in tag.name:
        return _literal(work, tag, close, "code")
    _enclose(work, tag, close, kind)
    return tag.end


def _unescaped(source: Source, tag: Tag) -> str:
    left, right = ("<", ">") if source.text[tag.start + 2] == "<" else ("%", "%")
    return f"{{{{{left}{tag.args}{right}}}}}"


def _partners(tags: list[Tag]) -> dict[int, Tag]:
    """The tag that closes each, by the offset of the one that opens; of literal ones the first opens and the first closes."""
    found: dict[int, Tag] = {}
    waiting: dict[str, list[Tag]] = {}
    for tag in tags:
        if tag.value or tag.escaped or tag.alone:
            continue
        opened = waiting.setdefault(tag.name, [])
        if not tag.closes:
            opened.append(tag)
        elif opened:
            literal = KINDS.get(tag.name) in ("code", "raw", "comment", "diagram", "math")
            found[opened[0 if literal else -1].start] = tag
            del opened[0 if literal else -1 :]
    return found


def _value(work: _Work, tag: Tag) -> None:
    """`{{ site.baseurl }}` in an address is nothing; `{{ page.title }}` is in the front matter; any other value stays as code."""
    path = tag.args.split("|")[0].strip().strip("\"'")
    text = work.source.text
    before, after = text[max(tag.start - 2, 0) : tag.start], text[tag.end : tag.end + 1]
    literal = re.match(r"""^["']([^"']*)["']""", tag.args)
    if re.fullmatch(r"(?:site|config|\.Site|\$)\.?(?:baseurl|BaseURL|url|root|path)|baseurl|root", path) and (before.endswith(("(", "<", '"', "'", "]:", ": ", "}}")) or after == "/"):
        work.ledger.repaired(work.source.span(tag.start, tag.end), "the site's own address before a path", "路径前的站点地址")
        work.changes.append(Change(tag.start, tag.end, ""))
    elif literal:
        _put(work, tag, literal[1])
    elif path.startswith("page.") and isinstance(value := work.values.get(path[5:]), str | int):
        _put(work, tag, str(value))
    else:
        _put(work, tag, f"`{text[tag.start : tag.end]}`", repair=True)


def _put(work: _Work, tag: Tag, text: str, *, repair: bool = False) -> None:
    span = work.source.span(tag.start, tag.end)
    if text:
        if not repair:
            work.ledger.repaired(span, "a template tag as the Markdown that it stands for", "模板标签改为对应的 Markdown")
        else:
            work.ledger.doubted(span, "a value that only the site's generator knows", "只有站点生成器知道的值")
    else:
        work.ledger.removed(span, "a template tag with nothing to show here", "模板标签")
    work.changes.append(Change(tag.start, tag.end, text))


def _literal(work: _Work, tag: Tag, close: Tag, kind: Kind) -> int:
    """What a tag encloses to the letter: code, a diagram, a formula, raw text, a comment."""
    text = work.source.text
    inner = text[tag.end : close.start]
    span = work.source.span(tag.start, close.end)
    if kind == "comment":
        work.ledger.removed(span, "a comment in the template", "模板注释")
        work.changes.append(Change(tag.start, close.end, ""))
        return close.end
    if kind == "raw":
        for one in (tag, close):
            work.ledger.repaired(work.source.span(one.start, one.end), "a tag that keeps text from the template engine", "防止模板引擎处理的标签")
            work.changes.append(Change(one.start, one.end, ""))
        return close.end
    if kind == "math" and re.fullmatch(r"\s*(?:\$[^$]+\$|\$\$.+\$\$|\\{1,2}\(.+\\{1,2}\)|\\{1,2}\[.+\\{1,2}\])\s*", inner, re.S):
        _fence(work, tag, close, "", "")
        return close.end
    if kind == "math":
        inline = "\n" not in inner.strip() and "\n" in (text[close.end : close.end + 1] or "x") and text[tag.start - 1 : tag.start] not in ("", "\n")
        left, right = ("$", "$") if inline or "\n" not in inner and text[tag.start - 1 : tag.start] not in ("", "\n") else ("$$\n", "\n$$")
        _fence(work, tag, close, left, right)
        return close.end
    lang = "mermaid" if kind == "diagram" else _language(tag, inner)
    longest = max((len(run) for run in re.findall(r"`{3,}", inner)), default=0)
    mark = "`" * max(3, longest + 1)
    start, end = _fence(work, tag, close, f"{mark}{lang}\n", f"\n{mark}")
    for raw in _RAW.finditer(text[start:end]) if re.search(r"\{%-?\s*endraw", inner) else ():
        work.changes.append(Change(start + raw.start(), start + raw.end(), ""))
    return close.end


def _language(tag: Tag, inner: str) -> str:
    args = tag.parsed
    named = args.get("lang", "language", "type")
    first = next((word for word in args.all if re.fullmatch(r"[A-Za-z][\w+#-]*", word)), "") if tag.name in ("highlight", "prism", "code", "codefence") else ""
    lang = named or first
    if lang:
        return language(lang)
    if guess := guessed(inner.strip()):
        return guess
    if tag.name == "code-toggle" or re.match(r"\s*(?:\[[\w.'\"/+-]+\]\s*\n|[\w-]+\s*=\s)", inner):
        return "toml"
    return "text"


def _fence(work: _Work, tag: Tag, close: Tag, left: str, right: str) -> tuple[int, int]:
    """Fences in the place of two tags, each on a line of its own, at the indentation of the first; the offsets of what is between."""
    text = work.source.text
    line = text.rfind("\n", 0, tag.start) + 1
    indent = text[line : tag.start] if not text[line : tag.start].strip() else ""
    begins = "" if not text[line : tag.start].strip() or left == "$" else "\n\n"
    after = tag.end + (1 if left.endswith("\n") and text[tag.end : tag.end + 1] == "\n" else 0)
    before = close.start
    if right.startswith("\n"):
        while before > after and text[before - 1] in " \t":
            before -= 1
        if before > after and text[before - 1] == "\n":
            before -= 1
    ends = "\n\n" if right.startswith("\n") and text[close.end : close.end + 1] not in ("", "\n") else ""
    work.changes.append(Change(tag.start, after, begins + left))
    work.changes.append(Change(max(before, after), close.end, right.replace("\n", "\n" + indent) + ends))
    work.ledger.repaired(work.source.span(tag.start, tag.end), "a template tag as the Markdown that it stands for", "模板标签改为对应的 Markdown")
    return after, max(before, after)


def _enclose(work: _Work, tag: Tag, close: Tag, kind: Kind) -> None:
    """What encloses Markdown: a quote with its title in bold, a disclosure, a part with its name in bold; any other tag just goes."""
    args = tag.parsed
    text = work.source.text
    if kind == "quote":
        title = _title(tag, args)
        start = tag.end
        first = text.find("\n", start, close.start)
        lead = f"> **{title}**\n>\n" if title else ""
        if first < 0:
            work.changes.append(Change(tag.start, tag.end, lead + "> "))
        else:
            work.changes.append(Change(tag.start, first + 1 if not text[start:first].strip() else tag.end, lead if not text[start:first].strip() else lead + "> "))
            at = first + 1
            while at < close.start:
                if text[at : close.start].strip():
                    work.changes.append(Change(at, at, "> "))
                stop = text.find("\n", at, close.start)
                at = stop + 1 if stop >= 0 else close.start
        work.ledger.repaired(work.source.span(tag.start, tag.end), "a box as a quote", "提示框改为引用")
    elif kind == "details":
        title = args.get("title", "summary") or " ".join(word for word in args.all if word not in ("open", "default")) or "…"
        work.changes.append(Change(tag.start, tag.end, f"<details>\n<summary>{title.replace('<', '&lt;')}</summary>\n\n"))
        work.ledger.repaired(work.source.span(tag.start, tag.end), "a template tag as the Markdown that it stands for", "模板标签改为对应的 Markdown")
    elif kind == "part":
        title = args.get("title", "name", "header") or " ".join(args.all)
        work.changes.append(Change(tag.start, tag.end, f"**{title}**\n\n" if title else ""))
        work.ledger.repaired(work.source.span(tag.start, tag.end), "a tab as text under its name", "标签页改为带名称的正文")
    else:
        _put(work, tag, "")
    work.open.append(tag)


def _title(tag: Tag, args: Args) -> str:
    title = args.get("title", "header", "heading")
    if title or tag.name in ("blockquote", "quote", "pullquote", "cq", "centerquote"):
        return title or ", ".join(word for word in args.all if word)
    words = [word for word in args.all if not re.fullmatch(r"[a-z-]+|#\w+", word)]
    kinds = [word for word in args.all if re.fullmatch(r"[a-z-]+", word)]
    return " ".join(words) or (kinds[0] if kinds and not words else tag.name if tag.name not in ("note", "box", "panel", "message", "callout") else args.get("type")).capitalize()


def _close(work: _Work, tag: Tag) -> int:
    """The end of what stands open by that name, or a tag that closes nothing."""
    opened = next((one for one in reversed(work.open) if one.name == tag.name), None)
    kind = KINDS.get(tag.name, "drop")
    if opened is None:
        _put(work, tag, "")
        return tag.end
    work.open.remove(opened)
    work.ledger.removed(work.source.span(tag.start, tag.end), "the end of a template tag", "模板标签的结束")
    text = work.source.text
    if kind == "details":
        work.changes.append(Change(tag.start, tag.end, "\n\n</details>\n"))
    else:
        line = text.rfind("\n", 0, tag.start) + 1
        alone = not text[line : tag.start].strip(" >\t")
        work.changes.append(Change(line if alone and kind == "quote" else tag.start, tag.end, "\n" if alone else ""))
    return tag.end
