"""Many addresses to one folder: hosts side by side, the pages of each one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from graphkit.errors import FetchError
from graphkit.fetching.addresses import host_of, normal
from graphkit.fetching.discovery import (
    articles_of_site,
    kind_of,
    links_of_feed,
    links_of_sitemap,
)
from graphkit.fetching.http import Answer, Manners, ask
from graphkit.fetching.pace import Pace, Stopped
from graphkit.fetching.robots import Robots
from graphkit.fetching.store import Page, Store
from graphkit.text.archives import archived

_PAGES: Final = frozenset({"", "text/html", "application/xhtml+xml"})
_ACCEPT: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
#: Hosts that are asked at the same time.
_HOSTS: Final = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address: the file, and whether it was there before, or what went wrong."""

    url: str
    file: Path | None = None
    new: bool = False
    problem: FetchError | None = None
    #: The addresses that it named, where it was a feed, a sitemap or a site.
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wish:
    """An address, and whether it may stand for others."""

    url: str
    #: Feeds and sitemaps are followed.
    opens: bool = True
    #: The site's own feeds and sitemaps are looked for.
    site: bool = False


def fetch_pages(
    urls: Iterable[str],
    store: Store,
    manners: Manners,
    *,
    discover: bool = False,
    limit: int = 50,
    again: bool = False,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Save the pages of the addresses, and of those that feeds and sitemaps among them name.

    ``discover``: take each address for a site and look for its feeds and sitemaps.  At most
    ``limit`` articles are taken of a feed, sitemap or site.  ``again``: ask once more for pages
    that failed for good.  ``tell`` hears of each outcome as it comes.  The list has the outcomes
    in the order of the addresses, each address once.
    """
    run = _Run(store, manners, limit, again, tell)
    wishes = [_Wish(url, site=discover) for url in dict.fromkeys(urls)]
    found = run.work(wishes)
    known = {wish.url for wish in wishes}
    named = [url for outcome in found for url in outcome.named]
    more = [_Wish(url, opens=False) for url in dict.fromkeys(named) if url not in known]
    return found + run.work(more)


class _Run:
    """What one run keeps: the pace of hosts, and their robots.txt."""

    def __init__(
        self,
        store: Store,
        manners: Manners,
        limit: int,
        again: bool,
        tell: Callable[[Outcome], None],
    ) -> None:
        self.store, self.manners, self.limit, self.again = store, manners, limit, again
        self.tell = tell
        self.pace = Pace(manners.delay)
        self.robots = Robots(manners.agent, self.pace, self._plainly)

    def work(self, wishes: list[_Wish]) -> list[Outcome]:
        """The outcomes of the wishes, in their order."""
        by_host: dict[str, list[_Wish]] = defaultdict(list)
        for wish in wishes:
            by_host[host_of(wish.url)].append(wish)
        found: dict[str, Outcome] = {}
        pool = ThreadPoolExecutor(_HOSTS)
        try:
            for outcomes in pool.map(self._host, by_host.values()):
                found.update((outcome.url, outcome) for outcome in outcomes)
        except BaseException:
            self.pace.stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return [found[wish.url] for wish in wishes if wish.url in found]

    def _host(self, wishes: list[_Wish]) -> list[Outcome]:
        outcomes = []
        for wish in wishes:
            try:
                outcome = self._one(wish)
            except Stopped:
                break
            except FetchError as error:
                self.store.fail(wish.url, error)
                outcome = Outcome(wish.url, problem=error)
            outcomes.append(outcome)
            self.tell(outcome)
        return outcomes

    def _one(self, wish: _Wish) -> Outcome:
        """What becomes of one address.  Raises FetchError where nothing does."""
        url = normal(wish.url)
        there = None if wish.site else self.store.saved(url)
        if there:
            return Outcome(wish.url, there)
        known = self.store.failed(wish.url)
        if known and not self.again:
            raise known
        old = archived(url)
        answer, way = self._follow(old.received if old else url)
        if answer.status != 200:
            raise answer.failure()
        kind = kind_of(answer)
        if wish.opens and kind != "page":
            return Outcome(wish.url, named=tuple(self._named(answer, kind)))
        if wish.site:
            sitemaps = self.robots.sitemaps(answer.url)
            links = articles_of_site(answer, sitemaps, self._robotly, self.manners.largest)
            return Outcome(wish.url, named=tuple(self._first(links)))
        _check_page(answer)
        end = archived(answer.url) if old else None
        page = Page(
            asked=url,
            url=normal(end.url) if end else answer.url,
            fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            answer=answer,
            redirects=tuple(way),
            archived=end.archived if end else None,
        )
        return Outcome(wish.url, self.store.save(page), new=True)

    def _named(self, answer: Answer, kind: str) -> list[str]:
        """The articles of a feed or sitemap that was asked for."""
        if kind == "feed":
            links = links_of_feed(answer, external=True)
        else:
            links, more = links_of_sitemap(answer, self.manners.largest)
            for url in more:
                if len(links) >= self.limit:
                    break
                below = self._robotly(url)
                links += links_of_sitemap(below, self.manners.largest)[0]
        if not links:
            raise FetchError(answer.url, f"is a {kind} that names no article")
        return self._first(links)

    def _first(self, links: Iterable[str]) -> list[str]:
        return list(islice(dict.fromkeys(links), self.limit))

    def _robotly(self, url: str) -> Answer:
        """The answer behind all redirects, asking robots.txt on the way."""
        return self._follow(url)[0]

    def _plainly(self, url: str) -> Answer:
        """The answer behind all redirects, for robots.txt itself."""
        return self._follow(url, robots=False)[0]

    def _follow(self, url: str, *, robots: bool = True) -> tuple[Answer, list[str]]:
        """The last answer, and the addresses that led to it.  Each is checked like the first."""
        way: list[str] = []
        for _ in range(self.manners.redirects + 1):
            if robots:
                self.robots.check(url)
            answer = self._patiently(url)
            if not answer.moved_to:
                return answer, way
            way.append(url)
            url = normal(urljoin(url, answer.moved_to))
        raise FetchError(way[0], f"leads on more than {self.manners.redirects} times")

    def _patiently(self, url: str) -> Answer:
        """An answer, asking again where that may help, and waiting as long as the host asks to."""
        host = host_of(url)
        for attempt in range(self.manners.retries + 1):
            self.pace.wait(host)
            last = attempt == self.manners.retries
            try:
                answer = ask(url, self.manners, _ACCEPT)
            except FetchError as error:
                if last or not error.temporary:
                    raise
                self.pace.rest(host, self._pause(attempt))
                continue
            if last or not answer.failure().temporary:
                return answer
            wait = answer.retry_after()
            if wait > self.manners.patience:
                what = f"the site asks to wait {wait:,.0f} seconds (HTTP {answer.status})"
                raise FetchError(url, what, "ask again later", temporary=True)
            self.pace.rest(host, wait or self._pause(attempt))
        raise AssertionError("the last attempt returns or raises")

    def _pause(self, attempt: int) -> float:
        """Seconds before the next attempt: twice as long each time."""
        return float(min(self.manners.delay * 2 ** (attempt + 1), self.manners.patience))


def _check_page(answer: Answer) -> None:
    """Refuse what is no page."""
    if answer.media_type not in _PAGES:
        what = f"is {answer.media_type}, not a web page"
        raise FetchError(answer.url, what, "save it with your browser")
    if not answer.body.strip():
        raise FetchError(answer.url, "is empty", temporary=True)
