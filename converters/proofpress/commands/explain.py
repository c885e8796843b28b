"""`proofpress explain`: a rule's page, or the list of all rules."""

from __future__ import annotations

import difflib
import sys

from proofpress.commands.language import Speaker
from proofpress.commands.streams import give, say


def run(names: list[str], speak: Speaker) -> int:
    """Print the pages of the named rules, or one line for each rule. Returns 0, or 2 for a name that no rule has."""
    from proofpress.output.rule_page import render
    from proofpress.rules import FAMILIES, RULES

    rules = {rule.name: rule for rule in RULES}
    if not names:
        for family, members in FAMILIES:
            give(f"{family}:\n" + "".join(f"  {rule.name:26} {rule.severity.value}\n" for rule in members))
        return 0
    for name in names:
        if name not in rules:
            close = difflib.get_close_matches(name, rules, 3, 0.5)
            hint = (
                speak(f"; did you mean {', '.join(close)}?", f"；是否指 {'、'.join(close)}？")
                if close
                else speak("; proofpress explain lists them all", "；proofpress explain 可列出全部规则")
            )
            say(
                speak(
                    f"proofpress explain: no rule is called {name}{hint}",
                    f"proofpress explain：没有名为 {name} 的规则{hint}",
                )
            )
            return 2
    for number, name in enumerate(names):
        if number:
            give("\n")
        _show(render(rules[name], speak.language))
    return 0


def _show(markdown: str) -> None:
    if not sys.stdout.isatty():
        give(markdown)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(markdown))
