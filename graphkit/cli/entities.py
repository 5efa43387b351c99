"""``graphkit entities``: all names of a graph, with what rests on each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from graphkit.cli.options import graph_argument
from graphkit.cli.tables import form_options, print_rows, print_total
from graphkit.cli.terminal import say
from graphkit.schema import ENTITY_TYPES

_COLUMNS: Final = "name type id aliases mentions articles claims disputes".split()
#: Rows of a table for people; programs get all.
_SHOWN: Final = 50


@click.command("entities")
@graph_argument
@click.option("--filter", "words", default="", help="Only those with these words in a name.")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice(ENTITY_TYPES, case_sensitive=False),
    help="Only this type; again for more.",
)
@click.option("--limit", type=click.IntRange(0), help="Rows to show, 0 for all.  [default: 50]")
@form_options
def entities_command(
    graph: Path, words: str, types: tuple[str, ...], limit: int | None, form: str | None
) -> None:
    """List everybody and every body in GRAPH: names, aliases, mentions, claims, disputes.

    The most mentioned come first.  At a terminal it is a table; what goes to a file or a pipe is
    CSV, and all of it.  Claims are those it is the source of, disputes those it disputes.

    \b
    Examples:
      graphkit entities
      graphkit entities --filter whitlock
      graphkit entities story/graph.json --type Person --type Agency --json
      graphkit entities --csv > names.csv
    """
    import sys

    from graphkit.cli.finding import load
    from graphkit.reports.entities import entities, near_names

    loaded = load(graph)
    found = entities(loaded, words, types or ENTITY_TYPES)
    if not found and words:
        near = near_names(loaded, words)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        say(f"No name has {words!r}.{hint}", err=True)
    people = form == "table" or (form is None and sys.stdout.isatty())
    most = (_SHOWN if people else 0) if limit is None else limit
    shown = found[:most] if most else found
    print_rows(_COLUMNS, [[getattr(one, name) for name in _COLUMNS] for one in shown], form)
    print_total(len(shown), len(found), "name")
