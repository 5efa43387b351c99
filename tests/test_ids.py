"""Ids come from content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.ids import article_id, content_hash, edge_key, entity_id, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tricia McLaughlin", "tricia-mclaughlin"),
        ("O’Brien & Söhne", "obrien-sohne"),
        ("  J.B.  Roe ", "j-b-roe"),
        ("…", ""),
        ("東京", "東京"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_still_has_an_id() -> None:
    assert entity_id("Person", "???").startswith("person:")
    assert entity_id("Person", "???") != entity_id("Person", "!!!")


@given(st.text(), st.text())
def test_two_documents_never_share_an_article(one: str, two: str) -> None:
    assert (article_id(one) == article_id(two)) == (one == two)


@given(st.lists(st.text(), min_size=1, max_size=3), st.lists(st.text(), min_size=1, max_size=3))
def test_hashes_differ_where_parts_differ(one: list[str], two: list[str]) -> None:
    if not any("\x1f" in part for part in one + two):
        assert (content_hash(*one) == content_hash(*two)) == (one == two)


def test_the_role_is_part_of_an_edge() -> None:
    assert edge_key("AFFILIATED_WITH", "a", "b", "mayor") != edge_key("AFFILIATED_WITH", "a", "b")
