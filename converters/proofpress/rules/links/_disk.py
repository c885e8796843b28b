"""Addresses that only the author's own computer can follow."""

from __future__ import annotations

import re

from proofpress.finding import Words
from proofpress.regex import regex
from proofpress.rules.outline import Target
from proofpress.rules.rule import Remark

_LOCAL = regex(r"file:/|[A-Za-z]:[\\/](?!/)", re.I)


def on_a_disk(target: Target) -> Remark | None:
    """What is to be said of a file of one computer, `file:///D:/data/x.png`, `C:/x.md`, or of a path with Windows'
    separators, `img\\x.png`; None for any other address."""
    url = target.url
    what = Words("image", "图片") if target.image else Words("target", "链接目标")
    if _LOCAL.match(url):
        return Remark(
            target.span,
            Words(
                f"Unexpected {what.en} {url!r}, which is a file of one computer, expected an address that readers have",
                f"{what.zh}“{url}”是某台电脑上的文件，读者打不开",
            ),
            Words(
                "Put the file beside the pages, and write its path from here.",
                "把文件放进文档目录，写相对于本页的路径。",
            ),
        )
    if "\\" in url and "://" not in url:
        return Remark(
            target.span,
            Words(
                f"Unexpected \\ in the {what.en}'s path {url!r}, expected /",
                f"{what.zh}的路径“{url}”里有反斜杠，应为 /",
            ),
            Words("Write / between folders.", "文件夹之间写 /。"),
        )
    return None
