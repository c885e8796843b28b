"""Quotes that begin with the label of a box (`> **Tip**`) as the boxes that they are."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from proofpress.readers.html.box_words import is_grave, names_kind


def arrange(root: Element) -> None:
    """Give such a quote the class of a box, and one that warns that of a grave one."""
    for quote in root.iter("blockquote"):
        label = _label(quote)
        if label:
            quote.set("class", "pp-box pp-box--grave" if is_grave(label) else "pp-box")


def _label(quote: Element) -> str:
    """The label that a quote begins with, "" where it begins with anything else."""
    first = next(iter(quote), None)
    if first is None or first.tag != "p" or (first.text or "").strip():
        return ""
    bold = next(iter(first), None)
    said = "".join(bold.itertext()) if bold is not None and bold.tag == "strong" else ""
    return said if names_kind(said) else ""
