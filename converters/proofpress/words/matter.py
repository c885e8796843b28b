"""What pages put around an article's text: who wrote it, when, how often it was read, what to read next."""

from __future__ import annotations

import re

from proofpress.regex import regex
from proofpress.words import Phrase, Vocabulary

_ENGLISH = (
    "by posted published publish on in at to updated update last modified written created date author authors reading"
    " read time minutes? mins? views? comments? category categories tags? filed under edited and ago submitted article"
    " blog posts? words? likes? shares? permalink print email source original contributors? edit no all leave add a the"
    " this page maintained maintainer webmaster tagged"
).split()
ENGLISH = regex(
    rf"(?<![A-Za-z])(?:{'|'.join(_ENGLISH)}"
    r"|(?:[a-z]{2,16}ly|first)(?=\s(?:posted|published|created|written|updated|modified|edited|submitted)(?![a-z])))"
    r"(?![A-Za-z])",
    re.I,
)
"""Words around a date or a name that say nothing of their own."""

CHINESE = regex(
    "|".join(
        (
            "责任编辑 本文作者 发布者 发布 发表 时间 日期 作者 最后 更新 修改 编辑 阅读 浏览 点击 次数 评论 收藏 点赞"
            " 字数 分类 标签 来源 原创 转载 已收录 收录 全文 举报 专栏 分享 人气 热度 访问 查看 作[者]? 于 次 约 数 字"
            " 量 篇 人 (?:正式|首次|初次|最[近新初早]|本文|文章)(?=发布|发表|更新|修改) 我要(?=评论) (?<=时间|日期)为"
            r" (?<=阅读)时长 (?<=\d)分钟 (?<=\d\s)分钟"
        ).split()
    )
)

_NAME = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}"

WRITTEN_BY = regex(
    r"(?:(?:(?:posted|written|published|[Pp]osted|[Ww]ritten|[Pp]ublished)\s)?[Bb]y:?\s|[Aa]uthors?\s?[:：]\s?)"
    rf"(?P<name>{_NAME}(?:(?:,\s|\sand\s|,\sand\s|;\s){_NAME}){{0,9}})(?=$|[\s,|·•(—–-])"
    r"|作者\s*[:：]\s*(?P<zh>[\w·]{2,16})(?=$|[\s|,，;；])"
)
POSTED_BY = regex(
    r"^(?:[Pp]osted|[Ww]ritten|[Pp]ublished) by (?P<name>[\w.'’-]+(?: [\w.'’-]+){0,3}"
    r"(?:(?:, | and |, and | & )[\w.'’-]+(?: [\w.'’-]+){0,3}){0,9}) on(?=\s)"
)

VERSION = regex(r"(?<![\w.])v?\d+(?:\.\d+)+(?![\w.]|\s*[万千%])", re.I)
"""The number of a version, which a line with dates and counts has not: it tells what came out on a day."""

LABELLED = Vocabulary(
    Phrase(
        "zh",
        r"字[体号](?:大小)?\s*+[:：]?\s*+[\[【(（]?\s*+"
        r"(?:[特超]?大\s*+[|/]?\s*+中\s*+[|/]?\s*+小|[AT][+-]?(?:\s*+[|/]?\s*+[AT][+-]?){1,2})(?:\s*+[\]】)）])?",
        "字体：[大 中 小]",
        "字体大小不一",
    ),
    Phrase(
        "en",
        r"(?:font|text)(?: size)?\s?:\s?[\[(]?(?:(?:small|medium|large|A[+-]?|[SML])[\s|/]*){2,3}[\])]?",
        "Text size: small medium large",
        "font size: 12",
    ),
    Phrase(
        "zh",
        r"(?:阅读|浏览|点击|访问|评论|点赞|收藏|字数|人气)(?:量|数|次数|统计)?\s*[:：]?\s*\d[\d,.]*\s*[kw万]?",
        "阅读量：1.2万",
        "阅读下面的代码",
    ),
    Phrase(
        "zh",
        r"(?:本文作者|作者|来源|责任编辑|编辑|分类|(?:文章)?标签|发布者|供稿)\s*[:：]\s*[^\s:：,，|]{1,30}"
        r"(?: [A-Z]{1,3}\d{2,6}(?!\w))?",
        "责任编辑：王小明",
        "作者在这里说明",
    ),
    Phrase(
        "en",
        r"(?<![A-Za-z])(?:authors?|source|category|categories|tags?|filed under|posted by|written by)\s*[:：]"
        r"\s*[^\s:：,，|]{1,30}",
        "Filed under: Databases",
        "the source of the problem",
    ),
)
"""A label with what it names."""

