"""What a statement may be directed at: other statements, or the clause in its own words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graphkit.extractors.denials.clauses import own_clause
from graphkit.extractors.denials.features import Disputing, pair, points_back
from graphkit.extractors.denials.reading import Reading, Said
from graphkit.extractors.denials.words import classes_in
from graphkit.language.linear import Linear, Row, log_odds
from graphkit.model import Span
from graphkit.text.stems import content_stems, normal_words

__all__ = ["Candidate", "Choice", "candidates", "choose", "together"]

#: Features of which the rank among the candidates is a feature too.
_RANKED: Final = ("shared", "frame shared")
#: Features of the best target, and of the statement, that the last step reads again.
_OF_TARGET: Final = (
    *("shared", "names them", "names source", "accused", "last other", "frame shared"),
    *("their accuse", "names someone else", "no speaker", "late", "gap", "contradiction"),
)
_OF_STATEMENT: Final = ("cue: deny", "cue: reject", "points and labels", "direct", "future")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible target: another statement (its place in the reading), or a clause."""

    other: int | None
    clause: Span | None
    row: Row


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest target of a statement."""

    candidate: Candidate
    #: Its share of the probability, the log of how far it is before the second, its points.
    share: float
    margin: float
    points: float


def candidates(one: Said, reading: Reading) -> list[Candidate]:
    """Everything the statement could dispute."""
    found: list[tuple[int, Row]] = []
    disputing = Disputing.of(one, reading)
    for other in sorted(reading.near(one), key=lambda other: other.index):
        place = reading.place[other.index]
        if one.speaker and one.speaker == other.speaker:
            continue
        if set(one.attribution.source) & set(other.attribution.source):
            continue
        row = pair(disputing, other, reading)
        if "tiny" not in row and "nested in" not in row:
            found.append((place, row))
    for name in _RANKED:
        order = sorted((row.get(name, 0.0) for _, row in found), reverse=True)
        for _, row in found:
            if row.get(name):
                row[f"{name} rank"] = 1.0 / (1 + order.index(row[name]))
    clause = own_clause(one, reading)
    own = [] if clause is None else [_own(one, clause, found, reading)]
    return [*(Candidate(place, None, row) for place, row in found), *own]


def _own(
    one: Said, clause: tuple[Span, str], found: Sequence[tuple[int, Row]], reading: Reading
) -> Candidate:
    """The clause, with features of it and, for the others, how far they say the same."""
    span, name = clause
    words = normal_words(reading.text[span.start : span.end])
    stems = frozenset(content_stems(words))
    total = sum(reading.weights.get(s, 1.0) for s in stems) or 1.0
    best = 0.0
    for place, row in found:
        share = sum(reading.weights.get(s, 1.0) for s in stems & reading.said[place].stems) / total
        row["clause share"] = share
        row["clause share early"] = share * (1.0 - row.get("late", 0.0))
        best = max(best, share * (1.0 - 0.5 * row.get("late", 0.0)))
    kinds = classes_in(one.cue)
    row = {
        "own": 1.0,
        f"own: {name}": 1.0,
        "own best": best,
        "own fits": float(best > 0.6),
        "own none": float(best < 0.3),
        "own length": min(1.5, len(words) / 20),
        "own deny": float("deny" in kinds),
        "own reject": float("reject" in kinds),
        "own pointed": float(points_back(one)),
    }
    return Candidate(None, span, row)


def choose(found: Sequence[Candidate], target: Linear) -> Choice | None:
    """The likeliest of the candidates; None where there is none."""
    if not found:
        return None
    points = [target.score(one.row) for one in found]
    high = max(points)
    powers = [math.exp(p - high) for p in points]
    total = sum(powers)
    order = sorted(range(len(found)), key=lambda k: (-points[k], k))
    best = order[0]
    share = powers[best] / total
    second = powers[order[1]] / total if len(found) > 1 else 0.01
    return Choice(found[best], share, math.log(share / max(second, 1e-6)), points[best])


def together(chance: float, row: Row, choice: Choice) -> Row:
    """What the last step reads: how surely it disputes, how surely this, and a few features."""
    of_target = choice.candidate.row
    return {
        "both": math.log(max(1e-3, chance * choice.share)),
        "who": log_odds(chance),
        "target": log_odds(choice.share),
        "margin": min(5.0, choice.margin),
        "own": float(choice.candidate.other is None),
        **{f"its {name}": of_target.get(name, 0.0) for name in _OF_TARGET},
        **{name: row.get(name, 0.0) for name in _OF_STATEMENT},
    }
