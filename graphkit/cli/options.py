"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def output_folder(help_: str) -> Callable[[Command], Command]:
    """``-o``, a folder, ./exports where it is not given."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("exports"),
        show_default=True,
        help=help_,
    )


#: ``--graph``, ``--judgements`` and ``--note`` of the commands that judge.
graph_option: Final = click.option(
    "--graph",
    "graph_path",
    type=click.Path(path_type=Path),
    default=Path("exports/graph.json"),
    show_default=True,
    help="The graph that names them.",
)
judgements_option: Final = click.option(
    "--judgements",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("judgements.yaml"),
    show_default=True,
    help="The file that keeps your judgements.",
)
note_option: Final = click.option("--note", default="", help="Why, for whoever reads the file.")
