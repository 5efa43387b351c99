"""The gates: the same claim over articles, F1; 150 pairs of our own invented writing.

Each line of ``claims.jsonl`` makes six pairs: a statement with its cut, with a mistyped or
differently marked variant and with an indirect report (the same claim); with its twisted form
(a negation, a number, an opposite), with another statement of the same speaker on the same
matter, and with the same words by another speaker (not the same).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from graphkit.model import AttributionKind
from graphkit.resolve.claims import join_claims
from tests.resolve.making import Article, entities_of

LINES = [
    json.loads(line)
    for line in (Path(__file__).parent / "claims.jsonl").read_text("utf-8").splitlines()
]
FLOOR = 0.90
#: (key of the second statement, its kind, its speaker, whether it is the same claim)
PAIRS: tuple[tuple[str, AttributionKind, str, bool], ...] = (
    ("cut", "direct", "Ola Berg", True),
    ("variant", "direct", "Ola Berg", True),
    ("retold", "indirect", "Ola Berg", True),
    ("twisted", "direct", "Ola Berg", False),
    ("other", "direct", "Ola Berg", False),
    ("whole", "direct", "Nils Holm", False),
)


def judged() -> Iterator[tuple[bool, bool, str, str]]:
    """(is the same, was joined, key, words) for every pair."""
    for line in LINES:
        for key, kind, speaker, same in PAIRS:
            one, other = Article("a", "2024-05-03"), Article("b", "2024-05-04")
            one.say("Ola Berg", line["whole"])
            other.say(speaker, line[key], kind=kind)
            extractions = (one.extraction(), other.extraction())
            _, claim_of, _ = join_claims(extractions, entities_of(one, other), {})
            yield same, claim_of["a", 0] == claim_of["b", 0], key, line[key]


def test_the_same_claim_is_joined_and_no_other() -> None:
    results = list(judged())
    assert len(results) == 150
    hits = sum(same and joined for same, joined, _, _ in results)
    precision = hits / sum(joined for _, joined, _, _ in results)
    recall = hits / sum(same for same, _, _, _ in results)
    f1 = 2 * precision * recall / (precision + recall)
    wrong = [f"{key}: {words}" for same, joined, key, words in results if same != joined]
    print(f"same claim: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")  # noqa: T201  # a report
    print(*wrong, sep="\n")  # noqa: T201  # what to look at when the gate falls
    assert f1 >= FLOOR, wrong
