"""The saved query tells a claim's way in the same order as ``graphkit trace`` and the page."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest

from graphkit.graphdb import Server, connect, push
from graphkit.graphdb.queries import find, run
from graphkit.reports.timeline import first_of, time_line
from graphkit.schema import Graph
from tests.neo4j_server import forget

WORDS = "the weir gate stood open all night"
#: Name → date; in the order that is right: see WAY.
DATES = {
    "Cites the third": "2026-05-04",
    "Relied on by the first": "2026-05-04",
    "Late in the east": "2026-05-03T23:30:00+05:00",
    "Early in the west": "2026-05-03T19:00:00-06:00",
    "No day is known": "2026-06",
    "Nothing is known": None,
}
WAY = [
    "Weir watcher: gate open",  # a post of the day before
    "Late in the east",
    "Early in the west",
    "Relied on by the first",
    "Cites the third",
    "No day is known",
    "Nothing is known",
]


def way_graph() -> Graph:
    """One claim in six articles and a post, with every case that the order knows."""
    graph: Graph = nx.MultiDiGraph()
    found = {"doc": "x", "start": 0, "end": 4, "quote": "open", "extractor": "t", "confidence": 0.9}
    graph.add_node("claim:weir", type="Claim", name=WORDS, text=WORDS, kind="direct", evidence=[])
    graph.add_node(
        "post:weir", type="SocialPost", name="Weir watcher: gate open", text="gate open",
        author="Weir watcher", platform="X", published="2026-05-02", evidence=[],
    )  # fmt: skip
    graph.add_edge("post:weir", "claim:weir", "s", type="STATES", evidence=[found], confidence=0.9)
    for number, (name, date) in enumerate(DATES.items()):
        article, outlet = f"article:{number}", f"outlet:{number}"
        graph.add_node(
            article, type="Article", name=name, title=name, published=date, outlet=f"Paper {number}"
        )
        graph.add_node(outlet, type="Outlet", name=f"Paper {number}", evidence=[])
        graph.add_edge(
            "claim:weir", article, "a", type="APPEARS_IN", evidence=[found], confidence=0.9
        )
        graph.add_edge(article, outlet, "p", type="PUBLISHED_BY", evidence=[], confidence=1.0)
    graph.add_edge(
        "article:0", "outlet:1", "c", type="CITED", evidence=[found], confidence=0.9
    )  # fmt: skip
    return graph


def names(graph: Graph, claim: str) -> list[str]:
    return [str(graph.nodes[step.node]["name"]) for step in time_line(graph, claim)]


def test_the_order_is_by_day_then_by_who_relies_on_whom_then_by_the_clock() -> None:
    graph = way_graph()
    assert names(graph, "claim:weir") == WAY
    first = first_of(time_line(graph, "claim:weir"))
    assert first
    assert (first.node, first.date) == ("post:weir", "2026-05-02")


def test_what_is_not_sure_of_the_order_is_said() -> None:
    graph = way_graph()
    graph.remove_edge("article:0", "outlet:1", "c")
    steps = {step.node: step.unsure for step in time_line(graph, "claim:weir")}
    doubt = "the same day as the one before: which of the two was first is not known"
    assert doubt in (*steps["article:0"], *steps["article:1"])
    assert doubt not in steps["article:3"]  # both have their time of day
    assert "the article's date is not known" in steps["article:5"]


@pytest.fixture(scope="module")
def pushed(neo4j_server: Server, seeds_graph: Graph) -> Iterator[Server]:
    with connect(neo4j_server) as driver:
        for name, graph in (("ways", way_graph()), ("way-seeds", seeds_graph)):
            push(driver, graph, name=name, database=neo4j_server.database)
    yield neo4j_server
    for name in ("ways", "way-seeds"):
        forget(neo4j_server, name)


def asked(server: Server, text: str) -> list[str]:
    with connect(server) as driver:
        rows = run(driver, find("time-line"), {"words": text}, database=server.database)[1]
    return [f"{str(row[0])[:10]} {row[4]}" for row in rows if row[2] == text]


def test_the_saved_query_has_the_same_order(pushed: Server, seeds_graph: Graph) -> None:
    for graph in (way_graph(), seeds_graph):
        told = {d["text"]: n for n, d in graph.nodes(data=True) if d["type"] == "Claim"}
        ways = {text: time_line(graph, node) for text, node in told.items()}
        longest = sorted(ways, key=lambda text: (-len(ways[text]), text))[:5]
        for text in longest:
            wanted = [
                f"{step.date[:10] or 'no date'} "
                f"{graph.nodes[step.node].get('title') or graph.nodes[step.node]['name']}"
                for step in ways[text]
            ]
            assert asked(pushed, text) == wanted
