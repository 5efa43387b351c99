"""Near-duplicates and excerpts are copies; articles on the same story are not."""

from __future__ import annotations

from graphkit.model import Document, Extraction, Relation, Resolution
from graphkit.resolve.copies import copies

PARAGRAPHS = [
    f"Paragraph {n} of the story tells at length how boat number {n * 7} was towed from the pier "
    f"while {n * 3} people watched, and what the harbour master of district {n} said about it."
    for n in range(1, 9)
]


def found(*documents: Document) -> list[Relation]:
    extractions = tuple(Extraction(document) for document in documents)
    return list(copies(Resolution(extractions, (), {}, (), {}, (), {}, ())))


def article(name: str, paragraphs: list[str], published: str | None = None) -> Document:
    return Document(name, name, "\n\n".join(paragraphs), published=published)


def test_the_later_copies_the_earlier() -> None:
    early = article("a", PARAGRAPHS, "2024-05-03")
    late = article("b", [*PARAGRAPHS[:-1], "Our own last line."], "2024-05-04")
    (edge,) = found(early, late)
    assert (edge.source, edge.target) == ("article:b", "article:a")
    assert edge.properties["order"] == "by date"
    assert edge.evidence[0].quote in late.text


def test_without_dates_the_order_is_said_to_be_unknown_and_is_stable() -> None:
    one, other = article("a", PARAGRAPHS), article("b", PARAGRAPHS[1:])
    (edge,), (again,) = found(one, other), found(other, one)
    assert edge.properties["order"] == "unknown"
    assert (edge.source, edge.target) == (again.source, again.target)


def test_another_story_and_short_notes_are_no_copies() -> None:
    other = article("b", [p.replace("boat", "train").replace("the", "a") for p in PARAGRAPHS])
    assert found(article("a", PARAGRAPHS), other) == []
    assert found(article("a", PARAGRAPHS[:1]), article("b", PARAGRAPHS[:1])) == []
    assert found(article("a", PARAGRAPHS[:4]), article("b", PARAGRAPHS[4:])) == []
