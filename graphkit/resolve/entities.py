"""Local entities of all documents to one Entity each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from graphkit.lexicon import fold
from graphkit.model import Entity, EntityType, Extraction, LocalEntity, Merge
from graphkit.names import parse_person, same_person
from graphkit.settings import Settings

Member = tuple[str, str]


class Clusters:
    """Union-find over members; each union keeps its reason.  Roots are the smallest member."""

    def __init__(self) -> None:
        self.parent: dict[Member, Member] = {}
        self.reasons: list[tuple[Member, Member, float, str]] = []

    def root(self, member: Member) -> Member:
        """The member that stands for the cluster of this one."""
        self.parent.setdefault(member, member)
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, left: Member, right: Member, score: float, reason: str) -> None:
        """Make two clusters one, and keep why."""
        a, b = sorted((self.root(left), self.root(right)))
        if a != b:
            self.parent[b] = a
            self.reasons.append((left, right, score, reason))


def slug(name: str) -> str:
    """A name as it stands in an id: lower case words tied by hyphens."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-") or "unnamed"


def join_entities(
    extractions: tuple[Extraction, ...], settings: Settings
) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str]]:
    """The entities, and (document id, local key) → entity id."""
    local: dict[Member, LocalEntity] = {}
    for extraction in extractions:
        for one in extraction.entities:
            local[extraction.document.id, one.key] = one
    clusters = Clusters()
    blocks: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in sorted(local):
        one = local[member]
        clusters.root(member)
        if one.type == "Person":
            name = parse_person(one.name)
            blocks["person", name.surname].append(member)
        else:
            blocks["body", fold(one.name)].append(member)
    for (block, _), members in sorted(blocks.items()):
        if block == "body":
            for other in members[1:]:
                clusters.join(members[0], other, 1.0, "same name")
            continue
        names = {m: parse_person(local[m].name) for m in members}
        full = [m for m in members if names[m].full]
        heads: list[Member] = []
        for member in full:
            for head in heads:
                score = same_person(names[head], names[member])
                if score:
                    clusters.join(head, member, score, "same full name")
                    break
            else:
                heads.append(member)
        for member in members:
            if not names[member].full and len(heads) == 1:
                clusters.join(heads[0], member, 0.7, "the only person of that surname")
    held: dict[Member, list[Member]] = defaultdict(list)
    for member in sorted(local):
        held[clusters.root(member)].append(member)
    entities: list[Entity] = []
    entity_of: dict[tuple[str, str], str] = {}
    taken: Counter[str] = Counter()
    for members in held.values():
        kinds = Counter(local[m].type for m in members)
        kind: EntityType = max(sorted(kinds), key=kinds.__getitem__)
        forms = Counter(local[m].name for m in members)
        _, _, _, chosen = max((parse_person(n).full, forms[n], len(n), n) for n in forms)
        aliases = {m.surface for key in members for m in local[key].mentions} - {chosen}
        base = f"{kind.lower()}:{slug(chosen)}"
        taken[base] += 1
        ident = base if taken[base] == 1 else f"{base}-{taken[base]}"
        for member in members:
            entity_of[member] = ident
        merges = tuple(
            Merge(f"{a[0]} {a[1]}", f"{b[0]} {b[1]}", score, why)
            for a, b, score, why in clusters.reasons
            if a in members
        )
        handles = tuple(sorted({h for m in members for h in local[m].handles}))
        entities.append(
            Entity(ident, kind, chosen, tuple(sorted(aliases)), handles, tuple(members), merges)
        )
    return tuple(sorted(entities, key=lambda e: e.id)), entity_of
