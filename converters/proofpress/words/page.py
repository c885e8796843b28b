"""Words in classes and ids by which pages name the parts of their frame."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

CERTAIN = frozenset(
    (
        "disqus respond sharing sharedaddy addtoany social socials breadcrumb breadcrumbs newsletter subscribe"
        " subscription advert advertisement adsbygoogle sponsor sponsored promo popup modal cookie cookies consent"
        " onetrust pagination pager navbar prevnext pingback trackback relatedposts paywall skiplink skip-link editlink"
        " editsection mw-editsection noprint author-box authorbox authorbio author-bio readmore utterances giscus"
        " copyright-notice related-posts related-articles related-content related-topics related-reading related-links"
        " related-questions sidebar navbox catlinks printfooter jump-link post-nav post-navigation entry-meta post-meta"
        " article-meta page-metadata byline byline-wrapper dateline post-footer article-footer entry-footer"
        " zeroclipboard feedback nocontent backtotop back-to-top siblings button-wrapper signup reactions applause"
        " taboola outbrain revcontent zergnet mgid postamble navheader navfooter"
    ).split()
)
"""Words that name a part of the page's frame wherever they stand."""

BESIDE = frozenset(("sidebar",))
"""The one of them by which a book calls what stands beside its text."""

OVER_TEXT = frozenset("entry-meta post-meta article-meta page-metadata byline-wrapper".split())
"""Those of them that stand above a text, where its first picture may stand, too."""

LINKED = frozenset("related recommend recommended recommendation recommendations popular book-summary".split())
"""Words that name one where much of it is links: a chapter may be called "Related work"."""

PROBABLE = frozenset(
    (
        "share ads navigation nav menu toolbar login signin rating skip printfriendly likes bookmark action-bar"
        " metadata banner topbar masthead toc tableofcontents table-of-contents copyright crumb crumbs crumbtrail"
        " hidden-print screen-only click_div"
    ).split()
)
"""Words that name one where little text stands in it."""

OF_PARTS = frozenset(("metadata",))
"""Those of them that sections of a text may have, each its own: since when a function is there."""

LEADING = frozenset(
    "navigation nav menu toolbar topbar toc tableofcontents table-of-contents crumb crumbs crumbtrail".split()
)
"""Those of them that name what leads to other places."""

GIVING = frozenset("reward donate donation".split())
"""Words that name one where money is asked for: a chapter may be about rewards."""

GIFT = Vocabulary(
    Phrase("zh", r"[打赞讚]赏|打賞|请(?:我|作者|博主|站长)喝|捐[赠助]", "觉得不错就打赏一下", "奖赏函数的定义"),
    Phrase(
        "en",
        r"\bdonat(?:e|ions?)\b|\bbuy (?:me|us|the author) a\b|\bsupport (?:me|us|the author|my work)\b",
        "Buy me a coffee",
        "the reward of the agent",
    ),
    around=r"(?:{})",
)
"""What is said there."""

FEET = frozenset("footer foot bottom site-footer page-footer main-footer global-footer".split())
"""Whole names of a page's end."""

EDGES = FEET | frozenset("header head top hero site-header page-header main-header global-header".split())
"""Whole names of the two ends of a page."""

COMMENTS = frozenset(
    (
        "comment comments commentlist comment-list comment-wrapper comment-box comments-area comments-section replies"
        " disqus"
    ).split()
)

SMALL = frozenset(
    (
        "editsection mw-editsection sr-only visually-hidden screen-reader-text skip-link skiplink"
        " zeroclipboard-container copybtn copy-btn copy-button edit-link edit-this-page theme-edit-this-page"
        " md-content__button noprint show-for-sr"
    ).split()
)
"""Classes of a few words in a line that are not the author's."""

ROLES = frozenset("navigation complementary contentinfo search dialog alertdialog toolbar listbox menu menubar".split())

NOTES = frozenset("note admonition callout footnote footnotes tip warning marginnote sidenote topic hatnote".split())

