"""What was asked of a model, what of its answers was kept, and why the rest was not: counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

__all__ = ["Tally"]


@dataclass
class Tally:
    """Counts of one run, from all threads."""

    #: Requests sent, tries again included; answers out of the cache.
    requests: int = 0
    cached: int = 0
    #: Tokens in and out, as the endpoint says, or estimated where it does not.
    tokens: int = 0
    #: What reached the records: kind → how often.
    kept: Counter[str] = field(default_factory=Counter)
    #: What did not, by reason.
    dropped: Counter[str] = field(default_factory=Counter)
    #: Questions that got no answer, by reason.
    failed: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def sent(self, requests: int = 1) -> None:
        """A request goes out."""
        with self._lock:
            self.requests += requests

    def spent(self, tokens: int) -> None:
        """An answer has cost so many tokens."""
        with self._lock:
            self.tokens += tokens

    def reused(self) -> None:
        """An answer came out of the cache."""
        with self._lock:
            self.cached += 1

    def keep(self, kind: str, times: int = 1) -> None:
        """Something that the model said is used."""
        with self._lock:
            self.kept[kind] += times

    def drop(self, reason: str, times: int = 1) -> None:
        """Something that the model said is not used."""
        with self._lock:
            self.dropped[reason] += times

    def fail(self, reason: str) -> None:
        """A question stays without an answer."""
        with self._lock:
            self.failed[reason] += 1

    def as_dict(self) -> dict[str, Any]:
        """The counts as JSON can write them, in an order that stays."""
        return {
            "requests": self.requests,
            "cached": self.cached,
            "tokens": self.tokens,
            "kept": dict(sorted(self.kept.items())),
            "dropped": dict(sorted(self.dropped.items())),
            "failed": dict(sorted(self.failed.items())),
        }
