"""The sentences in which something is named: what a person needs to see to judge it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from graphkit.schema import Graph
from graphkit.text.lexicon import fold

__all__ = ["sentence_around", "sentences_of"]

#: Characters before and behind a name that are looked at for a sentence's ends.
_REACH: Final = 200
_END: Final = re.compile(r"(?<!\b[A-Z])(?<!Mr|Ms|Dr|St|Jr|Sr)[.!?][\"”’')]*\s+|\n")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds [start, end), on one line, cut where it is very long."""
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    before, behind = text[left:start], text[end:right]
    ends = [match.end() for match in _END.finditer(before)]
    stop = _END.search(behind)
    head = before[ends[-1] :] if ends else ("…" if left else "") + before
    tail = behind[: stop.end()] if stop else behind + ("…" if right < len(text) else "")
    return " ".join(f"{head}{text[start:end]}{tail}".split())


def sentences_of(
    graph: Graph,
    node: str,
    name: str,
    text_of: Callable[[str], str | None],
    limit: int = 2,
) -> list[tuple[str, str]]:
    """(document, sentence) of the first places that call an entity by this name.

    ``text_of`` gives the text of a document, or None where it is not to be had: then the quotes
    that the graph keeps stand for it.
    """
    found: dict[str, tuple[str, str]] = {}
    wanted = fold(name)
    for row in _places(graph, node, wanted):
        doc, text = str(row["doc"]), text_of(str(row["doc"]))
        if text is None or text[row["start"] : row["end"]] != row["quote"]:
            continue
        if doc not in found:
            found[doc] = doc, sentence_around(text, row["start"], row["end"])
        if len(found) == limit:
            break
    return list(found.values()) or list(_quotes(graph, node, wanted))[:limit]


def _places(graph: Graph, node: str, wanted: str) -> list[dict[str, Any]]:
    """Mentions by this name, else all; the first of each document first."""
    rows = [
        dict(row)
        for _, _, data in graph.out_edges(node, data=True)
        if data["type"] == "APPEARS_IN"
        for row in data["evidence"]
    ]
    rows.sort(key=lambda row: (str(row["doc"]), int(row["start"])))
    return [row for row in rows if fold(str(row["quote"])) == wanted] or rows


def _quotes(graph: Graph, node: str, wanted: str) -> Iterator[tuple[str, str]]:
    """The words that its statements, roles and citations rest on, those with the name first."""
    rows = [
        row
        for _, _, data in graph.out_edges(node, data=True)
        if data["type"] in ("SAID", "AFFILIATED_WITH", "CITED")
        for row in data["evidence"]
    ]
    rows.sort(key=lambda row: wanted not in fold(str(row["quote"])))
    for row in rows:
        yield str(row["doc"]), " ".join(str(row["quote"]).split())
