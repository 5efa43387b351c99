"""An article that cannot be worked through is named and left out; the others go on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from spacy.language import Language

import graphkit
from graphkit import pipeline
from graphkit.cli import main
from graphkit.errors import GraphkitError, InputError, ModelError, leaving_out
from graphkit.language.analysis import BATCH
from graphkit.language.tagger import Tagger
from graphkit.model import Document
from graphkit.readers import READERS
from graphkit.settings import Settings
from tests.checked import checked

Patch = pytest.MonkeyPatch
BAD = "This one is a poison pill."


def broken(work: Callable[..., Any], error: Exception, late: bool = False) -> Callable[..., Any]:
    """The function, but for the bad text, where it fails, or what it gives fails when called."""

    def fail(*_: object) -> None:
        raise error

    def wrapped(*arguments: Any, **named: Any) -> Any:
        if any(BAD in text_of(argument) for argument in arguments):
            return fail if late else fail()
        return work(*arguments, **named)

    return wrapped


def text_of(thing: Any) -> str:
    document = getattr(thing, "document", thing)
    return str(getattr(document, "text", document))


def tagger_fails(patch: Patch, error: Exception) -> None:
    begin = Tagger.begin
    patch.setattr(Tagger, "begin", lambda *a: broken(lambda _: begin(*a), error)(a[1]))


def tagger_fails_later(patch: Patch, error: Exception) -> None:
    begin = Tagger.begin
    patch.setattr(Tagger, "begin", lambda *a: broken(lambda _: begin(*a), error, late=True)(a[1]))


def tokenizer_fails(patch: Patch, error: Exception) -> None:
    make = Language.make_doc
    patch.setattr(Language, "make_doc", lambda *a: broken(lambda _: make(*a), error)(a[1]))


def extractor_fails(patch: Patch, error: Exception) -> None:
    patch.setattr(pipeline, "extract", broken(pipeline.extract, error))


STAGES = [tagger_fails, tagger_fails_later, tokenizer_fails, extractor_fails]
ERRORS = [
    ValueError("[E088] text\nof \x1b[31mlength"),
    RecursionError("too deep"),
    IndexError(),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    MemoryError(),
]


def documents(*bad: int, number: int) -> list[Document]:
    return [
        Document(f"{at}.txt", f"in/{at}.txt", BAD if at in bad else f"“It rains,” said Jo {at}.")
        for at in range(number)
    ]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("stage", STAGES)
def test_one_article_takes_no_other_with_it(
    monkeypatch: Patch, stage: Callable[[Patch, Exception], None], error: Exception
) -> None:
    given = documents(2, 3, number=6)
    whole = {found.document.id: found for found in pipeline.extract_documents(given, Settings())}
    stage(monkeypatch, error)
    problems: list[InputError] = []
    found = list(pipeline.extract_documents(given, Settings(), problems.append))
    assert [each.document.id for each in found] == ["0.txt", "1.txt", "4.txt", "5.txt"]
    assert all(each == whole[each.document.id] for each in found)
    assert [problem.where for problem in problems] == ["in/2.txt", "in/3.txt"]
    assert type(error).__name__ in problems[0].what
    assert problems[0].what.isprintable()
    assert problems[0].__cause__ is error


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("bad", "number"),
    [
        ([0], 1),
        ([0], 2),
        (range(BATCH), BATCH + 2),
        (range(3 * BATCH), 3 * BATCH + 1),
        ([BATCH - 1, BATCH], 2 * BATCH),
    ],
)
def test_wherever_it_stands_among_the_batches(
    monkeypatch: Patch, stage: Callable[[Patch, Exception], None], bad: Any, number: int
) -> None:
    stage(monkeypatch, ValueError("no"))
    problems: list[InputError] = []
    given = documents(*bad, number=number)
    found = list(pipeline.extract_documents(given, Settings(), problems.append))
    assert len(problems) == len(list(bad))
    assert [f.document.id for f in found] == [d.id for d in given if d.text != BAD]


@pytest.mark.parametrize("stage", STAGES)
def test_who_takes_no_bad_article_is_told_at_once(
    monkeypatch: Patch, tmp_path: Path, stage: Callable[[Patch, Exception], None]
) -> None:
    stage(monkeypatch, ValueError("no"))
    (tmp_path / "a.txt").write_text(BAD)
    with pytest.raises(InputError, match=r"a\.txt: could not be worked through: ValueError: no"):
        graphkit.build([tmp_path / "a.txt"])


@pytest.mark.parametrize("command", ["build", "extract"])
def test_the_command_names_it_and_its_status_tells(
    monkeypatch: Patch, tmp_path: Path, command: str
) -> None:
    extractor_fails(monkeypatch, KeyError("lost"))
    lines = [json.dumps({"id": name, "text": text}) for name, text in (("x", BAD), ("y", "Good."))]
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    (tmp_path / "a.txt").write_text("“It rains,” said Jo Roe.")
    output = ["-o", str(tmp_path / "out")] if command == "build" else []
    done = CliRunner().invoke(main, [command, str(tmp_path), *output])
    assert done.exit_code == 2
    assert f"skipped {tmp_path}/n.jsonl: n.jsonl#x: could not be worked through" in done.stderr
    assert "Traceback" not in done.output
    if command == "build":
        graph = graphkit.load(tmp_path / "out" / "graph.json")
        assert {"article:a.txt", "article:n.jsonl#y"} <= set(graph)
        assert "article:n.jsonl#x" not in graph
    else:
        assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == ["a", "n.jsonl#y"]


def test_a_reader_that_fails_takes_no_other_file_with_it(
    monkeypatch: Patch, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.html", "c.txt"):
        (tmp_path / name).write_text("“It rains,” said Jo Roe.")

    def fail(*_: object) -> Any:
        raise AttributeError("no such thing")
        yield

    monkeypatch.setitem(READERS, ".html", fail)
    done = CliRunner().invoke(main, ["extract", str(tmp_path)])
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 2
    assert "b.html: could not be worked through: AttributeError" in done.stderr


@pytest.mark.parametrize(
    "text",
    ["\x01", "\x00\x01\x02", "�", "!", "\u2028\u2028.", "\U0010ffff" * 50, "“”" * 20, "\x1f \x1f."],
)
def test_a_text_without_a_word_ends_nothing(tmp_path: Path, text: str) -> None:
    lines = [json.dumps({"text": each}) for each in (text, "“It rains,” said Jo Roe.")]
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    graph = checked(graphkit.build([tmp_path]))
    assert [d["name"] for _, d in graph.nodes(data=True) if d["type"] == "Person"] == ["Jo Roe"]


@pytest.mark.parametrize("error", [ModelError("no model"), InputError("a", "b"), GraphkitError()])
def test_what_is_said_on_purpose_goes_through(error: GraphkitError) -> None:
    with pytest.raises(type(error)), leaving_out("a.txt", pytest.fail):
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_ends_a_run_goes_through(error: type[BaseException]) -> None:
    with pytest.raises(error), leaving_out("a.txt", pytest.fail):
        raise error
