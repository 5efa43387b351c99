"""Whether two statements on one matter can both be true, from their words alone.

A pair contradicts if it shares enough of its matter (content stems, entities) and one thing
between them cannot stand together: a negation on one side, a pair of opposites, another number
for the same things.  Words decide, never a similarity of vectors, for a contradiction looks like
a paraphrase to those.  What is found is a candidate: the caller knows who spoke, when and where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from graphkit.text.opposites import opposed
from graphkit.text.stems import NEGATIONS, STOP_WORDS, content_stems, normal_words, stem

__all__ = ["Conflict", "Contradiction", "Matter", "contradiction", "matter_of"]

#: "not only", "no doubt" and their like negate nothing; nor does a question's "why not".
_NO_NEGATION: Final = re.compile(
    r"\b(?:not (?:only|just|simply|merely|to mention|unlike)|no doubt|no matter|no longer than"
    r"|whether or not|if not|why not|no wonder|not least|no\. \d)\b"
)
#: Where a clause ends: what is negated in one is not negated in the next.
_CLAUSE: Final = re.compile(
    r"[.;:!?—–]+|, (?=but|and|or|so|who|which|because|while|although)|\b(?:but|although|because"
    r"|while|whereas|unless|if)\b"
)
_REPORTING: Final = re.compile(
    r"\b(?:said|says|claim(?:ed|s)|told|confirm\w*|insist\w*)\b[^.]{0,40}?(?:[“\"]|\bthat\b)"
)
#: Weight that a negation has to share with what it denies, and a clause's part of it.
_NEEDED: Final = 2.0
_CLAUSE_SHARE: Final = 0.75
#: Words that may be shared by any two statements.
_WEAK: Final = frozenset(
    stem(word)
    for word in """know think believe want need talk speak tell ask call use work look see find give
    try part lot kind case fact point question issue problem reason country state american america
    president government administration campaign official report news story country world public
    happen occur true wrong right good bad great new old big long first second part case""".split()
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a statement is about, and which way it goes."""

    words: tuple[str, ...]
    stems: frozenset[str]
    entities: frozenset[str]
    #: Its clauses: the stems of each, and whether it is negated.
    clauses: tuple[tuple[frozenset[str], bool], ...]
    #: Whether it reports words of others, whose negations are not its own.
    reports: bool
    #: number → the stem that follows it
    counts: Mapping[str, str]


class Conflict(Enum):
    """What in two statements cannot stand together."""

    OPPOSITES = auto()
    NUMBERS = auto()
    NEGATION = auto()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why two statements cannot both be true, and how sure the words make it."""

    conflict: Conflict
    #: The same for people, with the words in conflict.
    reason: str
    confidence: float


def matter_of(
    text: str, entities: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
) -> Matter:
    """Read a statement; ``entities`` are keys or ids of those named in it.

    ``names`` are stems of names: two statements that name the same people are not for that about
    the same matter.
    """
    plain = _NO_NEGATION.sub(" ", text.casefold().replace("’", "'"))
    words = normal_words(plain)
    stems = frozenset(content_stems(words)) - names
    clauses = []
    for part in _CLAUSE.split(plain):
        said = normal_words(part)
        negated = any(word in NEGATIONS for word in said)
        if found := frozenset(content_stems(said)) - _WEAK - names:
            clauses.append((found, negated))
    counts: dict[str, str] = {}
    for place, word in enumerate(words[:-1]):
        if word[:1].isdigit():
            following = [w for w in words[place + 1 : place + 4] if w not in STOP_WORDS]
            if following and not following[0][:1].isdigit():
                counts.setdefault(word, stem(following[0]))
    reports = bool(_REPORTING.search(plain))
    return Matter(words, stems, entities, tuple(clauses), reports, counts)


def contradiction(
    one: Matter,
    other: Matter,
    weights: Mapping[str, float] | None = None,
    needed: float = _NEEDED,
) -> Contradiction | None:
    """Why the two cannot both be true, or None.  ``weights`` say how telling a stem is (0 to 1).

    ``needed`` is the weight of what a negation has to share: less where one side speaks of the
    other by name.
    """
    shared = (one.stems & other.stems) - _WEAK
    entities = one.entities & other.entities
    weight = sum(weights.get(s, 1.0) if weights else 1.0 for s in shared) + 0.5 * len(entities)
    if weight < 1.0:
        return None
    small = min(len(one.stems), len(other.stems)) or 1
    share = len(shared) / small
    against = opposed(one.stems - shared, other.stems - shared)
    sure = min(1.0, 0.25 * weight + 0.5 * share)
    if against and weight >= 1.5:
        words = f"{against[0]} against {against[1]}"
        return Contradiction(Conflict.OPPOSITES, f"opposites: {words}", round(0.35 + 0.4 * sure, 3))
    count = _other_count(one, other)
    if count and weight >= 2.0 and share >= 0.4:
        return Contradiction(Conflict.NUMBERS, f"numbers: {count}", round(0.3 + 0.4 * sure, 3))
    reported = one.reports or other.reports
    if weight >= needed and not reported and _negates(one, other, shared, weights, needed):
        return Contradiction(
            Conflict.NEGATION, "a negation on one side", round(0.25 + 0.45 * sure, 3)
        )
    return None


def _negates(
    one: Matter,
    other: Matter,
    shared: frozenset[str],
    weights: Mapping[str, float] | None,
    needed: float,
) -> bool:
    """Whether a clause of one side says what a negated clause of the other side denies.

    Of all clauses that hold the shared matter, one side's have to be negated and the other's not.
    """
    least = _CLAUSE_SHARE * needed
    sides = []
    for matter in (one, other):
        telling = [
            negated
            for stems, negated in matter.clauses
            if sum(weights.get(s, 1.0) if weights else 1.0 for s in stems & shared) >= least
        ]
        if not telling or any(telling) != all(telling):
            return False
        sides.append(telling[0])
    return sides[0] != sides[1]


def _other_count(one: Matter, other: Matter) -> str:
    """Different numbers of the same thing: "40 boats" against "60 boats"."""
    for number, thing in sorted(one.counts.items()):
        theirs = sorted(n for n, t in other.counts.items() if t == thing)
        if theirs and number not in theirs:
            return f"{number} against {theirs[0]} {thing}"
    return ""
