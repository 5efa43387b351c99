"""Local entities of all documents to one Entity each.

Names are compared, not documents: equal names are one form, and only forms of one block (the
same surname and first letter) are compared with each other, so that the work grows with the
number of different names.  People need given names that go together; a surname alone joins
only a bearer that the corpus leaves no doubt about.  Every join keeps its score and reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from graphkit.curation.judgements import Judgement
from graphkit.ids import content_hash, entity_id
from graphkit.model import Entity, EntityType, Extraction, LocalEntity, Merge
from graphkit.resolve.curated_entities import Group, Member, apply_judgements
from graphkit.text.lexicon import body_by_fold, fold, known_people, short_forms
from graphkit.text.names import PersonName, parse_person, same_person

#: Share of a surname's documents that its one bearer must have to be meant by it alone.
DOMINANT: Final = 0.9
#: Scores of joins that no full name tells: the least of ``DOMINANT`` scores about as much as an
#: only bearer; a short form that another document explains, and a shared account, are surer.
_BEARER: Final = 0.75
_ONLY_BEARER: Final = 0.7
_SHORT_FORM: Final = 0.85
_SAME_ACCOUNT: Final = 0.95
#: Documents that name the bearer in full before a surname alone may mean the bearer.
KNOWN_IN: Final = 5
#: Other entities that two documents must share where the corpus is too small to tell.
SHARED: Final = 3


@dataclass(slots=True)
class Form:
    """One name as the documents write it, and everyone who bears it."""

    name: str
    person: bool
    members: list[Member] = field(default_factory=list)
    parsed: PersonName | None = None


@dataclass(slots=True)
class Cluster:
    """Forms that are one entity so far."""

    forms: list[Form]
    merges: list[Merge] = field(default_factory=list)

    @property
    def size(self) -> int:
        """In how many documents it stands."""
        return sum(len(form.members) for form in self.forms)


def _forms(local: dict[Member, LocalEntity]) -> list[Form]:
    """All different names, most frequent first, then in the order of the alphabet."""
    found: dict[tuple[bool, str], Form] = {}
    spelled: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for member in sorted(local):
        one = local[member]
        person = one.type == "Person"
        key = (person, one.name if one.name.startswith("@") else fold(one.name))
        form = found.setdefault(key, Form(one.name, person))
        form.members.append(member)
        spelled[key][one.name] += 1
    for key, form in found.items():
        form.name = max(spelled[key], key=lambda n: (spelled[key][n], n))
        form.parsed = parse_person(form.name) if form.person else None
    return sorted(found.values(), key=lambda f: (-len(f.members), f.name))


def _letters(given: str) -> list[str]:
    """First letters that a first name, or what it is short for, may begin with."""
    return sorted({name[0] for name in short_forms().get(given, frozenset({given}))} | {given[0]})


def _join_people(forms: Sequence[Form]) -> list[Cluster]:
    """People with full names, one cluster each; ambiguous short forms stay by themselves."""
    blocks: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    found: list[Cluster] = []
    for form in sorted(forms, key=_doubt):
        name = form.parsed
        if name is None or not name.full:
            continue
        near = {
            id(c): c for letter in _letters(name.given[0]) for c in blocks[name.surname, letter]
        }
        scored = [(score, c) for c in near.values() if (score := _fits(name, c))]
        best = max((s for s, _ in scored), default=0.0)
        top = [c for s, c in scored if s == best]
        if len(top) == 1 and (best == 1.0 or len(scored) == 1):
            cluster = top[0]
            reason = _reason(best, name)
            cluster.merges.append(Merge(cluster.forms[0].name, form.name, best, reason))
            cluster.forms.append(form)
        else:
            cluster = Cluster([form])
            found.append(cluster)
        for letter in _letters(name.given[0]):
            if not any(c is cluster for c in blocks[name.surname, letter]):
                blocks[name.surname, letter].append(cluster)
    return found


def _doubt(form: Form) -> tuple[bool, int, str]:
    """Forms with a whole first name before those with an initial, frequent before rare."""
    name = form.parsed
    short = name is not None and name.full and len(name.given[0]) == 1
    return short, -len(form.members), form.name


def _fits(name: PersonName, cluster: Cluster) -> float:
    """How well a name goes with every form of a cluster, 0 where one speaks against it."""
    scores = [same_person(name, form.parsed) for form in cluster.forms if form.parsed]
    return min(max(scores), 1.0) if scores and min(scores) > 0 else 0.0


def _reason(score: float, name: PersonName) -> str:
    told = {1.0: "the same first and last name", 0.9: "a short form of the first name"}
    return told.get(score, "an initial or second name that fits, and the same surname")


class _World:
    """What a surname alone may mean: who bears it where, and what documents share."""

    def __init__(self, local: dict[Member, LocalEntity], clusters: Iterable[Cluster]) -> None:
        self.inside: dict[str, set[str]] = defaultdict(set)
        for (doc, _), one in local.items():
            if not one.if_speaking:
                self.inside[doc].add(fold(one.name))
        self.frequent = {
            name
            for name, times in Counter(n for held in self.inside.values() for n in held).items()
            if times > max(3, 0.3 * len(self.inside))
        }
        self.bearers: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in clusters:
            surnames = {f.parsed.surname for f in cluster.forms if f.parsed}
            for surname in sorted(surnames | {s.split()[-1] for s in surnames}):
                self.bearers[surname].append(cluster)

    def bearer(self, form: Form, member: Member) -> tuple[Cluster, float, str] | None:
        """The only person whom a surname alone can mean in this document, with score and why."""
        held = self.bearers.get(fold(form.name), [])
        total = sum(c.size for c in held)
        if not held:
            return None
        best = max(held, key=lambda c: (c.size, c.forms[0].name))
        share = best.size / total
        if share >= DOMINANT and best.size >= KNOWN_IN:
            why = f"the surname means this person in {share:.0%} of the documents that tell"
            return best, round(_BEARER * share, 2), why
        if len(held) == 1:
            own = self.inside[member[0]] - self.frequent - {fold(form.name)}
            docs = {m[0] for f in best.forms for m in f.members}
            shared = max(len(own & self.inside[doc]) for doc in docs)
            if shared >= SHARED:
                return (
                    best,
                    _ONLY_BEARER,
                    f"the only bearer of the surname, and {shared} names shared",
                )
        return None


def _place_lone(
    forms: Sequence[Form], clusters: list[Cluster], local: dict[Member, LocalEntity]
) -> list[Cluster]:
    """People known by one word: to the bearer they must mean, else by themselves."""
    world = _World(local, clusters)
    alone: list[Cluster] = []
    for form in forms:
        if form.parsed is None or form.parsed.full:
            continue
        left: list[Member] = []
        for member in form.members:
            found = world.bearer(form, member)
            if found is None:
                left.append(member)
                continue
            cluster, score, why = found
            own = next((f for f in cluster.forms if f.name == form.name and f.parsed), None)
            if own is None:
                cluster.merges.append(Merge(cluster.forms[0].name, form.name, score, why))
                own = Form(form.name, True, [], form.parsed)
                cluster.forms.append(own)
            own.members.append(member)
        alone += _lone(form, left, world)
    return alone


def _lone(form: Form, members: list[Member], world: _World) -> list[Cluster]:
    """Bearers of one word that nobody in the corpus explains: joined by what documents share."""
    if form.name.startswith("@") or fold(form.name) in known_people():
        return [Cluster([Form(form.name, True, members, form.parsed)])] if members else []
    groups: list[tuple[list[Member], set[str]]] = []
    for member in members:
        own = world.inside[member[0]] - world.frequent - {fold(form.name)}
        place = next((g for g in groups if len(g[1] & own) >= SHARED), None)
        if place is None:
            groups.append(([member], set(own)))
        else:
            place[0].append(member)
            place[1].update(own)
    return [Cluster([Form(form.name, True, held, form.parsed)]) for held, _ in groups]


def _join_bodies(forms: Sequence[Form], local: dict[Member, LocalEntity]) -> list[Cluster]:
    """Bodies: one cluster a name, then short forms to the one body they stand for elsewhere."""
    stands: dict[str, Counter[str]] = defaultdict(Counter)
    for form in forms:
        for member in form.members:
            for surface in sorted({fold(m.surface) for m in local[member].mentions}):
                if surface != fold(form.name):
                    stands[surface][fold(form.name)] += 1
    found: dict[str, Cluster] = {}
    short: list[Form] = []
    for form in forms:
        key = fold(form.name)
        listed = body_by_fold().get(key)
        if key in stands and not listed and len(stands[key]) == 1:
            short.append(form)
        else:
            found[key] = Cluster([form])
    for form in short:
        target = next(iter(stands[fold(form.name)]))
        if target not in found:
            found[fold(form.name)] = Cluster([form])
            continue
        cluster = found[target]
        why = "another document uses this short form for it"
        cluster.merges.append(Merge(cluster.forms[0].name, form.name, _SHORT_FORM, why))
        cluster.forms.append(form)
    return list(found.values())


def _join_accounts(clusters: list[Cluster], local: dict[Member, LocalEntity]) -> list[Cluster]:
    """Clusters that share an account are one."""
    owner: dict[str, Cluster] = {}
    kept: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (c.forms[0].name.startswith("@"), -c.size)):
        accounts = sorted(
            {h.casefold() for f in cluster.forms for m in f.members for h in local[m].handles}
        )
        first = next((owner[a] for a in accounts if a in owner), None)
        lone = cluster.forms[0].name.startswith("@") or (
            cluster.forms[0].parsed is not None and not cluster.forms[0].parsed.full
        )
        if first is not None and lone:
            shown = next(a for a in accounts if a in owner)
            first.merges.append(
                Merge(
                    first.forms[0].name,
                    cluster.forms[0].name,
                    _SAME_ACCOUNT,
                    f"the same account {shown}",
                )
            )
            first.forms += cluster.forms
            first.merges += cluster.merges
            continue
        for account in accounts:
            owner.setdefault(account, cluster)
        kept.append(cluster)
    return kept


class _Naming:
    """Names, types and ids of groups of members."""

    def __init__(self, local: dict[Member, LocalEntity]) -> None:
        self.local = local

    def kind(self, group: Group) -> EntityType:
        """The type judged, else the commonest."""
        if group.type is not None:
            return group.type
        kinds = Counter(self.local[m].type for m in group.members)
        return max(sorted(kinds), key=kinds.__getitem__)

    def name(self, group: Group) -> str:
        """The name judged, else the fullest frequent one; a listed body's own."""
        if group.name:
            return group.name
        count = Counter(self.local[m].name for m in group.members)
        person = self.kind(group) == "Person"

        def worth(name: str) -> tuple[bool, bool, int, int, str]:
            full = parse_person(name).full if person else fold(name) in body_by_fold()
            return not name.startswith("@"), full, count[name], len(name), name

        return max(count, key=worth)

    def aliases(self, group: Group) -> list[str]:
        """All other names that the texts use, and names of joined forms."""
        found = {m.surface for key in group.members for m in self.local[key].mentions}
        found |= {self.local[key].name for key in group.members}
        return sorted(found - {self.name(group)})

    def all(self, group: Group) -> tuple[str, str, list[str]]:
        """Id, name and aliases of a group as it is now."""
        name = self.name(group)
        return entity_id(self.kind(group), name), name, self.aliases(group)

    def of_member(self, member: Member) -> list[str]:
        """The names one document's entity goes by."""
        one = self.local[member]
        return [one.name, *sorted({m.surface for m in one.mentions})]


