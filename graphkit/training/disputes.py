"""Fit the model of disputes on labelled articles.

python -m graphkit.training.disputes --labels LABELS.json... --texts polnear/train/text
    --folds FOLDER --out graphkit/data/disputes/model.json

LABELS are described in ``dispute_labels.py``; FOLDER has the networks that
``graphkit.training.statements --validate`` leaves, each trained without one part of the articles.
All fits are logistic regressions; targets are ranked by a conditional one over the candidates of
each disputing statement (``fitting.py``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit.errors import refuse
from graphkit.extractors import attributed, judge
from graphkit.extractors.denials.candidates import Candidate, candidates, choose, together
from graphkit.extractors.denials.features import narrated, who
from graphkit.extractors.denials.find import ASKED
from graphkit.extractors.denials.model import Model
from graphkit.extractors.denials.reading import Reading
from graphkit.language import Analysis, analyse
from graphkit.language.linear import Linear, Row
from graphkit.language.statements import Judged, StatementReader
from graphkit.model import Extraction
from graphkit.readers import read
from graphkit.settings import Settings
from graphkit.training.dispute_labels import (
    OPTIONAL,
    PARTS,
    TokenPlaces,
    covers,
    lay,
    part_of,
    read_labels,
)
from graphkit.training.fitting import fit_logistic, fit_ranking

#: From which probability on a dispute is told; chosen once for precision, not fitted.
FLOOR, FLOOR_POSSIBLE, FLOOR_NARRATOR = 0.3, 0.4, 0.2


@dataclass
class Example:
    """A labelled article as the model reads it, with what is right of each statement."""

    doc: str
    analysis: Analysis
    judged: list[Judged | None]
    reading: Reading
    who: list[Row]
    narrated: list[Row]
    #: 0 no, 0.5 optional, 1 yes; and how much the label counts.
    disputes: list[float]
    counts: list[float]
    untrue: list[float]
    #: (statement, other statement or -1 for its own clause) → 0.5 or 1.
    pairs: dict[tuple[int, int], float]
    made: dict[int, list[Candidate]] = field(default_factory=dict)

    def candidates(self, place: int) -> list[Candidate]:
        """The candidates of a statement, made once."""
        if place not in self.made:
            self.made[place] = candidates(self.reading.said[place], self.reading)
        return self.made[place]


def example_of(
    article: Mapping[str, Any], analysis: Analysis, found: Extraction, judged: list[Judged | None]
) -> Example:
    """An article's labels, laid on the statements that were found in it."""
    reading = Reading(analysis.text, found, judged)
    laid = lay(article, reading.text, reading.found.attributions)
    place = {one.index: at for at, one in enumerate(reading.said)}
    example = Example(
        article["doc"],
        analysis,
        judged,
        reading,
        [who(one, reading) for one in reading.said],
        [narrated(one, reading) for one in reading.said],
        [laid.disputes[one.index] for one in reading.said],
        [laid.counts[one.index] for one in reading.said],
        [laid.untrue[one.index] for one in reading.said],
        {
            (place[i], place[j]): value
            for (i, j), value in laid.pairs.items()
            if i in place and j in place
        },
    )
    tokens = TokenPlaces(reading.text)
    for i, targets in laid.targets.items():
        for one in example.candidates(place[i]) if i in place else ():
            for target, value in targets:
                if one.clause and covers(tokens.of([one.clause]), target):
                    key = (place[i], -1)
                    example.pairs[key] = max(example.pairs.get(key, 0.0), value)
    return example


def _fit_who(examples: Sequence[Example]) -> Linear:
    rows = [row for e in examples for row in e.who]
    right = [float(v > 0) for e in examples for v in e.disputes]
    return fit_logistic(rows, right, [c for e in examples for c in e.counts], 2.0)


def _fit_narrator(examples: Sequence[Example]) -> Linear:
    rows = [row for e in examples for row in e.narrated]
    labels = [v for e in examples for v in e.untrue]
    counts = [OPTIONAL if v == 0.5 else 1.0 for v in labels]
    return fit_logistic(rows, [float(v > 0) for v in labels], counts, 2.0)


def _fit_target(examples: Sequence[Example]) -> Linear:
    groups = []
    for example in examples:
        for place, counts in enumerate(example.counts):
            if not example.disputes[place]:
                continue
            made = example.candidates(place)
            right = [example.pairs.get((place, _key(one)), 0.0) > 0 for one in made]
            if any(right):
                groups.append(([one.row for one in made], right, counts))
    return fit_ranking(groups, 5.0)


def _key(candidate: Candidate) -> int:
    return -1 if candidate.other is None else candidate.other


def fit(examples: Sequence[Example]) -> Model:
    """The whole model.

    What the last step reads of those before it comes from models that have not seen the article.
    """
    rows: list[Row] = []
    labels: list[float] = []
    points: list[Row] = []
    untrue: list[float] = []
    for part in range(PARTS):
        rest = [e for e in examples if part_of(e.doc) != part]
        own = [e for e in examples if part_of(e.doc) == part]
        if not own:
            continue
        by, target, narrator = _fit_who(rest), _fit_target(rest), _fit_narrator(rest)
        for example in own:
            for row, value in zip(example.narrated, example.untrue, strict=True):
                points.append({"points": narrator.score(row)})
                untrue.append(value)
            for place, row in enumerate(example.who):
                chance = by.chance(row)
                choice = choose(example.candidates(place), target) if chance >= ASKED else None
                if choice is not None:
                    rows.append(together(chance, row, choice))
                    labels.append(example.pairs.get((place, _key(choice.candidate)), 0.0))
    weights = [0.5 if v == 0.5 else 1.0 for v in labels]
    return Model(
        who=_fit_who(examples),
        target=_fit_target(examples),
        dispute=fit_logistic(rows, [float(v > 0) for v in labels], weights, 5.0),
        narrator=_fit_narrator(examples),
        narrated=fit_logistic(
            points,
            [float(v > 0) for v in untrue],
            [0.5 if v == 0.5 else 1.0 for v in untrue],
            0.1,
        ),
        floor=FLOOR,
        floor_possible=FLOOR_POSSIBLE,
        floor_narrator=FLOOR_NARRATOR,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--labels", type=Path, action="append", required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    examples = read_examples(read_labels(options.labels), options.texts, options.folds)
    beside = options.out.with_suffix(".part")
    text = json.dumps(fit(examples).stored(), indent=1, sort_keys=True)
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(options.out)


def read_folds(folder: Path) -> list[StatementReader]:
    """The networks that were each trained without one part of the articles."""
    return [StatementReader(folder / str(part)) for part in range(PARTS)]


def read_examples(
    labels: Mapping[str, Mapping[str, Any]], texts: Path, folds: Path
) -> list[Example]:
    """The labelled articles, each read by the network that has not learnt from it."""
    readers = read_folds(folds)
    examples = []
    paths = [texts / f"{name}.txt" for name in sorted(labels)]
    for analysis in analyse(read(paths, refuse), Settings()):
        name = Path(analysis.document.id).stem
        found = attributed(analysis)
        judged = judge(readers[part_of(name)], analysis, found)
        examples.append(example_of(labels[name], analysis, found, judged))
    return examples


if __name__ == "__main__":
    main()
