"""graph.json: networkx node-link JSON, the format that every other part reads and writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import networkx as nx

from graphkit.errors import GraphFormatError
from graphkit.files import replacing, writing
from graphkit.schema import EDGE_ENDS, ENTITY_TYPES, NODE_TYPES, Graph

_WRITTEN: Final = "the graph that was to be written"
_UNWRITTEN: Final = "nothing was written; the property has to have another value"
_TODO: Final = "is it a graph.json that graphkit build wrote?"
#: Node type → property → what its value must be, where the node has it.
_NODE_PROPERTIES: Final[dict[str, dict[str, str]]] = {
    **{name: {"aliases": "list", "roles": "list", "evidence": "list"} for name in ENTITY_TYPES},
    "Claim": {"text": "string", "evidence": "list"},
    "SocialPost": {"text": "string", "evidence": "list"},
    "Article": {},
}
_KINDS: Final[dict[str, type | tuple[type, ...]]] = {
    "string": str,
    "list": list,
    "object": dict,
    "whole number": int,
    "number": (int, float),
}


def write_json(graph: Graph, path: Path) -> None:
    """Write graph.json, one node or edge a line, so that two runs can be compared by eye.

    What is written is read again before the file gets its name: raises GraphFormatError for a
    graph that :func:`read_json` would refuse.
    """
    if not isinstance(graph, nx.MultiDiGraph):
        kind = type(graph).__name__
        todo = "give what graphkit.build or graphkit.load gave"
        raise GraphFormatError(_WRITTEN, f"is a {kind}, and no networkx MultiDiGraph", todo)
    with replacing(path) as part:
        try:
            with writing(part) as handle:
                for piece in pieces(graph):
                    handle.write(piece)
        except (TypeError, ValueError, RecursionError) as error:  # no JSON, or no UTF-8
            raise GraphFormatError(
                _WRITTEN, f"holds what JSON cannot: {error}", _UNWRITTEN
            ) from error
        _data(part.read_bytes(), _WRITTEN, _UNWRITTEN)


def pieces(graph: Graph) -> Iterator[str]:
    """The text of graph.json, in pieces."""
    data = nx.node_link_data(graph, edges="edges")
    yield '{"directed": true, "multigraph": true, "graph": '
    yield json.dumps(data["graph"], ensure_ascii=False, sort_keys=True)
    for part, closing in (("nodes", "]"), ("edges", "]}\n")):
        yield f',\n"{part}": ['
        for number, row in enumerate(data[part]):
            first = {key: row[key] for key in ("id", "source", "target", "key") if key in row}
            yield (",\n" if number else "\n") + json.dumps({**first, **row}, ensure_ascii=False)
        yield closing


def read_json(path: Path) -> Graph:
    """The graph of a graph.json.  Raises GraphFormatError naming the first place that differs."""
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        todo = "graphkit build PATH... makes exports/graph.json"
        raise GraphFormatError(str(path), "does not exist", todo) from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise GraphFormatError(str(path), what, "check the path") from error
    data = _data(written, str(path), _TODO)
    # the file may say otherwise; every graph of graphkit is directed, with parallel edges
    graph = nx.node_link_graph({**data, "directed": True, "multigraph": True}, edges="edges")
    return cast(Graph, graph)


def _data(written: bytes, name: str, todo: str) -> dict[str, Any]:
    """What a graph.json holds.  Raises GraphFormatError naming the first place that differs."""
    try:
        data: dict[str, Any] = json.loads(written.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise GraphFormatError(name, f"is not UTF-8: offset {error.start}", todo) from None
    except (ValueError, RecursionError) as error:
        raise GraphFormatError(name, f"is not JSON: {error}", todo) from None
    for where, what in _differences(data):
        raise GraphFormatError(f"{name}: {where}", what, todo)
    return data


def _differences(data: Any) -> Iterator[tuple[str, str]]:
    """Yield (JSON path, what is wrong there), in the order of the file."""
    if not isinstance(data, dict):
        yield "$", "expected an object with nodes and edges"
        return
    yield from _wrong(data, "$", {"nodes": "list", "edges": "list"})
    types: dict[str, str] = {}
    for number, node in enumerate(data["nodes"]):
        here = f"$.nodes[{number}]"
        if not isinstance(node, dict):
            yield here, "expected an object"
        yield from _wrong(node, here, {"id": "string", "type": "string", "name": "string"})
        if node["type"] not in NODE_TYPES:
            yield f"{here}.type", f"no node type: {node['type']!r}"
        if node["id"] in types:
            yield f"{here}.id", f"occurs twice: {node['id']!r}"
        types[node["id"]] = node["type"]
        known = _NODE_PROPERTIES[node["type"]]
        yield from _wrong(node, here, {k: v for k, v in known.items() if node.get(k) is not None})
        yield from _wrong_evidence(node.get("evidence") or [], f"{here}.evidence", {})
    for number, edge in enumerate(data["edges"]):
        yield from _wrong_edge(edge, f"$.edges[{number}]", types)


def _wrong_edge(edge: Any, here: str, types: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not isinstance(edge, dict):
        yield here, "expected an object"
    strings = dict.fromkeys(("source", "target", "key", "type"), "string")
    yield from _wrong(edge, here, {**strings, "evidence": "list", "confidence": "number"})
    for end in ("source", "target"):
        if edge[end] not in types:
            yield f"{here}.{end}", f"no such node: {edge[end]!r}"
    if edge["type"] not in EDGE_ENDS:
        yield f"{here}.type", f"no edge type: {edge['type']!r}"
    sources, targets = EDGE_ENDS[edge["type"]]
    if types[edge["source"]] not in sources or types[edge["target"]] not in targets:
        ends = f"{types[edge['source']]} to {types[edge['target']]}"
        yield here, f"no {edge['type']} goes from {ends}"
    yield from _wrong_evidence(edge["evidence"], f"{here}.evidence", {"quote": "string"})


def _wrong_evidence(rows: list[Any], here: str, more: dict[str, str]) -> Iterator[tuple[str, str]]:
    places = {"doc": "string", "start": "whole number", "end": "whole number", **more}
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            yield f"{here}[{number}]", "expected an object"
        yield from _wrong(row, f"{here}[{number}]", places)


def _wrong(row: dict[str, Any], here: str, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is missing or of another kind."""
    for name, kind in kinds.items():
        if name not in row:
            yield f"{here}.{name}", "is missing"
        value = row[name]
        if not isinstance(value, _KINDS[kind]) or isinstance(value, bool):
            yield f"{here}.{name}", f"expected a {kind}, found {json.dumps(value)[:40]}"
