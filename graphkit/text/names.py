"""Names of people taken apart: titles off, given names, surname, suffix; which two may be one.

A person's name is compared by parts, never as a string: "Sen. Chuck Schumer" and "Charles
Schumer" may be one person, "Donald Trump" and "Donald Trump Jr." may not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from graphkit.text.lexicon import first_names, fold, short_forms, titles

_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEGREES: Final = frozenset(
    {"md", "phd", "esq", "jd", "dds", "rn", "ret", "cpa", "mp", "mep", "obe", "cbe"}
)
#: Words that belong to the surname behind them: "Bill de Blasio", "Osama bin Laden".
PARTICLES: Final = frozenset(
    {"de", "la", "del", "della", "di", "da", "dos", "das", "du", "van", "von", "der", "den", "ter"}
    | {"ten", "bin", "ibn", "ben", "al", "el", "le", "st", "san", "mac"}
)
_ARTICLE: Final = re.compile(r"(?:[Aa]l|[Ee]l)-\w")
_BEFORE_TITLE: Final = frozenset(
    {"former", "then", "ex", "acting", "interim", "late", "the", "outgoing", "then-"}
)
_POSSESSIVE: Final = re.compile(r"[’'`‘](?:s|S)?$")
_EDGES: Final = " \t\r\n\u00a0—–-.,;:!?\"“”‘’'`()[]{}*•|/<>…_#"


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name; ``given`` and ``surname`` are folded, ``titles`` are as written."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def full(self) -> bool:
        """Whether a given name is known."""
        return bool(self.given)

    @property
    def formal(self) -> bool:
        """Whether a second name or initial is told, as where somebody is introduced in full."""
        return len(self.given) > 1

    @property
    def words(self) -> tuple[str, ...]:
        """Given names and surname, without suffix."""
        return (*self.given, *self.surname.split())

    @property
    def letters(self) -> str:
        """The whole name without gaps, so that hyphens do not count."""
        return "".join(self.words)

    def ends(self, longer: PersonName) -> bool:
        """Whether this is the end of a longer name: "Van Hollen" of "Chris Van Hollen"."""
        size = len(self.words)
        return len(longer.words) > size and longer.words[-size:] == self.words


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks, emoji, dashes and a possessive ending at its edges."""

    def keeps(char: str) -> bool:
        return char.isalnum() or char == "@"

    while start < end and not keeps(text[start]):
        start += 1
    while end > start:
        last = text[end - 1]
        if _POSSESSIVE.search(text[start:end]):
            end -= 2 if last in "sS" else 1
        elif last == "." and re.search(
            r"(?:\b\w|\b(?:[JS]r|Inc|Corp|Co|Ltd|Dept|Bros))\.$", text[start:end]
        ):
            break
        elif not keeps(last) and last not in "+°":
            end -= 1
        else:
            break
    return start, end


def whole_word(text: str, start: int, end: int) -> int:
    """Where ``text[start:end]`` ends with the rest of a word whose letters were read in the wrong
    encoding, so that no letter looks like one: "FranÃ" of "FranÃ§ois".
    """
    rest = re.match(r"[^\s,.;:!?()\"“”’'-]+", text[end:])
    last = unicodedata.normalize("NFC", text[max(start, end - 2) : end + 1])
    if rest and any("\u00c2" <= char <= "\u00cb" for char in last):
        return end + rest.end()
    return end


