"""Sixty pages of our own in the markup of thirty content systems, and what they say.

The templates are written after the public themes and pages of these systems, the articles are
made up.  ``python -m benchmarks.pages`` prints the figures of ``benchmarks/PAGES.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import jinja2

from benchmarks.pages.article import ARTICLES, Article

TEMPLATES: Final = Path(__file__).with_name("templates")
#: Templates written when the reader was finished, which it was not changed for.
UNSEEN: Final = TEMPLATES.with_name("unseen")


def _systems(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name.split(".")[0] for path in folder.glob("*.j2")))


SYSTEMS: Final = _systems(TEMPLATES)
#: What pages have beside their article, and a reader must leave out.
JUNK: Final = (
    "Ten gardens to see before the summer is over",
    "© 2026 {outlet}. All rights reserved. Terms of use",
    "I have been saying so for years and nobody ever listened, wrote one reader of many.",
    "Sign up for our newsletter and get the week’s best stories in your inbox",
    "{author} is a reporter at {outlet}, where the harbour and the courts are covered daily.",
)
#: Systems whose pages tell the day only.
DAY_ONLY: Final = frozenset({"webflow", "newsletter", "hand-written"})
#: Systems whose pages do not tell when the article was changed.
NOT_UPDATED: Final = DAY_ONLY | {"drupal", "blogger", "press-release", "lee-legacy"}
#: Systems whose pages name no section, or only among tags.
NO_SECTION: Final = frozenset(
    {"newsletter", "hand-written", "jekyll", "substack", "medium", "ghost", "blogger", "webflow"}
    | {"wordpress-classic", "squarespace", "typo3", "press-release", "lee-legacy", "public-radio"}
)
#: Systems whose pages name one author however many there are.
ONE_AUTHOR: Final = frozenset({"blogger"})
NO_AUTHOR: Final = frozenset({"press-release"})
#: Systems whose pages tell the time and not its zone.
NO_ZONE: Final = frozenset({"lee-legacy"})
#: Systems that have no address in the page.
NO_ADDRESS: Final = frozenset({"joomla", "newsletter", "hand-written"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the article in it, and what of it the page tells."""

    system: str
    html: str
    article: Article

    @property
    def name(self) -> str:
        """A file name for it."""
        return f"{self.system}-{self.article.slug.rpartition('/')[2]}.html"

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors that the page names."""
        if self.system in NO_AUTHOR:
            return ()
        return self.article.authors[: 1 if self.system in ONE_AUTHOR else None]

    @property
    def published(self) -> str:
        """When it was published, ISO 8601, as far as the page tells."""
        when = self.article.published
        if self.system in NO_ZONE:
            when = when.replace(tzinfo=None)
        return when.date().isoformat() if self.system in DAY_ONLY else when.isoformat()

    @property
    def day(self) -> str:
        """The day of that, where the newspaper is, and in UTC."""
        when = self.article.published
        return f"{when.date()} {when.astimezone(UTC).date()}"

    @property
    def updated(self) -> str | None:
        """When it was last changed, where the page tells."""
        return None if self.system in NOT_UPDATED else self.article.updated.isoformat()

    @property
    def section(self) -> str:
        """The section, where the page's metadata tell."""
        return "" if self.system in NO_SECTION else self.article.section

    @property
    def url(self) -> str:
        """The address, where the page tells."""
        return "" if self.system in NO_ADDRESS else self.article.url

    @property
    def junk(self) -> tuple[str, ...]:
        """What the page has beside the article."""
        return tuple(_junk(self.article, number) for number in range(len(JUNK)))


def pages(folder: Path = TEMPLATES) -> Iterator[Page]:
    """Yield two pages of each system of a folder, in the order of names."""
    for number, system in enumerate(_systems(folder)):
        for step in (0, 1):
            article = ARTICLES[(number + 3 * step + number // 6) % len(ARTICLES)]
            yield Page(system, _render(folder, system, article), article)


def _render(folder: Path, system: str, article: Article) -> str:
    loader = jinja2.FileSystemLoader(folder)
    environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)
    dates = {name: _date(form) for name, form in _FORMS.items()}
    return environment.get_template(f"{system}.html.j2").render(
        a=article,
        junk=lambda number: _junk(article, number),
        tweet=lambda words: _tweet(article, words),
        first=lambda loop: loop.first or loop.previtem.kind != "item",
        last=lambda loop: loop.last or loop.nextitem.kind != "item",
        iso=datetime.isoformat,
        utc=_utc,
        **dates,
    )


_FORMS: Final = {
    "off": "%Y-%m-%dT%H:%M:%S%z",
    "long": "%B %-d, %Y",
    "short": "%b %-d, %Y",
    "us": "%B %-d, %Y at %-I:%M %p",
    "drupal": "%a, %m/%d/%Y - %H:%M",
    "gb": "%-d %B %Y %H:%M",
    "gbdate": "%-d %B %Y",
    "guardian": "%a %-d %b %Y %H.%M",
    "weekday": "%A, %B %-d, %Y",
}


def _date(form: str) -> Any:
    return lambda when: when.strftime(form)


def _utc(when: datetime, short: bool = False) -> str:
    """The time in UTC, with milliseconds and Z if ``short``."""
    text = when.astimezone(UTC).isoformat()
    return text.replace("+00:00", ".000Z") if short else text


def _junk(article: Article, number: int) -> str:
    return JUNK[number].format(outlet=article.outlet, author=article.authors[0])


def _tweet(article: Article, words: str) -> str:
    """An embedded post, as X gives it."""
    return (
        f'<blockquote class="twitter-tweet" data-dnt="true"><p lang="en" dir="ltr">{words}</p>'
        f"&mdash; Ruth Adeyemi (@ruthadeyemi) "
        f'<a href="https://twitter.com/ruthadeyemi/status/19{len(words)}?ref_src=twsrc%5Etfw">'
        f"{article.published.strftime('%B %-d, %Y')}</a></blockquote> "
        '<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
    )
