"""Who said what."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Attribution, Extraction


def find_attributions(analysis: Analysis, found: Extraction) -> Iterator[Attribution]:
    """Who said what."""
    yield from ()
