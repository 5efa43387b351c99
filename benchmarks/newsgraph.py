"""News-like graphs of any size: stories told by a few outlets, with hubs, disputes and repeats.

What makes a drawing of news hard is in them: a few outlets and agencies tie thousands of claims
together, most claims stand in one to three articles, one in fifteen is disputed, stories share
their well-known people.  The same numbers give the same graph.
"""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

from graphkit.schema import Graph

_FIRST = [
    "Ada",
    "Bela",
    "Cato",
    "Dora",
    "Emil",
    "Fay",
    "Gus",
    "Hana",
    "Ivo",
    "Jana",
    "Karl",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
    "Pia",
    "Rolf",
    "Sana",
    "Timo",
    "Uma",
]
_LAST = [
    "Adeyo",
    "Brandt",
    "Castell",
    "Dunmore",
    "Eskola",
    "Ferrant",
    "Gyllen",
    "Hartog",
    "Ilves",
    "Jurado",
    "Kessel",
    "Lindqvist",
]
_PLACES = [
    "Larkport",
    "Veldhaven",
    "Osterby",
    "Quillon",
    "Marrow",
    "Tamsin",
    "Norrland",
    "Eastmere",
    "Holm",
    "Skelby",
    "Arden",
    "Bruges",
]
_SUBJECTS = [
    "ferry strike",
    "harbour levy",
    "bridge closure",
    "water works",
    "school budget",
    "night trams",
    "storm shelters",
    "port inquiry",
    "police review",
    "tunnel delay",
    "market fire",
    "hospital merger",
]
_VERBS = [
    "began early",
    "was delayed again",
    "cost twice as much",
    "hurt nobody",
    "was known for weeks",
    "broke the law",
    "saved the city money",
    "was ordered from above",
    "will be appealed",
    "left families waiting",
]
#: Nodes of one story, on average, by type; a story has 40 to 60.
_STORY = {"Claim": 22, "Person": 7, "Article": 10, "SocialPost": 5, "Agency": 1, "Organization": 3}


