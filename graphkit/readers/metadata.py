"""What is known about articles beside their text: a TSV or CSV file, one line an article.

Columns (a header names them, others are ignored): ``filename`` (the file's name or stem, or a
document's id) or ``url``, by which the article is known, and ``publisher``, ``publication_date``,
``author``, ``title``; also by the other names that :mod:`graphkit.readers.columns` has, so that a
list of links (Media Cloud, GDELT) can be given for the pages that were got by it.  ``None`` and
an empty field say nothing.  Several authors are parted by ``;``, ``|`` or `` and ``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Final

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers.columns import columns_of
from graphkit.text.dates import parse_date

_UNKNOWN: Final = frozenset({"", "none", "null", "nan", "n/a"})
_AUTHORS: Final = re.compile(r"\s*[;|]\s*|\s+and\s+")

_SCHEME: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)

Row = dict[str, str]


def read_metadata(path: Path) -> dict[str, Row]:
    """Filename or address → its row.  Raises InputError where the file cannot be used."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    commas = path.suffix.casefold() == ".csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(
                handle,
                delimiter="," if commas else "\t",
                quoting=csv.QUOTE_MINIMAL if commas else csv.QUOTE_NONE,
            )
            columns = columns_of(tuple(reader.fieldnames or ()), {})
            if "filename" not in (reader.fieldnames or ()) and not columns["url"]:
                todo = "its first line names the columns, with tabs between them"
                raise InputError(str(path), "has no column filename or url", todo)
            rows = [_fields(row, columns) for row in reader]
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8: offset {error.start}", "convert it") from None
    except csv.Error as error:
        raise InputError(str(path), f"is no table: {error}", "save it again") from None
    known = {_bare(row["url"]): row for row in rows if row.get("url")}
    return known | {row["filename"]: row for row in rows if row.get("filename")}


def _fields(row: Mapping[str, str | None], columns: Mapping[str, tuple[str, ...]]) -> Row:
    """What a row says, by the names of :class:`Document`'s fields."""
    said = {
        name: value.strip()
        for name, value in row.items()
        if isinstance(value, str) and value.strip().casefold() not in _UNKNOWN
    }
    found = {"filename": said.get("filename", "")}
    for field in ("title", "outlet", "published", "authors", "url"):
        found[field] = next((said[name] for name in columns[field] if name in said), "")
    return {field: value for field, value in found.items() if value}


def _bare(url: str) -> str:
    """An address without what differs between two that are the same."""
    return _SCHEME.sub("", url.partition("#")[0]).rstrip("/").casefold()


def apply_metadata(document: Document, known: Mapping[str, Row]) -> Document:
    """The document with what is known about it; a row says more than the article's own head."""
    name = PurePath(document.id)
    row = known.get(document.id) or known.get(name.name) or known.get(name.stem)
    if not row and document.url:
        row = known.get(_bare(document.url))
    if not row:
        return document
    authors = tuple(a for a in _AUTHORS.split(row.get("authors", "")) if a)
    return replace(
        document,
        title=row.get("title", document.title),
        outlet=row.get("outlet", document.outlet),
        published=parse_date(row.get("published", "")) or document.published,
        authors=authors or document.authors,
        url=row.get("url", document.url),
    )
