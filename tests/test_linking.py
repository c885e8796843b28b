"""Links between files that are converted together lead to the outputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.bulk.linking import Relink
from proofpress.bulk.manifest import Manifest
from proofpress.bulk.record import Record
from proofpress.commands import convert as command
from proofpress.readers.markdown import read
from proofpress.source import Source
from proofpress.writer import write
from tests.command import proofpress

A = """<html><head><title>Pumps</title></head><body><article><h1>Pumps</h1>
<p>See <a href="./b.html">valves</a>, <a href="b.html#fit">how to fit them</a>, <a href="b.html#gone">a lost place</a>,
<a href="sub/c.md#second-part" title="c">the second part</a>, <a href="sub/c.md#%E7%94%A8%E6%B3%95">用法</a>,
<a href="https://www.ex.example/p/4?utm_source=mail#two">gears</a> and <a href="missing.html">nothing</a>.</p>
<pre><code>[valves](b.html)</code></pre></article></body></html>"""
B = """<html><head><title>Valves</title></head><body><article><h1>Valves</h1><p>Back to <a href="a.html">pumps</a>.</p>
<h2 id="fit">1. Fitting</h2><p>Slowly.</p></article></body></html>"""
C = (
    "# C\n\n[pumps](../a.html) and [valves](../b.html#1-fitting), <https://ex.example/p/4>\n\n## Second part\n\n"
    "x\n\n## 用法\n\ny\n"
)
D = """<html><head><title>Gears</title><link rel="canonical" href="http://ex.example/p/4/"></head><body><article><h1>Gears</h1>
<p>Text of it.</p><h2 id="two">Two</h2><p>And <a href="/p/4/#two">itself</a>.</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for name, text in {"a.html": A, "b.html": B, "sub/c.md": C, "gears (4).html": D}.items():
        (tmp_path / "in" / name).write_text(text, "utf-8")
    return tmp_path


def convert(folder: Path, *more: str) -> None:
    assert proofpress("convert", "in", "-o", "out", *more, cwd=folder).code == 0


def output(folder: Path, name: str) -> str:
    text = (folder / "out" / name).read_text("utf-8")
    assert write(read(Source("", text))) == text
    return text.split("---\n", 2)[-1]


def test_an_address_from_the_root_of_the_content_leads_there(tmp_path: Path) -> None:
    for name, text in {
        "docs/setup.md": "## Linux\n\nx\n",
        "blog/a.md": "See [setup](@/docs/setup.md#linux).\n",
    }.items():
        (tmp_path / "in" / "content" / name).parent.mkdir(parents=True)
        (tmp_path / "in" / "content" / name).write_text(f'+++\ntitle = "T"\n+++\n\n{text}', "utf-8")
    convert(tmp_path)
    assert "[setup](../docs/setup.md#linux)" in output(tmp_path, "content/blog/a.md")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_links_lead_to_the_outputs(folder: Path, jobs: str) -> None:
    convert(folder, "--jobs", jobs, "--ledger", "ledger.json")
    a = output(folder, "a.md")
    assert "See [valves](b.md), [how to fit them](b.md#1-fitting), [a lost place](b.md), " in a
    assert '[the second part](sub/c.md#second-part "c"), [用法](sub/c.md#用法), ' in a
    assert "[gears](gears%20%284%29.md#two) and [nothing](missing.html)." in a
    assert "[valves](b.html)" in a, "a listing is no link"
    assert "[pumps](a.md)" in output(folder, "b.md")
    assert (
        "[pumps](../a.md) and [valves](../b.md#1-fitting), [https://ex.example/p/4](../gears%20%284%29.md)"
        in output(folder, "sub/c.md")
    )
    assert "[itself](#two)" in output(folder, "gears (4).md")
    said = [entry for entry in json.loads((folder / "ledger.json").read_text("utf-8")) if entry["pass"] == "links"]
    assert ("in/a.html", "./b.html") in [(entry["file"], entry["text"]) for entry in said]


