"""A second opinion on disputes, by a model in a folder or by a plug-in.

``tests/data/nli`` is a model of eight operations that holds that two statements contradict each
other when they have an odd number of "not" between them: real files, read by the real runtime.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import ModelError
from graphkit.language.inference import Inference
from graphkit.language.judge_models import load_judge
from graphkit.model import Relation
from graphkit.resolve.disputes import disputes
from tests.resolve.making import Article
from tests.resolve.test_disputes import LEAVING, STAYING, denial, resolution

MODEL = Path(__file__).parent.parent / "data" / "nli"
#: On one matter, and nothing in their words sets them against each other.
FERRY = "The harbour ferry carried forty passengers across the frozen strait before dawn."
NO_FERRY = "Not the harbour ferry but trucks carried passengers across the frozen strait at dawn."


def found(*articles: Article, judge: str = "", **kept: object) -> list[Relation]:
    extractions = tuple(replace(a.extraction(), **kept) for a in articles)  # type: ignore[arg-type]  # fields of a record, by name
    asked = load_judge(judge) if judge else None
    return list(disputes(resolution(*extractions, articles=articles), asked))


def two(first: str, second: str) -> tuple[Article, Article]:
    one, other = Article("a", "2024-05-03"), Article("b", "2024-05-05")
    one.say("Ola Berg", first)
    other.say("Nils Holm", second)
    return one, other


def test_a_model_gives_the_probability_that_two_statements_contradict_each_other() -> None:
    pairs = [("It sank.", "It did not sank."), ("It sank.", "It sank."), ("not", "not it")]
    chances = Inference(MODEL)(pairs)
    assert [round(chance, 2) for chance in chances] == [1.0, 0.0, 0.0]
    assert Inference(MODEL)([(b, a) for a, b in pairs]) == chances


def test_a_judge_takes_back_what_words_alone_set_against_each_other() -> None:
    articles = two(LEAVING, STAYING)  # opposites by their words, and no "not"
    assert len(found(*articles)) == 2
    assert found(*articles, judge=str(MODEL)) == []


def test_a_judge_finds_what_no_word_tells() -> None:
    articles = two(FERRY, NO_FERRY)
    edges = found(*articles, judge=str(MODEL))
    assert len(edges) == 2
    assert {edge.properties["features"] for edge in edges} == {"the judge"}
    assert all(edge.properties["possible"] for edge in edges)
    assert all(float(edge.properties["judged"]) > 0.9 and edge.confidence < 0.9 for edge in edges)


def test_a_judge_is_not_asked_about_claims_on_other_matters() -> None:
    assert found(*two(FERRY, "The council did not vote on taxes."), judge=str(MODEL)) == []


def test_what_somebody_denies_outright_stands_whatever_a_judge_says() -> None:
    article = Article("a", "2024-05-03")
    article.say("Ola Berg", LEAVING)
    article.say("Nils Holm", STAYING)
    denials = (denial("a", 1, 0),)
    outright = [
        edge
        for edge in found(article, judge=str(MODEL), denials=denials)
        if edge.properties["why"] == "denial"
    ]
    assert outright
    assert all("judged" not in edge.properties for edge in outright)


def test_a_plug_in_of_another_package_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "doubter.py").write_text(
        "def make():\n    return lambda pairs: [0.0] * len(pairs)\n"
    )
    info = tmp_path / "doubter-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: doubter\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[graphkit.judges]\ndoubter = doubter:make\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert found(*two(LEAVING, STAYING), judge="doubter") == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "model.onnx").unlink(), "no NLI model"),
        (lambda folder: (folder / "model.onnx").write_bytes(b"?"), "no NLI model"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "no NLI model"),
        (
            lambda folder: (folder / "config.json").write_text(
                json.dumps({"id2label": {"0": "positive"}})
            ),
            "has no contradiction",
        ),
    ],
)
def test_a_folder_that_holds_no_judge_is_named_with_what_it_needs(
    tmp_path: Path, spoil: object, told: str
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    assert callable(spoil)
    spoil(folder)
    with pytest.raises(ModelError, match=told) as error:
        load_judge(str(folder))
    assert str(folder) in str(error.value)


def test_an_unknown_judge_is_named() -> None:
    with pytest.raises(ModelError, match="nobody-knows-it"):
        load_judge("nobody-knows-it")
