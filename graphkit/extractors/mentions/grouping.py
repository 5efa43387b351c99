"""Names of one document to one LocalEntity each: who is who inside an article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graphkit.extractors.mentions.accounts import owners
from graphkit.model import EntityType, LocalEntity, Mention, Post, Span
from graphkit.text.lexicon import (
    body_by_fold,
    body_by_handle,
    fold,
    heads,
    known_people,
    person_by_handle,
    person_by_name,
    titles,
    unmangled,
)
from graphkit.text.names import (
    PersonName,
    cut_off,
    gender_of,
    initials,
    maiden,
    misspelt,
    parse_person,
    same_person,
    strip_titles,
    trim,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in the text, with what its place tells about it."""

    span: Span
    surface: str
    type: EntityType
    name: str = ""
    place: bool = False
    titles: tuple[str, ...] = ()


@dataclass(slots=True)
class Person:
    """One person while the document is read: every form of the name, and every mention."""

    names: list[PersonName] = field(default_factory=list)
    held: list[Named] = field(default_factory=list)
    handles: set[str] = field(default_factory=set)
    #: The name in full that the list gives and the article bears out; "" where it does not.
    listed: str = ""

    def takes(self, name: PersonName) -> bool:
        """Whether a full name can be this person's."""
        return any(same_person(name, known) > 0 for known in self.names if known.full)

    def gender(self) -> str:
        """m, f or "" from titles and first names."""
        for one in self.held:
            if told := title_gender(one.titles):
                return told
        return next((g for n in self.names if n.given and (g := gender_of(n.given[0]))), "")

    def label(self) -> str:
        """The fullest frequent form; for a surname alone, the name that :attr:`listed` has."""
        count = Counter(n.surface for n in self.held if not n.surface.startswith("@"))
        if not count:
            return min(n.surface for n in self.held)
        parts = {surface: parse_person(surface) for surface in count}

        def worth(surface: str) -> tuple[bool, bool, int, int, str]:
            name = parts[surface]
            whole = name.full and not any(cut_off(name, other) for other in parts.values())
            return whole, name.full, count[surface], len(surface), surface

        best = max(count, key=worth)
        if not parts[best].full and self.listed:
            return self.listed
        return _cased(unmangled(best))


#: How far from a surname words count that bear the list out, in characters.
_AROUND: Final = 120
#: How much must bear out what the list gives for a surname that stands alone.
BORNE_OUT: Final = 1.0


def _listed(person: Person, people: Sequence[Person], text: str) -> str:
    """The full name that the list has for a bare surname, if the article bears it out, else "".

    The list alone gives nothing: the bearer's office or state must be told near the surname or as
    a title, the account must be the bearer's, or others of the list be in the article by their
    full names.  A title or a gender that is not the bearer's speaks against.
    """
    surface = next((n.surface for n in person.held if not n.surface.startswith("@")), "")
    known = known_people().get(fold(surface)) if surface else None
    if known is None or any(name.full for name in person.names):
        return ""
    roles = {titles()[t.casefold()].role.casefold() for n in person.held for t in n.titles} - {""}
    weight = 2.0 * (f"@{known.handle}".casefold() in {h.casefold() for h in person.handles})
    if roles:
        weight += 1.0 if roles & set(known.offices) else -1.0
    if person.gender() not in ("", known.gender):
        weight -= 2.0
    around = " ".join(
        text[max(0, n.span.start - _AROUND) : n.span.end + _AROUND] for n in person.held
    )
    words = set(re.findall(r"[a-z]+", around.casefold()))
    weight += 0.5 * min(2, len(words & set(known.offices)))
    beside = {fold(n) for p in people for n in {h.surface for h in p.held} if " " in n}
    weight += 0.5 * min(2, len(beside & person_by_name().keys()))
    return known.name if weight >= BORNE_OUT else ""


def _cased(name: str) -> str:
    """A name shouted in a headline in usual case; "JB" and initials stay."""
    if name.isupper() and len(name) > 4 and " " in name:
        return " ".join(w.title() if len(w) > 2 and "." not in w else w for w in name.split())
    return name


