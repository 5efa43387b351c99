"""Graphs to files for other tools.  Every exporter of graphkit is named here.

json          graph.json itself (networkx node-link)
graphml       yEd, Gephi, igraph, Cytoscape
gexf          Gephi
csv           a folder: one table a node type, one an edge type
cypher        a script for cypher-shell or Neo4j Browser
neo4j-admin   a folder: CSVs for neo4j-admin database import, and the command to run
parquet       a folder: nodes, edges and evidence for polars, pandas, DuckDB, R
jsonld        schema.org, PROV-O and Web Annotations, for triple stores
ftm           FollowTheMoney entities for Aleph and OpenSanctions
claimreview   the checkable claims, ready to become ClaimReviews
mermaid       a drawing to put into a text

docs/exports.md tells what each holds and what it drops.

An exporter is a function ``(graph, path)`` that writes the file, or folder, at ``path``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphkit.exporters.claim_review import write_claim_review
from graphkit.exporters.cypher import write_cypher
from graphkit.exporters.ftm import write_ftm
from graphkit.exporters.json_ld import write_json_ld
from graphkit.exporters.mermaid import write_mermaid
from graphkit.exporters.neo4j_admin import write_neo4j_admin
from graphkit.exporters.node_link import read_json, write_json
from graphkit.exporters.parquet import write_parquet
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
    "parquet": Exporter(write_parquet, "parquet"),
    "jsonld": Exporter(write_json_ld, "graph.jsonld"),
    "ftm": Exporter(write_ftm, "graph.ftm.json"),
    "claimreview": Exporter(write_claim_review, "claims-to-check.json"),
    "mermaid": Exporter(write_mermaid, "graph.mmd"),
}
