"""Which reader takes a file: by its suffix, and where that says too little, by how it begins."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Final

from graphkit.readers import factiva, nexis, proquest, saved_posts
from graphkit.readers.archives import MAGIC, unpacked_name
from graphkit.readers.feed import is_feed, read_feed
from graphkit.readers.html import read_html
from graphkit.readers.inputs import Input, Reader
from graphkit.readers.json_arrays import holds_articles, read_json
from graphkit.readers.tables import has_texts
from graphkit.readers.text import read_text

_START: Final = 65_536
#: Files that tell of a folder, and are no articles.
_ABOUT: Final = re.compile(
    r"(?:readme|licen[cs]e|changelog|changes|contributing|code[-_ ]of[-_ ]conduct)\b", re.IGNORECASE
)
_LETTER: Final = re.compile(
    rb"(?:(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version"
    rb"|X-[\w-]+): [^\n]*\n(?:[ \t][^\n]*\n)*){2}",
    re.IGNORECASE,
)


def page_reader(item: Input) -> Reader:
    """The reader of an HTML file: a page, or the export of a news archive."""
    start = item.start(_START)
    if factiva.is_factiva_page(start):
        return factiva.read_factiva_page
    return nexis.read_nexis_page if nexis.is_nexis_page(start) else read_html


def text_reader(item: Input) -> Reader:
    """The reader of a text file: an article, or the export of a news archive."""
    proquest_ = proquest.is_proquest_text(item.start(_START))
    return proquest.read_proquest_text if proquest_ else read_text


def xml_reader(item: Input) -> Reader:
    """The reader of an XML file: a feed, which is told if it is none, or ProQuest's records."""
    record = proquest.is_proquest_xml(item.start(_START))
    return proquest.read_proquest_xml if record else read_feed


def json_reader(item: Input) -> Reader:
    """The reader of a JSON file: articles, or saved posts."""
    return saved_posts.read_bluesky if saved_posts.is_bluesky(item) else read_json


#: Suffixes that other things than articles have as well: which files of a folder or an archive
#: are meant.  A file that is named is read in any case, and told if it has none.
MEANT: Final[dict[str, Callable[[Input], bool]]] = {
    ".csv": has_texts,
    ".js": saved_posts.is_x_archive,
    ".json": lambda item: saved_posts.is_bluesky(item) or holds_articles(item),
    ".markdown": lambda item: not _ABOUT.match(item.path.name),
    ".md": lambda item: not _ABOUT.match(item.path.name),
    ".tsv": has_texts,
    ".xml": lambda item: is_feed(item) or proquest.is_proquest_xml(item.start(_START)),
}
#: How a packed file is unpacked is told by its last suffix, what is in it by the one before.
PACKED: Final = frozenset({".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz"})
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    *MAGIC,
    (b"%PDF", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"WARC/", ".warc"),
    (b"WEBVTT", ".vtt"),
    (b"From ", ".mbox"),
    (b"window.YTD.", ".js"),
)


def kind_of(item: Input, suffixes: frozenset[str]) -> str:
    """The suffix that an input has if it is one of ``suffixes``, else the one it should have."""
    suffix = item.suffix
    return suffix if suffix in suffixes else sniff(item)


def sniff(item: Input) -> str:
    """The suffix whose reader suits an input that has none of the known ones."""
    data = item.start(512)
    for magic, suffix in _MAGIC:
        if data.startswith(magic):
            return suffix
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(item)
    if data[257:262] == b"ustar":
        return ".tar"
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start.lower()
    if lower.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if start.startswith(b"<?xml") or re.match(rb"<(?:rss|feed|rdf:rdf|record)[\s>]", lower):
        return ".xml"
    if re.match(rb"\[\s*[{\]]", start):
        return ".json"
    if start.startswith(b"{"):
        return ".json" if b'"text"' not in data else ".jsonl"
    if re.match(rb"\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> ", start):
        return ".srt"
    return ".eml" if _LETTER.match(data) else ".txt"


def _zip_kind(item: Input) -> str:
    """What lies in a ZIP archive: a document, a crawl, or files."""
    if item.stream:  # it can be read once, and its list of names is at its end
        return ".docx" if b"word/" in item.start(_START) else ".zip"
    with item.seekable() as handle:
        try:
            names = set(zipfile.ZipFile(handle).namelist())
        except (zipfile.BadZipFile, OSError):
            return ".zip"
    if "word/document.xml" in names:
        return ".docx"
    return ".wacz" if "datapackage.json" in names else ".zip"


def is_meant(item: Input, suffixes: frozenset[str]) -> bool:
    """Whether a file of a folder or an archive is one that is read."""
    suffix = item.suffix
    if suffix in PACKED:
        inner = unpacked_name(item.path)[1].suffix.casefold()
        return inner in suffixes
    return suffix in suffixes and (suffix not in MEANT or MEANT[suffix](item))