TAG_LABEL = regex(
    r"(?:(?:文章|本文|所属|博客|博文|个人|相关)?(?:标签|分类|关键词|关键字|热词(?:搜索)?|专栏)"
    r"|tag(?:s|ged(?: (?:with|as))?)?|categor(?:y|ies)|labels?|(?:filed|posted) (?:under|in))\s?[:：]\W*",
    re.I,
)
"""A label over the tags of a page, which an author would hardly give a colon."""

CRUMBS = Vocabulary(
    Phrase("zh", r"[您你]?(?:现在|当前)?的?(?:所在)?位置\s*[:：]", "您的位置：首页", "在此位置插入节点"),
    Phrase("en", r"you are here\s*:", "You are here: Home", "you are here to learn"),
    Phrase("any", r"(?:首页|home|主页)\s*[>›»/→|]", "Home » Blog » Python", "Home directories hold files"),
    around="^(?:{})",
)
"""Where in the site a page stands."""

LICENSED = Vocabulary(
    Phrase(
        "en",
        r"(?:this (?:post|article|work|page|site|blog)|content)\b.{0,40}\b(?:is|are|may be)\b.{0,20} licen[sc]ed under"
        r".{0,80}",
        "This post is licensed under CC BY 4.0",
        "the photo is licensed under CC BY 4.0",
    ),
    Phrase(
        "zh",
        r"(?:本(?:文|站|博客|作品|页)|所有文章).{0,30}"
        r"(?:采用|使用|遵循|遵守|依照|按照|以).{0,60}(?:许可|授权|协议|发布|转载).{0,30}",
        "本文采用 CC BY 4.0 协议授权",
        "图片采用 CC BY 4.0 协议",
    ),
    around=r"^[^。.]{0,30}(?:{})$",
)
"""A sentence that puts an article under a licence."""

OF_SITE = Vocabulary(
    Phrase(
        "zh",
        r"(?:(?:版权|免责|特别|郑重)?声明\s*[:：]\s*)?(?:本站|本网站|本网)(?:的|中)?(?:所有|全部|部分|发布的|提供的)*"
        r"(?:文章|资源|内容|作品|资料|素材|图片).{0,60}(?:转载|署名|采集|收集|侵权|侵犯|版权|著作权).{0,80}",
        "声明：本站所有资源均收集自网络，如有侵权请联系删除。",
        "本站的文章按主题分类",
    ),
    Phrase(
        "zh",
        r"本文(?:内容)?(?:转载|转自|来源|来自|收集|整理|摘)(?:自|于)?(?:网络|互联网)[，,。；].{0,20}侵权.{0,20}"
        r"(?:联系|删除).{0,60}",
        "本文转载自网络，如有侵权请联系站长删除。",
        "本文来自网络安全小组，侵权的判断见第三节",
    ),
    around="^(?:{})$",
)
"""What a site says below each of its articles about all of them."""

