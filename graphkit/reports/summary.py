"""What a graph holds, counted: for people to read and, as a dict, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graphkit.reports.disputes import Dispute as Found
from graphkit.reports.disputes import disputes
from graphkit.schema import EDGE_TYPES, NODE_TYPES, Graph


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody, with the number of claims they are the source of and of articles with those."""

    name: str
    type: str
    claims: int
    articles: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """Who disputes which claim, and whose claim it is ("" where that is open)."""

    by: str
    claim: str
    of: str
    confidence: float
    #: By which way: denial, label, contradiction, narrator.
    why: str
    #: Whether no word says so.
    possible: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by type, the most quoted, and the disputes."""

    nodes: dict[str, int]
    edges: dict[str, int]
    most_quoted: tuple[Quoted, ...]
    disputes: tuple[Dispute, ...]
    claims: int
    #: Claims whose source is not known, and of these those told only in a denial.
    open_claims: int
    denied_claims: int

    def as_dict(self) -> dict[str, Any]:
        """The summary as JSON can write it."""
        return asdict(self)


def summarise(graph: Graph, top: int = 10) -> Summary:
    """Count what the graph holds; ``top`` limits the most quoted, never the disputes."""
    types = Counter(data["type"] for _, data in graph.nodes(data=True))
    edges = Counter(data["type"] for _, _, data in graph.edges(data=True))
    sourced = {claim for _, claim, data in graph.edges(data=True) if data["type"] == "SAID"}
    denied = {
        node
        for node, data in graph.nodes(data=True)
        if data["type"] == "Claim" and data.get("told_as") == "denied"
    }
    return Summary(
        nodes={name: types[name] for name in NODE_TYPES},
        edges={name: edges[name] for name in EDGE_TYPES if edges[name]},
        most_quoted=_most_quoted(graph)[:top],
        disputes=_disputes(graph),
        claims=types["Claim"],
        open_claims=types["Claim"] - len(sourced),
        denied_claims=len(denied),
    )


@dataclass(frozen=True, slots=True)
class Checkable:
    """A claim that could be found true or false: how likely, in which words, who says it."""

    checkable: float
    claim: str
    by: tuple[str, ...]
    id: str


def checkable_claims(graph: Graph, least: float = 0.5) -> tuple[Checkable, ...]:
    """The claims that are checkable with at least this probability (0 to 1), surest first."""
    found = [
        Checkable(data["checkable"], data["text"], tuple(speakers_of(graph, node)), node)
        for node, data in graph.nodes(data=True)
        if data["type"] == "Claim" and data.get("checkable", 0.0) >= least
    ]
    return tuple(sorted(found, key=lambda one: (-one.checkable, one.claim, one.id)))


def speakers_of(graph: Graph, claim: str) -> list[str]:
    """Names of those who are the source of a claim, or whose post states it."""
    said = [
        graph.nodes[source]["name"]
        for source, _, data in graph.in_edges(claim, data=True)
        if data["type"] == "SAID"
    ]
    return sorted(set(said))


def _most_quoted(graph: Graph) -> tuple[Quoted, ...]:
    claims: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for source, _, data in graph.edges(data=True):
        if data["type"] == "SAID":
            claims[source] += 1
            documents.setdefault(source, set()).update(e["doc"] for e in data["evidence"])
    order = sorted(claims, key=lambda n: (-claims[n], -len(documents[n]), n))
    return tuple(
        Quoted(graph.nodes[n]["name"], graph.nodes[n]["type"], claims[n], len(documents[n]))
        for n in order
    )


#: Why something is disputed → words for it.
_WAYS = {
    "denial": "denial",
    "label": "called untrue",
    "contradiction": "both cannot be true",
    "narrator": "the article's own voice",
}


def way_of(data: Mapping[str, Any]) -> str:
    """By which way, and in which words, a DISPUTES edge says that something is not so."""
    way = _WAYS.get(str(data.get("why", "")), "")
    if data.get("cue"):
        way = f"{way}: “{data['cue']}”"
    return f"{way}, confirmed" if data.get("confirmed") else way


def _disputes(graph: Graph) -> tuple[Dispute, ...]:
    return tuple(_dispute(graph, one) for one in disputes(graph))


def _dispute(graph: Graph, one: Found) -> Dispute:
    source, claim, _, data = one.edge
    node = graph.nodes[source]
    by = node["name"]
    if node["type"] == "Claim":
        by = ", ".join(speakers_of(graph, source)) or f"“{node['name']}”"
    elif node["type"] == "SocialPost":
        by = node.get("author") or node.get("handle") or node["name"]
    of = ", ".join(speakers_of(graph, claim))
    name = graph.nodes[claim]["name"]
    return Dispute(by, name, of, one.confidence, data.get("why", ""), one.possible)
