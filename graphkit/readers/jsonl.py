"""JSON Lines: one article a line, ``{"text": …, "title", "outlet", "published", "authors", …}``.

Only ``text`` is needed.  A document is ``file#key``; the key is the record's ``id``, and where it
has none, a hash of its text, so that it stays when records are added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from graphkit.characters import printable
from graphkit.dates import parse_date
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.inputs import Input
from graphkit.readers.text import check_length, text_hash

#: The longest line that is read, so that one broken file cannot take all memory.
_MAX_LINE: Final = 32_000_000
#: Field of a Document → the names it has in records, first found wins.
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "source"),
    "published": ("published", "publication_date", "date"),
    "url": ("url", "link"),
}


def read_jsonl(item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of a JSON Lines file, one at a time; bad lines go to ``report``."""
    handle = item.open()
    seen: set[str] = set()
    lines = 0
    try:
        while line := handle.readline(_MAX_LINE):
            lines += 1
            if not line.strip():
                continue
            document = None
            where = f"{item.source}: line {lines}"
            with leaving_out(where, report):
                try:
                    document = _document(item, where, line)
                except InputError as error:
                    report(error)
            if document is None:
                continue
            if document.id in seen:
                what = f"has the id of an earlier line: {document.id}"
                report(InputError(where, what, "ids must differ"))
                continue
            seen.add(document.id)
            yield document
    finally:
        item.close(handle)
    if not seen and not lines:
        raise InputError(item.source, "is empty", "leave it out")


def _document(item: Input, where: str, line: bytes) -> Document:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, f"is not UTF-8: offset {error.start}", "convert it") from None
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"is not JSON: {error}", "one record a line") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise InputError(where, 'has no "text"', 'a record is {"text": "…", "title": "…", …}')
    text: str = record["text"]
    check_length(where, text)
    digest = text_hash(text)
    known = {field: _first(record, names) for field, names in _NAMES.items()}
    key = record.get("id")
    key = printable(str(key)) if isinstance(key, str | int) and key != "" else digest[:12]
    return Document(
        id=f"{item.id}#{key}",
        source=item.source,
        text=text,
        title=known["title"],
        outlet=known["outlet"],
        authors=_authors(record),
        published=parse_date(known["published"]),
        url=known["url"],
        text_hash=digest,
    )


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str:
    found = (record.get(name) for name in names)
    return next((value.strip() for value in found if isinstance(value, str) and value), "")


def _authors(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("authors") or record.get("author") or ()
    values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(a.strip() for a in values if isinstance(a, str) and a.strip())
