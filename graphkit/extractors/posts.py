"""Embedded social-media posts."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language import Analysis
from graphkit.model import Extraction, Post


def find_posts(analysis: Analysis, found: Extraction) -> Iterator[Post]:
    """Embedded social-media posts."""
    yield from ()
