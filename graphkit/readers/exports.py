"""What readers of the exports of news archives share: an article of many in a file."""

from __future__ import annotations

from dataclasses import replace

from graphkit.characters import printable
from graphkit.model import Document
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known, document


def numbered(item: Input, where: str, text: str, known: Known, key: str = "") -> Document:
    """The document ``file#key`` of a text; without a key of the archive's own, its hash."""
    found = document(item, text, known, where=where)
    return replace(found, id=f"{item.id}#{printable(key) or found.text_hash[:12]}")
