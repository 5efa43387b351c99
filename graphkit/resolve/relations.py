"""Everything resolved to relations: SAID, CITED, DISPUTES and their kin, with evidence.

Each function of ``RELATIONS`` yields single relations, one for each place in a text; they are
gathered here into one for each (type, source, target, role) with all its evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, TypeAlias

from graphkit.curation.judgements import Judgement
from graphkit.ids import article_id
from graphkit.model import (
    Document,
    Evidence,
    Extraction,
    Judge,
    Relation,
    Resolution,
    Span,
    Statement,
)
from graphkit.resolve.citations import citations
from graphkit.resolve.copies import copies
from graphkit.resolve.disputes import disputes
from graphkit.resolve.mastheads import add_mastheads, place

Relations: TypeAlias = Iterator[Relation]
#: Words between the parts of a statement (source, cue, content) that are still shown as one.
_NEAR: Final = 200


def relate(
    resolution: Resolution, judge: Judge | None = None, judgements: Sequence[Judgement] = ()
) -> Resolution:
    """The resolution again, with its relations, and with the outlets and authors of articles."""
    resolution = add_mastheads(resolution, judgements)
    found = (relation for step in RELATIONS for relation in step(resolution))
    return replace(resolution, relations=gather(chain(found, disputes(resolution, judge))))


def gather(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """One relation for each type, ends and role: all evidence, the highest confidence."""
    groups: dict[tuple[str, str, str, str], list[Relation]] = {}
    for relation in relations:
        role = str(relation.properties.get("role", ""))
        key = (relation.type, relation.source, relation.target, role)
        groups.setdefault(key, []).append(relation)
    return tuple(_joined(groups[key]) for key in sorted(groups))


def _joined(group: list[Relation]) -> Relation:
    evidence = {item for relation in group for item in relation.evidence}
    # by confidence first, so that the properties of the surest one stay
    best = min(group, key=lambda r: (-r.confidence, sorted(r.properties.items(), key=str)))
    return replace(
        best,
        evidence=tuple(
            sorted(
                evidence, key=lambda e: (e.doc, e.start, e.end, e.extractor, e.confidence, e.cue)
            )
        ),
    )


def said(resolution: Resolution) -> Relations:
    """Who is the source of which claim, with how he stands to it and the words that say so."""
    for found, statement, claim in _statements(resolution):
        attribution = found.attributions[statement.attribution]
        speaker = resolution.entity_of.get((found.document.id, attribution.speaker or ""))
        if speaker and not statement.told_as:
            evidence = statement_evidence(found, statement)
            relation = _relation("SAID", speaker, claim, evidence)
            yield replace(relation, properties={"stance": attribution.stance})


def states(resolution: Resolution) -> Relations:
    """Which post makes which claim.  What a post quotes from somebody else is not its own."""
    authors = post_authors(resolution)
    for found, statement, claim in _statements(resolution):
        attribution = found.attributions[statement.attribution]
        if attribution.post is None or statement.told_as:
            continue
        doc = found.document.id
        post = resolution.post_of.get((doc, attribution.post))
        speaker = resolution.entity_of.get((doc, attribution.speaker or ""))
        if post and speaker in (None, authors.get(post)):
            yield _relation("STATES", post, claim, content_evidence(found, statement))


def posted(resolution: Resolution) -> Relations:
    """Whose post it is."""
    extractions = {found.document.id: found for found in resolution.extractions}
    authors = post_authors(resolution)
    for post in resolution.posts:
        for doc, index in post.members if post.id in authors else ():
            evidence = extractions[doc].posts[index].evidence
            yield _relation("POSTED", authors[post.id], post.id, evidence)


def post_authors(resolution: Resolution) -> dict[str, str]:
    """Post id → its author's entity: by handle, else by the full name if one entity has it."""
    by_handle = {
        handle.casefold().lstrip("@"): entity.id
        for entity in resolution.entities
        for handle in entity.handles
    }
    by_name: dict[str, set[str]] = {}
    for entity in resolution.entities:
        for name in {entity.name, *entity.aliases}:
            by_name.setdefault(name.casefold(), set()).add(entity.id)
    authors: dict[str, str] = {}
    for post in resolution.posts:
        named = by_name.get(post.author.casefold(), set()) if post.author else set()
        author = by_handle.get(post.handle.casefold().lstrip("@")) if post.handle else None
        if author or len(named) == 1:
            authors[post.id] = author or next(iter(named))
    return authors


def reported_by(resolution: Resolution) -> Relations:
    """Which outlet published a claim or post; the article where the outlet is not known."""
    for found, statement, claim in _statements(resolution):
        target = _publisher(resolution, found.document)
        yield _relation("REPORTED_BY", claim, target, content_evidence(found, statement))
    for found in resolution.extractions:
        target = _publisher(resolution, found.document)
        for index, post in enumerate(found.posts):
            if node := resolution.post_of.get((found.document.id, index)):
                yield _relation("REPORTED_BY", node, target, post.evidence)


