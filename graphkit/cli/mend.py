"""``graphkit drop``, ``retype`` and ``judgements``: what is no one, what is another kind, undone.

Also what the other commands that judge have in common: preview, question, next command.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Final

import click

from graphkit.cli.finding import find, load
from graphkit.cli.options import (
    GRAPH,
    graph_option,
    judgements_option,
    note_option,
    yes_option,
)
from graphkit.cli.terminal import say, say_json
from graphkit.curation.judgements import (
    Judgement,
    add_judgement,
    add_judgements,
    read_judgements,
    remove_judgement,
)
from graphkit.curation.references import refer
from graphkit.errors import InputError, JudgementError
from graphkit.schema import ENTITY_TYPES, Graph

#: So many files are named one by one.
_FEW: Final = 3


def told(one: Judgement) -> str:
    """A judgement in one line."""
    about = ", ".join(str(reference) for reference in one.about)
    return f"{one.kind}: {about}{f' → {one.to}' if one.to else ''}"


def preview(lines: Iterable[str], *, dry_run: bool, yes: bool, ask: str = "") -> bool:
    """Show what a judgement does; whether to write it.

    A question is put where there is something to doubt (``ask``), and at a terminal in any case.
    """
    for line in lines:
        say(line)
    if dry_run:
        say("Nothing written: --dry-run")
        return False
    if yes or not (ask or sys.stdin.isatty()):
        return True
    if click.confirm(ask or "Write it?", default=not ask):
        return True
    say("Nothing written.")
    return False


def keep(judgement: Judgement, path: Path, graph: Graph, graph_path: Path) -> None:
    """Write a judgement to the file, say so, and name the command that makes it hold."""
    if add_judgement(path, judgement):
        say(f"{path}: {told(judgement)}")
    else:
        say(f"{path} has it already: {told(judgement)}")
    say(f"Next   {next_build(graph, graph_path, path)}", err=True)


def next_build(graph: Graph, graph_path: Path, path: Path) -> str:
    """The command that builds the graph again, as well as the graph can tell."""
    articles = [data for _, data in graph.nodes(data=True) if data["type"] == "Article"]
    parts = ["graphkit build", *_sources({str(data.get("source") or "") for data in articles})]
    if graph_path.parent != GRAPH.parent:
        parts.append(f"-o {graph_path.parent}")
    if _by_table(graph):
        parts.append("--metadata TABLE")
    if any("text" in data for data in articles):
        parts.append("--with-texts")
    if path != Path("judgements.yaml"):
        parts.append(f"--judgements {path}")
    return " ".join(parts)


def _sources(sources: set[str]) -> list[str]:
    """What was read: a few files by name, more by the folder that has them all."""
    if not sources or not all(map(os.path.exists, sources)):
        return ["PATH..."]
    if len(sources) <= _FEW:
        return [shlex.quote(source) for source in sorted(sources)]
    common = os.path.commonpath([str(PurePath(source).parent) for source in sources])
    # the folder we are in has the page of the last build in it
    return ["PATH..."] if common in ("", ".") else [shlex.quote(common) + "/"]


def _by_table(graph: Graph) -> bool:
    """Whether a plain text has an outlet that it does not name itself."""
    return any(
        data["type"] == "PUBLISHED_BY"
        and str(graph.nodes[article].get("source", "")).endswith((".txt", ".text"))
        and any(row.get("extractor") == "metadata" for row in data["evidence"])
        for article, _, data in graph.edges(data=True)
    )


@click.command("drop")
@click.argument("entity")
@click.option("--doc", default="", help="Only what this article calls so.")
@click.option("--reason", "note", default="", help="Why, for whoever reads the file.")
@graph_option
@judgements_option
@yes_option
@click.option("--dry-run", is_flag=True, help="Show what goes, and write nothing.")
def drop_command(
    entity: str, doc: str, note: str, graph_path: Path, path: Path, yes: bool, dry_run: bool
) -> None:
    """Judge ENTITY, an id or a name, to be nobody at all: gone from the next build on.

    What was said stays, with its speaker left open.

    \b
    Examples:
      graphkit drop "Advertise"
      graphkit drop "The Blaze" --doc story-2.txt --reason "here it is a fire"
    """
    from graphkit.reports.entities import share_of

    graph = load(graph_path)
    ident = find(graph, entity, claims=False)
    data = graph.nodes[ident]
    if doc and doc not in {row["doc"] for row in data.get("evidence", ())}:
        raise InputError(doc, f"does not name {data['name']}", "give an article's file name")
    share = share_of(graph, ident, doc=doc)
    claims = "; its claims stay, with the speaker left open" if share.claims else ""
    line = f"  {data['name']}  ({data['type']}, {ident}) goes, with {share}{claims}"
    if preview([line], dry_run=dry_run, yes=yes):
        about = refer(graph, ident)
        about = type(about)(about.id, about.name, doc)
        keep(Judgement("drop", (about,), note=note), path, graph, graph_path)


@click.command("retype")
@click.argument("entity")
@click.argument("kind", metavar="TYPE", type=click.Choice(ENTITY_TYPES, case_sensitive=False))
@note_option
@graph_option
@judgements_option
@yes_option
@click.option("--dry-run", is_flag=True, help="Show what changes, and write nothing.")
def retype_command(
    entity: str, kind: str, note: str, graph_path: Path, path: Path, yes: bool, dry_run: bool
) -> None:
    """Judge ENTITY, an id or a name, to be of another TYPE, from the next build on.

    TYPE is Person, Agency (a government body), Organization (any other) or Outlet (news media).

    \b
    Examples:
      graphkit retype "CBP" Agency
      graphkit retype outlet:voice-of-ellery Person --note "a columnist's pen name"
    """
    from graphkit.reports.entities import share_of

    graph = load(graph_path)
    ident = find(graph, entity, claims=False)
    data = graph.nodes[ident]
    if data["type"] == kind:
        raise JudgementError(f"{data['name']} ({ident}) is {_a(kind)} already")
    line = f"  {data['name']}  ({ident}): {data['type']} → {kind}, {share_of(graph, ident)}"
    if preview([line], dry_run=dry_run, yes=yes):
        keep(Judgement("retype", (refer(graph, ident),), kind, note), path, graph, graph_path)


@click.command("speaker")
@click.argument("claim")
@click.argument("entity", required=False)
@click.option("--nobody", is_flag=True, help="Leave open who said it.")
@note_option
@graph_option
@judgements_option
def speaker_command(
    claim: str, entity: str | None, nobody: bool, note: str, graph_path: Path, path: Path
) -> None:
    """Judge that ENTITY, an id or a name, said CLAIM, and nobody else, from the next build on.

    \b
    Examples:
      graphkit speaker claim:1f2e3d4c "Dana Whitlock"
      graphkit speaker claim:1f2e3d4c --nobody
    """
    if bool(entity) is nobody:
        raise click.UsageError("Say who said it, or --nobody.")
    graph = load(graph_path)
    if graph.nodes.get(claim, {}).get("type") != "Claim":
        raise InputError(claim, "not found in the graph", "graphkit trace finds its id")
    by = (refer(graph, find(graph, entity, claims=False)),) if entity else ()
    keep(Judgement("speaker", (refer(graph, claim), *by), note=note), path, graph, graph_path)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'AO' else 'a'} {kind}"


@click.group("judgements")
def judgements_command() -> None:
    """List your judgements, take one back, or add those of another file.

    \b
    Examples:
      graphkit judgements list
      graphkit judgements undo                  the last one
      graphkit judgements undo 3
      graphkit judgements add ~/Downloads/judgements.yaml
    """


@judgements_command.command("list")
@judgements_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
def list_command(path: Path, as_json: bool) -> None:
    """List all judgements with their numbers."""
    found = read_judgements(path)
    if as_json:
        rows = [
            {
                "number": number,
                "line": one.line,
                "kind": one.kind,
                "about": [
                    {"id": ref.id or None, "name": ref.name or None, "doc": ref.doc or None}
                    for ref in one.about
                ],
                "to": one.to or None,
                "note": one.note or None,
            }
            for number, one in enumerate(found, 1)
        ]
        say_json(rows)
        return
    if not found:
        say(f"{path} {'holds no judgement' if path.exists() else 'does not exist yet'}.")
    for number, one in enumerate(found, 1):
        note = f"  ({one.note})" if one.note else ""
        say(f"{number:3}.  {told(one)}{note}")


@judgements_command.command("undo")
@click.argument("number", required=False, type=click.IntRange(1))
@judgements_option
@graph_option
def undo_command(number: int | None, path: Path, graph_path: Path) -> None:
    """Take a judgement out of the file: the one with NUMBER in the list, else the last."""
    found = read_judgements(path)
    if not found:
        raise JudgementError(f"{path}: holds no judgement")
    gone = remove_judgement(path, (number or len(found)) - 1)
    say(f"{path}: taken out: {told(gone)}")
    if graph_path.exists():
        say(f"Next   {next_build(load(graph_path), graph_path, path)}", err=True)


@judgements_command.command("add")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@judgements_option
@graph_option
def add_command(file: Path, path: Path, graph_path: Path) -> None:
    """Add the judgements of FILE, such as one that the page has made: all of them or none."""
    fresh = read_judgements(file)
    new = add_judgements(path, fresh)
    say(f"{path}: {len(fresh)} judgements in {file}, {new} of them new here")
    if new and graph_path.exists():
        say(f"Next   {next_build(load(graph_path), graph_path, path)}", err=True)
