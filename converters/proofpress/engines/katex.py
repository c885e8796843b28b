"""Formulas typeset by KaTeX, the very file that a page would load.

Source of the options: KaTeX's documentation, "Options". `trust` is off, so a formula can neither load nor link
anything; the expansion limit is KaTeX's own default, so what renders here renders wherever KaTeX does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from proofpress import assets
from proofpress.cache import current, key
from proofpress.engines.trouble import Trouble, from_utf16
from proofpress.engines.v8 import EngineLimit, Program
from proofpress.regex import regex

MAX_EXPAND = 1000
MAX_SIZE_EM = 100


Macro = str | tuple[str, str, int]
"""TeX with `#1` for the first argument; or that, what stands for the first argument where it is left out, and their
number."""


class Formula(NamedTuple):
    """TeX without its delimiters, and whether it stands on a line of its own."""

    tex: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class Typeset:
    """HTML for the eye with MathML for everything else, the TeX in its annotation.

    `strict` holds what KaTeX accepts and LaTeX does not. Its codes are KaTeX's own: `unicodeTextInMathMode`,
    `unknownSymbol`, `newLineInDisplayMode`, `htmlExtension`, `mathVsTextUnits`, `commentAtEnd`, `mathVsTextAccents`,
    `textEnv`; `untrusted` is ours, for a command that KaTeX shows in red because `trust` is off.
    """

    html: str
    strict: tuple[Trouble, ...] = ()


class Names(NamedTuple):
    """What KaTeX knows: control words with their backslash, environments without braces."""

    macros: frozenset[str]
    environments: frozenset[str]


def installed() -> bool:
    """Whether KaTeX's files are there; without them nothing can be asked."""
    return assets.installed("katex/package.json", "katex/dist/katex.min.js")


def version() -> str:
    """KaTeX's version."""
    return assets.version("katex")


def typeset(tex: str, display: bool = False, macros: Mapping[str, Macro] | None = None) -> Typeset | Trouble:
    """One formula as HTML, or the first thing wrong with it. `macros` maps `\\name` to its TeX, as KaTeX's option
    does."""
    (result,) = typeset_all([Formula(tex, display)], macros)
    return result


def typeset_all(formulas: Iterable[Formula], macros: Mapping[str, Macro] | None = None) -> list[Typeset | Trouble]:
    """Many formulas, one result each, in order; definitions made in one are not seen by the next.

    Results are kept from one run to the next (see `proofpress.cache`).
    """
    asked = list(formulas)
    if not asked:
        return []
    settings = json.dumps(dict(macros or {}), sort_keys=True)
    keys = [
        key("katex", version(), assets.fingerprint(__file__), settings, "display" if display else "inline", tex)
        for tex, display in asked
    ]
    return [
        _unpack(octets)
        for octets in current().through(
            keys, lambda missing: map(_pack, _typeset_some([asked[index] for index in missing], dict(macros or {})))
        )
    ]


@cache
def names() -> Names:
    """Every name that KaTeX defines, for "did you mean"."""
    found: dict[str, list[str]] = _program.call("__names", seconds=_SECONDS)
    return Names(
        frozenset(name for name in found["macros"] if re.fullmatch(r"\\([a-zA-Z]+|[^a-zA-Z@])", name)),
        frozenset(found["environments"]),
    )


_BATCH = 250
_SECONDS = 5.0


def _typeset_some(formulas: Iterable[Formula], macros: dict[str, Macro]) -> Iterator[Typeset | Trouble]:
    waiting = iter(formulas)
    while batch := list(islice(waiting, _BATCH)):
        yield from _typeset_batch(batch, macros)


def _pack(result: Typeset | Trouble) -> bytes:
    if isinstance(result, Trouble):
        return json.dumps(astuple(result)).encode()
    return json.dumps({"html": result.html, "strict": [astuple(warning) for warning in result.strict]}).encode()


