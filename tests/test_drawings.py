"""A drawing that is brought along is a page of its own to whoever opens its address: it holds nothing that runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.cli import main
from proofpress.readers.html.drawing import is_inert, sanitised_text

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
STILL = [
    HEAD + '<title>泵</title><path d="M0 0h9" style="fill:url(#g)" data-name="a"/><use href="#p"/></svg>',
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    + HEAD
    + '<metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:RDF/></metadata><g/></svg>',
    HEAD + '<rect><animate attributeName="fill" values="red;blue"/></rect><style>.a{fill:#123}</style></svg>',
    HEAD + '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml" style="color:red">泵</div></foreignObject></svg>',
    HEAD + r"<style>.md\:flex{fill:#123} g::before{content:'\201C'}</style><g/></svg>",
    HEAD + '<a href="https://example.org/"><text>x</text></a></svg>',
    HEAD + '<image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
]
RUNNING = [
    HEAD + "<script>alert(1)</script></svg>",
    HEAD.replace(" viewBox", ' onload="alert(1)" viewBox') + "<g/></svg>",
    HEAD + '<a xlink:href="javascript:alert(1)"><text>画于 2005</text></a></svg>',
    HEAD + '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script></svg>',
    HEAD + '<a id="l"><animate attributeName="xlink:href" values="javascript:alert(1)"/><text>x</text></a></svg>',
    HEAD + '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="x"/></foreignObject></svg>',
    '<!DOCTYPE svg [<!ENTITY e "<script>alert(1)</script>">]>' + HEAD + "&e;</svg>",
    '<?xml-stylesheet type="text/xsl" href="a.xsl"?>' + HEAD + "</svg>",
    HEAD + '<image href="https://example.org/track.png"/></svg>',
    HEAD + "<style>@import url(https://example.org/a.css)</style></svg>",
    HEAD + r"<style>g{fill:u\72l(https://example.org/a.svg)}</style><g/></svg>",
    HEAD + r'<g style="background:\75 rl(https://example.org/a.png)"/></svg>',
    HEAD + "<style>g{background:image-set('https://example.org/a.png' 1x)}</style><g/></svg>",
    HEAD + """<style>g{content:"/*";background:url(https://example.org/a.png);quotes:"*/"}</style><g/></svg>""",
    HEAD + "<g><script>alert(1)</g>",
    "(" + HEAD,
]


@pytest.mark.parametrize("text", STILL)
def test_a_drawing_that_only_draws_is_brought_along_as_it_is(text: str) -> None:
    assert is_inert(text.encode())


@pytest.mark.parametrize("text", RUNNING)
def test_what_runs_or_loads_is_seen_however_it_is_written(text: str) -> None:
    assert not is_inert(text.encode())
    assert not is_inert(text.encode("utf-16"))
    made = sanitised_text(text)
    assert not made or is_inert(made.encode())


def test_what_a_conversion_brings_along_runs_nothing(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    (heap / "a.svg").write_text(RUNNING[2], "utf-8")
    (heap / "b.svg").write_text(STILL[0], "utf-8")
    (heap / "c.html").write_text("<script>alert(1)</script>", "utf-8")
    (heap / "a.md").write_text("# 泵\n\n一幅图。\n\n![甲](a.svg)\n\n![乙](b.svg)\n\n![丙](c.html)\n", "utf-8")
    ledger = tmp_path / "l.json"
    command = ["convert", str(heap / "a.md"), "-o", str(tmp_path / "out"), "--ledger", str(ledger), "--jobs", "1"]
    assert main(command) == 0
    assert (tmp_path / "out" / "b.svg").read_text("utf-8") == STILL[0]
    drawn = (tmp_path / "out" / "a.svg").read_text("utf-8")
    assert "javascript" not in drawn
    assert "画于 2005" in drawn, "the words of a link stay"
    assert not (tmp_path / "out" / "c.html").exists()
    entries = json.loads(ledger.read_text("utf-8"))
    assert [entry["text"] for entry in entries if entry["pass"] == "pictures"] == ["a.svg"]


def test_a_picture_whose_name_has_no_ending_is_brought_along_and_no_page_under_such_a_name(tmp_path: Path) -> None:
    heap = tmp_path / "heap" / "a_files"
    heap.mkdir(parents=True)
    (heap / "640").write_bytes(bytes.fromhex("89504e470d0a1a0a") + b"pixels")
    (heap / "641").write_text(STILL[0], "utf-8")
    (heap / "642").write_text("<script>alert(1)</script>", "utf-8")
    page = "<h1>泵</h1><p>三幅图，只有一幅是位图。</p>" + "".join(
        f'<p><img src="a_files/{n}" alt="图 {n}"></p>' for n in (640, 641, 642)
    )
    (tmp_path / "heap" / "a.html").write_text(f"<html><body><article>{page}</article></body></html>", "utf-8")
    assert main(["convert", str(tmp_path / "heap" / "a.html"), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 0
    assert [path.name for path in (tmp_path / "out" / "a_files").iterdir()] == ["640"]
