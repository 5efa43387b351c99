"""``graphkit query``: Cypher over a graph.json, without a server."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from graphkit.cli.options import graph_option
from graphkit.cli.tables import print_rows
from graphkit.cli.terminal import say
from graphkit.errors import InputError


@click.command("query")
@click.argument("cypher", required=False)
@graph_option
@click.option("--saved", metavar="NAME", help="Ask a saved query: graphkit queries list.")
@click.option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for $NAME; NAME:=JSON for one that is no text.  Again for more.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=1000, show_default=True, help="Rows at most."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    help="Seconds at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, lists as JSON.")
def query_command(
    cypher: str | None,
    graph_path: Path,
    saved: str | None,
    parameters: tuple[str, ...],
    limit: int,
    timeout: float,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Ask a graph in CYPHER, in this process.  Nothing can be written.

    Labels, relationship types and properties are those of Neo4j after a push; docs/query.md has
    them, and what this engine does otherwise.

    \b
    Examples:
      graphkit query 'MATCH (p:Person)-[:SAID]->(c) RETURN p.name, count(c) ORDER BY p.name'
      graphkit query 'MATCH (p {name: $who})-[:SAID]->(c) RETURN c.text' --param "who=Dana Whitlock"
      graphkit query --saved who-disputes-whom --csv > disputes.csv
    """
    from graphkit.exporters import read_json
    from graphkit.query import ask

    if (cypher is None) == (saved is None):
        raise click.UsageError("give a query in Cypher, or --saved NAME")
    if as_json and as_csv:
        raise click.UsageError("--json or --csv, not both")
    values = _values(parameters)
    text = cypher or ""
    if saved is not None:
        from graphkit.graphdb.queries import find

        text = find(saved).with_parameters(values)
    answer = ask(read_json(graph_path), text, values, limit=limit, timeout=timeout)
    if as_csv:
        _print_csv(answer.columns, answer.rows)
    else:
        print_rows(answer.columns, answer.rows, "json" if as_json else "table")
        if not as_json:
            say(f"{len(answer.rows):,} row{'' if len(answer.rows) == 1 else 's'}")
    if answer.more:
        say(f"There are more rows: these are the first {limit:,} (--limit)", err=True)


def _values(parameters: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or not name.rstrip(":"):
            raise click.BadParameter(f"{parameter!r} is not NAME=VALUE", param_hint="--param")
        if name.endswith(":"):
            try:
                values[name[:-1]] = json.loads(value)
            except ValueError as error:
                raise InputError(
                    f"--param {name[:-1]}", f"{value!r} is not JSON: {error}"
                ) from error
        else:
            values[name] = value
    return values


def _print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell
            for cell in row
        )
