"""Title, by-line, date and outlet where the first lines are plain, and nothing where not."""

from __future__ import annotations

import pytest

from graphkit.readers.heads import Head, read_head

BODY = "\n\nThe council met on Monday to talk about the bridge. It did not agree on anything.\n"

HEADS = [
    (
        "Council puts off vote on bridge\n\nBy Ada Quill  March 4, 2026 at 1:42pm",
        Head("Council puts off vote on bridge", "", ("Ada Quill",), "2026-03-04T13:42"),
    ),
    (
        "Council puts off vote on bridge\nBy Ada Quill, The Marrow Times\nMarch 4, 2026",
        Head("Council puts off vote on bridge", "The Marrow Times", ("Ada Quill",), "2026-03-04"),
    ),
    (
        "Marrow Gazette\n\nCouncil puts off vote\n\nBy ADA QUILL and Tom de Wit | 4 Mar. 2026",
        Head("Council puts off vote", "Marrow Gazette", ("ADA QUILL", "Tom de Wit"), "2026-03-04"),
    ),
    (
        "Council puts off vote\nIt will try again next week.\nBy Ada Quill",
        Head("Council puts off vote", "", ("Ada Quill",), None),
    ),
    (
        " date 2026-03-04 Share\nMARROW: The old bridge (Photo by Jo Roe)\n\nCouncil puts off"
        " vote\n\n By Ada Quill  March 4, 2026 at 11:05am",
        Head("Council puts off vote", "", ("Ada Quill",), "2026-03-04T11:05"),
    ),
    (
        "https://marrow.example/bridge\nCouncil puts off vote on bridge\nUpdated: 2026-03-04 18:00",
        Head(
            "Council puts off vote on bridge",
            published="2026-03-04T18:00",
            url="https://marrow.example/bridge",
        ),
    ),
    ("Council puts off vote on bridge", Head("Council puts off vote on bridge")),
]

NO_HEADS = [
    "The council met on Monday.",
    "“We will not vote today,” said the mayor.",
    "By noon the square was full of people who had come from all over the county to see it.",
    "By the river stood a house.",
    "On March 4, 2026, the council met to talk about the bridge over the river, and agreed.",
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_a_plain_head_is_read(head: str, expected: Head) -> None:
    assert read_head(head + BODY) == expected


@pytest.mark.parametrize("text", NO_HEADS)
def test_what_could_be_the_article_is_left(text: str) -> None:
    assert read_head(text + BODY) == Head()


def test_a_staff_reporter_is_no_outlet() -> None:
    head = read_head("Council puts off vote\nBy Ada Quill, Senior Reporter" + BODY)
    assert head.outlet == ""
    assert head.authors == ("Ada Quill",)


def test_a_copyright_line_names_the_outlet() -> None:
    text = "Council puts off vote" + BODY + "\n© 2026 The Marrow Times. All rights reserved.\n"
    assert read_head(text).outlet == "The Marrow Times"


def test_windows_newlines_are_no_obstacle() -> None:
    text = "Council puts off vote\r\n\r\nBy Ada Quill  March 4, 2026\r\n" + BODY
    assert read_head(text) == Head("Council puts off vote", "", ("Ada Quill",), "2026-03-04")


def test_the_month_behind_a_masthead_is_no_name() -> None:
    head = read_head(
        "Ferry late again today\n\nBy Ada Quill, The Marrow Times March 4, 2026\n\nWords."
    )
    assert (head.authors, head.outlet) == (("Ada Quill",), "The Marrow Times")
    assert head.published == "2026-03-04"
