"""Remove what earlier pushes of a graph wrote and the graph no longer has, and nothing else."""

from __future__ import annotations

from typing import Final

import neo4j

from graphkit.errors import ServerError
from graphkit.graphdb.format.constraints import MANIFEST
from graphkit.graphdb.plan import Changes

#: Relationships that people draw in Neo4j Browser to judge two nodes; they go with a node.
JUDGEMENTS: Final = ("SAME_AS", "NOT_SAME_AS")


def prune(
    session: neo4j.Session, name: str, run: str, changes: Changes, batch: int
) -> tuple[int, int]:
    """Remove the stale rows of ``changes``; how many went, and how many nodes had to stay.

    A node stays when relationships hang on it that no push of this graph has written.
    """
    removed = kept = 0
    for type_, hashes in changes.stale_edges.items():
        query = (
            f"MATCH ()-[r:{type_}]->() WHERE r.graph = $graph AND r._hash IN $some "
            "DELETE r RETURN count(*) AS n"
        )
        for start in range(0, len(hashes), batch):
            removed += _remove(session, name, run, query, hashes[start : start + batch])
    for label, ids in changes.stale_nodes.items():
        node = f"MATCH (n:{label} {{graph: $graph, id: id}})"
        judged = (
            f"UNWIND $some AS id {node}-[r:{'|'.join(JUDGEMENTS)}]-() DELETE r RETURN count(*) AS n"
        )
        bare = f"UNWIND $some AS id {node} WHERE NOT (n)--() DELETE n RETURN count(*) AS n"
        for start in range(0, len(ids), batch):
            some = ids[start : start + batch]
            _remove(session, name, run, judged, some)
            gone = _remove(session, name, run, bare, some)
            removed, kept = removed + gone, kept + len(some) - gone
    return removed, kept


def _remove(session: neo4j.Session, name: str, run: str, query: str, some: list[str]) -> int:
    def work(tx: neo4j.ManagedTransaction) -> int:
        ours = tx.run(
            f"MATCH (m:{MANIFEST} {{graph: $graph}}) WHERE m.run = $run "
            "SET m.state = 'writing' RETURN count(m) AS n",
            graph=name,
            run=run,
        )
        if ours.single(strict=True)["n"] != 1:
            raise ServerError(f"another push of graph {name!r} has begun since: this one stops")
        return int(tx.run(query, graph=name, some=some).single(strict=True)["n"])

    return session.execute_write(work)
