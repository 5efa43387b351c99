"""What may be the name of a newspaper, broadcaster, wire or site, by the lists and by its form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from graphkit.text.lexicon import (
    Listed,
    bodies,
    body_by_fold,
    first_names,
    fold,
    heads,
    not_names,
    place_by_form,
    titles,
)
from graphkit.text.lexicon import person_by_name as known_person

__all__ = ["Needs", "full_name", "is_section", "is_wire", "names_outlet"]

#: How much has to speak for a name: nothing against it; its form or a list; a list; a wire's list.
Needs = Literal["any", "outlet", "listed", "wire"]

#: Words that end mastheads and also much else: they tell only beside those of data/heads.tsv.
_ENDS: Final = frozenset(
    "Argus Beacon Broadcasting Bulletin Digest Echo Express Globe Independent Mercury Messenger"
    " Record Star Sun Times Today Wire Television".split()
)
_BEGINS: Final = frozenset({"Radio", "TV", "Daily", "Weekly"})
#: Capitals of a line's first word that is no part of the name behind it.
_BEFORE: Final = frozenset("A An By From In Source Via See Read Follow".split())
#: "Staff Reporter" ends like a masthead and is none.
_JOB: Final = re.compile(
    r"\b(?:staff|senior|chief|political|court|crime|city|special|former|writer|reporter|editor"
    r"|correspondent|contributor)\b",
    re.IGNORECASE,
)
#: "World News", "Top Story Today": a section, not a paper.
_SECTION: Final = re.compile(
    r"(?:breaking|latest|top|local|world|national|international|regional|state|us|u\.s\.|more|other"
    r"|sports?|business|politics|political|entertainment|health|science|tech|technology|money"
    r"|crime|weather|related|recent|trending|featured|good|bad|fake|real|great|big|the|my|our|your"
    r"|this|that|all|no|any|these|press|wall|job|street|high|blog|new) "
    r"(?:news|post|posts|times|today|review|reviews|mail|press|daily|weekly|radio|tv|wire|record"
    r"|report|star|sun|standard|express|release|conference)",
    re.IGNORECASE,
)
#: The agencies whose texts other papers print.
_WIRES: Final = (
    "Associated Press;Reuters;Agence France-Presse;United Press International;Bloomberg News"
    ";Deutsche Presse-Agentur;Press Association;Canadian Press;Australian Associated Press"
    ";Tribune News Service;Xinhua News Agency;TASS;Press Trust of India;Kyodo News;McClatchy"
    ";Religion News Service;Kaiser Health News;Inter Press Service;Catholic News Service"
)


@lru_cache(maxsize=1)
def _wires() -> frozenset[str]:
    return frozenset(fold(name) for name in _WIRES.split(";"))


def is_wire(name: str) -> bool:
    """Whether a name, long or short, is that of an agency whose texts others print."""
    return fold(full_name(name)) in _wires()


def is_section(name: str) -> bool:
    """Whether a name that ends like a masthead is that of a paper's section: "World News"."""
    return _SECTION.fullmatch(fold(name)) is not None


@lru_cache(maxsize=1 << 12)
def names_outlet(name: str, needs: Needs = "outlet") -> bool:
    """Whether a capitalised name may be an outlet's, given how much has to speak for it."""
    if needs == "wire":
        return is_wire(name)
    folded = fold(name)
    listed = body_by_fold().get(folded)
    if listed is not None:
        return listed.type == "Outlet"
    words = name.split()
    if (
        needs == "listed"
        or not words
        or words[0] in _BEFORE
        or folded in not_names()
        or is_section(name)
    ):
        return False
    if _ends_like_one(words) and not _JOB.search(name):
        return True
    return needs == "any" and len(words) > 1 and not _is_other(folded, words)


def _ends_like_one(words: list[str]) -> bool:
    last = words[-1] if words[-1].isupper() and len(words[-1]) < 3 else words[-1].capitalize()
    by_end = last in _ENDS or heads().get(last) == "Outlet"
    first = words[1] if words[0] == "The" and len(words) > 2 else words[0]
    return len(words) > 1 and (by_end or first in _BEGINS)


def _is_other(folded: str, words: list[str]) -> bool:
    """Whether a name is a place's, a person's, or headed like that of another body."""
    head = heads().get(words[-1].capitalize())
    first = words[1] if words[0] == "The" and len(words) > 1 else words[0]
    return (
        (head is not None and head != "Outlet")
        or " ".join(words) in place_by_form()
        or folded in known_person()
        or first.casefold() in first_names()
        or first.casefold() in titles()
    )


def full_name(name: str) -> str:
    """A listed outlet's name in full for any of its names; any other name as it is."""
    listed = _outlet_by_name().get(_compact(name))
    return listed.name if listed else name


@lru_cache(maxsize=1)
def _outlet_by_name() -> dict[str, Listed]:
    """Name without spaces → outlet: lists of articles like to write huff-post and usatoday."""
    outlets = [body for body in reversed(bodies()) if body.type == "Outlet"]
    return {_compact(form): body for body in outlets for form in (body.name, *body.forms)}


def _compact(name: str) -> str:
    return fold(name.lstrip("!")).replace(" ", "")
