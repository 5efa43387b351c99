"""People's judgements on claims, as constraints that the rules then have to keep.

A claim is made of wordings, and its id is that of its first one, so an id leads to a wording
even after an older article gave the claim another id.  "Same" joins two wordings before any
rule; "different" keeps two from ever meeting, and the others go where they fit best.  Judgements
whose references fit nothing are passed over, as with entities.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphkit.curation.judgements import Judgement, Reference
from graphkit.errors import JudgementError
from graphkit.text.stems import normal_words

__all__ = ["Constraints", "Item", "constraints", "on_claims"]


@dataclass(frozen=True, slots=True)
class Item:
    """What can be told of one wording: its ids, its words, the documents where it stands."""

    ids: frozenset[str]
    words: tuple[str, ...]
    docs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Numbers of wordings to be joined (with the line that says so) and to be kept apart."""

    same: tuple[tuple[int, int, int], ...]
    apart: tuple[tuple[int, int], ...]
    idle: tuple[Judgement, ...]


def on_claims(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that are about claims: at least one reference has the id of one."""
    return [
        one
        for one in judgements
        if one.kind in ("same", "different")
        and any(ref.id.startswith("claim:") for ref in one.about)
    ]


def constraints(
    judgements: Sequence[Judgement], items: Sequence[Item], cluster: Callable[[int], list[int]]
) -> Constraints:
    """What the judgements mean for wordings, which the rules alone put into clusters.

    Raises :class:`JudgementError` with both lines where "same" joins what "different" parts.
    """
    same: list[tuple[int, int, int]] = []
    apart: list[tuple[int, int, int]] = []
    idle: list[Judgement] = []
    for one in judgements:
        found = _parts(one.about, items, cluster)
        if len(found) < 2 or not all(found):
            idle.append(one)
        elif one.kind == "same":
            same += [(found[0][0], other, one.line) for held in found[1:] for other in held]
        else:
            apart += [
                (a, b, one.line)
                for i, ours in enumerate(found)
                for theirs in found[i + 1 :]
                for a in ours
                for b in theirs
            ]
    _check(same, apart, len(items))
    return Constraints(tuple(same), tuple((a, b) for a, b, _ in apart), tuple(idle))


def _parts(
    about: Sequence[Reference], items: Sequence[Item], cluster: Callable[[int], list[int]]
) -> list[list[int]]:
    """For each reference the wordings that it means; a narrower one takes them from a wider."""
    wide = [_find(ref, items, cluster) for ref in about]
    parts = []
    for number, ref in enumerate(about):
        held = wide[number]
        if not ref.doc and len(about) > 1:
            narrow = {i for other, ref_ in zip(wide, about, strict=True) if ref_.doc for i in other}
            if narrow & {j for i in held for j in cluster(i)}:
                held = [j for j in cluster(held[0]) if j not in narrow]
        parts.append(held)
    return parts


def _find(ref: Reference, items: Sequence[Item], cluster: Callable[[int], list[int]]) -> list[int]:
    """The wordings of a reference: by id, else by its words if one claim alone has them."""
    held = [i for i, item in enumerate(items) if ref.id in item.ids] if ref.id else []
    if held and ref.doc:
        held = sorted({j for i in held for j in cluster(i) if ref.doc in items[j].docs})
    if not held and ref.name:
        words = normal_words(ref.name)
        held = [
            i
            for i, item in enumerate(items)
            if item.words == words and (not ref.doc or ref.doc in item.docs)
        ]
        if len({min(cluster(i)) for i in held}) > 1:
            return []
    return held if ref.doc else held[:1]


def _check(
    same: Sequence[tuple[int, int, int]], apart: Sequence[tuple[int, int, int]], size: int
) -> None:
    parent = list(range(size))

    def root(item: int) -> int:
        while parent[item] != item:
            item = parent[item]
        return item

    line_of: dict[int, int] = {}
    for a, b, line in same:
        parent[max(root(a), root(b))] = min(root(a), root(b))
        line_of[a] = line_of[b] = line
    for a, b, line in apart:
        if root(a) == root(b):
            raise JudgementError(
                f"judgements line {line_of.get(a, line)} (same) contradicts line {line} "
                "(different) on claims; take one of them out"
            )
