"""A graph that shows itself in a notebook, in a frame that can reach nothing around it."""

from __future__ import annotations

import html
from dataclasses import dataclass

from graphkit.page.render import render_html
from graphkit.schema import Graph


@dataclass(frozen=True, slots=True)
class GraphView:
    """A graph with a page: the last line of a notebook cell displays it.

    The frame is sandboxed without ``allow-same-origin``: the page's scripts run, but can neither
    read the notebook nor its cookies.
    """

    graph: Graph
    title: str = ""
    height: int = 640
    with_texts: bool = False

    def _repr_html_(self) -> str:
        page = render_html(self.graph, title=self.title, with_texts=self.with_texts)
        return (
            f'<iframe title="{html.escape(self.title or "Graph")}" '
            'sandbox="allow-scripts allow-popups allow-downloads" '
            f'style="width:100%;height:{int(self.height)}px;border:1px solid #8888" '
            f'srcdoc="{html.escape(page)}"></iframe>'
        )


def show(
    graph: Graph, *, title: str = "", height: int = 640, with_texts: bool = False
) -> GraphView:
    """The graph as an object that a notebook displays.

    >>> import networkx as nx
    >>> view = show(nx.MultiDiGraph(), title="Nothing yet")
    >>> view.graph.number_of_nodes()
    0
    """
    return GraphView(graph, title, height, with_texts)
