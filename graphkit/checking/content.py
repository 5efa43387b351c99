"""What graph.json promises beyond its shape: evidence that is there and true, and references.

The law of all evidence is ``quote == text[start:end]``, offsets in code points.  It is tried on
the texts that the graph holds itself (``build --with-texts``) or that are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from graphkit.checking.problem import Problem
from graphkit.schema import ENTITY_TYPES

#: Evidence of this extractor is a record beside the text (a table, a page's metadata): no words.
METADATA: Final = "metadata"
_DATES: Final = ("published", "first_reported", "first_seen", "last_seen")
_DATE: Final = re.compile(
    r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_AGAIN: Final = "build the graph again from these articles"


def content_problems(
    data: Mapping[str, Any], texts: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Yield all that a graph.json of the right shape promises and does not keep.

    ``texts`` (document id → text) are taken before those that the graph itself holds.  Offsets
    into documents without a text are only compared with the length of their quote.
    """
    types = {node["id"]: node["type"] for node in data["nodes"]}
    known = {**texts_of(data), **(texts or {})}
    docs = {node["doc"] for node in data["nodes"] if node.get("doc")}
    check = _Content(types, known, docs)
    for number, node in enumerate(data["nodes"]):
        yield from check.node(node, f"$.nodes[{number}]")
    for number, edge in enumerate(data["edges"]):
        here = f"$.edges[{number}]"
        yield from _values(edge, here)
        if not edge["evidence"]:
            yield Problem(f"{here}.evidence", "is empty", "every edge needs the words it rests on")
        yield from check.evidence(edge, here)


def texts_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Document id → text of the articles whose text the graph holds."""
    return {
        node["doc"]: node["text"]
        for node in data["nodes"]
        if node["type"] == "Article" and node.get("doc") and node.get("text") is not None
    }


class _Content:
    """Node types by id, texts by document, and the documents that the graph names."""

    def __init__(self, types: dict[str, str], texts: dict[str, str], docs: set[str]) -> None:
        self.types, self.texts, self.docs = types, texts, docs

    def node(self, node: Mapping[str, Any], here: str) -> Iterator[Problem]:
        yield from _values(node, here)
        if not node["name"].strip():
            yield Problem(f"{here}.name", "is empty", "give the node a name to show")
        if node["type"] in ("Claim", "SocialPost") and not node.get("evidence"):
            what = "is empty" if "evidence" in node else "is missing"
            yield Problem(f"{here}.evidence", what, "say where it stands: doc, start, end, quote")
        for number, other in enumerate(node.get("may_be") or ()):
            yield from self._entity(other, f"{here}.may_be[{number}]")
        for number, role in enumerate(node.get("roles") or ()):
            yield from self._entity(role.get("of"), f"{here}.roles[{number}].of")
            yield from self._doc(role["from"], f"{here}.roles[{number}].from")
        yield from self.evidence(node, here)

    def evidence(self, holder: Mapping[str, Any], here: str) -> Iterator[Problem]:
        for number, row in enumerate(holder.get("evidence") or ()):
            place = f"{here}.evidence[{number}]"
            yield from _values(row, place)
            yield from self._entity(row.get("speaker"), f"{place}.speaker")
            yield from self._doc(row["doc"], f"{place}.doc")
            if row.get("extractor") == METADATA:
                continue  # a record beside the text has no words in it
            wrong = list(_offsets(row, place))
            yield from wrong or self._words(row, place)

    def _words(self, row: Mapping[str, Any], here: str) -> Iterator[Problem]:
        """Whether the words of the text are those of the quote."""
        text = self.texts.get(row["doc"])
        if text is None:
            return
        start, end, quote = row["start"], row["end"], row.get("quote")
        if end > len(text):
            what = f"is {end}, and the text of {row['doc']} ends at {len(text)}"
            yield Problem(f"{here}.end", what, _AGAIN)
        elif quote is not None and text[start:end] != quote:
            what = f"is {_cut(quote)}, and the text has {_cut(text[start:end])}"
            yield Problem(f"{here}.quote", what, _AGAIN)

    def _entity(self, ident: Any, here: str) -> Iterator[Problem]:
        """Whether a reference, where there is one, leads to a person or body of the graph."""
        if ident is not None and self.types.get(str(ident)) not in ENTITY_TYPES:
            todo = "add the entity, or set it to null"
            yield Problem(here, f"no such entity: {str(ident)!r}", todo)

    def _doc(self, doc: str, here: str) -> Iterator[Problem]:
        if self.docs and doc not in self.docs:
            yield Problem(here, f"no article of the graph is {doc!r}", "add its Article node")


def _offsets(row: Mapping[str, Any], here: str) -> Iterator[Problem]:
    """Whether offsets go forward, cover as much as the quote has, and hold their spans."""
    start, end, quote = row["start"], row["end"], row.get("quote")
    if not 0 <= start < end:
        yield Problem(f"{here}.start", f"{start} to {end} are no words", _AGAIN)
    elif quote is not None and len(quote) != end - start:
        what = f"has {len(quote)} characters, and {start} to {end} are {end - start}"
        yield Problem(f"{here}.quote", what, "count Unicode code points, not bytes")
    last = start
    for number, span in enumerate(row.get("spans") or ()):
        if len(span) != 2 or not last <= span[0] < span[1] <= end:
            what = "is no stretch inside start and end, after the one before"
            yield Problem(f"{here}.spans[{number}]", what, _AGAIN)
            return
        last = span[1]


def _values(row: Mapping[str, Any], here: str) -> Iterator[Problem]:
    """Whether dates are dates."""
    for name in _DATES:
        if (value := row.get(name)) and not _DATE.fullmatch(value):
            yield Problem(f"{here}.{name}", f"is no date: {value!r}", "write it as 2026-03-14")


def _cut(words: str) -> str:
    return repr(words if len(words) <= 40 else f"{words[:39]}…")
