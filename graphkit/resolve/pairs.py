"""Pairs worth comparing: an inverted index over hashed keys, never all pairs of a corpus.

Every item gives runs of words (shingles, or single stems); items that have enough of them in
common are a pair.  Runs are hashed to numbers in flat arrays that are sorted once, so that
millions of them fit into little memory.  As long as no run is held by more than ``CROWD`` items
the pairs are exactly those that share runs; in a larger crowd each item meets its neighbours in
sorted order only, which keeps the work linear.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["Runs", "counted_pairs", "shared_pairs"]

#: Items that may hold one run before only neighbours are paired, and how many neighbours.
CROWD: Final = 64
_NEIGHBOURS: Final = 12
_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(31)

Numbers = npt.NDArray[np.int64]


class Runs:
    """Runs of ``size`` words of items, gathered; items of different blocks never share one.

    A text with fewer words is one run.  Words are numbered as they come.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._numbers: dict[str, int] = {}
        self._words = array("q")
        self._lengths = array("q")
        self._items = array("q")
        self._blocks = array("q")

    def add(self, item: int, block: str, words: Sequence[str]) -> None:
        """Give an item its words; items come in rising order."""
        numbers = self._numbers
        known = [numbers.setdefault(word, len(numbers) + 1) for word in words]
        known += [0] * (self._size - len(known))
        self._words.extend(known)
        self._lengths.append(len(known))
        self._items.append(item)
        self._blocks.append(numbers.setdefault(f"\n{block}", len(numbers) + 1))

    def arrays(self) -> tuple[npt.NDArray[np.uint64], Numbers]:
        """The runs as hashes and their items, sorted by both, each once an item."""
        words = np.array(self._words, dtype=np.uint64)
        lengths = np.array(self._lengths, dtype=np.int64)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
        left = lengths[owner] - (np.arange(len(words)) - begins)
        starts = np.flatnonzero(left >= self._size)
        keys = _mixed(np.zeros(len(starts), np.uint64), np.array(self._blocks)[owner[starts]])
        for place in range(self._size):
            keys = _mixed(keys, words[starts + place])
        items = np.array(self._items, dtype=np.int64)[owner[starts]]
        order = np.lexsort((items, keys))
        keys, items = keys[order], items[order]
        fresh = np.ones(len(keys), dtype=bool)
        fresh[1:] = (keys[1:] != keys[:-1]) | (items[1:] != items[:-1])
        return keys[fresh], items[fresh]


def _mixed(
    keys: npt.NDArray[np.uint64], numbers: npt.NDArray[np.uint64] | npt.NDArray[np.int64]
) -> npt.NDArray[np.uint64]:
    """Keys with one more number in each; two may agree by chance, so pairs are checked."""
    with np.errstate(over="ignore"):
        mixed: npt.NDArray[np.uint64] = keys * _PRIME + numbers.astype(np.uint64) + np.uint64(1)
    return mixed ^ (mixed >> _SHIFT)


def shared_pairs(runs: Runs, least: int = 1) -> Iterator[tuple[int, int]]:
    """Yield pairs of items with at least ``least`` runs in common, sorted, smaller item first."""
    for left, right, _ in counted_pairs(runs, least):
        yield left, right


def counted_pairs(runs: Runs, least: int = 1) -> Iterator[tuple[int, int, int]]:
    """Yield pairs as :func:`shared_pairs` does, each with the number of runs in common."""
    held, items = runs.arrays()
    if len(items) < 2:
        return
    starts = np.concatenate(([0], np.flatnonzero(held[1:] != held[:-1]) + 1))
    sizes = np.diff(np.concatenate((starts, [len(held)])))
    width = int(items.max()) + 1
    codes: list[Numbers] = []
    for size in np.unique(sizes[sizes > 1]).tolist():
        groups = items[starts[sizes == size][:, None] + np.arange(size)]
        codes.append(_codes(groups, width))
    if not codes:
        return
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    enough = counts >= least
    for code, count in zip(pairs[enough].tolist(), counts[enough].tolist(), strict=True):
        left, right = divmod(code, width)
        yield left, right, count


def _codes(groups: Numbers, width: int) -> Numbers:
    """All pairs of each group (a row) as single numbers; only neighbours in a crowd."""
    size = groups.shape[1]
    if size <= CROWD:
        left, right = np.triu_indices(size, 1)
    else:
        places = np.arange(size)
        left = np.concatenate([places[:-step] for step in range(1, _NEIGHBOURS + 1)])
        right = np.concatenate([places[step:] for step in range(1, _NEIGHBOURS + 1)])
    paired: Numbers = (groups[:, left] * width + groups[:, right]).ravel()
    return paired
