"""``graphkit check``: whether a graph.json is what it promises to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from graphkit.checking.problem import Problem
from graphkit.cli.options import graph_argument
from graphkit.cli.terminal import say, say_json
from graphkit.errors import InputError


@click.command("check")
@graph_argument
@click.option(
    "--texts",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path, exists=True),
    help="The articles that the graph was built from, to compare quotes with; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program.")
def check_command(graph: Path, texts: tuple[Path, ...], as_json: bool) -> None:
    """Find everything that is wrong with GRAPH, a graph.json, and say what to do.

    Checks the types of all values, the ends of edges, that ids are unique, that every reference
    leads somewhere, and that every edge has evidence. Quotes are compared with the articles where
    the graph keeps their texts (build --with-texts) or --texts names them.
    The exit status is 2 if there are problems.

    \b
    Examples:
      graphkit check
      graphkit check exports/graph.json --texts story/
      graphkit check exports/graph.json --json | jq '.problems[].where'
    """
    from graphkit.checking import content_problems, texts_of
    from graphkit.exporters.node_link import check_shape, read_bytes

    data, problems = check_shape(read_bytes(graph), str(graph))
    compared: set[str] = set()
    if not problems:
        given = _texts(texts)
        problems = list(content_problems(data, given))
        compared = {*given, *texts_of(data)}
    _tell(graph, data, problems, compared, as_json)
    if problems:
        raise SystemExit(InputError.exit_code)


def _texts(paths: Sequence[Path]) -> dict[str, str]:
    """Document id → text of the articles of the paths; those that cannot be read are named."""
    if not paths:
        return {}
    from graphkit.cli.printing import Console
    from graphkit.readers import read

    console = Console()
    documents = read(paths, lambda problem: console.warn(f"skipped {problem}"))
    return {document.id: document.text for document in documents}


def _tell(
    graph: Path, data: Any, problems: Sequence[Problem], compared: set[str], as_json: bool
) -> None:
    quotes, known = _quotes(data, compared)
    if as_json:
        rows = [asdict(problem) for problem in problems]
        told = {"graph": str(graph), "problems": rows, "quotes": quotes, "compared": known}
        say_json(told)
        return
    for problem in problems:
        say(f"{problem.where}: {problem.what} ({problem.todo})")
    if problems:
        noun = "problem" if len(problems) == 1 else "problems"
        say(f"\n{len(problems):,} {noun} in {graph}")
        return
    say(f"{graph}: no problems")
    say(f"{known:,} of {quotes:,} quotes compared with their articles")
    if known < quotes:
        say("For the others, name the articles: --texts FOLDER")


def _quotes(data: Any, compared: set[str]) -> tuple[int, int]:
    """How many quotes there are, and how many have a text to be compared with."""
    if not isinstance(data, dict):
        return 0, 0
    holders = [*_list(data.get("nodes")), *_list(data.get("edges"))]
    rows = [
        row for held in holders if isinstance(held, dict) for row in _list(held.get("evidence"))
    ]
    docs = [row.get("doc") for row in rows if isinstance(row, dict) and row.get("quote")]
    return len(docs), sum(isinstance(doc, str) and doc in compared for doc in docs)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
