"""Values as JSON, where what cannot be written is the fault of one named node."""

from __future__ import annotations

import json
from typing import Any

from graphkit.errors import GraphFormatError


def as_json(value: Any, where: str, indent: int | None = None) -> str:
    """The value as JSON that UTF-8 can hold.  Raises GraphFormatError that names ``where``."""
    try:
        text = json.dumps(value, ensure_ascii=False, indent=indent)
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        todo = "mend the text and build again"
        raise GraphFormatError(where, f"holds what JSON cannot: {error}", todo) from error
    return text
