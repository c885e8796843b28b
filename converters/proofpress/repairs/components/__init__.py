"""Components of MDX and Vue (`<Card title="…" href="…">`, `<Steps>`, `<TabItem label="…">`) as the Markdown that they
show, and what else MDX adds: imports, exports, expressions.

MDX has no indented code: what a component holds stands as far in as its author likes, a fence too. It moves out as far
as its first line, and gets the signs of the quote or the item that the component becomes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from proofpress.ledger import Ledger
from proofpress.markdown import ANYBODYS, COMPONENTS, Lexed, lex_source
from proofpress.markdown.lines import Fence, Kind
from proofpress.markdown.signs import ITEM_OR_EMPTY
from proofpress.regex import regex
from proofpress.repairs.components import mdc, module
from proofpress.repairs.components.grammar import Attribute, literal
from proofpress.repairs.components.roles import Role
from proofpress.repairs.components.shown import SUMMARY, Shown, listing, shown
from proofpress.repairs.components.tree import Node, any_component, nodes, walk
from proofpress.repairs.lines import Change, rewrite
from proofpress.source import Source, Span

_STRUCTURE = frozenset(
    (
        Role.BOX,
        Role.QUOTE,
        Role.FOLD,
        Role.STEP,
        Role.PART,
        Role.FIELD,
        Role.CODE,
        Role.DIAGRAM,
        Role.GROUP,
        Role.DROP,
        Role.ENTRY,
    )
)
_UNCERTAIN = frozenset((Role.OTHER, Role.GROUP))
_WORDS = frozenset((Role.LINK, Role.WORDS, Role.KEY))
_SPEAKS = frozenset("title label heading header description caption summary question href to text".split())
_WORD = regex(r"[^\s{}=\[\]\"'<>]++(?!\S)")
_FLAGS = regex(
    r"(?:show_?line_?numbers|no_?line_?numbers|line_?numbers|line-numbers|lines|expandable|wrap|nowrap|live|copy"
    r"|no-?copy|static|twoslash|runnable"
    r"|editable|focus|diff|ignore|noeval|fold|linenums|hidden|active)",
    re.I,
)


@dataclass(slots=True)
class _Work:
    source: Source
    lexed: Lexed
    known: module.Known
    ledger: Ledger
    changes: list[Change] = field(default_factory=list)
    leads: dict[int, tuple[str, int]] = field(default_factory=dict)
    """By line, what stands before what it says, and up to which column its own indentation goes."""
    taken: set[int] = field(default_factory=set)
    gone: list[Span] = field(default_factory=list)


def apply(source: Source, ledger: Ledger) -> Source:
    """The source with what its components show; what they do not show stands in the ledger."""
    source = mdc.as_tags(source, ledger)
    text = source.text
    if not module.may_be(text) and not any_component(text):
        return source
    lexed = lex_source(source, COMPONENTS)
    mdx = module.signs(lexed)
    top = nodes(lexed, mdx=mdx) if "<" in text else []
    if not mdx:
        kinds = lex_source(source, ANYBODYS).scan.kinds
        top = [node for node in top if kinds[lexed.scan.line_of(node.start)] != Kind.CODE]
        if not top:
            return source
    spans = tuple(module.modules(lexed)) if mdx else ()
    work = _Work(source, lexed, module.Known(source, spans), ledger)
    for span in spans:
        ledger.removed(source.span(*span), "what the page's program imports or exports", "页面程序的导入与导出")
        work.changes.append(Change(*span, ""))
    every = walk(top)
    company = spans != () or any(node.role not in _UNCERTAIN or _is_part(node) for node in every)
    counted: dict[tuple[int, Role], int] = {}
    skipped: list[Span] = [*spans]
    for node in every:
        if _within(spans, node.start) or _within(work.gone, node.start):
            continue
        skipped += [Span(node.start, node.inner), Span(node.shut, node.end)]
        if (not company or not mdx and node.role in _UNCERTAIN and node.leaf) and _is_mention(work, node):
            continue
        key = (id(node.above), node.role)
        counted[key] = counted.get(key, 0) + 1
        _place(work, node, counted[key])
    if mdx:
        skipped = sorted((*skipped, *work.gone), key=lambda one: (one.start, one.end))
        starts = [span.start for span in skipped]

        def behind(at: int) -> int:
            found = bisect_right(starts, at) - 1
            return skipped[found].end if found >= 0 else at

        work.changes += module.expressions(source, lexed.prose, behind, work.known, ledger)
    if company:
        work.changes += _titles(work, every)
    _indents(work)
    return rewrite(source, work.changes)


def _is_part(node: Node) -> bool:
    """Whether a node that holds something is one of those that the one around it groups."""
    return node.role is Role.GROUP and not node.leaf and node.above is not None and node.above.role is Role.GROUP


def _is_mention(work: _Work, node: Node) -> bool:
    """Whether a tag that nobody knows may be the name of a thing: it says nothing, and has text in it or beside it."""
    if not _SPEAKS.isdisjoint(node.attributes):
        return False
    lines = work.lexed.scan
    return not node.leaf or not (lines.starts_line(node.start) and lines.ends_line(node.end))


def _within(spans: Sequence[Span], at: int) -> bool:
    """Whether the last of the spans, in order, that begin before a place goes on behind it."""
    found = bisect_right(spans, at, key=lambda span: span.start) - 1
    return found >= 0 and at < spans[found].end


def _place(work: _Work, node: Node, place: int) -> None:
    """Put what a node shows into its place."""
    text, lines = work.lexed.text, work.lexed.scan
    values = work.known.get
    for key, attribute in node.attributes.items():
        if attribute.expression and (spelled := work.known.spelled(attribute.value.strip())):
            node.attributes[key] = Attribute(spelled, True)
    first, last = lines.line_of(node.start), lines.line_of(max(node.end - 1, node.start))
    in_title = node.leaf and text.startswith("# ", lines.starts[first])
    made = shown(node, place, text, values)
    if node.leaf and (article := work.known.article(node.name)):
        made = Shown(gone=True)
        place_of_it = work.source.span(node.start, node.end)
        work.ledger.doubted(place_of_it, f"the file {article} belongs here", f"此处应引入文件 {article}", text="")
    if in_title:
        # A title says what the header's does: words drawn beside it stand below it.
        end = lines.starts[first] + len(lines.lines[first])
        if node.role in _WORDS and made.around[0]:
            work.changes.append(Change(end, end, f"\n\n{made.around[0]}{made.around[1]}"))
        made = Shown()
    if node.role in (Role.CODE, Role.MATH, Role.DIAGRAM) and not node.leaf and not made.gone:
        held = text[node.inner : node.shut]
        if not any(node.inner <= lines.starts[fence.first] < node.shut for fence in _fences(work, first, last)):
            inner = held.strip()
            value = literal(inner[1:-1], values) if inner.startswith("{") and inner.endswith("}") else held
            if value is not None and (node.role is not Role.CODE or value is not held or _is_literal(value)):
                made = listing(node, value, values)
                if (mark := held.find("<![CDATA[")) >= 0 and "CDATA" not in "".join(made.before):
                    at = node.inner + mark
                    work.ledger.removed(work.source.span(at, at + 9), "the mark of plain text", "纯文本的标记")
    span = work.source.span(node.start, node.inner)
    block = _stands_alone(work, node, first, last) and not (
        node.role is Role.MATH
        and made.around[0]
        and first == last
        and not lines.fills_block(Span(node.start, node.end))
    )
    says = made.before if block else made.around
    if made.gone and not any(says):
        work.ledger.removed(work.source.span(node.start, node.end), "a component of the site", "网站组件")
    elif any(says) or made.prefix or not node.leaf:
        work.ledger.repaired(span, "a component of the site as what it shows", "网站组件改为它显示的内容")
    else:
        work.ledger.removed(span, "a component of the site", "网站组件")
    if made.gone:
        work.gone.append(Span(node.start, node.end))
    if not block:
        _in_line(work, node, made)
    else:
        _in_block(work, node, made, first, last)


def _is_literal(value: str) -> bool:
    """Whether what an element for code holds is code as it was typed: several lines, or one without markup of its
    own."""
    return "\n" in value or value.strip() != "" and not any(sign in value for sign in "`<{")


def _fences(work: _Work, first: int, last: int) -> Iterator[Fence]:
    """The fences that begin on the lines from `first` to `last`."""
    fences = work.lexed.fences
    at = bisect_right(fences, first - 1, key=lambda fence: fence.first)
    while at < len(fences) and fences[at].first <= last:
        yield fences[at]
        at += 1


def _stands_alone(work: _Work, node: Node, first: int, last: int) -> bool:
    """Whether a node has its lines for itself, as a block does."""
    lines = work.lexed.scan
    if not (lines.starts_line(node.start) or _behind_a_tag(work, node)) or not (
        lines.ends_line(node.end) or _before_a_tag(work, node)
    ):
        return False
    if node.role in _WORDS and not node.leaf:
        return False
    if node.role in _STRUCTURE or node.role is Role.OTHER and first != last:
        return True
    above = first == 0 or _parts(lines.lines[first - 1])
    below = last + 1 >= len(lines.lines) or _parts(lines.lines[last + 1])
    return above and below


def _parts(line: str) -> bool:
    """Whether a line beside a node is none of its paragraph."""
    stripped = line.strip(" \t>")
    return not stripped or stripped.startswith(("<", "/>")) or stripped.endswith(">")


def _behind_a_tag(work: _Work, node: Node) -> bool:
    above = node.above
    return above is not None and above.role in _STRUCTURE and not work.lexed.text[node.before : node.start].strip()


def _before_a_tag(work: _Work, node: Node) -> bool:
    above = node.above
    return above is not None and above.role in _STRUCTURE and not work.lexed.text[node.end : node.behind].strip()


def _in_line(work: _Work, node: Node, made: Shown) -> None:
    text = work.lexed.text
    left, right = made.around
    if made.gone or node.leaf:
        work.changes.append(Change(node.start, node.end, left + right))
    else:
        held = text[node.inner : node.shut]
        first, last = node.inner + len(held) - len(held.lstrip()), node.inner + len(held.rstrip())
        work.changes += [Change(node.start, first, left), Change(max(first, last), node.end, right)]


def _in_block(work: _Work, node: Node, made: Shown, first: int, last: int) -> None:
    text, lines = work.lexed.text, work.lexed.scan
    quote = lines.lines[first][: lines.quotes[first]]
    outer, base = work.leads.get(first, ("", 0))
    begins = not text[lines.starts[first] + lines.quotes[first] : node.start].strip()
    marked = not begins and lines.starts_line(node.start)
    lead = outer
    if marked:
        lead += " " * (max(lines.indents[first] - base, 0) + 4)
    elif begins:
        lead += " " * _listed(work, node.above, first, max(lines.indents[first] - base, 0))
    around = quote + lead
    blank = around.rstrip()
    inner = around + made.prefix
    start = lines.starts[first] if begins else node.start
    after = node.inner if not made.gone else node.end
    after = _line_end(text, after)
    head = "\n".join((around + line).rstrip() for line in made.before)
    if marked:
        head = head.removeprefix(around)
    elif begins:
        head = f"{blank}\n{head}" if head else blank
    else:
        head = f"\n{blank}\n{head}" if head else f"\n{blank}"
    held = not node.leaf and not made.gone
    rest = text[after : node.shut if held else after]
    alone = after > 0 and text[after - 1] == "\n"
    work.changes.append(
        Change(
            start,
            after + (len(rest) - len(rest.lstrip()) if held and not alone else 0),
            head + "\n" + (inner if held and rest.strip() and not alone else ""),
        )
    )
    if not alone and not held and text[after : after + 1]:
        work.changes.append(Change(after, after, around))
    work.taken.add(first)
    if not held:
        return
    if node.name == "details" and (summary := SUMMARY.match(text, node.inner, node.shut)) is not None:
        at = _line_end(text, summary.end())
        work.changes.append(Change(at, at, f"{blank}\n" if text[at - 1] == "\n" else f"\n{blank}\n{inner}"))
    number = lines.line_of(node.inner) + 1
    shut = lines.line_of(node.shut)
    column = next((lines.indents[n] for n in range(number, shut + 1) if lines.lines[n][lines.quotes[n] :].strip()), 0)
    for n in range(number, shut + 1):
        work.leads[n] = (lead + made.prefix, column)
    for fence in _fences(work, number, shut):
        if not fence.behind and fence.last < shut:
            put = lead + made.prefix + " " * _listed(work, node, fence.first, max(fence.indent - column, 0))
            for n in range(fence.first, fence.last + 1):
                work.leads[n] = (put, fence.indent)
    end = node.shut
    while end > after and text[end - 1] in " \t\n>" and (text[end - 1] != ">" or lines.quotes[first]):
        end -= 1
    end = max(end, after, *(_line_end(text, one.end) for one in node.below[-1:]))
    ends = _line_end(text, node.end)
    tail = "".join(f"\n{(around + line).rstrip()}" for line in made.behind)
    more = "" if text[ends - 1 : ends] == "\n" or ends >= len(text) else around
    work.changes.append(Change(end, ends, f"{tail}\n{blank}\n{more}"))
    work.taken.add(shut)


def _line_end(text: str, at: int) -> int:
    """Behind the line end that follows on spaces alone, or the place itself."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return min(end + 1, len(text)) if not text[at:end].strip() else at


