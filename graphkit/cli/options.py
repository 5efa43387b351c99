"""Options that several commands have."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from graphkit.cli.terminal import say

Command = TypeVar("Command", bound=Callable[..., Any])


#: What stands for standard output where a file is asked for.
STDOUT: Final = Path("-")


def output_folder(help_: str, *, dash: bool = False) -> Callable[[Command], Command]:
    """``-o``, a folder, ./exports where it is not given; ``dash``: whether it may be ``-``."""

    def checked(_: click.Context, __: click.Parameter, value: Path) -> Path:
        if value == STDOUT and not dash:
            raise click.BadParameter("several files do not fit on standard output: name a folder")
        return value

    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("exports"),
        show_default=True,
        callback=checked,
        help=help_,
    )


@contextmanager
def destination(path: Path) -> Iterator[Path]:
    """Where to write a file that is to be ``path``: beside standard output, if that is ``-``.

    A file is written whole or not at all, and so is standard output.
    """
    if path != STDOUT:
        yield path
        say(f"Wrote {path}")
        return
    with TemporaryDirectory() as folder:
        part = Path(folder, "output")
        yield part
        if part.is_dir():
            raise click.BadParameter(
                "several files do not fit on standard output: name a folder", param_hint="-o"
            )
        with part.open("rb") as handle:
            shutil.copyfileobj(handle, sys.stdout.buffer)
        sys.stdout.buffer.flush()


#: Where `graphkit build` writes it by default.
GRAPH: Final = Path("exports/graph.json")
_META: Final = "graphkit.graph"


def _remember(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    ctx.meta[_META] = value


def _either(ctx: click.Context, _: click.Parameter, value: Path | None) -> Path:
    given: Path | None = ctx.meta.get(_META)
    if value and given:
        raise click.UsageError(f"GRAPH is given twice: {value} and --graph {given}")
    return value or given or GRAPH


def graph_argument(command: Command) -> Command:
    """``graph``: GRAPH as it stands behind the command, or with ``--graph`` as everywhere."""
    option = click.option(
        "-g",
        "--graph",
        "_graph",
        type=click.Path(path_type=Path),
        is_eager=True,  # before the argument, which looks for it
        expose_value=False,
        callback=_remember,
        help=f"The same as GRAPH.  [default: {GRAPH}]",
    )
    argument = click.argument(
        "graph",
        metavar="[GRAPH]",
        required=False,
        type=click.Path(path_type=Path),
        callback=_either,
    )
    decorated: Command = option(command)
    return argument(decorated)


#: ``--graph``, ``--judgements``, ``--note`` and ``--yes`` of the commands that judge.
graph_option: Final = click.option(
    "-g",
    "--graph",
    "graph_path",
    type=click.Path(path_type=Path),
    default=GRAPH,
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
yes_option: Final = click.option("-y", "--yes", is_flag=True, help="Do not ask.")


def judgements_here() -> Path | None:
    """The judgements that ``graphkit merge`` and its kin write by default, if there are any."""
    here = Path("judgements.yaml")
    return here if here.is_file() else None


def tell_judgements(ctx: click.Context, path: Path | None) -> None:
    """Name the file of judgements where nobody asked for it: it changes what is found."""
    from graphkit.curation.judgements import read_judgements

    if path and ctx.get_parameter_source("judgements") is ParameterSource.DEFAULT:
        number = len(read_judgements(path))
        held = f"{number} judgement{'' if number == 1 else 's'}"
        say(f"Using {path.absolute()}, found in this folder: {held}", err=True)
