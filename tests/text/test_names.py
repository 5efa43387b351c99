"""Names of people: parts, and which two may be one person."""

from __future__ import annotations

import pytest

from graphkit.text.names import parse_person, same_person, trim


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("— Marla Venn", "Marla Venn"),
        ("Marla Venn’s", "Marla Venn"),
        ("Venns'", "Venns"),
        ("🇺🇸Marla Venn 🇺🇸", "Marla Venn"),
        ("Oto Kell Jr.", "Oto Kell Jr."),
        ("“Oto Kell,", "Oto Kell"),
    ],
)
def test_a_name_is_cut_free_of_what_clings_to_it(text: str, name: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == name


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Sen. Charles Dray", "Chuck Dray", True),
        ("William J. Orr", "Bill Orr", True),
        ("Bill Orr", "Hillary Orr", False),
        ("Donald Pell", "Donald Pell Jr.", False),
        ("George W. Lunt", "George H. W. Lunt", False),
        ("J. Edgar Mott", "Edgar Mott", True),
        ("Jim Orr", "Joe Orr", False),
        ("J.B. Orr", "JB Orr", True),
        ("Oto de Vries", "Oto Vries", False),
    ],
)
def test_two_full_names_may_be_one_person_or_may_not(left: str, right: str, one: bool) -> None:
    assert bool(same_person(parse_person(left), parse_person(right))) is one
