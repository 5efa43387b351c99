"""Local entities of all documents to one Entity each.

Names are compared, not documents: equal names are one form, and only forms of one block (the
same surname and first letter) are compared with each other, so that the work grows with the
number of different names.  People need given names that go together; a surname alone joins
only a bearer that the corpus leaves no doubt about (:mod:`graphkit.resolve.lone`).  Every join
keeps its score and reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from graphkit.curation.judgements import Judgement
from graphkit.ids import content_hash, entity_id
from graphkit.model import Document, Entity, EntityType, Extraction, LocalEntity, Merge
from graphkit.resolve.curated_entities import Group, apply_judgements
from graphkit.resolve.forms import Cluster, Form, Member
from graphkit.resolve.lone import Corpus, Verdict, open_name
from graphkit.resolve.namesakes import join_doubtful
from graphkit.text.lexicon import (
    body_by_fold,
    first_names,
    fold,
    is_common,
    known_people,
    short_forms,
)
from graphkit.text.names import PersonName, cut_off, parse_person, same_person

#: Scores of joins that no full name tells: a short form that another document explains, and a
#: shared account.
_SHORT_FORM: Final = 0.85
_SAME_ACCOUNT: Final = 0.95
#: How many times more articles must name others of a surname before a word is none of the name.
RARER: Final = 5
#: Other entities that two documents must share where the corpus is too small to tell.
SHARED: Final = 3


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
    _without_leads([form for form in found.values() if form.person])
    return sorted(found.values(), key=lambda f: (-len(f.members), f.name))


def _without_leads(people: Sequence[Form]) -> None:
    """Take common words that look like first names off surnames: "Team Orr", where somebody called
    Orr is in every article that has it.
    """
    borne: dict[str, set[str]] = defaultdict(set)
    for form in people:
        if form.parsed and form.parsed.full and form.parsed.given[0] in first_names():
            borne[form.parsed.surname].update(doc for doc, _ in form.members)
    for form in people:
        name = form.parsed
        if name and len(name.given) == 1 and name.given[0] not in first_names():
            docs = {doc for doc, _ in form.members}
            rare = len(docs) * RARER <= len(borne[name.surname])
            if rare and is_common(name.given[0]) and docs <= borne[name.surname]:
                form.parsed, form.led = replace(name, given=()), True


def _letters(name: PersonName) -> set[tuple[str, str]]:
    """The blocks of a name: its surname with every letter that a given name may begin with.

    What a first name may be short for counts, and so do second names, the whole name without
    gaps, and a maiden name.
    """
    found = {
        (name.surname, letter)
        for given in name.given
        for full in (*short_forms().get(given, ()), given)
        for letter in full[:1]
    }
    found |= {(given, name.given[0][0]) for given in name.given[1:] if len(given) > 1}
    words = name.words
    found |= {(" ".join(words[at:]), "") for at in range(len(words) - 1)}
    return found | {(name.letters, "")}


def _join_people(forms: Sequence[Form]) -> list[Cluster]:
    """People with full names, one cluster each; ambiguous short forms stay by themselves."""
    blocks: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    found: list[Cluster] = []
    for form in sorted(forms, key=_doubt):
        name = form.parsed
        if name is None or not name.full:
            continue
        near = {id(c): c for block in sorted(_letters(name)) for c in blocks[block]}
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
        for block in _letters(name):
            if not any(c is cluster for c in blocks[block]):
                blocks[block].append(cluster)
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


def _place_lone(
    forms: Sequence[Form],
    clusters: list[Cluster],
    local: dict[Member, LocalEntity],
    documents: Mapping[str, Document],
) -> list[Cluster]:
    """People known by one word: to the bearer they must mean, else by themselves."""
    corpus = Corpus(local, clusters, documents)
    decided: list[tuple[Form, dict[Member, Verdict]]] = []
    for form in forms:
        if form.parsed is None or form.parsed.full:
            continue
        word = form.parsed.surname
        decide = corpus.beside if form.led else corpus.decide
        verdicts = {member: decide(word, member) for member in form.members}
        decided.append((form, verdicts))
    # only now is anybody joined, so that no verdict rests on another one
    alone: list[Cluster] = []
    for form, verdicts in decided:
        for member, verdict in verdicts.items():
            if verdict.bearer is not None:
                _called(verdict.bearer, form, member, verdict)
        unclear = {m: v.possible for m, v in verdicts.items() if v.bearer is None and v.possible}
        if unclear:
            alone.append(_open(form, unclear))
        unknown = [m for m, v in verdicts.items() if v.bearer is None and not v.possible]
        alone += _lone(form, unknown, corpus)
    return alone


def _called(cluster: Cluster, form: Form, member: Member, verdict: Verdict) -> None:
    """Give a bearer one more article that names it by a word alone."""
    own = next((f for f in cluster.forms if f.name == form.name and f.parsed), None)
    if own is None:
        score = round(0.75 * verdict.chance, 2)
        cluster.merges.append(Merge(cluster.forms[0].name, form.name, score, verdict.why))
        own = Form(form.name, True, [], form.parsed)
        cluster.forms.append(own)
    own.members.append(member)


def _open(form: Form, unclear: Mapping[Member, Sequence[Cluster]]) -> Cluster:
    """All articles in which a word may mean several people: one node that says whom."""
    times: Counter[int] = Counter()
    by_id: dict[int, Cluster] = {}
    for possible in unclear.values():
        for place, cluster in enumerate(possible):
            times[id(cluster)] += 100 - min(place, 99)
            by_id[id(cluster)] = cluster
    ranked = sorted(by_id.values(), key=lambda c: (-times[id(c)], -c.size, c.forms[0].name))
    return Cluster([Form(form.name, True, list(unclear), form.parsed)], may_be=ranked)


def _lone(form: Form, members: list[Member], corpus: Corpus) -> list[Cluster]:
    """Bearers of one word that nobody in the corpus explains: joined by what documents share."""
    if form.name.startswith("@") or fold(form.name) in known_people():
        return [Cluster([Form(form.name, True, members, form.parsed)])] if members else []
    groups: list[tuple[list[Member], set[str], set[str]]] = []
    for member in members:
        own = corpus.inside[member[0]] - corpus.frequent - {fold(form.name)}
        office = corpus.offices(member)
        place = next((g for g in groups if len(g[1] & own) >= SHARED or g[2] & office), None)
        if place is None:
            groups.append(([member], set(own), set(office)))
        else:
            place[0].append(member)
            place[1].update(own)
            place[2].update(office)
    return [Cluster([Form(form.name, True, held, form.parsed)]) for held, _, _ in groups]


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
        if group.word:
            return open_name(group.word, [name for _, name in group.may_be])
        count = Counter(self.local[m].name for m in group.members)
        person = self.kind(group) == "Person"
        parts = {name: parse_person(name) for name in count if person}

        def worth(name: str) -> tuple[bool, bool, bool, int, int, str]:
            full = parts[name].full if person else fold(name) in body_by_fold()
            whole = not person or not any(cut_off(parts[name], other) for other in parts.values())
            return not name.startswith("@"), full and whole, full, count[name], len(name), name

        return max(count, key=worth)

    def aliases(self, group: Group) -> list[str]:
        """All other names that the texts use, and names of joined forms."""
        found = {m.surface for key in group.members for m in self.local[key].mentions}
        found |= {self.local[key].name for key in group.members}
        return sorted(found - {self.name(group)})

    def all(self, group: Group) -> tuple[str, str, list[str]]:
        """Id, name and aliases of a group as it is now."""
        name = self.name(group)
        told = name if group.name else group.word or name
        return entity_id(self.kind(group), told), name, self.aliases(group)

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


def clusters_of(
    local: dict[Member, LocalEntity], documents: Mapping[str, Document]
) -> list[Cluster]:
    """Everyone and every body of the corpus, before judgements."""
    forms = _forms(local)
    people = [f for f in forms if f.person]
    full = join_doubtful(_join_people(people), local, documents)
    clusters = full + _place_lone(people, full, local, documents)
    clusters += _join_bodies([f for f in forms if not f.person], local)
    return _join_accounts(clusters, local)


def join_entities(
    extractions: tuple[Extraction, ...], judgements: Sequence[Judgement] = ()
) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str], list[Judgement]]:
    """The entities, (document id, local key) → entity id, and judgements that match none.

    Raises :class:`~graphkit.errors.JudgementError` where judgements contradict.
    """
    local = {(x.document.id, one.key): one for x in extractions for one in x.entities}
    local = _typed(local)
    naming = _Naming(local)
    documents = {x.document.id: x.document for x in extractions}
    groups = _groups(clusters_of(local, documents), naming)
    groups.sort(key=lambda g: min(g.members))
    groups, idle = apply_judgements(groups, judgements, naming.all, naming.of_member)
    return *_entities(groups, naming), idle


def _typed(local: dict[Member, LocalEntity]) -> dict[Member, LocalEntity]:
    """The local entities; a name that is a person's in some articles and an organisation's in
    others is what most of them make of it.  Of as many, two words are a person's and one is not.
    """
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for one in local.values():
        if one.type in ("Person", "Organization") and not one.handles:
            kinds[fold(one.name)][one.type] += 1
    settled: dict[str, EntityType] = {}
    for name, times in kinds.items():
        if len(times) == 2 and name not in body_by_fold():
            tie = times["Person"] == times["Organization"]
            person = " " in name if tie else times["Person"] > times["Organization"]
            settled[name] = "Person" if person else "Organization"
    return {
        member: replace(one, type=settled[fold(one.name)])
        if one.type in ("Person", "Organization") and fold(one.name) in settled and not one.handles
        else one
        for member, one in local.items()
    }


def _groups(clusters: Sequence[Cluster], naming: _Naming) -> list[Group]:
    """The clusters as groups; those left open know whom they may be, by a member of each."""
    made = {id(c): Group({m for f in c.forms for m in f.members}, _merges(c)) for c in clusters}
    for cluster in clusters:
        group = made[id(cluster)]
        may_be = [made[id(one)] for one in cluster.may_be if id(one) in made]
        group.may_be = [(min(one.members), naming.name(one)) for one in may_be]
        group.word = cluster.forms[0].name if may_be else ""
    return list(made.values())


def _entities(
    groups: list[Group], naming: _Naming
) -> tuple[tuple[Entity, ...], dict[tuple[str, str], str]]:
    """Entities with ids from their names; where two share one, all but the largest get a hash."""
    taken: set[str] = set()
    entities: list[Entity] = []
    unclear: dict[str, Group] = {}
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
        if group.may_be and not group.name:
            unclear[ident] = group
    for number, one in enumerate(entities):
        if one.id in unclear:
            found = (entity_of.get(member, "") for member, _ in unclear[one.id].may_be)
            may_be = tuple(dict.fromkeys(i for i in found if i and i != one.id))
            entities[number] = replace(one, may_be=may_be)
    return tuple(sorted(entities, key=lambda e: e.id)), entity_of
