"""Where each node stands: stories laid out one by one, then packed side by side.

A force layout of a whole news graph is a hairball, because outlets and agencies tie everything
to everything.  Laying out each story by itself and packing the stories as discs keeps what
belongs together in one place.  All in numpy, without chance: the same graph, the same places.

Forces are those of Fruchterman and Reingold, "Graph Drawing by Force-directed Placement" (1991),
with attraction divided by the square root of the ends' degrees so that hubs do not swallow their
neighbours; above :data:`EXACT_SIZE` nodes repulsion comes from the cells of a grid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graphkit.page.stories import QUIET, Story, Subject, degrees, find_stories, ties
from graphkit.schema import Graph

Points: TypeAlias = NDArray[np.float64]

#: Up to this many nodes in a story every pair repels; beyond, nodes and cells of a grid do.
EXACT_SIZE: Final = 400
#: Room between two nodes in canvas units (pixels at zoom 1), with a short label under each.
SPACING: Final = 74.0
#: Room around a story, for its name.
STORY_MARGIN: Final = 46.0
#: Room around the stories of a subject, for its name.
SUBJECT_MARGIN: Final = 120.0
#: Up to this many discs every place is weighed.
FEW_DISCS: Final = 80
#: The drawing is to be this much wider than high, as screens are.
ASPECT: Final = 1.4
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Disc:
    """Where a story lies: centre and radius."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of all nodes, the disc of each story (same order as ``stories``) and of each subject.

    The discs of a subject's stories lie in the subject's own.
    """

    places: dict[str, tuple[float, float]]
    stories: tuple[Story, ...]
    discs: tuple[Disc, ...]
    subjects: tuple[tuple[Subject, Disc], ...] = ()


def lay_out(graph: Graph) -> Layout:
    """Place every node of the graph."""
    stories = find_stories(graph)
    order = {node: number for number, node in enumerate(sorted(graph.nodes))}
    story_of = {order[m]: index for index, s in enumerate(stories) for m in s.members}
    inner: list[list[tuple[int, int, float]]] = [[] for _ in stories]
    for (left, right), weight in ties(graph, order, without=QUIET).items():
        if story_of[left] == story_of[right]:
            inner[story_of[left]].append((left, right, weight))
    degree = degrees(graph)
    local: list[Points] = []
    for story, edges in zip(stories, inner, strict=True):
        number = {order[m]: index for index, m in enumerate(story.members)}
        pairs = np.array([(number[a], number[b]) for a, b, _ in edges], dtype=np.int64)
        weights = np.array([w for _, _, w in edges], dtype=np.float64)
        sizes = np.array([node_size(degree[m]) for m in story.members])
        local.append(_place_story(len(story.members), pairs.reshape(-1, 2), weights, sizes))
    radii = np.array([_reach(points) + STORY_MARGIN for points in local])
    centres, subjects = _place_discs(stories, radii)
    places: dict[str, tuple[float, float]] = {}
    for story, points, centre in zip(stories, local, centres, strict=True):
        for member, (x, y) in zip(story.members, points + centre, strict=True):
            places[member] = (round(float(x), 1), round(float(y), 1))
    discs = tuple(_disc(centre, float(r)) for centre, r in zip(centres, radii, strict=True))
    return Layout(places, stories, discs, subjects)


def _disc(centre: Points, radius: float) -> Disc:
    return Disc(round(float(centre[0]), 1), round(float(centre[1]), 1), round(radius, 1))


def _place_discs(
    stories: Sequence[Story], radii: NDArray[np.float64]
) -> tuple[Points, tuple[tuple[Subject, Disc], ...]]:
    """Centres of the stories' discs: those of a subject packed together, then all side by side."""
    blocks: list[tuple[Subject | None, list[int]]] = []
    for subject, rows in groupby(range(len(stories)), lambda n: stories[n].subject):
        held = list(rows)
        blocks += [(subject, held)] if subject else [(None, [n]) for n in held]
    centres = np.zeros((len(stories), 2))
    reach = np.zeros(len(blocks))
    for number, (subject, held) in enumerate(blocks):
        own = radii[held]
        if subject:
            by_size = np.argsort(-own, kind="stable")
            centres[np.array(held)[by_size]] = inner = pack_discs(own[by_size], aspect=1.0)
            reach[number] = (np.hypot(*inner.T) + own[by_size]).max() + SUBJECT_MARGIN
        else:
            reach[number] = own[0]
    by_size = np.argsort(-reach, kind="stable")
    middles = np.zeros((len(blocks), 2))
    middles[by_size] = pack_discs(reach[by_size])
    for number, (_, held) in enumerate(blocks):
        centres[held] += middles[number]
    subjects = tuple(
        (subject, _disc(middles[n], float(reach[n])))
        for n, (subject, _) in enumerate(blocks)
        if subject
    )
    return centres, subjects


