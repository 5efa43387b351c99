"""Whose account a handle is: as the article ties them, and as one person in the graph."""

from __future__ import annotations

import pytest

from graphkit.extractors.mentions.accounts import HANDLE, owners
from graphkit.model import Document
from graphkit.pipeline import extract_documents, resolve_extractions
from graphkit.settings import Settings
from graphkit.text.lists import read_rows

TIES = list(read_rows("accounts.tsv"))


@pytest.mark.parametrize("row", TIES, ids=lambda row: row[2])
def test_each_tie_finds_the_owner_of_its_example(row: list[str]) -> None:
    name = row[2].split("*")[1]
    assert owners(row[2].replace("*", "")) == {"harbourcat": name}


@pytest.mark.parametrize("row", TIES, ids=lambda row: row[3])
def test_each_tie_leaves_its_counter_example(row: list[str]) -> None:
    assert owners(row[3].replace("*", "")) == {}


def test_an_account_that_the_text_gives_to_two_is_nobodys() -> None:
    assert owners("Ada Quill (@harbourcat) wrote. Jon Berg (@harbourcat) wrote.") == {}


def test_titles_are_no_part_of_the_owners_name() -> None:
    assert owners("It was Sen. Ada Quill (@harbourcat).") == {"harbourcat": "Ada Quill"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by @ada_q.", ["@ada_q"]),
        ("by @ada@coast.example.", ["@ada@coast.example"]),
        ("by @ada.bsky.social, who", ["@ada.bsky.social"]),
        ("to ada@coast.example", []),
    ],
)
def test_accounts_are_read_on_every_network(text: str, expected: list[str]) -> None:
    assert HANDLE.findall(text) == expected


ARTICLE = """Mayor Ada Quill said on Monday that the pier would close.

“It is as safe as my cat,” @harbourcat tweeted. That is Quill’s Twitter account, @harbourcat.

Jon Berg, who posts on Bluesky as @berg.bsky.social, laughed.
Jon Berg’s account posted that the pier had to go.

The pier is a death trap. — Jon Berg (@jonberg@coast.example) March 4, 2026

The pier sells drinks. — Jon Berg (@berg.bsky.social) March 5, 2026
"""


def test_the_accounts_of_one_person_are_one_node_and_what_they_post_is_theirs() -> None:
    document = Document("d", "d", ARTICLE)
    resolution = resolve_extractions(extract_documents([document], Settings()), Settings())
    handles = {entity.name: entity.handles for entity in resolution.entities if entity.handles}
    assert handles == {
        "Ada Quill": ("@harbourcat",),
        "Jon Berg": ("@berg.bsky.social", "@jonberg@coast.example"),
    }
    names = {entity.id: entity.name for entity in resolution.entities}
    posts = {post.id: post.handle for post in resolution.posts}
    networks = {post.handle: post.platform for post in resolution.posts}
    assert networks["@jonberg@coast.example"] == "Mastodon"
    assert networks["@berg.bsky.social"] == "Bluesky"
    posted = [r for r in resolution.relations if r.type == "POSTED"]
    assert sorted((names[r.source], posts[r.target]) for r in posted) == [
        ("Ada Quill", "@harbourcat"),
        ("Jon Berg", "@berg.bsky.social"),
        ("Jon Berg", "@jonberg@coast.example"),
    ]


def test_what_an_account_says_its_owner_says() -> None:
    document = Document("d", "d", ARTICLE)
    (found,) = extract_documents([document], Settings())
    said = {
        ARTICLE[a.source[0].start : a.source[0].end]: a.speaker
        for a in found.attributions
        if a.source
    }
    assert said["Jon Berg’s account"] == "person:jon-berg"
