"""WeChat public accounts (微信公众号): the page, and the calls to follow that stand above and below nearly every
article."""

from __future__ import annotations

import re

from proofpress.ledger import Ledger
from proofpress.origins.input import Input
from proofpress.origins.site import Site
from proofpress.regex import regex
from proofpress.tree import Block, Document, Image, Paragraph, ThematicBreak, of_kinds, text_of

SITE = Site(
    name="wechat",
    title="微信公众号",
    hosts=("mp.weixin.qq.com",),
    marks=("#js_content.rich_media_content", "#img-content .rich_media_content"),
    roots=("#js_content", ".rich_media_content"),
    titles=("#activity-name", ".rich_media_title"),
    dates=("#publish_time",),
    authors=("#js_author_name", "#js_name"),
    drop=(
        ".code-snippet__line-index",
        ".reward_area",
        ".rich_media_tool",
        "#js_pc_qr_code",
        "mp-common-profile",
        ".mp_profile_iframe_wrp",
        ".js_img_placeholder",
    ),
)

_FOLLOW = r"关\s*注(?:我们?|本公众号|本号|公众号|一下)?"
_THREE = r"(?:点个?赞|点?在看|分享|转发|收藏|评论|留言|关注|好看|三连|赞)"
_LIKED = (
    "(?:(?:如果)?(?:你)?(?:觉得)?(?:本文|文章|内容)?(?:不错|有用|对你有所?帮助|有收获"
    r"|喜欢)(?:的话)?[，,]?\s*)?(?:就|请|记得|欢迎|别忘了?|麻烦)?"
)
_CALL = regex(
    r"(?:请|欢迎)?(?:点击|戳|点)?(?:上方|下方|上面|下面|左上角)?的?[“\"「]?(?:蓝字|蓝色字体?|蓝色文字|名片"
    rf"|卡片|公众号(?:名称|名片|卡片)?)[”\"」]?[，,、]?\s*(?:轻松|快速|一键|即可|可以|立即|可)?{_FOLLOW}"
    rf"|点击(?:上方|下方)的?[“\"「]?(?:蓝字|名片|卡片)[”\"」]?{_FOLLOW}[，,、]\s?(?!.{{0,9}}(?:回复|获取|领取"
    rf"|下载))\w{{2,12}}"
    r"|(?:点击)?(?:上方|下方)?[“\"「【][^”\"」】]{1,20}[”\"」】]\s*+[，,]?\s*+(?:快速|一键)?(?:关注"
    r"|选择[“\"「【]?(?:设为星标|置顶(?:公众号)?|置顶或星标|星标)[”\"」】]?"
    r"|设为[“\"「]?星标[”\"」]?)(?:公众号|我们)?"
    "|(?:请)?(?:微信)?(?:长按|扫一扫|扫描?|识别|或|并){1,4}(?:上方|下方|上图|下图|图中|以下"
    rf"|文末)?的?(?:二维码|维码|图片|码)?[，,]?\s*(?:即可|立即|一键|快速|欢迎)?{_FOLLOW}"
    rf"|(?:请)?长按(?:并?识别)?(?:上方|下方|图中|以下|文末)?的?二维码"
    rf"|{_LIKED}(?:点个?|点击)?(?:右下角的?|文末的?)?[“\"「]?{_THREE}"
    rf"(?:[”\"」]?[、，,/|·&\s]{{0,3}}[“\"「]?{_THREE}){{1,4}}[”\"」]?(?:哦|吧|呀|一下|支持)?"
    rf"|{_LIKED}(?:点个?|点击)(?:右下角的?|文末的?)?[“\"「]?(?:在看|赞)[”\"」]?(?:再走)?(?:吧|哦|呀)?|(?:记得)?(?:设为"
    rf"|加个?)[“\"「]?星标[”\"」]?|(?:欢迎)?{_FOLLOW}(?:[，,]\s*(?:不迷路|获取更多(?:精彩)?(?:内容|资讯)?"
    "|了解更多))?"
    rf"|点击(?:下方|左下角|文末)?的?[“\"「【]?阅读原文[”\"」】]?(?:[，,]?(?:了解|查看|获取)(?:更多|详情))?"
    rf"|(?:the\s)?end|(?:正文|全文|本文)?完",
    re.I,
)
"""A line that asks for no more than to follow the account, to like or to share;
a line that says more is the author's."""
_SIGNS = " \t\u3000—–―-─━＿_=~～·•*＊.…。!！↑↓▲▼△▽👆👇☝⬆⬇⭐★☆♥❤◆◇【】[]()（）《》<>|｜\ufe0f"


def read(given: Input, ledger: Ledger) -> Document:
    """The article without the calls to follow at its two ends; see `Site.read`."""
    document = SITE.read(given, ledger)
    blocks = _without_calls(_without_calls(document.children, ledger)[::-1], ledger)[::-1]
    return Document(blocks, document.meta, span=document.span)


def _without_calls(blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks without the calls among the first of them, to the first paragraph that says something else;
    pictures stay."""
    kept: list[Block] = []
    seen = 0
    for block in blocks:
        if isinstance(block, Paragraph) and _is_call(block):
            ledger.removed(
                block.span,
                "a call to follow the account or to share, or the mark of the end",
                "引导关注、点赞、转发的文字或结尾标记",
            )
        elif isinstance(block, ThematicBreak) or isinstance(block, Paragraph) and not text_of(block).strip():
            kept.append(block)
        else:
            break
        seen += 1
    return (*kept, *blocks[seen:])


def _is_call(block: Paragraph) -> bool:
    """True for a short line that is nothing but such a call."""
    text = text_of(block)
    if len(text) > 60 or next(of_kinds(block, Image), None) is not None:
        return False
    return _CALL.fullmatch(" ".join(text.split()).strip(_SIGNS)) is not None
