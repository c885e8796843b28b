"""Blocks of Markdown and containers to put them into, for texts that are generated: each says what it needs of a
dialect."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from proofpress.markdown import Dialect


class Piece(NamedTuple):
    """A block as it stands alone. `needs` are kinds of containers that the dialect has to read, `html` for Markdown in
    elements; `outermost`: the site reads it only at a line's start; `whole`: it is no first block of an item."""

    text: str
    needs: frozenset[str] = frozenset()
    outermost: bool = False
    whole: bool = False

    def stands(self, dialect: Dialect) -> bool:
        """Whether a dialect reads it."""
        known = dialect.containers | ({"html"} if dialect.html else set())
        return self.needs <= known and not (dialect.between > dialect.taken and "block" in self.needs)


def _piece(text: str, *needs: str, outermost: bool = False, whole: bool = False) -> Piece:
    return Piece(text, frozenset(needs), outermost, whole or bool(needs))


BLOCKS: tuple[Piece, ...] = (
    _piece("# 标题 One"),
    _piece("## Two `x` *y*"),
    _piece("## 收尾 ##"),
    _piece("## 头 Head {#id-a}"),
    _piece("## 头二 {.cls}"),
    _piece("## `f(a[, b][, c])` 与 <https://example.org/a>"),
    _piece("## 粘连{.cls}"),
    _piece("## 末`x`{.c}"),
    _piece("##\u3000全角 Wide"),
    _piece("Three\n-----", whole=True),
    _piece("- 独项\n---\n- 次项", whole=True),
    _piece("***\n---", whole=True),
    _piece("标题 `x` 四\n====", whole=True),
    _piece("A paragraph, 一段话，\nin two lines."),
    _piece("段落，紧接着\n> 一段引文", whole=True),
    _piece("行一  \n行二<br>行三"),
    _piece("**粗体**：中文`code`中文，$a$中$b$文，~~删~~。"),
    _piece("文中 `a\nb # c` 完。"),
    _piece("价 $x^2$ 与 \\(y_1\\)，`$no$` and \\$5."),
    _piece("一 $a +\nb$ 二，要 $5 和 $6。"),
    _piece("码 $`a`$ 非式，$`b`$ 亦非，$c$ 是。"),
    _piece("| 甲 | 乙 |\n| - | - |\n| $`p`$ 与 $q$ | $r$ `s` $t$ |", whole=True),
    _piece("\\# 非标题，\\$ 非式，\\`非码\\`。"),
    _piece("[链 `c`](b.md#x) 与 [ref][]，![图](a.png){width=50}。"),
    _piece("![图 $x_{1$](a.png) 与 [链](b$c$d.md)，而 $e$ 是式。"),
    _piece("<div>\n文 $x_{1$\n</div>", outermost=True),
    _piece("文 <b>粗</b> <span>$h$</span>，<!-- 注 $c$ --> 完。"),
    _piece("$$\na\n= b\n$$", whole=True),
    _piece("文中 $$y$$ 式。"),
    _piece("$$x_1$$"),
    _piece("\\[\nc\n\\]", whole=True),
    _piece("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}"),
    _piece("```py\nx = 1\n# no heading\n\ny\n```", whole=True),
    _piece("~~~\n$no$\n~~~", whole=True),
    _piece('```py\ndef 函数():\n    """说明。\n\n    ```sh\n    # make\n    ```\n    """\n```', whole=True),
    _piece("```yaml\nrun: |\n  ```\n  # x\n  ```\n$no$\n```", whole=True),
    _piece("~~~text\n  ~~~~\n  # x\n~~~", whole=True),
    _piece("~~~~py\n```\n# x\n```\n~~~~", whole=True),
    _piece("````md\n```py\n# x\n```\n````", whole=True),
    _piece('```py title="a b.py" hl_lines="1 2"\nx\n```', whole=True),
    _piece("```{.py #frag}\n# x\n```", whole=True),
    _piece("段落：\n```py\nx\n```\n后文。", whole=True),
    _piece("    # code\n    $no$\n\n    more", whole=True),
    _piece("| a | b |\n| - | - |\n| $z$ | `|` |", whole=True),
    _piece("x | y\n--- | ---\n1 | $p$", whole=True),
    _piece("| 甲 |\n| --- |\n| $s$ |", whole=True),
    _piece("| 式 $a|b$ | `x|y` |\n| --- | :-: |\n| $c$ | \\| |", whole=True),
    _piece("***", whole=True),
    _piece("* * *", whole=True),
    _piece("- one\n- two\n    - three"),
    _piece("1. one\n2. two"),
    _piece("- 项\n\n        - code\n        - more"),
    _piece("- 项\n        - 过深", whole=True),
    _piece("3. 三\n4. 四"),
    _piece("- a\n\n- b\n\n    para\n\n- c"),
    _piece("1. 一\n\n    - x\n\n        ```py\n        # c\n        ```\n\n    - y\n\n2. 二"),
    _piece("- 项\n\n    | a | b |\n    | - | - |\n    | $i$ | 2 |"),
    _piece("1. 式\n\n    $$\n    z\n    $$\n\n    续。"),
    _piece("- # Head in item\n- b"),
    _piece("- a\n\n    ## Sub in item\n\n    text"),
    _piece("- [ ] todo $a$\n- [x] done"),
    _piece("> 引 $q$。\n>\n> - 项\n>\n> ```py\n> # x\n> ```", whole=True),
    _piece("> # 引标\n>\n> > ## 深引", whole=True),
    _piece('[ref]: https://example.org "题"', whole=True),
    _piece("<!-- one line # x -->", whole=True),
    _piece("段落，紧接着\n> - 引中项\n> - 次项", whole=True),
    _piece("段落\n> ## 引标\n> 文", whole=True),
    _piece("一段\n> 引标\n> ===", whole=True),
    _piece("> \t制表符，不是代码 $m$\n>\n> \t次段", whole=True),
    _piece("> 首行\n>     # 续行\n>     $l$", whole=True),
    _piece("-   \u3000\u3000全角空格\n-   乙"),
    _piece("* 甲\n\t* 乙\n\t\t* 丙", whole=True),
    _piece("1. 一\n\n\t```py\n\tx\n\t```\n\n2. 二", whole=True),
    _piece("    code\n    ```py\n    x\n    ```\n    more", whole=True),
    _piece("```js\nx\n````", whole=True),
    _piece("\tcode by a tab\n\n\tmore", whole=True),
    _piece("1、顿号\n2、不是项"),
    _piece("> | a | b |\n> | - | - |\n> | 1 | $u$ |", whole=True),
    _piece("> $$\n> v\n> $$", whole=True),
    _piece("<hr>\n- 线下", outermost=True),
    _piece("<br>\n换行之后，$r$。", outermost=True),
    _piece("<div class='a'>文</div>\n\n1. 一", outermost=True),
    _piece("<script>\nlet a = 1;\n\n# x\n</script>", outermost=True),
    _piece("[^1]: A note, with $n$.", "note", outermost=True),
    _piece("[^2]: 首段。\n\n    次段 $k$。\n\n    - item\n\n    ```py\n    x = 1\n    ```", "note", outermost=True),
    _piece("术语\n:   解释，含 $d$。\n\n    第二段。", "definition"),
    _piece("Term\n:   One.\n:   Two `x`.", "definition"),
    _piece("乙词\n:   - one\n    - two", "definition"),
    _piece('!!! note "题"\n    # Heading in\n\n    正文 $a$。\n\n    - x', "admonition"),
    _piece("!!! note\n    - a\n    - b\n        - c", "admonition"),
    _piece("!!! tip\n\n    ```py\n    # no\n    ```\n\n    | a | b |\n    | - | - |\n    | 1 | 2 |", "admonition"),
    _piece("- 项\n\n    !!! note\n\n        # H in item\n\n        $t$", "admonition"),
    _piece('!!! note\n\n    ??? tip "内"\n\n        # Deep\n\n        - a', "admonition", "details"),
    _piece('??? note "折叠"\n\n    ## Folded\n\n    $$\n    f\n    $$', "details"),
    _piece('=== "甲"\n\n    # In tab\n\n    - x\n    - y\n\n=== "B"\n\n    ```py\n    1\n    ```', "tab"),
    _piece("甲\n乙\n:   共解", "definition"),
    _piece("苹果\n: 一种水果，$x$。\n: 也是公司。\n\n    次段 $y$。", "definition"),
    _piece("Time\n\n: 30 分\n\n        # code", "definition"),
    _piece("甲\n\n:   解\n\n    ```py\n    x\n    ```", "definition"),
    _piece("!!! note\n    文\n    - 甲\n    - 乙", "admonition"),
    _piece("!!! note\n\t制表符\n\n\t- 甲", "admonition"),
    _piece('=== "甲"\n\n    === "内"\n\n        # 题\n\n    === "乙"\n\n        文', "tab"),
    _piece("/// note | 题\n正文 $q$。\n\n- 项\n///", "block"),
    _piece("/// details | 折\n    type: warning\n\n$$\nw\n$$\n///", "block"),
    _piece("//// note\n\n/// tip | 内\n内文\n///\n\n## 后标\n\n////", "block"),
    _piece("<!-- # no\n\n```\nno\n```\n-->", outermost=True),
    _piece("<div>\n# no heading\n\n- no item\n</div>", outermost=True),
    _piece("<pre>\n# no\n\n$x$\n</pre>", outermost=True),
    _piece("<details>\n<summary>题</summary>\n<p>raw # no</p>\n</details>", outermost=True),
    _piece('<div markdown="1">\n\n# In div\n\n- a\n- $b$\n\n</div>', "html", outermost=True),
    _piece('<div class="a" markdown="1">\n- 甲\n- 乙\n</div>', "html", outermost=True),
    _piece(
        '<details markdown="1">\n<summary>题</summary>\n\n## Inside\n\n正文。\n\n</details>', "html", outermost=True
    ),
)