def _listed(work: _Work, above: Node | None, number: int, columns: int) -> int:
    """How many columns of a line's indentation are those of an item around it, and not its author's taste."""
    if not columns:
        return 0
    lines = work.lexed.scan
    indent = lines.indents[number]
    least = lines.line_of(above.inner) if above is not None else 0
    for n in range(number - 1, max(least, number - _FAR) - 1, -1):
        body = lines.bodies[n]
        if not body or lines.indents[n] >= indent:
            continue
        if ITEM_OR_EMPTY.match(body):
            return columns
        if n > least and lines.indents[n] > 0:
            indent = lines.indents[n]
            continue
        return 0
    return 0


_FAR = 200


def _blanks(text: str, at: int) -> int:
    """How many spaces stand at a place."""
    return len(text[at:]) - len(text[at:].lstrip(" \t"))


_NAMED = regex(r"^[^a-z\W]|\w\.\w|\w/\w|\s[A-Z]")
"""What tells a title from the name of an option: a capital, a character of another script, a path."""
_LISTINGS = frozenset(("CodeGroup", "RequestExample", "ResponseExample", "CodeTabs"))


def _titles(work: _Work, every: list[Node]) -> list[Change]:
    """Titles of listings that stand bare behind the language (```` ```js app.js ````), marked as titles."""
    made: list[Change] = []
    grouped = [Span(node.start, node.end) for node in every if node.name in _LISTINGS]
    for fence in work.lexed.fences:
        words: list[re.Match[str]] = []
        at = len(fence.lang)
        while at and (word := _WORD.match(fence.text, at + _blanks(fence.text, at))) is not None:
            words.append(word)
            at = word.end()
        while words and _FLAGS.fullmatch(words[-1][0]):
            words.pop()
        if not words or _FLAGS.fullmatch(words[0][0]):
            continue
        title = fence.text[words[0].start() : words[-1].end()]
        if not _NAMED.search(title) and not _within(grouped, work.lexed.scan.starts[fence.first]):
            continue
        line, start = work.lexed.scan.lines[fence.first], work.lexed.scan.starts[fence.first]
        behind = line.index(fence.marker) + len(fence.marker)
        start += behind + _blanks(line, behind) + words[0].start()
        made.append(Change(start, start + len(title), f'title="{title}"'))
    return made


def _indents(work: _Work) -> None:
    lines = work.lexed.scan
    for n, (prefix, column) in work.leads.items():
        if n in work.taken:
            continue
        line = lines.lines[n]
        at = lines.quotes[n]
        start = at
        while at < len(line) and line[at] in " \t" and len(line[start:at].expandtabs(4)) < column:
            at += 1
        if at >= len(line):
            prefix = prefix.rstrip()
            if not prefix and at == start:
                continue
        if prefix or at > start:
            work.changes.append(Change(lines.starts[n] + start, lines.starts[n] + at, prefix))
