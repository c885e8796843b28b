"""No output carries a script, an event handler, an address that runs one, a form or a frame: hostile payloads in every
place of a page and of a Markdown file, encoded, split and nested,
held against what the parsers of our site, of a usual Material site and of a code host make of the output."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown import Markdown

from proofpress import active
from proofpress.convert import convert
from proofpress.source import Source
from tests.renderers import commonmark_html, material_html, site_html

ADDRESSES = (
    "javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "JaVaScRiPt:alert(1)",
    "livescript:x",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://a.b/c",
    "file:///etc/passwd",
)
ENCODINGS: tuple[Callable[[str], str], ...] = (
    lambda address: address,
    lambda address: "".join(f"&#{ord(char)};" for char in address),
    lambda address: "".join(f"&#x{ord(char):x}" + ";" for char in address),
    lambda address: "".join(f"&#{ord(char):07}" for char in address[:4]) + ";" + address[4:],
    lambda address: address.replace(":", "&colon;").replace("t", "&Tab;t", 1),
    lambda address: address.replace(":", "&amp;#58;"),
    lambda address: "\x01 " + address,
    lambda address: address.replace(":", "&colon;"),
    lambda address: address.replace(":", "&#58") + " ",
    lambda address: "".join(f"&#x{ord(char):X}" for char in address),
    lambda address: "".join(f"&amp;#{ord(char)};" for char in address),
    lambda address: address.replace(":", "&#0000058"),
    lambda address: address[:4] + "\t" + address[4:],
    lambda address: address[:4] + "\n" + address[4:],
    lambda address: address[:3] + "&NewLine;" + address[3:],
    lambda address: address[:4] + "\u200b" + address[4:],
    lambda address: address[:4] + "&shy;" + address[4:],
    lambda address: address.replace(":", "%3A"),
    lambda address: "\\" + address,
    lambda address: address.replace(":", "\\:"),
    lambda address: address[:2] + "\x00" + address[2:],
    lambda address: "\u2003" + address,
)
LINKS = (
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<a href={}>x</a>",
    '<a HREF = "{}" onclick=alert(1)>x</a>',
    '<img src="{}" onerror="alert(1)">',
    '<img data-src="{}">',
    '<img srcset="{} 2x">',
    '<a href="https://a.b"><img src="{}"></a>',
    '<iframe src="{}"></iframe>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<video><source src="{}"></video>',
    '<form action="{}"><button>x</button></form>',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    '<math><mtext><a href="{}">x</a></mtext></math>',
    '<base href="{}"><a href="y">x</a>',
    '<link rel="canonical" href="{}">',
    '<meta property="og:url" content="{}">',
    '<meta http-equiv="refresh" content="0;url={}">',
    "[x]({})",
    "![x]({})",
    "[x](<{}>)",
    '[x]({} "t")',
    "<{}>",
    "[x][r]\n\n[r]: {}",
    "[r]\n\n[r]: <{}>",
    "![x][r]\n\n[r]: {} 't'",
    "[^1]\n\n[^1]: [x]({})",
    "- [x]({})",
    "| a |\n| - |\n| [x]({}) |",
    "> [x]({})",
    "# [x]({})",
    "**[x]({})**",
    "[![x]({})](https://a.b)",
    '&lt;a href="{}"&gt;x&lt;/a&gt;',
    "<p>[x]({})</p>",
    "<p>&lt;img src={}&gt;</p>",
    '<table><tr><td><a href="{}">x</a></td></tr></table>',
    '<sup><a href="{}#fn1">1</a></sup>',
)
MARKUP = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//a.b/c></sCrIpT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)><summary onclick=x>s</summary>t</details>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<style>@import 'javascript:alert(1)'</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<math href='javascript:alert(1)'>x</math>",
    "<input autofocus onfocus=alert(1)>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<!-- x --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml <script>alert(1)</script>?>",
    "<xmp><script>alert(1)</script></xmp>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<kbd onclick=alert(1)>x</kbd>",
    "<sub/onmouseover=alert(1)>x</sub>",
    "<mark onclick='alert(1)'>y</mark>",
    "<sup onclick=alert(1)>1</sup>",
    "<br onclick=alert(1)>",
    "`<script>`alert(1)`</script>`",
    "\\<script>alert(1)\\</script>",
    "<\nscript>alert(1)</script>",
    "<script\n>alert(1)</script>",
    "$<script>alert(1)</script>$",
    "$$\n<img src=x onerror=alert(1)>\n$$",
    "$x [a](javascript:alert(1)) `y` z$",
    "a $\\text{`b'}$ and $\\text{`c [d](javascript:alert(1))'}$ `e`",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\includegraphics{javascript:alert(1)}$",
    "$\\htmlData{onclick=alert(1)}{x}$",
    '[x](https://a.b ""onclick=alert(1)")',
    '!["onerror=alert(1)](https://a.b/c.png)',
    '[x](https://a.b/"onclick=alert(1)//)',
    "{: onclick=alert(1) }",
    "# x {: onclick=alert(1) }",
    "x{onclick=alert(1)}",
    "[x](https://a.b){: onclick=alert(1) }",
    ":smile:{onclick=alert(1)} 与 ++ctrl++{onclick=alert(1)}",
    'https://a.b{onclick="f({x:1})"} ==x=={"a{" onclick=alert(1)}',
    ":smile:\\\\{onclick=alert(1)}",
    "| a {onclick=alert(1)} |\n| - |\n| :smile:{onclick=alert(1)} |",
    "```html onclick=alert(1)\n<script>\n```",
    "``` {.py onclick=alert(1)}\nx\n```",
    "```js:a.js\n<script>alert(1)</script>\n```",
    "~~~a\"b'c&d<e>\n<img src=x onerror=alert(1)>\n~~~",
    "```{=html}\n<img src=x onerror=alert(1)>\n```",
    "```a/b@c$d%e^f*g|h~i?j\n<script>alert(1)</script>\n```",
    "$$<img src=x onerror=alert(1)>$$",
    "$$\n<p>\n<script>alert(1)</script>\n$$",
    "$a <img src=x onerror=alert(1)>$",
    "\\[<details open ontoggle=alert(1)>\\]",
    "\\(<svg/onload=alert(1)>\\)",
    "```mermaid\nclick A call alert(1)\n<script>alert(1)</script>\n```",
    '!!! note "<script>alert(1)</script>"\n    x',
    '=== "<img src=x onerror=alert(1)>"\n    x',
    "[^<script>]: x",
    "<details><summary><script>alert(1)</script></summary>x</details>",
    "<details><summary>s</summary><p>use <code>&lt;img src=x onerror=alert(1)&gt;</code></p></details>",
    "<details>\n<summary>s</summary>\n\n- `<p onload=a(1)>`\n\n    ```\n    <script>x</script>\n    ```\n\n</details>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;</p>",
    "<pre>&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre>",
    "<td><script>alert(1)</script></td>",
    (
        "| <script>alert(1)</script> | <img src=x onerror=alert(1)> |\n| - | - |\n"
        "| <b onclick=alert(1)>x</b> | `|<script>` |"
    ),
    '<a href="https://a.b" title=\'"><script>alert(1)</script>\'>x</a>',
    "<img alt='\"><script>alert(1)</script>' src=https://a.b/c.png>",
    "<h1><script>alert(1)</script>x</h1>",
    "<!-- proofpress-ignore --><script>alert(1)</script>",
    "<!-- proofpress-ignore\n--><img src=x onerror=alert(1)>",
    "x <!-- proofpress-ignore --><b onclick=alert(1)>y</b>",
    "<math><annotation encoding='application/x-tex'>\\href{javascript:alert(1)}{x}</annotation></math>",
    "<span class='katex'><annotation encoding='application/x-tex'><script>alert(1)</script></annotation></span>",
    "<script type='math/tex'></script><script>alert(1)</script>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mi><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;"></style></math>',
    "<svg><foreignObject><body onload=alert(1)><p>x</p></body></foreignObject></svg>",
    "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s><set attributeName=href to=javascript:alert(1)></svg>",
    "<select><template><style></select><img src=x onerror=alert(1)>",
    "<pre class='brush:js;toolbar:\"><svg/onload=alert(1)>'>x</pre>",
    "<p>*[X]: &lt;img src=x onerror=alert(1)&gt;</p><p>HTML {==x==}{&gt;&gt;&lt;svg onload=alert(1)&gt;&lt;&lt;}</p>",
    "<p id='\"><img src=x onerror=alert(1)>'>x</p><a href='#\"><img src=x onerror=alert(1)>'>y</a>",
    "<div class=mermaid>graph LR; A[<img src=x onerror=alert(1)>]</div>",
)


def _line(payload: str) -> str:
    return " ".join(payload.split())


FRAMES: tuple[Callable[[str], str], ...] = (
    lambda payload: payload,
    lambda payload: (
        "<!DOCTYPE html><html><head><title>t</title></head><body><article><p>一段正文，说明一件事。"
        f"</p>{payload}<p>还有一段。</p></article></body></html>"
    ),
    lambda payload: f"# Title\n\nSome words.\n\n{payload}\n\nMore words.\n",
    lambda payload: f"<blockquote><ul><li><p>{payload}</p></li></ul></blockquote>",
    lambda payload: f"<div><p>text</p><p>{html.escape(payload)}</p></div>",
    lambda payload: f"- item\n\n    {payload}\n\n> {payload}\n",
    lambda payload: (
        f'T \\{payload}\n:   d {payload}\n\n=== "{_line(payload)}"\n    x\n\n<kbd>\\{payload}</kbd> ~~\\{payload}~~'
    ),
    lambda payload: (
        "---\ntitle: '"
        + payload.replace("'", "''").replace("\n", " ")
        + "'\ndescription: '"
        + payload.replace("'", "''").replace("\n", " ")
        + "'\nauthors: ['"
        + payload.replace("'", "''").replace("\n", " ")
        + "']\n---\n\ntext\n"
    ),
    lambda payload: f"<table><tr><td>{payload}</td><td>x</td></tr></table>",
    lambda payload: f"<div><b><i>{payload}",
    lambda payload: f"# T\n\n## A {_line(payload)} z\n\ntext\n",
    lambda payload: f"<article><h1>T</h1><h2>{payload}</h2><p>text</p><h2>{html.escape(payload)}</h2></article>",
    lambda payload: f'# T\n\n![{_line(payload)}](https://a.b/c.png "{_line(payload)}")\n',
    lambda payload: (
        f'<article><h1>T</h1><figure><img src="https://a.b/c.png" alt="{html.escape(payload)}" '
        f'title="{html.escape(html.escape(payload))}"><figcaption>{payload}</figcaption></figure></article>'
    ),
    lambda payload: f"# T\n\ntext[^1]\n\n[^1]: {_line(payload)}\n",
    lambda payload: f"# T\n\n```{_line(payload)}\n{payload}\n```\n",
    lambda payload: f"# T\n\n$${_line(payload)}$$ and ${_line(payload)}$\n\n\\[\n{payload}\n\\]\n",
    lambda payload: f"# T\n\n[x](https://a.b/{_line(payload)}) [y](<{_line(payload)}>)\n",
    lambda payload: (
        f"<article><h1>T</h1><pre><code class='language-{html.escape(payload)}'>{payload}</code></pre></article>"
    ),
    lambda payload: (
        f"<html><head><title>{html.escape(payload)}</title><meta name='author' content='{html.escape(payload)}'>"
        f"<meta name='keywords' content='{html.escape(payload)}'><meta property='og:site_name' "
        f"content='{html.escape(payload)}'></head><body><article><p>一段正文，说明一件事。</p></article></body></html>"
    ),
)
ELEMENTS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hr ul ol li dl dt dd blockquote pre code table thead tbody tr th td em strong del s "
    "kbd sub sup mark a img br details summary div span input label section nav figure figcaption button".split()
)
SCHEMES = frozenset(("http", "https", "mailto", "ftp", "tel"))


class _Faults(HTMLParser):
    """What a browser could run of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if (
                name.startswith("on")
                or name in ("style", "srcdoc", "formaction", "action", "xlink:href", "srcset", "background", "ping")
                and not (name == "style" and re.fullmatch(r"text-align: ?(?:left|center|right);?", value or ""))
            ):
                self.found.append(f"{name}={value}")
            if (
                name in ("href", "src")
                and (
                    found := re.match(
                        r"([A-Za-z][A-Za-z0-9+.-]*):",
                        re.sub(
                            "[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]", "", value or ""
                        ),
                    )
                )
                and found[1].lower() not in SCHEMES
            ):
                self.found.append(f"{name}={value}")


