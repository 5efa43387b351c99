"""Feeds: RSS and Atom, one article an entry, with the content that the feed itself has.

A feed that is broken XML is read as far as it goes.  Library: feedparser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.characters import printable
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.author_lists import names_of
from graphkit.readers.fragments import text_of
from graphkit.readers.inputs import Input
from graphkit.readers.language_codes import language_code
from graphkit.readers.text import check_length, text_hash
from graphkit.text.dates import parse_date

#: Feeds are read whole.
_LARGEST: Final = 32_000_000
_ROOT: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


def is_feed(item: Input) -> bool:
    """Whether an XML file's root is that of a feed."""
    return bool(_ROOT.search(item.start(4096)))


def read_feed(item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of a feed; entries that are links alone go to ``report``."""
    import feedparser

    with item.opened() as handle:
        data = handle.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(item.source, f"is larger than {_LARGEST // 10**6} MB", "split the feed")
    if not data.strip():
        raise InputError(item.source, "is empty", "leave it out")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(item.source, "is binary, not a feed", "save the feed again")
    # our own reader of HTML takes what is markup out; addresses are kept as they stand
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        wrong = f": {found.bozo_exception}" if found.get("bozo") else ""
        what = f"is a feed without entries, or none{' '.join(wrong.split())}"
        raise InputError(item.source, what, "save the feed again")
    seen: set[str] = set()
    for number, entry in enumerate(found.entries, 1):
        where = f"{item.source}: entry {number}"
        document = None
        with leaving_out(where, report):
            try:
                document = _document(item, where, found.feed, entry)
            except InputError as error:
                report(error)
        if document and document.id not in seen:  # feeds have entries twice
            seen.add(document.id)
            yield document
    if found.get("bozo") and _is_cut_off(data):
        what = f"is cut off behind entry {len(found.entries)}"
        report(InputError(item.source, what, "download it again"))


def _is_cut_off(data: bytes) -> bool:
    return not re.search(
        rb"</(?:rss|feed|rdf:RDF)>\s*(?:<!--.*?-->\s*)*$", data[-4096:], re.I | re.S
    )


def _document(item: Input, where: str, feed: Any, entry: Any) -> Document:
    contents = [str(part.get("value") or "") for part in entry.get("content", ())]
    text = text_of(max([*contents, str(entry.get("summary") or "")], key=len))
    url = str(entry.get("link") or "")
    if not text:
        todo = f"get the page: graphkit fetch {url or 'ADDRESS'} -o story/"
        raise InputError(where, "has no content, only a link", todo)
    check_length(where, text)
    digest = text_hash(text)
    told = str(entry.get("language") or feed.get("language") or "")
    # of one author feedparser's parts are wrong where the domain's last part is longer than four
    listed = [str(one.get("name") or "") for one in entry.get("authors", ())]
    names = listed if len(listed) > 1 else [str(entry.get("author") or "")]
    return Document(
        id=f"{item.id}#{printable(str(entry.get('id') or url or digest[:12]))}",
        source=item.source,
        text=text,
        title=" ".join(text_of(str(entry.get("title") or "")).split()),
        outlet=_outlet(feed, entry),
        authors=tuple(name for one in names for name in names_of(_bare(one))),
        published=parse_date(str(entry.get("published") or entry.get("updated") or "")),
        url=url,
        language=language_code(told),
        text_hash=digest,
    )


def _outlet(feed: Any, entry: Any) -> str:
    """The source that the entry was taken from, else the feed's title without its section."""
    source = entry.get("source") or {}
    name = text_of(str(source.get("title") or feed.get("title") or ""))
    return re.split(r"\s+[|»>–—-]\s+", " ".join(name.split()))[0]


def _bare(name: str) -> str:
    """The name of ``desk@paper.example (Ada Quill)``; an address alone is nobody's name."""
    name = re.sub(r"\s*[(<]\S+@\S+[)>]$", "", name.strip())
    match = re.fullmatch(r"\S+@\S+(?:\s*\((.+)\))?", name)
    return (match[1] or "") if match else name
