"""PDF: its text layer, the lines of the layout joined to paragraphs again.

Running heads and page numbers are left out; a scan has no text and is told.  Offsets are into the
text that comes out.  Library: pypdfium2 (PDFium, which Chrome shows PDFs with).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

from graphkit.characters import clean
from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.extras import missing
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known, document
from graphkit.readers.limits import LimitError
from graphkit.readers.reflow import SOFT_HYPHEN, joined, words_of
from graphkit.readers.text import MAX_CHARACTERS

_MAX_PAGES: Final = 3_000
#: PDFium's mark of a hyphen that a line was broken at.
_BREAK: Final = 2
_NUMBER: Final = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
#: What browsers print above and below a page: when, and what from.
_PRINTED: Final = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?\b.*"
    r"|(?:(?P<url>https?://\S+)|(?:file|about|chrome[\w-]*):\S+)(?:\s+\d+/\d+)?"
)
#: Share of a page's height at its top and bottom where running heads stand.
_EDGE: Final = 0.12
_ENDED: Final = re.compile(r"[.!?:…][\"'”’)\]]*$")
#: Titles of files that programs made up.
_MADE_UP: Final = re.compile(r"^(?:microsoft \w+ - |untitled|document\d*$|.*\.\w{2,5}$)", re.I)


class _Line(NamedTuple):
    """A printed line; places in points from the page's left and lower edge."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    #: Share of the page's height that is below it.
    height: float

    @property
    def size(self) -> float:
        return self.top - self.bottom


def read_pdf(item: Input, report: Report) -> Iterator[Document]:
    """Yield the one article of a PDF."""
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise missing(item, "a PDF", "pdf") from None
    with item.seekable() as handle:
        if not handle.read(1024).strip():
            raise InputError(item.source, "is empty", "save the article again")
        handle.seek(0)
        try:
            file = pdfium.PdfDocument(handle)
        except pdfium.PdfiumError as error:
            raise _refused(item, str(error)) from None
        try:
            lines, pictures = _lines(item, file)
            if not lines:
                raise _scan(item, len(file), pictures)
            text = "\n\n".join(_paragraphs(_without_running(lines)))
            known = replace(_known(file, text), url=_printed_from(lines))
        finally:
            file.close()
    yield document(item, text, known)


def _refused(item: Input, said: str) -> InputError:
    if "password" in said.casefold():
        todo = "unlock it: qpdf --decrypt --password=… OLD NEW"
        return InputError(item.source, "is locked with a password", todo)
    return InputError(item.source, "is no PDF, or a broken one", "download or save it again")


def _scan(item: Input, pages: int, pictures: bool) -> InputError:
    if not pictures:
        return InputError(item.source, "is a PDF without text", "save the article again")
    what = f"its {pages} pages are pictures" if pages > 1 else "its page is a picture"
    what = f"has no text layer: {what}"
    return InputError(item.source, what, "have it read first: ocrmypdf OLD.pdf NEW.pdf")


def _known(file: Any, text: str) -> Known:
    """The title, unless a program made it up; when a PDF was made is not when it was published."""
    title = " ".join(clean(file.get_metadata_dict().get("Title", "")).split())
    # what stands in the text is more than what a writing program was once told
    told = not _MADE_UP.match(title) and len(title.split()) > 2
    return Known(title=title if told and title.casefold() in text[:2000].casefold() else "")


