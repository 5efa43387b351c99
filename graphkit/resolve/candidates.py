"""Pairs worth comparing: an inverted index over hashed keys, never all pairs of a corpus.

Every item gives keys (word shingles, pairs of content stems …); items that share enough keys are
a pair.  Keys are numbers in flat arrays that are sorted once, so that millions of them fit into
little memory.  As long as no key is held by more than ``CROWD`` items the pairs are exactly those
that share keys; in a larger crowd each item meets its neighbours in sorted order only, which
keeps the work linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["Keys", "shared_pairs", "shingles"]

#: Items that may hold one key before only neighbours are paired, and how many neighbours.
CROWD: Final = 96
_NEIGHBOURS: Final = 12
_MASK: Final = (1 << 64) - 1
_PRIME: Final = 0x9E3779B97F4A7C15


class Keys:
    """Keys of items, gathered; words are numbered as they come, so that keys are plain numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._keys: list[int] = []
        self._items: list[int] = []

    def add(self, item: int, block: str, parts: Iterable[Sequence[str]]) -> None:
        """Give an item its keys; items of different blocks never share one."""
        first = _mixed(0, self._number(block))
        seen: set[int] = set()
        for part in parts:
            key = first
            for word in part:
                key = _mixed(key, self._number(word))
            if key not in seen:
                seen.add(key)
                self._keys.append(key)
                self._items.append(item)

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers) + 1)

    def arrays(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        """Keys and their items, sorted by key and item."""
        keys = np.array(self._keys, dtype=np.uint64)
        items = np.array(self._items, dtype=np.int64)
        order = np.lexsort((items, keys))
        return keys[order], items[order]


def _mixed(key: int, number: int) -> int:
    """A key with one more number in it; two keys may agree by chance, so pairs are checked."""
    key = (key * _PRIME + number + 1) & _MASK
    return key ^ (key >> 31)


def shared_pairs(keys: Keys, least: int = 1) -> Iterator[tuple[int, int]]:
    """Yield pairs of items with at least ``least`` keys in common, sorted, smaller item first."""
    held, items = keys.arrays()
    if len(items) < 2:
        return
    bounds = np.flatnonzero(held[1:] != held[:-1]) + 1
    starts = np.concatenate(([0], bounds))
    ends = np.concatenate((bounds, [len(held)]))
    many = ends - starts > 1
    width = int(items.max()) + 1
    codes: list[npt.NDArray[np.int64]] = []
    for start, end in zip(starts[many].tolist(), ends[many].tolist(), strict=True):
        codes.append(_codes(items[start:end], width))
    if not codes:
        return
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    for code in pairs[counts >= least].tolist():
        yield divmod(code, width)


def _codes(group: npt.NDArray[np.int64], width: int) -> npt.NDArray[np.int64]:
    """All pairs of a group as single numbers; only neighbours where the group is a crowd."""
    if len(group) <= CROWD:
        left, right = np.triu_indices(len(group), 1)
        return group[left] * width + group[right]
    near = [group[:-distance] * width + group[distance:] for distance in range(1, _NEIGHBOURS + 1)]
    return np.concatenate(near)


def shingles(words: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Runs of ``size`` words; all of them where there are fewer."""
    if len(words) <= size:
        yield words
        return
    for start in range(len(words) - size + 1):
        yield words[start : start + size]
