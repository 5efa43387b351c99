"""The disputes of a graph, each once: what the page draws as one card and ``stats`` as one line.

Several DISPUTES edges tell one dispute: somebody and a statement of theirs against the same claim,
several statements of one speaker against it, and two claims that dispute each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphkit.schema import Graph

__all__ = ["Dispute", "disputes"]


class Edge(NamedTuple):
    """A DISPUTES edge: its ends, its key and its attributes."""

    source: str
    target: str
    key: Any
    data: dict[str, Any]

    @property
    def confidence(self) -> float:
        """How sure it is, 0 to 1; 0 where it does not say."""
        value = self.data.get("confidence")
        return float(value) if isinstance(value, (int, float)) else 0.0

    @property
    def possible(self) -> bool:
        """Whether no word says so."""
        return bool(self.data.get("possible"))


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute: the edge that tells it best, and all that tell it, those back included."""

    edge: Edge
    edges: tuple[Edge, ...]
    #: Whether the two claims dispute each other.
    mutual: bool

    @property
    def possible(self) -> bool:
        """Whether none of its edges rests on a word."""
        return all(edge.possible for edge in self.edges)

    @property
    def confidence(self) -> float:
        """That of the surest of its edges."""
        return max(e.confidence for e in self.edges if e.possible == self.possible)


def disputes(graph: Graph) -> tuple[Dispute, ...]:
    """All disputes: those that words tell first, each part by confidence, the surest first."""
    edges = sorted(
        (Edge(s, t, k, d) for s, t, k, d in graph.edges(keys=True, data=True)
         if d.get("type") == "DISPUTES"),
        key=lambda e: (e.source, e.target, str(e.key)),
    )  # fmt: skip
    said = _speakers(graph, {end for edge in edges for end in edge[:2]})
    groups = list(_by_speaker(edges, said))
    found = [_one(graph, together) for together in _both_ways(groups)]
    return tuple(sorted(found, key=_order))


def _order(one: Dispute) -> tuple[bool, float, str, str, str]:
    return one.possible, -one.confidence, one.edge.source, one.edge.target, str(one.edge.key)


def _speakers(graph: Graph, nodes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found = {}
    for node in nodes:
        sources = {
            source
            for source, _, data in graph.in_edges(node, data=True)
            if data.get("type") in ("SAID", "POSTED")
        }
        if sources:
            found[node] = tuple(sorted(sources))
    return found


def _by_speaker(edges: list[Edge], said: dict[str, tuple[str, ...]]) -> Iterator[list[Edge]]:
    """Edges against one claim by the same speakers, or by one of these in person."""
    groups: dict[tuple[tuple[str, ...], str], list[Edge]] = defaultdict(list)
    in_person = []
    for edge in edges:
        if edge.source in said:
            groups[said[edge.source], edge.target].append(edge)
        else:
            in_person.append(edge)
    against: dict[tuple[str, str], list[Edge]] = {}
    for (speakers, target), group in groups.items():
        for speaker in speakers:
            against.setdefault((speaker, target), group)
    for edge in in_person:
        group = against.get((edge.source, edge.target)) or groups[(edge.source,), edge.target]
        group.append(edge)
    yield from groups.values()


def _both_ways(groups: list[list[Edge]]) -> Iterator[list[Edge]]:
    """Groups whose claims dispute each other go together."""
    place = {(e.source, e.target): n for n, group in enumerate(groups) for e in group}
    taken: set[int] = set()
    for number, group in enumerate(groups):
        if number in taken:
            continue
        taken.add(number)
        back = {place.get((e.target, e.source), number) for e in group} - taken
        taken |= back
        yield [*group, *(e for n in sorted(back) for e in groups[n])]


def _one(graph: Graph, edges: list[Edge]) -> Dispute:
    ways = {(e.source, e.target) for e in edges}
    # quote against quote where there is one: a statement says more than that somebody objects
    stated = [e for e in edges if graph.nodes[e.source].get("type") in ("Claim", "SocialPost")]
    best = min(
        stated or edges, key=lambda e: (e.possible, -e.confidence, e.source, e.target, str(e.key))
    )
    return Dispute(best, tuple(edges), any((t, s) in ways for s, t in ways))
