"""Who is meant by a source that is no name: "the company", "her campaign", "the poll".

Each entity named before is a candidate; so is nobody ("her spokesman" is a person whom the text
does not name).  What speaks for each lies in named features, weighed by a conditional logit that is
fitted on sources whose meaning readers have told (``python -m graphkit.training.nominals``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graphkit.extractors.speakers.coreference import GENERAL, Discourse, Seen, party_of
from graphkit.extractors.speakers.documents import issuer
from graphkit.extractors.speakers.sources import Reading
from graphkit.language.linear import Linear, Row
from graphkit.model import LocalEntity, Span
from graphkit.text.lexicon import fold, role_groups, role_nouns
from graphkit.text.lists import read_model

__all__ = ["Candidate", "Choose", "Nominals", "chances", "surest"]

#: Sentences beyond which one more tells nothing.
_FAR: Final = 30
#: Words of a role by which the text tells who speaks for somebody, not who he is.
_PERSONAL: Final = frozenset({"person", "office"})
_BODIES: Final = frozenset({"Agency", "Organization", "Outlet"})
#: Features of which the weight may differ by the sort of noun.
_BY_SORT: Final = (
    *("back", "spoke lately", "spoke last", "described", "noun in name", "most often", "subject"),
    *("same paragraph", "weak", "nearest"),
)
#: Modifiers that tell nothing of who is meant.
_PLAIN: Final = frozenset(
    {"the", "former", "own", "new", "old", "same", "late", "federal", "local"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, or nobody (``entity`` is None), with what speaks for it."""

    entity: LocalEntity | None
    row: Row


#: What is done with the candidates for the source at a place: one of them, or None.
Choose = Callable[[Span, Sequence[Candidate]], LocalEntity | None]


@lru_cache(maxsize=1)
def _stored() -> tuple[Linear, float]:
    stored = read_model("nominals.json")
    return Linear.of(stored), float(stored["least"])


def chances(found: Sequence[Candidate], model: Linear) -> list[float]:
    """The chance of each candidate that it is the one, given that one of them is."""
    points = [model.score(one.row) for one in found]
    high = max(points)
    powers = [math.exp(p - high) for p in points]
    total = math.fsum(powers)
    return [power / total for power in powers]


def surest(at: Span, found: Sequence[Candidate], least: float = 0.0) -> LocalEntity | None:
    """The candidate that the shipped model is sure of, or None.

    ``least`` is the chance that is asked for; that of the model where it asks for more.
    """
    model, bar = _stored()
    sure = chances(found, model)
    best = max(range(len(found)), key=lambda k: (sure[k], -k))
    return found[best].entity if sure[best] >= max(bar, least) else None


