"""Pushing a graph to a real Neo4j."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graphkit.errors import GraphFormatError, ServerError
from graphkit.graphdb import Report, Server, connect, push
from graphkit.schema import Graph
from tests.graphdb.reading import ask, counts_in, counts_of, everything_in
from tests.graphs import made_up_graph
from tests.neo4j_server import forget


def pushed(server: Server, graph: Graph, name: str, **options: Any) -> Report:
    with connect(server) as driver:
        return push(driver, graph, name=name, database=server.database, **options)


def test_counts_by_label_and_type_are_those_of_the_graph(
    neo4j_server: Server, namespace: str
) -> None:
    graph = made_up_graph(300, 900, seed=1, hostile=0.2)
    report = pushed(neo4j_server, graph, namespace)
    assert counts_in(neo4j_server, namespace) == counts_of(graph)
    assert report.changes.new.total() == 1200


def test_pushing_again_changes_nothing(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(100, 300, seed=2, hostile=0.2)
    pushed(neo4j_server, graph, namespace)
    before = everything_in(neo4j_server, namespace)
    report = pushed(neo4j_server, graph, namespace)
    assert report.unchanged
    assert report.written == 0
    assert everything_in(neo4j_server, namespace) == before


def test_the_order_of_nodes_and_properties_is_no_change(
    neo4j_server: Server, namespace: str
) -> None:
    graph = made_up_graph(40, 80, seed=3)
    pushed(neo4j_server, graph, namespace)
    turned: Graph = nx.MultiDiGraph()
    for node, data in reversed(list(graph.nodes(data=True))):
        turned.add_node(node, **dict(reversed(data.items())))
    for source, target, key, data in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(source, target, key=key, **data)
    assert pushed(neo4j_server, turned, namespace).unchanged


def test_only_what_changed_is_written(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(100, 300, seed=4)
    pushed(neo4j_server, graph, namespace)
    run = ask(neo4j_server, "MATCH (m:GraphkitPush {graph: $g}) RETURN m.run AS r", g=namespace)
    person = next(n for n, data in graph.nodes(data=True) if data["type"] == "Person")
    graph.nodes[person]["aliases"] = ["The Boss"]
    source, target, key = next(iter(graph.edges(keys=True)))
    graph.edges[source, target, key]["confidence"] = 0.123
    graph.add_node("claim:new", type="Claim", name="New", text="New", evidence=[])
    report = pushed(neo4j_server, graph, namespace)
    assert (report.changes.new.total(), report.changes.changed.total()) == (1, 2)
    touched = "MATCH (n {graph: $g}) WHERE n._run <> $run RETURN n.id AS id"
    rows = ask(neo4j_server, touched, g=namespace, run=run[0]["r"])
    assert sorted(row["id"] for row in rows) == sorted([person, "claim:new"])


def test_a_property_that_vanished_vanishes_and_one_of_a_person_stays(
    neo4j_server: Server, namespace: str
) -> None:
    graph = made_up_graph(30, 60, seed=5)
    node = next(n for n, d in graph.nodes(data=True) if d["type"] == "SocialPost")
    graph.nodes[node]["url"] = "https://example.org/1"
    pushed(neo4j_server, graph, namespace)
    note = "MATCH (n {graph: $g, id: $id}) SET n.my_note = 'call her'"
    ask(neo4j_server, note, g=namespace, id=node)
    del graph.nodes[node]["url"]
    pushed(neo4j_server, graph, namespace)
    found = ask(neo4j_server, "MATCH (n {graph: $g, id: $id}) RETURN n", g=namespace, id=node)
    assert "url" not in found[0]["n"]
    assert found[0]["n"]["my_note"] == "call her"


def test_graphs_in_one_database_do_not_touch_each_other(
    neo4j_server: Server, namespace: str
) -> None:
    other = f"{namespace}-other"
    one, two = made_up_graph(40, 80, seed=6), made_up_graph(60, 120, seed=7)
    try:
        pushed(neo4j_server, one, namespace)
        pushed(neo4j_server, two, other)
        pushed(neo4j_server, made_up_graph(20, 20, seed=8), other, prune_stale=True)
        assert counts_in(neo4j_server, namespace) == counts_of(one)
    finally:
        pushed(neo4j_server, nx.MultiDiGraph(), other, prune_stale=True)
        left = counts_in(neo4j_server, other)
        forget(neo4j_server, other)
    assert not left


def test_every_relationship_shows_its_evidence(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(40, 100, seed=9)
    pushed(neo4j_server, graph, namespace)
    rows = ask(
        neo4j_server,
        "MATCH ({graph: $g})-[r]->() RETURN size(r.quotes) AS quotes, size(r.docs) AS docs, "
        "size(r.starts) AS starts, r.confidence AS confidence, r.shown AS shown",
        g=namespace,
    )
    assert len(rows) == 100
    assert all(row["quotes"] == row["docs"] == row["starts"] >= 1 for row in rows)
    assert all(isinstance(row["confidence"], float) and row["shown"] for row in rows)


def test_a_dry_run_writes_nothing_and_says_what_it_would(
    neo4j_server: Server, namespace: str
) -> None:
    graph = made_up_graph(30, 60, seed=10)
    report = pushed(neo4j_server, graph, namespace, dry_run=True)
    assert report.changes.new.total() == 90
    assert not counts_in(neo4j_server, namespace)
    pushed(neo4j_server, graph, namespace)
    graph.remove_node(next(iter(graph)))
    report = pushed(neo4j_server, graph, namespace, dry_run=True, prune_stale=True)
    assert report.changes.new.total() == 0
    assert report.changes.stale >= 1
    assert counts_in(neo4j_server, namespace).total() == 90


def test_two_pushes_of_one_graph_do_not_mix(neo4j_server: Server, namespace: str) -> None:
    graph, other = made_up_graph(40, 80, seed=11), made_up_graph(40, 80, seed=12)

    def another(rows: int) -> None:
        pushed(neo4j_server, other, namespace)

    with pytest.raises(ServerError, match="another push"):
        pushed(neo4j_server, graph, namespace, batch=50, progress=another)
    pushed(neo4j_server, graph, namespace, prune_stale=True)
    assert counts_in(neo4j_server, namespace) == counts_of(graph)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda g: g.add_node("x", type="Person) DETACH DELETE (n"), "no node type"),
        (lambda g: g.add_node("x"), "no node type"),
        (lambda g: g.add_node("x", type="Claim", text="\ud800"), "unpaired surrogate"),
    ],
)
def test_what_neo4j_cannot_hold_is_named(
    neo4j_server: Server, namespace: str, change: Any, says: str
) -> None:
    graph = made_up_graph(10, 10)
    change(graph)
    with pytest.raises(GraphFormatError, match=says):
        pushed(neo4j_server, graph, namespace)
    assert not counts_in(neo4j_server, namespace)
