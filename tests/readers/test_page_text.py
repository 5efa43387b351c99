"""The text of a page is what was printed: quotations, lists, captions and links told apart."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from graphkit.errors import refuse
from graphkit.extractors.boilerplate import boilerplate_of
from graphkit.model import Document
from graphkit.readers import read
from graphkit.readers.mending import mend
from graphkit.text.quotes import find_quotes

FIRST = "The council of Marrow met on Monday to talk about the bridge over the river Lode. " * 3
LAST = "The next meeting is in April, and the mayor of Marrow said that he will be there himself."


def page(folder: Path, more: str) -> Document:
    text = (
        "<!DOCTYPE html><html lang=en><head><title>Bridge vote put off</title></head><body>"
        f"<article><h1>Bridge vote put off</h1><p>{FIRST}</p>{more}<p>{LAST}</p></article></body>"
    )
    (folder / "a.html").write_text(text, "utf-8")
    (document,) = read([folder / "a.html"], refuse)
    return document


def beside(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.asides]


QUOTES = {
    "one paragraph": (
        "<blockquote><p>We never agreed to that wall.</p></blockquote>",
        "“We never agreed to that wall.”",
    ),
    "without paragraph": (
        "<blockquote>We never <b>agreed</b> to that wall.</blockquote>",
        "“We never agreed to that wall.”",
    ),
    "two paragraphs": (
        "<blockquote><p>We never agreed.</p><p>Not to that wall.</p></blockquote>",
        "“We never agreed.\n“Not to that wall.”",
    ),
    "with marks": (
        "<blockquote><p>“We never agreed to that wall.”</p></blockquote>",
        "“We never agreed to that wall.”",
    ),
    "with its source": (
        "<blockquote><p>We never agreed to that wall.</p><cite>Ada Quill</cite></blockquote>",
        "“We never agreed to that wall.” — Ada Quill",
    ),
    "in a figure": (
        "<figure><blockquote>We never agreed to that wall.</blockquote></figure>",
        "“We never agreed to that wall.”",
    ),
}


@pytest.mark.parametrize("name", QUOTES)
def test_a_block_quotation_is_a_quotation(tmp_path: Path, name: str) -> None:
    markup, printed = QUOTES[name]
    document = page(tmp_path, f"<p>Her letter says:</p>{markup}")
    assert f"Her letter says:\n{printed}\n{LAST}" in document.text
    quotes = [document.text[q.inner.start : q.inner.end] for q in find_quotes(document.text)]
    assert any("agreed" in quote for quote in quotes)


@pytest.mark.parametrize(
    "pull",
    [
        "<blockquote><p>he will be there himself</p></blockquote>",
        '<aside class="pullquote"><p>he will be there himself</p></aside>',
        "<blockquote><p>he will be there himself</p><cite>The mayor</cite></blockquote>",
    ],
)
def test_what_is_printed_large_and_repeats_the_article_is_left_out(
    tmp_path: Path, pull: str
) -> None:
    assert page(tmp_path, pull).text.count("he will be there himself") == 1


@pytest.mark.parametrize(
    "more",
    [
        """<script type="application/ld+json">
        {"@type": "NewsArticle", "articleBody": "We never agreed to that wall."}</script>""",
        "<noscript>We never agreed to that wall.</noscript>",
    ],
)
def test_a_quotation_that_only_metadata_repeat_is_kept(tmp_path: Path, more: str) -> None:
    quote = "<blockquote><p>We never agreed to that wall.</p></blockquote>"
    assert "“We never agreed to that wall.”" in page(tmp_path, f"{quote}{more}").text


def test_an_article_that_is_set_apart_as_a_whole_is_no_quotation(tmp_path: Path) -> None:
    text = f"<html><body><blockquote><p>{FIRST}</p><p>{LAST}</p></blockquote></body></html>"
    (tmp_path / "a.html").write_text(text, "utf-8")
    (document,) = read([tmp_path / "a.html"], refuse)
    assert "“" not in document.text


CAPTIONS = [
    "<figure><img src=a.jpg><figcaption>The bridge in May.</figcaption></figure>",
    '<div class="wp-caption"><img src=a><p class="wp-caption-text">The bridge in May.</p></div>',
    '<table class="tr-caption-container"><tr><td><img src=a.jpg></td></tr>'
    '<tr><td class="tr-caption">The bridge in May.</td></tr></table>',
]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_is_told_apart(tmp_path: Path, caption: str) -> None:
    document = page(tmp_path, caption)
    assert beside(document) == ["The bridge in May."]
    assert LAST in document.text


LINKS = [
    '<p><a href="/b">How the bridge was built</a></p>',
    '<p><b>Read more:</b> <a href="/b">How the bridge was built</a></p>',
    '<ul><li><a href="/b">How the bridge was built</a></li></ul>',
    '<article class="card"><h3><a href="/b">How the bridge was built</a></h3></article>',
]


@pytest.mark.parametrize("link", LINKS)
def test_links_to_other_stories_are_left_out_or_told_apart(tmp_path: Path, link: str) -> None:
    document = page(tmp_path, link)
    told = " ".join(document.text[a:b] for a, b in boilerplate_of(document))
    assert ("How the bridge was built" in document.text) == ("How the bridge was built" in told)
    assert LAST in document.text


def test_a_sentence_with_a_link_is_the_articles(tmp_path: Path) -> None:
    document = page(tmp_path, '<p>She <a href="/b">said that on Monday</a> to the council.</p>')
    assert not document.asides


def test_lists_are_kept(tmp_path: Path) -> None:
    document = page(tmp_path, "<ul><li>a survey of the bridge</li><li>a bill for it</li></ul>")
    assert "- a survey of the bridge\n- a bill for it\n" in document.text


LIVE = """<article class="live-blog-post"><h2>Bridge closed</h2><time>14:05</time>
<p>The bridge has been closed since noon, the police of Marrow said in a first statement.</p>
</article><article class="live-blog-post"><h2>Mayor arrives</h2><time>13:20</time>
<p>The mayor has arrived at the bridge and said that he would stay for the whole afternoon.</p>
</article>"""


def test_entries_of_a_live_blog_come_one_after_the_other(tmp_path: Path) -> None:
    text = (
        f"<html><head><title>Live: the bridge</title></head><body><div>{LIVE}</div></body></html>"
    )
    (tmp_path / "a.html").write_text(text, "utf-8")
    (document,) = read([tmp_path / "a.html"], refuse)
    lines = document.text.splitlines()
    assert lines.index("Bridge closed") < lines.index("14:05") < lines.index("Mayor arrives")
    assert "he would stay" in lines[-1]


def test_entries_that_a_live_blog_loads_later_are_read_from_its_metadata(tmp_path: Path) -> None:
    updates = [
        {"@type": "BlogPosting", "headline": "Bridge closed", "datePublished": "2026-03-04T14:05Z",
         "articleBody": "The bridge has been closed since noon, the police of Marrow said."},
        {"@type": "BlogPosting", "headline": "Mayor arrives", "datePublished": "2026-03-04T13:20Z",
         "articleBody": "<p>The mayor has arrived &amp; said he would stay all afternoon.</p>"},
    ]  # fmt: skip
    data = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "The bridge"}
    script = json.dumps({**data, "liveBlogUpdate": updates})
    text = f"""<html><head><title>The bridge</title><script type="application/ld+json">{script}
        </script></head><body><h1>The bridge</h1><div id="feed"></div></body></html>"""
    (tmp_path / "a.html").write_text(text, "utf-8")
    (document,) = read([tmp_path / "a.html"], refuse)
    lines = document.text.splitlines()
    assert lines.index("Bridge closed") < lines.index("Mayor arrives")
    assert lines[-1].endswith("he would stay all afternoon.")


MENDED = [
    ("It donâ€™t rain, said JÃ¼rgen.", "It don’t rain, said Jürgen."),
    ("â€œNoâ€\x9d, she said", "“No”, she said"),
    ("the har\u00adbour wall", "the harbour wall"),
    ("12\u00a0million\u202fcrowns\u2009today", "12 million crowns today"),
    ("zero\u200bwidth \ufeffmarks\u200e", "zerowidth marks"),
    ("Ju\u0308rgen", "Jürgen"),
    ("family 👨\u200d👩\u200d👧 stays", "family 👨\u200d👩\u200d👧 stays"),
    ("‘He said “no”’ – naïve café £5", "‘He said “no”’ – naïve café £5"),
    ("SÃO PAULO and Übersee", "SÃO PAULO and Übersee"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("broken", "whole"), MENDED)
def test_text_is_mended(broken: str, whole: str) -> None:
    assert mend(broken) == whole
    assert mend(whole) == whole


def test_text_is_mended_before_offsets_are_born(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<p>“We donâ€™t know,” said Jo\u00adan\u00a0Roe of the har\u00adbour.</p>"
    )
    assert "“We don’t know,” said Joan Roe of the harbour." in document.text
    assert document.text_hash == hashlib.sha256(document.text.encode()).hexdigest()
