"""Which field of a record is the text, the title, the outlet …: as told, or by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from graphkit.errors import InputError

#: Field of a document → the names it has in files that people keep, the likeliest first.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        *("text", "full text", "body", "content", "maintext", "article text", "article body"),
        *("body text", "story text", "article content", "plain text", "article", "story"),
    ),
    "title": ("title", "headline", "article title", "head"),
    "outlet": (
        *("outlet", "publisher", "publication", "publication title", "media name", "newspaper"),
        *("site name", "source name", "source common name", "source", "source domain", "domain"),
    ),
    "published": (
        *("published", "publication date", "publish date", "date published", "published at"),
        *("date publish", "pub date", "date", "published date", "seendate"),
    ),
    "url": ("url", "link", "canonical url", "article url", "document identifier", "sourceurl"),
    "authors": ("authors", "author", "byline", "author name", "writers"),
    "language": ("language", "lang", "language code"),
    "id": ("id", "uid", "guid", "article id", "story id", "stories id", "goid"),
}
_MARKS: Final = re.compile(r"[\W_]+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def normal(name: str) -> str:
    """``pub_date``, ``pubDate`` and ``Pub Date`` are one name: "pub date"."""
    return _MARKS.sub(" ", _HUMP.sub(" ", name)).strip().casefold()


_PLACES: Final = {
    field: {name.replace(" ", ""): at for at, name in enumerate(names)}
    for field, names in NAMES.items()
}


def columns_of(names: tuple[str, ...], given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Field → the names among ``names`` that may have it, the likeliest first.

    What the user ``given`` (field → name) counts alone for that field.
    """
    return _columns(names, tuple(sorted(given.items())))


@lru_cache(maxsize=256)
def _columns(
    names: tuple[str, ...], given: tuple[tuple[str, str], ...]
) -> dict[str, tuple[str, ...]]:
    told = dict(given)
    bare = {name: normal(name).replace(" ", "") for name in names}
    found: dict[str, tuple[str, ...]] = {}
    for field, places in _PLACES.items():
        if field in told:
            found[field] = tuple(name for name in names if name == told[field])
        else:
            known = [name for name in names if bare[name] in places]
            found[field] = tuple(sorted(known, key=lambda n: places[bare[n]]))
    return found


def parse_columns(text: str) -> dict[str, str]:
    """``text=body,outlet=paper`` as field → column.  Raises InputError with what may stand there.

    A comma in a column's name cannot be written; no file we know of has one.
    """
    columns: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        field, mark, name = part.partition("=")
        if not mark or field not in NAMES or not name:
            todo = f"write FIELD=COLUMN,…; a FIELD is one of {', '.join(NAMES)}"
            raise InputError("--columns", f"{part!r} names no column", todo)
        columns[field] = name
    return columns
