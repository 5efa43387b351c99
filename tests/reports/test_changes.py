"""``graphkit diff``: what two graphs have different is told, and nothing else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.cli import main
from graphkit.exporters import read_json, write_json
from graphkit.reports.changes import Changes, compare, lines
from graphkit.schema import Graph
from tests.graphs import made_up_graph

STORY = Path(__file__).resolve().parent.parent / "data" / "story.json"


@pytest.fixture(scope="module")
def story() -> Graph:
    return read_json(STORY)


def changed(story: Graph, change: Callable[[Graph], Any]) -> Changes:
    graph: Graph = nx.node_link_graph(
        json.loads(json.dumps(nx.node_link_data(story, edges="edges"))), edges="edges"
    )
    change(graph)
    return compare(story, graph)


def told(changes: Changes) -> str:
    return "\n".join(lines(changes))


def first(graph: Graph, type_: str) -> str:
    return min(node for node, data in graph.nodes(data=True) if data["type"] == type_)


def rename(graph: Graph, node: str, new: str) -> None:
    nx.relabel_nodes(graph, {node: new}, copy=False)


def another(value: Any) -> Any:
    """A value of the same kind that is not equal."""
    if isinstance(value, list):
        return value[:-1]
    return f"{value or ''}." if value is None or isinstance(value, str) else value + 0.5


@given(st.integers(0, 50), st.integers(0, 50))
@settings(max_examples=10, deadline=None)
def test_a_graph_differs_from_another_and_not_from_itself(one: int, other: int) -> None:
    graph, copy = (made_up_graph(30, 60, seed=one, hostile=0.3) for _ in range(2))
    assert not compare(graph, copy)
    second = made_up_graph(30, 60, seed=other, hostile=0.3)
    assert bool(compare(graph, second)) == (one != other)
    json.dumps(compare(graph, second).as_dict())


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_any_value_that_is_another_is_found(seed: int) -> None:
    rng = random.Random(seed)
    graph = made_up_graph(20, 40, seed=seed % 7)
    copy = made_up_graph(20, 40, seed=seed % 7)
    rows = [data for _, data in copy.nodes(data=True)] + [d for *_, d in copy.edges(data=True)]
    row = rng.choice(rows)
    name = rng.choice([name for name, value in row.items() if name != "type" and value != []])
    row[name] = another(row[name])
    assert compare(graph, copy)
    assert compare(copy, graph)


def test_the_order_of_nodes_and_edges_is_no_difference(story: Graph) -> None:
    turned: Graph = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(story.nodes(data=True))))
    turned.add_edges_from(reversed(list(story.edges(keys=True, data=True))))
    assert not compare(story, turned)


def test_what_is_new_and_what_is_gone_are_each_other_turned(story: Graph) -> None:
    claim = first(story, "Claim")
    gone = changed(story, lambda g: g.remove_node(claim))
    assert [c.id for c in gone.sections["claims"].gone] == [claim]
    smaller: Graph = story.copy()
    smaller.remove_node(claim)
    added = compare(smaller, story)
    assert [c.id for c in added.sections["claims"].added] == [claim]
    assert not added.sections["claims"].gone


def test_an_entity_that_joined_another_is_merged_and_its_ties_stay(story: Graph) -> None:
    one, two = sorted(n for n, d in story.nodes(data=True) if d["type"] == "Person")[:2]

    def join(graph: Graph) -> None:
        graph.nodes[two]["aliases"] = [
            *graph.nodes[two].get("aliases", []),
            graph.nodes[one]["name"],
        ]
        graph.nodes[two]["evidence"] = graph.nodes[two]["evidence"] + graph.nodes[one]["evidence"]
        for source, target, key, data in list(graph.edges(one, keys=True, data=True)):
            graph.add_edge(two, target, key=f"{key}-{source}", **data)
        for source, _, key, data in list(graph.in_edges(one, keys=True, data=True)):
            graph.add_edge(source, two, key=f"{key}-{source}", **data)
        graph.remove_node(one)

    found = changed(story, join)
    (merged,) = found.sections["entities"].merged
    assert (merged.id, merged.into) == (one, two)
    assert not found.sections["entities"].gone
    assert not found.sections["disputes"].gone
    assert not any(added or gone for added, gone, _ in found.ties.values())
    assert f"now one with {story.nodes[two]['name']}" in told(found)


def test_an_entity_with_another_id_is_changed_not_gone_and_new(story: Graph) -> None:
    who = first(story, "Person")
    found = changed(story, lambda g: rename(g, who, "person:somebody-else"))
    section = found.sections["entities"]
    assert [(c.id, c.into) for c in section.changed] == [(who, "person:somebody-else")]
    assert not section.added
    assert not section.gone
    assert not found.ties


def test_an_entity_that_was_split_off_says_from_whom(story: Graph) -> None:
    who = next(
        n for n, d in story.nodes(data=True) if d["type"] == "Person" and len(d["evidence"]) > 1
    )

    def split(graph: Graph) -> None:
        *kept, part = graph.nodes[who]["evidence"]
        graph.nodes[who]["evidence"] = kept
        graph.add_node(
            "person:other", type="Person", name="Other", aliases=[], roles=[], evidence=[part]
        )

    (new,) = changed(story, split).sections["entities"].added
    assert new.what == (f"split off from {story.nodes[who]['name']}",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(checkable=0.111), "checkable: "),
        (lambda d: d.update(text="Other words."), "text: "),
        (lambda d: d.update(context_needed="?"), "context needed: "),
        (lambda d: d.update(first_reported=None), "no first reported any more (was "),
        (lambda d: d.update(note="seen"), "note: seen"),
        (lambda d: d["evidence"].pop(), "places: 0 new, 1 gone"),
    ],
)
def test_a_claim_that_changed_says_in_what(
    story: Graph, change: Callable[[dict[str, Any]], Any], words: str
) -> None:
    claim = next(
        n for n, d in story.nodes(data=True) if d["type"] == "Claim" and d.get("first_reported")
    )
    found = changed(story, lambda g: change(g.nodes[claim]))
    (one,) = found.sections["claims"].changed
    assert one.id == claim
    assert one.what[0].startswith(words)
    assert words in told(found)


def test_a_dispute_that_is_gone_is_told_with_who_and_what(story: Graph) -> None:
    source, target, key = next(
        (s, t, k) for s, t, k, d in story.edges(keys=True, data=True) if d["type"] == "DISPUTES"
    )
    found = changed(story, lambda g: g.remove_edge(source, target, key))
    (gone,) = found.sections["disputes"].gone
    assert str(story.nodes[target]["text"])[:40] in gone.name
    assert found.ties == {"DISPUTES": (0, 1, 0)}


def test_speakers_are_those_who_say_something(story: Graph) -> None:
    source, target, key = next(
        (s, t, k) for s, t, k, d in story.edges(keys=True, data=True) if d["type"] == "SAID"
    )
    fewer = changed(story, lambda g: g.remove_edge(source, target, key)).sections["speakers"]
    assert [c.id for c in fewer.gone + fewer.changed] == [source]
    nothing: Graph = story.copy()
    nothing.remove_edges_from(
        [(s, t, k) for s, t, k, d in story.edges(keys=True, data=True) if d["type"] == "SAID"]
    )
    everybody = {s for s, _, d in story.edges(data=True) if d["type"] == "SAID"}
    assert {c.id for c in compare(nothing, story).sections["speakers"].added} == everybody


@pytest.fixture
def files(tmp_path: Path, story: Graph) -> tuple[Path, Path]:
    smaller: Graph = story.copy()
    smaller.remove_node(first(story, "Claim"))
    write_json(story, tmp_path / "old.json")
    write_json(smaller, tmp_path / "new.json")
    return tmp_path / "old.json", tmp_path / "new.json"


def call(*arguments: str | Path) -> Any:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_the_exit_status_is_that_of_diff(files: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = files
    assert call(old, old).exit_code == 0
    assert call(old, old).stdout == "No difference\n"
    assert call(old, new).exit_code == 1
    assert call(old, tmp_path / "none.json").exit_code == 2
    quiet = call("--quiet", old, new)
    assert (quiet.exit_code, quiet.stdout) == (1, "")


def test_the_command_tells_words_and_json(files: tuple[Path, Path], story: Graph) -> None:
    done = call(*files)
    assert "Claims: 1 gone" in done.stdout
    assert str(story.nodes[first(story, "Claim")]["text"])[:60] in done.stdout
    data = json.loads(call(*files, "--json").stdout)
    assert data["same"] is False
    assert [row["id"] for row in data["claims"]["gone"]] == [first(story, "Claim")]
    assert json.loads(call(files[0], files[0], "--json").stdout)["same"] is True


def test_long_lists_are_cut_and_counted(tmp_path: Path) -> None:
    write_json(made_up_graph(60, 60), tmp_path / "old.json")
    write_json(made_up_graph(200, 60), tmp_path / "new.json")
    done = call(tmp_path / "old.json", tmp_path / "new.json", "--top", "3")
    assert "more added" in done.stdout
    assert len(done.stdout.splitlines()) < 80
