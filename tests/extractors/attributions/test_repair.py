"""Repairs mend what quotation marks leave no doubt about, and leave the rest alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extractors.attributions.repair import REPAIRS, fill_from, repair
from graphkit.model import Attribution, Span
from graphkit.text.quotes import find_quotes, speech_kind

Parts = tuple[list[str], list[str], list[str]]


def one(text: str, source: list[str], cue: list[str], content: list[str]) -> Attribution:
    """An attribution whose spans are those of the given words, each where it first stands."""

    def spans(words: list[str]) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)

    kind = speech_kind(spans(content), find_quotes(text))
    return Attribution(spans(source), spans(cue), spans(content), kind, 0.9, "test")


def shown(text: str, attributions: list[Attribution]) -> list[Parts]:
    def words(spans: tuple[Span, ...]) -> list[str]:
        return [text[start:end] for start, end in spans]

    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions]


SHE = '"We left early," she said. "It rained."'
MENDED: list[tuple[str, str, list[Parts], list[Parts]]] = [
    (
        "lost marks come back",
        "“We left early because it rained,” Ann said.",
        [(["Ann"], ["said"], ["left early because it rained"])],
        [(["Ann"], ["said"], ["“We left early because it rained,”"])],
    ),
    (
        "a hole in a quote is filled",
        "“We left early because Ann Lee wanted to,” Ann said.",
        [(["Ann"], ["said"], ["“We left early because", "wanted to,”"])],
        [(["Ann"], ["said"], ["“We left early because Ann Lee wanted to,”"])],
    ),
    (
        "a clause with a quote keeps both",
        "She said that the mayor was “a disgrace to the city” and left.",
        [(["She"], ["said"], ["that the mayor was “a disgrace"])],
        [(["She"], ["said"], ["that the mayor was “a disgrace to the city”"])],
    ),
    (
        "a clause that ran over into the next quote ends before it",
        "Ann said that it rained. “We left early because of it,” Bob said.",
        [(["Ann"], ["said"], ["that it rained. “We"])],
        [(["Ann"], ["said"], ["that it rained"])],
    ),
    (
        "two parts of one quote become one",
        "“We left early. It rained all day,” Ann said.",
        [([], [], ["“We left early."]), (["Ann"], ["said"], ["It rained all day,”"])],
        [(["Ann"], ["said"], ["“We left early. It rained all day,”"])],
    ),
    (
        "a quote resumed after the cue is joined",
        SHE,
        [(["she"], ["said"], ['"We left early,"'])],
        [(["she"], ["said"], ['"We left early,"', '"It rained."'])],
    ),
    (
        "a resumed quote that stood alone is joined",
        SHE,
        [(["she"], ["said"], ['"We left early,"']), ([], [], ['"It rained."'])],
        [(["she"], ["said"], ['"We left early,"', '"It rained."'])],
    ),
    (
        "initials and titles do not end the cue's clause",
        "“We left early,” said J. R. Marsh of St. Ives. “It rained.”",
        [(["J. R. Marsh of St. Ives"], ["said"], ["“We left early,”"])],
        [(["J. R. Marsh of St. Ives"], ["said"], ["“We left early,”", "“It rained.”"])],
    ),
    (
        "a quotation over paragraphs is joined",
        "“We left early.\n\n“It rained,” Ann said.",
        [(["Ann"], ["said"], ["“It rained,”"]), ([], [], ["“We left early."])],
        [(["Ann"], ["said"], ["“We left early.", "“It rained,”"])],
    ),
    (
        "a scare quote without a cue goes",
        "The “experts” stayed at home, Ann said.",
        [([], [], ["“experts”"])],
        [],
    ),
    (
        "a nickname goes",
        "The dog, nicknamed “Toby Two,” barked.",
        [(["The dog"], ["nicknamed"], ["“Toby Two,”"])],
        [],
    ),
    (
        "stray marks at the edges go, half words become whole",
        "Ann said that it rained, and left.",
        [(["Ann"], ["said"], [" that it raine"])],
        [(["Ann"], ["said"], ["that it rained"])],
    ),
]


@pytest.mark.parametrize(("text", "before", "after"), [case[1:] for case in MENDED])
def test_repairs_mend(text: str, before: list[Parts], after: list[Parts]) -> None:
    assert shown(text, repair(text, [one(text, *parts) for parts in before])) == after


LEFT_ALONE: list[tuple[str, list[Parts]]] = [
    # a speaker change after the cue's clause
    (
        '"We left early," she said. "It rained," Bob replied.',
        [(["she"], ["said"], ['"We left early,"']), (["Bob"], ["replied"], ['"It rained,"'])],
    ),
    # something is told between the two quotes
    (
        '"We left early," she said. The others stayed. "It rained."',
        [(["she"], ["said"], ['"We left early,"'])],
    ),
    # another paragraph
    (
        '"We left early," she said.\n\n"It rained."',
        [(["she"], ["said"], ['"We left early,"'])],
    ),
    # what somebody says within a quote
    (
        "“Ann told me that it rained the whole of that day,” Bob said.",
        [
            (["Bob"], ["said"], ["“Ann told me that it rained the whole of that day,”"]),
            (["Ann"], ["told"], ["that it rained the whole of that day"]),
        ],
    ),
    # a second cue between the quotes takes the second quote
    (
        "“We left early,” she said, adding that it rained. “A lot of rain fell.”",
        [
            (["she"], ["said"], ["“We left early,”"]),
            (["she"], ["adding"], ["that it rained", "“A lot of rain fell.”"]),
        ],
    ),
    # a clause beside a title
    (
        "Ann said that “Harbour Lights” was a song.",
        [(["Ann"], ["said"], ["that “Harbour Lights” was a song"])],
    ),
    ("Ann said it moved from the U.S. to Fla.", [(["Ann"], ["said"], ["it moved from the U.S."])]),
]


@pytest.mark.parametrize(("text", "parts"), LEFT_ALONE)
def test_sound_attributions_are_left_alone(text: str, parts: list[Parts]) -> None:
    given_ones = [one(text, *part) for part in parts]
    assert repair(text, given_ones) == sorted(given_ones, key=lambda a: a.content)


def test_a_quote_that_was_missed_is_taken_from_the_rules() -> None:
    text = "“We left early today,” Ann said. “No,” said Bob. The “experts” agreed, Eve said."
    rules = [
        one(text, ["Ann"], ["said"], ["“We left early today,”"]),
        one(text, ["Bob"], ["said"], ["“No,”"]),
        one(text, ["Eve"], ["said"], ["“experts”"]),
    ]
    mine = [one(text, [], [], ["“No,”"])]
    found = fill_from(text, find_quotes(text), mine, rules)
    assert shown(text, found) == [
        (["Bob"], ["said"], ["“No,”"]),
        (["Ann"], ["said"], ["“We left early today,”"]),
    ]


PIECES = st.lists(
    st.sampled_from(["“", "”", '"', "‘", "’", "We left. ", "she said. ", "It ", "\n\n", ", "]),
    min_size=1,
    max_size=25,
).map("".join)


@given(PIECES, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=8))
def test_spans_stay_in_the_text_sorted_and_apart(text: str, cuts: list[tuple[int, int]]) -> None:
    found = []
    for start, size in cuts:
        span = Span(min(start, len(text) - 1), min(start + size, len(text)))
        if span.start < span.end:
            kind = speech_kind((span,), find_quotes(text))
            found.append(Attribution((), (), (span,), kind, 0.5, "test"))
    for attribution in repair(text, found):
        for start, end in attribution.content:
            assert 0 <= start < end <= len(text)
        ends = [end for _, end in attribution.content]
        starts = [start for start, _ in attribution.content]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
        assert attribution.kind == speech_kind(attribution.content, find_quotes(text))


def test_each_repair_is_a_pure_function() -> None:
    given_ones = [one(SHE, ["she"], ["said"], ["We left early"])]
    for step in REPAIRS.values():
        first = step(SHE, find_quotes(SHE), given_ones)
        assert step(SHE, find_quotes(SHE), given_ones) == first
        assert given_ones == [one(SHE, ["she"], ["said"], ["We left early"])]