NEXT = Vocabulary(
    Phrase("en", r"(?:previous|prev|next|older|newer)(?=\W|(?-i:[A-Z])|$).{0,100}", "Next: Sorting", "Nextcloud"),
    Phrase("zh", r"(?:上|下)一(?:篇|条|页|个|章|节)\s*[:：]?.{0,100}", "下一篇：排序", "下面是排序"),
    Phrase("any", r"[«»←→‹›<>].{0,100}|.{0,100}[»→›>«]", "« Sorting", "a < b"),
    Phrase("en", r"back to (?:top|home|list|index|blog)|top|home", "Back to top", "back to the future"),
    Phrase(
        "zh",
        r"回到?(?:顶部|上一[頁页])|返回(?:网站|本站|博客|文章|栏目|专题|上级)?(?:首页|主页|顶部|列表|目录|上一?[頁页]"
        r"|页首|封面|合集)?",
        "返回首页",
        "函数返回一个整数类型的值",
    ),
    Phrase("en", r"read more.{0,3}", "Read more…", "read more books"),
    Phrase(
        "en",
        r"(?:edit|improve|report|print|share|save|email|tweet|pin)"
        r"(?: (?:this|on|to|it|an|page|article|post|issue|link|github|facebook|twitter|linkedin|reddit|friend)){0,4}",
        "Edit this page on GitHub",
        "print the sorted list",
    ),
    Phrase(
        "zh",
        r"阅读(?:原文|更多|全文)|打印(?:预览|本?[页文]|此文|文章)?|关闭(?:窗口|本?页面?|此页)?|加入收藏|收藏"
        r"(?:本[页站文]|此文|文章)?"
        r"|分享(?:[到至给](?:[:：]|.{1,6})?|本[页文]|此文|文章)?|推荐(?:给(?:好友|朋友)|本文)?|举报"
        r"|(?:我要|意见|问题)?(?:反馈|纠错)",
        "阅读原文",
        "阅读下一节之前",
    ),
    Phrase(
        "en",
        r"was this (?:page|article|post|answer)? ?(?:helpful|useful)\W*(?:yes|no|\W)*",
        "Was this page helpful? Yes No",
        "was this the cause?",
    ),
    Phrase(
        "en",
        r"(?:this (?:page|site) is )?best (?:viewed|experienced) (?:with|in|at|using|on) .{2,60}",
        "Best viewed with Netscape Navigator",
        "the best view is in the north",
    ),
    Phrase(
        "zh",
        r"(?:建议|推荐|请)?(?:您)?使用.{0,24}(?:浏览器|分辨率).{0,24}(?:浏览|访问|观看)(?:本站|本页|本网站)?",
        "建议使用 IE6 以上浏览器访问本站",
        "浏览器的使用",
    ),
    Phrase("en", r"copy link|subscribe(?: now)?|sign up|log ?in", "Subscribe now", "log in to the server"),
    around="^(?:{})$",
)
"""Whole links that lead on, and what one can do with a page."""

OVER = Vocabulary(
    Phrase(
        "en",
        r"(?:related|similar|recommended|popular|recent|more|other) "
        r"(?:posts?|articles?|reading|stories|questions?|topics?|content|links|videos?)",
        "Related posts",
        "Related work",
    ),
    Phrase(
        "en",
        r"you (?:may|might) also (?:like|enjoy)|(?:read|up) next|what to read next|recommended for you|more like this",
        "You may also like",
        "You may also see an error",
    ),
    Phrase("zh", r"相关(?:文章|推荐|阅读|内容|链接|视频)", "相关文章", "相关工作"),
    Phrase(
        "zh",
        r"(?:精彩|热门|精选|编辑|今日|为您|为你|更多)?(?:视频|文章|内容|阅读|图文)?推荐(?:阅读|文章|视频)?",
        "为您推荐",
        "推荐系统",
    ),
    Phrase("zh", r"更多(?:文章|阅读|精彩内容|推荐|(?:相关|精彩)?(?:内容|文章)推荐)", "更多内容推荐", "更多例子"),
    Phrase(
        "zh",
        r"猜你喜欢|热门文章|最新文章|往期(?:回顾|精选|推荐|文章)|精彩(?:回顾|推荐)|延伸阅读",
        "往期回顾",
        "回顾与展望",
    ),
    Phrase(
        "zh",
        r"(?:[您你]|大家)?(?:可能)?(?:还|也)?(?:会)?感兴趣的(?:相关)?(?:文章|内容|教程)",
        "您可能感兴趣的文章",
        "感兴趣的读者可以试试",
    ),
    around="^(?:{})$",
)
"""What stands over what to read next."""

