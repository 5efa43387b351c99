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
#: Stories larger than this are parted into stories inside a subject.
LARGEST_STORY: Final = 180
#: Parts smaller than this go together as what else there is on the subject.
_SMALLEST_PART: Final = 8
#: Node types that may name a story, the most telling first.
_NAMING: Final = (("Person", "Agency", "Organization"), ("Outlet",), ("Article", "Claim"))
_SEED: Final = 7
_NAME_LENGTH: Final = 48


@dataclass(frozen=True, slots=True)
class Subject:
    """What several stories have in common: its number in the graph, and who is in all of it."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Story:
    """A group of nodes that belong together; ``members`` are node ids, most connected first.

    Stories that are about one subject follow each other.
    """

    name: str
    members: tuple[str, ...]
    loose: bool = False
    subject: Subject | None = None


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
    """The graph's stories, those of the largest subject first; loose ends, if any, come last."""
    names = sorted(graph.nodes)
    order = {name: number for number, name in enumerate(names)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_weighted_edges_from((a, b, w) for (a, b), w in ties(graph, order).items())
    degree = degrees(graph)
    # A few articles are few stories: Louvain's own scale cuts small graphs into single speakers.
    resolution = min(1.0, 0.4 + len(names) / 1200)
    groups = [
        sorted(group, key=lambda n: (-degree[names[n]], n))
        for group in louvain_communities(plain, weight="weight", resolution=resolution, seed=_SEED)
    ]
    groups.sort(key=lambda group: (-len(group), group[0]))
    stories: list[Story] = []
    loose: list[str] = []
    subjects = 0
    for group in groups:
        members = [names[n] for n in group]
        if len(members) < SMALLEST_STORY:
            loose.extend(members)
            continue
        parts = _parts(plain, group)
        if len(parts) < 2:
            stories.append(Story(_story_name(graph, members), tuple(members)))
            continue
        subject = Subject(subjects, _story_name(graph, members))
        subjects += 1
        for part in parts:
            inner = tuple(names[n] for n in part)
            stories.append(Story(_story_name(graph, inner), inner, subject=subject))
    if loose:
        loose.sort(key=lambda m: (-degree[m], m))
        stories.append(Story(LOOSE_ENDS, tuple(loose), loose=True))
    return tuple(stories)


def _parts(plain: nx.Graph[int], group: Sequence[int]) -> list[list[int]]:
    """A large story as the stories inside it, each in the order of ``group``; a small one whole."""
    if len(group) <= LARGEST_STORY:
        return [list(group)]
    place = {node: n for n, node in enumerate(group)}
    inner: nx.Graph[int] = nx.Graph()
    # in an order of its own: that of a subgraph's nodes depends on how its set is laid out
    inner.add_nodes_from(sorted(group))
    for node in sorted(group):
        for other, tie in plain.adj[node].items():
            if node < other and other in place:
                inner.add_edge(node, other, weight=tie["weight"])
    found = louvain_communities(inner, weight="weight", resolution=1.0, seed=_SEED)
    parts = sorted(
        (sorted(part, key=place.__getitem__) for part in found),
        key=lambda p: (-len(p), place[p[0]]),
    )
    whole = [part for part in parts if len(part) >= _SMALLEST_PART]
    rest = [node for part in parts[len(whole) :] for node in part]
    if rest:
        whole.append(sorted(rest, key=place.__getitem__))
    return whole


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
