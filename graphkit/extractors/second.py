"""A second reader's findings joined with our own, by the words that they rest on.

What both see is one record: ``extractor`` names both, and its confidence is the chance that not
both are wrong.  What only the second reader sees is added with its own confidence; what only we
see stays as it is.  Where the two differ about a statement that both see, ours stays, but for what
we leave open.  Which of our findings are doubtful, and asked about, is decided here as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graphkit.extractors.denials import Model
from graphkit.extractors.denials.model import load_model
from graphkit.extractors.denials.words import classes_in
from graphkit.model import (
    UNSURE,
    Attribution,
    Citation,
    Denial,
    Evidence,
    Extraction,
    Proposals,
    ProposedDispute,
    SecondReader,
    Span,
)
from graphkit.text.stems import NEGATIONS, content_stems, normal_words

__all__ = ["Second", "lenient"]

#: Share of all words of two contents that both must have to be one statement.
_SAME: Final = 0.5
#: Share of the shorter one that must lie in the other for a dispute to be about it.
_ABOUT: Final = 0.8
#: Our disputes below this confidence are doubtful, and so are those from this share of the floor
#: on that are not told without a second reader.
SURE: Final = 0.75
_CLOSE: Final = 0.5
#: Classes of words by which people and articles dispute.
_DISPUTING: Final = frozenset({"deny", "reject", "label", "weak", "untrue", "contrary", "narrator"})
#: Why a speaker is open that a second reader may know.
_OPEN: Final = frozenset({"ambiguous", "no source"})


#: The confidence of a dispute that a second reader alone sees.
ALONE: Final = 0.5

#: Who disputes, what, and where it stands in his own words: one dispute.
_Key = tuple[int | None, int | None, Span | None]


def both(one: float, other: float) -> float:
    """The chance that not both are wrong."""
    return round(1 - (1 - one) * (1 - other), 4)


def joined(one: str, other: str) -> str:
    """Both extractors by name."""
    return f"{one} + {other}"


def lenient(model: Model | None) -> Model:
    """The model of disputes with lower floors: what it nearly tells is doubtful."""
    model = model or load_model()
    return replace(
        model,
        floor=_CLOSE * model.floor,
        floor_possible=_CLOSE * model.floor_possible,
        floor_narrator=_CLOSE * model.floor_narrator,
    )


@dataclass(slots=True)
class Second:
    """A second reader at work on one document: first statements, then disputes, then the rest."""

    reader: SecondReader
    proposals: Proposals = field(default_factory=Proposals)
    #: Place among the proposals → index in the extraction.
    places: tuple[int, ...] = ()

    def statements(self, found: Extraction, least: float) -> Extraction:
        """The extraction with the statements that it sees as well, and with its speakers.

        What is below the confidence ``least`` is left out, as everywhere.
        """
        self.proposals = self.reader.propose(found)
        found = self._merged(found, least)
        doubtful = [i for i, said in enumerate(found.attributions) if _is_doubtful(found, said)]
        told = self.reader.speakers(found, doubtful)
        attributions = list(found.attributions)
        for index, key in sorted(told.items()):
            attributions[index] = replace(attributions[index], speaker=key, why_open="")
        return replace(found, attributions=tuple(attributions))

    def _merged(self, found: Extraction, least: float) -> Extraction:
        text = found.document.text
        own = list(found.attributions)
        new: list[tuple[int, Attribution]] = []
        at: dict[int, int] = {}
        for number, proposed in enumerate(self.proposals.attributions):
            place = _same(text, proposed.content, own)
            if place is not None:
                own[place] = _agreed(own[place], proposed)
                at[number] = place
            elif (again := _same(text, proposed.content, [said for _, said in new])) is not None:
                at[number] = -1 - new[again][0]
            elif proposed.confidence >= least:
                new.append((number, proposed))
                at[number] = -1 - number
        rows: list[tuple[Span, int, Attribution]] = []
        last = Span(0, 0)
        for index, said in enumerate(own):
            # ours keep their order, whatever it is; others come where their words stand
            last = max(last, min(said.content, default=last))
            rows.append((last, index, said))
        rows += [(min(said.content), len(own), said) for _, said in new]
        numbers = [*range(len(own)), *(-1 - number for number, _ in new)]
        order = sorted(range(len(rows)), key=lambda i: (rows[i][:2], i))
        index_of = {numbers[i]: index for index, i in enumerate(order)}
        self.places = tuple(
            index_of.get(at.get(number, len(own)), -1)
            for number in range(len(self.proposals.attributions))
        )
        return replace(found, attributions=tuple(rows[i][2] for i in order))

    def disputes(self, found: Extraction, own: list[Denial], near: list[Denial]) -> list[Denial]:
        """The disputes after it was asked: its own added, doubtful ones taken back or in.

        ``near`` has ours again, and those that we nearly tell.
        """
        name = self.reader.name
        ours = {_key(denial): denial for denial in own}
        held = dict(ours)
        for proposed in self.proposals.disputes:
            denial = self._denial(found, proposed)
            if denial is not None:
                key = _key(denial)
                held[key] = _surer(ours[key], name) if key in ours else held.get(key, denial)
        doubtful = [
            denial
            for denial in near
            if name not in _seen_by(held.get(_key(denial)))
            and (_key(denial) not in ours or denial.evidence.confidence < SURE)
        ]
        for number, (yes, words) in sorted(self.reader.disputes(found, doubtful).items()):
            denial = doubtful[number]
            if not yes:
                held.pop(_key(denial), None)
            elif _key(denial) in ours or denial.possible or _says_so(words):
                held[_key(denial)] = _surer(denial, name)
            else:
                self.reader.refused("dispute: its words do not say so")
        return sorted(held.values(), key=_order)

    def _denial(self, found: Extraction, proposed: ProposedDispute) -> Denial | None:
        """A proposed dispute between statements of the extraction; None, told, where it is none."""
        by = None if proposed.by is None else self.places[proposed.by]
        target = _about(found, proposed.assertion, by)
        if why_not := _why_not(found, proposed, by, target):
            self.reader.refused(f"dispute: {why_not}")
            return None
        text, said = found.document.text, found.attributions
        own = [] if by is None else [*said[by].source, *said[by].cue, *said[by].content]
        spans = [*own, proposed.words or proposed.assertion]
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        evidence = Evidence(found.document.id, start, end, text[start:end], self.reader.name, ALONE)
        cue = "" if proposed.words is None else " ".join(text[slice(*proposed.words)].split())
        clause = proposed.assertion if target is None else None
        return Denial(by, target, clause, proposed.why, cue, evidence, (self.reader.name,))

    def citations(self, found: Extraction) -> tuple[Citation, ...]:
        """The citations, its own added, those that both see made surer."""
        held = list(found.citations)
        for proposed in self.proposals.citations:
            place = next((i for i, one in enumerate(held) if _same_citation(one, proposed)), None)
            if place is None:
                held.append(proposed)
            elif self.reader.name not in held[place].evidence.extractor:
                sure = both(held[place].evidence.confidence, proposed.evidence.confidence)
                name = joined(held[place].evidence.extractor, self.reader.name)
                evidence = replace(held[place].evidence, extractor=name, confidence=sure)
                held[place] = replace(held[place], evidence=evidence)
        return tuple(sorted(held, key=lambda c: (c.evidence.start, c.evidence.end, repr(c.cited))))

    def wordings(self, found: Extraction) -> Extraction:
        """The extraction with texts that need no context any more."""
        proposed: dict[int, list[str]] = defaultdict(list)
        for place, texts in zip(self.places, self.proposals.wordings, strict=True):
            proposed[place].extend(texts)
        doubtful = {
            index: proposed.get(one.attribution, [])
            for index, one in enumerate(found.statements)
            if one.context_needed
        }
        told = self.reader.wordings(found, doubtful)
        statements = list(found.statements)
        for index, text in told.items():
            statements[index] = replace(statements[index], text=text, context_needed=False)
        return replace(found, statements=tuple(statements))


def _is_doubtful(found: Extraction, said: Attribution) -> bool:
    """Whether a speaker is open that might be known, or was looked up for a pronoun or a role."""
    if said.why_open:
        return said.why_open in _OPEN and bool(said.source)
    named = any(
        mention.span.start < end and start < mention.span.end
        for entity in found.entities
        if entity.key == said.speaker
        for mention in entity.mentions
        for start, end in said.source
    )
    return bool(said.source) and not named and said.extractor != "posts"


def _agreed(own: Attribution, proposed: Attribution) -> Attribution:
    """Our attribution after another reader saw it too; what posts say needs no second reader."""
    if own.extractor == "posts" or proposed.extractor in own.extractor:
        return own
    sure = both(own.confidence, proposed.confidence)
    agreed = replace(own, extractor=joined(own.extractor, proposed.extractor), confidence=sure)
    if own.why_open == UNSURE:
        return replace(agreed, speaker=proposed.speaker, why_open=proposed.why_open)
    if own.why_open in _OPEN and proposed.speaker:
        return replace(agreed, speaker=proposed.speaker, why_open="")
    # two that name different speakers agree about the words alone
    differ = proposed.speaker and own.speaker != proposed.speaker
    return own if differ else agreed


def _words_at(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the words of some spans start."""
    return {
        at
        for start, end in spans
        for at in range(start, end)
        if text[at].isalnum() and not (at and text[at - 1].isalnum())
    }


