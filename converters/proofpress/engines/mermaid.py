"""Diagrams parsed by Mermaid, the very file that a page loads.

Mermaid decides. Merman, a port of it to Rust, is asked for its words on what Mermaid rejects, where a wheel of it exists: it
often says more plainly what is wrong, and where. It is no judge: of diagrams with a small random fault it accepts one in
fourteen that Mermaid does not draw.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from proofpress import assets
from proofpress.cache import current, key
from proofpress.engines.trouble import Trouble, from_utf16
from proofpress.engines.v8 import EngineLimit, Program

if TYPE_CHECKING:
    from merman import Merman


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram that Mermaid can draw; `type` is Mermaid's name for its kind: `flowchart-v2`, `sequence`, `er`, …"""

    type: str


# What the first line of a diagram may begin with, in the order of Mermaid's own documentation.
KEYWORDS = (
    "flowchart",
    "graph",
    "flowchart-elk",
    "swimlane-beta",
    "sequenceDiagram",
    "classDiagram",
    "classDiagram-v2",
    "stateDiagram",
    "stateDiagram-v2",
    "erDiagram",
    "journey",
    "gantt",
    "pie",
    "quadrantChart",
    "requirementDiagram",
    "requirement",
    "gitGraph",
    "C4Context",
    "C4Container",
    "C4Component",
    "C4Dynamic",
    "C4Deployment",
    "mindmap",
    "timeline",
    "sankey",
    "sankey-beta",
    "xychart",
    "xychart-beta",
    "block",
    "block-beta",
    "packet",
    "packet-beta",
    "kanban",
    "architecture",
    "architecture-beta",
    "radar-beta",
    "eventmodeling",
    "treemap",
    "treemap-beta",
    "venn-beta",
    "ishikawa",
    "ishikawa-beta",
    "wardley-beta",
    "treeView-beta",
    "cynefin-beta",
    "railroad-beta",
    "railroad-ebnf-beta",
    "railroad-abnf-beta",
    "railroad-peg-beta",
    "usecase-beta",
    "agentflow-beta",
    "info",
)


def installed() -> bool:
    """Whether Mermaid's files are there; without them nothing can be asked."""
    return assets.installed("mermaid/package.json", "mermaid/dist/mermaid.min.js")


def version() -> str:
    """Mermaid's version."""
    return assets.version("mermaid")


def names() -> tuple[str, ...]:
    """The words that open a diagram, for "did you mean"."""
    return KEYWORDS


def parse(source: str) -> Diagram | Trouble:
    """The kind of one diagram, or the first thing wrong with it. `source` is the fence's content without the fence."""
    (result,) = parse_all([source])
    return result


def parse_all(sources: Iterable[str]) -> list[Diagram | Trouble]:
    """Many diagrams, one result each, in order. Results are kept from one run to the next (see `proofpress.cache`)."""
    fences = list(sources)
    if not fences:
        return []
    texts = [drawn(source) for source in fences]
    results = _parse_all(texts)
    return [
        replace(result, offset=result.offset + len(source) - len(text)) if isinstance(result, Trouble) else result
        for source, text, result in zip(fences, texts, results, strict=True)
    ]


_BEFORE_FRONT_MATTER = re.compile(r"(?:[ \t]*(?:%%(?!\{)[^\n]*)?\n)+(?=---[ \t]*\n)")


def drawn(source: str) -> str:
    """What a page hands to Mermaid: the fence without comments above its front matter, where Mermaid takes them for its end."""
    comments = _BEFORE_FRONT_MATTER.match(source)
    return source[comments.end() :] if comments else source


def _parse_all(texts: list[str]) -> list[Diagram | Trouble]:
    keys = [key("mermaid", version(), _merman_version(), assets.fingerprint(__file__), text) for text in texts]
    return [
        _unpack(octets)
        for octets in current().through(keys, lambda missing: map(_pack, _judge_all(texts[index] for index in missing)))
    ]


def _pack(result: Diagram | Trouble) -> bytes:
    return json.dumps(astuple(result)).encode()


def _unpack(octets: bytes) -> Diagram | Trouble:
    kept = json.loads(octets)
    return Trouble(*kept) if len(kept) > 1 else Diagram(*kept)


@cache
def _merman_version() -> str:
    from importlib import metadata

    try:
        return metadata.version("merman")
    except metadata.PackageNotFoundError:
        return ""


@cache
def _load_merman() -> Merman | None:
    try:
        from merman import Merman
    except ImportError:
        return None
    return Merman()


