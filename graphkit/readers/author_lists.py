"""Authors as files write them in one field, to their names."""

from __future__ import annotations

import re
from typing import Final

_BY: Final = re.compile(r"^\s*(?:written\s+)?by[:\s]+", re.IGNORECASE)
_MARKS: Final = re.compile(r"\s*[;|\n]\s*")
_WORDS: Final = re.compile(r",?\s+(?:and|&)\s+|,\s+")
_LAST_FIRST: Final = re.compile(r"([\w’'. -]+),\s+([\w’'. -]+)")
_NAME: Final = re.compile(r"[^\W\d_][^\s,]*(?:\s[^\s,]+){1,4}")
#: What stands behind a comma and is part of the name before it.
_TITLES: Final = re.compile(r",\s+(?=(?:jr|sr|ii|iii|iv|md|phd|esq)\b\.?)", re.IGNORECASE)


def names_of(text: str) -> tuple[str, ...]:
    """ "By Ada Quill and Jo Roe", "Ada Quill; Jo Roe" as names; what is neither stays whole."""
    names: list[str] = []
    for part in _MARKS.split(_BY.sub("", text)):
        pieces = _WORDS.split(_TITLES.sub("\0", part))
        whole = len(pieces) == 1 or not all(map(_NAME.fullmatch, pieces))
        names += [part] if whole else pieces
    return tuple(filter(None, (name.replace("\0", ", ").strip(" ,") for name in names)))


def turned(text: str) -> tuple[str, ...]:
    """ "Quill, Ada; Roe, Jo" as "Ada Quill", "Jo Roe": the way of libraries."""
    found: list[str] = []
    for part in filter(None, _MARKS.split(text.strip())):
        match = _LAST_FIRST.fullmatch(part.strip(" ."))
        found += [f"{match[2]} {match[1]}"] if match else names_of(part)
    return tuple(found)
