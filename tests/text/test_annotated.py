"""Sentences, paragraphs and quotes of a text, found once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Span
from graphkit.text.annotated import AnnotatedText

SPLIT: list[tuple[str, list[str]]] = [
    ("It rained. The sun came out.", ["It rained.", "The sun came out."]),
    ("Gov. Holm told Mr. Berg so. He left.", ["Gov. Holm told Mr. Berg so.", "He left."]),
    ("The U.S. Senate met. J. R. Marsh spoke.", ["The U.S. Senate met.", "J. R. Marsh spoke."]),
    ("“We left. It rained!” she said.", ["“We left.", "It rained!” she said."]),
    ("It rained\nThe sun came out", ["It rained", "The sun came out"]),
    ("At 3.5 percent it fell. 40 came.", ["At 3.5 percent it fell.", "40 came."]),
    ("He said no... and left.", ["He said no... and left."]),
    ("Why? Because.", ["Why?", "Because."]),
    ("   ", []),
]


@pytest.mark.parametrize(("text", "sentences"), SPLIT)
def test_a_stretch_is_split_at_marks_and_lines_not_at_titles(
    text: str, sentences: list[str]
) -> None:
    found = AnnotatedText(text).split(Span(0, len(text)))
    assert [text[start:end] for start, end in found] == sentences


AROUND: list[tuple[str, str, str]] = [
    ("It rained. Gov. Holm told Mr. Berg so. He left.", "Berg", "Gov. Holm told Mr. Berg so."),
    ("It rained. “We left. It poured,” Ann said.", "Ann", "“We left. It poured,” Ann said."),
    ("One line\nAnother line", "Another", "Another line"),
]


@pytest.mark.parametrize(("text", "words", "sentence"), AROUND)
def test_a_quote_stands_in_the_sentence_that_reports_it(
    text: str, words: str, sentence: str
) -> None:
    at = text.index(words)
    start, end = AnnotatedText(text).around(at, at + len(words))
    assert text[start:end] == sentence


@given(st.text(alphabet="Ab .!?“”\"'\n—9", max_size=80))
def test_pieces_stand_in_order_and_lose_no_letter(text: str) -> None:
    pieces = AnnotatedText(text).split(Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    kept = "".join("".join(text[s:e].split()) for s, e in pieces)
    assert kept == "".join(text.split())
