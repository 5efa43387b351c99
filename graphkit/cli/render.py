"""``graphkit render``: a graph as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.options import destination, graph_argument, judgements_here, tell_judgements
from graphkit.cli.terminal import say
from graphkit.errors import InputError
from graphkit.schema import Graph


@click.command("render")
@graph_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, - for standard output.  [default: GRAPH with .html]",
)
@click.option("--title", default="", help="Heading of the page.  [default: GRAPH's folder]")
@click.option(
    "--with-texts", is_flag=True, help="Put in the articles' texts, if the graph has them."
)
@click.option(
    "--judgements",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=judgements_here,
    help="YAML file of judgements that the graph may not have yet; ./judgements.yaml if there.",
)
@click.pass_context
def render_command(
    ctx: click.Context,
    graph: Path,
    output: Path | None,
    title: str,
    with_texts: bool,
    judgements: Path | None,
) -> None:
    """Draw GRAPH as one HTML file that works from disk, with no network.

    GRAPH is a graph.json, by default exports/graph.json.

    \b
    Examples:
      graphkit render                                     exports/graph.html
      graphkit render exports/graph.json -o story.html --title "The ferry strike"
      graphkit render exports/graph.json --with-texts     after build --with-texts
    """
    from graphkit.exporters import read_json
    from graphkit.page import render_page

    drawn = read_json(graph)
    if judgements:
        tell_judgements(ctx, judgements)
        drawn = _honoured(drawn, judgements)
    articles = [a for _, a in drawn.nodes(data=True) if a.get("type") == "Article"]
    if with_texts and not any(article.get("text") for article in articles):
        todo = "build it with: graphkit build PATH... --with-texts"
        raise InputError(str(graph), "holds no articles' texts", todo)
    path = output or graph.with_suffix(".html")
    heading = title or graph.resolve().parent.name
    with destination(path) as part:
        render_page(drawn, part, title=heading, with_texts=with_texts)


def _honoured(graph: Graph, path: Path) -> Graph:
    """The graph after the judgements that need no article; the others are told."""
    from graphkit.curation.honour import NEED_NO_ARTICLE, honour
    from graphkit.curation.judgements import read_judgements

    found = read_judgements(path)
    made, used = honour(graph, found)
    if used:
        say(f"{used} of them had not been built in yet", err=True)
    if any(one.kind not in NEED_NO_ARTICLE for one in found):
        say("What joins or parts mentions holds after the next build.", err=True)
    return made
