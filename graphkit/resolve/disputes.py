"""DISPUTES: who denies or contradicts which claim, inside a document and across documents.

Denials found in a document are taken over: from the disputing claim, and from its speaker.  A
denial whose target that document does not hold, or holds only as a
claim of nobody in particular, is looked up among the claims of all documents by the words that
describe it.  Claims of different speakers that cannot both be true dispute each other
(:mod:`graphkit.text.contradiction`); pairs to compare come from an index, and the bar is higher
than inside one document, where nearness helps.  Nothing here is decided by likeness alone.

A judge (:mod:`graphkit.language.judge_models`) may be asked about claims that words alone set
against each other, and about those on one matter that no words do; what is denied in so many
words stands.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graphkit.ids import article_id
from graphkit.model import (
    Attribution,
    Claim,
    Denial,
    Evidence,
    Extraction,
    Judge,
    Relation,
    Resolution,
)
from graphkit.resolve.pairs import Runs, shared_pairs
from graphkit.text.contradiction import Conflict, Contradiction, Matter, contradiction, matter_of
from graphkit.text.stems import content_stems, normal_words

__all__ = ["disputes"]

EXTRACTOR: Final = "disputes"
#: Across documents: stems in common, what they weigh, days between the claims.
_STEMS: Final = 3
_WEIGHT: Final = 2.5
_DAYS: Final = 30
_LEAST: Final = 0.55
#: A negation alone says less than a pair of opposites: it may negate something else.
_LEAST_NEGATED: Final = 0.65
#: Share of the shorter claim's stems that both have.
_SHARE: Final = 0.5
#: A topic has to find this share of its weight in a claim, and the claim this much of its own.
_TOPIC: Final = 0.6
_TOPIC_WEIGHT: Final = 2.0
#: Share of its own chance that a dispute across documents keeps: nobody says whom he answers.
_APART: Final = 0.8
#: A stem that weighs no more than this stands in most claims, and would cost a walk over them all.
_TELLING: Final = 0.2
#: A judge's probability below which it takes back what words found, and from which it needs none.
_REFUSED: Final = 0.2
_TAKEN: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Stated:
    """A claim with its speaker and what it is about."""

    claim: Claim
    speaker: str
    published: str
    matter: Matter
    evidence: Evidence


def disputes(resolution: Resolution, judge: Judge | None = None) -> Iterator[Relation]:
    """Yield single DISPUTES relations; the caller gathers them."""
    stated = _stated(resolution)
    weights = _weights(stated)
    by_id = {one.claim.id: one for one in stated}
    topics = _Topics(stated, weights)
    found = list(_within(resolution, by_id, topics))
    pairs = _on_one_matter(stated, weights)
    if judge is not None:
        yield from _judged(found, pairs, by_id, judge)
        return
    yield from found
    for one, other, why in pairs:
        if why is not None and _sure_enough(why):
            yield from _both_ways(one, other, why.reason, _APART * why.confidence)


def _within(
    resolution: Resolution, by_id: dict[str, _Stated], topics: _Topics
) -> Iterator[Relation]:
    """What the denials of each document make."""
    for found in resolution.extractions:
        for denial in found.denials:
            yield from _from_denial(resolution, found, denial, by_id, topics)


def _judged(
    found: list[Relation],
    pairs: Iterable[tuple[_Stated, _Stated, Contradiction | None]],
    by_id: dict[str, _Stated],
    judge: Judge,
) -> Iterator[Relation]:
    """The same after a judge was asked, once, about each pair of claims in question."""
    pairs = list(pairs)
    asked = {
        key: (by_id[key[0]].claim.text, by_id[key[1]].claim.text)
        for key in sorted(
            {_pair(one.claim.id, other.claim.id) for one, other, _ in pairs}
            | {_pair(r.source, r.target) for r in found if _on_words_alone(r, by_id)}
        )
    }
    chances = dict(zip(asked, judge(list(asked.values())), strict=True))
    for relation in found:
        on_words = _on_words_alone(relation, by_id)
        chance = chances[_pair(relation.source, relation.target)] if on_words else None
        if chance is None:
            yield relation
        elif chance >= _REFUSED:
            sure = round((relation.confidence + chance) / 2, 4)
            told = {**relation.properties, "judged": round(chance, 4)}
            yield replace(relation, confidence=sure, properties=told)
    for one, other, why in pairs:
        chance = chances[_pair(one.claim.id, other.claim.id)]
        if why is not None and _sure_enough(why) and (chance is None or chance >= _REFUSED):
            judged = _APART * why.confidence if chance is None else (why.confidence + chance) / 2
            yield from _both_ways(one, other, why.reason, judged, chance)
        elif chance is not None and chance >= _TAKEN:
            yield from _both_ways(one, other, "the judge", _APART * chance, chance)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _on_words_alone(relation: Relation, by_id: dict[str, _Stated]) -> bool:
    """Whether two claims are set against each other by their words, not by somebody's denial."""
    return (
        bool(relation.properties.get("possible"))
        and relation.source in by_id
        and relation.target in by_id
    )


