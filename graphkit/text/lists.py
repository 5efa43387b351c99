"""The word lists of graphkit/data, read: tab-separated rows, comments behind ``#``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def read_rows(file: str) -> Iterator[list[str]]:
    """The rows of one list, comments and empty lines left out."""
    text = (files("graphkit") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