def test_a_second_run_finds_nothing_to_do(folder: Path) -> None:
    convert(folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.md")}
    lines = (folder / "out/.proofpress/manifest.jsonl").read_text("utf-8").splitlines()
    convert(folder)
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.md")} == before
    assert len(
        [line for line in (folder / "out/.proofpress/manifest.jsonl").read_text("utf-8").splitlines() if line]
    ) == len([line for line in lines if line])


def test_a_heading_that_changes_takes_its_links_along(folder: Path) -> None:
    convert(folder)
    (folder / "in/b.html").write_text(B.replace("1. Fitting", "Mounting"), "utf-8")
    (folder / "in/sub/c.md").write_text(C.replace("Second part", "A second part"), "utf-8")
    convert(folder)
    assert "[how to fit them](b.md#mounting)" in output(folder, "a.md")
    assert '[the second part](sub/c.md "c")' in output(folder, "a.md")


def test_a_file_that_leaves_takes_its_links_along(folder: Path) -> None:
    convert(folder)
    (folder / "in/b.html").unlink()
    convert(folder)
    assert "See [valves](./b.html), [how to fit them](b.html#fit)" in output(folder, "a.md")


def test_an_edited_output_is_left_alone(folder: Path) -> None:
    convert(folder)
    mine = (folder / "out/a.md").read_text("utf-8") + "\nMine.\n"
    (folder / "out/a.md").write_text(mine, "utf-8")
    (folder / "in/b.html").write_text(B.replace("1. Fitting", "Mounting"), "utf-8")
    proofpress("convert", "in", "-o", "out", cwd=folder)
    assert (folder / "out/a.md").read_text("utf-8") == mine


def test_a_run_that_stopped_before_its_links_were_written_goes_on(folder: Path) -> None:
    convert(folder)
    linked = (folder / "out/a.md").read_text("utf-8")
    manifest = folder / "out/.proofpress/manifest.jsonl"
    first = next(line for line in manifest.read_text("utf-8").splitlines() if '"target":"a.md"' in line)
    others = [line for line in manifest.read_text("utf-8").splitlines() if line and '"target":"a.md"' not in line]

    # Before its record: what the conversion wrote stands there.
    (folder / "alone").mkdir()
    assert proofpress("convert", "in/a.html", "-o", "alone", cwd=folder).code == 0
    plain = (folder / "alone/a.md").read_text("utf-8")
    (folder / "out/a.md").write_text(plain, "utf-8")
    manifest.write_text("\n".join([*others, first]) + "\n", "utf-8")
    convert(folder)
    assert (folder / "out/a.md").read_text("utf-8") == linked

    # Between its record and its text.
    (folder / "out/a.md").write_text(plain, "utf-8")
    convert(folder)
    assert (folder / "out/a.md").read_text("utf-8") == linked


def test_relative_addresses_of_a_page_that_knows_its_own_mean_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    head = '<html><head><title>T</title><link rel="canonical" href="https://ex.example/docs/one.html"></head>'
    (tmp_path / "in/one.html").write_text(
        head + '<body><article><h1>One</h1><p>Go on to <a href="two.html">two</a>.</p></article></body></html>', "utf-8"
    )
    (tmp_path / "in/two.html").write_text(
        "<html><body><article><h1>Two</h1><p>The end of it.</p></article></body></html>", "utf-8"
    )
    convert(tmp_path)
    assert "[two](two.md)" in output(tmp_path, "one.md")


HEADS = {
    "canonical": '<html><head><title>T</title><link rel="canonical" href="https://ex.example/{}"></head>',
    "og:url": '<html><head><title>T</title><meta property="og:url" content="https://ex.example/p/{}"></head>',
    "saved": "<!-- saved from url=(0030)https://ex.example/p/{}/ --><html><head><title>T</title></head>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_file_beside_a_page_wins_over_the_pages_own_address(tmp_path: Path, head: str) -> None:
    """Whatever the page is called there; what is not beside it stands where the page stood."""
    (tmp_path / "in/图").mkdir(parents=True)
    (tmp_path / "in/图/valve a.png").write_bytes(b"\x89PNG picture")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    (tmp_path / "in/one.html").write_text(
        head.format("pumps") + "<body><article><h1>泵</h1><p>See <a href='./part-2.html#b'>part two</a> and "
        '<a href="more.html">more</a>; 见图。</p><p><img src="图/valve%20a.png" alt="阀"></p>'
        '<p><img src="图/none.png" alt="none"> <img src="../secret.png" alt="s"></p></article></body></html>',
        "utf-8",
    )
    (tmp_path / "in/part-2.html").write_text(
        head.format("pumps-2") + '<body><article><h1>Two</h1><h2 id="b">B</h2><p>The end.</p></article></body></html>',
        "utf-8",
    )
    convert(tmp_path)
    base = head.partition("https://")[2].partition("{}")[0]
    folder = f"https://{base}pumps/" if "saved" in head else f"https://{base}"
    made = output(tmp_path, "one.md")
    assert "[part two](part-2.md#b)" in made
    assert f"[more]({folder}more.html)" in made
    assert "![阀](图/valve%20a.png)" in made
    assert f"![none]({folder}图/none.png) " in made
    assert "](../secret.png)" not in made
    assert (tmp_path / "out/图/valve a.png").read_bytes() == b"\x89PNG picture"
    (tmp_path / "in/图/none.png").write_bytes(b"\x89PNG late")
    convert(tmp_path)
    assert "![none](图/none.png) " in output(tmp_path, "one.md"), "it has come since"


VAULT = {
    "笔记/梯度.md": "# 梯度\n\n见 [[牛顿法]]、[[牛顿法#二阶 收敛|二阶]]、[[2024-01-05]]，未写：[[拟牛顿]]。\n\n"
    "![[curve (1).png|300]]\n\n"
    "| a |\n|---|\n| [[牛顿法\\|N]] |\n\n`[[牛顿法]]`\n",
    "牛顿法.md": "# 牛顿法\n\n回到 [[梯度]]，见 ![[Daily/2024-01-05#^q1]]。\n\n## 二阶 收敛\n\n快。\n",
    "Daily/2024-01-05.md": "# Day\n\nSee [[../笔记/梯度]], [[./missing]], [[TWIN]] "
    "and [bare](梯度.md).\n\nQuick. ^q1\n",
    "x/twin.md": "# One\n\nThe first of two.\n",
    "y/twin.md": "# Two\n\nThe second of two, beside [[twin]].\n",
}


def vault(folder: Path) -> Path:
    for name, text in VAULT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files/curve (1).png").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    return folder


def test_names_in_a_vault_lead_to_their_files(tmp_path: Path) -> None:
    vault(tmp_path / "in")
    convert(tmp_path)
    note = output(tmp_path, "笔记/梯度.md")
    assert (
        "见 [牛顿法](../牛顿法.md)、[二阶](../牛顿法.md#二阶-收敛)、"
        "[2024-01-05](../Daily/2024-01-05.md)，未写：拟牛顿。" in note
    )
    assert "![](../files/curve%20%281%29.png)" in note
    assert (tmp_path / "out/files/curve (1).png").is_file()
    assert "| [N](../牛顿法.md) |" in note
    assert "`[[牛顿法]]`" in note
    assert "[Daily/2024-01-05](Daily/2024-01-05.md)" in output(tmp_path, "牛顿法.md")
    day = output(tmp_path, "Daily/2024-01-05.md")
    assert "](../笔记/梯度.md), ./missing, TWIN and [bare](../笔记/梯度.md)." in day
    assert "[twin](twin.md)" in output(tmp_path, "y/twin.md")


def test_a_name_that_comes_to_mean_a_file_is_read_again(tmp_path: Path) -> None:
    vault(tmp_path / "in")
    convert(tmp_path)
    (tmp_path / "in/新").mkdir()
    (tmp_path / "in/新/拟牛顿.md").write_text("# 拟牛顿\n\n少算一些。\n", "utf-8")
    ran = proofpress("convert", "in", "-o", "out", cwd=tmp_path)
    assert "[拟牛顿](../新/拟牛顿.md)" in output(tmp_path, "笔记/梯度.md")
    assert "2 files converted, 4 unchanged" in ran.err


def test_a_run_that_dies_before_its_links_are_led_leaves_what_stood(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether before all of them or between two of them: each output is the old one or the new one."""
    convert(folder)
    old = {name: (folder / "out" / name).read_bytes() for name in ("a.md", "b.md", "sub/c.md")}
    for path in ("a.html", "b.html"):
        text = (folder / "in" / path).read_text("utf-8")
        (folder / "in" / path).write_text(text.replace("</p>", " 又一句。</p>", 1), "utf-8")

    def killed(self: Manifest, record: Record, text: bytes | None = None) -> bool:
        raise KeyboardInterrupt

    monkeypatch.chdir(folder)
    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "publish", killed)
        assert command.run(command.Options(("in",), "out", jobs=1)) == 130
    assert {name: (folder / "out" / name).read_bytes() for name in old} == old

    publish, count = Manifest.publish, 0

    def once(self: Manifest, record: Record, text: bytes | None = None) -> bool:
        nonlocal count
        count += 1
        return publish(self, record, text) if count == 1 else killed(self, record)

    with monkeypatch.context() as patched:
        patched.setattr(Manifest, "publish", once)
        assert command.run(command.Options(("in",), "out", jobs=1)) == 130
    between = {name: (folder / "out" / name).read_bytes() for name in old}
    assert command.run(command.Options(("in",), "out", jobs=1)) == 0
    after = {name: (folder / "out" / name).read_bytes() for name in old}
    assert command.run(command.Options(("in",), "fresh", jobs=1)) == 0
    assert after == {name: (folder / "fresh" / name).read_bytes() for name in old}
    assert "又一句".encode() in after["a.md"]
    assert sum(between[name] != old[name] for name in old) == 1
    assert all(between[name] in (old[name], after[name]) for name in old)
    assert list((folder / "out/.proofpress/held").iterdir()) == []


def test_an_input_may_change_while_its_output_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    convert(folder)
    page = folder / "in/a.html"
    monkeypatch.chdir(folder)
    for word in ("甲", "乙"):
        page.write_text(page.read_text("utf-8").replace("</p>", f" {word}。</p>", 1), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr("proofpress.bulk.linking.plan", lambda *_: _stop())
            assert command.run(command.Options(("in",), "out", jobs=1)) == 130
    assert command.run(command.Options(("in",), "out", jobs=1)) == 0
    assert "甲" in output(folder, "a.md")
    assert "乙" in output(folder, "a.md")


def _stop() -> list[Relink]:
    raise KeyboardInterrupt


def test_addresses_that_a_generator_serves_lead_to_the_files_they_mean(tmp_path: Path) -> None:
    heap = tmp_path / "in"
    for name, text in {
        "posts/lathe.md": "# 车床\n\n![](chuck.png) ![a](/img/bed.png) ![b](@site/static/img/bed.png)\n\n"
        "![c](/shop/img/bed.png) ![d](../.kept/bolt.png)\n\n"
        "见[铣床](/2023/04/05/mill/)。\n",
        "posts/2023-04-05-mill.md": "# Mill\n\n[The lathe](/posts/lathe), [tools](/tags/lathe/),\n"
        "![none](/img/none.png)\n",
        "guide/vice.mdx": "# Vice\n\n[Mill](../posts/2023-04-05-mill)\n",
        "guide/start.md": "---\npermalink: /begin/\n---\n# Start\n\n[Vice](vice)\n",
        "guide/zh/end.md": "# 完\n\n[开始](/begin/)、[虎钳](/guide/vice.html)、[完](/zh/end)\n",
    }.items():
        (heap / name).parent.mkdir(parents=True, exist_ok=True)
        (heap / name).write_text(text, "utf-8")
    for name in ("posts/lathe/chuck.png", "static/img/bed.png", ".kept/bolt.png"):
        (heap / name).parent.mkdir(parents=True, exist_ok=True)
        (heap / name).write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
    (tmp_path / "static" / "img").mkdir(parents=True)
    (tmp_path / "static" / "img" / "none.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    for _ in range(2):
        convert(tmp_path)
        lathe = output(tmp_path, "posts/lathe.md")
        assert "![](lathe/chuck.png) ![a](../static/img/bed.png) ![b](../static/img/bed.png)" in lathe
        assert "![c](../static/img/bed.png) ![d](../kept/bolt.png)" in lathe
        assert "[铣床](2023-04-05-mill.md)" in lathe
        mill = output(tmp_path, "posts/2023-04-05-mill.md")
        assert "[The lathe](lathe.md), [tools](/tags/lathe/), ![none](/img/none.png)" in mill
        assert "](vice.md)" in output(tmp_path, "guide/start.md")
        assert "[开始](../start.md)、[虎钳](../vice.md)、[完](end.md)" in output(tmp_path, "guide/zh/end.md")
        for name in ("posts/lathe/chuck.png", "static/img/bed.png", ".kept/bolt.png"):
            assert (tmp_path / "out" / name.removeprefix(".")).read_bytes() == (heap / name).read_bytes()
