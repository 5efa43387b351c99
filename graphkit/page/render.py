"""A graph as one HTML file that works from disk."""

from __future__ import annotations

from pathlib import Path

from pyvis.network import Network

from graphkit.files import write_text
from graphkit.schema import Graph


def render_page(graph: Graph, path: Path, *, title: str = "") -> None:
    """Draw the graph with pyvis, everything in the file."""
    network = Network(height="95vh", width="100%", directed=True, cdn_resources="in_line")
    network.heading = ""
    for node, data in graph.nodes(data=True):
        network.add_node(node, label=data["name"], group=data["type"])
    for source, target, data in graph.edges(data=True):
        network.add_edge(source, target, label=data["type"])
    write_text(path, network.generate_html())
