"""What language a few words are in."""

from __future__ import annotations

import pytest

from proofpress.evidence.spoken import spoken


@pytest.mark.parametrize(
    ("text", "around", "language"),
    [
        ("git 回退一次提交\n改动还在。", "en", "zh"),
        ("损失函数的导数\n由链式法则可得", "en", "zh"),
        ("Docker Compose 入门", "en", "zh"),
        ("Count lines with grep", "zh", "en"),
        ("How to count lines, and not matches", "zh", "en"),
        ("How to count lines, and not matches", "de", "en"),
        ("Zeilen zählen mit grep", "de", ""),
        ("Einführung in Rust", "de", ""),
        ("Le tri par insertion est simple", "fr", ""),
        ("On the name 北京 and how it is spelled in old maps", "zh", "en"),
        ("ソートのまとめ", "en", "ja"),
        ("정렬 알고리즘 정리", "en", "ko"),
        ("42", "zh", ""),
        ("", "zh", ""),
    ],
)
def test_few_words(text: str, around: str, language: str) -> None:
    assert spoken(text, around) == language
