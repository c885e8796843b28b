"""The emoji that forums, chats and Markdown extensions write by their names between colons."""

from __future__ import annotations

from functools import cache


def of(name: str) -> str:
    """The emoji of a name without its colons, as GitHub or EmojiOne has it; "" for a name that is none."""
    # No name holds a sign: nothing is loaded for an emoji itself.
    code = _codes().get(f":{name}:", "") if name.isascii() else ""
    return "".join(chr(int(part, 16)) for part in code.split("-")) if code else ""


@cache
def _codes() -> dict[str, str]:
    from pymdownx import emoji1_db, gemoji_db

    found: dict[str, str] = {}
    for known in (emoji1_db, gemoji_db):
        codes = {name: str(one.get("unicode", "")) for name, one in known.emoji.items()}
        found |= codes | {alias: codes[name] for alias, name in known.aliases.items() if name in codes}
    return found
