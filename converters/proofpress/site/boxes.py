"""Quotes that begin with the label of a box (`> **Tip**`) as the boxes that they are; the name of its kind is in the
language of the page, alone or before words in that language."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from proofpress.evidence import chinese
from proofpress.readers.html.box_words import is_grave, names_kind

_IN_CHINESE = {
    "abstract": "摘要",
    "attention": "注意",
    "bug": "缺陷",
    "caution": "小心",
    "danger": "危险",
    "error": "错误",
    "example": "示例",
    "failure": "失败",
    "hint": "提示",
    "important": "重要",
    "info": "信息",
    "note": "注意",
    "question": "问题",
    "quote": "引用",
    "success": "成功",
    "tip": "提示",
    "todo": "待办",
    "warning": "警告",
}


def arrange(root: Element, language: str = "en") -> None:
    """Give such a quote the class of a box, and one that warns that of a grave one."""
    for quote in root.iter("blockquote"):
        label = _label(quote)
        if not label:
            continue
        quote.set("class", "pp-box pp-box--grave" if is_grave(label) else "pp-box")
        said = _IN_CHINESE.get(label.lower()) if language.startswith("zh") else None
        if said and label == label.capitalize() and _is_before_chinese(quote[0]):
            bold, tail = quote[0][0], quote[0][0].tail
            bold.clear()
            bold.text, bold.tail = said, tail


def _is_before_chinese(paragraph: Element) -> bool:
    """Whether a label stands alone, or before words in Chinese."""
    behind = (paragraph[0].tail or "").strip()
    return chinese.has(behind) or len(paragraph) == 1 and not behind


def _label(quote: Element) -> str:
    """The label that a quote begins with, "" where it begins with anything else."""
    first = next(iter(quote), None)
    if first is None or first.tag != "p" or (first.text or "").strip():
        return ""
    bold = next(iter(first), None)
    said = "".join(bold.itertext()) if bold is not None and bold.tag == "strong" else ""
    return said if names_kind(said) else ""
