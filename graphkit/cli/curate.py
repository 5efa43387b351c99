"""``graphkit why``, ``merge``, ``split``, ``rename``, ``review``: people's word on who is who."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from graphkit.cli.finding import find as _find
from graphkit.cli.finding import load as _load
from graphkit.cli.mend import keep, preview
from graphkit.cli.options import graph_option, judgements_option, note_option, yes_option
from graphkit.cli.terminal import say
from graphkit.curation.judgements import Judgement, Reference
from graphkit.curation.references import refer as _reference
from graphkit.curation.references import same_sort as _check_kinds
from graphkit.errors import InputError, JudgementError
from graphkit.schema import Graph

_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what it does, and write nothing.")


@click.command("why")
@click.argument("entity")
@graph_option
def why_command(entity: str, graph_path: Path) -> None:
    """Explain why all mentions of ENTITY are one node: each merge with its score and reason.

    ENTITY is a name or an id. For the id of a claim, it also shows who disputes the claim, in which
    words, and what decided that.

    \b
    Examples:
      graphkit why person:tricia-mclaughlin
      graphkit why "Chicago PD" --graph story/graph.json
      graphkit why claim:1f2e3d4c
    """
    graph = _load(graph_path)
    ident = _find(graph, entity)
    for line in explain(graph, ident):
        say(line)


def explain(graph: Graph, ident: str) -> Iterator[str]:
    """The lines of ``graphkit why``."""
    data: dict[str, Any] = graph.nodes[ident]
    if data["type"] == "Claim":
        yield f"“{data['text']}”  (Claim, {ident})"
        yield f"  found in {', '.join(_articles(graph, ident))}"
        yield from _joins(data, "One article holds it, or all of them in the same words.")
        yield from _disputes(graph, ident)
        return
    docs = {row["doc"] for row in data.get("evidence", ())}
    yield f"{data['name']}  ({data['type']}, {ident})"
    yield f"  named {len(data.get('evidence', ()))} times in {len(docs)} articles"
    if data.get("aliases"):
        yield f"  also: {', '.join(data['aliases'])}"
    if data.get("handles"):
        yield f"  accounts: {', '.join(data['handles'])}"
    if data.get("may_be"):
        shown = (graph.nodes[i]["name"] if i in graph else i for i in data["may_be"])
        yield f"  a name alone that may mean: {', '.join(shown)}"
    for role in data.get("roles", ()):
        of = graph.nodes[role["of"]]["name"] if role.get("of") in graph else ""
        told = ", ".join(filter(None, [role["role"], of])) or "role"
        yield f"  {told}  [{role['from']}]"
    yield from _joins(data, "One document names it, or always by the same name.")


def _disputes(graph: Graph, ident: str) -> Iterator[str]:
    """Who disputes a claim: in which words, how surely, and what told it."""
    from graphkit.reports.summary import way_of

    edges = [
        (source, data)
        for source, _, data in graph.in_edges(ident, data=True)
        if data["type"] == "DISPUTES"
    ]
    for source, data in sorted(edges, key=lambda e: (-e[1]["confidence"], e[0])):
        sure = "you confirmed it" if data.get("confirmed") else f"{data['confidence']:.2f}"
        possible = ", possible" if data.get("possible") else ""
        yield f"Disputed by {graph.nodes[source]['name']}  ({source}; {sure}{possible})"
        yield f"  {way_of(data)}"
        for item in data["evidence"]:
            words = " ".join(str(item["quote"]).split())
            yield f"  [{item['doc']}] {words}"
        if data.get("features"):
            yield f"  decided by: {data['features']}"


def _articles(graph: Graph, ident: str) -> list[str]:
    """The documents that a claim is found in."""
    return sorted({row["doc"] for row in graph.nodes[ident].get("evidence", ())})


def _joins(data: dict[str, Any], none: str) -> Iterator[str]:
    """The joins that made a node, each with score and reason; ``none`` where there are none."""
    merges = data.get("merges", ())
    yield "Why one:" if merges else none
    for merge in merges:
        names = merge["left"] if merge["left"] == merge["right"] else ""
        names = names or f"{merge['left']} = {merge['right']}"
        yield f"  {merge['score']:.2f}  {names}: {merge['reason']}"


@click.command("merge")
@click.argument("first")
@click.argument("second")
@note_option
@graph_option
@judgements_option
@yes_option
@_DRY_RUN
def merge_command(
    first: str, second: str, note: str, graph_path: Path, path: Path, yes: bool, dry_run: bool
) -> None:
    """Merge FIRST and SECOND (names or ids, or ids of claims) in every later build.

    What becomes one is shown first, with the name that wins.

    \b
    Examples:
      graphkit merge "JB Pritzker" "Jay Robert Pritzker"
      graphkit merge person:cash-loren person:loren --note "his show's site says so"
      graphkit merge claim:1f2e3d4c claim:5b6a7988
    """
    from graphkit.reports.mending import apart, merge_lines

    graph = _load(graph_path)
    left, right = _find(graph, first), _find(graph, second)
    _check_kinds(left, right)
    if left == right:
        raise JudgementError(f"{first} and {second} are one node already: {left}")
    about = (_reference(graph, left), _reference(graph, right))
    ask = ""
    if apart(graph, left, right):
        kinds = (graph.nodes[node]["type"] for node in (left, right))
        ask = f"{' and '.join(kinds)}: are they really one?"
    lines = merge_lines(graph, left, right)
    if preview(lines, dry_run=dry_run, yes=yes, ask=ask):
        keep(Judgement("same", about, note=note), path, graph, graph_path)


@click.command("split")
@click.argument("entity")
@click.argument("other", required=False)
@click.option("--doc", default="", help="The article whose mentions are somebody else's.")
@note_option
@graph_option
@judgements_option
@yes_option
@_DRY_RUN
def split_command(
    entity: str,
    other: str | None,
    doc: str,
    note: str,
    graph_path: Path,
    path: Path,
    yes: bool,
    dry_run: bool,
) -> None:
    """Split ENTITY: mentions named OTHER, or those in one article, are somebody else.

    Where OTHER is an entity of its own, the two are kept apart in all builds.

    \b
    Examples:
      graphkit split "Hillary Clinton" "Bill Clinton"
      graphkit split person:john-smith --doc story-2.txt
      graphkit split claim:1f2e3d4c --doc story-2.txt    what this article quotes is another claim
    """
    from graphkit.reports.mending import split_lines

    graph = _load(graph_path)
    ident = _find(graph, entity)
    one = _reference(graph, ident)
    data = graph.nodes[ident]
    if ident.startswith("claim:"):
        away = _claim_away(graph, ident, other, doc)
        lines = [f"  what {doc} says becomes another claim"] if doc else []
    else:
        away = _entity_away(graph, ident, other, doc)
        name = "" if doc or away.id else away.name
        lines = list(split_lines(graph, ident, away.id, doc=doc, name=name))
    if doc and {row["doc"] for row in data.get("evidence", ())} == {doc}:
        raise JudgementError(f"{ident} is in {doc} only: nothing would be left of it")
    if preview(lines, dry_run=dry_run, yes=yes):
        keep(Judgement("different", (one, away), note=note), path, graph, graph_path)


def _entity_away(graph: Graph, ident: str, other: str | None, doc: str) -> Reference:
    """Who is not this entity: those of one article, those of a name, or another entity."""
    data = graph.nodes[ident]
    if doc:
        if doc not in {row["doc"] for row in data.get("evidence", ())}:
            raise InputError(doc, f"does not name {data['name']}", "give an article's file name")
        return Reference("", other or str(data["name"]), doc)
    if other is None:
        raise click.UsageError("Say what is not the same: a name, or --doc ARTICLE.")
    if other in data.get("aliases", ()):
        return Reference("", other)
    away = _reference(graph, _find(graph, other))
    if away.id == ident:
        raise JudgementError(f"{other!r} is the name of {ident} itself: give --doc ARTICLE")
    return away


def _claim_away(graph: Graph, ident: str, other: str | None, doc: str) -> Reference:
    """What is not this claim: another claim, or what one article says."""
    if doc:
        if doc not in _articles(graph, ident):
            raise InputError(doc, f"does not hold {ident}", "give an article's file name")
        return Reference(ident, "", doc)
    if other is None:
        raise click.UsageError("Say what is not the same: another claim's id, or --doc ARTICLE.")
    away = _find(graph, other)
    _check_kinds(ident, away)
    if away == ident:
        raise JudgementError(f"{ident} is one claim: give --doc ARTICLE")
    return Reference(away)


@click.command("rename")
@click.argument("entity")
@click.argument("name")
@note_option
@graph_option
@judgements_option
def rename_command(entity: str, name: str, note: str, graph_path: Path, path: Path) -> None:
    """Give ENTITY another NAME, from the next build on.

    \b
    Examples:
      graphkit rename person:yoes "Patrick Yoes"
    """
    graph = _load(graph_path)
    about = (_reference(graph, _find(graph, entity, claims=False)),)
    keep(Judgement("rename", about, to=name, note=note), path, graph, graph_path)
