"""Pruning removes what the graph no longer has, and only that."""

from __future__ import annotations

from graphkit.graphdb import Server
from graphkit.schema import Graph
from tests.graphdb.reading import ask, counts_in, counts_of, everything_in
from tests.graphdb.test_push import pushed
from tests.graphs import made_up_graph


def smaller(graph: Graph) -> Graph:
    """The graph without a few of its nodes and edges."""
    less = graph.copy()
    less.remove_nodes_from(sorted(graph)[::7])
    less.remove_edges_from(sorted(less.edges(keys=True))[::5])
    return less


def test_without_prune_what_is_gone_stays_and_is_told(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(60, 150, seed=1)
    pushed(neo4j_server, graph, namespace)
    less = smaller(graph)
    report = pushed(neo4j_server, less, namespace)
    assert report.changes.stale == counts_of(graph).total() - counts_of(less).total()
    assert counts_in(neo4j_server, namespace) == counts_of(graph)


def test_pruned_is_equal_to_one_clean_push(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(60, 150, seed=2, hostile=0.2)
    less = smaller(graph)
    pushed(neo4j_server, less, namespace)
    clean = everything_in(neo4j_server, namespace)
    pushed(neo4j_server, graph, namespace)
    report = pushed(neo4j_server, less, namespace, prune_stale=True)
    assert report.pruned == report.changes.stale > 0
    assert everything_in(neo4j_server, namespace) == clean
    assert pushed(neo4j_server, less, namespace, prune_stale=True).unchanged


def test_data_of_others_stays(neo4j_server: Server, namespace: str) -> None:
    graph = made_up_graph(30, 60, seed=3)
    pushed(neo4j_server, graph, namespace)
    gone, judged = [n for n, d in graph.nodes(data=True) if d["type"] == "Claim"][:2]
    ask(
        neo4j_server,
        "MATCH (n {graph: $g, id: $gone}), (j {graph: $g, id: $judged}), "
        "(p:Person {graph: $g}) WITH n, j, p LIMIT 1 "
        "CREATE (n)<-[:CITED]-(:Person {id: 'mine', name: 'Mine', forgetMe: $g}) "
        "CREATE (j)-[:SAME_AS]->(p)",
        g=namespace,
        gone=gone,
        judged=judged,
    )
    graph.remove_nodes_from([gone, judged])
    report = pushed(neo4j_server, graph, namespace, prune_stale=True)
    assert report.kept == 1
    mine = ask(neo4j_server, "MATCH (m:Person {forgetMe: $g})-->(n) RETURN n.id AS id", g=namespace)
    assert mine == [{"id": gone}]
    assert not ask(neo4j_server, "MATCH (n {graph: $g, id: $i}) RETURN n", g=namespace, i=judged)
    ask(neo4j_server, "MATCH (m:Person {forgetMe: $g}) DETACH DELETE m", g=namespace)
    report = pushed(neo4j_server, graph, namespace, prune_stale=True)
    assert (report.pruned, report.kept) == (1, 0)