def faults(page: str) -> list[str]:
    """What stands in a rendered page that no output may carry."""
    parser = _Faults()
    parser.feed(page)
    parser.close()
    return parser.found


def check(text: str) -> None:
    """Convert, and hold the output against two parsers."""
    made = convert(Source("page.html", text)).markdown
    for render in (site_html, material_html, commonmark_html):
        assert not faults(render(made)), (render.__name__, text, made)


@pytest.mark.parametrize("text", ["$x [a](javascript:alert(1)) y$", "$$\n[a](javascript&#58;alert(1))\n$$"])
def test_a_formula_is_no_link_where_no_formulas_are_read(text: str) -> None:
    made = convert(Source("page.md", text)).markdown
    assert not faults(Markdown(extensions=["fenced_code", "tables", "toc"]).convert(made.split("---\n", 2)[-1]))


@pytest.mark.parametrize(
    "text", ["", " ", "<template><p>x</p></template>", "<svg><style>x</style></svg>", "<!-- x -->"]
)
def test_nothing_is_left(text: str) -> None:
    assert convert(Source("page.html", text)).markdown.count("\n") < 6


def test_the_scan_sees_what_it_should() -> None:
    for page in ('<a href="java\nscript:x">', "<p onclick=x>", "<form>", "<iframe>", "<img src=data:x>"):
        assert faults(page)
    assert not faults('<p><a href="https://a.b/c:d">x</a><img src="a/b.png"></p>')


