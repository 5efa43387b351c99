"""The ``graphkit`` command.

Commands are named here and imported when called, so that ``graphkit --help`` starts at once.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

import click

from graphkit.errors import GraphkitError

#: Command → (module that holds it, line for ``graphkit --help``).  The function is named after
#: the command, with ``_command`` behind it.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "build": ("graphkit.cli.build", "Articles to a graph and a page: the main command."),
    "extract": ("graphkit.cli.build", "Print who said what as JSON Lines."),
    "render": ("graphkit.cli.render", "Draw a graph as one HTML file."),
    "stats": ("graphkit.cli.outputs", "Count what a graph holds."),
    "export": ("graphkit.cli.outputs", "Write a graph for other tools."),
    "diff": ("graphkit.cli.diff", "Say what changed between two graphs."),
    "push": ("graphkit.cli.server", "Write a graph to Neo4j."),
    "pull": ("graphkit.cli.server", "Read a graph back from Neo4j."),
    "queries": ("graphkit.cli.server", "List, show or run the saved Cypher queries."),
    "why": ("graphkit.cli.curate", "Say why mentions are one entity, or what disputes a claim."),
    "merge": ("graphkit.cli.curate", "Judge two entities to be one."),
    "split": ("graphkit.cli.curate", "Judge two entities to be two."),
    "rename": ("graphkit.cli.curate", "Give an entity another name."),
    "reject": ("graphkit.cli.curate_disputes", "Judge a dispute to be none."),
    "confirm": ("graphkit.cli.curate_disputes", "Judge a dispute to be right."),
    "review": ("graphkit.cli.curate", "Go through doubtful pairs one by one."),
    "cache": ("graphkit.cli.cache", "Say what builds have kept, or delete it."),
    "query": ("graphkit.cli.query", "Ask a graph in Cypher, without a server."),
    "report": ("graphkit.cli.report", "Write a story as a document to read and print."),
    "trace": ("graphkit.cli.trace", "Follow a claim from first source to last repeat."),
    "evaluate": ("graphkit.cli.evaluate", "Score graphkit on a labelled corpus."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is asked for.

    An error that graphkit reports on purpose becomes one line and its exit status.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphkitError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="graphkit")
def main() -> None:
    """Who said what, who cited whom, who disputes it, and who reported it.

    \b
    Examples:
      graphkit build story/                 articles to exports/graph.html
      graphkit extract article.txt          who said what, as JSON Lines
      graphkit push exports/graph.json      the graph into Neo4j
    """
