"""The articles that feeds and sitemaps name, found by trafilatura in what was fetched here.

trafilatura's own search would fetch by itself, so only its readers of feeds, sitemaps and of the
links to them are used; each address goes the way that all go.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from graphkit.errors import FetchError
from graphkit.fetching.addresses import normal
from graphkit.fetching.http import Answer

#: The first element of a document, behind what may stand before it.
_ROOT: Final = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)*<(?:[\w.-]+:)?([\w-]+)", re.DOTALL
)
_FEEDS: Final = frozenset({"rss", "feed", "rdf"})
_SITEMAPS: Final = frozenset({"urlset", "sitemapindex"})
#: What is looked at of one site.
_MOST_FEEDS: Final = 5
_MOST_SITEMAPS: Final = 20
#: Where sitemaps are when robots.txt names none.
_GUESSES: Final = ("sitemap_news.xml", "news-sitemap.xml", "sitemap_index.xml", "sitemap.xml")


def kind_of(answer: Answer) -> str:
    """``feed``, ``sitemap`` or ``page``, from the first element and the type."""
    body = _unpacked(answer.body[:64]) if answer.body.startswith(b"\x1f\x8b") else answer.body
    match = _ROOT.match(body[:4096])
    root = match[1].decode("ascii", "replace").casefold() if match else ""
    if root in _FEEDS:
        return "feed"
    if root in _SITEMAPS or answer.body.startswith(b"\x1f\x8b"):
        return "sitemap"
    return "feed" if answer.media_type == "application/feed+json" else "page"


def links_of_feed(answer: Answer, *, external: bool) -> list[str]:
    """The articles that a feed names; those of other sites only if ``external``."""
    from trafilatura.feeds import FeedParameters, find_links

    parts = urlsplit(answer.url)
    params = FeedParameters(f"{parts.scheme}://{parts.netloc}", parts.netloc, answer.url)
    text = answer.body.decode("utf-8", "replace").strip()
    links = find_links(text, params)
    return _here(answer.url, links, external=external)


def links_of_sitemap(answer: Answer, largest: int) -> tuple[list[str], list[str]]:
    """The pages and the further sitemaps that a sitemap names, of the same site."""
    from lxml import etree
    from trafilatura.sitemaps import SITEMAP_FORMAT, SITEMAP_NAMESPACE

    body = answer.body
    if body.startswith(b"\x1f\x8b"):
        body = _unpacked(body, largest)
    if not SITEMAP_FORMAT.match(body[:4096].decode("utf-8", "replace").strip()):
        return [], []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    tree = etree.fromstring(body, parser)
    found: list[str] = []
    for name in ("loc", f"{{{SITEMAP_NAMESPACE}}}loc"):
        found += [] if tree is None else [(loc.text or "").strip() for loc in tree.iter(name)]
    links = _here(answer.url, found, external=False)
    is_index = tree is not None and str(tree.tag).endswith("sitemapindex")
    return ([], links) if is_index else (links, [])


def articles_of_site(
    page: Answer,
    sitemaps: list[str],
    get: Callable[[str], Answer],
    largest: int,
) -> Iterator[str]:
    """Yield the articles that a site's feeds name, then those of its sitemaps.

    ``get`` fetches; what it cannot fetch is passed over.  ``sitemaps`` are those of robots.txt.
    """
    from trafilatura.feeds import FeedParameters, determine_feed

    parts = urlsplit(page.url)
    home = f"{parts.scheme}://{parts.netloc}"
    params = FeedParameters(home, parts.netloc, page.url)
    text = page.body.decode("utf-8", "replace")
    feeds = _here(page.url, determine_feed(text, params) or _feeds_of(text), external=True)
    for feed in feeds[:_MOST_FEEDS]:
        answer = _tried(get, feed)
        if answer and kind_of(answer) == "feed":
            yield from links_of_feed(answer, external=False)
    waiting = list(dict.fromkeys(sitemaps)) or [f"{home}/{guess}" for guess in _GUESSES]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_SITEMAPS:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        answer = _tried(get, url)
        if answer and kind_of(answer) == "sitemap":
            pages, more = links_of_sitemap(answer, largest)
            waiting += more
            yield from pages


def _feeds_of(text: str) -> list[str]:
    """Feeds that the page names by addresses which trafilatura takes for none, such as numbers."""
    links = re.findall(r"<link\b[^>]*\brel=[\"']alternate[\"'][^>]*>", text[:200_000], re.I)
    feeds = [link for link in links if re.search(r"application/(?:rss|atom|feed)\+", link, re.I)]
    found = (re.search(r"\bhref=[\"']([^\"']+)", link, re.I) for link in feeds)
    return [match[1] for match in found if match]


def _tried(get: Callable[[str], Answer], url: str) -> Answer | None:
    try:
        answer = get(url)
    except FetchError:
        return None
    return answer if answer.status == 200 else None


def _here(base: str, links: list[str], *, external: bool) -> list[str]:
    """The links as whole addresses, each once, without the site's front page.

    Those of other sites only if ``external``.
    """
    site = _site(urlsplit(base).hostname or "")
    found = []
    for link in links:
        try:
            url = normal(urljoin(base, link.strip()))
        except FetchError:
            continue
        if urlsplit(url).path == "/" and not urlsplit(url).query:
            continue  # the site itself
        if external or _site(urlsplit(url).hostname or "") == site:
            found.append(url)
    return list(dict.fromkeys(found))


def _site(host: str) -> str:
    """The host without what stands before the name that sites are known by."""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _unpacked(data: bytes, largest: int = 4096) -> bytes:
    """A gzip file's first bytes; what is broken ends it."""
    found = bytearray()
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as handle:
        try:
            while len(found) < largest and (part := handle.read(65_536)):
                found += part
        except (OSError, EOFError):
            pass
    return bytes(found[:largest])
