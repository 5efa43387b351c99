"""A Mermaid drawing holds the ties, and no label ends before its end."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.exporters.mermaid import MOST_TIES, label, write_mermaid
from graphkit.exporters.neighbourhood import around, find_nodes
from graphkit.schema import Graph
from tests.graphs import HOSTILE, made_up_graph

NODE = re.compile(
    r'  n(\d+)(\(\["|\[\["|\[\("|>"|\["|\[/")([^"]*)("\]\)|"\]\]|"\)\]|"\]|"/\]):::(\w+)'
)
TIE = re.compile(r'  n(\d+) (-->|-\.->)\|"([A-Z a-z]+)"\| n(\d+)')
STYLE = re.compile(r"  classDef \w+ fill:#[0-9a-f]{8},stroke:#[0-9a-f]{6}")


def drawn(
    graph: Graph, path: Path
) -> tuple[dict[int, tuple[str, str]], list[tuple[int, str, int]]]:
    """Nodes (number → type, label) and ties, read line by line; each line must be one of them."""
    write_mermaid(graph, path)
    first, *rows = path.read_text("utf-8").split("\n")[:-1]
    assert first == "flowchart LR"
    nodes: dict[int, tuple[str, str]] = {}
    ties: list[tuple[int, str, int]] = []
    for row in rows:
        if node := NODE.fullmatch(row):
            nodes[int(node[1])] = node[5], node[3]
        elif tie := TIE.fullmatch(row):
            ties.append((int(tie[1]), tie[3], int(tie[4])))
        else:
            assert STYLE.fullmatch(row) or row.startswith("  %% "), row
    return nodes, ties


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 1.0]))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_line_is_a_node_or_a_tie_of_the_graph(
    tmp_path: Path, seed: int, hostile: float
) -> None:
    graph = made_up_graph(30, 60, seed=seed, hostile=hostile)
    nodes, ties = drawn(graph, tmp_path / "out.mmd")
    names = list(graph.nodes)
    assert all(graph.nodes[names[n]]["type"] == type_ for n, (type_, _) in nodes.items())
    there = {(s, d["type"].replace("_", " "), t) for s, t, d in graph.edges(data=True)}
    assert {(names[s], what.removesuffix(" possibly"), names[t]) for s, what, t in ties} <= there
    assert {(names[s], names[t]) for s, what, t in ties if what == "DISPUTES"} == {
        (s, t) for s, t, d in graph.edges(data=True) if d["type"] == "DISPUTES"
    }
    assert {end for s, _, t in ties for end in (s, t)} <= nodes.keys()


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
@settings(max_examples=200, deadline=None)
def test_a_label_says_the_words_and_has_no_mark_with_a_meaning(words: str) -> None:
    made = label(words)
    assert not re.search(r'["`*_\\<>&{}\[\]()|~$%^=+@/\'\n\r]', made.replace("<br>", ""))
    assert re.fullmatch(r"(?:[^#;]|#\d+;)*", made)
    shown = html.unescape(re.sub(r"#(\d+);", r"&#\1;", made.replace("<br>", " ")))
    plain = " ".join(words.split())
    if (
        len(plain) <= 120
        and plain
        and not re.search(
            r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|[\U0001fffe-\U0010ffff]", plain
        )
    ):
        assert " ".join(shown.split()) == plain


def test_of_a_large_graph_disputes_are_drawn_and_the_rest_is_counted(tmp_path: Path) -> None:
    graph = made_up_graph(2000, 3000)
    _, ties = drawn(graph, tmp_path / "out.mmd")
    assert len(ties) == MOST_TIES
    assert "are left out" in (tmp_path / "out.mmd").read_text("utf-8")
    disputes = sum(d["type"] == "DISPUTES" for *_, d in graph.edges(data=True))
    assert sum(what.startswith("DISPUTES") for _, what, _ in ties) == min(disputes, MOST_TIES)


def test_around_a_person_are_her_claims_and_who_disputes_them(seeds_graph: Graph) -> None:
    (who,) = find_nodes(seeds_graph, "dana whitlock")
    part = around(seeds_graph, who)
    said = {t for _, t, d in seeds_graph.out_edges(who, data=True) if d["type"] == "SAID"}
    assert said <= set(part)
    against = {
        s for c in said for s, _, d in seeds_graph.in_edges(c, data=True) if d["type"] == "DISPUTES"
    }
    assert against
    assert against <= set(part)
    assert len(part) < len(seeds_graph) / 2


def test_around_a_claim_are_its_speakers_and_reports(seeds_graph: Graph) -> None:
    claim = next(t for _, t, d in seeds_graph.edges(data=True) if d["type"] == "DISPUTES")
    part = around(seeds_graph, claim)
    assert set(seeds_graph.predecessors(claim)) | set(seeds_graph.successors(claim)) <= set(part)
    assert all(seeds_graph.nodes[n] == data for n, data in part.nodes(data=True))


@pytest.mark.parametrize("words", ["", "   ", "nobody of that name"])
def test_words_that_name_nothing_find_nothing(seeds_graph: Graph, words: str) -> None:
    assert find_nodes(seeds_graph, words) == []
