"""Who saw what: edges by graphkit alone, by a second reader alone, and by both."""

from __future__ import annotations

from collections import Counter
from typing import Final

from graphkit.schema import Graph

__all__ = ["SEEN", "seen_by"]

SEEN: Final = ("graphkit", "both", "model")
#: The edges that a second reader can propose.
_TYPES: Final = ("SAID", "CITED", "DISPUTES")
_MODEL: Final = "llm:"


def seen_by(graph: Graph) -> dict[str, dict[str, int]]:
    """Edge type → how many edges rest on what whom has seen."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _TYPES}
    for _, _, data in graph.edges(data=True):
        if data["type"] not in counts:
            continue
        names = [str(item["extractor"]) for item in data["evidence"]]
        alone = [name.startswith(_MODEL) for name in names]
        if all(alone):
            who = "model"
        else:
            who = "both" if any(_MODEL in name for name in names) else "graphkit"
        counts[data["type"]][who] += 1
    return {name: {who: held[who] for who in SEEN} for name, held in counts.items()}
