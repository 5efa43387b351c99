"""The part of a graph around one claim or one party: what an export with ``--of`` holds."""

from __future__ import annotations

from typing import Final

import networkx as nx

from graphkit.schema import ENTITY_TYPES, Graph

#: Ties that are followed from what a party says, or from a claim, to who else has a part in it.
_ONWARD: Final = frozenset({"SAID", "DISPUTES", "STATES", "POSTED", "REPORTED_BY", "COPIES"})


def around(graph: Graph, node: str) -> Graph:
    """A graph of the node, what it is tied to, and who said, disputes and reported that.

    From a claim: its speakers, posts, articles and outlets, what disputes it, and who says that.
    From a party: its claims and posts, and the same of each.  The order is that of ``graph``.
    """
    kept = {node, *_neighbours(graph, node, None)}
    onward = {n for n in kept if n != node and graph.nodes[n]["type"] in ("Claim", "SocialPost")}
    if graph.nodes[node]["type"] in ENTITY_TYPES:
        said = {
            t for _, t, data in graph.out_edges(node, data=True) if data["type"] != "APPEARS_IN"
        }
        onward &= said
    against: set[str] = set()
    for one in onward:
        near = _neighbours(graph, one, _ONWARD)
        kept |= near
        against |= {n for n in near if graph.nodes[n]["type"] in ("Claim", "SocialPost")}
    for one in against - onward - {node}:
        # who is behind what disputes it; not what else they say
        kept |= {s for s, _, d in graph.in_edges(one, data=True) if d["type"] in ("SAID", "POSTED")}
    part: Graph = nx.MultiDiGraph()
    part.graph.update(graph.graph)
    part.add_nodes_from((n, data) for n, data in graph.nodes(data=True) if n in kept)
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source in kept and target in kept:
            part.add_edge(source, target, key=key, **data)
    return part


def find_nodes(graph: Graph, words: str) -> list[str]:
    """The ids of what the words name: an id, the name or alias of a party, else part of a name.

    Best first: the most connected.  Claims are found by their words elsewhere.
    """
    if words in graph:
        return [words]
    wanted = words.casefold().strip()
    same: list[str] = []
    part: list[str] = []
    for node, data in graph.nodes(data=True):
        if data["type"] in ENTITY_TYPES and wanted:
            names = [str(data["name"]), *map(str, data.get("aliases") or ())]
            folded = [name.casefold() for name in names]
            if wanted in folded:
                same.append(node)
            elif any(wanted in name for name in folded):
                part.append(node)
    return sorted(same or part, key=lambda n: (-graph.degree(n), n))


def _neighbours(graph: Graph, node: str, types: frozenset[str] | None) -> set[str]:
    out = {t for _, t, d in graph.out_edges(node, data=True) if not types or d["type"] in types}
    return out | {
        s for s, _, d in graph.in_edges(node, data=True) if not types or d["type"] in types
    }
