"""Saved web pages: the main text by trafilatura, with embedded posts kept as plain text.

Offsets are into the text that comes out.  Method: Barbaresi (2021), "Trafilatura: a web scraping
library and command-line tool for text discovery and extraction", ACL demo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers.embeds import EMBEDS, paragraph_of
from graphkit.readers.inputs import Input, Report
from graphkit.readers.text import check_length, decode, read_bytes, text_hash
from graphkit.text.dates import parse_date

_TODO: Final = "save the article's text instead"
_CHARSET: Final = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def read_html(item: Input, report: Report) -> Iterator[Document]:
    """Yield the one article of a saved page."""
    # heavy to import, and most runs read no page
    import trafilatura
    from lxml import etree, html

    source = _decode(item, read_bytes(item))
    check_length(item.source, source)
    try:
        # as bytes: lxml refuses text with an encoding declaration
        parser = html.HTMLParser(encoding="utf-8")
        tree = html.document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise InputError(item.source, f"is no HTML page: {error}", _TODO) from None
    for element in tree.xpath("//blockquote|//div"):
        if not EMBEDS.isdisjoint((element.get("class") or "").split()):
            _flatten(element)
    found: Any = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=False, favor_recall=True
    )
    known: dict[str, Any] = found.as_dict() if found else {}
    text = (known.get("text") or "").strip()
    if not text:
        raise InputError(item.source, "holds no article that could be found", _TODO)
    check_length(item.source, text)
    yield Document(
        id=item.id,
        source=item.source,
        text=text,
        title=known.get("title") or "",
        outlet=known.get("sitename") or "",
        authors=tuple(filter(None, map(str.strip, (known.get("author") or "").split(";")))),
        published=parse_date(known.get("date") or ""),
        url=known.get("url") or "",
        text_hash=text_hash(text),
    )


def _decode(item: Input, data: bytes) -> str:
    """The page's text, in the character set that it declares."""
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            what = f"is not in the character set that it declares, {declared[1].decode()}"
            raise InputError(item.source, what, _TODO) from None
    return decode(item, data)


def _flatten(element: Any) -> None:
    """Make an embedded post a paragraph: "words pic… — Name (@handle) date link"."""
    words = paragraph_of(element)
    tail = element.tail
    element.clear()
    element.tag = "p"
    element.text, element.tail = words, tail
