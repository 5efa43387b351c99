"""CSV: a folder with a table for each type of node and edge, and one of all evidence.

UTF-8 with a header line, for spreadsheets, R and pandas.  Lists are joined with " | ".
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from graphkit.errors import InputError
from graphkit.files import writing
from graphkit.schema import EDGE_TYPES, NODE_TYPES, Graph

_JOIN: Final = " | "
_EVIDENCE: Final = ("of", "doc", "start", "end", "quote", "speaker", "kind", "published")
_EVIDENCE_MORE: Final = ("extractor", "confidence")

_Row = dict[str, Any]


def write_csv(graph: Graph, path: Path) -> None:
    """Write ``nodes-TYPE.csv``, ``edges-TYPE.csv`` and ``evidence.csv`` into the folder ``path``.

    Tables of an earlier export that this graph has no rows for are removed; other files stay.
    """
    if path.exists() and not path.is_dir():
        raise InputError(str(path), "is a file", "name a folder for the tables")
    tables: dict[str, list[_Row]] = defaultdict(list)
    evidence: list[_Row] = []
    for node, data in graph.nodes(data=True):
        tables[f"nodes-{data['type']}"].append({"id": node, **_cells(data)})
        evidence += ({"of": node, **row} for row in data.get("evidence", ()))
    for source, target, key, data in graph.edges(keys=True, data=True):
        row = {"source": source, "target": target, "key": key, **_cells(data)}
        tables[f"edges-{data['type']}"].append(row)
        evidence += ({"of": key, **row} for row in data["evidence"])
    for name, rows in tables.items():
        _write(path / f"{name}.csv", list(dict.fromkeys(key for row in rows for key in row)), rows)
    _write(path / "evidence.csv", [*_EVIDENCE, *_EVIDENCE_MORE], evidence)
    ours = {f"nodes-{name}" for name in NODE_TYPES} | {f"edges-{name}" for name in EDGE_TYPES}
    for name in ours - set(tables):
        (path / f"{name}.csv").unlink(missing_ok=True)


def _cells(data: Mapping[str, Any]) -> _Row:
    """The properties but for evidence, which has a table of its own."""
    return {
        name: _JOIN.join(map(_cell, value)) if isinstance(value, list) else value
        for name, value in data.items()
        if name not in ("evidence", "merges")
    }


def _cell(value: Any) -> str:
    """A list's item as text: a role as "role · of · from"."""
    if isinstance(value, Mapping):
        return " · ".join(str(v) for v in value.values() if v is not None)
    return str(value)


def _write(path: Path, columns: list[str], rows: Iterable[_Row]) -> None:
    with writing(path) as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
