"""Pairs of entities that may be one, and joins that may be wrong: what a person should look at.

A node of a name alone ("Marsh: Ann or Bill") is shown with each of those who may be meant.

Only names with something in common are compared: a surname, an acronym, a first word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Final

from rapidfuzz.fuzz import token_sort_ratio

from graphkit.schema import ENTITY_TYPES, Graph
from graphkit.text.lexicon import fold
from graphkit.text.names import initials, parse_person, same_person

#: A join at or above this needs no second look.
SURE: Final = 0.95
#: Likeness of two bodies' names (0 to 100) from which on they are shown.
ALIKE: Final = 88.0
#: How likely the likeliest bearer of a name alone is the one meant, for the order of the list.
_ALONE: Final = 0.6
#: Names that share a block; larger blocks ("United States …") tell nothing.
_BLOCK: Final = 40


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names that may be one (``joined`` False), or were joined and may be two."""

    left: str
    right: str
    left_name: str
    right_name: str
    score: float
    reason: str
    joined: bool


def doubts(graph: Graph) -> list[Doubt]:
    """All doubtful pairs of a graph, the most doubtful first, in an order that stays."""
    nodes = {i: d for i, d in graph.nodes(data=True) if d.get("type") in ENTITY_TYPES}
    found = [*_joined(nodes), *_open(nodes), *_apart(nodes)]
    return sorted(found, key=lambda d: (abs(d.score - 0.6), d.left, d.right, d.right_name))


def _joined(nodes: dict[str, Any]) -> Iterator[Doubt]:
    for ident, data in nodes.items():
        for merge in data.get("merges", ()):
            if merge["score"] < SURE and merge["left"] != merge["right"]:
                names = merge["left"], merge["right"]
                yield Doubt(ident, ident, *names, merge["score"], merge["reason"], True)


def _open(nodes: dict[str, Any]) -> Iterator[Doubt]:
    """Names alone that several may bear, with each of those who may be meant."""
    for ident, data in nodes.items():
        for place, other in enumerate(data.get("may_be", ())):
            if other in nodes:
                score = max(_ALONE - 0.05 * place, 0.1)
                names = data["name"], nodes[other]["name"]
                yield Doubt(ident, other, *names, round(score, 2), "a name alone", False)


def _apart(nodes: dict[str, Any]) -> Iterator[Doubt]:
    blocks: dict[str, set[str]] = defaultdict(set)
    for ident, data in nodes.items():
        if data.get("may_be"):
            continue  # whom it may mean is told
        for key in _keys(data["type"] == "Person", data["name"]):
            blocks[key].add(ident)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        if 2 <= len(blocks[key]) <= _BLOCK:
            for left, right in combinations(sorted(blocks[key]), 2):
                if (left, right) in seen:
                    continue
                seen.add((left, right))
                names = nodes[left]["name"], nodes[right]["name"]
                person = nodes[left]["type"] == "Person"
                score, reason = _people(*names) if person else _bodies(*names)
                if score:
                    yield Doubt(left, right, *names, score, reason, False)


def _keys(person: bool, name: str) -> set[str]:
    """The blocks a name is in."""
    if person:
        return {"p:" + parse_person(name).surname.split()[-1]}
    parts = fold(name).split()
    keys = {"b:" + parts[0], "b:" + parts[-1]} if parts else set()
    letters = initials(name) if len(parts) > 1 else {fold(name).replace(" ", "")}
    return keys | {"a:" + one for one in letters}


def _people(left: str, right: str) -> tuple[float, str]:
    a, b = parse_person(left), parse_person(right)
    if not a.full or not b.full:
        return (0.5, "a surname alone") if a.surname == b.surname else (0.0, "")
    score = same_person(a, b)
    if score:
        return score * 0.7, "the first names may be one"
    if bool(a.suffix) != bool(b.suffix):  # "Joe Biden", "Joseph R. Biden Jr."
        score = same_person(replace(a, suffix=""), replace(b, suffix=""))
        return score * 0.6, f"the same but for “{(a.suffix or b.suffix).capitalize()}.”"
    return 0.0, ""


def _bodies(left: str, right: str) -> tuple[float, str]:
    a, b = fold(left), fold(right)
    if a.replace(" ", "") in initials(right) or b.replace(" ", "") in initials(left):
        return 0.6, "one may be the other's initials"
    alike = token_sort_ratio(a, b)
    if alike >= ALIKE:
        return round(alike / 100 * 0.7, 2), f"the names are {alike:.0f} % alike"
    return 0.0, ""
