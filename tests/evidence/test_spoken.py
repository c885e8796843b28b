"""The language of a text: what its page declares, unless the script says otherwise."""

from __future__ import annotations

import pytest

from proofpress.evidence.spoken import agreed

ZH = "两个数的和与顺序无关，这就是加法的交换律，本文给出一个证明。"
EN = "The sum of two numbers does not depend on their order, as this article proves in some detail. " * 4
JA = "これは数の和についての記事で、順序によらないことを示します。たしざんのはなし。"


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("", ZH, "zh"),
        ("", EN, ""),
        ("en", ZH, "zh"),
        ("en-US", JA, "ja"),
        ("zh-TW", ZH, "zh-TW"),
        ("zh", JA, "ja"),
        ("ja", ZH * 8, "zh"),
        ("en", EN, "en"),
        ("de", EN, "de"),
        ("zh-CN", EN, "en"),
        ("zh-CN", EN + "（译者：李明）", "en"),
        ("zh-CN", "for (int i = 0; i < limit; i++) { total += values[i]; }\n" * 8 + "求和", "zh-CN"),
        ("zh-CN", "print(1)", "zh-CN"),
        ("en", "短文 abc", "en"),
        ("en", EN + ZH, "en"),
        (
            "en",
            "textbf 加粗 mathbf 粗体 noindent 取消缩进 vspace 垂直空白 includegraphics 插入图片 tabularx 表格\n" * 4,
            "zh",
        ),
        (
            "en",
            "The word 缓存预热 is older than the web, and that of 布谷鸟哈希 with its two tables is not. " * 4,
            "en",
        ),
        ("de", "Das Wort 缓存预热 ist älter als das Netz, und das Wort 布谷鸟哈希 ist es nicht. " * 4, "de"),
    ],
)
def test_what_is_declared_holds_unless_the_script_is_another(declared: str, text: str, language: str) -> None:
    assert agreed(declared, text) == language
