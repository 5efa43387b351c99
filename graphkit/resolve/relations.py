"""Everything resolved to relations: SAID, CITED, DISPUTES and their kin, with evidence."""

from __future__ import annotations

from graphkit.model import Resolution
from graphkit.settings import Settings


def relate(resolution: Resolution, settings: Settings) -> Resolution:
    """The resolution again, with its relations."""
    return resolution
