"""Loads a graph into Ladybug and asks it: read-only, with a time limit and a limit of rows.

Ladybug is the line of Kùzu that is kept up (MIT); it needs the labels and their properties
beforehand, so every type of graphkit has its table, whether the graph has such nodes or not.
Properties are those that ``graphkit push`` writes, dates are text (ISO 8601).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from graphkit.errors import InputError, MissingExtraError
from graphkit.graphdb.format.properties import (
    Properties,
    edge_properties,
    edges_of,
    node_properties,
    nodes_of,
)
from graphkit.graphdb.format.scalars import EVIDENCE_LISTS
from graphkit.query.dialect import column, translate
from graphkit.schema import EDGE_ENDS, NODE_TYPES, Graph

_LISTS: Final = {
    **dict.fromkeys(EVIDENCE_LISTS.values(), "STRING[]"),
    "starts": "INT64[]",
    "ends": "INT64[]",
    "confidences": "DOUBLE[]",
}
#: Properties that a query may name though no node of the graph has them.
_NODE_COLUMNS: Final[dict[str, str]] = {
    **dict.fromkeys(
        """
        name graph text kind part_of told_as first_reported author handle platform published url
        title outlet doc source text_hash
        """.split(),
        "STRING",
    ),
    **dict.fromkeys(
        ("aliases", "handles", "authors", "roles", "roles_of", "roles_from"), "STRING[]"
    ),
    "checkable": "DOUBLE",
    "context_needed": "BOOL",
    **_LISTS,
}
_EDGE_COLUMNS: Final[dict[str, str]] = {
    **dict.fromkeys(
        "key graph shown first_seen last_seen stance cue why role order".split(), "STRING"
    ),
    "confidence": "DOUBLE",
    **dict.fromkeys(("possible", "confirmed"), "BOOL"),
    **_LISTS,
}
#: Bytes that the engine keeps of its tables.
_MEMORY: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names and rows; ``more`` where the limit left rows out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def ask(
    graph: Graph,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    limit: int = 1000,
    timeout: float = 60.0,
    name: str = "news",
) -> Answer:
    """The answer to one Cypher query; see :func:`loaded` and :meth:`Loaded.ask`."""
    translate(query)  # what is no query is told before the graph is loaded
    with loaded(graph, name) as engine:
        return engine.ask(query, parameters, limit=limit, timeout=timeout)


@contextmanager
def loaded(graph: Graph, name: str = "news") -> Iterator[Loaded]:
    """The graph, to be asked while the block lasts; ``name`` is what ``n.graph`` says.

    Raises MissingExtraError without the engine.
    """
    try:
        import ladybug
        import pyarrow  # noqa: F401  # the engine reads tables of it
    except ImportError as error:
        raise MissingExtraError("graphkit query", "query") from error
    with tempfile.TemporaryDirectory(prefix="graphkit-") as folder:
        path = str(Path(folder) / "graph")
        with closing(ladybug.Database(path, buffer_pool_size=_MEMORY)) as database:
            _load(ladybug.Connection(database), graph, name)
        # opened again, so that nothing can be written whatever a query says
        with (
            closing(ladybug.Database(path, read_only=True, buffer_pool_size=_MEMORY)) as database,
            # one thread: rows that a query does not order come in the same order every time
            closing(ladybug.Connection(database, num_threads=1)) as connection,
        ):
            yield Loaded(connection)


class Loaded:
    """A graph in the engine."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def ask(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout: float = 60.0,
    ) -> Answer:
        """The answer to a Cypher query: ``limit`` rows at most, in ``timeout`` seconds.

        Raises InputError for one that is none, that does not only read, or takes too long.
        """
        self._connection.set_query_timeout(max(1, int(timeout * 1000)))
        return _answer(self._connection, translate(query), dict(parameters or {}), limit, timeout)


def _answer(
    connection: Any, text: str, values: dict[str, Any], limit: int, timeout: float
) -> Answer:
    try:
        result = connection.execute(text, values)
        columns = tuple(map(column, result.get_column_names()))
        rows: list[tuple[Any, ...]] = []
        while result.has_next() and len(rows) <= limit:
            rows.append(tuple(shown(value) for value in result.get_next()))
    except RuntimeError as error:  # all that the engine raises
        said = " ".join(str(error).split())
        if "Interrupted" in said:
            todo = "narrow it down, or give it longer with --timeout"
            raise InputError("the query", f"took longer than {timeout:g} s", todo) from error
        raise InputError("the query", said) from error
    return Answer(columns, tuple(rows[:limit]), len(rows) > limit)


def shown(value: Any) -> Any:
    """Nodes, relationships and paths as people write them; dates as ISO 8601."""
    if isinstance(value, dict):
        if "_NODES" in value:
            if _is_none(value):
                return None
            return _path(value["_NODES"], value["_RELS"])
        if "_SRC" in value:
            return f"[{value['_LABEL']}]"
        if "_LABEL" in value:
            return f"({value.get('name') or value.get('id')})"
        return {key: shown(item) for key, item in value.items()}
    if isinstance(value, list):
        # collect() leaves out what is null, but not a path that an OPTIONAL MATCH did not find
        return [shown(item) for item in value if not (isinstance(item, dict) and _is_none(item))]
    if isinstance(value, Decimal):  # what the engine makes of sums
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _is_none(value: dict[str, Any]) -> bool:
    """Whether it is the path of an OPTIONAL MATCH that found nothing."""
    nodes = value.get("_NODES") or ()
    return any(node is None or node.get("_LABEL") is None for node in nodes)


