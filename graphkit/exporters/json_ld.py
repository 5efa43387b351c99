"""JSON-LD: the graph for triple stores and search engines, with the words that all rests on.

People, bodies, articles, posts and claims in schema.org's terms, their origin in PROV-O's, evidence
as Web Annotations that quote a text and give its place in code points.  What none of these can say
(who disputes a claim, by which words, how sure that is) is in a small vocabulary of our own, whose
terms docs/exports.md lists.  The context stands in the file: nothing is fetched to read it.

Every edge is there twice: as a plain property where a vocabulary has one, and as a gk:Relation with
its confidence and evidence.  https://www.w3.org/TR/json-ld11/, https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from graphkit.exporters.plain_json import as_json
from graphkit.files import writing
from graphkit.ids import content_hash
from graphkit.schema import ENTITY_TYPES, Graph

_BASE: Final = "urn:graphkit:"
CONTEXT: Final[dict[str, Any]] = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "gk": "urn:graphkit:terms:",
    "confidence": {"@id": "gk:confidence", "@type": "xsd:double"},
    "checkable": {"@id": "gk:checkable", "@type": "xsd:double"},
}
#: Node type → its classes.
CLASSES: Final = {
    "Person": ("schema:Person", "prov:Person"),
    "Agency": ("schema:GovernmentOrganization", "prov:Organization"),
    "Organization": ("schema:Organization", "prov:Organization"),
    "Outlet": ("schema:NewsMediaOrganization", "prov:Organization"),
    "SocialPost": ("schema:SocialMediaPosting", "prov:Entity"),
    "Claim": ("schema:Claim", "prov:Entity"),
    "Article": ("schema:NewsArticle", "prov:Entity"),
}
#: Node's property → term, for values that are strings, numbers, flags or lists of them.
_TERMS: Final = {
    "name": "schema:name",
    "aliases": "schema:alternateName",
    "text": "schema:text",
    "title": "schema:headline",
    "checkable": "checkable",
    "context_needed": "gk:contextNeeded",
    "kind": "gk:kind",
    "part_of": "gk:partOfQuotation",
    "told_as": "gk:toldAs",
    "handle": "gk:handle",
    "handles": "gk:handle",
    "platform": "gk:platform",
    "author": "gk:authorName",
    "authors": "gk:authorName",
    "outlet": "gk:outletName",
    "doc": "gk:document",
    "source": "gk:source",
    "text_hash": "gk:textHash",
}
_DATES: Final = {
    "published": "schema:datePublished",
    "first_reported": "gk:firstReported",
    "first_seen": "gk:firstSeen",
    "last_seen": "gk:lastSeen",
}
#: Edge type → the terms that its source has of its target, and its target of its source.
_FORWARD: Final = {
    "CITED": ("gk:cites",),
    "DISPUTES": ("gk:disputes",),
    "APPEARS_IN": (),
    "POSTED": (),
    "STATES": ("gk:states",),
    "PUBLISHED_BY": ("schema:publisher",),
    "AFFILIATED_WITH": ("schema:affiliation", "prov:actedOnBehalfOf"),
    "ABOUT": ("schema:about",),
    "COPIES": ("gk:copies", "prov:wasDerivedFrom"),
}
_BACKWARD: Final = {
    "SAID": ("schema:creator", "prov:wasAttributedTo"),
    "POSTED": ("schema:author", "prov:wasAttributedTo"),
    "WROTE": ("schema:author", "prov:wasAttributedTo"),
}
_XSD: Final = (
    (re.compile(r"\d{4}", re.ASCII), "gYear"),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII), "gYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "date"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII), "dateTime"),
)
#: Characters of a text that stand beside a quote, so that it is found again in a changed page.
_BESIDE: Final = 32

Thing = dict[str, Any]


def write_json_ld(graph: Graph, path: Path) -> None:
    """Write the graph as one JSON-LD document, one thing a line."""
    articles = {
        data.get("doc") or node.removeprefix("article:"): node
        for node, data in graph.nodes(data=True)
        if data["type"] == "Article"
    }
    with writing(path) as out:
        out.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        for number, thing in enumerate(_things(graph, articles)):
            line = as_json(thing, str(thing["schema:identifier"]))
            out.write((",\n" if number else "\n") + line)
        out.write("\n]}\n")


def iri(node: str) -> str:
    """The IRI of a node; what an IRI cannot have is written in percents."""
    return _BASE + quote(node, safe=":@", errors="surrogatepass")


def relation_iri(source: str, target: str, key: object) -> str:
    """The IRI of an edge."""
    return f"{_BASE}relation:{content_hash(source, target, str(key), length=24)}"


def _things(graph: Graph, articles: Mapping[str, str]) -> Iterator[Thing]:
    places = _Places(graph, articles)
    for node, data in graph.nodes(data=True):
        yield _node(graph, node, data, places)
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield _relation(source, target, key, data, places)


class _Places:
    """Where evidence stands, as Web Annotations say it."""

    def __init__(self, graph: Graph, articles: Mapping[str, str]) -> None:
        self.graph, self.articles = graph, articles

    def target(self, item: Mapping[str, Any]) -> Thing:
        """A part of a text: the article, and selectors by words and by place (code points)."""
        doc, start, end = item["doc"], item["start"], item["end"]
        article = self.articles.get(doc)
        about = self.graph.nodes[article] if article else {}
        by_place = {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}
        selectors: list[Thing] = [by_place]
        text = about.get("text")
        exact = item.get("quote") if item.get("quote") is not None else None
        if exact is None and isinstance(text, str):
            exact = text[start:end]
        if exact is not None:
            by_words = {"@type": "oa:TextQuoteSelector", "oa:exact": exact}
            if isinstance(text, str) and text[start:end] == exact:
                by_words["oa:prefix"] = text[max(0, start - _BESIDE) : start]
                by_words["oa:suffix"] = text[end : end + _BESIDE]
            selectors.insert(0, by_words)
        return {
            "@type": "oa:SpecificResource",
            "oa:hasSource": {"@id": iri(article or f"article:{doc}")},
            "gk:document": doc,
            **({"gk:textHash": about["text_hash"]} if about.get("text_hash") else {}),
            "oa:hasSelector": selectors,
        }


def _node(graph: Graph, node: str, data: Mapping[str, Any], places: _Places) -> Thing:
    type_ = data["type"]
    thing: Thing = {"@id": iri(node), "@type": list(CLASSES[type_]), "schema:identifier": node}
    for name, term in _TERMS.items():
        # an article's own text stays here, as in every format but graph.json
        if name in data and not (name == "text" and type_ == "Article"):
            _set(thing, term, data[name])
    _set_dates(thing, data)
    if data.get("url"):
        thing["schema:url"] = data["url"]
    for role in data.get("roles") or ():
        value = {"@type": "gk:Role", "schema:roleName": role["role"], "gk:document": role["from"]}
        of = role.get("of")
        value |= {"gk:of": {"@id": iri(of)} if of in graph else of} if of else {}
        thing.setdefault("gk:role", []).append(value)
    _set_ties(graph, node, type_, thing)
    evidence = data.get("evidence") or []
    if type_ == "Claim":
        thing["gk:occurrence"] = [_quotation(graph, item, places) for item in evidence]
    elif evidence:
        thing["gk:mentionedAt"] = [places.target(item) for item in evidence]
    return {name: value for name, value in thing.items() if value != []}


def _set(thing: Thing, term: str, value: Any) -> None:
    values = value if isinstance(value, list) else [value]
    good = [item for item in values if isinstance(item, str | bool | int | float)]
    if good:
        before = thing.get(term, [])
        thing[term] = [*before, *good] if isinstance(value, list) or before else good[0]


def _set_dates(thing: Thing, data: Mapping[str, Any]) -> None:
    for name, term in _DATES.items():
        if isinstance(data.get(name), str) and data[name]:
            thing[term] = _date(data[name])


def _date(text: str) -> str | Thing:
    """The date with its type, where XML Schema has one for it."""
    for pattern, name in _XSD:
        if pattern.fullmatch(text):
            try:
                if len(text) >= len("2025-01-01"):
                    date.fromisoformat(text) if name == "date" else datetime.fromisoformat(text)
            except ValueError:  # 2025-02-30
                return text
            return {"@value": text, "@type": f"xsd:{name}"}
    return text


def _set_ties(graph: Graph, node: str, type_: str, thing: Thing) -> None:
    """What vocabularies have a plain property for."""
    ties: dict[str, dict[str, None]] = {}
    for _, target, data in graph.out_edges(node, data=True):
        for term in _terms_of(data["type"], type_, graph.nodes[target]["type"]):
            ties.setdefault(term, {})[target] = None
    for source, _, data in graph.in_edges(node, data=True):
        for term in _BACKWARD.get(data["type"], ()):
            ties.setdefault(term, {})[source] = None
    first = _first_article(graph, node) if type_ == "Claim" else None
    if first:
        ties["schema:firstAppearance"] = {first: None}
    for term, ends in ties.items():
        thing[term] = [{"@id": iri(end)} for end in ends]


def _terms_of(edge: str, source: str, target: str) -> tuple[str, ...]:
    if edge == "CITED" and source == "Article":
        return (
            ("schema:mentions", "gk:cites")
            if target in ENTITY_TYPES
            else (*("schema:citation", "prov:wasDerivedFrom", "gk:cites"),)
        )
    if edge == "APPEARS_IN":
        if source == "Claim":
            return ("schema:appearance",)
        return ("schema:isPartOf",) if source == "SocialPost" else ("schema:subjectOf",)
    if edge == "REPORTED_BY":
        return ("schema:publisher",) if target == "Outlet" else ("schema:isPartOf",)
    return _FORWARD.get(edge, ())


def _first_article(graph: Graph, claim: str) -> str | None:
    """The article that had the claim first; None where two of a day, or no dates, leave it open."""
    days = sorted(
        {
            (str(graph.nodes[target].get("published") or "")[:10], target)
            for _, target, data in graph.out_edges(claim, data=True)
            if data["type"] == "APPEARS_IN"
        }
    )
    if not days or any(len(day) < len("2025-01-01") for day, _ in days):
        return None
    return days[0][1] if len(days) == 1 or days[0][0] < days[1][0] else None


def _quotation(graph: Graph, item: Mapping[str, Any], places: _Places) -> Thing:
    """One place where a claim stands, in whose words."""
    target = places.target(item)
    thing: Thing = {
        "@type": "schema:Quotation",
        "schema:text": item.get("quote", ""),
        "schema:isPartOf": target["oa:hasSource"],
        "oa:hasTarget": target,
    }
    if item.get("speaker"):
        thing["schema:spokenByCharacter"] = {"@id": iri(item["speaker"])}
    for name, term in (("kind", "gk:kind"), ("stance", "gk:stance"), ("why_open", "gk:whyOpen")):
        if item.get(name) is not None:
            thing[term] = item[name]
    if item.get("confidence") is not None:
        thing["confidence"] = float(item["confidence"])
    _set_dates(thing, item)
    return thing


def _relation(
    source: str, target: str, key: object, data: Mapping[str, Any], places: _Places
) -> Thing:
    """An edge with what it rests on: each piece of evidence is an annotation about the edge."""
    thing: Thing = {
        "@id": relation_iri(source, target, key),
        "@type": ["gk:Relation", f"gk:{data['type']}"],
        "gk:subject": {"@id": iri(source)},
        "gk:object": {"@id": iri(target)},
        "schema:identifier": str(key),
        "confidence": float(data["confidence"]),
    }
    _set_dates(thing, data)
    for name in ("stance", "why", "cue", "role", "order", "possible", "confirmed"):
        if isinstance(data.get(name), str | bool):
            thing[f"gk:{name}"] = data[name]
    thing["gk:evidence"] = [_annotation(item, places) for item in data["evidence"]]
    return thing


def _annotation(item: Mapping[str, Any], places: _Places) -> Thing:
    thing: Thing = {
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:identifying"},
        "oa:hasTarget": places.target(item),
    }
    for name in ("extractor", "cue"):
        if item.get(name):
            thing[f"gk:{name}"] = item[name]
    if item.get("confidence") is not None:
        thing["confidence"] = float(item["confidence"])
    return thing
