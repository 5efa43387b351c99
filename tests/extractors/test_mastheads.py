"""By which words a page shows whose it is, or from whom it has its text."""

from __future__ import annotations

import re

import pytest

from graphkit.extractors.mastheads import find_mastheads
from graphkit.extractors.posts import posts_of
from graphkit.language import Analysis
from graphkit.model import (
    Attribution,
    Document,
    Extraction,
    LocalEntity,
    Mention,
    PageMark,
    Span,
)
from graphkit.text.lexicon import fold
from graphkit.text.lists import read_rows
from graphkit.text.outlet_names import full_name, names_outlet

RULES = list(read_rows("outlet_marks.tsv"))


def marks(text: str) -> list[PageMark]:
    document = Document("d", "d", text)
    # this step reads the text only
    analysis = Analysis(document, None, None)  # type: ignore[arg-type]
    found = list(find_mastheads(analysis, Extraction(document, posts=tuple(posts_of("d", text)))))
    for mark in found:
        start, end = mark.evidence.start, mark.evidence.end
        assert mark.evidence.quote == text[start:end] != ""
    return [mark for mark in found if mark.says != "line"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[6])
def test_each_pattern_finds_the_outlet_of_its_example(rule: list[str]) -> None:
    kind, says, _, sure, needs, _, example, _ = rule
    name = example.split("*")[1]
    wanted = "Breitbart News" if needs == "domain" else name
    (mark,) = marks("It rained.\n" + example.replace("*", ""))
    assert (fold(full_name(mark.outlet)), mark.kind) == (fold(full_name(wanted)), kind)
    assert (mark.says, mark.evidence.confidence) == (says, float(sure))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[7])
def test_each_pattern_leaves_its_counter_example(rule: list[str]) -> None:
    assert marks("It rained.\n" + rule[7].replace("*", "")) == []


NO_MARKS = [
    "“Subscribe to The Harbour Post,” the mayor said.",
    "Advertisement\nSubscribe to The Harbour Post.",
    "The Harbour Post regrets the error, its editor said.",
    "© Reuters/Jon Berg",
    "Copyright 2026 Ada Quill. All rights reserved.",
    "BREAKING: Subscribe to The Harbour Post. pic.twitter.com/Ab1 — The Post (@hp) March 4, 2026",
]


@pytest.mark.parametrize("text", NO_MARKS)
def test_what_is_not_the_pages_own_voice_is_no_mark(text: str) -> None:
    assert marks(text) == []


def test_an_agencys_rights_travel_with_its_text() -> None:
    (mark,) = marks("It rained.\n© 2026 The Associated Press. All rights reserved.")
    assert (mark.says, mark.evidence.confidence) == ("wire", 0.6)


@pytest.mark.parametrize("line", ["The Harbour Post", "Harbour Post | Local | Weather"])
def test_a_masthead_by_itself_is_kept_for_the_folder_to_confirm(line: str) -> None:
    document = Document("d", "d", f"Pier shut\n{line}\nIt rained.")
    analysis = Analysis(document, None, None)  # type: ignore[arg-type]
    (mark,) = find_mastheads(analysis, Extraction(document))
    assert (mark.says, fold(mark.outlet)) == ("line", "harbour post")


@pytest.mark.parametrize(("people", "expected"), [(3, ["Harbour Post"]), (2, [])])
def test_an_outlet_that_several_people_spoke_to_is_the_articles_own(
    people: int, expected: list[str]
) -> None:
    names = ["Ada Lund", "Jon Berg", "Rosa Lind"][:people]
    text = "\n".join(f"“It is shut,” {name} told the Harbour Post." for name in names)
    places = [text.index(name) for name in names]
    entities = [
        LocalEntity(n, n, "Person", (Mention(Span(at, at + len(n)), n, "Person"),))
        for n, at in zip(names, places, strict=True)
    ]
    mentions = tuple(
        Mention(Span(m.start(), m.end()), m[0], "Outlet") for m in re.finditer("Harbour Post", text)
    )
    entities.append(LocalEntity("post", "Harbour Post", "Outlet", mentions))
    said = [
        Attribution(
            (Span(at, at + len(n)),),
            (Span(at + len(n) + 1, at + len(n) + 5),),
            (),
            "direct",
            0.9,
            "test",
            speaker=n,
        )
        for n, at in zip(names, places, strict=True)
    ]
    document = Document("d", "d", text)
    found = Extraction(document, tuple(entities), attributions=tuple(said))
    analysis = Analysis(document, None, None)  # type: ignore[arg-type]
    assert [mark.outlet for mark in find_mastheads(analysis, found)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Harbour Post", True),
        ("CNN", True),
        ("Radio Skerry", True),
        ("Breaking News", False),
        ("World News", False),
        ("Senior Reporter", False),
        ("Getty Images", False),
        ("Ada Quill", False),
        ("FBI", False),
        ("Pilots Union", False),
    ],
)
def test_a_name_is_an_outlets_by_list_or_by_its_last_word(name: str, expected: bool) -> None:
    assert names_outlet(name) == expected
