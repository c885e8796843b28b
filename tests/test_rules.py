"""Every rule's docstring: what it calls reported is reported, once and by that rule; what stands instead is clean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.config import Settings
from proofpress.finding import Severity
from proofpress.fix import fix
from proofpress.markdown import CANONICAL
from proofpress.markdown.templates import Mark
from proofpress.output.rule_page import Example, page_of, pages, render
from proofpress.rules import RULES
from proofpress.rules.rule import Rule
from proofpress.rules.site import Docs
from proofpress.rules.sites import MemorySite
from proofpress.source import Source

PAGES = Path(__file__).parent.parent / "docs" / "rules"
MADE = pages()
SITE = MemorySite(
    {"docs/page.md": None, "docs/other.md": "# Other\n\n## 安装\n\nText.\n", "docs/figure.png": None},
    {"https://gone.example/": "404 Not Found"},
    config=None,
)
PLAIN = MemorySite(docs=Docs("mkdocs.yml", "docs", dialect=replace(CANONICAL, sane_lists=False)))
"""A site with other settings than ours, for the rules that have nothing to say of ours."""
SITES = {
    "list-number": MemorySite(docs=PLAIN.docs("page.md"), config=str(Path(__file__).parent / "rules" / "plain.yml")),
    "list-mixed": PLAIN,
    "list-marker": MemorySite(docs=Docs("mkdocs.yml", "docs", dialect=replace(CANONICAL, parens=False))),
    "snippet-missing": MemorySite({"docs/parts/there.md": None}, docs=Docs("mkdocs.yml", "docs", snippets=("docs",))),
    "container-unclosed": MemorySite(
        docs=Docs("mkdocs.yml", "docs", dialect=replace(CANONICAL, taken=frozenset({"block"})))
    ),
    "math-delimiter": MemorySite(
        docs=Docs("mkdocs.yml", "docs", dialect=replace(CANONICAL, math=frozenset({r"\(", r"\["})))
    ),
    "math-eaten": MemorySite(
        docs=Docs("mkdocs.yml", "docs", dialect=replace(CANONICAL, drawn=frozenset("$"), redrawn=frozenset("$"))),
        config=str(Path(__file__).parent / "rules" / "plain.yml"),
    ),
    "sign-replaced": MemorySite(
        docs=Docs("mkdocs.yml", "docs", extensions=frozenset({"pymdownx.smartsymbols", "smarty"})),
        config=str(Path(__file__).parent / "rules" / "replacing.yml"),
    ),
    "template-broken": MemorySite(
        docs=Docs(
            "mkdocs.yml",
            "docs",
            dialect=replace(CANONICAL, templates=(Mark("{#", "#}", False), Mark("{{", "}}"))),
            jinja=(("variable_start_string", "{{"), ("comment_start_string", "{#")),
            names=frozenset({"total"}),
        )
    ),
    "escaped-tag": MemorySite(docs=Docs("mkdocs.yml", "docs", dialect=replace(CANONICAL, escapes=False))),
}
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(page_of(rule).examples)
]


def settings_for(rule: Rule) -> Settings:
    return Settings(select=("default", rule.name))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_page_in_both_languages(rule: Rule) -> None:
    page = page_of(rule)
    kinds = [example.kind for example in page.examples]
    assert kinds
    assert kinds == ["reported", "instead"] * (len(kinds) // 2)
    assert rule.name not in page.title
    assert render(rule, "zh").startswith(f"# {rule.name}\n\n{page.title.zh}")


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_examples(rule: Rule, example: Example) -> None:
    findings = check(Source("docs/page.md", example.text), SITES.get(rule.name, SITE), settings_for(rule))
    said = [(f.rule, str(f.message), f.detail) for f in findings]
    assert [name for name, *_ in said] == ([rule.name] if example.kind == "reported" else []), said


@pytest.mark.parametrize(
    ("rule", "example"),
    [p for p in EXAMPLES if p.values[1].kind == "reported" and p.values[0].fix],  # type: ignore[union-attr]
)
def test_a_fix_leaves_nothing_to_report(rule: Rule, example: Example) -> None:
    unsafe, site = rule.fix == "unsafe", SITES.get(rule.name, SITE)
    finding = check(Source("docs/page.md", example.text), site, settings_for(rule))[0]
    if finding.fix is None:
        left = fix(Source("docs/page.md", example.text), site, settings_for(rule), unsafe=unsafe)
        assert left.source.text == example.text
        return
    fixed = fix(Source("docs/page.md", example.text), site, settings_for(rule), unsafe=unsafe)
    assert [f.rule for f in fixed.applied] == [rule.name]
    assert fixed.findings == ()
    again = fix(fixed.source, site, settings_for(rule), unsafe=unsafe)
    assert again.source.text == fixed.source.text
    assert not again.applied


def test_names_and_severities() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    known = {rule.name for rule in RULES}
    for rule in RULES:
        assert rule.name == rule.check.__module__.rpartition(".")[2].replace("_", "-")
        assert rule.severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        assert set(rule.gives_way) <= known - {rule.name}


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_pages_of_the_site_are_current(name: str) -> None:
    path = PAGES / name
    assert path.exists(), "run scripts/rule_pages.py"
    assert path.read_text("utf-8") == MADE[name], "run scripts/rule_pages.py"


def test_no_page_of_a_rule_that_is_gone() -> None:
    assert {path.name for path in PAGES.glob("*.md")} <= set(MADE)