def _stated(resolution: Resolution) -> list[_Stated]:
    """The claims that somebody makes; what is only denied is not among them."""
    extractions = {found.document.id: found for found in resolution.extractions}
    stated = []
    for claim in resolution.claims:
        places = [
            (found, found.attributions[found.statements[i].attribution])
            for found, i in ((extractions[doc], i) for doc, i in claim.members)
        ]
        speakers = {
            resolution.entity_of.get((found.document.id, said.speaker), "")
            for found, said in places
            if said.speaker and not claim.told_as
        } - {""}
        if any(said.stance == "denies" for _, said in places) and not claim.told_as:
            continue
        found, said = places[0]
        named = {
            resolution.entity_of.get((found.document.id, entity.key), "")
            for entity in found.entities
            for mention in entity.mentions
            if any(s <= mention.span.start and mention.span.end <= e for s, e in said.content)
        } - {""}
        names = frozenset(
            name
            for entity in found.entities
            if resolution.entity_of.get((found.document.id, entity.key), "") in named
            for mention in entity.mentions
            for name in content_stems(normal_words(mention.surface))
        )
        stated.append(
            _Stated(
                claim,
                min(speakers, default=""),
                claim.first_reported or "",
                matter_of(claim.text, frozenset(named), names),
                _evidence(found, said),
            )
        )
    return stated


def _evidence(found: Extraction, said: Attribution) -> Evidence:
    """The words of a statement, from the first to the last."""
    spans = (*said.source, *said.cue, *said.content)
    near = [s for s in spans if abs(s.start - said.content[0].start) < 400]
    start, end = min(s for s, _ in near), max(e for _, e in near)
    quote = found.document.text[start:end]
    return Evidence(found.document.id, start, end, quote, EXTRACTOR, said.confidence)


def _weights(stated: list[_Stated]) -> dict[str, float]:
    """How telling a stem is: 1 where few claims have it, near 0 where most do."""
    counts = Counter(s for one in stated for s in one.matter.stems)
    total = max(10, len(stated))
    return {s: min(1.0, math.log(total / n) / math.log(total / 3)) for s, n in counts.items()}


def _from_denial(
    resolution: Resolution,
    found: Extraction,
    denial: Denial,
    by_id: dict[str, _Stated],
    topics: _Topics,
) -> Iterator[Relation]:
    """The relations that one denial in one document makes.

    Where that document does not hold what is denied, or holds it as the claim of nobody known,
    it is searched for in the others, unless no word denies.
    """
    doc = found.document.id
    targets: dict[str, float] = {}
    aimed = _aimed(resolution, found, denial)
    if aimed:
        targets[aimed] = 1.0
    held = by_id.get(aimed)
    if denial.by is None:
        yield from _told(denial, [article_id(doc)], targets)
        return
    by = found.attributions[denial.by]
    speaker = resolution.entity_of.get((doc, by.speaker or ""), "")
    if not denial.possible and (held is None or not held.speaker):
        words = held.claim.text if held else content_of(found, by)
        said = [by] if denial.against is None else [by, found.attributions[denial.against]]
        others = _named(resolution, found, said) - {speaker}
        published = found.document.published or ""
        for one, share in topics.find(words, speaker, published, others):
            if one.evidence.doc != doc:  # the document itself has been asked already
                targets.setdefault(one.claim.id, _APART * share)
    own = next((resolution.claim_of[doc, i] for i in _statements_of(found, denial.by)), "")
    yield from _told(denial, [own, speaker], targets)


def _told(denial: Denial, sources: list[str], targets: dict[str, float]) -> Iterator[Relation]:
    told: dict[str, str | float | bool] = {"why": denial.why}
    if denial.cue:
        told["cue"] = denial.cue
    if denial.features:
        told["features"] = ", ".join(denial.features)
    if denial.possible:
        told["possible"] = True
    for claim, factor in sorted(targets.items()):
        sure = round(denial.evidence.confidence * factor, 4)
        for source in sources:
            if source and source != claim:
                yield Relation("DISPUTES", source, claim, (denial.evidence,), sure, told)


def _aimed(resolution: Resolution, found: Extraction, denial: Denial) -> str:
    """The claim that a denial is about: of several sentences the one that shares most words."""
    doc = found.document.id
    if denial.clause is not None and denial.by is not None:
        for index, statement in enumerate(found.statements):
            at = statement.attribution == denial.by and statement.spans == (denial.clause,)
            if at and statement.told_as:  # what is denied, not the denial in the same words
                return resolution.claim_of[doc, index]
    if denial.against is None:
        return ""
    by = content_of(found, found.attributions[denial.by]) if denial.by is not None else ""
    words = set(_stems(by))
    best = max(
        _statements_of(found, denial.against),
        key=lambda i: (len(words.intersection(_stems(found.statements[i].text))), -i),
        default=None,
    )
    return "" if best is None else resolution.claim_of[doc, best]


