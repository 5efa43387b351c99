"""Parquet: a folder with nodes, edges and evidence, for polars, pandas, DuckDB, R and Spark.

The columns are the same for every graph, whatever it holds, so that tables of several days can be
read as one.  What a graph has beside them, or in a column's place with another kind of value, is
JSON in the column ``more``.  Format: https://parquet.apache.org/docs/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from graphkit.errors import GraphFormatError, MissingExtraError
from graphkit.files import filling
from graphkit.schema import Graph

#: Rows a row group: what is held in memory at once.
_ROWS: Final = 50_000
_INT64: Final = 2**63

Row = dict[str, Any]

#: Table → column → kind.  ``node`` of a row of evidence is "" where an edge rests on it.
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "nodes": {
        **dict.fromkeys(("id", "type", "name", "text", "kind"), "text"),
        "checkable": "number",
        "context_needed": "flag",
        **dict.fromkeys(("part_of", "told_as", "first_reported", "published"), "text"),
        **dict.fromkeys(("title", "outlet", "author", "handle", "platform", "url"), "text"),
        **dict.fromkeys(("doc", "source", "text_hash"), "text"),
        **dict.fromkeys(("aliases", "handles", "authors"), "texts"),
        "roles": "roles",
        "more": "text",
    },
    "edges": {
        **dict.fromkeys(("source", "target", "key", "type"), "text"),
        "confidence": "number",
        **dict.fromkeys(("first_seen", "last_seen", "stance", "cue", "why"), "text"),
        "possible": "flag",
        **dict.fromkeys(("role", "order", "more"), "text"),
    },
    "evidence": {
        **dict.fromkeys(("node", "source", "target", "key"), "text"),
        "number": "whole",
        "doc": "text",
        **dict.fromkeys(("start", "end"), "whole"),
        **dict.fromkeys(("quote", "kind", "stance", "speaker", "cue"), "text"),
        **dict.fromkeys(("why_open", "published", "extractor"), "text"),
        "confidence": "number",
        "more": "text",
    },
}


def write_parquet(graph: Graph, path: Path) -> None:
    """Write ``nodes.parquet``, ``edges.parquet`` and ``evidence.parquet`` into the folder ``path``.

    Raises MissingExtraError without pyarrow.
    """
    try:
        import pyarrow
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("Parquet", "parquet") from error
    text = pyarrow.string()
    kinds = {
        "text": text,
        "number": pyarrow.float64(),
        "whole": pyarrow.int64(),
        "flag": pyarrow.bool_(),
        "texts": pyarrow.list_(text),
        "roles": pyarrow.list_(
            pyarrow.struct([(name, text) for name in ("role", "of", "from")]),
        ),
    }
    tables = {"nodes": _nodes(graph), "edges": _edges(graph), "evidence": _evidence(graph)}
    with filling(path, "parquet") as folder:
        for name, rows in tables.items():
            schema = pyarrow.schema([(c, kinds[kind]) for c, kind in COLUMNS[name].items()])
            with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as out:
                for some in _batches(rows):
                    try:
                        table = pyarrow.Table.from_pylist(some, schema=schema)
                    except UnicodeEncodeError as error:
                        what = "holds half a character (a lone surrogate), which Parquet cannot"
                        todo = "mend the text and build again"
                        raise GraphFormatError(f"one of the {name}", what, todo) from error
                    out.write_table(table)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while some := list(islice(rows, _ROWS)):
        yield some


def _nodes(graph: Graph) -> Iterator[Row]:
    for node, data in graph.nodes(data=True):
        yield {"id": node, **_cells(data, "nodes", {"id"})}


def _edges(graph: Graph) -> Iterator[Row]:
    for source, target, key, data in graph.edges(keys=True, data=True):
        fixed = {"source": source, "target": target, "key": str(key)}
        yield {**fixed, **_cells(data, "edges", fixed)}


def _evidence(graph: Graph) -> Iterator[Row]:
    for node, data in graph.nodes(data=True):
        yield from _places({"node": node}, data.get("evidence") or ())
    for source, target, key, data in graph.edges(keys=True, data=True):
        of = {"node": "", "source": source, "target": target, "key": str(key)}
        yield from _places(of, data["evidence"])


def _places(of: Row, evidence: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    taken = {"node", "source", "target", "key", "number"}
    for number, item in enumerate(evidence):
        yield {**of, "number": number, **_cells(item, "evidence", taken)}


def _cells(data: Mapping[str, Any], table: str, taken: Iterable[str]) -> Row:
    """The properties that have a column, and the others as JSON.

    Evidence has a table of its own; null is nothing.
    """
    row: Row = {}
    more: Row = {}
    reserved = {*taken, "more"}
    for name, value in data.items():
        if value is None or (name == "evidence" and table != "evidence"):
            continue
        kind = COLUMNS[table].get(name, "")
        if name not in reserved and _fits(value, kind):
            row[name] = value
        else:
            more[name] = value
    return {**row, "more": json.dumps(more, ensure_ascii=False) if more else None}


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "text":
            return isinstance(value, str)
        case "number":
            # a whole number would come back as 1.0, which is equal
            return isinstance(value, float) or (type(value) is int and abs(value) < 2**53)
        case "whole":
            return type(value) is int and -_INT64 <= value < _INT64
        case "flag":
            return isinstance(value, bool)
        case "texts":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "roles":
            return isinstance(value, list) and all(map(_is_role, value))
    return False


def _is_role(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() == {"role", "of", "from"}
        and all(item is None or isinstance(item, str) for item in value.values())
    )
