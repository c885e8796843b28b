"""Remarks between a writing machine and whoever ordered the text: "接下来我会继续撰写…",
"No further outputs are needed."

In a machine's text a paragraph is judged by the kinds of signs it bears (`evidence.speech`), by where it stands, and by
its language: English alone in a Chinese article is a sign of its own. A paragraph that speaks to readers stays,
whatever it says. On an author's page nothing goes; what would be certain elsewhere is reported. In an article about
writing or prompting nothing goes either; what would go elsewhere is reported, but where a sentence hands it over.
"""

from __future__ import annotations

from itertools import pairwise

from proofpress.authority import Authority, Kind
from proofpress.evidence import answers, chinese
from proofpress.evidence.marks import THOUGHTS, lead, opens, title_of
from proofpress.evidence.orders import about_writing
from proofpress.evidence.quoted import own_words
from proofpress.evidence.speech import (
    Sign,
    about_the_task,
    bears,
    closes,
    is_addressed,
    is_aloud,
    is_polite,
    is_refusal,
    is_wish,
    names,
    of_the_task,
    only_plans,
    plans,
    signs,
    tells_how,
    times,
    to_the_user,
)
from proofpress.ledger import Ledger
from proofpress.passes.inlines import Blocks, each_level, with_children
from proofpress.regex import regex
from proofpress.tree import Block, Code, Document, Heading, List, Paragraph, Quote, ThematicBreak, text_of
from proofpress.words import answer, remark

_LAST = (remark.COUNT, remark.ASKS, answer.LEAD_IN)
"""What only stands at the end of an answer, with nothing behind it."""
_TOOLS = frozenset(("tool_code", "tool_call", "tool_calls", "tool_output", "tool_outputs", "tool_response"))
_LONGEST = 700
_SHORT = 200
_END = 2
_COUNTED = regex(r"\W*(?:\d|[一二三四五六七八九十]+[、.．]|第)")
_WITH_AN_OFFER = Sign.FIRST | Sign.USER | Sign.DONE | Sign.HOPE
"""What shows that an offer is the writer's: "where several goals are needed" is an offer of nobody's."""
_SAID = "a remark about the writing, not part of the article", "关于写作本身的说明，不属于正文"
_DOUBT = "this may be a remark about the writing, not part of the article", "可能是关于写作本身的说明，而非正文"


def apply(document: Document, ledger: Ledger) -> Document:
    """The document without remarks that are no author's; on an author's page they are reported."""
    if ledger.authority is Authority.AUTHOR or about_writing(document):
        return _reported(document, ledger)
    judge = _judge(document)

    def level(blocks: Blocks, first: int = 0) -> Blocks:
        gone: set[int] = set()
        while found := judge.of(blocks, gone):
            found |= _between(blocks, gone | found)
            gone |= found | _labels(blocks, gone | found)
        # Who plans aloud may write between two plans: what stands there is no part of them.
        gone |= {at for at, node in enumerate(blocks) if isinstance(node, Paragraph) and only_plans(text_of(node))}
        doubtful = {index for index, node in enumerate(blocks) if index in gone or judge.is_doubtful(node)}
        gone = {index for index in gone if index >= first or bears(text_of(blocks[index]), Sign.WRITING)}
        for index in sorted(gone):
            ledger.judged(Kind.WORDING, blocks[index].span, *_SAID)
        for index in sorted(doubtful - gone):
            ledger.doubted(blocks[index].span, *_DOUBT)
        return _ruled(tuple(node for index, node in enumerate(blocks) if index not in gone)) if gone else blocks

    document = _without_thoughts(document, ledger)
    document = with_children(document, level(document.children))
    # What an item or a quote begins with is its text, and stays where it does not speak of the writing.
    return each_level(document, lambda blocks: level(blocks, 1), top=False)


def _judge(document: Document) -> _Judge:
    paragraphs = [text_of(node) for node in document.children if isinstance(node, Paragraph)]
    foreign = sum(not chinese.has(text) for text in paragraphs)
    return _Judge(title_of(document), len(paragraphs) > foreign <= max(3, 0.15 * len(paragraphs)))


def _reported(document: Document, ledger: Ledger) -> Document:
    """The document without the two ends of an answer, where both are there. No other word of an author's goes, but what
    is a machine's elsewhere is shown to a person."""
    title = title_of(document)
    kept = document.children
    convicted: set[int] = set()
    if about_writing(document):
        convicted = _judge(document).of(own_words(kept), set())
    elif found := answers.ends(kept):
        said = [at for at in found if ledger.judged(Kind.ENDS, kept[at].span, *_SAID)]
        kept = _ruled(tuple(node for at, node in enumerate(kept) if at not in said))
    for at, node in enumerate(kept):
        if at in convicted or isinstance(node, Paragraph) and _may_be_said(text_of(node).strip(), title):
            ledger.doubted(node.span, *_DOUBT)
    return with_children(document, kept)


