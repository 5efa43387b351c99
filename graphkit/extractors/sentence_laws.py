"""What never happens in an attribution: its parts do not stand in different sentences.

In PolNeAR's training part source and cue are parted by a sentence's end in 3 of 6,384
attributions, cue and reported clause in 3 of 4,699, two pieces of a reported clause in 8 of 401.
A tagger that looks at words, and points from one to another, breaks these laws now and then.  What
breaks them is undone: a source that lies in another sentence than its cue is replaced by the
subject that stands before the cue, or by none; a clause is parted from a cue beyond its sentence;
pieces in two sentences become two attributions, and what is left without a cue is given up.

Sentences are found by marks alone and only where they are sure; quoted words do not count, so
that a quote of several sentences stands in the one that reports it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from graphkit.extractors.quotes import OUTSIDE, Quote, paragraphs, quote_states, speech_kind
from graphkit.model import Attribution, Span

__all__ = ["Sentences", "keep_laws"]

_END: Final = re.compile(r"[.!?][\"”'’»)\]]*\s+(?=[\"“‘'«`(\[]*[A-Z0-9])")
#: Characters before a full stop in which an abbreviation and what parts it from a word stand.
_LOOK_BACK: Final = 12
_NO_END: Final = re.compile(
    r"(?:^|\W)(?:[A-Za-z]|(?:[A-Z]\.)+[A-Z]|[Mm][rs]s?|[Dd]r|Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Capt|Jr|Sr"
    r"|St|Inc|Co|Corp|Ltd|No|vs|Rev|Prof|Hon|Adm|Cmdr|Maj|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Calif|Mass"
    r"|Fla|Ill|Va|Pa|Pres|Dep|Supt|Atty|Messrs|a\.m|p\.m)$"
)

#: The noun phrase that is a cue's subject, or None.
Subject = Callable[[Span], Span | None]


class Sentences:
    """Which sentence an offset is in; a quote is in the sentence that it begins in."""

    def __init__(self, text: str, quotes: Sequence[Quote] | None = None) -> None:
        states = quote_states(text, quotes)
        starts = {span.start for span in paragraphs(text)}
        for match in _END.finditer(text):
            mark = match.start()
            inside = states[mark] != OUTSIDE
            continues = text[match.end() : match.end() + 1].islower()
            if inside or continues or _NO_END.search(text[max(0, mark - _LOOK_BACK) : mark]):
                continue
            starts.add(match.end())
        self._starts = sorted(starts)
        self._text = text

    def at(self, offset: int) -> int:
        """The number of the sentence that an offset is in."""
        return bisect_right(self._starts, offset)

    def parted(self, one: Span, other: Span) -> bool:
        """Whether no sentence touches both spans; a cue that is a dash or colon parts nothing."""
        first, second = sorted((one, other))
        if not all(any(c.isalnum() for c in self._text[s.start : s.end]) for s in (one, other)):
            gap = self._text[first.end : second.start]
            if not any(letter.isalnum() for letter in gap):
                return False
        return self.at(max(first.start, first.end - 1)) < self.at(second.start)


def keep_laws(
    text: str,
    quotes: Sequence[Quote],
    attributions: Sequence[Attribution],
    subject: Subject = lambda _: None,
) -> list[Attribution]:
    """The attributions without what parts them over sentences, in their order."""
    sentences = Sentences(text, quotes)
    kept = []
    for one in attributions:
        for part in _by_sentence(sentences, quotes, one):
            kept.append(_with_source(sentences, part, subject))
    return kept


def _by_sentence(
    sentences: Sentences, quotes: Sequence[Quote], one: Attribution
) -> list[Attribution]:
    """The attribution with the pieces of a reported clause that its cue can reach."""
    if not one.cue or not one.content:
        return [one]
    near = [
        span
        for span in one.content
        if speech_kind([span], quotes) != "indirect"
        or not any(sentences.parted(span, cue) for cue in one.cue)
    ]
    if len(near) == len(one.content):
        return [one]
    if not near:
        return []
    return [replace(one, content=tuple(near), kind=speech_kind(near, quotes))]


def _with_source(sentences: Sentences, one: Attribution, subject: Subject) -> Attribution:
    """The attribution with a source from its cue's sentence, or with none."""
    if not one.cue or not one.source:
        return one
    if not any(sentences.parted(source, one.cue[0]) for source in one.source):
        return one
    found = subject(one.cue[0])
    return replace(one, source=(found,) if found else ())
