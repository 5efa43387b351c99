"""What goes wrong in who said what: errors by kind and by how rare the cue is, and some to read.

    python -m benchmarks.attribution_errors --corpus polnear/dev [--read 60] [--seed 1]
    python -m benchmarks.attribution_errors --corpus polnear/dev --predictions found.jsonl

Kinds, of gold attributions: ``right``; ``source`` (the content is right); ``boundary`` (shares
words with one prediction, too few); ``split`` (with several); ``merged`` (its prediction is a
better match of another); ``missed``.  Of predictions: ``spurious`` (shares no word with gold).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphkit.cli.evaluate import predict
from graphkit.evaluation import Corpus, Labelled, Roles, parse_predictions, read_corpus
from graphkit.evaluation.corpus import ROLES
from graphkit.evaluation.measures import (
    Counted,
    TokenisedText,
    pair_up,
    prepare,
    sources_agree,
)
from graphkit.settings import Settings

#: Cues seen at least so often in the corpus are common, once are rare.
_COMMON = 10


def kinds(gold: Sequence[Counted], predicted: Sequence[Counted]) -> tuple[list[str], list[str]]:
    """The kind of each gold attribution, and of each prediction (right, spurious or other)."""
    partner = dict(pair_up(gold, predicted))
    taken = set(partner.values())
    of_gold = []
    for i, one in enumerate(gold):
        sharing = [j for j, other in enumerate(predicted) if one.content & other.content]
        if i in partner:
            agree = sources_agree(one, predicted[partner[i]])
            of_gold.append("right" if agree else "source")
        elif not sharing:
            of_gold.append("missed")
        elif all(j in taken for j in sharing):
            of_gold.append("merged")
        else:
            of_gold.append("split" if len(sharing) > 1 else "boundary")
    right = {partner[i] for i, kind in enumerate(of_gold) if kind == "right"}
    of_predicted = []
    for j, one in enumerate(predicted):
        touches = any(one.content & other.content for other in gold)
        of_predicted.append("right" if j in right else "other" if touches else "spurious")
    return of_gold, of_predicted


def _words(text: str, roles: Roles) -> list[str]:
    return [" … ".join(" ".join(text[s:e].split()) for s, e in roles[role]) for role in ROLES]


def _cue(one: Labelled, roles: Roles) -> str:
    return _words(one.text, roles)[1].casefold()


def _rarity(count: int) -> str:
    if count >= _COMMON:
        return f"cue seen {_COMMON} times or more"
    return "cue seen once" if count == 1 else f"cue seen 2 to {_COMMON - 1} times"


def _table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    rows = sorted({row for row, _ in counts})
    columns = ("right", "source", "boundary", "split", "merged", "missed")
    yield f"{'':<26}" + "".join(f"{name:>10}" for name in columns)
    for row in rows:
        yield f"{row:<26}" + "".join(f"{counts[row, name]:>10}" for name in columns)


def report(corpus: Corpus, found: dict[str, list[Roles]], read: int, seed: int) -> Iterator[str]:
    """The lines to print."""
    documents = corpus.documents
    seen = Counter(_cue(d, a) for d in documents.values() for a in d.attributions)
    counts: Counter[tuple[str, str]] = Counter()
    predictions: Counter[str] = Counter()
    readable: list[str] = []
    for stem, labelled in documents.items():
        text = TokenisedText(labelled)
        gold, predicted = prepare(text, labelled.attributions), prepare(text, found.get(stem, ()))
        of_gold, of_predicted = kinds(gold, predicted)
        predictions.update(of_predicted)
        for one, kind in zip(gold, of_gold, strict=True):
            counts["all", kind] += 1
            counts[_rarity(seen[_cue(labelled, one.spans)]), kind] += 1
            counts["quoted" if text.has_mark(one.spans["content"]) else "indirect", kind] += 1
        for one, kind in zip(predicted, of_predicted, strict=True):
            source, cue, content = _words(labelled.text, one.spans)
            readable.append(f"[{kind}] {stem}\n  {source or '(none)'} | {cue} | {content}")
    yield from _table(counts)
    yield f"\nfound: {predictions.total()}, of them spurious: {predictions['spurious']}"
    if read:
        yield f"\n{read} attributions found, drawn at random (seed {seed}):\n"
        yield from random.Random(seed).sample(sorted(readable), min(read, len(readable)))


def main() -> None:
    """Read the options, print the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--predictions", type=Path, help="JSON Lines of graphkit extract")
    parser.add_argument("--read", type=int, default=0, help="attributions to print for reading")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    corpus = read_corpus(options.corpus)
    if options.predictions:
        lines = options.predictions.read_text(encoding="utf-8").split("\n")
        found = parse_predictions(lines, corpus, str(options.predictions))
    else:
        found = dict(predict(corpus, Settings()))
    for line in report(corpus, found, options.read, options.seed):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
