"""Whether text that begins with a tag is HTML or Markdown: what stands in its elements is weighed as a whole."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.origins.input import Input
from proofpress.source import Source

P = "<p>\n 缓存放在内存里，重启之后要重新预热。\n</p>\n"

PAGES = {
    "a fence between paragraphs": f"<div>\n{P * 5}<p>\n\n```\n</p>\n<h4>二</h4>\n{P * 4}</div>\n\n```\n",
    "a closed fence in a paragraph": f"<section>\n{P * 9}<p>\n\n```java\nint a;\n```\n\n</p></section>",
    "Markdown in a listing": f"<div>\n{P * 4}<pre><code># Cache\n\n## Use\n\n```js\nlet a\n```\n</code></pre></div>\n",
    "a comment of a shell": f"<article>\n{P * 5}\n---\n\n# warm the cache\n\n{P * 5}</article>",
    "code without a listing": "<h2>Start</h2><p>First.</p><p>Then</p>"
    "<code>\n\n# install\n\npip install x\n</code><p>End</p>",
    "blank lines in paragraphs": "<div>\n<p>The pump is\n\ndry.</p>\n<p>So fill\n\nit.</p>\n</div>\n",
    "words that a template has parted": '<div>\n\n      Posted in\n\n      pumps\n\n<a href="/x">Home</a>\n\n</div>\n',
    "lines that tags break": "<div>\nThe pump runs dry.<br>\n\nFill it again.<br>\n\nThat is all\n\nof it.\n</div>\n",
    "items that nobody closes": "<ul>\n<li>one\n\n```\ncode\n```\n<li>two\n<li>three\n<li>four\n<li>five\n"
    "<li>six\n<li>seven\n<li>eight\n</ul>\n",
}
ARTICLES = {
    "in a paragraph": "<p>\n# Cache\n\nIt is **warm** now\n\n## Use\n\n- one\n- two\n</p>\n",
    "in a wrapper": '<div class="wrap" markdown="1">\n\n## One\n\nText that says it.\n\n## Two\n\nMore.\n</div>',
    "one paragraph in a wrapper that asks": "<section markdown>\n\nText that says it.\n\n</section>\n",
    "paragraphs in a wrapper": '<div class="entry">\n\n水泵空转。\n\n先<b>加水</b>，再启动\n\n</div>\n',
    "paragraphs in the middle": "<center>\nThe pump runs dry.\n\nSee <a href='/m'>the manual</a>\n</center>\n",
    "in a disclosure": "<details>\n<summary>More</summary>\n\n## Head\n\ntext\n\n</details>\n",
    "under a banner": '<div align="center">\n\n# Cache\n\n</div>\n\nWords of it.\n\n## Use\n\n```\na\n```\n',
    "under a banner that nobody closes": "<p align=center><img src=x.png>\n\n## Use\n\nText\n\n## More\n\n<ul>\n"
    "<li>one</li>\n<li>two</li>\n<li>three</li>\n</ul>\n",
    "beside many paragraphs": f"<p><img src=a.png></p>\n\n## 用法\n\n{P * 12}",
    "a listing between paragraphs": "<p>前言</p>\n\n```python\nprint(1)\n```\n\n<p>后面</p>\n<p>还有</p>\n",
    "a listing that was cut off": "<p>前言</p>\n<p>还有</p>\n\n```python\nprint(1)\n",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_page_stays_one_with_signs_of_markdown_in_it(text: str) -> None:
    assert Input(Source("a.md", text)).is_html


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_markdown_stays_so_with_tags_around_it(text: str) -> None:
    assert not Input(Source("a.md", text)).is_html


def test_code_behind_a_fence_is_the_first_line_of_the_listing() -> None:
    open_before = "# 用户\n\n```\n说明：\n\n```java import a.b.User; import a.b.Role;\nclass A { }\n```\n"
    alone = "# 用户\n\n```java public class User { private int id;\n"
    for text in (open_before, alone):
        made = convert(Source("a.md", text))
        assert text.split("```java ")[1].split("\n")[0] in made.markdown
    options = convert(Source("a.md", "# Use\n\n```js {1,3} twoslash\nlet a = 1\n```\n"))
    assert options.markdown.endswith("```js\nlet a = 1\n```\n")