def strip_titles(text: str, start: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Where the name itself begins in ``text[start:end]``, and the titles before it.

    At least one word is left, so "Major" alone stays a name and "Gov. King" is "King".
    """
    found: list[str] = []
    known = titles()
    while True:
        parts = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
        if len(parts) < 2:
            return start, tuple(found)
        first = text[start : start + parts[0][1]]
        for n in range(min(4, len(parts) - 1), 0, -1):
            phrase = " ".join(text[start:end][: parts[n - 1][1]].split())
            if phrase.casefold().rstrip(",") in known:
                found.append(phrase.rstrip(","))
                start += parts[n][0]
                break
        else:
            if first.casefold() in _BEFORE_TITLE or first.casefold().startswith(("then-", "ex-")):
                start += parts[1][0]
                continue
            return start, tuple(found)


@lru_cache(maxsize=65536)
def parse_person(surface: str) -> PersonName:
    """The parts of a person's name as written."""
    begin, found = strip_titles(surface, 0, len(surface))
    tokens = [t.strip(_EDGES.replace(".", "")) for t in surface[begin:].split()]
    folded = [t for t in (fold(t).replace(" ", "") for t in tokens) if t]
    suffix = ""
    while len(folded) > 1 and (folded[-1] in _SUFFIXES or folded[-1] in _DEGREES):
        suffix = folded[-1] if folded[-1] in _SUFFIXES else suffix
        folded.pop()
    if not folded:
        return PersonName(found, (), fold(surface), suffix)
    if len(folded) > 1 and _ARTICLE.match(tokens[-1]) and len(tokens) == len(folded):
        folded[-1] = fold(tokens[-1][3:]).replace(" ", "")  # "al-Assad" is "Assad" as well
    cut = len(folded) - 1
    while cut > 1 and folded[cut - 1] in PARTICLES:
        cut -= 1
    if cut == 1 and folded[0] in PARTICLES and folded[0] not in ("ben", "al", "van", "el", "mac"):
        cut = 0
    if 0 < cut < len(folded) - 1 and folded[cut] in ("al", "el"):
        del folded[cut]
    return PersonName(found, tuple(folded[:cut]), " ".join(folded[cut:]), suffix)


def same_given(left: str, right: str) -> float:
    """How well two first names go together: 1 equal, .9 short form, .8 initial, 0 not."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.8 if left[0] == right[0] else 0.0
    known = short_forms()
    if known.get(left, frozenset({left})) & known.get(right, frozenset({right})):
        return 0.9
    return 0.0


def same_person(left: PersonName, right: PersonName) -> float:
    """0 where two full names cannot be one person, else how sure (1 equal).

    What one name leaves out may be anything; what both have must go together: the surname, the
    generational suffix, each second name or initial.
    """
    if not left.given or not right.given or left.suffix != right.suffix:
        return 0.0
    if left.letters == right.letters:
        return 1.0  # "Ban Ki-moon" and "Ban Ki Moon", "Jo Ann Orr" and "JoAnn Orr"
    if left.surname != right.surname:
        return 0.0
    score = same_given(left.given[0], right.given[0])
    if not score and (_second(left, right) or _second(right, left)):
        return 0.8  # "J. Edgar Hoover" and "Edgar Hoover"
    for a, b in zip(left.given[1:], right.given[1:], strict=False):
        if a[0] != b[0] or (len(a) > 1 and len(b) > 1 and a != b):
            return 0.0
    return score


def _second(one: PersonName, other: PersonName) -> bool:
    """Whether a second name of one is the first name of the other, or what that is short for."""
    first = other.given[0]
    return len(first) > 1 and any(same_given(second, first) >= 0.9 for second in one.given[1:])


def cut_off(shorter: PersonName, longer: PersonName) -> bool:
    """Whether ``shorter`` is ``longer`` without its first name, though it looks full itself:
    "Wasserman Schultz" beside "Debbie Wasserman Schultz".
    """
    return shorter.full and shorter.ends(longer) and shorter.given[0] not in first_names()


def maiden(shorter: PersonName, longer: PersonName) -> bool:
    """Whether ``longer`` holds all of ``shorter``, whose surname is no first name: "Ann Orr" and
    "Ann Orr Lee".
    """
    return (
        len(longer.given) > 1
        and shorter.given == longer.given[: len(shorter.given)]
        and shorter.surname == longer.given[-1]
        and len(shorter.surname) > 1
        and shorter.surname not in first_names()
        and not shorter.suffix
    )


def misspelt(left: PersonName, right: PersonName) -> bool:
    """Whether two full names are the same but for one letter in a long part: "Ilyse", "Iylse".

    That is no proof: it needs company.  Names of a man and a woman ("Eric", "Erica") are two.
    """
    if left.suffix != right.suffix or not left.given or not right.given:
        return False
    pairs = (left.given[0], right.given[0]), (left.surname, right.surname)
    told = {gender_of(left.given[0]), gender_of(right.given[0])} - {""}
    changed = [(a, b) for a, b in pairs if a != b]
    return (
        len(changed) == 1
        and len(told) < 2
        and all(min(map(len, pair)) >= 5 and OSA.distance(*pair) == 1 for pair in changed)
    )


def gender_of(given: str) -> str:
    """m, f or "" for a folded first name."""
    gender = first_names().get(given, "")
    return gender if gender in ("m", "f") else ""


def titles_before(text: str, start: int) -> tuple[str, ...]:
    """The titles right before a name, nearest first, as they stand in the list's spelling."""
    found: list[str] = []
    known = titles()
    while True:
        before = text[max(0, start - 48) : start]
        if not re.search(r"[^\W\d_]\.?,?[ \u00a0]$", before):
            return tuple(found)
        parts = [(m.group(), m.start()) for m in re.finditer(r"\S+", before)]
        for n in range(min(4, len(parts)), 0, -1):
            phrase = " ".join(p for p, _ in parts[-n:])
            if phrase[:1].isupper() and phrase.casefold() in known:
                found.append(known[phrase.casefold()].text)
                start -= len(before) - parts[-n][1]
                break
        else:
            return tuple(found)


def initials(name: str) -> frozenset[str]:
    """The acronyms a body's name can have: with and without its small words."""
    parts = re.findall(r"[^\W_]+", name.replace("’s", "").replace("'s", ""))
    small = {"of", "and", "the", "for", "in", "on", "to", "de"}
    big = "".join(p[0] for p in parts if p.casefold() not in small)
    every = "".join(p[0] for p in parts)
    us = big.removeprefix("US") if name.startswith("United States") else big
    return frozenset(x.casefold() for x in (big, every, us) if len(x) > 1)
