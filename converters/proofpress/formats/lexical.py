"""The two notations in which Ghost keeps a post that it has not made HTML of: Lexical's tree and Mobiledoc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from proofpress import json_text

_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "aside": "blockquote",
    "extended-quote": "blockquote",
    "listitem": "li",
    "extended-text": "p",
}
_DEEPEST = 60


def html_of(held: object) -> str:
    """The post as HTML, from its value or from that as text; "" for what is neither, or is broken."""
    try:
        value = json_text.loads(held) if isinstance(held, str) else held
        if not isinstance(value, Mapping):
            return ""
        if isinstance(root := value.get("root"), Mapping):
            return "\n".join(_lexical(child) for child in _dicts(root.get("children")))
        return "\n".join(_mobiledoc(value)) if "sections" in value else ""
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""  # Values of other types than the notation has, at any depth.


def _lexical(node: Mapping[str, Any], depth: int = 0) -> str:
    if depth > _DEEPEST:
        return ""
    kind = str(node.get("type") or "")
    inner = "".join(_lexical(child, depth + 1) for child in _dicts(node.get("children")))
    if kind in ("text", "extended-text"):
        return _formatted(escape(str(node.get("text") or "")), node.get("format"))
    if kind == "linebreak":
        return "<br>"
    if kind in ("heading", "extended-heading"):
        tag = str(node.get("tag") or "h2")
        return f"<{tag}>{inner}</{tag}>" if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else f"<p>{inner}</p>"
    if kind in ("link", "autolink"):
        return f'<a href="{escape(str(node.get("url") or ""))}">{inner}</a>'
    if kind == "list":
        return (
            f"<ol>{inner}</ol>" if node.get("listType") == "number" or node.get("tag") == "ol" else f"<ul>{inner}</ul>"
        )
    if kind in _BLOCKS:
        return f"<{_BLOCKS[kind]}>{inner}</{_BLOCKS[kind]}>"
    return _card(kind, node) or inner


def _formatted(text: str, marks: object) -> str:
    for bit, tag in _FORMATS:
        if isinstance(marks, int) and marks & bit and text.strip():
            text = f"<{tag}>{text}</{tag}>"
    return text


def _card(kind: str, card: Mapping[str, Any]) -> str:
    """A card of the editor; "" for one that shows nothing that could be told here."""
    caption = f"<figcaption>{card['caption']}</figcaption>" if card.get("caption") else ""
    if kind in ("codeblock", "code") and card.get("code") is not None:
        return (
            f'<figure><pre><code class="language-{escape(str(card.get("language") or ""))}">'
            f"{escape(str(card['code']))}</code></pre>{caption}</figure>"
        )
    if kind == "image" and card.get("src"):
        return (
            f'<figure><img src="{escape(str(card["src"]))}" alt="{escape(str(card.get("alt") or ""))}">{caption}'
            "</figure>"
        )
    if kind == "gallery":
        return "".join(_card("image", one) for one in _dicts(card.get("images"))) + caption
    if kind in ("html", "email") and card.get("html"):
        return str(card["html"])
    if kind in ("markdown", "card-markdown") and card.get("markdown"):
        return f'<pre><code class="language-markdown">{escape(str(card["markdown"]))}</code></pre>'
    if kind in ("horizontalrule", "hr"):
        return "<hr>"
    if kind == "callout":
        return f"<blockquote>{escape(str(card.get('calloutEmoji') or ''))} {card.get('calloutText') or ''}</blockquote>"
    if kind == "toggle":
        return f"<details><summary>{card.get('heading') or ''}</summary>{card.get('content') or ''}</details>"
    address = card.get("url") or card.get("src") or card.get("buttonUrl")
    metadata = card.get("metadata")
    title = (
        (metadata.get("title") if isinstance(metadata, Mapping) else None)
        or card.get("buttonText")
        or card.get("fileTitle")
        or card.get("title")
        or address
    )
    return f'<p><a href="{escape(str(address))}">{escape(str(title))}</a></p>{caption}' if address else ""


def _mobiledoc(value: Mapping[str, Any]) -> Iterator[str]:
    markups, atoms, cards = (value.get(key) or [] for key in ("markups", "atoms", "cards"))
    for section in value.get("sections") or []:
        if not isinstance(section, list) or len(section) < 2:
            continue
        if section[0] == 1 and len(section) > 2:
            tag = section[1] if section[1] in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside") else "p"
            yield f"<{tag}>{_markers(section[2], markups, atoms)}</{tag}>"
        elif section[0] == 2:
            yield f'<p><img src="{escape(str(section[1]))}"></p>'
        elif section[0] == 3 and len(section) > 2:
            tag = "ol" if section[1] == "ol" else "ul"
            yield (
                f"<{tag}>" + "".join(f"<li>{_markers(item, markups, atoms)}</li>" for item in section[2]) + f"</{tag}>"
            )
        elif section[0] == 10 and isinstance(section[1], int) and section[1] < len(cards):
            name, card = (*cards[section[1]], {})[:2]
            yield _card(str(name), card) if isinstance(card, Mapping) else ""


def _markers(markers: list[Any], markups: list[Any], atoms: list[Any]) -> str:
    out: list[str] = []
    open_tags: list[str] = []
    for marker in markers:
        if not isinstance(marker, list) or len(marker) < 4:
            continue
        kind, opens, closes, held = marker[:4]
        for index in opens:
            tag, *attributes = markups[index] if index < len(markups) else ["span"]
            pairs = attributes[0] if attributes else []
            said = "".join(f' {name}="{escape(str(v))}"' for name, v in zip(pairs[::2], pairs[1::2], strict=False))
            out.append(f"<{tag}{said}>")
            open_tags.append(str(tag))
        if kind == 1:
            out.append(
                "<br>" if isinstance(held, int) and held < len(atoms) and "return" in str(atoms[held][0]) else ""
            )
        else:
            out.append(escape(str(held)))
        for _ in range(closes if isinstance(closes, int) else 0):
            if open_tags:
                out.append(f"</{open_tags.pop()}>")
    return "".join(out)


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