def _unpack(octets: bytes) -> Typeset | Trouble:
    kept = json.loads(octets)
    if isinstance(kept, list):
        return Trouble(*kept)
    return Typeset(kept["html"], tuple(Trouble(*warning) for warning in kept["strict"]))


def _typeset_batch(batch: Sequence[Formula], macros: dict[str, Macro]) -> Iterator[Typeset | Trouble]:
    try:
        answers = _program.call(
            "__typeset", batch, macros, MAX_EXPAND, MAX_SIZE_EM, seconds=_SECONDS + 0.02 * len(batch)
        )
    except EngineLimit as limit:
        if len(batch) == 1:
            yield Trouble(0, len(batch[0].tex), f"KaTeX {limit}", "limit")
            return
        for formula in batch:
            yield from _typeset_batch([formula], macros)
        return
    for formula, answer in zip(batch, answers, strict=True):
        yield _result(formula.tex, answer)


def _result(tex: str, answer: dict[str, Any]) -> Typeset | Trouble:
    if "html" in answer:
        strict = (_trouble(tex, *warning) for warning in answer["strict"])
        return Typeset(answer["html"], tuple(dict.fromkeys(strict)))
    message = answer["message"]
    code = _code(message)
    if code == "brace" and message.startswith("Unexpected end") and _balanced(tex):
        code = "argument"
    return _trouble(tex, message, answer["start"], answer["end"], code)


def _balanced(tex: str) -> bool:
    signs = re.sub(r"\\[^a-zA-Z]", "", tex)
    return signs.count("{") == signs.count("}")


def _trouble(tex: str, message: str, start: int | None, end: int | None, code: str) -> Trouble:
    if start is None or end is None:
        start, end = _named_place(tex, message)
    else:
        place = from_utf16(tex)
        start, end = place(start), place(end)
    # A control word's token holds the spaces behind it.
    return Trouble(start, len(tex[start:end].rstrip()), message, code)


def _named_place(tex: str, message: str) -> tuple[int, int]:
    """Where the control word stands that a message without a position names; else the whole formula."""
    if environment := re.search(r"\{[a-zA-Z]+\*?\}", message):
        name = re.escape(rf"\begin{environment[0]}")
    elif command := re.search(r"\\[a-zA-Z]+", message):
        name = re.escape(command[0]) + r"(?![a-zA-Z])"
    else:
        return 0, len(tex)
    here = re.search(name, tex)
    return here.span() if here else (0, len(tex))


# The first pattern that fits says the code. KaTeX's wording: `new ParseError(` in its source.
_CODES = tuple(
    (regex(pattern), code)
    for pattern, code in (
        (r"Undefined control sequence", "unknown-macro"),
        (r"No such environment", "unknown-environment"),
        (r"Double (super|sub)script", "double-script"),
        (r"Expected '\\right'|got '\\right'|got '\\middle'|\\middle without|[Dd]elimiter", "left-right"),
        (r"got '&'|Too many tab|Can't use function '&'", "ampersand"),
        (
            r"Mismatch: \\begin|Expected & or|Expected \\\\ or|Expected '\\end'|got '\\end'|[Ii]nvalid environment",
            "environment",
        ),
        (r"valid only within array|column|Missing a \S+ character to complete a CD|after @$", "environment"),
        (r"[Ee]xpected '\]'|got '\]'", "bracket"),
        (r"Expected '\}'|Extra \}|got '\}'|end of input in a macro argument", "brace"),
        (r"Can't use function '\$'|Expected '\$'|got '\$'", "dollar"),
        (r"only in display|only in display mode", "display-only"),
        (r"Can't use function", "mode"),
        (
            (
                r"Expected group|with no arguments|missing argument|doesn't match its definition"
                r"|Limit controls|Invalid number of arguments"
            ),
            "argument",
        ),
        (r"\\(re)?newcommand|macro|control sequence|[Aa]rgument number|[Pp]laceholder", "definition"),
        (r"Invalid (size|unit|color|attribute|key|\\arraystretch|base)|key/value|@char|type of space", "value"),
        (r"Multiple \\tag", "tag"),
        (r"one infix operator", "infix"),
        (r"Too many expansions|stopped after|call stack", "limit"),
    )
)


