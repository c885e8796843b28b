"""Articles to measure sites with: any number, of about 10 KB, Chinese with formulas, code, tables, notes and diagrams.
Each run makes the same ones."""

from __future__ import annotations

import random
from pathlib import Path

COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
    "流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造"
    "百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例"
    "真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何"
    "除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满"
    "县局照参红细引听该铁价严"
)
TOPICS = ("深度学习", "数据库", "操作系统", "编译原理", "网络", "Python", "C++", "数学", "图像处理", "算法")


def article(number: int, kilobytes: int = 10) -> str:
    """One article as canonical Markdown."""
    pick = random.Random(number)  # noqa: S311 - the same articles in each run
    weights = [1 / (rank + 8) for rank in range(len(COMMON))]

    def sentence(length: int) -> str:
        return "".join(pick.choices(COMMON, weights, k=length))

    title = f"{sentence(8)}第{number}篇"
    parts = [
        (
            f"---\ndate: {2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}\nauthors:\n"
            f"  - 作者{number % 37}\ntags:\n  - {TOPICS[number % 10]}\n  - "
            f"{TOPICS[number * 7 % 10] if number * 7 % 10 != number % 10 else '综合'}\nlanguage: zh\n---\n\n"
            f"# {title}"
        )
    ]
    size = 0
    section = 0
    while size < kilobytes * 1024:
        section += 1
        block = [f"## {section} {sentence(6)}"]
        for _ in range(3):
            block.append(
                "，".join(sentence(pick.randint(8, 20)) for _ in range(6))
                + f"，其中 $x_{{{section}}}^2+\\alpha_{pick.randint(1, 9)}$ 已知。"
            )
        kind = section % 4
        if kind == 0:
            block.append(
                f"$$\n\\sum_{{i=1}}^{{n}} \\frac{{a_i^{section}}}{{\\sqrt{{b_i+{number}}}}} = \\int_0^1 "
                "f(t)\\,\\mathrm{d}t\n$$"
            )
        elif kind == 1:
            block.append(
                f"```python\ndef handler_{number}_{section}(values):\n    total = sum(value ** 2 for value in "
                "values)\n    return total / len(values)\n```"
            )
        elif kind == 2:
            block.append(
                "| 项目 | 数值 | 说明 |\n| --- | --- | --- |\n"
                + "\n".join(f"| {sentence(4)} | {pick.randint(1, 999)} | {sentence(9)} |" for _ in range(4))
            )
        else:
            block.append(f"- {sentence(12)}[^{section}]\n- {sentence(15)}\n- {sentence(11)}")
        parts += block
        size = len("\n\n".join(parts).encode())
    if number % 10 == 0:
        parts.append(
            f"```mermaid\nflowchart LR\n    A[{sentence(4)}] --> B[{sentence(4)}]\n    B --> C[{sentence(3)}]\n```"
        )
    parts += [
        f"[^{n}]: {sentence(20)}. 2020. <https://example.org/{number}/{n}>" for n in range(1, section + 1) if n % 4 == 3
    ]
    return "\n\n".join(parts) + "\n"


def write(folder: Path, count: int) -> None:
    """`count` articles into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"article-{number:04}.md").write_text(article(number), "utf-8")