def _may_be_said(text: str, title: str) -> bool:
    """True for what a machine says, wherever it stands."""
    if len(text) > _LONGEST:
        return False
    of_a_model = len(text) < _SHORT and (remark.PRODUCT.regex.search(text) or remark.MODEL.regex.search(text))
    return is_polite(text) or to_the_user(text) or closes(text, title) or plans(text) or bool(of_a_model)


class _Judge:
    """What goes from one text, by its title and whether it is Chinese throughout."""

    def __init__(self, title: str, is_chinese: bool) -> None:
        self._title = title
        self._chinese = is_chinese
        self._spoken = False

    def of(self, blocks: Blocks, gone: set[int]) -> set[int]:
        """The blocks that go, beside those that do already."""
        rest = _standing(blocks, gone)
        shown = tuple(blocks[index] for index in rest)
        begins = _begin_of_text(shown)
        found = {
            index
            for place, index in enumerate(rest)
            if self._goes(shown, place, _seam(blocks, index, gone), place + 1 == begins)
        }
        # Who says "Certainly! Here is …" also says goodbye.
        self._spoken = self._spoken or any(
            bool(remark.PREFACE.regex.match(text_of(blocks[index]).strip()))
            for index in found
            if isinstance(blocks[index], Paragraph)
        )
        return found

    def _goes(self, blocks: Blocks, index: int, seam: bool, leads: bool) -> bool:
        node = blocks[index]
        if isinstance(node, Code):
            return node.lang.lower() in THOUGHTS and about_the_task(node.value)
        if isinstance(node, List):
            last = seam and index == len(blocks) - 1
            told = index > 0 and answer.CHANGED.regex.match(text_of(blocks[index - 1]).strip()) is not None
            return last and (answers.is_checked(node) or told and self._spoken)
        if not isinstance(node, Paragraph) or len(text := text_of(node).strip()) > _LONGEST:
            return False
        above = blocks[index - 1] if index else None
        if any(
            remark.POSTSCRIPT.regex.match(one) for one in (text, text_of(above) if isinstance(above, Heading) else "")
        ):
            return False
        seam = (
            seam or isinstance(above, Paragraph | Heading) and remark.THOUGHTS.regex.match(text_of(above)) is not None
        )
        first, last = index == 0, seam and index == len(blocks) - 1 and index > 0
        if remark.END.regex.match(text) or is_refusal(text) or len(text) < 200 and remark.PRODUCT.regex.search(text):
            return True
        if 0 < index < lead(blocks) and remark.PREFACE.regex.match(text):
            return True
        if first and opens(blocks):
            return bool(remark.PREFACE.regex.match(text) or remark.ANNOUNCED.regex.match(text) or of_the_task(text))
        if last and self._spoken and answer.CHANGED.regex.match(text):
            return True
        if (
            last
            and any(words.regex.search(_last_of(text)) for words in _LAST)
            or seam
            and _is_said_at_a_seam(node, text, above)
        ):
            return True
        if leads and answer.LEAD_IN.regex.match(text):
            return True
        edge = seam or _at_edge(blocks, index)
        if is_aloud(text) or edge and closes(text, self._title):
            return True
        to_readers = remark.READERS.regex.search(text) is not None
        if to_the_user(text) and not (is_wish(text) and not last):
            return is_addressed(text) and (edge or _ends_a_part(blocks, index)) or seam and not to_readers
        if names(text, self._title) and bears(text, Sign.DONE) and (last or bears(text, Sign.OFFER)):
            return True
        if to_readers:
            return False
        if last and self._spoken and bears(text, Sign.OFFER):
            return True
        if self._chinese and not chinese.has(text) and len(text) < 300 and bears(text, Sign.DONE):
            return len(signs(text)) > 1 or times(Sign.DONE, text) > 1
        if of_the_task(text):
            return seam or edge and (is_addressed(text) or tells_how(text))
        return seam and len(text) < 200 and bears(text, Sign.OFFER) and bool(signs(text) & _WITH_AN_OFFER)

    def is_doubtful(self, node: Block) -> bool:
        """True for what stays and may be a remark all the same."""
        if isinstance(node, Code):
            return node.lang.lower() in THOUGHTS or node.lang.lower() in _TOOLS
        if not isinstance(node, Paragraph) or len(text := text_of(node).strip()) > _LONGEST:
            return False
        said = of_the_task(text) and not remark.READERS.regex.search(text)
        of_a_model = len(text) < _SHORT and remark.MODEL.regex.search(text) is not None
        return bool(remark.EXAMPLES.regex.search(text)) or said or plans(text) or of_a_model


def _last_of(text: str) -> str:
    """The last sentence of a short text that announces what never came, or went; else the text."""
    sentence = _SENTENCE.split(text)[-1].strip()
    return sentence if len(text) < _SHORT and sentence.endswith((":", "：")) else text


_SENTENCE = regex(r"(?<=[。！？!?])|(?<=\.)\s")


