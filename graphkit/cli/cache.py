"""``graphkit cache``: what earlier builds kept, and how to throw it away."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.options import output_folder
from graphkit.cli.terminal import say


@click.group("cache")
def cache_command() -> None:
    """Say what a build has kept of the articles it read, or delete it.

    A build keeps what it found in each article in OUTPUT/.graphkit/cache.sqlite and reads only
    new or changed articles again.  Deleting it costs time, nothing else.

    \b
    Examples:
      graphkit cache info
      graphkit cache clear -o out/
    """


@cache_command.command("info")
@output_folder("The folder that was built to.")
def info_command(output: Path) -> None:
    """Say how many articles are kept, how many of them this version can use, and their size."""
    from graphkit.pipeline import extraction_fingerprint
    from graphkit.running.cache import cache_file, info
    from graphkit.settings import Settings

    path = cache_file(output)
    found = info(path, extraction_fingerprint(Settings()))
    if found is None:
        say(f"No cache at {path}")
        return
    say(f"{path}  {found.size / 1e6:.1f} MB")
    say(f"{found.records:,} articles kept, {found.usable:,} of them by this version")


@cache_command.command("clear")
@output_folder("The folder that was built to.")
def clear_command(output: Path) -> None:
    """Delete what is kept."""
    from graphkit.running.cache import cache_file, clear

    path = cache_file(output)
    say(f"Deleted {path}" if clear(path) else f"No cache at {path}")
