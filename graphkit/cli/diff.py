"""``graphkit diff``: what changed between two graphs."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.terminal import say, say_json


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
@click.option("--quiet", is_flag=True, help="Print nothing: the exit status tells.")
@click.option(
    "--top", type=click.IntRange(1), default=20, show_default=True, help="Lines of each list."
)
@click.pass_context
def diff_command(
    ctx: click.Context, old: Path, new: Path, as_json: bool, quiet: bool, top: int
) -> None:
    """Say what the graph NEW has otherwise than the graph OLD.

    Entities, claims, disputes, speakers, posts and articles: added (+), gone (-), joined with
    another (=), changed (~).  The exit status is 0 where both are the same, 1 where they differ,
    2 where one cannot be read.

    \b
    Examples:
      graphkit diff yesterday/graph.json exports/graph.json
      graphkit diff old.json new.json --json | jq .disputes.added
      graphkit diff --quiet old.json new.json || echo "something changed"
    """
    from graphkit.exporters import read_json
    from graphkit.reports.changes import compare, lines

    changes = compare(read_json(old), read_json(new))
    if as_json:
        say_json(changes.as_dict())
    elif not quiet:
        for line in lines(changes, top):
            say(line)
        if not changes:
            say("No difference")
    ctx.exit(1 if changes else 0)
