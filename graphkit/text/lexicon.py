"""The lists of graphkit/data: bodies in the news, titles, first names and short forms.

Each list is a tab-separated file whose header says where its facts come from.  Lists are
evidence beside what the text itself shows, never the only way to a name or its type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, cast

from graphkit.model import EntityType
from graphkit.text.lists import read_rows

#: List → the type of what stands in it.
BODY_LISTS: Final[dict[str, EntityType]] = {
    "agencies.tsv": "Agency",
    "outlets.tsv": "Outlet",
    "organizations.tsv": "Organization",
}
_WORD: Final = re.compile(r"\w+|&|@")
_THE: Final = re.compile(r"^(?:the|a|an) ")


#: Letters that no decomposition takes apart, as English spells them.
_SPELLED: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
#: Where UTF-8 was read as Latin-1 or Windows-1252: a first byte, then bytes that may follow it.
_MANGLED: Final = re.compile(r"[\u00c2-\u00c5\u00c8-\u00cb]\W")


def unmangled(name: str) -> str:
    """``name`` with letters put right that were read in the wrong encoding: "JosÃ©" is "José".

    What does not come out as text stays as it is.
    """
    if not _MANGLED.search(composed := unicodedata.normalize("NFC", name)):
        return name
    name = composed
    for _ in range(2):
        if not _MANGLED.search(name):
            break
        for encoding in ("latin-1", "cp1252"):
            try:
                name = name.encode(encoding).decode("utf-8")
                break
            except UnicodeError:
                continue
        else:
            break
    return name


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """``name`` as it is compared: no case, accents, punctuation, possessive or leading "the"."""
    text = unicodedata.normalize("NFKD", unmangled(name)).casefold().translate(_SPELLED)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[’']s\b", "", text)
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)  # u.s.a → usa
    text = re.sub(r"[^\w@&]+", " ", text)
    return _THE.sub("", text.strip())


def words(name: str) -> tuple[str, ...]:
    """The words of a name as :class:`Forms` looks them up; marks between them do not count."""
    return tuple(_WORD.findall(name))


@dataclass(frozen=True, slots=True)
class Listed:
    """One body of a list.  ``doubtful`` forms are common words too and need other evidence."""

    name: str
    type: EntityType
    forms: tuple[str, ...]
    doubtful: tuple[str, ...]
    domain: str
    handle: str


@lru_cache(maxsize=1)
def bodies() -> tuple[Listed, ...]:
    """All listed agencies, outlets and organisations."""
    found: list[Listed] = []
    for file, kind in BODY_LISTS.items():
        for row in read_rows(file):
            name, others, domain, handle = (*row, "", "", "")[:4]
            given = [other.strip() for other in others.split(";") if other.strip()]
            doubtful = tuple(other[1:] for other in given if other.startswith("?"))
            forms = [name] if name not in doubtful and f"!{name}" not in given else []
            forms += [other for other in given if not other.startswith("?")]
            found.append(Listed(name, kind, tuple(forms), doubtful, domain, handle))
    return tuple(found)


@lru_cache(maxsize=1)
def body_by_fold() -> Mapping[str, Listed]:
    """Folded name, short form or doubtful form → body; the first listed wins."""
    found: dict[str, Listed] = {}
    for body in bodies():
        for form in (body.name, *body.forms):
            found.setdefault(fold(form.lstrip("!")), body)
    for body in bodies():
        for form in body.doubtful:
            found.setdefault(fold(form), body)
    return found


@lru_cache(maxsize=1)
def body_by_handle() -> Mapping[str, Listed]:
    """Case-folded account name, without @ → body."""
    return {body.handle.casefold(): body for body in reversed(bodies()) if body.handle}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a listed name: whether it needs other evidence, or a capital "The"."""

    body: Listed
    words: tuple[str, ...]
    doubtful: bool
    needs_the: bool


@lru_cache(maxsize=1)
def forms_by_first_word() -> Mapping[str, tuple[Form, ...]]:
    """First word of a form → the forms that begin with it, longest first, "The" left out."""
    found: dict[str, list[Form]] = {}
    for body in bodies():
        for text, doubtful in [(f, False) for f in body.forms] + [(f, True) for f in body.doubtful]:
            needs_the = text.startswith("!")
            parts = words(text.lstrip("!"))
            if parts[0] == "The" and len(parts) > 1:
                parts = parts[1:]
                needs_the = needs_the or len(parts) == 1  # "The Week", never "Week"
            found.setdefault(parts[0], []).append(Form(body, parts, doubtful, needs_the))
    return {k: tuple(sorted(v, key=lambda f: -len(f.words))) for k, v in found.items()}


@lru_cache(maxsize=1)
def first_names() -> Mapping[str, str]:
    """Case-folded first name → m, f, or u where both are usual."""
    return {
        name.casefold(): gender
        for gender, names in read_rows("first_names.tsv")
        for name in names.split()
    }


