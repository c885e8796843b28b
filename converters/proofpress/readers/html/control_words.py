"""The words that a reader sees in a control: the label of a button, what a field holds or asks for, a menu's choice.

The prompt of a search box is the page's own."""

from __future__ import annotations

from proofpress.readers.html.dom import Element

_PUSHED = frozenset(("button", "submit", "reset"))
_NO_WORDS = _PUSHED | {"hidden", "checkbox", "radio", "image", "file", "password", "color", "range"}
"""Kinds of `<input>` that are no field with words in it."""
FIELDS = frozenset(("input", "select", "textarea", "progress", "meter"))
"""Controls that show words which are not their text, or not all of it."""


def label_of(control: Element) -> str:
    """What a reader sees in one, in a line; "" where it shows no words."""
    match control.name:
        case "input":
            return _of_input(control)
        case "select":
            return _chosen(control)
        case "textarea":
            return control.brief() or _spaced(control.attr("placeholder"))
        case "progress" | "meter":
            return control.brief() or "/".join(filter(None, map(_spaced, map(control.attr, ("value", "max")))))
        case _:
            return control.brief()


def _of_input(control: Element) -> str:
    kind = control.attr("type").strip().lower()
    if kind in _PUSHED:
        return _spaced(control.attr("value"))
    asks = "" if kind == "search" else control.attr("placeholder")
    return "" if kind in _NO_WORDS else _spaced(control.attr("value") or asks)


def _chosen(menu: Element) -> str:
    """The choice that a menu shows: those that are selected, or the first."""
    options = list(menu.all("option"))
    shown = [one for one in options if "selected" in one.attrs] or options[:1]
    return " / ".join(filter(None, (one.brief() or _spaced(one.attr("label")) for one in shown)))


def _spaced(words: str) -> str:
    return " ".join(words.split())
