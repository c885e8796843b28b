"""What a documentation site writes around each of its pages, as a tool that makes Markdown of a page writes it down."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

_CONTENT = "(?:the )?(?:main |page )?(?:content|navigation)"
_PLACES = "docs|documentation|site|this (?:book|site)"
_PART = "(?:page|article|section|topic|document|documentation|guide|content|information|answer|post)"
_MADE = (
    "docusaurus|sphinx|mkdocs|vuepress|vitepress|hugo|jekyll|gitbook|mintlify|readme|hexo|nextra|starlight|docsify|antora"
    "|rspress|fumadocs|mdbook|read the docs"
)

ABOVE = Vocabulary(
    Phrase("en", rf"skip (?:to|over) {_CONTENT}", "Skip to main content", "Skip to step 3"),
    Phrase(
        "zh",
        r"[跳转轉](?:至|到|过|转到|轉到)(?:主要|正文|主)?(?:內容|内容|正文|导航)",
        "跳到主要内容",
        "跳到内容的结尾",
    ),
    Phrase(
        "en",
        rf"(?:type to )?search(?: (?:the )?(?:{_PLACES}))?(?:\s?(?:\.{{3}}|…))?",
        "Search docs",
        "search for a file",
    ),
    Phrase(
        "en",
        r"(?:ctrl|⌘|cmd)\s*\+?\s*k|main navigation|menu"
        r"|(?:toggle|open|close)(?: main| site)? (?:navigation|menu|sidebar)"
        r"|return to top|(?:on|in) this (?:page|article)|table of contents",
        "On this page",
        "On this page of the book",
    ),
    Phrase(
        "zh",
        r"搜[索尋](?:文[档檔]|本站|本书)?(?:\s?(?:\.{3}|…+))?"
        "|主?菜单|(?:切换|打开|关闭)(?:导航|菜单|侧边栏)",
        "搜索文档",
        "搜索算法",
    ),
    Phrase(
        "zh", r"(?:本页|此页|页面|本页面|本頁)(?:内容|目录|总览|大纲|內容|目錄)|在本页|目录", "本页目录", "本页内容有误"
    ),
    around=r"^\W*(?:{})\W*$",
)
"""Lines above an article that are controls of the site or stand over a list of places."""

EDITED = Vocabulary(
    Phrase(
        "en",
        r"(?:edit|improve|view) (?:this page|page)(?: source)?(?: (?:on|in) \w+)?|(?:view|show) (?:page )?source"
        r"|suggest (?:an )?edits?",
        "Edit this page on GitHub",
        "edit the page",
    ),
    Phrase(
        "zh",
        r"(?:在 ?(?:GitHub|Gitee|GitLab) ?上)?(?:编辑|編輯|改进|查看)(?:此|本|该|這|当前)[页頁文]面?(?:的?源码)?",
        "在 GitHub 上编辑此页",
        "编辑此页的方法",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""A link to the source of the page."""

ASKS = Vocabulary(
    Phrase(
        "en",
        rf"(?:(?:was|is|did) (?:this|it)(?: {_PART})?"
        r" (?:helpful|useful|of (?:help|use)|help(?: you)?)(?: (?:to|for) you)?"
        rf"|(?:did|do) you find (?:what you (?:needed|need|were looking for)|this(?: {_PART})? (?:helpful|useful))"
        rf"|how (?:helpful|useful) (?:was|is|did you find) this(?: {_PART})?)\?(?:\W|yes|no)*",
        "Was this page helpful to you?",
        "Is this useful in practice?",
    ),
    Phrase(
        "zh",
        r"(?:(?:这|此|本|該|该|以上)[篇个]?(?:页面?|文章|文[档檔]|内容|內容|回答|答案)?|(?:页面|文章|文[档檔])(?:内容|內容)?)"
        r"(?:是否)?(?:[对對][您你])?(?:是否)?有所?(?:帮助|幫助|用)(?:吗|嗎)?[?？](?:\W|是|否|有|没有)*",
        "这有帮助吗？",
        "有帮助吗",
    ),
    around=r"^\W*(?:{})$",
)
"""What a site asks of its readers."""

BUILT = Vocabulary(
    Phrase(
        "en",
        r"(?:[^.]{0,80}[.·|]\s*)?(?:site |theme |proudly |docs )?(?:built|made|powered|published|generated|created)"
        rf" (?:with|by|using)\s(?:material for |a )?(?:{_MADE})\b.{{0,160}}",
        "Copyright 2024 Acme. Built with Docusaurus.",
        "a page built with care",
    ),
    Phrase(
        "zh",
        rf"(?:[^。]{{0,80}}[。·|]\s*)?(?:由|使用|基于)\s?(?:{_MADE})\s?(?:强力)?(?:提供(?:技术)?支持|驱动|构建|生成|发布)"
        r".{0,40}",
        "由 GitBook 提供支持",
        "由 Hugo 写的书",
    ),
    around=r"^\W*(?:{})$",
)
"""What made the site."""

BELOW = Vocabulary(
    Phrase(
        "en",
        r"last (?:updated?|modified|edited)\b.{0,60}|(?:updated|modified) .{1,30} ago",
        "Last updated on Mar 3, 2024",
        "At last, update the list",
    ),
    Phrase(
        "zh",
        r"(?:最后|最近|上次|最後|本页)(?:更新|修改|编辑|編輯)(?:于|於|时间|日期)?\s?[:：]?.{0,40}",
        "最后更新于2个月前",
        "上一次更新",
    ),
    Phrase(
        "any",
        r"(?:[\w .]{0,30}licen[sc]ed\s?[|·]\s?)?(?:©|\(c\)|copyright)\W{0,8}(?:copyright|\(c\)|©)?\W{0,8}"
        r"(?:\d{4}|[A-Z]).{0,140}",
        "Copyright © 2024 Acme, Inc.",
        "Copyleft 2024",
    ),
    Phrase("any", r".{0,60}(?:all rights reserved|保留所有权利|版权所有).{0,80}", "版权所有 轻舟", "版权法"),
    Phrase(
        "en",
        r"(?:previous|prev|next)(?: (?:page|chapter|section|topic))?(?:(?<=\w)\W.{0,80})?",
        "Previous: Install",
        "Nextcloud",
    ),
    Phrase("zh", r"[上下]一(?:篇|页|頁|章|节)\s?[:：]?.{0,60}", "上一页 安装", "上一步"),
    around=r"^\W*(?:{})$",
)
"""Lines below an article that an author may write, too."""

APP = Vocabulary(
    Phrase(
        "zh",
        r"预览时标签不可点|(?:继续|向上|向下)滑动看下一[个篇]|轻触阅读原文",
        "继续滑动看下一个",
        "滑动看下一个窗口",
    ),
    Phrase(
        "zh",
        r"微信扫一扫\s?(?:关注该公众号|使用小程序|可打开此内容\W{1,3}使用完整服务)",
        "微信扫一扫 关注该公众号",
        "用微信扫一扫付款",
    ),
    Phrase("zh", r".{0,60}[，,]\s?轻点两下取消(?:赞|在看).{0,60}", "赞 ，轻点两下取消赞", "轻点两下图标"),
    around=r"^\W*(?:{})\W*$",
)
"""What WeChat's pages say to who reads them, and nobody else."""
