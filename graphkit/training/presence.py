"""Fit who is most present where a pronoun stands, on pronouns whose speakers readers have told.

python -m graphkit.training.presence --speakers speakers_train.json --claims claims_rated.jsonl \\
    --texts polnear/train/text

Reads the labels of whole articles (``speakers``) and of single stretches (``claims``), asks
graphkit who stands before each "he said" and "she said", and fits a conditional logit with a
quadratic penalty by Newton's method.  Prints how many of them it gets right by cross-validation
over articles in ten parts, then writes ``presence.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import numpy.typing as npt

from graphkit.errors import refuse
from graphkit.extractors import extract
from graphkit.extractors.speakers import coreference
from graphkit.extractors.speakers.presence import FEATURES, Standing
from graphkit.language import analyse
from graphkit.readers import read
from graphkit.settings import Settings

PENALTY: Final = 1.0
PARTS: Final = 10
#: From this chance on one person is likelier than all others together.
LEAST: Final = 0.5

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pronoun:
    """One pronoun: the people it may mean as rows of features, and which of them it does."""

    document: str
    rows: Matrix
    meant: int


def told(speakers: Path, claims: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Document → stretches of source or content, and who is behind them."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article in json.loads(speakers.read_text(encoding="utf-8"))["articles"]:
        for one in article["attributions"]:
            for start, end in one["source"]:
                found[article["doc"]].append((start, end, one["speaker"] or ""))
    for line in claims.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        found[row["doc"]].append((row["start"], row["end"], row["speaker"] or ""))
    return found


def pronouns(texts: Path, labels: dict[str, list[tuple[int, int, str]]]) -> list[Pronoun]:
    """The labelled pronouns of the articles, with what graphkit knows where they stand."""
    asked: list[tuple[int, list[tuple[str, Standing]]]] = []
    choose = coreference.Discourse.person

    def recording(
        self: coreference.Discourse,
        at: int,
        gender: str,
        barred: frozenset[str] = frozenset(),
        bar: float | None = None,
    ) -> Any:
        people = self.people(at, gender, barred)
        asked.append((at, [(one.entity.name, standing) for standing, one in people.values()]))
        return choose(self, at, gender, barred, bar)

    coreference.Discourse.person = recording  # type: ignore[method-assign]  # to look on
    paths = [texts / f"{name}.txt" for name in sorted(labels)]
    found = []
    for analysis in analyse(read(paths, refuse), Settings()):
        asked.clear()
        said = {a.source[0].start: a for a in extract(analysis).attributions if a.source}
        name = Path(analysis.document.id).stem
        for at, people in asked:
            if at not in said:
                continue
            spans = [*said[at].source, *said[at].content]
            names = {
                speaker.split()[-1].casefold()
                for start, end, speaker in labels[name]
                if speaker and any(s < end and start < e for s, e in spans)
            }
            meant = [i for i, (who, _) in enumerate(people) if who.split()[-1].casefold() in names]
            if len(meant) == 1:
                rows = np.array([astuple(standing) for _, standing in people], dtype=float)
                found.append(Pronoun(name, rows, meant[0]))
    return found


def fit(cases: list[Pronoun]) -> Matrix:
    """The weights of the conditional logit."""
    weights = np.zeros(len(FEATURES))
    for _ in range(50):
        slope, curve = PENALTY * weights, PENALTY * np.eye(len(FEATURES))
        for case in cases:
            scores = case.rows @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            mean = chance @ case.rows
            slope = slope - (case.rows[case.meant] - mean)
            curve = curve + (case.rows * chance[:, None]).T @ case.rows - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def right_unseen(cases: list[Pronoun]) -> int:
    """How many pronouns are given to the right person by weights fitted on other articles."""
    part = {name: i % PARTS for i, name in enumerate(sorted({case.document for case in cases}))}
    right = 0
    for fold in range(PARTS):
        weights = fit([case for case in cases if part[case.document] != fold])
        held = [case for case in cases if part[case.document] == fold]
        right += sum(int(np.argmax(case.rows @ weights)) == case.meant for case in held)
    return right


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--speakers", type=Path, required=True)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    options = parser.parse_args()
    cases = pronouns(options.texts, told(options.speakers, options.claims))
    right = right_unseen(cases)
    click.echo(f"{right} of {len(cases)} pronouns right, by cross-validation over articles")
    stored = {
        "weights": {name: round(float(w), 3) for name, w in zip(FEATURES, fit(cases), strict=True)},
        "least": LEAST,
        "fitted_on": {"pronouns": len(cases), "right_by_cross_validation": right},
    }
    data = Path(__file__).parents[1] / "data" / "presence.json"
    beside = data.with_suffix(".json.part")
    beside.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    beside.replace(data)


if __name__ == "__main__":
    main()
