"""Signs that the page prints or drops although the text means something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.check import check
from proofpress.config import Settings
from proofpress.fix import fix
from proofpress.rules.sites import FolderSite
from proofpress.site.finished import findings
from proofpress.source import Source

SETTINGS = "theme: material\nmarkdown_extensions: [tables, footnotes, admonition, md_in_html]\n"


def told(folder: Path, text: str, settings: str = SETTINGS) -> list[tuple[str, str]]:
    """Each rule with the text that it speaks of."""
    page = folder / "docs" / "page.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: s\n{settings}", "utf-8")
    found = check(Source(page.as_posix(), text), FolderSite())
    return [(one.rule, text[one.span.start : one.span.end]) for one in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## About C#\n\nText.", "C#"),
        ("## 学习 F#\n\n正文。", "F#"),
        ("## Title ##\n\nText.", ""),
        ("## `C#` now\n\nText.", ""),
        ("## C\\#\n\nText.", ""),
        (r"路径：\\fileserver\share\软件\，或 D:\tools。", "\\\\fileserver\\share\\软件\\"),
        (r"See \\nas01\media$ for it.", r"\\nas01\media$"),
        (r"- 打开 \\10.0.0.2\public 即可", r"\\10.0.0.2\public"),
        (r"See `\\nas01\media` for it.", ""),
        (r"See \\\\nas01\\media for it.", ""),
        (r"a \\hline\alpha b", ""),
        (r"It is $a \\b\cd$ here.", ""),
    ],
)
def test_names_that_lose_a_sign(tmp_path: Path, text: str, said: str) -> None:
    found = [one for one in told(tmp_path, f"# A\n\n{text}\n") if one[0] == "name-eaten"]
    assert found == ([("name-eaten", said)] if said else [])


RAISED = "markdown_extensions: [pymdownx.tilde, pymdownx.caret, footnotes]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("先看~/.bashrc和~/bin/env，再改。", "~/.bashrc和~"),
        ("深约~3尺和~4尺。", "~3尺和~"),
        ("深3~4尺或6~7尺。", "~4尺或6~"),
        ("在2^8与2^9之间。", "^8与2^"),
        ("从10^-2到10^-4。", "^-2到10^"),
        ("一月~三月旱，六月~七月涝。", "~三月旱，六月~"),
        ("Set ~/lib:~/share first.", "~/lib:~"),
        ("About ~3ft,~4ft deep.", "~3ft,~"),
        ("先看 `~/.bashrc`和~/bin。", ""),
        ("深约\\~3尺和\\~4尺。", ""),
        ("H~2~SO~4~与CO~2~，x^2^、1^er^、v~最大~、U~有效~为3。", ""),
        ("C~6~H~12~O~6~和10^-3^，I~a~，I~b~，~~删去~~，10^3^倍。", ""),
        ("注[^1]和[^2]。\n\n[^1]: 甲\n\n[^2]: 乙", ""),
    ],
)
def test_signs_that_lower_or_raise_what_stands_between_them(tmp_path: Path, text: str, said: str) -> None:
    found = [one for one in told(tmp_path, f"# A\n\n{text}\n", RAISED) if one[0] == "name-eaten"]
    assert found == ([("name-eaten", said)] if said else [])
    assert not any(one[0] == "name-eaten" for one in told(tmp_path, f"# A\n\n{text}\n"))


def test_signs_with_a_backslash_each_are_printed(tmp_path: Path) -> None:
    told(tmp_path, text := "# A\n\n深约~3尺和~4尺。\n", RAISED)
    source = Source((tmp_path / "docs" / "page.md").as_posix(), text)
    assert fix(source, FolderSite(), unsafe=True).source.text == "# A\n\n深约\\~3尺和\\~4尺。\n"


REPLACING = "markdown_extensions: [pymdownx.smartsymbols, pymdownx.emoji, smarty]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pack (a) oats, (b) salt and (c) soap.", "(c)"),
        ("- (a) oats\n- (b) salt\n- (c) soap", "(c)"),
        ("As rule 7(c) says.", "(c)"),
        ("Under 31(c)(2) it is.", "(c)"),
        ("(p) oats, (q) salt, (r) soap.", "(r)"),
        ("Copyright (c) 2021 Ann. All (c) Ann.", ""),
        ("(a) oats, (b) salt. Copyright (c) Ann, (c) 2020 Bo.", ""),
        ("(a) oats, (b) salt, \\(c) soap.", ""),
        ("(b) salt\n\n## Rights\n\n(c) Ann", ""),
        ("Run it with --loud again.", "--loud"),
        ("加上--loud再跑。", "--loud"),
        ("Or **--dry-run=all** then.", "--dry-run=all"),
        ("It --or what is left-- runs.", ""),
        ("It runs -- so they say. A--b.", ""),
        ("Run it with `--loud`.", ""),
        ("At 10:100:50 it ran.", ":100:"),
        ("It ran :key: well, see http://a.example:key:b.", ""),
        ("Take 1/4 of it, 3 +/- 1.", ""),
    ],
)
def test_signs_that_an_extension_changes(tmp_path: Path, text: str, said: str) -> None:
    found = [one for one in told(tmp_path, f"# A\n\n{text}\n", REPLACING) if one[0] == "sign-replaced"]
    assert found == ([("sign-replaced", said)] if said else [])
    assert not any(one[0] == "sign-replaced" for one in told(tmp_path, f"# A\n\n{text}\n"))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("(b) salt and (c) soap", "(b) salt and \\(c) soap"),
        ("run --loud now", "run `--loud` now"),
        ("at 10:100:50", "at 10\\:100:50"),
    ],
)
def test_signs_that_stay_as_they_were_typed(tmp_path: Path, text: str, fixed: str) -> None:
    told(tmp_path, whole := f"# A\n\n{text}\n", REPLACING)
    source = Source((tmp_path / "docs" / "page.md").as_posix(), whole)
    assert fix(source, FolderSite(), unsafe=True).source.text == f"# A\n\n{fixed}\n"


BOXES = "# A\n\n!!! {0}\n    一。\n\n!!! {0}\n    二。\n\n!!! {1}\n    三。\n"


@pytest.mark.parametrize(
    ("kind", "other", "is_slip"),
    [
        ("definition", "definiton", True),
        ("theorem", "theorm", True),
        ("theorem", "lemma", False),
        ("step", "steps", False),
        ("定理", "定里", False),
    ],
)
def test_a_type_that_other_boxes_of_the_page_have(tmp_path: Path, kind: str, other: str, is_slip: bool) -> None:
    found = told(tmp_path, BOXES.format(kind, other))
    assert found == ([("container-kind", other)] if is_slip else [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. Erstens\n2. Zweitens\n4. Viertens", ["4."]),
        ("1. 甲\n2. 乙\n3. 丙\n5. 戊\n6. 己", ["5."]),
        ("1. a\n3. b", []),
        ("1. a\n1. b\n1. c", []),
        ("1. a\n2. b\n2. c\n3. d", []),
        ("Text[^d].\n\n[^d]: 1747. The general solution.", ["1747."]),
        ("文[^d]。\n\n[^d]: 2019. 上海一家书店。", ["2019."]),
        ("Text[^d].\n\n[^d]: In 1747. The general solution.", []),
        ("Text[^d].\n\n[^d]: 1. 甲", []),
        ("0. a\n1. b\n3. c", ["0."]),
    ],
)
def test_numbers_that_the_page_shows_otherwise(tmp_path: Path, text: str, said: list[str]) -> None:
    found = told(tmp_path, f"# A\n\n{text}\n")
    assert [one for rule, one in found if rule == "list-number"] == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The **filter* `up` is default.", [("strong-unclosed", "**")]),
        ("- **Breaking*: it is gone.\n- ok", [("strong-unclosed", "**")]),
        ("他说**重要*的事。", [("strong-unclosed", "**")]),
        ("**ok** and *fine* and **two *in* one**.", []),
        (
            '<figure markdown="span">\n  <figcaption>A *caption* here</figcaption>\n</figure>',
            [("strong-unread", "*caption*")],
        ),
        ('<div markdown="1">\n<p>甲 *乙* 丙</p>\n</div>', [("strong-unread", "*乙*")]),
        ('<div markdown="block">\n\nA *b* c, 3 * 4 * 5\n\n</div>', []),
        ("1918年5月\n: 《狂人日记》", [("extension-missing", ": 《狂人日记")]),
    ],
)
def test_signs_that_are_printed(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    assert told(tmp_path, f"# A\n\n{text}\n") == found


@pytest.mark.parametrize(
    ("plugins", "text", "html", "said"),
    [
        (
            "obsidian-support",
            "见 [[没有的笔记]] 与 [[there]]。",
            "<p>见 [[没有的笔记]] 与 <a href='there/'>there</a>。</p>",
            ["[[没有的笔记]]"],
        ),
        ("obsidian-support", "![[头.png]]", "<p>![[头.png]]</p>", ["![[头.png]]"]),
        ("obsidian-support", "See [[Nowhere]].", "<p>See <a href='nowhere/'>Nowhere</a>.</p>", []),
        (
            "autorefs",
            "[`Buoy`][a.b.Buoy] is gone.",
            "<p>[<code>Buoy</code>][a.b.Buoy] is gone.</p>",
            ["[`Buoy`][a.b.Buoy]"],
        ),
        ("autorefs", "类 [浮标][a.b.Buoy]。", "<p>类 [浮标][a.b.Buoy]。</p>", ["[浮标][a.b.Buoy]"]),
        ("autorefs", "[a.b.Gone][] is gone.", "<p>[a.b.Gone][] is gone.</p>", ["[a.b.Gone][]"]),
        (
            "mkdocstrings",
            "[`Buoy`][a.Buoy] is there.",
            "<p><a href='x/#a.Buoy'><code>Buoy</code></a> is there.</p>",
            [],
        ),
        ("search", "[`Buoy`][a.b.Buoy] is gone.", "<p>[<code>Buoy</code>][a.b.Buoy] is gone.</p>", []),
    ],
)
def test_names_that_a_plugin_does_not_find(tmp_path: Path, plugins: str, text: str, html: str, said: list[str]) -> None:
    settings = f"plugins: [{plugins}]\n"
    before = told(tmp_path, f"# A\n\n{text}\n", settings)
    assert bool(before) is (plugins == "search")
    source = Source((tmp_path / "docs" / "page.md").as_posix(), f"# A\n\n{text}\n")
    found = findings(source, f"<h1 id='a'>A</h1>\n{html}", FolderSite(), Settings())
    assert [source.text[one.span.start : one.span.end] for one in found] == said


PAGE = "renderMathInElement(document.body, {delimiters: [{left: '$', right: '$', display: false}]})"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"Refunds: 50% of \$12; or US$ 6.", "$12; or US$"),
        (r"退款：\$12，即 HK$ 90。", "$12，即 HK$"),
        ("It is $12, or A$15 now.", "$12, or A$"),
        ("It is $12 or NZ$ 6.", "$12 or NZ$"),
        ("Let $3 x, A$ 2 hold.", ""),
        (r"Let $2, 3 \in US$ 5.", ""),
        (r"It is $12 \text{, US}$ 6.", ""),
        ("Set $4, X$ has 2.", ""),
    ],
)
def test_dollars_of_countries(tmp_path: Path, text: str, said: str) -> None:
    settings = "markdown_extensions: [pymdownx.arithmatex]\nextra_javascript: [k.js]\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "k.js").write_text(PAGE, "utf-8")
    found = [one for rule, one in told(tmp_path, f"# A\n\n{text}\n", settings) if rule == "math-swallowed"]
    assert found == ([said] if said else [])
