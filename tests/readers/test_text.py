"""Text files: read as they stand, or named with what is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import read
from graphkit.readers.inputs import Input
from graphkit.readers.text import decode


def read_all(*paths: Path) -> tuple[list[Document], list[InputError]]:
    problems: list[InputError] = []
    return list(read(paths, problems.append)), problems


@pytest.mark.parametrize(
    "text",
    [
        "One line",
        "Windows\r\nlines\r\n",
        "old Mac\rlines",
        "\ufeffwith a mark",
        "😀 é́ ‘’ \u2028 end",
    ],
)
def test_text_is_kept_to_the_last_character(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (document,), problems = read_all(tmp_path / "a.txt")
    assert document.text == text
    assert document.id == "a.txt"
    assert not problems


BAD = [
    (b"", "is empty", "leave it out"),
    (b"  \r\n\t ", "is empty", "leave it out"),
    (b"\xef\xbb\xbf\n", "is empty", "leave it out"),
    (b"caf\xe9 closed", "is not UTF-8: byte 0xe9 at offset 3", "iconv -f WINDOWS-1252"),
    ("Grüße".encode("utf-16"), "is UTF-16, not UTF-8", "iconv -f UTF-16"),
    (b"a\0b" * 40, "is binary", "give the article's text"),
    (b"%PDF-1.7 ...", "is a PDF, not text", "save it as plain text or HTML"),
    (b"PK\x03\x04....", "Office document", "save it as plain text or HTML"),
    (b"word " * 200_001, "longer than 1,000,000 characters", "split it"),
]


@pytest.mark.parametrize(("data", "what", "todo"), BAD)
def test_a_bad_file_is_named_and_the_others_go_on(
    tmp_path: Path, data: bytes, what: str, todo: str
) -> None:
    (tmp_path / "a.txt").write_text("Good one.")
    (tmp_path / "b.txt").write_bytes(data)
    (tmp_path / "c.txt").write_text("Good two.")
    documents, problems = read_all(tmp_path)
    assert [d.id for d in documents] == ["a.txt", "c.txt"]
    (problem,) = problems
    assert problem.where.endswith("b.txt")
    assert what in problem.what
    assert todo in problem.todo


@pytest.mark.parametrize(
    ("name", "what"),
    [("nowhere.txt", "does not exist"), ("empty-folder", "holds no article")],
)
def test_a_path_without_articles_is_named(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "empty-folder" / "picture.png").write_bytes(b"\x89PNG")
    documents, (problem,) = read_all(tmp_path / name)
    assert not documents
    assert problem.what == what


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    _, (problem,) = read_all(tmp_path / "loop.txt")
    assert "loop.txt" in problem.where


def test_folders_are_read_in_the_order_of_names_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt", "notes.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Some words.")
    documents, _ = read_all(tmp_path)
    assert [d.id for d in documents] == ["a.txt", "b.txt", "c.txt"]


def test_files_of_one_name_get_as_much_path_as_tells_them_apart(tmp_path: Path) -> None:
    for folder in ("may/x", "june/x", "june/y"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text(folder)
    forward = read_all(tmp_path)[0]
    backward = read_all(*sorted(tmp_path.rglob("*.txt"), reverse=True))[0]
    assert {d.id: d.text for d in forward} == {d.id: d.text for d in backward}
    assert {d.id for d in forward} == {"june/x/a.txt", "may/x/a.txt", "y/a.txt"}


def test_a_name_that_is_no_text_can_still_be_written(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Some words.")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    (document,), _ = read_all(tmp_path)
    assert document.id == "caf\\xe9.txt"
    document.source.encode()


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.")
    assert len(read_all(tmp_path / "a.txt", tmp_path, tmp_path / "a.txt")[0]) == 1


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("article", "Plain words.", "text"),
        ("page.php", "<!DOCTYPE html><html><p>A long paragraph of words.</p></html>", "html"),
        ("dump.json", '{"id": "k", "text": "Words."}', "jsonl"),
    ],
)
def test_a_named_file_of_another_suffix_is_looked_into(
    tmp_path: Path, name: str, text: str, kind: str
) -> None:
    (tmp_path / name).write_text(text)
    (document,), _ = read_all(tmp_path / name)
    assert document.id == (f"{name}#k" if kind == "jsonl" else name)
    assert "<" not in document.text
    assert "{" not in document.text


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_decoding_gives_back_every_text(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf")):
        assert decode(Input("a", "a", Path("a")), data) == text


@pytest.mark.parametrize(
    "odd", ["\x01", "\x1c", "\x1b", "\x7f", "\x85", "\x9d", "\ufffe", "\ufdd0"]
)
def test_offsets_are_into_the_file_whatever_it_holds(tmp_path: Path, odd: str) -> None:
    text = f"Ferry {odd}is late\n\n{odd}“It is late,” said Jo Roe.{odd}\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (document,), problems = read_all(tmp_path / "a.txt")
    assert not problems
    assert odd not in document.text + document.title
    assert len(document.text) == len(text)
    assert all(was in (odd, now) for was, now in zip(text, document.text, strict=True))


def test_a_table_of_metadata_brings_nothing_in_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.")
    (tmp_path / "m.tsv").write_text("filename\tpublisher\ttitle\na.txt\tThe\x01Times\tA \ufffe\n")
    (document,) = read([tmp_path / "a.txt"], pytest.fail, metadata=tmp_path / "m.tsv")
    assert (document.outlet, document.title) == ("The Times", "A")


def test_a_name_of_two_lines_is_told_on_one(tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b.txt").write_text("Some words.")
    (document,), _ = read_all(tmp_path)
    assert document.id == "a\\x0ab\\x1b.txt"
    assert "\n" not in document.source


GERMAN = (
    "Der Rat hat am Montag mitgeteilt, dass er nicht vor dem Ende des Jahres über die Brücke "
    "abstimmen wird. Das sei auch nicht nötig, sagte der Bürgermeister, weil die Kosten noch "
    "nicht bekannt sind."
)


def test_what_is_not_in_english_is_told_and_left_out_unless_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN, "utf-8")
    (tmp_path / "b.txt").write_text("The council said that it would not vote.", "utf-8")
    problems: list[InputError] = []
    (english,) = read([tmp_path], problems.append)
    assert english.id == "b.txt"
    assert "is in German, not in English (--any-language" in str(problems[0])
    german, _ = read([tmp_path], problems.append, any_language=True)
    assert (german.language, german.text) == ("de", GERMAN)
