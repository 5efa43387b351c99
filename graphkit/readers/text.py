"""Plain text: one article a file, its text as it stands, so that offsets are into the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.heads import read_head
from graphkit.readers.inputs import Input

#: The longest article; a longer file is no article, and the language model refuses it.
MAX_CHARACTERS: Final = 1_000_000
_MAX_BYTES: Final = 4 * MAX_CHARACTERS
_TOO_LONG: Final = f"longer than {MAX_CHARACTERS:,} characters"
_SPLIT: Final = "split it into its articles, or give them as JSON Lines"
#: First bytes of formats that people hand over as articles.
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def read_text(item: Input, report: Report) -> Iterator[Document]:
    """Yield the one document of a text file."""
    text = decode(item, read_bytes(item))
    check_length(item.source, text)
    head = read_head(text)
    yield Document(
        id=item.id,
        source=item.source,
        text=text,
        title=head.title,
        outlet=head.outlet,
        authors=head.authors,
        published=head.published,
        url=head.url,
        text_hash=text_hash(text),
    )


def text_hash(text: str) -> str:
    """SHA-256 of the text, by which a document is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_bytes(item: Input) -> bytes:
    """The file's bytes, unless it is too long to be an article."""
    handle = item.open()
    try:
        data = handle.read(_MAX_BYTES + 1)
    finally:
        item.close(handle)
    if len(data) > _MAX_BYTES:
        raise InputError(item.source, _TOO_LONG, _SPLIT)
    return data


def check_length(where: str, text: str) -> None:
    """Refuse what is empty or too long to be an article."""
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise InputError(where, "is empty", "leave it out, or save the article again")
    if len(text) > MAX_CHARACTERS:
        raise InputError(where, _TOO_LONG, _SPLIT)


def decode(item: Input, data: bytes) -> str:
    """The bytes as UTF-8 text, newlines untouched, or an InputError that says what they are."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(item.source, f"is {kind}, not text", "save it as plain text or HTML")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        todo = "convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW"
        raise InputError(item.source, "is UTF-16, not UTF-8", todo)
    if b"\0" in data:
        raise InputError(item.source, "is binary, not text", "give the article's text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
        todo = "convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
        raise InputError(item.source, what, todo) from None
