"""Of a large graph, what the map shows before a story is opened: who matters in each story.

A story's disc is filled with its best known people and bodies, what is disputed among them, and
its outlets, each the larger the better connected.  What is not shown comes when it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from graphkit.page.layout import Disc, Layout, pack_discs
from graphkit.page.stories import Story, degrees
from graphkit.schema import Graph

#: So many nodes are shown of all stories together, and at least so many of each.
TOP: Final = 1000
LEAST: Final = 3
#: Shares of what is shown of a story: node types (None: what is disputed) and the most of it.
_SHARES: Final = (
    (("Person", "Agency", "Organization"), 0.65),
    (None, 0.25),
    (("Outlet",), 0.15),
)
#: People and bodies are what a story is known by: what they say is drawn smaller.
_SMALLER: Final = {"Claim": 0.55, "SocialPost": 0.6}
#: Articles are left out: the map starts without them.
_NEVER: Final = frozenset({"Article"})
#: How much of its story's disc the nodes reach.
_FILLED: Final = 0.9


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node stands while its story is not open, and its radius there."""

    x: float
    y: float
    size: float


def find_core(graph: Graph, layout: Layout) -> dict[str, Spot]:
    """Node id → its spot, for about :data:`TOP` nodes, the most connected first."""
    degree = degrees(graph)
    disputed = {
        end
        for source, target, data in graph.edges(data=True)
        if data.get("type") == "DISPUTES"
        for end in (source, target)
    }
    roots = np.sqrt([len(story.members) for story in layout.stories])
    quotas = np.maximum(LEAST, np.floor(TOP * roots / roots.sum())).astype(int)
    spots: dict[str, Spot] = {}
    for story, disc, quota in zip(layout.stories, layout.discs, quotas, strict=True):
        chosen = _choose(graph, story, int(quota), disputed)
        weights = {n: _SMALLER.get(str(graph.nodes[n].get("type")), 1.0) for n in chosen}
        spots |= _fill(weights, disc, degree)
    order = sorted(spots, key=lambda node: (-degree[node], node))
    return {node: spots[node] for node in order}


def _choose(graph: Graph, story: Story, quota: int, disputed: set[str]) -> list[str]:
    """Up to ``quota`` members of a story, each kind up to its share, then whoever is connected."""
    type_of = {m: str(graph.nodes[m].get("type", "")) for m in story.members}
    able = [m for m in story.members if type_of[m] not in _NEVER]
    chosen: dict[str, None] = {}
    for types, share in _SHARES:
        most = max(1, round(quota * share))
        fitting = (m for m in able if (m in disputed if types is None else type_of[m] in types))
        chosen |= dict.fromkeys(node for node, _ in zip(fitting, range(most), strict=False))
    chosen |= dict.fromkeys(able)
    return list(chosen)[:quota]


def _fill(weights: Mapping[str, float], disc: Disc, degree: Mapping[str, int]) -> dict[str, Spot]:
    """The nodes packed as discs that fill the story's own, the largest in the middle."""
    if not weights:
        return {}
    most = max(1, *(degree[node] for node in weights))
    size_of = {n: w * (0.35 + 0.65 * (degree[n] / most) ** 0.5) for n, w in weights.items()}
    nodes = sorted(weights, key=lambda node: (-size_of[node], node))
    sizes = np.array([size_of[node] for node in nodes])
    # a little room between them, for names and lines
    room = sizes * 1.12 + 0.1
    places = pack_discs(room, aspect=1.0)
    reach = float((np.hypot(*places.T) + room).max())
    # one alone must not be a disc in a disc
    scale = disc.radius * _FILLED / max(reach, 1.9)
    return {
        node: Spot(
            round(disc.x + float(x) * scale, 1),
            round(disc.y + float(y) * scale, 1),
            round(float(size) * scale, 1),
        )
        for node, (x, y), size in zip(nodes, places, sizes, strict=True)
    }