def title_gender(given: Sequence[str]) -> str:
    """m, f or "" as titles before a name tell."""
    known = titles()
    return next((g for t in given if (g := known[t.casefold()].gender)), "")


#: Words that tell of two who have one name, near either of them.
_KIN: Final = re.compile(
    r"\b(?:son|sons|father|dad|elder|eldest|younger|junior|senior|namesake)\b", re.IGNORECASE
)
_NEAR: Final = 60


def _one_person(left: Person, right: Person, text: str) -> bool:
    """Whether two full names of one article are one person, where that takes more than the names.

    "Oto H. Kell Jr." is how an article introduces the "Oto Kell" of its headline, unless it tells
    of father and son; "Ann Orr" is "Ann Orr Lee"; a letter may be wrong in a name.
    """
    for a in left.names:
        for b in right.names:
            plain = same_person(replace(a, suffix=""), replace(b, suffix=""))
            if plain and "" in (a.suffix, b.suffix):
                introduced = a if a.suffix else b
                around = [
                    text[max(0, n.span.start - _NEAR) : n.span.end + _NEAR]
                    for n in (*left.held, *right.held)
                ]
                return introduced.formal and not any(map(_KIN.search, around))
            if cut_off(a, b) or cut_off(b, a):
                return True
            if maiden(a, b) or maiden(b, a) or misspelt(a, b):
                return True
    return False


def _join(found: list[Person], text: str) -> list[Person]:
    """The people of an article, those put together who are one, in the order they came."""
    kept: list[Person] = []
    for person in found:
        held = next((k for k in kept if _one_person(k, person, text)), None)
        if held is None:
            kept.append(person)
        else:
            held.names += person.names
            held.held += person.held
    return kept


def _people(named: Sequence[Named], text: str) -> list[Person]:
    """One Person for each bearer of a full name, then for each lone surname."""
    parsed = [(n, parse_person(n.surface)) for n in named]
    found: list[Person] = []
    for one, name in parsed:
        if not name.full:
            continue
        person = next((p for p in found if p.takes(name)), None) or next(
            (p for p in found if _ends(p, name)), None
        )
        if person is None:
            person = Person()
            found.append(person)
        person.names.append(name)
        person.held.append(one)
    found = _join(found, text)
    weight = {id(p): len(p.held) for p in found}
    full = list(found)
    for one, name in parsed:
        if name.full:
            continue
        place = _bearer(one, name, full, weight) or next(
            (p for p in found if not p.names[0].full and p.names[0].surname == name.surname), None
        )
        if place is None:
            place = Person()
            found.append(place)
        place.names.append(name)
        place.held.append(one)
    return found


def _ends(person: Person, name: PersonName) -> bool:
    """Whether a name is the end of a known longer one: "Van Hollen" of "Chris Van Hollen"."""
    return any(name.ends(known) for known in person.names if known.full)


def _bearer(
    one: Named, name: PersonName, full: Sequence[Person], weight: dict[int, int]
) -> Person | None:
    """The person a single word names: by surname, else by first name where only one has it."""
    if not name.surname:
        return None  # marks alone: "the ’s Mary Quint"
    last = name.surname.split()[-1]
    told = title_gender(one.titles)
    known = known_people().get(last)
    if known and "President" in one.titles:
        # "President Orr" is not the president's wife whom alone the article names in full
        return next((p for p in full if p.takes(parse_person(known.name))), None)
    by_surname = [
        p
        for p in full
        if any(k.full and k.surname.split()[-1] == last for k in p.names)
        and not (told and p.gender() and p.gender() != told)
    ]
    if by_surname:
        return max(by_surname, key=lambda p: (weight[id(p)], -p.held[0].span.start))
    if one.titles:
        return None
    by_given = [p for p in full if any(k.given and k.given[0] == last for k in p.names)]
    return by_given[0] if len(by_given) == 1 else None