def node_size(degree: int) -> float:
    """Radius of a node with this many edges: its area grows with the root of the degree."""
    return round(min(30.0, 7.0 + 2.2 * math.sqrt(degree)), 1)


def _sunflower(count: int, spacing: float) -> Points:
    """``count`` points evenly spread over a disc, the first in the middle."""
    index = np.arange(count, dtype=np.float64)
    radius = spacing * np.sqrt(index)
    return np.column_stack(
        (radius * np.cos(index * _GOLDEN_ANGLE), radius * np.sin(index * _GOLDEN_ANGLE))
    )


def _reach(points: Points) -> float:
    return float(np.sqrt((points**2).sum(axis=1)).max()) if len(points) else 0.0


def _place_story(
    count: int, pairs: NDArray[np.int64], weights: Points, sizes: NDArray[np.float64]
) -> Points:
    """Places of one story's nodes around its own middle.

    Nodes whose only ties are quiet ones (articles, people who are only named) go around the rim.
    """
    if not len(pairs):
        return _sunflower(count, SPACING * 0.6)
    tied = np.unique(pairs)
    number = np.full(count, -1)
    number[tied] = np.arange(len(tied))
    points = _springs(_sunflower(len(tied), 0.6), number[pairs], weights)
    nearest = _nearest_distances(points)
    points = points * (SPACING / max(float(np.median(nearest)), 1e-6))
    points = _push_apart(points, sizes[tied])
    points = points - (points.min(axis=0) + points.max(axis=0)) / 2
    places = np.zeros((count, 2))
    places[tied] = points
    rest = np.setdiff1d(np.arange(count), tied)
    if len(rest):
        places[rest] = _rim(len(rest), _reach(points) + SPACING * 0.75)
    return places


def _rim(count: int, radius: float) -> Points:
    """``count`` points on rings from ``radius`` outwards."""
    points: list[tuple[float, float]] = []
    gap = SPACING * 0.7
    while len(points) < count:
        room = max(6, int(2 * math.pi * radius / gap))
        here = min(room, count - len(points))
        turns = [2 * math.pi * n / here for n in range(here)]
        points += [(radius * math.cos(t), radius * math.sin(t)) for t in turns]
        radius += gap
    return np.array(points)


def _springs(points: Points, pairs: NDArray[np.int64], weights: Points) -> Points:
    """Move points until pull along ties and push between nodes balance; unit length 1."""
    count = len(points)
    degree = np.bincount(pairs.ravel(), minlength=count).astype(np.float64)
    pull = np.sqrt(weights / weights.mean()) / np.sqrt(
        np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]])
    )
    steps = 60 if count <= EXACT_SIZE else 40
    limit = 0.15 * math.sqrt(count) + 0.3
    for step in range(steps):
        force = _push(points) - 0.5 * points
        gap = points[pairs[:, 0]] - points[pairs[:, 1]]
        tug = gap * (np.sqrt((gap**2).sum(axis=1)) * pull)[:, None]
        for axis in (0, 1):
            force[:, axis] -= np.bincount(pairs[:, 0], tug[:, axis], count)
            force[:, axis] += np.bincount(pairs[:, 1], tug[:, axis], count)
        length = np.sqrt((force**2).sum(axis=1)) + 1e-9
        cooled = limit * (1 - step / steps) ** 1.5 + 0.01
        points = points + force * (np.minimum(length, cooled) / length)[:, None]
    return points


def _push(points: Points) -> Points:
    """Repulsion on each point: exact for small stories, from the cells of a grid for large."""
    count = len(points)
    if count <= EXACT_SIZE:
        return _push_from(points, points, np.ones(count))
    side = min(24, int(math.sqrt(count / 8)) + 1)
    low, high = points.min(axis=0), points.max(axis=0)
    cell = ((points - low) / (high - low + 1e-9) * side).astype(np.int64).clip(0, side - 1)
    number = cell[:, 0] * side + cell[:, 1]
    filled, member = np.unique(number, return_inverse=True)
    mass = np.bincount(member).astype(np.float64)
    centres = np.column_stack([np.bincount(member, points[:, a]) / mass for a in (0, 1)])
    del filled
    return _push_from(points, centres, mass)


def _push_from(points: Points, sources: Points, mass: NDArray[np.float64]) -> Points:
    dx = points[:, 0, None] - sources[None, :, 0]
    dy = points[:, 1, None] - sources[None, :, 1]
    scale = mass / (dx * dx + dy * dy + 0.01)
    return np.column_stack(((dx * scale).sum(axis=1), (dy * scale).sum(axis=1)))


