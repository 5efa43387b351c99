"""A gate for who speaks that every clone has: the sample articles, read by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.model import Resolution
from graphkit.pipeline import extract_documents, resolve_extractions
from graphkit.readers import read
from graphkit.settings import Settings

GOLD = [
    line.split("\t")
    for line in Path(__file__).with_name("seeds_speakers.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
#: Share of the statements whose speaker is right; what is not found at all counts as wrong.
FLOOR = 0.85


@pytest.fixture(scope="module")
def resolution(seeds: Path) -> Resolution:
    documents = read([seeds], lambda problem: pytest.fail(str(problem)))
    return resolve_extractions(extract_documents(documents, Settings()), Settings())


def test_speakers_of_the_sample_articles_stay_above_their_floor(resolution: Resolution) -> None:
    names = {entity.id: entity.name for entity in resolution.entities}
    texts = {found.document.id: found.document.text for found in resolution.extractions}
    told = {}
    for found in resolution.extractions:
        doc = found.document.id
        for said in found.attributions:
            speaker = names.get(resolution.entity_of.get((doc, said.speaker or ""), ""), "-")
            for start, end in said.content:
                told.setdefault((doc, start), (texts[doc][start:end], speaker))
    wrong = []
    for doc, words, speaker in GOLD:
        at = texts[doc].index(words)
        starts = [start for d, start in told if d == doc and abs(start - at) <= 20]
        if not any(told[doc, start][1] == speaker for start in starts):
            wrong.append((doc, words, speaker, [told[doc, start][1] for start in starts]))
    assert 1 - len(wrong) / len(GOLD) >= FLOOR, wrong
    guessed = [row for row in wrong if set(row[3]) - {"-"}]
    assert not guessed, f"a name that is wrong is worse than none: {guessed}"
