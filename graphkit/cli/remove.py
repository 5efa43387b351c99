"""``graphkit remove``: a whole graph out of Neo4j."""

from __future__ import annotations

import click

from graphkit.cli.options import yes_option
from graphkit.cli.server import connection, server_of
from graphkit.cli.terminal import say


@click.command("remove")
@connection
@click.option("--namespace", required=True, help="Name of the graph to remove.")
@yes_option
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
def remove_command(
    uri: str | None,
    username: str | None,
    database: str | None,
    ask_password: bool,
    namespace: str,
    yes: bool,
    dry_run: bool,
) -> None:
    """Remove the graph of a namespace from Neo4j, after a question.

    Only what `graphkit push` wrote under this name goes; a node on which relationships of other
    data hang stays.  Judgements made there go along: `graphkit pull --judgements` keeps them.

    \b
    Examples:
      graphkit remove --namespace story --dry-run
      graphkit remove --namespace story
    """
    from graphkit.graphdb import connect
    from graphkit.graphdb.remove import remove, weigh

    server = server_of(uri, username, database, ask_password)
    where = f"graph {namespace} in database {server.database} of {server.uri}"
    with connect(server) as driver:
        found = weigh(driver, namespace, database=server.database)
        say(f"{found.rows:,} nodes and relationships: {where}")
        if found.judgements:
            todo = f"graphkit pull --namespace {namespace} --judgements judgements.yaml"
            say(f"{found.judgements:,} judgements made there go along; to keep them: {todo}")
        if dry_run:
            say("Nothing removed: --dry-run")
            return
        if not yes and not click.confirm("Remove all of it?"):
            say("Nothing removed.")
            return
        done = remove(driver, namespace, database=server.database)
    say(f"Removed {done.rows:,} nodes and relationships")
    if done.kept:
        say(f"{done.kept:,} nodes stay: relationships of other data hang on them.")
