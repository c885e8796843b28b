"""Lines of a page that are its controls and its counts."""

from __future__ import annotations

from proofpress.regex import regex
from proofpress.words import Phrase, Vocabulary

INTERFACE = Vocabulary(
    Phrase(
        "zh",
        r"复制(?:代码|成功|链接)?|点击复制|已复制(?:到剪贴板)?|一键复制|代码解读(?:复制代码)?|AI(?:写|生成)?代码"
        "|隐藏代码|显示代码|运行代码|在线运行|展开(?:全文|阅读全文|代码)?|收起(?:代码)?|登录后?(?:复制|查看"
        "|评论|下载)(?:全文|代码)?",
        "复制代码",
        "复制代码的方法",
    ),
    Phrase(
        "zh",
        r"添加评论|写下你的评论|发表评论|写评论|暂无评论|回复|举报|收藏|分享(?:到|至)?|点赞|打赏|赞赏|私信"
        r"|扫码关注|关注(?:我们|公众号|博主)?|(?:微信)?扫(?:一扫|码)[^。\n]{0,8}(?:关注|添加|分享|加群)[^。\n]{0,8}"
        r"|长按(?:识别|扫码|关注)[^。\n]{0,12}",
        "写下你的评论",
        "评论区功能的实现",
    ),
    Phrase(
        "zh",
        r"发布于\s*[\d-]+(?: [\d:]+)?"
        r"|(?:最后)?(?:编辑|发布|更新|修改)于\s*[\d年月日/.-]+(?:\s*[\d:]+)?(?:\s*[・·|]\s*.{0,16})?"
        r"|本文已?(?:收录于|参与)[^。\n]{2,24}|未经授权[^。\n]{0,6}(?:禁止|不得|严禁)转载|版权声明",
        "编辑于 2024-01-02 10:00",
        "发布于社区",
    ),
    Phrase(
        "zh",
        r"相关(?:推荐|文章|阅读)|猜你喜欢|热门(?:推荐|文章)|上一篇|下一篇|返回顶部|回到顶部|目录|阅读全文|继续阅读"
        r"|(?:查看|展开|收起)(?:评论|回复|目录|剩余\d*%?)|点击(?:展开|查看|阅读)(?:全文|更多|大图)?"
        "|查看(?:全文|更多|原文|大图)",
        "相关推荐",
        "推荐系统",
    ),
    Phrase(
        "zh",
        r"立即(?:登录|注册|下载|购买|咨询)|开通会员|(?:请)?(?:先)?登录|注册|广告|正在加载(?:\.{3}|…+)?"
        r"|加载中(?:\.{3}|…+)?|加载更多",
        "加载中…",
        "登录流程",
    ),
    Phrase(
        "en",
        r"copy(?: code| to clipboard| link)?|copied!?|(?:hide|show|run) code|click to (?:copy|expand|enlarge)"
        r"|read more|show more|show less|view (?:more|all|raw)|expand|collapse|edit this page|table of contents"
        r"|back to top|skip to (?:main )?content|loading(?:\.{3}|…)|advertisement|print this page"
        r"|press enter or click to view image in full size|listen to this article",
        "Copy to clipboard",
        "copy constructors",
    ),
    Phrase(
        "en",
        r"share(?: this)?(?: (?:on|to) \w+)?|share this (?:article|post|page|story)|tweet|like|reply|follow"
        r"|follow us(?: on \w+)?|(?:add (?:a )?|leave a )comment|leave a reply|report (?:this|abuse)"
        "|join the (?:conversation|discussion)"
        r"|related (?:posts|articles|stories)|recommended for you|you (?:might|may) also like"
        r"|(?:previous|next) (?:post|article)|was this (?:page |article )?helpful\??",
        "Share this article",
        "share a lock",
    ),
    Phrase(
        "en",
        r"open in app|sign (?:in|up)|get started|log in|toggle (?:navigation|menu|sidebar|dark mode)|subscribe"
        r"|subscribe to (?:our|my|the) newsletter|accept (?:all )?cookies",
        "Sign up",
        "sign the request",
    ),
    around=r"^(?:{})$",
)
"""Whole lines of a page's controls; those that could also be an author's line are in `WEAK_INTERFACE`."""

OPENS = Vocabulary(
    Phrase(
        "en",
        r"(?:open|view)(?: (?:image|figure|table|picture))? in (?:a )?new (?:tab|window)"
        r"|(?:view|download|open)(?: a)?(?: (?:large|larger|full[- ]?size|high[- ]?res(?:olution)?|original))?"
        r" (?:image|figure|picture|slide)|download (?:as )?(?:powerpoint|ppt)(?: slide)?|full size (?:image|table)",
        "Open in a new tab",
        "open a new tab",
    ),
    Phrase(
        "zh",
        r"(?:点击)?查看(?:大图|原图)|在新(?:窗口|标签页|页面)中?(?:打开|查看)|下载(?:原图|图片|大图)",
        "查看大图",
        "查看大图的方法",
    ),
    around="^(?:{})$",
)
"""What opens a picture or a table by itself."""

WEAK_INTERFACE = frozenset(
    (
        "收藏 分享 点赞 回复 举报 目录 注册 登录 关注 广告 版权声明 私信 打赏 赞赏 添加评论 yes no copy share like"
        " reply follow subscribe expand collapse tweet 展开 收起"
    ).split()
) | {"table of contents"}

