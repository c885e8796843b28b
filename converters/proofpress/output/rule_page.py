"""The page of a rule, from the docstring of its module: what, why, reported, instead, in either language.

A docstring holds paragraphs in English, the same in Chinese, then examples in fences, each after a line `Reported:` or
`Instead:`. The first paragraph in a language is the title.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from inspect import cleandoc
from typing import Literal

from proofpress import suppress
from proofpress.check import examine
from proofpress.evidence.chinese import is_chinese
from proofpress.finding import Severity, Words
from proofpress.markdown.signs import TICKS
from proofpress.markdown.ticks import fence_around
from proofpress.regex import regex
from proofpress.rules import FAMILIES, RULES
from proofpress.rules.rule import Rule
from proofpress.source import Source


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of Markdown and whether the rule reports it."""

    kind: Literal["reported", "instead"]
    text: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule's page in pieces."""

    title: Words
    body: Words
    examples: tuple[Example, ...]


_EXAMPLE = regex(rf"^(Reported|Instead):\n\n({TICKS})markdown\n((?:(?!Reported:|Instead:).*\n)*?)\2$", re.M)
_WEIGHTS = {
    Severity.ERROR: Words("error: `check` fails at it, and so does a strict build", "错误：`check` 与严格构建都会失败"),
    Severity.WARNING: Words("warning", "警告"),
    Severity.INFO: Words("off unless asked for", "默认不检查"),
}
_FIXES = {
    "": Words("by hand", "需手工修改"),
    "safe": Words("`check --fix` mends it", "`check --fix` 可自动修复"),
    "unsafe": Words("`check --unsafe-fixes` mends it", "`check --unsafe-fixes` 可自动修复"),
}


def page_of(rule: Rule) -> RulePage:
    """The parts of a rule's docstring."""
    text = cleandoc(sys.modules[rule.check.__module__].__doc__ or "")
    found = list(_EXAMPLE.finditer(text))
    lead = text[: found[0].start()] if found else text
    paragraphs = [p.strip() for p in lead.split("\n\n") if p.strip()]
    english = [p for p in paragraphs if not is_chinese(_words(p))]
    chinese = [p for p in paragraphs if is_chinese(_words(p))]
    examples = tuple(Example("reported" if m[1] == "Reported" else "instead", m[3]) for m in found)
    return RulePage(
        Words(
            " ".join(english[0].split("\n")) if english else rule.name,
            "".join(chinese[0].split("\n")) if chinese else rule.name,
        ),
        Words(
            "\n\n".join(" ".join(p.split("\n")) for p in english[1:]),
            "\n\n".join("".join(p.split("\n")) for p in chinese[1:]),
        ),
        examples,
    )


def render(rule: Rule, language: str = "en") -> str:
    """One rule as Markdown, for `explain` and an editor."""
    page = page_of(rule)
    zh = language.startswith("zh")
    facts = f"{_WEIGHTS[rule.severity].of(language)}{'；' if zh else '; '}{_FIXES[rule.fix].of(language)}"
    parts = [f"# {rule.name}", page.title.of(language), page.body.of(language), facts + ("。" if zh else ".")]
    heads = {"reported": Words("Reported", "会报告"), "instead": Words("Instead", "应写作")}
    for example in page.examples:
        parts += [f"{heads[example.kind].of(language)}{'：' if zh else ':'}", _fenced(example.text)]
    return "\n\n".join(p for p in parts if p) + "\n"


def both(rule: Rule) -> str:
    """The page of the site: both languages, the examples once."""
    page = page_of(rule)
    parts = [f"# {rule.name}"]
    for language in ("zh", "en"):
        parts += [page.title.of(language), page.body.of(language)]
    parts.append(
        f"{_WEIGHTS[rule.severity].zh}；{_FIXES[rule.fix].zh}。<br>{_WEIGHTS[rule.severity].en.capitalize()}; "
        f"{_FIXES[rule.fix].en}."
    )
    for number, example in enumerate(page.examples):
        again = number > 1
        head = Words("Reported", "会报告") if example.kind == "reported" else Words("Instead", "应写作")
        parts += [f"## {head.zh} · {head.en}{f' {number // 2 + 1}' if again else ''}", _fenced(example.text)]
    return "\n\n".join(p for p in parts if p) + "\n"


def index() -> str:
    """The list of all rules, by family."""
    parts = [
        "# 规则 · Rules",
        (
            "`proofpress check` 报告的每一种问题。E 使检查失败，W 只提示，I 默认不检查；✔ 可用 `--fix` 安全修复，✎ "
            "可用 `--unsafe-fixes` 修复。"
        ),
        (
            "Every fault that `proofpress check` reports. E makes it fail, W is shown, I is off unless asked "
            "for; ✔ is mended by `--fix`, ✎ by `--unsafe-fixes`."
        ),
    ]
    marks = {"": "", "safe": "✔", "unsafe": "✎"}
    for family, rules in FAMILIES:
        rows = ["| | | | |", "| --- | --- | --- | --- |"]
        rows[0] = f"| {family} | | | |"
        for rule in rules:
            title = page_of(rule).title
            rows.append(
                f"| [{rule.name}]({rule.name}.md) | {rule.severity.name[0]} | {marks[rule.fix]} | "
                f"{_cell(title.zh)}<br>{_cell(title.en)} |"
            )
        parts += [f"## {family}", "\n".join(rows)]
    parts += [
        f"## {suppress.UNUSED}",
        (
            "一条 `<!-- proofpress-ignore 规则: 原因 -->` 注释让下一块不受某条规则检查，`<!-- "
            "proofpress-ignore-file 规则: 原因 -->` 让整页不受检查；没有起作用的注释会以此名报告。"
        ),
        (
            "A comment `<!-- proofpress-ignore RULE: reason -->` silences a rule for the next block, `<!-- "
            "proofpress-ignore-file RULE: reason -->` for the page; one that silences nothing is reported under "
            "this name."
        ),
    ]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """All pages of `docs/rules/`, by file name."""
    made = {"index.md": index()} | {f"{rule.name}.md": both(rule) for rule in RULES}
    return {name: _silenced(text) for name, text in made.items()}


def _silenced(text: str) -> str:
    """The page with a comment for each rule that takes its examples for faults: some look into code."""
    found = sorted(
        {finding.rule for finding in examine(Source("page.md", text)).findings if finding.severity != Severity.INFO}
    )
    title, _, rest = text.partition("\n\n")
    comments = [f"<!-- proofpress-ignore-file {name}: the examples show the fault -->" for name in found]
    return "\n\n".join((title, *comments, rest))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _fenced(text: str) -> str:
    fence = fence_around(text)
    return f"{fence}markdown\n{text}{fence}"


def _words(paragraph: str) -> str:
    """A paragraph without its code."""
    return re.sub(r"`[^`]*`", "", paragraph)
