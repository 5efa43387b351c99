"""``graphkit build`` and ``graphkit extract`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import graphkit.page
from graphkit.cli import main
from graphkit.exporters import read_json

ARTICLE = (
    "Ferry is late again, riders say\n\nBy Ada Quill  March 4, 2026\n\n"
    "“It is never late,” said Jo Roe.\n"
)


def call(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE)
    return path


def test_build_writes_a_graph_and_a_page_and_says_what_next(article: Path, tmp_path: Path) -> None:
    done = call("build", article, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "graph.json",
        "graph.html",
        ".graphkit",
    }
    for words in ("1 Article", "Disputes: none found", "graph.html", "Next"):
        assert words in done.stdout
    assert read_json(tmp_path / "out" / "graph.json").nodes["article:ferry.txt"]["title"]


def test_build_prints_json_where_a_program_reads(article: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    done = call("build", article, missing, "-o", tmp_path / "out", "--json")
    data = json.loads(done.stdout)
    assert data["nodes"]["Article"] == 1
    assert data["skipped"] == [
        {"where": str(missing), "what": "does not exist", "todo": "check the path"}
    ]
    assert done.exit_code == 2


def test_a_bad_input_is_named_and_the_others_go_on(article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    done = call("build", tmp_path, "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert "bad.txt: is not UTF-8" in done.stderr
    assert "iconv" in done.stderr
    assert "Skipped 1" in done.stdout
    assert (tmp_path / "out" / "graph.json").exists()


def test_without_any_article_nothing_is_written(tmp_path: Path) -> None:
    done = call("build", tmp_path / "missing", "-o", tmp_path / "out")
    assert done.exit_code == 2
    assert "no article could be read" in done.stderr
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_old_results_stay_when_a_build_is_broken_off(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "graph.json").write_text("old graph")
    (out / "graph.html").write_text("old page")

    def break_off(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(graphkit.page, "render_page", break_off)
    assert call("build", article, "-o", out).exit_code != 0
    found = {p.name: p.read_text() for p in out.iterdir() if p.is_file()}
    assert found == {"graph.json": "old graph", "graph.html": "old page"}


HEADLINES = ['["a"]', "1", "true", '{"@value": "a"}', "null", "[]", '"A headline"', '"\\ud800"']


@pytest.mark.parametrize("headline", HEADLINES)
def test_what_a_page_says_of_itself_never_makes_a_graph_that_is_none(
    tmp_path: Path, headline: str
) -> None:
    linked = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": {headline}}}'
    (tmp_path / "a.html").write_text(
        f'<html><head><title>Late</title><script type="application/ld+json">{linked}</script>'
        f"</head><body><article><p>{ARTICLE * 3}</p></article></body></html>"
    )
    done = call("build", tmp_path / "a.html", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    graph = tmp_path / "out" / "graph.json"
    assert isinstance(read_json(graph).nodes["article:a.html"]["title"], str)
    for command in ("stats", "render"):
        assert call(command, graph).exit_code == 0


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = call("extract", "-", stdin=ARTICLE)
    assert json.loads(done.stdout)["doc"] == "stdin"


def test_standard_input_may_hold_records() -> None:
    record = json.dumps({"id": "7", "text": ARTICLE})
    done = call("extract", "-", stdin=record + "\n" + record.replace("7", "8"))
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == ["stdin#7", "stdin#8"]


def test_extract_names_bad_inputs_and_goes_on(article: Path, tmp_path: Path) -> None:
    done = call("extract", tmp_path / "none.txt", article)
    assert done.exit_code == 2
    assert len(done.stdout.splitlines()) == 1
    assert "none.txt: does not exist" in done.stderr


def test_doubtful_statements_can_be_left_out(seeds: Path) -> None:
    file = seeds / "03-herald-air.txt"
    some = json.loads(call("extract", file).stdout)["attributions"]
    sure = json.loads(call("extract", file, "--min-confidence", "0.9").stdout)["attributions"]
    assert len(sure) < len(some)
    assert all(said["confidence"] >= 0.9 for said in sure)


def test_another_pipeline_that_is_none_is_named(article: Path) -> None:
    done = call("extract", article, "--spacy-model", "no_such_model")
    assert done.exit_code == 3
    assert "no_such_model" in done.stderr
    assert "Traceback" not in done.output


def test_a_judge_is_asked_and_one_that_is_none_is_named_at_once(
    article: Path, tmp_path: Path, root: Path
) -> None:
    model = root / "tests" / "data" / "nli"
    done = call("build", article, "-o", tmp_path / "out", "--judge", model)
    assert done.exit_code == 0, done.output
    wrong = call("build", article, "-o", tmp_path / "other", "--judge", tmp_path)
    assert wrong.exit_code == 3
    assert "model.onnx" in wrong.stderr
    assert not (tmp_path / "other").exists()


def test_articles_without_outlet_or_date_are_told(tmp_path: Path) -> None:
    story = tmp_path / "story"
    story.mkdir()
    (story / "a.txt").write_text("“It held,” Ann Lee said.", encoding="utf-8")
    (story / "b.txt").write_text("“It fell,” Ann Lee said.", encoding="utf-8")
    table = tmp_path / "list.csv"
    table.write_text("file,outlet,date\nb.txt,The Marrow Times,\nz.txt,X,\n", encoding="utf-8")
    words = ["build", str(story), "-o", str(tmp_path / "out"), "--metadata", str(table)]
    done = CliRunner().invoke(main, words)
    assert "1 of 2 articles without outlet: a.txt" in done.stdout
    assert "2 of 2 articles without date: a.txt, b.txt" in done.stdout
    data = json.loads(CliRunner().invoke(main, [*words, "--json"]).stdout)
    assert data["without"] == {"outlet": ["a.txt"], "date": ["a.txt", "b.txt"]}


def test_the_page_tells_the_command_and_no_folder_of_this_machine() -> None:
    from graphkit.cli.build import _command
    from graphkit.settings import Settings

    settings = Settings(judgements=Path("/home/me/judgements.yaml"), with_texts=True)
    told = _command((Path("/home/me/story"), Path("-")), settings, Path("/data/list.tsv"))
    assert told == (
        "graphkit build - story --metadata list.tsv --judgements judgements.yaml --with-texts"
    )
