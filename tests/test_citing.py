"""An article as others cite it."""

from __future__ import annotations

import json
import re

import pytest

from proofpress.site.article import Article
from proofpress.site.citing import bibtex, csl, plain, publisher


@pytest.mark.parametrize(
    ("article", "key"),
    [
        (Article("a/", "articles/norms.md", "On the Norms", "2025-02-03", authors=("Ann Writer",)), "annwriter2025the"),
        (Article("a/", "articles/norms.md", "论范数", "2025-02-03", authors=("李雷",)), "2025norms"),
        (Article("a/", "articles/范数.md", "论范数"), "article3b6416"),
        (Article("a/", "articles/zh/矩阵.md", "矩阵求导", "2025-02-03"), "2025764b92"),
        (Article("a/", "articles/x.md", "Zürich {2} & 100%", "2024", authors=("Ärzte_e.V.",)), "arzteev2024zurich"),
    ],
)
def test_keys_of_bibtex_are_ascii_and_tell_articles_apart(article: Article, key: str) -> None:
    found = re.match(r"@misc\{([a-z0-9]+),\n", bibtex(article))
    assert found is not None
    assert found[1] == key


def test_csl_json_holds_what_is_known_and_nothing_else() -> None:
    full = Article(
        "a/",
        "articles/norms.md",
        '论"范数"',
        "2025-02-03T08:00",
        authors=("李雷",),
        language="zh",
        source={"site": "博客"},
    )
    assert json.loads(csl(full, "https://example.org")) == [
        {
            "id": "2025norms",
            "type": "webpage",
            "title": '论"范数"',
            "author": [{"literal": "李雷"}],
            "issued": {"date-parts": [[2025, 2, 3]]},
            "container-title": "博客",
            "URL": "https://example.org/a/",
            "language": "zh",
        }
    ]
    assert json.loads(csl(Article("b/", "b.md", "B"))) == [{"id": "article", "type": "webpage", "title": "B"}]


def test_an_article_from_elsewhere_is_published_there() -> None:
    there = Article("a/", "articles/a.md", "Weirs", "2024", source={"url": "https://www.rivers.example/weirs"})
    named = Article("a/", "articles/a.md", "Weirs", "2024", source={"url": "https://x.example/", "site": "Rivers"})
    own = Article("a/", "articles/a.md", "Weirs", "2024")
    assert [publisher(one, "Our notes") for one in (there, named, own)] == ["rivers.example", "Rivers", "Our notes"]
    assert plain(there, "https://our.example", "Our notes").endswith("rivers.example. https://www.rivers.example/weirs")
    assert "Our notes" not in bibtex(there, "https://our.example", "Our notes") + csl(there, "", "Our notes")