def _merman(source: str) -> Trouble | None:
    """What merman has to say against a diagram, None where that is nothing."""
    merman = _load_merman()
    # Its errors share no base class.
    with suppress(Exception):
        return _complaint(source, json.loads(merman.analyze_json(source, None))) if merman else None
    return None


def _complaint(source: str, analysis: dict[str, Any]) -> Trouble | None:
    complaint = next((entry for entry in analysis["diagnostics"] if entry["severity"] == "error"), None)
    if complaint is None or complaint["span"] is None:
        return None
    octets = source.encode("utf-8")
    start, end = (
        len(octets[: complaint["span"][side]].decode("utf-8", "ignore")) for side in ("byte_start", "byte_end")
    )
    message = re.sub(r" at \d+$", "", str(complaint["message"]))
    return Trouble(start, end - start, message, _code(message))


def _explain(source: str, judged: Trouble) -> Trouble:
    """Mermaid's verdict in merman's words, at merman's place unless that is no more than the whole diagram or its end."""
    merman = None if judged.code in _OWN_WORDS else _merman(source)
    if merman is None:
        return judged
    code = judged.code if merman.code == "unexpected" else merman.code
    exact = merman if 0 < merman.offset < len(source.rstrip()) else judged
    named = source[exact.offset : exact.offset + exact.length].rstrip()
    return Trouble(exact.offset, len(named), merman.message, code)


_OWN_WORDS = frozenset(("unknown-diagram", "empty", "front-matter", "limit"))
_BATCH = 50
_SECONDS = 10.0


def _judge_all(sources: Iterable[str]) -> Iterator[Diagram | Trouble]:
    waiting = iter(sources)
    while batch := list(islice(waiting, _BATCH)):
        yield from _judge_batch(batch)


def _judge_batch(batch: Sequence[str]) -> Iterator[Diagram | Trouble]:
    try:
        answers = _program.call("__parse", batch, seconds=_SECONDS + 0.2 * len(batch))
    except EngineLimit as limit:
        if len(batch) == 1:
            yield Trouble(0, len(batch[0]), f"Mermaid {limit}", "limit")
            return
        for source in batch:
            yield from _judge_batch([source])
        return
    for source, answer in zip(batch, answers, strict=True):
        yield Diagram(answer["type"]) if "type" in answer else _explain(source, _trouble(source, answer))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What Mermaid's parser is given in place of a source: `origins[n]` is where character n came from."""

    text: str
    origins: tuple[int, ...]

    def without(self, pattern: re.Pattern[str], keep: Callable[[re.Match[str]], str] | None = None) -> _Prepared:
        """Every match left out, or replaced, with the place of its first character."""
        parts: list[str] = []
        origins: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            kept = keep(match) if keep else ""
            parts += (self.text[at : match.start()], kept)
            origins += (
                *self.origins[at : match.start()],
                *(self.origins[match.start() : match.start() + 1] * len(kept)),
            )
            at = match.end()
        return _Prepared("".join((*parts, self.text[at:])), (*origins, *self.origins[at:]))

    def origin(self, offset: int) -> int:
        """Where a place in the prepared text is in the source."""
        return self.origins[max(0, min(offset, len(self.origins) - 1))]


# `preprocessDiagram` and `encodeEntities` in Mermaid's source.
_FRONT_MATTER = re.compile(r"\A([^\S\n\r]*)---\s*[\n\r](.*?)(?<=[\n\r])\1---\s*[\n\r]", re.S)
_DIRECTIVE = re.compile(r"%{2}{\s*(?:(\w+)\s*:|(\w+))\s*(?:(\w+)|((?:(?!}%{2}).|\r?\n)*))?\s*(?:}%{2})?", re.I)
_COMMENT = re.compile(r"^\s*%%(?!{)[^\n]+\n?", re.M)
_ENTITY = re.compile(r"#(\w+);", re.A)


def _prepare(source: str, *, comments: bool = False) -> _Prepared:
    prepared = _Prepared(source, tuple(range(len(source) + 1))).without(re.compile(r"\r\n?"), lambda _: "\n")
    prepared = prepared.without(_FRONT_MATTER).without(_DIRECTIVE)
    if not comments:
        prepared = prepared.without(_COMMENT)
    prepared = prepared.without(re.compile(r"\A\s+"))
    return prepared.without(_ENTITY, lambda match: f"ﬂ°{'°' if match[1].isdigit() else ''}{match[1]}¶ß")


