"""Graphs and entities that a command names; loaded when they are asked for."""

from __future__ import annotations

from pathlib import Path

from graphkit.schema import Graph


def load(path: Path) -> Graph:
    """The graph of a graph.json."""
    from graphkit.exporters import read_json

    return read_json(path)


def find(graph: Graph, wanted: str, *, claims: bool = True) -> str:
    """Id of the one entity, or claim, that is meant."""
    from graphkit.reports.finding import find as find_in

    return find_in(graph, wanted, claims=claims)
