"""Roles of people at bodies, kept on the LocalEntity.

Also drops the countries and states that turned out to say nothing: a place is an entity here
only as a speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graphkit.extractors.affiliations.roles import Setting, roles_at, setting
from graphkit.language import Analysis
from graphkit.model import Attribution, Evidence, LocalEntity, Role

#: How sure a role is that the words before or behind the name tell.
CONFIDENCE: Final = 0.85


def _roles(place: Setting, document: str, entity: LocalEntity) -> tuple[Role, ...]:
    """Each different role of a person, with the words it rests on, in text order."""
    found: dict[tuple[str, str | None], Role] = {}
    for mention in entity.mentions:
        for one in roles_at(place, mention.span):
            start, end = one.span
            evidence = Evidence(
                document, start, end, place.text[start:end], "affiliations", CONFIDENCE
            )
            found.setdefault((one.role.casefold(), one.of), Role(one.role, one.of, evidence))
    return tuple(found.values())


def find_affiliations(
    analysis: Analysis, entities: Sequence[LocalEntity], attributions: Sequence[Attribution]
) -> Iterator[LocalEntity]:
    """The document's entities again, people with their roles, silent places left out."""
    speaking = {a.speaker for a in attributions}
    kept = [e for e in entities if not e.if_speaking or e.key in speaking]
    place = setting(analysis, [e for e in kept if not e.if_speaking])
    for entity in kept:
        if entity.type == "Person":
            entity = replace(entity, roles=_roles(place, analysis.document.id, entity))
        yield entity
