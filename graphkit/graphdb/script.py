"""What a push would run, as a Cypher script for cypher-shell or to read: no server is asked.

The statements are those of :mod:`graphkit.graphdb.plan` with their rows written into them, for a
database that has nothing of the graph yet.  Running the script does no harm twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphkit.files import writing
from graphkit.graphdb.format.constraints import MANIFEST, constraint_statements
from graphkit.graphdb.format.literals import literal
from graphkit.graphdb.format.properties import (
    Properties,
    edge_properties,
    edges_of,
    node_properties,
    nodes_of,
)
from graphkit.graphdb.plan import edge_statement, node_statement
from graphkit.schema import Graph

_ROWS: Final = 200
_RUN: Final = "script"


def write_script(graph: Graph, path: Path, name: str) -> None:
    """Write the script of ``graph`` under the namespace ``name`` to ``path``."""
    with writing(path) as handle:
        for statement in script(graph, name):
            handle.write(statement + ";\n")


def script(graph: Graph, name: str) -> Iterator[str]:
    """Yield the statements, without semicolon."""
    yield from constraint_statements()
    # a later push then looks at what is there
    yield f"MERGE (m:{MANIFEST} {{graph: {literal(name)}}}) SET m.state = 'writing'"
    nodes: dict[str, list[Properties]] = {}
    for node in nodes_of(graph):
        nodes.setdefault(node.label, []).append(node_properties(node))
    edges: dict[tuple[str, str, str], list[Properties]] = {}
    for edge in edges_of(graph):
        row = {"source": edge.source, "target": edge.target, "set": edge_properties(edge)}
        edges.setdefault(edge.ends, []).append(row)
    for label, rows in nodes.items():
        yield from _filled(node_statement(label), rows, name)
    for ends, rows in edges.items():
        yield from _filled(edge_statement(*ends), rows, name)


def _filled(statement: str, rows: list[Properties], name: str) -> Iterator[str]:
    start, _, end = statement.partition("$rows")
    # a text may hold $graph too, so the rows go in last
    start, end = (
        part.replace("$graph", literal(name)).replace("$run", literal(_RUN))
        for part in (start, end)
    )
    for first in range(0, len(rows), _ROWS):
        yield f"{start}{literal(rows[first : first + _ROWS])}{end}"
