"""ClaimReview: the checkable claims of a graph as the half of a fact check that is known already.

A JSON list of schema.org ClaimReview objects: who claims what, first where, and who disputes it.
What only a fact-checker can say is not there: ``reviewRating``, ``url``, ``author`` (who checked)
and ``datePublished``.  Until these are put in, none is a ClaimReview that a search engine takes.
https://schema.org/ClaimReview
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graphkit.exporters.plain_json import as_json
from graphkit.files import writing
from graphkit.schema import Graph

#: Claims that are less likely than this (0 to 1) to be found true or false are left out.
LEAST: Final = 0.5
_KINDS: Final = {
    "Person": "Person",
    "Agency": "GovernmentOrganization",
    "Organization": "Organization",
    "Outlet": "NewsMediaOrganization",
}

Thing = dict[str, Any]


def write_claim_review(graph: Graph, path: Path) -> None:
    """Write the claims to check, the surest first."""
    with writing(path) as out:
        out.write("[")
        for number, review in enumerate(reviews(graph)):
            line = as_json(review, str(review["itemReviewed"]["identifier"]), indent=1)
            out.write((",\n" if number else "\n") + line)
        out.write("\n]\n")


def reviews(graph: Graph) -> Iterator[Thing]:
    """One object for each claim that is checkable with at least :data:`LEAST`."""
    found = [
        (-float(data["checkable"]), str(data["text"]), node)
        for node, data in graph.nodes(data=True)
        if data["type"] == "Claim" and (data.get("checkable") or 0) >= LEAST
    ]
    for _, text, node in sorted(found):
        yield {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "claimReviewed": text,
            "itemReviewed": _claim(graph, node, graph.nodes[node]),
        }


def _claim(graph: Graph, node: str, data: Mapping[str, Any]) -> Thing:
    """The claim; what vocabularies have no word for is told in ``disambiguatingDescription``."""
    speakers = _sources(graph, node, "SAID")
    works = _works(graph, node)
    disputers = _disputers(graph, node)
    notes = []
    if data.get("context_needed"):
        notes.append("What the words refer to could not be looked up in full.")
    if data.get("told_as") == "denied":
        notes.append("Told only in a denial: nobody is its source.")
    if disputers:
        notes.append(f"Disputed by {'; '.join(disputers)}.")
    claim: Thing = {
        "@type": "Claim",
        "identifier": node,
        "text": data["text"],
        "author": [_party(graph, speaker) for speaker in speakers],
        "appearance": works,
        "disambiguatingDescription": " ".join(notes),
    }
    if data.get("first_reported"):
        claim["datePublished"] = data["first_reported"]
    # of several articles of one day, or where one has no date, nobody knows which was first
    if works and all(map(_day, works)) and (len(works) == 1 or _day(works[0]) < _day(works[1])):
        claim["firstAppearance"] = works[0]
    return {name: value for name, value in claim.items() if value not in ([], "")}


def _sources(graph: Graph, node: str, type_: str) -> list[str]:
    return sorted({s for s, _, data in graph.in_edges(node, data=True) if data["type"] == type_})


def _party(graph: Graph, node: str) -> Thing:
    data = graph.nodes[node]
    return {"@type": _KINDS[data["type"]], "name": data["name"]}


def _works(graph: Graph, claim: str) -> list[Thing]:
    """Articles and posts that have the claim, by date, those without one last."""
    nodes = {t for _, t, data in graph.out_edges(claim, data=True) if data["type"] == "APPEARS_IN"}
    nodes |= {s for s, _, data in graph.in_edges(claim, data=True) if data["type"] == "STATES"}
    works = [_work(graph, node) for node in sorted(nodes)]
    return sorted(works, key=lambda work: (not _day(work), str(work.get("datePublished", ""))))


def _work(graph: Graph, node: str) -> Thing:
    data = graph.nodes[node]
    post = data["type"] == "SocialPost"
    work: Thing = {
        "@type": "SocialMediaPosting" if post else "NewsArticle",
        "headline": data.get("title") or data["name"],
        "url": data.get("url"),
        "datePublished": data.get("published"),
    }
    publisher = data.get("platform") if post else data.get("outlet")
    if publisher:
        kind = "Organization" if post else "NewsMediaOrganization"
        work["publisher"] = {"@type": kind, "name": publisher}
    return {name: value for name, value in work.items() if value}


def _day(work: Mapping[str, Any]) -> str:
    """The day of a work, "" where that is not known."""
    day = str(work.get("datePublished") or "")[:10]
    return day if len(day) == len("2025-01-01") else ""


def _disputers(graph: Graph, claim: str) -> list[str]:
    """Who disputes the claim; what no word says is no dispute for a fact check."""
    names: set[str] = set()
    for source, _, data in graph.in_edges(claim, data=True):
        if data["type"] == "DISPUTES" and not data.get("possible"):
            if graph.nodes[source]["type"] == "Claim":
                names.update(str(graph.nodes[s]["name"]) for s in _sources(graph, source, "SAID"))
            else:
                names.add(str(graph.nodes[source]["name"]))
    return sorted(names)