def appears_in(resolution: Resolution) -> Relations:
    """Where claims, posts and entities are found."""
    for found, statement, claim in _statements(resolution):
        article = article_id(found.document.id)
        yield _relation("APPEARS_IN", claim, article, content_evidence(found, statement))
    for found in resolution.extractions:
        doc, article = found.document.id, article_id(found.document.id)
        for index, post in enumerate(found.posts):
            if node := resolution.post_of.get((doc, index)):
                yield _relation("APPEARS_IN", node, article, post.evidence)
        for entity in found.entities:
            node = resolution.entity_of.get((doc, entity.key))
            for mention in entity.mentions if node else ():
                evidence = quote(found.document, mention.span, "mentions", entity.confidence)
                yield _relation("APPEARS_IN", node or "", article, evidence)


def published_by(resolution: Resolution) -> Relations:
    """The masthead over an article, or the words of the page that show whose it is."""
    for found in resolution.extractions:
        doc = found.document.id
        if outlet := resolution.outlet_of.get(doc):
            marks = resolution.outlet_marks.get(doc, ())
            known = found.document.outlet or not marks
            told = [place(found.document, found.document.outlet)] if known else []
            for evidence in (*told, *marks):
                yield _relation("PUBLISHED_BY", article_id(doc), outlet, evidence)


def wrote(resolution: Resolution) -> Relations:
    """The by-line of an article."""
    for found in resolution.extractions:
        for author, person in resolution.authors_of.get(found.document.id, ()):
            evidence = place(found.document, author)
            yield _relation("WROTE", person, article_id(found.document.id), evidence)


def affiliated_with(resolution: Resolution) -> Relations:
    """Who is what at which body, as the text says it."""
    types = {entity.id: entity.type for entity in resolution.entities}
    for found in resolution.extractions:
        doc = found.document.id
        for entity in found.entities:
            person = resolution.entity_of.get((doc, entity.key), "")
            for role in entity.roles if types.get(person) == "Person" else ():
                body = resolution.entity_of.get((doc, role.of or ""), "")
                if types.get(body, "Person") != "Person":
                    properties = {"role": role.role}
                    relation = _relation("AFFILIATED_WITH", person, body, role.evidence)
                    yield replace(relation, properties=properties)


def about(resolution: Resolution) -> Relations:
    """Who is named in a claim."""
    for found, statement, claim in _statements(resolution):
        sure = found.attributions[statement.attribution].confidence
        for entity in found.entities:
            node = resolution.entity_of.get((found.document.id, entity.key))
            for mention in entity.mentions if node else ():
                start, end = mention.span
                if any(s <= start and end <= e for s, e in statement.spans):
                    confidence = min(entity.confidence, sure)
                    evidence = quote(found.document, mention.span, "mentions", confidence)
                    yield _relation("ABOUT", claim, node or "", evidence)


#: Every step that finds relations, in no order that matters.  DISPUTES, CITED and COPIES live
#: in modules of their own (disputes, citations, copies) and are named here.
RELATIONS: Final[tuple[Callable[[Resolution], Relations], ...]] = (
    said,
    states,
    posted,
    reported_by,
    appears_in,
    published_by,
    wrote,
    affiliated_with,
    about,
    citations,
    copies,
)


def quote(document: Document, span: Span, extractor: str, confidence: float) -> Evidence:
    """Evidence for a stretch of a document."""
    words = document.text[span.start : span.end]
    return Evidence(document.id, span.start, span.end, words, extractor, confidence)


def content_evidence(found: Extraction, statement: Statement) -> Evidence:
    """The words that were said, from the first to the last."""
    attribution = found.attributions[statement.attribution]
    whole = Span(statement.spans[0].start, statement.spans[-1].end)
    return quote(found.document, whole, attribution.extractor, attribution.confidence)


def statement_evidence(found: Extraction, statement: Statement) -> Evidence:
    """Source, cue and what was said where they stand together, else what was said; the cue."""
    attribution = found.attributions[statement.attribution]
    evidence = content_evidence(found, statement)
    start, end = evidence.start, evidence.end
    for s, e in sorted((*attribution.cue, *attribution.source), key=lambda span: -span[1]):
        if s - end <= _NEAR and start - e <= _NEAR:
            start, end = min(start, s), max(end, e)
    cue = " … ".join(" ".join(found.document.text[s:e].split()) for s, e in attribution.cue)
    whole = quote(found.document, Span(start, end), evidence.extractor, evidence.confidence)
    return replace(whole, cue=cue)


def _statements(resolution: Resolution) -> Iterator[tuple[Extraction, Statement, str]]:
    """Every statement, with the id of its claim."""
    for found in resolution.extractions:
        for index, statement in enumerate(found.statements):
            yield found, statement, resolution.claim_of[found.document.id, index]


def _publisher(resolution: Resolution, document: Document) -> str:
    """The outlet that published the document, else the document's own node."""
    return resolution.outlet_of.get(document.id) or article_id(document.id)


def _relation(type_: str, source: str, target: str, evidence: Evidence) -> Relation:
    return Relation(type_, source, target, (evidence,), evidence.confidence)
