r"""All that commands print goes through here, so that no article can command a terminal.

Names, titles and quotes are strangers' words.  Escape sequences in them would move the cursor,
change a window's title or hide text, and marks of writing direction would show it in another
order; they are printed as ``\x1b`` or ``\u202e`` instead.
"""

from __future__ import annotations

import json
import re
from typing import Any

import click

from graphkit.characters import visible

_C1_AND_MARKS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def say(line: str = "", *, err: bool = False) -> None:
    """Print one line; newlines before it stay, all others are shown as ``\\x0a``."""
    text = line.lstrip("\n")
    click.echo("\n" * (len(line) - len(text)) + visible(text), err=err)


def warn(line: str) -> None:
    """Print one line on standard error, in yellow at a terminal."""
    click.secho(visible(line), fg="yellow", err=True)


def say_json(data: Any) -> None:
    """Print JSON: the same data, with escapes for what a terminal would obey."""
    say_json_text(json.dumps(data, ensure_ascii=False, indent=2))


def say_json_text(text: str) -> None:
    """Print JSON that is written already, so that a terminal obeys nothing in it."""
    click.echo(_C1_AND_MARKS.sub(lambda match: f"\\u{ord(match[0]):04x}", halves(text)))


def halves(text: str) -> str:
    """The JSON with escapes for halves of surrogate pairs, which cannot be encoded."""
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)
