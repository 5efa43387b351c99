"""Letters, mailboxes, feeds and crawls: an article each, with what its header says."""

from __future__ import annotations

import gzip
import html
import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from graphkit.readers.fragments import text_of
from tests.readers import making


def plain_letter(body: str, sender: str = "Ada Quill <ada@m.example>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Fwd: RE: Statement on the bridge"
    message["Date"] = "Wed, 04 Mar 2026 11:00:00 +0100"
    message["Message-ID"] = "<a@m.example>"
    message.set_content(body, cte="quoted-printable")
    return message


def test_a_plain_letter_is_its_paragraphs_without_what_it_answers(tmp_path: Path) -> None:
    body = making.wrapped("\n\n".join(making.BODY[:2]))
    body += "\n\nOn Tue, 3 Mar 2026, Jo Roe wrote:\n> Old words.\n> More.\n\n"
    body += "-- \nAda Quill\nPress desk\n"
    (document,), problems = making.read_file(tmp_path, "a.eml", bytes(plain_letter(body)))
    assert not problems
    assert document.text.split("\n\n") == list(making.BODY[:2])
    assert document.title == "Statement on the bridge"
    assert document.published == "2026-03-04T11:00:00+01:00"


@pytest.mark.parametrize(
    ("sender", "authors", "outlet"),
    [
        ("Ada Quill <a@m.example>", ("Ada Quill",), ""),
        ('"Ada Quill at The Lode" <a@m.example>', ("Ada Quill",), ""),
        ("The Marrow Times <a@m.example>", (), "The Marrow Times"),
        ("Marrow Press Office <a@m.example>", (), ""),
        ("a@m.example", (), ""),
    ],
)
def test_a_sender_is_an_author_only_if_it_is_a_persons_name(
    tmp_path: Path, sender: str, authors: tuple[str, ...], outlet: str
) -> None:
    data = bytes(plain_letter("It rains in Marrow today.", sender))
    (document,), _ = making.read_file(tmp_path, "a.eml", data)
    assert (document.authors, document.outlet) == (authors, outlet)


def test_what_is_attached_is_read_as_well(tmp_path: Path) -> None:
    message = plain_letter("The release is attached to this letter.")
    message.add_attachment(
        making.docx(), maintype="application", subtype="x", filename="release.docx"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    letter, release = making.read_file(tmp_path, "a.eml", bytes(message))[0]
    assert (letter.id, release.id) == ("a.eml", "a.eml#release.docx")
    assert release.title == making.TITLE


def test_a_letter_in_a_wrong_character_set_is_read(tmp_path: Path) -> None:
    head = b"From: a@m.example\nSubject: =?utf-8?q?R=C3=A4in?=\n"
    data = head + b"Content-Type: text/plain; charset=x-none\n\nIt rains \xc3\xa9.\n"
    (document,), problems = making.read_file(tmp_path, "a.eml", data)
    assert not problems
    assert (document.title, document.text) == ("Räin", "It rains é.")


def test_a_mailbox_is_its_letters(tmp_path: Path) -> None:
    one = plain_letter("It rains.\n\n>From the harbour it is seen.")
    two = making.letter()
    data = (
        b"From a@b Wed\n" + bytes(one).replace(b"\n>From", b"\n>From") + b"\n\nFrom a@b Thu\n" + two
    )
    documents, problems = making.read_file(tmp_path, "a.mbox", data + b"\n\nFrom a@b Fri\n" + two)
    assert not problems
    assert [document.id for document in documents] == [
        "a.mbox#a@m.example",
        "a.mbox#1@marrow.example",
    ]
    assert documents[0].text == "It rains.\n\nFrom the harbour it is seen."


ESCAPED = html.escape(making.fragment())
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Marrow Times | Harbour</title><id>f</id><updated>2026-03-05T00:00:00Z</updated>
<entry><title type="html">Ferry &amp;amp; bridge</title><id>tag:m.example,2026:1</id>
<link href="{making.URL}"/><published>2026-03-04T10:00:00+01:00</published>
<author><name>Ada Quill</name></author><summary>Short.</summary>
<content type="html">{ESCAPED}</content></entry></feed>"""


def test_an_entry_of_atom_is_an_article(tmp_path: Path) -> None:
    (document,), problems = making.read_file(tmp_path, "a.atom", ATOM)
    assert not problems
    assert document.id == "a.atom#tag:m.example,2026:1"
    assert (document.title, document.outlet) == ("Ferry & bridge", "The Marrow Times")
    assert (document.authors, document.published) == (("Ada Quill",), "2026-03-04T10:00:00+01:00")
    assert document.text.split("\n\n") == list(making.BODY)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ("desk@m.example (Ada Quill)", ("Ada Quill",)),
        ("desk@m.example", ()),
    ],
)
def test_authors_of_rss_are_names(tmp_path: Path, name: str, names: tuple[str, ...]) -> None:
    item = f"<item><author>{name}</author><guid>2</guid><description>It rains.</description></item>"
    (_, document), _ = making.read_file(tmp_path, "a.rss", making.feed(item))
    assert document.authors == names


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One<br>two</p><p>Three</p>", "One\ntwo\n\nThree"),
        ("One <b>bold</b>\n  line", "One bold line"),
        ("<blockquote><p>“Late,”</p></blockquote><ul><li>a<li>b</ul>", "“Late,”\n\na\n\nb"),
        ("<script>x</script><style>y</style><p>One</p><!-- no -->", "One"),
        ("a &amp; b&nbsp;c &lt;d&gt;", "a & b\xa0c <d>"),
        ("<div>" * 200 + "deep", "deep"),
        ("", ""),
    ],
)
def test_pieces_of_html_are_paragraphs(source: str, text: str) -> None:
    assert text_of(source) == text


PAGE = making.page().encode()
PDF = making.pdf(("It snows on the harbour of Marrow today.",))


def test_a_crawl_is_its_pages_with_their_addresses(tmp_path: Path) -> None:
    latin = making.page().replace('<meta charset="utf-8">', "").replace("—", "-")
    latin = latin.replace(f'<link rel="canonical" href="{making.URL}">', "")
    data = making.warc(
        ("https://m.example/a", PAGE, "text/html; charset=utf-8"),
        ("https://m.example/b", latin.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        ("https://m.example/c.pdf", PDF, "application/pdf"),
        ("https://m.example/d.png", b"\x89PNG", "image/png"),
        ("https://m.example/", b"<html><body></body></html>", "text/html"),
        ("https://m.example/a", PAGE, "text/html"),
    )
    documents, (problem,) = making.read_file(tmp_path, "a.warc.gz", data)
    assert [document.id.partition("#")[2] for document in documents] == [
        "https://m.example/a",
        "https://m.example/b",
        "https://m.example/c.pdf",
        "https://m.example/a@2026-03-05T08:00:00Z",
    ]
    assert [document.url for document in documents] == [
        *(making.URL, "https://m.example/b", "https://m.example/c.pdf", making.URL)
    ]
    assert "“We found cracks" in documents[1].text
    assert problem.what == "1 of its pages holds no article: https://m.example/"


def test_a_wacz_is_the_crawl_in_it(tmp_path: Path) -> None:
    files = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n',
        "indexes/index.cdx.gz": gzip.compress(b"x"),
        "archive/data.warc.gz": making.warc((making.URL, PAGE, "text/html")),
    }
    (document,), problems = making.read_file(tmp_path, "a.wacz", making.zipped(**files))
    assert not problems
    assert document.id == f"a.wacz#archive/data.warc.gz#{making.URL}"


def test_packed_and_chunked_answers_are_read(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    data = io.BytesIO()
    writer = WARCWriter(data, gzip=True)
    packed = gzip.compress(PAGE)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    headers = [
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    ]
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    missing = StatusAndHeaders("404 Not Found", headers[:1], protocol="HTTP/1.1")
    for address, body, answer in (
        ("https://m.example/a", chunked, http),
        ("https://m.example/b", PAGE, missing),
    ):
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=answer
            )
        )
    (document,), problems = making.read_file(tmp_path, "a.warc.gz", data.getvalue())
    assert not problems
    assert making.BODY[1] in document.text