def quoted(text: str) -> str:
    """In a quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def indented(text: str) -> str:
    """Four columns further in."""
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


class Around(NamedTuple):
    """A container; `first`: what it holds begins on its own first line."""

    put: Callable[[str], str]
    needs: str = ""
    item: bool = False
    first: bool = False


CONTAINERS: tuple[Around, ...] = (
    Around(quoted),
    Around(lambda text: "- item\n\n" + indented(text), item=True),
    Around(lambda text: "1. 一\n\n" + indented(text) + "\n\n2. 二", item=True),
    Around(lambda text: "-   " + indented(text)[4:], item=True, first=True),
    Around(lambda text: "!!! note\n\n" + indented(text), "admonition"),
    Around(lambda text: '??? note "D"\n\n' + indented(text), "details"),
    Around(lambda text: '=== "T"\n\n' + indented(text), "tab"),
)


def within(piece: Piece, around: list[Around], dialect: Dialect) -> str:
    """A piece in those of the containers that take it, from the innermost."""
    text, bare = piece.text, True
    for container in () if piece.outermost else around:
        if container.put is quoted and "\n    >" in text:
            # A quote in an item in a quote is one that the lexer does not know.
            continue
        known = not container.needs or container.needs in dialect.containers
        # A definition in an item, or a box behind its mark, is read by nobody.
        taken = not (container.first and (piece.whole or not bare)) and not (
            container.item and piece.needs & {"definition", "block"}
        )
        if known and taken:
            text, bare = container.put(text), False
    return text