PARTS_OF_A_BOOK = frozenset(
    (
        "note doc-footnote doc-footnotes doc-endnote doc-endnotes doc-rearnote doc-rearnotes doc-noteref "
        "doc-biblioentry"
        " doc-bibliography doc-glossary doc-tip doc-notice doc-appendix doc-example doc-epigraph doc-abstract"
    ).split()
)
"""Roles, and kinds of an electronic book behind `doc-`, of what an author wrote beside the text."""

CONTENTS = frozenset("toc tableofcontents table-of-contents".split())
"""Words that name a table of contents."""

ADVERTISERS = frozenset(
    (
        "doubleclick.net googlesyndication.com googleadservices.com amazon-adsystem.com adnxs.com taboola.com "
        "outbrain.com"
        " criteo.com media.net pos.baidu.com tanx.com"
    ).split()
)
"""Hosts that serve nothing but advertisements."""

OF_A_TITLE = frozenset("title post entry article page doc document main news content detail story headline".split())
"""Words that the class of a whole article's title is made of."""

LABELS = frozenset(("advertisement", "advertising", "sponsored", "ad", "广告", "推广", "廣告", "広告"))
"""What stands in an advertisement's place where there is none."""

ANSWERS = Vocabulary(
    Phrase(
        "en",
        r"(?:\d+\s*)?(?:accepted |best |other )?answers?(?:\s*[(（:]?\s*\d*\s*[)）:]?)?",
        "3 Answers",
        "Answer key",
    ),
    Phrase(
        "zh",
        r"(?:全部|共|所有|最佳|其他)?\s*\d*\s*(?:个|条)?\s*(?:回答|答案|解答)(?:\s*[(（]?\s*\d*\s*(?:条"
        r"|个)?\s*[)）]?)?",
        "3 个回答",
        "回答的方法",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""Over the answers to a question; comments are called otherwise."""

CHANNEL = Vocabulary(
    Phrase(
        "zh",
        r".{0,8}?(?:频道|頻道|栏目|欄目|专栏|專欄|专题|资讯|資訊|新闻|新聞|博客|論壇|论坛|社区|社區|公告|首页|首頁)",
        "种植频道",
        "博客的写法",
    ),
    Phrase(
        "en",
        r"(?:[\w&]{1,16} ){0,2}(?:news|blogs?|newsroom|forums?|community|docs|documentation|press releases?|home)",
        "Engineering Blog",
        "A community of herons",
    ),
    around=r"^(?:{})$",
)
"""What a site calls a part of itself in the name of a page."""

RIGHTS = Vocabulary(
    Phrase("zh", r"版权(?:声明|所有|归)|著作权归|转载|作者授权", "版权声明：本文为原创", "授权码的用法"),
    Phrase("en", r"all rights reserved|licensed under|reproduc|copyright", "All rights reserved.", "the right edge"),
    around=r"(?:{})",
)
"""What is said of who may print a text again."""

EDITORS = frozenset("editor editors edit bianji zrbianji zebian author source liability".split())
"""Words that name the line by who edited a text, where it says so."""

EDITED_BY = Vocabulary(
    Phrase(
        "zh",
        r"(?:(?:本文)?[来來]源\s?[:：][^。！？]{1,40}?)?(?:[责責]任|[执執]行|本文|值班|网络|網絡)?(?:编辑|編輯"
        r"|[责責][编編])"
        r"\s?[:：][^。！？]{0,60}",
        "[责任编辑：周小舟]",
        "编辑时请注意：先保存",
    ),
    around=r"^[\s\[【(（]*(?:{})$",
)
"""Who edited a text, as the line below it says; a portal may leave the name out."""

BACK = Vocabulary(
    Phrase(
        "zh",
        r"(?:点击)?(?:返回|回到)[^\s，,。：:]{1,10}(?:[，,]\s?(?:查看|浏览|阅读)更多[^。]{0,8})?",
        "返回轻舟网，查看更多",
        "返回值为空，请重试",
    ),
    Phrase(
        "en",
        r"(?:go |take me )?(?:back|return) to (?:the )?(?:[\w.]{1,20} )?(?:home(?: ?page)?|front page|main page)",
        "Back to the home page",
        "return to the loop",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""What a link to the first page of a site says below an article."""
