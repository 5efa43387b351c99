"""JSON Lines: one article a line, bad lines named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import read


def read_lines(folder: Path, *lines: str) -> tuple[list[Document], list[InputError]]:
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems: list[InputError] = []
    return list(read([folder / "a.jsonl"], problems.append)), problems


def test_a_record_becomes_a_document(tmp_path: Path) -> None:
    record = {
        "id": "7",
        "text": "Words.\r\nMore “words”.",
        "title": "A title",
        "outlet": "The Marrow Times",
        "published": "2026-03-04T10:00:00Z",
        "authors": ["Ada Quill", " "],
        "url": "https://marrow.example/7",
    }
    (document,), problems = read_lines(tmp_path, json.dumps(record))
    assert not problems
    assert document.id == "a.jsonl#7"
    assert document.text == record["text"]
    assert document.authors == ("Ada Quill",)
    assert (document.title, document.outlet) == ("A title", "The Marrow Times")
    assert document.published == "2026-03-04T10:00:00Z"


def test_a_record_without_id_keeps_its_key_when_others_come(tmp_path: Path) -> None:
    one, two = '{"text": "One."}', '{"text": "Two."}'
    (alone,), _ = read_lines(tmp_path, two)
    (_, second), _ = read_lines(tmp_path, one, two)
    assert alone.id == second.id


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "is not JSON"),
        ("[]", 'has no "text"'),
        ('{"title": "A"}', 'has no "text"'),
        ('{"text": 7}', 'has no "text"'),
        ('{"text": " "}', "is empty"),
        ('{"text": "a\\ud800b"}', "half a character"),
        ('{"id": "x", "text": "Again."}', "has the id of an earlier line"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str, what: str) -> None:
    good = '{"id": "x", "text": "Good."}'
    documents, (problem,) = read_lines(tmp_path, good, "", line, '{"id": "y", "text": "Too."}')
    assert [d.id for d in documents] == ["a.jsonl#x", "a.jsonl#y"]
    assert problem.where.endswith("a.jsonl: line 3")
    assert what in problem.what


@pytest.mark.parametrize("value", [None, 5, [], {}, ""])
def test_odd_values_of_other_fields_say_nothing(tmp_path: Path, value: Any) -> None:
    fields = dict.fromkeys(("id", "title", "outlet", "published", "authors", "url"), value)
    (document,), _ = read_lines(tmp_path, json.dumps({**fields, "text": "Words."}))
    assert (document.title, document.outlet, document.published) == ("", "", None)
