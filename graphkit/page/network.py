"""A graph in pyvis' data model: ``net.nodes``, ``net.edges`` and ``net.options``.

The page is packed from this network; who knows pyvis can take it from here too.  Nodes and edges
are appended to pyvis' lists directly: ``Network.add_edge`` scans the whole list for each edge.
Shapes and colours travel once a type, as vis-network's ``groups``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from graphkit.page.layout import Layout, lay_out, node_size
from graphkit.page.stories import degrees
from graphkit.schema import EDGE_TYPES, NODE_COLOURS, NODE_TYPES, Graph


class Style(NamedTuple):
    """How a node type looks: vis-network's shape, fill on light and on dark ground."""

    shape: str
    light: str
    dark: str


#: Node type → shape, and fill on dark ground: each type has a shape of its own as well.
_SHAPES: Final = {
    "Person": ("dot", "#4aa8e0"),
    "Agency": ("square", "#2bc79b"),
    "Organization": ("hexagon", "#8fd0f5"),
    "Outlet": ("triangle", "#d792bb"),
    "SocialPost": ("star", "#f2b13d"),
    "Claim": ("diamond", "#f0e442"),
    "Article": ("triangleDown", "#9aa1ab"),
}
NODE_STYLES: Final[dict[str, Style]] = {
    type_: Style(shape, NODE_COLOURS[type_], dark) for type_, (shape, dark) in _SHAPES.items()
}
OTHER_STYLE: Final = Style("dot", "#8a8f98", "#9aa1ab")

#: What vis-network is told once; the page adds colours for light or dark.
OPTIONS: Final[dict[str, Any]] = {
    "physics": False,
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 3},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0},
    "interaction": {"hover": True, "tooltipDelay": 150, "dragNodes": True, "multiselect": False},
    "groups": {kind: {"shape": NODE_STYLES[kind].shape} for kind in NODE_TYPES},
}


def pyvis_network(
    graph: Graph, layout: Layout | None = None, first: Collection[str] = ()
) -> Network:
    """The graph as a pyvis network, laid out, with every node and every parallel edge.

    Nodes come the most connected first, those of ``first`` before all others, edges by their ends,
    type and key.
    """
    layout = layout or lay_out(graph)
    degree = degrees(graph)
    story_of = {m: index for index, s in enumerate(layout.stories) for m in s.members}
    net = Network(directed=True)
    net.options = dict(OPTIONS)
    for node in sorted(graph.nodes, key=lambda n: (n not in first, -degree[n], n)):
        attributes = graph.nodes[node]
        kind = str(attributes.get("type", ""))
        x, y = layout.places[node]
        item = Node(
            node,
            NODE_STYLES.get(kind, OTHER_STYLE).shape,
            node_label(node, attributes),
            group=kind,
            x=x,
            y=y,
            size=node_size(degree[node]),
            degree=degree[node],
            story=story_of[node],
        ).options
        net.nodes.append(item)
        net.node_ids.append(node)
        net.node_map[node] = item
    for source, target, key, attributes in _sorted_edges(graph):
        options: dict[str, Any] = {"id": key, "type": str(attributes.get("type", ""))}
        net.edges.append(Edge(source, target, True, **options).options)
    return net


def node_label(node: str, attributes: Mapping[str, Any]) -> str:
    """What a node is called: its name, title or text, else its id."""
    for field in ("name", "title", "text"):
        value = attributes.get(field)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return node


def _sorted_edges(graph: Graph) -> list[tuple[str, str, Any, dict[str, Any]]]:
    rank = {kind: number for number, kind in enumerate(EDGE_TYPES)}
    return sorted(
        graph.edges(keys=True, data=True),
        key=lambda e: (rank.get(str(e[3].get("type")), len(rank)), e[0], e[1], str(e[2])),
    )