@pytest.mark.parametrize("frame", range(len(FRAMES)))
def test_markup(frame: int) -> None:
    for payload in MARKUP:
        check(FRAMES[frame](payload))


@pytest.mark.slow
@pytest.mark.parametrize("frame", range(len(FRAMES)))
def test_addresses(frame: int) -> None:
    pick = random.Random(frame)
    for link in LINKS:
        for address in ADDRESSES[:3] if frame else ADDRESSES:
            for encode in pick.sample(ENCODINGS, 5):
                check(FRAMES[frame](link.replace("{}", encode(address))))


READ_ALIKE = (
    "C\\<T> 与 Map\\<K, V>，a \\<img src=x> b",
    "# 时钟 \\<T>",
    "范围 10\\~20 和 30\\~40",
    "\\: 冒号",
    "\\=== 三个等号",
    "\\??? 三个问号",
    "a \\<!-- b c \\<?php d ?>",
    "见 [\\^a] 与 [^b] 和 [\\^c-z]",
    "[x]\\: 不是定义",
    "| a | b |\n| - | - |\n| \\<b> | c \\| d |",
)


@pytest.mark.parametrize("text", READ_ALIKE)
def test_signs_as_text_read_alike_everywhere(text: str) -> None:
    made = convert(Source("page.md", text)).markdown
    shown = {_shown(render(made)) for render in (site_html, material_html, commonmark_html)}
    assert len(shown) == 1
    assert "\\" not in shown.pop()


