"""What a site of questions and answers writes around them."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

_TIME = r"(?:,? (?:at )?\d{1,2}:\d{2}(?::\d{2}Z?)?)?"
_DAY = r"(?:\w{3,9}\.? \d{1,2}(?:,? '?\d{2,4})?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})" + _TIME
_DATE = r"\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}(?: ?日)?" + _TIME

CARD = Vocabulary(
    Phrase(
        "en", rf"(?:asked|answered|edited) (?:on )?(?:{_DAY}|\d+ \w+ ago)", "answered Jan 3, 2020 at 12:00", "asked why"
    ),
    Phrase("zh", rf"(?:回答|提问|编辑|发布)于 ?{_DATE}", "回答于 2020-01-03", "回答于是否"),
    around=r"\A(?:{})",
)
"""When something was asked or answered, as a card begins."""

COUNTED = Vocabulary(
    Phrase("en", r"\d+ answers?", "2 Answers", "2 answers to it"),
    Phrase("zh", r"\d+ ?个回答", "3 个回答", "3 个回答者"),
    around=r"\A(?:{})\W*\Z",
)
"""The heading that counts the answers."""

BESIDE = Vocabulary(
    Phrase(
        "en",
        r"(?:asked|modified|active|viewed) (?:(?:today|yesterday|[\d,.]+k? times?|[\d,]+ \w+(?:, \d+ \w+)? ago)\s*)"
        r"|sorted by:?[^.\n]{0,80}|share|cite|follow|improve this (?:question|answer)|add a comment"
        r"|show \d+ more comments?",
        "Viewed 1k times",
        "Share the file",
    ),
    Phrase(
        "zh",
        r"(?:提问|修改|浏览)[于了]? ?\d[^。\n]{0,16}|分享|关注|改进(?:问题|回答)|添加评论|排序方式[^。\n]{0,20}",
        "浏览 120 次",
        "分享文件",
    ),
    around=r"\A(?:(?:{})\s*)+\Z",
)
"""Lines of counts and controls beside a question or an answer."""

ASKS = Vocabulary(
    Phrase("en", r"not the answer you're looking for\?[^\n]*|your answer", "Your Answer", "your answers"),
    Phrase("zh", r"(?:你|您)的(?:回答|答案)|撰写回答", "你的回答", "你的回答者"),
    around=r"\A(?:{})\Z",
)
"""What asks a reader for an answer, below the last."""
