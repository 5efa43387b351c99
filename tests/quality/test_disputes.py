"""The gate on disputes inside a document: 80 small articles of our own, 50 of them with one.

Each line of ``disputes.jsonl`` is an article of two or three statements (speaker, cue, content)
and the pairs of them where the first disputes the second, in either direction.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.extractors.test_denials import denials, pairs

LINES = [
    json.loads(line)
    for line in (Path(__file__).parent / "disputes.jsonl").read_text("utf-8").splitlines()
]
FLOOR = 0.6


def test_disputes_are_found_and_none_is_made_up() -> None:
    assert len(LINES) == 80
    hits = found = wanted = 0
    wrong = []
    for line in LINES:
        said = [tuple(one) for one in line["said"]]
        text = "\n".join(f"{who} {cue} {content}." for who, cue, content in said)
        names = {"Ola Berg", "Nils Holm", "Ada Lund"}
        got = {
            frozenset((by, against))
            for by, against in pairs(denials(text, *said, people=tuple(sorted(names))))  # type: ignore[arg-type]  # triples of a table
            if by is not None
        }
        gold = {frozenset(pair) for pair in line["disputes"]}
        hits += len(got & gold)
        found += len(got)
        wanted += len(gold)
        if got != gold:
            wrong.append(f"{sorted(map(sorted, got))}: {text!r}")
    precision, recall = hits / found, hits / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"disputes: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")  # noqa: T201  # a report
    print(*wrong, sep="\n")  # noqa: T201  # what to look at when the gate falls
    assert precision >= FLOOR, wrong
    assert f1 >= FLOOR, wrong
