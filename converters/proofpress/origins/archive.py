"""Archives of CSDN posts: what their YAML header says, and what the archive itself made up."""

from __future__ import annotations

import re
from collections.abc import Mapping

from proofpress.evidence.address import is_address
from proofpress.ledger import Ledger
from proofpress.regex import regex
from proofpress.source import Span

_RANDOM = regex(r"/api/bing|bing\.ee123|/img/rand|[?&]rand=")
_MADE_UP = ("description", "keywords", "categories")


def is_archive(values: Mapping[str, object]) -> bool:
    """True for the header of an archived post."""
    return "artid" in values


def is_decoration(value: object) -> bool:
    """True for a value of the header that only holds a picture which the archive draws by lot."""
    return _RANDOM.search(str(value)) is not None


def address(digits: str) -> str:
    """An address that is spelled in hexadecimal digits with other signs in between; "" for anything else."""
    try:
        text = bytes.fromhex(re.sub(r"[^0-9a-fA-F]", "", digits)).decode("utf-8")
    except ValueError:
        return ""
    return text if is_address(text) else ""


def amended(values: Mapping[str, object], found: Mapping[str, object], span: Span, ledger: Ledger) -> dict[str, object]:
    """Metadata by canonical keys with what an archive's header `values` means: number and address of the post,
    no decoration."""
    known = found.get("source")
    source = dict(known) if isinstance(known, Mapping) else {}
    original = dict(kept) if isinstance(kept := found.get("original"), Mapping) else {}
    if ident := original.pop("artid", None):
        source["id"] = str(ident)
    if url := address(str(original.get("arturl_encode") or "")):
        source.setdefault("url", url)
        del original["arturl_encode"]
    source["site"] = "CSDN"
    for key in [key for key, value in original.items() if is_decoration(value)]:
        ledger.removed(
            span, "a decoration image of the archive", "归档文件的装饰图片", text=f"{key}: {original.pop(key)}"
        )
    made = {**found, "source": source}
    if is_archive(values):
        # The archive makes them up: sentences of the article glued together, and its title once more.
        original |= {key: values[key] for key in _MADE_UP if values.get(key)}
        made.pop("description", None)
        made["tags"] = values.get("tags") or []
    made.pop("original", None)
    return {**made, "original": original} if original else made