_STEP = (
    r"(?:(?:上|下)一(?:篇|章|节|页|条|则|則|个)|[前后後]一篇|previous|prev|next|older|newer)"
    r"(?: (?:post|article|page|chapter|story))?(?:文章|日志|信息)?(?![^\W\d_])"
)
BESIDE = regex(rf"(?:(?<!\W)\W++)?+{_STEP}\W*", re.I)
"""A label before a link to what comes before or after, with nothing else."""

LEAD = regex(
    r"(?:(?:(?:上|下)一(?:篇|条|页|个|章|节)(?:文章)?|(?:previous|prev|next|older|newer)"
    r"(?: (?:posts?|articles?|pages?|chapters?|entry|entries|story|stories))?)(?![a-z])\s*+(?P<sign>[:：»→›>-])?"
    r"|(?P<arrow>[«»←→‹›<>]))",
    re.I,
)
"""How a line begins that says what comes before or after, and the sign between that and the name of the page."""

_NONE = (
    r"(?:(?:已经|已|暂时|暂|目前)?[没沒]有(?:了|更多.{0,4}|[上下]一(?:篇|条))?|暂?无|已是.{1,8}|(?:最后|第)一篇"
    r"(?:文章)?"
    r"|返回(?:列表|首页))"
)
NO_NEXT = regex(rf"(?:{_STEP}\s*+(?:[:：]\s*+)?{_NONE})[。.!！]?", re.I)
"""What stands where nothing comes before or after."""

STEPS = regex(rf"(?:[\W_]*+{_STEP}\s*+(?:[:：]\s*+)?(?:{_NONE}(?!\w))?[。.!！]?)++[\W_]*+", re.I)
STEP = regex(_STEP, re.I)
"""Several labels in one line, links or nothing behind each."""

RULE = Vocabulary(
    Phrase(
        "zh", r"[-─—=_*·~\s]{3,}(?:分[隔割]线|正文结束|全文完)[-─—=_*·~\s]{3,}", "------分隔线------", "分隔线的画法"
    ),
    around=r"^(?:{})$",
)
"""A line across a page, which a template draws with signs."""

SHARED = regex(
    r"(?:分享|转发)(?:本文|文章)?(?:到|至|给(?:好友|朋友)?)\s?[:：]"
    r"|share (?:this(?: \w+)?(?: (?:on|to|via))?|on|to|via)\s?[:：]",
    re.I,
)
"""A label before the places to share a page at."""

_SERIES = "(?:专栏|合集|专题|文集)"
_COUNTED = r"[:：]|\d++\s?(?:篇(?:文章|内容)?|人?(?:订阅|关注))"
IN_SERIES = regex(
    rf"(?:(?:本文|文章|该文)\s?)?(?:已|被)*+收录[于在至到](?:以下|该)?(?:\s*+(?:{_COUNTED}))*+\s*+{_SERIES}"
    rf"(?:\s*+(?:{_SERIES}|{_COUNTED}))*+"
)
"""What a site says beside the name of the series that an article stands in."""

READ = regex(r"(?:浏览|阅读|点击|访问|编辑|修改)(?:次数|总数)\s?[:：]\s?\d")
OF_ENTRY = Vocabulary(
    Phrase(
        "zh",
        r"(?:(?:浏览|阅读|点击|访问|编辑|修改)(?:次数|总数)\s?[:：]\s?\d[\d,.]*\s?[万kw]?次?\s?(?:历史版本)?\s?)+",
        "编辑次数：8 次 历史版本",
        "浏览次数最多的一页",
    ),
    Phrase(
        "zh",
        r"(?:最近|最后|最新)(?:更新|编辑|修改)\s?[:：].{1,40}|(?:创建者|创建人|贡献者|创建时间)\s?[:：].{1,30}",
        "最近更新：小林（2020-01-02）",
        "最近更新了固件",
    ),
    Phrase("zh", r"历史版本|(?:编辑|本)?词条|词条(?:统计|信息|数据)\s?[:：]?", "词条统计", "词条的写法"),
    around=r"^(?:词条(?:统计|信息|数据)\s?[:：]\s?)?(?:{})$",
)
"""What an encyclopedia tells of one of its entries; only beside `READ` is it certain."""

