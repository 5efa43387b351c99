"""Records of single documents to entities, posts, claims and relations across all of them.

entities   local entities → one Entity each, with reasons; people's judgements
posts      embedded posts → one SocialPost each
claims     attributions → Claims: the same claim whole, cut, retold
relations  everything above → SAID, CITED, DISPUTES … with their evidence

Records in, records out: nothing here reads a file or loads a model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graphkit.curation.judgements import Judgement
from graphkit.model import Extraction, Judge, Resolution
from graphkit.resolve.claims import join_claims
from graphkit.resolve.dispute_judgements import judge_disputes
from graphkit.resolve.entities import join_entities
from graphkit.resolve.posts import join_posts
from graphkit.resolve.relations import relate

__all__ = ["resolve"]


def _nobody(_: Judgement) -> None:
    """Tell nobody."""


def resolve(
    extractions: tuple[Extraction, ...],
    *,
    judgements: Sequence[Judgement] = (),
    judge: Judge | None = None,
    unmatched: Callable[[Judgement], None] = _nobody,
) -> Resolution:
    """Join what is the same and relate what belongs together, whatever the order of documents.

    ``judgements`` go before every rule; each that finds nothing to judge is given to
    ``unmatched``.  ``judge`` is asked about disputes, if there is one.  Raises
    :class:`~graphkit.errors.JudgementError` where judgements contradict each other.
    """
    entities, entity_of, idle = join_entities(extractions, judgements)
    posts, post_of = join_posts(extractions)
    claims, claim_of, idle_on_claims = join_claims(extractions, entity_of, post_of, judgements)
    resolution = Resolution(
        extractions, entities, entity_of, posts, post_of, claims, claim_of, relations=()
    )
    resolution = relate(resolution, judge)
    relations, idle_on_disputes = judge_disputes(resolution.relations, resolution, judgements)
    for judgement in sorted((*idle, *idle_on_claims, *idle_on_disputes), key=lambda one: one.line):
        unmatched(judgement)
    return replace(resolution, relations=relations)
