"""Graphs in the fixed format, made up: any size, every type, same seed → same graph.

They look like news (a few outlets and people hold most edges, most claims are told once or
twice) and hold what breaks tools: hostile and odd Unicode strings, empty lists, properties that
are null or not there, whole and partial dates.  Nothing here needs the rest of graphkit but
:mod:`graphkit.schema`.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, TypeVar

import networkx as nx

from graphkit.schema import EDGE_ENDS, ENTITY_TYPES, NODE_TYPES, Graph

T = TypeVar("T")

#: Strings that break quoting, templates, CSV, Cypher, HTML or people's idea of a character.
HOSTILE = (
    "",
    " ",
    "  leading and trailing  ",
    "null",
    "NaN",
    "'; MATCH (n) DETACH DELETE n //",
    "`}) DETACH DELETE n //",
    "\"}]->(x) SET x.name = '",
    "back\\slash \\n \\u0041 \\",
    'double "quotes" and ""doubled""',
    "two\nlines",
    "carriage\r\nreturn\r",
    "tab\tand\vform\ffeed",
    "nul\0inside",
    "unit\x1fseparator; semicolon, comma | pipe",
    "line\u2028and\u2029paragraph",
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }} ${jndi:ldap://x} %s {0}",
    "=cmd|' /C calc'!A1",
    "Zoë Ćosić-Ñandú",
    "Zoe\u0308 (combining)",
    "مرحبا \u202eright to left\u202c",
    "北京市公安局",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 \U0001d518\U0001d52b",
    "\ufeffbyte order mark",
    "noncharacter \uffff \U0010ffff",
    "$rows row.props :param",
    "x" * 20_000,
)

_WORDS = """
    the council harbour levy ferry strike bridge mayor said vote budget night crews water police
    union port storm school harvest tunnel tram permit inquiry minister report figures closed
    opened denied delayed repaired paid counted found promised cut raised signed late early new
    old north south city river market hall workers owners families drivers teachers
""".split()
_FIRST = "Ada Bela Cato Dora Emil Fay Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Rolf".split()
_LAST = "Adeyo Brandt Castell Dunmore Eskola Ferrant Gyllen Hartog Ilves Jurado Kessel".split()
_PLACES = "Larkport Veldhaven Osterby Quillon Marrow Tamsin Norrland Eastmere".split()
_ROLES = ("president", "spokeswoman", "mayor", "chief", "director", "secretary", "")
_SHARES = {
    "Claim": 0.50,
    "Person": 0.17,
    "Article": 0.15,
    "SocialPost": 0.08,
    "Organization": 0.05,
    "Agency": 0.03,
    "Outlet": 0.02,
}
_EDGE_SHARES = {
    "SAID": 25,
    "REPORTED_BY": 22,
    "APPEARS_IN": 20,
    "CITED": 9,
    "ABOUT": 8,
    "DISPUTES": 3,
    "PUBLISHED_BY": 3,
    "AFFILIATED_WITH": 3,
    "WROTE": 2,
    "POSTED": 2,
    "STATES": 2,
    "COPIES": 1,
}


def made_up_graph(nodes: int = 60, edges: int = 180, seed: int = 0, hostile: float = 0.0) -> Graph:
    """A graph of exactly so many nodes (at least 8, every type) and edges.

    ``hostile`` is the share of free strings taken from :data:`HOSTILE`.
    """
    graph: Graph = nx.MultiDiGraph()
    for node_id, attributes in made_up_nodes(nodes, seed, hostile):
        graph.add_node(node_id, **attributes)
    for source, target, key, attributes in made_up_edges(nodes, edges, seed, hostile):
        graph.add_edge(source, target, key=key, **attributes)
    return graph


def made_up_nodes(
    nodes: int, seed: int = 0, hostile: float = 0.0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The nodes of :func:`made_up_graph`, one by one: (id, attributes)."""
    rng = random.Random(f"nodes {seed}")
    for type_, number in _counts(nodes).items():
        for index in range(number):
            yield _node_id(type_, index), _node(rng, type_, index, hostile)


