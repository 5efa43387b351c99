"""Lines as a layout broke them, back to paragraphs.

A line goes on in the next one if the next one's first word would not have fitted into it: that
is why a line is broken at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
_FIRST_WORD: Final = re.compile(r"\S+")
_BROKEN: Final = re.compile(r"([^\W\d_]+)[-\u2010]$")
_REST: Final = re.compile(r"[^\W\d_]+")
#: What opens a line that is one of a list.
_LISTED: Final = re.compile(r"\s*(?:[-*•·–]|\d{1,2}[.)])\s")
#: A text with longer lines than this was not broken by a mail program.
_WIDEST: Final = 80
_NARROWEST: Final = 40


def unwrapped(text: str) -> str:
    """Plain text whose lines were broken at one width, with its paragraphs on a line each."""
    lines = text.splitlines()
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    joined: list[str] = []
    before = ""
    for line in lines:
        word = _FIRST_WORD.search(line)
        full = word is not None and len(before.rstrip()) + 1 + len(word[0]) > width
        if joined and before.strip() and word and full and not _LISTED.match(line):
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def joined(before: str, line: str, known: Collection[str]) -> str:
    """Two lines of a printed paragraph as one, a word that was broken between them made whole.

    "re-" and "opened" is "reopened", unless the text has "re-opened" elsewhere (``known`` are its
    words, in lower case) and not "reopened".
    """
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + line
    broken, rest = _BROKEN.search(before), _REST.match(line)
    if not broken or not rest:
        return f"{before} {line}"
    if not rest[0][0].islower():
        return before + line
    whole, parted = f"{broken[1]}{rest[0]}".casefold(), f"{broken[1]}-{rest[0]}".casefold()
    keep = parted in known and whole not in known
    return before + line if keep else before[:-1] + line


def words_of(text: str) -> set[str]:
    """The words of a text in lower case, hyphenated ones as they are."""
    return set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))
