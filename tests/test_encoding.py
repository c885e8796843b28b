"""Bytes as text: declared encodings, those that nobody declared, and bytes that are damaged."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.encoding import Unreadable, codecs_of, decode
from proofpress.finding import Severity
from proofpress.source import Source

WRITTEN = {
    "gb18030": "# 倒排索引\n\n写入之前先建立词典，再把每个词所在的文档编号依次记下。\n",
    "big5": "# 資料庫索引\n\n選擇適當的索引結構，才能兼顧寫入與查詢的速度。\n",
    "cp932": "# 非同期処理\n\nこの記事では、イベントループの仕組みを説明します。\n",
    "euc_jp": "# 並列計算\n\nスレッドの数を増やしても、速くなるとは限りません。\n",
    "iso2022_jp": "# 文字コード\n\nこのファイルは古いメールから取り出しました。\n",
    "cp949": "# 격리 수준\n\n격리 수준이 높을수록 동시성은 낮아지고 성능에 영향을 줍니다.\n",
    "cp1251": "# Индексы\n\nСначала разберём простой пример, а затем перейдём к составным.\n",
    "koi8_r": "# Установка\n\nЗапустите команду от имени администратора.\n",
    "cp1252": "# Why caching is hard\n\nIt’s the café’s “write-back” cache — and what it costs.\n",
    "iso8859-15": "# Mémoire partagée\n\nLe résultat n'est pas déterminé, voilà pourquoi on préfère les files.\n",
    "cp1250": "# Łącza\n\nWiększość języków używa podobnych rozwiązań, choć każde ma swoje wady.\n",
    "utf-16-le": "# 缓存\n\n先写日志，一切照旧。\n",
    "utf-16-be": "# Cache\n\nWrite the log first, 再写数据。\n",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_encoding_that_nobody_declares(name: str) -> None:
    assert decode(WRITTEN[name].encode(name)).text == WRITTEN[name]


@pytest.mark.parametrize("name", ["cp1252", "cp1251"])
def test_a_guess_that_could_be_another_is_a_doubt(name: str) -> None:
    made = convert(Source.from_bytes("a.md", WRITTEN[name].encode(name)))
    assert any(name.upper() in one.message.en for one in made.ledger if one.severity is Severity.WARNING)


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("iso-8859-1", "cp1252", "It’s “so”"),
        ("shift_jis", "cp932", "①髙橋さん"),
        ("GB2312", "gb18030", "朱镕基㐀"),
        ("ks_c_5601-1987", "cp949", "똠방각하"),
        ("windows-1251", "cp1251", "Да"),
    ],
)
def test_a_declared_encoding_is_read_as_browsers_read_it(declared: str, written: str, text: str) -> None:
    made = decode(f'<meta charset="{declared}"><p>{text}</p>'.encode(written))
    assert text in made.text
    assert not made.notes


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "csGB2312"])
def test_the_euro_that_browsers_read_in_gbk(declared: str) -> None:
    data = f'<meta charset="{declared}"><p>门票每人 '.encode("gbk") + b"\x8030" + "，在臺灣另算。</p>".encode("gbk")
    made = decode(data)
    assert "每人 €30，在臺灣" in made.text
    assert not made.notes
    assert decode(data * 3 + b"\xff").text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("label", "name"),
    [("x-cp1251", "cp1251"), ("iso885915", "iso8859-15"), ("windows-31J", "cp932"), ("gb_2312-80", "gb18030"),
     ("ks_c_5601-1989", "cp949"), ("cn-big5", "big5hkscs"), ("visual", "iso8859-8")],
)  # fmt: skip
def test_labels_of_browsers_that_python_does_not_know(label: str, name: str) -> None:
    assert codecs_of(label)[0] == name


@pytest.mark.parametrize("name", ["utf-8", "gbk", ""])
def test_damage_costs_what_is_damaged(name: str) -> None:
    head = f'<meta charset="{name}">' if name else ""
    whole = "".join(f"<p>第 {n} 段：先写日志再写数据，断电之后才能恢复。</p>\n" for n in range(9))
    data = bytearray((head + whole).encode(name or "utf-8"))
    for at in (200, 400):
        place = next(i for i in range(at, len(data)) if data[i] > 127)
        data[place] = 0xFF
    source = Source.from_bytes("a.html", bytes(data))
    assert source.text.count("断电之后才能恢复") >= 7
    doubts = [one for one in convert(source).ledger if one.severity is Severity.WARNING and "broken" in one.message.en]
    assert len(doubts) == 1


def test_a_declaration_that_the_bytes_contradict() -> None:
    for declared, written, text in (
        ("iso-8859-1", "gbk", "本文介绍向量数据库的几种索引方式与取舍"),
        ("utf-8", "cp1252", "Un café très serré"),
    ):
        made = decode(f"<meta charset={declared}><p>{text}</p>".encode(written))
        assert text in made.text
        assert not made.notes[0].sure
    assert decode("<meta charset=gbk><p>编码其实是 UTF-8</p>".encode()).encoding == "utf-8"


def test_what_is_no_text_and_no_encoding() -> None:
    with pytest.raises(Unreadable):
        decode(bytes(range(256)) * 4)
    assert codecs_of("base64") == codecs_of("idna") == codecs_of("no such") == ()


def test_characters_that_seven_bits_switch_to() -> None:
    hz = '<meta charset="hz-gb-2312"><h1>~{1`Bk~} A</h1>'.encode("ascii")
    assert decode(hz).text.endswith("<h1>编码 A</h1>")
    assert not decode(hz).notes
    plain = "<p>a~{b~} and 1~{2~}</p>"
    assert decode(plain.encode()).text == plain
    assert decode(b'<meta charset="utf-8">' + plain.encode()).text.endswith(plain)
    assert decode("속도가 빠르다\n".encode("iso2022_kr")).text == "속도가 빠르다\n"


def test_a_declared_encoding_that_nobody_knows_is_named() -> None:
    big5 = '<meta charset="x-own-5"><p>選擇適當的索引結構，才能兼顧寫入與查詢的速度。</p>'.encode("big5")
    assert "選擇適當" in decode(big5).text
    assert "x-own-5, is not known" in decode(big5).notes[0].en
    cns = b'<meta charset="iso-2022-cn"><p>\x1b$)A\x0e=;;;\x0f.</p>'
    assert "iso-2022-cn" in decode(cns).notes[0].en
    assert not decode(cns).notes[0].sure


def test_a_mark_of_utf16_before_utf8() -> None:
    text = "<p>先写日志，再写数据。</p>\n"
    made = decode(b"\xff\xfe" + text.encode())
    assert (made.text, made.encoding) == (text, "utf-8")
    assert "UTF-16" in made.notes[0].en
    for short in ("日志数据的写入与恢复都要先做这件事", "中"):
        assert decode(b"\xff\xfe" + short.encode("utf-16-le")).text == short


def _as_read(text: str, name: str) -> str:
    """A text in UTF-8 as somebody reads it with another encoding, which shows nothing for some octets."""
    return "".join(
        bytes([octet]).decode(name) if octet not in b"\x81\x8d\x8f\x90\x9d" else chr(octet) for octet in text.encode()
    )


@pytest.mark.parametrize("name", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", ["It’s 5 µs at the café, “so”.\n", "水位过高时先开小闸，再开大闸。\n"])
def test_what_was_read_wrongly_and_saved_is_read_back(text: str, name: str) -> None:
    wrong = _as_read(text, name) if name == "cp1252" else text.encode().decode(name)
    read = decode(wrong.encode())
    assert read.text == text
    assert [note.sure for note in read.notes] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "UTF-8 read as Latin-1 shows cafÃ© and naÃ¯ve for what is meant.\n",
        "Tout Ã§a est déjà écrit.\n",
        "Ça va, naïve café.\n",
        "水位过高时先开小闸。\n",
        "乱码 缂撳瓨 的来历。\n",
    ],
)
def test_what_any_part_speaks_against_stays_as_it_is(text: str) -> None:
    assert decode(text.encode()).text == text
