"""Clusters of what is one thing, each union with its score and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

__all__ = ["Clusters"]


class Clusters:
    """Union-find over numbered items that keeps the reason of every union.

    Two items that are ``apart`` never come into one cluster.
    """

    def __init__(self, size: int, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._foes: dict[int, set[int]] = defaultdict(set)
        for left, right in apart:
            self._foes[left].add(right)
            self._foes[right].add(left)
        self._parent = list(range(size))
        self._groups = {i: [i] for i in range(size)}
        self._joins: dict[int, list[tuple[int, int, float, str]]] = defaultdict(list)

    def root(self, item: int) -> int:
        """The item that stands for the cluster of an item."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: int, right: int, score: float, reason: str) -> None:
        """Make two clusters one unless they are."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b or (self._foes and self._hostile(a, b)):
            return
        self._parent[b] = a
        self._groups[a].extend(self._groups.pop(b))
        self._joins[a].extend([*self._joins.pop(b, []), (left, right, score, reason)])

    def _hostile(self, a: int, b: int) -> bool:
        """Whether two clusters hold items that are to be kept apart."""
        return any(
            self.root(foe) == b for item in self._groups[a] for foe in self._foes.get(item, ())
        )

    def members(self, item: int) -> list[int]:
        """The items in the cluster of an item."""
        return self._groups[self.root(item)]

    def groups(self) -> Iterator[list[int]]:
        """The clusters, each in order."""
        for root in sorted(self._groups):
            yield sorted(self._groups[root])

    def unions(self, item: int) -> list[tuple[int, int, float, str]]:
        """Why the items of a cluster are one: the two, the score and the reason of each union."""
        return self._joins.get(self.root(item), [])
