"""Outlets and authors that articles carry in their heads, as entities like those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from graphkit.curation.judgements import Judgement, Reference
from graphkit.ids import content_hash, entity_id
from graphkit.model import Document, Entity, EntityType, Evidence, Extraction, Resolution
from graphkit.resolve.pages import read_pages
from graphkit.text.lexicon import Listed, bodies, fold
from graphkit.text.outlet_names import full_name

#: By-lines that name no person.
_NO_PERSON = re.compile(
    r"\b(?:staff|editors?|editorial|newsroom|desk|team|reporters?|admin|wires?|reuters|afp|ap|upi"
    r"|press|agency|agencies|news|service|correspondent)\b|[@\d]",
    re.IGNORECASE,
)


def add_mastheads(resolution: Resolution, judgements: Sequence[Judgement] = ()) -> Resolution:
    """The resolution with the outlet and the authors of each article.

    Where the texts name them they are the entities found there, else new ones without mentions.
    Those that are dropped, or are judged to be something else than outlet or person, are left out.
    """
    known = _known_names(resolution)
    judged = _Judged(judgements)
    taken = {entity.id for entity in resolution.entities}
    fresh: dict[str, Entity] = {}

    def node(type_: EntityType, name: str) -> str:
        name = judged.name(type_, name)
        key = (type_, fold(name))
        if key in known:
            return known[key]
        id_ = entity_id(type_, name)
        if id_ in taken:  # another one of this slug, such as an ambiguous name
            id_ += f"-{content_hash(*key, length=8)}"
        first = fresh.get(id_)
        # the same slug in two spellings: one name, whatever the order of documents
        fresh[id_] = Entity(id_, type_, min(name, first.name) if first else name, (), (), ())
        return id_

    documents = [found.document for found in resolution.extractions]
    pages = read_pages(resolution.extractions, {d.id: _masthead(d) for d in documents})
    outlet_of = {
        doc: node("Outlet", page.outlet)
        for doc, page in pages.items()
        if page.outlet and judged.stays("Outlet", page.outlet)
    }
    origins_of = {
        doc: tuple((node("Outlet", mark.outlet), mark.evidence) for mark in page.origins)
        for doc, page in pages.items()
    }
    authors_of = {
        d.id: tuple(
            (name, node("Person", name)) for name in _people(d) if judged.stays("Person", name)
        )
        for d in documents
    }
    entities = sorted((*resolution.entities, *fresh.values()), key=lambda entity: entity.id)
    return replace(
        resolution,
        entities=tuple(entities),
        outlet_of=outlet_of,
        outlet_marks={doc: page.evidence for doc, page in pages.items()},
        origins_of=origins_of,
        authors_of=authors_of,
    )


def on_mastheads(
    extractions: Sequence[Extraction], judgements: Iterable[Judgement]
) -> frozenset[Judgement]:
    """The judgements that are about an outlet or a writer in the head of an article."""
    heads = {("Outlet", _masthead(found.document)) for found in extractions}
    heads |= {("Person", name) for found in extractions for name in _people(found.document)}
    told = _Judged(judgements).told
    return frozenset(
        one for one in told if any(_means(ref, *head) for ref in one.about for head in heads)
    )


class _Judged:
    """What people said of outlets and writers that only the heads of articles name."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.told = [one for one in judgements if one.kind in ("drop", "retype", "rename", "same")]

    def stays(self, type_: EntityType, name: str) -> bool:
        """Whether the name is that of an outlet, or person, at all."""
        return not any(
            one.kind == "drop" or (one.kind == "retype" and one.to != type_)
            for one in self._about(type_, name)
        )

    def name(self, type_: EntityType, name: str) -> str:
        """The name it goes by: a new one, or that of whom it is the same as."""
        for one in self._about(type_, name):
            if one.kind == "rename":
                name = one.to
            elif one.kind == "same" and not _means(one.about[0], type_, name) and one.about[0].name:
                name = one.about[0].name
        return name

    def _about(self, type_: EntityType, name: str) -> list[Judgement]:
        return [one for one in self.told if any(_means(ref, type_, name) for ref in one.about)]


def _means(ref: Reference, type_: str, name: str) -> bool:
    if ref.doc:
        return False
    return ref.id == entity_id(type_, name) or (
        bool(ref.name)
        and fold(ref.name) == fold(name)
        and ref.id.partition(":")[0] in ("", type_.casefold())
    )


def place(document: Document, name: str) -> Evidence:
    """Where the text has the name; an empty span where only its metadata has it."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.text) if name else None
    if found is None:
        return Evidence(document.id, 0, 0, "", "metadata", 1.0)
    return Evidence(document.id, *found.span(), name, "heads", 1.0)


def _masthead(document: Document) -> str:
    """The outlet's name in full; without one, that of the outlet whose site the address is on."""
    if document.outlet:
        return full_name(document.outlet)
    host = (urlsplit(document.url).hostname or "").removeprefix("www.")
    while "." in host:
        if listed := _outlet_by_domain().get(host):
            return listed.name
        host = host.partition(".")[2]
    return ""


@lru_cache(maxsize=1)
def _outlet_by_domain() -> dict[str, Listed]:
    outlets = [body for body in reversed(bodies()) if body.type == "Outlet" and body.domain]
    return {body.domain: body for body in outlets}


def _known_names(resolution: Resolution) -> dict[tuple[str, str], str]:
    """(type, name) → the one entity of that name; a person's alias must be of two words."""
    found: dict[tuple[str, str], set[str]] = {}
    for entity in resolution.entities:
        for name in {entity.name, *entity.aliases}:
            if entity.type != "Person" or len(name.split()) > 1:
                found.setdefault((entity.type, fold(name)), set()).add(entity.id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


def _people(document: Document) -> tuple[str, ...]:
    """The by-line's names that are a person's."""
    return tuple(
        name
        for name in document.authors
        if len(name.split()) > 1 and not _NO_PERSON.search(name) and name != document.outlet
    )
