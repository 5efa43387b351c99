"""Exports of Factiva: many articles in one HTML page, with field codes (HD, BY, PD …) or without.

Layout after what people who use such exports have published: newspapers (Watanabe, R),
tm.plugin.factiva (Bouchet-Valat, R).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.characters import markup
from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.author_lists import names_of
from graphkit.readers.exports import numbered
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known
from graphkit.readers.language_codes import language_code
from graphkit.readers.text import decode
from graphkit.text.dates import parse_date

_LARGEST: Final = 64_000_000
_CODE: Final = re.compile(r"[A-Z]{2,3}")
_LENGTH: Final = re.compile(
    r"[\d.,]+ (?:words|wörter|mots|palabras|parole|palavras)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\bDocument (\w{10,})|\bDokument (\w{10,})")


def is_factiva_page(start: bytes) -> bool:
    """Whether a page begins as an export of Factiva."""
    return b"articleParagraph" in start or b"<title>Factiva</title>" in start


def read_factiva_page(item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of an export."""
    from lxml import etree, html

    with item.opened() as handle:
        data = handle.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(item.source, f"is larger than {_LARGEST // 10**6} MB", "split it")
    source = markup(decode(item, data))
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
        tree = html.document_fromstring(source.encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise InputError(item.source, f"is no HTML page: {error}", "export it again") from None
    articles = tree.xpath("//div[starts-with(@class, 'article ') and contains(@class, 'Article')]")
    if not articles:
        raise InputError(item.source, "is an export without articles", "export them again")
    seen: set[str] = set()
    for number, element in enumerate(articles, 1):
        where = f"{item.source}: article {number}"
        document = None
        with leaving_out(where, report):
            try:
                document = _document(item, where, element)
            except InputError as error:
                report(error)
        if document and document.id not in seen:
            seen.add(document.id)
            yield document


def _document(item: Input, where: str, element: Any) -> Document:
    fields = _coded(element) or _plain(element)
    paragraphs = element.xpath(".//p[contains(@class, 'articleParagraph')]")
    text = "\n\n".join(filter(None, map(_words, paragraphs)))
    number = _NUMBER.search(_words(element))
    known = Known(
        title=fields.get("HD", ""),
        outlet=fields.get("SN", ""),
        authors=names_of(_cased(fields.get("BY", ""))),
        published=parse_date(fields.get("PD", "")),
        language=language_code(fields.get("LA", "")),
    )
    return numbered(item, where, text, known, (number[1] or number[2]) if number else "")


def _coded(element: Any) -> dict[str, str]:
    """The fields of an article with codes: a row each, its code in bold."""
    fields: dict[str, str] = {}
    for row in element.iter("tr"):
        cells = [_words(cell) for cell in row.findall("td")]
        if len(cells) > 1 and _CODE.fullmatch(cells[0]):
            fields.setdefault(cells[0], cells[1])
    return fields


def _plain(element: Any) -> dict[str, str]:
    """The fields of an article without codes: lines in a fixed order behind the length."""
    headline = element.xpath(".//span[contains(@class, 'Headline')]|.//*[@id='hd']")
    author = element.xpath(".//div[@class='author']")
    lines = [_words(div) for div in element.iter("div") if not div.attrib]
    fields = {
        "HD": _words(headline[0]) if headline else "",
        "BY": _words(author[0]) if author else "",
    }
    at = next((n for n, line in enumerate(lines) if _LENGTH.fullmatch(line)), None)
    if at is not None:
        rest = lines[at + 1 :]
        fields["PD"] = rest[0] if rest else ""
        # the time of day may stand between date and source
        fields["SN"] = next((n for n in rest[1:] if not re.fullmatch(r"\d\d?:\d\d.*", n)), "")
        fields["LA"] = next((n for n in rest[3:] if re.fullmatch(r"[A-ZÀ-Þ][a-zà-þ]+", n)), "")
    return fields


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _cased(byline: str) -> str:
    """ "By ADA QUILL" as "By Ada Quill": agencies send by-lines in capitals."""
    return re.sub(r"\b[A-Z]{2,}\b", lambda m: m[0].capitalize(), byline)
