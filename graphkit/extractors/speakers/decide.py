"""Who stands behind each attribution's source: a named person or body, or nobody known.

A source that names somebody is that person or body; a pronoun or a nominal ("the department")
is who it stands for; everything else stays open with the reason: an unnamed role ("a
spokesman"), a group ("officials"), a document, the author.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graphkit.extractors.attributions.confidence import named
from graphkit.extractors.speakers.author import author_of
from graphkit.extractors.speakers.coreference import HE, SHE, Discourse
from graphkit.extractors.speakers.nominals import Choose, Nominals, surest
from graphkit.extractors.speakers.sources import Piece, Reading, read_source
from graphkit.language import Analysis
from graphkit.model import UNSURE, Attribution, LocalEntity, Mention, Span
from graphkit.text.places import Places

_FIRST: Final = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
#: Kinds of sources that are nouns, of one person or thing.
_NOMINAL: Final = frozenset({"role", "body", "document", "unnamed"})
_WHY: Final = {
    "group": "group",
    "unnamed": "unnamed role",
    "role": "unnamed role",
    "body": "ambiguous",
    "document": "document",
    "empty": "no source",
    "pronoun": "ambiguous",
}


class _Document:
    """One document's names and tokens, looked up by place."""

    def __init__(
        self, analysis: Analysis, entities: Sequence[LocalEntity], said: Sequence[Attribution]
    ) -> None:
        self.text, self.doc = analysis.document.text, analysis.doc
        self.mentions: list[tuple[Mention, LocalEntity]] = sorted(
            ((m, e) for e in entities for m in e.mentions), key=lambda p: p[0].span
        )
        self.starts = [m.span.start for m, _ in self.mentions]
        self.analysis = analysis
        self.world = Discourse(analysis, entities)
        self.nominals = Nominals(self.world)
        self.issued: dict[str, LocalEntity] = {}
        #: Where people are named, and where the last role without a name ended.
        self.people = [m.span.start for m, e in self.mentions if e.type == "Person"]
        self.unnamed: int | None = None
        contents = [(i, span) for i, one in enumerate(said) for span in one.content]
        self.holders = [i for i, _ in contents]
        self.contents = Places(span for _, span in contents)

    def after_unnamed(self, at: int) -> bool:
        """Whether a role without a name spoke last: "the supervisor said …. He added …".

        It did if it stands in the same paragraph and nobody is named between the two.
        """
        last = self.unnamed
        if last is None or self.world.paragraph(last) != self.world.paragraph(at):
            return False
        return bisect_left(self.people, last) >= bisect_left(self.people, at)

    def pieces(self, spans: Sequence[Span]) -> list[Piece]:
        """The source's words; the words of one name are one piece."""
        out: list[Piece] = []
        for start, end in spans:
            at = max(0, self.analysis.token_at(start + 1) - 1)
            covered = -1
            for token in self.doc[at:]:
                if token.idx >= end:
                    break
                if token.is_space or token.idx + len(token.text) <= start or token.idx < covered:
                    continue
                name = self._name_at(token.idx, token.idx + len(token.text), end)
                if name is not None:
                    covered = name[0].span.end
                    out.append(Piece(name[0].surface, token, name[1]))
                else:
                    out.append(Piece(token.text, token))
        return out

    def _name_at(self, start: int, end: int, limit: int) -> tuple[Mention, LocalEntity] | None:
        at = bisect_left(self.starts, end) - 1
        if at >= 0 and self.mentions[at][0].span.end > start:
            mention, entity = self.mentions[at]
            # a source that is cut off inside a person's name still names that person
            cut = entity.type == "Person" and mention.span.start == start
            if cut or mention.span.end <= limit + 1:
                return mention, entity
        return None


def _pronoun(one: _Document, word: str, at: int, barred: frozenset[str]) -> LocalEntity | None:
    if word in HE or word in SHE:
        return one.world.person(at, "m" if word in HE else "f", barred)
    if word in ("who", "whom", "whose"):
        return one.world.antecedent(at, person=True)
    if word == "which":
        return one.world.antecedent(at, person=False)
    if word in ("it", "its", "itself"):
        return one.world.body(at)
    return None


