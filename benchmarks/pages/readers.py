"""The readers that are measured: ours, and trafilatura as it comes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.pages import Page
from benchmarks.pages.measure import Read, Reader
from graphkit.errors import refuse
from graphkit.extractors.boilerplate import boilerplate_of
from graphkit.model import Document
from graphkit.readers import read


def by_graphkit(folder: Path) -> Reader:
    """The reader of ``build``; pages are written to ``folder`` first."""

    def reader(page: Page) -> Read:
        path = folder / page.name
        if not path.exists():
            path.write_text(page.html, "utf-8")
        (document,) = read([path], refuse)
        return Read(
            document.title,
            document.authors,
            document.outlet,
            document.published,
            document.updated,
            document.section,
            document.url,
            article_text(document),
        )

    return reader


def article_text(document: Document) -> str:
    """The text without what stands beside it, as statements are looked for in it."""
    parts, at = [], 0
    for start, end in boilerplate_of(document):
        parts.append(document.text[at:start])
        at = end
    return "".join([*parts, document.text[at:]])


def by_trafilatura(page: Page) -> Read:
    """trafilatura with its defaults and metadata."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        page.html, with_metadata=True, include_comments=False, include_tables=False
    )
    known = found.as_dict() if found else {}
    return Read(
        title=known.get("title") or "",
        authors=tuple((known.get("author") or "").split("; ")),
        outlet=known.get("sitename") or "",
        published=known.get("date"),
        section=(known.get("categories") or [""])[0],
        url=known.get("url") or "",
        text=known.get("text") or "",
    )
