"""Words that cannot both be true of one thing: "open" and "closed", "rise" and "fall"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graphkit.text.lists import read_rows
from graphkit.text.stems import stem

__all__ = ["opposed"]

_OPPOSED_STEMS: Final = frozenset(
    frozenset((stem(one), stem(other)))
    for one, others in read_rows("opposites.tsv")
    for other in others.split()
)


def opposed(one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """The first two content stems of two texts that cannot both be true of one matter."""
    others = sorted(set(other))
    for left in sorted(set(one)):
        for right in others:
            if left != right and frozenset((left, right)) in _OPPOSED_STEMS:
                return left, right
    return None
