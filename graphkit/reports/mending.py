"""What a judgement will do to a graph, told before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from graphkit.reports.entities import share_of
from graphkit.schema import Graph
from graphkit.text.lexicon import body_by_fold, fold
from graphkit.text.names import parse_person

__all__ = ["apart", "merge_lines", "split_lines", "winner"]

#: Kinds that are easily taken for each other: a body is an agency or an organisation.
_BODIES: Final = frozenset({"Agency", "Organization"})


def winner(graph: Graph, left: str, right: str) -> str:
    """The id of the node whose name (and, mostly, kind) the two will have when they are one.

    As the next build decides: a name before an account, a full or listed name before another,
    then the one that more articles use, then the longer one.
    """

    def worth(node: str) -> tuple[bool, bool, int, int, str]:
        data = graph.nodes[node]
        name = str(data["name"])
        person = data["type"] == "Person"
        full = parse_person(name).full if person else fold(name) in body_by_fold()
        return not name.startswith("@"), full, share_of(graph, node).articles, len(name), name

    return max((left, right), key=worth)


def _kind(graph: Graph, left: str, right: str) -> str:
    """The kind that the two will have when they are one: that of more articles."""
    articles: Counter[str] = Counter()
    for node in (left, right):
        articles[str(graph.nodes[node]["type"])] += share_of(graph, node).articles
    return max(sorted(articles), key=articles.__getitem__)


def apart(graph: Graph, left: str, right: str) -> bool:
    """Whether the two are of kinds that hardly ever are one: a person and a body, an outlet."""
    kinds = {str(graph.nodes[left]["type"]), str(graph.nodes[right]["type"])}
    return len(kinds) == 2 and kinds != _BODIES


def merge_lines(graph: Graph, left: str, right: str) -> Iterator[str]:
    """What becomes one when two nodes are merged, and under which name."""
    for node in (left, right):
        data = graph.nodes[node]
        if data["type"] == "Claim":
            docs = len({row["doc"] for row in data.get("evidence", ())})
            yield f"  “{data['text']}”  ({node}): in {docs} article{'' if docs == 1 else 's'}"
        else:
            yield f"  {data['name']}  ({data['type']}, {node}): {share_of(graph, node)}"
    if graph.nodes[left]["type"] != "Claim":
        name = graph.nodes[winner(graph, left, right)]["name"]
        yield f"  become one {_kind(graph, left, right)}, called {name}"


def split_lines(
    graph: Graph, node: str, other: str = "", *, doc: str = "", name: str = ""
) -> Iterator[str]:
    """What goes away from a node, and what stays."""
    data = graph.nodes[node]
    if other and other != node:
        yield f"  {data['name']} and {graph.nodes[other]['name']} stay two in every build"
        return
    gone, whole = share_of(graph, node, doc=doc, name=name), share_of(graph, node)
    what = f"{name or data['name']} in {doc}" if doc else name
    yield f"  {what} becomes somebody else and takes {gone} along"
    left = whole.mentions - gone.mentions
    yield f"  {data['name']} keeps {left:,} of {whole.mentions:,} mentions"
