"""One thing that is wrong with a graph.json."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is a JSON path (``$.edges[3].confidence``), ``todo`` what mends it."""

    where: str
    what: str
    todo: str