def _shown(page: str) -> str:
    text = html.unescape(re.sub(r"<[^<>]*>", "", page.replace("&para;", "")))
    return "".join(text.split()).replace("¶", "")


@pytest.mark.parametrize(
    "text",
    [
        '--8<-- "{0}"',
        '-8<- "{0}"',
        '- a\n\n    --8<-- "{0}"',
        '```\n--8<-- "{0}"\n```',
        "```\n;--8<-- '{0}'\n--8<--\n{0}\n--8<--\n```",
        '- a\n\n    ```\n    a\n    --8<-- "{0}"\n    ```',
        '$$\n--8<-- "{0}"\n$$',
        '$$\n-8<- "{0}"\n$$',
        '> --8<-- "{0}"',
        '<details><summary>s</summary>\n\n--8<-- "{0}"\n\n</details>',
        '<pre>--8<-- "{0}"</pre>',
    ],
)
def test_no_file_of_the_machine_comes_into_a_page(text: str) -> None:
    secret = "pyproject.toml"
    made = convert(Source("page.md", "# T\n\n" + text.format(secret) + "\n")).markdown
    assert "requires-python" not in material_html(made), made
    again = convert(Source("page.md", made.split("---\n", 2)[2])).markdown
    assert again.split("---\n", 2)[2] == made.split("---\n", 2)[2]


