"""Crawls: WARC files, and WACZ, which are ZIP archives of them.

One document a page that was answered with 200, ``file#address``, when it holds an article; a
second capture of an address has its time behind it.  Of a record no more is held than the longest
article may have.  Library: warcio.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Any, Final
from urllib.parse import urlsplit

from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.archives import read_zip
from graphkit.readers.extras import missing
from graphkit.readers.inputs import Inner, Input
from graphkit.readers.limits import LimitError
from graphkit.text.dates import parse_date

#: Media type → the suffix whose reader takes it.
_KINDS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
}
#: The largest page and the largest other file that are held.
_LARGEST: Final = {".html": 4_000_000}
_LARGEST_FILE: Final = 64_000_000
_CHUNK: Final = 65_536
_DECLARED: Final = re.compile(rb"<meta[^>]{1,200}charset|<\?xml[^>]{1,100}encoding", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
#: What a page is told to be that is no article: a crawl has many of them.
_NO_ARTICLE: Final = "holds no article that could be found"


def read_wacz(inner: Inner, item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of the WARC files in a WACZ archive."""

    def is_warc(name: str) -> bool:
        return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))

    yield from read_zip(inner, item, report, only=is_warc)


def read_warc(inner: Inner, item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of a crawl, one page at a time."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise missing(item, "a crawl", "web-archives") from None
    pages = _Pages(inner, item, report)
    number = 0
    with item.opened() as handle:
        try:
            # a file packed with gzip was unpacked before: cut off ones are told, bombs are stopped
            for record in ArchiveIterator(_AtHand(handle), arc2warc=True):
                number += 1
                page = pages.held(record)
                if _drained(record.raw_stream) > 0:
                    what = f"is cut off in record {number}"
                    raise InputError(item.source, what, "download or copy it again")
                if page:
                    yield from pages.read(*page)
        except ArchiveLoadFailed as error:
            said = " ".join(str(error).split())[:120]
            what = f"is broken behind record {number}: {said}"
            raise InputError(item.source, what, "download or copy it again") from None
        finally:
            pages.tell()
    if number == 0:
        raise InputError(item.source, "is a crawl without records", "leave it out")


class _AtHand:
    """A file of which a read gives what is at hand, so that a fault behind it comes later."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._read = getattr(handle, "read1", handle.read)

    def read(self, size: int) -> bytes:
        data: bytes = self._read(size)
        return data


def _drained(stream: Any) -> int:
    """Read a record to its end; how many of the bytes that it should have are missing."""
    while stream.read(_CHUNK):
        pass
    return int(getattr(stream, "limit", 0))


class _Pages:
    """The pages of one crawl."""

    def __init__(self, inner: Inner, item: Input, report: Report) -> None:
        self._inner, self._item, self._report = inner, item, report
        #: Addresses as eight bytes each: a crawl has millions.
        self._seen: set[bytes] = set()
        self._without: list[str] = []
        self._empty = 0

    def held(self, record: Any) -> tuple[Input, str] | None:
        """A record and its address, if it is a page or file that may hold an article."""
        headers = record.rec_headers
        address = str(headers.get_header("WARC-Target-URI") or "").strip("<> ")
        suffix = _suffix(record, address)
        if not address or not suffix:
            return None
        page = None
        with leaving_out(f"{self._item.source}#{address}", self._report):
            try:
                captured = str(headers.get_header("WARC-Date") or "")
                page = self._page(record, address, suffix, captured), address
            except InputError as error:
                self._report(error)
        return page

    def read(self, page: Input, address: str) -> Iterator[Document]:
        """Yield the documents of a page or file."""
        with leaving_out(page.source, self._report):
            try:
                if self._inner.wanted(page):
                    for document in self._inner.read(page, self._report):
                        yield _with(document, address)
            except LimitError:
                raise
            except InputError as error:
                self._skip(error)

    def _page(self, record: Any, address: str, suffix: str, captured: str) -> Input:
        largest = _LARGEST.get(suffix, _LARGEST_FILE)
        stream = record.content_stream()
        data = bytearray()
        while len(data) <= largest and (chunk := stream.read(_CHUNK)):
            data += chunk
        if len(data) > largest:
            where = f"{self._item.source}#{address}"
            what = f"is larger than {largest // 10**6} MB"
            raise InputError(where, what, "a page of that size is no article")
        kind = record.http_headers.get_header("Content-Type") if record.http_headers else ""
        body = _in_utf8(bytes(data), kind or "") if suffix == ".html" else bytes(data)
        key = address if self._is_new(address) else f"{address}@{captured}"
        return self._item.member(key, body, path=f"page{suffix}")

    def _is_new(self, address: str) -> bool:
        digest = hashlib.blake2b(address.encode("utf-8", "replace"), digest_size=8).digest()
        new = digest not in self._seen
        self._seen.add(digest)
        return new

    def _skip(self, error: InputError) -> None:
        """Tell of a page, but of those without an article only how many they are."""
        if error.what in (_NO_ARTICLE, "is empty"):
            self._empty += 1
            self._without = [*self._without, error.where.partition("#")[2]][:3]
        else:
            self._report(error)

    def tell(self) -> None:
        """Report how many pages hold no article: front pages, lists, error pages."""
        if self._empty:
            some = ", ".join(self._without) + (" …" if self._empty > len(self._without) else "")
            pages = (
                f"{self._empty:,} of its pages hold" if self._empty > 1 else "1 of its pages holds"
            )
            self._report(InputError(self._item.source, f"{pages} no article: {some}"))


def _suffix(record: Any, address: str) -> str:
    """The suffix whose reader takes a record, or "": by its media type, else by its address."""
    if record.rec_type not in ("response", "resource"):
        return ""
    headers = record.http_headers
    if headers is not None and record.rec_type == "response":
        if headers.get_statuscode() != "200":
            return ""
        kind = headers.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
    kind = kind.partition(";")[0].strip().casefold()
    if kind:
        return _KINDS.get(kind, "")
    suffix = PurePosixPath(urlsplit(address).path).suffix.casefold()
    return suffix if suffix in _KINDS.values() else ""


def _in_utf8(data: bytes, kind: str) -> bytes:
    """A page whose character set only its server told, in UTF-8."""
    told = _CHARSET.search(kind)
    if not told or _DECLARED.search(data[:4096]):
        return data
    label = told[1].casefold().replace("_", "-")
    name = "cp1252" if label in ("iso-8859-1", "latin1", "us-ascii", "ascii") else label
    try:
        # Python knows character sets that no page is in, some of which are none
        return data if name in ("utf-8", "utf8") else data.decode(name).encode("utf-8")
    except (LookupError, ValueError):
        return data


def _with(document: Document, address: str) -> Document:
    """The document with the address that it was got from, where it tells none itself."""
    published = parse_date(document.published) if document.published else None
    return replace(document, url=document.url or address, published=published)
