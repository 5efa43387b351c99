"""The page: a graph as one HTML file with the evidence one click away.

``render_page`` writes it, ``show`` displays it in a notebook.  What it does: stories found and
laid out (:mod:`graphkit.page.stories`, :mod:`graphkit.page.layout`), the graph in pyvis' data
model (:mod:`graphkit.page.network`), packed (:mod:`graphkit.page.data`), put into the template
with scripts, styles and vis-network (:mod:`graphkit.page.render`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graphkit.page.network import pyvis_network
from graphkit.page.notebook import GraphView, show
from graphkit.page.render import render_html, write_page
from graphkit.schema import Graph

__all__ = ["GraphView", "pyvis_network", "render_html", "render_page", "show"]


def render_page(
    graph: Graph,
    path: str | Path,
    *,
    title: str = "",
    texts: Mapping[str, str] | None = None,
    with_texts: bool = False,
    command: str = "",
) -> None:
    """Write the graph as one self-contained HTML file.

    ``texts`` maps document names to the articles' texts, for the reading view and the sentence
    around each quote; ``with_texts`` takes them from the attribute ``text`` of Article nodes.
    Without either no article's text goes into the page beyond the quotes.  ``command`` is how the
    graph was built, for the page's footer.
    """
    html = render_html(graph, title=title, texts=texts, with_texts=with_texts, command=command)
    write_page(html, Path(path))
