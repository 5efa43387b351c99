"""Floors for who speaks, on articles that may not be committed: skipped without them."""

from __future__ import annotations

import json
from dataclasses import replace

from graphkit.extractors.mentions import find_entities
from graphkit.extractors.speakers import find_speakers
from graphkit.language import analyse
from graphkit.model import Attribution, Document, Extraction, Span
from graphkit.settings import Settings
from graphkit.text.lexicon import bodies, fold
from tests.shared import shared

#: With the sources given; lowering one needs a reason in the commit.
FLOORS = {"speaker": 0.90, "entities found": 0.93}


def test_speakers_and_entities_stay_above_their_floors() -> None:
    gold = json.loads(shared("eval/speakers_train.json").read_text("utf-8"))["articles"]
    texts = shared("polnear/train/text")
    documents = [
        Document(a["doc"], a["doc"], (texts / f"{a['doc']}.txt").read_bytes().decode("utf-8"))
        for a in gold
    ]
    right = asked = found_names = all_names = 0
    for article, analysis in zip(gold, analyse(documents, Settings()), strict=True):
        marked = [
            Attribution(
                tuple(Span(*s) for s in a["source"]),
                (),
                tuple(Span(*s) for s in a["content"]),
                "indirect",
                1.0,
                "gold",
            )
            for a in article["attributions"]
        ]
        found = Extraction(analysis.document)
        found = replace(found, entities=tuple(find_entities(analysis, (), ())))
        names = {e.key: fold(e.name) for e in found.entities}
        known = {
            e["name"]: {fold(n) for n in (e["name"], *e["aliases"])} for e in article["entities"]
        }
        for said, told in zip(
            find_speakers(analysis, found.entities, marked), article["attributions"], strict=True
        ):
            if told["speaker"] in known:
                allowed = set().union(
                    *(known.get(s, {fold(s)}) for s in (told["speaker"], *told.get("joint", [])))
                )
                asked += 1
                right += names.get(said.speaker or "", "") in allowed
        have = set(names.values()) | {fold(m.surface) for e in found.entities for m in e.mentions}
        required = [e for e in article["entities"] if not e.get("optional")]
        all_names += len(required)
        found_names += sum(bool(known[e["name"]] & have) for e in required)
    assert right / asked >= FLOORS["speaker"]
    assert found_names / all_names >= FLOORS["entities found"]


def test_the_lists_are_as_long_as_promised() -> None:
    outlets = [b for b in bodies() if b.type == "Outlet"]
    assert len(outlets) >= 1_000
    assert sum(bool(b.domain) for b in outlets) >= 0.95 * len(outlets)
    assert len({fold(b.name) for b in outlets}) == len(outlets)
    assert sum(b.type == "Agency" for b in bodies()) >= 350
