"""Files that were made to be printed: their layout is undone, their own words kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.readers.reflow import joined, unwrapped, words_of
from tests.readers import making

LONG = (
    "The commissioners of the neighbouring communities unanimously recommended a well-known and "
    "re-opened alternative, which the administration had previously considered impracticable."
)


@pytest.mark.parametrize("per_page", [3, 5])
def test_paragraphs_go_on_over_pages_without_running_heads(tmp_path: Path, per_page: int) -> None:
    paragraphs = (LONG, making.BODY[0], making.BODY[3])
    data = making.pdf(paragraphs, per_page=per_page)
    (document,), problems = making.read_file(tmp_path, "a.pdf", data)
    assert not problems
    assert " ".join(document.text.split()) == " ".join(" ".join(paragraphs).split())
    assert "reading room" not in document.text


def two_columns() -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(40, 780, making.TITLE)
    canvas.setFont("Times-Roman", 10)
    for left, paragraphs in ((40, (LONG, making.BODY[0])), (310, (making.BODY[3], making.BODY[4]))):
        y = 740
        for paragraph in paragraphs:
            for at, line in enumerate(making.set_lines(paragraph, 50)):
                canvas.drawString(left + (12 if at == 0 else 0), y, line)
                y -= 12
    canvas.save()
    return data.getvalue()


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    (document,), _ = making.read_file(tmp_path, "a.pdf", two_columns())
    found = document.text.split("\n\n")
    assert found == [making.TITLE, LONG, making.BODY[0], making.BODY[3], making.BODY[4]]


def test_what_a_browser_prints_around_a_page_is_no_text(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data)
    canvas.drawString(30, 820, "3/5/26, 10:12 AM Ferry late again - The Marrow Times")
    canvas.drawString(60, 600, making.BODY[0][:60])
    canvas.drawString(30, 20, "https://marrow.example/ferry 1/1")
    canvas.save()
    (document,), _ = making.read_file(tmp_path, "a.pdf", data.getvalue())
    assert document.text == making.BODY[0][:60].strip()
    assert document.url == "https://marrow.example/ferry"


@pytest.mark.parametrize(
    ("before", "line", "text", "whole"),
    [
        ("the infor-", "mation is", "", "the information is"),
        ("the re-", "opened file", "a re-opened one", "the re-opened file"),
        ("the re-", "opened file", "a reopened one", "the reopened file"),
        ("Anglo-", "Saxon ways", "", "Anglo-Saxon ways"),
        ("the soft\u00ad", "ware", "", "the software"),
        ("a dash -", "and more", "", "a dash - and more"),
        ("the end", "of it", "", "the end of it"),
        ("pages 3-", "4 of it", "", "pages 3- 4 of it"),
    ],
)
def test_words_broken_at_a_line_are_made_whole(
    before: str, line: str, text: str, whole: str
) -> None:
    assert joined(before, line, words_of(text)) == whole


WORDS = st.lists(st.integers(1, 12), min_size=25, max_size=40)


@settings(max_examples=25)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_what_a_mail_program_broke_is_joined_again(paragraphs: list[list[int]]) -> None:
    text = "\n\n".join(" ".join("x" * size for size in words) for words in paragraphs)
    assert unwrapped(making.wrapped(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Short\nlines\nof a poem",
        "- one thing\n- another thing that is much longer than the one before it was here\n- more",
        "A line that is longer than any mail program would have let it be, not broken by one.\nx",
    ],
)
def test_what_nobody_broke_stays(text: str) -> None:
    assert unwrapped(text) == text


def test_of_a_document_what_was_struck_out_is_left_out(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    file = docx.Document()
    file.core_properties.author = "python-docx"
    file.add_heading("Ferry late again in Marrow", 0)
    paragraph = file.add_paragraph("The ferry ")
    for mark, text in (("del", "never "), ("ins", "always ")):
        kind = "delText" if mark == "del" else "t"
        run = f'<w:r><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'
        paragraph._p.append(parse_xml(f"<w:{mark} {nsdecls('w')}>{run}</w:{mark}>"))
    paragraph.add_run("comes.")
    file.add_table(1, 1).cell(0, 0).text = "In a table."
    data = io.BytesIO()
    file.save(data)
    (document,), _ = making.read_file(tmp_path, "a.docx", data.getvalue())
    expected = ["Ferry late again in Marrow", "The ferry always comes.", "In a table."]
    assert document.text.split("\n\n") == expected
    assert (document.title, document.authors, document.published) == (expected[0], (), None)


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("---\nauthors: [Ada Quill, Jo Roe]\ntitle: Rain\ndate: 2026-03-04\n---\n", "2026-03-04"),
        (
            "---\nauthor: Ada Quill and Jo Roe\ntitle: Rain\ndate: 2026-03-04 10:00+01:00\n---\n",
            "2026-03-04T10:00+01:00",
        ),
        (
            '+++\nauthors = ["Ada Quill", "Jo Roe"]\ntitle = "Rain"\ndate = 2026-03-04\n+++\n',
            "2026-03-04",
        ),
        ("---\r\ntitle: Rain\r\nauthors:\r\n- name: Ada Quill\r\n- name: Jo Roe\r\n---\r\n", None),
    ],
)
def test_front_matter_is_metadata(tmp_path: Path, front: str, published: str | None) -> None:
    body = "It *rains* in [Marrow](https://m.example).\n\n> “Late,” said Jo.\n\n- one\n- two\n"
    (document,), problems = making.read_file(tmp_path, "a.md", f"{front}\n{body}")
    assert not problems
    assert (document.title, document.authors) == ("Rain", ("Ada Quill", "Jo Roe"))
    assert document.published == published
    assert document.text.split("\n\n") == ["It rains in Marrow.", "“Late,” said Jo.", "one", "two"]
