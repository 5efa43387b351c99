"""Records to a networkx MultiDiGraph in the fixed format of graph.json."""

from __future__ import annotations

import networkx as nx

from graphkit.model import Resolution
from graphkit.schema import Graph
from graphkit.settings import Settings


def build_graph(resolution: Resolution, settings: Settings) -> Graph:
    """One node an entity, post, claim and article; one edge a relation."""
    return nx.MultiDiGraph()
