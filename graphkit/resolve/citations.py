"""CITED: citations of single documents as relations between nodes.

What an article relies on, its outlet relies on too, where the outlet is known: that is what
leads from an aggregator to the newsroom it had its story from.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.ids import article_id
from graphkit.model import ArticleRef, EntityRef, PostRef, Relation, Resolution
from graphkit.schema import EDGE_ENDS

__all__ = ["citations"]


def citations(resolution: Resolution) -> Iterator[Relation]:
    """Yield single CITED relations; the caller gathers them."""
    types = {entity.id: str(entity.type) for entity in resolution.entities}
    types |= {post.id: "SocialPost" for post in resolution.posts}
    sources, targets = EDGE_ENDS["CITED"]
    yield from _origins(resolution)
    for found in resolution.extractions:
        doc = found.document.id
        outlet = resolution.outlet_of.get(doc)
        authors = {person for _, person in resolution.authors_of.get(doc, ())}
        types[article_id(doc)] = "Article"
        for citation in found.citations:
            citer = _node(resolution, doc, citation.citer)
            cited = _node(resolution, doc, citation.cited)
            if not citer or not cited or cited == outlet or cited in authors:
                continue
            ends = [citer]
            if isinstance(citation.citer, ArticleRef) and outlet:
                ends.append(outlet)
            for end in ends:
                if end != cited and types.get(end) in sources and types.get(cited) in targets:
                    confidence = citation.evidence.confidence
                    yield Relation("CITED", end, cited, (citation.evidence,), confidence)


def _origins(resolution: Resolution) -> Iterator[Relation]:
    """What a page says it has its text from, or relies on, in its own notes and datelines."""
    for doc in sorted(resolution.origins_of):
        outlet = resolution.outlet_of.get(doc)
        for cited, evidence in resolution.origins_of[doc]:
            for end in filter(None, (article_id(doc), outlet)):
                if end != cited:
                    yield Relation("CITED", end, cited, (evidence,), evidence.confidence)


def _node(resolution: Resolution, doc: str, ref: ArticleRef | EntityRef | PostRef) -> str:
    """The node that a reference of one document stands for; "" if there is none."""
    match ref:
        case ArticleRef():
            return article_id(doc)
        case EntityRef(key):
            return resolution.entity_of.get((doc, key), "")
        case PostRef(index):
            return resolution.post_of.get((doc, index), "")
