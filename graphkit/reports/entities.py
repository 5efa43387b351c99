"""Everybody and every body of a graph: names, aliases, and how much rests on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from graphkit.schema import ENTITY_TYPES, Graph
from graphkit.text.lexicon import fold

__all__ = ["Listed", "Share", "entities", "near_names", "share_of"]


@dataclass(frozen=True, slots=True)
class Listed:
    """One entity: its names, and the number of mentions, articles, claims and disputes it has."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: int
    articles: int
    #: Claims that it is the source of.
    claims: int
    #: Claims that it disputes, itself or in what it says.
    disputes: int


def entities(graph: Graph, words: str = "", types: Iterable[str] = ENTITY_TYPES) -> list[Listed]:
    """All entities of these types that have the words in a name, the most mentioned first.

    Marks, accents and capitals count for nothing, and a word may be the start of one.
    """
    wanted = fold(words).split()
    kinds = frozenset(types)
    said, disputed = _claims(graph)
    found = []
    for node, data in graph.nodes(data=True):
        if data.get("type") not in kinds or data["type"] not in ENTITY_TYPES:
            continue
        names = [str(data["name"]), *map(str, data.get("aliases", ()))]
        if wanted and not any(_has(name, wanted) for name in (*names, node)):
            continue
        evidence = data.get("evidence", ())
        docs = {row["doc"] for row in evidence} or _heads(graph, node)
        found.append(
            Listed(
                node, data["type"], names[0], tuple(names[1:]), len(evidence), len(docs),
                said[node], disputed[node],
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-one.mentions, -one.claims, one.name, one.id))


def _has(name: str, wanted: list[str]) -> bool:
    have = fold(name.replace(":", " ").replace("-", " ")).split()
    return all(any(part.startswith(word) for part in have) for word in wanted)


def _claims(graph: Graph) -> tuple[Counter[str], Counter[str]]:
    """Entity → claims it is the source of, and claims that it disputes."""
    said: Counter[str] = Counter()
    speakers: dict[str, set[str]] = defaultdict(set)
    for source, target, data in graph.edges(data=True):
        if data["type"] == "SAID":
            said[source] += 1
        if data["type"] in ("SAID", "POSTED"):
            speakers[target].add(source)
    disputed: dict[str, set[str]] = defaultdict(set)
    for source, target, data in graph.edges(data=True):
        if data["type"] == "DISPUTES":
            for one in {source} | speakers[source]:
                disputed[one].add(target)
    return said, Counter({node: len(claims) for node, claims in disputed.items()})


def _heads(graph: Graph, node: str) -> set[str]:
    """The articles that an outlet published or somebody wrote, for those whom no text names."""
    published = {s for s, _, d in graph.in_edges(node, data=True) if d["type"] == "PUBLISHED_BY"}
    return published | {t for _, t, d in graph.out_edges(node, data=True) if d["type"] == "WROTE"}


@dataclass(frozen=True, slots=True)
class Share:
    """What goes with an entity or claim, or with a part of it."""

    mentions: int
    claims: int
    articles: int

    def __str__(self) -> str:
        """As in "55 mentions and 23 claims in 1 article"."""
        claims = f" and {_plural(self.claims, 'claim')}" if self.claims else ""
        articles = _plural(self.articles, "article")
        return f"{_plural(self.mentions, 'mention')}{claims} in {articles}"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def share_of(graph: Graph, node: str, *, doc: str = "", name: str = "") -> Share:
    """How much of a node lies in one document, or in those that call it by this name.

    A document that calls it by several names is counted by the fullest of them.
    """
    rows: list[dict[str, Any]] = list(graph.nodes[node].get("evidence", ()))
    docs = {str(row["doc"]) for row in rows}
    if doc:
        docs &= {doc}
    elif name:
        docs = _called(graph, node, name)
    claims = {
        target
        for _, target, data in graph.out_edges(node, data=True)
        if data["type"] == "SAID" and any(row["doc"] in docs for row in data["evidence"])
    }
    return Share(sum(row["doc"] in docs for row in rows), len(claims), len(docs))


def _called(graph: Graph, node: str, name: str) -> set[str]:
    """The documents that call an entity by a name, first of all those that have no fuller one."""
    wanted = fold(name)
    by_doc: dict[str, set[str]] = defaultdict(set)
    for _, _, data in graph.out_edges(node, data=True):
        if data["type"] == "APPEARS_IN":
            for row in data["evidence"]:
                by_doc[str(row["doc"])].add(str(row["quote"]))
    fullest = {doc for doc, names in by_doc.items() if fold(max(names, key=_size)) == wanted}
    return fullest or {doc for doc, names in by_doc.items() if wanted in map(fold, names)}


def _size(name: str) -> tuple[int, str]:
    return len(name), name


def near_names(graph: Graph, wanted: str, limit: int = 5) -> list[str]:
    """Names of entities that are written much like this one, the likest first."""
    names: dict[str, str] = {}
    for _, data in graph.nodes(data=True):
        if data.get("type") in ENTITY_TYPES:
            for name in (data["name"], *data.get("aliases", ())):
                names.setdefault(fold(str(name)), str(data["name"]))
    key = fold(wanted)
    inside = [name for name in sorted(names) if key and key in name]
    near = process.extract(key, sorted(names), scorer=fuzz.WRatio, score_cutoff=78, limit=limit)
    found = [names[name] for name in (*inside[:limit], *(name for name, _, _ in near))]
    return list(dict.fromkeys(found))[:limit]
