"""What a page tells about its article: JSON-LD, Open Graph, meta tags, microdata, what is printed.

The order of trust is that order, but the headline and the by-line are those that are printed where
metadata shortens or decorates them.  Nothing is guessed: what no source tells is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from graphkit.readers.elements import paragraphs_of, words_of
from graphkit.readers.heads import Head, read_head
from graphkit.readers.linked_data import LinkedData
from graphkit.readers.page_bylines import names_of, recased, tidied
from graphkit.text.archives import original
from graphkit.text.dates import parse_date
from graphkit.text.lexicon import bodies, fold

#: Field → the names of meta tags (``name``, ``property`` or ``itemprop``) that tell it.
_META: Final = {
    "title": "og:title twitter:title dc.title dcterms.title parsely-title sailthru.title headline",
    "authors": "author authors article:author og:article:author parsely-author sailthru.author byl"
    " dc.creator dcterms.creator citation_author dcsext.author cxenseparse:author creator",
    "published": "article:published_time og:article:published_time datepublished parsely-pub-date"
    " sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date"
    " cxenseparse:recs:publishtime pubdate publish-date publish_date publication_date"
    " article.published date.issued date"
    " iso-8601-publish-date citation_publication_date",
    "updated": "article:modified_time og:updated_time datemodified last-modified moddate"
    " dcterms.modified dc.date.modified revision_date updated_time article.updated",
    "section": "article:section og:section parsely-section cxenseparse:section article.section"
    " section articlesection meta-section sailthru.section",
    "outlet": "og:site_name application-name dc.publisher dcterms.publisher publisher rbpubname"
    " apple-mobile-web-app-title",
    "language": "og:locale content-language dc.language inlanguage",
}
_FIELDS: Final = {name: field for field, names in _META.items() for name in names.split()}
#: Sites that hold others' articles: their name is no outlet's.
_PLATFORMS: Final = frozenset(
    "medium substack wordpress.com blogger blogspot facebook youtube google news msn.com".split()
)
#: What parts the headline from the name of the site in a title.
_PARTS: Final = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*|: ")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\((?i:c)\)|\b(?i:copyright)\b)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?)?\s*"
    r"(?P<name>[A-Z][^.|,©\n]{2,60}?)(?=[.|,]|\s+All rights|$)",
)
_BYLINE: Final = (
    "//*[not(self::script or self::style or self::meta or self::link)]"
    "[contains(@rel, 'author') or @itemprop='author' or @rel='schema:author'"
    " or contains(@data-hook, 'user-name')"
    " or contains(translate(@data-testid, 'BY', 'by'), 'byline')"
    " or contains(translate(concat(' ', @class, ' '), 'BYLINE', 'byline'), 'byline')"
    " or contains(@class, 'author') or contains(@class, 'createdby')]"
)
_DAY: Final = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-](\d\d)(?:[/-]|$)",
    re.IGNORECASE,
)
#: A line that tells when the article was changed only.
_CHANGED: Final = re.compile(
    r"\W*(?:last )?(?:updated|modified)\b(?!.*\bpublished\b)", re.IGNORECASE
)
_ASIDE: Final = frozenset({"aside", "nav", "footer"})
_LEAST_WORDS: Final = 3
#: Lines below the headline that may tell of authors and dates, and their length.
_HEAD_LINES: Final = 6
_LONGEST_HEAD_LINE: Final = 160


@dataclass(frozen=True, slots=True)
class Described:
    """What a page tells about its article; "" or None where it does not."""

    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: str | None = None
    updated: str | None = None
    section: str = ""
    url: str = ""
    #: A code such as "en" or "de"; what the page says of itself, which may be wrong.
    language: str = ""
    linked: LinkedData | None = None


def describe(tree: Any, at: str = "") -> Described:
    """What the page tells.  ``at`` is the address that it was fetched from, if that is known."""
    metas = _metas(tree)
    url = _address(tree, metas, at)
    headings = [words_of(h) for h in tree.iter("h1")]
    heading = next((h for h in headings if h), "")
    blocks = [
        script.text or ""
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").casefold()
    ]
    linked = LinkedData(blocks, url, heading or _first(metas, "title"))
    head_title = words_of(tree.find(".//title"))
    url = url or original(_absolute(linked.text("url"), at))
    outlet = _outlet(tree, metas, linked, head_title, url)
    meta_titles = [linked.text("headline"), *metas.get("title", ()), head_title]
    title = _title(headings, meta_titles, outlet)
    published, updated = _dates(tree, metas, linked)
    published = published or _in_address(url)
    return Described(
        title=title,
        authors=_authors(tree, metas, linked, outlet),
        outlet=outlet,
        published=published,
        updated=updated,
        section=_section(tree, metas, linked),
        url=url,
        language=_language(tree, metas, linked),
        linked=linked,
    )


def completed(known: Described, tree: Any, text: str) -> Described:
    """What the page tells, with what only the lines below the headline, or the first of the
    article's text do.
    """
    head = _head(tree, known.title, text)
    authors = known.authors or head.authors
    return Described(
        title=known.title or head.title,
        authors=tuple(recased(name, text) for name in authors),
        outlet=known.outlet or head.outlet,
        published=known.published or head.published,
        updated=known.updated,
        section=known.section,
        url=known.url,
        language=known.language,
        linked=known.linked,
    )


def _head(tree: Any, title: str, text: str) -> Head:
    """What the lines below the headline tell, and those that the text begins with."""
    lines = [line for line in paragraphs_of(tree, _ASIDE) if not _CHANGED.match(line)]
    place = next((n for n, line in enumerate(lines) if title and line == title), None)
    first = read_head("\n".join(line for line in text.split("\n") if not _CHANGED.match(line)))
    if place is None:
        return first
    below: list[str] = []
    for line in lines[place : place + _HEAD_LINES]:
        if len(line) > _LONGEST_HEAD_LINE:
            break
        below.append(line)
    head = read_head("\n".join(below))
    return Head(
        title=first.title,
        outlet=head.outlet or first.outlet,
        authors=head.authors or first.authors,
        published=head.published or first.published,
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    """Field → what meta tags tell of it, in the order of trust."""
    found: dict[str, list[tuple[int, str]]] = {}
    order = {name: place for place, name in enumerate(_FIELDS)}
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        keys = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        for key in filter(None, (*keys, meta.get("http-equiv"))):
            name = key.casefold().strip().removeprefix("schema:")
            if value and name in _FIELDS:
                found.setdefault(_FIELDS[name], []).append((order[name], value))
    return {
        field: [v for _, v in sorted(rows, key=lambda row: row[0])] for field, rows in found.items()
    }


def _first(metas: dict[str, list[str]], field: str) -> str:
    return next(iter(metas.get(field, ())), "")


def _address(tree: Any, metas: dict[str, list[str]], at: str) -> str:
    """The canonical address; not the front page of the site, which careless sites name."""
    links = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").casefold().split()
    ]
    og = [m.get("content") or "" for m in tree.iter("meta") if m.get("property") == "og:url"]
    for link in (*links, *og):
        url = original(_absolute(link, at))
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query):
            return url
    return original(at)


def _absolute(link: str, at: str) -> str:
    link = link.strip()
    if link.startswith("//") and not at:
        return f"https:{link}"
    try:
        return urljoin(at, link) if at else link
    except ValueError:
        return ""


def _outlet(
    tree: Any, metas: dict[str, list[str]], linked: LinkedData, title: str, url: str
) -> str:
    """The name of the outlet: one that is listed, else the first that is no platform's.

    Without metadata, the end of the title that the copyright line or the address confirms.
    """
    told: list[str] = [*metas.get("outlet", ()), linked.publisher(), linked.site()]
    named = [name.strip() for name in told if name and "://" not in name]
    listed = _listed()
    for name in named:
        if fold(name) in listed:
            return name
    for name in named:
        if name.casefold() not in _PLATFORMS:
            return name
    footer = words_of(tree)[-1500:]
    match = _COPYRIGHT.search(footer)
    owner = match["name"].strip() if match else ""
    host = (urlsplit(url).hostname or "").removeprefix("www.").replace("-", "")
    for part in reversed(_PARTS.split(title)):
        confirmed = fold(part) == fold(owner) or fold(part) in listed
        if confirmed or (len(part) > 5 and host.startswith(re.sub(r"\W", "", part.casefold()))):
            return part.strip()
    return owner if fold(owner) in listed or owner in title or _is_named(tree, owner) else ""


def _is_named(tree: Any, owner: str) -> bool:
    """Whether a line at the top of the page is the owner's name and nothing else."""
    if not owner:
        return False
    tops = tree.xpath("//header//*|//a[@href='/']|//h1|//h2|//*[@id='header']//*")
    return any(fold(words_of(top)) == fold(owner) for top in tops[:40])


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(
        fold(form)
        for body in bodies()
        if body.type == "Outlet"
        for form in (body.name, *body.forms)
    )


