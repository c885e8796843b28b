"""Faults in other words and shapes than those of the rules' own pages, and what only looks like them."""

from __future__ import annotations

import pytest

from proofpress.check import check
from proofpress.source import Source

LEAD = "# Title\n\nA paragraph of text that ends.\n\n"


def _rules(text: str) -> set[str]:
    return {finding.rule for finding in check(Source("page.md", LEAD + text + "\n\nThe page ends here.\n"))}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("####### 第七层\n\n正文。", "heading-no-space"),
        ("########Too deep\n\nText.", "heading-no-space"),
        ("＃＃＃ 配置\n\n正文。", "heading-no-space"),
        ('<span id="cfg"></span>文。\n\n## 配置 {#cfg}\n\n正文。', "id-duplicate"),
        ('<a id="x"></a>One.\n\n<p id="x">Two.</p>', "id-duplicate"),
        ("Your task is to write a long post about caching. Keep the tone friendly.", "residue-prompt"),
        ("注意：请直接输出正文，不要输出任何解释性文字。", "residue-prompt"),
        ("I have completed the article as per your instructions.", "residue-meta-talk"),
        ("抱歉，我无法继续生成更多内容。", "residue-meta-talk"),
        ("## Locks\n\nSure, here is the chapter on locks:", "residue-meta-talk"),
        ("赞同 23\n\n添加评论\n\n分享", "residue-interface"),
        ("[INSERT FIGURE HERE]", "residue-placeholder"),
        ("- 优化性能\n- 提升体验\n" * 8, "residue-repetition"),
        ("&lt;think&gt;\n先列提纲。\n&lt;/think&gt;", "residue-think"),
        ("\\[\n\n\\]", "math-empty"),
        ("结果：\n$$$$\n如上。", "math-empty"),
        ("```java\n1\n2\n3\nint a = 1;\nint b = 2;\nint c = 3;\n```", "code-line-numbers"),
        ("See [the manual(https://example.com/a) for more.", "link-malformed"),
        ("见【文档】(https://example.com/x)。", "link-fullwidth"),
        ("文字 ÕâÊÇ²âÊÔµÄÄÚÈÝ 之后。", "encoding"),
        ("[playlist ids=\"4,8\" style='light']", "foreign-syntax"),
        ("| 茶 | 克 | 分 |\n| --- | --- | --- |\n| 岩茶 | 8 |\n| 白茶 | 5 | 3 |", "table-columns"),
        ("| tea | g |\n| --- | --- |\n| oolong | 8 | 3 |", "table-columns"),
        ("见文献 \\citep[附录]{li2019} 的证明。", "foreign-syntax"),
        ("| 茶 | 克 |\n| --- | --- |\n| 岩茶 | 8 |\n> 水要滚开。", "table-glued"),
        ("见 [1] 与 [2]。\n\n## 参考文献\n\n1. 甲书。\n2. 乙书。\n2. 丙书。", "citation-duplicate"),
        ("见 [1] 与 [2]。\n\n## 参考文献\n\n1. 甲书。\n2. 丙书。\n\n## 参考资料\n\n1. 乙网。", "citation-duplicate"),
    ],
)
def test_told(text: str, rule: str) -> None:
    assert _rules(text) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "In the next section I will continue with the proof.",
        "| a | b | c | d |\n| --- | --- | --- | --- |\n|1|2|3\n|5|6|7",
        "| tea | g | min |\n| --- | --- | --- |\n| **green** |\n| sencha | 5 | 1 |\n| sum | 5 |",
        "A roof of slate costs $$$ and lasts.",
        "## 参考书目\n\n1. 甲书，初版。\n2. 乙书，再版。\n\n## 参考资料\n\n1. 丙网，文档。\n2. 丁网，教程。",
        "A [1].\n\n## References\n\n[1] One.\n\n## Part\n\nB [1].\n\n## Bibliography\n\n[1] Two.",
        "＃随笔 今天的天气很好。",
        "####### #######",
        'Both `<a id="x">` and `<b id="x">` bear it; <input type="radio" name="r"> <input type="radio" name="r">',
        "    ＃＃ 代码\n    ####### 代码",
        "The system prompt says who it is, for example “You are a helpful assistant”.",
        "作文要求学生写一篇不少于800字的文章。",
        "希望这篇文章对你有所帮助。",
        "**f**ast **C**ompound **S**pring **E**mbedder, **bold**plain**bold**.",
        "The array \\[\\[<i>x0</i>, <i>y0</i>\\], \\[<i>x1</i>, <i>y1</i>\\]\\], where it starts.",
        "[//]: # (A formula $\\alhpa$ and a [draft](nowhere.md) that nobody sees)",
        "A name is [a-z][a-z0-9_-]* there, a number is [0-9.][0-9.]+.",
        "点击[插入表格](https://example.com/insert-table)按钮。",
        'The attribute is written as `[gallery ids="1"]`, and [a link](https://example.com/?q="x") is none.',
        "The colour is [red (see https://example.com/a) or blue] today.",
    ],
)
def test_not_told(text: str) -> None:
    assert _rules(text) == set()


@pytest.mark.parametrize(
    ("head", "line"),
    [("\n", 2), ("<!-- 注 -->\n\n", 3), ("---\n", 0), ("<!--\n多行\n-->\n", 4)],
)
def test_front_matter_has_nothing_before_it(head: str, line: int) -> None:
    text = f"{head}---\ntitle: 用三条命令看磁盘\ntags:\n  - Linux\n---\n\n正文在这里，到此为止。\n"
    source = Source("page.md", text if line else text.removeprefix("---\n"))
    told = [source.text.count("\n", 0, f.span.start) + 1 for f in check(source) if f.rule == "front-matter"]
    assert told == ([line] if line else [])


def test_a_rule_over_a_remark_is_no_front_matter() -> None:
    assert "front-matter" not in {
        f.rule for f in check(Source("page.md", "\n---\nNote: a line\nand more of it.\n---\n"))
    }
