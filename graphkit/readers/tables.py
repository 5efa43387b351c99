"""Tables of articles: CSV and TSV with a header line, and Parquet; one article a row.

Which column is what is told by the user or by its name (see :mod:`graphkit.readers.columns`).
Libraries: csv of Python, pyarrow for Parquet.  A list of links without texts, as Media Cloud and
GDELT give them, is told as such.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Any, Final

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.columns import columns_of
from graphkit.readers.extras import missing
from graphkit.readers.inputs import Input
from graphkit.readers.lines import LONGEST, read_lines
from graphkit.readers.records import Record, read_records

_START: Final = 65_536
_DELIMITERS: Final = ",\t;|"
_EXCEL: Final = re.compile(rb"^(?:\xef\xbb\xbf)?sep=(.)\r?\n", re.IGNORECASE)
#: GDELT's own files have no header: their number of columns, and the one with the address.
_GDELT: Final = {58: 57, 61: 60, 27: 4, 16: 5}
_BATCH: Final = 128


def read_table(item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of a CSV or TSV file; bad rows go to ``report``."""
    names, delimiter = _header(item)
    _check(item, names)
    yield from read_records(item, report, _rows(item, names, delimiter))


def has_texts(item: Input) -> bool:
    """Whether the header names a column with texts."""
    try:
        names, _ = _header(item)
    except InputError:
        return False
    return bool(columns_of(names, item.columns)["text"])


def read_parquet(item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of a Parquet file, of which the columns that are needed are read."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise missing(item, "Parquet", "tables") from None
    with item.seekable() as handle:
        try:
            file = parquet.ParquetFile(handle)
            names = tuple(map(str, file.schema_arrow.names))
            _check(item, names)
            wanted = [n for found in columns_of(names, item.columns).values() for n in found]
            yield from read_records(item, report, _batches(item, file, wanted))
        except (arrow.ArrowException, OSError) as error:
            said = " ".join(str(error).split())[:120]
            what = f"is no Parquet file, or a broken one: {said}"
            raise InputError(item.source, what, "download or write it again") from None


def _batches(item: Input, file: Any, wanted: list[str]) -> Iterator[tuple[str, Record]]:
    number = 0
    columns = list(dict.fromkeys(wanted))
    for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", row


def _check(item: Input, names: tuple[str, ...]) -> None:
    """Raise InputError where no column has texts."""
    columns = columns_of(names, item.columns)
    if columns["text"]:
        return
    if columns["url"] or _is_gdelt(names):
        what = "is a list of links without texts"
        todo = f"get the pages first: graphkit fetch {item.path.name} -o story/"
        raise InputError(item.source, what, f"{todo}; then: graphkit build story/")
    shown = ", ".join(names[:12])
    what = f"has no column with texts; its columns are: {shown}"
    raise InputError(item.source, what, "say which one it is: --columns text=NAME")


def _is_gdelt(names: tuple[str, ...]) -> bool:
    at = _GDELT.get(len(names))
    return at is not None and names[at].startswith("http")


def _header(item: Input) -> tuple[tuple[str, ...], str]:
    """The names of the columns, and the sign between them."""
    start = item.start(_START)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        todo = "convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW"
        raise InputError(item.source, "is UTF-16, not UTF-8", todo)
    if b"\0" in start:
        raise InputError(item.source, "is binary, not a table", "save it as CSV")
    excel = _EXCEL.match(start)
    lines = start[excel.end() if excel else 0 :].lstrip(b"\xef\xbb\xbf\r\n").splitlines()
    if not lines:
        raise InputError(item.source, "is empty", "leave it out")
    line = lines[0].decode("utf-8", "surrogateescape")
    delimiter = excel[1].decode("latin-1") if excel else ""
    if not delimiter:
        bare = re.sub(r'"[^"]*"', "", line)
        delimiter = max(_DELIMITERS, key=bare.count)
    names = next(csv.reader([line], delimiter=delimiter), [])
    return tuple(name.strip() for name in names), delimiter


def _rows(
    item: Input, names: tuple[str, ...], delimiter: str
) -> Iterator[tuple[str, Record | InputError]]:
    csv.field_size_limit(LONGEST)
    quoted = _is_quoted(item, delimiter)
    with item.opened() as handle:
        lines = _lines(item, handle)
        reader = csv.reader(
            lines,
            delimiter=delimiter,
            strict=True,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        )
        number = 0
        while True:
            number += 1
            where = f"{item.source}: row {number}"
            try:
                cells = next(reader, None)
            except csv.Error as error:
                todo = 'a quotation mark in a cell is written twice: "…""…"'
                yield f"row {number}", InputError(where, f"is no row: {error}", todo)
                continue
            if cells is None:
                return
            if number > 1 and any(cells):
                yield f"row {number}", _row(where, names, cells)


def _row(where: str, names: tuple[str, ...], cells: list[str]) -> Record | InputError:
    if len(cells) > len(names):
        what = f"has {len(cells)} cells where the header has {len(names)}"
        return InputError(where, what, "put cells that hold the separator in quotation marks")
    for cell in cells:
        if not cell.isascii() and re.search("[\udc80-\udcff]", cell):
            todo = "convert the file: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
            return InputError(where, "is not UTF-8", todo)
    return dict(zip(names, cells + [""] * (len(names) - len(cells)), strict=True))


def _lines(item: Input, handle: Any) -> Iterator[str]:
    """The lines as text, bytes that are no UTF-8 as halves of surrogate pairs."""
    for number, line in enumerate(read_lines(handle)):
        if line is None:
            what = f"has a line longer than {LONGEST:,} bytes"
            raise InputError(item.source, what, "a quotation mark may be missing before it")
        if number == 0:
            if _EXCEL.match(line):
                continue
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield line.decode("utf-8", "surrogateescape")


def _is_quoted(item: Input, delimiter: str) -> bool:
    """Whether cells stand in quotation marks; tabs often part cells that hold single marks."""
    if delimiter != "\t":
        return True
    return bool(re.search(rb'(?:^|\t)"(?:[^"]|"")*"(?=\t|\r?\n)', item.start(_START), re.M))