def _lines(item: Input, file: Any) -> tuple[list[_Line], bool]:
    """The printed lines of all pages, and whether there are pictures."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    if len(file) > _MAX_PAGES:
        what = f"has more than {_MAX_PAGES:,} pages"
        raise LimitError(item.source, what, "give the pages of the article alone")
    lines: list[_Line] = []
    pictures = False
    size = 0
    for number in range(len(file)):
        try:
            page = file[number]
            text = page.get_textpage()
        except pdfium.PdfiumError:
            todo = "download or save it again"
            raise InputError(item.source, f"is broken on page {number + 1}", todo) from None
        found = list(_page_lines(text, number, page.get_height()))
        if not found:
            pictures |= any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        text.close()
        page.close()
        lines += found
        size += sum(len(line.text) for line in found)
        if size > 2 * MAX_CHARACTERS:
            what = f"longer than {MAX_CHARACTERS:,} characters"
            raise InputError(item.source, what, "give the pages of the article alone")
    return lines, pictures


def _page_lines(page: Any, number: int, height: float) -> Iterator[_Line]:
    """The lines of a page in reading order, as PDFium has it."""
    from pypdfium2 import raw

    codes = [raw.FPDFText_GetUnicode(page, at) for at in range(page.count_chars())]
    start = 0
    for at in range(len(codes) + 1):
        if at < len(codes) and codes[at] not in (10, 13, _BREAK):
            continue
        broken = at < len(codes) and codes[at] == _BREAK
        while start < at and chr(codes[start]).isspace():
            start += 1
        end = at
        while end > start and chr(codes[end - 1]).isspace():
            end -= 1
        if end > start:
            text = _string(codes[start:end]) + ("-" if broken else "")
            boxes = [page.get_charbox(place, loose=True) for place in (start, end - 1)]
            (left, bottom, _, top), (_, low, right, high) = boxes
            low, high = min(bottom, low), max(top, high)
            text = " ".join(clean(text).split())
            yield _Line(text, left, right, low, high, number, low / (height or 1))
        start = at + 1


def _string(codes: Sequence[int]) -> str:
    """Characters of UTF-16 as PDFium has them, halves of pairs together."""
    data = b"".join(
        code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes
    )
    return data.decode("utf-16-le", "replace")


def _at_edge(line: _Line) -> bool:
    """Whether a line stands where running heads and feet do."""
    return line.height < _EDGE or line.height > 1 - _EDGE


def _printed_from(lines: list[_Line]) -> str:
    """The address that a browser printed below the page."""
    found = (_PRINTED.fullmatch(line.text) for line in lines if _at_edge(line))
    return next((match["url"] for match in found if match and match["url"]), "")


def _without_running(lines: list[_Line]) -> list[_Line]:
    """The lines without running heads, feet and page numbers."""

    def bare(line: _Line) -> str:
        return re.sub(r"\d+", "#", line.text.casefold())

    pages = len({line.page for line in lines})
    pages_of = Counter(text for text, _ in {(bare(n), n.page) for n in lines if _at_edge(n)})
    often = min(3, max(2, pages // 2))
    kept = [
        line
        for line in lines
        if not _at_edge(line)
        or not (
            _NUMBER.fullmatch(line.text)
            or _PRINTED.fullmatch(line.text)
            or (pages > 1 and pages_of[bare(line)] >= often)
        )
    ]
    return kept or lines


def _paragraphs(lines: list[_Line]) -> list[str]:
    """The paragraphs that the lines were set as."""
    if not lines:
        return []
    known = words_of(" ".join(line.text for line in lines))
    rights = _column_edges(lines)
    gap = _usual_gap(lines)
    found = [lines[0].text]
    for at, (before, line) in enumerate(pairwise(lines), 1):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if _begins(before, line, following, rights[at - 1], gap):
            found.append(line.text)
        else:
            found[-1] = joined(found[-1], line.text, known)
    return found


def _column_edges(lines: list[_Line]) -> list[float]:
    """For each line the right edge of its column: that of like lines which begin near it.

    One line in ten may be wider, such as one that goes over two columns.
    """
    columns: dict[tuple[int, int, int], list[float]] = {}
    for line in lines:
        for near in (-1, 0, 1):
            columns.setdefault(_column(line, near), []).append(line.right)
    edges = {key: sorted(rights)[round(0.9 * (len(rights) - 1))] for key, rights in columns.items()}
    return [edges[_column(line, 0)] for line in lines]


def _column(line: _Line, near: int) -> tuple[int, int, int]:
    return line.page, round(line.left / 36) + near, round(line.size)


def _usual_gap(lines: list[_Line]) -> float:
    """What is usually between a line and the next, as a share of its height."""
    gaps = [(a.bottom - b.top) / max(a.size, 1) for a, b in pairwise(lines) if _below(a, b)]
    return median(gaps) if gaps else 0.0


def _below(before: _Line, line: _Line) -> bool:
    return before.page == line.page and before.bottom > line.bottom


def _begins(before: _Line, line: _Line, following: _Line | None, right: float, gap: float) -> bool:
    """Whether a line begins a paragraph."""
    size = max(before.size, 1.0)
    if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
        return True
    if before.text.endswith(("-", SOFT_HYPHEN)) and line.text[:1].islower():
        return False
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / max(len(line.text), 1) * (len(word) + 1)
    room = right - before.right
    ended = bool(_ENDED.search(before.text)) or room > 0.25 * (right - before.left)
    # the next word would have fitted: nobody breaks a line there but at a paragraph's end
    short = ended and room - width > 0.02 * (right - before.left)
    if not _below(before, line):  # on the next page, or in the next column
        return short
    if (before.bottom - line.top) / size > gap + 0.35:
        return True
    indented = line.left > before.left + 0.7 * size
    if indented and (following is None or following.left < line.left - 0.4 * size):
        return True
    return short
