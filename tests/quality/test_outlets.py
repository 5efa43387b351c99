"""Floors for whose page it is: sixty short texts of our own, with and without marks and traps."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit.pipeline import extract_documents, resolve_extractions
from graphkit.readers import read
from graphkit.settings import Settings
from graphkit.text.lexicon import fold
from tests.shared import shared

TEXTS = re.findall(
    r"^=== ([^\t\n]+)\t(tuned|kept)\t([^\n]+)\n(.*?)(?=^=== |\Z)",
    Path(__file__).with_name("outlets.txt").read_text("utf-8"),
    re.MULTILINE | re.DOTALL,
)
PRECISION, RECALL = 0.97, 0.8


def test_outlets_that_texts_tell_stay_above_their_floors(tmp_path: Path) -> None:
    for name, _, _, text in TEXTS:
        # a folder each: what pages of one folder have in common tells of them too
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(text, "utf-8")
    documents = read([tmp_path], lambda problem: None)
    resolution = resolve_extractions(extract_documents(documents, Settings()), Settings())
    names = {entity.id: entity.name for entity in resolution.entities}
    read_as = {
        found.document.id.rpartition("/")[2].removesuffix(".txt"): names.get(
            resolution.outlet_of.get(found.document.id, ""), "-"
        )
        for found in resolution.extractions
    }
    rows = [(name, outlet, read_as[name]) for name, _, outlet, _ in TEXTS]
    wrong = [row for row in rows if fold(row[1]) != fold(row[2])]
    right = sum(outlet != "-" and fold(outlet) == fold(got) for _, outlet, got in rows)
    assert len(TEXTS) == 60
    assert right / sum(got != "-" for *_, got in rows) >= PRECISION, wrong
    assert right / sum(outlet != "-" for _, outlet, _ in rows) >= RECALL, wrong


def test_an_aggregator_and_whom_it_copies_are_told_apart() -> None:
    documents = read([shared("seeds")], lambda problem: None)
    resolution = resolve_extractions(extract_documents(documents, Settings()), Settings())
    names = {entity.id: entity.name for entity in resolution.entities}
    edges = {
        (relation.type, names.get(relation.source, relation.source), names[relation.target])
        for relation in resolution.relations
        if relation.target in names
    }
    pages = {(source, target) for type_, source, target in edges if type_ == "PUBLISHED_BY"}
    assert pages == {("article:002_b4f83fd7e20d5ea5.txt", "Conservative News Daily")}
    chain = [
        ("CITED", "Conservative News Daily", "The Western Journal"),
        ("CITED", "Conservative News Daily", "Fox News"),
        ("CITED", "Chicago Tribune", "Jon Hein"),
    ]
    assert not set(chain) - edges
    reported = {
        names.get(relation.target)
        for relation in resolution.relations
        if relation.type == "REPORTED_BY"
        and {item.doc for item in relation.evidence} == {"002_b4f83fd7e20d5ea5.txt"}
    }
    assert reported == {"Conservative News Daily"}
