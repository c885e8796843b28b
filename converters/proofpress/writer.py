"""Document → canonical Markdown: the one form that Python-Markdown, CommonMark and GFM read alike.

Each node has one way to be written. The tree must be in normal form (`normal.normalise`), and what it cannot say (an
address with a newline, a cell with a list) does not occur there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

import yaml

from proofpress import escapes
from proofpress.escapes import PARTED, Context
from proofpress.evidence import chinese
from proofpress.markdown import metadata
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.tree import (
    Align,
    Block,
    Break,
    Code,
    Container,
    Definitions,
    Delete,
    Details,
    Document,
    Emphasis,
    Footnote,
    FootnoteReference,
    Heading,
    HtmlBlock,
    Image,
    Inline,
    InlineCode,
    InlineHtml,
    InlineMath,
    Item,
    Link,
    List,
    Math,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Tagged,
    Text,
    ThematicBreak,
)

META_ORDER = ("date", "updated", "authors", "description", "tags", "language", "license", "source", "original")
INDENT = "    "


def write(document: Document) -> str:
    """The document as one text that ends with a newline; an empty document is an empty text."""
    return under(front_matter(document.meta), body(document))


def body(document: Document) -> str:
    """The document without its front matter; it ends with a newline, or is empty."""
    lines = _blocks(document.children)
    return "\n".join(lines) + "\n" if lines else ""


def under(head: str, body: str) -> str:
    """A body under its front matter; without one, a blank line keeps MkDocs from taking `Key: text` for metadata."""
    return f"{head}\n{body}" if body and (head or metadata.length(body)) else head + body


def front_matter(meta: Mapping[str, object]) -> str:
    """The canonical header: known keys in their order, then the others; empty values left out;
    "" where nothing is left."""
    known = {key: meta[key] for key in META_ORDER if meta.get(key) not in (None, "", [], {}, ())}
    known |= {key: value for key, value in meta.items() if key not in known and value not in (None, "", [], {}, ())}
    if not known:
        return ""
    text = "".join(_plain(key, value) or _dumped({key: value}) for key, value in known.items())
    return f"---\n{text}---\n"


def _dumped(known: Mapping[str, object]) -> str:
    text: str = yaml.dump(
        known, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20, default_flow_style=False
    )
    return text


_IN_WORD = rf"[\w{chinese.CLASS}./()+，。、（）；：？！-]"
_PLAIN = regex(
    rf"[A-Za-z{chinese.CLASS}]{_IN_WORD}*(?: {_IN_WORD}+)*|https?://[\w./%=&?~@+-]+|\d{{4}}-\d\d-\d\d"
    r"|(?=[\da-f]*[acdf])[1-9a-f][\da-f]{63}",
    re.ASCII,
)
_WORDS_OF_YAML = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))


def _plain(key: str, value: object) -> str:
    """What YAML writes for a value that is plain words, a list or a mapping of such; "" for any other."""
    if isinstance(value, str):
        return f"{key}: {value}\n" if _is_plain(key) and _is_plain(value) else ""
    if isinstance(value, Mapping):
        inner = [_plain(name, entry) if isinstance(entry, str) else "" for name, entry in value.items()]
    elif isinstance(value, list | tuple):
        inner = [f"- {entry}\n" if isinstance(entry, str) and _is_plain(entry) else "" for entry in value]
    else:
        return ""
    return f"{key}:\n" + "".join(f"  {line}" for line in inner) if _is_plain(key) and all(inner) else ""


def _is_plain(word: object) -> bool:
    return (
        isinstance(word, str)
        and _PLAIN.fullmatch(word) is not None
        and word.lower() not in _WORDS_OF_YAML
        and (not word[0].isdigit() or not _is_no_day(word))
    )


_TIME = "tag:yaml.org,2002:timestamp"
_READS_TIMES = dict(yaml.SafeLoader.yaml_implicit_resolvers["2"])[_TIME]


def _is_no_day(word: str) -> bool:
    """Whether YAML takes a text for a day or a time that no calendar has, and cannot read the header for it."""
    if _READS_TIMES.match(word) is None:
        return False
    try:
        yaml.SafeLoader("").construct_yaml_timestamp(yaml.ScalarNode(_TIME, word))
    except (ValueError, OverflowError):
        return True
    return False


class _Dumper(yaml.SafeDumper):
    """Block style with lists indented under their key, as people write it; days and times stand bare, but those that
    there are none of."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: tuple[bool, bool]) -> object:
        if kind is yaml.ScalarNode and implicit[0] and isinstance(value, str) and _is_no_day(value):
            return _TIME
        return super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_representer(tuple, lambda dumper, data: dumper.represent_list(list(data)))


# Blocks


