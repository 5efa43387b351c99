"""Stories: which nodes of a graph belong together, and what to call each group.

A story is a community of the graph: claims, who said them, and what they dispute.  Ties that
say nothing about a subject (an outlet publishes thousands of things) weigh little, ties that
make one story (a dispute, a repeat, a post that makes a claim) weigh much.  Communities come from
networkx' Louvain with a fixed seed on integer nodes in the order of their ids, so that the same
graph gives the same stories whatever PYTHONHASHSEED is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx
from networkx.algorithms.community import louvain_communities

from graphkit.schema import Graph

#: How strongly an edge of a type ties its ends into one story; types not named weigh 1.
TIE_WEIGHTS: Final[dict[str, float]] = {
    "DISPUTES": 4.0,
    "STATES": 3.0,
    "COPIES": 3.0,
    "SAID": 2.0,
    "APPEARS_IN": 2.0,
    "POSTED": 2.0,
    "AFFILIATED_WITH": 2.0,
    "ABOUT": 1.5,
    "CITED": 1.5,
    "REPORTED_BY": 0.3,
    "PUBLISHED_BY": 0.3,
}
#: Ties that everything has: the page starts with them switched off.
QUIET: Final = frozenset({"APPEARS_IN", "PUBLISHED_BY", "WROTE"})
#: Groups smaller than this have no story of their own: they go together as loose ends.
SMALLEST_STORY: Final = 3
LOOSE_ENDS: Final = "Loose ends"
#: Node types that may name a story, the most telling first.
_NAMING: Final = (("Person", "Agency", "Organization"), ("Outlet",), ("Article", "Claim"))
_SEED: Final = 7
_NAME_LENGTH: Final = 48


@dataclass(frozen=True, slots=True)
class Story:
    """A group of nodes that belong together; ``members`` are node ids, most connected first."""

    name: str
    members: tuple[str, ...]
    loose: bool = False


def ties(
    graph: Graph, order: Mapping[str, int], without: frozenset[str] = frozenset()
) -> dict[tuple[int, int], float]:
    """Undirected ties between node numbers with their summed weights, sorted by the ends."""
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for source, target, attributes in graph.edges(data=True):
        kind = str(attributes.get("type"))
        left, right = sorted((order[source], order[target]))
        if left != right and kind not in without:
            weights[left, right] += TIE_WEIGHTS.get(kind, 1.0)
    return dict(sorted(weights.items()))


def degrees(graph: Graph) -> dict[str, int]:
    """Edges at each node, in and out, but for the quiet ones: how connected a node is."""
    counts = dict.fromkeys(graph.nodes, 0)
    for source, target, attributes in graph.edges(data=True):
        if attributes.get("type") not in QUIET:
            counts[source] += 1
            counts[target] += 1
    return counts


def find_stories(graph: Graph) -> tuple[Story, ...]:
    """The graph's stories, the largest first; loose ends, if any, come last."""
    names = sorted(graph.nodes)
    order = {name: number for number, name in enumerate(names)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_weighted_edges_from((a, b, w) for (a, b), w in ties(graph, order).items())
    degree = degrees(graph)
    stories: list[Story] = []
    loose: list[str] = []
    # A few articles are few stories: Louvain's own scale cuts small graphs into single speakers.
    resolution = min(1.0, 0.4 + len(names) / 1200)
    groups = louvain_communities(plain, weight="weight", resolution=resolution, seed=_SEED)
    for group in groups:
        members = sorted((names[n] for n in group), key=lambda m: (-degree[m], m))
        if len(members) < SMALLEST_STORY:
            loose.extend(members)
        else:
            stories.append(Story(_story_name(graph, members), tuple(members)))
    stories.sort(key=lambda story: (-len(story.members), story.members[0]))
    if loose:
        loose.sort(key=lambda m: (-degree[m], m))
        stories.append(Story(LOOSE_ENDS, tuple(loose), loose=True))
    return tuple(stories)


def _story_name(graph: Graph, members: Sequence[str]) -> str:
    """The two best connected persons or bodies of a story, else an outlet, else a title."""
    for types in _NAMING:
        found = [m for m in members if graph.nodes[m].get("type") in types][:2]
        labels = [_clip(str(graph.nodes[m].get("name") or m)) for m in found]
        if labels:
            return " · ".join(labels if types[0] == "Person" else labels[:1])
    return _clip(str(graph.nodes[members[0]].get("name") or members[0]))


def _clip(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _NAME_LENGTH else text[: _NAME_LENGTH - 1].rstrip() + "…"
