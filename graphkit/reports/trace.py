"""A claim's way: from its first source to its last repeat, with what is not sure.

The order of posts and articles is that of :mod:`graphkit.reports.timeline`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rapidfuzz import fuzz

from graphkit.reports.disputes import disputes
from graphkit.reports.summary import way_of
from graphkit.reports.timeline import UNSURE, name_of, time_line
from graphkit.schema import Graph
from graphkit.text.stems import content_stems, normal_words

__all__ = ["as_dict", "find_claims", "report", "shorten"]


def find_claims(graph: Graph, words: str) -> list[str]:
    """The ids of the claims that have the words, best first; an id finds itself alone."""
    if words in graph and graph.nodes[words].get("type") == "Claim":
        return [words]
    wanted = normal_words(words)
    stems = set(content_stems(wanted)) or set(wanted)
    rated = []
    for node, attributes in graph.nodes(data=True):
        if attributes.get("type") != "Claim":
            continue
        texts = [str(attributes.get("text", ""))]
        texts += [str(e.get("quote", "")) for e in attributes.get("evidence", [])]
        best = 0.0
        for text in dict.fromkeys(texts):
            have = normal_words(text)
            share = len(stems & {*content_stems(have), *have}) / (len(stems) or 1)
            if share >= 0.6:
                order = fuzz.partial_ratio(" ".join(wanted), " ".join(have)) / 100
                best = max(best, share + order)
        if best:
            rated.append((-best, -len(attributes.get("evidence", [])), node))
    return [node for _, _, node in sorted(rated)]


def report(graph: Graph, claim: str) -> Iterator[str]:
    """The lines that tell a claim's way."""
    attributes = graph.nodes[claim]
    yield f"“{attributes.get('text', '')}”"
    yield claim
    speakers = _said_by(graph, claim)
    yield f"said by {', '.join(speakers) if speakers else 'no named source'}"
    whole = quotation(graph, claim)
    if len(whole) > 1:
        yield f"one of {len(whole)} statements of a quotation:"
        for part in whole:
            mark = "→" if part == claim else " "
            yield f"  {mark} “{shorten(str(graph.nodes[part].get('text', '')), 110)}”"
    steps = time_line(graph, claim)
    if steps and not any(step.date for step in steps):
        yield "? no date is known: the order below is by who cites whom, then by name"
    yield ""
    for number, step in enumerate(steps, 1):
        mark = "?" if step.unsure else " "
        yield f"{number:3}. {mark} {step.date[:16] or 'no date':16}  {step.place}"
        yield f"         “{shorten(step.quote, 160).strip('“”')}”" + (
            f"  ({step.kind})" if step.kind != "direct" else ""
        )
        if step.link:
            yield f"         {step.link}"
        if step.cites:
            yield f"         relies on {', '.join(step.cites)}"
        for why in step.unsure:
            yield f"         ? {why}"
    disputed = list(_disputes(graph, claim))
    if disputed:
        yield ""
        yield "Disputed:"
        yield from (f"  {line}" for line in disputed)


def quotation(graph: Graph, claim: str) -> list[str]:
    """The ids of all statements of the quotation that a claim is part of, in their order."""
    whole = graph.nodes[claim].get("part_of")
    if not whole:
        return [claim]
    parts = [node for node, data in graph.nodes(data=True) if data.get("part_of") == whole]

    def place(node: str) -> tuple[str, int, str]:
        first = min(
            ((str(e["doc"]), int(e["start"])) for e in graph.nodes[node].get("evidence", [])),
            default=("", 0),
        )
        return *first, node

    return sorted(parts, key=place)


def _said_by(graph: Graph, claim: str) -> list[str]:
    """Who said it, with the stance and the cue where it is not simply asserted."""
    told = []
    for source, _, data in graph.in_edges(claim, data=True):
        if data.get("type") != "SAID":
            continue
        stance = data.get("stance", "asserts")
        cues = sorted({str(e["cue"]) for e in data.get("evidence", []) if e.get("cue")})
        cue = f": “{cues[0]}”" if cues else ""
        told.append(name_of(graph, source) + ("" if stance == "asserts" else f" ({stance}{cue})"))
    return sorted(told)


def _ends(graph: Graph, claim: str, type_: str) -> list[str]:
    """The names of what points to a claim."""
    edges = graph.in_edges(claim, data=True)
    return sorted({name_of(graph, s) for s, _, data in edges if data.get("type") == type_})


def _disputes(graph: Graph, claim: str) -> Iterator[str]:
    """Who disputes the claim, in which words, each dispute once, most certain first."""
    for one in disputes(graph):
        against = [edge for edge in one.edges if edge.target == claim]
        if not against:
            continue
        edge = one.edge if one.edge in against else against[0]
        who = name_of(graph, edge.source)
        if graph.nodes[edge.source].get("type") == "Claim":
            by = ", ".join(_ends(graph, edge.source, "SAID")) or "somebody"
            who = f"{by}: “{shorten(who, 120)}”"
        mark = "? " if one.possible or one.confidence < UNSURE else ""
        way = f" ({how})" if (how := way_of(edge.data)) else ""
        yield f"{mark}{who}{way}"


def shorten(text: str, size: int) -> str:
    """The text on one line, cut to ``size`` characters."""
    words = " ".join(text.split())
    return words if len(words) <= size else words[: size - 1].rstrip() + "…"


def as_dict(graph: Graph, claim: str) -> dict[str, Any]:
    """A claim's way for programs."""
    attributes = graph.nodes[claim]
    return {
        "id": claim,
        "text": attributes.get("text"),
        "said_by": _ends(graph, claim, "SAID"),
        "quotation": quotation(graph, claim),
        "chain": [asdict(step) for step in time_line(graph, claim)],
        "disputed": list(_disputes(graph, claim)),
    }
