"""Posts are found by their by-line, with the words that are theirs and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extractors.posts import complete, posts_of

PROSE = (
    "The harbour board met on Tuesday evening to hear from residents about the ferry, and the "
    "meeting ran for three hours in a hall that was full to the doors."
)
LONG = (
    "NEW: Harbour crews tell @BayNews that the ferry was told to leave the pier before the last "
    "forty passengers had been let on board, although two of its officers asked the control room "
    "three times for leave to wait for them because the storm was about to…"
)

#: (what the text shows, text, [(author, handle, date, platform, words)])
CASES = [
    (
        "a post in a paragraph of its own",
        f"{PROSE}\n\nThe pier is shut. pic.twitter.com/aB1 — Ola Berg (@olaberg) May 3, 2024\n\n"
        f"{PROSE}",
        [("Ola Berg", "@olaberg", "2024-05-03", "X", "The pier is shut.")],
    ),
    (
        "a by-line on its own line",
        f"{PROSE}\nThe pier is shut. pic.twitter.com/aB1\n— Ola Berg (@olaberg) May 3, 2024\n"
        f"{PROSE}",
        [("Ola Berg", "@olaberg", "2024-05-03", "X", "The pier is shut.")],
    ),
    (
        "a post of three paragraphs parted by more blank lines than the article's",
        f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nI said so in March.\n\n\n\nNobody listened.\n\n\n\n"
        "Buy a boat. https://t.co/xYz — Ola Berg (@olaberg) May 3, 2024\n\nShe has a point.",
        [
            (
                "Ola Berg",
                "@olaberg",
                "2024-05-03",
                "X",
                "I said so in March. Nobody listened. Buy a boat.",
            )
        ],
    ),
    (
        "a cut post whose last paragraph is too short to be all of it",
        f"{PROSE}\n\n" + LONG[:225] + ".\n\nCrews saw…" + " — Ola Berg (@olaberg) May 3, 2024",
        [("Ola Berg", "@olaberg", "2024-05-03", "X", LONG[:225] + ". Crews saw…")],
    ),
    (
        "a cut post of full length, with prose before it",
        f"{PROSE}\n\n{LONG} — Ola Berg (@olaberg) May 3, 2024",
        [("Ola Berg", "@olaberg", "2024-05-03", "X", LONG)],
    ),
    (
        "two posts in one paragraph",
        "First. — A B (@ab) May 3, 2024 Second. — C D (@cd) May 4, 2024",
        [
            ("A B", "@ab", "2024-05-03", "X", "First."),
            ("C D", "@cd", "2024-05-04", "X", "Second."),
        ],
    ),
    (
        "an author with emoji and brackets in the name",
        "Enough. — 🚢 Ola (harbour) 🚢 (@ola_b) May 3, 2024",
        [("🚢 Ola (harbour) 🚢", "@ola_b", "2024-05-03", "X", "Enough.")],
    ),
    (
        "a lead-in in the same paragraph",
        "Berg wrote on X: The pier is shut until further notice. — Ola Berg (@olaberg) 3 May 2024",
        [("Ola Berg", "@olaberg", "2024-05-03", "X", "The pier is shut until further notice.")],
    ),
    (
        "a post in quotation marks",
        "“The pier is shut.” — Ola Berg (@olaberg) May 3, 2024",
        [("Ola Berg", "@olaberg", "2024-05-03", "X", "The pier is shut.")],
    ),
    (
        "a post that the article goes on with",
        f"{PROSE}\n\nThe pier is shut. The ferry… — Ola Berg (@olaberg) May 3, 2024\n\n"
        f"The rest of the post:\n\nThe ferry left early.\n\n{PROSE}",
        [
            (
                "Ola Berg",
                "@olaberg",
                "2024-05-03",
                "X",
                "The pier is shut. The ferry left early.",
            )
        ],
    ),
    (
        "Bluesky by its handle",
        "The pier is shut. — Ola Berg (@ola.bsky.social) May 3, 2024 at 9:15 AM",
        [("Ola Berg", "@ola.bsky.social", "2024-05-03T09:15", "Bluesky", "The pier is shut.")],
    ),
    (
        "Instagram",
        "Back at sea! A post shared by Ola Berg (@olaberg) on May 3, 2024 at 8:00pm PDT",
        [("Ola Berg", "@olaberg", "2024-05-03T20:00", "Instagram", "Back at sea!")],
    ),
    (
        "Facebook",
        f"{PROSE}\n\nThe pier is shut.\nPosted by Ola Berg on Friday, May 3, 2024",
        [("Ola Berg", "", "2024-05-03", "Facebook", "The pier is shut.")],
    ),
    ("a handle in prose", "Ask the mayor — she is @ola — or the board (@board) in May.", []),
    ("a dash, a name and a date", "He left — Ola Berg (aged 40) died May 3, 2024.", []),
    ("a by-line with nothing before it", "— Ola Berg (@olaberg) May 3, 2024", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_posts_have_author_handle_date_and_their_own_words(
    text: str, expected: list[tuple[str, ...]]
) -> None:
    found = [(p.author, p.handle, p.published, p.platform, p.text) for p in posts_of("d", text)]
    assert found == expected


def test_spans_are_the_words_without_byline_and_evidence_covers_both() -> None:
    text = "She said no.\n\nThe pier is shut. pic.twitter.com/a1 — Ola (@ola) May 3, 2024\n\nEnd."
    (post,) = posts_of("d", text)
    assert [text[s:e] for s, e in post.spans] == ["The pier is shut."]
    assert post.evidence.quote == text[post.evidence.start : post.evidence.end]
    assert post.evidence.quote.endswith("May 3, 2024")
    assert post.url == "https://pic.twitter.com/a1"
    assert not post.cut


def test_a_post_that_is_not_gone_on_with_stays_cut() -> None:
    (post,) = posts_of("d", f"{LONG} — Ola (@ola) May 3, 2024\n\nThe rest is history.")
    assert post.cut
    assert len(post.spans) == 1


def test_a_rest_that_repeats_the_last_words_is_laid_over_them() -> None:
    assert complete("One. Two of the…", "Two of the three.") == "One. Two of the three."
    assert complete("One. Two of the…", "… boats sank.") == "One. Two of the boats sank."


@given(st.text(alphabet="ab .…—(@)\n:“”", max_size=60), st.text(alphabet="ab \n—", max_size=20))
def test_every_offset_holds_whatever_stands_around_the_byline(before: str, after: str) -> None:
    text = f"{before}— Ola (@ola) May 3, 2024{after}"
    for post in posts_of("d", text):
        assert post.evidence.quote == text[post.evidence.start : post.evidence.end]
        assert all(0 <= s < e <= len(text) for s, e in post.spans)
        assert " ".join(text[slice(*post.spans[0])].split()) == post.text
