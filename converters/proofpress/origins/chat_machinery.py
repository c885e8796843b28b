"""What a chat product puts into a turn that nobody said: panels of thoughts, bars over code, controls,
offers to go on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from proofpress import languages
from proofpress.ledger import CONTROL
from proofpress.origins import chat_roles as roles
from proofpress.origins.chat_turns import Turn
from proofpress.origins.speaker_lines import known
from proofpress.origins.weight import Weights
from proofpress.readers.html.dom import Chars, Element, Page
from proofpress.readers.html.languages import language
from proofpress.readers.html.nesting import HEADINGS
from proofpress.regex import regex
from proofpress.words import chat

THOUGHTS = ("a language model's thoughts", "语言模型的思考过程")
OFFER = ("questions that the page offers to go on with", "页面给出的追问建议")
PICTURE = ("a picture that belongs to the page", "属于页面的图标或头像")
SOURCE = ("the mark of a source that the page does not hold", "页面未保存其来源的引用标记")
SPEAKER = ("the name of who speaks", "发言者的名字")
BESIDE = ("what the product shows beside the answer", "产品显示在回答旁边的内容")
UNSEEN = ("for those who cannot see the page", "只供读屏软件使用的文字")

_BLOCKS = frozenset("p pre ul ol li table h1 h2 h3 h4 h5 h6 blockquote".split())
_SHORT = 60
_MOST = 40
"""Parts of a panel of thoughts that are looked into."""
_SIGNS = regex(r"^[^\w<>]++|[:：]$")
_WHEN = regex(r"[(（]?(?:\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[ T,，]*)?\d{1,2}:\d\d(?::\d\d)?[)）]?$")
_ICONS = frozenset(("mat-icon", "material-icons", "material-symbols-outlined", "iconfont"))
_TEXTS = frozenset(("plain text", "plaintext", "纯文本", "文本"))


class Machinery:
    """It answers like a `Selection`, with the reason. Listings get the language that their bar says."""

    def __init__(self, page: Page, turns: Iterable[Turn]) -> None:
        self._weights = Weights(page)
        self._reasons: dict[int, tuple[str, str]] = {}
        self._rendered: list[Element] = []
        for turn in turns:
            self._look(turn)
            if not turn.by_user:
                self._look_beside(turn.element)

    def holds(self, element: Element) -> tuple[str, str] | None:
        """Why an element goes; None where it stays."""
        return self._reasons.get(id(element))

    def _look(self, turn: Turn) -> None:
        whole = self._weights[turn.element].letters
        self._rendered = [one for one in turn.element.all() if not roles.called(one).isdisjoint(roles.RENDERED)]
        end = -1
        for element in turn.element.all():
            if element.start < end:
                continue
            if (found := self._reason(element, turn, whole)) is not None:
                part, reason = found
                self._reasons[id(part)] = reason
                end = part.end
            elif element.name in ("pre", "table"):
                for bar in self._bars(element, turn.element):
                    self._reasons[id(bar)] = CONTROL
                    if element.name == "pre" and not language(element) and (name := _language(bar)):
                        element.attrs = {**element.attrs, "data-lang": name}

    def _look_beside(self, turn: Element) -> None:
        """What stands beside the rendered Markdown of a turn, where that is most of the rest: calls of tools, counts of
        what was found, notices of the product."""
        rendered: list[Element] = []
        beside: list[Element] = []
        gone = end = 0
        for element in turn.all():
            if element.start < end:
                continue
            if id(element) in self._reasons:
                end, gone = element.end, gone + self._weights[element].letters
            elif not (said := roles.called(element)).isdisjoint(roles.RENDERED | roles.TOOL):
                end = element.end
                (rendered if said.isdisjoint(roles.TOOL) else beside).append(element)
        if not rendered:
            return
        starts = [one.start for one in rendered]
        below = list(turn.elements)
        tools = {id(one) for one in beside}
        while below:
            element = below.pop()
            at = bisect_left(starts, element.start)
            if id(element) in self._reasons or id(element) in tools or at < len(rendered) and rendered[at] is element:
                continue
            if at < len(rendered) and rendered[at].start < element.end:
                below.extend(element.elements)
            elif self._is_beside(element):
                beside.append(element)
        written = sum(self._weights[one].letters for one in rendered)
        around = sum(self._weights[one].letters for one in beside)
        if 2 * written > self._weights[turn].letters - gone - around:
            self._reasons.update((id(one), BESIDE) for one in beside)

    def _is_beside(self, element: Element) -> bool:
        """Whether what stands beside an answer is a few words without blocks and links."""
        few = 0 < self._weights[element].letters < 2 * _SHORT
        return few and next(element.all("a", "img", "pre", "ul", "ol", "table", *HEADINGS), None) is None

    def _reason(self, element: Element, turn: Turn, whole: int) -> tuple[Element, tuple[str, str]] | None:
        said = roles.called(element)
        letters = self._weights[element].letters
        if element.name == "img":
            return (element, PICTURE) if said & roles.PICTURE else None
        if any(said.issuperset(pair) for pair in roles.UNSEEN) and letters < _SHORT:
            return element, UNSEEN
        if (
            element.name in ("span", "sup", "div")
            and said & roles.CITED
            and element.brief().strip("^[]【】()（） ").isdecimal()
        ):
            return (element, SOURCE) if next(element.all("a"), None) is None else None
        if element.name in _ICONS or element.classes & _ICONS:
            return element, CONTROL
        if letters < _SHORT and element is not turn.element and self._is_speaker(element, turn.element):
            return element, SPEAKER
        if not turn.by_user and (panel := self._thoughts(element, said, turn.element, whole)) is not None:
            return panel, THOUGHTS
        if not turn.by_user and element.name in ("div", "p") and letters < _SHORT and _is_search(element, turn):
            return element, CONTROL
        if letters >= 0.5 * whole or element.name in _BLOCKS:
            return None
        if said & roles.OFFER and next(element.all("pre", "table"), None) is None:
            return element, OFFER
        if element.attr("role") == "button" and letters < _SHORT and next(element.all("a"), None) is None:
            return element, CONTROL
        if element.attr("contenteditable") == "true":
            return element, CONTROL
        if said & roles.CONTROL and letters < _SHORT and not _holds_blocks(element) and element.name != "a":
            return element, CONTROL
        return None

    def _is_speaker(self, element: Element, turn: Element) -> bool:
        """Whether an element names who speaks, perhaps with the time, before all else in a turn, and more follows."""
        name = _SIGNS.sub("", _WHEN.sub("", element.brief().strip()).strip())
        if not name or not known(name) or self._weights[element].letters == self._weights[turn].letters:
            return False
        node = element
        while isinstance(above := node.parent, Element) and node is not turn:
            if _beside(node, above)[0]:
                return False
            node = above
        return node is turn

    def _thoughts(self, element: Element, said: frozenset[str], turn: Element, whole: int) -> Element | None:
        """The panel of thoughts that an element is, or is the label of."""
        mine = self._weights[element].letters
        if said & roles.THOUGHT and 0 < mine < whole and not self._holds_answer(element):
            return self._with_label(element, turn)
        if element.name == "button" or not chat.THOUGHT.regex.match(element.brief()):
            return None
        node = element
        while isinstance(above := node.parent, Element) and above is not turn:
            letters = self._weights[above].letters
            if letters > mine:
                # A panel leaves an answer beside it; what holds all of the turn is none.
                return above if whole - letters > 0.2 * letters or element.name == "summary" else node
            node = above
        return node

    def _holds_answer(self, panel: Element) -> bool:
        """Whether what a page calls a panel of thoughts holds one with rendered text, and beside it all else that the
        turn renders."""
        if not self._rendered or not (panel.holds(self._rendered[0]) and panel.holds(self._rendered[-1])):
            return False
        inner = [one for one in panel.all() if not roles.called(one).isdisjoint(roles.THOUGHT)]
        within = [one for one in self._rendered if any(thought.holds(one) for thought in inner[:_MOST])]
        return 0 < len(within) < len(self._rendered)

    def _with_label(self, element: Element, turn: Element) -> Element:
        """The panel with the label above it."""
        node = element
        for _ in range(3):
            above = node.parent
            if not isinstance(above, Element) or above is turn:
                break
            if self._weights[above].letters > self._weights[node].letters:
                before, after = _beside(node, above)
                if after or len(before) > _SHORT or not chat.THOUGHT.regex.match(before):
                    break
            node = above
        return node

    def _bars(self, block: Element, turn: Element) -> Iterator[Element]:
        """What stands in one wrapper with a listing or a table and only names it or works with it."""
        code = next(block.all("code"), None) if block.name == "pre" else None
        node: object = code
        if code is None and block.name == "pre" and (first := next(block.elements, None)) is not None:
            # An editor that draws its lines stands below its bar.
            is_bar = next(first.behind, None) is not None and roles.called(first) & roles.BAR and self._is_bar(first)
            yield from [first] if is_bar else []
        while isinstance(node, Element) and node is not block:
            above = node.parent
            if isinstance(above, Element):
                yield from (one for one in above.elements if one is not node and one.name not in ("code", "br"))
            node = above
        mine = self._weights[block].letters
        node = block
        for _ in range(5):
            above = node.parent if isinstance(node, Element) else None
            if not isinstance(above, Element) or above is turn or above.name in ("li", "td", "blockquote"):
                return
            if self._weights[above].letters - mine > 2 * _SHORT:
                return
            yield from (one for one in above.elements if one is not node and self._is_bar(one))
            node = above

    def _is_bar(self, element: Element) -> bool:
        if self._weights[element].letters > _SHORT or element.name in _BLOCKS or _holds_blocks(element):
            return False
        controls = next(element.all("button"), None) is not None or any(
            below.attr("role") == "button" for below in element.all()
        )
        named = roles.called(element) & (roles.BAR | roles.CONTROL)
        return controls or bool(named) or languages.is_common(element.words())


def _beside(node: Element, above: Element) -> tuple[str, str]:
    """What is said before an element and after it, in the one that holds it."""
    said: tuple[list[str], list[str]] = ([], [])
    passed = False
    for one in above.contents:
        if one is node:
            passed = True
        elif isinstance(one, Element | Chars):
            said[passed].append(one.words() if isinstance(one, Element) else str(one))
    return " ".join(said[0]).strip(), " ".join(said[1]).strip()


def _holds_blocks(element: Element) -> bool:
    return next(element.all(*_BLOCKS), None) is not None


def _language(bar: Element) -> str:
    """The language that a bar names beside its controls."""
    said = [" ".join(str(chars).split()) for chars in bar.chars()]
    for words in said:
        if words.lower() in _TEXTS:
            return "text"
        found = [word for word in re.split(r"[\s,/]+", words.lower()) if languages.is_common(word)]
        if found:
            return found[-1] if "," in words else found[0]
    named = next((one for one in bar.all() if roles.called(one) & {"lang", "language"}), None)
    words = named.brief() if named is not None else ""
    return words.lower() if re.fullmatch(r"[\w+#.-]{1,20}", words) else ""


def _is_search(element: Element, turn: Turn) -> bool:
    """Whether an element says how many pages were read, before anything else in its turn."""
    if not chat.SEARCHED.regex.match(element.brief()):
        return False
    return not any(
        True for one in turn.element.all("p", "h1", "h2", "h3", "pre", "ul", "ol") if one.start < element.start
    )
