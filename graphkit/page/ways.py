"""What the page takes from the reports as it is: each claim's time line, and the disputes.

The page does not order or count these itself, so that it says what ``graphkit trace`` and
``graphkit stats`` say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from pyvis.network import Network

from graphkit.reports.disputes import disputes
from graphkit.reports.timeline import Step, time_line
from graphkit.schema import Graph

#: Claim → its time line.
Ways: TypeAlias = dict[str, list[Step]]


def find_ways(graph: Graph) -> Ways:
    """The time line of every claim."""
    claims = (node for node, data in graph.nodes(data=True) if data.get("type") == "Claim")
    return {claim: time_line(graph, claim) for claim in claims}


def pack_ways(ways: Ways, number: Mapping[str, int]) -> dict[int, list[list[Any]]]:
    """Claim → a step each: number of post or article, why unsure, whom it relies on, outlet."""
    return {
        number[claim]: [
            [number[step.node], list(step.unsure), list(step.cites), step.outlet] for step in steps
        ]
        for claim, steps in ways.items()
        if steps
    }


def pack_disputes(graph: Graph, net: Network) -> list[list[Any]]:
    """[edge that tells it best, all edges that tell it, whether both ways, possible, percent]."""
    place = {(edge["from"], edge["to"], edge["id"]): n for n, edge in enumerate(net.edges)}
    return [
        [
            place[one.edge[:3]],
            sorted(place[edge[:3]] for edge in one.edges),
            one.mutual,
            one.possible,
            round(100 * one.confidence),
        ]
        for one in disputes(graph)
    ]
