"""``graphkit stats`` and ``graphkit export``: what a graph holds, and the graph for other tools."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.options import destination, graph_argument
from graphkit.cli.terminal import say, say_json
from graphkit.errors import GraphkitError, InputError

if TYPE_CHECKING:
    from graphkit.schema import Graph


@click.command("stats")
@graph_argument
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Most quoted.")
@click.option(
    "--checkable", is_flag=True, help="List the claims that could be found true or false."
)
@click.option("--possible", is_flag=True, help="Also show possible disputes, which no text states.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
def stats_command(graph: Path, top: int, checkable: bool, possible: bool, as_json: bool) -> None:
    """Count what GRAPH holds: types, the most quoted, the disputes.

    GRAPH is a graph.json, by default exports/graph.json.

    \b
    Examples:
      graphkit stats
      graphkit stats exports/graph.json --json | jq .nodes
      graphkit stats --checkable
    """
    from graphkit.cli.printing import print_checkable, print_summary
    from graphkit.exporters import read_json
    from graphkit.reports.summary import checkable_claims, summarise

    loaded = read_json(graph)
    if checkable:
        claims = checkable_claims(loaded)
        if as_json:
            rows = [asdict(claim) for claim in claims]
            say_json(rows)
        else:
            print_checkable(claims)
        return
    summary = summarise(loaded, top)
    if as_json:
        say_json(summary.as_dict())
    else:
        print_summary(summary, possible=possible)


@click.command("export")
@graph_argument
@click.option("--to", "target", required=True, metavar="FORMAT", help="One of those below, or all.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File or folder to write, - for standard output.",
)
@click.option("--of", "words", metavar="WHAT", help="Only what is around this person or claim.")
@click.pass_context
def export_command(
    ctx: click.Context, graph: Path, target: str, output: Path | None, words: str | None
) -> None:
    """Write GRAPH for other tools.

    FORMAT is json, graphml, gexf, csv, cypher, neo4j-admin, parquet, jsonld, ftm, claimreview or
    mermaid; all writes each of them into a folder.  WHAT is an id, a name, or words of a claim.

    \b
    Examples:
      graphkit export exports/graph.json --to graphml        for Gephi, yEd, igraph
      graphkit export exports/graph.json --to csv -o tables/ a table a type
      graphkit export --to cypher -o graph.cypher            for cypher-shell
      graphkit export --to graphml -o - | gzip > graph.graphml.gz
      graphkit export --to mermaid --of "Dana Whitlock"      a drawing of what she says
      graphkit export --to all -o everything/                every format
    """
    from graphkit.exporters import EXPORTERS, read_json

    if target not in (*EXPORTERS, "all"):
        known = ", ".join((*EXPORTERS, "all"))
        raise click.BadParameter(f"{target!r}; choose one of {known}", param_hint="--to")
    loaded = read_json(graph)
    if words is not None:
        loaded = _around(loaded, words, graph)
    if target == "all":
        ctx.exit(_export_all(loaded, output or graph.parent / "all"))
    exporter = EXPORTERS[target]
    path = output or graph.parent / exporter.name
    with destination(path) as part:
        exporter.write(loaded, part)


def _around(graph: Graph, words: str, path: Path) -> Graph:
    """The part of the graph around what the words name: a party, else a claim."""
    from graphkit.exporters.neighbourhood import around, find_nodes
    from graphkit.reports.trace import find_claims

    found = find_nodes(graph, words) or find_claims(graph, words)
    if not found:
        raise InputError(
            str(path), f"nothing in it is called or says {words!r}", "see graphkit stats"
        )
    node = found[0]
    if len(found) > 1:
        others = f"; {len(found) - 1} more have these words"
        say(f"Around {node}, {graph.nodes[node]['name']}{others}", err=True)
    return around(graph, node)


def _export_all(graph: Graph, folder: Path) -> int:
    """Write every format into the folder; what cannot be written is told, the others go on."""
    from graphkit.exporters import EXPORTERS

    status = 0
    for name, exporter in EXPORTERS.items():
        path = folder / exporter.name
        try:
            exporter.write(graph, path)
        except GraphkitError as error:
            say(f"Left out {name}: {error}", err=True)
            status = status or error.exit_code
        else:
            say(f"Wrote {path}")
    return status