@lru_cache(maxsize=1)
def short_forms() -> Mapping[str, frozenset[str]]:
    """Case-folded first name → every full form it may be short for, itself included."""
    found: dict[str, set[str]] = {}
    for full, shorts in read_rows("nicknames.tsv"):
        for name in (full, *shorts.split()):
            found.setdefault(name.casefold(), {name.casefold()}).add(full.casefold())
    return {name: frozenset(full) for name, full in found.items()}


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name, the gender it tells (or "") and the role it tells (or "")."""

    text: str
    gender: str
    role: str


@lru_cache(maxsize=1)
def titles() -> Mapping[str, Title]:
    """Case-folded title → what it tells."""
    return {
        text.casefold(): Title(text, gender.strip("-"), role.strip("-"))
        for text, gender, role in read_rows("titles.tsv")
    }


@lru_cache(maxsize=1)
def heads() -> Mapping[str, EntityType | Literal["-"]]:
    """Word that heads a name → the type of thing it names, "-" for what is no body."""
    found: dict[str, EntityType | Literal["-"]] = {}
    for kind, line in read_rows("heads.tsv"):
        for word in line.split():
            found.setdefault(word, cast("EntityType | Literal['-']", kind))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A country or state: its name, other names, words for its people, and its capital."""

    name: str
    forms: tuple[str, ...]
    people: tuple[str, ...]
    capital: str


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """Countries and US states."""
    found = []
    for row in read_rows("places.tsv"):
        name, forms, people, capital = (*row, "", "", "")[:4]
        found.append(
            Place(
                name,
                (name, *filter(None, forms.split(";"))),
                tuple(filter(None, people.split(";"))),
                capital,
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def place_by_form() -> Mapping[str, Place]:
    """Name or adjective of a place as written → the place; names win over adjectives."""
    found: dict[str, Place] = {}
    for place in places():
        for form in place.forms:
            found.setdefault(form, place)
    for place in places():
        for form in place.people:
            found.setdefault(form, place)
    return found


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Folded words and phrases that are capitalised in news and name nobody."""
    return frozenset(
        fold(phrase) for (line,) in read_rows("not_names.txt") for phrase in line.split(";")
    )


@lru_cache(maxsize=1)
def role_nouns() -> Mapping[str, tuple[str, str]]:
    """Noun → (kind, gender or ""); kinds are those of data/roles.tsv, the first row wins."""
    found: dict[str, tuple[str, str]] = {}
    for kind, line in read_rows("roles.tsv"):
        for word in line.split():
            noun, _, gender = word.partition(":")
            found.setdefault(noun, (kind, gender))
    return found


@lru_cache(maxsize=1)
def role_groups() -> Mapping[str, str]:
    """Noun → the first noun of its row in data/roles.tsv: nouns of one row are alike."""
    found: dict[str, str] = {}
    for _, line in read_rows("roles.tsv"):
        words = [word.partition(":")[0] for word in line.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person whom news names by surname alone, with gender and account where public."""

    name: str
    gender: str
    handle: str
    offices: tuple[str, ...] = ()


def _people() -> Iterator[tuple[list[str], KnownPerson]]:
    for row in read_rows("people.tsv"):
        name, alone, gender, handle, offices = (*row, "", "", "", "")[:5]
        known = KnownPerson(name, gender, handle, tuple(offices.split()))
        yield [form for form in alone.split(";") if form], known


@lru_cache(maxsize=1)
def known_people() -> Mapping[str, KnownPerson]:
    """Folded surname or name that means one person when it stands alone → that person."""
    found: dict[str, KnownPerson] = {}
    for alone, known in _people():
        for form in alone:
            found.setdefault(fold(form), known)
    return found


@lru_cache(maxsize=1)
def person_by_handle() -> Mapping[str, KnownPerson]:
    """Case-folded account, without @ → person."""
    return {known.handle.casefold(): known for _, known in _people() if known.handle}


@lru_cache(maxsize=1)
def person_by_name() -> Mapping[str, KnownPerson]:
    """Folded full name → person."""
    return {fold(known.name): known for _, known in _people()}


@lru_cache(maxsize=1)
def last_names() -> frozenset[str]:
    """Folded last names that many people have."""
    return frozenset(name for row in read_rows("last_names.txt") for name in row[0].split())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words in lower case that are common in English and no frequent name."""
    return frozenset(word for row in read_rows("common_words.txt") for word in row[0].split())


def is_common(word: str) -> bool:
    """Whether a word, or what it is a form of, is a common one: "Browns", "Rebuking"."""
    low = word.casefold()
    return any(form in common_words() for form in (low, *_bases(low)))


def _bases(word: str) -> Iterator[str]:
    """What a regular form of a word may be a form of."""
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            base = word.removesuffix(ending)
            yield from (base, base + "e")
            if base[-1] == base[-2]:
                yield base[:-1]
    if word.endswith("ies"):
        yield word.removesuffix("ies") + "y"
