"""Exports of ProQuest: many articles in one TXT file, or XML (of TDM Studio), one or many.

TXT has lines of underscores between articles and a ``Label: value`` a paragraph; the text stands
behind ``Full text:``.  Layout after pq_parser (Hennesy and Naughton) and proquest-xml (Sydney
Informatics Hub).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.author_lists import turned
from graphkit.readers.exports import numbered
from graphkit.readers.fragments import text_of
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known
from graphkit.readers.language_codes import language_code
from graphkit.readers.lines import read_lines
from graphkit.readers.text import MAX_CHARACTERS
from graphkit.text.dates import parse_date

_RULE: Final = re.compile(r"_{40,}\s*")
_LABEL: Final = re.compile(
    r"(?P<name>Title|Author|Publication title|Publication date|Publication year|Publication info"
    r"|Publication subject|Full text|Abstract|Subject|Location|People|Company / organization"
    r"|Links|Section|Pages|Number of pages|First page|Volume|Issue|ISSN|ISBN|Copyright|Publisher"
    r"|Place of publication|Country of publication|Language of publication|Language|Source type"
    r"|Document type|Document URL|ProQuest document ID|Last updated|Database|Credit|Dateline"
    r"|Identifier / keyword|Document feature|Column|Edition|Correspondence author|e-ISSN"
    r"|Classification|Company|Geographic index term|Illustration|Source attribution)"
    r": ?(?P<value>.*)"
)
#: Said where the archive has no text of an article.
_NONE: Final = re.compile(r"(?:Full text|Not) (?:is )?(?:un)?available\.?|^\s*$", re.IGNORECASE)


def is_proquest_text(start: bytes) -> bool:
    """Whether a text begins as an export."""
    head = start.lstrip(b"\xef\xbb\xbf\r\n ")
    return bool(_RULE.match(head[:200].decode("latin-1"))) and b"\nFull text:" in start


def is_proquest_xml(start: bytes) -> bool:
    """Whether an XML file begins as a record of ProQuest."""
    return bool(re.search(rb"<RECORD[\s>]", start)) and b"<GOID>" in start


def read_proquest_text(item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of an export in TXT, one at a time."""
    number = 0
    for fields in _articles(item):
        if "Full text" not in fields and "ProQuest document ID" not in fields:
            continue  # the first lines, and the archive's address at the end
        number += 1
        where = f"{item.source}: article {number}"
        document = None
        with leaving_out(where, report):
            try:
                document = _document(item, where, fields)
            except InputError as error:
                report(error)
        if document:
            yield document


def _document(item: Input, where: str, fields: dict[str, str]) -> Document:
    text = fields.get("Full text", "")
    if _NONE.fullmatch(text.strip()):
        raise InputError(where, "has no full text", "export it again with Full text")
    known = Known(
        title=fields.get("Title") or fields.get("", ""),
        outlet=re.split(r"\s*[;:]\s", fields.get("Publication title", ""))[0],
        authors=turned(fields.get("Author", "")),
        published=parse_date(fields.get("Publication date", "")),
        url=fields.get("Document URL", "").strip(),
        language=language_code(
            fields.get("Language of publication") or fields.get("Language") or ""
        ),
    )
    return numbered(item, where, text, known, fields.get("ProQuest document ID", "").strip())


def _articles(item: Input) -> Iterator[dict[str, str]]:
    """The fields of each article; "" is its first line, which is its title."""
    fields: dict[str, list[str]] = {}
    name = ""
    blank = True
    with item.opened() as handle:
        for number, data in enumerate(read_lines(handle), 1):
            line = _decoded(item, number, data)
            if _RULE.fullmatch(line):
                yield {key: _joined(key, lines) for key, lines in fields.items()}
                fields, name, blank = {}, "", True
                continue
            # a paragraph of the text may begin with a word and a colon as well
            label = _LABEL.match(line) if blank else None
            if label and label["name"] not in fields:
                name, line = label["name"], label["value"]
                fields[name] = []
            if sum(map(len, fields.get(name, ()))) <= MAX_CHARACTERS:
                fields.setdefault(name, []).append(line.strip())
            blank = not line.strip()
    yield {key: _joined(key, lines) for key, lines in fields.items()}


def _decoded(item: Input, number: int, data: bytes | None) -> str:
    if data is None:
        raise InputError(f"{item.source}: line {number}", "is too long", "export it again")
    try:
        return data.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        todo = "convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
        raise InputError(f"{item.source}: line {number}", "is not UTF-8", todo) from None


def _joined(name: str, lines: list[str]) -> str:
    if name == "Full text":
        return "\n".join(lines).strip()
    return " ".join(filter(None, lines))


def read_proquest_xml(item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of an export in XML, one at a time."""
    from lxml import etree

    number = 0
    with item.opened() as handle:
        records = etree.iterparse(
            handle, tag="RECORD", resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, record in records:
                number += 1
                where = f"{item.source}: record {number}"
                document = None
                with leaving_out(where, report):
                    try:
                        document = _of_record(item, where, record)
                    except InputError as error:
                        report(error)
                record.clear()
                if document:
                    yield document
        except etree.XMLSyntaxError as error:
            what = f"is broken XML behind record {number}: {error.msg}"
            raise InputError(item.source, what, "export it again") from None


def _of_record(item: Input, where: str, record: Any) -> Document:
    def first(path: str) -> str:
        return " ".join((record.findtext(path) or "").split())

    element = record.find("TextInfo/Text")
    text = "" if element is None else "".join(element.itertext())
    if element is not None and (element.get("HTMLContent") == "true" or "</p>" in text):
        text = text_of(text)
    if not text.strip():
        raise InputError(where, "has no full text", "export it again with Full text")
    identity = first("GOID")
    names = [
        name
        for one in record.findall("Obj/Contributors/Contributor")
        if one.get("ContribRole", "Author") == "Author"
        for name in (_name(one.find("Author")),)
        if name
    ]
    known = Known(
        title=text_of(first("Obj/TitleAtt/Title")),
        outlet=re.split(r"\s*;\s", first("DFS/PubFrosting/Title"))[0],
        authors=tuple(names),
        published=parse_date(first("Obj/NumericDate")),
        url=f"https://www.proquest.com/docview/{identity}" if identity.isdigit() else "",
        language=language_code(first("Obj/Language/RawLang") or first("Obj/Language/ISO/ISOCode")),
    )
    return numbered(item, where, text, known, identity)


def _name(author: Any) -> str:
    """First and last name, or the name as it was printed."""
    if author is None:
        return ""
    parts = (author.findtext("FirstNameAtt/FirstName"), author.findtext("LastNameAtt/LastName"))
    if all(parts):
        return " ".join(part.strip() for part in parts if part)
    return next(iter(turned(author.findtext("OriginalFormAtt/OriginalForm") or "")), "")
