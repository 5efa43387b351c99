"""``graphkit push``, ``pull`` and ``queries``: a graph in Neo4j."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graphkit.cli.options import STDOUT, Command, destination, graph_argument, output_folder
from graphkit.cli.tables import form_options, print_rows, print_total
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


def connection(function: Command) -> Command:
    """The options that say where the server is."""
    for option in reversed(_CONNECTION):
        function = option(function)
    return function


def server_of(
    uri: str | None, username: str | None, database: str | None, ask_password: bool
) -> Server:
    """The server that options and environment name."""
    import os

    from graphkit.graphdb.server import environment

    password = os.environ.get("NEO4J_PASSWORD")
    if ask_password:
        password = click.prompt("Password", hide_input=True, err=True)
    values = {"uri": uri, "username": username, "database": database, "password": password}
    return environment(values)


@click.command("push")
@graph_argument
@connection
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

        with destination(dump_cypher) as part:
            write_cypher(found, part, namespace)
        return
    server = server_of(uri, username, database, ask_password)
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
@connection
@_NAMESPACE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the graph as graph.json there, - for standard output.",
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
    one by a property rename_to, type_to or drop.  The graph is written as these say; what joins or
    parts nodes holds after the next build.

    \b
    Examples:
      graphkit pull -o exports/pulled.json         the graph as it is in the database
      graphkit pull --judgements judgements.yaml   merges and new names made in Browser, then
      graphkit build story/ --judgements judgements.yaml
    """
    from graphkit.curation.honour import honour
    from graphkit.curation.judgements import add_judgements
    from graphkit.exporters import write_json
    from graphkit.graphdb import connect
    from graphkit.graphdb.pull import pull, pull_judgements

    if output is None and judgements is None:
        raise click.UsageError("nothing to write: give -o FILE, --judgements FILE, or both")
    server = server_of(uri, username, database, ask_password)
    with connect(server) as driver:
        if output:
            graph = pull(driver, namespace, database=server.database)
            judged = pull_judgements(driver, namespace, database=server.database)
            graph, _ = honour(graph, judged)
            with destination(output) as part:
                write_json(graph, part)
            nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
            say(f"{nodes:,} nodes, {edges:,} edges", err=output == STDOUT)
        if judgements:
            found = pull_judgements(driver, namespace, database=server.database)
            new = add_judgements(judgements, found)
            told = f"{judgements}: {len(found)} judgements in Neo4j, {new} of them new here"
            say(told, err=output == STDOUT)
            say(f"Next   graphkit build PATH... --judgements {judgements}", err=True)


@click.group("queries")
def queries_command() -> None:
    """List, show or run the saved Cypher queries, or take them to Neo4j Browser.

    \b
    Examples:
      graphkit queries list
      graphkit queries show disputes/who-disputes-whom
      graphkit queries run people/all-somebody-said --param name="Halloran"
      graphkit queries browser -o exports/      favourites and colours for Neo4j Browser
      graphkit queries bloom                    a perspective for Neo4j Bloom
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
        more = [name for name in query.parameters if name not in ("graph", query.filter)]
        more = [f"--param {name}=…" for name in more]
        needed = ["--filter needed"] if query.needed else []
        told = f"  ({', '.join([*needed, *more])})" if needed or more else ""
        say(f"{query.name:<{width}}  {query.title}{told}")
    say("\nEach takes --namespace NAME and --filter WORDS.")


_WHICH: Final = click.option(
    "--namespace", default="", help="Which graph of the database.  [default: all of them]"
)


@queries_command.command("show")
@click.argument("name")
@_WHICH
def show_command(name: str, namespace: str) -> None:
    """Print the Cypher of the query NAME, ready to paste into Neo4j Browser."""
    from graphkit.graphdb.queries import find

    for line in find(name).with_values({"graph": namespace}).splitlines():
        say(line)


@queries_command.command("run")
@click.argument("name")
@connection
@_WHICH
@click.option("--filter", "words", default="", help="Only rows that have these words in a name.")
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="Again for more.")
@click.option("--limit", type=click.IntRange(0), help="Rows to show, 0 for all.  [default: 25–300]")
@form_options
def run_command(
    name: str,
    uri: str | None,
    username: str | None,
    database: str | None,
    ask_password: bool,
    namespace: str,
    words: str,
    parameters: tuple[str, ...],
    limit: int | None,
    form: str | None,
) -> None:
    """Run the query NAME and print its rows.  It cannot write.

    At a terminal the rows are a table, elsewhere CSV in full width.

    \b
    Examples:
      graphkit queries run who-disputes-whom --namespace story
      graphkit queries run all-somebody-said --filter Halloran --csv > said.csv
      graphkit queries run search --param words="alarm AND switched" --limit 0
    """
    from graphkit.graphdb import connect
    from graphkit.graphdb.queries import answer, find, graphs

    query = find(name)
    values = {"graph": namespace, query.filter: words, **_parameters(parameters)}
    for needed in query.needed:
        if not values.get(needed):
            told = query.parameters[needed].partition(": ")[2]
            raise click.UsageError(f"{query.name} needs --filter, or --param {needed}=…: {told}")
    server = server_of(uri, username, database, ask_password)
    most = query.limit if limit is None else limit or None
    with connect(server) as driver:
        there = graphs(driver, database=server.database)
        if namespace and namespace not in there:
            known = ", ".join(there) or "none"
            raise click.BadParameter(f"{namespace!r}; there are: {known}", param_hint="--namespace")
        found = answer(driver, query, values, limit=most, database=server.database)
    print_rows(found.columns, found.rows, form, query.title)
    print_total(len(found.rows), found.total)
    if not namespace and len(there) > 1:
        say(f"Asked together: {', '.join(there)}; --namespace asks one graph", err=True)


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for parameter in given:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise click.BadParameter(f"{parameter!r} is not NAME=VALUE", param_hint="--param")
        values[key] = value
    return values


@queries_command.command("browser")
@output_folder("Folder to write to.")
@_WHICH
def browser_command(output: Path, namespace: str) -> None:
    """Write favourites and a style, to drop into Neo4j Browser's Favorites drawer."""
    from graphkit.graphdb.queries import write_favourites

    for path in write_favourites(output, namespace):
        say(f"Wrote {path}")
    say("Open Neo4j Browser, the star on the left, and drop both files there.")


@queries_command.command("bloom")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("exports/graphkit-bloom.json"),
    show_default=True,
    help="File to write.",
)
@_WHICH
def bloom_command(output: Path, namespace: str) -> None:
    """Write a perspective for Neo4j Bloom: colours, captions and search phrases."""
    from graphkit.graphdb.queries.bloom import write_perspective

    with destination(output) as part:
        write_perspective(part, namespace)
    say("In Bloom, open the perspectives and choose Import.", err=True)
