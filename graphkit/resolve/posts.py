"""Embedded posts of all documents to one SocialPost each."""

from __future__ import annotations

from graphkit.model import Extraction, SocialPost
from graphkit.settings import Settings


def join_posts(
    extractions: tuple[Extraction, ...], settings: Settings
) -> tuple[tuple[SocialPost, ...], dict[tuple[str, int], str]]:
    """The posts, and (document id, post index) → post id."""
    return (), {}
