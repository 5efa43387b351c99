"""What a build keeps: found again only where nothing changed, and never in the way."""

from __future__ import annotations

import logging
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit import pipeline
from graphkit.errors import refuse
from graphkit.exporters import write_json
from graphkit.graph import build_graph
from graphkit.language import Analysis
from graphkit.model import Document, Extraction
from graphkit.pipeline import extract_documents, extraction_fingerprint, resolve_extractions
from graphkit.readers import read
from graphkit.running.cache import Cache, cache_file, clear, info, opened
from graphkit.settings import Settings


@pytest.fixture(scope="module")
def found(seeds: Path) -> list[Extraction]:
    return list(extract_documents(read([seeds], refuse), Settings()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return cache_file(tmp_path)


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    with opened(path, "one") as cache:
        yield cache


def test_a_record_comes_back_as_it_was(found: list[Extraction], cache: Cache) -> None:
    for one in found:
        cache.put(one)
    assert [cache.get(one.document) for one in found] == found


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"text": "Nobody said anything."}, False),
        ({"title": "Another title"}, False),
        ({"published": "2026-01-01"}, False),
        ({"id": "other.txt"}, False),
        # where the file lies decides nothing
        ({"source": "elsewhere/a.txt"}, True),
    ],
)
def test_a_record_is_found_where_nothing_that_counts_changed(
    found: list[Extraction], cache: Cache, change: dict[str, str], kept: bool
) -> None:
    cache.put(found[0])
    document = replace(found[0].document, **change)  # type: ignore[arg-type]  # all are strings
    held = cache.get(document)
    assert (held is not None) == kept
    assert held is None or held.document is document


def test_another_version_or_setting_finds_nothing_and_drops_it(
    found: list[Extraction], path: Path
) -> None:
    with opened(path, "one") as cache:
        cache.put(found[0])
    with opened(path, "two") as cache:
        assert cache.get(found[0].document) is None
    held = info(path, "one")
    assert held is not None
    assert held.records == 0


def test_settings_are_in_the_fingerprint() -> None:
    plain = extraction_fingerprint(Settings())
    assert extraction_fingerprint(Settings()) == plain
    assert extraction_fingerprint(Settings(min_confidence=0.5)) != plain
    assert extraction_fingerprint(Settings(with_texts=True)) == plain


def test_a_file_that_is_no_cache_is_begun_anew(found: list[Extraction], path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    with opened(path, "one") as cache:
        cache.put(found[0])
        assert cache.get(found[0].document) == found[0]


def test_a_cache_of_another_format_is_begun_anew(found: list[Extraction], path: Path) -> None:
    path.parent.mkdir()
    old = sqlite3.connect(path)
    old.execute("CREATE TABLE found (other TEXT)")
    old.execute("PRAGMA user_version = 99")
    old.commit()
    old.close()
    with opened(path, "one") as cache:
        cache.put(found[0])
        assert cache.get(found[0].document) == found[0]


def test_a_broken_record_is_told_and_read_anew(
    found: list[Extraction], path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(path, "one") as cache:
        cache.put(found[0])
    broken = sqlite3.connect(path)
    broken.execute("UPDATE found SET record = x'00'")
    broken.commit()
    broken.close()
    with opened(path, "one") as cache, caplog.at_level(logging.WARNING):
        assert cache.get(found[0].document) is None
        cache.put(found[0])  # no error either
    assert "going on without it" in caplog.text


def test_where_no_file_can_be_made_the_run_goes_on(
    found: list[Extraction], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with opened(cache_file(tmp_path / "out"), "one") as cache:
        cache.put(found[0])
        cache.put(found[1])
        assert cache.get(found[0].document) is None
    assert caplog.text.count("going on without it") == 1


def test_nothing_is_made_where_nothing_is_kept(path: Path, found: list[Extraction]) -> None:
    with opened(path, "one") as cache:
        assert cache.get(found[0].document) is None
    assert not path.parent.exists()


def test_two_runs_may_write_at_once(found: list[Extraction], path: Path) -> None:
    with opened(path, "one") as left, opened(path, "one") as right:
        left.put(found[0])
        left.close()
        right.put(found[0])
        right.put(found[1])
    with opened(path, "one") as cache:
        assert [cache.get(one.document) for one in found[:2]] == found[:2]


def test_clear_says_whether_there_was_one(
    path: Path, cache: Cache, found: list[Extraction]
) -> None:
    cache.put(found[0])
    cache.close()
    assert clear(path)
    assert not clear(path)
    assert info(path, "one") is None


def test_only_what_is_new_is_read(seeds: Path, found: list[Extraction], path: Path) -> None:
    documents = [one.document for one in found]
    changed = [
        *documents[:3],
        replace(documents[3], text="“No,” said Jo Marsh of Orr."),
        *documents[4:],
    ]
    with opened(path, "one") as cache:
        first = list(extract_documents(documents, Settings(), cache=cache))
        assert cache.hits == 0
        again = list(extract_documents(documents, Settings(), cache=cache))
        assert cache.hits == len(documents)
        other = list(extract_documents(changed, Settings(), cache=cache))
        assert cache.hits == 2 * len(documents) - 1
    assert first == again == found
    assert [one.document for one in other] == changed
    assert other[:3] == found[:3]
    assert other[4:] == found[4:]


def test_a_document_that_fails_is_left_out_and_asked_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.extract

    def failing(analysis: Analysis, min_confidence: float) -> Extraction:
        if analysis.document.id == "b.txt":
            raise ValueError("too odd an article")
        return real(analysis, min_confidence)

    monkeypatch.setattr(pipeline, "extract", failing)
    good = Document("a.txt", "a.txt", "“No,” said Jo Marsh of Orr.")
    bad, later = (replace(good, id=name, source=name) for name in ("b.txt", "c.txt"))
    problems: list[object] = []
    with opened(path, "one") as cache:
        for _ in range(2):
            run = extract_documents([good, bad, later], Settings(), problems.append, cache=cache)
            assert [one.document for one in run] == [good, later]
    assert len(problems) == 2


def test_workers_and_cache_change_no_byte(
    seeds: Path, found: list[Extraction], tmp_path: Path
) -> None:
    documents = [one.document for one in found]
    want = tmp_path / "want.json"
    write_json(build_graph(resolve_extractions(found, Settings())), want)
    for name in ("first", "again"):
        with opened(cache_file(tmp_path), "one") as cache:
            run = extract_documents(documents, Settings(), workers=2, cache=cache)
            got = tmp_path / f"{name}.json"
            write_json(build_graph(resolve_extractions(run, Settings())), got)
        assert got.read_bytes() == want.read_bytes()


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_what_the_next_one_can_use(
    seeds: Path, tmp_path: Path
) -> None:
    build = [sys.executable, "-m", "graphkit", "build", str(seeds), "--workers", "1", "-o"]
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for _ in range(2):
        process = subprocess.Popen([*build, str(killed)], stdout=subprocess.DEVNULL)
        for _ in range(600):
            held = info(cache_file(killed), "")
            if (held and held.records) or process.poll() is not None:
                break
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    for folder in (killed, whole):
        subprocess.run([*build, str(folder)], check=True, stdout=subprocess.DEVNULL)
    assert (killed / "graph.json").read_bytes() == (whole / "graph.json").read_bytes()
    assert not [path for path in killed.iterdir() if path.suffix == ".part"]
