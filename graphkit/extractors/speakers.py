"""Who stands behind each attribution's source: a named person or body, or nobody known.

A source that names somebody is that person or body; a pronoun is the last speaker it can stand
for; a nominal ("the department") the last body or person it describes.  Everything else stays
open with the reason: an unnamed role ("a spokesman"), a group ("officials"), a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graphkit.language import Analysis
from graphkit.model import Attribution, Extraction, LocalEntity, Mention
from graphkit.names import gender_of, parse_person

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_PRONOUNS: Final = _HE | _SHE | {"who", "it", "they", "we", "i", "you", "which", "their", "its"}
_BODY_NOUNS: Final = frozenset(
    {"department", "agency", "campaign", "company", "group", "organization", "paper", "newspaper"}
    | {"network", "court", "committee", "university", "union", "party", "bureau", "ministry"}
    | {"police", "office", "administration"}
)


def _gender(entity: LocalEntity) -> str:
    """m, f or "" as titles and first names tell."""
    name = parse_person(entity.name)
    return gender_of(name.given[0]) if name.given else ""


def _named(text: str, inside: list[tuple[Mention, LocalEntity]], end: int) -> LocalEntity | None:
    """The head of a source that holds names: the first that nothing else hangs on."""
    for mention, entity in inside:
        behind = text[mention.span.end : end]
        before = text[max(0, mention.span.start - 6) : mention.span.start]
        if entity.type == "Person":
            if re.match(r"[’'](?:s\b)?\s*\w", behind) or re.search(
                r"\b(?:of|for|to|with|at)\s$", before
            ):
                continue
            if re.match(r"\s(?:supporters|aides|officials|advisers|allies|backers)\b", behind):
                continue
            return entity
    for mention, entity in inside:
        behind = text[mention.span.end : end]
        before = text[max(0, mention.span.start - 6) : mention.span.start]
        if entity.type != "Person" and not re.match(r"(?:[’']s?)?\s+\w", behind):
            if re.search(r"\b(?:of|for|to|with|at|from)\s(?:the\s)?$", before):
                continue
            return entity
    return None


def find_speakers(analysis: Analysis, found: Extraction) -> Iterator[Attribution]:
    """The attributions again, in their order, each with its speaker or why there is none."""
    text = analysis.document.text
    pairs = sorted(
        ((m, e) for e in found.entities for m in e.mentions), key=lambda pair: pair[0].span
    )
    speakers: dict[int, str] = {}
    order = sorted(
        range(len(found.attributions)),
        key=lambda i: min((s.start for s in found.attributions[i].source), default=-1),
    )
    by_key = {e.key: e for e in found.entities}
    last: list[tuple[int, LocalEntity]] = []
    out: dict[int, Attribution] = {}
    for i in order:
        one = found.attributions[i]
        if not one.source:
            out[i] = replace(one, why_open="no source")
            continue
        start, end = one.source[0].start, one.source[-1].end
        words = text[start:end].strip().casefold()
        inside = [(m, e) for m, e in pairs if start <= m.span.start and m.span.end <= end]
        who: LocalEntity | None = None
        why = "ambiguous"
        if inside:
            who = _named(text, inside, end)
            why = "unnamed role"
        elif words in _HE | _SHE or words == "who":
            want = "m" if words in _HE else "f" if words in _SHE else ""
            recent = [
                (m.span.start, e) for m, e in pairs if m.span.end <= start and e.type == "Person"
            ] + last
            recent = [
                (p, e)
                for p, e in recent
                if e.type == "Person" and (not want or _gender(e) in ("", want))
            ]
            who = max(recent, key=lambda r: r[0])[1] if recent else None
        elif words in _PRONOUNS:
            why = "group"
        elif words.split()[0] in ("the", "this") and words.split()[-1] in _BODY_NOUNS:
            bodies = [e for m, e in pairs if m.span.end <= start and e.type != "Person"]
            noun = words.split()[-1]
            fitting = [e for e in bodies if noun in e.name.casefold()]
            who = fitting[-1] if fitting else None
        else:
            why = "unnamed role"
        if who is not None:
            speakers[i] = who.key
            last.append((start, by_key[who.key]))
            out[i] = replace(one, speaker=who.key, why_open="")
        else:
            out[i] = replace(one, speaker=None, why_open=why)
    for i in range(len(found.attributions)):
        yield out[i]
