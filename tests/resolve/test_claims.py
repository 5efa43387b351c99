"""The same claim in several articles is one; whatever differs in what it says is not."""

from __future__ import annotations

from itertools import permutations

import pytest

from graphkit.model import AttributionKind, Claim
from graphkit.resolve.claims import join_claims
from tests.resolve.making import Article, entities_of

QUOTE = (
    "Sadly, Mayor Holm’s harbour police are leaving the burning pier and refuse to help us in "
    "getting people off. The crowd is growing, and we are sending boats."
)


def joined(*articles: Article) -> tuple[tuple[Claim, ...], dict[tuple[str, int], str]]:
    extractions = tuple(article.extraction() for article in articles)
    return join_claims(extractions, entities_of(*articles), {})[:2]


def are_one(
    one: str,
    other: str,
    kinds: tuple[AttributionKind, AttributionKind] = ("direct", "direct"),
    speakers: tuple[str, str] = ("Ola Berg", "Ola Berg"),
) -> bool:
    left, right = Article("a"), Article("b")
    left.say(speakers[0], one, kind=kinds[0])
    right.say(speakers[1], other, kind=kinds[1])
    _, claim_of = joined(left, right)
    return claim_of["a", 0] == claim_of["b", 0]


SAME = [
    ("the same words", QUOTE, QUOTE),
    ("other marks", QUOTE, QUOTE.replace("’", "'").replace(", and", " — and")),
    ("the first sentence only", QUOTE, QUOTE.split(". ")[0]),
    ("the second sentence only", QUOTE, QUOTE.split(". ")[1]),
    (
        "a cut in the middle",
        QUOTE,
        "harbour police are leaving the burning pier and refuse to help",
    ),
    ("an ellipsis", QUOTE, QUOTE.replace("burning pier and refuse to help us in", "pier …")),
    ("typing errors", QUOTE, QUOTE.replace("harbour", "harbuor").replace("sending", "sendng")),
    ("a bracketed insertion", QUOTE, QUOTE.replace("us", "[the coast guard]")),
    ("a contraction", "We did not fire on anybody at all.", "We didn't fire on anybody at all"),
    ("numbers in words", "Four of the ten boats are lost.", "4 of the 10 boats are lost."),
]
NOT_SAME = [
    ("a negation more", "We did respond to the burning pier on Saturday.",
     "We did not respond to the burning pier on Saturday."),
    ("another number", "Forty people were on the pier when it burned.",
     "Sixty people were on the pier when it burned."),
    ("an opposite", "The pier will open on Monday for all the ferries.",
     "The pier will close on Monday for all the ferries."),
    ("the same phrase in other statements", "It is a disgrace that the ferry left early.",
     "It is a disgrace that the board was not told."),
    ("a word or two", "a disgrace", "The board is a disgrace and should resign."),
    ("another matter", "The ferry left early.", "The mayor has my full support."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_one_claim(one: str, other: str) -> None:
    assert are_one(one, other)


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in NOT_SAME], ids=[c[0] for c in NOT_SAME])
def test_two_claims(one: str, other: str) -> None:
    assert not are_one(one, other)


def test_two_known_speakers_are_never_one_claim() -> None:
    assert not are_one(QUOTE, QUOTE, speakers=("Ola Berg", "Nils Holm"))


def test_an_indirect_report_of_a_quote_by_the_same_speaker() -> None:
    retold = "the harbour police were leaving the burning pier and refused to help get people off"
    assert are_one(QUOTE, retold, kinds=("direct", "indirect"))


def test_a_report_that_turns_the_quote_round_is_another_claim() -> None:
    retold = "the harbour police were not leaving the burning pier and helped get people off"
    assert not are_one(QUOTE, retold, kinds=("direct", "indirect"))


def test_an_open_speaker_joins_by_long_identical_words_only() -> None:
    assert are_one(QUOTE, QUOTE, speakers=("Ola Berg", ""))
    assert not are_one("It burned down.", "It burned down.", speakers=("Ola Berg", ""))
    assert not are_one("It burned down.", "It burned down.", speakers=("", ""))


def test_an_open_speaker_stays_open_where_two_people_said_the_same() -> None:
    a, b, c = Article("a"), Article("b"), Article("c")
    a.say("Ola Berg", QUOTE)
    b.say("Nils Holm", QUOTE)
    c.say("", QUOTE)
    _, claim_of = joined(a, b, c)
    assert len({claim_of["a", 0], claim_of["b", 0], claim_of["c", 0]}) == 3


def test_a_quote_split_in_two_is_the_claim_that_holds_both_halves() -> None:
    whole, split = Article("a"), Article("b")
    whole.say("Ola Berg", QUOTE)
    first, second = QUOTE.split(". ")
    split.say("Ola Berg", first)
    split.say("Ola Berg", second, cue="added")
    claims, claim_of = joined(whole, split)
    assert claim_of["a", 0] == claim_of["b", 0] == claim_of["b", 1]
    assert claims[0].text == QUOTE.rstrip(".") or claims[0].text == QUOTE


def test_what_somebody_denies_is_not_what_he_says() -> None:
    a = Article("a")
    a.say("Ola Berg", "the harbour police left the burning pier early", kind="indirect")
    b = Article("b")
    b.say(
        "Ola Berg",
        "the harbour police left the burning pier early",
        kind="indirect",
        stance="denies",
    )
    _, claim_of = joined(a, b)
    assert claim_of["a", 0] != claim_of["b", 0]


def test_first_reported_is_the_earliest_date_and_merges_say_why() -> None:
    a, b, c = (Article(n, d) for n, d in (("a", "2024-05-04"), ("b", "2024-05-03"), ("c", None)))
    for article, words in ((a, QUOTE), (b, QUOTE.split(". ")[0]), (c, QUOTE.split(". ")[1])):
        article.say("Ola Berg", words)
    (claim,), _ = joined(a, b, c)
    assert claim.first_reported == "2024-05-03"
    assert len(claim.merges) == 2
    assert all(merge.reason and 0 < merge.score <= 1 for merge in claim.merges)


def test_the_order_of_files_changes_nothing() -> None:
    words = [QUOTE, QUOTE.split(". ")[0], "We did not fire on anybody.", "It burned down."]
    articles = [Article(name) for name in "abcd"]
    for number, article in enumerate(articles):
        article.say("Ola Berg", words[number])
        article.say("", words[-number])
    results = {repr(joined(*order)[0]) for order in permutations(articles)}
    assert len(results) == 1


def test_ids_stay_when_later_articles_come() -> None:
    a, b = Article("a", "2024-05-03"), Article("b", "2024-05-05")
    a.say("Ola Berg", QUOTE.split(". ")[0])
    b.say("Ola Berg", QUOTE)
    assert joined(a)[0][0].id == joined(a, b)[0][0].id
