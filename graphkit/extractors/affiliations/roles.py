"""What somebody is, from the words around the name: "Acme spokesman Jo Marsh", "Jo Marsh, mayor of
Orr".  Used for AFFILIATED_WITH and to know whom "the mayor" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from graphkit.language import Analysis
from graphkit.model import LocalEntity, Mention, Span
from graphkit.text.lexicon import role_nouns, titles

_LEADS: Final = {
    "leads": "leader", "led": "leader", "heads": "head", "headed": "head", "runs": "head",
    "ran": "head", "directs": "director", "directed": "director", "founded": "founder",
    "co-founded": "co-founder", "chairs": "chair", "chaired": "chair", "edits": "editor",
    "hosts": "host", "represents": "representative", "owns": "owner",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoleFound:
    """A role in the words; ``span`` covers name and role, ``of`` is a local key or None."""

    role: str
    of: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Setting:
    """What roles are read from: tokens with their starts, and the mentions of bodies."""

    text: str
    doc: Doc
    starts: list[int]
    bodies: tuple[tuple[Mention, LocalEntity], ...]
    body_starts: tuple[int, ...]

    def body_at(self, start: int, end: int) -> list[tuple[Mention, LocalEntity]]:
        """Mentions of bodies that lie in a stretch, in text order."""
        at = bisect_left(self.body_starts, start)
        found = []
        while at < len(self.bodies) and self.bodies[at][0].span.end <= end:
            found.append(self.bodies[at])
            at += 1
        return found

    def token(self, offset: int) -> int:
        """Index of the first token that starts at or behind an offset."""
        return bisect_left(self.starts, offset)


def setting(analysis: Analysis, entities: Sequence[LocalEntity]) -> Setting:
    """Everything that roles are read from, indexed once a document."""
    bodies = sorted(
        ((m, e) for e in entities if e.type != "Person" for m in e.mentions),
        key=lambda p: p[0].span,
    )
    return Setting(
        analysis.document.text,
        analysis.doc,
        analysis.token_starts,
        tuple(bodies),
        tuple(m.span.start for m, _ in bodies),
    )


def is_role(phrase: str) -> bool:
    """Whether a phrase holds the noun of a person's role, or is a title."""
    known = role_nouns()
    if phrase.casefold() in titles():
        return True
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", phrase.casefold())
    return any(known.get(w, ("",))[0] in ("person", "office") for w in found)


def _continues(token: Token) -> bool:
    """Whether a token can stand in the words before a name: "former Acme vice president"."""
    if token.text in ("of", "for", "and", "’", "'", "’s", "'s") or token.tag_ in ("POS", "HYPH"):
        return True
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("VBN", "VBG", "CD")


def before(place: Setting, name: Span) -> Iterator[RoleFound]:
    """Roles in the words right before a name."""
    at = place.token(name.start)
    first = at
    while first and at - first < 12:
        token = place.doc[first - 1]
        if "\n" in token.text or not _continues(token):
            break
        if token.text in ("of", "for", "and") and (
            first < 2 or not is_role(place.doc[first - 2].text)
        ):
            break
        first -= 1
    while first < at and place.doc[first].text in ("of", "for", "and", "’s", "'s", "’", "'"):
        first += 1
    if first == at:
        return
    start = place.doc[first].idx
    bodies = place.body_at(start, name.start)
    if bodies:
        mention, body = bodies[-1]
        tail = place.text[mention.span.end : name.start]
        role = re.sub(r"^[’']s?(?=\s)", "", tail).strip(" ,")
        owned = bool(re.match(r"[’']", tail))
        if (role and is_role(role)) or (not role and owned):
            yield RoleFound(role, body.key, Span(mention.span.start, name.end))
            return
        if mention.span.start > start and re.search(
            r"\bof (?:the )?$", place.text[start : mention.span.start]
        ):
            role = re.sub(r"\s+of (?:the )?$", "", place.text[start : mention.span.start])
            if is_role(role):
                yield RoleFound(role, body.key, Span(start, name.end))
        return
    phrase = place.text[start : name.start].strip()
    if is_role(phrase):
        yield RoleFound(phrase, None, Span(start, name.end))


def after(place: Setting, name: Span) -> Iterator[RoleFound]:
    """Roles in the words right behind a name."""
    rest = place.text[name.end : name.end + 240]
    if match := re.match(r"\s*(?:\([^)]{1,20}\))?,\s+", rest):
        start = name.end + match.end()
        end = _phrase_end(place, start)
        yield from _described(place, name, start, end)
    elif match := re.match(r"\s+as\s+", rest):
        start = name.end + match.end()
        yield from _described(place, name, start, _phrase_end(place, start))
    elif match := re.match(r"\s+(?:of|from|with)\s+(?:the\s+)?", rest):
        bodies = place.body_at(name.end + match.end(), name.end + match.end() + 80)
        if bodies and bodies[0][0].span.start == name.end + match.end() and "of" in match.group():
            yield RoleFound("", bodies[0][1].key, Span(name.start, bodies[0][0].span.end))
    if match := re.match(r"\s*,\s+who\s+(?:also\s+)?([\w-]+)\s+(?:the\s+)?", rest):
        start = name.end + match.end()
        bodies = place.body_at(start, start + 80)
        if match.group(1) in _LEADS and bodies and bodies[0][0].span.start == start:
            span = Span(name.start, bodies[0][0].span.end)
            yield RoleFound(_LEADS[match.group(1)], bodies[0][1].key, span)


def _phrase_end(place: Setting, start: int) -> int:
    """Where a description that begins at ``start`` ends: a mark, a clause, a verb."""
    at = place.token(start)
    end = start
    for token in place.doc[at : at + 18]:
        if token.text in (",", ".", ";", ":", "—", "–", "--", "(", ")", "”", "“", '"'):
            break
        if "\n" in token.text or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WP$"):
            if token.text.casefold() in ("is", "was") and end == start:
                continue
            break
        end = token.idx + len(token.text)
    return end


def _described(place: Setting, name: Span, start: int, end: int) -> Iterator[RoleFound]:
    """The role in a description behind the name, and the body it is a role at."""
    if end <= start:
        return
    phrase = place.text[start:end]
    article = re.match(r"(?:the|an?|its|their|his|her|now|who is|who was)\s+", phrase)
    if article:
        start += article.end()
        phrase = place.text[start:end]
    bodies = place.body_at(start, end)
    if not bodies:
        if is_role(phrase) and phrase.split()[0].casefold() not in ("and", "but", "or"):
            yield RoleFound(phrase, None, Span(name.start, end))
        return
    mention, body = bodies[0]
    front = place.text[start : mention.span.start]
    behind = place.text[mention.span.end : end]
    role = re.sub(r"\s+(?:of|at|for|with|to|from|in|on)(?:\s+the)?\s*$", "", front).strip()
    if role and role != front.strip() and is_role(role):
        yield RoleFound(role, body.key, Span(name.start, mention.span.end))
    elif not front.strip() and is_role(behind):
        role = re.sub(r"^[’']s?\s+", "", behind).strip()
        yield RoleFound(role, body.key, Span(name.start, end))
    elif is_role(phrase):
        yield RoleFound(phrase, None, Span(name.start, end))


def roles_at(place: Setting, name: Span) -> Iterator[RoleFound]:
    """All roles that the words around one mention of a person tell."""
    yield from before(place, name)
    yield from after(place, name)
