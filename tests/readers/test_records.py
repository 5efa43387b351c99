"""Tables and JSON: a record is an article, whatever its fields are called."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import InputError
from graphkit.readers import parse_columns, read
from graphkit.readers.author_lists import names_of, turned
from graphkit.readers.columns import columns_of
from graphkit.readers.language_codes import language_code
from tests.readers import making

FIELDS = ("text", "title", "outlet", "published", "authors", "url", "language", "id")


@pytest.mark.parametrize(
    ("names", "field", "found"),
    [
        (("text", "body"), "text", ("text", "body")),
        (("body", "Full_Text"), "text", ("Full_Text", "body")),
        (("articleBody",), "text", ("articleBody",)),
        (("Publish Date", "date"), "published", ("Publish Date", "date")),
        (("pubDate",), "published", ("pubDate",)),
        (("media_name", "source"), "outlet", ("media_name", "source")),
        (("SOURCEURL",), "url", ("SOURCEURL",)),
        (("context", "subtitle", "texts"), "text", ()),
        (("subtitle",), "title", ()),
    ],
)
def test_a_field_is_known_by_its_usual_names(
    names: tuple[str, ...], field: str, found: tuple[str, ...]
) -> None:
    assert columns_of(names, {})[field] == found


def test_what_the_user_says_counts_alone() -> None:
    assert columns_of(("text", "story"), {"text": "story"})["text"] == ("story",)
    assert columns_of(("text",), {"text": "missing"})["text"] == ()


@pytest.mark.parametrize("given", ["text", "text=", "body=x", "=x"])
def test_a_wrong_option_is_told(given: str) -> None:
    with pytest.raises(InputError, match="names no column"):
        parse_columns(given)


def table(delimiter: str, first: str = "") -> str:
    text = "“It rains,” said Jo Roe.\nShe said so twice."
    names = delimiter.join(
        ("id", "Headline", "Body", "media_name", "publish_date", "byline", "lang")
    )
    cells = (
        "7",
        "Rain",
        f'"{text}"',
        "The Marrow Times",
        "2026-03-04",
        '"Ada Quill; Jo Roe"',
        "en",
    )
    return f"{first}{names}\n{delimiter.join(cells)}\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", table(",")),
        ("a.csv", table(";")),
        ("a.csv", table("|")),
        ("a.csv", table(";", "sep=;\r\n")),
        ("a.csv", "\ufeff" + table(",").replace("\n", "\r\n")),
        ("a.tsv", table("\t")),
    ],
)
def test_a_row_is_an_article(tmp_path: Path, name: str, data: str) -> None:
    (document,), problems = making.read_file(tmp_path, name, data)
    assert not problems
    assert document.id == f"{name}#7"
    assert (document.title, document.outlet) == ("Rain", "The Marrow Times")
    assert (document.published, document.authors) == ("2026-03-04", ("Ada Quill", "Jo Roe"))
    assert document.text.splitlines() == ["“It rains,” said Jo Roe.", "She said so twice."]


def test_single_marks_in_a_tsv_are_marks(tmp_path: Path) -> None:
    data = 'id\ttext\n1\t"It rains," said Jo.\n2\t"It snows.\n'
    documents, problems = making.read_file(tmp_path, "a.tsv", data)
    assert not problems
    assert [d.text for d in documents] == ['"It rains," said Jo.', '"It snows.']


def test_a_column_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nr,words,text\n1,It rains.,no\n")
    (document,) = read([tmp_path / "a.csv"], pytest.fail, columns={"text": "words", "id": "nr"})
    assert (document.id, document.text) == ("a.csv#1", "It rains.")


DATE = datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_a_row_of_parquet_is_an_article(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    rows = [
        {"id": 1, "content": "It rains.", "date": DATE, "author": ["Ada Quill"]},
        {"id": 2, "content": None, "date": None, "author": []},
    ]
    data = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), data)
    (document,), (problem,) = making.read_file(tmp_path, "a.parquet", data.getvalue())
    assert (document.id, document.text) == ("a.parquet#1", "It rains.")
    assert (document.published, document.authors) == ("2026-03-04T10:00:00+00:00", ("Ada Quill",))
    assert 'row 2: has no "text"' in str(problem)


GOOD = {"id": "g", "text": "It rains.", "source": {"id": None, "name": "The Marrow Times"}}


@pytest.mark.parametrize(
    "data",
    [
        [GOOD],
        {"status": "ok", "articles": [GOOD]},
        {"response": {"results": [GOOD], "facets": [{"a": 1}]}},
        {"sources": [{"name": "x"}], "articles": [GOOD]},
        {**GOOD, "authors": [{"name": "Ada Quill"}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_articles_are_found_wherever_their_array_stands(
    tmp_path: Path, data: Any, indent: int | None
) -> None:
    (document,), problems = making.read_file(tmp_path, "a.json", json.dumps(data, indent=indent))
    assert not problems
    assert (document.id, document.text, document.outlet) == (
        "a.json#g",
        "It rains.",
        "The Marrow Times",
    )


def test_lines_by_another_name_are_lines(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": n, "text": f"It rains {n}."}) for n in range(3))
    documents, _ = making.read_file(tmp_path, "a.json", lines)
    assert [d.id for d in documents] == ["a.json#0", "a.json#1", "a.json#2"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ("By Ada Quill and Jo Roe", ("Ada Quill", "Jo Roe")),
        ("Ada Quill, Jo Roe & Tom Day", ("Ada Quill", "Jo Roe", "Tom Day")),
        ("Ada Quill; Jo Roe", ("Ada Quill", "Jo Roe")),
        ("Jo Roe, Jr.", ("Jo Roe, Jr.",)),
        ("Research and Markets", ("Research and Markets",)),
        ("", ()),
    ],
)
def test_by_lines_are_names(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [("Quill, Ada; Roe, Jo", ("Ada Quill", "Jo Roe")), ("Ada Quill", ("Ada Quill",)), ("", ())],
)
def test_names_of_libraries_are_turned(text: str, names: tuple[str, ...]) -> None:
    assert turned(text) == names


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("en-US", "en"),
        ("ENGLISH", "en"),
        ("eng", "en"),
        ("Spanish; Castilian", "es"),
        ("pt_BR", "pt"),
        ("", "en"),
        ("?", "en"),
    ],
)
def test_languages_are_codes(told: str, code: str) -> None:
    assert language_code(told) == code


def test_a_date_of_a_table_is_a_date() -> None:
    from graphkit.readers.records import date_in

    assert date_in(date(2026, 3, 4)) == "2026-03-04"
    assert date_in(7) is None
