"""Claims to check say what is known of a claim, and leave out what only a fact-checker can say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Namespace

from graphkit.exporters import read_json
from graphkit.exporters.claim_review import LEAST, write_claim_review
from graphkit.schema import Graph
from tests.graphs import made_up_graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SCHEMA = Namespace("https://schema.org/")
STORY = Path(__file__).resolve().parent.parent / "data" / "story.json"


def written(graph: Graph, path: Path) -> list[dict[str, Any]]:
    write_claim_review(graph, path)
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def checkable_graph(seed: int, hostile: float) -> Graph:
    graph = made_up_graph(30, 60, seed=seed, hostile=hostile)
    for number, (_, data) in enumerate(graph.nodes(data=True)):
        if data["type"] == "Claim":
            data["checkable"] = number % 5 / 4
    return graph


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 1.0]))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rdflib_reads_every_checkable_claim_with_its_sources(
    tmp_path: Path, seed: int, hostile: float
) -> None:
    graph = checkable_graph(seed, hostile)
    reviews = written(graph, tmp_path / "out.json")
    found = rdflib.Graph()
    for review in reviews:
        # schema.org's context is not fetched in a test; it says this and types of values
        local = {**review, "@context": {"@vocab": str(SCHEMA)}}
        found.parse(data=json.dumps(local), format="json-ld")
    claims = {
        str(found.value(c, SCHEMA.identifier)): c for c in found.subjects(RDF.type, SCHEMA.Claim)
    }
    wanted = {
        n: d for n, d in graph.nodes(data=True) if d["type"] == "Claim" and d["checkable"] >= LEAST
    }
    assert claims.keys() == wanted.keys()
    for node, data in wanted.items():
        assert str(found.value(claims[node], SCHEMA.text) or "") == data["text"]
        authors = {
            str(found.value(a, SCHEMA.name)) for a in found.objects(claims[node], SCHEMA.author)
        }
        said = {s for s, _, d in graph.in_edges(node, data=True) if d["type"] == "SAID"}
        assert authors == {graph.nodes[s]["name"] for s in said}


def test_nothing_is_there_that_only_a_fact_checker_can_say() -> None:
    (review, *_) = json.loads(json.dumps(list(map(dict, reviews_of_story()))))
    assert not {"reviewRating", "url", "author", "datePublished"} & review.keys()


def reviews_of_story() -> Any:
    from graphkit.exporters.claim_review import reviews

    return reviews(read_json(STORY))


def test_the_surest_come_first_and_doubtful_ones_are_left_out(tmp_path: Path) -> None:
    graph = checkable_graph(3, 0.0)
    order = [
        graph.nodes[r["itemReviewed"]["identifier"]]["checkable"]
        for r in written(graph, tmp_path / "out")
    ]
    assert order == sorted(order, reverse=True)
    assert min(order) >= LEAST


def claim(graph: Graph, *articles: str | None) -> dict[str, Any]:
    """The one claim of a graph, told in articles of these dates."""
    from graphkit.exporters.claim_review import reviews

    graph.add_node("c", type="Claim", name="C", text="It burned.", checkable=0.9, evidence=[])
    for number, day in enumerate(articles):
        graph.add_node(f"a{number}", type="Article", name=f"A{number}", published=day)
        graph.add_edge("c", f"a{number}", type="APPEARS_IN", evidence=[], confidence=1.0)
    (review,) = reviews(graph)
    item: dict[str, Any] = review["itemReviewed"]
    return item


@pytest.mark.parametrize(
    ("articles", "first"),
    [
        (["2025-03-02", "2025-03-01"], "A1"),
        (["2025-03-01", "2025-03-01"], None),
        (["2025-03-01", None], None),
        (["2025-03-01", "2025"], None),
        (["2025-03-01T10:00:00Z"], "A0"),
        ([], None),
    ],
)
def test_the_first_appearance_is_told_only_where_it_is_known(
    articles: list[str | None], first: str | None
) -> None:
    import networkx as nx

    found = claim(nx.MultiDiGraph(), *articles).get("firstAppearance")
    assert (found["headline"] if found else None) == first


@pytest.mark.parametrize(("possible", "told"), [(False, True), (True, False)])
def test_who_disputes_it_is_told_where_a_word_says_so(possible: bool, told: bool) -> None:
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    graph.add_node("p", type="Person", name="Vance")
    graph.add_node("d", type="Claim", name="D", text="D", checkable=0.0)
    graph.add_node("c", type="Claim")
    graph.add_edge("p", "d", type="SAID", evidence=[], confidence=1.0)
    graph.add_edge("d", "c", type="DISPUTES", evidence=[], confidence=1.0, possible=possible)
    found = claim(graph).get("disambiguatingDescription", "")
    assert (found == "Disputed by Vance.") == told
