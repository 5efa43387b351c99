"""Roles of people at bodies, kept on the LocalEntity."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Extraction, LocalEntity


def find_affiliations(analysis: Analysis, found: Extraction) -> Iterator[LocalEntity]:
    """The document's entities again, people with their roles."""
    yield from found.entities
