"""``graphkit why``, ``merge``, ``split``, ``rename``, ``review``: people's word on who is who."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from graphkit.cli.options import graph_option, judgements_option, note_option
from graphkit.cli.terminal import say
from graphkit.curation.judgements import Judgement, Reference, add_judgement, read_judgements
from graphkit.errors import InputError, JudgementError
from graphkit.schema import ENTITY_TYPES, Graph


def _load(path: Path) -> Graph:
    from graphkit.exporters import read_json

    return read_json(path)


def _find(graph: Graph, wanted: str, *, claims: bool = True) -> str:
    """Id of the one entity that is meant: by id, by name, else by an only alias; claims by id."""
    from graphkit.text.lexicon import fold

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
    near = sorted(i for i, d in entities if name and name in fold(d["name"]))[:5]
    todo = f"did you mean {', '.join(near)}?" if near else "graphkit stats shows what there is"
    raise InputError(wanted, "not found in the graph", todo)


def _reference(graph: Graph, ident: str) -> Reference:
    data = graph.nodes[ident]
    if data["type"] == "Claim":
        return Reference(ident)  # its words are long, and may hold what parts a reference
    return Reference(ident, str(data["name"]))


def _check_kinds(left: str, right: str) -> None:
    """Raise where a claim is judged against something that is none."""
    if left.startswith("claim:") != right.startswith("claim:"):
        raise JudgementError(f"{left} and {right}: a claim is only ever the same as a claim")


def write_judgement(path: Path, judgement: Judgement) -> None:
    """Keep a judgement in the file and say so."""
    shown = ", ".join(str(r) for r in judgement.about)
    arrow = f" → {judgement.to}" if judgement.to else ""
    if add_judgement(path, judgement):
        say(f"{path}: {judgement.kind}: {shown}{arrow}")
        say("Takes effect at the next `graphkit build`.", err=True)
    else:
        say(f"{path} has it already: {judgement.kind}: {shown}{arrow}")


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
def merge_command(first: str, second: str, note: str, graph_path: Path, path: Path) -> None:
    """Merge FIRST and SECOND (names or ids, or ids of claims) in every later build.

    \b
    Examples:
      graphkit merge "JB Pritzker" "Jay Robert Pritzker"
      graphkit merge person:cash-loren person:loren --note "his show's site says so"
      graphkit merge claim:1f2e3d4c claim:5b6a7988
    """
    graph = _load(graph_path)
    left, right = _find(graph, first), _find(graph, second)
    _check_kinds(left, right)
    if left == right:
        raise JudgementError(f"{first} and {second} are one node already: {left}")
    about = (_reference(graph, left), _reference(graph, right))
    write_judgement(path, Judgement("same", about, note=note))


@click.command("split")
@click.argument("entity")
@click.argument("other", required=False)
@click.option("--doc", default="", help="The article whose mentions are somebody else's.")
@note_option
@graph_option
@judgements_option
def split_command(
    entity: str, other: str | None, doc: str, note: str, graph_path: Path, path: Path
) -> None:
    """Split ENTITY: mentions named OTHER, or those in one article, are somebody else.

    Where OTHER is an entity of its own, the two are kept apart in all builds.

    \b
    Examples:
      graphkit split "Hillary Clinton" "Bill Clinton"
      graphkit split person:john-smith --doc story-2.txt
      graphkit split claim:1f2e3d4c --doc story-2.txt    what this article quotes is another claim
    """
    graph = _load(graph_path)
    ident = _find(graph, entity)
    one = _reference(graph, ident)
    if ident.startswith("claim:"):
        away = _claim_away(graph, ident, other, doc)
        return write_judgement(path, Judgement("different", (one, away), note=note))
    data = graph.nodes[ident]
    if doc:
        if doc not in {row["doc"] for row in data.get("evidence", ())}:
            raise InputError(doc, f"does not name {data['name']}", "give an article's file name")
        away = Reference("", other or str(data["name"]), doc)
    elif other is None:
        raise click.UsageError("Say what is not the same: a name, or --doc ARTICLE.")
    elif other in data.get("aliases", ()):
        away = Reference("", other)
    else:
        away = _reference(graph, _find(graph, other))
        if away.id == ident:
            raise JudgementError(f"{other!r} is the name of {ident} itself: give --doc ARTICLE")
    write_judgement(path, Judgement("different", (one, away), note=note))


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
    write_judgement(path, Judgement("rename", about, to=name, note=note))


@click.command("review")
@graph_option
@judgements_option
@click.option("--list", "only_list", is_flag=True, help="Print the pairs and ask nothing.")
def review_command(graph_path: Path, path: Path, only_list: bool) -> None:
    """Decide uncertain pairs one by one: same, different, next, or quit.

    Pairs that you have judged are not shown again.

    \b
    Examples:
      graphkit review
      graphkit review --list | head
    """
    from graphkit.reports.review import doubts

    graph = _load(graph_path)
    judged = {frozenset((r.name or r.id) for r in one.about) for one in read_judgements(path)}
    left = [d for d in doubts(graph) if frozenset((d.left_name, d.right_name)) not in judged]
    if only_list:
        for doubt in left:
            sign = "=" if doubt.joined else "?"
            say(f"{doubt.score:.2f}  {doubt.left_name} {sign} {doubt.right_name}  ({doubt.reason})")
        return
    for number, doubt in enumerate(left, 1):
        if not _ask(graph, doubt, f"{number} of {len(left)}", path):
            return
    say("No uncertain pairs left." if left else "No uncertain pairs.")


def _ask(graph: Graph, doubt: Any, count: str, path: Path) -> bool:
    """Show one doubtful pair and write the answer; False to stop."""
    head = "are one now" if doubt.joined else "are two now"
    say(f"\n[{count}] {head}: {doubt.reason} ({doubt.score:.2f})")
    shown = {doubt.left: doubt.left_name, doubt.right: doubt.right_name}
    for ident in shown:
        for line in list(explain(graph, ident))[:4]:
            say(f"   {line}")
    say(f"   {doubt.left_name}  ↔  {doubt.right_name}")
    answer = click.prompt(
        "[s]ame, [d]ifferent, [n]ext, [q]uit",
        type=click.Choice(["s", "d", "n", "q"]),
        default="n",
        show_choices=False,
    )
    if answer == "q":
        return False
    if answer in ("s", "d"):
        right = Reference("" if doubt.joined else doubt.right, doubt.right_name)
        about = (Reference(doubt.left, doubt.left_name), right)
        write_judgement(path, Judgement("same" if answer == "s" else "different", about))
    return True
