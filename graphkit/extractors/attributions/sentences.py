"""What never happens in an attribution: its parts do not stand in different sentences.

In PolNeAR's training part source and cue are parted by a sentence's end in 3 of 6,384
attributions, cue and reported clause in 3 of 4,699, two pieces of a reported clause in 8 of 401.
A tagger that looks at words, and points from one to another, breaks these laws now and then.  What
breaks them is undone: a source that lies in another sentence than its cue is given up, and so are
the pieces of a clause beyond the sentence of their cue.

A quote of several sentences stands in the one that reports it
(:class:`graphkit.text.annotated.AnnotatedText`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphkit.model import Attribution
from graphkit.text.annotated import AnnotatedText
from graphkit.text.quotes import speech_kind

__all__ = ["within_sentences"]


def within_sentences(text: AnnotatedText, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without what parts them over sentences, in their order."""
    return [_with_source(text, part) for one in attributions for part in _by_sentence(text, one)]


def _by_sentence(text: AnnotatedText, one: Attribution) -> list[Attribution]:
    """The attribution with the pieces of a reported clause that its cue can reach."""
    if not one.cue or not one.content:
        return [one]
    near = [
        span
        for span in one.content
        if speech_kind([span], text.quotes) != "indirect"
        or not any(text.parted(span, cue) for cue in one.cue)
    ]
    if len(near) == len(one.content):
        return [one]
    if not near:
        return []
    return [replace(one, content=tuple(near), kind=speech_kind(near, text.quotes))]


def _with_source(text: AnnotatedText, one: Attribution) -> Attribution:
    """The attribution without a source that lies in another sentence than its cue."""
    if not one.cue or not one.source:
        return one
    if not any(text.parted(source, one.cue[0]) for source in one.source):
        return one
    return replace(one, source=())
