"""Hostile strings in every field: none runs, none makes an element, all are shown as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphkit.page import render_page
from graphkit.schema import EDGE_ENDS, NODE_TYPES, Graph
from tests.page.conftest import Opened, Opener

#: Each would set ``pwned`` or leave an element behind if anything took it for more than words.
PAYLOADS = [
    "<script>window.pwned = 1</script>",
    "</script><script>window.pwned = 1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    "<svg><script href=data:text/javascript,window.pwned=1 /></svg>",
    '"><iframe srcdoc="<script>parent.pwned=1</script>">',
    "' onmouseover='window.pwned=1' x='",
    '" autofocus onfocus="window.pwned=1',
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1//https://x",
    "data:text/html,<script>opener.pwned=1</script>",
    "<a href=javascript:window.pwned=1>href</a>",
    "<!--<script>window.pwned=1//-->",
    "]]><script>window.pwned=1</script>",
    "{{ constructor.constructor('window.pwned=1')() }}",
    "${window.pwned=1}",
    "<style>*{display:none}</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "__proto__",
    "constructor",
    "line\u2028break\u2029<script>window.pwned=1</script>",
    "\u202e<b>right to left</b>",
]


def hostile_graph(payload: str) -> Graph:
    """A node of every type and an edge of every kind, all whose fields are the payload."""
    graph: Graph = nx.MultiDiGraph()
    span = {"doc": payload, "start": 0, "end": 4}
    evidence = {**span, "quote": payload, "extractor": payload, "confidence": 0.5}
    ids = {kind: f"{kind}:{payload}" for kind in (*NODE_TYPES, payload)}
    for kind, node in ids.items():
        fields: dict[str, Any] = dict.fromkeys(
            ("name", "text", "kind", "first_reported", "published", "author", "handle", "platform",
             "url", "title", "outlet", "source", "text_hash", "doc", payload), payload,
        )  # fmt: skip
        if kind in {"Person", "Agency", payload}:
            del fields["first_reported"], fields["published"]
        graph.add_node(
            node, type=kind, **fields, aliases=[payload], authors=[payload], handles=[payload],
            roles=[{"role": payload, "of": payload, "from": payload}],
            evidence=[{**evidence, "kind": payload, "speaker": payload, "published": payload,
                       "why_open": payload}],
        )  # fmt: skip
    for kind, (sources, targets) in {**EDGE_ENDS, payload: (["Person"], ["Agency"])}.items():
        source, target = ids[min(sources)], ids[max(targets)]
        graph.add_edge(
            source, target, key=f"{kind}{payload}", type=kind, evidence=[evidence],
            confidence=0.5, first_seen=payload, last_seen=payload, role=payload, reason=payload,
        )  # fmt: skip
    return graph


def check(one: Opened) -> None:
    """Nothing ran, and no element came out of the words."""
    assert one.page.evaluate("window.pwned") is None
    strange = one.page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter((e) =>
        ['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'META', 'LINK', 'STYLE'].includes(e.tagName)
        || (e.tagName === 'A' && !/^https?:/.test(e.href))
        || [...e.attributes].some((a) => /^on/.test(a.name))).map((e) => e.outerHTML)"""
    )
    assert strange == []


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 5))
def test_hostile_strings_are_words(show: Opener, tmp_path: Path, start: int) -> None:
    payloads = PAYLOADS[start : start + 5]
    graph = nx.compose_all([hostile_graph(payload) for payload in payloads])
    title = " ".join(payloads)
    path = tmp_path / "hostile.html"
    render_page(graph, path, title=title, texts={p: p * 3 for p in payloads})
    one = show(path)
    assert one.page.title().split() == title.split()
    assert one.page.text_content("#title") == title
    scripts = one.page.evaluate("document.scripts.length")
    one.page.evaluate("GK.state.set({ off: new Set(), loose: true })")
    check(one)
    missing = one.page.evaluate(PANELS, payloads)
    assert missing == []
    check(one)
    for view in ("disputes", "timeline", "list", "read", "map"):
        one.page.evaluate("(view) => GK.state.set({ view })", view)
        check(one)
    for payload in payloads:
        one.page.fill("#search", payload)
        assert one.page.locator("#found li").count() >= 1
        check(one)
    assert one.page.evaluate("document.scripts.length") == scripts


#: Opens the panel of every node and edge; returns those that do not show their payload.
PANELS = """(payloads) => { const missing = [];
  const words = () => document.getElementById('panel').textContent;
  const own = (i) => payloads.filter((p) => GK.data.id(i).endsWith(p));
  for (let i = 0; i < GK.data.nodeCount; i += 1) {
    GK.state.select(i);
    if (!own(i).some((p) => words().includes(p))) missing.push(GK.data.id(i));
  }
  for (let e = 0; e < GK.data.edgeCount; e += 1) {
    GK.state.selectEdge(e);
    if (!own(GK.data.from(e)).some((p) => words().includes(p))) missing.push(e);
  }
  return missing; }"""


def test_a_hostile_address_does_nothing(show: Opener, story: Path) -> None:
    one = show(story)
    keys = ["sel", "edge", "focus", "view", "off", "open", "path", "q", "from", "theme", "only"]
    one.page.evaluate(
        """async ([keys, payloads]) => { for (const key of keys) for (const value of payloads) {
        location.hash = `view=list&${key}=${encodeURIComponent(value)}`;
        await new Promise((done) => setTimeout(done, 5)); } }""",
        [keys, PAYLOADS[:12]],
    )
    check(one)
