"""Two wordings compared."""

from __future__ import annotations

import pytest

from graphkit.text.alignment import align
from graphkit.text.opposites import opposed
from graphkit.text.stems import content_stems, normal_words, stem


def words(text: str) -> tuple[str, ...]:
    return normal_words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They didn’t fire two shots.", "they did not fire 2 shots"),
        ("“We” [the board] can't pay $1,200", "we can not pay $1200"),
        ("24% of Holm's boats", "24 % of holm boats"),
        ("See pic.twitter.com/a1 now", "see now"),
        ("", ""),
        ("k*lled", "k*lled"),
    ],
)
def test_words_without_marks_case_and_contractions(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ("leave", "leaves", "leaving", "left"),
        ("refuse", "refused", "refusing", "refuses"),
        ("stop", "stopped", "stopping"),
        ("party", "parties"),
        ("resign", "resigned", "resignation"),
    ],
)
def test_forms_of_a_word_share_their_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_chance_words_are_no_alignment() -> None:
    found = align(
        words("the head of the board of the port"), words("a list of the boats in the bay")
    )
    assert found.matched <= 2


def test_what_stands_against_each_other_is_a_conflict_only_if_it_changes_the_sense() -> None:
    base = words("we will open the northern pier for ferries on monday")
    assert align(base, words("we will close the northern pier for ferries on monday")).conflict
    assert align(base, words("we will not open the northern pier for ferries on monday")).conflict
    assert not align(base, words("we will open the old northern pier for ferries monday")).conflict


def test_opposites_are_found_by_stem() -> None:
    leaving = content_stems(words("leaving the scene"))
    assert opposed(leaving, content_stems(words("responded to the scene"))) == ("leav", "respond")
    assert opposed(leaving, content_stems(words("photographed the scene"))) is None
