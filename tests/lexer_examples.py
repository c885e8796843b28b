"""Texts that the lexer reads as the page shows them, each with the extensions of a site, and texts of which it says
what the page shows otherwise."""

from __future__ import annotations

FENCES = "[pymdownx.superfences]"
BOXES = "[admonition, pymdownx.details]"
MATH = "[attr_list, pymdownx.superfences, {pymdownx.arithmatex: {generic: true}}]"
ATTRIBUTES = "[attr_list]"
TRULY_SANE = "[admonition, pymdownx.superfences, mdx_truly_sane_lists]"
TRULY_SANE_FOUR = "[{mdx_truly_sane_lists: {nested_indent: 4}}]"

CODED = (
    "[attr_list, {pymdownx.superfences: {custom_fences: [{name: Tex, class: arithmatex, "
    "format: !!python/object/apply:pymdownx.arithmatex.arithmatex_fenced_format {kwds: {mode: generic}}}]}}, "
    "{pymdownx.inlinehilite: {custom_inline: [{name: tex, class: arithmatex, "
    "format: !!python/object/apply:pymdownx.arithmatex.arithmatex_inline_format {kwds: {mode: generic}}}]}}]"
)

FANCY = "[pymdownx.fancylists, pymdownx.superfences]"

AGREED: tuple[tuple[str, str], ...] = (
    (FENCES, '``` py title="the `x` of it"\nx = 1\n```\n\n# After\n'),
    (FENCES, "``` `no`\n\n# Here\n"),
    (MATH, "![the $x_{1$ of it](a.png) and [this](b$c_{1$.md), but $d$.\n\n[r]: $e_{$.md\n\n![$f_{$][r]\n"),
    (FENCES, "- only item\n---\n- another\n"),
    (FENCES, "1. Title\n--\n\ntext\n"),
    (FENCES, "above\n\n***\n---\n\n- a\n- b\n---\n\nabove\n***\n---\n"),
    (FENCES, "- a\n\n        - code\n        - more\n"),
    (ATTRIBUTES, "## `f(a[, b][, c])` and `a[b][c]`\n\n## <https://example.org/a>\n\n## Note[^1]\n\n[^1]: n\n"),
    (ATTRIBUTES, "##\u00a0Non-breaking\n\n##\u3000全角\n\n## *A*{#z}\n\n## `B`{.c} C\n\n## D {@id=x}\n"),
    (ATTRIBUTES, "## A{.b}\n\n## B #{#x}\n\n## C {.b} {#c}\n\n## D {#d}{.c}\n\n## E {: .x #e }\n\n## F \\{#f}\n"),
    (MATH, "    line\n    ```py\n    x\n\n    y\n    ```\n    line\n\n# h\n"),
    (
        "[md_in_html]",
        '<div markdown="1">\n- a\n- b\n</div>\n\n<section class="x" markdown>\n    code\n\n# h\n</section>\n',
    ),
    ("[]", "# h\n\n<details>\n\n- a\n\n# none\n"),
    ("[{pymdownx.superfences: {disable_indented_code_blocks: true}}]", "text\n\n    no code\n"),
    ("[pymdownx.saneheaders]", "#\n\n# A\n"),
    (TRULY_SANE, "- a\n  - b\n    - c\n\n      more\n\n      ## h\n\n- d\n\n1. x\n"),
    (TRULY_SANE, "* a\n\n  !!! note\n      ## In it\n\n      - x\n"),
    ("[]", "a | b\n--- | ---\n1 | 2\nonly the first\n"),
    (BOXES, "!!! note\n    In it.\n\n Behind it.\n\n??? tip\n    In it.\n\n- a\n"),
    (f"[admonition, {FENCES[1:]}", "!!! note\n    In it.\n\n  ```\n  code\n  ```\n\n  1. a\n  2. b\n"),
    (FANCY, "a. x\nb. y\n\n    i) z\n    ii) w\n\n    more\n\nIV. no\n\nText.\n\nA. no item\n\nB.  item\nC) other\n"),
    (FANCY, "iv. x\n\n    ## In it\n\n    ```\n    code\n    ```\n\nabc. no\n\nI am.\na. no\n"),
    ("[pymdownx.fancylists, pymdownx.saneheaders]", "#. x\n#. y\n    - z\n"),
    ("[{pymdownx.fancylists: {additional_ordered_styles: [roman]}}]", "I) x\nII. y\n\nb. no\n\nv. z\n"),
    ("[]", "a. no\nb. no\n\niv) no\n"),
    ("[md_in_html]", "<div markdown>\n<p>\n\n- no\n\n</p>\n\n- a\n\n<p>\n\n# No\n</div>\n\n# H\n"),
    ("[md_in_html]", '<section markdown="1"># A\n\n- a\n</section>\n\n<section># no\n</section>\n'),
    ("[]", "a | b\n- | -\n- 1 | 2\n"),
    ("[footnotes]", "Text[^1].\n\n[^1]:\n    - a\n    - b\n"),
    ("[]", "<p>\ntext\n</p>\n- a\n- b\n\n</div>\n\n- c\n"),
    (BOXES, '???+tip "Why"\n    Text.\n\n    - a\n\n!!!warning\n    Text.\n\n    ## In it\n\n???\n    no box\n'),
    (BOXES, "!!!重要 更多\n    文。\n\n    1. 一\n\n!!!note, no box\n\n    - code\n"),
    ("[{toc: {baselevel: 2}}]", "# A\n\nB\n-\n\n##### C\n\n###### D\n\n# A\n"),
    ("[{toc: {baselevel: '3', separator: _, permalink: true}}]", "# A b\n\n> ## C d\n"),
    (CODED, "```Tex\na_1 = b\n\nc\n```\n\n- x\n\n    > ``` {.Tex #e}\n    > d^2\n    > ```\n"),
    (CODED, "So `#!tex e_1` and ``:::tex f``, but not `#!Tex g`, `tex h` or `$i$`.\n"),
    (MATH, "<div>\n<p>$a_{$ and $$b_{$$</p>\n</div>\n\n$c$\n"),
)

