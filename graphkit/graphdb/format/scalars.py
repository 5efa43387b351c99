"""Properties of nodes and edges for formats that know no objects: scalars, and lists of scalars.

Evidence becomes lists side by side (``docs``, ``starts``, ``ends``, ``quotes`` …), so that every
table, file or server still shows the words that a statement rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Scalar: TypeAlias = str | int | float | bool
Flat: TypeAlias = dict[str, Scalar | list[Scalar]]

#: Key of an evidence row → name of its list.
EVIDENCE_LISTS: Final = {
    "doc": "docs",
    "start": "starts",
    "end": "ends",
    "quote": "quotes",
    "speaker": "speakers",
    "kind": "kinds",
    "cue": "cues",
    "published": "dates",
    "extractor": "extractors",
    "confidence": "confidences",
}
#: Why things were joined: graph.json keeps that for ``graphkit why``.
_LEFT_OUT: Final = frozenset({"merges"})


def flatten(data: Mapping[str, Any]) -> Flat:
    """The properties of a node or edge without objects; what is None is left out."""
    flat: Flat = {}
    for name, value in data.items():
        if value is None or name in _LEFT_OUT:
            continue
        if name == "evidence":
            flat.update(_evidence(value))
        elif name == "roles":
            flat[name] = [
                f"{row['role']} · {row.get('of') or '?'} · {row['from']}" for row in value
            ]
        elif isinstance(value, list):
            flat[name] = [v for v in value if isinstance(v, Scalar)]
        elif isinstance(value, Scalar):
            flat[name] = value
    return flat


def _evidence(rows: list[Mapping[str, Any]]) -> Flat:
    """Lists side by side; "" where a row does not have what others have."""
    names = [name for name in EVIDENCE_LISTS if any(name in row for row in rows)]
    return {
        EVIDENCE_LISTS[name]: ["" if row.get(name) is None else row[name] for row in rows]
        for name in names
    }