COMMENTS = Vocabulary(
    Phrase(
        "en",
        r"(?:all |latest |recent |\d[\d,]* |no )?comments?(?:\s?[(:]?\s?\d[\d,]*\s?\)?)?",
        "12 Comments",
        "Comments in Go",
    ),
    Phrase(
        "en", r"leave a comment|join the (?:discussion|conversation)", "Leave a comment", "leave a comment in the code"
    ),
    Phrase(
        "zh",
        r"(?:全部|所有|最新|最热|热门|精彩|网友|读者|用户|文章|共?\d+条)?(?:评论|留言|跟帖)(?:区"
        r"|列表)?\s?[(（:：]?\s?\d*\s?条?\s?[)）]?",
        "全部评论（3）",
        "评论的写法",
    ),
    Phrase("zh", r"(?:发表|我要|参与|写)(?:评论|留言)|(?:评论|留言)\s?\(?\d*\)?", "发表评论", "发表评论的接口"),
    around="^(?:{})$",
)
"""What stands over what readers said of an article."""

HEADS = Vocabulary(
    *OVER.phrases,
    Phrase("en", r"share(?: this.*)?", "Share this article", "Shared memory"),
    Phrase("en", r"leave a (?:reply|comment)|comments?(?: \(\d+\))?", "Comments (12)", "Comments in code"),
    Phrase("en", r"(?:\d+|no|one) (?:comments?|responses?|replies|thoughts).*", "3 thoughts on this", "3 approaches"),
    Phrase("en", r"about the author", "About the author", "About this guide"),
    Phrase(
        "en",
        r"(?:get|join|subscribe to|sign up (?:for|to)) (?:our|the|my) newsletter",
        "Join our newsletter",
        "Newsletter engines compared",
    ),
    Phrase("en", r"more (?:from|on) .{1,40}", "More from this blog", "Moreover"),
    Phrase("zh", r"最新评论|(?:网友|读者|用户)?评论.{0,6}|发表评论", "网友评论", "代码评审与评论的写法"),
    Phrase("zh", r"分享到.*", "分享到微博", "分享一个技巧"),
    Phrase("zh", r"上一篇|下一篇", "上一篇", "上一篇讲了什么"),
    around="^(?:{})$",
)
"""What stands over any part of a page behind the article."""

REACTIONS = Vocabulary(
    Phrase(
        "any",
        r"\d[\d.,]*\s?[kw万]?\+?\s?(?:comments?|replies|responses?|reactions?|likes?|shares?|claps?|views?|reads|votes?"
        r"|stars?|min(?:ute)?s? read|条?(?:评论|回复|留言)|(?:个|次)?(?:赞|点赞|喜欢|收藏|分享|转发)"
        r"|次?(?:阅读|浏览|访问))",
        "1.2k views",
        "3 nodes",
    ),
    Phrase(
        "any",
        r"(?:comments?|replies|responses?|likes?|shares?|claps?|views?)\s?[(:（：]?\s?\d[\d.,]*\s?[kw万]?\s?[)）]?",
        "Comments (3)",
        "views of the table",
    ),
    Phrase(
        "zh",
        "(?:评论|回复|留言|点赞|赞|喜欢|收藏|分享|转发|阅读|浏览)(?:数"
        r"|量)?\s?[(:（：]?\s?\d[\d.,]*\s?[kw万]?\s?[)）]?",
        "阅读 3.4万",
        "阅读三遍",
    ),
    Phrase(
        "zh",
        r"(?:预计|大约|约|需)?(?:阅读|读完)(?:时间|时长|需|约|大约)?\s?[:：]?\s?\d{1,3}\s?分钟|\d{1,3}\s?分钟(?:阅读"
        r"|读完)",
        "阅读 4 分钟",
        "阅读 4 分钟后关闭",
    ),
    around="^(?:{})$",
)
"""How often a page was read, answered or liked, in one block and with nothing else."""

RECOMMENDED = Vocabulary(
    Phrase("zh", "推荐(?:文章|阅读|博文)", "最新推荐文章于 2024-02-02 发布", "推荐系统综述于 2024-02-02 发布"),
    around="(?:{})",
)
"""Before a day that is that of another article."""
