"""Two wordings laid on each other, word for word.

Pure functions on text.  An alignment counts only words that stand in runs, so that two texts do
not look alike because both have "of the" in them.  What stands against each other inside an
alignment is kept, for "did" over "did not" is no typing error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from graphkit.text.opposites import opposed
from graphkit.text.stems import NEGATIONS, numbers, stem

__all__ = ["Alignment", "align"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two texts of normalised words lie on each other."""

    #: Words in common that stand in runs.
    matched: int
    #: Share of the shorter and of the longer text that is matched.
    short: float
    long: float
    #: What stands against what between the first and the last matched word.
    replaced: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def conflict(self) -> str:
        """Why the texts cannot be one although most words agree; "" if nothing says so."""
        for left, right in self.replaced:
            if (sum(w in NEGATIONS for w in left) + sum(w in NEGATIONS for w in right)) % 2:
                return "a negation"
            ours, theirs = numbers(left), numbers(right)
            if ours and theirs and not ours & theirs:
                return "another number"
            if opposed(map(stem, left), map(stem, right)):
                return "an opposite"
        return ""


#: Words in a row that count as a match; shorter runs are chance.
_RUN: Final = 3


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Lay the shorter text on the longer one, word for word, gaps allowed."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short:
        return Alignment(0, 0.0, 0.0, ())
    blocks = _blocks(short, long)
    matched = sum(size for _, _, size in blocks)
    replaced: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for (a, b, size), (next_a, next_b, _) in pairwise(blocks):
        left, right = tuple(short[a + size : next_a]), tuple(long[b + size : next_b])
        typo = _typing_errors(left, right)
        if typo:
            matched += typo
        elif left or right:
            replaced.append((left, right))
    replaced.extend(_edges(short, long, blocks))
    matched = min(matched, len(short))
    return Alignment(matched, matched / len(short), matched / len(long), tuple(replaced))


def _blocks(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs in common as (place in short, place in long, size), those that are long enough."""
    least = min(_RUN, len(short))
    found = []
    for op in LCSseq.opcodes(short, long):
        if op.tag == "equal":
            found.append((op.src_start, op.dest_start, op.src_end - op.src_start))
    # a run may be cut in two by one odd word: both halves count if together they are long enough
    kept = []
    for place, (a, b, size) in enumerate(found):
        near = size
        if place and a - (found[place - 1][0] + found[place - 1][2]) <= 1:
            near += found[place - 1][2]
        if place + 1 < len(found) and found[place + 1][0] - (a + size) <= 1:
            near += found[place + 1][2]
        if near >= least and (size >= 2 or near >= least + 2):
            kept.append((a, b, size))
    return kept


def _edges(
    short: Sequence[str], long: Sequence[str], blocks: list[tuple[int, int, int]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What of the shorter text stands before and behind all matches, and what is there opposite."""
    if not blocks:
        return
    a, b, _ = blocks[0]
    if a and b:
        yield tuple(short[:a]), tuple(long[max(0, b - a) : b])
    a, b = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
    if a < len(short) and b < len(long):
        yield tuple(short[a:]), tuple(long[b : b + len(short) - a])


def _typing_errors(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """The number of words that differ only by a slip of the keys, if all of them do."""
    if not left or len(left) > 3 or len(right) > 3:
        return 0
    one, other = "".join(left), "".join(right)
    if numbers(left) or numbers(right) or (NEGATIONS & {*left, *right}):
        return 0
    if opposed(map(stem, left), map(stem, right)):
        return 0
    if len(one) > 3 and fuzz.ratio(one, other) >= 80:
        return len(left)
    return 0
