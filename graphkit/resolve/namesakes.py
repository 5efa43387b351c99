"""People whose names alone do not tell whether they are one: what the articles say beside them.

A suffix ("Jr.") that one name has and the other lacks, a first name left out, a maiden name, a
letter that is wrong: each is taken for one person only where the articles bear it out, and never
where one article names both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from graphkit.model import Document, LocalEntity, Merge
from graphkit.resolve.forms import Cluster, Member
from graphkit.text.lexicon import fold
from graphkit.text.names import PersonName, cut_off, maiden, misspelt, same_person

__all__ = ["join_doubtful"]

#: How much must speak for it that a name with and one without suffix are one person's.
_SUFFIX: Final = 2.0
#: How many times more articles must have the right spelling than the wrong one.
_RARER: Final = 3
#: Articles from which on a name is so well known that a slip of it needs no company.
_WELL_KNOWN: Final = 10
_KIN: Final = re.compile(
    r"\b(?:son|sons|father|dad|elder|eldest|younger|namesake)\b|\bSr\.", re.IGNORECASE
)
_NEAR: Final = 60
#: Pairs in a block that are looked at; larger blocks are frequent surnames.
_BLOCK: Final = 200


class _World:
    """What the articles tell beside the names."""

    def __init__(
        self, local: Mapping[Member, LocalEntity], documents: Mapping[str, Document]
    ) -> None:
        self.local, self.documents = local, documents
        self.inside: dict[str, set[str]] = defaultdict(set)
        for (doc, _), one in local.items():
            self.inside[doc].add(fold(one.name))
        times = Counter(name for held in self.inside.values() for name in held)
        self.frequent = {n for n, t in times.items() if t > max(3, 0.3 * len(self.inside))}

    def company(self, cluster: Cluster) -> set[str]:
        """The telling names of the articles that name somebody."""
        own = {fold(form.name) for form in cluster.forms}
        return {n for doc in cluster.docs for n in self.inside[doc]} - self.frequent - own

    def roles(self, cluster: Cluster) -> set[str]:
        """The words of all roles of somebody."""
        told = (
            role.role
            for form in cluster.forms
            for member in form.members
            for role in self.local[member].roles
        )
        return {word for role in told for word in re.findall(r"[a-z]{3,}\b", role.casefold())}

    def kin(self, cluster: Cluster) -> bool:
        """Whether an article tells of father and son beside the name."""
        for form in cluster.forms:
            for member in form.members:
                document = self.documents.get(member[0])
                for mention in self.local[member].mentions if document else ():
                    start, end = mention.span
                    text = document.text if document else ""
                    if _KIN.search(text[max(0, start - _NEAR) : start]) or _KIN.search(
                        text[end : end + _NEAR]
                    ):
                        return True
        return False


def join_doubtful(
    clusters: Sequence[Cluster],
    local: Mapping[Member, LocalEntity],
    documents: Mapping[str, Document],
) -> list[Cluster]:
    """The people again, those put together whom the articles show to be one."""
    world = _World(local, documents)
    gone: set[int] = set()
    for left, right in _pairs(clusters):
        if id(left) in gone or id(right) in gone or left.docs & right.docs:
            continue
        large, small = sorted((left, right), key=lambda c: (-c.size, c.forms[0].name))
        score, reason = _borne_out(large, small, world)
        if score:
            large.merges.append(Merge(large.forms[0].name, small.forms[0].name, score, reason))
            large.merges += small.merges
            large.forms += small.forms
            gone.add(id(small))
    return [cluster for cluster in clusters if id(cluster) not in gone]


def _pairs(clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, Cluster]]:
    """Pairs whose names have much in common, each once."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        keys: set[tuple[str, ...]] = set()
        for name in cluster.people:
            keys |= {("surname", name.surname), ("given", name.given[0], name.surname[:1])}
            keys |= {("maiden", name.given[0], word) for word in name.words[1:]}
            keys |= {("tail", *name.words[at:]) for at in range(len(name.words) - 1)}
        for key in sorted(keys):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for pair in combinations(blocks[key], 2) if len(blocks[key]) <= _BLOCK else ():
            if pair not in seen:
                seen.add(pair)
                yield clusters[pair[0]], clusters[pair[1]]


def _borne_out(large: Cluster, small: Cluster, world: _World) -> tuple[float, str]:
    """How sure it is that two are one, and why; 0 where too little speaks for it."""
    for a in large.people:
        for b in small.people:
            if "" in (a.suffix, b.suffix) and a.suffix != b.suffix:
                if same_person(replace(a, suffix=""), replace(b, suffix="")) >= 0.9:
                    return _by_suffix(a if a.suffix else b, large, small, world)
            elif cut_off(b, a) or cut_off(a, b):
                return 0.85, "the same name without the first name"
            elif maiden(a, b) or maiden(b, a):
                if world.company(large) & world.company(small):
                    return 0.75, "one name holds the other, and they are named beside the same"
            elif misspelt(a, b) and small.size * _RARER <= large.size:
                known = large.size >= _WELL_KNOWN
                if known or world.company(large) & world.company(small):
                    return 0.75, "one letter differs, and one spelling is far rarer"
    return 0.0, ""


def _by_suffix(
    suffixed: PersonName, large: Cluster, small: Cluster, world: _World
) -> tuple[float, str]:
    """Whether "Oto H. Kell Jr." is "Oto Kell": no article names both, and more speaks for it.

    Newspapers introduce a man by initials and suffix, and tell a son from his father by the
    suffix alone.
    """
    told = 1.0 + 1.0 * suffixed.formal
    told += 1.0 * bool(world.roles(large) & world.roles(small))
    with_suffix = small if any(n.suffix for n in small.people) else large
    told -= 1.0 * world.kin(with_suffix)
    if told < _SUFFIX:
        return 0.0, ""
    return 0.8, "the same name with a suffix, and no article names two"
