"""A Cypher script that makes the graph in Neo4j: for cypher-shell, Browser, or to read.

``graphkit push`` does more (constraints checked, only what changed); this is one plain file, and
running it twice makes nothing twice.  Cypher: https://neo4j.com/docs/cypher-manual/5/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphkit.files import writing
from graphkit.graphdb.format.literals import literal
from graphkit.graphdb.format.scalars import flatten
from graphkit.schema import Graph

_ROWS: Final = 200


def write_cypher(graph: Graph, path: Path) -> None:
    """Write the script: constraints, then nodes and edges by type, some hundred a statement."""
    with writing(path) as handle:
        for statement in statements(graph):
            handle.write(statement + ";\n")


def statements(graph: Graph) -> Iterator[str]:
    """Yield the script's statements without the semicolon."""
    nodes: dict[str, list[str]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        nodes[data["type"]].append(literal({"id": node, **flatten(data)}))
    edges: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = graph.nodes[source]["type"], data["type"], graph.nodes[target]["type"]
        properties = literal({"key": key, **flatten(data)})
        edges[ends].append(f"{{from: {literal(source)}, to: {literal(target)}, set: {properties}}}")
    for label in nodes:
        yield f"CREATE CONSTRAINT {label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, rows in nodes.items():
        for some in _batches(rows):
            yield f"UNWIND [{some}] AS row MERGE (n:{label} {{id: row.id}}) SET n += row"
    for (start, type_, end), rows in edges.items():
        for some in _batches(rows):
            yield (
                f"UNWIND [{some}] AS row MATCH (a:{start} {{id: row.from}}), "
                f"(b:{end} {{id: row.to}}) MERGE (a)-[r:{type_} {{key: row.set.key}}]->(b) "
                "SET r += row.set"
            )


def _batches(rows: list[str]) -> Iterator[str]:
    for start in range(0, len(rows), _ROWS):
        yield ", ".join(rows[start : start + _ROWS])
