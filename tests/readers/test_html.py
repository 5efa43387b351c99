"""Saved pages: the article without its surroundings, embedded posts as plain text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graphkit.characters import clean
from graphkit.errors import InputError
from graphkit.model import Document
from graphkit.readers import read

PARAGRAPH = "The council of Marrow met on Monday to talk about the bridge over the river Lode. " * 3
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>Bridge vote put off</title>
<meta property="og:site_name" content="The Marrow Times">
<meta property="article:published_time" content="2026-03-04T10:00:00Z">
<meta name="author" content="Ada Quill"></head>
<body><nav><a href="/">Home</a><a href="/shop">Shop</a></nav><article><h1>Bridge vote put off</h1>
<p>{paragraph}</p>{more}<p>“Not today,” said Jürgen Roe.</p></article>
<footer>Terms and Cookies</footer></body></html>"""


def read_page(folder: Path, page: bytes) -> tuple[list[Document], list[InputError]]:
    (folder / "a.html").write_bytes(page)
    problems: list[InputError] = []
    return list(read([folder / "a.html"], problems.append)), problems


def page(more: str = "", charset: str = "utf-8") -> bytes:
    return PAGE.format(paragraph=PARAGRAPH, more=more, charset=charset).encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
def test_the_article_is_found(tmp_path: Path, charset: str) -> None:
    if charset == "iso-8859-15":
        data = page(charset="utf-8").replace("“".encode(), b'"').replace("”".encode(), b'"')
        data = data.decode().replace("utf-8", charset).encode(charset)
    else:
        data = page(charset=charset)
    (document,), problems = read_page(tmp_path, data)
    assert not problems
    assert "Jürgen Roe" in document.text
    assert "Cookies" not in document.text
    assert "Shop" not in document.text
    assert document.title == "Bridge vote put off"
    assert document.outlet == "The Marrow Times"
    assert document.authors == ("Ada Quill",)
    assert document.published == "2026-03-04T10:00:00Z"


def test_an_embedded_post_is_kept_as_plain_text(tmp_path: Path) -> None:
    embed = (
        '<blockquote class="twitter-tweet"><p lang="en">The vote is off. '
        '<a href="https://t.co/a">pic.twitter.com/a</a></p>&mdash; Ada Quill (@adaquill) '
        '<a href="https://twitter.com/adaquill/status/1">March 4, 2026</a></blockquote>'
        '<script async src="https://platform.twitter.com/widgets.js"></script>'
    )
    (document,), _ = read_page(tmp_path, page(embed))
    post = "The vote is off. pic.twitter.com/a — Ada Quill (@adaquill) March 4, 2026"
    assert f"{post} https://twitter.com/adaquill/status/1" in document.text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"<html></html>", "holds no article"),
        (b"<html><body><script>1</script></body></html>", "holds no article"),
        (b"caf\xe9 <p>no charset</p>", "is not UTF-8"),
    ],
)
def test_a_page_without_article_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    documents, (problem,) = read_page(tmp_path, data)
    assert not documents
    assert what in problem.what


