"""``graphkit query``: Cypher over a graph.json, without a server."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from graphkit.cli.terminal import say, say_json
from graphkit.errors import InputError


@click.command("query")
@click.argument("cypher", required=False)
@click.option(
    "--graph",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("exports/graph.json"),
    show_default=True,
    help="The graph to ask.",
)
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
    graph: Path,
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
    answer = ask(read_json(graph), text, values, limit=limit, timeout=timeout)
    if as_json:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        say_json(rows)
    elif as_csv:
        _print_csv(answer.columns, answer.rows)
    else:
        _print_table(answer.columns, answer.rows)
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


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from graphkit.characters import printable

    table = Table()
    for column in columns:
        table.add_column(Text(printable(column)))
    for row in rows:
        table.add_row(*(Text(printable(_cell(value))) for value in row))
    Console().print(table)
    say(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return " · ".join(map(_cell, value))
    return "" if value is None else str(value)
