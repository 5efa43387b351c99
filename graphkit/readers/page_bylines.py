"""Names of authors as pages write them: "By Ada Quill and Bo Rask, Marrow Times | 4 min read"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_PREFIX: Final = re.compile(
    r"^\W*(?:(?:written|words|posted|published|reported|story|text|analysis|report) )?by\b:?\s*"
    r"|^\W*(?:author|from)s?:\s*",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(r"\s*(?:[;|•·/]|,|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
_NO_NAME: Final = re.compile(
    r"https?:|@|\d|\bread\b|\b(?:staff|senior|chief|political|crime|reporters?|writers?|editors?"
    r"|correspondents?|contributors?|special to|for the|updated|published|admin|about|share"
    r"|comments?|min(?:ute)?s?|am|pm)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:[^\W\d_][\w’'‘.-]*)(?:\s+(?:[^\W\d_][\w’'‘.-]*)){1,4}",
)
_LOWER: Final = frozenset(
    "de del della van von der den la le al bin ibn da di du dos ter y".split()
)
_LONGEST: Final = 200


def names_of(line: str) -> list[str]:
    """The people that a by-line names; nothing where it names none for sure."""
    line = " ".join(line.split())
    if len(line) > _LONGEST:
        return []
    words = _PREFIX.sub("", line, count=1)
    return [name for part in _SPLIT.split(words) if (name := _name(part))]


def tidied(names: Iterable[str]) -> list[str]:
    """Names of metadata, each once: "By Ada Quill and Bo Rask" is two, an address is none.

    A name that is no person's ("Staff", "Reuters") is kept where there is no other one.
    """
    found: list[str] = []
    other: list[str] = []
    for name in names:
        people = names_of(name)
        found += people
        plain = _PREFIX.sub("", " ".join(name.split()), count=1).strip(" ,;|")
        if not people and plain and "://" not in plain and "@" not in plain:
            other.append(plain)
    return list(dict.fromkeys(found or other))


def recased(name: str, text: str) -> str:
    """A name in capitals as the text writes it, else with capitals at its words' beginnings."""
    if not name.isupper() or len(name) < 5:
        return name
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    if match and not match[0].isupper():
        return match[0]
    # Mc, O' and hyphens begin a word of their own
    return re.sub(
        r"\b(mc|o['’])?(\w)(\w*)",
        lambda m: (m[1] or "").capitalize() + m[2].upper() + m[3],
        name.lower(),
    )


def _name(part: str) -> str:
    part = part.strip(" ,.:–—-*_()[]")
    match = _NAME.fullmatch(part)
    if match is None or _NO_NAME.search(part):
        return ""
    words = part.split()
    capital = all(word[0].isupper() or word.lower() in _LOWER for word in words)
    return part if capital and words[-1][0].isupper() else ""
