"""What a push has to write: the graph's rows beside the hashes of those the database has.

Rows are grouped by label, or by the types of an edge and its ends, because labels and types are
written into the Cypher (never taken from a text) and everything else goes as parameters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import neo4j

from graphkit.graphdb.format.literals import edge_statement, node_statement
from graphkit.graphdb.format.properties import (
    Fingerprint,
    Properties,
    edge_properties,
    edges_of,
    node_properties,
    nodes_of,
)
from graphkit.schema import EDGE_TYPES, NODE_TYPES, Graph

#: Rows a statement; several statements make a transaction.
CHUNK: Final = 1_000
CHUNK_BYTES: Final = 1_000_000
_IDENTITY: Final = 16


@dataclass(slots=True)
class Chunk:
    """Rows for one statement; ``what`` names them for people; ``size`` is about their bytes."""

    what: str
    statement: str
    rows: list[Properties] = field(default_factory=list)
    size: int = 0


@dataclass(slots=True)
class Changes:
    """How many rows of each type are new, changed, the same, or no longer in the graph."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    #: Label → ids, and type → hashes, of what the database has and the graph has not.
    stale_nodes: dict[str, list[str]] = field(default_factory=dict)
    stale_edges: dict[str, list[str]] = field(default_factory=dict)

    @property
    def stale(self) -> int:
        """How many nodes and edges the graph no longer has."""
        return sum(map(len, [*self.stale_nodes.values(), *self.stale_edges.values()]))


class Plan:
    """Walks over the graph once and yields chunks of what is new or changed.

    Without a session the database is taken to have nothing of the graph.
    ``seen`` are the properties that earlier pushes of this graph have written, by type: a changed
    row sets those it no longer has to null, so that they vanish, and leaves what people added.
    """

    def __init__(
        self,
        graph: Graph,
        session: neo4j.Session | None,
        name: str,
        seen: dict[str, set[str]],
        *,
        rewrite: bool = False,
    ) -> None:
        self.graph, self.session, self.name, self.seen = graph, session, name, seen
        self.rewrite = rewrite
        self.changes = Changes()
        self.digest = Fingerprint()

    def chunks(self) -> Iterator[Chunk]:
        """All nodes first, then the edges."""
        yield from self._node_chunks()
        yield from self._edge_chunks()

    def _node_chunks(self) -> Iterator[Chunk]:
        there = {label: self._node_hashes(label) for label in NODE_TYPES}
        waiting: dict[str, Chunk] = {}
        for node in nodes_of(self.graph):
            self.digest.add(node)
            old = there[node.label].pop(node.id, None)
            if not self._count(node.label, old, node.hash):
                continue
            chunk = waiting.get(node.label) or Chunk(node.label, node_statement(node.label))
            chunk.rows.append(self._row(node.label, node_properties(node), old))
            chunk.size += node.size
            yield from _full(waiting, node.label, chunk)
        yield from waiting.values()
        self.changes.stale_nodes = {label: list(ids) for label, ids in there.items() if ids}

    def _edge_chunks(self) -> Iterator[Chunk]:
        there = {type_: self._edge_hashes(type_) for type_ in EDGE_TYPES}
        waiting: dict[tuple[str, str, str], Chunk] = {}
        for edge in edges_of(self.graph):
            type_ = edge.ends[1]
            identity, content = edge.hash[:_IDENTITY], edge.hash[_IDENTITY:]
            self.digest.add(edge)
            old = there[type_].pop(identity, None)
            if not self._count(type_, old, content):
                continue
            chunk = waiting.get(edge.ends) or Chunk(_what(edge.ends), edge_statement(*edge.ends))
            properties = self._row(type_, edge_properties(edge), old)
            chunk.rows.append({"source": edge.source, "target": edge.target, "set": properties})
            chunk.size += edge.size
            yield from _full(waiting, edge.ends, chunk)
        yield from waiting.values()
        self.changes.stale_edges = {
            type_: [identity + content for identity, content in left.items()]
            for type_, left in there.items()
            if left
        }

    def _count(self, type_: str, old: str | None, new: str) -> bool:
        """Count the row; whether it has to be written."""
        changes = self.changes
        counter = changes.new if old is None else changes.same if old == new else changes.changed
        if self.rewrite and old is not None:
            counter = changes.changed
        counter[type_] += 1
        return old != new or self.rewrite

    def _row(self, type_: str, row: Properties, old: str | None) -> Properties:
        seen = self.seen.setdefault(type_, set())
        vanished = sorted(seen - row.keys()) if old is not None else ()
        seen.update(row)
        row.update(dict.fromkeys(vanished))
        return row

    def _node_hashes(self, label: str) -> dict[str, str]:
        if self.session is None:
            return {}
        query = (
            f"MATCH (n:{label}) WHERE n.graph = $graph AND n.id IS NOT NULL "
            "RETURN n.id AS id, coalesce(n._hash, '') AS hash"
        )
        return self.session.execute_read(_pairs, query, self.name)

    def _edge_hashes(self, type_: str) -> dict[str, str]:
        if self.session is None:
            return {}
        query = f"MATCH ()-[r:{type_}]->() WHERE r.graph = $graph RETURN coalesce(r._hash, ''), 0"
        found = self.session.execute_read(_pairs, query, self.name)
        return {row_hash[:_IDENTITY]: row_hash[_IDENTITY:] for row_hash in found}


def _pairs(tx: neo4j.ManagedTransaction, query: str, name: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in tx.run(query, graph=name)}


def _full(waiting: dict[Any, Chunk], key: Any, chunk: Chunk) -> Iterator[Chunk]:
    """Yield the chunk when it is full; else keep it."""
    if len(chunk.rows) >= CHUNK or chunk.size >= CHUNK_BYTES:
        waiting.pop(key, None)
        yield chunk
    else:
        waiting[key] = chunk


def _what(ends: tuple[str, str, str]) -> str:
    return f"{ends[1]} from {ends[0]} to {ends[2]}"
