"""What commands print: results to standard output, progress and warnings to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from graphkit.cli.terminal import say, warn
from graphkit.reports.summary import Checkable, Summary

_SHOWN = 10


class Console:
    """Warnings and progress.  Progress is shown at a terminal only."""

    def warn(self, message: str) -> None:
        """One line on standard error."""
        warn(message)

    @contextmanager
    def progress(self, label: str, total: int | None) -> Iterator[Callable[[], None]]:
        """A function to be called for each article; a bar at a terminal, nothing elsewhere.

        ``total`` is None where nobody knows it yet.
        """
        if not sys.stderr.isatty():
            yield lambda: None
            return
        # heavy to import, and not needed where nobody looks
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as TimeLeft

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeLeft())
        with Progress(*columns, console=RichConsole(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=total)
            yield lambda: bar.advance(task)


def print_summary(summary: Summary, *, possible: bool = False) -> None:
    """Counts, the most quoted and the disputes, as text; ``possible`` ones only if asked for."""
    say(_counts(summary.nodes))
    # DISPUTES edges are not counted here: several can tell one dispute, and these are told below
    say(_counts({k: n for k, n in summary.edges.items() if k != "DISPUTES"}))
    if summary.most_quoted:
        say("\nMost quoted")
        width = max(len(person.name) for person in summary.most_quoted)
        for person in summary.most_quoted:
            articles = _plural(person.articles, "article")
            claims = _plural(person.claims, "claim")
            say(f"  {person.name:<{width}}  {claims} in {articles}")
    if summary.claims:
        known = summary.claims - summary.open_claims
        left_open = summary.open_claims - summary.denied_claims
        denied = f", {summary.denied_claims} told only as denied" if summary.denied_claims else ""
        say(f"\n{_plural(summary.claims, 'claim')}: {known} with a named source{denied}")
        if left_open:
            say(f"  {left_open} left open, each with the reason")
    told = [dispute for dispute in summary.disputes if possible or not dispute.possible]
    say(f"\nDisputes: {len(told) or 'none found'}")
    for dispute in told[:_SHOWN]:
        of = f" ({dispute.of})" if dispute.of else ""
        sure = round(100 * dispute.confidence)  # the figure that the page shows
        say(f"  {dispute.by} disputes “{dispute.claim}”{of}  [{sure} %]")
    if len(told) > _SHOWN:
        say(f"  … and {len(told) - _SHOWN} more, see the page")
    if hidden := len(summary.disputes) - len(told):
        say(f"  {hidden} possible disputes that no text states: graphkit stats --possible")


def print_without(gaps: Mapping[str, Sequence[str]], articles: int) -> None:
    """The articles that say no outlet or no date: nobody can tell who was first with them."""
    told = [(what, docs) for what, docs in gaps.items() if docs]
    if told:
        say()
    for what, docs in told:
        some = ", ".join(docs[:_SHOWN]) + (" …" if len(docs) > _SHOWN else "")
        say(f"{len(docs)} of {_plural(articles, 'article')} without {what}: {some}")
    if told:
        say("  give it in a table: graphkit build … --metadata TABLE")


def print_checkable(claims: Sequence[Checkable]) -> None:
    """Claims to check, surest first, each with who says it."""
    for claim in claims:
        who = ", ".join(claim.by) or "source left open"
        say(f"{claim.checkable:.2f}  {who}: {claim.claim}")
    say(f"\n{_plural(len(claims), 'claim')} that can be checked")


def _counts(counts: dict[str, int]) -> str:
    parts = [f"{number:,} {name}" for name, number in counts.items() if number]
    return " · ".join(parts) or "nothing found"


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