def test_a_file_that_calls_itself_canonical() -> None:
    for payload in (
        "<script>alert(1)</script>",
        "[x](javascript:alert)",
        "![x](vbscript:x)",
        "text <b onclick=x>y</b>",
        "<!-- proofpress-ignore --> <script>x</script>",
    ):
        check(f"---\nsource:\n  file: a.html\n  sha256: {'0' * 64}\n---\n\n# T\n\n{payload}\n")


def test_front_matter_is_text_to_any_template() -> None:
    for payload in MARKUP:
        for text in (FRAMES[7](payload), FRAMES[-1](payload), f"---\ntags: [{_quoted(payload)}]\n---\n\ntext\n"):
            meta = convert(Source("page.html", text)).document.meta
            for key, value in meta.items():
                found = [name for one in active.texts(value) for name in active.printed(one)]
                assert key in ("original", "source") or not found, (text, key, value)


def _quoted(payload: str) -> str:
    return "'" + _line(payload).replace("'", "''") + "'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!--><img src=x onerror=alert(1)>-->", ("onerror=",)),
        ("<!---><script>alert(1)</script>", ("<script>",)),
        ("<!-- --!><script>alert(1)</script> -->", ("<script>",)),
        ("<![CDATA[><script>alert(1)</script>]]>", ("<script>",)),
        ("a <![foo b", ()),
        ("<!-- 备注 --> a < b", ()),
    ],
)
def test_comments_end_where_browsers_end_them(text: str, expected: tuple[str, ...]) -> None:
    assert active.printed(text) == expected
    assert active.found_in({"a": [text]}) == sorted(expected)


def test_what_a_description_says_stays() -> None:
    said = convert(Source("a.md", "---\ndescription: 'Map<K, V> and \"Set\", 3 < 4'\n---\n\ntext\n")).document.meta
    assert said["description"] == "Map< K, V> and “Set”, 3 < 4"


def test_addresses_in_front_matter() -> None:
    text = "---\ntitle: t\nsource: {}\nlicense: {}\n---\n\ntext\n"
    for address in ADDRESSES[:5]:
        meta = convert(Source("a.md", text.replace("{}", f"'{address}'"))).document.meta
        assert not any(
            address in str(value) for key, value in meta.items() if key != "original"
        )  # kept as text, never a link
    meta = convert(Source("a.md", text.replace("{}", "https://a.b/c"))).document.meta
    assert "https://a.b/c" in str(meta["source"])


def test_nested_and_mixed() -> None:
    pick = random.Random(7)
    payloads = [
        *MARKUP,
        *(link.replace("{}", encode(address)) for link in LINKS for address in ADDRESSES[:3] for encode in ENCODINGS),
    ]
    for _ in range(150):
        parts = [pick.choice(payloads) for _ in range(pick.randint(2, 4))]
        text = pick.choice(("", "\n", "\n\n", " ", "`", "<b>", "&lt;", "\\")).join(parts)
        check(pick.choice(FRAMES)(pick.choice(FRAMES)(text)))


def test_split_at_any_place() -> None:
    """A payload whose halves stand in different texts, elements or lines."""
    pick = random.Random(11)
    for payload in MARKUP[:30]:
        at = pick.randrange(1, len(payload))
        for joint in ("<!-- -->", "\u200b", "<b></b>", "\n", "\\", "**", "&#8203;", "</p><p>"):
            check(f"<p>{html.escape(payload[:at])}{joint}{html.escape(payload[at:])}</p>")
            check(f"Text {payload[:at]}{joint}{payload[at:]}\n")