ODD = [
    "&#0;",
    "&#1;",
    "&#x1b;",
    "&#x85;",
    "&#xfffe;",
    "&#xd800;",
    "\ufffe",
    "\x01",
    "\x0b",
    "\ufdd0",
]
PLACES = {
    "embed": '<blockquote class="twitter-tweet"><p>The vote{odd} is off.</p>&mdash; Ada (@ada) '
    '<a href="https://x.com/ada/status/1">March 4, 2026</a></blockquote>',
    "address of an embed": '<blockquote class="twitter-tweet"><p>The vote is off.</p>&mdash; Ada '
    '(@ada) <a href="https://x.com/ada/status/1{odd}">March 4, 2026</a></blockquote>',
    "paragraph": "<p>The vote{odd} is off.</p>",
    "list": "<ul><li>The vote{odd} is off.</li></ul>",
    "link": '<p>The <a href="https://x.example/{odd}" title="{odd}">vote{odd}</a> is off.</p>',
    "heading": "<h2>The vote{odd} is off</h2>",
    "comment": "<!-- {odd} --><p>The vote is off.</p>{odd}",
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", PLACES)
def test_characters_that_are_no_text_do_no_harm(tmp_path: Path, place: str, odd: str) -> None:
    (document,), problems = read_page(tmp_path, page(PLACES[place].replace("{odd}", odd)))
    assert not problems
    assert "Jürgen Roe" in document.text
    assert "vote" in document.text
    assert clean(document.text) == document.text


@pytest.mark.parametrize("odd", ODD)
def test_no_metadata_of_a_page_holds_what_is_no_text(tmp_path: Path, odd: str) -> None:
    data = (
        page().decode().replace("Marrow Times", f"Marrow{odd} Times").replace("put off<", f"{odd}<")
    )
    (document,), _ = read_page(tmp_path, data.encode())
    for string in (document.title, document.outlet, *document.authors):
        assert clean(string) == string
    assert document.outlet.startswith("The Marrow")


@pytest.mark.parametrize(
    "charset",
    [
        "undefined",
        "punycode",
        "idna",
        "unicode_escape",
        "utf-7",
        "hex",
        "rot13",
        "utf-16",
        "x-none",
    ],
)
def test_a_charset_that_no_browser_knows_is_as_good_as_none(tmp_path: Path, charset: str) -> None:
    data = page().decode().replace('charset="utf-8"', f'charset="{charset}"').encode()
    (document,), problems = read_page(tmp_path, data)
    assert not problems
    assert "“Not today,” said Jürgen Roe." in document.text
    (again,) = read_page(tmp_path, data.replace("ü".encode(), b"\xfc"))[1]
    assert "is not UTF-8" in again.what


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin1", "windows-1252"])
def test_the_marks_of_windows_are_read_in_a_page_of_latin_1(tmp_path: Path, charset: str) -> None:
    data = page(charset="windows-1252").replace(b"windows-1252", charset.encode())
    (document,), _ = read_page(tmp_path, data)
    assert "“Not today,” said Jürgen Roe." in document.text


def test_a_page_that_is_not_in_its_charset_is_named(tmp_path: Path) -> None:
    data = page().replace(b"utf-8", b"euc-kr").replace("ü".encode(), b"\xff")
    assert "it declares, euc_kr" in read_page(tmp_path, data)[1][0].what


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ('"A headline of words"', "A headline of words"),
        ('["A headline of words"]', "A headline of words"),
        ('[1, null, " ", "A headline of words"]', "A headline of words"),
        ("[]", "Bridge vote put off"),
        ("[[1]]", "Bridge vote put off"),
        ("1", "Bridge vote put off"),
        ("1.5e300", "Bridge vote put off"),
        ("true", "Bridge vote put off"),
        ("null", "Bridge vote put off"),
        ('{"@value": "A"}', "Bridge vote put off"),
    ],
)
def test_a_headline_that_is_no_string_is_none(tmp_path: Path, value: str, title: str) -> None:
    document = read_with_metadata(tmp_path, f'"headline": {value}')
    assert document.title == title


@pytest.mark.parametrize(
    "value", ['["a"]', "1", "true", "null", "{}", '{"name": ["a"]}', '[{"name": 7}]', '"\\ud800"']
)
@pytest.mark.parametrize("name", ["author", "publisher", "datePublished", "url", "name", "@type"])
def test_every_field_of_metadata_may_be_anything(tmp_path: Path, name: str, value: str) -> None:
    document = read_with_metadata(tmp_path, f'"{name}": {value}')
    assert isinstance(document.published, str | None)
    for string in (document.title, document.outlet, document.url, *document.authors):
        assert isinstance(string, str)
        string.encode()


def read_with_metadata(folder: Path, field: str) -> Document:
    """The page with a field in its JSON-LD."""
    linked = f'{{"@context": "https://schema.org", "@type": "NewsArticle", {field}}}'
    script = f'<script type="application/ld+json">{linked}</script></head>'
    (document,), problems = read_page(folder, page().replace(b"</head>", script.encode()))
    assert not problems
    return document


SLOW = {
    "fifty thousand attributes": "<p "
    + " ".join(f"a{n}=''" for n in range(50_000))
    + ">It rained.</p>",
    "a broken block of metadata": '<script type="application/ld+json">{"author":"a b"'
    + '"author":"a b"' * 7_000
    + "</script>",
}


@pytest.mark.parametrize("more", SLOW.values(), ids=SLOW)
def test_a_page_made_to_be_slow_is_read_in_seconds(tmp_path: Path, more: str) -> None:
    began = time.process_time()
    (document,), problems = read_page(tmp_path, page(more=more))
    assert not problems
    assert PARAGRAPH.strip() in document.text
    assert time.process_time() - began < 8


def test_sound_metadata_is_kept(tmp_path: Path) -> None:
    block = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Put off"}</script>'
    )
    (document,), _ = read_page(tmp_path, page(more=block))
    assert document.title in {"Put off", "Bridge vote put off"}
