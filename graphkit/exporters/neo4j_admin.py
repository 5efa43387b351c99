"""CSV files for ``neo4j-admin database import``: the fastest way into an empty database.

A folder of headers and data, ``constraints.cypher`` (and what CSV cannot say in it) and
``import.sh`` with the command line.  The database is then the same as after ``graphkit push``.

What CSV cannot say: an empty array (the importer reads nothing at all), an array of one empty
string, and an array whose texts hold the separator U+001F.  constraints.cypher sets them.
Format: https://neo4j.com/docs/operations-manual/5/import/.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from graphkit.files import filling, write_text, writing
from graphkit.graphdb.format.constraints import DEFAULT_NAME, constraint_statements
from graphkit.graphdb.format.literals import done_statement, filled, literal
from graphkit.graphdb.format.properties import (
    Properties,
    edge_properties,
    edges_of,
    fingerprint,
    node_properties,
    nodes_of,
)
from graphkit.schema import Graph

_RUN: Final = "import"
_SEPARATOR: Final = "\x1f"
#: Edges' ends have names that no property can have.
_FIXED: Final = {
    "id": "id:ID(graphkit)",
    ":source": ":START_ID(graphkit)",
    ":target": ":END_ID(graphkit)",
}

#: Rows of a statement of constraints.cypher.
_BATCH: Final = 500

Columns = tuple[tuple[str, str], ...]
_Mends = dict[str, list[Properties]]


class _Row(NamedTuple):
    """A row of a table, and the Cypher that finds it, with what it needs for that."""

    type: str
    properties: Properties
    find: str
    which: Properties


def write_neo4j_admin(graph: Graph, path: Path) -> None:
    """Write the folder ``path``.  What an earlier export wrote there is removed, nothing else."""
    with filling(path, "neo4j-admin") as folder:
        _write(graph, folder)


def _write(graph: Graph, path: Path) -> None:
    mends: _Mends = {}
    arguments: list[str] = []
    keys: set[str] = set()
    for option, rows in (("nodes", _node_rows(graph)), ("relationships", _edge_rows(graph))):
        for type_, columns, part in _tables(rows, mends):
            number = sum(f"={type_}=" in argument for argument in arguments)
            stem = f"{type_}-{number + 1}" if number else type_
            write_text(path / f"{stem}-header.csv", ",".join(_header(*c) for c in columns) + "\n")
            with writing(path / f"{stem}.csv") as out:
                for row in part:
                    out.write(",".join(_cell(row.get(name)) for name, _ in columns) + "\n")
            arguments.append(f"--{option}={type_}={stem}-header.csv,{stem}.csv")
            keys.update(f"{type_}.{name}" for name, _ in columns if name[0] != ":")
    after = _after(graph, mends, sorted(keys))
    write_text(path / "constraints.cypher", "".join(f"{statement};\n" for statement in after))
    write_text(path / "import.sh", _command(arguments))


def _node_rows(graph: Graph) -> Iterator[_Row]:
    for node in nodes_of(graph):
        row = {**node_properties(node), "graph": DEFAULT_NAME, "_run": _RUN}
        find = f"MATCH (x:{node.label} {{graph: {literal(DEFAULT_NAME)}, id: row.id}})"
        yield _Row(node.label, row, find, {"id": node.id})


def _edge_rows(graph: Graph) -> Iterator[_Row]:
    for edge in edges_of(graph):
        row = {":source": edge.source, ":target": edge.target, **edge_properties(edge)}
        source, type_, target = edge.ends
        find = (
            f"MATCH (a:{source} {{graph: {literal(DEFAULT_NAME)}, id: row.a}}) "
            f"MATCH (b:{target} {{graph: {literal(DEFAULT_NAME)}, id: row.b}}) "
            f"MATCH (a)-[x:{type_} {{key: row.key}}]->(b)"
        )
        which = {"a": edge.source, "b": edge.target, "key": edge.key}
        yield _Row(type_, {**row, "graph": DEFAULT_NAME, "_run": _RUN}, find, which)


def _tables(rows: Iterator[_Row], mends: _Mends) -> Iterator[tuple[str, Columns, list[Properties]]]:
    """Yield (type, columns, rows).  A column has one kind of value, so a type may be split."""
    by_type: dict[str, list[Properties]] = {}
    for type_, row, find, which in rows:
        hard = {name: value for name, value in row.items() if _hard(value)}
        if hard:
            mends.setdefault(find, []).append({**which, "set": hard})
        plain = {name: value for name, value in row.items() if name not in hard}
        by_type.setdefault(type_, []).append(plain)
    for type_, some in by_type.items():
        kinds: dict[str, set[str]] = {}
        for row in some:
            for name, value in row.items():
                kinds.setdefault(name, set()).add(_kind(value))
        mixed = sorted(name for name, found in kinds.items() if len(found - {_EMPTY}) > 1)
        parts: dict[tuple[str, ...], list[Properties]] = {}
        for row in some:
            parts.setdefault(tuple(_kind(row.get(name)) for name in mixed), []).append(row)
        for chosen, part in sorted(parts.items()):
            here = {name: sorted(found - {_EMPTY})[:1] for name, found in kinds.items()}
            here |= {name: [kind] for name, kind in zip(mixed, chosen, strict=True) if kind}
            columns = tuple(
                (name, found[0] if found else "string[]") for name, found in here.items()
            )
            yield type_, columns, part


_EMPTY: Final = ""


def _kind(value: Any) -> str:
    """The importer's name of the value's kind; "" for an empty list and for what is not there."""
    if isinstance(value, list):
        return f"{_kind(value[0])}[]" if value else _EMPTY
    if value is None:
        return _EMPTY
    if isinstance(value, datetime):
        return "datetime" if value.tzinfo else "localdatetime"
    names = {str: "string", bool: "boolean", int: "long", float: "double", date: "date"}
    return names[type(value)]


def _hard(value: Any) -> bool:
    """Whether CSV cannot say it; see above."""
    return isinstance(value, list) and (
        value in ([], [""]) or any(isinstance(item, str) and _SEPARATOR in item for item in value)
    )


def _header(name: str, kind: str) -> str:
    return _FIXED.get(name) or f"{name}:{kind}"


def _cell(value: Any) -> str:
    """A field; nothing at all is null, quotes around nothing an empty string or list."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _quoted(_SEPARATOR.join(map(_text, value)))
    return _quoted(value) if isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _after(graph: Graph, mends: _Mends, keys: list[str]) -> Iterator[str]:
    yield from constraint_statements()
    yield "CALL db.awaitIndexes(300)"
    for find, rows in mends.items():
        for start in range(0, len(rows), _BATCH):
            yield f"UNWIND {literal(rows[start : start + _BATCH])} AS row {find} SET x += row.set"
    known = {"graph": DEFAULT_NAME, "run": _RUN, "digest": fingerprint(graph), "keys": keys}
    yield filled(done_statement(), known)


def _command(arguments: list[str]) -> str:
    lines = " \\\n".join(f"  {argument}" for argument in arguments)
    return f"""\
#!/bin/sh
# Load the graph into an empty database: stop Neo4j, run this here, start it again, then
#   cypher-shell -f constraints.cypher
# The database's name is the first argument (default: neo4j); what it holds is overwritten.
cd "$(dirname "$0")" || exit 1
"${{NEO4J_ADMIN:-neo4j-admin}}" database import full "${{1:-neo4j}}" \\
  --overwrite-destination --id-type=string --array-delimiter=U+001F --multiline-fields=true \\
{lines}
"""
