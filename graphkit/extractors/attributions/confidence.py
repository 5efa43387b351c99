"""How likely an attribution is right: a logistic model over the tagger's probabilities.

"Right" is what the measure *who said what* calls right: the content overlaps by at least half
and the source agrees.  The weights are fitted on articles that the tagger did not learn from
(``python -m graphkit.training.calibrate``) and lie beside it in ``confidence.json``; so 0.7 means
that of such attributions about seven in ten are right, on news like that.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache

from graphkit.extractors.attributions.linking import Linked
from graphkit.language.tagger import DATA

#: Names of the features, in the order of the weights.
FEATURES = (
    "content",
    "weakest",
    "opening",
    "ending",
    "cue",
    "source",
    "cue span",
    "source span",
    "length",
    "short",
    "no source",
    "no cue",
    "fragments",
    "quoted",
)


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.002), 0.998)
    return math.log(chance / (1.0 - chance))


def features(linked: Linked, *, quoted: bool) -> list[float]:
    """The features of one attribution, in the order of :data:`FEATURES`."""
    words = sum(high - low for low, high in linked.content)
    return [
        _logit(linked.p_content),
        _logit(linked.p_weakest),
        _logit(linked.p_opening),
        _logit(linked.p_ending),
        _logit(linked.p_cue),
        _logit(linked.p_source),
        _logit(linked.p_cue_span),
        _logit(linked.p_source_span),
        math.log(words + 1),
        1.0 if words < 3 else 0.0,
        0.0 if linked.source else 1.0,
        0.0 if linked.cue else 1.0,
        float(min(len(linked.content), 4) - 1),
        1.0 if quoted else 0.0,
    ]


@lru_cache(maxsize=1)
def _stored() -> tuple[float, tuple[float, ...], float, float]:
    stored = json.loads((DATA / "confidence.json").read_text(encoding="utf-8"))
    weights = tuple(float(stored["weights"][name]) for name in FEATURES)
    return float(stored["bias"]), weights, float(stored["least"]), float(stored["named"])


def confidence(linked: Linked, *, quoted: bool) -> float:
    """The chance that content and source are right, 0 to 1, to three places."""
    bias, weights, _, _ = _stored()
    score = bias + sum(
        weight * value
        for weight, value in zip(weights, features(linked, quoted=quoted), strict=True)
    )
    return round(1.0 / (1.0 + math.exp(-score)), 3)


def least() -> float:
    """The least confidence at which keeping an attribution gains more than it loses.

    Somebody says such a thing about as surely as not; who it is, is less sure: see :func:`named`.
    """
    return _stored()[2]


def named() -> float:
    """The least confidence at which an attribution is given a speaker: below, it is left open."""
    return _stored()[3]