def body_name(one: Named, people: Sequence[Person]) -> str:
    """The name a body goes by: the listed one, the campaign's full one, or as it stands."""
    if one.name:
        return one.name
    tail = re.search(r"([’']s?)?\s+(?:[\w-]+\s+)*?(\w+)$", one.surface)
    listed = body_by_fold().get(fold(one.surface))
    if listed:
        return listed.name
    owner = _owner(one.surface[: tail.start()], one, people) if tail else None
    if tail is None:
        return _cased(one.surface)
    noun = tail.group(2).casefold()
    if owner is None:
        whole = one.surface[: tail.start()]
        named = whole[strip_titles(whole, 0, len(whole))[0] :]
        if noun != "campaign" or not parse_person(named).full:
            return _cased(one.surface)
        return f"{named} campaign"
    if noun in ("campaign", "team"):
        return f"{owner.label()} campaign"
    if noun == "office":
        return f"Office of {owner.label()}"
    if noun == "house":
        return "White House"
    last = owner.label().split()[-1]
    return f"{last} {tail.group(2)}" if noun != "administration" else f"{last} administration"


def _owner(surface: str, one: Named, people: Sequence[Person]) -> Person | None:
    """The person whose campaign, office or administration a body's name says it is."""
    name = parse_person(surface)
    if name.full:
        return next((p for p in people if p.takes(name)), None)
    return _bearer(
        Named(one.span, surface, "Person"), name, people, {id(p): len(p.held) for p in people}
    )


def _police(text: str, acronym: str) -> str:
    """ "OHPD" as the police of the place whose initials it has: "Orr Heights" in the text."""
    match = re.fullmatch(r"([A-Z])([A-Z])PD", acronym)
    if match is None or fold(acronym) in body_by_fold():
        return ""
    first, second = match.groups()
    found = Counter(re.findall(rf"\b{first}[a-z]+ {second}[a-z]+\b", text))
    times = max(found.values(), default=0)
    best = sorted(name for name in found if found[name] == times)
    return f"{best[0]} Police Department" if times > 1 and len(best) == 1 else ""


class _Bodies:
    """Bodies of one document by folded name, with their short forms."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, list[Named]]] = {}

    def add(self, name: str, one: Named) -> None:
        self.found.setdefault(fold(name), (name, []))[1].append(one)

    def tie(self, text: str) -> None:
        """Acronyms to the one body they abbreviate, and "Yale" to "Yale University"."""
        for short in sorted(self.found, key=len):
            name, held = self.found[short]
            if any(h.place for h in held):
                continue
            target = self._long_for(short, name, held, text)
            if target and target != short:
                self.found[target][1].extend(held)
                del self.found[short]

    def _long_for(self, short: str, name: str, held: list[Named], text: str) -> str | None:
        shown = held[0].surface
        if shown.replace(".", "").isupper() and " " not in shown:
            letters = shown.replace(".", "").casefold()
            defined = [
                k
                for k, (_, ones) in self.found.items()
                if any(
                    re.match(rf"\s*\(\W?{re.escape(shown)}\b", text[o.span.end :][:20])
                    for o in ones
                )
            ]
            spelled = [k for k, (n, _) in self.found.items() if letters in initials(n)]
            for fitting in (defined, spelled):
                others = [k for k in fitting if k != short]
                if len(others) == 1 and short not in body_by_fold():
                    return others[0]
            return None
        if short in body_by_fold():
            return None
        words = short.split()
        longer = [
            k
            for k, (n, _) in self.found.items()
            if k != short
            and k.split()[: len(words)] == words
            and n.split()[-1] in heads()
            and len(k.split()) - len(words) <= 2
            and heads()[n.split()[-1]] == held[0].type
        ]
        return longer[0] if len(longer) == 1 and not name.isupper() else None


def authors_of(posts: Sequence[Post]) -> dict[str, str]:
    """Account without @ → its bearer's name as the posts' by-lines have it, emoji off."""
    found = {}
    for post in posts:
        start, end = trim(post.author, 0, len(post.author))
        if post.handle and start < end:
            found[post.handle.lstrip("@").casefold()] = post.author[start:end]
    return found


def _written_out(author: str, people: Sequence[Person]) -> PersonName | None:
    """A name as a person's; a surname alone as that of its one bearer here, if there is one."""
    if not author or parse_person(author).full:
        return parse_person(author) if author else None
    surname = parse_person(author).surname
    full = [[n for n in p.names if n.full and n.surname == surname] for p in people]
    bearers = [names for names in full if names]
    return bearers[0][0] if len(bearers) == 1 else parse_person(author)


