"""A small invented story in the fixed format, with true offsets: what a reporter would open.

Five articles of four outlets on a ferry fire; a quote that is repeated and cut, an agency that
denies, a post that makes a claim, a speaker left open, characters beyond U+FFFF in a text.
"""

from __future__ import annotations

from typing import Any

import networkx as nx

from graphkit.schema import Graph

ALARM = "the alarm was switched off two days before the fire"
CREW = "Nobody on my crew touched that alarm. It was working when we left the quay."
RESCUE = "We pulled forty-one people out of the water in nineteen minutes, and every one is alive"
TEXTS = {
    "herald-fire.txt": (
        "Ferry fire: inspector blames silent alarm\n\n"
        "LARKPORT 🔥⛴️ — The ferry Osprey burned for three hours on Monday. “The record shows that "
        f"{ALARM},” said Ilse Marrow, chief inspector of the Harbour Safety Board. The board will "
        f"report in May.\n\n“{RESCUE},” said Captain Tomas Hale of the Larkport Lifeboats.\n\n"
        "A dockworker who asked not to be named said smoke had been seen a week earlier.\n"
    ),
    "gazette-denial.txt": (
        "Ferry line rejects inspector's account\n\n"
        "Northline Ferries on Tuesday rejected the account of the Harbour Safety Board, which "
        f"the Larkport Herald reported first. “{CREW}” said Rena Castell, president of "
        f"Northline Ferries. Marrow had said that {ALARM}.\n"
    ),
    "wire-update.txt": (
        "Larkport fire, update\n\n"
        f"An inspector said on Tuesday that {ALARM}. “We pulled forty-one people out of the water,”"
        " said Tomas Hale.\n"
    ),
    "post-column.txt": (
        "What the harbour knew\n\n"
        "“I smelled smoke on the Osprey last week and told the line. Nobody called back. "
        "pic.osterby.example/f1 — Mika Dunmore (@mikadunmore) March 2, 2026”\n\n"
        "Northline Ferries denies that any warning was received.\n"
    ),
    "herald-follow.txt": (
        "Board stands by its record\n\n"
        f"Ilse Marrow repeated on Wednesday that {ALARM}. Northline Ferries declined to comment.\n"
    ),
}
_ARTICLES = {
    "herald-fire.txt": ("Larkport Herald", "2026-03-03T18:20:00+00:00", "Nora Ilves"),
    "gazette-denial.txt": ("Osterby Gazette", "2026-03-04T09:05:00+00:00", "Emil Jurado"),
    "wire-update.txt": ("Northern Wire", "2026-03-04T10:40:00+00:00", ""),
    "post-column.txt": ("Quillon Post", "2026-03-05", "Sana Kessel"),
    "herald-follow.txt": ("Larkport Herald", "2026-03-06T07:00:00+00:00", "Nora Ilves"),
}


def story_graph(with_texts: bool = True) -> Graph:
    """The story as a graph; the articles' texts in it unless told otherwise."""
    graph: Graph = nx.MultiDiGraph()
    for doc, (outlet, published, _) in _ARTICLES.items():
        title = TEXTS[doc].split("\n", 1)[0]
        graph.add_node(
            f"article:{doc[:-4]}", type="Article", name=title, title=title, doc=doc, outlet=outlet,
            published=published, authors=[a for a in [_ARTICLES[doc][2]] if a], source=f"s/{doc}",
            url=f"https://news.example/{doc[:-4]}", text_hash="0" * 64,
            **({"text": TEXTS[doc]} if with_texts else {}),
        )  # fmt: skip
    for kind, name, *aliases in _ENTITIES:
        graph.add_node(
            _id(kind, name), type=kind, name=name, aliases=aliases, roles=[],
            evidence=[
                {k: v for k, v in _found(doc, word).items() if k in ("doc", "start", "end")}
                for doc in TEXTS for word in (name, *aliases) if word in TEXTS[doc]
            ],
        )  # fmt: skip
    graph.nodes["person:ilse-marrow"]["roles"] = [
        {"role": "chief inspector", "of": "agency:harbour-safety-board", "from": "herald-fire.txt"}
    ]
    for claim, said in _CLAIMS.items():
        _add_claim(graph, claim, said)
    _add_post(graph)
    _add_ties(graph)
    return graph


_ENTITIES = [
    ("Person", "Ilse Marrow", "Marrow"),
    ("Person", "Tomas Hale", "Captain Tomas Hale"),
    ("Person", "Rena Castell"),
    ("Person", "Mika Dunmore", "@mikadunmore"),
    ("Person", "Nora Ilves"),
    ("Person", "Emil Jurado"),
    ("Person", "Sana Kessel"),
    ("Agency", "Harbour Safety Board"),
    ("Organization", "Northline Ferries"),
    ("Organization", "Larkport Lifeboats"),
    ("Outlet", "Larkport Herald"),
    ("Outlet", "Osterby Gazette"),
    ("Outlet", "Northern Wire"),
    ("Outlet", "Quillon Post"),
]
#: Claim id → its wording, kind and places: (document, words, speaker or why it is open).
_CLAIMS: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "claim:alarm": (
        f"The record shows that {ALARM}", "mixed",
        [
            ("herald-fire.txt", f"The record shows that {ALARM}", "person:ilse-marrow"),
            ("gazette-denial.txt", ALARM, "person:ilse-marrow"),
            ("wire-update.txt", ALARM, "unnamed role"),
            ("herald-follow.txt", ALARM, "person:ilse-marrow"),
        ],
    ),
    "claim:crew": (CREW, "direct", [("gazette-denial.txt", CREW, "person:rena-castell")]),
    "claim:rescue": (
        RESCUE, "direct",
        [
            ("herald-fire.txt", RESCUE, "person:tomas-hale"),
            ("wire-update.txt", "We pulled forty-one people out of the water", "person:tomas-hale"),
        ],
    ),
    "claim:smoke": (
        "smoke had been seen a week earlier", "indirect",
        [("herald-fire.txt", "smoke had been seen a week earlier", "unnamed role")],
    ),
    "claim:no-warning": (
        "denies that any warning was received", "indirect",
        [("post-column.txt", "denies that any warning was received",
          "organization:northline-ferries")],
    ),
}  # fmt: skip


