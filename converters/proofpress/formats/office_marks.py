"""Raised and lowered text, which anydoc does not tell from other text: marked before it reads a document,
shown behind it."""

from __future__ import annotations

import io
import re
import zipfile

from proofpress.regex import regex

_SUP, _SUB, _END = "\ue0f1", "\ue0f2", "\ue0f3"
"""Characters for private use, which no document has for a meaning of its own."""
_PARTS = regex(r"word/(?:document2?|footnotes|endnotes)\.xml$|content\.xml$")
_RUN = regex(r"<w:r[ >](?:(?!</?w:r[ >]).)*+</w:r>", re.S)
_WORDS = regex(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_RAISED = regex(r"<w:vertAlign w:val=\"(superscript|subscript)\"")
_STYLE = regex(
    r"<style:style (?:(?!style:name=)[^<>])*+style:name=\"([^\"<>]*+)\"[^<>]*+>(?:(?!</?style:style[ >]"
    "|style:text-position=).)*+"
    r"style:text-position=\"(super|sub|-?\d+%)",
    re.S,
)
_SPAN = regex(r"<text:span(?: [^>]*?)?(?P<void>/?)>|</text:span>")
_NAME = regex(r"text:style-name=\"([^\"]*)\"")


def marked(data: bytes) -> bytes:
    """The document with marks around raised and lowered text; the very same where there is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > 300_000_000:
            return data
        changed: dict[str, bytes] = {}
        for info in infos:
            if _PARTS.match(info.filename):
                content = archive.read(info).decode("utf-8", "replace")
                new = _opendocument(content) if info.filename == "content.xml" else _word(content)
                if new != content:
                    changed[info.filename] = new.encode("utf-8", "replace")
        if not changed:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in infos:
                copy.writestr(info, changed.get(info.filename) or archive.read(info))
    return out.getvalue()


def shown(html: str) -> str:
    """The marks as elements."""
    if _END not in html:
        return html
    out: list[str] = []
    open_tags: list[str] = []
    for char in re.split(f"([{_SUP}{_SUB}{_END}])", html):
        if char in (_SUP, _SUB):
            open_tags.append("sup" if char == _SUP else "sub")
            out.append(f"<{open_tags[-1]}>")
        elif char == _END:
            out.append(f"</{open_tags.pop()}>" if open_tags else "")
        else:
            out.append(char)
    return "".join(out) + "".join(f"</{tag}>" for tag in reversed(open_tags))


def _word(content: str) -> str:
    def run(found: re.Match[str]) -> str:
        raised = _RAISED.search(found[0])
        if raised is None:
            return found[0]
        mark = _SUP if raised[1] == "superscript" else _SUB
        return _WORDS.sub(
            lambda words: f"{words[1]}{mark}{words[2]}{_END}{words[3]}" if words[2] else words[0], found[0]
        )

    return _RUN.sub(run, content) if "w:vertAlign" in content else content


def _opendocument(content: str) -> str:
    marks = {
        found[1]: _SUB if found[2] == "sub" or found[2].startswith("-") else _SUP
        for found in _STYLE.finditer(content)
        if found[2] != "0%"
    }
    if not marks:
        return content
    stack: list[bool] = []

    def span(found: re.Match[str]) -> str:
        if found[0] == "</text:span>":
            return (_END if stack and stack.pop() else "") + found[0]
        named = _NAME.search(found[0])
        mark = marks.get(named[1], "") if named else ""
        if found["void"]:
            return found[0]
        stack.append(bool(mark))
        return found[0] + mark

    return _SPAN.sub(span, content)
