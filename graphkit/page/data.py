"""What the page knows: the graph packed into columns, and the evidence in a block of its own.

The first block (:func:`pack_graph`) is read when the page opens and holds what is drawn and
searched: names, types, places, ends.  The second (:func:`pack_details`) is parsed when a panel
opens first: attributes, documents, quotes.  An evidence that a node and three edges share is
written once.  Numbers in one column refer to rows of another, so nothing is said twice.  The
second block and the texts, most of what there is, go into the page deflated (:func:`squeeze`).
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from pyvis.network import Network

from graphkit.page.core import Spot
from graphkit.page.layout import Layout
from graphkit.page.ways import Ways, find_ways, pack_disputes, pack_ways
from graphkit.reports.timeline import first_of
from graphkit.schema import EDGE_TYPES, NODE_TYPES, Graph

#: Up to this many nodes everything is drawn; beyond, who matters in each story
#: (:mod:`graphkit.page.core`) and the rest of a story when it is opened.
DRAW_ALL: Final = 2000
#: Attributes that the first block holds, or that are too long to repeat.
_PACKED_NODE: Final = frozenset({"type", "name", "evidence"})
_PACKED_EDGE: Final = frozenset({"type", "evidence", "confidence", "first_seen", "last_seen"})


def plain(value: Any) -> Any:
    """Any value as JSON can hold it: numbers that are none become null, the rest text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(v) for v in value), key=str)
    if hasattr(value, "item") and not hasattr(value, "__len__"):
        value = value.item()  # a numpy number
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)


def dump(value: Any) -> str:
    """JSON for a ``<script type="application/json">`` block: nothing in it can end the block."""
    text = _json(value)
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def squeeze(value: Any) -> str:
    """JSON as zlib data in base64, a fifth of its size; a browser's DecompressionStream reads it.

    A lone surrogate, which UTF-8 cannot hold, becomes a question mark.
    """
    return base64.b64encode(zlib.compress(_json(value).encode("utf-8", "replace"))).decode()


def _json(value: Any) -> str:
    try:
        return _compact(value)
    except (TypeError, ValueError):  # a number that is none, or a type that JSON does not know
        return _compact(plain(value))


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def documents(graph: Graph) -> dict[str, str]:
    """Document name (``doc`` of evidence) → Article node: from APPEARS_IN, ``doc``, ``source``."""
    found: dict[str, str] = {}
    articles = sorted(n for n, a in graph.nodes(data=True) if a.get("type") == "Article")
    for node in articles:
        attributes = graph.nodes[node]
        for name in (attributes.get("doc"), attributes.get("source")):
            if isinstance(name, str) and name:
                found.setdefault(name, node)
                found.setdefault(PurePosixPath(name.replace("\\", "/")).name, node)
    for _, target, attributes in graph.edges(data=True):
        if attributes.get("type") == "APPEARS_IN":
            for item in attributes.get("evidence") or ():
                if isinstance(item, Mapping) and item.get("doc"):
                    found.setdefault(str(item["doc"]), target)
    return found


