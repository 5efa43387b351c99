"""JSON Lines: one article a line, bad lines named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.characters import clean
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import read
from graphkit.readers.text import text_hash


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


@pytest.mark.parametrize("odd", ["\\ud800", "\\udc00", "\\u0000", "\\u0001", "\\u0085", "\\ufffe"])
@pytest.mark.parametrize("field", ["id", "text", "title", "outlet", "authors", "url", "published"])
def test_no_field_has_characters_that_are_no_text(tmp_path: Path, field: str, odd: str) -> None:
    record = {"id": "7", "text": "Words.", "title": "A", "outlet": "B", "authors": "C", "url": "D"}
    record |= {"published": "2026-03-04"}
    line = json.dumps(record | {field: record[field] + "@" + record[field]}).replace("@", odd)
    (document,), problems = read_lines(tmp_path, line)
    assert not problems
    strings = [*document.authors, document.published or ""]
    strings += [getattr(document, name) for name in ("id", "source", "text", "title", "outlet")]
    for string in (*strings, document.url, document.text_hash):
        assert clean(string) == string
        assert "\n" not in string or field == "text"
    assert len(document.text) == (13 if field == "text" else 6)
    assert document.published == "2026-03-04"


@pytest.mark.parametrize("text", ["Half a smile \\ud83d", "\\ude00 and more", "“\\u0000” said Jo."])
def test_offsets_into_a_text_with_odd_characters_stay(tmp_path: Path, text: str) -> None:
    raw = json.loads(f'"{text}"')
    (document,), _ = read_lines(tmp_path, f'{{"text": "{text}"}}')
    assert len(document.text) == len(raw)
    assert document.text_hash == text_hash(document.text)


def test_a_whole_smile_is_no_half(tmp_path: Path) -> None:
    (document,), _ = read_lines(tmp_path, '{"text": "\\ud83d\\ude00"}')
    assert document.text == "😀"


def test_ids_that_differ_in_what_cannot_be_written_differ(tmp_path: Path) -> None:
    lines = [
        f'{{"id": "a{odd}", "text": "{odd}."}}' for odd in ("\\ud800", "\\ud801", "\\u0001", "")
    ]
    documents, problems = read_lines(tmp_path, *lines)
    assert not problems
    assert len({document.id for document in documents}) == 4
