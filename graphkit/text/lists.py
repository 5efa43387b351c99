"""The files of graphkit/data, read: lists as tab-separated rows, small fitted models as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any


def read_rows(file: str) -> Iterator[list[str]]:
    """The rows of one list; comments behind ``#`` and empty lines are left out."""
    text = (files("graphkit") / "data" / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read_model(file: str) -> dict[str, Any]:
    """The weights and bounds of one fitted model, as its training command wrote them."""
    stored: dict[str, Any] = json.loads(
        (files("graphkit") / "data" / file).read_text(encoding="utf-8")
    )
    return stored
