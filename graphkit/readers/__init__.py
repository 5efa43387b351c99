"""Files, pages and feeds to Documents.  Every reader of graphkit is named here.

text    one article a file, as it stands: offsets are into the file, in which only characters
        that are no text have given way to others
html    one article a page: its main text, by trafilatura
jsonl   one article a line

A reader is a function ``(Input, report) -> Iterator[Document]``: it raises InputError for a file
that cannot be used, and calls ``report`` with one for a single record, then goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from graphkit.characters import clean, printable, tidy
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.html import read_html
from graphkit.readers.inputs import STDIN, Reader, find_inputs
from graphkit.readers.jsonl import read_jsonl
from graphkit.readers.metadata import Table, apply_metadata, read_metadata
from graphkit.readers.text import read_text, sniff, text_hash

LOG = logging.getLogger(__name__)
#: Rows without a file that are named.
_TOLD: Final = 5

__all__ = ["READERS", "Report", "count_files", "read"]

#: Suffix → reader.  Files of a folder with another suffix are left out; a file that is named
#: on the command line is looked into (see :func:`graphkit.readers.text.sniff`).
READERS: Final[dict[str, Reader]] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def count_files(paths: Iterable[Path]) -> int | None:
    """How many documents the paths hold, if no file has to be opened to know it."""
    paths = list(paths)
    if STDIN in paths:
        return None
    items = list(find_inputs(paths, frozenset(READERS), lambda _: None))
    return None if any(READERS.get(i.suffix) is read_jsonl for i in items) else len(items)


def read(
    paths: Iterable[Path], report: Report, *, metadata: Path | None = None
) -> Iterator[Document]:
    """Yield the documents of files and folders (``-``: standard input), in that order.

    What cannot be read is given to ``report``, and the others go on.  ``metadata`` names a table
    with what is known about the articles (see :mod:`graphkit.readers.metadata`); its rows that
    are about none of them are told in the log.  Whoever wrote a field, no document has characters
    in it that are no text.
    """
    known = read_metadata(metadata) if metadata else Table()
    for item in find_inputs(paths, frozenset(READERS), report):
        with leaving_out(item.source, report):
            try:
                reader = READERS.get(item.suffix) or READERS[sniff(item)]
                for document in reader(item, report):
                    yield _cleaned(apply_metadata(document, known))
            except InputError as error:
                report(error)
            except OSError as error:
                report(InputError(item.source, f"cannot be read: {error.strerror}"))
    if unmet := known.unmet():
        some = ", ".join(map(printable, unmet[:_TOLD])) + (" …" if len(unmet) > _TOLD else "")
        what = "%s: %d of %d rows are about no file that was read: %s"
        LOG.warning(what, metadata, len(unmet), len(known.rows), some)


def _cleaned(document: Document) -> Document:
    """The document without characters that are no text, each of its text's offsets as before."""
    text = clean(document.text)
    return replace(
        document,
        id=printable(document.id),
        source=printable(document.source),
        text=text,
        title=tidy(document.title),
        outlet=tidy(document.outlet),
        authors=tuple(filter(None, map(tidy, document.authors))),
        published=tidy(document.published) if document.published else None,
        url=tidy(document.url),
        text_hash=document.text_hash if text == document.text else text_hash(text),
    )
