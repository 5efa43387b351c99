"""A claim's time line: every post and article that holds it, first to last, and what is unsure.

The one order that ``graphkit trace``, the page and the saved query *claims/time-line* show:

1. by day; what has no date comes last,
2. on one day, posts before the articles that embed them,
3. then what more of the others rely on (an article cites it, or cites its outlet) first,
4. then by the time of day, and by place and id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Final

from graphkit.schema import Graph

__all__ = ["UNSURE", "Step", "first_of", "name_of", "targets", "time_line"]

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
    #: The post or article, by its id, and the outlet's name ("" for posts, and where not known).
    node: str = ""
    outlet: str = ""
    is_post: bool = False


def time_line(graph: Graph, claim: str) -> list[Step]:
    """The places of a claim, first to last."""
    posts = dict.fromkeys(
        sorted(s for s, _, d in graph.in_edges(claim, data=True) if d.get("type") == "STATES")
    )
    articles: dict[str, dict[str, Any]] = {}
    for _, target, data in graph.out_edges(claim, data=True):
        if data.get("type") == "APPEARS_IN":
            articles.setdefault(target, data)
    steps = [_post_step(graph, claim, post) for post in posts]
    steps += [
        _article_step(graph, claim, article, posts, articles[article]) for article in articles
    ]
    if len(steps) < 2:
        return steps
    relying = _relying(graph, posts, articles)
    steps.sort(key=lambda s: _order(s, len(relying[s.node])))
    return _with_doubts_of_order(steps, relying)


def first_of(steps: Iterable[Step]) -> Step | None:
    """Where a claim is first known from: the first step with a date, or None."""
    return next((step for step in steps if step.date), None)


def _order(step: Step, relied_on: int) -> tuple[bool, str, bool, int, float, str, str]:
    day, article = step.date[:10], not step.is_post
    return (not day, day, article, -relied_on, _clock(step.date), step.place, step.node)


def _clock(date: str) -> float:
    """Seconds since 1970 where a date has a time of day; else before all that have one."""
    if len(date) <= 10:
        return float("-inf")
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _relying(graph: Graph, posts: Iterable[str], articles: Iterable[str]) -> dict[str, set[str]]:
    """Each place of a claim → the articles among them that rely on it or on its outlet."""
    holders = {place: {place} for place in (*posts, *articles)}
    for article in articles:
        holders[article].update(targets(graph, article, "PUBLISHED_BY"))
    cited = {article: set(targets(graph, article, "CITED")) for article in articles}
    return {
        place: {a for a, sources in cited.items() if a != place and sources & names}
        for place, names in holders.items()
    }


def _with_doubts_of_order(steps: Sequence[Step], relying: Mapping[str, set[str]]) -> list[Step]:
    """The steps, each told where nothing says whether it or the one before it was first."""
    out = list(steps[:1])
    for before, step in pairwise(steps):
        same_day = bool(step.date) and before.date[:10] == step.date[:10]
        timed = len(before.date) > 10 and len(step.date) > 10
        if same_day and not timed and step.node not in relying[before.node]:
            doubt = "the same day as the one before: which of the two was first is not known"
            step = replace(step, unsure=(*step.unsure, doubt))
        out.append(step)
    return out


def targets(graph: Graph, node: str, type_: str) -> list[str]:
    """Where the edges of a type lead from a node, by id."""
    edges = graph.out_edges(node, data=True)
    return sorted({target for _, target, data in edges if data.get("type") == type_})


def name_of(graph: Graph, node: str) -> str:
    """What a node is called; its id where it has no name."""
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
    return Step(
        str(attributes.get("published") or ""),
        f"post on {platform} by {who}" + (f" ({handle})" if handle and handle != who else ""),
        str(attributes.get("url") or ""),
        " ".join(str(item.get("quote", "")).strip() for item in evidence[:2]),
        "direct",
        (),
        (*unsure, *_low(edge)),
        post,
        is_post=True,
    )


def _low(edge: Mapping[str, Any]) -> list[str]:
    """What there is to say where an edge is not sure."""
    sure = edge.get("confidence", 1.0)
    return [f"only {sure:.0%} sure"] if isinstance(sure, float) and sure < UNSURE else []


def _article_step(
    graph: Graph, claim: str, article: str, posts: Iterable[str], edge: Mapping[str, Any]
) -> Step:
    attributes = graph.nodes[article]
    evidence = sorted(edge.get("evidence") or [{}], key=lambda e: e.get("start", 0))
    docs = {item.get("doc") for item in evidence}
    places = [i for i in graph.nodes[claim].get("evidence") or () if i.get("doc") in docs]
    cited = targets(graph, article, "CITED")
    embedded = [post for post in posts if post in cited]
    outlets = [n for n in cited if graph.nodes[n].get("type") in {"Outlet", "Agency"}]
    # the outlet's own name may be fuller than what the article says
    by = [name_of(graph, node) for node in targets(graph, article, "PUBLISHED_BY")]
    outlet = by[0] if by else str(attributes.get("outlet") or "")
    place = name_of(graph, article)
    return Step(
        str(attributes.get("published") or ""),
        f"{outlet}: {place}" if outlet and outlet not in place else place,
        str(attributes.get("url") or attributes.get("source") or ""),
        " … ".join(" ".join(str(item.get("quote", "")).split()) for item in places or evidence),
        str(places[0].get("kind", "direct")) if places else "direct",
        tuple(name_of(graph, node) for node in [*embedded, *outlets]),
        tuple(_doubts(graph, article, places, edge)),
        article,
        outlet,
    )


def _doubts(
    graph: Graph, article: str, places: Sequence[Mapping[str, Any]], edge: Mapping[str, Any]
) -> Iterable[str]:
    """Why an article's step is not certain."""
    if not graph.nodes[article].get("published"):
        yield "the article's date is not known"
    if places and all(not item.get("speaker") for item in places):
        yield "the article does not name the speaker"
    yield from _low(edge)
    copies = targets(graph, article, "COPIES")
    if copies:
        data = next(
            d for d in graph.get_edge_data(article, copies[0]).values() if d["type"] == "COPIES"
        )
        by_date = data.get("order") == "by date"
        order = "" if by_date else ", which of the two was first is not known"
        yield f"the same text as {name_of(graph, copies[0])}{order}"
