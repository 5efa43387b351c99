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


@pytest.mark.parametrize(
    ("data", "what"), [(b"name\tdate\n", "no column filename"), (b"filename\n\xff", "not UTF-8")]
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
