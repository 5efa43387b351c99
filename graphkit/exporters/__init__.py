"""Graphs to files for other tools.  Every exporter of graphkit is named here.

json          graph.json itself (networkx node-link)
graphml       yEd, Gephi, igraph, Cytoscape
gexf          Gephi
csv           a folder: one table a node type, one an edge type
cypher        a script for cypher-shell or Neo4j Browser
neo4j-admin   a folder: CSVs for neo4j-admin database import, and the command to run

An exporter is a function ``(graph, path)`` that writes the file, or folder, at ``path``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphkit.exporters.cypher import write_cypher
from graphkit.exporters.neo4j_admin import write_neo4j_admin
from graphkit.exporters.node_link import read_json, write_json
from graphkit.exporters.tables import write_csv
from graphkit.exporters.xml import write_gexf, write_graphml
from graphkit.schema import Graph

__all__ = ["EXPORTERS", "Exporter", "read_json", "write_json"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """How to write a format, and the name of its output where none is given."""

    write: Callable[[Graph, Path], None]
    name: str


EXPORTERS: Final[dict[str, Exporter]] = {
    "json": Exporter(write_json, "graph.json"),
    "graphml": Exporter(write_graphml, "graph.graphml"),
    "gexf": Exporter(write_gexf, "graph.gexf"),
    "csv": Exporter(write_csv, "csv"),
    "cypher": Exporter(write_cypher, "graph.cypher"),
    "neo4j-admin": Exporter(write_neo4j_admin, "neo4j-admin"),
}
