"""What stands between two dollars and is no formula: running text from one sum of money or shell variable to the
next."""

from __future__ import annotations

from proofpress.evidence import chinese
from proofpress.evidence.tex import Look, look, outside_strings, outside_text
from proofpress.regex import regex

_STOPS = regex("[，。；：！？、“”]")
_SENTENCE = regex(r"(?:(?<![\\\w{])[A-Za-z]{2,}[,.]? ){5,}")
_SUM = regex(r"\d[\d,.]*")
_VARIABLE = regex(r"\{?[A-Z][A-Z0-9_]{2,}\}?(?![A-Za-z0-9_])")
_ENDS = regex(r"[-–—/,;:，、；：。](?<!\\[,;:])$")
_WORDS = regex(r" ?[A-Za-z]{3,}[,;:.]? [A-Za-z]{2,}| [A-Za-z]{3,}[-,;:]$|(?: [A-Za-z]{2,})++ $|/[a-z]{3,}|/\.[a-z]{2,}")


def is_running_text(tex: str) -> bool:
    """True for what no author means as one formula: a sentence, or what follows a price or a variable of a shell.

    Names in Chinese, as in `准确率 = n/m`, are none; words in `\\text{…}` and in the quotes of a term do not count.
    """
    bare = outside_text(tex).lstrip(" ")
    lead = _SUM.match(bare) or _VARIABLE.match(bare)
    if lead is None:
        bare = outside_strings(bare)
    wide = bool(chinese.letters(bare))
    if wide and _STOPS.search(bare) or _SENTENCE.search(bare):
        return True
    if lead is None:
        return False
    rest = bare[lead.end() :]
    return bool(wide and chinese.letters(rest[:2]) or _ENDS.search(bare) and len(rest) < 2 or _WORDS.match(rest))


def is_plainly_none(tex: str) -> bool:
    """Running text without a single sign of TeX in it; behind a price or a variable, an equation sign is none."""
    bare = tex.lstrip(" ")
    led = _SUM.match(bare) or _VARIABLE.match(bare)
    least = Look.SCRIPT if led else Look.RELATION
    return is_running_text(tex) and look(tex, chinese_letters=len(tex), words=len(tex)) < least


_NAMED = regex(rf"(?a:[A-Za-z_]\w*(?:(?:->|::)\w+|\[\w*\])*) ?[{chinese.CLASS}]{{1,6}}")


def is_between_names(tex: str, after: str) -> bool:
    """True for what stands between two variables, `i和` in `$i和$j`; `after` is what follows the second dollar. No
    formula ends with a word of Chinese right before a name."""
    return after[:1].isascii() and (after[:1].isalpha() or after[:1] == "_") and _NAMED.fullmatch(tex) is not None


def is_between_prices(tex: str, after: str) -> bool:
    """True for what stands between two prices, `950*12=` in `$950*12=$11400`; `after` is what follows the second
    dollar.

    A formula does not begin with a sum and end right before another: an exercise, `$3+4=$ ____`, leaves room.
    """
    return after[:1].isdecimal() and tex[:1].isdecimal() and look(tex) < Look.SCRIPT


_COUNTRY = regex(r"\d[\d,.]*+(?![\w^_=+*/<>]).*[^\w\\{}](?:(US|HK|NZ|NT|AU|CA|SG|MX)|[ACRS])")
"""A sum, and what stands before the dollar of a country."""


def is_between_currencies(tex: str, after: str) -> bool:
    """True for what stands between a sum and the dollar of a country, `12, or US` in `$12, or US$ 6`; `after` is what
    follows the second dollar."""
    found = _COUNTRY.fullmatch(tex)
    if found is None or look(tex) >= Look.RELATION:
        return False
    # One letter may be a variable.
    return (after.lstrip(" ") if found[1] else after)[:1].isdecimal()
