"""What a tag encloses as Markdown: a quote with its title in bold, a disclosure, a part under its name; any other tag just goes."""

from __future__ import annotations

import re

from proofpress.origins.tags.grammar import Args, Tag
from proofpress.origins.tags.handlers import KINDS, Kind
from proofpress.origins.tags.work import Work, put
from proofpress.repairs.lines import Change


def enclose(work: Work, tag: Tag, close: Tag, kind: Kind) -> None:
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
        put(work, tag, "")
    work.open.append(tag)


def _title(tag: Tag, args: Args) -> str:
    title = args.get("title", "header", "heading")
    if title or tag.name in ("blockquote", "quote", "pullquote", "cq", "centerquote"):
        return title or ", ".join(word for word in args.all if word)
    words = [word for word in args.all if not re.fullmatch(r"[a-z-]+|#\w+", word)]
    kinds = [word for word in args.all if re.fullmatch(r"[a-z-]+", word)]
    return " ".join(words) or (kinds[0] if kinds and not words else tag.name if tag.name not in ("note", "box", "panel", "message", "callout") else args.get("type")).capitalize()


def close(work: Work, tag: Tag) -> int:
    """The end of what stands open by that name, or a tag that closes nothing."""
    index = next((index for index in range(len(work.open) - 1, -1, -1) if work.open[index].name == tag.name), -1)
    kind = KINDS.get(tag.name, "drop")
    if index < 0:
        put(work, tag, "")
        return tag.end
    del work.open[index]
    work.ledger.removed(work.source.span(tag.start, tag.end), "the end of a template tag", "模板标签的结束")
    text = work.source.text
    if kind == "details":
        work.changes.append(Change(tag.start, tag.end, "\n\n</details>\n"))
    else:
        line = text.rfind("\n", 0, tag.start) + 1
        alone = not text[line : tag.start].strip(" >\t")
        work.changes.append(Change(line if alone and kind == "quote" else tag.start, tag.end, "\n" if alone else ""))
    return tag.end