def _statements_of(found: Extraction, attribution: int) -> list[int]:
    """Indexes of what an attribution claims, in order; not of what it only denies."""
    return [
        index
        for index, statement in enumerate(found.statements)
        if statement.attribution == attribution and not statement.told_as
    ]


def _stems(text: str) -> list[str]:
    return list(content_stems(normal_words(text)))


def content_of(found: Extraction, said: Attribution) -> str:
    """The words that an attribution reports."""
    return " ".join(found.document.text[start:end] for start, end in said.content)


def _named(
    resolution: Resolution, found: Extraction, statements: Iterable[Attribution]
) -> frozenset[str]:
    """The entities named in what some statements say."""
    contents = [span for said in statements for span in said.content]
    return frozenset(
        resolution.entity_of.get((found.document.id, entity.key), "")
        for entity in found.entities
        for mention in entity.mentions
        if any(s <= mention.span.start and mention.span.end <= e for s, e in contents)
    )


class _Topics:
    """Claims by their stems, to find those that a few words describe."""

    def __init__(self, stated: list[_Stated], weights: dict[str, float]) -> None:
        self._stated = stated
        self._weights = weights
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(stated):
            for stem in sorted(one.matter.stems):
                self._holders[stem].append(number)

    def find(
        self, words: str, speaker: str, published: str, named: frozenset[str]
    ) -> list[tuple[_Stated, float]]:
        """The claims of known others that the words describe, best first, at most two.

        Of somebody who is ``named`` ("Holm's claim that …") fewer words are enough.
        """
        topic = {s: self._weights.get(s, 0.0) for s in content_stems(normal_words(words))}
        total = sum(topic.values())
        if total < _TOPIC_WEIGHT:
            return []
        points: dict[int, float] = defaultdict(float)
        for stem, weight in sorted(topic.items()):
            for number in self._holders.get(stem, ()) if weight > _TELLING else ():
                points[number] += weight
        best = []
        for number, weight in points.items():
            one = self._stated[number]
            theirs = sum(self._weights[s] for s in one.matter.stems)
            share = weight / total
            factor = 0.5 if one.speaker in named else 1.0
            if share < _TOPIC * factor or weight < _TOPIC_WEIGHT * factor:
                continue
            if weight / theirs < _TOPIC / 2 * factor:
                continue
            if not one.speaker or one.speaker == speaker or _apart(one.published, published):
                continue
            best.append((round(share, 6), one.claim.id, one))
        best.sort(key=lambda item: (-item[0], item[1]))
        return [(one, share) for share, _, one in best[:2]]


def _on_one_matter(
    stated: list[_Stated], weights: dict[str, float]
) -> Iterator[tuple[_Stated, _Stated, Contradiction | None]]:
    """Claims of two speakers in two documents that share their matter, and what parts them."""
    keys = Runs(1)
    for number, one in enumerate(stated):
        if one.speaker:
            telling = [s for s in sorted(one.matter.stems) if weights[s] > _TELLING]
            keys.add(number, "", telling)
    for left, right in shared_pairs(keys, _STEMS):
        one, other = stated[left], stated[right]
        if one.speaker == other.speaker or _apart(one.published, other.published):
            continue
        shared = one.matter.stems & other.matter.stems
        small = min(len(one.matter.stems), len(other.matter.stems))
        if sum(weights[s] for s in shared) < _WEIGHT or len(shared) < _SHARE * small:
            continue
        if one.evidence.doc != other.evidence.doc:
            yield one, other, contradiction(one.matter, other.matter, weights)


def _sure_enough(why: Contradiction) -> bool:
    """Whether words alone may decide across documents."""
    least = _LEAST_NEGATED if why.conflict is Conflict.NEGATION else _LEAST
    return why.confidence >= least


def _both_ways(
    one: _Stated, other: _Stated, reason: str, sure: float, judged: float | None = None
) -> Iterator[Relation]:
    """Claims that cannot both be true dispute each other."""
    told: dict[str, str | float | bool] = {
        "why": "contradiction",
        "features": reason,
        "possible": True,
    }
    if judged is not None:
        told["judged"] = round(judged, 4)
    for source, target in ((one, other), (other, one)):
        ends = source.claim.id, target.claim.id
        yield Relation("DISPUTES", *ends, (source.evidence,), round(sure, 4), told)


def _apart(one: str, other: str) -> bool:
    """Whether two dates are too far from each other to be about one matter."""
    try:
        days = (date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days
    except ValueError:
        return False
    return abs(days) > _DAYS
