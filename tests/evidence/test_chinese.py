"""What is Chinese, and that only one module knows where in Unicode it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofpress.evidence import chinese

PACKAGE = Path(chinese.__file__).parent.parent

CHINESE = (
    "缓存",
    "Redis 是内存数据库",
    "使用 Docker 部署服务",
    "第 3 章",
    "㐀",
    "𠮷野家",
    "豈",
    "1. 安装依赖",
    "什么是 RAG？",
    "深度学习（deep learning）的基础知识与应用",
    "**结论**：可行",
    "梯度下降法 SGD",
)
OTHER = (
    "",
    "cache",
    "2024-01-01",
    "，。：",
    "（1）",
    "ｆｕｌｌ",
    "カタカナ",
    "한국어",
    "Größe",
    "Кэш",
    "α β γ",
    "→ ★ ①",
)
MOSTLY_OTHER = (
    "The word 缓存 means cache in English",
    "See the paper by 李 and Smith for the details",
    "def main():  # 主",
)

SPELLED = {
    "evidence/chinese.py": "here they are named",
    "evidence/line_ends.py": "a comparison of single characters, where every text passes",
    "site/search/terms.py": "pairs of characters as the script of the site cuts them",
    "source.py": "below this room: which guess of an encoding gives common characters",
}
"""Modules in which the ranges of Chinese are written all the same, each with the reason."""


@pytest.mark.parametrize("text", CHINESE)
def test_chinese(text: str) -> None:
    assert chinese.has(text)
    assert chinese.is_chinese(text)
    assert chinese.count(text) <= chinese.wide(text)


@pytest.mark.parametrize("text", OTHER)
def test_other(text: str) -> None:
    assert not chinese.has(text)
    assert not chinese.is_chinese(text)
    assert chinese.count(text) == 0


@pytest.mark.parametrize("text", MOSTLY_OTHER)
def test_a_word_of_chinese_makes_no_chinese_text(text: str) -> None:
    assert chinese.has(text)
    assert not chinese.is_chinese(text)


def test_wide_counts_what_stands_between() -> None:
    assert chinese.wide("好，（a）かな 한 b") == 7


def test_nobody_else_spells_the_ranges() -> None:
    spelled = re.compile(r"[\\u]*(?:4e00|9fff)|[\u4e00\u9fff]-|-[\u9fff]", re.I)
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "words" and spelled.search(path.read_text(encoding="utf-8"))
    }
    assert found <= SPELLED.keys(), "ask proofpress.evidence.chinese"
