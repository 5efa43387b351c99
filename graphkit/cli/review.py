"""``graphkit review``: the doubtful pairs one by one, with the sentences that name them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graphkit.cli.finding import load
from graphkit.cli.mend import next_build, told
from graphkit.cli.options import graph_option, judgements_option
from graphkit.cli.terminal import say
from graphkit.curation.judgements import (
    Judgement,
    Kind,
    Reference,
    add_judgement,
    read_judgements,
)
from graphkit.errors import InputError, JudgementError
from graphkit.schema import Graph

if TYPE_CHECKING:
    from graphkit.reports.review import Doubt

#: Files above this size (bytes) are not read again for a sentence.
_LARGEST: Final = 20_000_000
_ASK: Final = "[s]ame, [d]ifferent, drop the [f]irst, drop the se[c]ond, [n]ext, [q]uit"


@click.command("review")
@graph_option
@judgements_option
@click.option("--list", "only_list", is_flag=True, help="Print the pairs and ask nothing.")
def review_command(graph_path: Path, path: Path, only_list: bool) -> None:
    """Go through doubtful pairs one by one: same, different, drop one of them, or the next.

    Sentences are shown that name each.  Pairs that you have judged are not shown again.

    \b
    Examples:
      graphkit review
      graphkit review --list | head
    """
    from graphkit.reports.review import doubts

    graph = load(graph_path)
    left = [doubt for doubt in doubts(graph) if not _is_judged(doubt, path)]
    if only_list:
        for doubt in left:
            sign = "=" if doubt.joined else "?"
            say(f"{doubt.score:.2f}  {doubt.left_name} {sign} {doubt.right_name}  ({doubt.reason})")
        return
    before, text_of = len(read_judgements(path)), texts(graph)
    for number, doubt in enumerate(left, 1):
        if _is_judged(doubt, path):  # by what was said of another pair
            continue
        if not _ask(graph, doubt, f"{number} of {len(left)}", path, text_of):
            break
    else:
        say("Nothing doubtful is left." if left else "Nothing doubtful.")
    if len(read_judgements(path)) > before:
        say(f"Next   {next_build(graph, graph_path, path)}", err=True)


def _is_judged(doubt: Doubt, path: Path) -> bool:
    """Whether the pair is judged, or one of the two is dropped."""
    pair = {doubt.left_name, doubt.right_name}
    for one in read_judgements(path):
        if {ref.name or ref.id for ref in one.about} == pair:
            return True
        about = one.about[0]
        if one.kind == "drop" and not about.doc and about.id in (doubt.left, doubt.right):
            return True
    return False


def _ask(
    graph: Graph, doubt: Doubt, count: str, path: Path, text_of: Callable[[str], str | None]
) -> bool:
    """Show one doubtful pair and write the answer; False to stop."""
    from graphkit.reports.entities import share_of
    from graphkit.reports.sentences import sentences_of

    head = "are one now" if doubt.joined else "are two now"
    say(f"\n[{count}] {head}: {doubt.reason} ({doubt.score:.2f})")
    for ident, name in ((doubt.left, doubt.left_name), (doubt.right, doubt.right_name)):
        part = name if doubt.joined else ""
        kind = graph.nodes[ident]["type"]
        say(f"  {name}  ({kind}, {ident}): {share_of(graph, ident, name=part)}")
        for doc, sentence in sentences_of(graph, ident, name, text_of):
            say(f"    [{doc}] {sentence}")
    answer = click.prompt(
        _ASK, type=click.Choice(["s", "d", "f", "c", "n", "q"]), default="n", show_choices=False
    )
    if answer in ("n", "q"):
        return bool(answer == "n")
    _write(path, judgement_of(doubt, answer))
    return True


def judgement_of(doubt: Doubt, answer: str) -> Judgement:
    """What an answer means: s same, d different, f and c drop the first or the second."""
    left = Reference(doubt.left, doubt.left_name)
    right = Reference("" if doubt.joined else doubt.right, doubt.right_name)
    if answer in ("f", "c"):
        return Judgement("drop", (left if answer == "f" else right,))
    kind: Kind = "same" if answer == "s" else "different"
    return Judgement(kind, (left, right))


def _write(path: Path, judgement: Judgement) -> None:
    try:
        add_judgement(path, judgement)
    except JudgementError as error:  # the next pair may still be judged
        say(f"Not written: {error}")
    else:
        say(f"{path}: {told(judgement)}")


def texts(graph: Graph) -> Callable[[str], str | None]:
    """A function that gives a document's text: from the graph, else from the file it was."""
    articles = {d["doc"]: d for _, d in graph.nodes(data=True) if d.get("doc")}

    @lru_cache(maxsize=64)
    def read_again(source: str) -> dict[str, str]:
        from graphkit.readers import read

        file = Path(source)
        if not source or not file.is_file() or file.stat().st_size > _LARGEST:
            return {}
        return {document.text_hash: document.text for document in read([file], _no_word)}

    def text_of(doc: str) -> str | None:
        article = articles.get(doc, {})
        if text := article.get("text"):
            return str(text)
        found = read_again(str(article.get("source") or ""))
        return found.get(str(article.get("text_hash")))

    return text_of


def _no_word(_: InputError) -> None:
    """A file that is damaged by now has no sentence to show."""
