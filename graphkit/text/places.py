"""Which of many stretches of a text touch a given one, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

__all__ = ["Places"]


class Places:
    """Stretches of a text, each with its number in the order in which they were given."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._held = sorted((start, end, number) for number, (start, end) in enumerate(spans))
        self._starts = [start for start, _, _ in self._held]
        #: How far the stretches up to each place reach.
        self._reach = list(accumulate((end for _, end, _ in self._held), max))

    def touching(self, start: int, end: int) -> list[int]:
        """The numbers of those that share a character with ``start:end``, in rising order."""
        place = bisect_left(self._starts, end)
        found = []
        while place and self._reach[place - 1] > start:
            place -= 1
            if self._held[place][1] > start:
                found.append(self._held[place][2])
        return sorted(found)

    def inside(self, start: int, end: int) -> list[int]:
        """The numbers of those that lie in ``start:end`` from end to end, in rising order."""
        low, high = bisect_left(self._starts, start), bisect_right(self._starts, end)
        return sorted(number for _, stop, number in self._held[low:high] if stop <= end)

    def hold(self, place: int) -> bool:
        """Whether one of them holds a character."""
        return bool(self.touching(place, place + 1))
