"""Every export holds the whole graph and can be read by the tools it is for."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from graphkit.errors import GraphFormatError, InputError
from graphkit.exporters import EXPORTERS, read_json, write_json
from graphkit.exporters.cypher import statements
from graphkit.exporters.tables import guarded
from graphkit.files import MANIFEST
from graphkit.graphdb.format.constraints import constraint_statements
from graphkit.graphdb.format.literals import literal
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
        assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel takes it for Latin-1"
        with file.open(encoding="utf-8-sig", newline="") as handle:
            rows[file.stem] = list(csv.DictReader(handle))
    nodes = [row for name, table in rows.items() if name.startswith("nodes-") for row in table]
    edges = [row for name, table in rows.items() if name.startswith("edges-") for row in table]
    assert {row["id"] for row in nodes} == set(graph.nodes)
    assert len(edges) == graph.number_of_edges()
    quotes = {(row["of"], row["quote"]) for row in rows["evidence"]}
    for _, _, key, data in graph.edges(keys=True, data=True):
        for item in data["evidence"]:
            assert (key, guarded(item["quote"])) in quotes


FOLDERS = ("csv", "neo4j-admin")
#: Names that look like a table's and are somebody's own.
THEIRS = [
    "Personal-budget.csv",
    "Claims-2026.csv",
    "Claim-two.csv",
    "Person-header-old.csv",
    "nodes-Claim (copy).csv",
    "nodes-Ferry.csv",
    "SAID.csv.bak",
    "evidence.tsv",
    "import.sh.txt",
    ".nodes-Person.csv.1.part",
]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): p.read_text("utf-8", "backslashreplace")
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_export_leaves_all_that_is_not_its_own(
    tmp_path: Path, graph: Graph, name: str
) -> None:
    theirs = {**dict.fromkeys(THEIRS, "mine"), "Person/Person.csv": "mine"}
    for file, text in theirs.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    for _ in range(2):
        EXPORTERS[name].write(graph, tmp_path)
        assert theirs.items() <= contents(tmp_path).items()
    assert len(contents(tmp_path)) > len(theirs) + 10


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_export_removes_its_own_old_tables(
    tmp_path: Path, graph: Graph, name: str
) -> None:
    EXPORTERS[name].write(graph, tmp_path)
    assert any("Agency" in file for file in contents(tmp_path))
    small = graph.subgraph(n for n, d in graph.nodes(data=True) if d["type"] != "Agency")
    EXPORTERS[name].write(small, tmp_path)
    assert not any("Agency" in file for file in contents(tmp_path))
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".part")]


def test_two_formats_in_one_folder_leave_each_other_alone(tmp_path: Path, graph: Graph) -> None:
    EXPORTERS["csv"].write(graph, tmp_path)
    tables = contents(tmp_path)
    EXPORTERS["neo4j-admin"].write(graph, tmp_path)
    EXPORTERS["neo4j-admin"].write(graph, tmp_path)
    tables.pop(MANIFEST)
    assert tables.items() <= contents(tmp_path).items()


@pytest.mark.parametrize("name", FOLDERS)
def test_a_file_of_somebody_else_in_the_way_stops_a_folder_export(
    tmp_path: Path, graph: Graph, name: str
) -> None:
    EXPORTERS[name].write(graph, tmp_path / "one")
    some = next(file for file in sorted(contents(tmp_path / "one")) if "Person" in file)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / some).write_text("mine")
    with pytest.raises(InputError, match="not written by graphkit"):
        EXPORTERS[name].write(graph, tmp_path / "two")
    assert contents(tmp_path / "two") == {some: "mine"}


@pytest.mark.parametrize("name", [*FOLDERS, "parquet"])
def test_a_folder_export_wants_a_folder(tmp_path: Path, graph: Graph, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"):
        EXPORTERS[name].write(graph, tmp_path / "file")


@pytest.mark.parametrize("name", [*FOLDERS, "parquet"])
def test_a_folder_export_that_is_broken_off_changes_nothing(
    tmp_path: Path, graph: Graph, name: str
) -> None:
    EXPORTERS[name].write(graph, tmp_path / "out")
    before = contents(tmp_path)
    wrong: Graph = graph.copy()
    # rows of a type after those of all others
    wrong.add_node("z", type="Person", name="Z", evidence=[{"doc": "\ud800"}], text="\ud800")
    with pytest.raises(ValueError if name == "csv" else GraphFormatError):
        EXPORTERS[name].write(wrong, tmp_path / "out")
    with pytest.raises(ValueError if name == "csv" else GraphFormatError):
        EXPORTERS[name].write(wrong, tmp_path / "new")
    assert contents(tmp_path) == before


def test_a_cypher_script_names_every_node_and_edge_once(graph: Graph) -> None:
    script = list(statements(graph))
    text = "\n".join(script)
    assert len(re.findall(r"\{id: '", text)) == graph.number_of_nodes()
    assert len(re.findall(r"set: \{key: '", text)) == graph.number_of_edges()
    assert all("\n" not in statement for statement in script)


def test_a_cypher_script_and_a_push_ask_for_the_same_constraints(graph: Graph) -> None:
    asked = [line for line in statements(graph) if line.startswith("CREATE ")]
    assert asked == list(constraint_statements())
    nodes = [line for line in statements(graph) if " MERGE (n:" in line]
    assert nodes
    assert all("{graph: 'news', id: row.id}" in line for line in nodes)


def test_a_namespace_or_a_text_that_names_a_parameter_stays_as_it_is() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("claim:1", type="Claim", name="$run $graph", text="$rows", evidence=[])
    text = "\n".join(statements(graph, "x$run$rows"))
    assert text.count("'x$run$rows'") == 3
    assert "name: '$run $graph'" in text
    assert "text: '$rows'" in text


ODD_NAMES = [
    "a: 1}] AS row RETURN 1;\nMATCH (n) DETACH DELETE n;\n//",
    "a` : 1}) DETACH DELETE n //",
    "a\\u0060: 1}] AS row MATCH (n) DETACH DELETE n //",
    "a}]->(x) SET x.name = 'b",
    "a b",
    "",
    "$rows",
    "naïve",
    "1st",
    "\n:exit",
    "'><script>alert(1)</script>",
    "=1+1\r\n=2",
    "\x01",
    "\x02",
]
PLAIN_NAMES = ["a", "my_note", "note2", "row", "MATCH", "null", "n"]


def with_property(name: str) -> Graph:
    """A graph whose nodes and edges have a property of that name."""
    graph = made_up_graph(10, 12, seed=3)
    for _, data in graph.nodes(data=True):
        data[name] = "kept"
    for *_, data in graph.edges(data=True):
        data[name] = "kept"
        data["evidence"][0][name] = "kept"
    return graph


def without_literals(script: str) -> str:
    """What of a script is no text: single quotes and what is between them taken out."""
    return re.sub(r"'(?:[^'\\]|\\.)*'", "''", script)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_name_of_a_property_gets_into_the_cypher(name: str) -> None:
    there = without_literals("\n".join(statements(with_property(name))))
    without = without_literals("\n".join(statements(with_property("other"))))
    words = re.compile(r"[^\W_][\w]*")
    new = set(words.findall(there)) - set(words.findall(without))
    assert new <= {"_other"}
    assert "`" not in there
    assert "DELETE" not in there


@pytest.mark.parametrize("name", PLAIN_NAMES)
def test_a_plain_name_of_a_property_is_kept(name: str) -> None:
    assert f"{name}: 'kept'" in "\n".join(statements(with_property(name)))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_cypher_refuses_a_name_that_is_no_plain_word(name: str) -> None:
    with pytest.raises(GraphFormatError, match="no name that Cypher can have"):
        literal({name: 1})


@pytest.mark.parametrize("name", [*ODD_NAMES, *PLAIN_NAMES])
def test_neo4j_admin_has_plain_names_in_its_headers(tmp_path: Path, name: str) -> None:
    EXPORTERS["neo4j-admin"].write(with_property(name), tmp_path)
    for header in tmp_path.glob("*-header.csv"):
        (line,) = header.read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"(?:\w*:[\w()\[\]]+,?)+", line, re.ASCII)
    assert "DELETE" not in without_literals((tmp_path / "constraints.cypher").read_text())


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
@pytest.mark.parametrize("name", [*ODD_NAMES, *PLAIN_NAMES])
def test_xml_keeps_every_name_in_its_place(tmp_path: Path, name: str, format_: str) -> None:
    graph = with_property(name)
    for _, data in graph.nodes(data=True):
        data["\x03"] = "beside"
    EXPORTERS[format_].write(graph, tmp_path / "out")
    root = ElementTree.parse(tmp_path / "out").getroot()
    tag = "key" if format_ == "graphml" else "attribute"
    parts = {child: parent for parent in root.iter() for child in parent}
    ids = [
        (parts[each].get("class"), each.get("id")) for each in root.iter() if each.tag.endswith(tag)
    ]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.-]+", id_ or "") for _, id_ in ids)
    held = [each for each in root.iter() if "kept" in (each.text, each.get("value"))]
    assert len(held) == graph.number_of_nodes() + graph.number_of_edges()


@pytest.mark.parametrize("name", ["parquet", "jsonld", "claimreview"])
def test_half_a_character_is_told_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    graph = made_up_graph(8, 8)
    for _, data in graph.nodes(data=True):
        data |= {"name": "\ud800", "text": "\ud800", "checkable": 0.9}
    with pytest.raises(GraphFormatError):
        EXPORTERS[name].write(graph, tmp_path / "out")
    assert not list(tmp_path.iterdir())


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


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda g: g.nodes["c"].update(name=["a"]), "$.nodes[1].name"),
        (lambda g: g.nodes["c"].update(name=1), "$.nodes[1].name"),
        (lambda g: g.nodes["c"].update(name=True), "$.nodes[1].name"),
        (lambda g: g.nodes["c"].update(text={"a": 1}), "$.nodes[1].text"),
        (lambda g: g.nodes["p"].update(type="Robot"), "$.nodes[0].type"),
        (lambda g: g.nodes["p"].pop("name"), "$.nodes[0].name"),
        (lambda g: g.add_node(7, type="Person", name="A"), "$.nodes[2].id"),
        (lambda g: g.add_edge("c", "p", "k", **g.edges["p", "c", "k"]), "$.edges[1]"),
        (lambda g: g.edges["p", "c", "k"].update(confidence="high"), "$.edges[0].confidence"),
        (lambda g: g.edges["p", "c", "k"]["evidence"][0].pop("quote"), "evidence[0].quote"),
        (lambda g: g.nodes["c"].update(text="\ud800"), "what JSON cannot"),
        (lambda g: g.nodes["c"].update(seen={1, 2}), "what JSON cannot"),
        (lambda g: g.nodes["c"].update(self=g.nodes["c"]), "what JSON cannot"),
    ],
)
def test_no_graph_is_written_that_would_not_be_read(
    tmp_path: Path, change: Any, where: str
) -> None:
    graph: Graph = nx.node_link_graph(
        {**json.loads(json.dumps(GOOD)), "directed": True, "multigraph": True}, edges="edges"
    )
    write_json(graph, tmp_path / "graph.json")
    before = (tmp_path / "graph.json").read_bytes()
    change(graph)
    with pytest.raises(GraphFormatError, match=re.escape(where)):
        write_json(graph, tmp_path / "graph.json")
    assert (tmp_path / "graph.json").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["graph.json"]


@pytest.mark.parametrize("value", [None, [], ["a"], 1, 1.5, True, {"a": [1]}, "", ("a", "b")])
def test_what_a_graph_has_beside_its_format_is_written(tmp_path: Path, value: object) -> None:
    graph = made_up_graph(8, 8)
    for _, data in graph.nodes(data=True):
        data["beside"] = value
    write_json(graph, tmp_path / "graph.json")
    assert read_json(tmp_path / "graph.json").number_of_nodes() == 8


def test_a_good_graph_is_read(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_text(json.dumps(GOOD))
    assert read_json(tmp_path / "graph.json").number_of_edges() == 1


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\x89PNG"])
def test_a_file_that_is_no_json_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "graph.json").write_bytes(data)
    with pytest.raises(GraphFormatError):
        read_json(tmp_path / "graph.json")


def test_gexf_has_colours_sizes_and_days(tmp_path: Path) -> None:
    """As Gephi reads them: colours of the types, larger what has more ties, a time line."""
    from lxml import etree

    graph: Graph = nx.MultiDiGraph()
    row = {"doc": "a", "start": 0, "end": 4, "quote": "open", "extractor": "t", "confidence": 0.9}
    graph.add_node("person:a", type="Person", name="A", aliases=[], evidence=[])
    for number, day in enumerate(("2026-05-04T19:00:00-06:00", "2026-05", None)):
        claim = f"claim:{number}"
        graph.add_node(claim, type="Claim", name="C", text="C", first_reported=day, evidence=[])
        more = {"first_seen": day, "last_seen": day} if day else {}
        kind = "DISPUTES" if number else "SAID"
        graph.add_edge("person:a", claim, key=claim, type=kind, evidence=[row], confidence=0.5,
                       **more)  # fmt: skip
    path = tmp_path / "g.gexf"
    EXPORTERS["gexf"].write(graph, path)
    tree = etree.parse(path)
    names = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
    (whole,) = tree.xpath("//g:graph", namespaces=names)
    assert (whole.get("mode"), whole.get("timeformat")) == ("dynamic", "date")

    def found(element: str, what: str) -> list[tuple[str, ...]]:
        return [tuple(one.attrib.values()) for one in tree.xpath(
            f"//g:{element}/viz:{what}", namespaces=names)]  # fmt: skip

    assert found("node", "color") == [("0", "114", "178"), *[("227", "207", "28")] * 3]
    sizes = [float(size) for (size,) in found("node", "size")]
    assert sizes[0] > sizes[1] == sizes[2]
    assert found("edge", "color")[0] != found("edge", "color")[1] == found("edge", "color")[2]
    starts = [one.get("start") for one in tree.xpath("//g:node | //g:edge", namespaces=names)]
    # a month is no day, and none is invented
    assert starts == [None, "2026-05-04", None, None, "2026-05-04", None, None]
    read = nx.read_gexf(path)
    assert read.nodes["person:a"]["viz"]["color"]["b"] == 178
    assert read.nodes["claim:0"]["start"] == "2026-05-04"


def test_csv_on_standard_output_and_for_neo4j_has_no_mark(tmp_path: Path, graph: Graph) -> None:
    from io import StringIO

    from graphkit.exporters.spreadsheets import write_rows

    out = StringIO()
    write_rows(out, ["name", "n"], [["Ö, “x”", 1], [None, 2]])
    assert out.getvalue() == 'name,n\n"Ö, “x”",1\n,2\n'
    EXPORTERS["neo4j-admin"].write(graph, tmp_path / "import")
    for file in (tmp_path / "import").glob("*.csv"):
        assert not file.read_bytes().startswith(b"\xef\xbb\xbf")