def pack_graph(
    graph: Graph,
    net: Network,
    layout: Layout,
    title: str,
    *,
    core: Mapping[str, Spot] | None = None,
    ways: Ways | None = None,
) -> dict[str, Any]:
    """The first block: what is drawn, filtered and searched at once.

    ``core`` is what is shown of a large graph, the first nodes of ``net``; without it all is.
    """
    number = {node["id"]: index for index, node in enumerate(net.nodes)}
    node_types = _types(NODE_TYPES, (node["group"] for node in net.nodes))
    edge_types = _types(EDGE_TYPES, (edge["type"] for edge in net.edges))
    doc_dates = _document_dates(graph)
    records = [_edge_record(graph, edge) for edge in net.edges]
    ways = ways if ways is not None else find_ways(graph)
    dates = _Pool()
    spots = list((core or {}).values())
    return {
        "title": title,
        "options": net.options,
        "nodeTypes": node_types,
        "edgeTypes": edge_types,
        "shown": len(core) if core else len(net.nodes),
        "nodes": {
            "id": [node["id"] for node in net.nodes],
            "name": [node["label"] for node in net.nodes],
            "type": [node_types.index(node["group"]) for node in net.nodes],
            "x": [node["x"] for node in net.nodes],
            "y": [node["y"] for node in net.nodes],
            "size": [node["size"] for node in net.nodes],
            "story": [node["story"] for node in net.nodes],
            "date": [dates.add(_node_date(graph, node["id"], ways)) for node in net.nodes],
            **_checkable([graph.nodes[node["id"]] for node in net.nodes]),
        },
        "core": {"x": [s.x for s in spots], "y": [s.y for s in spots],
                 "size": [s.size for s in spots]},
        "edges": {
            "from": [number[edge["from"]] for edge in net.edges],
            "to": [number[edge["to"]] for edge in net.edges],
            "type": [edge_types.index(edge["type"]) for edge in net.edges],
            "quotes": [len(_evidence(record)) for record in records],
            "date": [dates.add(_edge_date(record, doc_dates)) for record in records],
            "sure": [_percent(record) for record in records],
        },
        "dates": dates.rows,
        "disputes": pack_disputes(graph, net),
        "stories": [
            {"name": s.name, "size": len(s.members), "loose": s.loose,
             "subject": s.subject.number if s.subject else -1,
             "x": d.x, "y": d.y, "r": d.radius}
            for s, d in zip(layout.stories, layout.discs, strict=True)
        ],
        "subjects": [
            {"name": s.name, "x": d.x, "y": d.y, "r": d.radius} for s, d in layout.subjects
        ],
    }  # fmt: skip


def _checkable(nodes: list[Mapping[str, Any]]) -> dict[str, list[int]]:
    """How checkable each claim is in percent, -1 for other nodes; nothing where no claim says."""
    found = [a.get("checkable") if a.get("type") == "Claim" else None for a in nodes]
    if all(value is None for value in found):
        return {}
    percent = [plain(value) for value in found]
    return {"checkable": [round(100 * p) if isinstance(p, (int, float)) else -1 for p in percent]}


class _Pool:
    """Values by number: each distinct value is kept once, in the order of first use."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._number: dict[Any, int] = {}

    def add(self, value: Any) -> int:
        if value not in self._number:
            self._number[value] = len(self.rows)
            self.rows.append(value)
        return self._number[value]


def pack_details(graph: Graph, net: Network, ways: Ways | None = None) -> dict[str, Any]:
    """The second block: documents, quotes, evidence and the attributes that panels show."""
    ways = ways if ways is not None else find_ways(graph)
    number = {node["id"]: index for index, node in enumerate(net.nodes)}
    docs, quotes, extractors, rows = _Pool(), _Pool(), _Pool(), _Pool()

    def evidence(items: Iterable[Mapping[str, Any]]) -> list[Any]:
        return [rows.add(_evidence_row(i, docs, quotes, extractors)) for i in items]

    def occurrences(items: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Evidence of a claim also has a kind, a speaker and a date."""
        return [
            [rows.add(_evidence_row(i, docs, quotes, extractors)), _text(i.get("kind")),
             _speaker(i, number), _text(i.get("published")), _more(i)]
            for i in items
        ]  # fmt: skip

    nodes = []
    for node in net.nodes:
        attributes = graph.nodes[node["id"]]
        rest = {k: v for k, v in attributes.items() if k not in _PACKED_NODE and not _empty(v)}
        rest.pop("text", None)
        text = attributes.get("text")
        if isinstance(text, str) and attributes.get("type") != "Article" and text != node["label"]:
            rest["text"] = text
        rest = dict(sorted(rest.items()))
        gather = occurrences if attributes.get("type") == "Claim" else evidence
        nodes.append([rest, gather(_evidence(attributes))])
    edges = []
    for edge in net.edges:
        record = _edge_record(graph, edge)
        rest = {k: v for k, v in sorted(record.items()) if k not in _PACKED_EDGE}
        if cues := sorted({_text(i.get("cue")) for i in _evidence(record)} - {""}):
            rest["cue"] = " · ".join(cues[:3])
        row = [evidence(_evidence(record)), _confidence(record), rest or 0, edge["id"]]
        edges.append([*row, [_text(i.get("cue")) for i in _evidence(record)]] if cues else row)
    article_of = documents(graph)
    return {
        "nodes": nodes,
        "edges": edges,
        "evidence": rows.rows,
        "quotes": quotes.rows,
        "extractors": extractors.rows,
        "docs": [_document(doc, article_of, number) for doc in docs.rows],
        "ways": pack_ways(ways, number),
    }


