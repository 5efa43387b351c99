"""Who stands behind a source: the head decides, a pronoun agrees, the rest stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphkit.extractors.mentions import find_entities
from graphkit.extractors.speakers import find_speakers
from graphkit.language import analyse
from graphkit.model import UNSURE, Attribution, Document, Span
from graphkit.settings import Settings
from tests.extractors.marking import names, read_marked

OPEN = None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # the head of the source decides
        ("“No,” said [[Harlow Energy spokesman Peter Quint]].", ["Peter Quint"]),
        ("“No,” said [[a spokesman for Peter Quint]].", [OPEN]),
        ("“No,” said [[Peter Quint, the president of Harlow University,]] today.", ["Peter Quint"]),
        ("“No,” said [[the leader of the Harlow Union, Peter Quint,]] on Monday.", ["Peter Quint"]),
        ("“No,” said [[Secretary of Commerce Peter Quint]].", ["Peter Quint"]),
        ("“No,” said [[former prosecutor and Harlow Mayor Peter Quint]].", ["Peter Quint"]),
        ("The bill is dead, [[aides to Peter Quint]] said.", [OPEN]),
        ("The bill is dead, [[Peter Quint’s advisers]] said.", [OPEN]),
        ("[[Peter Quint’s]] Harlow police refuse to say that it rained.", [OPEN]),
        # documents speak for who issued them
        ("The dam is safe, according to [[a Chicago Tribune report]].", ["Chicago Tribune"]),
        ("The dam is safe, according to [[the front page of the Boston Globe]].", ["Boston Globe"]),
        ("The dam is safe, according to [[an FBI memo]].", ["Federal Bureau of Investigation"]),
        ("The dam is safe, according to [[a memo]].", [OPEN]),
        ("[[Peter Quint’s lawsuit]] says so. “Twice,” [[the suit]] says.", ["Peter Quint"] * 2),
        # groups and unnamed roles get no name
        ("[[Two officials]] said so. [[A dispatcher]] agreed. [[Democrats]] did not.", [OPEN] * 3),
        ("[[White House officials]] said so, and [[many people]] agreed.", [OPEN] * 2),
        # a country that speaks
        ("[[Iran]] said the talks were over, and [[Saudi Arabia]] agreed.",
         ["Iran", "Saudi Arabia"]),
        ("[[Iranian officials]] said the talks were over.", [OPEN]),
    ],
)  # fmt: skip
def test_the_head_of_a_source_decides(text: str, speakers: list[str | None]) -> None:
    assert names(read_marked(text)) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Mary Quint met Paul Harlow. “I agreed,” [[she]] said. “We both did,” [[he]] said.",
         ["Mary Quint", "Paul Harlow"]),
        ("[[Ms. Quint]] opposed it. Mr. Harlow did not. “Never,” [[she]] said.\n\nMary Quint"
         " and Paul Harlow sit on the board.", ["Mary Quint", "Mary Quint"]),
        ("Paul Harlow, [[who]] runs the mine, said it was safe.", ["Paul Harlow"]),
        ("“He lied,” [[Mary Quint]] said. Paul Harlow left. “I was there,” [[she]] said.",
         ["Mary Quint", "Mary Quint"]),
        ("“It was me,” [[he]] said.", [OPEN]),
        # a role with no name that spoke last is who the pronoun means
        ("Paul Harlow runs it.\n\n[[A supervisor]] told them to go. [[He]] said it burned.",
         [OPEN, OPEN]),
        ("[[A supervisor]] told them to leave. Then Paul Harlow came. [[He]] said it burned.",
         [OPEN, "Paul Harlow"]),
        ("[[They]] said so. [[We]] will see.", [OPEN, OPEN]),
    ],
)  # fmt: skip
def test_a_pronoun_agrees_with_whom_it_stands_for(text: str, speakers: list[str | None]) -> None:
    assert names(read_marked(text)) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The Justice Department sued on Monday. “It is a clear case,” [[the department]] said.",
         ["United States Department of Justice"]),
        ("Sen. Mary Quint (R-Ohio) arrived. Paul Harlow left. “Fine,” [[the senator]] said.",
         ["Mary Quint"]),
        ("Quint spoke. [[The governor]] was silent.", [OPEN]),
        ("The Chicago Tribune had it first. Then the story grew, [[the newspaper]] said.",
         ["Chicago Tribune"]),
        ("Paul Harlow left. “No,” [[the dispatcher]] said. “No,” [[their chief]] said.",
         [OPEN, OPEN]),
        ("Mary Quint’s campaign was ahead. “We will win,” [[the campaign]] said.",
         ["Mary Quint campaign"]),
    ],
)  # fmt: skip
def test_a_definite_noun_is_whom_it_describes_or_nobody(
    text: str, speakers: list[str | None]
) -> None:
    assert names(read_marked(text)) == speakers


def test_what_is_open_says_why() -> None:
    found = read_marked("[[Officials]] said so. [[A spokesman]] agreed. [[They]] left.")
    assert [a.why_open for a in found.attributions] == ["group", "unnamed role", "ambiguous"]


def test_first_person_in_a_quote_is_the_speaker_of_the_quote() -> None:
    found = read_marked("[[Mary Quint]] said: “As [[I]] said, the dam is safe.”")
    outer, inner = found.attributions
    quote = found.document.text.index("“")
    outer = replace(outer, content=(outer.source[0].__class__(quote, len(found.document.text)),))
    found = replace(found, attributions=(outer, replace(inner, speaker=None)))
    analysis = next(analyse([found.document], Settings()))
    keys = [a.speaker for a in find_speakers(analysis, found.entities, found.attributions)]
    assert keys == ["person:mary-quint", "person:mary-quint"]


def test_a_statement_too_unsure_to_be_anybodys_is_left_open() -> None:
    found = read_marked("[[Mary Quint]] said so. Later [[she]] agreed.")
    first, second = found.attributions
    found = replace(found, attributions=(replace(first, confidence=0.3), second))
    analysis = next(analyse([found.document], Settings()))
    left, _ = find_speakers(analysis, found.entities, found.attributions)
    assert (left.speaker, left.why_open) == (None, UNSURE)
    found = replace(found, attributions=(replace(first, confidence=0.3, source=()), second))
    assert (
        next(iter(find_speakers(analysis, found.entities, found.attributions))).why_open == UNSURE
    )


def test_a_verb_with_a_subject_of_its_own_is_not_what_the_source_does() -> None:
    text = "Dana Marsh said that her men came to help, and court records dispute this."
    document = Document("a", "a", text)
    analysis = next(analyse([document], Settings()))

    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    said = Attribution(span("Dana Marsh"), span("dispute"), span("this"), "indirect", 1.0, "marked")
    entities = tuple(find_entities(analysis, (), ()))
    (found,) = find_speakers(analysis, entities, [said])
    assert found.speaker is None


@pytest.mark.parametrize(
    ("end", "speaker"),
    [
        ("Mary Quint is a nurse in Harlow.", "Mary Quint"),
        ("Rep. Mary Quint, D-Ariz., chairs the Harlow Society.", "Mary Quint"),
        # the news goes on
        ("Mary Quint is polling a distant third.", OPEN),
        ("Mary Quint said “no.”", OPEN),
        ("For years Mary Quint is a nurse.", OPEN),
        # two wrote it
        ("Mary Quint is a nurse in Harlow.\n\nJo Marsh is a teacher in Orr.", OPEN),
    ],
)
def test_i_is_whoever_the_last_line_says_wrote_it(end: str, speaker: str | None) -> None:
    text = f"The dam will fail.\n\nIt is old, and [[I]] believe that it leaks.\n\n{end}"
    assert names(read_marked(text)) == [speaker]
