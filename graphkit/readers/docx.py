"""DOCX: the words of a document as they are printed, what was struck out left out.

An export of Nexis holds many articles and is split (see :mod:`graphkit.readers.nexis`).
Library: python-docx.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.extras import missing
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known, document
from graphkit.readers.language_codes import language_code
from graphkit.readers.limits import Budget, size_of
from graphkit.readers.nexis import articles_of, is_nexis

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Words that are not in the text: struck out, moved away, drawn twice for old programs.
_ASIDE: Final = frozenset(
    {f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}instrText", f"{_WORD}rPr"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_TODO: Final = "save it again as DOCX, or as plain text"


def read_docx(item: Input, report: Report) -> Iterator[Document]:
    """Yield the article of a document, or the articles of an export of Nexis."""
    try:
        import docx
    except ImportError:
        raise missing(item, "a Word document", "office") from None
    from docx.opc.exceptions import OpcError
    from lxml import etree

    with item.seekable() as handle:
        _check(item, handle)
        try:
            file = docx.Document(handle)
        except (OpcError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            said = " ".join(str(error).split())[:120]
            raise InputError(item.source, f"is a broken document: {said}", _TODO) from None
        paragraphs = list(_paragraphs(file))
        known = _known(file)
    if is_nexis(paragraphs):
        yield from articles_of(item, paragraphs, report)
    else:
        yield document(item, "\n\n".join(paragraphs), known)


def _check(item: Input, handle: IO[bytes]) -> None:
    """Refuse what is no document, or unpacks to more than may come out of a file."""
    if not handle.read(1):
        raise InputError(item.source, "is empty", "leave it out")
    budget = item.budget or Budget(item.source, size_of(handle))
    handle.seek(0)
    if handle.read(4) == b"\xd0\xcf\x11\xe0":
        what = "is a locked document, or one of old Word"
        raise InputError(item.source, what, _TODO)
    try:
        infos = zipfile.ZipFile(handle).infolist()
    except (zipfile.BadZipFile, OSError):
        raise InputError(item.source, "is no DOCX, or cut off", _TODO) from None
    # python-docx unpacks all of it at once
    budget.spend(sum(info.file_size for info in infos))
    handle.seek(0)


def _paragraphs(file: Any) -> Iterator[str]:
    """The paragraphs in the order of the text, those of tables and text boxes among them."""
    for element in file.element.body.iter(f"{_WORD}p"):
        if any(above.tag in _ASIDE for above in element.iterancestors()):
            continue
        text = "\n".join(" ".join(line.split()) for line in _words(element).split("\n")).strip()
        if text:
            yield text


def _words(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == f"{_WORD}t":
            pieces.append(element.text or "")
        elif element.tag in (f"{_WORD}br", f"{_WORD}cr"):
            pieces.append("\n")
        elif element.tag == f"{_WORD}tab":
            pieces.append(" ")
        elif element.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
        elif element.tag not in _ASIDE and element.tag != f"{_WORD}p":
            stack.append(iter(element))
    return "".join(pieces)


def _known(file: Any) -> Known:
    """The title and the language; who typed a document and when is not who wrote it and when."""
    title = next(
        (p.text for p in file.paragraphs if p.style is not None and p.style.name == "Title"), ""
    )
    properties = file.core_properties
    return Known(
        title=" ".join((title or properties.title or "").split()),
        language=language_code(properties.language or ""),
    )
