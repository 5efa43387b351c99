"""What changed between two graphs: what is new, gone, joined with something else, or different.

Things are compared by id.  One that is gone is looked for where it stood: a node of the new graph
with the same places in the same texts (else with its name) has taken it in, or has its new id.
Ties are compared after that, so that a person who got another id does not fall out with everybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from graphkit.schema import EDGE_TYPES, ENTITY_TYPES, Graph

#: Section → the types of nodes in it.
_NODES: Final = {
    "entities": frozenset(ENTITY_TYPES),
    "claims": frozenset({"Claim"}),
    "posts": frozenset({"SocialPost"}),
    "articles": frozenset({"Article"}),
}
#: Long lists of places, told by their number; what ``graphkit why`` reads.
_COUNTED: Final = {"evidence": "place", "merges": "join"}
_SHOWN: Final = 100

Edge = tuple[str, str, str, str]
_Edges = dict[Edge, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing: its id (in OLD where it is gone or merged, else in NEW) and what to call it.

    ``into`` is the id it has in NEW where that is another one; ``what`` tells the difference.
    """

    id: str
    name: str
    into: str = ""
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one kind of thing, each list in the order of names."""

    added: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    merged: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.merged or self.changed)


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs.  ``ties`` are edges by type: (new, gone, with other evidence or values)."""

    sections: dict[str, Section] = field(default_factory=dict)
    ties: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.sections.values()) or bool(self.ties)

    def as_dict(self) -> dict[str, Any]:
        """The changes as JSON can write them."""
        names = ("added", "gone", "changed")
        ties = {type_: dict(zip(names, counts, strict=True)) for type_, counts in self.ties.items()}
        return {"same": not self, **asdict(self)["sections"], "ties": ties}


def compare(old: Graph, new: Graph) -> Changes:
    """What ``new`` has otherwise than ``old``."""
    heirs = _heirs(old, new)
    before, after = _edges(old, heirs), _edges(new, {})
    sections = {name: _nodes(old, new, types, heirs) for name, types in _NODES.items()}
    # claims and disputes first, as the reader wants to know them
    return Changes(
        {
            "entities": sections["entities"],
            "claims": sections["claims"],
            "disputes": _disputes(old, new, before, after),
            "speakers": _speakers(old, new, before, after),
            "posts": sections["posts"],
            "articles": sections["articles"],
        },
        _ties(before, after),
    )


def lines(changes: Changes, most: int | None = None) -> Iterator[str]:
    """The changes in words; at most so many of each list, the rest counted."""
    for name, section in changes.sections.items():
        if not section:
            continue
        kinds = ("added", "gone", "merged", "changed")
        counts = [(kind, len(getattr(section, kind))) for kind in kinds]
        told = ", ".join(f"{number:,} {kind}" for kind, number in counts if number)
        yield f"{name.capitalize()}: {told}"
        for kind, mark in zip(kinds, "+-=~", strict=True):
            rows = getattr(section, kind)
            for change in rows[:most]:
                what = f"  ({'; '.join(change.what)})" if change.what else ""
                yield f"  {mark} {change.name}{what}"
            if most is not None and len(rows) > most:
                yield f"    … and {len(rows) - most:,} more {kind}"
    if changes.ties:
        yield "Ties"
        for type_, (added, gone, changed) in changes.ties.items():
            yield f"  {type_}: {added:,} added, {gone:,} gone, {changed:,} changed"


def _heirs(old: Graph, new: Graph) -> dict[str, str]:
    """Id of a node that is gone → id of the node that has its places, or its name."""
    found: dict[str, str] = {}
    for types in _NODES.values():
        places: dict[Any, set[str]] = defaultdict(set)
        names: dict[str, set[str]] = defaultdict(set)
        for node in _of(new, types):
            # what stood there before has not come by it: two statements may be in one sentence
            had = _places(old.nodes[node]) if node in old else set()
            for place in _places(new.nodes[node]) - had:
                places[place].add(node)
            for name in _names(new.nodes[node]):
                names[name].add(node)
        for node in _of(old, types):
            if node in new:
                continue
            votes = Counter(n for p in _places(old.nodes[node]) for n in places.get(p, ()))
            same = names.get(str(old.nodes[node].get("name")), set())
            if votes:
                found[node] = min(votes, key=lambda n: (-votes[n], n))
            elif len(same) == 1:
                found[node] = next(iter(same))
    return found


