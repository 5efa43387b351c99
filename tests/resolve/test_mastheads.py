"""Outlets and authors of articles become nodes, the ones of the text where it names them."""

from __future__ import annotations

import pytest

from graphkit.model import Document, Entity, Extraction, Resolution
from graphkit.resolve.mastheads import add_mastheads, place


def resolved(document: Document, *entities: Entity) -> Resolution:
    return add_mastheads(Resolution((Extraction(document),), entities, {}, (), {}, (), {}, ()))


def entity(id_: str, type_: str, name: str, *aliases: str) -> Entity:
    return Entity(id_, type_, name, aliases, (), ())  # type: ignore[arg-type]  # a literal


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("The Ellery Ledger", "", "outlet:the-ellery-ledger"),
        ("huff-post", "", "outlet:huffpost"),
        ("NYT", "", "outlet:the-new-york-times"),
        ("New York Times", "", "outlet:the-new-york-times"),
        ("The Times", "", "outlet:the-times"),
        ("", "https://www.breitbart.com/a/b", "outlet:breitbart-news"),
        ("", "https://edition.cnn.com/2026", "outlet:cnn"),
        ("", "https://notcnn.com/2026", None),
        ("", "", None),
    ],
)
def test_an_outlet_is_known_by_name_or_address(outlet: str, url: str, expected: str | None) -> None:
    document = Document("a", "a", "Text.", outlet=outlet, url=url)
    assert resolved(document).outlet_of.get("a") == expected


def test_an_outlet_that_the_text_names_is_the_same_node() -> None:
    named = entity("outlet:x", "Outlet", "Ellery Ledger", "the Ledger")
    resolution = resolved(Document("a", "a", "Text.", outlet="The Ellery Ledger"), named)
    assert resolution.outlet_of == {"a": "outlet:x"}
    assert resolution.entities == (named,)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (("Ada Quill",), ["person:ada-quill"]),
        (("Ada Quill", "Tom Roe"), ["person:ada-quill", "person:tom-roe"]),
        (("AFP",), []),
        (("The Associated Press",), []),
        (("Staff Writer",), []),
        (("Quill",), []),
    ],
)
def test_only_people_write(authors: tuple[str, ...], expected: list[str]) -> None:
    resolution = resolved(Document("a", "a", "Text.", authors=authors))
    assert [node for _, node in resolution.authors_of["a"]] == expected


def test_an_author_is_not_somebody_of_the_same_surname() -> None:
    other = entity("person:bob-quill", "Person", "Bob Quill", "Quill")
    resolution = resolved(Document("a", "a", "Text.", authors=("Ada Quill",)), other)
    assert [node for _, node in resolution.authors_of["a"]] == ["person:ada-quill"]


def test_an_ambiguous_name_gets_a_node_of_its_own() -> None:
    two = (
        entity("person:ada-quill", "Person", "Ada Quill"),
        entity("person:ada-m-quill", "Person", "Ada M. Quill", "Ada Quill"),
    )
    resolution = resolved(Document("a", "a", "Text.", authors=("Ada Quill",)), *two)
    ((_, node),) = resolution.authors_of["a"]
    assert node not in {e.id for e in two}
    assert len(resolution.entities) == 3


def test_the_place_of_a_name_is_true() -> None:
    document = Document("a", "a", "By Ada Quill")
    assert place(document, "Ada Quill").start == 3
    assert place(document, "Tom Roe").quote == ""


def test_a_masthead_is_found_as_a_whole_word_only() -> None:
    document = Document("a", "a", "On Sunday the ferry sank. The Sun has more.", outlet="Sun")
    evidence = place(document, "Sun")
    assert (evidence.start, evidence.quote) == (30, "Sun")
    assert place(Document("b", "b", "On Sunday it rained."), "Sun").quote == ""
