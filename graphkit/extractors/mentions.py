"""Named people and bodies."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Extraction, LocalEntity


def find_entities(analysis: Analysis, found: Extraction) -> Iterator[LocalEntity]:
    """Named people and bodies."""
    yield from ()
