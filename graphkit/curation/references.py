"""Nodes of a graph as judgements name them."""

from __future__ import annotations

from graphkit.curation.judgements import Reference
from graphkit.errors import JudgementError
from graphkit.schema import Graph


def refer(graph: Graph, ident: str) -> Reference:
    """A node as a judgement names it."""
    data = graph.nodes[ident]
    if data["type"] == "Claim":
        return Reference(ident)  # its words are long, and may hold what parts a reference
    return Reference(ident, str(data["name"]))


def same_sort(left: str, right: str) -> None:
    """Raise JudgementError where a claim is judged against something that is none."""
    if left.startswith("claim:") != right.startswith("claim:"):
        raise JudgementError(f"{left} and {right}: a claim is only ever the same as a claim")
