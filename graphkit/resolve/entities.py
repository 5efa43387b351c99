"""Local entities of all documents to one Entity each."""

from __future__ import annotations

from graphkit.model import Entity, Extraction
from graphkit.settings import Settings


def join_entities(
    extractions: tuple[Extraction, ...], settings: Settings
) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str]]:
    """The entities, and (document id, local key) → entity id."""
    return (), {}