def _entity(
    one: _Document, read: Reading, at: Span, barred: frozenset[str], choose: Choose
) -> LocalEntity | None:
    """The entity that a reading of a source means, or None."""
    if read.kind == "named":
        return read.entity
    if read.kind == "pronoun":
        return _pronoun(one, read.word, at.start, barred)
    if read.kind == "document" and (issued := one.issued.get(_document(read.word))):
        return issued if read.definite else None
    # "police said" is the police of the place, with no article before it
    if read.kind not in _NOMINAL or not (read.definite or read.word == "police"):
        return None
    owner = read.owner
    if owner is None and read.owner_pronoun:
        owner = _pronoun(one, read.owner_pronoun, at.start, barred)
    return choose(at, one.nominals.candidates(read, at.start, owner))


def _document(word: str) -> str:
    """One name for a document that has two."""
    return "suit" if word == "lawsuit" else word


def _enclosing(
    one: _Document,
    found: Sequence[Attribution],
    index: int,
    span: Span,
    speakers: dict[int, LocalEntity],
) -> LocalEntity | None:
    """The speaker of the smallest other attribution whose content holds this source."""
    best: tuple[int, LocalEntity] | None = None
    for i in sorted({one.holders[number] for number in one.contents.touching(*span)}):
        if i == index or i not in speakers:
            continue
        for content in found[i].content:
            if content.start <= span.start and span.end <= content.end:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, speakers[i])
    return best[1] if best else None


def _is_owner(text: str, attribution: Attribution) -> bool:
    """Whether a source is cut off behind a possessive: "Marsh’s" of "Marsh’s police refuse".

    Who speaks is then what he owns; "Marsh’s claim", with the cue right behind, is his own.
    """
    end = max(e for _, e in attribution.source)
    if text[end - 2 : end] not in ("’s", "'s") or not text[end + 1 : end + 2].isalpha():
        return False
    return not any(s <= end + 1 < e for s, e in (*attribution.cue, *attribution.content))


def _has_own_subject(analysis: Analysis, attribution: Attribution) -> bool:
    """Whether the cue has another subject: of "the police said they came, records dispute this"
    the police are not who disputes.
    """
    if len(attribution.source) != 1 or not attribution.cue:
        return False
    start, end = attribution.source[0].end, attribution.cue[0].start
    first, last = analysis.token_at(start), analysis.token_at(end)
    between = [token for token in analysis.doc[first:last] if not token.is_space]
    return (
        bool(between)
        and between[-1].tag_.startswith(("NN", "PRP"))
        and any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in between)
        and any(token.text in (",", ";") for token in between)
    )


def find_speakers(
    analysis: Analysis,
    entities: Sequence[LocalEntity],
    found: Sequence[Attribution],
    choose: Choose = surest,
) -> Iterator[Attribution]:
    """The attributions again, in their order, each with its speaker or why there is none.

    ``choose`` says who of several is meant by a source that is no name.
    """
    one = _Document(analysis, entities, found)
    speakers: dict[int, LocalEntity] = {}
    least = named()
    why = {i: UNSURE for i, a in enumerate(found) if a.confidence < least}
    late: list[int] = []
    order = sorted(
        (i for i, a in enumerate(found) if a.source and i not in why),
        key=lambda i: (found[i].source[0], i),
    )
    for i in order:
        source = found[i].source
        read = read_source(one.pieces(source))
        if read.kind == "pronoun" and read.word in _FIRST:
            late.append(i)
            continue
        barred: frozenset[str] = frozenset()
        if read.kind == "pronoun" and one.world.in_quote(source[0].start):
            around = _enclosing(one, found, i, source[0], speakers)
            barred = frozenset({around.key}) if around else barred
        owner = _is_owner(analysis.document.text, found[i]) or _has_own_subject(analysis, found[i])
        if owner or (read.word in HE | SHE and one.after_unnamed(source[0].start)):
            who = None
        else:
            who = _entity(one, read, source[0], barred, choose)
        if who is None and read.kind in ("role", "unnamed"):
            one.unnamed = source[0].end
        why[i] = _WHY.get(read.kind, "ambiguous")
        if who is None:
            continue
        speakers[i] = who
        one.world.speaks(source[0], who)
        if read.kind == "named" and read.word:
            one.issued[_document(read.word)] = who
    writer = author_of(analysis, entities) if late else None
    for i in late:
        around = _enclosing(one, found, i, found[i].source[0], speakers)
        why[i] = "author"
        if around is None and not one.world.in_quote(found[i].source[0].start):
            around = writer
        if around is not None:
            speakers[i] = around
    for i, attribution in enumerate(found):
        if i in speakers:
            yield replace(attribution, speaker=speakers[i].key, why_open="")
        else:
            yield replace(attribution, speaker=None, why_open=why.get(i, "no source"))
