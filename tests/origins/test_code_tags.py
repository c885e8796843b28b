"""Tags for code: one of Hexo's is a listing by itself, one of GitBook's names the fence that it encloses."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.source import Source

FENCE = "```js\nlet a = 1\n```"


@pytest.mark.parametrize("tag", ["codeblock lang:md", "code lang:md", "codeblock 写法 lang:md"])
def test_a_listing_of_hexo_shows_the_fence(tag: str) -> None:
    source = f"# 写法\n\n{{% {tag} %}}\n{FENCE}\n{{% end{tag.split()[0]} %}}\n"
    assert f"````md\n{FENCE}\n````\n" in convert(Source("a.md", source)).markdown


@pytest.mark.parametrize("given", ["", ' title="a.js"', ' title="a.js" lineNumbers="true"'])
def test_a_listing_of_gitbook_is_the_fence(given: str) -> None:
    source = f'# Code\n\n{{% code overflow="wrap"{given} %}}\n{FENCE}\n{{% endcode %}}\n'
    made = convert(Source("a.md", source)).markdown
    assert made.endswith(f"{'`a.js`' + chr(10) * 2 if given else ''}{FENCE}\n")
    assert "````" not in made
