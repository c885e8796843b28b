"""The header or footer that a scraper or a callback wrote around the article: keys, numbers and lines of signs.

抓取程序或回调写在文章前后的记录：字段、编号和一行行的符号。

Reported:

````markdown
回调数据记录
==============================
接收时间: 2025-11-21 19:19:16
主题: 示例
UUID: 0f9a6052cc451a88f2c8a9ab9a64aa00

正文从这里开始。
````

Instead:

````markdown
正文从这里开始。
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofpress.finding import Words
from proofpress.markdown.lines import Block
from proofpress.regex import regex
from proofpress.rules.page import Page
from proofpress.rules.rule import ERROR, WARNING, Remark, Rule, replace

_FIELD = regex(
    r"(?:[-*+]\s+)?\**(?:(?:接收|抓取|采集|爬取|回调|创建|更新|生成|请求|完成|处理|导出)(?:时间|日期)|(?:任务"
    r"|请求|记录|文章|页面|会话|消息|批次)\s*(?:ID|编号|状态)|"
    "UUID|GUID|主题|状态码?|来源(?:URL|网址|链接|地址)?|原文(?:链接|地址|网址)|网址|URL|模型|耗时|用时|编码"
    "|哈希|校验和|"
    "(?:received|fetched|crawled|scraped|retrieved|generated|exported|created)(?:[ _](?:at|on|time|date))?"
    "|timestamp|(?:request|task|record|job|session|message|trace|page)[ _-]?id|"
    "source(?:[ _]url)?|url(?: source)?|published time|markdown content|warning|warc-[a-z-]+"
    "|crawl[ _-]?(?:time|date)|http[ _-]?status|site[ _-]?name|page[ _-]?title|fetch[ _-]?time|referer|depth"
    "|status(?: code)?|user[ _-]agent|content[ _-](?:type|length|encoding)|sha(?:1|256)|md5|checksum|model"
    r"|tokens?|duration)\**\s*[:：=](?:\s*\S|\s*$)",
    re.I,
)
_BAR = regex(
    r"([=\-*#_~])\1{7,}$|([=\-*#_~])\2{2,} ?(?:BEGIN|END|START) [A-Z ]{3,40} ?\2{3,}$"
    r"|([=\-*#])\3{2,} ?[^=\-*#\n]{2,20} ?\3{3,}$"
)
_RECORD = regex(
    r"\{(?=[^\n]{0,400}[\"'](?:task_?id|request_?id|job_?id|record_?id|uuid|url|status|code|timestamp"
    r"|fetched_at|crawl_time)[\"']\s*:)(?=[^\n]{0,400}[\"'](?:content|text|body|data|markdown|result"
    r"|html)[\"']\s*:)",
    re.I,
)
_TITLE = regex(
    r"[\[【<=\-*# ]*(?:回调|抓取|采集|爬虫|爬取|请求|响应|任务|数据|元)[^\n。，]{0,12}(?:记录|信息|结果|数据"
    r"|报告|日志|开始|结束)[\]】>=\-*# ]*$|[=\-*# ]*(?:callback|crawl(?:er)?|scraper?|request|response"
    r"|fetch)\w* (?:data|record|log|report|result|info)\w*[=\-*# ]*$",
    re.I,
)


def check(page: Page) -> Iterator[Remark]:
    """One remark for the header, one for the footer."""
    blocks = page.blocks
    for block in _ends(blocks):
        signs = 0
        single = False
        last = block.first - 1
        for number in range(block.first, block.last + 1):
            body = page.body(number)
            weight = (
                3
                if _RECORD.match(body)
                else 1
                if _FIELD.match(body)
                else 1
                if _BAR.match(body) or _TITLE.match(body)
                else 0
            )
            if not weight and last >= block.first and not re.match(r"[\w ]{1,20}[:：]", body):
                break
            signs += weight
            single = weight == signs == 3
            last = number
        if signs >= 3 and last >= block.first:
            span = page.scan.span(block.first, last)
            end = span.end
            while end < len(page.text) and page.text[end] == "\n":
                end += 1
            yield Remark(
                span,
                Words("Unexpected record of a scraper, expected only the article", "混入了抓取程序的记录，应只有正文"),
                Words(
                    "Remove it; what is worth keeping belongs into the front matter.",
                    "请删去；值得保留的写进文首元数据。",
                ),
                replace(span.start, end, ""),
                # One line of JSON may be what the page is about.
                severity=WARNING if single else None,
            )


def _ends(blocks: tuple[Block, ...]) -> list[Block]:
    """The first blocks and the last ones, where such records stand."""
    return list(blocks[:3]) + [b for b in blocks[-3:] if b not in blocks[:3]]


RULE = Rule("residue-header", ERROR, check, fix="unsafe")
