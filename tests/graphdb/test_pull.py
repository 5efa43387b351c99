"""A graph that was pushed comes back equal, and judgements made in the database come along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.cli import main
from graphkit.curation.judgements import add_judgements, read_judgements
from graphkit.errors import ServerError
from graphkit.graphdb import Server, connect, push
from graphkit.graphdb.format.properties import decode, encode
from graphkit.graphdb.pull import pull, pull_judgements
from graphkit.schema import Graph
from tests.graphdb.reading import ask
from tests.graphs import made_up_graph

Parts = tuple[dict[str, Any], dict[Any, Any]]


def parts(graph: Graph) -> Parts:
    """Nodes and edges with all properties, as plain dicts that == compares."""
    nodes = {node: dict(data) for node, data in graph.nodes(data=True)}
    edges = {(s, t, k): dict(data) for s, t, k, data in graph.edges(keys=True, data=True)}
    return nodes, edges


def there_and_back(server: Server, graph: Graph, name: str) -> Graph:
    with connect(server) as driver:
        push(driver, graph, name=name, database=server.database, prune_stale=True)
        return pull(driver, name, database=server.database)


@pytest.mark.parametrize(("nodes", "edges", "hostile"), [(8, 0, 0.9), (60, 150, 0.5)])
def test_what_was_pushed_comes_back_property_by_property(
    neo4j_server: Server, namespace: str, nodes: int, edges: int, hostile: float
) -> None:
    for seed in (1, 2):
        graph = made_up_graph(nodes, edges, seed=seed, hostile=hostile)
        assert parts(there_and_back(neo4j_server, graph, namespace)) == parts(graph)


def test_a_graph_of_nothing_comes_back_as_nothing(neo4j_server: Server, namespace: str) -> None:
    empty: Graph = nx.MultiDiGraph()
    assert parts(there_and_back(neo4j_server, empty, namespace)) == ({}, {})


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = st.one_of(texts, st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False))
dates = st.sampled_from(
    "2025 2025-10 2025-10-05 2025-10-05T13:42 2025-10-05T13:42:07Z 2025-10-05T13:42:07+02:00 "
    "2025-10-05T13:42:07.5-05:30 2025-02-30 yesterday 0001-01-01 9999-12-31T23:59:59+00:00".split()
)
rows = st.lists(
    st.dictionaries(
        st.sampled_from(["doc", "start", "quote", "speaker", "confidence", "odd key"]),
        st.one_of(scalars, st.none(), st.lists(scalars, max_size=2)),
        max_size=4,
    ),
    max_size=3,
)
names = st.one_of(
    st.sampled_from("name text graph id key docs roles quotes merges _hash published".split()),
    texts,
)
attributes = st.fixed_dictionaries(
    {},
    optional={
        "evidence": rows,
        "roles": rows,
        "merges": rows,
        "published": st.one_of(dates, st.none()),
        "first_seen": dates,
        "aliases": st.lists(texts, max_size=3),
    },
).flatmap(
    lambda fixed: st.dictionaries(
        names,
        st.one_of(st.none(), scalars, st.lists(scalars, max_size=3), rows),
        max_size=4,
    ).map(lambda more: {**more, **fixed})
)


@settings(max_examples=200, deadline=None)
@given(attributes)
def test_any_attributes_survive_being_made_rows(data: dict[str, Any]) -> None:
    data.pop("type", None)
    assert decode(encode(data)) == data


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(attributes, min_size=4, max_size=4))
def test_any_attributes_survive_the_database(
    neo4j_server: Server, namespace: str, data: list[dict[str, Any]]
) -> None:
    graph: Graph = nx.MultiDiGraph()
    for number, found in enumerate(data[:3]):
        graph.add_node(f"n{number}")
        graph.nodes[f"n{number}"].update(found, type="Claim")
    graph.add_node("s", type="Person")
    graph.add_edge("s", "n0", key="k")
    graph.edges["s", "n0", "k"].update(data[3], type="SAID")
    assert parts(there_and_back(neo4j_server, graph, namespace)) == parts(graph)


def test_the_fixed_format_needs_no_json_in_a_string() -> None:
    graph = made_up_graph(200, 500, seed=5, hostile=0.3)
    found = [d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]
    assert not any("_other" in encode(data) for data in found)


def test_dates_are_temporal_values(neo4j_server: Server, namespace: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    for number, text in enumerate(("2025-10-05", "2025-10-05T13:42:00-05:00", "2025-10")):
        graph.add_node(f"claim:{number}", type="Claim", name="x", text="x", first_reported=text)
    there_and_back(neo4j_server, graph, namespace)
    rows = ask(
        neo4j_server,
        "MATCH (c:Claim {graph: $g}) WHERE date(c.first_reported) >= date('2025-10-01') "
        "RETURN valueType(c.first_reported) AS kind ORDER BY c.id",
        g=namespace,
    )
    assert [row["kind"].split()[0] for row in rows] == ["DATE", "ZONED", "STRING"]


def test_a_graph_that_is_not_there_is_said_with_those_that_are(
    neo4j_server: Server, namespace: str
) -> None:
    there_and_back(neo4j_server, made_up_graph(8, 0), namespace)
    with connect(neo4j_server) as driver, pytest.raises(ServerError, match=namespace):
        pull(driver, "nowhere", database=neo4j_server.database)


def test_judgements_made_in_the_database_are_kept(
    neo4j_server: Server, namespace: str, tmp_path: Path
) -> None:
    graph: Graph = nx.MultiDiGraph()
    for name in ("Ada Adeyo", "A. Adeyo", "Bela Brandt", "Bella Brandt", "Advertise"):
        graph.add_node(f"person:{name}", type="Person", name=name, aliases=[], evidence=[])
    graph.add_node("organization:cbp", type="Organization", name="CBP", aliases=[], evidence=[])
    words = {"doc": "a", "start": 0, "end": 1, "quote": "N", "extractor": "t", "confidence": 0.5}
    graph.add_node("claim:1a", type="Claim", name="The dam holds", text="The dam holds",
                   evidence=[{**words, "kind": "direct"}])  # fmt: skip
    graph.add_edge("person:Ada Adeyo", "claim:1a", key="d", type="DISPUTES", evidence=[words],
                   confidence=0.5)  # fmt: skip
    there_and_back(neo4j_server, graph, namespace)
    judge = (
        "MATCH (a:Person {graph: $g, name: 'Ada Adeyo'}), (b:Person {graph: $g, name: 'A. Adeyo'}) "
        "MERGE (a)-[:SAME_AS {note: 'same office'}]->(b)",
        "MATCH (a {graph: $g, name: 'Bela Brandt'}), (b {graph: $g, name: 'Bella Brandt'}) "
        "MERGE (a)-[:NOT_SAME_AS]->(b)",
        "MATCH (a {graph: $g, name: 'Bela Brandt'}) SET a.rename_to = 'Béla Brandt'",
        "MATCH (a {graph: $g, name: 'CBP'}) SET a.type_to = 'Agency'",
        "MATCH (a {graph: $g, name: 'Advertise'}) SET a.drop = true",
        "MATCH ({graph: $g})-[r:DISPUTES]->({graph: $g}) "
        "SET r.rejected = true, r.judgement_note = 'asked'",
    )
    for query in judge:
        ask(neo4j_server, query, g=namespace)
    graph.nodes["person:Bela Brandt"]["aliases"] = ["B."]  # a push leaves judgements alone
    assert parts(there_and_back(neo4j_server, graph, namespace)) == parts(graph)
    with connect(neo4j_server) as driver:
        found = pull_judgements(driver, namespace, database=neo4j_server.database)
    path = tmp_path / "judgements.yaml"
    assert add_judgements(path, found) == 6
    assert add_judgements(path, found) == 0
    told = path.read_text("utf-8")  # in the words of the page and of the commands
    assert 'drop: [{id: "person:Advertise", name: "Advertise"}]' in told
    assert 'retype: [{id: "organization:cbp", name: "CBP", type: "Agency"}]' in told
    kept = {(one.kind, one.about[0].name, one.to, one.note) for one in read_judgements(path)}
    assert kept == {
        ("same", "Ada Adeyo", "", "same office"),
        ("different", "Bela Brandt", "", ""),
        ("rename", "Bela Brandt", "Béla Brandt", ""),
        ("retype", "CBP", "Agency", ""),
        ("drop", "Advertise", "", ""),
        ("reject", "Ada Adeyo", "", "asked"),
    }


def test_a_graph_is_written_as_it_was_judged_in_the_database(
    neo4j_server: Server, namespace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph: Graph = nx.MultiDiGraph()
    for kind, name in (("Person", "Advertise"), ("Organization", "CBP"), ("Person", "Ada")):
        graph.add_node(f"{kind.lower()}:{name.lower()}", type=kind, name=name, evidence=[])
    there_and_back(neo4j_server, graph, namespace)
    mark = "MATCH (n {graph: $g, name: $name}) SET n += $marks"
    ask(neo4j_server, mark, g=namespace, name="Advertise", marks={"drop": True})
    ask(neo4j_server, mark, g=namespace, name="CBP", marks={"type_to": "Agency"})
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    done = CliRunner().invoke(main, ["pull", "--namespace", namespace, "-o", "-"])
    assert done.exit_code == 0, done.stderr
    found = {node["id"]: node["type"] for node in json.loads(done.stdout)["nodes"]}
    assert found == {"person:ada": "Person", "agency:cbp": "Agency"}
    assert "2 nodes, 0 edges" in done.stderr