def _title(headings: list[str], candidates: list[str], outlet: str) -> str:
    """The headline as printed, where it is the one that the metadata means; else the metadata's."""
    known = [cut for name in candidates if name and (cut := _without(name, outlet))]
    printed = [h for h in headings if len(h.split()) >= _LEAST_WORDS and fold(h) != fold(outlet)]
    for heading in printed:
        if known and _alike(heading, known[0]):
            return heading
    return next(iter(known or printed or headings), "")


def _without(title: str, outlet: str) -> str:
    """A title without the name of the site before or behind it."""
    parts: list[str] = _PARTS.split(title)
    marks: list[str] = _PARTS.findall(title)
    if len(parts) > 1 and outlet:
        behind, before = len(parts[-1]) + len(marks[-1]), len(parts[0]) + len(marks[0])
        if fold(parts[-1]) == fold(outlet):
            return str(title[:-behind]).strip()
        if fold(parts[0]) == fold(outlet):
            return str(title[before:]).strip()
    return title.strip()


def _alike(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5


def _authors(
    tree: Any, metas: dict[str, list[str]], linked: LinkedData, outlet: str
) -> tuple[str, ...]:
    """The authors of the metadata, or of the by-line where it names them and others."""
    stated = tidied(linked.authors()) or tidied(metas.get("authors", ()))
    stated = [name for name in stated if fold(name) != fold(outlet)] or tidied(
        metas.get("authors", ())
    )
    stated = [name for name in stated if fold(name) != fold(outlet)]
    best: list[str] = []
    for line in _bylines(tree):
        names = [name for name in names_of(line) if fold(name) != fold(outlet)]
        covers = {fold(name) for name in stated} <= {fold(name) for name in names}
        if names and covers and len(names) > len(best):
            best = names
    if stated and len(best) <= len(stated):
        return tuple(stated)
    return tuple(dict.fromkeys(best)) or tuple(stated)


def _bylines(tree: Any) -> Iterator[str]:
    """The lines that may name authors: of one element, and of neighbours of one kind together."""
    found = [e for e in tree.xpath(_BYLINE)[:60] if not _is_beside(e)]
    together: dict[Any, list[str]] = {}
    for element in found:
        line = _line(element)
        yield line
        if names_of(line):
            parent = element.getparent()
            above = parent if parent is not None and len(_line(parent)) < 300 else element
            together.setdefault((above, element.tag), []).extend(names_of(line))
    for names in together.values():
        yield ", ".join(dict.fromkeys(names))


def _is_beside(element: Any) -> bool:
    """Whether an element stands in comments, a footer or a list of other stories."""
    for above in (element, *element.iterancestors()):
        words = f"{above.get('class') or ''} {above.get('id') or ''}".casefold()
        if above.tag in ("nav", "aside", "footer") and "node__meta" not in words:
            return above.tag != "footer" or "entry" not in words
        if re.search(
            r"comment|related|sidebar|recommend|most-?(?:read|popular)|author-?bio", words
        ):
            return True
    return False


def _section(tree: Any, metas: dict[str, list[str]], linked: LinkedData) -> str:
    stated = linked.text("articleSection") or _first(metas, "section")
    if stated:
        return stated.split(",")[0].strip()
    marked = tree.xpath(
        "//*[contains(concat(' ', @rel, ' '), ' category ') or @property='schema:articleSection'"
        " or @itemprop='articleSection' or @itemprop='genre']"
    )
    return next((text for element in marked if (text := words_of(element))), "")


def _dates(
    tree: Any, metas: dict[str, list[str]], linked: LinkedData
) -> tuple[str | None, str | None]:
    """When the article was published, and when it was changed, each as exact as the page tells."""
    published = _finest(
        moment(linked.text("datePublished") or linked.text("dateCreated")),
        *map(moment, metas.get("published", ())),
        *map(moment, _marked(tree, "datePublished", "schema:dateCreated")),
        *map(moment, _times(tree, r"publish|entry-date|pub-?date|dt-published|posted|created")),
    )
    loose = [date for date in map(moment, _times(tree, "")) if date]
    published = (_finest(published, *loose) if published else _agreed(loose)) or _agreed(
        filter(None, map(parse_date, _printed(tree)))
    )
    updated = _finest(
        moment(linked.text("dateModified")),
        *map(moment, metas.get("updated", ())),
        *map(moment, _marked(tree, "dateModified")),
        *map(moment, _times(tree, r"updated|modified")),
    )
    same = published and updated and _instant(updated) <= _instant(published)
    return published, None if same else updated


def moment(text: str) -> str | None:
    """A time of metadata as ISO 8601 to the second, its zone as it is stated."""
    date = parse_date(text)
    if date is None or len(date) <= len("2026-03-04"):
        return date
    date = re.sub(r"(:\d\d)\.\d+", r"\1", date)
    return re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", date)


def _agreed(dates: Iterable[str]) -> str | None:
    """The finest of dates that are of one day; of several days none is the article's for sure."""
    known = list(dates)
    if len({date[:10] for date in known}) != 1:
        return None
    return _finest(*known)


def _in_address(url: str) -> str | None:
    """The day that is part of the address, as in /2026/03/04/ and /2026/mar/04/."""
    match = _DAY.search(urlsplit(url).path)
    return parse_date(f"{match[1]}-{match[2]}-{match[3]}") if match else None


def _finest(*dates: str | None) -> str | None:
    """The first date; a later one only where it states the time of the same day."""
    known = next(filter(None, dates), None)
    if known and len(known) <= len("2026-03-04"):
        return next((d for d in dates if d and len(d) > len(known) and d.startswith(known)), known)
    return known


def _instant(date: str) -> str:
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return date
    return (when.astimezone(UTC) if when.tzinfo else when).strftime("%Y-%m-%dT%H:%M:%S")


def _marked(tree: Any, *names: str) -> Iterator[str]:
    """Values of microdata and RDFa."""
    for name in names:
        for element in tree.xpath("//*[@itemprop=$name or @property=$name]", name=name)[:5]:
            values = (element.get("content"), element.get("datetime"), element.get("title"))
            yield next(filter(None, values), None) or words_of(element)


def _times(tree: Any, kind: str) -> Iterator[str]:
    """Times of ``<time>`` whose class speaks of ``kind``; all but those of changes if ""."""
    for element in [*tree.iter("time"), *tree.iter("abbr")][:20]:
        words = " ".join(
            filter(None, (element.get("class"), element.get("itemprop"), element.get("pubdate")))
        )
        value = element.get("datetime") or (element.get("title") if element.tag == "abbr" else "")
        if not value or _is_beside(element):
            continue
        changed = re.search(r"updat|modif", words, re.IGNORECASE)
        if re.search(kind, words, re.IGNORECASE) if kind else not changed:
            yield value


def _printed(tree: Any) -> Iterator[str]:
    """Short lines whose class speaks of a date."""
    for element in tree.xpath(
        "//*[contains(@class, 'date') or contains(@class, 'published')"
        " or contains(@class, 'timestamp') or contains(@class, 'time')"
        " or contains(@class, 'byline')]"
    )[:20]:
        line = words_of(element)
        changed = re.search(r"updat|modif", f"{element.get('class')} {line}", re.IGNORECASE)
        if len(line) < 80 and not changed and not _is_beside(element):
            yield line


def _language(tree: Any, metas: dict[str, list[str]], linked: LinkedData) -> str:
    """What the page says its language is, as "en"."""
    roots = [tree, *tree.iter("html")]
    told: Iterable[str] = (
        *(root.get("lang") or root.get("xml:lang") or "" for root in roots),
        *metas.get("language", ()),
        linked.text("inLanguage"),
    )
    codes = (re.match(r"[a-z]{2,3}(?![a-z])", code.strip().casefold()) for code in told)
    return next((code[0] for code in codes if code), "")


def _line(element: Any) -> str:
    """The text of an element, its blocks parted by commas."""
    parts = [
        " ".join((piece.text or "").split())
        for piece in element.iter()
        if isinstance(piece.tag, str)
    ]
    blocks = len([p for p in element.iter("div", "li") if p is not element])
    return ", ".join(filter(None, parts)) if blocks > 1 else words_of(element)
