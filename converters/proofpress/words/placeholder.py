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
    Phrase(
        "zh",
        r"[\[【（(<《](?:请?在?(?:此处?|这里)?(?:插入|填写|填入|添加|输入|补充|写)|你的"
        r"|您的)?[\w\s]{0,8}(?:标题|题目|名称|内容)(?:占位)?[0-9一二三]?[\]】）)>》]",
        "[在此插入小标题]",
        "[标题党的由来]",
    ),
    Phrase(
        "zh",
        r"请?在?(?:此处|此|这里)(?:插入|填写|填入|添加|输入|补充|写)[\w\s]{0,8}(?:标题|题目|名称|内容)?",
        "此处填写标题",
        "在此基础上",
    ),
    Phrase(
        "en",
        r"[\[<{(](?:(?:insert|your|add|enter|section|sub-?section|chapter|article|post|page|blog|main|sub|the"
        r"|a|topic|project|company)[\s_-]*){0,4}"
        r"(?:title|heading|header|sub-?title|sub-?heading|name|topic|content|text)(?:[\s_-]*(?:here|goes here"
        r"|\d+))?[\]>})]",
        "[Section Title]",
        "[Unreleased]",
    ),
    Phrase(
        "en",
        r"(?:(?:insert|your|add|enter|the|a|section|chapter|article|post|blog)\s+){1,4}(?:title|heading"
        "|sub-?title|sub-?heading|name|topic|text|content)"
        r"\s+(?:goes\s+)?here",
        "Your Title Here",
        "Your name",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""A heading that waits for its words."""

PENDING = Vocabulary(
    Phrase(
        "zh",
        r"待补充|待完善|待续|此处(?:可以?|应当?|需要?)?(?:插入|省略|填写|补充|配)[^。]{0,40}",
        "待补充",
        "待办事项",
    ),
    Phrase("en", r"todo|tbd|tk|fixme|\[?(?:insert|your|add) [\w ]{2,40}(?:here)\]?", "TODO", "To do lists"),
    around=r"^\W*(?:{})\W*$",
)
"""A paragraph that waits to be written."""

_PLACES = (
    Phrase(
        "zh",
        r"[\[【（(<《「]\s*(?:请?在?(?:此处?|这里|此位置)?\s?(?:应|可|需要?|请)?(?:插入|放置|附上|补充|添加|配上|配图)"
        r"|(?:图片?|配图|插图|示意图|截图|照片)\s*[:：])[^\n\]】）)>》」]{0,40}[\]】）)>》」]",
        "【此处插入网关的照片】",
        "（附录里有照片）",
    ),
    Phrase(
        "en",
        r"[\[<({]\s*(?:(?:please )?(?:insert|add|place|include)\s(?:an? |the |your |here )?[^\]>)}\n]{0,60}"
        r"|(?:image|photo|picture|diagram|figure|screenshot|chart|illustration)\s*:[^\]>)}\n]{1,80})[\]>)}]",
        "[Insert photo of the pump here]",
        "[inserted by hand]",
    ),
    Phrase(
        "en",
        r"[\[<{]\s*your (?:[\w'’-]+ ?){1,4}[\]>}]",
        "[Your Name]",
        "[yours truly]",
    ),
)
INSERTED = Vocabulary(*_PLACES, around=r"^\s*(?:{})\s*$")
"""A line that only keeps the place of a picture, of data or of a name."""
LAST = Vocabulary(*_PLACES, around=r"\s*(?:{})\s*$")
"""The same behind the last sentence of a paragraph."""

UNTITLED = Vocabulary(
    Phrase(
        "en",
        r"untitled(?:[ _-]?(?:document|page|article|post|doc|file|note))?|new[ _-]?(?:document|page|doc|file)",
        "Untitled document",
        "Untitled letters",
    ),
    Phrase("en", r"(?:document|doc)[ _-]?\d{1,3}", "Document1", "Documents"),
    Phrase(
        "zh",
        r"(?:无标题|未命名|新建)[ _-]?(?:的?(?:文本|Word ?)?(?:文档|文章|页面|网页|文件|笔记))?",
        "无标题文档",
        "无标题的信",
    ),
    Phrase("zh", r"文档 ?\d{1,3}", "文档1", "文档1期"),
    around=r"^\s*(?:{})(?:[ _-]?\(?\d{{1,3}}\)?)?\s*$",
)
"""What editors call a document that nobody has named."""
