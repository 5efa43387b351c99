"""A story to read and print: what a graph says, in its own words, every line with its source.

Disputes side by side, who said what in order, who had it first and who copied, and what is open.
Nothing is concluded: what no word of an article says is marked as possible, what is not known open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from graphkit.reports.blocks import Block, Heading, Item, Pair, Run, Runs, Source, Text
from graphkit.reports.summary import speakers_of, way_of
from graphkit.reports.timeline import time_line
from graphkit.schema import Graph

#: Claims that are less checkable than this (0 to 1) are not asked after.
_CHECKABLE: Final = 0.5
_DAY: Final = len("2025-01-01")
_STANCES: Final = {
    "denies": "denies",
    "doubts": "doubts",
    "refuses": "refuses",
    "demands": "demands",
    "promises": "promises",
    "asks": "asks",
}
_OPEN: Final = {
    "unnamed role": "a role, no name",
    "ambiguous": "not clear who speaks",
    "group": "a group, nobody in it",
    "document": "a document, no author",
    "no source": "no source",
    "told only as denied": "told only in a denial",
}
_HOW_TO_READ: Final = (
    "Words in quotation marks are quoted; others are told by the articles, with what graphkit "
    "looked up in square brackets. Numbers lead to the sources at the end. Nothing "
    "here was checked."
)


def story(graph: Graph, title: str) -> list[Block]:
    """The blocks of the report, the list of sources last."""
    teller = _Teller(graph)
    body: list[Block] = [
        *teller.disputes(),
        *teller.sequence(),
        *teller.ways(),
        *teller.open_questions(),
    ]
    types = [data["type"] for _, data in graph.nodes(data=True)]
    counts = ", ".join(
        _plural(types.count(type_), noun)
        for type_, noun in (("Article", "article"), ("Claim", "claim"), ("SocialPost", "post"))
        if type_ in types
    )
    intro = Text((Run(f"{counts or 'Nothing was found'}. {_HOW_TO_READ}"),))
    return [Heading(1, title), intro, *body, *teller.sources()]


class _Teller:
    """Tells one graph; numbers articles as sources in the order of their dates."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        articles = [n for n, data in graph.nodes(data=True) if data["type"] == "Article"]
        self.articles = sorted(articles, key=lambda n: (*_when(graph.nodes[n]), n))
        self.number = {node: at for at, node in enumerate(self.articles, 1)}
        self.by_doc = {
            str(graph.nodes[n].get("doc") or n.removeprefix("article:")): n for n in self.articles
        }
        #: claim → its occurrences, by date
        self.told = {
            node: sorted(
                data.get("evidence") or (), key=lambda e: (*_when(e), e["doc"], e["start"])
            )
            for node, data in graph.nodes(data=True)
            if data["type"] == "Claim"
        }

    # -- disputes ---------------------------------------------------------------------------

    def disputes(self) -> Iterator[Block]:
        """What is disputed, with the words of both sides; surest first, possible ones last."""
        against: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
        for source, claim, data in self.graph.edges(data=True):
            if data["type"] == "DISPUTES":
                against[claim].append((source, data))
        if not against:
            return
        yield Heading(2, "Disputed")
        order = sorted(
            against,
            key=lambda c: (
                all(data.get("possible") for _, data in against[c]),
                -max(data["confidence"] for _, data in against[c]),
                c,
            ),
        )
        for claim in order:
            yield Pair(tuple(self._claim_side(claim)), tuple(self._other_side(against[claim])))

    def _claim_side(self, claim: str) -> Iterator[Runs]:
        yield (Run(", ".join(speakers_of(self.graph, claim)) or self._open(claim), bold=True),)
        yield self._words(claim)
        yield from self._asides(claim)

    def _asides(self, claim: str) -> Iterator[Runs]:
        """How the claim reads by itself, where its words do not; whether it was ever asserted."""
        data = self.graph.nodes[claim]
        text = _line(data["text"])
        quotes = {_line(item.get("quote")).strip("“”\"'") for item in self.told[claim]}
        if "[" in text and text not in quotes:
            yield (Run(f"That is: {text}", muted=True),)

    def _other_side(self, edges: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Runs]:
        rows: dict[str, tuple[bool, list[Runs]]] = {}
        # what somebody says against it tells more than that he is against it
        for source, data in sorted(
            edges,
            key=lambda e: (self.graph.nodes[e[0]]["type"] != "Claim", -e[1]["confidence"], e[0]),
        ):
            who = self._disputer(source)
            possible = bool(data.get("possible"))
            if who in rows:
                continue
            way = "may contradict it" if possible else way_of(data)
            head = (Run(who, bold=True), Run(f" ({way})" if way else "", muted=True))
            is_claim = self.graph.nodes[source]["type"] == "Claim" and self.told[source]
            words = self._words(source) if is_claim else self._evidence(data["evidence"])
            rows[who] = possible, [head, words]
        for _, lines in sorted(rows.values(), key=lambda row: row[0]):
            yield from lines

    def _disputer(self, node: str) -> str:
        data = self.graph.nodes[node]
        match data["type"]:
            case "Claim":
                return ", ".join(speakers_of(self.graph, node)) or self._open(node)
            case "Article":
                return f"{data.get('outlet') or _line(data['name'])}, in its own voice"
            case "SocialPost":
                return str(data.get("author") or data.get("handle") or "A post")
        return _line(data["name"])

    # -- in order -----------------------------------------------------------------------------

    def sequence(self) -> Iterator[Block]:
        """Every claim once, on the day it was first told, in the order of dates and articles."""
        first = {claim: items[0] for claim, items in self.told.items() if items}
        if not first:
            return
        yield Heading(2, "Who said what")
        order = sorted(
            first,
            key=lambda c: (_when(first[c])[0], _when(first[c])[1][:_DAY], self._place(first[c]), c),
        )
        for day, claims in groupby(order, key=lambda c: _when(first[c])[1][:_DAY]):
            yield Heading(3, day or "Date not known")
            for claim in claims:
                yield Item((*self._who_says(claim), *self._words(claim)))

    def _who_says(self, claim: str) -> Runs:
        names = speakers_of(self.graph, claim)
        stances = {
            _STANCES[data["stance"]]
            for _, _, data in self.graph.in_edges(claim, data=True)
            if data["type"] == "SAID" and data.get("stance") in _STANCES
        }
        stance = f" {', '.join(sorted(stances))}" if len(stances) == 1 else ""
        if not names:
            return (Run(f"{self._open(claim)}: ", muted=True),)
        return Run(", ".join(names), bold=True), Run(f"{stance}: ")

    def _place(self, item: Mapping[str, Any]) -> tuple[int, int]:
        return self.number.get(self.by_doc.get(item["doc"], ""), 0), item["start"]

    # -- first and copies -----------------------------------------------------------------------

    def ways(self) -> Iterator[Block]:
        """Who had first what several told, and which articles are one text."""
        lines = [*self._copies(), *self._spread()]
        if lines:
            yield Heading(2, "First to report, and who followed")
            yield from lines

    def _copies(self) -> Iterator[Block]:
        for later, earlier, data in sorted(self.graph.edges(data=True), key=lambda e: e[:2]):
            if data["type"] == "COPIES":
                known = data.get("order") == "by date"
                word = " copies " if known else " has the same text as "
                why = "" if known else "; which was first is not known"
                ends = (self._article(later), Run(word), self._article(earlier), Run(why))
                yield Item((*ends, Run(". "), *self._refs([later, earlier])))

    def _spread(self) -> Iterator[Block]:
        """Claims of several outlets, those of most first."""
        told: dict[str, list[str]] = {}
        for claim in self.told:
            articles = {
                t
                for _, t, data in self.graph.out_edges(claim, data=True)
                if data["type"] == "APPEARS_IN"
            }
            if len({self._outlet(article) for article in articles}) > 1:
                steps = time_line(self.graph, claim)
                told[claim] = [step.node for step in steps if not step.is_post]
        for claim in sorted(told, key=lambda c: (-len(told[c]), self.number[told[c][0]], c)):
            yield Item((Run(f"{self._wording(claim)} · "), *self._order(told[claim])))

    def _order(self, articles: list[str]) -> Iterator[Run]:
        """First … then …; nobody is first where a date is missing or two have the same day."""
        days = [_when(self.graph.nodes[article])[1][:_DAY] for article in articles]
        if not all(len(day) == _DAY for day in days):
            yield Run("Not all dates are known: ", muted=True)
        elif days[0] == days[1]:
            same = days.count(days[0])
            word = "both" if same == 2 else f"{same} outlets"
            yield Run(f"First on {days[0]}, {word} on that day: ", muted=True)
        else:
            yield Run("First: ", muted=True)
        for at, article in enumerate(articles):
            yield Run(("; then " if days[at] > days[at - 1] else ", ") if at else "")
            yield Run(f"{self._outlet(article)}{f', {days[at]}' if days[at] else ''} ")
            yield from self._refs([article])

    # -- open ---------------------------------------------------------------------------------

    def open_questions(self) -> Iterator[Block]:
        """What a reporter would ask next."""
        lists = (
            ("No named source", self._unnamed()),
            ("Told by one source in one outlet only", self._single()),
            ("Not clear what is meant", self._unclear()),
        )
        found = [(title, claims) for title, claims in lists if claims]
        if found:
            yield Heading(2, "Open questions")
        for title, claims in found:
            yield Heading(3, title)
            for claim in claims:
                yield Item((*self._who_says(claim), *self._words(claim)))

    def _unnamed(self) -> list[str]:
        return self._claims(lambda c: not self._sources_of(c) and not self._denied(c))

    def _single(self) -> list[str]:
        """Claims that could be found true or false, with one source in one outlet."""

        def single(claim: str) -> bool:
            outlets = {self._outlet(self.by_doc.get(e["doc"], "")) for e in self.told[claim]}
            checkable = (self.graph.nodes[claim].get("checkable") or 0) >= _CHECKABLE
            return checkable and len(outlets) == 1 and len(self._sources_of(claim)) == 1

        return self._claims(single)

    def _unclear(self) -> list[str]:
        return self._claims(lambda c: bool(self.graph.nodes[c].get("context_needed")))

    def _claims(self, wanted: Any) -> list[str]:
        found = [claim for claim, items in self.told.items() if items and wanted(claim)]
        return sorted(found, key=lambda c: (self._place(self.told[c][0]), c))

    def _sources_of(self, claim: str) -> set[str]:
        ties = self.graph.in_edges(claim, data=True)
        return {source for source, _, data in ties if data["type"] in ("SAID", "STATES")}

    def _denied(self, claim: str) -> bool:
        return self.graph.nodes[claim].get("told_as") == "denied"

    def _open(self, claim: str) -> str:
        """Why nobody is named."""
        if self._denied(claim):
            return "Nobody (told only in a denial)"
        whys = {_OPEN.get(str(item.get("why_open"))) for item in self.told[claim]} - {None}
        return f"Nobody named ({'; '.join(sorted(map(str, whys)))})" if whys else "Nobody named"

    # -- words and sources ----------------------------------------------------------------------

    def _words(self, claim: str) -> Runs:
        """What is said, then every article that says so, the one with these words first."""
        items = self.told[claim]
        docs = dict.fromkeys(item["doc"] for item in (*items[self._best(items) :], *items))
        return Run(f"{self._wording(claim)} "), *self._refs(self.by_doc.get(d, d) for d in docs)

    def _wording(self, claim: str) -> str:
        """The first direct quote; where there is none, the claim as it reads by itself."""
        items = self.told[claim]
        if items and items[self._best(items)].get("kind") == "direct":
            quote = _line(items[self._best(items)].get("quote")).strip('“”"').rstrip(",")
            return f"“{_closed(quote)}”"
        return _closed(_line(self.graph.nodes[claim]["text"]))

    def _best(self, items: list[dict[str, Any]]) -> int:
        return next((at for at, item in enumerate(items) if item.get("kind") == "direct"), 0)

    def _evidence(self, evidence: list[Mapping[str, Any]]) -> Runs:
        quote = _closed(_line(evidence[0].get("quote"))) if evidence else ""
        docs = [self.by_doc.get(item["doc"], item["doc"]) for item in evidence]
        return (Run(f"{quote} "), *self._refs(docs))

    def _refs(self, articles: Iterable[str]) -> Runs:
        """Numbers of sources; a text whose article is not in the graph is named."""
        found = dict.fromkeys(articles)
        return tuple(
            Run("", source=self.number[a]) if a in self.number else Run(f"[{a}]", muted=True)
            for a in found
        )

    def _outlet(self, article: str) -> str:
        data = self.graph.nodes[article] if article in self.graph else {}
        return str(data.get("outlet") or f"“{_line(data.get('name')) or article}”")

    def _article(self, article: str) -> Run:
        data = self.graph.nodes[article]
        outlet = data.get("outlet")
        return Run(f"{f'{outlet}: ' if outlet else ''}“{_line(data['name'])}”")

    def sources(self) -> Iterator[Block]:
        """The articles, by number."""
        if self.articles:
            yield Heading(2, "Sources")
        for article in self.articles:
            data = self.graph.nodes[article]
            authors = ", ".join(map(str, data.get("authors") or ()))
            parts = [
                data.get("outlet"),
                authors,
                data.get("published") or "no date",
                data.get("source"),
            ]
            url = str(data.get("url") or "")
            yield Source(
                self.number[article],
                _line(data["name"]),
                " · ".join(_line(part) for part in parts if part),
                url if url.startswith(("http://", "https://")) else "",
            )


def _when(data: Mapping[str, Any]) -> tuple[bool, str]:
    """Sorts by date, what has none last."""
    date = str(data.get("published") or "")
    return not date, date


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def _closed(text: str) -> str:
    """The text with the quotation mark that was left outside when it was cut."""
    return f"{text}”" if text.count("“") > text.count("”") else text


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
