"""Rows as a table for people, or as CSV, TSV or JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from graphkit.characters import visible
from graphkit.cli.options import Command
from graphkit.cli.terminal import say, say_json

#: No table is wider, and none is cut.
_WIDEST: Final = 100_000


def form_options(command: Command) -> Command:
    """``form``: ``--table``, ``--csv``, ``--tsv`` or ``--json``; "" where none is given."""
    told = (
        ("json", "Print JSON, for a program."),
        ("tsv", "Print tab-separated values, one row a line."),
        ("csv", "Print CSV.  [default where the output goes to a file or pipe]"),
        ("table", "Print a table.  [default at a terminal]"),
    )
    decorated: Command = command
    for name, help_ in told:
        decorated = click.option(f"--{name}", "form", flag_value=name, help=help_)(decorated)
    return decorated


def print_rows(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str | None, title: str = ""
) -> None:
    """Print rows: as a table at a terminal, else as CSV, unless ``form`` says otherwise."""
    form = form or ("table" if sys.stdout.isatty() else "csv")
    if form == "json":
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        say_json(found)
    elif form == "table":
        _table(columns, rows, title)
    else:
        _values(columns, rows, form)


def _values(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str) -> None:
    from graphkit.exporters.spreadsheets import write_rows

    def line(text: str) -> str:
        return " ".join(text.split()) if form == "tsv" else text

    told = [[line(cell(value)) for value in row] for row in rows]
    if form == "tsv":  # no marks around values: there is no tab inside them
        for row in ([*columns], *told):
            sys.stdout.write("\t".join(map(visible, row)) + "\n")
    else:
        write_rows(sys.stdout, columns, told)


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell(value))) for value in row))
    # what is piped is as wide as it is; a terminal folds what is too long
    width = None if sys.stdout.isatty() else _WIDEST
    Console(width=width).print(table)


def print_total(shown: int, total: int, noun: str = "row") -> None:
    """Say on standard error how much was left out, and at a terminal how much there is."""
    what = f"{noun}{'' if total == 1 else 's'}"
    if shown < total:
        say(f"{shown:,} of {total:,} {what}: --limit 0 shows all", err=True)
    elif sys.stdout.isatty():
        say(f"{total:,} {what}", err=True)


def cell(value: Any) -> str:
    """A value as people read it; a list's items with a dot between them."""
    if isinstance(value, (list, tuple)):
        return " · ".join(map(cell, value))
    return "" if value is None else str(value)
