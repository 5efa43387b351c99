"""Logistic regressions with a quadratic penalty, solved by Newton's method.

:func:`fit_ranking` is the conditional one of McFadden (1974): which of several candidates is it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from graphkit.language.linear import Linear, Row

__all__ = ["fit_logistic", "fit_ranking"]

Floats = npt.NDArray[np.float64]

#: A feature that fewer rows have gets no weight.
_SEEN: Final = 4


def fit_logistic(
    rows: Sequence[Row], right: Sequence[float], counts: Sequence[float], penalty: float
) -> Linear:
    """Weights for the features that enough rows have."""
    names = _names(rows)
    design = np.concatenate([np.ones((len(rows), 1)), _matrix(rows, names)], axis=1)
    weight, wanted = np.array(counts), np.array(right)
    costs = np.full(design.shape[1], penalty)
    costs[0] = 1e-6
    found = np.zeros(design.shape[1])
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (weight * (chance - wanted)) + costs * found
        curve = design.T @ (design * (weight * chance * (1 - chance))[:, None]) + np.diag(costs)
        step = np.linalg.solve(curve, slope)
        found = found - step
        if np.abs(step).max() < 1e-7:
            break
    return Linear(float(found[0]), dict(zip(names, map(float, found[1:]), strict=True)))


def fit_ranking(
    groups: Sequence[tuple[Sequence[Row], Sequence[bool], float]], penalty: float
) -> Linear:
    """Weights by which one of the right candidates of each group comes first."""
    names = _names([row for rows, _, _ in groups for row in rows], 8)
    designs = [(_matrix(rows, names), np.array(right), w) for rows, right, w in groups]
    found = np.zeros(len(names))
    for _ in range(60):
        slope, curve = penalty * found, penalty * np.eye(len(names))
        for design, right, weight in designs:
            points = design @ found
            power = np.exp(points - points.max())
            chance = power / power.sum()
            # measured from its own highest, so that nothing is lost where the right ones are low
            held = np.exp(np.where(right, points - points[right].max(), -np.inf))
            held = held / held.sum()
            slope = slope + weight * (design.T @ (chance - held))
            mean = design.T @ chance
            # the curve of the denominator alone: never negative, so that each step goes down
            curve = curve + weight * ((design * chance[:, None]).T @ design - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        # a first step may overshoot where candidates are few
        found = found - step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < 1e-5:
            break
    return Linear(0.0, dict(zip(names, map(float, found), strict=True)))


def _names(rows: Sequence[Row], least: int = _SEEN) -> list[str]:
    seen = Counter(name for row in rows for name in row)
    return sorted(name for name, times in seen.items() if times >= least)


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    place = {name: i for i, name in enumerate(names)}
    made = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in place:
                made[i, place[name]] = value
    return made
