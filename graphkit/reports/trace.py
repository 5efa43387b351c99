"""A claim's way: from its first source to its last repeat, with what is not sure.

Posts and articles that hold the claim, by date, then by who cites whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from rapidfuzz import fuzz

from graphkit.reports.summary import way_of
from graphkit.schema import Graph
from graphkit.text.dates import in_time
from graphkit.text.stems import content_stems, normal_words

__all__ = ["Step", "as_dict", "chain", "find_claims", "report", "shorten"]

#: Below this confidence a step is marked as unsure.
UNSURE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Step:
    """One place where the claim stands: when, where, in which words, and who had it from whom."""

    date: str
    place: str
    link: str
    quote: str
    kind: str
    #: Whom the article names as its sources, and the posts it embeds that state the claim.
    cites: tuple[str, ...]
    #: Why the step is not certain; empty where it is.
    unsure: tuple[str, ...]


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
    steps = chain(graph, claim)
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
        told.append(_name(graph, source) + ("" if stance == "asserts" else f" ({stance}{cue})"))
    return sorted(told)


def chain(graph: Graph, claim: str) -> list[Step]:
    """The places of a claim, first to last: posts and articles by date, then by citation."""
    posts = sorted(
        (s for s, _, d in graph.in_edges(claim, data=True) if d.get("type") == "STATES"),
    )
    steps = [_post_step(graph, claim, post) for post in dict.fromkeys(posts)]
    articles = {
        target: data
        for _, target, data in graph.out_edges(claim, data=True)
        if data.get("type") == "APPEARS_IN"
    }
    cited_by = _citations_between(graph, sorted(articles))
    steps += [
        _article_step(graph, claim, article, posts, articles[article])
        for article in sorted(articles)
    ]
    rank = {f"{_name(graph, article)}": len(cited_by.get(article, ())) for article in articles}
    return sorted(
        steps,
        key=lambda s: (not s.date, s.date[:10], -rank.get(s.place, 0), in_time(s.date), s.place),
    )


def _citations_between(graph: Graph, articles: list[str]) -> dict[str, set[str]]:
    """article → the other articles that rely on it or on its outlet."""
    holders: dict[str, set[str]] = {article: {article} for article in articles}
    for article in articles:
        holders[article].update(_targets(graph, article, "PUBLISHED_BY"))
    found: dict[str, set[str]] = {}
    for article in articles:
        cited = set(_targets(graph, article, "CITED"))
        for other in articles:
            if other != article and cited & holders[other]:
                found.setdefault(other, set()).add(article)
    return found


def _targets(graph: Graph, node: str, type_: str) -> list[str]:
    edges = graph.out_edges(node, data=True)
    return sorted({target for _, target, data in edges if data.get("type") == type_})


def _ends(graph: Graph, claim: str, type_: str) -> list[str]:
    """The names of what points to a claim."""
    edges = graph.in_edges(claim, data=True)
    return sorted({_name(graph, s) for s, _, data in edges if data.get("type") == type_})


def _name(graph: Graph, node: str) -> str:
    return str(graph.nodes[node].get("name") or node)


def _post_step(graph: Graph, claim: str, post: str) -> Step:
    """The post that states the claim: its own date is the earliest there can be."""
    attributes = graph.nodes[post]
    edge = next(d for d in graph.get_edge_data(post, claim).values() if d.get("type") == "STATES")
    evidence = edge.get("evidence") or [{}]
    platform = attributes.get("platform") or "social media"
    who = attributes.get("author") or attributes.get("handle") or "somebody"
    handle = attributes.get("handle") or ""
    unsure = [] if attributes.get("published") else ["the post's date is not known"]
    if edge.get("confidence", 1.0) < UNSURE:
        unsure.append(f"confidence {edge['confidence']:.2f}")
    return Step(
        str(attributes.get("published") or ""),
        f"post on {platform} by {who}" + (f" ({handle})" if handle else ""),
        str(attributes.get("url") or ""),
        " ".join(str(item.get("quote", "")).strip() for item in evidence[:2]),
        "direct",
        (),
        tuple(unsure),
    )


def _article_step(
    graph: Graph, claim: str, article: str, posts: list[str], edge: dict[str, Any]
) -> Step:
    attributes = graph.nodes[article]
    evidence = sorted(edge.get("evidence") or [{}], key=lambda e: e.get("start", 0))
    docs = {item.get("doc") for item in evidence}
    places = [item for item in graph.nodes[claim].get("evidence", []) if item.get("doc") in docs]
    cited = _targets(graph, article, "CITED")
    embedded = [post for post in posts if post in cited]
    outlets = [n for n in cited if graph.nodes[n].get("type") in {"Outlet", "Agency"}]
    unsure = []
    if not attributes.get("published"):
        unsure.append("the article's date is not known")
    if places and all(not item.get("speaker") for item in places):
        unsure.append("the article does not name the speaker")
    if edge.get("confidence", 1.0) < UNSURE:
        unsure.append(f"confidence {edge['confidence']:.2f}")
    copies = _targets(graph, article, "COPIES")
    if copies:
        data = next(
            d for d in graph.get_edge_data(article, copies[0]).values() if d["type"] == "COPIES"
        )
        order = (
            "" if data.get("order") == "by date" else ", which of the two was first is not known"
        )
        unsure.append(f"the same text as {_name(graph, copies[0])}{order}")
    outlet = attributes.get("outlet") or ""
    place = _name(graph, article)
    return Step(
        str(attributes.get("published") or ""),
        f"{outlet}: {place}" if outlet and outlet not in place else place,
        str(attributes.get("url") or attributes.get("source") or ""),
        " … ".join(" ".join(str(item.get("quote", "")).split()) for item in places or evidence),
        str(places[0].get("kind", "direct")) if places else "direct",
        tuple(_name(graph, node) for node in [*embedded, *outlets]),
        tuple(unsure),
    )


def _disputes(graph: Graph, claim: str) -> Iterator[str]:
    """Who disputes the claim, in which words, most certain first.

    Somebody and what he says against the claim are one line.
    """
    rows: dict[str, tuple[float, str]] = {}
    for source, _, data in graph.in_edges(claim, data=True):
        if data.get("type") != "DISPUTES":
            continue
        key = who = _name(graph, source)
        if graph.nodes[source].get("type") == "Claim":
            key = ", ".join(_ends(graph, source, "SAID")) or who
            by = "somebody" if key == who else key
            who = f"{by}: “{shorten(who, 120)}”"
        mark = "? " if data.get("confidence", 1.0) < UNSURE or data.get("possible") else ""
        way = f" ({how})" if (how := way_of(data)) else ""
        row = (-data.get("confidence", 0.0), f"{mark}{who}{way}")
        if key not in rows or len(row[1]) > len(rows[key][1]):
            rows[key] = row
    yield from (line for _, line in sorted(rows.values()))


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
        "chain": [asdict(step) for step in chain(graph, claim)],
        "disputed": list(_disputes(graph, claim)),
    }
