"""Files written whole or not at all: beside their place, then renamed into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graphkit.errors import InputError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; renamed to ``path`` when the block ends well.

    When the block fails, or is stopped with Ctrl-C, what was at ``path`` before is untouched and
    nothing is left beside it.
    """
    target = path.resolve()
    if target.is_dir():
        raise InputError(str(path), "is a folder", "name a file to write to")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror}") from error
    try:
        yield part
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """A text file (UTF-8, newlines as given) that appears at ``path`` when the block ends well."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as handle:
        yield handle


def write_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path``: all of it or nothing."""
    with writing(path) as handle:
        handle.write(text)
