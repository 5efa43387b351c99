"""What a database holds, read without graphkit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import neo4j

from graphkit.graphdb import Server
from graphkit.schema import EDGE_TYPES, NODE_TYPES, Graph


@contextmanager
def session_of(server: Server) -> Iterator[neo4j.Session]:
    auth = (server.username, server.password)
    with (
        neo4j.GraphDatabase.driver(server.uri, auth=auth) as driver,
        driver.session(database=server.database) as session,
    ):
        yield session


def ask(server: Server, query: str, **parameters: Any) -> list[dict[str, Any]]:
    with session_of(server) as session:
        return session.run(query, parameters).data()


def counts_in(server: Server, name: str) -> Counter[str]:
    """Nodes by label and relationships by type, as the server counts them."""
    found = ask(
        server,
        "MATCH (n {graph: $name}) UNWIND labels(n) AS type RETURN type, count(*) AS n "
        "UNION ALL MATCH ({graph: $name})-[r]->() RETURN type(r) AS type, count(*) AS n",
        name=name,
    )
    known = {*NODE_TYPES, *EDGE_TYPES}
    return Counter({row["type"]: row["n"] for row in found if row["type"] in known})


def counts_of(graph: Graph) -> Counter[str]:
    """Nodes and edges by type, as the graph has them."""
    nodes = Counter(data["type"] for _, data in graph.nodes(data=True))
    return nodes + Counter(data["type"] for *_, data in graph.edges(data=True))


def everything_in(server: Server, name: str) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """All nodes and relationships with all properties, but for the id of the run."""
    nodes = ask(
        server,
        "MATCH (n {graph: $name}) WHERE NOT n:GraphkitPush "
        "RETURN labels(n) AS labels, properties(n) AS properties",
        name=name,
    )
    edges = ask(
        server,
        "MATCH (a {graph: $name})-[r]->(b) "
        "RETURN a.id AS source, b.id AS target, type(r) AS type, properties(r) AS properties",
        name=name,
    )
    for row in (*nodes, *edges):
        row["properties"].pop("_run", None)
    found = {(*sorted(row["labels"]), row["properties"]["id"]): row["properties"] for row in nodes}
    assert len(found) == len(nodes), "a node is there twice"
    joined = {
        (row["type"], row["source"], row["target"], row["properties"].get("key")): row["properties"]
        for row in edges
    }
    assert len(joined) == len(edges), "a relationship is there twice"
    return found, joined
