"""A rule's page in one language, as Markdown: made from the docstring of its module."""

from __future__ import annotations

import re
import sys
from inspect import cleandoc

from proofpress.finding import Words
from proofpress.rules.rule import Rule

_LABELS = {
    "Reported:": Words("Reported:", "会报告："),
    "Instead:": Words("Instead:", "应写作："),
    "Not reported:": Words("Not reported:", "不会报告："),
}
_SEVERITIES = {
    "error": Words("error: stops the build", "错误：中止构建"),
    "warning": Words("warning", "警告"),
    "info": Words("off unless asked for", "默认关闭"),
}
_FIXES = {
    "": Words("by hand", "手工修改"),
    "safe": Words("`check --fix`", "`check --fix`"),
    "unsafe": Words("`check --fix --unsafe-fixes`", "`check --fix --unsafe-fixes`"),
}
_BLOCK = re.compile(r"^(`{3,}|~{3,}).*?^\1[ \t]*$", re.M | re.S)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def render(rule: Rule, language: str = "en") -> str:
    """The page: name, weight, what and why, examples. A paragraph in the other language is left out where both exist."""
    text = cleandoc(sys.modules[rule.check.__module__].__doc__ or "")
    parts = _parts(text)
    chinese = language.startswith("zh")
    spoken = any(bool(_CHINESE.search(part)) == chinese for part in parts if _is_prose(part))
    kept = [part for part in parts if not _is_prose(part) or bool(_CHINESE.search(part)) == (chinese if spoken else not chinese)]
    words = Words(f"Severity: {_SEVERITIES[rule.severity].en}. To mend: {_FIXES[rule.fix].en}.",
                  f"级别：{_SEVERITIES[rule.severity].zh}。修复：{_FIXES[rule.fix].zh}。")
    labelled = [_LABELS[part].of(language) if part in _LABELS else part for part in kept]
    return "\n\n".join((f"# {rule.name}", *labelled, words.of(language))) + "\n"


def _is_prose(part: str) -> bool:
    return part not in _LABELS and not part.startswith(("```", "~~~"))


def _parts(text: str) -> list[str]:
    """Paragraphs and fenced blocks."""
    parts: list[str] = []
    at = 0
    for block in _BLOCK.finditer(text):
        parts += re.split(r"\n\s*\n", text[at : block.start()])
        parts.append(block[0])
        at = block.end()
    parts += re.split(r"\n\s*\n", text[at:])
    return [part.strip() for part in parts if part.strip()]
