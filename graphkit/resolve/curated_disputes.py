"""People's judgements on disputes: those they reject are gone, those they confirm are certain.

A judgement names who disputes (by id or name) and the claim that is disputed (by id).  What
somebody says is meant with him: to reject "Marsh disputes this" takes the edges from his claims
along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphkit.curation.judgements import ON_DISPUTES, Judgement, Reference
from graphkit.ids import article_id
from graphkit.model import Relation, Resolution
from graphkit.text.lexicon import fold

__all__ = ["curate_disputes"]


def curate_disputes(
    relations: Iterable[Relation], resolution: Resolution, judgements: Sequence[Judgement]
) -> tuple[tuple[Relation, ...], tuple[Judgement, ...]]:
    """The relations after all judgements, and the judgements that match none."""
    told = [one for one in judgements if one.kind in ON_DISPUTES]
    held = list(relations)
    if not told:
        return tuple(held), ()
    said: dict[str, set[str]] = defaultdict(set)
    for one in held:
        if one.type in ("SAID", "POSTED"):
            said[one.source].add(one.target)
    named = _named(resolution)
    known = frozenset(ident for idents in named.values() for ident in idents)
    idle: list[Judgement] = []
    for judgement in told:
        by, against = judgement.about
        sources = _meant(by, named, known)
        sources |= {claim for source in sources for claim in said.get(source, ())}
        sources |= {source for source, claims in said.items() if claims & sources}
        match = {
            at
            for at, one in enumerate(held)
            if one.type == "DISPUTES" and one.source in sources and one.target == against.id
        }
        if not match:
            idle.append(judgement)
        elif judgement.kind == "reject":
            held = [one for at, one in enumerate(held) if at not in match]
        else:
            held = [_confirmed(one) if at in match else one for at, one in enumerate(held)]
    return tuple(held), tuple(idle)


def _confirmed(relation: Relation) -> Relation:
    kept = {key: value for key, value in relation.properties.items() if key != "possible"}
    return replace(relation, confidence=1.0, properties={**kept, "confirmed": True})


def _named(resolution: Resolution) -> dict[str, set[str]]:
    """Folded name → ids of the entities and articles that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in resolution.entities:
        for name in (entity.name, *entity.aliases):
            found[fold(name)].add(entity.id)
    for extraction in resolution.extractions:
        document = extraction.document
        found[fold(document.title or document.id)].add(article_id(document.id))
    return found


def _meant(reference: Reference, named: dict[str, set[str]], known: frozenset[str]) -> set[str]:
    """The ids that a reference may mean; the name still finds whose id has changed."""
    if reference.id and (reference.id in known or reference.id.startswith(("claim:", "post:"))):
        return {reference.id}
    return set(named.get(fold(reference.name), ())) if reference.name else set()