_N = r"(?<![\d,.])\d[\d,.]*+\s?[kKwW万千]?\+?"
_NUMBER = r"(?<![\d,.])\d[\d,.]*+[kKmM]?\+?"
_COUNT = rf"(?:\s?[:：-]?\s?[(（]?\s?{_N}\s?[)）]?)?"

BAR = Vocabulary(
    Phrase(
        "zh",
        r"分享[到至]\s?[:：]?(?:\s?(?:(?:新浪|腾讯|网易)?微博|QQ(?:空间|好友)|微信(?:好友)?|朋友圈|人人网?|开心网?"
        r"|豆瓣网?"
        r"|百度(?:贴吧|空间)|更多)[、,，|]?)++",
        "分享到：新浪微博 QQ空间",
        "分享到微博的接口",
    ),
    Phrase(
        "zh",
        r"小礼物走一走[，,]?\s?来.{2,4}关注我|还没有人(?:赞赏|打赏)(?:[，,]\s?支持一下)?|(?:赞赏|打赏)(?:支持|作者)?"
        rf"|(?:{_N}\s?人)?(?:赞赏|支持)了?(?:此文|作者)?(?![\w])|举报(?:文章|该文)?|好文要顶|收藏该文|[+＋]?\s?加关注",
        "赞赏支持",
        "赞赏这本书",
    ),
    Phrase(
        "zh",
        rf"(?:粉丝|关注|字数|阅读|浏览|声望|获赞|文章){_COUNT}(?:我|作者|博主|他|她|[Tt][Aa])?"
        rf"|{_N}\s?(?:粉丝|声望|关注|阅读|赞|评论|收藏)",
        "粉丝 - 12",
        "粉丝很多",
    ),
    Phrase(
        "zh",
        rf"(?:点?赞|喜欢|收藏|评论|分享|转载|转发|推荐|回复|[顶踩]一下){_COUNT}|打印|编辑(?:词条|本段|源代码)?"
        "|锁定|讨论|播报|上传视频|(?:发布|发表|写)评论|[▼▲👍]",
        "评论(3)┊收藏(1)打印",
        "评论写法",
    ),
    Phrase(
        "en",
        rf"(?:(?:un)?follow(?:ing|ers)?|listen|share|likes?|save|bookmark|claps?|reply|reactions?|(?:top )?comments?"
        rf"|report (?:abuse|article)|subscribe|upvote|copy link)(?:\s?[(:]?\s?{_NUMBER}\)?)?(?!\w)"
        rf"|{_NUMBER} (?:followers|reactions?|likes|claps|shares)(?!\w)",
        "Like Share 12 followers",
        "Likes are counted",
    ),
    around=r"^\W*+(?:(?>{})[^\w+＋▼▲👍]*+)++$",
)
"""A line that is nothing but a reader's controls and counts, several of them side by side perhaps."""

VOTES = Vocabulary(
    Phrase(
        "zh", r"[顶頂踩赞讚]一[下个個]|[顶頂踩]|支持|反对|反對|(?:很|没|沒)?有(?:帮助|用)|没用", "顶一下", "支持的平台"
    ),
    Phrase(
        "en", r"(?:up|down)vote|thumbs (?:up|down)|(?:not )?(?:helpful|useful)|agree|disagree", "Upvote", "Useful flags"
    ),
    around=r"^(?:{})(?:\s?[(（]\s?\d++\s?[)）])?$",
)
"""What readers press to vote for a text."""

VOTED = regex(r"[(（]?\s?\d[\d,.]*+\s?[%％票]?\s?[)）]?")
"""How many did."""

_SOME = r"\s*[:：(（]?\s*[\d,.]+\s*[万kKwW]?\+?\s*[)）]?[\s·|,，、]*"

COUNTS = Vocabulary(
    Phrase(
        "zh",
        "(?:(?:点赞|收藏|评论|浏览|阅读量?|转发|分享|赞|喜欢|观看|views?|likes?|comments?|shares?|reads?"
        f"|claps?){_SOME}){{2,}}",
        "点赞 12 收藏 3",
        "点赞与收藏",
    ),
    Phrase(
        "zh",
        r"(?:赞同|点赞|喜欢|收藏|评论|转发|分享|浏览|阅读)\s*[:：]?\s*\d[\d,.]*\s*[万kKwW]?\+?"
        r"|\d[\d,.]*\s*(?:人赞同了该(?:文章|回答)|条评论|次(?:阅读|浏览)|人阅读)"
        r"|(?:阅读(?:量|数)?|浏览(?:量|数)?|点击量?|访问量)\s*[:：]?\s*[\d,.]+\s*[万kKwW]?\+?",
        "阅读量：3.2万",
        "阅读 3 本书",
    ),
    Phrase(
        "en",
        r"\d[\d,.]*[kKmM]?\+? (?:comments?|responses?|shares?|likes?|upvotes?|followers?)"
        r"|[\d,.]+[kKmM]?\+? (?:views|reads|claps)(?: ago)?|\d+ min(?:ute)?s? read",
        "12 comments",
        "12 comments a day",
    ),
    around=r"^(?:{})$",
)
"""How often something was read or liked, and nothing else on the line."""
