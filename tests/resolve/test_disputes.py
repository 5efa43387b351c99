"""DISPUTES between nodes: taken over from documents, and found across them."""

from __future__ import annotations

from dataclasses import replace

from graphkit.model import Denial, Entity, Evidence, Extraction, Relation, Resolution
from graphkit.resolve.claims import join_claims
from graphkit.resolve.disputes import disputes
from tests.resolve.making import Article, entities_of


def resolution(*extractions: Extraction, articles: tuple[Article, ...]) -> Resolution:
    entity_of = entities_of(*articles)
    claims, claim_of, _ = join_claims(extractions, entity_of, {})
    entities = tuple(
        Entity(node, "Person", node, (), (), ()) for node in sorted(set(entity_of.values()))
    )
    return Resolution(extractions, entities, entity_of, (), {}, claims, claim_of, ())


def found(*articles: Article, denials: dict[str, Denial] | None = None) -> list[Relation]:
    extractions = tuple(
        replace(a.extraction(), denials=(denials[a.id],) if denials and a.id in denials else ())
        for a in articles
    )
    return list(disputes(resolution(*extractions, articles=articles)))


def denial(doc: str, by: int, against: str, reason: str, topic: str = "") -> Denial:
    evidence = Evidence(doc, 0, 4, "“The", "denials", 0.8)
    return Denial(f"attribution:{by}", against, reason, evidence, topic)


LEAVING = "The harbour crew is leaving the burning pier and refuses to assist the passengers."
STAYING = "The harbour crew responded to the burning pier and helped to assist the passengers."


def test_claims_of_two_articles_that_cannot_both_be_true_dispute_each_other() -> None:
    one, other = Article("a", "2024-05-03"), Article("b", "2024-05-05")
    one.say("Ola Berg", LEAVING)
    other.say("Nils Holm", STAYING)
    edges = found(one, other)
    assert {(e.source, e.target) for e in edges} == {(e.target, e.source) for e in edges}
    assert len(edges) == 2
    assert all(e.evidence and 0 < e.confidence < 0.8 for e in edges)


def test_nothing_is_disputed_by_the_same_speaker_or_in_another_year() -> None:
    one, same, late = (
        Article("a", "2024-05-03"),
        Article("b", "2024-05-05"),
        Article("c", "2026-01-01"),
    )
    one.say("Ola Berg", LEAVING)
    same.say("Ola Berg", STAYING)
    late.say("Nils Holm", STAYING)
    assert found(one, same) == []
    assert found(one, late) == []


def test_an_outright_denial_is_the_speakers_and_not_a_claim_of_his() -> None:
    article = Article("a")
    article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    article.say("Nils Holm", "the crew had left the pier", kind="indirect", stance="denies")
    edges = found(article, denials={"a": denial("a", 1, "attribution:0", "denial: denied")})
    assert [(e.source, e.properties["reason"]) for e in edges] == [
        ("person:nils-holm", "denial: denied")
    ]


def test_a_label_is_a_claim_against_a_claim_and_the_speakers_too() -> None:
    article = Article("a")
    target = article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    article.say("Nils Holm", "the story is a hoax", kind="indirect")
    edges = found(article, denials={"a": denial("a", 1, f"attribution:{target}", "label: hoax")})
    assert [e.source.split(":")[0] for e in edges] == ["claim", "person"]
    assert len({e.target for e in edges}) == 1


def test_what_a_document_does_not_hold_is_looked_up_in_the_others() -> None:
    one, other = Article("a", "2024-05-03"), Article("b", "2024-05-05")
    one.say("Ola Berg", "the ferry line was sold to a casino on the islands", kind="indirect")
    words = "that the ferry line had been sold to a casino"
    other.say("Nils Holm", words, kind="indirect", stance="denies")
    edges = found(one, other, denials={"b": denial("b", 0, "", "denial: denied", words)})
    assert [e.source for e in edges] == ["person:nils-holm"]


def test_a_topic_that_fits_nothing_finds_nothing() -> None:
    one, other = Article("a"), Article("b")
    one.say("Ola Berg", "the ferry line was sold to a casino on the islands", kind="indirect")
    other.say("Nils Holm", "that he knew the driver", kind="indirect", stance="denies")
    topic = "that he knew the driver of the lorry"
    assert found(one, other, denials={"b": denial("b", 0, "", "denial: denied", topic)}) == []
