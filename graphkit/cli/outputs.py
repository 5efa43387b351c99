"""``graphkit stats`` and ``graphkit export``: what a graph holds, and the graph for other tools."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from graphkit.cli.options import destination, graph_argument
from graphkit.cli.terminal import say_json


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
@click.option("--to", "target", required=True, metavar="FORMAT", help="One of those below.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File or folder to write, - for standard output.",
)
def export_command(graph: Path, target: str, output: Path | None) -> None:
    """Write GRAPH for other tools.

    FORMAT is json, graphml, gexf, csv, cypher or neo4j-admin.

    \b
    Examples:
      graphkit export exports/graph.json --to graphml        for Gephi, yEd, igraph
      graphkit export exports/graph.json --to csv -o tables/ a table a type
      graphkit export --to cypher -o graph.cypher            for cypher-shell
      graphkit export --to graphml -o - | gzip > graph.graphml.gz
    """
    from graphkit.exporters import EXPORTERS, read_json

    if target not in EXPORTERS:
        known = ", ".join(EXPORTERS)
        raise click.BadParameter(f"{target!r}; choose one of {known}", param_hint="--to")
    exporter = EXPORTERS[target]
    path = output or graph.parent / exporter.name
    loaded = read_json(graph)
    with destination(path) as part:
        exporter.write(loaded, part)
