"""Who denies what."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Denial, Extraction


def find_denials(analysis: Analysis, found: Extraction) -> Iterator[Denial]:
    """Who denies what."""
    yield from ()
