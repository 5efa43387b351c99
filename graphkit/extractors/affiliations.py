"""The entities again, with their roles."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Extraction, LocalEntity


def find_affiliations(analysis: Analysis, found: Extraction) -> Iterator[LocalEntity]:
    """The entities again, with their roles."""
    yield from found.entities
