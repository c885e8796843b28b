"""Topics, the shelf beside a page, and what is said of a conversion, by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.site.article import Article, article, topics
from proofpress.site.catalogue import SHELF, Catalogue
from proofpress.site.documents import document
from proofpress.site.provenance import LedgerIndex
from proofpress.site.reading import shortened
from proofpress.site.tags import Tags
from proofpress.tree import Document, Paragraph, Text


def _article(name: str, *tags: str, date: str = "2024-05-01") -> Article:
    return Article(url=f"articles/{name}/", path=f"articles/{name}.md", title=name, date=date, tags=tags)


def test_spellings_of_a_tag_are_one_topic_and_signs_keep_two_apart() -> None:
    catalogue = Catalogue(
        [
            _article("a", "AI 应用", "C"),
            _article("b", "ai应用", "C++", "Spring-Boot"),
            _article("c", "ＡＩ应用", "spring boot"),
        ]
    )
    assert {topic.name: len(topic.articles) for topic in catalogue.shared_topics} == {"AI 应用": 3, "Spring-Boot": 2}
    assert {"C", "C++"} <= {topic.name for topic in catalogue.topics}
    assert len({topic.slug for topic in catalogue.topics}) == len(catalogue.topics)


def test_an_owner_joins_and_hides_tags() -> None:
    tags = Tags.of({"Large language models": ["LLM", "大语言模型"]}, ["困难", "LLM 面试"])
    catalogue = Catalogue([_article("a", "llm", "困难"), _article("b", "大语言模型", "LLM面试", "100")], tags)
    assert [topic.name for topic in catalogue.topics] == ["Large language models"]
    assert tags.slug("llm") == catalogue.topics[0].slug


def test_articles_of_tags_that_are_joined_are_related() -> None:
    tags = Tags.of({"Garbage collection": ["GC", "垃圾回收"]}, [])
    catalogue = Catalogue([_article("a", "GC"), _article("b", "垃圾回收"), _article("c", "Rust")], tags)
    assert [made.title for made in catalogue.related("articles/a.md")] == ["b"]


def test_the_shelf_holds_the_page_itself_and_its_neighbours_of_the_rarest_shared_topic() -> None:
    many = [_article(f"n{number:02}", "Java", date=f"2024-01-{number + 1:02}") for number in range(12)]
    both = _article("both", "Java", "Maven", date="2024-01-05")
    catalogue = Catalogue([*many, both, _article("other", "Maven")])
    shelf = catalogue.shelf(both)
    assert shelf.name == "Maven"
    assert [(title, own) for title, _, own, _ in shelf.articles] == [("other", False), ("both", True)]
    middle = catalogue.shelf(many[6])
    assert middle.name == "Java"
    assert len(middle.articles) == SHELF
    assert sum(own for *_, own, _ in middle.articles) == 1
    assert [name for name, *_ in catalogue.shelf(None).links] == ["Java", "Maven"]


def test_an_article_without_a_shared_topic_stands_among_the_newest() -> None:
    catalogue = Catalogue([_article("alone", "Rust"), _article("new", date="2025-01-01")])
    shelf = catalogue.shelf(catalogue.find("articles/alone.md"))
    assert shelf.name == ""
    assert [title for title, *_ in shelf.articles] == ["new", "alone"]


def test_a_day_that_has_not_come_is_not_the_newest() -> None:
    made = [_article(name, date=date) for name, date in (("old", "2020-01-01"), ("ahead", "2040-01-01"), ("none", ""))]
    assert [one.title for one in Catalogue(made, today="2030-01-01").articles] == ["old", "ahead", "none"]
    assert [one.title for one in Catalogue(made, today="2040-01-01").articles] == ["ahead", "old", "none"]


def test_a_caption_is_in_no_excerpt() -> None:
    text = "# A\n\n![a](a.png)\n\n*What is drawn*\n\nThe text begins.\n\n*What is counted*\n\n| a |\n| --- |\n| 1 |\n"
    assert article("a/", "a.md", "A", {}, document(text)).description == "The text begins."
    spoken = "# A\n\n*The text begins in another voice.*\n"
    assert article("a/", "a.md", "A", {}, document(spoken)).description == "The text begins in another voice."


def test_a_formula_in_a_tag_is_said() -> None:
    assert topics({"tags": ["$O(n^2)$", "US$", "sort"]}) == ("O(n²)", "US$", "sort")


def test_an_excerpt_has_no_marks_of_references() -> None:
    text = "城市的传感器越来越多[1]。They are cheap [2, 3] and a[i] stays."
    made = article("a/", "a.md", "A", {}, Document((Paragraph((Text(text),)),)))
    assert made.description == "城市的传感器越来越多。They are cheap and a[i] stays."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**User**\n\nWhy does it rain?\n\n**Assistant**\n\nWater falls.", "Why does it rain? Water falls."),
        ("**注意！**\n\n甲为 $x$ 。见 .NET , 与乙。", "注意！甲为 x。见 .NET, 与乙。"),
        ("甲。\n\n![](a.png)\n\n图 1：布局\n\n表 2 结果\n\n[1] 某人，《某书》。\n\n[1]见下文。", "甲。"),
    ],
)
def test_an_excerpt_is_sentences_of_the_article(text: str, shown: str) -> None:
    assert article("a/", "a.md", "A", {}, document(text)).description == shown


def test_an_address_of_its_own_is_the_source_and_a_path_is_none() -> None:
    def source(**meta: object) -> object:
        return article("a/", "a.md", "A", meta, Document(())).source

    assert source(url="https://a.example/1") == {"url": "https://a.example/1"}
    assert source(source="https://b.example/", url="https://a.example/1") == {"url": "https://b.example/"}
    assert source(url="/posts/1", permalink="x") == {}
    assert source(source="javascript:alert(1)") == {}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("误差按 $O(n^2)$ 增长[4]，代价为 $5。", "误差按 O(n²) 增长，代价为 $5。"),
        ("Costs $3 or $4 [1, 2].", "Costs $3 or $4."),
        ("As shown in [4], it pays; see [5].", "As shown in …, it pays; see …."),
        ("Each x in [0, 1] of a[3] counts [2].", "Each x in [0, 1] of a[3] counts."),
    ],
)
def test_a_description_has_neither_marks_nor_tex(written: str, shown: str) -> None:
    assert article("a/", "a.md", "A", {"description": written}, Document(())).description == shown


def test_an_excerpt_ends_between_words() -> None:
    assert shortened("every thread keeps one of them", 22) == "every thread keeps…"
    assert shortened("every thread keeps", 18) == "every thread keeps"
    assert shortened("城市的传感器越来越多", 6) == "城市的传感…"
    assert shortened("with the flag -fno-elide-constructors it", 22) == "with the flag…"
    assert shortened("x" * 90, 20) == "x" * 19 + "…"


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("'c++", "c++"),
        ("&nbsp;", ""),
        ("&amp;quot;SQL&amp;quot;", "SQL"),
        ("“深度学习”", "深度学习"),
        ("R&amp;D", "R&D"),
        ("[docker", "docker"),
        ("#标签", "标签"),
        ("<b>go</b>", "go"),
        ("a&nbsp;b", "a b"),
        ("C++", "C++"),
        ("C#", "C#"),
        (".NET", ".NET"),
        ("C (language)", "C (language)"),
        ("vector<int>", "vector<int>"),
        ("rock'n'roll", "rock'n'roll"),
    ],
)
def test_a_damaged_tag_is_what_was_meant(tag: str, meant: str) -> None:
    assert topics({"tags": [tag]}) == ((meant,) if meant else ())
    assert topics({"tags": f"{tag}, Rust"}) == ((meant, "Rust") if meant else ("Rust",))


def test_what_a_conversion_changed_is_one_line_a_reason(tmp_path: Path) -> None:
    entries = [
        {"file": "in/a.html", "line": line, "kind": kind, "message": message}
        for line, kind, message in (
            (9, "repair", "a space too many"),
            (4, "repair", "a space too many"),
            (7, "doubt", "a row too long"),
            (2, "removal", "the page around the article"),
        )
    ]
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(entries), "utf-8")
    changes = LedgerIndex(path).of("a.html")
    assert changes is not None
    assert [(c.kind, c.line, c.times) for c in changes.shown] == [("doubt", 7, 1), ("removal", 2, 1), ("repair", 4, 2)]
    assert changes.counts == {"repair": 2, "doubt": 1, "removal": 1}
    assert changes.more == 0
    assert changes.shown[1].message.of("zh") == "the page around the article", "a ledger of an older program"


def test_what_a_conversion_changed_is_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    entry = {"file": "in/a.html", "line": 2, "kind": "removal", "message": "页面框架"}
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps([{**entry, "en": "a part of the frame", "zh": "页面框架"}]), "utf-8")
    changes = LedgerIndex(path).of("a.html")
    assert changes is not None
    assert [changes.shown[0].message.of(one) for one in ("en", "zh")] == ["a part of the frame", "页面框架"]


def test_what_stands_beside_an_article_without_a_topic_is_the_newest() -> None:
    made = [Article(f"{n}/", f"{n}.md", f"No. {n}", f"20{n:02}-01-01") for n in range(40, 10, -1)]
    shelf = Catalogue(tuple(made)).shelf(made[-1])
    assert [title for title, *_ in shelf.articles] == [one.title for one in made[:SHELF]]


def test_a_few_words_in_common_do_not_relate_two_articles() -> None:
    def about(name: str, words: str) -> Article:
        return Article(f"{name}/", f"{name}.md", name, terms=dict.fromkeys(words.split(), 2))

    raft = about("raft", "raft leader election term quorum log replica heartbeat commit follower disk")
    paxos = about("paxos", "paxos leader election term quorum log replica proposer acceptor learner ballot")
    cache = about("cache", "page cache dirty writeback kernel disk inode fsync buffer mmap readahead flush")
    catalogue = Catalogue((raft, paxos, cache))
    assert [other.title for other in catalogue.related("raft.md")] == ["paxos"]
    assert catalogue.related("cache.md") == ()


SMALL = {
    "en": "the and that with which when from this have will into only than then each".split(),
    "zh": "我们 可以 一个 如果 因为 所以 这个 就是 没有 使用 进行 需要 那么 时候 问题".split(),
}
ABOUT = {
    "en": [
        "socket listen accept backlog epoll",
        "lens aperture shutter exposure tripod",
        "yeast dough oven crust flour",
    ],
    "zh": ["套接 监听 连接 端口 报文", "镜头 光圈 快门 曝光 三脚", "酵母 面团 烤箱 面包 发酵"],
}


@pytest.mark.parametrize("few", ["en", "zh"])
def test_the_few_pages_of_one_language_are_not_related_by_its_small_words(few: str) -> None:
    def made(name: str, language: str, words: list[str]) -> Article:
        return Article(f"{name}/", f"{name}.md", name, language=language, terms=dict.fromkeys(words, 4))

    many = "zh" if few == "en" else "en"
    heap = [made(f"n{at}", many, [*SMALL[many], *(f"{at}w{n}" for n in range(9))]) for at in range(20)]
    own = [made(f"o{at}", few, [*SMALL[few], *words.split()]) for at, words in enumerate(ABOUT[few])]
    again = made("again", few, [*SMALL[few], *ABOUT[few][0].split()])
    alone = Catalogue([*heap, *own])
    assert [alone.related(f"o{at}.md") for at in range(3)] == [(), (), ()]
    both = Catalogue([*heap, *own, again])
    assert [other.title for other in both.related("o0.md")] == ["again"]
    assert both.related("o1.md") == ()


def test_headings_of_one_pattern_relate_no_two_articles() -> None:
    heads = ["背景介绍", "核心概念与联系", "算法原理与操作步骤", "数学模型和公式", "项目实践", "实际应用场景", "总结"]
    subjects = ["酵母发酵面团", "快门光圈景深", "套接监听报文", "石墨滤波电容"]

    def made(title: str) -> Article:
        body = "".join(f"## {head}\n\n{title}的{n}种{title[:2]}做法。\n\n" for n, head in enumerate(heads))
        return article(f"{title}/", f"{title}.md", title, {"language": "zh"}, document(f"# {title}\n\n{body}"))

    other = article(
        "b/", "b.md", "面团的酵母发酵", {"language": "zh"}, document("# 面团的酵母发酵\n\n酵母让面团发酵。\n")
    )
    catalogue = Catalogue([*map(made, subjects), other])
    assert [one.title for one in catalogue.related("酵母发酵面团.md")] == ["面团的酵母发酵"]
    assert all(catalogue.related(f"{title}.md") == () for title in subjects[1:])
