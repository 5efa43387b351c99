"""Statements that cannot both be true, and those that can."""

from __future__ import annotations

import pytest

from graphkit.text.contradiction import contradiction, matter_of

CONTRADICTING = [
    ("The crew left the burning pier and refused to help the passengers.",
     "The crew responded to the burning pier and helped the passengers.", "opposites"),
    ("The tunnel was closed to lorries in March.",
     "The tunnel was not closed to lorries in March.", "a negation"),
    ("Forty passengers were left on the pier when the ferry sailed.",
     "Twelve passengers were left on the pier when the ferry sailed.", "numbers"),
]  # fmt: skip
COMPATIBLE = [
    ("The tunnel was closed to lorries in March.", "The bridge has not been painted since."),
    ("The tunnel was closed to lorries in March.", "The tunnel was shut for lorries in March."),
    ("Not only the tunnel was closed to lorries in March.", "The tunnel closed to lorries."),
    ("The mayor said no.", "The mayor said yes."),
    ("Forty passengers came.", "Twelve boats came."),
]


@pytest.mark.parametrize(("one", "other", "why"), CONTRADICTING)
def test_contents_that_cannot_both_be_true(one: str, other: str, why: str) -> None:
    found = contradiction(matter_of(one), matter_of(other))
    assert found is not None
    assert found.reason.startswith(why)
    assert 0.3 < found.confidence <= 0.8
    assert contradiction(matter_of(other), matter_of(one)) is not None


@pytest.mark.parametrize(("one", "other"), COMPATIBLE)
def test_contents_that_may_both_be_true(one: str, other: str) -> None:
    assert contradiction(matter_of(one), matter_of(other)) is None


def test_names_in_common_are_no_matter_in_common() -> None:
    names = frozenset({"nil", "holm", "harbour"})
    one = matter_of("Nils Holm of the harbour did not resign.", names=names)
    other = matter_of("Nils Holm of the harbour bought a boat.", names=names)
    assert contradiction(one, other) is None
