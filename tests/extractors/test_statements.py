"""What posts say is said by their authors; a quote from a post is a post."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphkit.extractors.posts import posts_of
from graphkit.extractors.statements import find_statements
from graphkit.language import Analysis
from graphkit.model import (
    Attribution,
    AttributionKind,
    Document,
    Extraction,
    LocalEntity,
    Mention,
    Post,
    Span,
)

BYLINE = "— Ola Berg (@olaberg) May 3, 2024"


def statements(
    text: str, *said: tuple[str, str, str, AttributionKind], speaker: str = "Ola Berg"
) -> tuple[list[Attribution], list[Post]]:
    """Run the step on a text with (source, cue, content, kind) given as words of it."""

    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    mention = Mention(Span(0, 0), speaker, "Person")
    entity = LocalEntity("p1", speaker, "Person", (mention,), handles=("@olaberg",))
    attributions = tuple(
        Attribution(span(source), span(cue), span(content), kind, 0.9, "test", speaker="p1")
        for source, cue, content, kind in said
    )
    document = Document("d", "d", text)
    found = Extraction(document, (entity,), tuple(posts_of("d", text)), attributions)
    # the step reads the document only, no tokens
    analysis = Analysis(document, None, None)  # type: ignore[arg-type]
    return find_statements(analysis, found.entities, found.posts, found.attributions)


def words(text: str, attribution: Attribution) -> list[str]:
    return [text[start:end] for start, end in attribution.content]


def test_a_post_is_a_statement_of_its_author() -> None:
    text = f"The pier is shut. pic.twitter.com/a1 {BYLINE}"
    (said,), _ = statements(text)
    assert words(text, said) == ["The pier is shut."]
    assert (said.speaker, said.post, said.kind) == ("p1", 0, "direct")
    assert text[slice(*said.source[0])] == "Ola Berg"


def test_an_account_that_is_no_entity_of_the_article_leaves_the_speaker_open() -> None:
    said, _ = statements("The pier is shut. — Seagull 77 (@gull) May 3, 2024")
    assert said[0].speaker is None
    assert said[0].why_open


def test_a_long_post_makes_a_claim_a_sentence() -> None:
    sentence = "The harbour board told the crew of ferry number {} to leave the pier at once. "
    text = "".join(sentence.format(n) for n in range(6)) + BYLINE
    said, _ = statements(text)
    assert len(said) == 6
    assert words(text, said[1]) == [sentence.format(1).strip()]


def test_what_is_said_in_a_post_ends_with_it() -> None:
    text = f"Crews say the pier is shut for good. pic.twitter.com/a1 {BYLINE}"
    inner = f"the pier is shut for good. pic.twitter.com/a1 {BYLINE}"
    said, _ = statements(text, ("Crews", "say", inner, "indirect"))
    nested = next(a for a in said if a.extractor == "test")
    assert words(text, nested) == ["the pier is shut for good."]
    assert nested.post == 0


POSTED = [
    ("Ola Berg wrote on X, “The pier is shut.”", "wrote", "X"),
    ("Ola Berg tweeted: “The pier is shut.”", "tweeted", "X"),
    ("“The pier is shut,” Ola Berg said in a Facebook post.", "said", "Facebook"),
    ("“The pier is shut,” Ola Berg wrote on Truth Social.", "wrote", "Truth Social"),
    ("“The pier is shut,” Ola Berg said in a post on Bluesky.", "said", "Bluesky"),
    ("“The pier is shut,” Ola Berg posted.", "posted", ""),
]
SAID = [
    ("Ola Berg told reporters: “The pier is shut.”", "told"),
    ("“The pier is shut,” Ola Berg said.\nThe video was shared on Facebook.", "said"),
    ("The fire was filmed for Twitter. Ola Berg said: “The pier is shut.”", "said"),
]


@pytest.mark.parametrize(("text", "cue", "platform"), POSTED)
def test_a_quoted_post_is_a_post(text: str, cue: str, platform: str) -> None:
    start = text.index("“")
    content = text[start : text.index("”") + 1]
    (said,), (post,) = statements(text, ("Ola Berg", cue, content, "direct"))
    assert said.post == 0
    assert (post.author, post.handle, post.platform) == ("Ola Berg", "@olaberg", platform)
    assert post.text.rstrip(".,") == "The pier is shut"
    assert post.evidence.quote == text[post.evidence.start : post.evidence.end]


@pytest.mark.parametrize(("text", "cue"), SAID)
def test_a_spoken_quote_is_no_post(text: str, cue: str) -> None:
    content = text[text.index("“") : text.index("”") + 1]
    (said,), posts = statements(text, ("Ola Berg", cue, content, "direct"))
    assert said.post is None
    assert posts == []


def test_a_quote_from_a_post_that_is_embedded_is_that_post() -> None:
    text = f"Ola Berg wrote on X, “The pier is shut.”\n\nThe pier is shut. Go home. {BYLINE}"
    said, posts = statements(text, ("Ola Berg", "wrote", "“The pier is shut.”", "direct"))
    assert len(posts) == 1
    assert [a.post for a in said] == [0, 0]


def test_records_are_not_changed_where_there_is_no_post() -> None:
    text = "Ola Berg said that the pier is shut."
    said, _ = statements(text, ("Ola Berg", "said", "that the pier is shut", "indirect"))
    assert replace(said[0], post=None) == said[0]
