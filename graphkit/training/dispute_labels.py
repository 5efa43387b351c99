"""Labels of disputes, laid on the statements that graphkit finds in the same article.

A file of labels is ``{"articles": [{"doc", "attributions", "disputes"}]}``.  ``attributions`` are
those that a person marked, by name, each with ``source``, ``cue`` and ``content`` as spans.  A
dispute has ``by_attributions`` and ``against_attributions`` (names), or ``against_text`` (words) or
``against_span``; ``by`` is NARRATOR for the article's own voice; ``cue`` the words that dispute, or
``cue_span``; ``optional`` where careful readers may differ.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graphkit.model import Attribution, Span

__all__ = ["OPTIONAL", "PARTS", "Laid", "lay", "overlap", "part_of", "read_labels"]

#: Parts that articles fall into, for cross-validation.
PARTS: Final = 5
#: How much a label counts: an optional one less, and a statement that only goes on.
OPTIONAL: Final = 0.6
_GOES_ON: Final = 0.3
_TOKEN: Final = re.compile(r"\w+")

Tokens = frozenset[int]


def part_of(doc: str) -> int:
    """Which of the parts an article belongs to, by its name alone."""
    return int(hashlib.sha1(doc.encode("utf-8")).hexdigest(), 16) % PARTS


def read_labels(paths: Iterable[Path]) -> dict[str, Mapping[str, Any]]:
    """Document → its labels, of all files."""
    return {
        article["doc"]: article
        for path in paths
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]
    }


@dataclass
class Laid:
    """What is right of each attribution of one article; values are 0, 0.5 (optional) or 1."""

    #: Whether it disputes something, and how much that label counts.
    disputes: list[float]
    counts: list[float]
    #: Whether the article itself calls it untrue.
    untrue: list[float]
    #: (attribution, attribution that it disputes) → 0.5 or 1.
    pairs: dict[tuple[int, int], float] = field(default_factory=dict)
    #: Attribution → token sets of what it disputes, each with its value: for clauses of its own.
    targets: dict[int, list[tuple[Tokens, float]]] = field(default_factory=dict)


class TokenPlaces:
    """The words of a text by their number, as the scorer of disputes counts them."""

    def __init__(self, text: str) -> None:
        """Find the words once."""
        self.text = text
        self.places = [m.span() for m in _TOKEN.finditer(text)]

    def of(self, spans: Iterable[Sequence[int]]) -> Tokens:
        """The words that spans touch."""
        held = [(s[0], s[1]) for s in spans]
        return frozenset(
            i for i, (a, b) in enumerate(self.places) for s, e in held if a < e and b > s
        )

    def find(self, words: str) -> list[tuple[int, int]]:
        """Where words stand in the text, white space left aside."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        return [m.span() for m in re.finditer(pattern, self.text)] if pattern else []


def covers(one: Tokens, other: Tokens) -> bool:
    """Whether two stretches are the same assertion: half in common, or one lies in the other."""
    if not one or not other:
        return False
    both = len(one & other)
    small = min(len(one), len(other))
    return both / len(one | other) >= 0.5 or (small >= 4 and both / small >= 0.8)


def overlap(spans: Sequence[Span], start: int, end: int) -> float:
    """Share of the shorter of two stretches that both cover."""
    shared = sum(max(0, min(e, end) - max(s, start)) for s, e in spans)
    return shared / max(1, min(sum(e - s for s, e in spans), end - start))


def lay(article: Mapping[str, Any], text: str, attributions: Sequence[Attribution]) -> Laid:
    """An article's labels, laid on the attributions found in it."""
    tokens = TokenPlaces(text)
    size = len(attributions)
    laid = Laid([0.0] * size, [1.0] * size, [0.0] * size)
    contents = [
        tokens.of([(a.content[0].start, a.content[-1].end)]) if a.content else frozenset()
        for a in attributions
    ]
    wholes = [tokens.of((*a.content, *a.cue, *a.source)) for a in attributions]
    gold = article["attributions"]
    for dispute in article["disputes"]:
        value = 0.5 if dispute.get("optional") else 1.0
        targets = _targets(dispute, gold, tokens)
        on = [j for j in range(size) if any(covers(contents[j], t) for t in targets)]
        if dispute["by"] == "NARRATOR":
            for j in on:
                laid.untrue[j] = max(laid.untrue[j], value)
        cue = _cue(dispute, tokens)
        for name in dispute["by_attributions"]:
            marked = gold[name]
            content = tokens.of(marked["content"])
            whole = tokens.of([*marked["content"], *marked["cue"], *marked["source"]])
            for i in range(size):
                shared = len(wholes[i] & whole) >= 0.5 * max(1, len(wholes[i] | whole))
                if covers(contents[i], content) or shared:
                    told = not cue or bool(wholes[i] & cue)
                    _mark(laid, i, value, 1.0 if told else _GOES_ON)
                    laid.targets.setdefault(i, []).extend((t, value) for t in targets)
                    for j in on:
                        if j != i:
                            laid.pairs[i, j] = max(laid.pairs.get((i, j), 0.0), value)
    return laid


def _mark(laid: Laid, i: int, value: float, part: float) -> None:
    counts = part * (1.0 if value == 1.0 else OPTIONAL)
    laid.counts[i] = max(laid.counts[i] if laid.disputes[i] else 0.0, counts)
    laid.disputes[i] = max(laid.disputes[i], value)


def _targets(
    dispute: Mapping[str, Any], gold: Mapping[str, Any], tokens: TokenPlaces
) -> list[Tokens]:
    if dispute["against_attributions"]:
        return [tokens.of(gold[name]["content"]) for name in dispute["against_attributions"]]
    if "against_span" in dispute:
        return [tokens.of([dispute["against_span"]])]
    return [tokens.of([span]) for span in tokens.find(dispute.get("against_text") or "")]


def _cue(dispute: Mapping[str, Any], tokens: TokenPlaces) -> Tokens:
    """The words of the cue, wherever it stands."""
    if "cue_span" in dispute:
        return tokens.of([dispute["cue_span"]])
    return tokens.of(tokens.find(dispute.get("cue") or ""))
