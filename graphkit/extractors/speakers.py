"""The attributions again, with their speakers."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Attribution, Extraction


def find_speakers(analysis: Analysis, found: Extraction) -> Iterator[Attribution]:
    """The attributions again, with their speakers."""
    yield from found.attributions
