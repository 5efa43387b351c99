"""CSV as spreadsheets read it: the one place that says how a CSV file begins.

A CSV *file* begins with a byte-order mark, without which Excel takes UTF-8 for an old Windows
encoding; pandas, R's readr and LibreOffice pass over it.  CSV on standard output has none, since
what comes next in the pipe would take it for a letter, and neither has neo4j-admin's, whose format
is Neo4j's own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from graphkit.files import writing

__all__ = ["BOM", "csv_file", "write_rows"]

BOM: Final = "\ufeff"


@contextmanager
def csv_file(path: Path) -> Iterator[IO[str]]:
    """A CSV file that appears at ``path`` when the block ends well."""
    with writing(path) as handle:
        handle.write(BOM)
        yield handle


def write_rows(
    handle: IO[str], columns: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ","
) -> None:
    """Write a header line and rows; None is an empty field."""
    writer = csv.writer(handle, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
