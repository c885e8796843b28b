"""What letters end with."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

CLOSING = Vocabulary(
    Phrase(
        "en",
        r"(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?) (?:regards|wishes)|regards|best|all the best|cheers|love"
        r"|(?:many )?thanks(?: again| in advance)?|yours(?: (?:truly|sincerely|faithfully))?|sincerely(?: yours)?"
        r"|respectfully(?: yours)?|cordially|take care|with (?:thanks|love|gratitude))",
        "Kind regards,",
        "Best practices",
    ),
    Phrase(
        "zh",
        r"(?:此致|祝(?:好|安|顺利|您?(?:一切顺利|工作顺利|身体健康))|顺(?:颂|祝|致)\S{0,6}|谨(?:启|上|祝\S{0,6}))",
        "此致",
        "此致命错误",
    ),
    around=r"\A\W*(?:{})[ \t]*[,，.。!！]?\Z",
)
"""The line above the name of whoever signs a letter."""
