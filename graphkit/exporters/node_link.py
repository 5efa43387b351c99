"""graph.json: networkx node-link JSON, the format that every other part reads and writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import networkx as nx

from graphkit.checking import Problem, half_characters, shape_problems
from graphkit.errors import GraphFormatError
from graphkit.files import replacing, writing
from graphkit.schema import Graph

_WRITTEN: Final = "the graph that was to be written"
_UNWRITTEN: Final = "nothing was written; the property has to have another value"
_TODO: Final = "is it a graph.json that graphkit build wrote?"
_ESCAPED_HALF: Final = re.compile(rb"\\u[dD][89a-fA-F]")


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
        _whole(part.read_bytes(), _WRITTEN, _UNWRITTEN)


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
    data = _whole(read_bytes(path), str(path), _TODO)
    # the file may say otherwise; every graph of graphkit is directed, with parallel edges
    graph = nx.node_link_graph({**data, "directed": True, "multigraph": True}, edges="edges")
    return cast(Graph, graph)


def read_bytes(path: Path) -> bytes:
    """The bytes of a graph.json.  Raises GraphFormatError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        todo = "graphkit build PATH... makes exports/graph.json"
        raise GraphFormatError(str(path), "does not exist", todo) from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise GraphFormatError(str(path), what, "check the path") from error


def check_shape(written: bytes, name: str, todo: str = _TODO) -> tuple[Any, list[Problem]]:
    """What a graph.json holds, and all that is wrong with its shape.

    Raises GraphFormatError where it is no JSON at all.
    """
    data = _parsed(written, name, todo)
    return data, list(_shape(written, data))


def _whole(written: bytes, name: str, todo: str) -> dict[str, Any]:
    """What a graph.json holds.  Raises GraphFormatError naming the first place that differs."""
    data = _parsed(written, name, todo)
    for problem in _shape(written, data):
        raise GraphFormatError(f"{name}: {problem.where}", problem.what, todo)
    return cast(dict[str, Any], data)


def _parsed(written: bytes, name: str, todo: str) -> Any:
    try:
        return json.loads(written.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise GraphFormatError(name, f"is not UTF-8: offset {error.start}", todo) from None
    except (ValueError, RecursionError) as error:
        raise GraphFormatError(name, f"is not JSON: {error}", todo) from None


def _shape(written: bytes, data: Any) -> Iterator[Problem]:
    # halves of characters stand there as escapes only, and most files have none
    if _ESCAPED_HALF.search(written):
        yield from half_characters(data)
    yield from shape_problems(data)
