"""People's word on who said a claim: it is given to another, or left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.curation.judgements import Judgement, Reference, add_judgement, read_judgements
from graphkit.errors import JudgementError
from graphkit.resolve import resolve
from graphkit.resolve.speaker_judgements import JUDGED
from tests.resolve.making import Article

QUOTE = "The weir was left open all night and nobody was told about it."


def articles() -> list[Article]:
    one, other = Article("a"), Article("b")
    one.say("Ola Berg", QUOTE)
    one.say("Nils Holm", "I slept through Saturday, and so did my whole family.")
    other.say("Ola Berg", QUOTE)
    return [one, other]


def sayers(judgements: list[Judgement]) -> tuple[dict[str, set[str]], list[Judgement]]:
    """Claim of the quote → who says it in which article, and the judgements that match nothing."""
    idle: list[Judgement] = []
    found = tuple(article.extraction() for article in articles())
    made = resolve(found, judgements=judgements, unmatched=idle.append)
    claim = next(c.id for c in made.claims if c.text == QUOTE)
    said: dict[str, set[str]] = {"claim": {claim}}
    for relation in made.relations:
        if relation.type == "SAID" and relation.target == claim:
            said.setdefault(relation.source, set()).update(e.doc for e in relation.evidence)
    for extraction in made.extractions:
        for why in (extraction.attributions[0].why_open,):
            if why:
                said.setdefault(why, set()).add(extraction.document.id)
    return said, idle


def speaker(*about: str) -> Judgement:
    claim, *who = about
    return Judgement("speaker", (Reference(claim), *(Reference("", name) for name in who)))


def test_a_claim_is_given_to_who_said_it_where_the_article_names_him() -> None:
    before, _ = sayers([])
    (claim,) = before.pop("claim")
    assert before == {"person:ola-berg": {"a", "b"}}
    after, idle = sayers([speaker(claim, "Nils Holm")])
    assert after == {"claim": {claim}, "person:nils-holm": {"a"}, JUDGED: {"b"}}
    assert not idle


def test_a_speaker_is_left_open() -> None:
    claim = next(iter(sayers([])[0]["claim"]))
    after, _ = sayers([speaker(claim)])
    assert after == {"claim": {claim}, JUDGED: {"a", "b"}}


@pytest.mark.parametrize("about", [("claim:none", "Nils Holm"), ("claim:none",)])
def test_a_judgement_that_matches_nothing_is_told(about: tuple[str, ...]) -> None:
    judgement = speaker(*about)
    assert sayers([judgement])[1] == [judgement]
    claim = next(iter(sayers([])[0]["claim"]))
    unknown = speaker(claim, "Nobody We Know")
    after, idle = sayers([unknown])
    assert "person:ola-berg" in after
    assert idle == [unknown]


def test_it_is_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "judgements.yaml"
    judgement = speaker("claim:1f2e", "Nils Holm")
    assert add_judgement(path, judgement)
    assert not add_judgement(path, judgement)
    assert [one.about for one in read_judgements(path)] == [judgement.about]
    with pytest.raises(JudgementError, match="id of the claim"):
        add_judgement(path, Judgement("speaker", (Reference("", "Nils Holm"),)))
