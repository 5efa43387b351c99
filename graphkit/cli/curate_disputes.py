"""``graphkit reject`` and ``confirm``: people's word on who disputes what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from graphkit.cli.finding import load
from graphkit.cli.mend import keep
from graphkit.cli.options import graph_option, judgements_option, note_option
from graphkit.curation.judgements import Judgement, Kind, Reference
from graphkit.errors import InputError
from graphkit.schema import Graph

_BY: Final = click.argument("by")
_CLAIM: Final = click.argument("claim")


@click.command("reject")
@_BY
@_CLAIM
@note_option
@graph_option
@judgements_option
def reject_command(by: str, claim: str, note: str, graph_path: Path, path: Path) -> None:
    """Remove the dispute of BY against CLAIM from every later build.

    BY is an id or a name, CLAIM the id of a claim; `graphkit why CLAIM` shows who disputes it.

    \b
    Examples:
      graphkit reject "Tom Halloran" claim:1f2e3d4c
    """
    _judge("reject", by, claim, note, graph_path, path)


@click.command("confirm")
@_BY
@_CLAIM
@note_option
@graph_option
@judgements_option
def confirm_command(by: str, claim: str, note: str, graph_path: Path, path: Path) -> None:
    """Confirm that BY disputes CLAIM: every later build takes it as certain.

    BY is an id or a name, CLAIM the id of a claim; `graphkit why CLAIM` shows who disputes it.

    \b
    Examples:
      graphkit confirm "Amara Nwosu" claim:1f2e3d4c --note "both were asked again"
    """
    _judge("confirm", by, claim, note, graph_path, path)


def _judge(kind: Kind, by: str, claim: str, note: str, graph_path: Path, path: Path) -> None:

    graph = load(graph_path)
    if graph.nodes.get(claim, {}).get("type") != "Claim":
        raise InputError(claim, "not found in the graph", "graphkit trace finds its id")
    disputers = dict(disputers_of(graph, claim))
    found = [ident for ident, names in disputers.items() if by == ident or by in names]
    if len(found) != 1:
        known = ", ".join(sorted({names[0] for names in disputers.values()})) or "nobody"
        raise InputError(by, f"is not who disputes {claim}", f"the graph has {known}")
    name = graph.nodes[found[0]]["name"] if not found[0].startswith("claim:") else ""
    about = (Reference(found[0], name), Reference(claim))
    keep(Judgement(kind, about, note=note), path, graph, graph_path)


def disputers_of(graph: Graph, claim: str) -> Iterator[tuple[str, list[str]]]:
    """Who disputes a claim: id, then all names; a claim of nobody known has its words."""
    for source, _, data in graph.in_edges(claim, data=True):
        if data["type"] != "DISPUTES":
            continue
        node = graph.nodes[source]
        if node["type"] != "Claim":
            yield source, [node["name"], *node.get("aliases", ())]
        elif not any(d["type"] == "SAID" for _, _, d in graph.in_edges(source, data=True)):
            yield source, [node["name"]]
