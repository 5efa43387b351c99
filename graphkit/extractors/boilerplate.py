"""Stretches of a page that are not the article."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Span


def find_boilerplate(analysis: Analysis) -> Iterator[Span]:
    """Stretches of the page that are not the article."""
    yield from ()
