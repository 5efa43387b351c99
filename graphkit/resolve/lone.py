"""Whom one word alone means: a surname or first name without the rest of the name.

Everyone in the corpus who is called by that word may be meant, and so may somebody whom no article
names in full.  Each of them is weighed as a naive Bayes classifier weighs classes (Manning,
Raghavan and Schütze, *Introduction to Information Retrieval*, 2008, chapter 13, the Bernoulli
model): how often the word means whom, the other people and bodies of the article, what it calls
the one it names, the pronouns beside the name, the articles of the same days.  The word joins the
bearer who leaves the others far behind; all that stays open is one node that says who may be meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp, log
from typing import Final

from graphkit.model import Document, LocalEntity
from graphkit.resolve.forms import Cluster, Member
from graphkit.text.lexicon import first_names, fold, last_names, person_by_name, role_nouns, titles
from graphkit.text.names import gender_of, parse_person

__all__ = ["Corpus", "Verdict", "open_name"]

#: The chance from which on the word means one bearer.
WIDE: Final = 0.9
#: The least chance of one whom an open node names as possible.
POSSIBLE: Final = 0.02
#: Names of bearers that an open node is called by.
SHOWN: Final = 3
#: Articles that somebody unnamed counts as, where the surname is rare and where many have it.
_NOBODY: Final = (0.3, 0.6)
#: What an article counts as that names a bearer in full and never by the word alone.
_UNCALLED: Final = 0.25
#: How much an article of nearly the same day counts, in articles, and how many days are near.
_SAME_DAYS: Final = 3.0
_DAYS: Final = 3
#: Names of one article hang together, so that each counts less than it would alone.
_DAMPED: Final = 0.5
#: The most that the company of one article can tell, for and against (log odds).
_COMPANY: Final = 6.0
#: Articles of one bearer that are looked at for company.
_LOOKED_AT: Final = 2_000
#: What speaks against one whom the article names in full beside the word.
_BESIDE: Final = 2.0
_GENDER: Final = 3.0
_PRONOUN: Final = 0.7
_PRONOUNS: Final = 3
_ROLE: Final = 1.5
_HE: Final = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE: Final = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
#: How far behind a name its pronoun stands, in characters, if no other sentence begins.
_BEHIND: Final = 80
_TITLE: Final = 24


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whom a word means in one article: ``bearer`` if that is clear, with its chance and why.

    ``possible`` are those whom it may mean, the likeliest first.
    """

    bearer: Cluster | None
    chance: float
    why: str
    possible: tuple[Cluster, ...]


@dataclass(slots=True)
class _Profile:
    """What is known of a bearer from the articles that name the bearer in full."""

    docs: list[str]
    called: int = 0
    gender: str = ""
    company: Counter[str] = field(default_factory=Counter)
    roles: frozenset[str] = frozenset()
    days: list[int] = field(default_factory=list)


def _day(document: Document | None) -> int | None:
    """The day of an article as a number, if it is told."""
    try:
        return date.fromisoformat((document.published or "")[:10]).toordinal() if document else None
    except ValueError:
        return None


