"""GRAPH and ``-o -`` are the same everywhere; names are listed, and near ones told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

import graphkit
from graphkit.cli import COMMANDS, main
from graphkit.errors import GraphFormatError, InputError
from graphkit.exporters import write_json
from graphkit.schema import Graph


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def path(seeds_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph in a folder of its own, which is not where one is looked for."""
    monkeypatch.chdir(tmp_path)
    write_json(seeds_graph, tmp_path / "story.json")
    return Path("story.json")


TAKE_A_GRAPH = {
    "stats": (),
    "entities": (),
    "export": ("--to", "json", "-o", "copy.json"),
    "render": ("-o", "page.html"),
    "trace": ("first call",),
    "why": ("Dana Whitlock",),
    "merge": ("Dana Whitlock", "Peter Vance", "--dry-run"),
    "split": ("Dana Whitlock", "Peter Vance", "--dry-run"),
    "drop": ("Dana Whitlock", "--dry-run"),
    "retype": ("Dana Whitlock", "Agency", "--dry-run"),
    "rename": ("Dana Whitlock", "Dana W."),
    "review": ("--list",),
    "push": ("--dump-cypher", "-"),
}


@pytest.mark.parametrize("command", sorted(TAKE_A_GRAPH))
def test_a_graph_is_given_by_the_same_option_everywhere(path: Path, command: str) -> None:
    for option in ("--graph", "-g"):
        done = call(command, *TAKE_A_GRAPH[command], option, path)
        assert done.exit_code == 0, done.output
    missing = call(command, *TAKE_A_GRAPH[command])
    assert missing.exit_code == 2
    assert "exports/graph.json: does not exist (graphkit build PATH... makes" in missing.stderr


@pytest.mark.parametrize("command", ["stats", "entities", "export", "render", "push"])
def test_a_graph_may_also_stand_behind_a_command_that_takes_nothing_else(
    path: Path, command: str
) -> None:
    assert call(command, path, *TAKE_A_GRAPH[command]).exit_code == 0
    twice = call(command, path, "--graph", path, *TAKE_A_GRAPH[command])
    assert twice.exit_code == 2
    assert "GRAPH is given twice" in twice.stderr


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("export", "--to", "graphml"), "<?xml"),
        (("export", "--to", "gexf"), "<?xml"),
        (("export", "--to", "json"), '{"directed"'),
        (("export", "--to", "cypher"), ""),
        (("render",), "<!"),
    ],
)
def test_a_dash_is_standard_output(path: Path, words: tuple[str, ...], begins: str) -> None:
    done = call(*words, "--graph", path, "-o", "-")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.lower().startswith(begins.lower())
    assert "Wrote" not in done.output
    assert not Path("-").exists()
    call(*words, "--graph", path, "-o", "file")
    assert Path("file").read_text("utf-8") == done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("export", "story.json", "--to", "csv", "-o", "-"),
        ("export", "story.json", "--to", "neo4j-admin", "-o", "-"),
        ("queries", "browser", "-o", "-"),
        ("build", "story.json", "-o", "-", "--json"),
    ],
)
def test_what_does_not_fit_on_standard_output_is_told(path: Path, words: tuple[str, ...]) -> None:
    done = call(*words)
    assert done.exit_code == 2
    assert "standard output" in done.stderr
    assert done.stdout == ""
    assert not Path("-").exists()


def test_a_build_to_standard_output_is_the_graph_alone(path: Path) -> None:
    Path("a.txt").write_text("“It held,” Ann Lee said on Monday.", encoding="utf-8")
    done = call("build", "a.txt", "-o", "-")
    names = {node["name"] for node in json.loads(done.stdout)["nodes"]}
    assert "Ann Lee" in names
    assert not Path("exports").exists()