def _nearest_distances(points: Points) -> NDArray[np.float64]:
    """Distance to the nearest other point, of up to :data:`EXACT_SIZE` points of the story."""
    some = points[:: max(1, len(points) // EXACT_SIZE)]
    gap = ((some[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
    gap[gap < 1e-12] = np.inf
    return np.asarray(np.sqrt(gap.min(axis=1)))


def _push_apart(points: Points, sizes: NDArray[np.float64]) -> Points:
    """Move nodes that lie on each other apart, a few rounds; neighbours come from a grid."""
    room = SPACING * 0.62
    for _ in range(12):
        left, right = _close_pairs(points, room + 2 * float(sizes.max()))
        if not len(left):
            break
        gap = points[left] - points[right]
        distance = np.sqrt((gap**2).sum(axis=1))
        # Two nodes in the very same place part along a direction that their numbers give.
        same = distance < 1e-6
        angle = (left + right) * _GOLDEN_ANGLE
        gap[same] = np.column_stack((np.cos(angle), np.sin(angle)))[same]
        distance = np.where(same, 1.0, distance)
        overlap = room + (sizes[left] + sizes[right]) * 0.5 - np.where(same, 0.0, distance)
        hit = overlap > 0
        if not hit.any():
            break
        move = gap[hit] / distance[hit, None] * (overlap[hit] * 0.5)[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(left[hit], move[:, axis], len(points))
            points[:, axis] -= np.bincount(right[hit], move[:, axis], len(points))
    return points


def _close_pairs(points: Points, reach: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of points closer than ``reach``, each once: sorted by x, then compared onwards."""
    by_x = np.argsort(points[:, 0], kind="stable")
    x, y = points[by_x, 0], points[by_x, 1]
    ahead = np.searchsorted(x, x + reach) - np.arange(len(x)) - 1
    left = np.repeat(np.arange(len(x)), ahead)
    start = np.cumsum(ahead) - ahead
    right = left + 1 + np.arange(len(left)) - np.repeat(start, ahead)
    near = np.abs(y[left] - y[right]) < reach
    return by_x[left[near]], by_x[right[near]]


def pack_discs(radii: NDArray[np.float64], aspect: float = ASPECT) -> Points:
    """Centres of discs that do not overlap, packed into about ``aspect`` (wide to high).

    Discs are placed in the order given (largest first gives the best packing) on a spiral: of a
    few discs each where it makes the screen that shows them all grow least, of many each at the
    first free place.
    """
    centres = np.zeros((len(radii), 2))
    if len(radii) < 2:
        return centres
    step = max(float(np.median(radii)) * 0.2, float(radii.max()) / 40, 1.0)
    start, last = 0, math.inf
    few = len(radii) <= FEW_DISCS
    for index in range(1, len(radii)):
        radius = float(radii[index])
        # Equal or larger discs cannot fit where the one before did not.
        start = 0 if few else start if radius >= last * 0.999 else int(start * 0.5)
        spot, start = _place_disc(centres[:index], radii[:index], radius, step, start, aspect)
        centres[index] = spot
        last = radius
    low = (centres - radii[:, None]).min(axis=0)
    high = (centres + radii[:, None]).max(axis=0)
    return np.asarray(centres - (low + high) / 2)


def _place_disc(
    centres: Points,
    radii: NDArray[np.float64],
    radius: float,
    step: float,
    start: int,
    aspect: float,
) -> tuple[Points, int]:
    """A free point of the spiral from ``start`` on, and its number."""
    stretch = math.sqrt(aspect)
    taken = (radii[None, :] + radius) ** 2
    few = len(radii) < FEW_DISCS and start == 0
    block = 4096 if few else 256
    while True:
        index = np.arange(start, start + block, dtype=np.float64)
        reach = step * np.sqrt(index)
        turn = index * _GOLDEN_ANGLE
        spots = np.column_stack((reach * np.cos(turn) * stretch, reach * np.sin(turn) / stretch))
        dx = spots[:, 0, None] - centres[None, :, 0]
        dy = spots[:, 1, None] - centres[None, :, 1]
        free = np.flatnonzero((dx * dx + dy * dy >= taken).all(axis=1))
        if len(free) and few:
            low = np.minimum((centres - radii[:, None]).min(axis=0), spots[free] - radius)
            high = np.maximum((centres + radii[:, None]).max(axis=0), spots[free] + radius)
            size = high - low
            grown = np.maximum(size[:, 0] / aspect, size[:, 1])
            # Among places as good the first is the nearest to the middle.
            return spots[free[int(grown.round(1).argmin())]], start
        if len(free):
            return spots[free[0]], start + int(free[0])
        start += block