def _id(kind: str, name: str) -> str:
    return f"{kind.lower()}:{name.lower().replace(' ', '-')}"


def _found(doc: str, words: str, confidence: float = 0.9) -> dict[str, Any]:
    start = TEXTS[doc].index(words)
    return {
        "doc": doc, "start": start, "end": start + len(words), "quote": words,
        "extractor": "rules", "confidence": confidence,
    }  # fmt: skip


def _tie(
    graph: Graph, kind: str, source: str, target: str, *evidence: dict[str, Any], **more: Any
) -> None:
    dates = sorted(_ARTICLES[str(item["doc"])][1] for item in evidence)
    graph.add_edge(
        source, target, key=f"{kind}-{graph.number_of_edges()}", type=kind,
        evidence=list(evidence), confidence=max((e["confidence"] for e in evidence), default=0.5),
        **({"first_seen": dates[0], "last_seen": dates[-1]} if dates else {}), **more,
    )  # fmt: skip


def _add_claim(graph: Graph, claim: str, said: tuple[str, str, list[tuple[str, str, str]]]) -> None:
    text, kind, places = said
    evidence = []
    for doc, words, speaker in places:
        known = speaker in graph
        item = _found(doc, words, 0.93 if known else 0.7)
        published = _ARTICLES[doc][1]
        evidence.append(
            {**item, "kind": kind, "speaker": speaker if known else None, "published": published}
            | ({} if known else {"why_open": speaker})
        )
    first = min(str(e["published"]) for e in evidence)
    graph.add_node(
        claim, type="Claim", name=text[:80], text=text, kind=kind, first_reported=first,
        evidence=evidence,
    )  # fmt: skip
    speakers = {e["speaker"] for e in evidence if e["speaker"]}
    for speaker in sorted(speakers):
        own = [_found(d, w) for d, w, s in places if s == speaker]
        _tie(graph, "SAID", speaker, claim, *own)
    for doc, words, _ in places:
        _tie(graph, "REPORTED_BY", claim, _id("Outlet", _ARTICLES[doc][0]), _found(doc, words))
        _tie(graph, "APPEARS_IN", claim, f"article:{doc[:-4]}", _found(doc, words))


def _add_post(graph: Graph) -> None:
    words = "I smelled smoke on the Osprey last week and told the line. Nobody called back."
    item = _found("post-column.txt", words)
    graph.add_node(
        "post:smoke", type="SocialPost", name=f"Mika Dunmore: {words}"[:80], text=words,
        author="Mika Dunmore", handle="@mikadunmore", platform="X", published="2026-03-02",
        url="", evidence=[item],
    )  # fmt: skip
    _tie(graph, "POSTED", "person:mika-dunmore", "post:smoke", item)
    _tie(graph, "STATES", "post:smoke", "claim:smoke", item)
    _tie(graph, "REPORTED_BY", "post:smoke", "outlet:quillon-post", item)


def _add_ties(graph: Graph) -> None:
    _tie(graph, "DISPUTES", "claim:crew", "claim:alarm", _found("gazette-denial.txt", CREW, 0.84),
         why="denial", cue="not true")  # fmt: skip
    no = _found("post-column.txt", "Northline Ferries denies that any warning was received", 0.77)
    _tie(graph, "DISPUTES", "claim:no-warning", "claim:smoke", no)
    _tie(graph, "DISPUTES", "organization:northline-ferries", "claim:alarm",
         _found("gazette-denial.txt", "on Tuesday rejected the account"))  # fmt: skip
    for person, body, role, words in (
        ("ilse-marrow", "agency:harbour-safety-board", "chief inspector",
         "Ilse Marrow, chief inspector of the Harbour Safety Board"),
        ("tomas-hale", "organization:larkport-lifeboats", "captain",
         "Captain Tomas Hale of the Larkport Lifeboats"),
        ("rena-castell", "organization:northline-ferries", "president",
         "Rena Castell, president of Northline Ferries"),
    ):  # fmt: skip
        doc = next(d for d in TEXTS if words in TEXTS[d])
        _tie(graph, "AFFILIATED_WITH", f"person:{person}", body, _found(doc, words), role=role)
    _tie(graph, "CITED", "outlet:osterby-gazette", "outlet:larkport-herald",
         _found("gazette-denial.txt", "the Larkport Herald reported first"))  # fmt: skip
    _tie(graph, "CITED", "article:gazette-denial", "agency:harbour-safety-board",
         _found("gazette-denial.txt", "the account of the Harbour Safety Board"))  # fmt: skip
    _tie(graph, "ABOUT", "claim:no-warning", "organization:northline-ferries", no)
    for doc, (outlet, _, author) in _ARTICLES.items():
        _tie(graph, "PUBLISHED_BY", f"article:{doc[:-4]}", _id("Outlet", outlet))
        if author:
            _tie(graph, "WROTE", _id("Person", author), f"article:{doc[:-4]}")
    _tie(graph, "COPIES", "article:herald-follow", "article:herald-fire",
         _found("herald-follow.txt", ALARM, 0.6))  # fmt: skip
