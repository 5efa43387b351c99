"""DISPUTES between nodes: taken over from documents, and found across them."""

from __future__ import annotations

from dataclasses import replace

from graphkit.curation.judgements import Judgement, Reference
from graphkit.ids import article_id
from graphkit.model import (
    Denial,
    Entity,
    Evidence,
    Extraction,
    Relation,
    Resolution,
    Statement,
    Why,
)
from graphkit.resolve import resolve
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


def denial(doc: str, by: int | None, against: int | None, why: Why = "denial") -> Denial:
    evidence = Evidence(doc, 0, 4, "“The", "denials", 0.8)
    return Denial(by, against, None, why, "denied", evidence)


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


def test_a_denial_is_disputed_by_what_is_said_and_by_who_says_it() -> None:
    article = Article("a")
    target = article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    article.say("Nils Holm", "the crew had left the pier", kind="indirect", stance="denies")
    edges = found(article, denials={"a": denial("a", 1, target)})
    assert [e.source.split(":")[0] for e in edges] == ["claim", "person"]
    assert len({e.target for e in edges}) == 1
    assert all(e.properties == {"why": "denial", "cue": "denied"} for e in edges)


def test_what_no_word_tells_is_only_possible() -> None:
    article = Article("a")
    target = article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    article.say("Nils Holm", "the crew stayed at the pier", kind="indirect")
    edges = found(article, denials={"a": denial("a", 1, target, "contradiction")})
    assert edges
    assert all(e.properties["possible"] is True for e in edges)


def test_the_articles_own_voice_disputes_from_the_article() -> None:
    article = Article("a")
    target = article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    (edge,) = found(article, denials={"a": denial("a", None, target, "narrator")})
    assert edge.source == article_id("a")


def test_what_a_document_does_not_hold_is_looked_up_in_the_others() -> None:
    one, other = Article("a", "2024-05-03"), Article("b", "2024-05-05")
    one.say("Ola Berg", "the ferry line was sold to a casino on the islands", kind="indirect")
    words = "that the ferry line had been sold to a casino"
    other.say("Nils Holm", words, kind="indirect", stance="denies")
    edges = found(one, other, denials={"b": denial("b", 0, None)})
    assert [e.source.split(":")[0] for e in edges] == ["claim", "person"]


def test_a_topic_that_fits_nothing_finds_nothing() -> None:
    one, other = Article("a"), Article("b")
    one.say("Ola Berg", "the ferry line was sold to a casino on the islands", kind="indirect")
    other.say("Nils Holm", "that he knew the driver of the lorry", kind="indirect", stance="denies")
    assert found(one, other, denials={"b": denial("b", 0, None)}) == []


def judged(*judgements: Judgement) -> tuple[list[tuple[str, float]], list[Judgement]]:
    article = Article("a")
    target = article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    article.say("Nils Holm", "the crew had left the pier", kind="indirect", stance="denies")
    extraction = replace(article.extraction(), denials=(denial("a", 1, target),))
    idle: list[Judgement] = []
    told = resolve((extraction,), judgements=judgements, unmatched=idle.append)
    edges = [r for r in told.relations if r.type == "DISPUTES"]
    return [(e.source.split(":")[0], e.confidence) for e in edges], idle


def disputed() -> str:
    article = Article("a")
    article.say("Ola Berg", "the crew left the burning pier", kind="indirect")
    return resolve((article.extraction(),)).claims[0].id


def test_a_dispute_that_somebody_rejects_is_gone_with_what_was_said() -> None:
    about = Reference("person:nils-holm", "Nils Holm"), Reference(disputed())
    assert judged() == ([("claim", 0.8), ("person", 0.8)], [])
    assert judged(Judgement("reject", about)) == ([], [])


def test_a_dispute_that_somebody_confirms_is_certain() -> None:
    about = Reference("", "Nils Holm"), Reference(disputed())
    assert judged(Judgement("confirm", about)) == ([("claim", 1.0), ("person", 1.0)], [])


def test_a_judgement_on_a_dispute_that_is_not_there_is_told() -> None:
    about = Reference("", "Ola Berg"), Reference(disputed())
    judgement = Judgement("reject", about)
    assert judged(judgement)[1] == [judgement]


def test_what_is_denied_in_the_same_words_is_a_claim_of_nobody() -> None:
    article = Article("a")
    article.say("Nils Holm", "having paid the owner", kind="indirect", stance="denies")
    extraction = article.extraction()
    (clause,) = extraction.attributions[0].content
    told = Statement(0, (clause,), "[Nils Holm] having paid the owner", False, 0.5, "denied")
    denied = replace(denial("a", 0, None), clause=clause)
    statements = (*extraction.statements, told)
    found = resolve((replace(extraction, statements=statements, denials=(denied,)),))
    (target,) = [claim for claim in found.claims if claim.told_as == "denied"]
    edges = [r for r in found.relations if r.type == "DISPUTES"]
    assert {r.target for r in edges} == {target.id}
    assert {r.source.split(":")[0] for r in edges} == {"claim", "person"}
    assert target.id not in {r.target for r in found.relations if r.type == "SAID"}
