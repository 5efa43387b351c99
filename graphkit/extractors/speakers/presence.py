"""Who is most present where a pronoun stands: a conditional logit over the people before it.

What speaks for somebody is that of Lappin and Leass (1994), without a parse: near before far,
subjects before others, who has spoken before who was only spoken of.  The weights are fitted on
pronouns whose speakers readers have told (``python -m graphkit.training.presence``) and lie in
``presence.json``; below its ``least`` nobody is present enough, and the pronoun is left open.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from functools import lru_cache

from graphkit.text.lists import read_model

__all__ = ["FEATURES", "Standing", "chances", "least", "presence"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one entity stands to a place in the text, by its last mention and what it said."""

    #: Sentences and paragraphs back to its last mention that is not in somebody else's quote.
    sentences_back: int
    paragraphs_back: int
    #: Whether it is the subject there.
    subject: bool
    #: Whether it spoke in this sentence or the two before.
    spoke: bool
    #: Whether its gender is not known, though the pronoun has one.
    gender_unknown: bool


FEATURES = tuple(field.name for field in fields(Standing))


@lru_cache(maxsize=1)
def _stored() -> tuple[tuple[float, ...], float]:
    stored = read_model("presence.json")
    return tuple(float(stored["weights"][name]) for name in FEATURES), float(stored["least"])


def presence(standing: Standing) -> float:
    """How present an entity is: log-odds against the others, of no meaning alone."""
    weights, _ = _stored()
    return math.fsum(w * float(value) for w, value in zip(weights, astuple(standing), strict=True))


def chances(scores: Mapping[str, float]) -> dict[str, float]:
    """The chance of each of several that it is meant, given that one of them is."""
    top = max(scores.values(), default=0.0)
    odds = {key: math.exp(score - top) for key, score in scores.items()}
    return {key: value / sum(odds.values()) for key, value in odds.items()}


def least() -> float:
    """The chance above which somebody is named."""
    return _stored()[1]
