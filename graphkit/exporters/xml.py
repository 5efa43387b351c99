"""GraphML and GEXF: for Gephi, yEd, Cytoscape, igraph.

Both formats know scalars only: lists are joined with " | ".  GraphML:
http://graphml.graphdrawing.org/specification.html; GEXF 1.3: https://gexf.net/schema.html.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from graphkit.files import writing
from graphkit.graphdb.format.scalars import Scalar, flatten
from graphkit.schema import NODE_COLOURS, Graph

_JOIN: Final = " | "
#: Characters that XML 1.0 has no way to write.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: A name that XML takes as an id; one with a blank or a mark in it gets a number.
_ID: Final = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_KINDS: Final = {bool: "boolean", int: "long", float: "double", str: "string"}
_Columns = dict[str, str]
_GRAPHML: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)
_GEXF: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
#: Property that says from which day on a node or edge is there, the first that it has.
_SINCE: Final = ("first_seen", "first_reported", "published")
#: Disputes stand out, as they do in the page; other edges are grey.
_EDGE_COLOURS: Final = {"DISPUTES": "#d55e00"}
_EDGE_COLOUR: Final = "#a5abb6"
_SMALLEST: Final = 4.0


def write_graphml(graph: Graph, path: Path) -> None:
    """Write the graph as GraphML."""
    nodes, edges = _columns(graph)
    with writing(path) as out:
        out.write(_GRAPHML)
        ids = {part: _ids(columns) for part, columns in (("node", nodes), ("edge", edges))}
        for part, columns in (("node", nodes), ("edge", edges)):
            for name, kind in columns.items():
                out.write(
                    f'<key id="{part}-{ids[part][name]}" for="{part}" '
                    f'attr.name={_attribute(name)} attr.type="{kind}"/>\n'
                )
        out.write('<graph edgedefault="directed">\n')
        for node, row in _node_rows(graph):
            data = _graphml_data(row, "node", ids["node"])
            out.write(f"<node id={_attribute(node)}>{data}</node>\n")
        for source, target, key, row in _edge_rows(graph):
            out.write(
                f"<edge id={_attribute(key)} source={_attribute(source)} "
                f"target={_attribute(target)}>{_graphml_data(row, 'edge', ids['edge'])}</edge>\n"
            )
        out.write("</graph>\n</graphml>\n")


def write_gexf(graph: Graph, path: Path) -> None:
    """Write the graph as GEXF.  An edge's type is its label; its weight is its confidence.

    ``viz:`` gives each node the colour of its type and an area that grows with its ties.  What has
    a whole date begins on that day, for Gephi's time line; nothing ends.
    """
    nodes, edges = _columns(graph)
    dated = any(map(_since, _all_data(graph)))
    mode = 'dynamic" timeformat="date' if dated else "static"
    with writing(path) as out:
        out.write(f'{_GEXF}<graph mode="{mode}" defaultedgetype="directed">\n')
        node_ids, edge_ids = _ids(nodes), _ids(edges)
        for part, columns, ids in (("node", nodes, node_ids), ("edge", edges, edge_ids)):
            out.write(f'<attributes class="{part}">\n')
            for name, kind in columns.items():
                title = _attribute(_gexf_name(name, part))
                out.write(f'<attribute id="{ids[name]}" title={title} type="{kind}"/>\n')
            out.write("</attributes>\n")
        out.write("<nodes>\n")
        for node, row in _node_rows(graph):
            label = _attribute(str(row["name"]))
            size = _SMALLEST * math.sqrt(1 + graph.degree(node))
            out.write(
                f"<node id={_attribute(node)} label={label}{_start(row)}>"
                f"{_gexf_data(row, node_ids)}{_colour(NODE_COLOURS.get(str(row['type'])))}"
                f'<viz:size value="{size:.2f}"/></node>\n'
            )
        out.write("</nodes>\n<edges>\n")
        for source, target, key, row in _edge_rows(graph):
            out.write(
                f"<edge id={_attribute(key)} source={_attribute(source)} "
                f"target={_attribute(target)} label={_attribute(str(row['type']))} "
                f'weight="{row["confidence"]}"{_start(row)}>{_gexf_data(row, edge_ids)}'
                f"{_colour(_EDGE_COLOURS.get(str(row['type']), _EDGE_COLOUR))}</edge>\n"
            )
        out.write("</edges>\n</graph>\n</gexf>\n")


def _all_data(graph: Graph) -> Iterator[Mapping[str, Any]]:
    yield from (data for _, data in graph.nodes(data=True))
    yield from (data for *_, data in graph.edges(data=True))


def _since(data: Mapping[str, Any]) -> str:
    """The day from which on something is there; "" where a whole date is not known."""
    told = next((data[name] for name in _SINCE if data.get(name)), "")
    match = _DAY.match(str(told))
    return match[0] if match else ""


def _start(row: Mapping[str, Scalar]) -> str:
    day = _since(row)
    return f' start="{day}"' if day else ""


def _colour(code: str | None) -> str:
    """``viz:color`` of a code such as #0072b2."""
    if code is None:
        return ""
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _gexf_name(name: str, part: str) -> str:
    """GEXF has an edge's type for its own use."""
    return "relation" if (name, part) == ("type", "edge") else name


def _node_rows(graph: Graph) -> Iterator[tuple[str, dict[str, Scalar]]]:
    for node, data in graph.nodes(data=True):
        yield node, _scalars(data)


def _edge_rows(graph: Graph) -> Iterator[tuple[str, str, str, dict[str, Scalar]]]:
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield source, target, str(key), _scalars(data)


def _scalars(data: Mapping[str, Any]) -> dict[str, Scalar]:
    return {
        name: _JOIN.join(map(str, value)) if isinstance(value, list) else value
        for name, value in flatten(data).items()
    }


def _columns(graph: Graph) -> tuple[_Columns, _Columns]:
    """The properties that nodes and edges have, by name, with their kinds."""
    nodes = _kinds(row for _, row in _node_rows(graph))
    return nodes, _kinds(row for *_, row in _edge_rows(graph))


def _kinds(rows: Iterable[Mapping[str, Scalar]]) -> _Columns:
    kinds: _Columns = {}
    for row in rows:
        for name, value in row.items():
            kind = _KINDS[type(value)]
            kinds[name] = kind if kinds.get(name, kind) == kind else "string"
    return dict(sorted(kinds.items()))


def _ids(columns: _Columns) -> dict[str, str]:
    """Name → id: no two names have one, though XML may write both alike."""
    return {
        name: name if _ID.fullmatch(name) else str(number) for number, name in enumerate(columns)
    }


def _graphml_data(row: Mapping[str, Scalar], part: str, ids: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{part}-{ids[name]}">{escape(_text(value))}</data>'
        for name, value in sorted(row.items())
    )


def _gexf_data(row: Mapping[str, Scalar], ids: Mapping[str, str]) -> str:
    values = (
        f'<attvalue for="{ids[name]}" value={_attribute(_text(value))}/>'
        for name, value in sorted(row.items())
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # a bare carriage return would be read back as a newline
    return _NO_XML.sub("\ufffd", str(value)).replace("\r\n", "\n").replace("\r", "\n")


def _attribute(value: str) -> str:
    return quoteattr(_text(value), {"\n": "&#10;", "\t": "&#9;"})
