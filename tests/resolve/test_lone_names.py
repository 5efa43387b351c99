"""Whom a name alone means: weighed over all articles, joined where it is clear, or left open."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from graphkit.curation.judgements import Judgement, add_judgement, read_judgements, reference
from graphkit.graph import build_graph
from graphkit.model import Document, Entity, Evidence, Extraction, LocalEntity, Mention, Role, Span
from graphkit.reports.review import doubts
from graphkit.resolve import resolve
from graphkit.resolve.entities import join_entities
from graphkit.resolve.lone import open_name
from tests.checked import checked


def story(doc: str, text: str, *people: str, day: str | None = None) -> Extraction:
    """An article that names people: "Ann Orr=Orr" is one person with two forms, in the text.

    "mayor Ann Orr" gives a role.
    """
    held = []
    for number, given in enumerate(people):
        forms = [re.sub(r"^[a-z ]+ (?=[A-Z])", "", form) for form in given.split("=")]
        role = given.split("=")[0].removesuffix(forms[0]).strip()
        mentions = [
            Mention(Span(*match.span()), form, "Person")
            for form in forms
            for match in re.finditer(rf"\b{re.escape(form)}(?!\w)", text)
        ]
        roles = (Role(role, None, Evidence(doc, 0, 0, "", "test", 1.0)),) if role else ()
        held.append(LocalEntity(f"person:{number}", forms[0], "Person", tuple(mentions), roles))
    return Extraction(Document(doc, doc, text, published=day), tuple(held))


#: Five articles each on two people of one surname; who is with whom is told by the first names.
BOTH = (
    *(
        story(f"a{i}.txt", "Ann Orr met Ida Lund, Max Veil and Cy Dott. Orr left.",
              "secretary Ann Orr=Orr", "Ida Lund", "Max Veil", "Cy Dott")
        for i in range(5)
    ),
    *(
        story(f"b{i}.txt", "Bill Orr met Tom Pell, Una Ray and Di Fahr. Orr left.",
              "president Bill Orr=Orr", "Tom Pell", "Una Ray", "Di Fahr")
        for i in range(5)
    ),
    *(story(f"z{i}.txt", "Jo Marsh slept.", "Jo Marsh") for i in range(30)),
)  # fmt: skip


def bearer(one: Extraction, *others: Extraction) -> Entity:
    """Who the first person of an article is among the others, whatever their order."""
    every = [*others, one]
    found, where, _ = join_entities(tuple(every))
    random.Random(5).shuffle(every)
    assert join_entities(tuple(every))[0] == found
    return next(e for e in found if e.id == where[one.document.id, "person:0"])


@pytest.mark.parametrize(
    ("text", "people", "expected"),
    [
        # who else is in the story
        (
            "Orr met Ida Lund, Max Veil, Cy Dott.",
            ("Orr", "Ida Lund", "Max Veil", "Cy Dott"),
            "Ann Orr",
        ),
        (
            "Orr met Tom Pell, Una Ray, Di Fahr.",
            ("Orr", "Tom Pell", "Una Ray", "Di Fahr"),
            "Bill Orr",
        ),
        # title and pronouns
        ("Mrs. Orr said she slept. Orr said she left.", ("Orr",), "Ann Orr"),
        ("Orr said he slept. Mr. Orr ate his bread.", ("Orr",), "Bill Orr"),
        # office and company together
        ("Orr met Una Ray.", ("president Orr", "Una Ray"), "Bill Orr"),
        # nothing tells: the node says so
        ("Orr slept.", ("Orr",), "Orr: Ann or Bill"),
        ("Orr met Jo Marsh.", ("Orr", "Jo Marsh"), "Orr: Ann or Bill"),
        # what tells is at odds
        ("Mrs. Orr met Tom Pell and Una Ray.", ("Orr", "Tom Pell", "Una Ray"), "Orr: Ann or Bill"),
        # nobody bears it
        ("Zand slept.", ("Zand",), "Zand"),
    ],
)
def test_a_surname_alone(text: str, people: tuple[str, ...], expected: str) -> None:
    assert bearer(story("x.txt", text, *people), *BOTH).name == expected


def test_the_articles_of_the_same_days_tell() -> None:
    then = [story(f"d{i}.txt", "Ann Orr slept.", "Ann Orr", day="2026-03-01") for i in range(2)]
    late = [story(f"e{i}.txt", "Bill Orr slept.", "Bill Orr", day="2026-09-01") for i in range(2)]
    alone = story("x.txt", "Orr slept.", "Orr", day="2026-03-02")
    assert bearer(alone, *then, *late).may_be[0] == "person:ann-orr"
    alone = story("x.txt", "Orr slept.", "Orr", day="2026-09-02")
    assert bearer(alone, *then, *late).may_be[0] == "person:bill-orr"


def test_what_stays_open_is_one_node_over_all_articles() -> None:
    lone = [story(f"x{i}.txt", "Orr slept.", "Orr") for i in range(4)]
    found, _, _ = join_entities((*BOTH, *lone))
    (node,) = (e for e in found if e.may_be)
    assert (node.id, node.name, len(node.members)) == ("person:orr", "Orr: Ann or Bill", 4)
    assert set(node.may_be) == {"person:ann-orr", "person:bill-orr"}
    assert "Orr" in node.aliases


def test_one_pope_is_one_pope_and_two_strangers_are_two() -> None:
    popes = [story(f"p{i}.txt", "Pope Zand slept.", "pope Zand") for i in range(2)]
    assert len(bearer(popes[0], popes[1]).members) == 2
    strangers = [story(f"p{i}.txt", "Zand slept.", "Zand") for i in range(2)]
    assert len(bearer(strangers[0], strangers[1]).members) == 1


def test_an_open_name_is_offered_for_review_and_a_judgement_settles_it(tmp_path: Path) -> None:
    articles = (*BOTH, story("x.txt", "Orr slept.", "Orr"))
    graph = checked(build_graph(resolve(articles)))
    offered = {(d.left_name, d.right_name) for d in doubts(graph) if d.left == "person:orr"}
    assert offered == {("Orr: Ann or Bill", "Ann Orr"), ("Orr: Ann or Bill", "Bill Orr")}
    assert graph.nodes["person:orr"]["may_be"] == ["person:ann-orr", "person:bill-orr"]
    path = tmp_path / "j.yaml"
    add_judgement(path, Judgement("same", (reference("person:orr"), reference("Bill Orr"))))
    found = {e.id: e for e in join_entities(articles, read_judgements(path))[0]}
    assert "person:orr" not in found
    assert ("x.txt", "person:0") in found["person:bill-orr"].members


def test_one_who_is_judged_not_to_be_meant_is_no_longer_named(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    add_judgement(path, Judgement("different", (reference("person:orr"), reference("Bill Orr"))))
    articles = (*BOTH, story("x.txt", "Orr slept.", "Orr"))
    found = {e.id: e for e in join_entities(articles, read_judgements(path))[0]}
    assert found["person:orr"].may_be == ("person:ann-orr",)


@pytest.mark.parametrize(
    ("word", "possible", "name"),
    [
        ("Orr", ["Ann Orr", "Bill Orr"], "Orr: Ann or Bill"),
        ("Orr", ["Ann Orr", "Bill Orr", "Cy Orr"], "Orr: Ann, Bill or Cy"),
        ("Orr", ["Ann Orr", "Bill Orr", "Cy Orr", "Di Orr"], "Orr: Ann, Bill or another"),
        ("Orr", ["Bill A. Orr", "Bill B. Orr"], "Orr: Bill A. Orr or Bill B. Orr"),
        ("Ann", ["Ann Orr", "Ann Lee"], "Ann: Ann Orr or Ann Lee"),
        ("Orr", ["Ann Orr"], "Orr"),
        ("Orr", [], "Orr"),
    ],
)
def test_what_an_open_node_is_called(word: str, possible: list[str], name: str) -> None:
    assert open_name(word, possible) == name


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        # a suffix: one man who is introduced in full, or father and son
        ("Attorney Eric Mott slept.|attorney Eric Mott",
         "Attorney Eric H. Mott Jr. slept.|attorney Eric H. Mott Jr.", True),
        ("Eric Mott slept.|Eric Mott", "Eric Mott Jr. slept.|Eric Mott Jr.", False),
        ("Eric Mott slept.|Eric Mott",
         "Eric H. Mott Jr., son of the elder, slept.|Eric H. Mott Jr.", False),
        # hyphens, accents, wrong encodings, initials
        ("Bo Ki-tan slept.|Bo Ki-tan", "Bo Ki Tan slept.|Bo Ki Tan", True),
        ("José Mott slept.|José Mott", "Jose Mott slept.|Jose Mott", True),
        ("José Mott slept.|José Mott", "JosÃ© Mott slept.|JosÃ© Mott", True),
        ("J. Edgar Mott slept.|J. Edgar Mott", "Edgar Mott slept.|Edgar Mott", True),
        ("Bashir al-Mott slept.|Bashir al-Mott", "Bashir Mott slept.|Bashir Mott", True),
        # a first name left out
        ("Debbie Zand Mott slept.|Debbie Zand Mott", "Zand Mott slept.|Zand Mott", True),
        ("Debbie Mott slept.|Debbie Mott", "Zand Mott slept.|Zand Mott", False),
        # a wrong letter needs company
        ("Ilyana Mott slept.|Ilyana Mott", "Ilyanna Mott slept.|Ilyanna Mott", False),
    ],
)  # fmt: skip
def test_two_names_of_two_articles(first: str, second: str, one: bool) -> None:
    (text, name), (other_text, other) = first.split("|"), second.split("|")
    found, _, _ = join_entities((story("a", text, name), story("b", other_text, other)))
    assert (len(found) == 1) is one


def test_a_rare_misspelling_is_the_well_known_one() -> None:
    known = [story(f"k{i}.txt", "Ilyana Mott slept.", "Ilyana Mott") for i in range(12)]
    assert bearer(story("x.txt", "Ilyanna Mott slept.", "Ilyanna Mott"), *known).name == (
        "Ilyana Mott"
    )
    brother = story("x.txt", "Ilyano Mott slept.", "Ilyano Mott")
    both = story("y.txt", "Ilyano Mott and Ilyana Mott slept.", "Ilyano Mott", "Ilyana Mott")
    assert bearer(brother, *known, both).name == "Ilyano Mott"
