"""Who relies on whom beyond the article itself: the links of a chain of sources.

An outlet on whoever spoke to it ("he told CNN", "in an interview with the Post"), an outlet on
another that it cites ("Fox News, citing the Tribune"), the article on a reporter named with his
paper ("Fox News' Jo Roe reported").  With the article's own citations these lead from an
aggregator through the outlets it names to who told them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from graphkit.model import ArticleRef, Citation, EntityRef, Evidence, Extraction, LocalEntity, Span
from graphkit.text.annotated import AnnotatedText
from graphkit.text.inflection import any_of, verb_forms
from graphkit.text.lists import read_rows

__all__ = [
    "EXTRACTOR",
    "Named",
    "between",
    "chain_links",
    "evidence",
    "mentions_of",
    "told_outlets",
]

EXTRACTOR: Final = "citations"
#: Characters between a cue and the outlet that was spoken to.
_NEAR: Final = 70
#: Nouns of data/citing.tsv by which somebody speaks to an outlet; the others name its own work.
_SPOKEN: Final = frozenset("interview statement email e-mail comment comments remarks".split())
#: Between "said" and "on CNN": a name or a day.
WHEN: Final = r"(?: (?:(?-i:[A-Z][\w.’'-]*)|last|this|earlier|week|night|morning|live)){0,3}"
_CITES: Final = re.compile(
    r"^(?:[’']s?)?[^.!?\n“”\"]{0,40}?,? (?:which |who |itself )?(?:has |had |also )?"
    r"(?:citing|cites|cited|quoting|quoted|attributing|attributed|credited|crediting)\b"
    r"[^.!?\n“”\"]{0,40}?$"
)
#: A reporter behind his paper; a name that the article has once only may be no entity.
_PERSON: Final = re.compile(
    r"[’'](?:s\b)? (?:[a-z-]+ ){0,3}(?P<name>[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ][\w’'.-]*){1,2})"
)
_REPORTS: Final = re.compile(
    r"^(?:[’']s)?,? (?:has |had |also |first |later |previously |exclusively ){0,2}"
    r"(?:report|wr[io]t|tweet|shared|posted|noted|reveal|confirm|obtain|publish)\w*"
)


_FIRST: Final = re.compile(
    r"\b(?:first|originally|exclusively|previously) (?:reported|revealed|published|disclosed|broken"
    r"|uncovered|obtained)(?: \w+day)? by (?:the )?(?:[\w’'-]+ ){0,3}$"
)
#: Behind a body's name: it is somebody of that body, and not the body, who is meant.
SOMEBODY: Final = re.compile(
    r"(?: \w+)? (?:officials?|aides?|sources?|staffers?|lawmakers?|members?|operatives?"
    r"|strategists?|leaders?|candidates?|spokes\w+|advis[eo]rs?|insiders?|executives?|employees?|agents?)\b"
)


class Named(NamedTuple):
    """A mention with the entity that it names."""

    start: int
    end: int
    entity: LocalEntity


def mentions_of(found: Extraction) -> list[Named]:
    """All mentions of a document, in text order."""
    return sorted(
        (
            Named(mention.span.start, mention.span.end, entity)
            for entity in found.entities
            for mention in entity.mentions
        ),
        key=lambda m: (m.start, m.end, m.entity.key),
    )


def between(mentions: Sequence[Named], start: int, end: int) -> Sequence[Named]:
    """The mentions that begin in a stretch."""
    low, high = (bisect_left(mentions, at, key=lambda m: m.start) for at in (start, end))
    return mentions[low:high]


def evidence(found: Extraction, span: Span, confidence: float) -> Evidence:
    """Evidence for a stretch, without white space at its end."""
    start, end = span
    while end > start and found.document.text[end - 1].isspace():
        end -= 1
    quote = found.document.text[start:end]
    return Evidence(found.document.id, start, end, quote, EXTRACTOR, confidence)


def chain_links(annotated: AnnotatedText, found: Extraction) -> Iterator[Citation]:
    """Yield the links of chains, in no order that matters."""
    mentions = mentions_of(found)
    yield from told_outlets(annotated, found, mentions)
    yield from _outlets_citing(annotated, found, mentions)
    yield from _staff(annotated, found, mentions)
    yield from _first(annotated, found, mentions)


@lru_cache(maxsize=1)
def _spoken_to() -> re.Pattern[str]:
    """What stands right before an outlet that somebody spoke to."""
    tells: list[str] = []
    speaks: list[str] = []
    for lemma, kind, *_ in read_rows("citing.tsv"):
        if kind == "tells":
            tells += verb_forms(lemma)
        if kind == "speaks on":
            speaks += verb_forms(lemma)
    return re.compile(
        rf"\b(?:{any_of(tells)}|(?:{any_of(sorted(_SPOKEN))}) (?:on|with|to|for|by)"
        rf"|{any_of(speaks)}{WHEN} (?:by|on|to|with|in|for))\s+(?:an? |the |both )?[“\"‘']?$",
        re.IGNORECASE,
    )


def told_outlets(
    annotated: AnnotatedText, found: Extraction, mentions: Sequence[Named]
) -> Iterator[Citation]:
    """The outlet relies on whoever told it something."""
    text = found.document.text
    entities = {entity.key: entity for entity in found.entities}
    for said in found.attributions:
        speaker = entities.get(said.speaker or "")
        if speaker is None or speaker.type == "Outlet" or not said.cue or not said.source:
            continue
        cue = said.cue[0]
        low = min(cue.start, said.source[0].start)
        for named in between(mentions, cue.start, cue.end + _NEAR):
            right = named.entity.type == "Outlet" and not annotated.parted(
                Span(low, cue.end), Span(named.start, named.end)
            )
            if right and _spoken_to().search(text[max(low, named.start - 60) : named.start]):
                span = annotated.around(low, named.end)
                yield _link(found, EntityRef(named.entity.key), speaker, span, 0.75)
                break


def _outlets_citing(
    annotated: AnnotatedText, found: Extraction, mentions: Sequence[Named]
) -> Iterator[Citation]:
    """An outlet relies on what it is said to cite."""
    text = found.document.text
    for place, named in enumerate(mentions):
        if named.entity.type != "Outlet" or annotated.quoted(named.start):
            continue
        for other in mentions[place + 1 : place + 4]:
            if other.start - named.end > 90 or SOMEBODY.match(text, other.end):
                break
            if _CITES.match(text[named.end : other.start].removesuffix("the ")):
                span = annotated.around(named.start, other.end)
                yield _link(found, EntityRef(named.entity.key), other.entity, span, 0.75)
                break


def _staff(
    annotated: AnnotatedText, found: Extraction, mentions: Sequence[Named]
) -> Iterator[Citation]:
    """ "Fox News' Jo Roe reported": the article relies on the reporter and on the paper."""
    text = found.document.text
    for place, named in enumerate(mentions):
        name = _PERSON.match(text, named.end)
        if named.entity.type != "Outlet" or name is None:
            continue
        if not _REPORTS.match(text[name.end() : name.end() + 60]):
            continue
        span = annotated.around(named.start, name.end())
        yield _link(found, ArticleRef(), named.entity, span, 0.75)
        for person in mentions[place + 1 : place + 2]:
            if person.entity.type == "Person" and name.start("name") <= person.start < name.end():
                yield _link(found, ArticleRef(), person.entity, span, 0.75)


def _first(
    annotated: AnnotatedText, found: Extraction, mentions: Sequence[Named]
) -> Iterator[Citation]:
    """ "First reported by Jo Roe, a reporter for Islands Radio": the article relies on her."""
    text = found.document.text
    for named in mentions:
        before = text[max(0, named.start - 60) : named.start]
        if named.entity.type == "Person" and _FIRST.search(before):
            span = annotated.around(named.start, named.end)
            yield _link(found, ArticleRef(), named.entity, span, 0.75)


def _link(
    found: Extraction,
    citer: ArticleRef | EntityRef,
    cited: LocalEntity,
    span: Span,
    confidence: float,
) -> Citation:
    return Citation(citer, EntityRef(cited.key), evidence(found, span, confidence))
