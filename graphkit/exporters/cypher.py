"""A Cypher script that makes the graph in Neo4j: for cypher-shell, Browser, or to read.

The statements are those of a push with their rows written into them, so that a later ``graphkit
push`` finds its own.  Running the script twice makes nothing twice; what the graph no longer has
is left to the push.  Cypher: https://neo4j.com/docs/cypher-manual/5/.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphkit.files import writing
from graphkit.graphdb.format.constraints import DEFAULT_NAME, MANIFEST, constraint_statements
from graphkit.graphdb.format.literals import (
    done_statement,
    edge_statement,
    filled,
    node_statement,
)
from graphkit.graphdb.format.properties import (
    Fingerprint,
    Properties,
    edge_properties,
    edges_of,
    node_properties,
    nodes_of,
)
from graphkit.schema import Graph

#: Rows a statement.
_ROWS: Final = 200
_RUN: Final = "script"


def write_cypher(graph: Graph, path: Path, name: str = DEFAULT_NAME) -> None:
    """Write the script of ``graph`` under the namespace ``name`` to ``path``."""
    with writing(path) as handle:
        for statement in statements(graph, name):
            handle.write(statement + ";\n")


def statements(graph: Graph, name: str = DEFAULT_NAME) -> Iterator[str]:
    """Yield the statements, without semicolon: constraints, nodes and edges by type."""
    yield from constraint_statements()
    # should the script be broken off, a later push looks at what is there
    yield filled(f"MERGE (m:{MANIFEST} {{graph: $graph}}) SET m.state = 'writing'", {"graph": name})
    digest = Fingerprint()
    keys: set[str] = set()
    nodes: dict[str, list[Properties]] = {}
    for node in nodes_of(graph):
        digest.add(node)
        row = node_properties(node)
        keys.update(f"{node.label}.{key}" for key in row)
        nodes.setdefault(node.label, []).append(row)
    edges: dict[tuple[str, str, str], list[Properties]] = {}
    for edge in edges_of(graph):
        digest.add(edge)
        row = edge_properties(edge)
        keys.update(f"{edge.ends[1]}.{key}" for key in row)
        edges.setdefault(edge.ends, []).append(
            {"source": edge.source, "target": edge.target, "set": row}
        )
    both = {"graph": name, "run": _RUN}
    for label, rows in nodes.items():
        for some in _batches(rows):
            yield filled(node_statement(label), {**both, "rows": some})
    for ends, rows in edges.items():
        for some in _batches(rows):
            yield filled(edge_statement(*ends), {**both, "rows": some})
    yield filled(done_statement(), {**both, "digest": str(digest), "keys": sorted(keys)})


def _batches(rows: list[Properties]) -> Iterator[list[Properties]]:
    for start in range(0, len(rows), _ROWS):
        yield rows[start : start + _ROWS]
