"""Names found, cleaned, typed and brought together inside one article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.marking import read_marked, typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” he wrote. — Marla Quint\n\nMarla Quint’s campaign won.",
         {("Person", "Marla Quint"), ("Organization", "Marla Quint campaign")}),
        ("Chicago police came. The Chicago Police Department said so. CPD agreed.",
         {("Agency", "Chicago Police Department")}),
        ("The Harlow Water Authority (HWA) met. HWA officials left.",
         {("Agency", "Harlow Water Authority")}),
        ("Officers of the Department of Homeland Security and of DHS met.",
         {("Agency", "United States Department of Homeland Security")}),
        ("The Missouri Senate voted. The Senate adjourned.", {("Agency", "Missouri Senate")}),
        ("He told “Meet the Press” on NBC that he had read The New York Times and the Times.",
         {("Outlet", "Meet the Press"), ("Outlet", "NBC News"), ("Outlet", "The New York Times")}),
        ("The Israeli newspaper Haaretz quoted Reuters.",
         {("Outlet", "Haaretz"), ("Outlet", "Reuters")}),
    ],
)  # fmt: skip
def test_a_body_goes_by_one_name_and_type(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= typed(read_marked(text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Advertise with us. Advertise Today.", "Advertise"),
        ("Police closed S. Kedzie Avenue near 39th Place.", "Kedzie"),
        ("The Chief of Patrol met Border Patrol agents.", "Chief of Patrol"),
        ("(Photo by Getty Images)", "Getty"),
        (
            "The log of the Computer-Aided Dispatch shows no call. Computer-Aided Dispatch failed.",
            "Aided",
        ),
        ("The Clean Water Act passed on Election Day.", "Act"),
        ("Turkey and Greece are in Europe, and so is France.", "France"),
    ],
)
def test_what_names_nobody_is_no_entity(text: str, wrong: str) -> None:
    assert not [name for _, name in typed(read_marked(text)) if wrong in name]


def test_agencies_are_never_people() -> None:
    found = read_marked("Border Patrol agents met ICE agents. The Border Patrol left.")
    assert {kind for kind, _ in typed(found)} == {"Agency"}


def test_one_surname_two_people() -> None:
    found = read_marked(
        "Paul Quint and his wife, Mary Quint, came. Mr. Quint spoke. Mrs. Quint left. "
        "Paul Quint Jr. stayed."
    )
    people = {e.name: [m.surface for m in e.mentions] for e in found.entities}
    assert people["Paul Quint"] == ["Paul Quint", "Quint"]
    assert people["Mary Quint"] == ["Mary Quint", "Quint"]
    assert set(people) == {"Paul Quint", "Mary Quint", "Paul Quint Jr."}


def test_short_forms_and_accounts_are_one_person() -> None:
    found = read_marked(
        "Sen. Charles Dray spoke. Chuck Dray left. Dray is tired. He is @ChuckDray online."
    )
    (person,) = [e for e in found.entities if e.type == "Person"]
    assert len(person.mentions) == 4
    assert person.handles == ("@ChuckDray",)


@pytest.mark.parametrize(
    ("text", "person", "role", "body"),
    [
        ("Marla Quint, Assistant Secretary for Public Affairs at DHS, said so.", "Marla Quint",
         "Assistant Secretary for Public Affairs", "United States Department of Homeland Security"),
        ("National FOP President Paul Quint said so.", "Paul Quint", "President",
         "National Fraternal Order of Police"),
        ("Fox News’ Paul Quint said so.", "Paul Quint", "", "Fox News"),
        ("The note names Paul Quint as the FBI’s new chief of staff.", "Paul Quint",
         "new chief of staff", "Federal Bureau of Investigation"),
        ("Paul Quint, who leads the Sierra Club, said so.", "Paul Quint", "leader", "Sierra Club"),
    ],
)  # fmt: skip
def test_a_role_has_its_body_and_its_words(text: str, person: str, role: str, body: str) -> None:
    found = read_marked(text)
    names = {e.key: e.name for e in found.entities}
    one = next(e for e in found.entities if e.name == person)
    assert (role, body) in [(r.role, names.get(r.of or "", "")) for r in one.roles]
    for told in one.roles:
        e = told.evidence
        assert found.document.text[e.start : e.end] == e.quote
        assert person in e.quote


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Mary Quint", "’s", "said", "—", "\n\n", "🇺🇸", "Dr.", "@marla", "FBI", "é", "“", "”",
             "Mr. O'Dray", "Chicago police", "\u00a0", "the", ",", "\r\n", "Trump campaign"]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_mentions_are_where_they_say(words: list[str]) -> None:
    found = read_marked(" ".join(words))
    for entity in found.entities:
        for mention in entity.mentions:
            held = found.document.text[mention.span.start : mention.span.end]
            assert " ".join(held.split()) == mention.surface
            assert held.strip() == held
            assert held
