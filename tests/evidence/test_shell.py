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
        ("10.0.0.5:6379[2]> GET tile", "console"),
        ("iex(1)> x", "console"),
        ("irb(main):001:0> tiles.size", "console"),
        ("[1] pry(main)> tiles", "console"),
        ("rs0:PRIMARY> show dbs", "console"),
        ("MariaDB [maps]> show tables", "console"),
        ("Switch(config-if)# no shutdown", "console"),
        ("(gdb) break draw", "console"),
        ("(ipdb) p tile", "console"),
        ("ftp> get tiles.txt", "console"),
        ("SQL> select 1 from dual;", "console"),
        ("sqlite> .tables", "console"),
        ("lin> ok", ""),
        ("lin> see you at noon; bring tea", ""),
        ("File(F)> Open", ""),
        ("文件(F)> 打开", ""),
        ("total> 1000 is much", ""),
        ("(note) see below", ""),
        ("10:30> 我们出发", ""),
        ("note> this is said by a person", ""),
        ("$ x $ 是正数", ""),
        ("$ 5 million was paid", ""),
        ("$ dump tiles > tiles.sql", "console"),
        ("$ x > 0.5", ""),
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


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("$ tilectl rebuild all", True),
        ("$ x $ is positive", False),
        ("$ the price rises.", False),
        ("$ 我们出发", False),
        ("$ 5 on weekdays", False),
    ],
)
def test_what_may_be_run(line: str, may: bool) -> None:
    assert shell.may_be_run(line) == may


@pytest.mark.parametrize(
    ("line", "may"),
    [("redis> GET tile", True), ("Lin> GET tile", False), ("lin> 你好", False), ("lin says> hello", False)],
)
def test_what_may_be_entered(line: str, may: bool) -> None:
    assert shell.may_be_entered(line) == may
