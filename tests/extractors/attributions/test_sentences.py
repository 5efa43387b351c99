"""The parts of an attribution stand in one sentence; what breaks that law is undone."""

from __future__ import annotations

import pytest

from graphkit.extractors.attributions.sentences import within_sentences
from graphkit.model import Span
from graphkit.text.annotated import AnnotatedText
from tests.extractors.attributions.parts import Parts, one, shown

CASES: list[tuple[str, Parts, list[Parts]]] = [
    (
        "Ann Lee left early. Bob Hart said that it rained.",
        (["Ann Lee"], ["said"], ["that it rained"]),
        [([], ["said"], ["that it rained"])],
    ),
    (
        "Ann Lee left early. It was said that it rained.",
        (["Ann Lee"], ["was said"], ["that it rained"]),
        [([], ["was said"], ["that it rained"])],
    ),
    (
        "Ann Lee left. Reportedly it rained.",
        (["Ann Lee"], ["Reportedly"], ["it rained"]),
        [([], ["Reportedly"], ["it rained"])],
    ),
    (
        "Ann said that it rained. The sun came out.",
        (["Ann"], ["said"], ["that it rained", "The sun came out"]),
        [(["Ann"], ["said"], ["that it rained"])],
    ),
    ("Ann said nothing. It rained.", (["Ann"], ["said"], ["It rained"]), []),
]


@pytest.mark.parametrize(("text", "before", "after"), CASES)
def test_what_is_parted_is_undone(text: str, before: Parts, after: list[Parts]) -> None:
    given = [one(text, *before)]
    assert shown(text, within_sentences(AnnotatedText(text), given)) == after


LAWFUL: list[tuple[str, Parts]] = [
    (
        "“We left. It rained,” Ann said. “It poured.”",
        (["Ann"], ["said"], ["“We left. It rained,”", "“It poured.”"]),
    ),
    ("Mr. J. R. Marsh of the U.S. Senate said no.", (["Mr. J. R. Marsh"], ["said"], ["no"])),
    ("“It rained.” — Ann Lee, 34", (["Ann Lee"], ["—"], ["“It rained.”"])),
    (
        "Ann said:\n\n“It rained.\n\n“It poured.”",
        (["Ann"], ["said"], ["“It rained.", "“It poured.”"]),
    ),
    ("It rained, Ann said.", (["Ann"], ["said"], ["It rained"])),
    ("It rained. Ann left.", ([], [], ["It rained"])),
]


@pytest.mark.parametrize(("text", "parts"), LAWFUL)
def test_lawful_attributions_stay(text: str, parts: Parts) -> None:
    given = [one(text, *parts)]
    assert within_sentences(AnnotatedText(text), given) == given


def test_a_quote_is_in_the_sentence_that_reports_it() -> None:
    text = "“We left. It rained,” Ann said. Bob left."
    sentences = AnnotatedText(text)
    assert sentences.sentence_at(text.index("It rained")) == sentences.sentence_at(
        text.index("Ann")
    )
    assert sentences.parted(Span(0, 2), Span(text.index("Bob"), text.index("Bob") + 3))
