"""Graphs that tests build, checked as ``graphkit check`` does before they are used."""

from __future__ import annotations

from graphkit.checking import content_problems
from graphkit.exporters.node_link import check_shape, pieces
from graphkit.schema import Graph


def checked(graph: Graph) -> Graph:
    """The graph itself; fails with every problem that it has."""
    data, problems = check_shape("".join(pieces(graph)).encode(), "graph")
    problems = problems or list(content_problems(data))
    assert not problems, "\n".join(f"{p.where}: {p.what}" for p in problems)
    return graph
