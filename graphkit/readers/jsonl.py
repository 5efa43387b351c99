"""JSON Lines: one article a line, ``{"text": …, "title", "outlet", "published", "authors", …}``.

Only the text is needed; other names of the fields are known (see :mod:`graphkit.readers.columns`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.inputs import Input
from graphkit.readers.lines import LONGEST, read_lines
from graphkit.readers.records import A_RECORD, Record, read_records


def read_jsonl(item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of a JSON Lines file, one at a time; bad lines go to ``report``."""
    if b"\0" in item.start(512):
        raise InputError(item.source, "is binary, not JSON Lines", "one record a line")
    yield from read_records(item, report, _records(item))


def _records(item: Input) -> Iterator[tuple[str, Record | InputError]]:
    with item.opened() as handle:
        for number, line in enumerate(read_lines(handle), 1):
            if line is None or line.strip():
                yield f"line {number}", _record(f"{item.source}: line {number}", line)


def _record(where: str, line: bytes | None) -> Record | InputError:
    if line is None:
        return InputError(where, f"is longer than {LONGEST:,} bytes", "one record a line")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return InputError(where, f"is not UTF-8: offset {error.start}", "convert it")
    except (ValueError, RecursionError) as error:
        return InputError(where, f"is not JSON: {error}", "one record a line")
    if not isinstance(record, dict):
        return InputError(where, 'has no "text"', A_RECORD)
    return record
