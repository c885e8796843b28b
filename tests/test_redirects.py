"""Redirects by their shape, in both directions."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.redirects import (
    ARCHIVED,
    EXAMPLES,
    NO_PICTURES,
    NOT,
    NOT_ARCHIVED,
    PICTURES,
    archived,
    direct,
    picture,
)
from proofpress.source import Source


@pytest.mark.parametrize(("address", "target"), EXAMPLES)
def test_a_redirect_leads_to_its_target(address: str, target: str) -> None:
    assert direct(address) == target
    assert direct(target) == target


@pytest.mark.parametrize("address", NOT)
def test_what_is_no_redirect_stays(address: str) -> None:
    assert direct(address) == address


@pytest.mark.parametrize(("address", "own"), PICTURES)
def test_a_picture_that_a_service_draws_has_its_own_address(address: str, own: str) -> None:
    assert picture(address) == own
    assert picture(own) == own


@pytest.mark.parametrize("address", NO_PICTURES)
def test_what_a_service_makes_itself_stays(address: str) -> None:
    assert picture(address) == address


@pytest.mark.parametrize(("address", "own"), ARCHIVED)
def test_an_address_through_the_archive_has_its_own(address: str, own: str) -> None:
    assert archived(address) == own
    assert not archived(own)


@pytest.mark.parametrize("address", NOT_ARCHIVED)
def test_what_leads_through_no_archive_stays(address: str) -> None:
    assert not archived(address)


def test_the_ledger_holds_the_address_that_stood_there() -> None:
    text = (
        "# 说明\n\n见 [这里](https://link.zhihu.com/?target=https%3A//a.example/b) 与 "
        "<https://a.example/c?utm_source=x>。\n"
    )
    made = convert(Source("a.md", text))
    assert "[这里](https://a.example/b)" in made.markdown
    assert "<https://a.example/c>" in made.markdown
    kept = [entry.text for entry in made.ledger if entry.rule == "redirects"]
    assert kept == ["https://link.zhihu.com/?target=https%3A//a.example/b", "https://a.example/c?utm_source=x"]


def test_an_address_of_this_machine_is_a_link_too() -> None:
    made = convert(Source("a.md", "# 启动\n\n访问http://localhost:3000/，注册账号。另见 http://foo 一词。\n"))
    assert "<http://localhost:3000/>，注册" in made.markdown
    assert "<http://foo>" not in made.markdown