def _of(graph: Graph, types: frozenset[str]) -> list[str]:
    return sorted(n for n, data in graph.nodes(data=True) if data.get("type") in types)


def _places(data: Mapping[str, Any]) -> set[tuple[Any, ...]]:
    """Where a node stands: places in documents; for an article its text and address."""
    if data.get("type") == "Article":
        return {(key, data[key]) for key in ("text_hash", "url") if data.get(key)}
    return {(e.get("doc"), e.get("start"), e.get("end")) for e in data.get("evidence") or ()}


def _names(data: Mapping[str, Any]) -> set[str]:
    """What an entity is called; claims, posts and articles are never found by their words."""
    if data.get("type") not in ENTITY_TYPES:
        return set()
    return {name for name in (data.get("name"), *data.get("aliases", ())) if name}


def _nodes(old: Graph, new: Graph, types: frozenset[str], heirs: Mapping[str, str]) -> Section:
    before, after = _of(old, types), _of(new, types)
    gone: list[Change] = []
    merged: list[Change] = []
    changed: list[Change] = []
    renamed: set[str] = set()
    # the one with the most places is the thing itself, under another id; others joined it
    left = [node for node in before if node not in new]
    for node in sorted(left, key=lambda n: (-len(_places(old.nodes[n])), n)):
        heir, name = heirs.get(node), _name(old, node)
        if heir is None:
            gone.append(Change(node, name))
        elif heir in old or heir in renamed:
            merged.append(Change(node, name, heir, (f"now one with {_name(new, heir)}",)))
        else:
            renamed.add(heir)
            what = (f"was {_name(old, node)}", *_differences(old.nodes[node], new.nodes[heir]))
            changed.append(Change(node, _name(new, heir), heir, what))
    for node in after:
        if node in old and (what := tuple(_differences(old.nodes[node], new.nodes[node]))):
            changed.append(Change(node, _name(new, node), what=what))
    added = [node for node in after if node not in old and node not in renamed]
    origins = _origins(old, new, before)
    new_ones = (
        Change(n, _name(new, n), what=_split(old, new, n, origins) if n not in renamed else ())
        for n in added
    )
    return Section(_sorted(new_ones), _sorted(gone), _sorted(merged), _sorted(changed))


def _origins(old: Graph, new: Graph, before: list[str]) -> dict[Any, str]:
    """Place → the node of OLD that had it and is still there."""
    return {place: node for node in before if node in new for place in _places(old.nodes[node])}


def _split(old: Graph, new: Graph, node: str, origins: Mapping[Any, str]) -> tuple[str, ...]:
    """Whose places a new node has."""
    votes = Counter(origins[p] for p in _places(new.nodes[node]) if p in origins)
    still = [n for n in votes if not _shared(new, node, n)]
    return tuple(f"split off from {_name(old, n)}" for n in sorted(still))


def _shared(new: Graph, node: str, other: str) -> bool:
    """Whether both stand at one place in NEW too, as statements of one sentence do."""
    return bool(_places(new.nodes[node]) & _places(new.nodes[other]))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*before, *after}):
        one, two = before.get(name), after.get(name)
        if one == two:
            continue
        word = name.replace("_", " ")
        if isinstance(one or two, list):
            yield from _list_differences(name, one or [], two or [])
        elif one in (None, ""):
            yield f"{word}: {_short(two)}"
        elif two in (None, ""):
            yield f"no {word} any more (was {_short(one)})"
        else:
            yield f"{word}: {_short(one)} → {_short(two)}"


