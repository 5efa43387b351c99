"""``graphkit llm`` and the ``--llm-…`` options: a language model of the user's own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from graphkit.cli.printing import Console
from graphkit.cli.terminal import say
from graphkit.errors import ModelError
from graphkit.settings import Endpoint

if TYPE_CHECKING:
    from graphkit.llm.asking import Asker
    from graphkit.llm.tally import Tally
    from graphkit.model import Document
    from graphkit.schema import Graph

Command = TypeVar("Command", bound=Callable[..., Any])

_URL: Final = click.option(
    "--llm-url",
    default="",
    metavar="URL",
    help="Ask a language model as well: base address of an OpenAI-compatible API, such as "
    "http://127.0.0.1:11434/v1. The articles' texts are sent there. A key is taken from "
    "GRAPHKIT_LLM_KEY.",
)
_MODEL: Final = click.option(
    "--llm-model", default="", metavar="NAME", help="The model's name there."
)
_TIMEOUT: Final = click.option(
    "--llm-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    help="Seconds for one answer.",
)


def _cache_folder() -> Path:
    """Where answers are kept by default: the user's folder of caches."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "graphkit" / "llm"


def llm_options(command: Command) -> Command:
    """The options of commands that read articles; the command gets ``llm``, an Endpoint or None."""

    @wraps(command)
    def with_endpoint(**arguments: Any) -> Any:
        held = {name: arguments.pop(f"llm_{name}") for name in _NAMES}
        return command(**arguments, llm=_endpoint(**held))

    options = (
        _URL,
        _MODEL,
        click.option(
            "--llm-for",
            type=click.Choice(["both", "extraction", "judging"]),
            default="both",
            show_default=True,
            help="Let it propose statements, judge what is doubtful, or both.",
        ),
        click.option(
            "--llm-budget",
            type=click.IntRange(min=0),
            default=0,
            metavar="TOKENS",
            help="Ask no more when so many tokens are spent.  [default: no bound]",
        ),
        click.option(
            "--llm-cache",
            type=click.Path(path_type=Path, file_okay=False),
            default=_cache_folder,
            show_default="~/.cache/graphkit/llm",
            help="Folder that keeps answers, so that the same question is paid once.",
        ),
        _TIMEOUT,
    )
    decorated: Any = with_endpoint
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]  # click's decorators give what they got


_NAMES: Final = ("url", "model", "for", "budget", "cache", "timeout")


def _endpoint(**held: Any) -> Endpoint | None:
    """The endpoint that the options name; None where there is no address, so nothing is sent."""
    if not held["url"]:
        if held["model"]:
            raise click.UsageError("--llm-model needs --llm-url: where is the model?")
        return None
    if not held["model"]:
        raise click.UsageError("--llm-url needs --llm-model: which model?")
    return Endpoint(
        held["url"],
        held["model"],
        budget=held["budget"],
        cache=held["cache"],
        timeout=held["timeout"],
        extraction=held["for"] != "judging",
        judging=held["for"] != "extraction",
    )


def begin(endpoint: Endpoint | None) -> Asker | None:
    """The way to the model, or None; what is wrong with it is told before anything is read."""
    if endpoint is None:
        return None
    from graphkit.llm.asking import Asker

    return Asker(endpoint)


def announce(endpoint: Endpoint, documents: Sequence[Document], console: Console) -> None:
    """Say where texts go and about what it costs, before the first is sent."""
    from graphkit.llm.client import host_of, sends_key_openly
    from graphkit.llm.estimate import estimate

    told = estimate(documents, endpoint)
    console.warn(
        f"Texts go to {host_of(endpoint.url)}, model {endpoint.model}. Articles: {told.articles} "
        f"({told.characters:,} characters), "
        f"about {told.tokens_in:,} tokens in and "
        f"{told.tokens_out:,} out, less what the cache has ({endpoint.cache or 'no cache'})."
    )
    if sends_key_openly(endpoint.url):
        console.warn("The key and the texts go there unencrypted: use https if you can.")
    if 0 < endpoint.budget < told.tokens:
        console.warn(
            f"The budget of {endpoint.budget:,} tokens may not be enough: "
            "what is not asked, graphkit does alone."
        )


def conclude(tally: Tally, graph: Graph | None, console: Console) -> None:
    """Say what came of it."""
    from graphkit.reports.seen import seen_by

    console.warn(
        f"Model: {tally.requests} requests, {tally.cached} answers from the cache, "
        f"{tally.tokens:,} tokens"
    )
    for label, counts in (
        ("kept", tally.kept),
        ("dropped, as the article does not bear it out", tally.dropped),
        ("without an answer, so graphkit alone", tally.failed),
    ):
        for reason, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if times:
                console.warn(f"  {label}: {times} x {reason}")
    for name, held in seen_by(graph).items() if graph is not None else ():
        shown = ", ".join(f"{times} by {who}" for who, times in held.items() if times)
        if shown:
            console.warn(f"  {name} seen: {shown}")


@click.group("llm")
def llm_command() -> None:
    """A language model of your own, asked as well: does it work?

    \b
    Examples:
      graphkit llm check --llm-url http://127.0.0.1:11434/v1 --llm-model qwen3
    """


@llm_command.command("check")
@_URL
@_MODEL
@_TIMEOUT
def check_command(llm_url: str, llm_model: str, llm_timeout: float) -> None:
    """Try what graphkit needs of an endpoint, with two short texts of its own.

    The exit status is 3 if it cannot be used.

    \b
    Examples:
      graphkit llm check --llm-url http://127.0.0.1:11434/v1 --llm-model qwen3
      GRAPHKIT_LLM_KEY=… graphkit llm check --llm-url https://llm.example.org/v1 --llm-model big
    """
    from graphkit.extractors import attributed
    from graphkit.language import analyse
    from graphkit.llm.asking import Asker
    from graphkit.llm.check import check
    from graphkit.llm.client import host_of
    from graphkit.model import Extraction
    from graphkit.settings import Settings

    if not llm_url or not llm_model:
        raise click.UsageError("Give --llm-url and --llm-model.")

    def read(document: Document) -> Extraction:
        return attributed(next(iter(analyse([document], Settings()))))

    asker = Asker(Endpoint(llm_url, llm_model, timeout=llm_timeout))
    say(f"{host_of(llm_url)}, model {llm_model}")
    for finding in check(asker, read):
        say(f"  {'ok' if finding.works else '--'}  {finding.name:<8} {finding.told}")
        if finding.needed:
            raise ModelError("the model cannot be used: see the line above")
    tally = asker.tally
    say(f"  {tally.requests} requests, {tally.tokens:,} tokens")