def _trouble(source: str, answer: dict[str, Any]) -> Trouble:
    message = str(answer["message"])
    prepared = _prepare(source)
    first = prepared.origin(0)
    if not prepared.text.strip():
        return Trouble(0, 0, "No diagram", "empty")
    if answer["name"] == "UnknownDiagramError" or "beginning with ---" in message:
        word = re.match(r"\S*", source[first:])
        return Trouble(first, word.end() if word else 0, message.partition(" matching given")[0], "unknown-diagram")
    if "mark" in answer:
        front = _FRONT_MATTER.match(source)
        start = front.start(2) + answer["mark"] if front else 0
        return Trouble(min(start, len(source)), 0, message.partition(" (")[0], "front-matter")
    if "offset" in answer:
        place = from_utf16(prepared.text)
        start, end = place(answer["offset"]), place(answer["offset"] + answer["length"])
    elif drawn := _DRAWN.search(message):
        message = drawn["expected"] or drawn["lexical"] or message
        # Some kinds of diagram keep their comments.
        for variant in (prepared, _prepare(source, comments=True)):
            prepared = variant
            start, end = _drawn_place(prepared.text, drawn, answer["line"], answer["token"])
            if start >= 0:
                break
        if start < 0:
            start, end = _line(prepared.text, answer["line"])
    elif bracketed := re.search(r" at line \d+, column \d+ \[(\d+),(\d+)\)$", message):
        message = message[: bracketed.start()]
        place = from_utf16(prepared.text)
        start, end = place(int(bracketed[1])), place(int(bracketed[2]))
    else:
        start, end = 0, len(prepared.text)
    start = min(start, len(prepared.text.rstrip()))
    end = max(start, min(end, len(prepared.text)))
    from_, to = prepared.origin(start), prepared.origin(end)
    return Trouble(from_, to - from_, message, _code(message))


# A jison parser draws the text around the place, without line breaks: twenty characters, the place, twenty more.
_DRAWN = re.compile(
    r"^(?:Parse|Lexical) error on line \d+[:.]\s*(?P<lexical>Unrecognized text\.)?\n(?P<context>.*)\n(?P<pointer>-*)\^(?:\n(?P<expected>.*))?$",
    re.S,
)


def _drawn_place(text: str, drawn: re.Match[str], line: int, token: str) -> tuple[int, int]:
    """Where the drawn neighbourhood is in the text, nearest to the line that the parser was on; -1 where it is not."""
    places = [offset for offset, character in enumerate(text) if character != "\n"]
    joined = text.replace("\n", "")
    context = drawn["context"]
    before = from_utf16(context)(len(drawn["pointer"]))
    cut = 3 if context.startswith("...") else 0
    needle = context[cut:].removesuffix("...")
    found = [match.start() for match in re.finditer(f"(?={re.escape(needle)})", joined)]
    if not needle or not found:
        return -1, -1
    at = (
        min(found, key=lambda place: abs(text.count("\n", 0, places[min(place, len(places) - 1)]) - line))
        + before
        - cut
    )
    if at >= len(places):
        return len(text), len(text)
    return places[at], places[at] + len(token.rstrip())


def _line(text: str, number: int) -> tuple[int, int]:
    lines = text.split("\n")
    number = max(0, min(number, len(lines) - 1))
    start = sum(len(line) + 1 for line in lines[:number])
    return start, start + len(lines[number])


# The first pattern that fits says the code; the words are merman's, jison's and langium's.
_CODES = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"no Mermaid diagram detected|No diagram type", "unknown-diagram"),
        (r"front-matter", "front-matter"),
        (r"Edge limit|stopped after|text size|resource", "limit"),
        (r"[Ii]nvalid text label|structural characters", "label"),
        (r"Unterminated edge label|edge operator|Expecting '?LINK\b|'START_LINK', 'LINK'", "arrow"),
        (r"Unterminated|Expecting '(?:SQE|NODE_DEND)'.*got '?(?:1|EOF)'?$", "unclosed"),
        (r"unexpected end;|got 'end'", "reserved"),
        (r"Expecting '(?:SQE|NODE_DEND)'", "label"),
        (r"unexpected end of input|STRUCT_STOP|got '?(?:1|EOF)'?$|but found ``|but found: ''$", "end"),
        (r"Unexpected character|Unrecognized text|unexpected character|Lexer error", "character"),
    )
)


def _code(message: str) -> str:
    return next((code for pattern, code in _CODES if pattern.search(message)), "unexpected")


