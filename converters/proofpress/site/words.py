"""Every word that the site itself says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "all_articles": ("All articles", "全部文章"),
    "archive": ("Archive", "归档"),
    "article": ("article", "篇文章"),
    "articles": ("articles", "篇文章"),
    "author": ("Author", "作者"),
    "baseline": ("Baseline", "基线"),
    "bibtex": ("BibTeX", "BibTeX"),
    "by_count": ("By number of articles", "按文章数"),
    "by_date": ("Newest first", "最新在前"),
    "by_name": ("By name", "按名称"),
    "by_oldest": ("Oldest first", "最早在前"),
    "changed": ("What the conversion changed", "转换改动"),
    "cite": ("Cite this article", "引用本文"),
    "close": ("Close", "关闭"),
    "code": ("code", "代码"),
    "copied": ("Copied", "已复制"),
    "copy": ("Copy", "复制"),
    "copy_page": ("Copy this page as Markdown", "复制本页的 Markdown"),
    "copy_formula": ("Copy the TeX of this formula", "复制公式的 TeX"),
    "count": ("Count", "数量"),
    "csl": ("CSL-JSON", "CSL-JSON"),
    "date": ("Published", "发布"),
    "diagram": ("Diagram", "图示"),
    "diagram_error": ("This diagram could not be drawn; its source stands below.", "此图无法绘制，下面是它的源码。"),
    "doubt": ("left for a person to judge", "处留待人工判断"),
    "doubt_one": ("left for a person to judge", "处留待人工判断"),
    "fit": ("Fit the window", "适应窗口"),
    "in_topic": ("More on", "同主题："),
    "missing": ("A picture that is not there", "图片缺失"),
    "zoom_in": ("Larger", "放大"),
    "zoom_out": ("Smaller", "缩小"),
    "enlarge": ("Enlarge", "放大"),
    "error": ("errors", "错误"),
    "filter": ("Filter", "筛选"),
    "filter_groups": ("Topic or title", "主题或标题"),
    "filter_lines": ("Title, topic, description or date", "标题、主题、简介或日期"),
    "feed": ("Feed", "订阅"),
    "figure": ("Figure", "图"),
    "findings": ("Findings", "发现的问题"),
    "held": ("held back", "暂未发布"),
    "home": ("Home", "首页"),
    "info": ("remarks", "提示"),
    "latest": ("Latest", "最新"),
    "license": ("License", "许可"),
    "line": ("line", "第"),
    "line_after": ("", "行"),
    "minutes": ("min read", "分钟读完"),
    "none_found": ("Nothing found.", "没有找到。"),
    "on_no_page": ("On no page:", "没有任何页面包含："),
    "no_findings": ("No findings: every page is proofed.", "没有发现问题：全部页面校对通过。"),
    "notes": ("Notes and references", "注释与参考文献"),
    "not_found": ("This page is not here", "没有这个页面"),
    "not_found_help": (
        "It may have moved. Search for it, or look through the archive.",
        "它可能已经移动。可以搜索，或到归档中查找。",
    ),
    "note": ("Note", "注释"),
    "origin": ("Where this article comes from", "本文来源"),
    "over_time": ("Over time", "随时间的变化"),
    "page": ("Page", "页面"),
    "pages": ("pages", "个页面"),
    "permalink": ("Link to this section", "本节的链接"),
    "plain": ("Plain text", "文本"),
    "proof": ("Proof", "校对"),
    "related": ("Related articles", "相关文章"),
    "removal": ("removals", "处删除"),
    "removal_one": ("removal", "处删除"),
    "repair": ("repairs", "处修复"),
    "repair_one": ("repair", "处修复"),
    "rule": ("Rule", "规则"),
    "rules": ("Rules", "规则"),
    "search": ("Search", "搜索"),
    "search_hint": ("Words, code, or TeX", "词语、代码或公式 TeX"),
    "search_unavailable": ("Search needs the site to be served over HTTP.", "搜索需要通过网址访问本站。"),
    "result": ("result", "条结果"),
    "results": ("results", "条结果"),
    "source": ("Source", "来源"),
    "table": ("Table", "表"),
    "task": ("Task", "任务"),
    "to_citation": ("Back to citation", "回到引用处"),
    "on_this_page": ("Contents", "目录"),
    "order": ("Order", "排序"),
    "rare_topics": ("topics of one article", "个只有一篇文章的主题"),
    "rare_topic": ("topic of one article", "个只有一篇文章的主题"),
    "topics": ("Topics", "主题"),
    "undated": ("Undated", "未注明日期"),
    "updated": ("Updated", "更新"),
    "warning": ("warnings", "警告"),
    "words": ("words", "字"),
}

_FOR_SCRIPTS = (
    "close copied copy_formula copy_page diagram diagram_error enlarge figure fit missing none_found on_no_page result "
    "results search search_hint search_unavailable zoom_in zoom_out"
).split()


def words(language: str) -> dict[str, str]:
    """The site's words by key: Chinese for `zh…`, English for everything else."""
    column = 1 if language.lower().startswith("zh") else 0
    return {key: pair[column] for key, pair in _WORDS.items()}


def for_scripts() -> dict[str, dict[str, str]]:
    """Those of the words that the theme's scripts say, by language: a page's own decides."""
    return {language: {key: _WORDS[key][at] for key in _FOR_SCRIPTS} for at, language in enumerate(("en", "zh"))}
