"""Who relies on whom as a source."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Citation, Extraction


def find_citations(analysis: Analysis, found: Extraction) -> Iterator[Citation]:
    """Who relies on whom as a source."""
    yield from ()
