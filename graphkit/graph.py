"""Records to a networkx MultiDiGraph in the fixed format of graph.json, and back from a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

import networkx as nx

from graphkit.ids import article_id, edge_key
from graphkit.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Merge,
    Relation,
    Resolution,
    SocialPost,
    Statement,
)
from graphkit.schema import ARTICLE_MORE, Graph
from graphkit.text.dates import in_time

Node = dict[str, Any]


def build_graph(resolution: Resolution, *, with_texts: bool = False) -> Graph:
    """One node an entity, post, claim and article; one edge a relation.

    Nodes and edges are put in by id, so that the graph is the same in any order of documents.
    ``with_texts`` keeps the articles' texts, for the page's reading view.
    """
    extractions = {found.document.id: found for found in resolution.extractions}
    names = {entity.id: entity.name for entity in resolution.entities}
    outlets = {doc: names[outlet] for doc, outlet in resolution.outlet_of.items()}
    nodes = [
        *(_entity(entity, resolution, extractions) for entity in resolution.entities),
        *(_post(post, extractions) for post in resolution.posts),
        *(_claim(claim, resolution, extractions) for claim in resolution.claims),
        *(_article(found.document, outlets, with_texts) for found in resolution.extractions),
    ]
    graph: Graph = nx.MultiDiGraph()
    for node in sorted(nodes, key=lambda node: str(node["id"])):
        graph.add_node(node.pop("id"), **node)
    published = {doc: found.document.published for doc, found in extractions.items()}
    edges = [(_key(relation), relation) for relation in resolution.relations]
    for key, relation in sorted(edges, key=lambda e: (e[1].source, e[1].target, e[0])):
        attributes = _edge(relation, published)
        graph.add_edge(relation.source, relation.target, key=key, **attributes)
    return graph


def _key(relation: Relation) -> str:
    role = str(relation.properties.get("role", ""))
    return edge_key(relation.type, relation.source, relation.target, role)


def _edge(relation: Relation, published: Mapping[str, str | None]) -> Node:
    stated = (published.get(evidence.doc) for evidence in relation.evidence)
    dates = sorted(filter(None, stated), key=lambda date: (in_time(date), date))
    seen = {"first_seen": dates[0], "last_seen": dates[-1]} if dates else {}
    return {
        "type": relation.type,
        "evidence": [_evidence(item) for item in sorted(relation.evidence, key=_evidence_order)],
        "confidence": round(relation.confidence, 4),
        **seen,
        **dict(sorted(relation.properties.items())),
    }


def _evidence_order(item: Evidence) -> tuple[str, int, int, str]:
    return item.doc, item.start, item.end, item.extractor


def _evidence(item: Evidence) -> Node:
    return {
        "doc": item.doc,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "extractor": item.extractor,
        "confidence": round(item.confidence, 4),
        **({"cue": item.cue} if item.cue else {}),
    }


def _merges(merges: Iterable[Merge]) -> Node:
    """Why things were joined, for ``graphkit why``; nothing where nothing was."""
    rows = [
        {"left": m.left, "right": m.right, "score": round(m.score, 4), "reason": m.reason}
        for m in merges
    ]
    return {"merges": sorted(rows, key=lambda r: (str(r["left"]), str(r["right"])))} if rows else {}


def _entity(entity: Entity, resolution: Resolution, extractions: Mapping[str, Extraction]) -> Node:
    spans: set[tuple[str, int, int]] = set()
    roles: set[tuple[str, str, str]] = set()
    local = defaultdict(set)
    for doc, key in entity.members:
        local[doc].add(key)
    for doc, keys in local.items():
        for member in extractions[doc].entities:
            if member.key not in keys:
                continue
            spans.update((doc, *mention.span) for mention in member.mentions)
            for role in member.roles:
                of = resolution.entity_of.get((doc, role.of), "") if role.of else ""
                roles.add((role.role, of, doc))
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": sorted(set(entity.aliases) - {entity.name}),
        "handles": sorted(set(entity.handles)),
        "roles": [{"role": r, "of": of or None, "from": doc} for r, of, doc in sorted(roles)],
        "evidence": [{"doc": d, "start": s, "end": e} for d, s, e in sorted(spans)],
        **_merges(entity.merges),
        **({"may_be": list(entity.may_be)} if entity.may_be else {}),
    }


def _post(post: SocialPost, extractions: Mapping[str, Extraction]) -> Node:
    evidence = []
    for doc, index in sorted(post.members):
        found = extractions[doc]
        for start, end in found.posts[index].spans:
            quote = found.document.text[start:end]
            evidence.append({"doc": doc, "start": start, "end": end, "quote": quote})
    return {
        "id": post.id,
        "type": "SocialPost",
        "name": _short(f"{post.author or post.handle or 'Post'}: {post.text or post.url}"),
        "text": post.text,
        "author": post.author,
        "handle": post.handle,
        "platform": post.platform,
        "published": post.published,
        "url": post.url,
        "evidence": evidence,
        **_merges(post.merges),
    }


def _claim(
    claim: Claim,
    resolution: Resolution,
    extractions: Mapping[str, Extraction],
) -> Node:
    return {
        "id": claim.id,
        "type": "Claim",
        "name": _short(claim.text),
        "text": claim.text,
        "kind": claim.kind,
        "checkable": round(claim.checkable, 3),
        "context_needed": claim.context_needed,
        **({"part_of": claim.part_of} if claim.part_of else {}),
        **({"told_as": claim.told_as} if claim.told_as else {}),
        "first_reported": claim.first_reported,
        "evidence": [
            _occurrence(extractions[doc], extractions[doc].statements[index], resolution)
            for doc, index in sorted(claim.members)
        ],
        **_merges(claim.merges),
    }


def _occurrence(found: Extraction, statement: Statement, resolution: Resolution) -> Node:
    """One place where a claim stands: from its first word to its last.

    ``spans`` has the parts of a quote that is split around its cue.
    """
    document, said = found.document, found.attributions[statement.attribution]
    spans = statement.spans
    start, end = spans[0].start, spans[-1].end
    told = said.speaker if not statement.told_as else None
    speaker = resolution.entity_of.get((document.id, told)) if told else None
    why_open = "told only as denied" if statement.told_as else said.why_open
    if told and not speaker:
        why_open = "dropped by judgement"
    return {
        "doc": document.id,
        "start": start,
        "end": end,
        "quote": document.text[start:end],
        "kind": said.kind,
        "stance": said.stance,
        "speaker": speaker,
        **({"why_open": why_open} if why_open and not speaker else {}),
        "published": document.published,
        "confidence": round(said.confidence, 4),
        **({"spans": [list(span) for span in spans]} if len(spans) > 1 else {}),
    }


def _article(document: Document, outlets: Mapping[str, str], with_text: bool) -> Node:
    return {
        "id": article_id(document.id),
        "type": "Article",
        "name": document.title or _first_line(document.text) or document.id,
        "doc": document.id,
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "authors": list(document.authors),
        "outlet": document.outlet or outlets.get(document.id, ""),
        "source": _source(document),
        "text_hash": document.text_hash,
        **{name: value for name in ARTICLE_MORE if (value := getattr(document, name))},
        **({"language": document.language} if document.language != "en" else {}),
        **({"text": document.text} if with_text else {}),
    }


def _first_line(text: str) -> str:
    """What an article without a title is called: its first line that has words."""
    lines = (line.strip() for line in text[:2000].splitlines())
    return _short(next((line for line in lines if any(map(str.isalnum, line))), ""))


def _source(document: Document) -> str:
    """The path that was given; only its end where it begins outside the folder one is in.

    A graph is given away, and must not tell where its maker's files lie.
    """
    path = PurePath(document.source)
    away = path.is_absolute() or path.drive or ".." in path.parts
    return document.id if away else document.source


def _short(text: str, limit: int = 80) -> str:
    """The text on one line, cut at a word's end."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:.–—- ") + " …"
