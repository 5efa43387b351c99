"""How often disputes found inside an article are right, by the confidence they have.

python -m benchmarks.dispute_confidence speakers.json TEXTS

``speakers.json`` marks attributions (``id``, ``content``) and ``disputes`` (pairs of their ids,
``by_attribution`` and ``against_attribution``) of articles whose ``doc``.txt lies in TEXTS.  A
statement is one of the marked if half of their tokens together are the same.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphkit.model import Document, Span
from graphkit.pipeline import extract_documents
from graphkit.settings import Settings

TOKEN = re.compile(r"\w+|[^\w\s]")
BINS = ((0.0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


def tokens(text: str, spans: Iterable[Any]) -> frozenset[int]:
    spans = [Span(*span) for span in spans]
    found = (m.span() for m in TOKEN.finditer(text))
    return frozenset(a for a, b in found for s in spans if a < s.end and s.start < b)


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("marked", type=Path)
    parser.add_argument("texts", type=Path)
    options = parser.parse_args()
    articles = json.loads(options.marked.read_text("utf-8"))["articles"]
    documents = [
        Document(a["doc"], a["doc"], (options.texts / f"{a['doc']}.txt").read_bytes().decode())
        for a in articles
    ]
    found: list[tuple[float, bool]] = []
    for article, extraction in zip(articles, extract_documents(documents, Settings()), strict=True):
        text = extraction.document.text
        gold = {a["id"]: tokens(text, a["content"]) for a in article["attributions"]}
        meant = {}
        for index, said in enumerate(extraction.attributions):
            ours = tokens(text, said.content)
            like, best = max((likeness(ours, theirs), name) for name, theirs in gold.items())
            if like >= 0.5:
                meant[f"attribution:{index}"] = best
        pairs = {
            frozenset((d.get("by_attribution"), d.get("against_attribution")))
            for d in article["disputes"]
        }
        for denial in extraction.denials:
            if denial.against and denial.by.startswith("attribution:"):
                pair = frozenset((meant.get(denial.by), meant.get(denial.against)))
                found.append((denial.evidence.confidence, pair in pairs))
    print("confidence  found  right")
    for low, high in BINS:
        some = [right for sure, right in found if low <= sure < high]
        if some:
            print(f"{low:.1f} to {min(high, 1.0):.1f} {len(some):6} {sum(some) / len(some):6.2f}")
    mean = sum(sure for sure, _ in found) / len(found)
    print(f"mean {mean:.2f} {len(found):7} {sum(right for _, right in found) / len(found):6.2f}")


if __name__ == "__main__":
    main()
