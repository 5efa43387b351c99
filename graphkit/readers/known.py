"""What a file says of an article beside its text, joined with what the text's first lines say."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.model import Document
from graphkit.readers.heads import read_head
from graphkit.readers.inputs import Input
from graphkit.readers.language_codes import UNTOLD
from graphkit.readers.text import check_length, text_hash


@dataclass(frozen=True, slots=True)
class Known:
    """Fields of a file's own metadata; "" or None where it has none."""

    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = field(default=())
    published: str | None = None
    url: str = ""
    language: str = UNTOLD


def document(item: Input, text: str, known: Known, *, where: str = "") -> Document:
    """The document of a text: what its file says, and where that is silent, its first lines.

    Raises InputError, which names ``where``, if the text is empty or too long.
    """
    check_length(where or item.source, text)
    head = read_head(text)
    published = known.published or head.published
    if head.published and published and head.published.startswith(published):
        published = head.published  # the same day, with its time
    return Document(
        id=item.id,
        source=item.source,
        text=text,
        title=known.title or head.title,
        outlet=known.outlet or head.outlet,
        authors=known.authors or head.authors,
        published=published,
        url=known.url or head.url,
        language=known.language,
        text_hash=text_hash(text),
    )
