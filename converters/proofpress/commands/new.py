"""`proofpress new`: a ready site in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

from proofpress import paths
from proofpress.bulk.inputs import collect
from proofpress.commands.language import Speaker
from proofpress.commands.streams import give, say
from proofpress.encoding import Unreadable, decode
from proofpress.evidence import chinese
from proofpress.markdown import ANYBODYS, lex
from proofpress.regex import regex
from proofpress.scaffold import NotEmpty, create

_FILES, _BYTES = 60, 1 << 16
"""So many files, and so much of each, show which language a heap is in."""
_MARKUP = regex(r"<(script|style)\b[^<>]*>[^<]*|<[^<>]*>", re.I)
_INDENT = regex(r"^[ \t]++", re.M)


def run(folder: str, name: str | None, heap: str | None, language: str | None, speak: Speaker) -> int:
    """Lay out the site and say what to do next. Returns 0, or 2 where the folder, or the heap, cannot be used."""
    path = Path(folder)
    if heap is not None and not paths.exists(heap):
        say(speak(f"{heap}: not found", f"{heap}：未找到"))
        return 2
    spoken = language or (language_of_heap(Path(heap)) if heap else "") or speak.language
    try:
        named = name or path.resolve().name.replace("-", " ").replace("_", " ") or "Articles"
        written = create(path, named, spoken, sample=heap is None)
    except NotEmpty as error:
        say(
            speak(
                f"{folder}: holds files already ({Path(str(error)).name}); name a new or an empty folder",
                f"{folder}：文件夹不为空（{Path(str(error)).name}）；请给出新的或空的文件夹",
            )
        )
        return 2
    except OSError as error:
        say(
            speak(
                f"{folder}: cannot be written to: {error.strerror}; choose another folder",
                f"{folder}：无法写入：{error.strerror}；请选择其他文件夹",
            )
        )
        return 2
    there = shlex.quote(os.path.relpath(heap, folder)) if heap else ""
    lines = [
        speak(f"{len(written)} files in {folder}. Next:", f"已在 {folder} 写入 {len(written)} 个文件。接下来："),
        "",
        f"    cd {shlex.quote(folder)}",
        "    pip install -r requirements.txt",
        *([f"    proofpress convert {there} --output docs/articles --ledger .proofpress/ledger.json"] if heap else []),
        "    mkdocs serve",
        "",
    ]
    give("\n".join(lines) + "\n")
    return 0


def language_of_heap(heap: Path) -> str:
    """Of the files that a conversion of it would read: `zh` where half of the files that say anything are Chinese, else
    `en`; "" where none says anything."""
    files = (one.path for one in collect((str(heap),)).found if one.path is not None)
    seen = spoken = 0
    for path in files:
        if seen == _FILES:
            break
        try:
            with path.open("rb") as opened:
                text = _text(opened.read(_BYTES))
        except OSError:
            continue
        if sum(map(str.isalpha, text)) > 40:
            seen += 1
            spoken += chinese.is_chinese(text)
    return "" if not seen else "zh" if 2 * spoken >= seen else "en"


def _text(data: bytes) -> str:
    """What a file says, without markup, code and formulas; "" for one that is no text."""
    try:
        text = decode(data).text
    except Unreadable:
        return ""
    return lex(_INDENT.sub("", _MARKUP.sub(" ", text)), ANYBODYS).prose
