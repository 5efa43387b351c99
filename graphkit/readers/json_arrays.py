"""JSON: an array of articles, or an object with one ("articles", "results" …), read as a stream.

Library: ijson, which holds one record at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any, Final, cast

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.columns import columns_of
from graphkit.readers.inputs import Input
from graphkit.readers.jsonl import read_jsonl
from graphkit.readers.records import A_RECORD, Record, read_records

#: How deep an array of articles may lie in objects.
_DEEPEST: Final = 4
#: How deep anything in the file may lie.
_NESTED: Final = 100
_START: Final = 65_536


def read_json(item: Input, report: Report) -> Iterator[Document]:
    """Yield the documents of an array, of JSON Lines by another name, or of one record."""
    start = item.start(_START)
    if not start.strip():
        raise InputError(item.source, "is empty", "leave it out")
    if _is_record(item, start.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]):
        yield from read_jsonl(item, report)
    elif len(start) < _START and (record := _is_record(item, start)):
        yield from read_records(item, report, [("record 1", record)])
    else:
        yield from read_records(item, report, _records(item))


def holds_articles(item: Input) -> bool:
    """Whether the file's beginning looks like articles: a field of one has a text's name."""
    start = item.start(_START).decode("utf-8", "replace")
    names = re.findall(r'"([^"\\\n]{1,40})"\s*:', start)
    return bool(columns_of(tuple(dict.fromkeys(names)), item.columns)["text"])


def _is_record(item: Input, data: bytes) -> Record | None:
    """The record that this is by itself, or None."""
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(record, dict) and columns_of(tuple(record), item.columns)["text"]
    return record if whole else None


def _records(item: Input) -> Iterator[tuple[str, Record | InputError]]:
    import ijson

    number = 0
    with item.opened() as handle:
        try:
            for number, record in enumerate(objects_of(item, handle), 1):
                where = f"record {number}"
                if isinstance(record, dict):
                    yield where, record
                else:
                    yield where, InputError(f"{item.source}: {where}", 'has no "text"', A_RECORD)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            said = " ".join(str(error).split())[:120]
            where = f"record {number + 1}"
            todo = "the records before it are read, those behind it are not"
            yield where, InputError(f"{item.source}: {where}", f"is not JSON: {said}", todo)


def objects_of(item: Input, handle: IO[bytes]) -> Iterator[Any]:
    """Yield what the array of articles has, one at a time: the outermost one with texts in it.

    ijson's own way to name a place takes memory by the square of how deep it is.
    """
    import ijson

    stack: list[str] = []
    found, sure, some = 0, False, False
    builder: Any = None
    for event, value in ijson.basic_parse(_unmarked(handle), use_float=True):
        if event in ("end_map", "end_array"):
            stack.pop()
            if event == "end_array" and len(stack) < found:
                if sure or not stack:
                    return
                found = 0  # another one may have them
        elif builder is None and stack[-1:] == ["start_array"]:
            if not found and (len(stack) == 1 or (event == "start_map" and len(stack) <= _DEEPEST)):
                found = len(stack)
            if len(stack) == found and event == "start_map":
                builder = ijson.ObjectBuilder()
            elif len(stack) == found and (sure or found == 1):
                some = True
                yield value
        if event in ("start_map", "start_array"):
            stack.append(event)
            if len(stack) > _NESTED:
                what = f"is nested deeper than {_NESTED}"
                raise InputError(item.source, what, "give the array of articles alone")
        if builder is not None:
            builder.event(event, value)
            if event == "end_map" and len(stack) == found:
                sure = sure or bool(columns_of(tuple(builder.value), item.columns)["text"])
                if sure or found == 1:
                    some = True
                    yield builder.value
                builder = None
    if not some:
        yield {}


def _unmarked(handle: IO[bytes]) -> IO[bytes]:
    """The bytes without a mark of their order in front."""
    start = handle.read(3)
    if start == b"\xef\xbb\xbf":
        return handle
    return again(start, handle)


def again(start: bytes, rest: IO[bytes]) -> IO[bytes]:
    """What can be read: ``start``, which was read already, and the rest."""
    return cast(IO[bytes], _Again(start, rest))


class _Again:
    """Bytes that were read already, and the rest."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start, self._rest = start, rest

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at first those that were read already."""
        if not size or not self._start:
            return self._rest.read(size)
        start, self._start = self._start, b""
        return start
