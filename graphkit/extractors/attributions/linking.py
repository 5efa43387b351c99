"""The tagger's roles to attributions: find the spans of each role, tie them by the pointers.

In the corpus that the tagger learnt from, every attribution has a cue of its own, roles do not
overlap, and sources may be shared.  So: one path of labels through the text, spans from it, and
each content goes to the cue it points to, each cue with its contents to the source they point to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graphkit.language.tagger import BEGIN, CONTENT, CUE, IN, OUT, SOURCE, Floats, Links, Roles

#: A span of words, end exclusive.
Range = tuple[int, int]

# States of the path: outside, then begin and inside of each role.
_STATES = tuple((role, label) for role in (SOURCE, CUE, CONTENT) for label in (BEGIN, IN))
_LEGAL = np.zeros((7, 7), dtype=np.float64)
for _role in range(3):
    # "Inside" follows only "begin" or "inside" of its own role.
    _LEGAL[:, 2 * _role + 2] = -np.inf
    _LEGAL[2 * _role + 1, 2 * _role + 2] = _LEGAL[2 * _role + 2, 2 * _role + 2] = 0.0

#: Less of a pointer's mass than this on any span means that it points nowhere we know of.
LEAST_MASS = 0.1
#: A span that the labels missed goes on from a pointer's peak over words that are less surely
#: "outside" than this and have more of the pointer's mass than this.  Left out, the rule costs
#: .8 points of who said what on dev; between these bounds and near ones nothing was measured.
OUTSIDE = 0.95
GOES_ON = 0.02


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in words: ranges by role, and the probabilities behind it."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    #: Probability that the content's words are content: their mean, and the least.
    p_content: float
    p_weakest: float
    #: Probability that it begins and ends where it does, the least of its fragments.
    p_opening: float
    p_ending: float
    #: Pointer mass on the cue chosen, and on the source (or on "none").
    p_cue: float
    p_source: float
    #: Mean probability of the labels of cue and source.
    p_cue_span: float
    p_source_span: float


def best_path(log: Floats) -> npt.NDArray[np.int64]:
    """The likeliest legal sequence of states (Viterbi), roles being disjoint.

    ``log``: (words, 3, 3) logarithms.  A state's score is the sum over the three heads: its own
    label there, OUT in the other two.
    """
    count = len(log)
    out = log[:, :, OUT].sum(axis=1)
    scores = np.empty((count, 7), dtype=np.float64)
    scores[:, 0] = out
    for state, (role, label) in enumerate(_STATES, 1):
        scores[:, state] = out - log[:, role, OUT] + log[:, role, label]
    back = np.zeros((count, 7), dtype=np.int64)
    best = scores[0].copy() if count else np.zeros(7)
    best[2::2] = -np.inf
    for at in range(1, count):
        ways = best[:, None] + _LEGAL
        back[at] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[at]
    path = np.zeros(count, dtype=np.int64)
    if count:
        path[-1] = int(best.argmax())
    for at in range(count - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def spans_of(path: npt.NDArray[np.int64]) -> tuple[list[Range], list[Range], list[Range]]:
    """The ranges of source, cue and content in a path of states."""
    found: tuple[list[Range], list[Range], list[Range]] = ([], [], [])
    states = [*path.tolist(), 0]
    start, role = 0, -1
    for at, state in enumerate(states):
        begins = state % 2 == 1
        if role >= 0 and (state == 0 or begins):
            found[role].append((start, at))
            role = -1
        if begins:
            start, role = at, (state - 1) // 2
    return found


@dataclass(frozen=True, slots=True)
class _Pointing:
    """Where some words point: a chance of "none", and one for each word from ``first`` on.

    Of a long text only the windows around those words are held; nothing points beyond them.
    """

    none: float
    first: int
    mass: npt.NDArray[np.float64]

    def halfway(self, other: _Pointing) -> _Pointing:
        """The mean of two."""
        first = min(self.first, other.first)
        last = max(one.first + len(one.mass) for one in (self, other))
        total = np.zeros(last - first, dtype=np.float64)
        for one in (self, other):
            total[one.first - first : one.first - first + len(one.mass)] += one.mass
        return _Pointing((self.none + other.none) / 2, first, total / 2)


class _Pointers:
    """Where stretches of words point, read off the windows' links."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.lows = [link.low for link in roles.links]

    def mean(self, ranges: Sequence[Range], role: int) -> _Pointing:
        """The mean of where these words point."""
        touched = [(one, link) for one in ranges for link in self._over(one)]
        if not touched:  # words of which the tagger's tokeniser leaves nothing
            return _Pointing(0.0, 0, np.zeros(0))
        first = min(link.first for _, link in touched)
        total = np.zeros(max(link.last for _, link in touched) - first, dtype=np.float64)
        none, rows = np.float64(0.0), 0
        for (low, high), link in touched:
            a, b = max(low, link.low), min(high, link.high)
            mass = link.mass[role, a - link.low : b - link.low].sum(axis=0)
            none += mass[0]
            total[link.first - first : link.last - first] += mass[1:]
            rows += b - a
        return _Pointing(float(none / rows), first, total / rows)

    def _over(self, one: Range) -> Iterator[Links]:
        """The links of the windows that label one of these words."""
        place = max(0, bisect_right(self.lows, one[0]) - 1)
        while place < len(self.lows) and self.lows[place] < one[1]:
            if self.roles.links[place].high > one[0]:
                yield self.roles.links[place]
            place += 1