def test_entities_are_listed_with_aliases_and_counts(path: Path, seeds_graph: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(call("entities", path).stdout)))
    known = {
        node: data
        for node, data in seeds_graph.nodes(data=True)
        if data["type"] in ("Person", "Agency", "Organization", "Outlet")
    }
    assert {row["id"] for row in rows} == set(known)
    assert [int(row["mentions"]) for row in rows] == sorted(
        (len(data["evidence"]) for data in known.values()), reverse=True
    )
    (dana,) = (row for row in rows if row["name"] == "Dana Whitlock")
    node = known[dana["id"]]
    assert dana["aliases"] == " · ".join(node["aliases"])
    assert int(dana["articles"]) == len({row["doc"] for row in node["evidence"]})
    said = [1 for _, _, d in seeds_graph.out_edges(dana["id"], data=True) if d["type"] == "SAID"]
    assert int(dana["claims"]) == len(said) > 0


def test_entities_are_filtered_by_words_and_types(path: Path) -> None:
    found = json.loads(call("entities", path, "--filter", "WHITL", "--json").stdout)
    assert [row["name"] for row in found] == ["Dana Whitlock"]
    kinds = {
        row["type"]
        for row in json.loads(
            call("entities", path, "--type", "agency", "--type", "Outlet", "--json").stdout
        )
    }
    assert kinds == {"Agency", "Outlet"}
    table = call("entities", path, "--table", "--limit", "2")
    assert "2 of " in table.stderr
    assert "--limit 0 shows all" in table.stderr
    assert "Did you mean Dana Whitlock?" in call("entities", path, "--filter", "Whitlokc").stderr


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("biuld", "Did you mean build?"),
        ("entity", "Did you mean entities?"),
        ("judgement", "Did you mean judgements?"),
        ("xyzzy", "No such command 'xyzzy'."),
    ],
)
def test_a_command_that_is_none_is_told_with_those_written_like_it(word: str, told: str) -> None:
    done = call(word)
    assert done.exit_code == 2
    assert told in done.stderr


def test_every_command_takes_its_help_from_one_list() -> None:
    assert {"entities", "drop", "retype", "judgements", "remove", "review"} <= set(COMMANDS)


# the library


def test_the_library_takes_one_path_or_many_as_text_or_path(seeds: Path) -> None:
    file = seeds / "01-ledger-fire.txt"
    one = graphkit.build(file)
    assert list(one) == list(graphkit.build(str(file))) == list(graphkit.build([str(file)]))
    (row,) = graphkit.extract(file)
    assert row["document"] == file.name
    assert {node for node, data in one.nodes(data=True) if data["type"] == "Person"} >= {
        entity["id"] for entity in row["entities"] if entity["type"] == "Person"
    }


def test_the_library_traces_exports_shows_and_merges(seeds_graph: Graph, tmp_path: Path) -> None:
    assert "Route 9" in graphkit.trace(seeds_graph, "driver on Route 9")["text"]
    with pytest.raises(InputError, match="no claim has these words"):
        graphkit.trace(seeds_graph, "xyzzy plugh")
    graphkit.export(seeds_graph, tmp_path / "g.graphml")
    assert (tmp_path / "g.graphml").read_text("utf-8").startswith("<?xml")
    graphkit.export(seeds_graph, str(tmp_path / "tables"), to="csv")
    assert (tmp_path / "tables" / "evidence.csv").exists()
    with pytest.raises(InputError, match="no format 'xlsx'"):
        graphkit.export(seeds_graph, tmp_path / "g.xlsx")
    assert "<iframe" in graphkit.show(seeds_graph)._repr_html_()
    file = tmp_path / "judgements.yaml"
    made = graphkit.merge(seeds_graph, "Dana Whitlock", "Peter Vance", judgements=file)
    assert made.kind == "same"
    assert "person:dana-whitlock" in file.read_text("utf-8")
    assert graphkit.__version__[0].isdigit()
    assert graphkit.Settings().judge == ""


def _typeless() -> Graph:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("a", name="A")
    return graph


@pytest.mark.parametrize("graph", [nx.DiGraph(), nx.MultiGraph(), {"nodes": []}, None, _typeless()])
def test_save_refuses_what_is_no_graph_of_ours(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphFormatError):
        graphkit.save(graph, tmp_path / "graph.json")
    assert not (tmp_path / "graph.json").exists()


def test_the_package_says_that_it_is_typed(root: Path) -> None:
    assert (root / "graphkit" / "py.typed").is_file()
