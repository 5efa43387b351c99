"""Where words stand in a text, letter for letter, but for blanks and quotation marks.

Models copy well and typeset badly: line breaks become blanks, curly marks straight ones.  Both
sides are brought to one kind of each; offsets are those of the text as it stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from graphkit.model import Span

__all__ = ["Quotable", "distance"]

_DOUBLE: Final = '"“”„‟«»″\uff02'
_SINGLE: Final = "'‘’‚‛‹›′`\u00b4\uff07"
#: Characters that nobody sees.
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_EDGES: Final = " \"',;:"


def _normalised(text: str) -> tuple[str, list[int], list[int]]:
    """The text with one kind of blank and mark; where each of its characters starts and ends."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, letter in enumerate(text):
        if letter in _UNSEEN:
            continue
        if letter.isspace():
            letter = " "
        elif letter in _DOUBLE:
            letter = '"'
        elif letter in _SINGLE:
            letter = "'"
        last = letters[-1] if letters else ""
        if letter == last == " " or letter == last == "'":
            # two single marks are a double one
            letters[-1] = '"' if letter == "'" else " "
            ends[-1] = at + 1
            continue
        letters.append(letter)
        starts.append(at)
        ends.append(at + 1)
    return "".join(letters), starts, ends


class Quotable:
    """A text, or a stretch of it, to look for quotes in; offsets are into the whole text."""

    def __init__(self, text: str, within: Span | None = None) -> None:
        """Nothing outside of ``within`` is found."""
        self.text = text
        start, end = within or Span(0, len(text))
        self._plain, starts, ends = _normalised(text[start:end])
        self._starts = [start + at for at in starts]
        self._ends = [start + at for at in ends]

    def places(self, words: str) -> list[Span]:
        """Every place where the words stand as whole words, in order; none for no letters.

        Marks at their edges need not stand there.
        """
        wanted = _normalised(words)[0].strip()
        for tried in (wanted, wanted.strip(_EDGES)):
            if any(letter.isalnum() for letter in tried) and (found := self._find(tried)):
                return found
        return []

    def _find(self, wanted: str) -> list[Span]:
        found = []
        at = self._plain.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not self._inside_word(at) and not self._inside_word(end):
                found.append(Span(self._starts[at], self._ends[end - 1]))
            at = self._plain.find(wanted, at + 1)
        return found

    def _inside_word(self, at: int) -> bool:
        """Whether there is a letter on both sides."""
        around = self._plain[at - 1 : at + 1] if at else ""
        return len(around) == 2 and around.isalnum()

    def nearest(self, words: str, to: Sequence[Span], apart: bool = False) -> Span | None:
        """The place nearest to some spans, the first of several; ``apart``: that touches none."""
        places = self.places(words)
        if apart:
            places = [one for one in places if not any(_touch(one, other) for other in to)]
        if not to:
            return places[0] if places else None
        return min(places, key=lambda one: (distance(one, to), one), default=None)

    def first_from(self, words: str, offset: int) -> Span | None:
        """The first place at or behind an offset."""
        places = self.places(words)
        at = bisect_left(places, (offset, offset))
        return places[at] if at < len(places) else None


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def distance(one: Span, others: Sequence[Span]) -> int:
    """Characters between a span and the nearest of some others; 0 where they touch."""
    return min(max(0, other.start - one.end, one.start - other.end) for other in others)
