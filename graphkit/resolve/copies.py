"""COPIES: articles that are near-duplicates of others, the later of the earlier.

Texts are compared by their runs of five words.  Runs are sampled by their checksum, so that a
long text gives some hundred keys, and candidates share several of them; each candidate pair is
then compared by all its runs.  Where dates do not say which came first, the direction follows
the texts' hashes, and the relation says that the order is unknown.

Method: Broder (1997), "On the resemblance and containment of documents"; Manku, Jain and
Das Sarma (2007) for sampling by checksum.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from graphkit.ids import article_id, content_hash
from graphkit.model import Document, Evidence, Extraction, Relation, Resolution, Span
from graphkit.resolve.pairs import Runs, shared_pairs

__all__ = ["copies", "resemblance"]

EXTRACTOR: Final = "copies"
#: A text's runs as sorted numbers: four bytes each, so that 100,000 articles take some 200 MB.
Checksums: TypeAlias = npt.NDArray[np.uint32]
_WORD: Final = re.compile(r"\w+")
_RUN: Final = 5
#: One run in so many is a key; candidates share at least ``_KEYS`` of them.
_SAMPLED: Final = 4
_KEYS: Final = 4
#: Share of all runs that both texts have, or of the shorter text's runs if it is an excerpt.
_ALIKE: Final = 0.6
_CONTAINED: Final = 0.8
#: Texts with fewer words are too short to be known as copies.
_SHORTEST: Final = 60


def copies(resolution: Resolution) -> Iterator[Relation]:
    """Yield a relation for every pair of near-duplicates."""
    found = sorted(resolution.extractions, key=lambda e: (_hash(e.document), e.document.id))
    runs: list[Checksums] = []
    keys = Runs(1)
    for number, extraction in enumerate(found):
        runs.append(_runs(_article_text(extraction)))
        sampled = runs[-1][runs[-1] % _SAMPLED == 0]
        keys.add(number, "", list(map(str, sampled.tolist())))
    for left, right in shared_pairs(keys, _KEYS):
        score = resemblance(runs[left], runs[right])
        if score:
            yield _relation(found[left].document, found[right].document, score)


def _article_text(found: Extraction) -> str:
    """The text without what is not the article."""
    text, kept, at = found.document.text, [], 0
    for start, end in sorted(found.boilerplate):
        kept.append(text[at:start])
        at = max(at, end)
    kept.append(text[at:])
    return " ".join(kept)


def _runs(text: str) -> Checksums:
    """Checksums of a text's runs of words, sorted; none for a text that is too short."""
    words = _WORD.findall(text.casefold())
    if len(words) < _SHORTEST:
        return np.empty(0, dtype=np.uint32)
    runs = (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
    sums = (zlib.crc32(" ".join(run).encode()) for run in runs)
    return np.unique(np.fromiter(sums, dtype=np.uint32))


def resemblance(one: Checksums, other: Checksums) -> float:
    """How alike two texts are by their runs, 0 where they are no copies."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    if not shared:
        return 0.0
    alike = shared / (len(one) + len(other) - shared)
    contained = shared / min(len(one), len(other))
    if alike >= _ALIKE or (contained >= _CONTAINED and alike >= _ALIKE / 2):
        return round(max(alike, 0.9 * contained), 4)
    return 0.0


def _hash(document: Document) -> str:
    return document.text_hash or content_hash(document.text)


def _relation(one: Document, other: Document, score: float) -> Relation:
    """The later copies the earlier; ``one`` has the smaller hash."""
    earlier, later, order = one, other, "unknown"
    dates = [(d.published or "")[:10] for d in (one, other)]
    if all(dates) and dates[0] != dates[1]:
        order = "by date"
        if dates[0] > dates[1]:
            earlier, later = other, one
    evidence = tuple(_evidence(a, b, score) for a, b in ((later, earlier), (earlier, later)))
    properties: dict[str, str | float | bool] = {"order": order, "similarity": score}
    return Relation(
        "COPIES", article_id(later.id), article_id(earlier.id), evidence, score, properties
    )


def _evidence(document: Document, other: Document, score: float) -> Evidence:
    """The first line that both have."""
    theirs = {line.strip() for line in other.text.splitlines()}
    lines = [Span(*m.span()) for m in re.finditer(r"[^\r\n]+", document.text)]
    shared = [s for s in lines if document.text[s.start : s.end].strip() in theirs]
    long = [s for s in shared if s.end - s.start >= 40]
    start, end = next(iter(long or shared or lines))
    quote = document.text[start:end]
    return Evidence(document.id, start, end, quote, EXTRACTOR, score)
