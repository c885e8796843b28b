"""What was to be filled in."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

NUMBERLESS = Vocabulary(
    Phrase(
        "zh",
        r"(?:表|图|表格|附图)\s*(?:[XxＸNn×?？_]{1,2}|\[[^\]]*\])(?:[\s.:：].*)?",
        "图X 架构",
        "图形",
    ),
    Phrase("en", r"(?:table|figure|fig\.?)\s*(?:[Xx×?_]{1,2}|\[[^\]]*\])(?:[\s.:].*)?", "Figure X", "Figures"),
    around=r"^\W*(?:{})\W*$",
)
"""A caption that waits for its number."""

NAMELESS = Vocabulary(
    Phrase("zh", r"(?:表格?|图片?)?题注|(?:小节|章节|段落)标题", "小节标题", "标题栏"),
    Phrase("en", r"lorem ipsum.*", "Lorem ipsum dolor", "Lorem"),
    around=r"^\W*(?:{})\W*$",
)
"""A heading that waits for its words."""

PENDING = Vocabulary(
    Phrase("zh", r"待补充|待完善|待续|此处(?:插入|省略|填写).{0,20}", "待补充", "待办事项"),
    Phrase("en", r"todo|tbd|tk|fixme|\[?(?:insert|your|add) [\w ]{2,40}(?:here)\]?", "TODO", "To do lists"),
    around=r"^\W*(?:{})\W*$",
)
"""A paragraph that waits to be written."""
