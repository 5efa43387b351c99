"""People's judgements on who said a claim: given to another, or left open.

A judgement names a claim by its id and, where it is known, who said it.  All that the same
quotation says goes with it, as it has one speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphkit.curation.judgements import Judgement, Reference
from graphkit.model import Claim, Entity, Extraction
from graphkit.text.lexicon import fold

__all__ = ["JUDGED", "judge_speakers"]

#: Why a speaker is open that people took away.
JUDGED = "judged: not who was found"


def judge_speakers(
    extractions: tuple[Extraction, ...],
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, str], str],
    claims: Sequence[Claim],
    judgements: Sequence[Judgement],
) -> tuple[tuple[Extraction, ...], tuple[Judgement, ...]]:
    """The extractions with the speakers as judged, and the judgements that match no claim.

    In an article that does not name who is judged to have said it, the speaker is left open.
    """
    told = [one for one in judgements if one.kind == "speaker"]
    if not told:
        return extractions, ()
    held = {found.document.id: found for found in extractions}
    of = {claim.id: claim for claim in claims}
    local: dict[tuple[str, str], str] = {}
    for (doc, key), ident in sorted(entity_of.items()):
        local.setdefault((doc, ident), key)
    idle: list[Judgement] = []
    for one in told:
        claim = of.get(one.about[0].id)
        who = _who(one.about[1], entities) if len(one.about) > 1 else ""
        if claim is None or (len(one.about) > 1 and not who):
            idle.append(one)
            continue
        numbers: defaultdict[str, set[int]] = defaultdict(set)
        for doc, statement in claim.members:
            numbers[doc].add(held[doc].statements[statement].attribution)
        for doc, changed in numbers.items():
            held[doc] = _changed(held[doc], changed, local.get((doc, who)))
    return tuple(held[found.document.id] for found in extractions), tuple(idle)


def _changed(found: Extraction, numbers: set[int], speaker: str | None) -> Extraction:
    why = "" if speaker else JUDGED
    attributions = tuple(
        replace(said, speaker=speaker, why_open=why) if number in numbers else said
        for number, said in enumerate(found.attributions)
    )
    return replace(found, attributions=attributions)


def _who(reference: Reference, entities: Sequence[Entity]) -> str:
    """The id of the one entity that a reference means, or ""."""
    if any(entity.id == reference.id for entity in entities):
        return reference.id
    if not reference.name:
        return ""
    wanted = fold(reference.name)
    named = [e.id for e in entities if wanted in map(fold, (e.name, *e.aliases))]
    return named[0] if len(named) == 1 else ""
