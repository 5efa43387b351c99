"""``graphkit push``, ``pull`` and ``queries``: a graph in Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from graphkit.cli.options import Command, output_folder
from graphkit.cli.terminal import say, say_json

if TYPE_CHECKING:
    from graphkit.graphdb import Report, Server

_CONNECTION: Final = (
    click.option(
        "--uri",
        envvar="NEO4J_URI",
        help="neo4j://host:7687, bolt://…, neo4j+s://… for Aura; else NEO4J_URI.",
    ),
    click.option("--username", envvar="NEO4J_USERNAME", help="Else NEO4J_USERNAME, else neo4j."),
    click.option("--database", envvar="NEO4J_DATABASE", help="Else NEO4J_DATABASE, else neo4j."),
    click.option("--ask-password", is_flag=True, help="Ask for it; else NEO4J_PASSWORD."),
)
_NAMESPACE: Final = click.option(
    "--namespace",
    default="news",
    show_default=True,
    help="Name of the graph in the database, which may hold several.",
)


def _connection(function: Command) -> Command:
    for option in reversed(_CONNECTION):
        function = option(function)
    return function


def _server(
    uri: str | None, username: str | None, database: str | None, ask_password: bool
) -> Server:
    import os

    from graphkit.graphdb.server import environment

    password = os.environ.get("NEO4J_PASSWORD")
    if ask_password:
        password = click.prompt("Password", hide_input=True, err=True)
    values = {"uri": uri, "username": username, "database": database, "password": password}
    return environment(values)


@click.command("push")
@click.argument(
    "graph", metavar="[GRAPH]", type=click.Path(path_type=Path), default=Path("exports/graph.json")
)
@_connection
@_NAMESPACE
@click.option(
    "--prune",
    is_flag=True,
    help="Remove what an earlier push wrote and the graph no longer contains.",
)
@click.option(
    "--dry-run", is_flag=True, help="Say what would be written and removed; write nothing."
)
@click.option(
    "--dump-cypher",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a first push as a Cypher script; no server is asked.",
)
@click.option("--rewrite", is_flag=True, help="Write every row, also those that seem the same.")
@click.option(
    "--batch", type=click.IntRange(1), default=5000, show_default=True, help="Rows a transaction."
)
def push_command(
    graph: Path,
    uri: str | None,
    username: str | None,
    database: str | None,
    ask_password: bool,
    namespace: str,
    prune: bool,
    dry_run: bool,
    dump_cypher: Path | None,
    rewrite: bool,
    batch: int,
) -> None:
    """Write GRAPH to Neo4j: constraints, then what is new or changed since the last push.

    GRAPH is a graph.json, by default exports/graph.json.  The password is read from
    NEO4J_PASSWORD.  An interrupted push resumes when run again.

    \b
    Examples:
      NEO4J_PASSWORD=… graphkit push               to neo4j://localhost:7687
      graphkit push --prune                        and remove what is gone from the graph
      graphkit push story.json --namespace story   a second graph in the same database
      graphkit push --dry-run                      what would be done
      graphkit push --dump-cypher push.cypher      the statements, without a server
    """
    from graphkit.exporters import read_json
    from graphkit.graphdb import connect
    from graphkit.graphdb import push as push_graph

    found = read_json(graph)
    if dump_cypher:
        from graphkit.exporters.cypher import write_cypher

        write_cypher(found, dump_cypher, namespace)
        say(f"Wrote {dump_cypher}")
        return
    server = _server(uri, username, database, ask_password)
    total = found.number_of_nodes() + found.number_of_edges()
    with connect(server) as driver, _progress(total) as advance:
        report = push_graph(
            driver,
            found,
            name=namespace,
            database=server.database,
            prune_stale=prune,
            dry_run=dry_run,
            rewrite=rewrite,
            batch=batch,
            progress=advance,
        )
    for line in _told(report, server, dry_run=dry_run, prune=prune):
        say(line)


def _told(report: Report, server: Server, *, dry_run: bool, prune: bool) -> Iterator[str]:
    """What the push did, line by line."""
    where = f"{server.where}, database {server.database}, graph {report.name}"
    changes = report.changes
    if report.unchanged:
        yield f"Nothing to do: {where} has all {changes.same.total():,} nodes and relationships."
        return
    yield f"{'Would write to' if dry_run else 'Wrote to'} {where}:"
    for what, counter in (
        ("new", changes.new),
        ("changed", changes.changed),
        ("same", changes.same),
    ):
        parts = " · ".join(f"{number:,} {type_}" for type_, number in sorted(counter.items()))
        if parts:
            yield f"  {what:8} {counter.total():>7,}  {parts}"
    if changes.stale:
        verb = "would go" if dry_run else f"{report.pruned:,} removed"
        yield f"  {'gone':8} {changes.stale:>7,}  " + (
            verb if prune else "no longer in the graph: --prune removes them"
        )
    if report.kept:
        yield f"  {report.kept:,} of these nodes stay: other data still links to them."
    if not dry_run:
        yield "Look at it in Neo4j Browser: graphkit queries list"


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A function to be called with the rows done; it shows a bar at a terminal."""
    import sys

    if not sys.stderr.isatty():
        yield lambda rows: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Writing", total=total)
        yield lambda rows: bar.advance(task, rows)


