"""An article as others cite it."""

from __future__ import annotations

import re

import pytest

from proofpress.site.article import Article
from proofpress.site.citing import bibtex


@pytest.mark.parametrize(
    ("article", "key"),
    [
        (Article("a/", "articles/norms.md", "On the Norms", "2025-02-03", authors=("Ann Writer",)), "annwriter2025the"),
        (Article("a/", "articles/norms.md", "论范数", "2025-02-03", authors=("李雷",)), "2025norms"),
        (Article("a/", "articles/范数.md", "论范数"), "article"),
        (Article("a/", "articles/x.md", "Zürich {2} & 100%", "2024", authors=("Ärzte_e.V.",)), "arzteev2024zurich"),
    ],
)
def test_keys_of_bibtex_are_ascii_and_tell_articles_apart(article: Article, key: str) -> None:
    found = re.match(r"@misc\{([a-z0-9]+),\n", bibtex(article))
    assert found is not None
    assert found[1] == key