def _code(message: str) -> str:
    return next((code for pattern, code in _CODES if pattern.search(message)), "unexpected")


# Tokens of a macro's body carry places in that body. What a token belongs to is known for a warning; for an error the
# message tells, because it quotes the neighbourhood of the place.
_GLUE = r"""
const __quoted = (tex, start, end) =>
  (start > 15 ? '…' + tex.slice(start - 15, start) : tex.slice(0, start)) +
  tex.slice(start, end).replace(/[^]/g, '$&\u0332') +
  (end + 15 < tex.length ? tex.slice(end, end + 15) + '…' : tex.slice(end));

// A macro whose first argument may be left out: its body, what stands for that argument, and how many there are.
const __macro = value => typeof value === 'string' ? value : context => {
  const [body, left, count] = value;
  const written = tokens => tokens.map(token => token.text.replace(/^\\[a-zA-Z@]+$/, '$& ')).join('');
  const bracketed = () => {
    const tokens = [];
    for (let depth = 0, token; (token = context.popToken()).text !== ']' || depth; tokens.push(token)) {
      if (token.text === 'EOF') throw new katex.ParseError('Unexpected end of input in an optional argument', token);
      depth += token.text === '{' ? 1 : token.text === '}' ? -1 : 0;
    }
    return written(tokens);
  };
  context.consumeSpaces();
  const given = context.future().text === '[' && context.popToken();
  const first = given ? bracketed() : left;
  const all = [first, ...context.consumeArgs(count - 1).map(tokens => written([...tokens].reverse()))];
  return body.replace(/#([1-9])/g, (_, number) => all[number - 1] ?? '');
};

function __typeset(batch, given, maxExpand, maxSize) {
  const macros = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, __macro(value)]));
  return batch.map(([tex, displayMode]) => {
    const strict = [];
    const note = (code, message, token) => {
      const loc = token && token.loc;
      const here = loc && loc.lexer.input === tex;
      strict.push([message, here ? loc.start : null, here ? loc.end : null, code]);
      return 'ignore';
    };
    const trust = context => {
      strict.push([`${context.command} is not allowed here`, null, null, 'untrusted']);
      return false;
    };
    try {
      const html = katex.renderToString(tex, {
        displayMode, maxExpand, maxSize, strict: note, macros: {...macros},
        output: 'htmlAndMathml', throwOnError: true, trust, globalGroup: false,
      });
      return {html, strict};
    } catch (error) {
      const start = error.position, end = start + error.length;
      const here = start !== undefined && error.message.endsWith(': ' + __quoted(tex, start, end));
      const message = String(error.rawMessage || error.message || error);
      return {message, start: here ? start : null, end: here ? end : null};
    }
  });
}

// KaTeX has no list of its names, but looks each name up in the tables that hold them: who watches the looking sees
// them.
function __names() {
  const tables = new Set(), honest = Object.prototype.hasOwnProperty;
  const watch = tex => {
    tables.clear();
    Object.prototype.hasOwnProperty = function (key) { tables.add(this); return honest.call(this, key); };
    const watched = context => { context.isDefined('\\watching'); return ''; };
    try { katex.renderToString(tex, {macros: {'\\watched': watched}}); }
    catch { }
    finally { Object.prototype.hasOwnProperty = honest; }
    return [...tables];
  };
  return {
    macros: watch('\\watched').flatMap(Object.keys),
    environments: watch('\\begin{watched}\\end{watched}')
      .filter(table => honest.call(table, 'matrix')).flatMap(Object.keys),
  };
}
"""


def _scripts() -> Iterator[str]:
    yield assets.path("katex/dist/katex.min.js").read_text(encoding="utf-8")
    yield _GLUE


_program = Program(_scripts)
