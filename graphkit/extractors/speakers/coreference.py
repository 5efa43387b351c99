"""Whom a pronoun or a role noun stands for: agreement first, then how present each one is.

The order of preference is that of Hobbs (1978) and Lappin and Leass (1994), without a parse: the
last speaker, subjects before others, near before far, the article's own words before quoted ones.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graphkit.extractors.affiliations.roles import Setting, roles_at, setting
from graphkit.extractors.mentions.grouping import title_gender
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
#: Roles that news uses for whoever it speaks of, so that the last speaker is meant.
GENERAL: Final = frozenset(
    {"candidate", "nominee", "senator", "governor", "congressman", "congresswoman"}
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


#: A line across the page, which parts one piece of news from the next.
_RULE: Final = re.compile(r"^[^\S\n]*(?:_{2,}|\* \* \*|-{3,})\.?[^\S\n]*$", re.MULTILINE)


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


def _start(one: Seen) -> int:
    return one.start


class Discourse:
    """Who stood where, as far as the article is read; answers whom a word stands for."""

    def __init__(self, analysis: Analysis, entities: Sequence[LocalEntity]) -> None:
        self.text, self.doc = analysis.document.text, analysis.doc
        self.analysis = analysis
        self.parts = [match.end() for match in _RULE.finditer(self.text)]
        #: Word → whoever is seen and has it in the name.
        self._worded: dict[str, dict[str, LocalEntity]] = {}
        self.count = {e.key: len(e.mentions) for e in entities}
        self.seen = [
            self._see(m.span, e) for e in entities for m in e.mentions if e.confidence > 0.3
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
        if public := person_by_name().get(fold(entity.name)):
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

    def _before(self, at: int, within: int = 0) -> list[Seen]:
        """Who stands before an offset and behind another one, in text order, the nearest."""
        high = bisect_left(self.seen, at, key=_start)
        low = max(bisect_left(self.seen, within, key=_start), high - _NEAREST)
        return [one for one in self.seen[low:high] if one.end <= at]

    def _weigh(self, one: Seen, at: int, first: int) -> float:
        """How present one mention is for a word at ``at``."""
        back = self.sentence(at) - one.sentence
        score = -0.9 * back - 0.35 * (self.paragraph(at) - one.paragraph)
        score += 1.6 * one.subject + 1.2 * one.spoke - 1.0 * one.weak
        score -= 2.5 * (one.quoted and not one.spoke)
        score += 0.35 * math.log1p(self.count[one.entity.key])
        if back == 0:
            score += 0.6 + 0.4 * (one.start == first)
        score -= 3.0 * (bisect_right(self.parts, at) != bisect_right(self.parts, one.start))
        return score

    def _ranked(self, at: int, kinds: bool, barred: frozenset[str]) -> Iterator[tuple[float, Seen]]:
        """People (or bodies) before an offset within reach, with how present each is."""
        within = self.analysis.text.sentence_start(self.sentence(at) - REACH)
        before = self._before(at, within)
        first = {s.sentence: s.start for s in reversed(before)}
        for one in before:
            if (one.entity.type == "Person") == kinds and one.entity.key not in barred:
                yield self._weigh(one, at, first[one.sentence]), one

    def person(
        self, at: int, gender: str, barred: frozenset[str] = frozenset()
    ) -> tuple[LocalEntity, float] | None:
        """The most present person of that gender before an offset, and by how much."""
        best: dict[str, float] = {}
        held: dict[str, LocalEntity] = {}
        for score, one in self._ranked(at, True, barred):
            told = self.profiles[one.entity.key].gender
            if gender and told and told != gender:
                continue
            score -= 0.6 * (not told and bool(gender))
            key = one.entity.key
            if key not in best or score > best[key]:
                best[key], held[key] = score, one.entity
        if not best:
            return None
        order = sorted(best, key=lambda k: (-best[k], k))
        gap = best[order[0]] - best[order[1]] if len(order) > 1 else 9.0
        return held[order[0]], gap

    def body(
        self, at: int, noun: str = "", kind: str = "", modifiers: Sequence[str] = ()
    ) -> LocalEntity | None:
        """The body before an offset that a noun ("the department"), or "it", stands for."""
        ranked = list(self._ranked(at, False, frozenset()))
        if not noun:
            near = [
                (w, s)
                for w, s in ranked
                if self.sentence(at) - s.sentence <= 2 and (s.subject or s.spoke)
            ]
            near = [(w, s) for w, s in near if not s.weak]
            return max(near, key=lambda p: (p[0], p[1].start))[1].entity if near else None
        stem = noun.rstrip("s")
        every = [s for s in self._before(at) if s.entity.type != "Person"]
        named = [
            s for s in every if stem in fold(s.entity.name).split() or noun in fold(s.entity.name)
        ]
        told = {m.casefold() for m in modifiers} - _PLAIN_MODIFIERS
        named = [s for s in named if told <= set(fold(s.entity.name).split())]
        if named:
            weight = {id(s): w for w, s in ranked}
            return max(named, key=lambda s: (weight.get(id(s), -99.0), s.start)).entity
        if noun not in _ANY_BODY:
            only = self._worded.get(noun, {})
            return next(iter(only.values())) if len(only) == 1 else None
        fits = [(w, s) for w, s in ranked if s.entity.type == kind]
        if not fits:
            return None
        best = max(fits, key=lambda p: (p[0], p[1].start))
        rivals = {s.entity.key for w, s in fits if w > best[0] - 0.8}
        return best[1].entity if len(rivals) == 1 else None

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
        weight = {id(s): w for w, s in self._ranked(at, True, frozenset())}
        matches: dict[str, Seen] = {}
        for one in self._before(at):
            if one.entity.type != "Person":
                continue
            told = self.profiles[one.entity.key]
            if gender and told.gender and told.gender != gender:
                continue
            held = told.titles if low == "president" and not modifiers else told.nouns
            if low in held and (owner is None or owner.key != one.entity.key):
                matches[one.entity.key] = one
        found = None if owned or low not in GENERAL else self.person(at, gender)
        top = found[0] if found and found[1] >= 0.3 else None
        if matches:
            closer = {k: s for k, s in matches.items() if words & self.profiles[k].words} or matches
            last = max(closer.values(), key=lambda s: (weight.get(id(s), -99.0), s.start))
            if top and top.key not in matches and weight.get(id(last), -99.0) < -1.0:
                return top
            near = self.sentence(at) - last.sentence <= 3
            return last.entity if near or (len(closer) == 1 and not owned) else None
        return top

    def antecedent(self, at: int, person: bool) -> LocalEntity | None:
        """The name that a relative "who" or "which" at this place hangs on."""
        start = self.analysis.text.sentence(at).start
        for one in reversed([s for s in self._before(at, start) if not s.spoke]):
            between = self.text[one.end : at]
            if (one.entity.type == "Person") == person and re.fullmatch(
                r"\s*(?:\([^)]*\))?\s*(?:,(?:[^,]*,)?)?\s*(?:—|--)?\s*"
                r"|(?:,\s*(?:\d+|of [A-Z][\w ]+|[A-Z][\w. ]+|(?:an?|the) [^,;]+)){1,4},\s*",
                between,
            ):
                return one.entity
        return None
