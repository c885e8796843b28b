"""What a section is called that holds references or notes."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

_NUMBERED = r"^\W*+(?:(?:第?[\d一二三四五六七八九十]++[.、．章节]?)++\s*+)?"
"""The number of a section, before its name."""
_OVER = _NUMBERED + r"(?:{})(?:\s*[（(][^（）()]*[)）])?\W*$"
_REFERENCES = (
    Phrase(
        "zh",
        "(?:主要|本文)?(?:[参參]考(?:[文书]献|文獻|[资資]料|书目|[来來]源|链接)?|引用(?:文献|资料|来源)|引文|"
        "文献(?:列表|引用)?|资料来源)",
        "五、主要参考文献：",
        "参考文献的格式",
    ),
    Phrase(
        "en",
        r"references?(?: list)?|bibliography|works cited|literature(?: cited)?|citations|sources",
        "7. References",
        "Reference counting",
    ),
)

REFERENCES = Vocabulary(*_REFERENCES, around=_OVER)
"""Over a list of references."""

READING = Vocabulary(
    *_REFERENCES,
    Phrase("zh", "引用", "引用：", "引用类型"),
    Phrase("en", "further reading", "Further reading", "Further reading of the log"),
    around=_OVER,
)
"""Over a list that entries of references may stand in; 引用 alone is what C++ calls a reference, too."""

NOTES = Vocabulary(
    *_REFERENCES,
    Phrase("zh", "注释与参考文献|注释?|註釋|注解|脚注|尾注|附注", "注释与参考文献", "注释的写法"),
    Phrase(
        "en",
        r"(?:end|foot)?notes?(?: (?:and|&) references?)?|references? (?:and|&) notes?",
        "Notes and references",
        "Notes on style",
    ),
    around=_OVER,
)
"""Over the notes of an article, whether they are remarks or sources."""

BEFORE_ENTRIES = Vocabulary(
    Phrase(
        "zh",
        "(?:主要)?(?:参考(?:文献|资料|书目|来源)?|引用文献|引文|文献|资料来源|来源)",
        "参考文献：[1] 某书",
        "参考文献 [3] 指出",
    ),
    Phrase("en", "references?|bibliography|works cited|sources|citations", "References: [1] A book", "Sources [2]"),
    around=r"^\W*+(?:{})(?:\W{0,3}[:：]\W{0,3}|(?<=文献|资料)\s*|(?<=erences)\s*)(?=[\[［【〔]1[\]］】〕])",
)
"""Before the first of the entries that stand in one paragraph."""