def news_graph(nodes: int, seed: int = 0) -> Graph:
    """A graph of exactly ``nodes`` nodes and about twice as many edges (APPEARS_IN beside)."""
    maker = _Maker(random.Random(f"news {seed} {nodes}"))
    outlets = max(3, min(60, nodes // 120))
    famous = max(2, min(40, nodes // 200))
    for number in range(outlets):
        place = _PLACES[number % len(_PLACES)]
        kind = ("Herald", "Gazette", "Post", "Radio", "Wire")[number // len(_PLACES) % 5]
        maker.node("Outlet", f"outlet:{number}", name=f"{place} {kind}")
    for number in range(famous):
        maker.node("Person", f"person:famous-{number}", name=_person(number * 7 + 3))
    for number in range(famous // 2 + 1):
        place = _PLACES[(number * 5) % len(_PLACES)]
        maker.node(
            "Agency", f"agency:famous-{number}", name=f"Department of {place} Affairs {number}"
        )
    story = 0
    while maker.graph.number_of_nodes() < nodes:
        maker.story(story, min(60, nodes - maker.graph.number_of_nodes()), outlets, famous)
        story += 1
    return maker.graph


def _person(number: int) -> str:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    again = number // (len(_FIRST) * len(_LAST))
    return f"{first} {last}" + (f" {again + 1}" if again else "")


class _Maker:
    """Collects a graph; the story being written is held in lists of its nodes by type."""

    def __init__(self, chance: random.Random) -> None:
        self.graph: Graph = nx.MultiDiGraph()
        self.chance = chance
        self.people = self.edges = 0

    def node(self, type_: str, node_id: str, /, **attributes: Any) -> str:
        self.graph.add_node(node_id, type=type_, **attributes)
        return node_id

    def hub(self, prefix: str, count: int) -> str:
        """One of ``count`` hubs; the first few hold the most."""
        return f"{prefix}{int(count * self.chance.random() ** 3)}"

    def edge(self, kind: str, source: str, target: str, article: str, quote: str = "") -> None:
        doc = str(self.graph.nodes[article]["doc"])
        start = self.chance.randrange(200, 6000)
        evidence = {
            "doc": doc, "start": start, "end": start + len(quote), "quote": quote,
            "extractor": "rules", "confidence": round(self.chance.uniform(0.5, 1), 2),
        }  # fmt: skip
        self.edges += 1
        self.graph.add_edge(
            source, target, key=f"{kind}-{self.edges:x}", type=kind,
            evidence=[evidence], confidence=evidence["confidence"],
            first_seen=self.graph.nodes[article]["published"],
        )  # fmt: skip

    def story(self, number: int, room: int, outlets: int, famous: int) -> None:
        chance = self.chance
        place, subject = chance.choice(_PLACES), chance.choice(_SUBJECTS)
        size = min(room, chance.randint(36, 60))
        made: dict[str, list[str]] = {kind: [] for kind in _STORY}
        total = sum(_STORY.values())
        plan = ["Article", "Claim", "Person"] + [
            kind for kind, share in _STORY.items() for _ in range(round(share * size / total))
        ]
        plan = (plan + ["Claim"] * size)[:size]
        day = chance.randrange(0, 300)
        for kind in sorted(plan, key=list(_ORDER).index):
            made[kind].append(self.member(kind, number, len(made[kind]), f"{place} {subject}", day))
        for article in made["Article"]:
            self.edge("PUBLISHED_BY", article, self.hub("outlet:", outlets), article)
        people = made["Person"] + made["Agency"] + [self.hub("person:famous-", famous)]
        for claim in made["Claim"]:
            self.claim(claim, made, people, outlets, famous)
        for post in made["SocialPost"]:
            article = chance.choice(made["Article"])
            text = str(self.graph.nodes[post]["text"])
            self.edge("POSTED", chance.choice(people), post, article, text)
            if made["Claim"]:
                self.edge("STATES", post, chance.choice(made["Claim"]), article, text)
        for person in made["Person"]:
            if made["Organization"] and chance.random() < 0.7:
                body = chance.choice(made["Organization"] + made["Agency"])
                self.edge("AFFILIATED_WITH", person, body, made["Article"][0], "spokesman")

    def claim(
        self, claim: str, made: dict[str, list[str]], people: list[str], outlets: int, famous: int
    ) -> None:
        chance = self.chance
        quote = str(self.graph.nodes[claim]["text"])
        told = chance.sample(
            made["Article"], min(len(made["Article"]), chance.choice((1, 1, 1, 2)))
        )
        speaker = chance.choice(people)
        self.edge("SAID", speaker, claim, told[0], quote)
        evidence = []
        for article in told:
            self.edge("REPORTED_BY", claim, self.hub("outlet:", outlets), article, quote)
            self.edge("APPEARS_IN", claim, article, article, quote)
            evidence.append({
                "doc": self.graph.nodes[article]["doc"], "start": 300, "end": 300 + len(quote),
                "quote": quote, "kind": "direct", "speaker": speaker,
                "published": self.graph.nodes[article]["published"],
            })  # fmt: skip
        self.graph.nodes[claim]["evidence"] = evidence
        self.graph.nodes[claim]["first_reported"] = min(str(e["published"]) for e in evidence)
        if chance.random() < 0.35:
            self.edge("ABOUT", claim, self.hub("agency:famous-", famous // 2 + 1), told[0], quote)
        if chance.random() < 0.07 and made["Claim"][0] != claim:
            self.edge("DISPUTES", claim, chance.choice(made["Claim"][:5]), told[0], quote)

    def member(self, kind: str, story: int, number: int, subject: str, day: int) -> str:
        chance = self.chance
        clock = f"{chance.randrange(24):02d}:{chance.randrange(60):02d}"
        date = f"2025-{1 + day // 28:02d}-{1 + day % 28:02d}T{clock}:00+00:00"
        name = f"{kind.lower()}:{story}-{number}"
        said = f"The {subject} {chance.choice(_VERBS)} and {chance.choice(_VERBS)}, day {number}"
        if kind == "Claim":
            return self.node(kind, name, name=said[:80], text=f"{said}.", kind="direct")
        if kind == "SocialPost":
            handle = f"@{_LAST[number % len(_LAST)].lower()}{story}"
            return self.node(
                kind, name, name=said[:80], text=said, author=_person(story), handle=handle,
                platform="X", published=date, evidence=[],
            )  # fmt: skip
        if kind == "Article":
            doc = f"story-{story}-{number}.txt"
            return self.node(
                kind, name, name=f"{subject.capitalize()}: part {number}", doc=doc, source=doc,
                title=f"{subject.capitalize()}: part {number}", published=date,
                url=f"https://example.org/{story}/{number}", outlet=chance.choice(_PLACES),
            )  # fmt: skip
        if kind == "Person":
            self.people += 1
            label = _person(self.people)
        else:
            label = f"{subject.split()[0]} {('Council', 'Union', 'Watch')[number % 3]} {story}"
        return self.node(kind, name, name=label, aliases=[], roles=[], evidence=[])


#: Articles first: everything else points to them.
_ORDER = ("Article", "Person", "Agency", "Organization", "SocialPost", "Claim")
