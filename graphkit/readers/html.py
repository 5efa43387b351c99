"""Saved web pages: the main text by trafilatura, with embedded posts kept as plain text.

Offsets are into the text that comes out.  Method: Barbaresi (2021), "Trafilatura: a web scraping
library and command-line tool for text discovery and extraction", ACL demo.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.characters import markup
from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.elements import new_paragraph, remove, words_of
from graphkit.readers.embeds import embeds_of, paragraph_of
from graphkit.readers.fetched import origin_of
from graphkit.readers.inputs import Input
from graphkit.readers.mending import mend
from graphkit.readers.page_metadata import completed, describe
from graphkit.readers.page_text import prepare
from graphkit.readers.text import check_length, decode, read_bytes, text_hash

_TODO: Final = "save the article's text instead"
#: Character sets that browsers know, by Python's names.  Python has others, some of which decode
#: to no text at all; a page that names one of them is read as if it named none.
_KNOWN: Final = frozenset(
    "utf-8 ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8"
    " iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp866 cp874"
    " cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u mac-roman"
    " mac-cyrillic tis-620 gb2312 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis cp932"
    " euc_kr cp949".split()
)
_CHARSET: Final = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def read_html(item: Input, report: Report) -> Iterator[Document]:
    """Yield the one article of a saved page."""
    # heavy to import, and most runs read no page
    import trafilatura
    from lxml import etree, html

    origin = origin_of(item)
    source = _lightened(markup(_decode(item, read_bytes(item), origin.charset)))
    check_length(item.source, source)
    try:
        # as bytes: lxml refuses text with an encoding declaration
        parser = html.HTMLParser(encoding="utf-8")
        tree = html.document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise InputError(item.source, f"is no HTML page: {error}", _TODO) from None
    _clean(tree)
    known = describe(tree, origin.url)
    for element in list(embeds_of(tree)):
        _flatten(element)
    printed = prepare(tree, known.linked)
    found: Any = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, favor_recall=True
    )
    text = (found.text or "").strip() if found else ""
    if not text:
        raise InputError(item.source, "holds no article that could be found", _TODO)
    check_length(item.source, text)
    known = completed(known, tree, text)
    yield Document(
        id=item.id,
        source=item.source,
        text=text,
        title=known.title,
        outlet=known.outlet,
        authors=known.authors,
        published=known.published,
        url=known.url,
        language=known.language or "en",
        text_hash=text_hash(text),
        updated=known.updated,
        section=known.section,
        asides=printed.spans(text),
    )


#: Characters of one tag; the longest of real pages hold a picture's data and are some thousand.
_LONGEST_TAG: Final = 20_000
_TAG: Final = re.compile(rf"<([A-Za-z][\w:-]{{0,40}})[^<>]{{{_LONGEST_TAG},}}>")
_LD_JSON: Final = re.compile(
    r"(<script[^<>]{0,300}ld\+json[^<>]{0,300}>)(.*?)(?=</script|$)", re.DOTALL | re.IGNORECASE
)


def _lightened(source: str) -> str:
    """The page without what takes its parsers minutes and tells nothing.

    libxml2 compares each attribute of a tag with all before it, and the reader of JSON-LD mends a
    broken block sign by sign.
    """
    return _LD_JSON.sub(_if_json, _TAG.sub(r"<\1>", source))


def _if_json(block: re.Match[str]) -> str:
    try:
        json.loads(block[2], strict=False)
    except (ValueError, RecursionError):
        return block[1]
    return block[0]


def _decode(item: Input, data: bytes, sent_as: str = "") -> str:
    """The page's text, in the character set that it was sent with or declares, as it fits."""
    declared = _CHARSET.search(data[:4096])
    told = (sent_as, declared[1].decode("ascii", "replace") if declared else "")
    names = [name for label in told if label and (name := _charset(label))]
    name = next((name for name in names if _fits(data, name)), names[-1] if names else "")
    if name in ("", "utf-8"):
        return decode(item, data)
    if name == "iso8859-1":
        # for browsers, and so for those who write pages, it has the marks of Windows as well
        return data.decode("cp1252", "replace")
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        what = f"is not in the character set that it declares, {name}"
        raise InputError(item.source, what, _TODO) from None


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _charset(label: str) -> str:
    """Python's name for a character set that a page may be in; "" for any other word."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return name if name in _KNOWN else ""


def _clean(tree: Any) -> None:
    """Take what is no text out of the page (character references may have brought it in), and mend
    the rest, so that no offset moves later.
    """
    for element in tree.iter():
        if isinstance(element.tag, str):  # and no comment
            if element.text:
                element.text = mend(markup(element.text))
            for name, value in element.items():
                if (mended := mend(markup(value))) != value:
                    element.set(name, mended)
        if element.tail:
            element.tail = mend(markup(element.tail))


def _flatten(element: Any) -> None:
    """Make an embedded post a paragraph: "words pic… — Name (@handle) date link".

    It stands behind the figure that it was in, which is left out with what else is in it.
    """
    words = paragraph_of(element)
    place = element
    for above in element.iterancestors("figure"):
        if not words_of(above).replace(words_of(element), "", 1).strip():
            place = above
    if words and place.getparent() is not None:
        paragraph = new_paragraph(element, words)
        place.addnext(paragraph)
        paragraph.tail, place.tail = place.tail, None
    remove(place if words else element)
