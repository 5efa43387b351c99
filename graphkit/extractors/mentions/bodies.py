"""Bodies named by whom they belong to: a person's campaign, a place's police, a country itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc

from graphkit.extractors.mentions.candidates import Candidate, Ground
from graphkit.model import EntityType
from graphkit.text.lexicon import body_by_fold, fold, place_by_form, role_nouns
from graphkit.text.names import trim

__all__ = ["countries", "person_bodies", "place_bodies"]

_PERSON_BODY: Final = re.compile(
    r"(?:[’']s?)?(?:\s+(?:presidential|election|re-?election|2\d{3}|[Ss]enate|gubernatorial|own"
    r"|primary|general|political))*"
    r"\s+([Cc]ampaign|[Aa]dministration|[Oo]ffice|[Tt]eam|White House|Foundation|Organization)\b"
)
_PLACE_BODY: Final = re.compile(
    r"[Ss]tate (?:[Ss]enate|House|[Ll]egislature|[Ss]upreme [Cc]ourt|[Pp]olice)"
    r"|(?:[Cc]ity |[Cc]ounty )?(?:police|Police|PD|P\.D\.)(?: [Dd]epartment| [Dd]ept\.?)?"
    r"|(?:[Ll]egislature|Senate|House of Representatives|House of Delegates|House|Assembly"
    r"|General Assembly|[Pp]arliament|[Ss]upreme [Cc]ourt|[Aa]rmy|[Mm]ilitary|[Nn]avy"
    r"|[Aa]ir [Ff]orce|National Guard|Republican Party|Democratic Party|GOP|[Gg]overnment"
    r"|City Council|[Ff]oreign [Mm]inistry|[Dd]efen[sc]e [Mm]inistry|[Ii]nterior [Mm]inistry"
    r"|Department of [A-Z]\w+(?: [A-Z]\w+)*)(?![\w-])"
)
_DOC_OWN: Final = frozenset(
    {"U.S.", "US", "United States", "American", "America", "U.S", "America's"}
)


def person_bodies(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """ "Vance campaign", "Orr administration", "Congressman Dray’s office"."""
    for one in found:
        match = _PERSON_BODY.match(text, one.end) if one.type == "Person" else None
        if match is None or one.doubtful:
            continue
        noun = match.group(1)
        owned = text[one.end : one.end + 2].startswith(("’", "'"))
        if noun in ("office", "Office", "team", "Team") and not owned:
            continue
        kind: EntityType = "Agency"
        if noun.casefold() in ("campaign", "team", "foundation", "organization"):
            kind = "Organization"
        yield Candidate(one.start, match.end(), kind, Ground.BODY_OF_PERSON)


def place_bodies(doc: Doc, text: str, loud: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """ "Missouri Senate", "Chicago police", "the Israeli government": a place and a body noun."""
    for ent in doc.ents:
        if ent.label_ not in ("GPE", "NORP", "LOC", "ORG", "PERSON", "FAC"):
            continue
        start, end = trim(text, ent.start_char, ent.end_char)
        if start >= end or (not text[start].isupper() and not text.startswith("the ", start)):
            continue
        if text.startswith(("the ", "The "), start):
            start += 4
        surface = text[start:end]
        inner = re.match(rf"(.+?)\s+({_PLACE_BODY.pattern})$", surface)
        place, noun = (inner.group(1), inner.group(2)) if inner else (surface, "")
        if not noun:
            if ent.label_ not in ("GPE", "NORP", "LOC") or not (
                match := re.match(rf"[ \u00a0]({_PLACE_BODY.pattern})", text[end:])
            ):
                continue
            noun, end = match.group(1), end + match.end()
        if not place or place in _DOC_OWN or not place[0].isupper() or "’" in place or "'" in place:
            continue
        if role_nouns().get(place.split()[-1].casefold()):
            continue
        if any(a <= start < b for a, b in loud) and ent.label_ != "GPE":
            continue
        bad = r"\d|\b(?:of|White|By|And|On)\b|^(?:National|Federal|Local|International)$"
        bad += r"|^(?:Democratic|Republican|Christian|Muslim|Jewish|Islamic|Catholic)$"
        if len(place.split()) <= 4 and not re.search(bad, place):
            yield _place_body(start, end, place, noun)


def _place_body(start: int, end: int, place: str, noun: str) -> Candidate:
    """A body of a place, under the name that the lists have for it, if they do."""
    low = noun.casefold()
    kind: EntityType = "Agency"
    if re.search(r"\b(?:police|pd|p\.d\.)", low):
        state = "State " if low.startswith("state") else ""
        name = f"{place} {state}Police" + ("" if state else " Department")
        if place in place_by_form() and place in place_by_form()[place].people:
            name = f"{place} Police"
    elif low == "government":
        country = place_by_form().get(place)
        name = country.name if country else f"{place} government"
    elif low in ("republican party", "democratic party", "gop"):
        place = place.removesuffix(" State")
        kind, name = "Organization", f"{place} {'Republican Party' if low == 'gop' else noun}"
    else:
        full = "House of Representatives" if low == "house" else noun
        words = (w if w == "of" else w[:1].upper() + w[1:] for w in full.split())
        name = " ".join((place, *words))
    listed = body_by_fold().get(fold(name))
    return Candidate(start, end, kind, Ground.BODY_OF_PLACE, listed.name if listed else name)


def countries(doc: Doc, text: str) -> Iterator[Candidate]:
    """Countries and states: candidates for speakers, kept only if they turn out to speak."""
    known = place_by_form()
    for ent in doc.ents:
        if ent.label_ in ("GPE", "NORP", "LOC", "ORG"):
            start, end = trim(text, ent.start_char, ent.end_char)
            if text.startswith(("the ", "The "), start):
                start += 4
            surface = text[start:end]
            place = known.get(surface)
            if place is None or (surface in place.people and not _a_people(text, start, surface)):
                continue
            yield Candidate(start, end, "Agency", Ground.PLACE, place.name, doubtful=True)


def _a_people(text: str, start: int, surface: str) -> bool:
    """Whether "Saudis" with its article stands for the country ("the Saudis"), not for some."""
    return surface.endswith("s") and text[max(0, start - 4) : start].casefold() == "the "
