"""A text with its paragraphs, quotes and sentences, each found once and carried along.

Pure text: no model is asked.  Sentences end where marks leave no doubt; quoted words count as part
of the sentence that reports them, so that a quote of several sentences stands in one.  To split
what somebody said into its own sentences there is :meth:`AnnotatedText.split`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from graphkit.model import Span
from graphkit.text.lists import read_rows
from graphkit.text.quotes import OUTSIDE, Quote, find_quotes, paragraphs, quote_states

__all__ = ["AnnotatedText"]

#: A run of marks is looked at from its first one only.
_END: Final = re.compile(r"(?<![.!?…])[.!?…]+[\"”'’»)\]]*\s+(?=[\"“‘'«`(\[]*[A-Z0-9À-Þ@#])")
_ABBREVIATIONS: Final = frozenset(word for (word,) in read_rows("abbreviations.txt"))
#: A single letter, or letters with full stops between them: "J", "U.S".
_INITIALS: Final = re.compile(r"[A-Za-z]|(?:[A-Z]\.)+[A-Z]")
#: The longest abbreviation, with room for a bracket before it.
_LOOK_BACK: Final = 10


class AnnotatedText:
    """A text and what its marks and lines say; offsets are code points into ``text``."""

    def __init__(self, text: str) -> None:
        """Nothing is read before it is asked for."""
        self.text = text

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Its paragraphs, in order, without white space at their edges."""
        return paragraphs(self.text)

    @cached_property
    def quotes(self) -> list[Quote]:
        """Its quotes, sorted by where they start, outer before inner."""
        return find_quotes(self.text)

    @cached_property
    def states(self) -> bytes:
        """One value a character: outside, inside or mark of a quote that stands in no other."""
        return quote_states(self.text, self.quotes)

    @cached_property
    def _starts(self) -> list[int]:
        """Where sentences start: a quote is in the sentence that it begins in."""
        starts = {span.start for span in self.paragraphs}
        starts.update(
            end
            for at, end in _ends(self.text, 0, len(self.text))
            if self.states[at] == OUTSIDE and not self.text[end : end + 1].islower()
        )
        return sorted(starts)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [span.start for span in self.paragraphs]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that an offset is in."""
        return bisect_right(self._starts, offset)

    def sentence_start(self, number: int) -> int:
        """Where the sentence of that number starts; 0 for one before the first."""
        return (
            self._starts[min(number, len(self._starts)) - 1] if number > 0 and self._starts else 0
        )

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that an offset is in."""
        return bisect_right(self._paragraph_starts, offset)

    def quoted(self, offset: int) -> bool:
        """Whether an offset stands inside a quote, its marks not counted."""
        return 0 <= offset < len(self.states) and self.states[offset] > OUTSIDE

    def sentence(self, offset: int) -> Span:
        """The sentence that an offset is in, from its first to its last visible character."""
        number = self.sentence_at(offset)
        start = self._starts[number - 1] if number else 0
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def around(self, start: int, end: int) -> Span:
        """The sentences that a stretch touches, from the first to the last."""
        return Span(self.sentence(start).start, max(end, self.sentence(max(start, end - 1)).end))

    def parted(self, one: Span, other: Span) -> bool:
        """Whether no sentence touches both spans; a cue that is a dash or colon parts nothing."""
        first, second = sorted((one, other))
        if not all(any(c.isalnum() for c in self.text[s.start : s.end]) for s in (one, other)):
            gap = self.text[first.end : second.start]
            if not any(letter.isalnum() for letter in gap):
                return False
        return self.sentence_at(max(first.start, first.end - 1)) < self.sentence_at(second.start)

    def split(self, span: Span) -> list[Span]:
        """The sentences and lines inside a span, quoted or not, in order."""
        found, start = [], span.start
        breaks = {end: at for at, end in _ends(self.text, span.start, span.end)}
        breaks.update(
            (gap.end(), gap.start()) for gap in _LINES.finditer(self.text, span.start, span.end)
        )
        for after in sorted(breaks):
            piece = self._trimmed(start, after)
            if piece.start < piece.end:
                found.append(piece)
            start = after
        last = self._trimmed(start, span.end)
        return [*found, last] if last.start < last.end else found

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)


_LINES: Final = re.compile(r"[\r\n]+")


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence ends: where the mark stands, and where the next sentence starts."""
    for match in _END.finditer(text, start, end):
        at = match.start()
        before = re.split(r"[^\w.]", text[max(start, at - _LOOK_BACK) : at])[-1]
        abbreviated = before in _ABBREVIATIONS or _INITIALS.fullmatch(before)
        if not (text[at] == "." and abbreviated):
            yield at, match.end()
