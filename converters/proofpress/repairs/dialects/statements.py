"""What Quarto states between colons, `::: {#thm-a}` over a heading that is its title: a box under its kind and its
number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofpress.ledger import Ledger
from proofpress.markdown import Lexed
from proofpress.regex import regex
from proofpress.repairs.lines import Change, Lines
from proofpress.source import Source

KINDS = {
    "thm": "theorem", "lem": "lemma", "cor": "corollary", "prp": "proposition", "cnj": "conjecture",
    "def": "definition", "exm": "example", "exr": "exercise", "sol": "solution", "rem": "remark",
}  # fmt: skip
"""The boxes by the prefixes of their names."""
_NAMED = regex(rf"\{{[ \t]*+#(?P<name>(?P<kind>{'|'.join(KINDS)})-[\w.-]++)(?P<rest>[^{{}}\n]*+)\}}")
_TITLE = regex(r"\bname[ \t]*+=[ \t]*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)')")


def boxes(source: Source, lexed: Lexed, lines: Lines, numbers: Mapping[str, int], ledger: Ledger) -> Iterator[Change]:
    """The heads of statements as those of boxes, under which the containers read them."""
    headings = {lines.line_of(one.text.start): one for one in lexed.headings}
    for one in lexed.directives:
        if one.last < 0 or (named := _NAMED.match(one.braces)) is None:
            continue
        first = next((number for number in range(one.first + 1, one.last) if not lines.blank(number)), one.last)
        heading = headings.get(first)
        given = _TITLE.search(named["rest"])
        title = (given[1] or given[2] or "") if given else ""
        if heading is not None and not title:
            title = source.text[slice(*heading.text)].strip()
            span = lines.whole(first, first)
            yield Change(*span, "")
            ledger.repaired(source.span(*span), "the title of a statement", "定理等环境的标题")
        number = str(numbers.get(named["name"], ""))
        said = f"{number} ({title})" if number and title else number or title
        quote = "'" if '"' in said else '"'
        at = lines.starts[one.first] + lines[one.first].index(one.braces)
        yield Change(at, at + len(one.braces), f"{{.{KINDS[named['kind']]} title={quote}{said}{quote}}}")
        ledger.repaired(source.span(at, at + len(one.braces)), "a statement as a box", "定理等环境改为提示框")
