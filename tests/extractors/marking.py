"""Texts in which [[sources]] are marked: who each of them turns out to be."""

from __future__ import annotations

import re
from dataclasses import replace

from graphkit.extractors.affiliations import find_affiliations
from graphkit.extractors.mentions import find_entities
from graphkit.extractors.posts import find_posts
from graphkit.extractors.speakers import find_speakers
from graphkit.language import analyse
from graphkit.model import Attribution, Document, Extraction, Span
from graphkit.settings import Settings


def read_marked(marked: str, doc: str = "story.txt") -> Extraction:
    """The entities of a text, and one attribution for each [[source]] marked in it.

    An attribution's content is the quotation nearest to its source, if there is one.
    """
    text, sources = "", []
    for piece in re.split(r"(\[\[.*?\]\])", marked, flags=re.S):
        if piece.startswith("[["):
            sources.append(Span(len(text), len(text) + len(piece) - 4))
            text += piece[2:-2]
        else:
            text += piece
    quotes = [Span(*m.span()) for m in re.finditer(r"“[^”]*”", text)]
    said = []
    for source in sources:
        near = sorted(quotes, key=lambda q: abs(q.start - source.start))[:1]
        outer = [q for q in near if not (q.start <= source.start and source.end <= q.end)]
        said.append(Attribution((source,), (), tuple(outer), "direct", 1.0, "marked"))
    analysis = next(analyse([Document(doc, doc, text)], Settings()))
    found = Extraction(analysis.document)
    found = replace(found, posts=tuple(find_posts(analysis)))
    found = replace(
        found, entities=tuple(find_entities(analysis, found.posts, ())), attributions=tuple(said)
    )
    found = replace(
        found, attributions=tuple(find_speakers(analysis, found.entities, found.attributions))
    )
    return replace(
        found, entities=tuple(find_affiliations(analysis, found.entities, found.attributions))
    )


def names(found: Extraction) -> list[str | None]:
    """The speaker's name of each attribution, None where it is open."""
    by_key = {entity.key: entity.name for entity in found.entities}
    return [by_key[a.speaker] if a.speaker else None for a in found.attributions]


def typed(found: Extraction) -> set[tuple[str, str]]:
    """(type, name) of every entity."""
    return {(entity.type, entity.name) for entity in found.entities}
