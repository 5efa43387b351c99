"""Saved pages: the article without its surroundings, embedded posts as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert document.published == "2026-03-04"


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