def _best(towards: _Pointing, spans: Sequence[Range]) -> tuple[int, float]:
    """The number of the span with most mass, and that mass; -1 if nothing points at any."""
    last = towards.first + len(towards.mass)
    low = max(0, bisect_right(spans, (towards.first, 0)) - 1)
    high = bisect_left(spans, (last, 0))
    if low >= high:
        return -1, 0.0
    sums = np.concatenate([[0.0], np.cumsum(towards.mass)])
    edges = np.clip(np.array(spans[low:high]) - towards.first, 0, len(towards.mass))
    masses = sums[edges[:, 1]] - sums[edges[:, 0]]
    number = int(masses.argmax())
    return low + number, float(masses[number])


def _pointed(towards: _Pointing, roles: Roles, role: int) -> tuple[Range | None, float]:
    """A span that the labels may have missed: the words around the pointer's peak, and its mass."""
    mass, first = towards.mass, towards.first
    if not len(mass):
        return None, 0.0
    peak = int(mass.argmax())
    likely = np.exp(roles.log[first : first + len(mass), role, OUT]) < OUTSIDE

    def belongs(word: int) -> bool:
        return bool(likely[word]) and mass[word] > GOES_ON

    low, high = peak, peak + 1
    while low > 0 and belongs(low - 1):
        low -= 1
    while high < len(likely) and belongs(high):
        high += 1
    return (first + low, first + high), float(mass[low:high].sum())


def _mean_chance(roles: Roles, ranges: Sequence[Range], role: int) -> float:
    """The mean probability that the words of these ranges have the role; 1 for no words."""
    inside = [1.0 - np.exp(roles.log[low:high, role, OUT]) for low, high in ranges]
    return float(np.concatenate(inside).mean()) if inside else 1.0


def _edges(roles: Roles, ranges: Sequence[Range]) -> tuple[float, float, float]:
    """The least probability of a content word, of an opening and of an ending."""
    log = roles.log[:, CONTENT]
    weakest = min(float(1.0 - np.exp(log[low:high, OUT]).max()) for low, high in ranges)
    opening = min(float(np.exp(log[low, BEGIN])) for low, _ in ranges)
    ending = min(
        float(1.0 - np.exp(log[high, IN])) if high < len(log) else 1.0 for _, high in ranges
    )
    return weakest, opening, ending


def link(roles: Roles) -> list[Linked]:
    """The attributions in a text, in order of their first content."""
    sources, cues, contents = spans_of(best_path(roles.log))
    pointers = _Pointers(roles)
    # Contents by the cue they share; one that points to none stands by itself.
    groups: dict[tuple[Range | None, int], list[Range]] = {}
    masses: dict[tuple[Range | None, int], list[float]] = {}
    for content in contents:
        towards = pointers.mean([content], CUE)
        number, mass = _best(towards, cues)
        missed, other = _pointed(towards, roles, CUE)
        chosen: Range | None = None
        if mass >= max(other, LEAST_MASS):
            chosen = cues[number]
        elif missed and other >= LEAST_MASS:
            chosen, mass = missed, other
        key: tuple[Range | None, int] = (chosen, -1) if chosen else (None, content[0])
        groups.setdefault(key, []).append(content)
        masses.setdefault(key, []).append(mass if chosen else 0.0)
    found = []
    for key, members in groups.items():
        cue = (key[0],) if key[0] else ()
        towards = pointers.mean(members, SOURCE)
        if cue:
            towards = towards.halfway(pointers.mean(cue, SOURCE))
        source, p_source = _source(towards, sources, roles)
        found.append(
            Linked(
                source,
                cue,
                tuple(sorted(members)),
                _mean_chance(roles, members, CONTENT),
                *_edges(roles, members),
                float(np.mean(masses[key])),
                p_source,
                _mean_chance(roles, cue, CUE),
                _mean_chance(roles, source, SOURCE),
            )
        )
    return sorted(found, key=lambda linked: linked.content)


def _source(
    towards: _Pointing, sources: Sequence[Range], roles: Roles
) -> tuple[tuple[Range, ...], float]:
    number, mass = _best(towards, sources)
    none = towards.none
    missed, other = _pointed(towards, roles, SOURCE)
    if none >= max(mass, other, LEAST_MASS):
        return (), none
    if mass >= other and number >= 0:
        return (sources[number],), mass
    return ((missed,), other) if missed else ((), none)
