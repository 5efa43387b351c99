"""Judgements on a graph that is made already, as far as they need no article.

A build honours all of them.  What is dropped, of another type, of another name or no dispute can
be seen in a graph that was built, or pulled, before: so a page drawn from it need not show it.
What joins or parts mentions needs the articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import networkx as nx

from graphkit.curation.judgements import Judgement, Reference
from graphkit.ids import entity_id
from graphkit.schema import EDGE_ENDS, ENTITY_TYPES, Graph

__all__ = ["NEED_NO_ARTICLE", "honour"]

#: Kinds of judgements that hold without a build.
NEED_NO_ARTICLE: Final = frozenset({"drop", "retype", "rename", "reject"})


def honour(graph: Graph, judgements: Iterable[Judgement]) -> tuple[Graph, int]:
    """A copy of the graph after the judgements, and how many of them changed something.

    Those about one document only are left to a build.
    """
    made: Graph = graph.copy()
    used = 0
    for one in judgements:
        if one.kind in NEED_NO_ARTICLE and not any(ref.doc for ref in one.about):
            made, changed = _apply(made, one)
            used += changed
    return made, used


def _apply(graph: Graph, one: Judgement) -> tuple[Graph, bool]:
    node = _find(graph, one.about[0])
    if node is None:
        return graph, False
    if one.kind == "reject":
        return graph, _reject(graph, node, one.about[1].id)
    if graph.nodes[node]["type"] not in ENTITY_TYPES:
        return graph, False
    if one.kind == "drop":
        graph.remove_node(node)
        _speakers(graph, node, None)
        return graph, True
    what = "type" if one.kind == "retype" else "name"
    if graph.nodes[node][what] == one.to:
        return graph, False
    if what == "name":
        aliases = {*graph.nodes[node].get("aliases", ()), graph.nodes[node]["name"]}
        graph.nodes[node]["aliases"] = sorted(aliases - {one.to})
    graph.nodes[node][what] = one.to
    return _renamed(graph, node), True


def _find(graph: Graph, ref: Reference) -> str | None:
    """The one node that is meant, by its id, else by its name."""
    if ref.id in graph:
        return ref.id
    named = [n for n, d in graph.nodes(data=True) if ref.name and d.get("name") == ref.name]
    return named[0] if len(named) == 1 else None


def _renamed(graph: Graph, node: str) -> Graph:
    """The graph with the id that the node's type and name make, without edges it may not have."""
    data = graph.nodes[node]
    for source, target, key, edge in list(graph.edges(keys=True, data=True)):
        if node in (source, target):
            sources, targets = EDGE_ENDS[edge["type"]]
            ends = graph.nodes[source]["type"], graph.nodes[target]["type"]
            if ends[0] not in sources or ends[1] not in targets:
                graph.remove_edge(source, target, key=key)
    ident = entity_id(data["type"], data["name"])
    if ident in graph:
        return graph
    _speakers(graph, node, ident)
    for _, other in graph.nodes(data=True):
        if any(role.get("of") == node for role in other.get("roles") or ()):
            other["roles"] = [
                {**role, "of": ident} if role.get("of") == node else role for role in other["roles"]
            ]
    made: Graph = nx.relabel_nodes(graph, {node: ident})
    return made


def _speakers(graph: Graph, node: str, ident: str | None) -> None:
    """Put another id, or none, where claims have this node for a speaker."""
    told = {"speaker": ident} if ident else {"speaker": None, "why_open": "dropped by judgement"}
    for _, data in graph.nodes(data=True):
        if data.get("type") == "Claim":
            data["evidence"] = [
                {**row, **told} if row.get("speaker") == node else row
                for row in data.get("evidence", ())
            ]


def _reject(graph: Graph, node: str, claim: str) -> bool:
    """Take out that somebody, or what he says, disputes a claim."""
    if claim not in graph:
        return False
    said = {
        target
        for _, target, data in graph.out_edges(node, data=True)
        if data["type"] in ("SAID", "POSTED")
    }
    gone = [
        (source, claim, key)
        for source, _, key, data in graph.in_edges(claim, keys=True, data=True)
        if data["type"] == "DISPUTES" and source in said | {node}
    ]
    graph.remove_edges_from(gone)
    return bool(gone)