def _merges(cluster: Cluster) -> list[Merge]:
    """Why the cluster is one: equal names counted once, then every join."""
    first = cluster.forms[0]
    told = [
        Merge(f.name, f.name, 1.0, f"the same name in {len(f.members)} documents")
        for f in cluster.forms
        if len(f.members) > 1
    ]
    return [*told, *cluster.merges] if first else []


def clusters_of(local: dict[Member, LocalEntity]) -> list[Cluster]:
    """Everyone and every body of the corpus, before judgements."""
    forms = _forms(local)
    people = [f for f in forms if f.person]
    full = _join_people(people)
    clusters = full + _place_lone(people, full, local)
    clusters += _join_bodies([f for f in forms if not f.person], local)
    return _join_accounts(clusters, local)


def join_entities(
    extractions: tuple[Extraction, ...], judgements: Sequence[Judgement] = ()
) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str], list[Judgement]]:
    """The entities, (document id, local key) → entity id, and judgements that match none.

    Raises :class:`~graphkit.errors.JudgementError` where judgements contradict.
    """
    local = {(x.document.id, one.key): one for x in extractions for one in x.entities}
    naming = _Naming(local)
    groups = [
        Group({m for f in c.forms for m in f.members}, _merges(c)) for c in clusters_of(local)
    ]
    groups.sort(key=lambda g: min(g.members))
    groups, idle = apply_judgements(groups, judgements, naming.all, naming.of_member)
    return *_entities(groups, naming), idle


def _entities(
    groups: list[Group], naming: _Naming
) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str]]:
    """Entities with ids from their names; where two share one, all but the largest get a hash."""
    taken: set[str] = set()
    entities: list[Entity] = []
    entity_of: dict[tuple[str, str], str] = {}
    for group in sorted(groups, key=lambda g: (-len(g.members), min(g.members))):
        ident, name, aliases = naming.all(group)
        if ident in taken:
            ident = f"{ident}-{content_hash(*map(str, min(group.members)), length=6)}"
        taken.add(ident)
        members = tuple(sorted(group.members))
        for member in members:
            entity_of[member] = ident
        handles = sorted({h for m in members for h in naming.local[m].handles})
        merges = tuple(sorted(group.merges, key=lambda m: (m.left, m.right, -m.score, m.reason)))
        entities.append(
            Entity(ident, naming.kind(group), name, tuple(aliases), tuple(handles), members, merges)
        )
    return tuple(sorted(entities, key=lambda e: e.id)), entity_of