# DOMPurify refuses to start without a document. A parser needs no more of it than the text it was given, so this one
# hands back the text.
_BROWSER = r"""
var window = globalThis, self = globalThis;
(() => {
  class Node {}
  class Element extends Node {}
  const element = () => {
    const made = Object.assign(new Element(), {
      nodeType: 1, innerHTML: '', style: {}, attributes: [], childNodes: [],
      setAttribute() {}, getAttribute: () => null, appendChild() {}, insertBefore() {}, remove() {},
    });
    return Object.defineProperty(made, 'textContent', {get: () => made.innerHTML, set: text => { made.innerHTML = text; }});
  };
  const page = text => {
    const body = Object.assign(element(), {innerHTML: text});
    return {nodeType: 9, body, documentElement: body};
  };
  const clone = (value, seen = new Map()) => {
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = made => { seen.set(value, made); return made; };
    if (value instanceof Date || value instanceof RegExp) return new value.constructor(value);
    if (value instanceof Map) {
      const made = keep(new Map());
      value.forEach((item, key) => made.set(clone(key, seen), clone(item, seen)));
      return made;
    }
    if (value instanceof Set) {
      const made = keep(new Set());
      value.forEach(item => made.add(clone(item, seen)));
      return made;
    }
    const made = keep(Array.isArray(value) ? [] : {});
    for (const key of Object.keys(value)) made[key] = clone(value[key], seen);
    return made;
  };
  Object.assign(globalThis, {
    Node, Element, HTMLTemplateElement: class {}, HTMLFormElement: class {}, DocumentFragment: class {}, NamedNodeMap: class {},
    NodeFilter: {SHOW_ELEMENT: 1, SHOW_TEXT: 4, SHOW_CDATA_SECTION: 8, SHOW_PROCESSING_INSTRUCTION: 64, SHOW_COMMENT: 128},
    DOMParser: class { parseFromString(text) { return page(text); } },
    document: Object.assign(page(''), {
      implementation: {createHTMLDocument: () => page(''), createDocument: () => page('')},
      createElement: element, createDocumentFragment: element, createNodeIterator: () => ({nextNode: () => null}),
      createTextNode: text => Object.assign(element(), {nodeType: 3, innerHTML: text}),
      getElementsByTagName() { return [this.body]; }, querySelector: () => null, querySelectorAll: () => [],
      importNode: node => node, addEventListener() {}, currentScript: null, baseURI: '',
    }),
    addEventListener() {},
    URL: class {
      constructor(text) { this.href = String(text); this.protocol = this.href.replace(/:[^]*/, ':'); this.hostname = ''; }
      static canParse(text) { return /^[a-z][a-z0-9+.-]*:/i.test(text); }
      toString() { return this.href; }
    },
    structuredClone: clone,
    TextEncoder: class {
      encode(text) { return Uint8Array.from(unescape(encodeURIComponent(text)), letter => letter.charCodeAt(0)); }
    },
    TextDecoder: class { decode(octets) { return decodeURIComponent(escape(String.fromCharCode(...octets))); } },
  });
})();
"""

_GLUE = r"""
mermaid.initialize({startOnLoad: false, suppressErrorRendering: true});

function __complaint(error) {
  const told = {message: String(error && error.message || error), name: String(error && error.name)};
  if (error.hash) return {...told, line: error.hash.line | 0, token: String(error.hash.text || '')};
  if (error.mark) return {...told, message: error.reason || told.message, mark: error.mark.position | 0};
  if (error.result && error.result.lexerErrors) {
    const lexed = error.result.lexerErrors.map(({offset, length, message}) => ({offset, length, message}));
    const parsed = error.result.parserErrors.map(({message, token}) =>
      ({message, offset: token.startOffset, length: token.endOffset + 1 - token.startOffset}));
    // A place that is no place, NaN or -1, is the end of the text.
    const [first] = [...lexed, ...parsed].map(entry => entry.offset >= 0 ? entry : {...entry, offset: 1e9, length: 0})
      .sort((one, other) => one.offset - other.offset);
    if (first) return {...told, ...first, message: String(first.message).replace(/ at offset: \d+, skipped \d+ characters\.?$/, '')};
  }
  return told;
}

function __parse(batch) {
  return Promise.all(batch.map(source =>
    mermaid.parse(source).then(result => ({type: result.diagramType}), __complaint)));
}

async function __detect(words) {
  await mermaid.parse('info');
  return words.map(word => { try { return mermaid.detectType(word + '\n'); } catch { return null; } });
}
"""


def _scripts() -> Iterator[str]:
    yield _BROWSER
    yield assets.path("mermaid/dist/mermaid.min.js").read_text(encoding="utf-8")
    yield _GLUE


_program = Program(_scripts, megabytes=1024)
