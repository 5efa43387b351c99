"""Exports of Nexis Uni and LexisNexis: many articles in one DOCX or HTML file.

Each has lines of metadata, its text behind a line ``Body`` (before 2015: behind ``LENGTH:``), and
ends with ``Load-Date:`` and ``End of Document``.  Layout after what people who use such exports
have published: LexisNexisTools (Gruber, R), newspapers (Watanabe, R).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graphkit.errors import InputError, Report, leaving_out
from graphkit.model import Document
from graphkit.readers.author_lists import names_of
from graphkit.readers.exports import numbered
from graphkit.readers.fragments import text_of
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known
from graphkit.readers.language_codes import language_code
from graphkit.readers.text import decode
from graphkit.text.dates import DATE, date_of

_END: Final = re.compile(r"End of Document\s*", re.IGNORECASE)
_BODY: Final = re.compile(r"Body\s*", re.IGNORECASE)
_COUNT: Final = re.compile(r"\d+ of \d+ DOCUMENTS?\s*", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?P<name>section|length|byline|dateline|highlight|load-date|language|graphic|url|subject"
    r"|publication-type|journal-code|correction-date|series|type|copyright|classification|notes)"
    r"\s*(?::\s*(?P<value>.*)|$)",
    re.IGNORECASE | re.DOTALL,
)
#: Labels behind an article's text.
_BEHIND: Final = frozenset(
    {"load-date", "language", "graphic", "url", "publication-type", "journal-code", "subject"}
    | {"classification", "correction-date", "notes"}
)
_OLD_DOC: Final = re.compile(r"<DOC(?:\s+NUMBER=\d+|FULL)>", re.IGNORECASE)
_LARGEST: Final = 64_000_000


@dataclass
class _Article:
    """Lines of an article as they come."""

    before: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    state: str = "before"


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether these are the lines of an export."""
    ends = sum(1 for line in paragraphs if _END.fullmatch(line))
    dated = any(line.casefold().startswith("load-date:") for line in paragraphs)
    return dated and (ends > 0 or any(map(_COUNT.fullmatch, paragraphs)))


def is_nexis_page(start: bytes) -> bool:
    """Whether a page begins as the HTML that LexisNexis gave."""
    return bool(_OLD_DOC.search(start.decode("latin-1")))


def read_nexis_page(item: Input, report: Report) -> Iterator[Document]:
    """Yield the articles of an export in HTML."""
    with item.opened() as handle:
        data = handle.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(item.source, f"is larger than {_LARGEST // 10**6} MB", "split it")
    # what it calls XML for browsers is hidden from them in comments, and no part of the text
    source = re.sub(r"<!--|-->", " ", decode(item, data))
    lines = [line for part in _OLD_DOC.split(source) for line in (*_lines_of(part), "\f")]
    yield from articles_of(item, lines, report)


def _lines_of(part: str) -> list[str]:
    return [" ".join(line.split()) for line in text_of(part).split("\n\n")]


def articles_of(item: Input, lines: Sequence[str], report: Report) -> Iterator[Document]:
    """Yield the articles of an export's lines (paragraphs, one each; "\\f" ends an article)."""
    for number, article in enumerate(_split(lines), 1):
        where = f"{item.source}: article {number}"
        document = None
        with leaving_out(where, report):
            try:
                text = "\n\n".join(article.body)
                document = numbered(item, where, text, _known(article))
            except InputError as error:
                report(error)
        if document:
            yield document


def _split(lines: Sequence[str]) -> Iterator[_Article]:
    article = _Article()
    for line in lines:
        if _END.fullmatch(line) or _COUNT.fullmatch(line) or line == "\f":
            if article.body or article.labels:
                yield article
            article = _Article()
        else:
            _take(article, line)
    if article.body:
        yield article


def _take(article: _Article, line: str) -> None:
    """One line into its place."""
    label = _LABEL.fullmatch(line)
    name = label["name"].casefold() if label else ""
    value = (label["value"] or "").strip() if label else ""
    if _BODY.fullmatch(line):
        article.state, article.body = "body", []
    elif name in _BEHIND and article.state == "body":
        article.state = "behind"
        article.labels.setdefault(name, value)
    elif name and article.state != "body":
        article.labels.setdefault(name, value)
        # the old layout has no line that opens the text
        if line.startswith("LENGTH:"):
            article.state = "body"
    elif article.state == "before":
        article.before.append(line)
    elif article.state == "body":
        article.body.append(line)


def _known(article: _Article) -> Known:
    """Publication, date and title: modern exports have the title first, old ones last."""
    lines = article.before
    dates = [at for at, line in enumerate(lines) if DATE.match(line)]
    known = Known()
    if dates:
        at = dates[-1]
        match = DATE.match(lines[at])
        modern = at >= 2
        titles = lines[at - 2 : at - 1] if modern else _behind(lines[at + 1 :])
        known = Known(
            title=titles[0] if titles else "",
            outlet=lines[at - 1] if at >= 1 else "",
            authors=names_of(article.labels.get("byline", "")),
            published=date_of(match) if match else None,
            url=article.labels.get("url", ""),
            language=language_code(article.labels.get("language", "")),
        )
    return known


def _behind(lines: Sequence[str]) -> list[str]:
    """The lines behind a date that may be a title."""
    return [n for n in lines if not re.search(r"\bcopyright\b|\bedition\b|all rights", n, re.I)]