def made_up_edges(
    nodes: int, edges: int, seed: int = 0, hostile: float = 0.0
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """The edges of :func:`made_up_graph`, one by one: (source, target, key, attributes)."""
    rng = random.Random(f"edges {seed}")
    counts = _counts(nodes)
    types = list(_EDGE_SHARES)
    weights = list(accumulate(_EDGE_SHARES.values()))
    ends_of = {name: [sorted(ends) for ends in both] for name, both in EDGE_ENDS.items()}
    seen: set[bytes] = set()
    made = tries = 0
    while made < edges:
        # Every type comes once before chance decides.
        type_ = types[made] if made < len(types) else rng.choices(types, cum_weights=weights)[0]
        source, target = (_end(rng, counts, ends) for ends in ends_of[type_])
        discriminator = _pick(rng, _ROLES) if type_ == "AFFILIATED_WITH" else ""
        if tries > 9:  # a small graph with many edges: let them be parallel
            discriminator = str(made)
        digest = hashlib.blake2b(
            "\0".join((type_, source, target, discriminator)).encode(), digest_size=8
        )
        if source == target or digest.digest() in seen:
            tries += 1
            continue
        seen.add(digest.digest())
        made, tries = made + 1, 0
        yield source, target, digest.hexdigest(), _edge(rng, type_, discriminator, hostile)


def _counts(nodes: int) -> dict[str, int]:
    if nodes < len(NODE_TYPES) + 1:
        raise ValueError(f"at least {len(NODE_TYPES) + 1} nodes")
    counts = {type_: max(1, int(nodes * share)) for type_, share in _SHARES.items()}
    counts["Article"] = max(2, counts["Article"])
    counts["Claim"] += nodes - sum(counts.values())
    if counts["Claim"] < 1:  # a tiny graph: one of each, two articles, the rest are claims
        counts = dict.fromkeys(_SHARES, 1) | {"Article": 2}
        counts["Claim"] += nodes - sum(counts.values())
    return counts


def _node_id(type_: str, index: int) -> str:
    prefix = {"SocialPost": "post", "Article": "article", "Claim": "claim"}.get(type_)
    if type_ == "Person":
        return f"person:{_person_name(index).lower().replace(' ', '-')}"
    return f"{prefix or type_.lower()}:{index:07d}"


def _person_name(index: int) -> str:
    first, last = _FIRST[index % len(_FIRST)], _LAST[index // len(_FIRST) % len(_LAST)]
    again = index // (len(_FIRST) * len(_LAST))
    return f"{first} {last}" + (f" {again + 1}" if again else "")


def _end(rng: random.Random, counts: dict[str, int], types: list[str]) -> str:
    type_ = rng.choices(types, [counts[name] ** 0.5 for name in types])[0]
    spread = 1.0 if type_ in ("Claim", "SocialPost") else 2.0  # a few hold the most
    return _node_id(type_, int(counts[type_] * rng.random() ** spread))


def _words(rng: random.Random, low: int, high: int, hostile: float) -> str:
    if hostile and rng.random() < hostile:
        return _pick(rng, HOSTILE)
    return " ".join([_pick(rng, _pool(low, high)) for _ in range(1 + (high > 9))])


@lru_cache
def _pool(low: int, high: int) -> tuple[str, ...]:
    """A thousand strings of so many words; long ones are put together from two."""
    rng = random.Random(f"words {low} {high}")
    low, high = (low // 2, high // 2) if high > 9 else (low, high)
    drawn = (rng.choices(_WORDS, k=rng.randint(low, high)) for _ in range(1000))
    return tuple(" ".join(words).capitalize() for words in drawn)


@lru_cache
def _dates() -> tuple[str, ...]:
    rng = random.Random("dates")
    return tuple(_new_date(rng) for _ in range(1000))


def _pick(rng: random.Random, options: Sequence[T]) -> T:
    return options[int(rng.random() * len(options))]  # choice() takes three times as long


def _date(rng: random.Random) -> str:
    return _pick(rng, _dates())


def _new_date(rng: random.Random) -> str:
    day = f"{_pick(rng, (2024, 2025))}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    clock = f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}"
    return rng.choices(
        (
            day,
            f"{day}T{clock}:00+00:00",
            f"{day}T{clock}:30-05:00",
            f"{day}T{clock}:00Z",
            f"{day}T{clock}:00",
            day[:7],
            day[:4],
        ),
        (8, 4, 2, 2, 1, 1, 1),
    )[0]


def _evidence(rng: random.Random, hostile: float) -> dict[str, Any]:
    quote = _words(rng, 6, 16, hostile)
    start = int(rng.random() * 9000)
    return {
        "doc": f"{_pick(rng, _PLACES).lower()}-{int(rng.random() * 400)}.txt",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "extractor": _pick(rng, ("tagger", "rules", "posts")),
        "confidence": round(rng.random(), 3),
    }


def _node(rng: random.Random, type_: str, index: int, hostile: float) -> dict[str, Any]:
    if type_ == "Claim":
        return _claim(rng, hostile)
    if type_ == "SocialPost":
        return _post(rng, hostile)
    if type_ == "Article":
        return _article(rng, index, hostile)
    node = {
        "type": type_,
        "name": _person_name(index) if type_ == "Person" else _words(rng, 2, 4, hostile),
        "aliases": [_words(rng, 1, 2, hostile) for _ in range(_pick(rng, (0, 0, 1, 3)))],
        "roles": [
            {
                "role": _words(rng, 1, 3, hostile),
                "of": _pick(rng, (None, _words(rng, 1, 3, hostile))),
                "from": f"doc-{rng.randint(1, 9)}.txt",
            }
            for _ in range(_pick(rng, (0, 0, 1, 2)))
        ],
        "evidence": [
            {
                key: value
                for key, value in _evidence(rng, 0).items()
                if key in ("doc", "start", "end")
            }
            for found in (_evidence(rng, 0) for _ in range(_pick(rng, (0, 1, 2, 5))))
        ],
    }
    if type_ != "Person":
        del node["roles"]
    return node


def _claim(rng: random.Random, hostile: float) -> dict[str, Any]:
    text = _words(rng, 8, 24, hostile)
    evidence = []
    for _ in range(_pick(rng, (0, 1, 1, 1, 2, 4))):
        found = _evidence(rng, hostile)
        occurrence = {key: found[key] for key in ("doc", "start", "end", "quote")}
        occurrence["kind"] = _pick(rng, ("direct", "indirect", "mixed"))
        occurrence["speaker"] = _pick(rng, (None, "person:ada-adeyo"))
        occurrence["published"] = _pick(rng, (None, _date(rng)))
        evidence.append(occurrence)
    claim = {"type": "Claim", "name": text[:60], "text": text, "kind": "direct"}
    first = _pick(rng, (None, "absent", _date(rng), _date(rng)))
    return claim | ({} if first == "absent" else {"first_reported": first}) | {"evidence": evidence}


def _post(rng: random.Random, hostile: float) -> dict[str, Any]:
    text = _words(rng, 8, 30, hostile)
    post: dict[str, Any] = {
        "type": "SocialPost",
        "name": text[:60],
        "text": text,
        "author": _words(rng, 1, 2, hostile),
        "handle": f"@{_pick(rng, _PLACES)}{rng.randint(1, 99)}",
        "platform": _pick(rng, ("X", "Truth Social", "")),
        "published": _pick(rng, (None, _date(rng))),
        "evidence": [_evidence(rng, hostile) for _ in range(_pick(rng, (0, 1, 2)))],
    }
    if rng.random() < 0.5:
        post["url"] = f"https://example.org/{rng.randint(1, 10**6)}"
    return post


def _article(rng: random.Random, index: int, hostile: float) -> dict[str, Any]:
    title = _words(rng, 4, 9, hostile)
    return {
        "type": "Article",
        "name": title,
        "title": title,
        "url": _pick(rng, ("", f"https://example.org/news/{index}")),
        "published": _pick(rng, (None, _date(rng), _date(rng))),
        "authors": [_words(rng, 2, 2, hostile) for _ in range(_pick(rng, (0, 1, 2)))],
        "outlet": _pick(rng, (None, _words(rng, 1, 3, hostile))),
        "source": f"story/{index}.txt",
        "text_hash": hashlib.sha256(title.encode()).hexdigest(),
        "evidence": [],
    }


def _edge(rng: random.Random, type_: str, discriminator: str, hostile: float) -> dict[str, Any]:
    evidence = [_evidence(rng, hostile) for _ in range(_pick(rng, (1, 1, 1, 2, 3)))]
    edge: dict[str, Any] = {
        "type": type_,
        "evidence": evidence,
        "confidence": max(entry["confidence"] for entry in evidence),
    }
    if type_ == "AFFILIATED_WITH":
        edge["role"] = discriminator
    if rng.random() < 0.7:
        edge["first_seen"], edge["last_seen"] = sorted((_date(rng), _date(rng)))
    return edge


__all__ = ["ENTITY_TYPES", "HOSTILE", "made_up_edges", "made_up_graph", "made_up_nodes"]
