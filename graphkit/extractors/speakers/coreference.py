"""Whom a pronoun or a role noun stands for: agreement first, then how present each one is."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graphkit.extractors.affiliations.roles import Setting, roles_at, setting
from graphkit.extractors.mentions.grouping import title_gender
from graphkit.extractors.speakers.presence import Standing, chances, least, presence
from graphkit.language import Analysis
from graphkit.model import LocalEntity, Span
from graphkit.text.lexicon import fold, person_by_name, role_nouns, titles
from graphkit.text.names import gender_of, parse_person, titles_before

HE: Final = frozenset({"he", "him", "his", "himself"})
SHE: Final = frozenset({"she", "her", "hers", "herself"})
#: Sentences back that a pronoun reaches.
REACH: Final = 6
#: Places of names that are looked back over: those of some forty pages.
_NEAREST: Final = 2_000
#: Paragraphs back beyond which one more tells nothing.
_PARAGRAPHS: Final = 4
#: Roles that news uses for whoever it speaks of, so that the last speaker is meant.
GENERAL: Final = frozenset(
    {
        "candidate",
        "nominee",
        "front-runner",
        "frontrunner",
        "senator",
        "governor",
        "congressman",
        "congresswoman",
    }
    | {"representative", "lawmaker", "businessman", "republican", "democrat", "libertarian"}
    | {"politician", "incumbent"}
)


#: Nouns for a body of any name; all others must stand in the body's name.
_ANY_BODY: Final = frozenset(
    {"company", "firm", "group", "organization", "organisation", "agency", "newspaper", "paper"}
    | {"network", "outlet", "magazine", "website", "station", "channel", "nonprofit", "charity"}
    | {"startup", "retailer", "airline", "manufacturer", "tabloid", "daily", "publication"}
)


#: Words before a body noun that do not tell which body.
_PLAIN_MODIFIERS: Final = frozenset(
    {"federal", "state", "local", "city", "nonpartisan", "government"}
)


#: Words that tell somebody's party; nobody has two.
_PARTY: Final = {
    "gop": "republican",
    "republican": "republican",
    "democratic": "democrat",
    "democrat": "democrat",
    "libertarian": "libertarian",
}


#: What a description right behind a name begins with.
_DESCRIBING: Final = frozenset({",", "(", "—", "--", "of", "from"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


def party_of(words: Iterable[str]) -> str:
    """The party that words in lower case tell of; "" where they tell of none."""
    return next((_PARTY[word] for word in sorted(words) if word in _PARTY), "")


@dataclass(slots=True)
class Seen:
    """One place where an entity stands, or where a source turned out to be it."""

    start: int
    end: int
    entity: LocalEntity
    sentence: int
    paragraph: int
    subject: bool = False
    weak: bool = False
    quoted: bool = False
    spoke: bool = False


@dataclass(slots=True)
class Profile:
    """What the article tells about a person: gender, role nouns, the words around them."""

    gender: str = ""
    nouns: set[str] = field(default_factory=set)
    #: Those of the nouns that stand as a title before the name.
    titles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def fits(self, party: str) -> bool:
        """Whether nothing tells of another party; any fits where none is asked."""
        known = self._parties()
        return not party or not known or party in known

    def shares(self, party: str) -> bool:
        """Whether the party is known to be that one."""
        return party in self._parties()

    def _parties(self) -> set[str]:
        return {_PARTY[w] for w in self.nouns | self.words if w in _PARTY}


def _start(one: Seen) -> int:
    return one.start


def _score(standing: Mapping[str, tuple[Standing, Seen]], one: Seen) -> float:
    """How present an entity is; one out of reach is less so than any other."""
    held = standing.get(one.entity.key)
    return presence(held[0]) if held else -math.inf


def _surest(standing: Mapping[str, tuple[Standing, Seen]], bar: float) -> LocalEntity | None:
    """The one of several that is present enough beside the others."""
    sure = chances({key: presence(how) for key, (how, _) in standing.items()})
    best = max(sure, key=lambda key: (sure[key], standing[key][1].start), default=None)
    return standing[best][1].entity if best and sure[best] > bar else None


class Discourse:
    """Who stood where, as far as the article is read; answers whom a word stands for."""

    def __init__(self, analysis: Analysis, entities: Sequence[LocalEntity]) -> None:
        self.text, self.doc = analysis.document.text, analysis.doc
        self.analysis = analysis
        #: Word → whoever is seen and has it in the name.
        self._worded: dict[str, dict[str, LocalEntity]] = {}
        self.seen = [
            self._see(m.span, e) for e in entities for m in e.mentions if not e.if_speaking
        ]
        self.seen.sort(key=lambda s: (s.start, s.end))
        place = setting(analysis, entities)
        self.profiles = {e.key: self._profile(e, place) for e in entities if e.type == "Person"}

    def _see(self, span: Span, entity: LocalEntity) -> Seen:
        for word in fold(entity.name).split():
            self._worded.setdefault(word, {})[entity.key] = entity
        behind = self.doc[self.analysis.token_at(span.end) :][:8]
        before = self.text[max(0, span.start - 30) : span.start]
        verb = next((t for t in behind if t.tag_ not in ("RB", "HYPH")), None)
        aside = re.match(
            r"\s*(?:\([^)]*\)|,[^,.;\n]{1,120},)\s*", self.text[span.end : span.end + 160]
        )
        if aside:
            at = self.analysis.token_at(span.end + aside.end())
            verb = self.doc[at] if at < len(self.doc) else verb
        subject = verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP", "MD")
        subject = subject or bool(
            re.search(r"\b(?:said|says|added|asked|wrote|tweeted)\s+(?:\w+\.?\s+)?$", before)
        )
        weak = self.text[span.end : span.end + 2] in ("’s", "'s", "’ ", "' ") or bool(
            re.search(
                r"\b(?:of|for|to|with|by|from|at|about|against|on|like|than|behind|over)\s+(?:the\s+|former\s+|\w+\.\s+)*$",
                before,
            )
        )
        return Seen(
            span.start, span.end, entity, self.sentence(span.start), self.paragraph(span.start),
            subject, weak, self.in_quote(span.start),
        )  # fmt: skip

    def _profile(self, entity: LocalEntity, place: Setting) -> Profile:
        made = Profile()
        known = {w for w, (kind, _) in role_nouns().items() if kind in ("person", "office")}
        for mention in entity.mentions:
            held = titles_before(self.text, mention.span.start)
            made.gender = made.gender or title_gender(held)
            for title in held:
                told = {w for w in titles()[title.casefold()].role.split() if w in known}
                made.nouns |= told
                made.titles |= told
            for role in roles_at(place, mention.span):
                found = re.findall(r"[\w-]+", role.role.casefold())
                made.nouns.update(w for w in found if w in known)
                made.words.update(found)
                for noun in found:
                    made.gender = made.gender or role_nouns().get(noun, ("", ""))[1]
            if party := re.match(r"\s*\((R|D)\b", self.text[mention.span.end :][:8]):
                made.nouns.add({"R": "republican", "D": "democrat"}[party.group(1)])
            area = self.text[mention.span.end : mention.span.end + 30]
            if state := re.match(r"\s*\([RDI]-([\w. ]+)\)|\s+of\s+([A-Z]\w+(?: [A-Z]\w+)?)", area):
                made.words.update(re.findall(r"\w+", (state.group(1) or state.group(2)).casefold()))
        name = parse_person(entity.name)
        public = person_by_name().get(fold(entity.name))
        if public is None and name.given:
            # "Harry M. Reid" is listed without the initial
            public = person_by_name().get(fold(f"{name.given[0]} {name.surname}"))
        if public:
            made.gender = public.gender or made.gender
            made.nouns |= {w for w in public.offices if w in known}
            made.words |= set(public.offices)
        if not made.gender and name.given:
            made.gender = gender_of(name.given[0])
        return made

    def sentence(self, offset: int) -> int:
        """Index of the sentence an offset stands in."""
        return self.analysis.text.sentence_at(offset)

    def paragraph(self, offset: int) -> int:
        """Index of the paragraph an offset stands in."""
        return self.analysis.text.paragraph_at(offset)

    def in_quote(self, offset: int) -> bool:
        """Whether an offset stands between quotation marks."""
        return self.analysis.text.quoted(offset)

    def speaks(self, span: Span, entity: LocalEntity) -> None:
        """Remember that a source at this place is this entity."""
        one = self._see(span, entity)
        one.subject, one.spoke, one.weak = True, True, False
        self.seen.insert(bisect_right(self.seen, one.start, key=_start), one)

    def before(self, at: int, within: int = 0) -> list[Seen]:
        """Who stands before an offset and behind another one, in text order, the nearest."""
        high = bisect_left(self.seen, at, key=_start)
        low = max(bisect_left(self.seen, within, key=_start), high - _NEAREST)
        return [one for one in self.seen[low:high] if one.end <= at]

    def _standing(
        self, at: int, people: bool, gender: str = ""
    ) -> dict[str, tuple[Standing, Seen]]:
        """Entities within reach before an offset: how each stands to it, and where it was last."""
        within = self.analysis.text.sentence_start(self.sentence(at) - REACH)
        here, paragraph = self.sentence(at), self.paragraph(at)
        held: dict[str, list[Seen]] = {}
        for one in self.before(at, within):
            if (one.entity.type == "Person") == people:
                held.setdefault(one.entity.key, []).append(one)
        found = {}
        for key, places in held.items():
            last = next((s for s in reversed(places) if s.spoke or not s.quoted), places[-1])
            standing = Standing(
                sentences_back=here - last.sentence,
                paragraphs_back=min(paragraph - last.paragraph, _PARAGRAPHS),
                subject=last.subject,
                spoke=any(s.spoke and here - s.sentence <= 2 for s in places),
                gender_unknown=bool(gender) and people and not self.profiles[key].gender,
            )
            found[key] = (standing, last)
        return found

    def people(
        self, at: int, gender: str, barred: frozenset[str] = frozenset()
    ) -> dict[str, tuple[Standing, Seen]]:
        """The people within reach before an offset whom a pronoun of a gender may mean."""
        return {
            key: one
            for key, one in self._standing(at, True, gender).items()
            if key not in barred and (not gender or self.profiles[key].gender in ("", gender))
        }

    def person(
        self,
        at: int,
        gender: str,
        barred: frozenset[str] = frozenset(),
        bar: float | None = None,
    ) -> LocalEntity | None:
        """The person of that gender whom a pronoun at an offset most likely means, or None.

        ``bar`` is the chance above which somebody is named; that of the model if not given.
        """
        return _surest(self.people(at, gender, barred), least() if bar is None else bar)

    def body(
        self, at: int, noun: str = "", kind: str = "", modifiers: Sequence[str] = ()
    ) -> LocalEntity | None:
        """The body before an offset that a noun ("the department"), or "it", stands for."""
        standing = self._standing(at, False)
        if not noun:
            near = self.before(at, self.analysis.text.sentence_start(self.sentence(at) - 2))
            spoken = [
                s
                for s in near
                if s.entity.type != "Person" and (s.subject or s.spoke) and not s.weak
            ]
            best = max(spoken, key=lambda s: (_score(standing, s), s.start), default=None)
            return best.entity if best else None
        stem = noun.rstrip("s")
        every = [s for s in self.before(at) if s.entity.type != "Person"]
        named = [
            s for s in every if stem in fold(s.entity.name).split() or noun in fold(s.entity.name)
        ]
        told = {m.casefold() for m in modifiers} - _PLAIN_MODIFIERS
        named = [s for s in named if told <= set(fold(s.entity.name).split())]
        if named:
            return max(named, key=lambda s: (_score(standing, s), s.start)).entity
        if noun not in _ANY_BODY:
            only = self._worded.get(noun, {})
            return next(iter(only.values())) if len(only) == 1 else None
        return _surest({k: p for k, p in standing.items() if p[1].entity.type == kind}, least())

    def role(
        self,
        at: int,
        noun: str,
        modifiers: Sequence[str],
        owner: LocalEntity | None,
        owned: bool,
    ) -> LocalEntity | None:
        """The person before an offset whom a definite role noun describes.

        Where nobody is known to have the role, a general one ("the candidate", "the senator")
        is the last speaker, unless the role is somebody's (``owned``: "their chief").
        """
        low = noun.casefold()
        gender = role_nouns().get(low, ("", ""))[1]
        words = {w.casefold() for w in modifiers}
        party = next((_PARTY[w] for w in (*sorted(words), low) if w in _PARTY), "")
        standing = self._standing(at, True)
        matches: dict[str, Seen] = {}
        for one in self.before(at):
            if one.entity.type != "Person":
                continue
            told = self.profiles[one.entity.key]
            if gender and told.gender and told.gender != gender:
                continue
            if not told.fits(party):
                continue
            held = told.titles if low == "president" and not modifiers else told.nouns
            if low in held and (owner is None or owner.key != one.entity.key):
                matches[one.entity.key] = one
        # "the Republican" may be of a party not told yet; "the GOP nominee" is a known Republican
        holds = Profile.fits if low in _PARTY else Profile.shares
        others = frozenset(
            k for k, told in self.profiles.items() if party and not holds(told, party)
        )
        top = None if owned or low not in GENERAL else self.person(at, gender, others)
        if matches:
            closer = {k: s for k, s in matches.items() if words & self.profiles[k].words} or matches
            last = max(closer.values(), key=lambda s: (_score(standing, s), s.start))
            if top and top.key not in matches and last.entity.key not in standing:
                return top
            near = self.sentence(at) - last.sentence <= 3
            return last.entity if near or (len(closer) == 1 and not owned) else None
        return top

    def antecedent(self, at: int, person: bool) -> LocalEntity | None:
        """The name that a relative "who" or "which" at this place hangs on.

        Between the two only what describes the name may stand: "Jo Orr of Ohio, who", "Orr, 24,
        a nurse from Ely, who", never "Orr’s brother, who" or "Orr aides, who".
        """
        start = self.analysis.text.sentence(at).start
        for one in reversed([s for s in self.before(at, start) if not s.spoke]):
            if (one.entity.type == "Person") == person:
                between = self.doc[self.analysis.token_at(one.end) : self.analysis.token_at(at)]
                opens = between[0].lower_ in _DESCRIBING if len(between) else True
                if opens and not any(token.tag_ in _FINITE for token in between):
                    return one.entity
                if not person:
                    return None
        return None
