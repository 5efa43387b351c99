"""How a source stands to what it reports, by the words of its cue (``data/stances.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, cast

from graphkit.model import Stance
from graphkit.text.lists import read_rows
from graphkit.text.stems import stem

__all__ = ["AGAINST", "Listed", "cue_stance", "listed_stances"]

#: Stances that turn what is reported round.
AGAINST: Final[frozenset[Stance]] = frozenset({"denies", "doubts", "refuses"})
_NEGATIONS: Final = frozenset(
    {"not", "n't", "n’t", "never", "no", "nor", "neither", "nobody", "hardly", "without", "few"}
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of the list: the stems of its words, its stance, also negated, and examples."""

    words: tuple[str, ...]
    stance: Stance
    negated: Stance
    example: str
    counter_example: str


@lru_cache(maxsize=1)
def listed_stances() -> tuple[Listed, ...]:
    """All entries, those of several words first, in the order of the file."""
    rows = []
    for phrase, stance, negated, example, counter in read_rows("stances.tsv"):
        for one in phrase.split(","):
            words = tuple(stem(word) for word in one.replace("-", " ").split())
            told = cast("tuple[Stance, Stance]", (stance, negated))
            rows.append(Listed(words, *told, example, counter))
    return tuple(sorted(rows, key=lambda row: -len(row.words)))


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[Listed]]:
    found: dict[str, list[Listed]] = {}
    for row in listed_stances():
        found.setdefault(row.words[0], []).append(row)
    return found


def cue_stance(cue: Sequence[str], following: str = "", *, clause: bool = True) -> Stance:
    """The stance of a cue given as its words in lower case, with its auxiliaries and negation.

    The first listed word that does more than tell decides, else the first one.  What no entry
    knows is taken for telling if a clause is reported, else for bringing a topic up.
    ``following`` is the first word of what is reported: "agreed to".
    """
    cue = [word for one in cue for word in one.split("-") if word]
    stems = [stem(word) for word in (*cue, following) if word]
    found: list[Listed] = []
    for at, word in enumerate(cue):
        # "not" has the stem of "note"
        for row in () if word in _NEGATIONS else _by_first().get(stems[at], ()):
            if tuple(stems[at : at + len(row.words)]) == row.words:
                found.append(row)
                break
    if not found:
        return "asserts" if clause else "considers"
    best = next((row for row in found if row.stance != "asserts"), found[0])
    only = ("not", "only") in pairwise(cue)
    negated = not only and not _NEGATIONS.isdisjoint(cue)
    return best.negated if negated else best.stance
