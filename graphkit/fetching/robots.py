"""What sites ask robots not to read, by RFC 9309: one robots.txt a host, kept for the run."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from graphkit.errors import FetchError
from graphkit.fetching.addresses import host_of
from graphkit.fetching.http import Answer
from graphkit.fetching.pace import Pace

#: What is read of a robots.txt; the standard asks for half a megabyte at least.
_LARGEST: Final = 500_000
#: The longest pause that a robots.txt may ask for, in seconds.
_LONGEST_DELAY: Final = 60.0


class Robots:
    """Asks each host's robots.txt once, through ``get``, and answers from it."""

    def __init__(self, agent: str, pace: Pace, get: Callable[[str], Answer]) -> None:
        self.name = re.split(r"[^\w-]", agent, maxsplit=1)[0] or "graphkit"
        self.pace = pace
        self.get = get
        self._rules: dict[str, Protego | FetchError] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Raise FetchError if the site does not want this page to be read by robots."""
        rules = self._of(url)
        if isinstance(rules, FetchError):
            what = f"its robots.txt cannot be had: {rules.what}"
            raise FetchError(url, what, temporary=True)
        if not rules.can_fetch(url, self.name):
            todo = "save it with your browser instead"
            raise FetchError(url, "the site's robots.txt does not allow it", todo)

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt names."""
        rules = self._of(url)
        return [] if isinstance(rules, FetchError) else list(rules.sitemaps)

    def _of(self, url: str) -> Protego | FetchError:
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(place, threading.Lock())
        with lock:
            if place not in self._rules:
                self._rules[place] = self._read(f"{place}/robots.txt")
            return self._rules[place]

    def _read(self, url: str) -> Protego | FetchError:
        """The rules; all is allowed where there are none, nothing where the host is in trouble."""
        try:
            answer = self.get(url)
        except FetchError as error:
            # what is wrong for good with the host itself is found again when the page is asked for
            return error if error.temporary else Protego.parse("")
        if answer.status >= 500 or answer.status == 429:
            return answer.failure()
        text = answer.body[:_LARGEST].decode("utf-8", "replace") if answer.status == 200 else ""
        rules = Protego.parse(text)
        delay = rules.crawl_delay(self.name)
        if delay:
            self.pace.slow_down(host_of(url), min(float(delay), _LONGEST_DELAY))
        return rules
