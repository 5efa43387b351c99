"""What is known about articles beside their text: a TSV file, one line an article.

Columns (a header names them, others are ignored): ``filename`` (the file's name or stem, or a
document's id), ``publisher``, ``publication_date``, ``author``, ``title``, ``url``.  ``None`` and
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
from graphkit.text.dates import parse_date

_UNKNOWN: Final = frozenset({"", "none", "null", "nan", "n/a"})
_AUTHORS: Final = re.compile(r"\s*[;|]\s*|\s+and\s+")

Row = dict[str, str]


def read_metadata(path: Path) -> dict[str, Row]:
    """Filename → its row.  Raises InputError where the file cannot be used."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
            if not reader.fieldnames or "filename" not in reader.fieldnames:
                todo = "its first line names the columns, with tabs between them"
                raise InputError(str(path), "has no column filename", todo)
            rows = list(reader)
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8: offset {error.start}", "convert it") from None
    return {
        row["filename"]: {
            key: value.strip()
            for key, value in row.items()
            if isinstance(key, str)
            and isinstance(value, str)
            and value.strip().casefold() not in _UNKNOWN
        }
        for row in rows
        if row["filename"]
    }


def apply_metadata(document: Document, known: Mapping[str, Row]) -> Document:
    """The document with what is known about it; a row says more than the article's own head."""
    name = PurePath(document.id)
    row = known.get(document.id) or known.get(name.name) or known.get(name.stem)
    if not row:
        return document
    authors = tuple(a for a in _AUTHORS.split(row.get("author", "")) if a)
    return replace(
        document,
        title=row.get("title", document.title),
        outlet=row.get("publisher", document.outlet),
        published=parse_date(row.get("publication_date", "")) or document.published,
        authors=authors or document.authors,
        url=row.get("url", document.url),
    )
