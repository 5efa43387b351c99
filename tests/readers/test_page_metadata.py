"""Who wrote an article, when, for whom: as the page tells it, and nothing where it does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import refuse
from graphkit.model import Document
from graphkit.readers import read
from graphkit.readers.page_bylines import names_of, recased, tidied
from graphkit.readers.page_metadata import moment

BODY = (
    "<p>"
    + "The council of Marrow met on Monday to talk about the bridge over the Lode. " * 4
    + "</p>"
)
TITLE = "Bridge vote put off again"


def page(folder: Path, head: str = "", body: str = "", title: str = TITLE) -> Document:
    text = (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head><body><article>"
        f"<h1>{TITLE}</h1>{body}{BODY}{BODY}</article></body></html>"
    )
    (folder / "a.html").write_text(text, "utf-8")
    (document,) = read([folder / "a.html"], refuse)
    return document


def linked(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


PERSON = {"@type": "Person", "name": "Ada Quill"}
ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE}

AUTHORS = {
    "an object": ({**ARTICLE, "author": PERSON}, ("Ada Quill",)),
    "a list": ({**ARTICLE, "author": [PERSON, {"name": "Bo Rask"}]}, ("Ada Quill", "Bo Rask")),
    "a string": ({**ARTICLE, "author": "By Ada Quill and Bo Rask"}, ("Ada Quill", "Bo Rask")),
    "strings": ({**ARTICLE, "author": ["Ada Quill", "Bo Rask"]}, ("Ada Quill", "Bo Rask")),
    "in parts": (
        {**ARTICLE, "author": {"givenName": "Ada", "familyName": "Quill"}},
        ("Ada Quill",),
    ),
    "a reference": (
        {"@graph": [{**ARTICLE, "author": {"@id": "#a"}}, {**PERSON, "@id": "#a", "url": "/a"}]},
        ("Ada Quill",),
    ),
    "a JSON-LD list": ({**ARTICLE, "author": {"@list": [PERSON]}}, ("Ada Quill",)),
    "not the organisation": (
        {**ARTICLE, "author": [{"@type": "Organization", "name": "Marrow Times"}, PERSON]},
        ("Ada Quill",),
    ),
    "of this article": (
        [{**ARTICLE, "headline": "Another story", "author": "Eve Nobody"},
         {**ARTICLE, "author": PERSON}],
        ("Ada Quill",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AUTHORS)
def test_authors_of_linked_data_may_be(tmp_path: Path, name: str) -> None:
    data, authors = AUTHORS[name]
    assert page(tmp_path, linked(data)).authors == authors


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ('<p class="byline">By <a>Ada Quill</a> and <a>Bo Rask</a></p>', ("Ada Quill", "Bo Rask")),
        ('<a rel="author" href="/a">Ada Quill</a>', ("Ada Quill",)),
        ("<p>By Ada Quill</p><p>March 4, 2026</p>", ("Ada Quill",)),
        ('<div class="author">ADA QUILL</div>', ("Ada Quill",)),
        ('<div class="byline">By Staff</div>', ()),
        ('<aside><p class="byline">By Eve Nobody</p></aside>', ()),
        ('<div class="comments"><b class="author">Eve Nobody</b></div>', ()),
        ("<p>The harbour is watched by Eve Nobody, who is nobody.</p>", ()),
    ],
)
def test_authors_are_read_from_what_is_printed(
    tmp_path: Path, body: str, authors: tuple[str, ...]
) -> None:
    assert page(tmp_path, body=body).authors == authors


def test_the_byline_says_more_than_metadata_with_one_name(tmp_path: Path) -> None:
    head = '<meta name="author" content="Ada Quill">'
    body = '<p class="byline">By Ada Quill and Bo Rask</p>'
    assert page(tmp_path, head, body).authors == ("Ada Quill", "Bo Rask")
    body = '<p class="byline">By Eve Nobody and Bo Rask</p>'
    assert page(tmp_path, head, body).authors == ("Ada Quill",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill, Bo Rask and Cy van der Berg", ["Ada Quill", "Bo Rask", "Cy van der Berg"]),
        ("Written by ADA QUILL | 4 min read", ["ADA QUILL"]),
        ("By Ada Quill, Staff Writer", ["Ada Quill"]),
        ("Ada O’Neil-Smith & J. D. Roe", ["Ada O’Neil-Smith", "J. D. Roe"]),
        ("https://paper.example/ada", []),
        ("4 March 2026", []),
        ("by the end of the year", []),
    ],
)
def test_names_in_bylines(line: str, names: list[str]) -> None:
    assert names_of(line) == names


def test_a_name_of_metadata_that_is_no_persons_is_kept_alone() -> None:
    assert tidied(["Reuters"]) == ["Reuters"]
    assert tidied(["Reuters", "Ada Quill"]) == ["Ada Quill"]
    assert tidied(["https://x.example/a", "a@x.example"]) == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [("JEAN-LUC O’NEIL", "Jean-Luc O’Neil"), ("ADA MCKAY", "Ada McKay"), ("Ada Quill",) * 2],
)
def test_capitals_are_for_the_beginning_of_names(name: str, plain: str) -> None:
    assert recased(name, "") == plain


TIMES = {
    "linked data": (
        linked({**ARTICLE, "datePublished": "2026-03-04T18:05:00-0500"}), "",
        "2026-03-04T18:05:00-05:00", None,
    ),
    "changed later": (
        linked({**ARTICLE, "datePublished": "2026-03-04T18:05:00.123Z",
                "dateModified": "2026-03-04T20:00:00+01:00"}), "",
        "2026-03-04T18:05:00Z", "2026-03-04T20:00:00+01:00",
    ),
    "not changed": (
        linked({**ARTICLE, "datePublished": "2026-03-04T18:05:00Z",
                "dateModified": "2026-03-04T19:05:00+01:00"}), "",
        "2026-03-04T18:05:00Z", None,
    ),
    "the finer of one day": (
        '<meta name="date" content="2026-03-04">',
        '<time class="published" datetime="2026-03-04T18:05:00Z">today</time>',
        "2026-03-04T18:05:00Z", None,
    ),
    "a time that is printed": (
        "", '<span class="date">March 4, 2026 at 6:05 pm</span>', "2026-03-04T18:05", None,
    ),
    "not that of a comment": (
        "", '<div id="comments"><time datetime="2026-03-09T18:05:00Z">x</time></div>', None, None,
    ),
    "in the address": (
        '<link rel="canonical" href="https://a.example/2026/mar/04/bridge">', "", "2026-03-04",
        None,
    ),
    "not one of several": (
        "", '<time datetime="2026-03-04">a</time><time datetime="2026-03-07">b</time>', None, None,
    ),
    "not that of a change": (
        "", '<span class="updated date">Updated March 9, 2026</span>', None, None,
    ),
    "not two days": ("", '<span class="date">04/03/2026</span>', None, None),
}  # fmt: skip


@pytest.mark.parametrize("name", TIMES)
def test_times_keep_their_zone_and_tell_changes_apart(tmp_path: Path, name: str) -> None:
    head, body, published, updated = TIMES[name]
    document = page(tmp_path, head, body)
    assert (document.published, document.updated) == (published, updated)


def test_times_are_written_in_one_form() -> None:
    assert moment("Wed, 04 Mar 2026 18:05:00 GMT") == "2026-03-04T18:05:00+00:00"
    assert moment("2026-03-04T18:05:00.000+0100") == "2026-03-04T18:05:00+01:00"
    assert moment("soon") is None


OUTLETS = {
    "Open Graph": ('<meta property="og:site_name" content="Marrow Times">', TITLE, "Marrow Times"),
    "publisher": (
        linked({**ARTICLE, "publisher": {"name": "Marrow Times"}}), TITLE, "Marrow Times",
    ),
    "no platform": (
        '<meta property="og:site_name" content="Medium">'
        + linked({**ARTICLE, "publisher": {"name": "Marrow Times"}}), TITLE, "Marrow Times",
    ),
    "one that is known": (
        '<meta property="og:site_name" content="Some Holding">'
        + linked({**ARTICLE, "publisher": {"name": "Reuters"}}), TITLE, "Reuters",
    ),
    "the title's end": (
        '<link rel="canonical" href="https://marrowtimes.example/a">', f"{TITLE} | Marrow Times",
        "Marrow Times",
    ),
    "nothing": ("", f"{TITLE} | Nobody knows", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLETS)
def test_the_outlet_is_named_by(tmp_path: Path, name: str) -> None:
    head, title, outlet = OUTLETS[name]
    assert page(tmp_path, head, title=title).outlet == outlet


@pytest.mark.parametrize(
    "title", [TITLE, f"{TITLE} - Marrow Times", f"Marrow Times: {TITLE}", f"{TITLE} | Marrow Times"]
)
def test_the_title_is_the_headline(tmp_path: Path, title: str) -> None:
    head = f"""<meta property="og:site_name" content="Marrow Times">
        <meta property="og:title" content="{title}">"""
    assert page(tmp_path, head, title=title).title == TITLE


def test_references_of_html_in_linked_data_are_read(tmp_path: Path) -> None:
    data = {**ARTICLE, "author": "J&#252;rgen Roe", "publisher": {"name": "Marrow &amp; Lode"}}
    document = page(tmp_path, linked(data))
    assert (document.authors, document.outlet) == (("Jürgen Roe",), "Marrow & Lode")


def test_section_and_address(tmp_path: Path) -> None:
    head = """<link rel="canonical" href="https://a.example/b">
        <meta property="article:section" content="Local">"""
    document = page(tmp_path, head)
    assert (document.section, document.url) == ("Local", "https://a.example/b")
    assert page(tmp_path, '<link rel="canonical" href="https://a.example/">').url == ""


def test_a_saved_page_of_the_wayback_machine_is_the_page_that_it_holds(tmp_path: Path) -> None:
    held = "https://web.archive.org/web/20250304101112/https://a.example/b"
    document = page(tmp_path, f'<link rel="canonical" href="{held}">')
    assert document.url == "https://a.example/b"


@pytest.mark.parametrize("block", ["{", "[1, 2]", '"x"', "null", '{"@graph": [[[[[[[[1]]]]]]]]}'])
def test_broken_linked_data_does_no_harm(tmp_path: Path, block: str) -> None:
    head = f'<script type="application/ld+json">{block}</script>'
    assert page(tmp_path, head).title == TITLE