def pack_texts(
    graph: Graph, texts: Mapping[str, str] | None, with_texts: bool
) -> dict[str, dict[str, Any]]:
    """The third block: document name → text and the places of its characters beyond U+FFFF.

    Offsets of evidence are code points; a browser counts UTF-16 units, and needs the places of
    those characters that are two units to turn one into the other.
    """
    found: dict[str, str] = {}
    if with_texts:
        for doc, node in documents(graph).items():
            text = graph.nodes[node].get("text")
            if isinstance(text, str) and text:
                found[doc] = text
    found.update(texts or {})
    return {
        doc: {"text": text, "wide": [i for i, char in enumerate(text) if char > "\uffff"]}
        for doc, text in sorted(found.items())
    }


def _types(known: Iterable[str], used: Iterable[str]) -> list[str]:
    """Types that occur: the known ones in the schema's order, then others by name."""
    present = set(used)
    known = list(known)
    return [t for t in known if t in present] + sorted(present.difference(known))


def _edge_record(graph: Graph, edge: Mapping[str, Any]) -> dict[str, Any]:
    return dict(graph.edges[edge["from"], edge["to"], edge["id"]])


def _evidence(attributes: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item for item in attributes.get("evidence") or () if isinstance(item, Mapping)]


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, tuple, dict)) and not value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _percent(record: Mapping[str, Any]) -> int:
    """How sure in whole percent, as it is shown; -1 where nothing says."""
    sure = _confidence(record)
    return -1 if sure is None else round(100 * sure)


def _confidence(record: Mapping[str, Any]) -> float | None:
    value = plain(record.get("confidence"))
    return round(float(value), 3) if isinstance(value, (int, float)) else None


def _evidence_row(
    item: Mapping[str, Any], docs: _Pool, quotes: _Pool, extractors: _Pool
) -> tuple[Any, ...]:
    """[document, start, quote, extractor, confidence, end], numbers into the pools.

    The end is left out where it is the start and the quote's length, as it should be.
    """
    quote, start, end = _text(item.get("quote")), _offset(item.get("start")), item.get("end")
    row = (
        docs.add(_text(item.get("doc"))),
        start,
        quotes.add(quote),
        extractors.add(_text(item.get("extractor"))),
        _confidence(item),
    )
    return row if _offset(end) == start + len(quote) else (*row, _offset(end))


def _offset(value: Any) -> int:
    value = plain(value)
    return int(value) if isinstance(value, (int, float)) else 0


def _speaker(item: Mapping[str, Any], number: Mapping[str, int]) -> int | str:
    """The speaker's node number, or what stands there instead of one."""
    speaker = item.get("speaker")
    if isinstance(speaker, Mapping):
        speaker = speaker.get("id") or speaker.get("name")
    return number.get(speaker, _text(speaker)) if isinstance(speaker, str) else ""


def _more(item: Mapping[str, Any]) -> dict[str, Any]:
    """What an occurrence says beyond the usual: why its speaker is open, that it denies."""
    return {k: plain(v) for k, v in sorted(item.items()) if k in ("stance", "spans", "why_open")}


def _document(doc: str, article_of: Mapping[str, str], number: Mapping[str, int]) -> dict[str, Any]:
    node = article_of.get(doc)
    if node is None:
        return {"doc": doc}
    return {"doc": doc, "node": number[node]}


def _document_dates(graph: Graph) -> dict[str, str]:
    dates = {}
    for doc, node in documents(graph).items():
        dates[doc] = _text(graph.nodes[node].get("published"))
    return dates


def _node_date(graph: Graph, node: str, ways: Ways) -> str:
    """When a claim is first known from, a post or an article published; "" for the timeless."""
    if node in ways and (first := first_of(ways[node])):
        return first.date
    return _text(graph.nodes[node].get("published"))


def _edge_date(record: Mapping[str, Any], doc_dates: Mapping[str, str]) -> str:
    if record.get("first_seen"):
        return _text(record["first_seen"])
    dates = [doc_dates.get(_text(item.get("doc")), "") for item in _evidence(record)]
    return min((d for d in dates if d), default="")