def _tie_accounts(
    accounts: Sequence[Named], people: list[Person], bodies: _Bodies, authors: Mapping[str, str]
) -> None:
    """Each account to the body or person that it is known, or seen, to belong to."""
    for one in accounts:
        account = one.surface[1:].casefold()
        if listed := body_by_handle().get(account):
            bodies.add(listed.name, Named(one.span, one.surface, listed.type, listed.name))
            continue
        known = person_by_handle().get(account)
        author = authors.get(account, known.name if known else "")
        if fold(author) in bodies.found:
            body, held = bodies.found[fold(author)]
            held.append(Named(one.span, one.surface, held[0].type, body))
            continue
        name = _written_out(author, people)
        letters = re.sub(r"[^a-z]", "", account)
        person = next(
            (
                p
                for p in people
                if (name and p.takes(name))
                or (author and p.held[0].surface == author)
                or any(
                    (k.full and "".join((*k.given[:1], k.surname)).replace(" ", "") in letters)
                    or (k.full and len(k.surname) > 4 and k.surname.replace(" ", "") == letters)
                    for k in p.names
                )
            ),
            None,
        )
        if person is None:
            person = Person([name] if name else [parse_person(one.surface)])
            people.append(person)
        person.held.append(one)
        person.handles.add(one.surface)


def group(text: str, named: Sequence[Named], posts: Sequence[Post]) -> Iterator[LocalEntity]:
    """One LocalEntity a person or body, in the order of first mention."""
    accounts = [n for n in named if n.surface.startswith("@")]
    people = _people(
        [n for n in named if n.type == "Person" and not n.surface.startswith("@")], text
    )
    for person in people:
        person.listed = _listed(person, people, text)
    bodies = _Bodies()
    for one in named:
        if one.type != "Person":
            bodies.add(_police(text, one.surface) or body_name(one, people), one)
    bodies.tie(text)
    authors = owners(text) | authors_of(posts)
    _tie_accounts(accounts, people, bodies, authors)
    entities = [_person_entity(p, authors) for p in people]
    entities += [_body_entity(name, held) for name, held in bodies.found.values()]
    taken: Counter[str] = Counter()
    for entity in sorted(entities, key=lambda e: (e.mentions[0].span, e.key)):
        taken[entity.key] += 1
        if taken[entity.key] > 1:
            entity = replace(entity, key=f"{entity.key}-{taken[entity.key]}")
        yield entity


def _person_entity(person: Person, authors: Mapping[str, str]) -> LocalEntity:
    name = person.label()
    if name.startswith("@"):
        account = name[1:].casefold()
        known = person_by_handle().get(account)
        name = authors.get(account, known.name if known else name)
    mentions = tuple(
        Mention(n.span, n.surface, "Person") for n in sorted(person.held, key=lambda n: n.span)
    )
    key = f"person:{fold(name).replace(' ', '-')}"
    return LocalEntity(key, name, "Person", mentions, handles=tuple(sorted(person.handles)))


def _body_entity(name: str, held: Sequence[Named]) -> LocalEntity:
    listed = body_by_fold().get(fold(name))
    kinds = Counter(n.type for n in held)
    if name.endswith("Police Department") and not listed:
        kinds["Agency"] += len(held)
    kind: EntityType = listed.type if listed else max(sorted(kinds), key=kinds.__getitem__)
    mentions = tuple(Mention(n.span, n.surface, kind) for n in sorted(held, key=lambda n: n.span))
    key = f"{kind.lower()}:{fold(name).replace(' ', '-')}"
    handles = tuple(sorted({n.surface for n in held if n.surface.startswith("@")}))
    return LocalEntity(
        key, name, kind, mentions, handles=handles, if_speaking=all(n.place for n in held)
    )