TROUBLED: tuple[tuple[str, str, str], ...] = (
    (CODED, "plain", "```tex\nno\n```\n\n```Tex title='no'\nno\n```\n"),
    (FENCES, "loose", "```js\nlet x;\n````\n"),
    (FENCES, "loose", "> ```js\n> let x;\n>   ```\n"),
    ("[]", "loose", "~~~\ntext\n~~~~\n"),
    ("[]", "refused", '``` title="main"\ntext\n```\n'),
    (FENCES, "entry", "- a\n        - b\n"),
    (FENCES, "entry", "1. a\n    - b\n            - c\n"),
    (FENCES, "list", "以下两步：\n    1. 开\n    2. 关\n"),
    ("[]", "text", "甲 | 乙\n--- | ---\n一 | 二\n以上两项都在去年秋天重新测过。\n"),
    ("[]", "text", "a | b\n--- | ---\nSmall values only.\n"),
    ("[]", "list", "</p>\n- a\n- b\n"),
    (BOXES, "fallen", "!!! note\n    In it.\n\n  Not in it.\n"),
    (BOXES, "fallen", "- a\n\n    ??? tip\n        - b\n       - c\n"),
    (TRULY_SANE, "entry", "- a\n    - b\n"),
    (TRULY_SANE, "entry", "text\n\n  - a\n  - b\n"),
    (TRULY_SANE, "entry", "1. a\n   - b\n      - c\n"),
    (TRULY_SANE, "kept", "* a\n* b\n1. c\n"),
    (TRULY_SANE_FOUR, "kept", "* a\n* b\n1. c\n"),
)
"""With what is said of the text."""
