"""Who disputes what inside one document: every statement asked, the sure answers told.

For each statement: how likely does it dispute something (:func:`features.who`); what would it
dispute (:mod:`candidates`, ranked); and how likely is that very pair right.  And for each: does
the article itself call it untrue (:func:`features.narrated`).  Where it is likely that somebody
disputes something, but nothing in the text fits, the denial points to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graphkit.extractors.denials.candidates import Choice, candidates, choose, together
from graphkit.extractors.denials.features import narrated, who
from graphkit.extractors.denials.model import Model, load_model
from graphkit.extractors.denials.reading import Reading, Said
from graphkit.extractors.denials.words import classes_in, first_of
from graphkit.language import Analysis
from graphkit.language.statements import Judged
from graphkit.model import Denial, Evidence, Extraction, Span, Why

__all__ = ["ASKED", "find_denials"]

EXTRACTOR: Final = "denials"
#: Statements that dispute less likely than this are not asked what they dispute.
ASKED: Final = 0.08
#: From here on a dispute whose target is not found is told without one.
_WITHOUT: Final = 0.5
#: Parts of one statement further apart than this many characters are not shown as one.
_NEAR: Final = 1_500


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: who disputes, what, how surely, and what spoke for it."""

    one: Said
    #: The target; None where the article itself disputes ``one``.
    choice: Choice | None
    #: That ``one`` disputes something; and that it is this, or that the article disputes ``one``.
    disputes: float
    chance: float
    why: Why
    features: tuple[str, ...]


def way_of(one: Said) -> Why:
    """By which way a statement disputes: by its cue, by a label, or by what it says alone."""
    if classes_in(one.cue) & {"deny", "reject"}:
        return "denial"
    if classes_in(one.head) & {"label", "untrue"}:
        return "label"
    return "contradiction"


def asked(reading: Reading, model: Model) -> Iterator[Found]:
    """Every statement with what it most likely disputes, however unlikely that is."""
    for one in reading.said:
        row = who(one, reading)
        chance = model.who.chance(row)
        if chance < ASKED:
            continue
        choice = choose(candidates(one, reading), model.target)
        if choice is None:
            if chance >= _WITHOUT:
                yield Found(one, None, chance, chance, way_of(one), model.who.deciding(row))
            continue
        sure = model.dispute.chance(together(chance, row, choice))
        told = (*model.who.deciding(row, 3), *model.target.deciding(choice.candidate.row, 3))
        yield Found(one, choice, chance, sure, way_of(one), told)


def told_untrue(reading: Reading, model: Model) -> Iterator[Found]:
    """Every statement with how likely the article itself calls it untrue."""
    for one in reading.said:
        row = narrated(one, reading)
        sure = model.narrated.chance({"points": model.narrator.score(row)})
        yield Found(one, None, 0.0, sure, "narrator", model.narrator.deciding(row))


def find_denials(
    analysis: Analysis,
    found: Extraction,
    judged: Sequence[Judged | None],
    model: Model | None = None,
) -> list[Denial]:
    """The disputes of a document in the order of their words, each pair once, by its surest way.

    ``judged`` has what the network tells of each attribution, None for those left aside.
    """
    model = model or load_model()
    reading = Reading(analysis.text, found, judged)
    denials: dict[tuple[int | None, int | None, Span | None], Denial] = {}

    def keep(denial: Denial) -> None:
        key = (denial.by, denial.against, denial.clause)
        old = denials.get(key)
        if old is None or old.evidence.confidence < denial.evidence.confidence:
            denials[key] = denial

    for answer in asked(reading, model):
        possible = answer.why == "contradiction"
        floor = model.floor_possible if possible else model.floor
        candidate = answer.choice.candidate if answer.choice else None
        if candidate is not None and answer.chance >= floor:
            other = candidate.other
            against = None if other is None else reading.said[other].index
            keep(_denial(reading, answer, answer.one.index, against, candidate.clause))
        elif not possible and answer.disputes >= _WITHOUT:
            keep(_denial(reading, answer, answer.one.index, None, None))
    for answer in told_untrue(reading, model):
        if answer.chance >= model.floor_narrator:
            keep(_denial(reading, answer, None, answer.one.index, None))
    return sorted(denials.values(), key=_order)


def _order(denial: Denial) -> tuple[int, int, int, int]:
    by = -1 if denial.by is None else denial.by
    against = -1 if denial.against is None else denial.against
    return denial.evidence.start, denial.evidence.end, by, against


def _denial(
    reading: Reading, answer: Found, by: int | None, against: int | None, clause: Span | None
) -> Denial:
    one = answer.one
    spans = (*one.attribution.source, *one.attribution.cue, *one.attribution.content)
    near = [s for s in spans if abs(s.start - one.span.start) < _NEAR]
    span = Span(min(s.start for s in near), max(s.end for s in near))
    if answer.why == "narrator":
        # its own voice stands around what somebody says
        sentence = reading.sentence(span.start)
        span = Span(min(span.start, sentence.start), max(span.end, sentence.end))
    quote = reading.text[span.start : span.end].rstrip()
    evidence = Evidence(
        reading.found.document.id,
        span.start,
        span.start + len(quote),
        quote,
        EXTRACTOR,
        round(answer.chance, 3),
    )
    return Denial(by, against, clause, answer.why, _word(answer), evidence, answer.features)


def _word(answer: Found) -> str:
    """The words that tell it, for people to read."""
    one = answer.one
    if answer.why == "denial":
        return first_of("deny", one.cue) or first_of("reject", one.cue)
    if answer.why == "label":
        return first_of("label", one.head) or first_of("untrue", one.head)
    if answer.why == "narrator":
        places = (one.cue, one.outside, one.behind)
        return next((word for text in places if (word := first_of("narrator", text))), "")
    return ""
