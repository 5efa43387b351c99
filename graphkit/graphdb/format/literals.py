"""Values as Cypher literals, for scripts that carry their data in them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\u0000"}
)


def literal(value: Any) -> str:
    """A Cypher literal of a string, number, boolean, date, None, list, or map of plain names."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return "'" + value.translate(_ESCAPES) + "'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date):
        kind = "date"
        if isinstance(value, datetime):
            kind = "datetime" if value.tzinfo else "localdatetime"
        return f"{kind}('{value.isoformat()}')"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {literal(v)}" for name, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return str(value)


def _number(value: float) -> str:
    """A float's literal; Cypher knows no ``1e+16`` and no names for what is not finite."""
    if math.isnan(value):
        return "(0.0/0.0)"
    if math.isinf(value):
        return "(1.0/0.0)" if value > 0 else "(-1.0/0.0)"
    return repr(value).replace("+", "")
