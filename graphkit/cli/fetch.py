"""``graphkit fetch``: pages of the web to a folder, for ``build``, which asks no network."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graphkit.cli.printing import Console
from graphkit.cli.terminal import say, say_json
from graphkit.errors import InputError

if TYPE_CHECKING:
    from graphkit.fetching import Outcome

_EXIT_FAILED: Final = InputError.exit_code
_LINK: Final = re.compile(r"https?://[^\s<>\"'|,]+")
_MB: Final = 1_000_000


@click.command("fetch")
@click.argument("what", nargs=-1, required=True, metavar="URL|FILE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("story"),
    show_default=True,
    help="Folder for the pages.",
)
@click.option("--discover", is_flag=True, help="Take each URL for a site: look for its articles.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=50,
    show_default=True,
    help="Articles to take of one feed, sitemap or site.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to one host; robots.txt may ask for more.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=20.0,
    show_default=True,
    help="Seconds that a host may say nothing.",
)
@click.option(
    "--max-time",
    type=click.FloatRange(0.1),
    default=90.0,
    show_default=True,
    help="Seconds that a page may take in all.",
)
@click.option(
    "--max-size",
    type=click.FloatRange(0.001),
    default=10.0,
    show_default=True,
    help="Megabytes that a page may have, unpacked.",
)
@click.option(
    "--retries",
    type=click.IntRange(0, 10),
    default=2,
    show_default=True,
    help="Further tries where a host is busy or does not answer.",
)
@click.option(
    "--user-agent",
    default=None,
    help="Who asks.  [default: graphkit/VERSION]  Say how to reach you: 'graphkit (me@paper.org)'.",
)
@click.option(
    "--allow-address",
    "allowed",
    multiple=True,
    metavar="ADDRESS",
    help="An address or network of the inner network that is meant, as 10.0.0.0/8.",
)
@click.option("--again", is_flag=True, help="Ask once more for what failed for good.")
@click.option("--json", "as_json", is_flag=True, help="Print what became of each URL as JSON.")
def fetch_command(
    what: tuple[str, ...],
    output: Path,
    discover: bool,
    limit: int,
    delay: float,
    timeout: float,
    max_time: float,
    max_size: float,
    retries: int,
    user_agent: str | None,
    allowed: tuple[str, ...],
    again: bool,
    as_json: bool,
) -> None:
    """Save web pages as they are received, each with its address, time and headers.

    FILE is a text file with web addresses in it, or - for standard input.  The address of a feed
    or a sitemap stands for the articles that it names; one of the Wayback Machine for the
    page that it holds.  What is saved already is not asked for again, so a run that was broken
    off can be started again.  robots.txt is followed.  The exit status is 2 where a page failed.

    \b
    Examples:
      graphkit fetch https://paper.example/story -o story/
      graphkit fetch links.txt -o story/                    addresses from a file
      graphkit fetch https://paper.example/rss --limit 20   the articles of a feed
      graphkit fetch https://paper.example/ --discover      those of a site
      graphkit build story/                                 then read them
    """
    from graphkit.fetching import Manners, Store, fetch_pages, read_networks

    urls = [url for text in what for url in _addresses(text)]
    if not urls:
        raise InputError(", ".join(what), "names no web address", "they begin with https://")
    manners = Manners(
        agent=user_agent or f"graphkit/{version('graphkit')}",
        delay=delay,
        timeout=timeout,
        longest=max_time,
        largest=int(max_size * _MB),
        retries=retries,
        allowed=read_networks(allowed),
    )
    console = Console()
    with console.progress("Fetching pages", None) as advance:
        outcomes = fetch_pages(
            urls,
            Store(output),
            manners,
            discover=discover,
            limit=limit,
            again=again,
            tell=lambda _: advance(),
        )
    (_print_json if as_json else _print_table)(outcomes, output)
    if any(outcome.problem for outcome in outcomes):
        raise SystemExit(_EXIT_FAILED)


def _addresses(text: str) -> list[str]:
    """The argument itself where it is an address, else those in the file that it names."""
    if text.startswith(("http://", "https://")):
        return [text]
    try:
        data = sys.stdin.buffer.read() if text == "-" else Path(text).read_bytes()
    except OSError as error:
        todo = "name a file with links, or an address that begins with https://"
        raise InputError(text, f"cannot be read: {error.strerror}", todo) from None
    lines = data.decode("utf-8", "replace").splitlines()
    words = (line for line in lines if not line.lstrip().startswith("#"))
    return [link.rstrip(".;)]") for line in words for link in _LINK.findall(line)]


def _print_table(outcomes: Sequence[Outcome], output: Path) -> None:
    """How many pages there are, and a table of what failed and why."""
    new = sum(outcome.new for outcome in outcomes)
    there = sum(outcome.file is not None and not outcome.new for outcome in outcomes)
    failed = [(o.url, o.problem) for o in outcomes if o.problem]
    before = f", {there} were there before" if there else ""
    say(f"Saved {new} page{'' if new == 1 else 's'} in {output}{before}")
    if failed:
        say(f"\nNot saved: {len(failed)}")
        width = min(80, max(len(url) for url, _ in failed))
        for url, problem in failed:
            todo = f" ({problem.todo})" if problem.todo else ""
            later = "; ask again later" if problem.temporary and not todo else ""
            at = f", at {problem.where}" if problem.where != url else ""
            say(f"  {url:<{width}}  {problem.what}{at}{todo}{later}")
    if new or there:
        say(f"\nNext   graphkit build {output}")


def _print_json(outcomes: Sequence[Outcome], output: Path) -> None:
    rows = []
    for outcome in outcomes:
        row: dict[str, object] = {"url": outcome.url}
        if outcome.problem:
            problem = outcome.problem
            row |= {"what": problem.what, "todo": problem.todo, "temporary": problem.temporary}
        elif outcome.file:
            row |= {"file": outcome.file.name, "new": outcome.new}
        else:
            row |= {"named": list(outcome.named)}
        rows.append(row)
    data = {"folder": str(output), "addresses": rows}
    say_json(data)
