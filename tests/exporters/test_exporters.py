"""Every export holds the whole graph and can be read by the tools it is for."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import networkx as nx
import pytest

from graphkit.errors import GraphFormatError, InputError
from graphkit.exporters import EXPORTERS, read_json, write_json
from graphkit.exporters.cypher import statements
from graphkit.schema import Graph
from tests.graphs import made_up_graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    """A made-up graph with hostile strings."""
    return made_up_graph(120, 400, hostile=0.3)


def test_graph_json_gives_back_the_same_graph(tmp_path: Path, graph: Graph) -> None:
    write_json(graph, tmp_path / "a.json")
    again = read_json(tmp_path / "a.json")
    assert nx.utils.graphs_equal(graph, again)
    write_json(again, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_graph_json_is_what_networkx_reads(tmp_path: Path, graph: Graph) -> None:
    write_json(graph, tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert nx.utils.graphs_equal(nx.node_link_graph(data, edges="edges"), graph)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_formats_hold_every_node_and_edge(tmp_path: Path, graph: Graph, name: str) -> None:
    path = tmp_path / "graph"
    EXPORTERS[name].write(graph, path)
    # names and types as text: the readers of networkx turn "1" into a number otherwise
    again = (
        nx.read_graphml(path, force_multigraph=True) if name == "graphml" else nx.read_gexf(path)
    )
    assert again.number_of_nodes() == graph.number_of_nodes()
    assert again.number_of_edges() == graph.number_of_edges()
    types = {node: data["type"] for node, data in again.nodes(data=True)}
    assert types == {node: data["type"] for node, data in graph.nodes(data=True)}
    relation = "relation" if name == "gexf" else "type"
    ends = sorted((s, t, d[relation]) for s, t, d in again.edges(data=True))
    assert ends == sorted((s, t, d["type"]) for s, t, d in graph.edges(data=True))


def test_csv_has_a_table_a_type_and_all_evidence(tmp_path: Path, graph: Graph) -> None:
    EXPORTERS["csv"].write(graph, tmp_path / "csv")
    rows: dict[str, list[dict[str, str]]] = {}
    for file in (tmp_path / "csv").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as handle:
            rows[file.stem] = list(csv.DictReader(handle))
    nodes = [row for name, table in rows.items() if name.startswith("nodes-") for row in table]
    edges = [row for name, table in rows.items() if name.startswith("edges-") for row in table]
    assert {row["id"] for row in nodes} == set(graph.nodes)
    assert len(edges) == graph.number_of_edges()
    quotes = {(row["of"], row["quote"]) for row in rows["evidence"]}
    for _, _, key, data in graph.edges(keys=True, data=True):
        for item in data["evidence"]:
            assert (key, item["quote"]) in quotes


def test_csv_removes_its_own_old_tables_and_nothing_else(tmp_path: Path, graph: Graph) -> None:
    (tmp_path / "nodes-Agency.csv").write_text("old")
    (tmp_path / "mine.csv").write_text("mine")
    small = graph.subgraph(n for n, d in graph.nodes(data=True) if d["type"] != "Agency")
    EXPORTERS["csv"].write(small, tmp_path)
    assert not (tmp_path / "nodes-Agency.csv").exists()
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_csv_wants_a_folder(tmp_path: Path, graph: Graph) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"):
        EXPORTERS["csv"].write(graph, tmp_path / "file")


def test_a_cypher_script_names_every_node_and_edge_once(graph: Graph) -> None:
    script = list(statements(graph))
    text = "\n".join(script)
    assert len(re.findall(r"\{id: '", text)) == graph.number_of_nodes()
    assert len(re.findall(r"set: \{key: '", text)) == graph.number_of_edges()
    assert all("\n" not in statement for statement in script)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_export_is_the_same_twice(tmp_path: Path, graph: Graph, name: str) -> None:
    def written(folder: str) -> dict[str, bytes]:
        path = tmp_path / folder / "out"
        EXPORTERS[name].write(graph, path)
        files = sorted(p for p in (tmp_path / folder).rglob("*") if p.is_file())
        return {str(p.relative_to(tmp_path / folder)): p.read_bytes() for p in files}

    assert written("one") == written("two")


GOOD = {
    "nodes": [
        {"id": "p", "type": "Person", "name": "A", "aliases": [], "roles": [], "evidence": []},
        {"id": "c", "type": "Claim", "name": "C", "text": "C", "evidence": []},
    ],
    "edges": [
        {
            "source": "p",
            "target": "c",
            "key": "k",
            "type": "SAID",
            "confidence": 1,
            "evidence": [{"doc": "d", "start": 0, "end": 1, "quote": "C"}],
        }
    ],
}
BROKEN = [
    ("[]", "$", "expected an object"),
    ("{", "", "is not JSON"),
    ('{"nodes": []}', "$.edges", "is missing"),
    ('{"nodes": {}, "edges": []}', "$.nodes", "expected a list"),
    ("nodes.0.id", "$.nodes[0].id", "is missing"),
    ("nodes.1.type=Thing", "$.nodes[1].type", "no node type: 'Thing'"),
    ("nodes.1.id=p", "$.nodes[1].id", "occurs twice: 'p'"),
    ("nodes.1.text=7", "$.nodes[1].text", "expected a string, found 7"),
    ("nodes.0.aliases={}", "$.nodes[0].aliases", "expected a list, found {}"),
    ("edges.0.target=x", "$.edges[0].target", "no such node: 'x'"),
    ("edges.0.type=SAYS", "$.edges[0].type", "no edge type: 'SAYS'"),
    ("edges.0.type=POSTED", "$.edges[0]", "no POSTED goes from Person to Claim"),
    ("edges.0.confidence=true", "$.edges[0].confidence", "expected a number, found true"),
    ("edges.0.evidence.0.quote", "$.edges[0].evidence[0].quote", "is missing"),
    ('edges.0.evidence.0.start="0"', "$.edges[0].evidence[0].start", "expected a whole number"),
]


def broken(change: str) -> str:
    """GOOD with a property removed ("a.b") or set ("a.b=value"), or the text itself."""
    if change[0] in "[{":
        return change
    path, _, value = change.partition("=")
    *keys, last = (int(key) if key.isdigit() else key for key in path.split("."))
    data = json.loads(json.dumps(GOOD))
    place = data
    for key in keys:
        place = place[key]
    if value:
        place[last] = json.loads(value) if not value.isalpha() or value == "true" else value
    else:
        del place[last]
    return json.dumps(data)


@pytest.mark.parametrize(("change", "where", "what"), BROKEN)
def test_the_first_place_that_differs_is_named(
    tmp_path: Path, change: str, where: str, what: str
) -> None:
    path = tmp_path / "graph.json"
    path.write_text(broken(change))
    with pytest.raises(GraphFormatError) as caught:
        read_json(path)
    assert caught.value.where == (f"{path}: {where}" if where else str(path))
    assert what in caught.value.what


def test_a_good_graph_is_read(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_text(json.dumps(GOOD))
    assert read_json(tmp_path / "graph.json").number_of_edges() == 1


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\x89PNG"])
def test_a_file_that_is_no_json_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "graph.json").write_bytes(data)
    with pytest.raises(GraphFormatError):
        read_json(tmp_path / "graph.json")
