"""Whether a name is a person's, by what it does in the text: speaks, has an age, a job, a spouse.

Or it stands for a place one is at, a thing with an article before it, a company.

Each sign has a weight (``data/person_signs.tsv``), that of a logistic regression over the names of
840 articles, each marked as a person's or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp
from typing import Final

from graphkit.extractors.mentions.heads import head_type
from graphkit.language import Analysis
from graphkit.model import Span
from graphkit.text.lexicon import (
    first_names,
    heads,
    is_common,
    last_names,
    place_by_form,
    role_nouns,
)
from graphkit.text.lists import read_rows
from graphkit.text.names import parse_person, titles_before

__all__ = ["acts", "chance_of_person", "signs"]

_SAYS: Final = (
    r"(?:said|says|told|tells|wrote|writes|added|adds|asked|tweeted|argued|argues|noted|explained"
    r"|recalled|insisted|joked|replied|testified|warned|complained|continued|acknowledged)"
)
_SPEAKS_BEHIND: Final = re.compile(rf",? {_SAYS}\b|, (?:who|whose|whom)\b|,? who\b")
_SPEAKS_BEFORE: Final = re.compile(rf"\b{_SAYS} $|\b(?:told|asked|by|named|for) $")
_AGE: Final = re.compile(r",? (?:\d\d,|\(\d\d\)|\d\d-year-old)|,? aged? \d\d")
_PARTY: Final = re.compile(r",? ?\((?:R|D|I)(?:-|\))|, (?:R|D)-")
_ACTS: Final = re.compile(
    r" (?:has|had|was|is|will|would|did|does|also|himself|herself|[a-z]+ed|[a-z]+s) "
)
_KIN: Final = re.compile(
    r"[’']s? (?:\w+ )?(?:wife|husband|son|daughter|mother|father|brother|sister|family|death"
    r"|parents)\b"
)
_KIN_BEFORE: Final = re.compile(
    r"\b(?:wife|husband|son|daughter|mother|father|brother|sister|friend|colleague),? $"
)
_APPOSED: Final = re.compile(
    r", (?:an?|the|his|her|its|their|now|then|former|[a-z]+)\b([^,.;]{0,60})"
)
_AT: Final = re.compile(
    r"\b(?:in|at|near|inside|outside|into|around|across|downtown) (?:the )?$"
    r"|\b(?:residents|people|town|city|village|streets|half|outskirts|mayor|north|south|east|west)"
    r" of $"
)
_THE: Final = re.compile(r"\b(?:[Tt]he|[Aa]n?|this|that|its) $")
_STATE: Final = re.compile(r", (?:[A-Z][a-z]+\.|[A-Z]\.[A-Z]\.|[A-Z]{2}\b)")
_THING_BEHIND: Final = re.compile(
    r" (?:elementary|high school|massacre|shooting|fans?|game|team|show|album|film|movie|book|beach"
    r"|area|county|city|store|brand|shares|stock)\b",
    re.IGNORECASE,
)
#: How many mentions are looked at.
_SEEN: Final = 12
#: How far around a name signs are looked for, in characters.
_NEAR: Final = 90


def signs(
    analysis: Analysis, spans: Sequence[Span], sources: Iterable[int] = ()
) -> dict[str, float]:
    """What speaks for and against a person, from 0 to 1 each; ``spans`` are a name's mentions.

    ``sources`` are the starts of the spans that are said to have said something.
    """
    text = analysis.document.text
    held = sorted(spans)[:_SEEN]
    found = dict.fromkeys(_NAMES, 0.0)
    said = set(sources)
    for span in held:
        for sign in _around(text, span):
            found[sign] += 1
        found["source"] += span.start in said
        found[f"label_{_label(analysis, span)}"] += 1
    full = max((text[s.start : s.end] for s in held), key=lambda n: (n.count(" "), n))
    told = {sign: count / len(held) for sign, count in found.items()}
    told |= {sign: float(bool(found[sign.removeprefix("ever_")])) for sign in _EVER}
    return told | _of_name(full, text, len(held))


_EVER: Final = (
    "ever_speaks", "ever_age", "ever_party", "ever_kin", "ever_role", "ever_title", "ever_source",
)  # fmt: skip
_NAMES: Final = (
    "title", "speaks", "age", "party", "acts", "kin", "role", "at", "the", "state", "thing",
    "source", "label_PERSON", "label_ORG", "label_PLACE", "label_OTHER", "label_",
)  # fmt: skip


def _around(text: str, span: Span) -> Iterable[str]:
    """The signs that the words around one mention give."""
    before, behind = (
        text[max(0, span.start - _NEAR) : span.start],
        text[span.end : span.end + _NEAR],
    )
    if titles_before(text, span.start):
        yield "title"
    if _SPEAKS_BEHIND.match(behind) or _SPEAKS_BEFORE.search(before):
        yield "speaks"
    if _AGE.match(behind):
        yield "age"
    if _PARTY.match(behind):
        yield "party"
    if _ACTS.match(behind):
        yield "acts"
    if _KIN.match(behind) or _KIN_BEFORE.search(before):
        yield "kin"
    apposed = _APPOSED.match(behind)
    near = re.findall(r"[a-z]+", before.rsplit(",", 1)[-1])[-1:] if before[-1:] == " " else []
    words = [*near, *(apposed.group(0).casefold().split() if apposed else ())]
    if any(role_nouns().get(word.strip("’'s"), ("",))[0] in ("person", "office") for word in words):
        yield "role"
    if _AT.search(before):
        yield "at"
    if _THE.search(before):
        yield "the"
    if _STATE.match(behind):
        yield "state"
    if _THING_BEHIND.match(behind):
        yield "thing"


def _label(analysis: Analysis, span: Span) -> str:
    """What the recogniser calls the words of a mention."""
    for token in analysis.doc[max(0, analysis.token_at(span.start) - 1) :]:
        if token.idx + len(token.text) <= span.start:
            continue
        if token.idx >= span.end:
            break
        kind = token.ent_type_
        if kind in ("PERSON", "ORG", ""):
            return kind
        return "PLACE" if kind in ("GPE", "LOC", "FAC") else "OTHER"
    return ""


@lru_cache(maxsize=4)
def _words(text: str) -> Counter[str]:
    """How often each word stands in a text, capitals kept."""
    return Counter(re.findall(r"\w+", text))


def _of_name(surface: str, text: str, mentions: int) -> dict[str, float]:
    """What the words of a name tell."""
    name = parse_person(surface)
    parts = surface.split()
    last = parts[-1].strip(".,’'")
    given = name.given[0] if name.given else ""
    lower = last.casefold()
    kind = head_type(surface)
    plural = lower.endswith("s") and not lower.endswith("ss") and lower not in last_names()
    words = _words(text)
    alone = words[last] - text.count(surface) if last.isalnum() else text.count(last) - mentions
    first_common = given not in first_names() and is_common(parts[0])
    last_common = len(parts) > 1 and lower not in last_names() and is_common(last)
    return {
        "first name": float(given in first_names()),
        "first initial": float(bool(re.fullmatch(r"[a-z]{1,2}", given))),
        "middle": float(len(name.given) > 1),
        "last name": float(name.surname.split()[-1] in last_names()) if name.surname else 0.0,
        "head": float(kind is not None),
        "last is head": float(last in heads()),
        "first is place": float(parts[0] in place_by_form() or surface in place_by_form()),
        "lower": float(lower in words and len(parts) > 1),
        "first lower": float(parts[0].casefold() in words),
        "plural": float(plural),
        "first common": float(first_common),
        "last common": float(last_common),
        "both common": float(first_common and last_common),
        "alone later": float(alone > 0 and len(parts) > 1),
        "long": float(len(parts) > 3),
        "one word": float(len(parts) == 1),
        "often": float(mentions > 2),
    }


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    """Sign → its weight; "-" for what every name has."""
    return {sign: float(weight) for sign, weight in read_rows("person_signs.tsv")}


def chance_of_person(told: Mapping[str, float]) -> float:
    """The chance, 0 to 1, that a name with these signs is a person's."""
    weights = _weights()
    odds = weights["-"] + sum(weights.get(sign, 0.0) * value for sign, value in told.items())
    return 1 / (1 + exp(-odds))


def acts(told: Mapping[str, float]) -> bool:
    """Whether the one named does or is anything that only people do or are."""
    return any(told[sign] for sign in (*_EVER, "alone later"))
