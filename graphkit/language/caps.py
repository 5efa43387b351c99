"""A text as the models are given it: what no sentence holds is blank, and all else in its place.

spaCy takes a run of marks apart one at a time and looks at all that is left each time, so that
ten thousand quotation marks in a row cost as much as a book; and each mark is a word to the
tagger.  Blanks are put for the end of such a run, so that the text keeps its length and every
offset is one into the text as it was read.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["LONGEST_CHUNK", "LONGEST_RUN", "capped"]

#: Marks and symbols in a row that are read.  A line drawn across a page is some 80 of them.
LONGEST_RUN: Final = 100
#: Characters without white space between them that are read; the longest addresses are as long.
LONGEST_CHUNK: Final = 1_000

_RUN: Final = re.compile(rf"((?:[^\w\s]|_){{{LONGEST_RUN}}})((?:[^\w\s]|_)+)")
_CHUNK: Final = re.compile(rf"(\S{{{LONGEST_CHUNK}}})(\S+)")


def capped(text: str) -> str:
    """The text with blanks for what exceeds a run of marks, or a chunk without white space."""
    return _CHUNK.sub(_blanked, _RUN.sub(_blanked, text))


def _blanked(match: re.Match[str]) -> str:
    return match[1] + " " * len(match[2])
