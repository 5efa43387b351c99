"""Attributions of all documents to Claims."""

from __future__ import annotations

from collections.abc import Mapping

from graphkit.model import Claim, Extraction
from graphkit.settings import Settings


def join_claims(
    extractions: tuple[Extraction, ...],
    entity_of: Mapping[tuple[str, str], str],
    post_of: Mapping[tuple[str, int], str],
    settings: Settings,
) -> tuple[tuple[Claim, ...], dict[tuple[str, int], str]]:
    """The claims, and (document id, attribution index) → claim id."""
    return (), {}
