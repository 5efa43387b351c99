"""Records of any format (a line of JSON, a row of a table) to documents, one at a time.

A document is ``file#key``; the key is the record's ``id``, and where it has none, a hash of its
text, so that it stays when records are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeAlias

from graphkit.characters import printable
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.author_lists import names_of
from graphkit.readers.columns import columns_of
from graphkit.readers.inputs import Input
from graphkit.readers.language_codes import language_code
from graphkit.readers.text import check_length, text_hash
from graphkit.text.dates import parse_date

Record: TypeAlias = Mapping[str, Any]

#: What people are told that a record is.
A_RECORD: Final = 'a record is {"text": "…", "title": "…", …}'


#: Bad records one after another by which a file is known to be something else.
MOST_BAD: Final = 100


def read_records(
    item: Input, report: Report, records: Iterable[tuple[str, Record | InputError]]
) -> Iterator[Document]:
    """Yield the documents of numbered records ("line 3"); bad ones go to ``report``.

    Memory: the ids, and one record.  Raises InputError where there is none at all.
    """
    seen: set[str] = set()
    some, bad = False, 0
    for number, record in records:
        some = True
        where = f"{item.source}: {number}"
        document = None
        with leaving_out(where, report):
            try:
                if isinstance(record, InputError):
                    raise record
                document = document_of(item, where, record)
            except InputError as error:
                report(error)
        if document is None:
            bad += 1
            if bad == MOST_BAD:
                todo = "correct the lines above; the rest of the file is left out"
                raise InputError(item.source, f"has {bad} bad records one after another", todo)
            continue
        bad = 0
        if document.id in seen:
            what = f"has the id of an earlier {number.partition(' ')[0]}: {document.id}"
            report(InputError(where, what, "ids must differ"))
            continue
        seen.add(document.id)
        yield document
    if not some:
        raise InputError(item.source, "is empty", "leave it out")


def document_of(item: Input, where: str, record: Record) -> Document:
    """The document of a record.  Raises InputError, which names ``where``, if it has no text."""
    columns = columns_of(tuple(record), item.columns)
    text = next((record[n] for n in columns["text"] if isinstance(record[n], str)), None)
    if text is None:
        raise InputError(where, f'has no "{item.columns.get("text", "text")}"', A_RECORD)
    check_length(where, text)
    digest = text_hash(text)
    key = next((record[name] for name in columns["id"]), None)
    key = printable(str(key)) if isinstance(key, str | int) and key != "" else digest[:12]
    return Document(
        id=f"{item.id}#{key}",
        source=item.source,
        text=text,
        title=_first(record, columns["title"]),
        outlet=_first(record, columns["outlet"]),
        authors=_authors(record, columns["authors"]),
        published=date_in(_value(record, columns["published"])),
        url=_first(record, columns["url"]),
        language=language_code(_first(record, columns["language"])),
        text_hash=digest,
    )


def date_in(value: Any) -> str | None:
    """A date of a record, which tables have as such, as ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return parse_date(value) if isinstance(value, str) else None


def _value(record: Record, names: tuple[str, ...]) -> Any:
    """The first of these fields that says something."""
    return next((record[name] for name in names if record[name]), "")


def _first(record: Record, names: tuple[str, ...]) -> str:
    """The first of these fields that is words, or an object with a name."""
    for name in names:
        value = record[name]
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, str) and value:
            return value.strip()
    return ""


def _authors(record: Record, names: tuple[str, ...]) -> tuple[str, ...]:
    value = _value(record, names)
    if isinstance(value, str):
        return names_of(value)
    values = value if isinstance(value, list) else [value]
    named = (one.get("name") if isinstance(one, Mapping) else one for one in values)
    return tuple(one.strip() for one in named if isinstance(one, str) and one.strip())
