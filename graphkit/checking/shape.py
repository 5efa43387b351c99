"""The shape of graph.json: what every other part relies on when it reads one.

A property that the format does not name may have any value that JSON has, nested up to
:data:`DEEPEST`; one that it names has the kind of value named here, or is null or not there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from graphkit.checking.problem import Problem
from graphkit.schema import EDGE_ENDS, ENTITY_TYPES, NODE_TYPES

#: Levels of lists and objects below a node or edge: exports, the page and Neo4j go no deeper.
DEEPEST: Final = 20
#: Whole numbers that a double holds exactly, as JavaScript and other readers of JSON need.
_LARGEST: Final = 2**53

#: What a value must be: the name of a kind ("share" is a number from 0 to 1), ``[kind]`` for a list
#: of it, or an object's properties.
Kind = str | list[Any] | dict[str, Any]

_PLACES: Final[dict[str, Kind]] = {
    "doc": "string",
    "start": "whole number",
    "end": "whole number",
}
_EVIDENCE: Final[dict[str, Kind]] = {
    "quote": "string",
    "extractor": "string",
    "confidence": "share",
    "cue": "string",
    "kind": "string",
    "stance": "string",
    "why_open": "string",
    "published": "string",
    "spans": [["whole number"]],
}
_MERGE: Final[dict[str, Kind]] = {
    "left": "string",
    "right": "string",
    "score": "number",
    "reason": "string",
}
_LISTS: Final[dict[str, Kind]] = {"evidence": [_PLACES], "merges": [_MERGE]}
_ENTITY: Final[dict[str, Kind]] = {
    "aliases": ["string"],
    "handles": ["string"],
    "roles": [{"role": "string", "from": "string"}],
    "may_be": ["string"],
    **_LISTS,
}
#: Node type → property → what its value must be, where the node has it.
_NODES: Final[dict[str, dict[str, Kind]]] = {
    **dict.fromkeys(ENTITY_TYPES, _ENTITY),
    "Claim": {
        **dict.fromkeys(("text", "kind", "part_of", "told_as", "first_reported"), "string"),
        "checkable": "share",
        "context_needed": "boolean",
        **_LISTS,
    },
    "SocialPost": {
        **dict.fromkeys(("text", "author", "handle", "platform", "published", "url"), "string"),
        **_LISTS,
    },
    "Article": {
        **dict.fromkeys(("doc", "title", "url", "published", "outlet", "source"), "string"),
        **dict.fromkeys(("text_hash", "text"), "string"),
        "authors": ["string"],
        **_LISTS,
    },
}
_EDGE: Final[dict[str, Kind]] = {
    **dict.fromkeys(("first_seen", "last_seen", "role", "stance", "why", "cue"), "string"),
    **dict.fromkeys(("possible", "confirmed"), "boolean"),
}
_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "string": str,
    "list": list,
    "object": dict,
    "boolean": bool,
    "whole number": int,
    "number": (int, float),
}
_BUILD: Final = "build the graph again, or correct the program that wrote it"


def shape_problems(data: Any) -> Iterator[Problem]:
    """Yield all that is wrong with the shape of a parsed graph.json, in the order of the file."""
    if not isinstance(data, dict):
        yield Problem("$", "expected an object with nodes and edges", "is it another file?")
        return
    yield from _missing(data, "$", {"nodes": "list", "edges": "list"})
    yield from _named(data, "$", {"graph": "object"})
    types: dict[str, str] = {}
    for number, node in enumerate(_list(data, "nodes")):
        yield from _node(node, f"$.nodes[{number}]", types)
    seen: set[tuple[str, str, str]] = set()
    for number, edge in enumerate(_list(data, "edges")):
        yield from _edge(edge, f"$.edges[{number}]", types, seen)


def half_characters(data: Any) -> Iterator[Problem]:
    r"""Yield where a string has half of a surrogate pair (``"\ud800"``), which no file can hold."""
    todo = "remove it: it is half of a character, and no file can hold it"
    for where, text in _strings(data):
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            yield Problem(where, "has an unpaired surrogate", todo)


def _node(node: Any, here: str, types: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(node, dict):
        yield Problem(here, "expected an object", _BUILD)
        return
    found = list(_missing(node, here, dict.fromkeys(("id", "type", "name"), "string")))
    yield from found
    if not found and node["type"] not in NODE_TYPES:
        todo = f"use one of {', '.join(NODE_TYPES)}"
        yield Problem(f"{here}.type", f"no node type: {node['type']!r}", todo)
        found = [Problem(here, "", "")]
    ident = node.get("id")
    if isinstance(ident, str):
        if ident in types:
            yield Problem(f"{here}.id", f"occurs twice: {ident!r}", "give every node its own id")
        types[ident] = str(node.get("type"))
    if not found:
        yield from _properties(node, here, _NODES[node["type"]])


def _edge(
    edge: Any, here: str, types: Mapping[str, str], seen: set[tuple[str, str, str]]
) -> Iterator[Problem]:
    if not isinstance(edge, dict):
        yield Problem(here, "expected an object", _BUILD)
        return
    names: dict[str, Kind] = dict.fromkeys(("source", "target", "key", "type"), "string")
    found = list(_missing(edge, here, names))
    yield from found
    yield from _missing(edge, here, {"evidence": "list", "confidence": "share"})
    if not found:
        yield from _ends(edge, here, types)
        key = edge["source"], edge["target"], edge["key"]
        if key in seen:
            what = f"occurs twice between these nodes: {edge['key']!r}"
            yield Problem(f"{here}.key", what, "give every edge its own key")
        seen.add(key)
    for number, row in enumerate(_list(edge, "evidence")):
        if isinstance(row, dict):
            yield from _missing(row, f"{here}.evidence[{number}]", {"quote": "string"})
    yield from _properties(edge, here, {**_EDGE, **_LISTS})


def _ends(edge: Mapping[str, Any], here: str, types: Mapping[str, str]) -> Iterator[Problem]:
    """Whether both ends are there, and are such as the edge's type may have."""
    lost = [end for end in ("source", "target") if edge[end] not in types]
    for end in lost:
        todo = "add that node, or remove the edge"
        yield Problem(f"{here}.{end}", f"no such node: {edge[end]!r}", todo)
    if edge["type"] not in EDGE_ENDS:
        todo = f"use one of {', '.join(EDGE_ENDS)}"
        yield Problem(f"{here}.type", f"no edge type: {edge['type']!r}", todo)
    elif not lost:
        sources, targets = EDGE_ENDS[edge["type"]]
        source, target = types[edge["source"]], types[edge["target"]]
        if source not in sources or target not in targets:
            todo = f"it goes from {', '.join(sorted(sources))} to {', '.join(sorted(targets))}"
            yield Problem(here, f"no {edge['type']} goes from {source} to {target}", todo)


