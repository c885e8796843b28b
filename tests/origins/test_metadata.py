"""Front matter of others by our keys: which address is the article's, and that none is lost."""

from __future__ import annotations

import pytest

from proofpress.origins.metadata import ahead, canonical, people

HERE, THERE = "https://a.example/1", "https://b.example/2"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ({"url": HERE}, {"source": {"url": HERE}}),
        ({"permalink": HERE, "source": "某书"}, {"source": {"url": HERE}, "original": {"source": "某书"}}),
        ({"url": "/posts/1", "link": THERE}, {"source": {"url": THERE}, "original": {"url": "/posts/1"}}),
        ({"original": HERE, "url": THERE}, {"source": {"url": HERE}, "original": {"url": THERE}}),
        ({"source": {"url": THERE}, "url": HERE}, {"source": {"url": THERE}, "original": {"url": HERE}}),
        (
            {"url": HERE, "source": {"url": THERE, "site": "B"}},
            {"source": {"url": THERE, "site": "B"}, "original": {"url": HERE}},
        ),
        ({"url": HERE, "source": {"file": "a.md"}}, {"source": {"url": HERE, "file": "a.md"}}),
        ({"link": "见 https://a.example/1 与后文"}, {"original": {"link": "见 https://a.example/1 与后文"}}),
    ],
)
def test_the_address_of_an_article(written: dict[str, object], found: dict[str, object]) -> None:
    made = canonical(written)
    assert made == found
    assert canonical(made) == made


def test_a_name_with_an_and_in_it_is_one() -> None:
    assert people("Ann Lee and Bo Chen") == ["Ann Lee", "Bo Chen"]
    assert people("修车铺 / Tea and the Art of Repair") == ["修车铺 / Tea and the Art of Repair"]


def test_days_that_have_not_come_are_told() -> None:
    meta = {"date": "2040-02-01", "updated": "2040-01-31 23:00:00 +08:00"}
    assert ahead(meta, "2040-01-31") == ["date: 2040-02-01"]
    assert ahead({"date": "soon"}, "2040-01-31") == []
