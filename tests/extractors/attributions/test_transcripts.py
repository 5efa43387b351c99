"""Who speaks is told by the layout: transcripts, questions and answers, quotes with a name."""

from __future__ import annotations

import pytest

from graphkit.extractors.attributions.transcripts import laid_out, with_laid_out
from graphkit.text.annotated import AnnotatedText
from tests.extractors.attributions.parts import Parts, one, shown

TRANSCRIPT = "MOORE: Was it late?\n\nMAYOR LEE: It was.\n\nMOORE: Why? Ann said it rained."
CASES: list[tuple[str, list[Parts]]] = [
    (
        TRANSCRIPT,
        [
            (["MOORE"], [":"], ["Was it late?"]),
            (["MAYOR LEE"], [":"], ["It was."]),
            (["MOORE"], [":"], ["Why? Ann said it rained."]),
        ],
    ),
    (
        "Q. Is it late?\n\nA. It is.\n\nQ. Why so?",
        [
            ([], ["Q."], ["Is it late?"]),
            ([], ["A."], ["It is."]),
            ([], ["Q."], ["Why so?"]),
        ],
    ),
    (
        "“It rained.” — Ann Lee, 34, baker\n\n“It poured!” – Bob Hart",
        [
            (["Ann Lee, 34, baker"], ["—"], ["“It rained.”"]),
            (["Bob Hart"], ["–"], ["“It poured!”"]),
        ],
    ),
    (  # a quoted transcript opens each paragraph anew; what stands in brackets nobody says
        '"MOORE: Was it late?\n\n"MAYOR LEE: It was.\n\n"And cold.\n\n"(PAUSE.)\n\n"MOORE: Why?',
        [
            (["MOORE"], [":"], ["Was it late?"]),
            (["MAYOR LEE"], [":"], ["It was.", "And cold."]),
            (["MOORE"], [":"], ["Why?"]),
        ],
    ),
    (  # a paragraph of somebody's own words, without marks
        "It sank. The harbour master added:\n\nNobody was on board when she went down.\n\nBye.",
        [(["The harbour master"], ["added"], ["Nobody was on board when she went down."])],
    ),
    (  # marks set the wrong way round, or missing
        '”It rained.― Ann Lee\n\n“It poured!” ― Bob van Hart\n\n"It hailed” ― Cy Moe',
        [
            (["Ann Lee"], ["―"], ["”It rained."]),
            (["Bob van Hart"], ["―"], ["“It poured!”"]),
            (["Cy Moe"], ["―"], ['"It hailed”']),
        ],
    ),
    (  # a transcript that is itself quoted opens each turn with a mark
        '"MOORE: Was it late?\n\n"LEE: It was.\n\n"MOORE: Why?"',
        [
            (["MOORE"], [":"], ["Was it late?"]),
            (["LEE"], [":"], ["It was."]),
            (["MOORE"], [":"], ['Why?"']),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_layout_tells_who_speaks(text: str, expected: list[Parts]) -> None:
    found = laid_out(AnnotatedText(text))
    read = [
        tuple([text[s:e] for s, e in spans] for spans in (a.source, a.cue, a.content))
        for a in found
    ]
    assert read == expected


@pytest.mark.parametrize(
    "text",
    [
        "PHOTO: The bridge.\n\nWATCH: The film.\n\nPHOTO: The quay.",
        "NOTE: One label is no talk.",
        "MOORE: Once.\n\nLEE: And once.",
        "Photo Credit: Jo.\n\nRead More: Here.\n\nAlso There: No.",
        "“It rained.” — Ann Lee",
        "“It rained” — Ann Lee said.\n\n“It poured” — Ann Lee said.",
        "“It rained” — and how it rained, all day long, on “us” all.",
        "A. One answer.\n\nA. Another, and no question.",
        "WASHINGTON: A dateline.\n\nPARIS: Another.\n\nROME: And a third.",
        "The harbour master noted the empty quay:\n\nNobody was on board when she went down.",
        "The harbour master added:\n\n“Nobody was on board,” she said, and she wept for an hour.",
        "The harbour master wrote:\n\n<tweet>Nobody was on board when she went down.</tweet>",
        "The harbour master added:\n\nWATCH THE FILM",
        "The rest of the post:\n\nNobody was on board when she went down.",
        "",
    ],
)
def test_a_line_alone_tells_nothing(text: str) -> None:
    assert laid_out(AnnotatedText(text)) == []


def test_the_layout_overrules_what_crosses_its_lines() -> None:
    layout = laid_out(AnnotatedText(TRANSCRIPT))
    across = one(TRANSCRIPT, ["MAYOR LEE"], [":"], ["Was it late", "It was"])
    within = one(TRANSCRIPT, ["Ann"], ["said"], ["it rained"])
    assert with_laid_out([across, within], layout) == [*layout, within]
    assert shown(TRANSCRIPT, [within]) == [(["Ann"], ["said"], ["it rained"])]
