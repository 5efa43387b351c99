"""Addresses of web archives: which page they hold, and of when.

``https://web.archive.org/web/20250304101112/https://example.com/a`` is ``https://example.com/a``
as it was at 10:11:12 UTC on 4 March 2025; ``id_`` behind the time asks for the page as it was
received, without the archive's bar and changed links.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

_WAYBACK: Final = re.compile(
    r"(?P<place>(?:https?:)?//(?:web\.|wayback\.)?archive\.org(?::\d+)?)/web/"
    r"(?P<time>\d{4,14}|\*)?(?P<form>[a-z]{2}_)?/?(?P<url>(?:https?:/{0,2}|www\.|[\w-]+\.[\w.-]+/).*)",
    re.IGNORECASE,
)


class Archived(NamedTuple):
    """A page of an archive: its own address, and when it was archived (ISO 8601, UTC)."""

    url: str
    archived: str | None
    #: Where the archive gives the page as it was received.
    received: str


def archived(url: str) -> Archived | None:
    """The page that an address of the Wayback Machine stands for, or None for other addresses."""
    match = _WAYBACK.match(url.strip())
    if match is None:
        return None
    page = re.sub(r"^(https?):/*", r"\1://", match["url"], flags=re.IGNORECASE)
    page = page if "://" in page else f"http://{page}"
    digits = match["time"] or ""
    time = "" if digits == "*" else digits
    place = match["place"] if match["place"].startswith("http") else f"https:{match['place']}"
    received = f"{place}/web/{time or '2'}id_/{page}"
    return Archived(page, _iso(time), received)


def original(url: str) -> str:
    """The address of the page itself, where one of an archive is given."""
    found = archived(url)
    return found.url if found else url


def _iso(digits: str) -> str | None:
    """20250304101112 as 2025-03-04T10:11:12Z; None for what names no second."""
    try:
        when = datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
