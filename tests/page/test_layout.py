"""The layout: every node has a place, stories lie side by side, and the same graph the same way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.newsgraph import news_graph
from graphkit.page.layout import Layout, lay_out, pack_discs
from graphkit.schema import Graph


@pytest.fixture(scope="module")
def news() -> tuple[Graph, Layout]:
    graph = news_graph(600)
    return graph, lay_out(graph)


@pytest.mark.parametrize("nodes", [0, 1, 2, 5])
def test_a_tiny_graph_is_laid_out(nodes: int) -> None:
    graph: Graph = nx.MultiDiGraph()
    for number in range(nodes):
        graph.add_node(f"n{number}", type="Person", name="x")
        graph.add_edge(f"n{number}", f"n{number // 2}", key="k", type="CITED", evidence=[])
    layout = lay_out(graph)
    assert set(layout.places) == set(graph.nodes)
    assert len(set(layout.places.values())) == nodes


def test_a_star_with_thousands_of_leaves_is_laid_out() -> None:
    graph: Graph = nx.MultiDiGraph()
    for number in range(3000):
        graph.add_edge("hub", f"leaf{number}", key="k", type="SAID", evidence=[])
    places = np.array(list(lay_out(graph).places.values()))
    assert np.isfinite(places).all()
    assert len(np.unique(places.round(), axis=0)) > 2900


def test_no_two_stories_overlap(news: tuple[Graph, Layout]) -> None:
    discs = news[1].discs
    for index, one in enumerate(discs):
        for other in discs[:index]:
            gap = np.hypot(one.x - other.x, one.y - other.y)
            assert gap >= one.radius + other.radius - 1


def test_each_node_lies_in_the_disc_of_its_story(news: tuple[Graph, Layout]) -> None:
    layout = news[1]
    for story, disc in zip(layout.stories, layout.discs, strict=True):
        for member in story.members:
            x, y = layout.places[member]
            assert np.hypot(x - disc.x, y - disc.y) <= disc.radius


def test_neighbours_on_the_map_are_neighbours_in_the_story(news: tuple[Graph, Layout]) -> None:
    layout = news[1]
    names = sorted(layout.places)
    places = np.array([layout.places[n] for n in names])
    story = np.array(
        [next(i for i, s in enumerate(layout.stories) if n in s.members) for n in names]
    )
    gap = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    nearest = gap.argsort(axis=1)[:, 1:11]
    assert (story[nearest] == story[:, None]).mean() > 0.87


def test_no_node_hides_another(news: tuple[Graph, Layout]) -> None:
    places = np.array(list(news[1].places.values()))
    gap = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    np.fill_diagonal(gap, np.inf)
    assert (gap.min(axis=1) > 20).mean() > 0.99


def test_the_same_graph_has_the_same_page_whatever_the_hash_seed(root: Path) -> None:
    program = (
        "import hashlib;from tests.page.story import story_graph;"
        "from graphkit.page import render_html;"
        "print(hashlib.sha256(render_html(story_graph(), with_texts=True).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(found) == 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(min_value=1, max_value=500), max_size=40))
def test_packed_discs_never_overlap(radii: list[float]) -> None:
    sizes = np.array(sorted(radii, reverse=True))
    centres = pack_discs(sizes)
    for i in range(len(sizes)):
        for j in range(i):
            gap = np.hypot(*(centres[i] - centres[j]))
            assert gap >= sizes[i] + sizes[j] - 1e-6
