"""``graphkit extract``: one JSON line a document, the fixed format that scorers read."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from graphkit.model import Attribution, Entity, Extraction, Resolution, Span


def attribution_lines(resolution: Resolution) -> Iterator[str]:
    """Yield one line a document, in the order of input, without newline."""
    for row in attribution_rows(resolution):
        yield json.dumps(row, ensure_ascii=False)


def attribution_rows(resolution: Resolution) -> Iterator[dict[str, Any]]:
    """Yield one dict a document, in the order of input.

    Speakers and entity ids are those after resolution over all documents, as graph.json has.
    """
    entities = {entity.id: entity for entity in resolution.entities}
    names = Counter(document_stem(found.document.id) for found in resolution.extractions)
    for found in resolution.extractions:
        # a.txt and a.text keep their suffixes
        doc = found.document.id
        stem = document_stem(doc)
        yield {"doc": stem if names[stem] == 1 else doc, **_line(found, resolution, entities)}


def document_stem(doc: str) -> str:
    """A document's name in this format: without the file's suffix, ``file#key`` as it is."""
    return doc if "#" in doc or not PurePath(doc).suffix else str(PurePath(doc).with_suffix(""))


def _line(found: Extraction, resolution: Resolution, entities: dict[str, Entity]) -> dict[str, Any]:
    doc = found.document.id
    mentions: dict[str, set[Span]] = defaultdict(set)
    for local in found.entities:
        if node := resolution.entity_of.get((doc, local.key)):
            mentions[node].update(mention.span for mention in local.mentions)
    return {
        # as graph.json names it
        "document": doc,
        "attributions": [
            {
                **_attribution(said, resolution.entity_of.get((doc, said.speaker or "")), entities),
                "words": {
                    part: [found.document.text[start:end] for start, end in spans]
                    for part, spans in _parts(said)
                },
            }
            for said in found.attributions
        ],
        "entities": [
            {
                "id": node,
                "name": entities[node].name,
                "type": entities[node].type,
                "aliases": sorted(set(entities[node].aliases) - {entities[node].name}),
                "evidence": [list(span) for span in sorted(mentions[node])],
                "words": [found.document.text[s:e] for s, e in sorted(mentions[node])],
            }
            for node in sorted(mentions)
        ],
        "posts": [
            {
                "id": resolution.post_of.get((doc, index)),
                "author": post.author,
                "handle": post.handle,
                "platform": post.platform,
                "published": post.published,
                "spans": _spans(post.spans),
                "text": post.text,
                "url": post.url,
            }
            for index, post in enumerate(found.posts)
        ],
        "disputes": [list(pair) for pair in sorted(_disputes(found))],
    }


def _attribution(
    said: Attribution, speaker: str | None, entities: dict[str, Entity]
) -> dict[str, Any]:
    entity = entities.get(speaker) if speaker else None
    return {
        **{part: _spans(spans) for part, spans in _parts(said)},
        "kind": said.kind,
        "stance": said.stance,
        **({"no_claim": said.no_claim} if said.no_claim else {}),
        "confidence": round(said.confidence, 4),
        "speaker": {"id": entity.id, "name": entity.name, "type": entity.type} if entity else None,
    }


def _parts(said: Attribution) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    return ("source", said.source), ("cue", said.cue), ("content", said.content)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _disputes(found: Extraction) -> set[tuple[int, int]]:
    """Pairs of attributions of this document: the first disputes the second."""
    return {
        (denial.by, denial.against)
        for denial in found.denials
        if denial.by is not None and denial.against is not None
    }
