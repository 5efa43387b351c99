"""``graphkit render``: a graph as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.terminal import say
from graphkit.errors import InputError


@click.command("render")
@click.argument(
    "graph", metavar="GRAPH", type=click.Path(path_type=Path), default=Path("exports/graph.json")
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write.  [default: GRAPH with .html]",
)
@click.option("--title", default="", help="Heading of the page.  [default: GRAPH's folder]")
@click.option(
    "--with-texts", is_flag=True, help="Put in the articles' texts, if the graph has them."
)
def render_command(graph: Path, output: Path | None, title: str, with_texts: bool) -> None:
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
    articles = [a for _, a in drawn.nodes(data=True) if a.get("type") == "Article"]
    if with_texts and not any(article.get("text") for article in articles):
        todo = "build it with: graphkit build PATH... --with-texts"
        raise InputError(str(graph), "holds no articles' texts", todo)
    path = output or graph.with_suffix(".html")
    heading = title or graph.resolve().parent.name
    render_page(drawn, path, title=heading, with_texts=with_texts)
    say(f"Wrote {path}")
