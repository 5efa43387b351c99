"""The ``graphkit`` command.

Commands are named here and imported when called, so that ``graphkit --help`` starts at once.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

import click

from graphkit.cli.terminal import say
from graphkit.errors import GraphkitError

#: Command → (module that holds it, line for ``graphkit --help``).  The function is named after
#: the command, with ``_command`` behind it.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "fetch": ("graphkit.cli.fetch", "Save pages of the web for build."),
    "build": ("graphkit.cli.build", "Articles to a graph and a page: the main command."),
    "extract": ("graphkit.cli.build", "Print who said what as JSON Lines."),
    "render": ("graphkit.cli.render", "Draw a graph as one HTML file."),
    "stats": ("graphkit.cli.outputs", "Count what a graph holds."),
    "entities": ("graphkit.cli.entities", "List all names, with what rests on each."),
    "check": ("graphkit.cli.check", "Find what is wrong with a graph.json."),
    "export": ("graphkit.cli.outputs", "Write a graph for other tools."),
    "diff": ("graphkit.cli.diff", "Say what changed between two graphs."),
    "push": ("graphkit.cli.server", "Write a graph to Neo4j."),
    "pull": ("graphkit.cli.server", "Read a graph back from Neo4j."),
    "remove": ("graphkit.cli.remove", "Remove a graph from Neo4j."),
    "queries": ("graphkit.cli.server", "List, show or run the saved Cypher queries."),
    "why": ("graphkit.cli.curate", "Explain why mentions are one entity, or who disputes a claim."),
    "merge": ("graphkit.cli.curate", "Merge two entities, in every later build."),
    "split": ("graphkit.cli.curate", "Split an entity in two, in every later build."),
    "rename": ("graphkit.cli.curate", "Give an entity another name."),
    "drop": ("graphkit.cli.mend", "Judge an entity to be nobody."),
    "retype": ("graphkit.cli.mend", "Judge an entity to be of another type."),
    "speaker": ("graphkit.cli.mend", "Judge who said a claim."),
    "reject": ("graphkit.cli.curate_disputes", "Remove a dispute, in every later build."),
    "confirm": ("graphkit.cli.curate_disputes", "Confirm a dispute, in every later build."),
    "review": ("graphkit.cli.review", "Decide uncertain pairs one by one."),
    "judgements": ("graphkit.cli.mend", "List your judgements, or take one back."),
    "cache": ("graphkit.cli.cache", "Show the size of the cache, or delete it."),
    "query": ("graphkit.cli.query", "Ask a graph in Cypher, without a server."),
    "report": ("graphkit.cli.report", "Write a story as a document to read and print."),
    "trace": ("graphkit.cli.trace", "Follow a claim from first source to last repeat."),
    "llm": ("graphkit.cli.llm", "Check a language model of your own before a build asks it."),
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
            say(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; where there is none, those that are written like it."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name.lower(), COMMANDS, 3, 0.6)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="graphkit")
def main() -> None:
    """Who said what, who cited whom, who disputes it, and who reported it.

    \b
    Examples:
      graphkit fetch links.txt -o story/    pages of the web to a folder
      graphkit build story/                 articles to exports/graph.html
      graphkit extract article.txt          who said what, as JSON Lines
      graphkit push exports/graph.json      the graph into Neo4j
    """
