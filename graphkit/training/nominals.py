"""Fit who is meant by a source that is no name, on sources whose meaning readers have told.

python -m graphkit.training.nominals --labels nominals.jsonl [--speakers speakers_train.json]...
    [--rated claims_rated.jsonl] --texts polnear/train/text

A line of LABELS has ``doc``, ``start`` and ``end`` of a source and ``who`` it is (a name, or null
where the text names nobody); SPEAKERS are labels of whole articles, RATED those of single
stretches of content.  Prints how many are right by cross-validation over articles, at several
bars, then writes ``nominals.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from graphkit.errors import refuse
from graphkit.extractors import attributed
from graphkit.extractors.speakers.nominals import Candidate, chances
from graphkit.language import Analysis, analyse
from graphkit.language.linear import Linear
from graphkit.model import LocalEntity, Span
from graphkit.readers import read
from graphkit.settings import Settings
from graphkit.text.lexicon import fold
from graphkit.training.dispute_labels import PARTS, overlap, part_of
from graphkit.training.fitting import fit_ranking

PENALTY: Final = 2.0
#: From this chance on somebody is named: chosen for precision, not fitted.
LEAST: Final = 0.6

Told = dict[str, list[tuple[int, int, str | None]]]


@dataclass(frozen=True)
class Case:
    """One source: who may be meant, and which of them are right."""

    document: str
    found: list[Candidate]
    right: list[bool]


def read_labels(
    lines: Sequence[Path], articles: Sequence[Path], rated: Sequence[Path] = ()
) -> Told:
    """Document → places of sources or contents, and who is meant there."""
    told: Told = defaultdict(list)
    for name, path in [*(("who", p) for p in lines), *(("speaker", p) for p in rated)]:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            told[row["doc"]].append((row["start"], row["end"], row[name]))
    for path in articles:
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            for one in article["attributions"]:
                named = one["speaker"] if one["type"] in _NAMED else None
                told[article["doc"]] += [(s, e, named) for s, e in one["source"]]
    return told


_NAMED: Final = frozenset({"Person", "Agency", "Organization", "Outlet"})


def is_name(entity: LocalEntity, who: str) -> bool:
    """Whether a reader's name is that of an entity, in full or in part."""
    wanted = fold(who).split()
    for name in (entity.name, *(m.surface for m in entity.mentions)):
        had = fold(name).split()
        short, long = sorted((had, wanted), key=len)
        if had == wanted or (entity.type == "Person" and short and long[-len(short) :] == short):
            return True
        if entity.type != "Person" and len(short) > 1 and set(short) <= set(long):
            return True
    return False


def cases_of(analysis: Analysis, told: Sequence[tuple[int, int, str | None]]) -> list[Case]:
    """The labelled sources of one article; a label on a content is one on its source."""
    name = Path(analysis.document.id).stem
    cases: list[Case] = []
    told = [
        *told,
        *(
            (source.start, source.end, who)
            for said in attributed(analysis).attributions
            for source in said.source[:1]
            for start, end, who in told
            if overlap(said.content, start, end) > 0.5
        ),
    ]

    def look(at: Span, found: Sequence[Candidate]) -> LocalEntity | None:
        known = [who for start, end, who in told if start < at.end and at.start < end]
        if not known:
            return None
        right = [
            one.entity is not None and known[0] is not None and is_name(one.entity, known[0])
            for one in found
        ]
        if not any(right):
            right = [one.entity is None for one in found]
        cases.append(Case(name, list(found), right))
        return found[right.index(True)].entity

    attributed(analysis, choose=look)
    return cases


def fit(cases: Sequence[Case]) -> Linear:
    """The weights of the conditional logit."""
    return fit_ranking([([c.row for c in one.found], one.right, 1.0) for one in cases], PENALTY)


def figures(cases: Sequence[Case]) -> list[str]:
    """What is right of the sources of articles that the weights have not seen, at several bars."""
    models = [fit([c for c in cases if part_of(c.document) != part]) for part in range(PARTS)]
    lines = []
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        named = right = wrong_open = 0
        for case in cases:
            sure = chances(case.found, models[part_of(case.document)])
            best = max(range(len(sure)), key=lambda k: (sure[k], -k))
            if case.found[best].entity is not None and sure[best] >= least:
                named += 1
                right += case.right[best]
                wrong_open += case.right[0]
        all_named = sum(not case.right[0] for case in cases)
        lines.append(
            f"bar {least}: {right} right of {named} named and of {all_named} to be named; "
            f"{wrong_open} named of {len(cases) - all_named} where nobody is"
        )
    return lines


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--labels", type=Path, action="append", default=[])
    parser.add_argument("--speakers", type=Path, action="append", default=[])
    parser.add_argument("--rated", type=Path, action="append", default=[])
    parser.add_argument("--texts", type=Path, required=True)
    options = parser.parse_args()
    told = read_labels(options.labels, options.speakers, options.rated)
    paths = [options.texts / f"{name}.txt" for name in sorted(told)]
    cases: list[Case] = []
    for analysis in analyse(read(paths, refuse), Settings()):
        cases += cases_of(analysis, told[Path(analysis.document.id).stem])
    lines = figures(cases)
    for line in lines:
        click.echo(line)
    stored = {**fit(cases).stored(), "least": LEAST, "fitted_on": len(cases)}
    data = Path(__file__).parents[1] / "data" / "nominals.json"
    beside = data.with_suffix(".json.part")
    beside.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(data)


if __name__ == "__main__":
    main()
