"""Parquet tables hold the graph, and are the same tables whatever it holds."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import networkx as nx
import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import MissingExtraError
from graphkit.exporters.parquet import COLUMNS, write_parquet
from graphkit.schema import Graph
from tests.graphs import made_up_graph

Row = dict[str, Any]


def read_back(folder: Path) -> Graph:
    """The graph that the tables hold, as polars reads them."""
    tables = {name: polars.read_parquet(folder / f"{name}.parquet").to_dicts() for name in COLUMNS}
    evidence: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in tables["evidence"]:
        of = tuple(row.pop(name) or "" for name in ("node", "source", "target", "key"))
        assert row.pop("number") == len(evidence[of])
        evidence[of].append(whole(row))
    graph: Graph = nx.MultiDiGraph()
    for row in tables["nodes"]:
        node = row.pop("id")
        graph.add_node(node, **whole(row), evidence=evidence.get((node, "", "", ""), []))
    for row in tables["edges"]:
        ends = row.pop("source"), row.pop("target"), row.pop("key")
        graph.add_edge(*ends, **whole(row), evidence=evidence.get(("", *ends), []))
    return graph


def whole(row: Row) -> Row:
    """The row without what is null, and with what is beside the columns."""
    more = json.loads(row.pop("more") or "{}")
    return {**{name: value for name, value in row.items() if value is not None}, **more}


def without_nulls(value: Any) -> Any:
    """What Parquet says: a property that is null and one that is not there are one."""
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    if isinstance(value, dict) and "from" not in value:
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return value


def same(graph: Graph, again: Graph) -> bool:
    wanted: Graph = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        wanted.add_node(node, **{"evidence": [], **without_nulls(data)})
    for source, target, key, data in graph.edges(keys=True, data=True):
        wanted.add_edge(source, target, key, **without_nulls(data))
    return bool(nx.utils.graphs_equal(wanted, again))


@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.3, 1.0]))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_tables_give_back_the_graph(tmp_path: Path, seed: int, hostile: float) -> None:
    graph = made_up_graph(30, 60, seed=seed, hostile=hostile)
    write_parquet(graph, tmp_path / "out")
    assert same(graph, read_back(tmp_path / "out"))


def test_the_graph_of_articles_comes_back(tmp_path: Path, seeds_graph: Graph) -> None:
    write_parquet(seeds_graph, tmp_path / "out")
    assert same(seeds_graph, read_back(tmp_path / "out"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("name", ["a"]), ("checkable", "high"), ("aliases", "A"), ("aliases", [1])),
        *(("roles", [{"role": "mayor"}]), ("context_needed", 1), ("note", {"a": [1]})),
        *(("more", "x"), ("id", "other"), ("checkable", 2**60), ("text", True)),
    ],
)
def test_a_value_of_another_kind_is_kept_beside(tmp_path: Path, name: str, value: object) -> None:
    graph = made_up_graph(8, 8)
    for _, data in graph.nodes(data=True):
        data[name] = value
    write_parquet(graph, tmp_path)
    table = polars.read_parquet(tmp_path / "nodes.parquet")
    assert {json.loads(more)[name] == value for more in table["more"]} == {True}


def test_columns_are_the_same_for_every_graph(tmp_path: Path, seeds_graph: Graph) -> None:
    empty: Graph = nx.MultiDiGraph()
    write_parquet(empty, tmp_path / "empty")
    write_parquet(seeds_graph, tmp_path / "full")
    for name, columns in COLUMNS.items():
        one, two = (
            polars.read_parquet_schema(tmp_path / f / f"{name}.parquet") for f in ("empty", "full")
        )
        assert one == two
        assert list(one) == list(columns)


def test_without_pyarrow_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"graphkit\[parquet\]"):
        write_parquet(made_up_graph(8, 8), tmp_path / "out")
    assert not (tmp_path / "out").exists()
