"""``graphkit report``: a story as a document to read and print."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.options import graph_argument
from graphkit.cli.terminal import say
from graphkit.errors import InputError


@click.command("report")
@graph_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write: .html, .md or .docx.  [default: report.html beside GRAPH]",
)
@click.option("--title", default="", help="Heading of the report.  [default: GRAPH's folder]")
def report_command(graph: Path, output: Path | None, title: str) -> None:
    """Write GRAPH as a document: disputes side by side, who said what, who was first, what is open.

    GRAPH is a graph.json, by default exports/graph.json.  Every line has the number of the article
    it rests on.  A browser prints the HTML, or saves it as PDF; .docx needs graphkit[docx].

    \b
    Examples:
      graphkit report                                         exports/report.html
      graphkit report -o story.md --title "The ferry strike"
      graphkit report exports/graph.json -o story.docx
    """
    from graphkit.exporters import read_json
    from graphkit.reports.documents import WRITERS
    from graphkit.reports.story import story

    path = output or graph.with_name("report.html")
    kind = path.suffix.lower().removeprefix(".")
    if kind not in WRITERS:
        known = ", ".join(f".{name}" for name in WRITERS)
        raise InputError(str(path), "is no kind of report", f"end its name with {known}")
    WRITERS[kind](story(read_json(graph), title or graph.resolve().parent.name), path)
    say(f"Wrote {path}")
