"""Markdown, with or without front matter (YAML between ``---``, TOML between ``+++``).

Offsets are into the words without their marks.  Libraries: markdown-it-py, PyYAML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from graphkit.errors import InputError, Report
from graphkit.model import Document
from graphkit.readers.author_lists import names_of
from graphkit.readers.columns import columns_of
from graphkit.readers.fragments import text_of
from graphkit.readers.inputs import Input
from graphkit.readers.known import Known, document
from graphkit.readers.language_codes import language_code
from graphkit.readers.records import date_in
from graphkit.readers.text import decode, read_bytes

_FRONT: Final = re.compile(
    r"\ufeff?(?:---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+)"
    r"[ \t]*\r?$",
    re.DOTALL | re.MULTILINE,
)


def read_markdown(item: Input, report: Report) -> Iterator[Document]:
    """Yield the one article of a Markdown file."""
    # heavy to import, and most runs read none
    from markdown_it import MarkdownIt

    source = decode(item, read_bytes(item))
    front = _FRONT.match(source)
    known = _known(item, front) if front else Known()
    rendered = (
        MarkdownIt("commonmark").enable("table").render(source[front.end() :] if front else source)
    )
    yield document(item, text_of(rendered), known)


def _known(item: Input, front: re.Match[str]) -> Known:
    """What the front matter says."""
    import yaml

    try:
        fields = tomllib.loads(front["toml"]) if front["toml"] else yaml.safe_load(front["yaml"])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        said = " ".join(str(error).split())[:160]
        todo = "correct it, or take it out"
        raise InputError(
            item.source, f"has front matter that cannot be read: {said}", todo
        ) from None
    if not isinstance(fields, dict):
        return Known()
    fields = {str(name): value for name, value in fields.items()}
    columns = columns_of(tuple(fields), {})

    def first(field: str) -> Any:
        return next((fields[name] for name in columns[field] if fields[name]), "")

    authors = first("authors")
    listed = authors if isinstance(authors, list) else [authors]
    names = (one.get("name") if isinstance(one, dict) else one for one in listed)
    return Known(
        title=_words(first("title")),
        outlet=_words(first("outlet")),
        authors=tuple(name for one in names if isinstance(one, str) for name in names_of(one)),
        published=date_in(first("published")),
        url=_words(first("url")),
        language=language_code(_words(first("language"))),
    )


def _words(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
