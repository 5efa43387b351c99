"""A table of what is known about the articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import InputError
from graphkit.readers import read

TABLE = (
    "filename\tpublisher\tpublication_date\tauthor\ttitle\tcount\n"
    "a\tThe Marrow Times\t2026-03-04\tAda Quill and Tom Roe\tBridge\t3\n"
    "b.txt\tNone\tNone\tNone\tNone\tNone\n"
)


def test_a_row_says_more_than_the_head(tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_text(TABLE)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("A head line of words\nBy Jo Day\n\nText of it.")
    documents = list(read([tmp_path], pytest.fail, metadata=tmp_path / "list.tsv"))
    a, b = documents
    assert (a.outlet, a.published, a.title) == ("The Marrow Times", "2026-03-04", "Bridge")
    assert a.authors == ("Ada Quill", "Tom Roe")
    assert (b.outlet, b.published, b.title) == ("", None, "A head line of words")
    assert b.authors == ("Jo Day",)


SAME = ("The Marrow Times", "2026-03-04", "Bridge, reopened", ("Ada Quill",))


@pytest.mark.parametrize(
    "table",
    [
        "filename,publisher,publication_date,author,title\n"
        'a.txt,The Marrow Times,2026-03-04,Ada Quill,"Bridge, reopened"\n',
        "\ufeffFile;Outlet;Date;By-line;Headline\r\n"
        "a;The Marrow Times;2026-03-04;Ada Quill;Bridge, reopened\r\n",
        "Source\tPublished at\tPath\tAuthors\tTitle\n"
        "The Marrow Times\t2026-03-04\tin/a.txt\tAda Quill\tBridge, reopened\n",
        # the column of files has no name, but its cells are those of files
        "no,x,Outlet,Date,Author,Title\n"
        '1,a.txt,The Marrow Times,2026-03-04,Ada Quill,"Bridge, reopened"\n',
    ],
)
def test_columns_and_what_parts_them_are_guessed(
    tmp_path: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list").write_text(table, encoding="utf-8", newline="")
    Path("in").mkdir()
    Path("in/a.txt").write_text("Text of it.")
    (a,) = read([Path("in")], pytest.fail, metadata=Path("list"))
    assert (a.outlet, a.published, a.title, a.authors) == SAME


def test_a_row_without_a_file_is_about_an_address(tmp_path: Path) -> None:
    lines = '{"id": "1", "text": "It held, she said.", "url": "https://example.org/a"}\n'
    (tmp_path / "news.jsonl").write_text(lines)
    (tmp_path / "list.csv").write_text("link,outlet\nhttps://example.org/a,The Marrow Times\n")
    (a,) = read([tmp_path / "news.jsonl"], pytest.fail, metadata=tmp_path / "list.csv")
    assert a.outlet == "The Marrow Times"


def test_rows_that_match_no_file_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text("Text of it.")
    table = tmp_path / "list.csv"
    table.write_text("filename,publisher\na.txt,X\nb.txt,Y\nc,Z\n")
    list(read([tmp_path / "a.txt"], pytest.fail, metadata=table))
    assert caplog.messages == [f"{table}: 2 of 3 rows are about no file that was read: b.txt, c"]
    caplog.clear()
    table.write_text("filename,publisher\na.txt,X\n")
    list(read([tmp_path / "a.txt"], pytest.fail, metadata=table))
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"", "is empty"), (b"name\tdate\n", "no column filename"), (b"filename\n\xff", "not UTF-8")],
)
def test_a_table_that_is_none_ends_the_run(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "list.tsv").write_bytes(data)
    with pytest.raises(InputError, match=what):
        list(read([tmp_path], pytest.fail, metadata=tmp_path / "list.tsv"))


def test_a_list_of_links_tells_of_the_pages_that_were_got_by_it(tmp_path: Path) -> None:
    """Media Cloud's list of stories, for pages that tell neither outlet nor date."""
    (tmp_path / "stories.csv").write_text(
        "stories_id,publish_date,title,url,language,media_name\n"
        '1,2026-03-04 10:00:00,"Late, again",https://www.m.example/ferry/,en,The Marrow Times\n'
        "2,2026-03-05,Other,https://m.example/other,en,Lode Wire\n"
    )
    line = '{"text": "It rains.", "url": "http://m.example/ferry#top"}'
    (tmp_path / "a.jsonl").write_text(line)
    (document,) = read([tmp_path], pytest.fail, metadata=tmp_path / "stories.csv")
    assert (document.title, document.outlet) == ("Late, again", "The Marrow Times")
    assert document.published == "2026-03-04T10:00:00"
