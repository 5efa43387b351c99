"""What articles do not say of themselves, so that somebody can say it for them."""

from __future__ import annotations

from graphkit.schema import Graph

__all__ = ["without"]


def without(graph: Graph) -> dict[str, list[str]]:
    """The documents that have no outlet, and those that have no date."""
    articles = {node: d for node, d in graph.nodes(data=True) if d["type"] == "Article"}
    published = {source for source, _, d in graph.edges(data=True) if d["type"] == "PUBLISHED_BY"}
    return {
        "outlet": sorted(str(d.get("doc", n)) for n, d in articles.items() if n not in published),
        "date": sorted(str(d.get("doc", n)) for n, d in articles.items() if not d.get("published")),
    }
