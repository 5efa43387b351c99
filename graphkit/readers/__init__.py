"""Files, pages and feeds to Documents.  Every reader of graphkit is named here.

text, markdown, html     one article a file; offsets into plain text are into the file itself, in
                         which only characters that are no text have given way to others
pdf, docx                one article a file, the layout undone
jsonl, json_arrays,      one article a line, record or row
tables
feed, mail               one article an entry or letter
webarchive               one article a page of a crawl
subtitles, saved_posts   a transcript; posts that are documents of their own
factiva, nexis,          exports of news archives, many articles a file
proquest
archives                 ZIP, tar and packed files of any of these

A reader is a function ``(Input, report) -> Iterator[Document]``: it raises InputError for a file
that cannot be used, and calls ``report`` with one for a single record, then goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from graphkit.characters import clean, printable, tidy
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.archives import read_packed, read_tar, read_zip
from graphkit.readers.columns import parse_columns
from graphkit.readers.docx import read_docx
from graphkit.readers.feed import read_feed
from graphkit.readers.fetched import origin_of, with_origin
from graphkit.readers.formats import (
    PACKED,
    is_meant,
    json_reader,
    kind_of,
    page_reader,
    text_reader,
    xml_reader,
)
from graphkit.readers.inputs import STDIN, Inner, Input, Reader, find_inputs
from graphkit.readers.jsonl import read_jsonl
from graphkit.readers.mail import read_letter, read_mailbox
from graphkit.readers.markdown import read_markdown
from graphkit.readers.metadata import Table, apply_metadata, read_metadata
from graphkit.readers.pdf import read_pdf
from graphkit.readers.saved_posts import read_x_archive
from graphkit.readers.subtitles import read_subtitles
from graphkit.readers.tables import read_parquet, read_table
from graphkit.readers.text import text_hash
from graphkit.readers.webarchive import read_wacz, read_warc
from graphkit.text.languages import ENGLISH, language_name, language_of

LOG = logging.getLogger(__name__)
#: Rows without a file that are named.
_TOLD: Final = 5

__all__ = ["READERS", "Report", "count_files", "parse_columns", "read"]


def _read_one(item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of one input, by the reader that suits it."""
    yield from READERS[kind_of(item, frozenset(READERS))](item, report)


def _is_meant(item: Input) -> bool:
    """Whether a file of a folder or an archive is one that is read."""
    return is_meant(item, frozenset(READERS))


def _by(choose: Callable[[Input], Reader]) -> Reader:
    """The reader that reads with the one chosen for an input."""

    def reader(item: Input, report: Report) -> Iterator[Document]:
        yield from choose(item)(item, report)

    return reader


_INNER: Final = Inner(_is_meant, _read_one)
_READ_PAGE: Final = _by(page_reader)
_READ_TEXT: Final = _by(text_reader)
_READ_PACKED: Final = partial(read_packed, _INNER)

#: Suffix → reader.  Files of a folder or an archive with another suffix are left out; a file that
#: is named on the command line is looked into (see :func:`graphkit.readers.formats.sniff`).
READERS: Final[dict[str, Reader]] = {
    ".txt": _READ_TEXT,
    ".text": _READ_TEXT,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": _READ_PAGE,
    ".htm": _READ_PAGE,
    ".xhtml": _READ_PAGE,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": _by(json_reader),
    ".csv": read_table,
    ".tsv": read_table,
    ".parquet": read_parquet,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": _by(xml_reader),
    ".eml": partial(read_letter, _INNER),
    ".mbox": partial(read_mailbox, _INNER),
    ".warc": partial(read_warc, _INNER),
    ".wacz": partial(read_wacz, _INNER),
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".js": read_x_archive,
    ".zip": partial(read_zip, _INNER),
    ".tar": partial(read_tar, _INNER),
    **dict.fromkeys(sorted(PACKED), _READ_PACKED),
}
#: Suffixes of files that hold one article each.
_SINGLE: Final = frozenset({".md", ".markdown", ".pdf", ".srt", ".vtt", ".txt", ".text"}) | {
    *(".html", ".htm", ".xhtml")
}


def count_files(paths: Iterable[Path]) -> int | None:
    """How many documents the paths hold, if no file has to be opened to know it."""
    paths = list(paths)
    if STDIN in paths:
        return None
    items = list(find_inputs(paths, _is_meant, lambda _: None))
    return len(items) if all(item.suffix in _SINGLE for item in items) else None


def read(
    paths: Iterable[Path],
    report: Report,
    *,
    metadata: Path | None = None,
    columns: Mapping[str, str] | None = None,
    any_language: bool = False,
) -> Iterator[Document]:
    """Yield the documents of files and folders (``-``: standard input), in that order.

    What cannot be read is given to ``report``, and the others go on; so is what is not in
    English, unless ``any_language``.  ``metadata`` names a table with what is known about the
    articles (see :mod:`graphkit.readers.metadata`); its rows that are about none of them are told
    in the log.  ``columns`` says which column of tables and records has which field.  Whoever
    wrote a field, no document has characters in it that are no text.
    """
    known = read_metadata(metadata) if metadata else Table()
    seen: set[str] = set()
    for item in find_inputs(paths, _is_meant, report, columns):
        with leaving_out(item.source, report):
            try:
                origin = origin_of(item)
                for document in _read_one(item, report):
                    whole = _cleaned(apply_metadata(with_origin(document, origin), known))
                    if not any_language and whole.language != ENGLISH:
                        report(_foreign(whole))
                    elif whole.id in seen:
                        what = f"has the name of another article: {whole.id}"
                        report(InputError(whole.source, what, "rename one of the two"))
                    else:
                        seen.add(whole.id)
                        yield whole
            except InputError as error:
                report(error)
            except OSError as error:
                report(InputError(item.source, f"cannot be read: {error.strerror}"))
    if unmet := known.unmet():
        some = ", ".join(map(printable, unmet[:_TOLD])) + (" …" if len(unmet) > _TOLD else "")
        what = "%s: %d of %d rows are about no file that was read: %s"
        LOG.warning(what, metadata, len(unmet), len(known.rows), some)


def _foreign(document: Document) -> InputError:
    what = f"is in {language_name(document.language)}, not in English"
    return InputError(document.where, what, "--any-language reads it all the same")


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
        section=tidy(document.section),
        language=language_of(text, document.language if document.language != ENGLISH else ""),
        text_hash=document.text_hash if text == document.text else text_hash(text),
    )