def _blocks(nodes: tuple[Block, ...], *, in_element: bool = False) -> list[str]:
    """Lines of blocks, a blank line between two, and a comment between two lists that would be read as one.

    `in_element`: they stand in an element of HTML, where the site's parser takes its end in code for one.
    """
    lines: list[str] = []
    last: Block | None = None
    for node in nodes:
        if last is not None:
            lines.append("")
        if isinstance(last, List) and isinstance(node, List) and last.ordered == node.ordered:
            lines.extend((PARTED, ""))
        lines.extend(_block(node, in_element))
        last = node
    return lines


def _block(node: Block, in_element: bool = False) -> list[str]:
    match node:
        case Paragraph():
            return [escapes.block_start(_inlines(node.children, in_element=in_element))]
        case Heading():
            return ["#" * node.depth + " " + escapes.heading_end(_inlines(node.children, in_element=in_element))]
        case ThematicBreak():
            return ["---"]
        case Quote():
            return [f"> {line}" if line else ">" for line in _blocks(node.children, in_element=in_element)]
        case List():
            return _list(node, in_element)
        case Code():
            return _code(node)
        case Math():
            return ["$$", *node.value.split("\n"), "$$"]
        case Table():
            return _table(node, in_element)
        case Details():
            # Python-Markdown reads what is in an element that asks for it; any other it passes on as it is, tags in
            # code with it.
            opened = " open" if node.open else ""
            return [
                f'<details markdown="1"{opened}><summary>{_summary(node.summary)}</summary>',
                "",
                *_blocks(node.children, in_element=True),
                "",
                "</details>",
            ]
        case Container():
            title = escapes.box_title(node.title)
            mark = (
                f'=== "{title}"' if node.kind == "tab" else f"!!! {node.kind}" + (f' "{title}"' if node.title else "")
            )
            return [mark, "", *_indented(_blocks(node.children, in_element=in_element))]
        case Definitions():
            return _definitions(node, in_element)
        case Footnote():
            lines = _blocks(node.children)
            return [f"[^{node.label}]: {lines[0]}" if lines else f"[^{node.label}]:", *_indented(lines[1:])]
        case HtmlBlock():
            return node.value.split("\n")
        case _:
            assert_never(node)


def _indented(lines: list[str], indent: str = INDENT) -> list[str]:
    return [indent + line if line else "" for line in lines]


def _summary(text: str) -> str:
    """A summary, which is plain text: in a quote, the site would read two dollars in it as a formula."""
    text = html.escape(text, quote=False)
    return text.replace("$", "&#36;") if text.count("$") > 1 else text


def _list(node: List, in_element: bool) -> list[str]:
    tight = all(is_tight(item) for item in node.items)
    lines: list[str] = []
    for index, item in enumerate(node.items):
        marker = "-" if node.start is None else f"{_number(node.start, index, item)}."
        task = "" if item.checked is None else "[x] " if item.checked else "[ ] "
        first, *rest = item.children
        content = _block(first, in_element)
        if isinstance(first, List):
            marker = marker.ljust(len(INDENT) - 1)
        if tight:
            body = [line for block in rest for line in _block(block, in_element)]
        else:
            body = ["", *_blocks(tuple(rest), in_element=in_element)] if rest else []
        if lines and not tight:
            lines.append("")
        lines.append(f"{marker} {task}{content[0]}")
        lines.extend(_indented(content[1:] + body, " " * max(len(INDENT), len(marker) + 1)))
    return lines


def _number(start: int, index: int, item: Item) -> int:
    """The number of an item; parsers count by themselves from the first, three digits would push the item's blocks out
    of the four columns that all parsers agree on, and ten are no number of an item (CommonMark 0.31.2, section 5.2)."""
    number = start + index
    return min(number, 99 if len(item.children) > 1 else 10**9 - 1) if index else number


def is_tight(item: Item) -> bool:
    """Whether an item is a paragraph, and at most one list of such below it: no blank line parts it from the next."""
    nested = item.children[1:]
    if isinstance(item.children[0], List):
        return False
    # Without a blank line between them the site's parser takes two lists of different kinds for one, and CommonMark a
    # number other than 1 for a word of the paragraph (0.31.2, section 5.3).
    return len(nested) < 2 and all(
        isinstance(block, List) and block.start in (None, 1) and all(map(is_tight, block.items)) for block in nested
    )


def _code(node: Code) -> list[str]:
    fence = fence_around(node.value)
    return [f"{fence}{node.lang or 'text'}", *node.value.split("\n"), fence]


_RULES: dict[Align, str] = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def _table(node: Table, in_element: bool) -> list[str]:
    header, *body = node.rows
    rule = "| " + " | ".join(_RULES[align] for align in node.align) + " |"
    return [_row(header, in_element), rule, *(_row(row, in_element) for row in body)]


def _row(row: Row, in_element: bool) -> str:
    # Some readers look for a second dollar past the bar.
    dollars = sum(_signs(cell.children)[0] for cell in row.cells)
    cells = (_inlines(cell.children, dollars, in_cell=True, in_element=in_element) for cell in row.cells)
    return "| " + " | ".join(cells) + " |"


