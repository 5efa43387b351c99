"""How long a host is left alone between two requests."""

from __future__ import annotations

import threading
import time


class Stopped(Exception):
    """Nothing more is to be fetched: somebody pressed Ctrl-C."""


class Pace:
    """Gives each request to a host its time, whichever thread asks."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.stop = threading.Event()
        self._free: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._lock = threading.Lock()

    def slow_down(self, host: str, delay: float) -> None:
        """Leave this host alone for at least so many seconds between two requests."""
        with self._lock:
            self._delays[host] = max(delay, self._delays.get(host, 0.0))

    def rest(self, host: str, seconds: float) -> None:
        """Ask this host for nothing in the next seconds."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), time.monotonic() + seconds)

    def wait(self, host: str) -> None:
        """Return when the host may be asked.  Raises Stopped."""
        while True:
            with self._lock:
                now = time.monotonic()
                free = self._free.get(host, 0.0)
                if free <= now:
                    self._free[host] = now + max(self.delay, self._delays.get(host, 0.0))
                    break
            if self.stop.wait(free - now):
                break
        if self.stop.is_set():
            raise Stopped
