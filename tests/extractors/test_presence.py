"""Who is most present where a pronoun stands."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from graphkit.extractors.speakers.presence import Standing, chances, least, presence

HERE = Standing(
    sentences_back=1, paragraphs_back=0, subject=True, spoke=False, gender_unknown=False
)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (HERE, replace(HERE, sentences_back=3)),
        (HERE, replace(HERE, paragraphs_back=1)),
        (HERE, replace(HERE, subject=False)),
        (replace(HERE, spoke=True), HERE),
        (HERE, replace(HERE, gender_unknown=True)),
    ],
    ids=["nearer", "in the same paragraph", "the subject", "has spoken", "of that gender"],
)
def test_one_is_more_present_than_another(more: Standing, less: Standing) -> None:
    assert presence(more) > presence(less)


def test_the_chances_of_all_sum_to_one() -> None:
    sure = chances({"a": 2.0, "b": -1.0, "c": 800.0})
    assert math.isclose(sum(sure.values()), 1.0)
    assert max(sure, key=lambda key: sure[key]) == "c"


def test_of_two_alike_neither_is_present_enough() -> None:
    alike = presence(HERE)
    assert max(chances({"a": alike, "b": alike, "c": alike - 9}).values()) <= least()