def _path(nodes: list[dict[str, Any]], steps: list[dict[str, Any]]) -> str:
    parts = [shown(nodes[0])]
    for before, step, node in zip(nodes, steps, nodes[1:], strict=False):
        forward = step["_SRC"] == before["_ID"]
        arrow = f"-[{step['_LABEL']}]->" if forward else f"<-[{step['_LABEL']}]-"
        parts.append(f"{arrow}{shown(node)}")
    return "".join(parts)


def _load(connection: Any, graph: Graph, name: str) -> None:
    nodes: dict[str, list[Properties]] = {label: [] for label in NODE_TYPES}
    for node in nodes_of(graph):
        row = {**_texts(node_properties(node)), "graph": name}
        nodes[node.label].append(row)
    for label, rows in nodes.items():
        columns = {"id": "STRING", **_columns(rows, _NODE_COLUMNS)}
        spelt = ", ".join(f"`{c}` {kind}" for c, kind in columns.items())
        connection.execute(f"CREATE NODE TABLE `{label}` ({spelt}, PRIMARY KEY (`id`))")
        _copy(connection, label, rows, columns)
    edges: dict[str, dict[tuple[str, str], list[Properties]]] = {type_: {} for type_ in EDGE_ENDS}
    for edge in edges_of(graph):
        row = {**_texts(edge_properties(edge)), "graph": name}
        ends = edge.ends[0], edge.ends[2]
        both = {"from": edge.source, "to": edge.target}
        edges[edge.ends[1]].setdefault(ends, []).append({**both, **row})
    for type_, (sources, targets) in EDGE_ENDS.items():
        every = [row for rows in edges[type_].values() for row in rows]
        columns = _columns(every, _EDGE_COLUMNS)
        pairs = ", ".join(f"FROM `{s}` TO `{t}`" for s in sorted(sources) for t in sorted(targets))
        spelt = ", ".join(f"`{c}` {kind}" for c, kind in columns.items())
        connection.execute(f"CREATE REL TABLE `{type_}` ({pairs}, {spelt})")
        for (source, target), rows in edges[type_].items():
            full = {"from": "STRING", "to": "STRING", **columns}
            _copy(connection, type_, rows, full, f" (from='{source}', to='{target}')")


def _texts(row: Properties) -> Properties:
    """The row without the format's own marks; dates as Neo4j's toString writes them."""
    return {
        key: value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else value
        for key, value in row.items()
        if key[0] != "_" and not key.endswith("_text")
    }


def _columns(rows: Iterable[Properties], known: Mapping[str, str]) -> dict[str, str]:
    """The known columns, and those that these rows have beside."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for key, value in row.items():
            if key not in known and key not in ("id", "from", "to") and value != []:
                kinds.setdefault(key, set()).add(_kind(value))
    more = {key: next(iter(found)) if len(found) == 1 else "STRING" for key, found in kinds.items()}
    return {**known, **dict(sorted(more.items()))}


def _kind(value: Any) -> str:
    if isinstance(value, list):
        found = {_kind(item) for item in value}
        return f"{next(iter(found))}[]" if len(found) == 1 else "STRING[]"
    return {bool: "BOOL", int: "INT64", float: "DOUBLE"}.get(type(value), "STRING")


def _copy(
    connection: Any, table: str, rows: list[Properties], columns: Mapping[str, str], ends: str = ""
) -> None:
    if not rows:
        return
    import pyarrow

    kinds = {
        "STRING": pyarrow.string(),
        "BOOL": pyarrow.bool_(),
        "INT64": pyarrow.int64(),
        "DOUBLE": pyarrow.float64(),
    }
    arrays = {}
    for column_, kind in columns.items():
        values = [row.get(column_) for row in rows]
        type_ = pyarrow.list_(kinds[kind[:-2]]) if kind.endswith("[]") else kinds[kind]
        try:
            arrays[column_] = pyarrow.array(values, type_)
        except (TypeError, ValueError):  # a value of another kind, which is rare
            arrays[column_] = pyarrow.array([_fitted(value, kind) for value in values], type_)
    connection.execute(f"COPY `{table}` FROM $rows{ends}", {"rows": pyarrow.table(arrays)})


_TAKES: Final[dict[str, type | tuple[type, ...]]] = {
    "BOOL": bool,
    "INT64": int,
    "DOUBLE": (int, float),
}


def _fitted(value: Any, kind: str) -> Any:
    """The value, as text where the column has texts; nothing where it is of another kind."""
    if kind.endswith("[]"):
        return [_fitted(item, kind[:-2]) for item in value] if isinstance(value, list) else None
    if value is None or kind not in _TAKES:
        return value if value is None or isinstance(value, str) else str(value)
    return value if isinstance(value, _TAKES[kind]) else None