def _same(text: str, content: Sequence[Span], among: Sequence[Attribution]) -> int | None:
    """The attribution with nearly the same words as its content."""
    wanted = _words_at(text, content)
    low, high = min(content).start, max(content).end
    best: tuple[float, int] | None = None
    for index, said in enumerate(among):
        if not any(s < high and low < e for s, e in said.content):
            continue
        have = _words_at(text, said.content)
        share = len(wanted & have) / max(1, len(wanted | have))
        if share >= _SAME and (best is None or share > best[0]):
            best = share, index
    return best[1] if best else None


def _why_not(
    found: Extraction, proposed: ProposedDispute, by: int | None, target: int | None
) -> str:
    """Why a proposed dispute is none; "" where it is one."""
    text, said = found.document.text, found.attributions
    if by == -1:
        return "who disputes is no statement that was kept"
    if proposed.words is not None and not _says_so(text[slice(*proposed.words)]):
        return "its words do not say so"
    if target is None:
        inside = by is not None and _inside(proposed.assertion, said[by].content)
        return "" if inside else "what is disputed is nobody's statement"
    if by is None:
        return ""
    if said[by].speaker and said[by].speaker == said[target].speaker:
        return "nobody disputes himself"
    apart = proposed.words is None and not _on_one_matter(text, said[by], said[target])
    return "two statements without a word in common" if apart else ""


