"""What was to be filled in, wherever in a line it stands."""

from __future__ import annotations

import re

from proofpress.words import Phrase, Vocabulary

PLACEHOLDER = Vocabulary(
    Phrase(
        "zh",
        r"[（(\[【]\s*(?:此处|这里|在此(?:处)?)(?:应)?(?:插入|放置?|添加|填写|补充)[^）)\]】\n]{0,30}[）)\]】]",
        "（此处插入图片）",
        "此处插入节点",
        "此处|这里|在此",
    ),
    Phrase(
        "zh",
        r"[（(\[【]\s*(?:插图|配图|图片|表格|公式|代码)(?:占位|待补|待插入|待添加)[^）)\]】\n]{0,10}[）)\]】]",
        "[图片占位]",
        "[图片]",
        "占位|待补|待插入|待添加",
    ),
    Phrase(
        "zh",
        r"[（(\[【]\s*(?:待补充?|待完善|待续写|待填写|内容待补充)[^）)\]】\n]{0,10}[）)\]】]",
        "【待补充】",
        "【待办】",
        "待",
    ),
    Phrase(
        "en",
        r"[（(\[【]\s*(?:(?:[Ii]nsert|[Aa]dd|[Pp]lace) \w+ |TODO\b|TBD\b|TBA\b)[^）)\]】\n]{0,40}[）)\]】](?!\()",
        "[insert figure here]",
        "[inserted](x)",
        "nsert|dd|lace|TODO|TBD|TBA",
    ),
    Phrase(
        "zh",
        r"(?<![A-Za-z\u4e00-\u9fff])[图表][XxNn？?](?![A-Za-z0-9])",
        "图X 显示",
        "图论",
        "图X|表X|图x|表x|图N|表N|图n|表n|图？|表？|图?|表?",
    ),
    Phrase(
        "en",
        r"(?<![\u4e00-\u9fffA-Za-z])(?:Figure|Table|Fig\.) [X?](?=[\s:.])",
        "Figure X shows",
        "Figure 3 shows",
        "Figure |Table |Fig. ",
    ),
    Phrase(
        "zh",
        (
            r"[\[【（(](?:请)?(?:在此处?|在这里|于此处?)?(?:插入|填写|补充|替换为?)(?:图片?|表格?|公式|代码|数据|链接"
            r"|作者|名称|姓名|标题|内容|您的|你的|相关)[^\]】）)\n]{0,16}[\]】）)](?![（(\[])"
        ),
        "[插入图片]",
        "[插入排序](x)",
        "插入|填写|补充|替换",
    ),
    Phrase(
        "zh",
        r"^[（(]\s*(?:此处|以下|中间|后文)(?:内容|代码|部分|略|从略)?省略[^）)\n]{0,16}[）)]$",
        "（此处省略）",
        "（省略号）",
        "省略",
    ),
    Phrase(
        "en",
        (
            r"\[(?:INSERT [A-Z][^\]\n]{0,30}|(?:Your|YOUR|your) (?:[Nn]ame|NAME|[Cc]ompany|COMPANY|[Ee]mail|[Tt]itle"
            "|[Uu]niversity|[Tt]ext|[Ll]ink|[Dd]ate|[Aa]uthor|[Ii]nstitution"
            r"|[Oo]rganization)(?: [Hh]ere)?)\](?![(\[])"
        ),
        "[Your Name]",
        "[your name](x)",
        "INSERT|Insert|Your |YOUR |your ",
    ),
    Phrase(
        "en",
        r"^\{\{\s*[A-Za-z_][\w.]{0,40}\s*\}\}$",
        "{{ name }}",
        "use {{ name }} here",
        "{{",
    ),
    Phrase(
        "zh",
        "(?<=[见如由])[图表][?？](?=所示|中|可)",
        "如图？所示",
        "如图所示",
        "图？|表？|图?|表?",
    ),
    Phrase(
        "en",
        r"^[^\w\n]{0,3}(?:TODO|TBD|FIXME|XXX)\b[ \t]*(?:\([^()\n]{1,30}\)[ \t]*)?(?:[:：].*"
        r"|(?:add|write|fill|fix|check|update|insert|replace|confirm)\b[^\n]{0,60})?$",
        "TODO: write it",
        "TODO lists are useful",
        "TODO|TBD|FIXME|XXX",
    ),
    Phrase(
        "zh",
        r"^[^\w\n]{0,3}(?:TODO|TBD|FIXME|XXX)[ \t]*(?:[补待写填改修]|完善|添加|确认|核对|检查|更新|插入)[^\n]{0,40}$",
        "TODO 补一张图。",
        "TODO 是清单的名字",
        "TODO|TBD|FIXME|XXX",
    ),
    Phrase(
        "en",
        r"\b[Ll]orem ipsum dolor\b",
        "Lorem ipsum dolor sit",
        "Lorem",
        "orem ipsum",
    ),
    flags=re.M,
)
"""What was to be filled in."""
