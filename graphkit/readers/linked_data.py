"""What a page tells in JSON-LD about the article that it holds (https://schema.org/NewsArticle).

Anybody may have written it: a field may be a string, a list, an object, a reference to another
object of the page, or nonsense.  What is nonsense is nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final, TypeAlias

Thing: TypeAlias = dict[str, Any]

_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Review)$")
#: Types that are more than "an article".
_NEWS: Final = re.compile(r"(?:NewsArticle|LiveBlogPosting)$")
_BODY: Final = re.compile(r"Organization|Corporation|WebSite|Periodical|Newspaper")
#: Objects that hold the objects of a page.
_HOLDERS: Final = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_MOST: Final = 2_000
_DEEPEST: Final = 6


class LinkedData:
    """The objects of a page's JSON-LD, and the one that is its article ({} where there is none).

    ``url`` and ``title`` are the page's, to tell its article from others that it lists.
    """

    def __init__(self, blocks: list[str], url: str = "", title: str = "") -> None:
        self._things = [thing for block in blocks for thing in _things(_parsed(block), 0)][:_MOST]
        #: Objects that others refer to; the first full one of an id.
        self._named: dict[str, Thing] = {}
        for thing in self._things:
            if isinstance(thing.get("@id"), str) and len(thing) > 2:
                self._named.setdefault(thing["@id"], thing)
        self.article = self._article(url, title)

    def _article(self, url: str, title: str) -> Thing:
        """The article of the page: the one with its address, else its title, else the first."""
        found = [thing for thing in self._things if any(map(_ARTICLE.search, types_of(thing)))]
        plain = _plain(title)

        def rank(thing: Thing) -> tuple[bool, bool, bool]:
            here = bool(url) and url.rstrip("/") in {a.rstrip("/") for a in _addresses(thing)}
            headline = _plain(text_of(thing.get("headline")))
            named = bool(plain) and bool(headline) and (headline in plain or plain in headline)
            return here, named, any(map(_NEWS.search, types_of(thing)))

        return max(found, key=rank, default={})

    def text(self, name: str) -> str:
        """A field of the article as text, the first of several."""
        return text_of(self.article.get(name))

    def authors(self) -> list[str]:
        """The names of the people who wrote the article; of bodies where it names no people."""
        for field in ("author", "creator"):
            things = self._all(self.article.get(field)) + self._contributors(field)
            people = [name for thing in things if not _is_body(thing) and (name := _name(thing))]
            if people:
                return people
        things = self._all(self.article.get("author"))
        return [name for thing in things if (name := _name(thing))]

    def _contributors(self, field: str) -> list[Any]:
        return self._all(self.article.get("contributor")) if field == "author" else []

    def publisher(self) -> str:
        """The name of who published the article."""
        things = [*self._all(self.article.get("publisher")), *self._all(self._site_of())]
        return next((name for thing in things if (name := _name(thing))), "")

    def site(self) -> str:
        """The name of the site that the page describes."""
        for wanted in ("WebSite", "NewsMediaOrganization"):
            for thing in self._things:
                if wanted in types_of(thing) and (name := _name(thing)):
                    return name
        return ""

    def updates(self) -> list[Thing]:
        """The entries of a live blog, in the order of the page."""
        return [u for u in self._all(self.article.get("liveBlogUpdate")) if isinstance(u, dict)]

    def _site_of(self) -> Any:
        return self.article.get("sourceOrganization") or self.article.get("isPartOf")

    def _all(self, value: Any) -> list[Any]:
        """A field's values as a list, references followed."""
        if isinstance(value, dict) and isinstance(value.get("@list"), list):
            value = value["@list"]
        values = value if isinstance(value, list) else [value] if value else []
        return [
            self._named.get(one["@id"], one)
            if isinstance(one, dict) and isinstance(one.get("@id"), str) and not one.get("name")
            else one
            for one in values
        ]


def types_of(thing: Thing) -> list[str]:
    """The types of an object, without the address of the vocabulary."""
    value = thing.get("@type")
    values = value if isinstance(value, list) else [value]
    return [one.rpartition("/")[2] for one in values if isinstance(one, str)]


def text_of(value: Any) -> str:
    """A field's text: a string, or the first one of a list; "" for anything else.

    Many systems write HTML's references (``&quot;``) into it, which JSON does not know.
    """
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str) and one.strip()), "")
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _name(thing: Any) -> str:
    if isinstance(thing, dict):
        given = [text_of(thing.get(part)) for part in ("givenName", "familyName")]
        return text_of(thing.get("name")) or " ".join(filter(None, given))
    return text_of(thing)


def _is_body(thing: Any) -> bool:
    return isinstance(thing, dict) and any(map(_BODY.search, types_of(thing)))


def _addresses(thing: Thing) -> list[str]:
    page = thing.get("mainEntityOfPage")
    inner = page.get("@id") if isinstance(page, dict) else page
    values = (thing.get("url"), thing.get("@id"), inner)
    return [value.partition("#")[0] for value in values if isinstance(value, str)]


def _things(value: Any, depth: int) -> Iterator[Thing]:
    """The objects of a block, those inside its lists and holders too."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _HOLDERS:
            yield from _things(value.get(name), depth + 1)


def _parsed(block: str) -> Any:
    text = block.strip().removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        # pages have line ends and tabs inside strings, which strict JSON forbids
        return json.loads(text.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
