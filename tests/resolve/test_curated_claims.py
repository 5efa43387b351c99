"""People's word on claims goes before every rule, and holds in every later build."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from graphkit.curation.judgements import Judgement, Reference, add_judgements, read_judgements
from graphkit.errors import JudgementError
from graphkit.model import Claim
from graphkit.resolve.claims import join_claims
from tests.resolve.making import Article, entities_of

QUOTE = "The harbour police are leaving the burning pier and refuse to help us."
OTHER = "Nobody from the town came to the fire on Saturday evening."


def articles() -> list[Article]:
    made = []
    for name, speaker, words in [
        ("a", "Ola Berg", QUOTE),
        ("b", "Ola Berg", QUOTE),
        ("c", "Ola Berg", QUOTE.replace("burning ", "")),
        ("d", "Ola Berg", OTHER),
        ("e", "Nils Holm", QUOTE),
    ]:
        article = Article(name)
        article.say(speaker, words)
        made.append(article)
    return made


def built(
    path: Path, judgements: list[Judgement], made: list[Article] | None = None
) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """Claims, and the claim of each article's one statement."""
    path.unlink(missing_ok=True)
    add_judgements(path, judgements)
    made = made or articles()
    found = tuple(article.extraction() for article in made)
    claims, claim_of, _ = join_claims(found, entities_of(*made), {}, read_judgements(path))
    return claims, {doc: claim for (doc, _), claim in claim_of.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.yaml"


def test_without_judgements_the_rules_decide(path: Path) -> None:
    _, of = built(path, [])
    assert of["a"] == of["b"] == of["c"]
    assert len(set(of.values())) == 3


@pytest.mark.parametrize("other", ["d", "e"])
def test_same_joins_two_claims(path: Path, other: str) -> None:
    _, before = built(path, [])
    said = Judgement("same", (Reference(before["a"]), Reference(before[other])))
    claims, of = built(path, [said])
    assert of["a"] == of["b"] == of["c"] == of[other]
    claim = next(c for c in claims if c.id == of["a"])
    assert any(m.score == 1.0 and m.reason.startswith("judged the same") for m in claim.merges)


def test_different_parts_what_one_article_says(path: Path) -> None:
    _, before = built(path, [])
    for doc in ("b", "c"):
        whole, part = Reference(before["a"]), Reference(before["a"], "", doc)
        _, of = built(path, [Judgement("different", (whole, part))])
        assert of["a"] != of[doc]
        assert of["a"] == of["c" if doc == "b" else "b"]


def test_different_by_the_ids_of_two_wordings(path: Path) -> None:
    only_c = [a for a in articles() if a.id in ("c", "d")]
    _, alone = built(path, [], only_c)
    _, before = built(path, [], [a for a in articles() if a.id in ("a", "b")])
    parted = Judgement("different", (Reference(before["a"]), Reference(alone["c"])))
    _, of = built(path, [parted])
    assert of["a"] == of["b"] != of["c"]


def test_a_judgement_survives_an_older_article_that_renames_the_claim(path: Path) -> None:
    made = [a for a in articles() if a.id in ("c", "d")]
    _, before = built(path, [], made)
    said = Judgement("same", (Reference(before["c"]), Reference(before["d"])))
    _, of = built(path, [said])
    assert of["a"] == of["c"] == of["d"]


def test_unknown_ids_are_passed_over(path: Path) -> None:
    claims, of = built(path, [])
    gone = Judgement("same", (Reference("claim:0000000000000000"), Reference(of["a"])))
    assert built(path, [gone]) == (claims, of)


def test_the_order_of_files_does_not_matter(path: Path) -> None:
    _, before = built(path, [])
    told = [
        Judgement("same", (Reference(before["a"]), Reference(before["d"]))),
        Judgement("different", (Reference(before["a"]), Reference(before["a"], "", "b"))),
    ]
    results = [built(path, told, list(order))[0] for order in permutations(articles())]
    assert all(result == results[0] for result in results)


def test_a_chain_that_joins_what_is_parted_is_told(path: Path) -> None:
    _, of = built(path, [])
    only_c = built(path, [], [a for a in articles() if a.id == "c"])[1]["c"]
    told = [
        Judgement("same", (Reference(only_c), Reference(of["d"]))),
        Judgement("same", (Reference(of["a"]), Reference(of["d"]))),
        Judgement("different", (Reference(of["a"], QUOTE), Reference(only_c, "x"))),
    ]
    with pytest.raises(JudgementError, match="contradicts"):
        built(path, told)
