"""A second reader's findings are joined with ours by the words they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from graphkit.extractors.second import ALONE, SURE, Second, both
from graphkit.model import (
    UNSURE,
    ArticleRef,
    Attribution,
    Citation,
    Denial,
    EntityRef,
    Evidence,
    Extraction,
    Proposals,
    ProposedDispute,
    Span,
    Statement,
)
from tests.llm.articles import TEXT, extraction

NAME = "llm:test"


@dataclass
class Played:
    """A second reader that says what it is told to."""

    proposals: Proposals = field(default_factory=Proposals)
    told: Mapping[int, Any] = field(default_factory=dict)
    name: str = NAME
    words: str = "denied"
    asked: list[Any] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def propose(self, found: Extraction) -> Proposals:
        return self.proposals

    def speakers(self, found: Extraction, doubtful: Sequence[int]) -> Mapping[int, str]:
        self.asked = list(doubtful)
        return {i: key for i, key in self.told.items() if i in doubtful}

    def disputes(
        self, found: Extraction, doubtful: Sequence[Denial]
    ) -> Mapping[int, tuple[bool, str]]:
        self.asked = list(doubtful)
        return {i: (yes, self.words) for i, yes in self.told.items() if i < len(doubtful)}

    def wordings(
        self, found: Extraction, doubtful: Mapping[int, Sequence[str]]
    ) -> Mapping[int, str]:
        self.asked = list(doubtful.items())
        return {i: text for i, text in self.told.items() if i in doubtful}

    def refused(self, reason: str) -> None:
        self.reasons.append(reason)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(source: str, content: str, **told: Any) -> Attribution:
    spans = (at(source),) if source else ()
    made = Attribution(spans, (), (at(content),), "direct", 0.8, "attributions")
    return replace(made, **told)


ON_TIME = "It left on time every single day"
QUAY = "Ask anybody on the quay"
LATE = "the ferry had been late for weeks"


def joined(own: Attribution, theirs: Attribution) -> Attribution:
    second = Second(Played(Proposals((theirs,), ((),))))
    found = second.statements(extraction(TEXT, own), 0.0)
    (one,) = found.attributions
    assert second.places == (0,)
    return one


def test_what_both_see_is_one_statement_that_names_both_and_is_surer() -> None:
    own = said("Jo Roe", ON_TIME, speaker="jo roe")
    one = joined(own, said("she", f"“{ON_TIME},”", speaker="jo roe", extractor=NAME))
    assert one.content == own.content, "the words are ours"
    assert one.extractor == "attributions + llm:test"
    assert one.confidence == both(0.8, 0.8) > own.confidence


@pytest.mark.parametrize(
    ("own", "theirs", "speaker"),
    [
        ({"speaker": "jo roe"}, "nils holm", "jo roe"),
        ({"why_open": "ambiguous"}, "jo roe", "jo roe"),
        ({"why_open": "no source"}, "jo roe", "jo roe"),
        ({"why_open": "unnamed role"}, "jo roe", None),
        ({"why_open": "group"}, "jo roe", None),
        ({"why_open": UNSURE}, "jo roe", "jo roe"),
        ({"speaker": "jo roe"}, None, "jo roe"),
        ({"speaker": "jo roe", "extractor": "posts"}, "nils holm", "jo roe"),
    ],
)
def test_our_speaker_stays_and_an_open_one_may_be_filled(
    own: dict[str, Any], theirs: str | None, speaker: str | None
) -> None:
    one = joined(said("she", ON_TIME, **own), said("she", ON_TIME, speaker=theirs, extractor=NAME))
    assert one.speaker == speaker


def test_two_that_name_different_speakers_make_nothing_surer() -> None:
    own = said("she", ON_TIME, speaker="jo roe")
    assert joined(own, said("she", ON_TIME, speaker="nils holm", extractor=NAME)) == own


def test_what_only_the_second_reader_sees_comes_where_its_words_stand() -> None:
    own = (said("Jo Roe", LATE), said("Halloran said", QUAY))
    new = said("she", ON_TIME, extractor=NAME, confidence=ALONE)
    second = Second(Played(Proposals((new, new), ((), ()))))
    found = second.statements(extraction(TEXT, *own), 0.0)
    assert found.attributions == (own[0], new, own[1])
    assert second.places == (1, 1)


def test_what_is_below_the_least_confidence_is_left_out() -> None:
    new = said("she", ON_TIME, extractor=NAME, confidence=ALONE)
    second = Second(Played(Proposals((new,), ((),))))
    assert second.statements(extraction(TEXT), 0.6).attributions == ()
    assert second.places == (-1,)


def test_it_is_asked_about_speakers_that_are_open_or_no_name_tells() -> None:
    own = (
        said("Jo Roe", LATE, speaker="jo roe"),
        said("she", ON_TIME, speaker="jo roe"),
        said("she", QUAY, why_open="ambiguous"),
        said("she", "Nils Holm was there", why_open="group"),
    )
    played = Played(told={0: "nils holm", 1: "nils holm", 2: "tom halloran"})
    found = Second(played).statements(extraction(TEXT, *own), 0.0)
    assert played.asked == [1, 2]
    assert [one.speaker for one in found.attributions] == [
        *("jo roe", "nils holm", "tom halloran", None)
    ]


STATEMENTS = (
    said("Jo Roe", LATE, speaker="jo roe"),
    said("Tom Halloran", "the boat came two\nhours late", speaker="tom halloran"),
    said("Halloran said", QUAY, speaker="tom halloran"),
)


def denial(by: int | None, against: int | None, sure: float = 0.6) -> Denial:
    span = at("Jo Roe denied")
    evidence = Evidence("ferry.txt", *span, TEXT[slice(*span)], "denials", sure)
    return Denial(by, against, None, "denial", "denied", evidence)


def after(
    played: Played, own: list[Denial], near: list[Denial] | None = None
) -> dict[tuple[int | None, int | None], Denial]:
    second = Second(played)
    found = second.statements(extraction(TEXT, *STATEMENTS), 0.0)
    held = second.disputes(found, own, near if near is not None else own)
    return {(one.by, one.against): one for one in held}


def proposing(by: int | None, assertion: str, **told: Any) -> Played:
    dispute = ProposedDispute(by, at(assertion), at("denied"), "denial")
    theirs = tuple(replace(one, extractor=NAME) for one in STATEMENTS)
    return Played(Proposals(theirs, ((),) * 3, (replace(dispute, **told),)))


def test_a_dispute_that_both_see_is_surer() -> None:
    (held,) = after(proposing(0, "the boat came two\nhours late"), [denial(0, 1)]).values()
    assert held.evidence.extractor == "denials + llm:test"
    assert held.evidence.confidence == both(0.6, ALONE)


def test_a_dispute_that_only_the_second_reader_sees_is_added_with_its_words() -> None:
    held = after(proposing(0, "the boat came two\nhours late"), [])[0, 1]
    assert held.evidence.extractor == NAME
    assert held.cue == "denied"
    assert held.evidence.quote == TEXT[held.evidence.start : held.evidence.end]


def test_a_dispute_of_what_stands_in_the_denial_itself_keeps_the_clause() -> None:
    assert after(proposing(0, LATE), [])[0, None].clause == at(LATE)


BOAT = "the boat came two\nhours late"


@pytest.mark.parametrize(
    ("by", "assertion", "words", "why"),
    [
        (1, QUAY, "denied", "nobody disputes himself"),
        (2, BOAT, "denied", "nobody disputes himself"),
        (1, "Nils Holm was there", "denied", "what is disputed is nobody's statement"),
        (0, BOAT, "said", "its words do not say so"),
        (0, QUAY, None, "two statements without a word in common"),
    ],
)
def test_a_dispute_without_ends_or_without_a_word_for_it_is_not_taken(
    by: int, assertion: str, words: str | None, why: str
) -> None:
    played = proposing(by, assertion, words=at(words) if words else None)
    assert after(played, []) == {}
    assert played.reasons == [f"dispute: {why}"]


def test_two_statements_that_contradict_each_other_are_on_one_matter() -> None:
    assert (0, 1) in after(proposing(0, BOAT, words=None, why="contradiction"), [])


def test_a_doubtful_dispute_is_taken_back_or_made_surer_as_it_is_told() -> None:
    assert after(Played(told={0: False}), [denial(0, 1)]) == {}
    (held,) = after(Played(told={0: True}), [denial(0, 1)]).values()
    assert held.evidence.confidence == both(0.6, ALONE)
    assert after(Played(), [denial(0, 1)])[0, 1] == denial(0, 1), "without an answer it stays"


def test_it_is_not_asked_about_a_dispute_that_is_sure() -> None:
    played = Played(told={0: False})
    assert after(played, [denial(0, 1, SURE)])[0, 1] == denial(0, 1, SURE)
    assert played.asked == []


def test_what_we_nearly_tell_is_told_if_it_says_so() -> None:
    near = denial(0, 1, 0.2)
    assert after(Played(), [], [near]) == {}
    assert (0, 1) in after(Played(told={0: True}), [], [near])
    said_only = Played(told={0: True}, words="she said")
    assert after(said_only, [], [near]) == {}
    assert said_only.reasons == ["dispute: its words do not say so"]


def citation(cited: str, words: str, extractor: str) -> Citation:
    evidence = Evidence("ferry.txt", *at(words), words, extractor, 0.5)
    return Citation(ArticleRef(), EntityRef(cited), evidence)


def test_citations_are_joined_by_ends_and_place() -> None:
    ours = citation("the ellery ledger", "told The Ellery Ledger", "citations")
    same = citation("the ellery ledger", "Tom Halloran had told The Ellery Ledger", NAME)
    other = citation("nils holm", "Nils Holm was there", NAME)
    second = Second(Played(), Proposals(citations=(same, other)))
    first, last = second.citations(replace(extraction(), citations=(ours,)))
    assert first.evidence.extractor == "citations + llm:test"
    assert first.evidence.quote == ours.evidence.quote
    assert last == other


def test_it_is_asked_for_wordings_that_need_context_and_told_what_it_said() -> None:
    theirs = replace(said("she", ON_TIME), extractor=NAME)
    played = Played(Proposals((theirs,), (("It [the ferry] left",),)), told={1: "Text"})
    second = Second(played)
    found = second.statements(extraction(TEXT, said("she", ON_TIME)), 0.0)
    one = Statement(0, (at(ON_TIME),), ON_TIME, context_needed=True, checkable=0.5)
    statements = (replace(one, context_needed=False), one)
    first, last = second.wordings(replace(found, statements=statements)).statements
    assert played.asked == [(1, ["It [the ferry] left"])]
    assert first == statements[0]
    assert (last.text, last.context_needed) == ("Text", False)
