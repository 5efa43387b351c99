"""People's judgements on who said a claim: another one than was read, or nobody who is known.

A judgement names the claim (by id), then who said it (by id or name); without one the claim's
source is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphkit.curation.judgements import Judgement
from graphkit.model import Relation, Resolution
from graphkit.resolve.curated_disputes import meant, named

__all__ = ["curate_speakers"]


def curate_speakers(
    relations: Iterable[Relation], resolution: Resolution, judgements: Sequence[Judgement]
) -> tuple[tuple[Relation, ...], dict[str, str | None], tuple[Judgement, ...]]:
    """The relations after all judgements, claim → its judged speaker, and those that match none."""
    told = [one for one in judgements if one.kind == "speaker"]
    held = tuple(relations)
    if not told:
        return held, {}, ()
    claims = {claim.id for claim in resolution.claims}
    names = named(resolution)
    entities = frozenset(entity.id for entity in resolution.entities)
    speakers: dict[str, str | None] = {}
    idle: list[Judgement] = []
    for judgement in told:
        claim, *by = judgement.about
        found = meant(by[0], names, entities) & entities if by else set()
        if claim.id not in claims or (by and len(found) != 1):
            idle.append(judgement)
        else:
            speakers[claim.id] = next(iter(found), None)
    return (*_kept(held, speakers), *_said(held, speakers)), speakers, tuple(idle)


def _kept(relations: Iterable[Relation], speakers: dict[str, str | None]) -> Iterable[Relation]:
    return (r for r in relations if r.type != "SAID" or r.target not in speakers)


def _said(relations: Sequence[Relation], speakers: dict[str, str | None]) -> Iterable[Relation]:
    """Who said the judged claims, with the claims' own words for evidence."""
    stance = {r.target: r.properties.get("stance") for r in relations if r.type == "SAID"}
    for claim, speaker in speakers.items():
        if speaker is None:
            continue
        places = [r for r in relations if r.type == "APPEARS_IN" and r.source == claim]
        evidence = tuple(row for place in places for row in place.evidence)
        properties: dict[str, str | float | bool] = {
            "stance": stance.get(claim) or "asserts",
            "confirmed": True,
        }
        if places:
            yield replace(
                places[0], type="SAID", source=speaker, target=claim, evidence=evidence,
                confidence=1.0, properties=properties,
            )  # fmt: skip
