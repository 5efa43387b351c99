"""Whom a user means: an entity by its id or name, a claim by its id."""

from __future__ import annotations

from graphkit.errors import InputError
from graphkit.reports.entities import near_names
from graphkit.schema import ENTITY_TYPES, Graph
from graphkit.text.lexicon import fold

__all__ = ["find"]


def find(graph: Graph, wanted: str, *, claims: bool = True) -> str:
    """Id of the one entity that is meant: by id, by name, else by an only alias; claims by id."""
    if wanted in graph and graph.nodes[wanted].get("type") in ENTITY_TYPES:
        return wanted
    if wanted.startswith("claim:"):
        if not claims:
            raise InputError(wanted, "is a claim", "this command is for entities")
        if wanted in graph:
            return wanted
        raise InputError(wanted, "not found in the graph", "graphkit trace finds its id")
    name = fold(wanted.partition(" | ")[2] or wanted)
    entities = [(i, d) for i, d in graph.nodes(data=True) if d.get("type") in ENTITY_TYPES]
    for held in (
        [i for i, d in entities if fold(d["name"]) == name],
        [i for i, d in entities if any(fold(a) == name for a in d.get("aliases", ()))],
    ):
        if len(held) == 1:
            return held[0]
        if held:
            told = ", ".join(sorted(held)[:5])
            raise InputError(wanted, f"may be one of {len(held)}: {told}", "give the id")
    near = near_names(graph, wanted.partition(":")[2].replace("-", " ") or wanted)
    todo = f"did you mean {', '.join(near)}?" if near else "graphkit entities lists all names"
    raise InputError(wanted, "not found in the graph", todo)