def _definitions(node: Definitions, in_element: bool) -> list[str]:
    lines: list[str] = []
    for term, bodies in node.entries:
        if lines:
            lines.append("")
        lines.append(escapes.block_start(_inlines(term, in_element=in_element)))
        for body in bodies:
            first, *rest = _blocks(body, in_element=in_element)
            lines.extend(("", f":   {first}", *_indented(rest)))
    return lines


# Inlines


def _inlines(nodes: tuple[Inline, ...], dollars: int = 0, *, in_cell: bool = False, in_element: bool = False) -> str:
    """Inlines of a line that has at least so many dollars."""
    own, tildes = _signs(nodes)
    return _run(nodes, Context(max(own, dollars) > 1, tildes > 1, in_cell=in_cell, in_element=in_element))


def _signs(nodes: tuple[Inline, ...]) -> tuple[int, int]:
    """How many dollars and tildes a reader of the line would see."""
    dollars = tildes = 0
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            dollars += node.value.count("$")
            tildes += node.value.count("~")
        elif isinstance(node, InlineCode):
            dollars += node.value.count("$")
        elif isinstance(node, InlineMath):
            dollars += 2
        elif isinstance(node, Emphasis | Strong | Delete | Tagged | Link):
            tildes += 2 * isinstance(node, Delete)
            stack.extend(node.children)
    return dollars, tildes


def _run(nodes: tuple[Inline, ...], context: Context) -> str:
    parts: list[str] = []
    for index, node in enumerate(nodes):
        if isinstance(node, Text):
            after = nodes[index + 1] if index + 1 < len(nodes) else None
            beside = Context(
                context.dollars,
                context.tildes,
                context.in_link,
                context.in_cell,
                before_bracket=isinstance(after, Link | FootnoteReference),
                after_inline=index > 0 and not isinstance(nodes[index - 1], Break),
            )
            written = escapes.text(node.value, beside)
            # `[^1](` would be a link, and with a backslash a formula.
            cited = index > 0 and isinstance(nodes[index - 1], FootnoteReference)
            parts.append(f"&#{ord(written[0])};{written[1:]}" if cited and written[:1] in ("(", "[") else written)
        else:
            parts.append(_inline(node, context))
    return "".join(parts)


def _inline(node: Inline, context: Context) -> str:
    match node:
        case Text():
            return escapes.text(node.value, context)
        case Emphasis():
            return f"*{_run(node.children, context)}*"
        case Strong():
            return f"**{_run(node.children, context)}**"
        case Delete():
            return f"~~{_run(node.children, context)}~~"
        case Tagged():
            return f"<{node.tag}>{_run(node.children, context)}</{node.tag}>"
        case InlineCode():
            return _code_span(node.value, context)
        case InlineMath():
            return f"${node.value}$"
        case Break():
            return "<br>"
        case Link():
            return _link(node, context)
        case Image():
            alt = escapes.text(
                node.alt,
                Context(dollars="$" in node.alt, tildes="~" in node.alt, in_link=True, in_cell=context.in_cell),
            )
            return f"![{alt}]({_target(node.url, node.title, context)})"
        case FootnoteReference():
            return f"[^{node.label}]"
        case InlineHtml():
            return node.value
        case _:
            assert_never(node)


_ENDS_ELEMENT = regex(r"</details|<[!?]", re.I)
"""What the site's parser takes for a tag in code as well: the end of the element, and what has a mark of its own."""


def _code_span(value: str, context: Context) -> str:
    if context.in_element and _ENDS_ELEMENT.search(value):
        return f"<code>{escapes.literal(value)}</code>"
    runs = {len(run) for run in re.findall(r"`+", value)}
    length = 1
    while length in runs:
        length += 1
    ticks = "`" * length
    pad = " " if value[0] == "`" or value[-1] == "`" else ""
    if context.in_cell:
        value = value.replace("|", "\\|")
    return f"{ticks}{pad}{value}{pad}{ticks}"


_AUTOLINK = regex(r"(?:https?|ftp)://[^\s<>\\]+", re.I)


def _link(node: Link, context: Context) -> str:
    if len(node.children) == 1 and isinstance(node.children[0], Text) and not node.title:
        shown = node.children[0].value
        if (
            shown == node.url
            and _AUTOLINK.fullmatch(shown)
            and not (context.in_cell and "|" in shown or escapes.ENTITY.search(shown))
        ):
            return f"<{node.url}>"
    inner = replace(context, in_link=True)
    return f"[{_run(node.children, inner)}]({_target(node.url, node.title, context)})"


def _target(url: str, title: str, context: Context) -> str:
    url = escapes.ENTITY.sub("&amp;", url) if "&" in url else url
    if title:
        title = escapes.text(title, Context(dollars=True, tildes=True, in_link=True, in_cell=context.in_cell))
        title = title.replace('"', escapes.escaped('"'))
        return f'{url} "{title}"'
    return url
