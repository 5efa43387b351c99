"""People told from what is no person, by what the article shows; names cut free of other words."""

from __future__ import annotations

import pytest

from tests.extractors.marking import read_marked, typed


def people(text: str) -> set[str]:
    """The names of all people that a text is found to name."""
    return {name for kind, name in typed(read_marked(text)) if kind == "Person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a headline's or a sentence's first word is none of the name
        ("Bashing Quint Again\n\nPaula Quint, 40, spoke. Ms. Quint left.", {"Paula Quint"}),
        ("Paula Quint, 40, spoke. Longtime Quint aides left. Ms. Quint stayed.", {"Paula Quint"}),
        ("Paula Quint spoke. “Without Quint we lose,” he said. Ms. Quint left.", {"Paula Quint"}),
        # nor is what is tied to it
        ("Paula Quint spoke. The Paula Quint-led board met. Ms. Quint left.", {"Paula Quint"}),
        # a first name that looks like a word is one
        ("Rich Quint, 40, spoke. Rich Quint left.", {"Rich Quint"}),
        ("Sen. Will Quint spoke. Will Quint left.", {"Will Quint"}),
        # letters that came in the wrong encoding
        ("Rep. RaÃ\u0083Âol Quint, 50, spoke. Rep. JosÃ© Orr left.",
         {"RaÃ\u0083Âol Quint", "José Orr"}),
        # the first name that the recogniser misses
        ("Judge Waverly Quint ruled. Quint, 50, said no. Quint left.", {"Waverly Quint"}),
    ],
)  # fmt: skip
def test_a_name_is_no_longer_and_no_shorter_than_it_is(text: str, expected: set[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They live in Ellery Falls. Ellery Falls, Ohio, is small.",
        "ELLERY, Ohio (AP) — The fire spread. In ELLERY, nobody slept.",
        "The Quints went home. The Quints were tired. Paula Quint was one of them.",
        "The Mar-a-Lago club opened. At Mar-a-Lago it rained.",
        "He spoke of the Orr-Marsh Act. The Orr-Marsh bill is old.",
        "Lt. Gen came. The Col said so.",
    ],
)
def test_places_families_and_titles_are_no_people(text: str) -> None:
    assert people(text) <= {"Paula Quint"}


def test_a_word_that_is_a_person_here_and_a_body_there_is_one_of_them() -> None:
    found = read_marked(
        "Workers of Acmeton left. Acmeton closed. Mr. Tolliver said so. Tolliver, 50, runs it."
    )
    kinds = [kind for kind, name in typed(found) if name == "Tolliver"]
    assert set(kinds) <= {"Person"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the list of well-known people gives no full name by itself
        ("Obama bakes bread. “It is good,” Obama said.", "Obama"),
        ("Sgt. Obama bakes bread. “It is good,” Sergeant Obama said.", "Obama"),
        # the article bears it out: the office, others of the list
        ("President Obama spoke. Obama left.", "Barack Obama"),
        ("Obama spoke. Hillary Clinton and Mitt Romney listened. Obama left.", "Barack Obama"),
    ],
)
def test_the_list_of_people_needs_the_article(text: str, name: str) -> None:
    assert name in people(text)
    assert (name == "Obama") == ("Barack Obama" not in people(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # introduced with initials and suffix
        ("Oto Kell resigns\n\nOto H. Kell Jr., 60, resigned. Mr. Kell left.", 1),
        # father and son
        ("Oto Kell, 80, and his son, Oto Kell Jr., 50, resigned.", 2),
        # a maiden name, a letter that is wrong
        ("Paula Orring Quint spoke. Paula Orring was tired. Paula Quint left.", 1),
        ("Ilyana Quint spoke. Ilyanna Quint, 50, left.", 1),
        ("Erick Quint, 50, spoke. Erica Quint, 50, left.", 2),
    ],
)
def test_one_article_one_person_one_name(text: str, expected: int) -> None:
    assert len(people(text)) == expected
