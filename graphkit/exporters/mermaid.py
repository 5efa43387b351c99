"""Mermaid: a drawing that GitHub, GitLab, Obsidian and many editors show where it stands in a text.

For one claim or person (``--of``); Mermaid draws 500 ties at most, so of a large graph the most
telling ones are drawn and a comment says how many are left out.
https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from graphkit.files import writing
from graphkit.schema import NODE_COLOURS, Graph

#: What Mermaid draws by default (its setting maxEdges).
MOST_TIES: Final = 500
#: Edge type → how telling it is, the least first; those not named are not drawn: a picture of who
#: said what has no room for where each name stands.
_RANKS: Final = {
    name: rank
    for rank, name in enumerate(
        "DISPUTES SAID STATES POSTED REPORTED_BY CITED AFFILIATED_WITH COPIES".split()
    )
}
_SHAPES: Final = {
    "Person": ('(["', '"])'),
    "Agency": ('[["', '"]]'),
    "Organization": ('[["', '"]]'),
    "Outlet": ('[("', '")]'),
    "SocialPost": ('>"', '"]'),
    "Claim": ('["', '"]'),
    "Article": ('[/"', '"/]'),
}
#: Letters and digits of every script, blanks, and marks that neither Mermaid, Markdown (which
#: Mermaid reads in labels) nor HTML gives a meaning; all others become character references.
_PLAIN: Final = re.compile(r"[^\w .,:?!’‘“”–—-]|_")
_LABEL: Final = 120
_LINE: Final = 40


def write_mermaid(graph: Graph, path: Path) -> None:
    """Write the drawing: nodes, then ties, those that no word says dotted."""
    order = {node: number for number, node in enumerate(graph.nodes)}
    ties = [
        (_RANKS[data["type"]], order[source], order[target], str(key), data)
        for source, target, key, data in graph.edges(keys=True, data=True)
        if data["type"] in _RANKS
    ]
    ties.sort(key=lambda tie: tie[:4])
    drawn = ties[:MOST_TIES]
    names = list(graph.nodes)
    # of a small graph, what has no tie is drawn as well
    shown = {end for tie in drawn for end in tie[1:3]}
    if len(ties) == len(drawn) and len(names) <= MOST_TIES:
        shown |= {number for number, node in enumerate(names) if _matters(graph.nodes[node])}
    with writing(path) as out:
        out.write("flowchart LR\n")
        if len(drawn) < len(ties):
            left = f"{len(ties) - len(drawn)} of {len(ties)} ties"
            out.write(f"  %% {left} are left out: Mermaid draws {MOST_TIES}; choose with --of\n")
        for number in sorted(shown):
            out.write(f"  {_node(number, graph.nodes[names[number]])}\n")
        for _, source, target, _, data in drawn:
            out.write(f"  {_tie(source, target, data)}\n")
        for type_, colour in NODE_COLOURS.items():
            out.write(f"  classDef {type_} fill:{colour}33,stroke:{colour}\n")


def _matters(data: Mapping[str, Any]) -> bool:
    return data["type"] in ("Claim", "Person", "SocialPost")


def _node(number: int, data: Mapping[str, Any]) -> str:
    words = str(data.get("text") or data.get("name") or "")
    if data["type"] == "Article":
        words = str(data.get("name") or "")
    if data["type"] in ("Claim", "SocialPost"):
        words = f"“{words.strip('“”')}”"
    left, right = _SHAPES[data["type"]]
    return f"n{number}{left}{label(words)}{right}:::{data['type']}"


def _tie(source: int, target: int, data: Mapping[str, Any]) -> str:
    unsure = data.get("possible")
    words = data["type"] + (" possibly" if unsure else "")
    arrow = "-.->" if unsure else "-->"
    return f'n{source} {arrow}|"{words.replace("_", " ")}"| n{target}'


def label(words: str) -> str:
    """The words as a label: on lines of 40 characters, cut at 120, no mark with a meaning left."""
    words = " ".join(words.split())
    if len(words) > _LABEL:
        words = words[: _LABEL - 1].rstrip() + "…"
    rows = [""]
    for word in words.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) >= _LINE:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return (
        "<br>".join(_PLAIN.sub(lambda mark: f"#{ord(mark[0])};", row) for row in rows) or "#8203;"
    )
