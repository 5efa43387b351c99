"""Who relies on whom, by the words that say so."""

from __future__ import annotations

import pytest

from graphkit.extractors.citations import find_citations
from graphkit.language import Analysis
from graphkit.model import (
    ArticleRef,
    Attribution,
    Document,
    EntityRef,
    EntityType,
    Extraction,
    LocalEntity,
    Mention,
    PostRef,
    Span,
)
from graphkit.text.lists import read_rows

ENTITIES: dict[str, EntityType] = {
    "Harbour Post": "Outlet",
    "Islands Radio": "Outlet",
    "Coast Guard": "Agency",
    "Jon Berg": "Person",
    "Ada Lund": "Person",
}


def cited(
    text: str, outlet: str = "", said: tuple[str, str, str] | None = None
) -> list[tuple[str, str]]:
    """Who relies on whom, by name; the article itself is "article"."""
    entities = []
    for name, kind in ENTITIES.items():
        at = text.find(name)
        if at >= 0:
            mention = Mention(Span(at, at + len(name)), name, kind)
            entities.append(LocalEntity(name, name, kind, (mention,)))
    document = Document("d", "d", text, outlet=outlet)
    told = []
    if said:
        source, cue, content = (
            (Span(text.index(part), text.index(part) + len(part)),) for part in said
        )
        told = [Attribution(source, cue, content, "direct", 0.9, "test", speaker=said[0])]
    found = Extraction(document, tuple(entities), attributions=tuple(told))
    # this step reads the document and what was found in it
    analysis = Analysis(document, None, None)  # type: ignore[arg-type]
    result = list(find_citations(analysis, found))
    for citation in result:
        evidence = citation.evidence
        assert evidence.quote == text[evidence.start : evidence.end] != ""
    return [(name_of(c.citer), name_of(c.cited)) for c in result]


def name_of(ref: ArticleRef | EntityRef | PostRef) -> str:
    return ref.key if isinstance(ref, EntityRef) else "article"


WORDS = list(read_rows("citing.tsv"))
COUNTER_EXAMPLES = [row for row in WORDS if row[3] != "-"]


@pytest.mark.parametrize(("lemma", "kind", "example"), [row[:3] for row in WORDS])
def test_each_word_shows_that_an_article_relies_on_an_outlet(
    lemma: str, kind: str, example: str
) -> None:
    assert ("article", "Harbour Post") in cited(example.replace("*", ""))


@pytest.mark.parametrize(("lemma", "kind", "_", "counter"), COUNTER_EXAMPLES)
def test_a_word_used_otherwise_does_not(lemma: str, kind: str, _: str, counter: str) -> None:
    assert ("article", "Harbour Post") not in cited(counter.replace("*", ""))


DOCUMENTS = list(read_rows("documents.tsv"))


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row[2])
def test_each_document_shows_that_an_article_relies_on_a_body(row: list[str]) -> None:
    assert ("article", "Coast Guard") in cited(row[2].replace("*", ""))


@pytest.mark.parametrize("row", [row for row in DOCUMENTS if row[3] != "-"], ids=lambda row: row[3])
def test_a_document_that_is_not_relied_on_is_no_citation(row: list[str]) -> None:
    assert cited(row[3].replace("*", "")) == []


LINKS = [
    (
        "Islands Radio, citing the Harbour Post, had the same.",
        [("article", "Islands Radio"), ("Islands Radio", "Harbour Post")],
    ),
    (
        "The pier is shut, according to Islands Radio, which cited Jon Berg.",
        [("article", "Islands Radio"), ("Islands Radio", "Jon Berg")],
    ),
    (
        "Islands Radio reported that the Harbour Post cited nobody.",
        [("article", "Islands Radio"), ("article", "Harbour Post")],
    ),
    (
        "Islands Radio’s Ada Lund reported that it was shut.",
        [("article", "Islands Radio"), ("article", "Ada Lund")],
    ),
    ("Islands Radio’s Ada Lund married on Friday.", []),
    ("Islands Radio’s chief reporter Jo Roe reported it.", [("article", "Islands Radio")]),
    ("The fact was first reported by Ada Lund, a reporter.", [("article", "Ada Lund")]),
    ("The fact was first reported to Ada Lund, a reporter.", []),
    ("Islands Radio’s Ada Lund said that she would marry.", []),
    (
        "Islands Radio moved. Citing the Harbour Post would be unfair.",
        [("article", "Harbour Post")],
    ),
    ("“It is shut,” he said Sunday on Islands Radio.", [("article", "Islands Radio")]),
    ("“It is shut,” wrote Jo Roe on Islands Radio.", [("article", "Islands Radio")]),
    ("He said she worked for Islands Radio.", []),
    ("A 2009 report by the tireless Coast Guard found cracks.", [("article", "Coast Guard")]),
    ("Islands Radio quoted a Coast Guard official.", [("article", "Islands Radio")]),
    ("In a press release, the mayor spoke of the Coast Guard.", []),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_each_link_of_a_chain_has_its_own_citation(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(set(cited(text))) == sorted(expected)


def test_an_outlet_relies_on_whoever_told_it() -> None:
    text = "“We shut it,” Jon Berg told Islands Radio on Friday."
    assert set(cited(text, said=("Jon Berg", "told", "We shut it,"))) == {
        ("article", "Islands Radio"),
        ("Islands Radio", "Jon Berg"),
    }


NOT_CITED = [
    "He slammed the Harbour Post as a rag.",
    "The Harbour Post building burned down.",
    "She once edited Harbour Post pages.",
    "The Harbour Post’s reporting tells a different story.",
    "He called on the Harbour Post’s editorial page to be kind.",
]


@pytest.mark.parametrize("text", NOT_CITED)
def test_an_outlet_that_is_only_named_is_no_source(text: str) -> None:
    assert cited(text) == []


def test_the_articles_own_outlet_is_no_source() -> None:
    assert cited("The Harbour Post reported it.", outlet="Harbour Post") == []


def test_a_press_release() -> None:
    text = "The Coast Guard put out a press release on Saturday. It rained."
    assert cited(text) == [("article", "Coast Guard")]


def test_a_pronoun_stands_for_the_person_named_before() -> None:
    text = (
        "Ada Lund left early. A notice names Jon Berg as chief of the port. "
        "He was also cited in a Saturday article by the Harbour Post on the fire."
    )
    assert ("Harbour Post", "Jon Berg") in cited(text)


def test_a_pronoun_of_the_next_paragraph_stands_for_nobody() -> None:
    text = "A notice names Jon Berg as chief.\n\nHe was also cited by the Harbour Post."
    assert ("Harbour Post", "Jon Berg") not in cited(text)
