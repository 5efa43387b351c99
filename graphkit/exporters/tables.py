"""CSV: a folder with a table for each type of node and edge, and one of all evidence.

UTF-8 with a byte-order mark and a header line, for spreadsheets, R and pandas.  Lists are joined
with " | ".
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from graphkit.exporters.spreadsheets import csv_file
from graphkit.files import filling
from graphkit.schema import Graph

_JOIN: Final = " | "
_EVIDENCE: Final = ("of", "doc", "start", "end", "quote", "speaker", "kind", "published")
_EVIDENCE_MORE: Final = ("extractor", "confidence")

_Row = dict[str, Any]


def write_csv(graph: Graph, path: Path) -> None:
    """Write ``nodes-TYPE.csv``, ``edges-TYPE.csv`` and ``evidence.csv`` into the folder ``path``.

    Tables of an earlier export that this graph has no rows for are removed; other files stay.
    """
    tables: dict[str, list[_Row]] = defaultdict(list)
    evidence: list[_Row] = []
    for node, data in graph.nodes(data=True):
        tables[f"nodes-{data['type']}"].append({"id": node, **_cells(data)})
        evidence += ({"of": node, **row} for row in data.get("evidence", ()))
    for source, target, key, data in graph.edges(keys=True, data=True):
        row = {"source": source, "target": target, "key": key, **_cells(data)}
        tables[f"edges-{data['type']}"].append(row)
        evidence += ({"of": key, **row} for row in data["evidence"])
    with filling(path, "csv") as folder:
        for name, rows in tables.items():
            columns = list(dict.fromkeys(key for row in rows for key in row))
            _write(folder / f"{name}.csv", columns, rows)
        _write(folder / "evidence.csv", [*_EVIDENCE, *_EVIDENCE_MORE], evidence)


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
    with csv_file(path) as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
