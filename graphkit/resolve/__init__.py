"""Records of single documents to entities, posts, claims and relations across all of them.

entities   local entities → one Entity each, with reasons; people's judgements
posts      embedded posts → one SocialPost each
claims     attributions → Claims: the same claim whole, cut, retold
relations  everything above → SAID, CITED, DISPUTES … with their evidence
"""

from __future__ import annotations

from graphkit.model import Extraction, Resolution
from graphkit.resolve.claims import join_claims
from graphkit.resolve.entities import join_entities
from graphkit.resolve.posts import join_posts
from graphkit.resolve.relations import relate
from graphkit.settings import Settings

__all__ = ["resolve"]


def resolve(extractions: tuple[Extraction, ...], settings: Settings) -> Resolution:
    """Join what is the same and relate what belongs together, whatever the order of documents."""
    entities, entity_of = join_entities(extractions, settings)
    posts, post_of = join_posts(extractions, settings)
    claims, claim_of = join_claims(extractions, entity_of, post_of, settings)
    resolution = Resolution(
        extractions, entities, entity_of, posts, post_of, claims, claim_of, relations=()
    )
    return relate(resolution, settings)