def _properties(row: dict[str, Any], here: str, known: Mapping[str, Kind]) -> Iterator[Problem]:
    yield from _named(row, here, known)
    for number, item in enumerate(_list(row, "evidence")):
        if isinstance(item, dict):
            yield from _named(item, f"{here}.evidence[{number}]", _EVIDENCE)
    for name, value in row.items():
        if isinstance(value, list | dict) and _depth(value) > DEEPEST:
            todo = f"nest no more than {DEEPEST} levels"
            yield Problem(f"{here}.{name}", "is nested too deep", todo)


def _missing(row: Mapping[str, Any], here: str, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Yield properties that must be there and are not, or are of another kind."""
    for name, kind in kinds.items():
        if name not in row:
            yield Problem(f"{here}.{name}", "is missing", f"add a {_name(kind)}")
        else:
            yield from _wrong(row[name], f"{here}.{name}", kind)


def _named(row: Mapping[str, Any], here: str, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    """Yield properties that are there and of another kind; null stands for what is not known."""
    for name, kind in kinds.items():
        if row.get(name) is not None:
            yield from _wrong(row[name], f"{here}.{name}", kind)


def _wrong(value: Any, here: str, kind: Kind) -> Iterator[Problem]:
    """Yield where a value, or one inside it, is of another kind."""
    if isinstance(kind, list):
        if not isinstance(value, list):
            yield _other(value, here, "list")
            return
        for number, item in enumerate(value):
            yield from _wrong(item, f"{here}[{number}]", kind[0])
    elif isinstance(kind, dict):
        if not isinstance(value, dict):
            yield Problem(here, "expected an object", _BUILD)
            return
        yield from _missing(value, here, kind)
    elif kind == "share":
        if not _fits(value, "number"):
            yield _other(value, here, "number")
        elif not 0 <= value <= 1:
            yield Problem(here, f"is {value}", "give a number from 0 to 1")
    elif not _fits(value, kind):
        yield _other(value, here, kind)


def _fits(value: Any, kind: str) -> bool:
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        return False
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or -_LARGEST <= value <= _LARGEST


def _other(value: Any, here: str, kind: str) -> Problem:
    return Problem(here, f"expected a {kind}, found {_shown(value)}", f"change it to a {kind}")


def _shown(value: Any) -> str:
    """The value in at most 40 characters; one that is large is not written out for that."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number that is too large"
    if isinstance(value, list | dict) and value:
        return "a list" if isinstance(value, list) else "an object"
    return json.dumps(value)[:40]


def _name(kind: Kind) -> str:
    return {"share": "number"}.get(kind, kind) if isinstance(kind, str) else "list"


def _list(row: Mapping[str, Any], name: str) -> list[Any]:
    value = row.get(name)
    return value if isinstance(value, list) else []


def _depth(value: Any) -> int:
    """Levels of lists and objects in the value, counted no further than is too deep."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        depth += 1
        level = [
            item
            for held in level
            for item in (held.values() if isinstance(held, dict) else held)
            if isinstance(item, list | dict)
        ]
    return depth


def _strings(data: Any) -> Iterator[tuple[str, str]]:
    """Yield (JSON path, string) of all keys and values; no nesting is too deep for it."""
    left: list[tuple[str, Any]] = [("$", data)]
    while left:
        here, value = left.pop()
        if isinstance(value, str):
            yield here, value
        elif isinstance(value, dict):
            yield from ((here, key) for key in value)
            left += [(f"{here}.{key}", item) for key, item in reversed(value.items())]
        elif isinstance(value, list):
            left += [(f"{here}[{at}]", item) for at, item in reversed(list(enumerate(value)))]
