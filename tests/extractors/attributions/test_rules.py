"""Who said what, by rules: a quote or a clause, its cue and its source."""

from __future__ import annotations

import pytest

from graphkit.extractors.attributions.rules import attributions_by_rule
from graphkit.language.analysis import load_spacy
from graphkit.model import Attribution, Span
from graphkit.settings import Settings
from graphkit.text.quotes import find_quotes


def attributions(text: str) -> list[Attribution]:
    doc = load_spacy(Settings().spacy_model)(text)
    return attributions_by_rule(doc, find_quotes(text))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


CASES = [
    (
        "“The bridge is closed,” Mayor Lena Ortiz said on Tuesday.",
        ("Mayor Lena Ortiz", "said", "“The bridge is closed,”", "direct"),
    ),
    (
        '"The bridge is closed," said Lena Ortiz, the mayor. "We will open it in June."',
        (
            "Lena Ortiz, the mayor",
            "said",
            '"The bridge is closed," … "We will open it in June."',
            "direct",
        ),
    ),
    (
        "Lena Ortiz, who runs the port, said: ''We will open it in June.''",
        ("Lena Ortiz, who runs the port", "said", "''We will open it in June.''", "direct"),
    ),
    (
        "Officials said that the bridge would open in June.",
        ("Officials", "said", "that the bridge would open in June", "indirect"),
    ),
    (
        "The mayor told reporters on Monday that the bridge was “a disgrace” and would close.",
        ("The mayor", "told", "that the bridge was “a disgrace” and would close", "mixed"),
    ),
    (
        "The bridge will open in June, according to the harbour board.",
        ("the harbour board", "according to", "The bridge will open in June", "indirect"),
    ),
    (
        "According to Ann Lee, the bridge will open in June.",
        ("Ann Lee", "According to", "the bridge will open in June", "indirect"),
    ),
    (
        "The bridge would open in June, Ortiz said.",
        ("Ortiz", "said", "The bridge would open in June", "indirect"),
    ),
    (
        "She declined to name the firm.",
        ("She", "declined", "to name the firm", "indirect"),
    ),
    (
        "“One is this.\n\n“Two is that,” Ann Lee said.",
        ("Ann Lee", "said", "“One is this. … “Two is that,”", "direct"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_source_cue_and_content_are_found(text: str, expected: tuple[str, str, str, str]) -> None:
    (one,) = attributions(text)
    found = (words(text, one.source), words(text, one.cue), words(text, one.content), one.kind)
    assert found == expected
    assert 0 < one.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "She sailed on the “Northern Star” for ten years.",
        "Nobody sang “Blue Harbour” at the fair.",
        'Joe "Bulldog" Marsh won the race.',
        "The so-called “experts” stayed at home.",
        "The bridge is closed.",
        "",
    ],
)
def test_titles_nicknames_and_plain_facts_are_not_said(text: str) -> None:
    assert attributions(text) == []
