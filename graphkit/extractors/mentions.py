"""Named people and bodies of one document, one LocalEntity each.

Candidates come from spaCy's recogniser, from the lists, from accounts (@name), from titles
before surnames and from words that head the names of bodies.  Types are decided by evidence:
a list, then the head word of the name, then the recogniser's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graphkit.extractors.grouping import group
from graphkit.language import Analysis
from graphkit.lexicon import Listed, body_by_fold, first_names, fold, forms_by_first_word, heads
from graphkit.model import EntityType, Extraction, LocalEntity, Mention, Span
from graphkit.names import strip_titles, trim

_TOKEN: Final = re.compile(r"\w+|&|@")
_GAP: Final = frozenset({"", " ", ".", ". ", "-", "’", "'", "! ", ", ", "\u00a0", "’ ", "' ", "/"})
_PERSON_BODY: Final = re.compile(
    r"(?:[’'](?:s)?)?\s+(?:(?:presidential|election|re-?election|2\d{3}|Senate|gubernatorial)\s+)*"
    r"([Cc]ampaign|[Aa]dministration|office|White House|Foundation|Organization)\b"
)
_HANDLE: Final = re.compile(r"(?<![\w@])@\w{2,30}")
_NO_PERSON: Final = frozenset(
    {"border", "patrol", "police", "department", "chief", "advertise", "image", "images", "getty"}
    | {"democrats", "republicans", "act", "committee", "university", "street", "avenue", "tv"}
    | {"news", "photo", "share", "subscribe"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name.  ``rank`` decides between overlapping ones, higher wins."""

    start: int
    end: int
    type: EntityType
    rank: int
    listed: Listed | None = None


def _listed(text: str) -> Iterator[Candidate]:
    """Names of the lists, longest first at each place."""
    forms = forms_by_first_word()
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    i = 0
    while i < len(tokens):
        for form in forms.get(tokens[i][0], ()):
            n = len(form.words)
            piece = tokens[i : i + n]
            if tuple(t[0] for t in piece) != form.words:
                continue
            if any(text[a[2] : b[1]] not in _GAP for a, b in pairwise(piece)):
                continue
            start, end = piece[0][1], piece[-1][2]
            if form.doubtful or (form.needs_the and not text[:start].endswith("The ")):
                continue
            yield Candidate(start, end, form.body.type, 100 + n, form.body)
            i += n - 1
            break
        i += 1


def _recognised(analysis: Analysis) -> Iterator[Candidate]:
    """spaCy's people and bodies, cleaned, their types mended by head words."""
    text = analysis.document.text
    for ent in analysis.doc.ents:
        if ent.label_ not in ("PERSON", "ORG"):
            continue
        start, end = trim(text, ent.start_char, ent.end_char)
        surface = text[start:end]
        if "\n" in surface or not any(c.isupper() for c in surface):
            continue
        parts = surface.replace(".", "").split()
        kind = next((heads()[p] for p in (parts[-1:] + parts[:1]) if p in heads()), None)
        if kind == "-":
            continue
        if ent.label_ == "PERSON" and kind is None:
            start, _ = strip_titles(text, start, end)
            surface = text[start:end]
            low = {p.casefold() for p in surface.split()}
            known = surface.split()[0].casefold() in first_names()
            if low & _NO_PERSON or any(c.isdigit() for c in surface):
                continue
            if (
                len(surface.split()) == 1
                and ent.sent.text.strip().startswith(surface)
                and not known
            ):
                yield Candidate(start, end, "Person", 10)
            else:
                yield Candidate(start, end, "Person", 50 + len(surface.split()))
            continue
        if re.match(r"(?i)the ", surface):
            start += 4
        if start < end:
            yield Candidate(start, end, kind or "Organization", 40)


def _handles(text: str) -> Iterator[Candidate]:
    for match in _HANDLE.finditer(text):
        yield Candidate(match.start(), match.end(), "Person", 200)


def _person_bodies(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """ "Trump campaign", "Obama administration", "Gowdy’s office"."""
    for one in found:
        if one.type == "Person" and (match := _PERSON_BODY.match(text, one.end)):
            kind: EntityType = (
                "Organization"
                if match.group(1)[0] in "cCFO" and match.group(1) != "office"
                else "Agency"
            )
            yield Candidate(one.start, match.end(), kind, 120)


def _best(found: list[Candidate]) -> list[Candidate]:
    """Candidates without overlaps: the higher rank wins, then the longer, then the earlier."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-c.rank, c.start - c.end, c.start)):
        if all(one.end <= k.start or k.end <= one.start for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda c: c.start)


def find_entities(analysis: Analysis, found: Extraction) -> Iterator[LocalEntity]:
    """The people and bodies that the document names, in the order of their first mention."""
    text = analysis.document.text
    candidates = [*_listed(text), *_recognised(analysis), *_handles(text)]
    candidates += _person_bodies(text, candidates)
    skip = found.boilerplate
    kept = [
        c for c in _best(candidates) if not any(s.start <= c.start and c.end <= s.end for s in skip)
    ]
    mentions: list[Mention] = []
    for c in kept:
        surface = " ".join(text[c.start : c.end].split())
        listed = c.listed or (body_by_fold().get(fold(surface)) if c.type != "Person" else None)
        mentions.append(Mention(Span(c.start, c.end), surface, listed.type if listed else c.type))
    yield from group(text, mentions, found.posts)
