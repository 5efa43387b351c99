"""FollowTheMoney entities: the library that Aleph and OpenSanctions use takes each one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.exporters.ftm import ROLES, SCHEMATA, entity_id, write_ftm
from graphkit.schema import EDGE_TYPES, Graph
from tests.graphs import made_up_graph


@pytest.fixture(scope="module")
def ftm() -> Any:
    """The library, whose ICU is built where it is installed: see the group "aleph"."""
    # never demanded, not where all is: its ICU is built where it is installed
    return pytest.importorskip("followthemoney", reason="pip install --group aleph")


def written(graph: Graph, path: Path) -> list[dict[str, Any]]:
    write_ftm(graph, path)
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_every_tie_has_a_form() -> None:
    others = {"APPEARS_IN", "AFFILIATED_WITH", "ABOUT"}
    assert {*ROLES, *others} == set(EDGE_TYPES)


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 1.0]))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_library_takes_and_keeps_all(
    tmp_path: Path, ftm: Any, seed: int, hostile: float
) -> None:
    graph = made_up_graph(30, 60, seed=seed, hostile=hostile)
    rows = written(graph, tmp_path / "out")
    proxies = {row["id"]: ftm.model.get_proxy(row, cleaned=False) for row in rows}
    assert len(proxies) == len(rows)
    for row in rows:
        proxy = proxies[row["id"]]
        proxy.schema.validate(row)
        for name, values in row["properties"].items():
            assert set(proxy.get(name)) == set(values), (name, values)
    for node, data in graph.nodes(data=True):
        proxy = proxies[entity_id(node)]
        assert proxy.schema.name == SCHEMATA[data["type"]]
        assert proxy.caption
        if data["type"] == "Claim" and data["text"].strip("\0 \n"):
            assert " ".join(proxy.first("description").split())[:20]
    links = sorted(
        (proxy.first("subject"), proxy.first("role"), proxy.first("object"))
        for proxy in proxies.values()
        if proxy.schema.name == "UnknownLink"
    )
    assert links == sorted(
        (entity_id(source), ROLES[data["type"]], entity_id(target))
        for source, target, data in graph.edges(data=True)
        if data["type"] in ROLES
    )


def test_ends_are_of_the_kind_that_a_property_asks_for(tmp_path: Path, ftm: Any) -> None:
    rows = written(made_up_graph(60, 200), tmp_path / "out")
    kinds = {row["id"]: ftm.model.get(row["schema"]) for row in rows}
    for row in rows:
        for prop in kinds[row["id"]].properties.values():
            if prop.type.name == "entity" and not prop.stub:
                for value in row["properties"].get(prop.name, ()):
                    assert kinds[value].is_a(prop.range), (row, prop.name)


def test_the_graph_of_articles_has_the_words_of_each_tie(
    tmp_path: Path, seeds_graph: Graph
) -> None:
    rows = {
        row["properties"].get("recordId", [""])[0]: row
        for row in written(seeds_graph, tmp_path / "out")
    }
    for _, _, key, data in seeds_graph.edges(keys=True, data=True):
        if data["type"] == "SAID":
            quote = " ".join(data["evidence"][0]["quote"].split())
            assert quote in rows[key]["properties"]["summary"][0]


@pytest.mark.parametrize(
    ("node", "ident"),
    [
        ("person:dana-whitlock", "person-dana-whitlock"),
        ("article:01-ledger.txt", "article-01-ledger.txt"),
        *(
            (odd, None)
            for odd in ("article:a b/ü", "x" * 300, "person:-", "person-a", "", "person:a:b")
        ),
    ],
)
def test_ids_have_nothing_that_an_id_cannot_have(node: str, ident: str | None) -> None:
    found = entity_id(node)
    assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", found, re.ASCII)
    assert found == ident or (ident is None and found.startswith("graphkit-"))
