"""Outlets and authors that articles carry in their heads, as entities like those of the text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from graphkit.ids import content_hash, entity_id
from graphkit.model import Document, Entity, EntityType, Evidence, Resolution
from graphkit.resolve.pages import read_pages
from graphkit.text.lexicon import Listed, bodies, fold
from graphkit.text.outlet_names import full_name

#: By-lines that name no person.
_NO_PERSON = re.compile(
    r"\b(?:staff|editors?|editorial|newsroom|desk|team|reporters?|admin|wires?|reuters|afp|ap|upi"
    r"|press|agency|agencies|news|service|correspondent)\b|[@\d]",
    re.IGNORECASE,
)


def add_mastheads(resolution: Resolution) -> Resolution:
    """The resolution with the outlet and the authors of each article.

    Where the texts name them they are the entities found there, else new ones without mentions.
    """
    known = _known_names(resolution)
    taken = {entity.id for entity in resolution.entities}
    fresh: dict[str, Entity] = {}

    def node(type_: EntityType, name: str) -> str:
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
    outlet_of = {doc: node("Outlet", page.outlet) for doc, page in pages.items() if page.outlet}
    origins_of = {
        doc: tuple((node("Outlet", mark.outlet), mark.evidence) for mark in page.origins)
        for doc, page in pages.items()
    }
    authors_of = {
        d.id: tuple((name, node("Person", name)) for name in _people(d)) for d in documents
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