class Corpus:
    """What a word alone may mean, over all articles."""

    def __init__(
        self,
        local: Mapping[Member, LocalEntity],
        bearers: Iterable[Cluster],
        documents: Mapping[str, Document],
    ) -> None:
        self._local, self._documents = local, documents
        self.inside: dict[str, set[str]] = defaultdict(set)
        for (doc, _), one in local.items():
            if not one.if_speaking and not (one.type == "Person" and " " not in one.name):
                self.inside[doc].add(fold(one.name))
        self._times = Counter(name for held in self.inside.values() for name in held)
        #: Names so frequent that having them in common tells nothing.
        self.frequent = {
            name for name, times in self._times.items() if times > max(3, 0.3 * len(self.inside))
        }
        self._bearers: dict[str, list[Cluster]] = defaultdict(list)
        self._profiles: dict[int, _Profile] = {}
        for bearer in bearers:
            for word in sorted(_words(bearer)):
                self._bearers[word].append(bearer)

    def known(self, word: str) -> Sequence[Cluster]:
        """Everyone whom a word may mean; first names only count where articles use them alone."""
        return [
            one
            for one in self._bearers.get(word, ())
            if word in _surnames(one) or self._called(one, word) > 1
        ]

    def _called(self, bearer: Cluster, word: str) -> int:
        """In how many articles that name the bearer in full the word alone is used as well."""
        return sum(
            any(fold(mention.surface) == word for mention in self._local[member].mentions)
            for form in bearer.forms
            for member in form.members
        )

    def _named_in(self, bearer: Cluster, doc: str) -> bool:
        """Whether an article names the bearer in full."""
        return any(
            form.parsed is not None and form.parsed.full and doc == one[0]
            for form in bearer.forms
            for one in form.members
        )

    def _profile(self, bearer: Cluster) -> _Profile:
        """All that is known of a bearer, found once."""
        found = self._profiles.get(id(bearer))
        if found is None:
            members = sorted(m for form in bearer.forms for m in form.members)
            found = _Profile(sorted({doc for doc, _ in members})[:_LOOKED_AT])
            for doc in found.docs:
                found.company.update(self.inside[doc])
            found.roles = frozenset(w for m in members for w in self._roles(m))
            found.gender = self._gender(bearer)
            found.days = [d for doc in found.docs if (d := _day(self._documents.get(doc)))]
            self._profiles[id(bearer)] = found
        return found

    def _gender(self, bearer: Cluster) -> str:
        """m, f or "" from the first names, else from the list of people."""
        given = Counter(g for f in bearer.forms if f.parsed and f.parsed.given
                        for g in [gender_of(f.parsed.given[0])] if g)  # fmt: skip
        if given:
            return max(sorted(given), key=given.__getitem__)
        known = (person_by_name().get(fold(form.name)) for form in bearer.forms)
        return next((one.gender for one in known if one), "")

    def _roles(self, member: Member) -> set[str]:
        """The words of what an article calls somebody, small ones left out."""
        told = " ".join(role.role for role in self._local[member].roles)
        return {word for word in re.findall(r"[a-z]{4,}", told.casefold()) if word != "former"}

    def offices(self, member: Member) -> set[str]:
        """The offices, of which there is mostly one holder, that an article gives somebody."""
        told = {word for role in self._local[member].roles for word in role.role.split()}
        known = role_nouns()
        return {w.casefold() for w in told if known.get(w.casefold(), ("",))[0] == "office"}

    def decide(self, word: str, member: Member) -> Verdict:
        """Whom ``word`` means in the article of ``member``, the local entity that it names."""
        suffix = parse_person(self._local[member].name).suffix
        held = [
            bearer
            for bearer in self.known(word)
            if not suffix or any(name.suffix == suffix for name in bearer.people)
        ]
        if not held:
            return Verdict(None, 0.0, "", ())
        odds = [self._odds(bearer, word, member, held) for bearer in held]
        nobody = log(_NOBODY[any(w in last_names() for w in word.split()) or word in first_names()])
        top = max(*odds, nobody) if odds else nobody
        total = sum(exp(o - top) for o in odds) + exp(nobody - top)
        ranked = sorted(
            zip(odds, held, strict=True), key=lambda pair: (-pair[0], pair[1].forms[0].name)
        )
        chance = exp(ranked[0][0] - top) / total
        possible = tuple(b for o, b in ranked if exp(o - top) / total >= POSSIBLE)
        if chance < WIDE:
            return Verdict(None, chance, "", possible)
        why = f"the name alone means this person with a chance of {chance:.0%}"
        if len(held) > 1:
            why += f", out of {len(held)} who bear it"
        return Verdict(ranked[0][1], chance, why, possible)

    def beside(self, word: str, member: Member) -> Verdict:
        """Whom ``word`` means where a bearer is named in full in the same article: the one who is
        most often in the corpus.
        """
        held = [b for b in self.known(word) if self._named_in(b, member[0])]
        if not held:
            return self.decide(word, member)
        best = max(held, key=lambda b: (b.size, b.forms[0].name))
        return Verdict(best, 0.9, "the article names this person in full beside it", (best,))

    def _odds(self, bearer: Cluster, word: str, member: Member, rivals: Sequence[Cluster]) -> float:
        """How much speaks for a bearer, in log odds against somebody whom nobody names."""
        known = self._profile(bearer)
        called = self._called(bearer, word)
        weight = called + _UNCALLED * max(0, len(known.docs) - called)
        weight += _SAME_DAYS * self._near(known, member[0])
        odds = log(max(weight, _UNCALLED)) + self._company(known, member[0])
        if len(rivals) > 1:
            odds += self._told(known, member, rivals)
        if self._named_in(bearer, member[0]):
            # the word beside the full name would have been taken for the one so named
            odds -= _BESIDE
        return odds + self._gendered(known, member)

    def _near(self, known: _Profile, doc: str) -> int:
        """Whether other articles of nearly the same day name the bearer in full."""
        day = _day(self._documents.get(doc))
        return int(day is not None and any(abs(day - other) <= _DAYS for other in known.days))

    def _company(self, known: _Profile, doc: str) -> float:
        """What the other names of the article tell: those that go with the bearer, or do not."""
        total, size = max(1, len(self.inside)), len(known.docs)
        found = 0.0
        for name in sorted(self.inside[doc] - self.frequent):
            usual = (self._times[name] - 1) / total  # without this article
            if usual:
                found += log((known.company[name] + 1) / (size * usual + 1))
        return max(-_COMPANY, min(_COMPANY, _DAMPED * found))

    def _told(self, known: _Profile, member: Member, rivals: Sequence[Cluster]) -> float:
        """What the article calls the one it names: words that fit this bearer and not all."""
        mine = self._roles(member)
        if not mine:
            return 0.0
        telling = mine & frozenset().union(*(self._profile(r).roles for r in rivals))
        shared = {w for w in telling if all(w in self._profile(r).roles for r in rivals)}
        telling -= shared
        return _ROLE * (1.0 if telling & known.roles else -1.0) if telling else 0.0

    def _gendered(self, known: _Profile, member: Member) -> float:
        """What titles before the name and pronouns behind it tell of the bearer's gender."""
        if not known.gender:
            return 0.0
        found = 0.0
        titled, pronouns = self._signs(member)
        if titled:
            found += 0.0 if titled == known.gender else -_GENDER
        net = max(-_PRONOUNS, min(_PRONOUNS, pronouns if known.gender == "m" else -pronouns))
        return found + _PRONOUN * net

    def _signs(self, member: Member) -> tuple[str, int]:
        """The gender that titles tell, and how many more pronouns are a man's than a woman's."""
        document = self._documents.get(member[0])
        titled, pronouns = "", 0
        for mention in self._local[member].mentions if document else ():
            text = document.text if document else ""
            before = text[max(0, mention.span.start - _TITLE) : mention.span.start].split()
            if before and (title := titles().get(before[-1].casefold())):
                titled = titled or title.gender
            behind = re.split(r"[.!?]\s|\n", text[mention.span.end :][:_BEHIND])[0]
            pronouns += bool(_HE.search(behind)) - bool(_SHE.search(behind))
        return titled, pronouns


def _surnames(bearer: Cluster) -> set[str]:
    """The surnames of a bearer, and their last words."""
    found = {f.parsed.surname for f in bearer.forms if f.parsed and f.parsed.full}
    return found | {surname.split()[-1] for surname in found if surname}


def _words(bearer: Cluster) -> Iterator[str]:
    """The words that may mean a bearer: surnames, and first names."""
    given = {f.parsed.given[0] for f in bearer.forms if f.parsed and f.parsed.given}
    yield from _surnames(bearer) | {name for name in given if len(name) > 1}


def open_name(word: str, possible: Sequence[str]) -> str:
    """What a name is called that several may bear: "Marsh: Ann or Bill"."""
    if len(possible) < 2:
        return word
    parsed = [parse_person(name) for name in possible]
    short = [name.split()[0] for name in possible]
    lasting = all(fold(word) == p.surname.split()[-1] for p in parsed)
    if not lasting or len(set(short)) < len(short):
        short = list(possible)
    if len(short) > SHOWN:
        short = [*short[: SHOWN - 1], "another"]
    return f"{word}: {', '.join(short[:-1])} or {short[-1]}"
