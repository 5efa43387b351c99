"""Who issued a document that is told of again: "the email", after "the campaign sent an email"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol

from graphkit.model import LocalEntity
from graphkit.text.annotated import AnnotatedText

__all__ = ["Place", "issuer"]

#: Characters back that a document is looked for, and words between its noun and whose it is.
_REACH: Final = 1_500
_NEAR: Final = r"(?:\s+[\w’'-]+){0,4}?\s+"
#: What bodies and people do with documents that are theirs.
_ISSUES: Final = re.compile(
    r"\b(?:sent|sends|released?|releases|issued?|issues|published|publish(?:es)?|posted|posts"
    r"|put out|puts out|filed|files|circulated|unveiled|mailed|distributed|conducted|commissioned"
    r"|wrote|writes|said in|says in)\b"
)
#: Words that tell of a document without naming its kind.
_KIN: Final = {"results": ("poll", "survey", "study"), "findings": ("study", "report", "survey")}


class Place(Protocol):
    """Where an entity stands in the text."""

    start: int
    end: int
    entity: LocalEntity


def issuer(text: AnnotatedText, places: Sequence[Place], noun: str, at: int) -> LocalEntity | None:
    """Whoever issued the last document of that kind told of before an offset, or None.

    ``places`` are those before the offset, in text order.
    """
    nouns = _KIN.get(noun, (noun,))
    found = list(
        re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})\b", re.I).finditer(
            text.text, max(0, at - _REACH), at
        )
    )
    for match in reversed(found):
        sentence = text.sentence(match.start())
        if sentence.end >= at:
            continue
        inside = [p for p in places if sentence.start <= p.start and p.end <= sentence.end]
        who = _of(text.text, inside, match.start(), match.end())
        if who is not None:
            return who
    return None


def _of(text: str, inside: Sequence[Place], start: int, end: int) -> LocalEntity | None:
    """Whose document it is that stands there, by the words around it."""
    for place in reversed([p for p in inside if p.end <= start]):
        between = text[place.end : start]
        owns = re.fullmatch(rf"[’']s?{_NEAR}", between) is not None
        names = place.entity.type != "Person" and re.fullmatch(r"(?:\s+\w+){0,2}\s+", between)
        if owns or names:
            return place.entity
        if _ISSUES.search(between) and not re.search(r"[.;:]\s|[“\"]", between):
            return place.entity
        break
    behind = next((p for p in inside if p.start >= end), None)
    if behind and re.fullmatch(r"\s+(?:by|from)\s+(?:the\s+)?", text[end : behind.start]):
        return behind.entity
    return None
