"""How much of the pages a reader gets right, field by field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

from benchmarks.pages import Page
from graphkit.text.quotes import find_quotes

_WORD: Final = re.compile(r"\w+")
FIELDS: Final = ("title", "authors", "outlet", "day", "published", "updated", "section", "url")


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader got out of a page.  ``text`` is the article's without captions and links."""

    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: str | None = None
    updated: str | None = None
    section: str = ""
    url: str = ""
    text: str = ""

    @property
    def day(self) -> str:
        """The day it was published."""
        return (self.published or "")[:10]


Reader: TypeAlias = Callable[[Page], Read]


@dataclass(slots=True)
class Figures:
    """Shares (0 to 1) over all pages, and what went wrong."""

    fields: dict[str, float]
    precision: float
    recall: float
    #: Block quotations that stand in quotation marks.
    quoted: float
    #: Pages with something in their text that is not the article's.
    dirty: float
    wrong: list[str]

    @property
    def f1(self) -> float:
        """Of the words of the body."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def measure(pages: Iterable[Page], read: Reader) -> Figures:
    """The figures of a reader."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    words = Counter[str]()
    wrong: list[str] = []
    for page in pages:
        found = read(page)
        for name in FIELDS:
            expected, got = getattr(page, name, None), getattr(found, name)
            expected = getattr(page.article, name) if name in ("title", "outlet") else expected
            if not expected:
                continue
            asked[name] += 1
            if _same(name, expected, got):
                right[name] += 1
            else:
                wrong.append(f"{page.name}: {name}: {got!r}, not {expected!r}")
        _count_body(page, found, words, wrong)
    total = words["pages"]
    return Figures(
        {name: right[name] / (asked[name] or 1) for name in FIELDS},
        words["both"] / (words["found"] or 1),
        words["both"] / (words["expected"] or 1),
        words["quoted"] / (words["quotes"] or 1),
        words["dirty"] / (total or 1),
        wrong,
    )


def _same(name: str, expected: object, got: object) -> bool:
    if name in ("published", "updated"):
        return _moment(str(expected)) == _moment(str(got or ""))
    if name == "url":
        return str(got).rstrip("/").removesuffix(".html") == expected
    if name == "day":
        # of a time in UTC it may be the day after
        return str(got) in str(expected).split()
    return got == expected


def _moment(text: str) -> object:
    """A time in UTC where its zone is known; the text itself where it is a day or nothing."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) <= len("2026-03-04"):
        return text
    return when.astimezone(UTC) if when.tzinfo else when


def _count_body(page: Page, found: Read, words: Counter[str], wrong: list[str]) -> None:
    article = page.article
    posts = [block.text for block in article.blocks if block.kind == "post"]
    neutral = {_plain(article.title), _plain(article.standfirst)}
    lines = [
        line
        for line in found.text.splitlines()
        if _plain(line) not in neutral and not any(post in line for post in posts)
    ]
    expected = Counter(_WORD.findall(" ".join(article.body)))
    got = Counter(_WORD.findall(" ".join(lines)))
    words["pages"] += 1
    words["both"] += sum((expected & got).values())
    words["expected"] += sum(expected.values())
    words["found"] += sum(got.values())
    text = "\n".join(lines)
    foreign = [*page.junk, *(b.text for b in article.blocks if b.kind in ("related", "caption"))]
    pulls = [b.text for b in article.blocks if b.kind == "pull"]
    dirt = [piece for piece in foreign if piece in text]
    dirt += [piece for piece in pulls if text.count(piece) > 1]
    words["dirty"] += bool(dirt)
    wrong += [f"{page.name}: in its text: {piece}" for piece in dirt]
    missed = [piece for piece in article.body if piece not in found.text]
    wrong += [f"{page.name}: not in its text: {piece[:60]}" for piece in missed]
    quotes = [found.text[q.inner.start : q.inner.end] for q in find_quotes(found.text)]
    for block in article.blocks:
        if block.kind == "quote":
            words["quotes"] += 1
            quoted = any(block.text.strip("“” ") in quote for quote in quotes)
            words["quoted"] += quoted
            if not quoted:
                wrong.append(f"{page.name}: no quotation: {block.text[:60]}")


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
