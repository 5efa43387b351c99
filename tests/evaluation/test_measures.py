"""Corpora are read, and attributions measured, as the given scorer does."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from graphkit.cli import main
from graphkit.errors import InputError
from graphkit.evaluation import Corpus, Roles, parse_predictions, read_corpus, score
from graphkit.evaluation.corpus import ROLES
from graphkit.evaluation.measures import Report
from graphkit.model import Span
from tests.shared import shared

TEXT = (
    "Ann said: “It rained,” and left. 😀 Bob thinks that rain is good. Rain\n"
    "fell, reports say. Photo by Ann."
)


def at(*fragments: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in fragments]


BOUNDS = [
    ("Source", at("Ann")),
    ("Cue", at("said")),
    ("Content", at("“It rained,”")),
    ("Source", at("Bob")),
    ("Cue", at("thinks")),
    ("Content", at("that", "rain is good")),
    ("Content", at("Rain\nfell")),
    ("Cue", at("say.")),
    ("Discard", at("Photo by Ann.")),
    ("Discuss", at("and left")),
    ("Attribution", at("Ann")),
]
STANDOFF = "".join(
    f"T{number}\t{kind} {';'.join(f'{start} {end}' for start, end in spans)}\t-\nTo -\n\n"
    for number, (kind, spans) in enumerate(BOUNDS, 1)
)
EVENTS = (
    "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\n"
    "E2\tAttribution:T5 Content:T6 Cue:T5 Source:T4\n"
    "E3\tAttribution-no-source:T8 Content2:T7 Cue:T8\n"
    "E4\tAttribution:T11\n"
)


def write(folder: Path, **standoff: str) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "a_b.txt").write_text(TEXT, encoding="utf-8", newline="")
    for annotator, content in standoff.items():
        path = folder / "attributions" / f"a_b_{annotator}.ann"
        path.write_text(content, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return read_corpus(write(tmp_path, second="T1\tSource 0 3\tAnn\n", first=STANDOFF + EVENTS))


def counts(report: Report, group: str, kind: str) -> tuple[float, ...]:
    return tuple(report[group][kind][key] for key in ("gold", "predicted", "correct"))


def test_a_corpus_is_read_with_its_first_annotator(corpus: Corpus) -> None:
    assert (corpus.several_annotators, corpus.without_roles) == (1, 1)
    one = corpus.documents["a_b"]
    assert one.text == TEXT
    read = [[[TEXT[s:e] for s, e in a[role]] for role in ROLES] for a in one.attributions]
    assert read == [
        [["Ann"], ["said"], ["“It rained,”"]],
        [["Bob"], ["thinks"], ["that", "rain is good"]],
        [[], ["say."], ["Rain\nfell"]],
    ]
    assert [TEXT[s:e] for s, e in one.discard] == ["Photo by Ann."]


def test_gold_scores_one_and_nothing_scores_nought(corpus: Corpus) -> None:
    gold = {"a_b": corpus.documents["a_b"].attributions}
    for group in score(corpus, gold).values():
        assert all(value["f1"] == 1.0 for value in group.values())
    for group in score(corpus, {}).values():
        assert all(value["f1"] == 0.0 and value["gold"] > 0 for value in group.values())


def test_measures_are_those_counted_by_hand(corpus: Corpus) -> None:
    # A quote without its marks, a thought without "that" and from the wrong source, a stretch
    # that nobody said, and something in a discarded part.
    line = json.dumps(
        {
            "doc": "a_b",
            "attributions": [
                {"source": at("Ann"), "cue": at("said"), "content": at("It rained")},
                {"source": at("Ann"), "cue": at("thinks"), "content": at("rain is good")},
                {"source": [], "cue": [], "content": at("left"), "kind": "indirect"},
                {"source": at("Photo"), "cue": [], "content": at("by Ann.")},
            ],
        }
    )
    report = score(corpus, parse_predictions([line, ""], corpus))
    expected = {
        ("source", "token"): (2, 1, 1),
        ("source", "exact"): (2, 2, 1),
        ("cue", "token"): (4, 2, 2),
        ("cue", "exact_trim"): (3, 2, 2),
        ("content", "token"): (11, 6, 5),
        ("content", "exact"): (3, 3, 0),
        ("content", "exact_trim"): (3, 3, 1),
        # 2/5 of the quote's tokens are shared (< 0.5), 3/4 of the thought's
        ("attribution", "content_only"): (3, 3, 1),
        ("attribution", "who_said_what"): (3, 3, 0),
        ("quoted", "content_only"): (1, 1, 0),
        ("indirect", "content_only"): (2, 2, 1),
    }
    assert {name: counts(report, *name) for name in expected} == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"doc": "nope", "attributions": []}', "no document 'nope'"),
        ('{"doc": "a_b", "attributions": [{"content": [[0, 9999]]}]}', "expected [start, end]"),
        ('{"doc": "a_b", "attributions": [{"content": [[-1, 4]]}]}', "expected [start, end]"),
        ('{"doc": "a_b", "attributions": [{"content": [[5, 5]]}]}', "expected [start, end]"),
        ('{"doc": "a_b", "attributions": [{"content": [[0, true]]}]}', "expected [start, end]"),
        ('{"doc": "a_b", "attributions": [{"content": 3}]}', "expected a list"),
        ('{"doc": "a_b", "attributions": [3]}', "expected an object"),
        ('{"doc": "a_b"}', "expected {"),
        ("[", "not JSON"),
    ],
)
def test_a_bad_prediction_is_named(corpus: Corpus, line: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_predictions([line], corpus, "found.jsonl")
    assert message in str(caught.value)
    assert str(caught.value).startswith("found.jsonl:1")


def test_a_document_predicted_twice_is_named(corpus: Corpus) -> None:
    line = '{"doc": "a_b", "attributions": []}'
    with pytest.raises(InputError, match="occurs twice"):
        parse_predictions([line, line], corpus)


@pytest.mark.parametrize(
    ("standoff", "message"),
    [
        ("T1\tSource 0 9999\tx\n", "out of range"),
        ("T1\tSource three\tx\n", "bad annotation line"),
        ("T1\tSource\tx\n", "bad annotation line"),
        ("T1\tSource 0 3\tAnn\nE1\tAttribution:T1 Voice:T1\n", "unknown role"),
        ("E1\tAttribution:T1 Source:T9\n", "no span 'T9'"),
    ],
)
def test_a_bad_annotation_is_named_with_its_line(
    tmp_path: Path, standoff: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_corpus(write(tmp_path, x=standoff))
    assert message in str(caught.value)
    assert "a_b_x.ann:" in str(caught.value)


def test_a_corpus_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        read_corpus(tmp_path)
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    with pytest.raises(InputError, match=r"no \.txt file"):
        read_corpus(tmp_path)


def test_the_command_prints_figures_and_json(tmp_path: Path) -> None:
    folder = write(tmp_path, x=STANDOFF + EVENTS)
    found = tmp_path / "found.jsonl"
    gold = read_corpus(folder).documents["a_b"].attributions
    found.write_text(json.dumps({"doc": "a_b", "attributions": gold}), encoding="utf-8")
    command = ["evaluate", "attributions", "--corpus", str(folder), "--predictions", str(found)]
    shown = CliRunner().invoke(main, command)
    assert shown.exit_code == 0, shown.output
    assert "attribution who_said_what    100.0   100.0   100.0       3       3       3" in (
        shown.output
    )
    data = json.loads(CliRunner().invoke(main, [*command, "--json"]).output)
    assert data["corpus"]["documents"] == 1
    assert data["scores"]["quoted"]["who_said_what"]["f1"] == 1.0


def given_scorer() -> ModuleType:
    path = shared("eval/score_attributions.py")
    spec = importlib.util.spec_from_file_location("given_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoilt(corpus: Corpus, draw: random.Random) -> Iterator[tuple[str, list[Roles]]]:
    """Gold with attributions dropped and doubled, spans cut, sources swapped."""
    for stem, one in corpus.documents.items():
        found: list[Roles] = []
        for gold in one.attributions * 2:
            if draw.random() < 0.6:
                continue
            roles = dict(gold)
            for role in ROLES:
                if draw.random() < 0.4:
                    cut = [Span(s + draw.randrange(0, max(1, e - s)), e) for s, e in roles[role]]
                    roles[role] = tuple(sorted(cut))
            if draw.random() < 0.2:
                roles["source"] = draw.choice(one.attributions)["source"]
            found.append(roles)
        yield stem, found


def test_figures_equal_those_of_the_given_scorer() -> None:
    scorer, folder = given_scorer(), shared("polnear/dev")
    corpus = read_corpus(folder)
    found = dict(spoilt(corpus, random.Random(7)))
    lines = [json.dumps({"doc": s, "attributions": a}) for s, a in found.items()]
    documents, notes = scorer.load_gold(str(folder))
    assert (notes["several_annotators"], notes["without_roles"]) == (
        corpus.several_annotators,
        corpus.without_roles,
    )
    expected = scorer.score(documents, scorer.load_predictions(lines, documents))
    assert score(corpus, parse_predictions(lines, corpus)) == expected
    assert 0.2 < expected["attribution"]["who_said_what"]["f1"] < 0.9
