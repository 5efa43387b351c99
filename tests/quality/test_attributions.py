"""A gate for who said what, on a sample of our own: ``attributions.txt`` beside this file.

The sample is small (27 articles, 279 attributions) and was written for the cases that peers get
wrong, so its figures are not PolNeAR's.  Floors stand a little under what was measured; who raises
the figures raises the floors.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.evaluation import Corpus, Roles, score
from graphkit.evaluation.inline import parse_inline
from graphkit.evaluation.measures import Report
from graphkit.model import Document
from graphkit.pipeline import extract_documents
from graphkit.settings import Settings
from graphkit.text.quotes import find_quotes, speech_kind

SAMPLE = Path(__file__).with_name("attributions.txt")

#: Measures and the F1 they must reach.
FLOORS = [
    ("attribution", "who_said_what", 0.85),
    ("quoted", "who_said_what", 0.93),
    ("indirect", "who_said_what", 0.80),
    ("content", "token", 0.94),
    ("content", "exact_trim", 0.79),
    ("source", "token", 0.86),
    ("cue", "token", 0.83),
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return parse_inline(SAMPLE.read_text(encoding="utf-8"), SAMPLE.name)


@pytest.fixture(scope="module")
def found(corpus: Corpus) -> dict[str, list[Roles]]:
    documents = (Document(one.stem, one.stem, one.text) for one in corpus.documents.values())
    return {
        extraction.document.id: [
            {"source": a.source, "cue": a.cue, "content": a.content}
            for a in extraction.attributions
        ]
        for extraction in extract_documents(documents, Settings())
    }


@pytest.fixture(scope="module")
def report(corpus: Corpus, found: dict[str, list[Roles]]) -> Report:
    return score(corpus, found)


def test_the_sample_holds_every_kind(corpus: Corpus) -> None:
    kinds: dict[str, int] = {"direct": 0, "mixed": 0, "indirect": 0}
    for one in corpus.documents.values():
        assert 120 <= len(one.text.split()) <= 350, one.stem
        quotes = find_quotes(one.text)
        for roles in one.attributions:
            kinds[speech_kind(roles["content"], quotes)] += 1
    assert len(corpus.documents) >= 25
    assert sum(kinds.values()) >= 200
    assert min(kinds.values()) >= 25, kinds


@pytest.mark.parametrize(("group", "kind", "floor"), FLOORS)
def test_figures_stay_above_their_floors(
    report: Report, group: str, kind: str, floor: float
) -> None:
    assert report[group][kind]["f1"] >= floor


#: "The house shows “Fog”", "the phrase “…” has been used": the tagger sees a cue in the verb.
TAKEN_FOR_SPEECH = pytest.mark.xfail(reason="the tagger takes the verb for a cue")
#: Quoted words in the sample that nobody says.
NOT_SAID = [
    ("bridge", "“Silver Tern”"),
    pytest.param("robbery", "''Old Margery,''", marks=TAKEN_FOR_SPEECH),
    ("cup", "‘The Plumber’"),
    ("fossil", '"Gulper,"'),
    ("questions", "“Lamps”"),
    ("theatre", "“The Glass Orchard,”"),
    ("theatre", "“Blue Harbour”"),
    ("theatre", "“Nine Bells”"),
    ("theatre", "“bank”"),
    ("theatre", "“Toby”"),
    ("theatre", "“big”"),
    pytest.param("theatre", "“Fog” and the musical", marks=TAKEN_FOR_SPEECH),
    ("museum", "“Patience”"),
    pytest.param("weather-desk", "“once in a century”", marks=TAKEN_FOR_SPEECH),
]


@pytest.mark.parametrize(("stem", "words"), NOT_SAID)
def test_titles_and_scare_quotes_are_not_said(
    corpus: Corpus, found: dict[str, list[Roles]], stem: str, words: str
) -> None:
    start = corpus.documents[stem].text.index(words)
    spans = [span for roles in found[stem] for span in roles["content"]]
    assert not any(low <= start < high for low, high in spans)


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("no article", "holds no article"),
        ("=== a: b\n{s1|Ann said.\n", "never closed"),
        ("=== a: b\nAnn} said.\n", "a:1: stray '}'"),
        ("=== a: b\nOne.\n{x1|Ann} said.\n", "a:2: stray '{'"),
        ("=== a: b\n{s1|Ann} said.\n", "attribution 1 has no content"),
        ("=== a: b\nOne.\n=== a: b\nTwo.\n", "two articles are called 'a'"),
    ],
)
def test_a_wrong_mark_is_named(marked: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_inline(marked)
    assert message in str(caught.value)


def test_marks_are_no_part_of_the_text() -> None:
    marked = "=== a: b\n{o2|{s1,s2|Ann} {c1|said} {o1|“it} rained”}, {c2|it} seems.\n"
    (one,) = parse_inline(marked).documents.values()
    assert one.text == "Ann said “it rained”, it seems.\n"
    read = [[one.text[s:e] for spans in a.values() for s, e in spans] for a in one.attributions]
    assert read == [["Ann", "said", "“it"], ["Ann", "it", "Ann said “it rained”"]]
