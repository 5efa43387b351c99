"""What is not the article is marked, and the article is not."""

from __future__ import annotations

import pytest

from graphkit.extractors.boilerplate import boilerplate_of, is_boilerplate_line
from graphkit.model import Document
from graphkit.text.lists import read_rows

BOILERPLATE = [
    "Share",
    "Conversation",
    "12 comments",
    "Facebook Twitter WhatsApp",
    " date 2024-05-03 Share",
    "Advertise with The Harbour Post and reach thousands of readers. Advertise Today.",
    "Sign up for our morning newsletter.",
    "Want more updates from Ola? Sign up for her newsletter, Low Tide.",
    "Follow the Harbour Post on X and Facebook.",
    "READ MORE: Ferry company sued over storm",
    "Photo by Ola Berg",
    "Ola Berg/Getty Images",
    "Ola Berg via AFP",
    "© 2024 The Harbour Post. All rights reserved.",
    "The views expressed here are the author's own.",
    '" Harbour Daily does not always share or support the views expressed here."',
    "Ola Berg covers ports. Follow her on X: @olaberg.",
    "What do you think? Tell us in the comments.",
    "Download our free app for breaking news",
]
ARTICLE = [
    "“Share your boats,” the mayor said.",
    "Sign-ups for the ferry fell by half, the company said.",
    "The Associated Press contributed to this report.",
    "Berg said she would follow the board on every point.",
    "So, how did the ferry company get away with it?",
    "The photo by Berg shows the pier before the storm, the museum said.",
    "He shared the views expressed by the board, he told Reuters.",
    "Readers of the paper subscribe to the idea that the pier is safe.",
    "X",
    "Yes, the mayor said.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_lines_that_are_not_the_article(line: str) -> None:
    assert is_boilerplate_line(line)


@pytest.mark.parametrize("line", [line for line in ARTICLE if line != "X"])
def test_lines_that_are_the_article(line: str) -> None:
    assert not is_boilerplate_line(line)


LISTED = list(read_rows("boilerplate.tsv"))


@pytest.mark.parametrize(("kind", "example"), [(row[0], row[2]) for row in LISTED])
def test_each_listed_pattern_shows_what_it_is_for(kind: str, example: str) -> None:
    assert is_boilerplate_line(example)


@pytest.mark.parametrize("line", [row[3] for row in LISTED if row[3] != "-"])
def test_what_looks_like_a_listed_pattern_is_the_article(line: str) -> None:
    assert not is_boilerplate_line(line)


def marked(text: str, *authors: str) -> list[str]:
    document = Document("d", "d", text, authors=authors)
    return [text[start:end] for start, end in boilerplate_of(document)]


def test_a_credit_is_cut_out_of_its_caption() -> None:
    assert marked("The pier at dawn. (Photo by Ola Berg/Getty Images)\nThe board met.") == [
        "(Photo by Ola Berg/Getty Images)"
    ]


def test_a_poll_and_its_answers() -> None:
    text = (
        "The board met.\n\nShould the city close the pier for good?\n\nYes 40%\nNo 60%\n\nIt did."
    )
    assert marked(text) == ["Should the city close the pier for good?", "Yes 40%", "No 60%"]


BIO = "Ola Berg has written about ports for ten years. She lives with two dogs and admires Nelson."


def test_what_the_page_says_about_its_author_by_the_byline_in_the_text() -> None:
    head = "Pier shut\nBy Ola Berg May 3, 2024\nThe board met.\nIt shut the pier."
    text = f"{head}\nOla Berg\n{BIO}\nShare"
    assert marked(text) == ["Ola Berg", BIO, "Share"]


def test_what_the_page_says_about_its_author_by_the_metadata() -> None:
    text = f"The board met.\nIt shut the pier.\nIt rained.\n{BIO}"
    assert marked(text, "Ola Berg") == [BIO]


def test_a_person_of_the_story_is_no_author() -> None:
    text = f"The board met.\nIt shut the pier.\nIt rained.\n{BIO}"
    assert marked(text, "Nils Holm") == []