def _is_said_at_a_seam(node: Paragraph, text: str, above: Block | None) -> bool:
    """True for words about the answer itself, which an author may have for his own elsewhere."""
    apart = answers.stands_apart(node) or isinstance(above, ThematicBreak)
    said = answers.presents(text) or remark.RESUMED.regex.match(text) is not None
    return said or apart and answers.measures(text)


def _begin_of_text(blocks: Blocks) -> int | None:
    """Where the first counted heading of a text stands, if another one stands above it."""
    heads = (index for index, node in enumerate(blocks) if isinstance(node, Heading))
    first = next(heads, None)
    if first is None or _COUNTED.match(text_of(blocks[first])):
        return None
    return next((index for index in heads if _COUNTED.match(text_of(blocks[index]))), None)


def _without_thoughts(document: Document, ledger: Ledger) -> Document:
    """Without the quote in which a chat shows what a model thought before its answer, and how long."""
    kept = []
    for index, node in enumerate(document.children):
        head = node.children[0] if isinstance(node, Quote) and index < 3 else None
        if (
            isinstance(head, Paragraph)
            and remark.PRODUCT.regex.match(text_of(head).strip())
            and ledger.judged(Kind.WORDING, node.span, "a language model's thoughts", "语言模型的思考过程")
        ):
            continue
        kept.append(node)
    return with_children(document, tuple(kept))


def _ruled(blocks: Blocks) -> Blocks:
    """Without the rules at either end, which parted the article from a remark."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], ThematicBreak):
        start += 1
    while end > start and isinstance(blocks[end - 1], ThematicBreak):
        end -= 1
    return blocks[start:end]


def _standing(blocks: Blocks, gone: set[int]) -> list[int]:
    """The blocks that are left as they will stand: no rule at an end, or behind another."""
    out: list[int] = []
    for index, node in enumerate(blocks):
        if index not in gone and not (
            isinstance(node, ThematicBreak) and (not out or isinstance(blocks[out[-1]], ThematicBreak))
        ):
            out.append(index)
    while out and isinstance(blocks[out[-1]], ThematicBreak):
        out.pop()
    return out


def _between(blocks: Blocks, gone: set[int]) -> set[int]:
    """Paragraphs and lists between two remarks, most of which speak of the writer or the writing: one speech."""
    found: set[int] = set()
    for first, last in pairwise(sorted(gone)):
        inside = [node for node in blocks[first + 1 : last] if not isinstance(node, ThematicBreak)]
        if not inside or len(inside) > 12 or not all(isinstance(node, Paragraph | List) for node in inside):
            continue
        speaking = [text for text in map(text_of, inside) if bears(text, Sign.FIRST) or bears(text, Sign.WRITING)]
        if len(speaking) >= 0.5 * len(inside):
            found.update(range(first + 1, last))
    return found


def _labels(blocks: Blocks, gone: set[int]) -> set[int]:
    """What only announces a remark: "Thoughts:" over one, the heading of a note that was nothing else."""
    found: set[int] = set()
    for index in gone:
        above = blocks[index - 1] if index else None
        if index - 1 in gone or not isinstance(above, Paragraph | Heading):
            continue
        alone = index + 1 == len(blocks) or isinstance(blocks[index + 1], Heading)
        checks = isinstance(blocks[index], List) and answer.CHECKS.regex.search(text_of(above).strip())
        if (
            checks
            or remark.THOUGHTS.regex.match(text_of(above))
            or (isinstance(above, Heading) and alone and remark.NOTE.regex.match(text_of(above)))
        ):
            found.add(index - 1)
    return found


def _at_edge(blocks: Blocks, index: int) -> bool:
    """Whether a block is the first or the last, or stands next to a rule or between two headings."""
    neighbours = [blocks[at] if 0 <= at < len(blocks) else None for at in (index - 1, index + 1)]
    return any(node is None or isinstance(node, ThematicBreak) for node in neighbours) or (
        isinstance(neighbours[1], Heading) and isinstance(neighbours[0], Heading)
    )


def _ends_a_part(blocks: Blocks, index: int) -> bool:
    """Whether a block stands right below a heading, or right above one: an answer may have begun or ended there."""
    return any(0 <= at < len(blocks) and isinstance(blocks[at], Heading) for at in (index - 1, index + 1))


def _seam(blocks: Blocks, index: int, gone: set[int]) -> bool:
    """Whether a block stands where no article does: at either end, alone between two rules, next to what goes. A rule
    between the article and what goes is the seam itself: what stands on its other side is the article's."""
    if index - 1 in gone or index + 1 in gone:
        return True
    if len(blocks) == 1:
        return False
    ends = [_outside(blocks, index, step) for step in (-1, 1)]
    return all(ends) or any(end == _END for end in ends)


def _outside(blocks: Blocks, index: int, step: int) -> int:
    """What a block meets in one direction: 0 the article, 1 a rule, `_END` nothing, were it for a rule at the end."""
    at, ruled = index + step, False
    while 0 <= at < len(blocks) and isinstance(blocks[at], ThematicBreak):
        at, ruled = at + step, True
    return int(ruled) if 0 <= at < len(blocks) else _END
