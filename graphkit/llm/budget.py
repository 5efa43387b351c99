"""Tokens: estimated before a request, spent by it, and left for the next.

An estimate is a token for four characters of English, which is what byte-pair encodings come to.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

__all__ = ["Budget", "tokens_of"]

_CHARACTERS: Final = 4


def tokens_of(*texts: str) -> int:
    """About how many tokens some texts are."""
    return sum(-(-len(text) // _CHARACTERS) for text in texts)


class Budget:
    """A bound on tokens; 0 is none.  What is asked for is set aside until it is known."""

    def __init__(self, bound: int) -> None:
        """Nothing is spent yet."""
        self._bound = bound
        self._spent = 0
        self._lock = Lock()

    def take(self, tokens: int) -> bool:
        """Set tokens aside for a request; False if there are not so many left."""
        with self._lock:
            if self._bound and self._spent + tokens > self._bound:
                return False
            self._spent += tokens
            return True

    def settle(self, taken: int, spent: int) -> None:
        """Say what was spent of what was set aside."""
        with self._lock:
            self._spent += spent - taken
