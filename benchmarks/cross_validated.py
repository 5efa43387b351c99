"""A graph of labelled articles, each read by models that have not learnt from it.

python -m benchmarks.cross_validated --texts polnear/train/text --folds FOLDS
    --labels DISPUTES.json... [--rated CLAIMS.jsonl] --out graph.json

FOLDS are the networks of ``graphkit.training.statements --validate``.  The model of disputes is
fitted anew without each part.  ``graph.json`` is for the scorers of disputes and claims; it has the
articles of DISPUTES and CLAIMS.  Prints how often disputes are right by their confidence.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from graphkit import save
from graphkit.errors import refuse
from graphkit.extractors import attributed, completed, judge
from graphkit.extractors.denials import Model
from graphkit.extractors.denials.find import asked, told_untrue
from graphkit.graph import build_graph
from graphkit.language import analyse
from graphkit.readers import read
from graphkit.resolve import resolve
from graphkit.settings import Settings
from graphkit.training.dispute_labels import PARTS, part_of, read_labels
from graphkit.training.disputes import Example, fit, read_examples, read_folds

#: Bounds of the confidences that are counted together.
BINS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--labels", type=Path, action="append", required=True)
    parser.add_argument("--rated", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    labels, readers = read_labels(options.labels), read_folds(options.folds)
    examples = read_examples(labels, options.texts, options.folds)
    models: list[Model] = [
        fit([e for e in examples if part_of(e.doc) != part]) for part in range(PARTS)
    ]
    found = [
        completed(e.analysis, e.reading.found, e.judged, readers[p], models[p])
        for e in examples
        for p in [part_of(e.doc)]
    ]
    lines = options.rated.read_text("utf-8").splitlines() if options.rated else []
    others = sorted({json.loads(line)["doc"] for line in lines} - labels.keys())
    for analysis in analyse(read([options.texts / f"{n}.txt" for n in others], refuse), Settings()):
        p = part_of(Path(analysis.document.id).stem)
        first = attributed(analysis)
        told = judge(readers[p], analysis, first)
        found.append(completed(analysis, first, told, readers[p], models[p]))
    save(build_graph(resolve(tuple(found))), options.out)
    for line in calibration(examples, models):
        print(line)


def calibration(examples: Sequence[Example], models: Sequence[Model]) -> Iterator[str]:
    """How many of the disputes that a model holds likely are labelled, optional ones left aside."""
    found: list[tuple[str, float, float]] = []
    for example in examples:
        model = models[part_of(example.doc)]
        for at, chance, pair in answers(example, model):
            found.append((at, chance, pair))
    for kind in ("somebody", "article"):
        yield f"{kind}: confidence, how many, of them right"
        for low, high in pairwise(BINS):
            bin_ = [right for k, c, right in found if k == kind and low <= c < high]
            firm = [right for right in bin_ if right != 0.5]
            if firm:
                yield f"  {low:.2f} to {high:.2f} {len(firm):6} {sum(firm) / len(firm):6.2f}"


def answers(example: Example, model: Model) -> Iterator[tuple[str, float, float]]:
    """Each likely dispute of an article: whose, its chance, and its label (0, 0.5 or 1)."""
    place = {one.index: at for at, one in enumerate(example.reading.said)}
    for answer in asked(example.reading, model):
        if answer.choice is not None:
            other = answer.choice.candidate.other
            key = (place[answer.one.index], -1 if other is None else other)
            yield "somebody", answer.chance, example.pairs.get(key, 0.0)
    for answer in told_untrue(example.reading, model):
        yield "article", answer.chance, example.untrue[place[answer.one.index]]


if __name__ == "__main__":
    main()
