"""What is known about articles beside their text: a CSV or TSV file, one line an article.

Its first line names the columns: ``filename`` (the file's name, path or stem, a document's id, or
its address), ``publisher``, ``publication_date``, ``author``, ``title``, ``url``, or what
others call them ("outlet", "date", "byline", "headline" …); further ones are ignored.  What parts
the columns is guessed as well: a tab, a comma or a semicolon.  ``None`` and an empty field say
nothing.  Several authors are parted by ``;``, ``|`` or `` and ``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import IO, Final

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.text.dates import parse_date

_UNKNOWN: Final = frozenset({"", "none", "null", "nan", "n/a"})
_AUTHORS: Final = re.compile(r"\s*[;|]\s*|\s+and\s+")
#: Column → what others call it, without capitals, blanks and marks; the first name is ours.
_CALLED: Final[dict[str, tuple[str, ...]]] = {
    "filename": tuple("filename file filepath path document doc docid documentid id".split()),
    "publisher": tuple(
        "publisher outlet publication newspaper sitename site source sourcename medium"
        " medianame".split()
    ),
    "publication_date": tuple(
        "publicationdate published publishedat datepublished publishdate pubdate date".split()
    ),
    "author": tuple("author authors byline writer writers reporter creator".split()),
    "title": tuple("title headline articletitle".split()),
    "url": tuple("url link address weburl sourceurl permalink".split()),
}
_TODO: Final = "its first line names the columns: filename, publisher, publication_date …"
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
#: The name of a file, and no address.
_FILE: Final = re.compile(r"(?!https?:)\S+\.(?:txt|text|x?html?|jsonl|ndjson|pdf|xml)", re.I)
#: Rows that are looked at to find the column of file names.
_LOOK: Final = 50

Row = dict[str, str]


@dataclass(slots=True)
class Table:
    """The rows of a table by what they are about, and which of them met their article."""

    rows: dict[str, Row] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def of(self, document: Document) -> Row:
        """The row about a document, or nothing."""
        name = PurePath(document.id)
        names = (document.id, document.source, name.name, name.stem)
        for key in (*names, bare_address(document.url)):
            if key and key in self.rows:
                self.met.add(key)
                return self.rows[key]
        return {}

    def unmet(self) -> list[str]:
        """What rows are about that no document answers to, in the table's order."""
        return [key for key in self.rows if key not in self.met]


def read_metadata(path: Path) -> Table:
    """The table in a file.  Raises InputError where the file cannot be used."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return _table(handle, str(path))
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8: offset {error.start}", "convert it") from None
    except csv.Error as error:
        raise InputError(str(path), f"is no table: {error}", _TODO) from error


def _table(handle: IO[str], name: str) -> Table:
    lines = list(_lines(handle))
    if not lines:
        raise InputError(name, "is empty", _TODO)
    columns = _columns(lines[0], lines[1 : _LOOK + 1])
    if "filename" not in columns and "url" not in columns:
        raise InputError(name, "has no column filename", _TODO)
    found = Table()
    for line in lines[1:]:
        row = {
            column: line[at].strip()
            for column, at in columns.items()
            if at < len(line) and line[at].strip().casefold() not in _UNKNOWN
        }
        key = row.pop("filename", "") or bare_address(row.get("url", ""))
        if key:
            found.rows[key] = row
    return found


def bare_address(url: str) -> str:
    """An address without what differs between two that are the same."""
    return _SCHEME.sub("", url.partition("#")[0]).rstrip("/").casefold()


def _lines(handle: IO[str]) -> Iterator[list[str]]:
    """The fields of each line, parted as the first line is."""
    first = handle.readline()
    handle.seek(0)
    if "\t" in first:  # where tabs part the fields, quotation marks are words' own
        yield from csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
    else:
        yield from csv.reader(handle, delimiter=max(",;", key=first.count))


def _columns(head: Sequence[str], some: Sequence[Sequence[str]]) -> dict[str, int]:
    """Column → where it stands: by its name, the file's also by what stands in it."""
    plain = [re.sub(r"[^a-z]", "", cell.casefold()) for cell in head]
    columns: dict[str, int] = {}
    for column, names in _CALLED.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in columns.values():
            columns[column] = at
    if "filename" not in columns:
        for at in range(len(head)):
            cells = [line[at] for line in some if at < len(line) and line[at].strip()]
            if at not in columns.values() and cells and all(map(_FILE.fullmatch, cells)):
                columns["filename"] = at
                break
    return columns


def apply_metadata(document: Document, known: Table) -> Document:
    """The document with what is known about it; a row says more than the article's own head."""
    row: Mapping[str, str] = known.of(document)
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
