"""Labels that stand where the thing itself should: "Title" over a title, "text" over the text."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

TITLE = Vocabulary(
    Phrase("zh", r"(?:文章|博客|博文|论文|本文)(?:的)?(?:标题|题目|名称)|标题", "文章标题", "题目"),
    Phrase("en", r"(?:article |blog |post )?title", "Article title", "Title case"),
    around=r"^\W*(?:{})\W*$",
)
"""Over the title of an article; 题目 alone is what an exercise is called."""

TITLED = Vocabulary(
    Phrase("zh", r"[\w\u4e00-\u9fff]{0,6}(?:标题|题目)\s*[:：]\s*", "文章标题：排序", "标题的写法"),
    Phrase("en", r"(?:[a-z]+ )?title\s*[:：]\s*", "Title: Sorting", "titles matter"),
    around=r"^\W*(?:{})",
)
"""Before a title, in its line."""

ARTICLE_TITLED = Vocabulary(
    Phrase("zh", r"(?:文章|博客|博文|论文|本文)(?:的)?(?:标题|题目|名称)\s*[:：]\s*\S", "文章标题：排序", "标题：排序"),
    Phrase("en", r"(?:article|blog|post) title\s*[:：]\s*\S", "Article title: Sorting", "Title: Sorting"),
    around=r"^\W*(?:{})",
)
"""Before a title that says of itself that it is an article's."""

BODY = Vocabulary(
    Phrase(
        "zh",
        r"(?:文章)?正文(?:内容)?(?:部分)?(?:\s*content)?(?:[（(](?:继续|续|开始|待续)[)）])?"
        r"|文章(?:内容|正文)(?:部分)?(?:[（(](?:继续|续)[)）])?",
        "文章正文部分",
        "正文提取",
    ),
    Phrase("en", r"(?:article |main )?body(?: text)?|main (?:text|content)", "Article body", "Body parser"),
    around=r"^\W*(?:{})\W*$",
)
"""Over the text of an article."""

ABSTRACT = Vocabulary(
    Phrase("zh", r"(?:文章|本文|论文|内容|中文)?(?:摘\s*要|提\s*要)|导\s*读", "内容摘要", "摘要算法"),
    Phrase("en", r"abstract", "Abstract", "Abstract classes"),
    around=r"^[\W\d]*(?:{})\W*$",
)
"""Over an abstract."""

SECTION = Vocabulary(
    Phrase(
        "zh",
        r"背景|背景介绍|问题背景|引言|前言|序言|概述|概要|简介|介绍|摘要|导读|导言|目录|总结|正文|关键词|题目",
        "背景介绍",
        "背景色",
    ),
    Phrase(
        "en",
        r"introduction|background|overview|abstract|summary|preface|table of contents|contents|tl;?dr|about|readme",
        "Overview",
        "Overview of heaps",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""What a first section is called, and no article."""

AUTHORS = Vocabulary(
    Phrase("zh", r"(?:本文|文章)?(?:作者|撰文|文)(?:署名|姓名)?", "作者：某某", "作者在文中说"),
    Phrase("en", r"(?:authors?|written by|article by)", "Author: A. Person", "The author says"),
    around=r"^[\W_]*(?:{})\s*[:：][\W_]*",
)
"""Before the name of the author."""

DATED = Vocabulary(
    Phrase(
        "zh", r"(?:发布|发表|写作|撰写|创建|完成)?(?:日期|时间)|(?:发布|发表|写)[于於]", "日期：某日", "日期写在下面"
    ),
    Phrase("en", r"(?:publication )?date|(?:published|posted|written)(?: on)?", "Date: a day", "The date is below"),
    around=r"^[\W_]*(?:{})\s*[:：][\W_]*",
)
"""Before the day on which a text was written."""

UPDATED = Vocabulary(
    Phrase("zh", r"(?:最后|最近)?(?:更新|修改|修订|编辑)(?:日期|时间|[于於])?", "更新时间：某日", "更新写在下面"),
    Phrase("en", r"(?:last )?(?:updated|modified|edited|revised)(?: on)?", "Last updated: a day", "Updated daily"),
    around=r"^[\W_]*(?:{})\s*[:：][\W_]*",
)
"""Before the day on which it was changed."""

SIGNED = Vocabulary(
    Phrase("zh", r"(?:文章)?(?:末尾|文末|结尾)?(?:作者)?署名|(?:文章)?作者(?:署名|姓名|信息)?", "作者署名", "作者的话"),
    Phrase("en", r"(?:about the )?authors?(?:['’]s? signature)?|signature", "Author's signature", "Signatures in Rust"),
    around=r"^[\W\d]*(?:{})\W*$",
)
"""Over the name of the author."""

KEYWORDS = Vocabulary(
    Phrase("zh", r"(?:文章|本文|论文|中文)?(?:关键词|关键字|主题词|标签)", "关键词：排序", "关键词检索"),
    Phrase("en", r"(?:article )?key ?words|index terms", "Keywords: sorting", "Keywords in C"),
    around=r"^[\W\d]{0,6}(?:{})\W{0,3}\s*(?:[:：]\W{0,3}\s*|$)",
)
"""Before keywords, or over them; 关键字 and keywords are also a part of every programming language."""

ARTICLE_KEYWORDS = Vocabulary(
    Phrase("zh", r"(?:文章|本文|论文)(?:的)?(?:关键词|关键字|标签)", "文章关键词", "关键字"),
    Phrase("en", r"article key ?words|index terms", "Index Terms", "Keywords"),
    around=r"^[\W\d]{0,6}(?:{})\W{0,3}\s*(?:[:：]|$)",
)
"""Before keywords, or over them, that say of themselves that they are an article's."""

ABSTRACT_HEAD = Vocabulary(
    Phrase("zh", r"(?:文章|本文|论文|内容|中文)?(?:摘\s*要|提\s*要)|导\s*读|概要", "摘要：本文讨论排序", "摘要算法"),
    Phrase("en", r"abstract|summary", "Abstract: we sort", "Abstract classes"),
    around=r"^[\W\d]{0,6}(?:{})\W{0,4}\s*[:：]\W{0,3}\s*",
)
"""Before an abstract, in its line."""
