"""Mentions of one document to one LocalEntity each: who is who inside an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graphkit.lexicon import body_by_fold, body_by_handle, fold
from graphkit.model import EntityType, LocalEntity, Mention, Post
from graphkit.names import PersonName, parse_person, same_person


def _people(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Mentions of people, one list a person, full names first."""
    names = [(m, parse_person(m.surface)) for m in mentions]
    groups: list[tuple[list[PersonName], list[Mention]]] = []
    for mention, name in names:
        if not name.full:
            continue
        for known, held in groups:
            if max(same_person(name, k) for k in known) > 0:
                known.append(name)
                held.append(mention)
                break
        else:
            groups.append(([name], [mention]))
    full = list(groups)
    for mention, name in names:
        if name.full:
            continue
        by_surname = [
            g for g in full if any(k.surname.split()[-1] == name.surname.split()[-1] for k in g[0])
        ]
        by_given = [g for g in full if any(k.given and k.given[0] == name.surname for k in g[0])]
        alone = [
            g for g in groups if not any(k.full for k in g[0]) and g[0][0].surname == name.surname
        ]
        if by_surname:
            # The person whose full name is there most often, the first named of equals.
            place = max(by_surname, key=lambda g: sum(1 for m in g[1] if " " in m.surface))
        elif len(by_given) == 1:
            place = by_given[0]
        elif alone:
            place = alone[0]
        else:
            place = ([], [])
            groups.append(place)
        place[0].append(name)
        place[1].append(mention)
    for _, held in groups:
        yield held


def _person_name(held: Sequence[Mention]) -> str:
    """The fullest of the frequent forms: a full name before a surname, then the commonest."""
    count = Counter(m.surface for m in held)
    return max(count, key=lambda s: (parse_person(s).full, count[s], len(s), s))


def _bodies(mentions: Sequence[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """Mentions of bodies, one list a body: the same listed body, or the same folded name."""
    by_name: dict[str, tuple[str, list[Mention]]] = {}
    for mention in mentions:
        listed = body_by_fold().get(fold(mention.surface))
        name = listed.name if listed else mention.surface
        by_name.setdefault(fold(name), (name, []))[1].append(mention)
    yield from by_name.values()


def group(text: str, mentions: Iterable[Mention], posts: Sequence[Post]) -> Iterator[LocalEntity]:
    """One LocalEntity a person or body, in the order of first mention."""
    everything = list(mentions)
    handles = [m for m in everything if m.surface.startswith("@")]
    people = [m for m in everything if m.type == "Person" and not m.surface.startswith("@")]
    others = [m for m in everything if m.type != "Person"]
    found: list[tuple[str, EntityType, list[Mention]]] = []
    for held in _people(people):
        found.append((_person_name(held), "Person", held))
    for name, held in _bodies(others):
        found.append((name, held[0].type, held))
    authors = {p.handle.lstrip("@").casefold(): p.author for p in posts if p.handle and p.author}
    tied: dict[int, list[str]] = {}
    for mention in handles:
        account = mention.surface[1:].casefold()
        listed = body_by_handle().get(account)
        name = listed.name if listed else authors.get(account, "")
        at = next((i for i, f in enumerate(found) if name and fold(f[0]) == fold(name)), None)
        if at is None:
            kind: EntityType = listed.type if listed else "Person"
            found.append((name or mention.surface, kind, [mention]))
            at = len(found) - 1
        else:
            found[at][2].append(mention)
        tied.setdefault(at, []).append(mention.surface)
    entities = []
    for i, (name, kind, held) in enumerate(found):
        held = sorted(held, key=lambda m: m.span)
        same = tuple(Mention(m.span, m.surface, kind) for m in held)
        key = f"{kind.lower()}:{fold(name).replace(' ', '-')}"
        entities.append(
            LocalEntity(key, name, kind, same, handles=tuple(sorted(set(tied.get(i, [])))))
        )
    seen: set[str] = set()
    for entity in sorted(entities, key=lambda e: e.mentions[0].span):
        if entity.key not in seen:
            seen.add(entity.key)
            yield entity
