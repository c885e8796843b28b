"""What a letter that stands for a number, a set or the like is called, right before it."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

NAMED = Vocabulary(
    Phrase(
        "zh",
        r"(?:矩阵|向量|矢量|标量|随机变量|变量|未知数|常数|常量|参数|系数|集合|子集|事件|函数|映射|算子|序列|数列"
        r"|子空间"
        r"|空间|线段|直线|曲线|平面|半径|对(?:于)?任意(?:的)?|任取|任给|存在)",
        "对称矩阵 ",
        "函数库",
    ),
    Phrase(
        "zh",
        r"(?:(?:底数|指数|模数|系数|次数|阶数|维数|半径|[整实素质]数|自然数)[为是]?|[乘除]以|乘(?:上)?(?:一个)?|减去"
        r"|趋[于近]|整除"
        r"|大于|小于)",
        "再乘一个 ",
        "指数增长",
    ),
    Phrase(
        "en",
        r"\b(?:matri(?:x|ces)|vectors?|scalars?|variables?|constants?|parameters?|coefficients?|sets?|subsets?|events?"
        r"|functions?|maps?|operators?|sequences?|radius|for (?:all|any|every))",
        "the matrix ",
        "the matrix of ",
    ),
    Phrase("en", r"\b(?:(?:multiplied|divided) by|modulo|times|plus|minus|tends to)", "divided by ", "written by "),
    around=r"(?:{}) ?\Z",
)
"""What may only be called by a symbol."""
LET = Vocabulary(
    Phrase("zh", r"(?:设|令|记)", "设 ", "设备 "),
    Phrase("en", r"\blet", "Let ", "Outlet "),
    around=r"(?:{}) ?\Z",
)
"""What gives a symbol its meaning, where it goes on as `IS` does."""
IS = Vocabulary(
    Phrase("zh", r"(?:是|为|表示|服从|满足)", " 服从参数", " 是否"),
    Phrase("en", r"(?:be|denote)\b", " be a set", " began"),
    around=r"\A ?(?:{})(?!否|甲方|乙方)",
)
