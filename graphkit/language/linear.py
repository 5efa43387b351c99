"""Small fitted models: a weight for each named feature, read from JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Linear", "Row", "log_odds"]

#: Name of a feature → its value; one that is not there is 0.
Row = dict[str, float]


def log_odds(chance: float) -> float:
    """A chance as log odds, held within what can be told apart."""
    held = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(held / (1 - held))


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight for each named feature; features without one count nothing."""

    bias: float
    weights: Mapping[str, float]

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Linear:
        """The model that :meth:`stored` gave."""
        return cls(float(stored["bias"]), {k: float(w) for k, w in stored["weights"].items()})

    def score(self, row: Row) -> float:
        """The log odds, or points where only their order counts."""
        weights = self.weights
        return self.bias + math.fsum(weights[k] * v for k, v in row.items() if k in weights)

    def chance(self, row: Row) -> float:
        """The probability, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(row)))))

    def deciding(self, row: Row, most: int = 4) -> tuple[str, ...]:
        """The features that spoke most for it, the strongest first."""
        terms = [(self.weights.get(k, 0.0) * v, k) for k, v in row.items()]
        found = sorted((t for t in terms if t[0] > 0.1), key=lambda t: (-t[0], t[1]))
        return tuple(name for _, name in found)[:most]

    def stored(self) -> dict[str, Any]:
        """The model as JSON holds it; weights near nothing are left out."""
        kept = {k: round(w, 4) for k, w in sorted(self.weights.items()) if abs(w) >= 0.005}
        return {"bias": round(self.bias, 4), "weights": kept}
