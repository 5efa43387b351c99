"""``graphkit stats`` and ``graphkit export`` from the outside."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.exporters import EXPORTERS, read_json, write_json
from graphkit.reports.summary import summarise
from graphkit.schema import Graph


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def path(seeds_graph: Graph, tmp_path: Path) -> Path:
    write_json(seeds_graph, tmp_path / "graph.json")
    return tmp_path / "graph.json"


def test_stats_count_what_is_there(path: Path, seeds_graph: Graph) -> None:
    done = call("stats", path)
    assert done.exit_code == 0, done.output
    assert "11 Article" in done.stdout
    assert "Dana Whitlock" in done.stdout
    data = json.loads(call("stats", path, "--json", "--top", "3").stdout)
    assert sum(data["nodes"].values()) == seeds_graph.number_of_nodes()
    assert sum(data["edges"].values()) == seeds_graph.number_of_edges()
    assert len(data["most_quoted"]) == 3
    assert data["claims"] >= data["open_claims"]


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_every_format_is_written_where_asked(path: Path, tmp_path: Path, name: str) -> None:
    done = call("export", path, "--to", name, "-o", tmp_path / "new" / "out")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "new" / "out").exists()
    assert str(tmp_path / "new" / "out") in done.stdout


def test_all_writes_every_format(path: Path, tmp_path: Path) -> None:
    done = call("export", path, "--to", "all", "-o", tmp_path / "all")
    assert done.exit_code == 0, done.output
    assert {p.name for p in (tmp_path / "all").iterdir()} == {e.name for e in EXPORTERS.values()}


def test_all_goes_on_where_one_cannot_be_written(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = call("export", path, "--to", "all", "-o", tmp_path / "all")
    assert done.exit_code == 3
    assert "Left out parquet" in done.stderr
    assert len(list((tmp_path / "all").iterdir())) == len(EXPORTERS) - 1


@pytest.mark.parametrize("words", ["Dana Whitlock", "whitlock", "first call came from a driver"])
def test_a_part_of_a_graph_is_that_around_what_words_name(
    path: Path, tmp_path: Path, seeds_graph: Graph, words: str
) -> None:
    done = call("export", path, "--to", "json", "--of", words, "-o", tmp_path / "part.json")
    assert done.exit_code == 0, done.output
    part = read_json(tmp_path / "part.json")
    assert 2 < len(part) < len(seeds_graph)
    assert any(data["name"] == "Dana Whitlock" for _, data in part.nodes(data=True))


def test_a_part_of_a_graph_that_words_do_not_name_is_told(path: Path, tmp_path: Path) -> None:
    done = call("export", path, "--to", "csv", "--of", "Zaphod Quillbrook", "-o", tmp_path / "x")
    assert done.exit_code == 2
    assert "Zaphod Quillbrook" in done.stderr


def test_help_names_every_format() -> None:
    words = call("export", "--help").stdout.replace(",", " ").replace(".", " ").split()
    assert set(EXPORTERS) <= set(words)


def test_an_unknown_format_is_told_with_the_known_ones(path: Path) -> None:
    done = call("export", path, "--to", "xlsx")
    assert done.exit_code == 2
    assert all(name in done.stderr for name in EXPORTERS)


@pytest.mark.parametrize("arguments", [["stats"], ["export", "--to", "csv"]])
def test_a_graph_that_is_none_is_told_by_its_first_difference(
    tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "graph.json"
    path.write_text('{"nodes": [{"id": 7}], "edges": []}')
    done = call(arguments[0], path, *arguments[1:])
    assert done.exit_code == 2
    assert f"{path}: $.nodes[0].id: expected a string, found 7" in done.stderr
    assert "Traceback" not in done.output


def test_the_summary_says_who_disputes_what() -> None:
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    for node, type_ in (("p", "Person"), ("q", "Person"), ("c", "Claim"), ("d", "Claim")):
        graph.add_node(node, type=type_, name=node.upper())
    evidence = [{"doc": "a", "start": 0, "end": 0, "quote": ""}]
    for source, target, type_ in (("p", "c", "SAID"), ("q", "d", "SAID"), ("d", "c", "DISPUTES")):
        graph.add_edge(source, target, type=type_, evidence=evidence, confidence=0.8)
    (dispute,) = summarise(graph).disputes
    assert (dispute.by, dispute.claim, dispute.of) == ("Q", "C", "P")