def _about(found: Extraction, assertion: Span, by: int | None) -> int | None:
    """The statement of somebody else that an assertion is, or is part of."""
    text, said = found.document.text, found.attributions
    wanted = _words_at(text, (assertion,))
    best: tuple[float, int] | None = None
    for index, one in enumerate(said):
        have = _words_at(text, one.content) if index != by else set()
        both_have = len(wanted & have)
        if not both_have or both_have < _ABOUT * min(len(wanted), len(have)):
            continue
        share = both_have / len(wanted | have)
        if best is None or share > best[0]:
            best = share, index
    return best[1] if best else None


def _says_so(words: str) -> bool:
    """Whether words deny, reject or call untrue, or negate."""
    return bool(classes_in(words) & _DISPUTING) or not NEGATIONS.isdisjoint(normal_words(words))


def _on_one_matter(text: str, *both_said: Attribution) -> bool:
    """Whether two statements have a telling word in common."""
    one, other = (
        set(content_stems(normal_words(" ".join(text[s:e] for s, e in said.content))))
        for said in both_said
    )
    return not one.isdisjoint(other)


def _inside(one: Span, spans: Sequence[Span]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in spans)


def _key(denial: Denial) -> _Key:
    return denial.by, denial.against, denial.clause


def _order(denial: Denial) -> tuple[int, int, int, int]:
    by = -1 if denial.by is None else denial.by
    against = -1 if denial.against is None else denial.against
    return denial.evidence.start, denial.evidence.end, by, against


def _seen_by(denial: Denial | None) -> str:
    return denial.evidence.extractor if denial else ""


def _surer(ours: Denial, name: str) -> Denial:
    """A dispute of ours that another reader sees too."""
    sure = both(ours.evidence.confidence, ALONE)
    name = joined(ours.evidence.extractor, name)
    return replace(ours, evidence=replace(ours.evidence, extractor=name, confidence=sure))


def _same_citation(one: Citation, other: Citation) -> bool:
    """Whether two citations tie the same ends in the same place."""
    touch = one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
    return touch and (one.citer, one.cited) == (other.citer, other.cited)
