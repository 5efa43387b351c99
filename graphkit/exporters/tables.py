"""CSV: a folder with a table for each type of node and edge, and one of all evidence.

UTF-8 with a byte-order mark and a header line, for spreadsheets, R and pandas.  Lists are joined
with " | ".  A text that a spreadsheet would take for a formula ("=HYPERLINK(…)", "@name") has an
apostrophe before it.
"""

from __future__ import annotations

import csv
import re
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

#: What a spreadsheet takes for the start of a formula, some only after blanks that it drops.
_FORMULA: Final = re.compile("[\\s\0]*[-=+@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")

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
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in rows)


def guarded(value: Any) -> Any:
    """A text with an apostrophe where a spreadsheet would calculate it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