def _list_differences(name: str, one: list[Any], two: list[Any]) -> Iterator[str]:
    word = name.replace("_", " ")
    more = [item for item in two if item not in one]
    less = [item for item in one if item not in two]
    if name in _COUNTED:
        noun = _COUNTED[name]
        yield f"{noun}s: {len(more)} new, {len(less)} gone" if more or less else f"{noun}s in order"
        return
    for mark, items in (("+", more), ("-", less)):
        if items:
            yield f"{word} {mark} {', '.join(map(_short, items))}"
    if not more and not less:
        yield f"{word} in another order"


def _edges(graph: Graph, heirs: Mapping[str, str]) -> _Edges:
    """Edges by type, ends (as NEW names them) and role; several may have become one."""
    found: _Edges = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        ends = heirs.get(source, source), heirs.get(target, target)
        found[data["type"], *ends, str(data.get("role", ""))].append(data)
    return found


def _ties(before: _Edges, after: _Edges) -> dict[str, tuple[int, int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for edge in after:
        if edge not in before:
            counts[edge[0]][0] += 1
        elif _settled(before[edge]) != _settled(after[edge]):
            counts[edge[0]][2] += 1
    for edge in before:
        if edge not in after:
            counts[edge[0]][1] += 1
    return {t: (n[0], n[1], n[2]) for t in EDGE_TYPES if (n := counts.get(t))}


def _settled(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items(), key=lambda item: item[0])) for row in rows)


def _disputes(old: Graph, new: Graph, before: _Edges, after: _Edges) -> Section:
    def told(graph: Graph, edge: Edge) -> Change:
        by, claim = (_call(graph, new, end) for end in edge[1:3])
        return Change(f"{edge[1]} DISPUTES {edge[2]}", f"{by} against “{claim}”")

    one = {edge for edge in before if edge[0] == "DISPUTES"}
    two = {edge for edge in after if edge[0] == "DISPUTES"}
    changed = []
    for edge in one & two:
        if what := tuple(_differences(before[edge][0], after[edge][0])):
            there = told(new, edge)
            changed.append(Change(there.id, there.name, what=what))
    return Section(
        _sorted(told(new, edge) for edge in two - one),
        _sorted(told(old, edge) for edge in one - two),
        changed=_sorted(changed),
    )


def _speakers(old: Graph, new: Graph, before: _Edges, after: _Edges) -> Section:
    """Who has become, or is no more, the source of anything; whose claims are others."""
    one, two = _said(before), _said(after)
    changed = []
    for who in one.keys() & two.keys():
        more, less = len(two[who] - one[who]), len(one[who] - two[who])
        if more or less:
            what = f"claims: {more} more, {less} fewer"
            changed.append(Change(who, _call(new, old, who), what=(what,)))

    def told(graph: Graph, other: Graph, who: str, claims: set[str]) -> Change:
        return Change(who, _call(graph, other, who), what=_how_many(claims))

    return Section(
        _sorted(told(new, old, who, two[who]) for who in two.keys() - one.keys()),
        _sorted(told(old, new, who, one[who]) for who in one.keys() - two.keys()),
        changed=_sorted(changed),
    )


def _said(edges: Iterable[Edge]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for type_, source, target, _ in edges:
        if type_ == "SAID":
            found[source].add(target)
    return dict(found)


def _how_many(claims: set[str]) -> tuple[str, ...]:
    return (f"{len(claims)} claim{'' if len(claims) == 1 else 's'}",)


def _call(graph: Graph, other: Graph, node: str) -> str:
    """The name in ``graph``, else in ``other``."""
    return _name(graph if node in graph else other, node)


def _name(graph: Graph, node: str) -> str:
    data = graph.nodes[node]
    return _short(data.get("text") or data.get("name") or node)


def _short(value: Any) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _sorted(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: (c.name, c.id)))
