"""Errors are told apart by kind."""

from __future__ import annotations

import pytest

from benchmarks.attribution_errors import kinds
from graphkit.evaluation.measures import Counted


def said(content: str, source: str = "S") -> Counted:
    """An attribution whose tokens are the letters given."""
    spans = {"source": (), "cue": (), "content": ()}
    return Counted(
        frozenset(map(ord, content)), frozenset(map(ord, source)), frozenset(), dict(spans)
    )


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([said("abcd")], [said("abcd")], (["right"], ["right"])),
        ([said("abcd")], [said("abcd", "T")], (["source"], ["other"])),
        ([said("abcd")], [said("a")], (["boundary"], ["other"])),
        ([said("abcdef")], [said("ab"), said("de")], (["split"], ["other", "other"])),
        ([said("abcd"), said("ef")], [said("abcdef")], (["right", "merged"], ["right"])),
        ([said("abcd")], [said("xyz")], (["missed"], ["spurious"])),
        ([], [], ([], [])),
    ],
)
def test_an_error_has_a_kind(
    gold: list[Counted], predicted: list[Counted], expected: tuple[list[str], list[str]]
) -> None:
    assert kinds(gold, predicted) == expected
