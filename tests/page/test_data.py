"""What goes into the page: everything once, nothing lost, nothing that could end its block."""

from __future__ import annotations

import base64
import datetime
import json
import math
import re
import zlib
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.page.data import documents, dump, pack_details, pack_graph, pack_texts, plain, squeeze
from graphkit.page.layout import lay_out
from graphkit.page.network import pyvis_network
from graphkit.schema import Graph
from tests.graphs import made_up_graph
from tests.page.story import story_graph


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (math.nan, None),
        (math.inf, None),
        ((1, "a"), [1, "a"]),
        ({"b", "a"}, ["a", "b"]),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        ({1: {"x": np.bool_(True)}}, {"1": {"x": True}}),
    ],
)
def test_any_value_becomes_plain_json(value: Any, expected: Any) -> None:
    assert plain(value) == expected


@given(st.text())
def test_a_block_cannot_be_ended_from_inside(text: str) -> None:
    block = dump({"x": text})
    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block) == {"x": text}


def packed(graph: Graph) -> tuple[dict[str, Any], dict[str, Any]]:
    layout = lay_out(graph)
    net = pyvis_network(graph, layout)
    return pack_graph(graph, net, layout, "t"), pack_details(graph, net)


def test_parallel_edges_are_all_kept() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("p", type="Person", name="P")
    graph.add_node("a", type="Agency", name="A")
    for role in ("chief", "spokesman", "chair"):
        graph.add_edge("p", "a", key=role, type="AFFILIATED_WITH", role=role, evidence=[])
    data, details = packed(graph)
    assert data["edges"]["from"] == data["edges"]["from"][:1] * 3
    assert sorted(row[2]["role"] for row in details["edges"]) == ["chair", "chief", "spokesman"]
    net = pyvis_network(graph)
    assert len(net.edges) == 3


def test_nodes_come_the_most_connected_first() -> None:
    graph = story_graph()
    data, _ = packed(graph)
    assert data["nodes"]["id"][0] in {"claim:alarm", "outlet:larkport-herald"}


def test_a_quote_is_written_once_however_many_edges_show_it() -> None:
    graph = story_graph()
    _, details = packed(graph)
    assert len(details["quotes"]) == len(set(details["quotes"]))


def test_every_evidence_of_the_graph_is_in_the_page() -> None:
    graph = story_graph()
    data, details = packed(graph)

    def end(row: tuple[Any, ...]) -> int:
        return row[5] if len(row) > 5 else row[1] + len(details["quotes"][row[2]])

    def rows(items: list[Any]) -> list[tuple[str, int, int]]:
        numbers = [item[0] if isinstance(item, list) else item for item in items]
        found = [details["evidence"][number] for number in numbers]
        return sorted((details["docs"][row[0]]["doc"], row[1], end(row)) for row in found)

    for index, node in enumerate(data["nodes"]["id"]):
        wanted = [(e["doc"], e["start"], e["end"]) for e in graph.nodes[node].get("evidence", [])]
        assert rows(details["nodes"][index][1]) == sorted(wanted)


def test_documents_are_known_by_name_source_and_appearance() -> None:
    graph = story_graph()
    assert documents(graph)["herald-fire.txt"] == "article:herald-fire"
    del graph.nodes["article:herald-fire"]["doc"]
    assert documents(graph)["herald-fire.txt"] == "article:herald-fire"
    graph.nodes["article:herald-fire"]["source"] = "elsewhere"
    assert documents(graph)["herald-fire.txt"] == "article:herald-fire"


def test_texts_go_in_only_when_asked() -> None:
    graph = story_graph()
    assert pack_texts(graph, None, with_texts=False) == {}
    assert "burned for three hours" not in dump(packed(graph))
    texts = pack_texts(graph, None, with_texts=True)
    wide = texts["herald-fire.txt"]["wide"]
    assert [texts["herald-fire.txt"]["text"][i] for i in wide] == ["🔥"]
    given = pack_texts(graph, {"herald-fire.txt": "other"}, with_texts=False)
    assert given == {"herald-fire.txt": {"text": "other", "wide": []}}


@pytest.mark.parametrize("seed", [1, 2])
def test_odd_graphs_are_packed_whole(seed: int) -> None:
    graph = made_up_graph(120, 400, seed=seed, hostile=0.5)
    data, details = packed(graph)
    assert len(data["nodes"]["id"]) == len(details["nodes"]) == 120
    assert len(data["edges"]["from"]) == len(details["edges"]) == 400


def test_attributes_that_pyvis_fails_on_are_taken() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("a", type="Person", name=7, title=np.int64(3), weight=math.nan)
    graph.add_node("b", type="Strange", name=None)
    graph.add_edge("a", "b", key="k", type="KNOWS", to="x", source="y", evidence=None)
    data, details = packed(graph)
    assert data["nodeTypes"] == ["Person", "Strange"]
    assert details["edges"][0][2] == {"source": "y", "to": "x"}
    json.loads(dump(data))
    json.loads(dump(details))


@pytest.mark.parametrize(
    ("value", "comes_back"),
    [
        ({"quote": "</script>\u2028<b>🔥 ñ"}, {"quote": "</script>\u2028<b>🔥 ñ"}),
        ({"score": float("nan"), "of": {"b", "a"}}, {"score": None, "of": ["a", "b"]}),
        (["\ud800"], ["?"]),
    ],
)
def test_what_is_squeezed_comes_back_and_cannot_end_its_block(value: Any, comes_back: Any) -> None:
    packed = squeeze(value)
    assert re.fullmatch("[A-Za-z0-9+/=]+", packed)
    assert json.loads(zlib.decompress(base64.b64decode(packed))) == comes_back
