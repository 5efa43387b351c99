"""A graph back out of Neo4j, and the judgements that people made there.

Judgements in Neo4j Browser, by convention:

    MATCH (a:Person {name: "JB Orr"}), (b:Person {name: "Jay Orr"}) MERGE (a)-[:SAME_AS]->(b)
    MATCH … MERGE (a)-[:NOT_SAME_AS]->(b)
    MATCH (a:Person {name: "Marsh"}) SET a.rename_to = "Wilhelmina Marsh"
    MATCH (a:Organization {name: "CBP"}) SET a.type_to = "Agency"
    MATCH (a:Person {name: "Advertise"}) SET a.drop = true
    MATCH (:Person {name: "JB Orr"})-[r:DISPUTES]->(c:Claim) SET r.rejected = true
    MATCH … SET r.confirmed_here = true

A relationship may carry a ``note``, a node or a dispute a ``judgement_note``.  A push leaves all
of these alone.
"""

from __future__ import annotations

from typing import Any, Final

import neo4j
import networkx as nx

from graphkit.curation.judgements import Judgement, Kind, Reference
from graphkit.errors import ServerError
from graphkit.graphdb.format.constraints import MANIFEST
from graphkit.graphdb.format.properties import decode
from graphkit.schema import EDGE_TYPES, ENTITY_TYPES, NODE_TYPES, Graph

#: Properties that are people's judgements and no part of the graph.
JUDGEMENT_PROPERTIES: Final = (
    *("rename_to", "type_to", "drop", "judgement_note"),
    *("rejected", "confirmed_here"),
)
#: Relationship → kind of judgement.
JUDGEMENT_TYPES: Final[dict[str, Kind]] = {"SAME_AS": "same", "NOT_SAME_AS": "different"}


def pull(driver: neo4j.Driver, name: str, *, database: str = "neo4j") -> Graph:
    """The graph of a namespace, property by property as it was pushed; nodes and edges by id.

    Properties that people have added come along, but for judgements.  Raises ServerError where
    the database has no such graph, or only the half of one.
    """
    graph: Graph = nx.MultiDiGraph()
    with driver.session(database=database, default_access_mode="READ") as session:
        state = _state(session, name)
        if state != "done":
            raise ServerError(
                _nothing(session, name)
                if state is None
                else f"the last push of graph {name!r} did not end: push it again, then pull"
            )
        nodes = [row for label in NODE_TYPES for row in session.execute_read(_nodes, label, name)]
        for node, data in sorted(nodes, key=lambda row: row[0]):
            graph.add_node(node)
            graph.nodes[node].update(data)
        edges = [row for type_ in EDGE_TYPES for row in session.execute_read(_edges, type_, name)]
        for source, target, key, data in sorted(edges, key=lambda row: row[:3]):
            graph.add_edge(source, target, key=key)
            graph.edges[source, target, key].update(data)
    return graph


def pull_judgements(driver: neo4j.Driver, name: str, *, database: str = "neo4j") -> list[Judgement]:
    """The judgements that people made on this graph's entities, in a fixed order."""
    found: list[Judgement] = []
    with driver.session(database=database, default_access_mode="READ") as session:
        for type_, kind in JUDGEMENT_TYPES.items():
            query = (
                f"MATCH (a {{graph: $graph}})-[r:{type_}]->(b {{graph: $graph}}) "
                "RETURN a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name, "
                "coalesce(r.note, '') AS note ORDER BY a, b"
            )
            for row in session.run(query, graph=name):
                about = Reference(row["a"], row["a_name"]), Reference(row["b"], row["b_name"])
                found.append(Judgement(kind, about, note=row["note"]))
        for label in ENTITY_TYPES:
            query = (
                f"MATCH (n:{label} {{graph: $graph}}) WHERE n.rename_to IS NOT NULL "
                "OR n.type_to IS NOT NULL OR n.drop = true RETURN n.id AS id, n.name AS name, "
                "n.rename_to AS rename_to, n.type_to AS type_to, n.drop AS drop, "
                "coalesce(n.judgement_note, '') AS note ORDER BY id"
            )
            for row in session.run(query, graph=name):
                found.extend(_marks(row.data()))
        query = (
            "MATCH (a)-[r:DISPUTES {graph: $graph}]->(b) WHERE r.rejected = true "
            "OR r.confirmed_here = true RETURN a.id AS a, a.name AS a_name, b.id AS b, "
            "coalesce(r.rejected, false) AS rejected, coalesce(r.judgement_note, '') AS note "
            "ORDER BY a, b"
        )
        for row in session.run(query, graph=name):
            by = Reference(row["a"], "" if row["a"].startswith("claim:") else row["a_name"])
            made: Kind = "reject" if row["rejected"] else "confirm"
            found.append(Judgement(made, (by, Reference(row["b"])), note=row["note"]))
    return found


def _marks(row: dict[str, Any]) -> list[Judgement]:
    about = (Reference(row["id"], row["name"]),)
    if row["drop"] is True:
        return [Judgement("drop", about, note=row["note"])]
    marks: tuple[tuple[Kind, Any], ...] = ("rename", row["rename_to"]), ("retype", row["type_to"])
    return [Judgement(kind, about, str(to), row["note"]) for kind, to in marks if to]


def _state(session: neo4j.Session, name: str) -> str | None:
    query = f"MATCH (m:{MANIFEST} {{graph: $graph}}) RETURN m.state AS state"
    record = session.run(query, graph=name).single()
    return str(record["state"]) if record else None


def _nothing(session: neo4j.Session, name: str) -> str:
    query = f"MATCH (m:{MANIFEST}) RETURN m.graph AS name ORDER BY name LIMIT 20"
    names = [str(record["name"]) for record in session.run(query)]
    there = f"it has {', '.join(names)} (--namespace)" if names else "nothing was pushed to it yet"
    return f"the database has no graph {name!r}: {there}"


def _nodes(tx: neo4j.ManagedTransaction, label: str, name: str) -> list[tuple[str, dict[str, Any]]]:
    query = f"MATCH (n:{label}) WHERE n.graph = $graph AND n.id IS NOT NULL RETURN properties(n)"
    return [(row["id"], {"type": label, **_data(row)}) for (row,) in tx.run(query, graph=name)]


def _edges(
    tx: neo4j.ManagedTransaction, type_: str, name: str
) -> list[tuple[str, str, str, dict[str, Any]]]:
    query = f"MATCH (a)-[r:{type_}]->(b) WHERE r.graph = $graph RETURN a.id, b.id, properties(r)"
    return [
        (source, target, row["key"], {"type": type_, **_data(row)})
        for source, target, row in tx.run(query, graph=name)
    ]


def _data(row: dict[str, Any]) -> dict[str, Any]:
    return decode({key: row[key] for key in row if key not in JUDGEMENT_PROPERTIES})
