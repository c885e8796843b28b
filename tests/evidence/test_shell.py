"""Prompts of shells and interpreters, and what only looks like one."""

from __future__ import annotations

import pytest

from proofpress.evidence import shell


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("$ npm install", "console"),
        ("$ ./build.sh --fast", "console"),
        ("(venv) $ pip install mkdocs", "console"),
        ("lin@attic:~/maps$ make", "console"),
        ("lin@attic ~ % ", "console"),
        ("lin@attic maps % cat lock.toml", "console"),
        ("[root@mill etc]# ss -lnt", "console"),
        ("PS C:\\maps> Get-ChildItem", "pwsh-session"),
        ("D:\\data>python run.py", "doscon"),
        (">>> import math", "pycon"),
        (">>> 2 ** 8", "pycon"),
        ("$ ls", "console"),
        ("$ make test", "console"),
        ("mysql> SELECT 1;", "console"),
        ("maps=# SELECT 1;", "console"),
        ("In [1]: 3 * 7", "console"),
        ("$ make", "console"),
        ("$ make one wish each", ""),
        ("note> this is said by a person", ""),
        ("$ x $ 是正数", ""),
        ("$ 5 million was paid", ""),
        ("$ a + b", ""),
        ("$ the price rises", ""),
        (">>> I think so", ""),
        (">>> 我不同意", ""),
        ("C:\\maps 目录> 放在这里", ""),
        ("lin@attic.example $ was paid", ""),
        ("write to lin@attic.example: it is free", ""),
    ],
)
def test_prompts(line: str, language: str) -> None:
    assert shell.language(line) == language
