"""What ``graphkit fetch`` knows about a page that it saved: the file NAME.fetched beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from graphkit.model import Document
from graphkit.readers.inputs import Input
from graphkit.text.archives import archived, original
from graphkit.text.dates import parse_date

_SUFFIX: Final = ".fetched"
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page comes from; "" or None where nobody noted it."""

    url: str = ""
    fetched: str | None = None
    archived: str | None = None
    #: The character set that the page was sent with.
    charset: str = ""


def origin_of(item: Input) -> Origin:
    """What is known about the input; a file that cannot be read says nothing."""
    if item.stream or not item.path.is_file():
        return Origin()
    try:
        known: Any = json.loads(item.path.with_suffix(_SUFFIX).read_bytes())
    except (OSError, ValueError, RecursionError):
        return Origin()
    if not isinstance(known, dict):
        return Origin()
    return Origin(
        _text(known.get("url")),
        parse_date(_text(known.get("fetched"))),
        parse_date(_text(known.get("archived"))),
        _charset(known.get("headers")),
    )


def with_origin(document: Document, origin: Origin) -> Document:
    """The document with address and times; its own canonical address says more.

    An address of the Wayback Machine becomes that of the page.
    """
    held = archived(document.url)
    return replace(
        document,
        url=original(document.url) or origin.url,
        fetched=origin.fetched,
        archived=origin.archived or (held.archived if held else None),
    )


def _charset(headers: Any) -> str:
    """The character set of the header Content-Type."""
    for row in headers if isinstance(headers, list) else ():
        if isinstance(row, list) and len(row) == 2 and str(row[0]).casefold() == "content-type":
            match = _CHARSET.search(str(row[1]))
            return match[1] if match else ""
    return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