class Nominals:
    """The candidates for the nominal sources of one document."""

    def __init__(self, world: Discourse) -> None:
        """Look on ``world``, which knows who stood and spoke where."""
        self.world = world

    def candidates(self, read: Reading, at: int, owner: LocalEntity | None) -> list[Candidate]:
        """Nobody, then everybody named before the offset who may be meant, in order of key.

        ``owner`` is whose the noun is said to be: of "her campaign" whom "her" stands for.
        """
        kind, gender = role_nouns().get(read.word, ("", ""))
        places: dict[str, list[Seen]] = {}
        for one in self.world.before(at):
            if self._may(one.entity, kind, gender):
                places.setdefault(one.entity.key, []).append(one)
        issued = self._issuer(read, kind, at)
        by_rule = self._described(read, kind, at)
        rows = {key: self._row(read, kind, at, owner, held) for key, held in sorted(places.items())}
        for key, row in rows.items():
            if issued is not None and issued.key == key:
                row["issued it"] = 1.0
            if by_rule is not None and by_rule.key == key:
                row["described"] = row[f"described: {read.kind}"] = 1.0
        self._compare(rows, places, _sort(read.word, kind))
        nobody = self._nobody(read, kind, rows)
        if by_rule is None:
            nobody["nobody described"] = nobody[f"nobody described: {read.kind}"] = 1.0
        return [
            Candidate(None, nobody),
            *(Candidate(places[key][-1].entity, row) for key, row in rows.items()),
        ]

    def _may(self, entity: LocalEntity, kind: str, gender: str) -> bool:
        """Whether an entity can be what the noun says at all."""
        if kind in _PERSONAL:
            if entity.type != "Person":
                return False
            known = self.world.profiles[entity.key].gender
            return not gender or known in ("", gender)
        return kind not in _BODIES or entity.type in _BODIES

    def _issuer(self, read: Reading, kind: str, at: int) -> LocalEntity | None:
        if kind != "document":
            return None
        return issuer(self.world.analysis.text, self.world.before(at), read.word, at)

    def _described(self, read: Reading, kind: str, at: int) -> LocalEntity | None:
        """Whom the text describes by the noun, if its description can be told without weighing."""
        if read.kind == "role":
            owned = _owned(read) or read.narrowed
            return self.world.role(at, read.word, read.modifiers, read.owner, owned)
        if read.kind == "body" and not _owned(read):
            body = kind if kind in _BODIES else ""
            return self.world.body(at, read.word, body, read.modifiers)
        return None

    def _row(
        self, read: Reading, kind: str, at: int, owner: LocalEntity | None, held: Sequence[Seen]
    ) -> Row:
        """What speaks for one entity, by where it stood and what it is called."""
        entity, last = held[-1].entity, held[-1]
        here = self.world.sentence(at)
        back = min(_FAR, here - last.sentence)
        name = set(fold(entity.name).split())
        stem = read.word.rstrip("s")
        told = {m.casefold() for m in read.modifiers} - _PLAIN
        sort = _sort(read.word, kind)
        row: dict[str, float | bool] = {
            "back": math.log1p(back),
            "same sentence": back == 0,
            "same paragraph": last.paragraph == self.world.paragraph(at),
            "subject": last.subject,
            "weak": last.weak,
            "spoke lately": any(one.spoke and here - one.sentence <= 2 for one in held),
            "spoke": any(one.spoke for one in held),
            "often": math.log1p(len(held)),
            "in the lead": held[0].paragraph <= 1,
            f"is {entity.type}": True,
            f"{kind or 'other'} is {entity.type}": True,
            "noun in name": stem in name or read.word in name,
            "all modifiers in name": bool(told) and told <= name,
            "a modifier in name": bool(told & name),
            "same kind": kind == entity.type,
            "owner in name": owner is not None
            and owner is not entity
            and fold(owner.name).split()[-1] in name,
            f"{sort}: is owner": owner is entity,
        }
        if entity.type == "Person":
            profile = self.world.profiles[entity.key]
            row |= {
                "has the role": read.word in profile.nouns,
                "has the title": read.word in profile.titles,
                "modifiers told": bool(told) and told <= profile.words | profile.nouns,
                "a modifier told": bool(told & (profile.words | profile.nouns)),
                "noun told": read.word in profile.words,
                "other party": not profile.fits(_party_of(read)),
                "same party": bool(_party_of(read)) and profile.shares(_party_of(read)),
            }
            row["role and near"] = bool(row["has the role"]) and back <= 3
        row["name and near"] = bool(row["noun in name"]) and back <= 3
        return {name: float(value) for name, value in row.items() if value}

    @staticmethod
    def _compare(rows: dict[str, Row], places: Mapping[str, Sequence[Seen]], sort: str) -> None:
        """Tell of each whether it alone, or it most of all, has something.

        What tells most is told once for all nouns and once for those of one sort.
        """
        spoken = {
            k: max((s.start for s in held if s.spoke), default=-1) for k, held in places.items()
        }
        last = max(spoken.values(), default=-1)
        for name in ("has the role", "noun in name", "modifiers told", "issued it", "same kind"):
            having = [row for row in rows.values() if row.get(name)]
            if len(having) == 1:
                having[0][f"only one: {name}"] = 1.0
        nearest = min((row.get("back", 0.0) for row in rows.values()), default=0.0)
        often = max((row["often"] for row in rows.values()), default=0.0)
        for row in rows.values():
            row["nearest"] = float(row.get("back", 0.0) == nearest)
            row["most often"] = float(row["often"] == often)
        for key, row in rows.items():
            row["spoke last"] = float(last >= 0 and spoken[key] == last)
            for name in _BY_SORT:
                if row.get(name):
                    row[f"{sort}: {name}"] = row[name]

    @staticmethod
    def _nobody(read: Reading, kind: str, rows: dict[str, Row]) -> Row:
        """What speaks for nobody who is named."""
        held = rows.values()
        sort = _sort(read.word, kind)
        row: dict[str, float | bool] = {
            "nobody": True,
            f"nobody: {kind or 'other'}": True,
            f"nobody: {read.kind}": True,
            f"nobody: {sort}": True,
            f"nobody: like {role_groups().get(read.word, 'other')}": True,
            "nobody: owned": _owned(read),
            "nobody: narrowed": read.narrowed,
            "nobody: modified": bool(read.modifiers),
            "nobody: not definite": not read.definite,
            "nobody has the role": not any("has the role" in one for one in held),
            "nobody has the name": not any("noun in name" in one for one in held),
            "nobody there": not rows,
        }
        return {name: float(value) for name, value in row.items() if value}


def _owned(read: Reading) -> bool:
    """Whether the text says whose the noun is, by a name, a pronoun or a noun."""
    return bool(read.owner or read.owner_pronoun or read.owner_noun)


def _sort(word: str, kind: str) -> str:
    """The sort of a noun, coarser than its kind."""
    if word in GENERAL:
        return "general"
    if kind in _PERSONAL:
        return "person"
    return "body" if kind in _BODIES else kind or "other"


def _party_of(read: Reading) -> str:
    return party_of([word.casefold() for word in (read.word, *read.modifiers)])
