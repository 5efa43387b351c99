"""``graphkit trace`` tells a claim's way, and what it is not sure of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner

from graphkit.cli.trace import trace_command
from graphkit.exporters import read_json, write_json
from graphkit.reports.trace import report

CLAIM = "claim:1"


def edge(type_: str, doc: str = "a.txt", **more: Any) -> dict[str, Any]:
    evidence = {"doc": doc, "start": 0, "end": 9, "quote": "the crew left the pier"}
    confidence = {"extractor": "t", "confidence": 0.9}
    return {"type": type_, "confidence": 0.9, "evidence": [{**evidence, **confidence}], **more}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    place = {"start": 0, "end": 9, "quote": "the crew left the pier", "kind": "direct"}
    said = [{"doc": doc, "speaker": "person:ola", **place} for doc in ("a.txt", "b.txt")]
    text = "The crew left the burning pier"
    g.add_node(CLAIM, type="Claim", name=text, text=text, kind="direct", evidence=said)
    g.add_node("claim:2", type="Claim", name="The ferry is late", text="The ferry is late")
    g.add_node("claim:3", type="Claim", name="They stayed", text="They stayed", evidence=[])
    g.add_node("person:ola", type="Person", name="Ola Berg")
    g.add_node("person:nils", type="Person", name="Nils Holm")
    post = {"author": "Ola Berg", "handle": "@ola", "platform": "X", "published": "2024-05-02"}
    g.add_node("post:1", type="SocialPost", name="post", text=text, url="", evidence=[], **post)
    link = "https://example.org/b"
    g.add_node(
        "article:a.txt", type="Article", name="Pier shut", published="2024-05-04", source="a"
    )
    g.add_node("article:b.txt", type="Article", name="Left!", published=None, url=link, source="b")
    g.add_edge("person:ola", CLAIM, key="1", **edge("SAID"))
    g.add_edge("post:1", CLAIM, key="2", **edge("STATES"))
    g.add_edge(CLAIM, "article:a.txt", key="3", **edge("APPEARS_IN"))
    g.add_edge(CLAIM, "article:b.txt", key="4", **edge("APPEARS_IN", "b.txt"))
    g.add_edge("person:nils", CLAIM, key="5", **edge("DISPUTES", why="denial", cue="denied"))
    path = tmp_path / "graph.json"
    write_json(g, path)
    return path


def run(graph: Path, *words: str) -> str:
    result = CliRunner().invoke(trace_command, [*words, "--graph", str(graph)])
    assert result.exit_code == 0, result.output
    return result.output


def test_from_the_post_to_the_articles_by_date(graph: Path) -> None:
    lines = run(graph, "crew", "left", "the", "pier")
    order = [lines.index(words) for words in ("post on X by Ola Berg", "Pier shut", "Left!")]
    assert order == sorted(order)
    assert "said by Ola Berg" in lines
    assert "https://example.org/b" in lines
    assert "the article's date is not known" in lines
    assert "Nils Holm (denial: “denied”)" in lines


def test_an_id_finds_its_claim_and_json_is_for_programs(graph: Path) -> None:
    found = json.loads(run(graph, CLAIM, "--json"))
    assert found["id"] == CLAIM
    assert [step["date"] for step in found["chain"]] == ["2024-05-02", "2024-05-04", ""]


def test_words_that_no_claim_has_are_said_to_be_so(graph: Path) -> None:
    result = CliRunner().invoke(trace_command, ["elephants", "--graph", str(graph)])
    assert result.exit_code != 0
    assert "no claim" in result.output


def test_trace_tells_the_stance_and_the_quotation_that_a_claim_is_part_of(
    graph: Path, tmp_path: Path
) -> None:
    loaded = read_json(graph)
    loaded.nodes[CLAIM]["part_of"] = "quote:1"
    loaded.add_node("claim:2", **{**loaded.nodes[CLAIM], "name": "Two", "text": "It burned."})
    loaded.nodes["claim:2"]["evidence"] = [
        {**item, "start": 50, "end": 60} for item in loaded.nodes[CLAIM]["evidence"]
    ]
    for _, _, data in loaded.in_edges(CLAIM, data=True):
        if data["type"] == "SAID":
            data["stance"] = "denies"
            data["evidence"] = [{**item, "cue": "denied"} for item in data["evidence"]]
    told = list(report(loaded, CLAIM))
    assert any("(denies: “denied”)" in line for line in told)
    assert told[3] == "one of 2 statements of a quotation:"
    assert told[4].startswith("  → “The crew left")
    assert told[5] == "    “It burned.”"
