"""Stories: what belongs together is found together, and named after who is in it."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from benchmarks.newsgraph import news_graph
from graphkit.page.stories import LOOSE_ENDS, find_stories
from tests.page.story import story_graph


def test_a_graph_without_nodes_has_no_stories() -> None:
    assert find_stories(nx.MultiDiGraph()) == ()


def test_nodes_without_ties_are_loose_ends() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", type="Person", name="A")
    graph.add_node("b", type="Person", name="B")
    (story,) = find_stories(graph)
    assert story.loose
    assert story.name == LOOSE_ENDS
    assert story.members == ("a", "b")


def test_every_node_is_in_one_story() -> None:
    graph = story_graph()
    members = [m for s in find_stories(graph) for m in s.members]
    assert sorted(members) == sorted(graph.nodes)


def test_a_dispute_is_in_one_story_with_both_its_sides() -> None:
    story_of = {m: s.name for s in find_stories(story_graph()) for m in s.members}
    assert story_of["claim:crew"] == story_of["claim:alarm"] == story_of["person:ilse-marrow"]


def test_stories_of_a_news_graph_are_found_again() -> None:
    graph = news_graph(600)
    story_of = {m: n for n, s in enumerate(find_stories(graph)) for m in s.members}
    claims = [c for c in graph if c.startswith("claim:")]
    told = Counter((c.split(":")[1].split("-")[0], story_of[c]) for c in claims)
    best: Counter[str] = Counter()
    for (story, _), count in told.items():
        best[story] = max(best[story], count)
    assert best.total() / len(claims) > 0.9