@click.command("pull")
@_connection
@_NAMESPACE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the graph as graph.json there.",
)
@click.option(
    "--judgements",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add judgements made in Neo4j Browser to this file, for the next build.",
)
def pull_command(
    uri: str | None,
    username: str | None,
    database: str | None,
    ask_password: bool,
    namespace: str,
    output: Path | None,
    judgements: Path | None,
) -> None:
    """Read a graph back from Neo4j, and the decisions people made there.

    In Neo4j Browser two nodes are judged by a relationship SAME_AS or NOT_SAME_AS between them,
    one by a property rename_to, type_to or drop.

    \b
    Examples:
      graphkit pull -o exports/pulled.json         the graph as it is in the database
      graphkit pull --judgements judgements.yaml   merges and new names made in Browser, then
      graphkit build story/ --judgements judgements.yaml
    """
    from graphkit.curation.judgements import add_judgements
    from graphkit.exporters import write_json
    from graphkit.graphdb import connect
    from graphkit.graphdb.pull import pull, pull_judgements

    if output is None and judgements is None:
        raise click.UsageError("nothing to write: give -o FILE, --judgements FILE, or both")
    server = _server(uri, username, database, ask_password)
    with connect(server) as driver:
        if output:
            graph = pull(driver, namespace, database=server.database)
            write_json(graph, output)
            nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
            say(f"Wrote {output}: {nodes:,} nodes, {edges:,} edges")
        if judgements:
            found = pull_judgements(driver, namespace, database=server.database)
            new = add_judgements(judgements, found)
            say(f"{judgements}: {len(found)} judgements in Neo4j, {new} of them new here")


@click.group("queries")
def queries_command() -> None:
    """List, show or run the saved Cypher queries, or take them to Neo4j Browser.

    \b
    Examples:
      graphkit queries list
      graphkit queries show disputes/who-disputes-whom
      graphkit queries run people/all-somebody-said --param name="Halloran"
      graphkit queries browser -o exports/      favourites and colours for Neo4j Browser
    """


@queries_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
def list_command(as_json: bool) -> None:
    """List all saved queries with their titles."""

    from graphkit.graphdb.queries import queries

    every = queries()
    if as_json:
        rows = [
            {"name": q.name, "title": q.title, "answers": q.comment, "parameters": q.parameters}
            for q in every
        ]
        say_json(rows)
        return
    width = max(len(query.name) for query in every)
    for query in every:
        parameters = f"  (--param {', '.join(query.parameters)})" if query.parameters else ""
        say(f"{query.name:<{width}}  {query.title}{parameters}")


@queries_command.command("show")
@click.argument("name")
def show_command(name: str) -> None:
    """Print the Cypher of the query NAME, ready to paste into Neo4j Browser."""
    from graphkit.graphdb.queries import find

    for line in find(name).text.splitlines():
        say(line)


@queries_command.command("run")
@click.argument("name")
@_connection
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Again for more.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
def run_command(
    name: str,
    uri: str | None,
    username: str | None,
    database: str | None,
    ask_password: bool,
    parameters: tuple[str, ...],
    as_json: bool,
) -> None:
    """Run the query NAME and print its rows.  It cannot write."""

    from graphkit.graphdb import connect
    from graphkit.graphdb.queries import find, run

    query = find(name)
    values = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise click.BadParameter(f"{parameter!r} is not NAME=VALUE", param_hint="--param")
        values[key] = value
    server = _server(uri, username, database, ask_password)
    with connect(server) as driver:
        columns, rows = run(driver, query, values, database=server.database)
    if as_json:
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        say_json(found)
    else:
        _print_table(query.title, columns, rows)


@queries_command.command("browser")
@output_folder("Folder to write to.")
def browser_command(output: Path) -> None:
    """Write favourites and a style, to drop into Neo4j Browser's Favorites drawer."""
    from graphkit.graphdb.queries import write_favourites

    for path in write_favourites(output):
        say(f"Wrote {path}")
    say("Open Neo4j Browser, the star on the left, and drop both files there.")


def _print_table(title: str, columns: list[str], rows: list[list[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from graphkit.characters import visible

    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text(visible(_cell(value))) for value in row))
    Console().print(table)
    say(f"{len(rows)} rows")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return " · ".join(map(_cell, value))
    return "" if value is None else str(value)
