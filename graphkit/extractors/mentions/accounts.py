"""Whose account a handle is, by the words of the article that tie the two (data/accounts.tsv)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from graphkit.text.lists import read_rows
from graphkit.text.names import strip_titles, trim

__all__ = ["HANDLE", "owners"]

#: An account with its server ("@ada@coast.example") or dots of its own ("@ada.bsky.social").
HANDLE: Final = re.compile(r"(?<![\w@./])@\w{2,30}(?:@[\w-]+(?:\.[\w-]+)+|(?:\.\w+)+)?")
_PART: Final = r"[A-ZÀ-Þ](?:[\w&-]|[.’'](?!s\b)(?=\w))*\.?"
_NAME: Final = rf"(?<!\w){_PART}(?: (?:(?:of|de|van|von|der|la|al|the) ){{0,2}}{_PART}){{0,5}}"
_SLOTS: Final = {
    "{X}": rf"(?P<name>{_NAME})",
    "{H}": rf"(?P<handle>{HANDLE.pattern})",
}


@lru_cache(maxsize=1)
def _ties() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(pattern) for _, pattern, *_ in read_rows("accounts.tsv"))


def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its slots filled; case counts in names only."""
    pieces = re.split(r"(\{[XH]\})", pattern)
    return re.compile("".join(_SLOTS.get(piece) or f"(?i:{piece})" for piece in pieces))


def owners(text: str) -> dict[str, str]:
    """Case-folded account without @ → the name that the text ties it to, if only one."""
    found: dict[str, set[str]] = defaultdict(set)
    if "@" not in text:
        return {}
    # the words that tie stand near the account: a long text is read around its accounts only
    for low, high in _around(text):
        for tie in _ties():
            for match in tie.finditer(text, low, high):
                start, end = trim(text, *match.span("name"))
                start = strip_titles(text, start, end)[0]
                if start < end:
                    found[match["handle"].lstrip("@").casefold()].add(text[start:end])
    return {account: min(names) for account, names in found.items() if len(names) == 1}


def _around(text: str) -> list[tuple[int, int]]:
    """Stretches around accounts, joined where they overlap; none crosses a line's end."""
    spans: list[tuple[int, int]] = []
    for match in HANDLE.finditer(text):
        low = max(match.start() - _NEAR, text.rfind("\n", 0, match.start()) + 1)
        line = text.find("\n", match.end())
        high = min(match.end() + _NEAR, line if line >= 0 else len(text))
        if spans and low <= spans[-1][1]:
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return spans


#: Characters around an account that are read for whose it is.
_NEAR: Final = 160
