"""What programs that make manuals write on the panels of their pages."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

PLACES = Vocabulary(
    Phrase(
        "en",
        r"(?:next|prev(?:ious)?(?:-tail)?|tail|front|up|first|last|back|forward|fast ?(?:back|forward))"
        r"(?: (?:page|chapter|section|topic|node|level))?",
        "Next Chapter",
        "next of kin",
    ),
    Phrase(
        "en",
        r"(?:return to (?:main )?|back to )?(?:top(?: of (?:book|manual))?|contents|(?:short )?table of contents|toc"
        r"|home|start|bib(?:liography)?|ind(?:ex)?)",
        "Return to Main Contents",
        "indexes",
    ),
    Phrase("en", r"go ?to (?:chapter|section|page)|(?:mathjax) (?:on|off)", "Goto Chapter", "go to the next chapter"),
    Phrase("zh", r"[上下][一]?(?:章|节|页|頁|级|級|层|篇)", "上一章", "上一次"),
    Phrase("zh", r"(?:返回|回到)?(?:总目录|目录|目錄|索引|首页|首頁|顶层|起始页)", "返回目录", "目录结构"),
    around="^(?:{})$",
)
"""The places that a panel leads to, and the labels before them."""

_VERB = r"(?:created|generated|produced|made|built|converted|translated)"

MADE = Vocabulary(
    Phrase(
        "en",
        rf"(?:(?:this|the) (?:\w+ )?(?:document|page|manual) (?:was|has been) {_VERB}|(?:document |page )?generated)"
        r"(?: (?:automatically|on|at|for|from) .{1,60}?){0,2}(?: automatically)? (?:by|with|using) .{1,140}",
        "Generated on Mon May 6 2024 for Pumps by doxygen",
        "We generated it by hand",
    ),
    Phrase(
        "zh",
        r"本(?:文档|手册|页面?|文件).{0,40}?(?:由|使用|用|通过) ?[\w .+-]{2,40} ?(?:自动)?(?:生成|产生|转换).{0,40}",
        "本文档由 Doxygen 1.9.8 生成",
        "泵由电机带动",
    ),
    around="^(?:{})$",
)
"""The line of the program that made a page."""

CONTENTS = Vocabulary(
    Phrase("en", r"(?:short )?(?:table of )?contents|index|sub-?sections?", "Table of Contents", "Index of pumps"),
    Phrase("zh", r"(?:本章|本节|本页)?(?:目录|目錄|内容|小节)|索引", "本章目录", "目录结构"),
    around=r"^\W*(?:{})\W*$",
)
"""Over the headings of a page as links."""

ABOVE = Vocabulary(
    Phrase(
        "en",
        r"section: .{1,60}\(\w{1,4}\)(?:\s*updated: .{1,40})?",
        "Section: User Commands (1)",
        "Section: a part of a book",
    ),
    around="^(?:{})$",
)
"""Over the panel of a manual's page: the section of the manual that it stands in."""
