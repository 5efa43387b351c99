"""Attributions by their words, for the tests beside this file."""

from __future__ import annotations

from graphkit.model import Attribution, Span
from graphkit.text.quotes import find_quotes, speech_kind

Parts = tuple[list[str], list[str], list[str]]


def one(text: str, source: list[str], cue: list[str], content: list[str]) -> Attribution:
    """An attribution whose spans are those of the given words, each where it first stands."""

    def spans(words: list[str]) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)

    kind = speech_kind(spans(content), find_quotes(text))
    return Attribution(spans(source), spans(cue), spans(content), kind, 0.9, "test")


def shown(text: str, attributions: list[Attribution]) -> list[Parts]:
    """The words of source, cue and content of each."""

    def words(spans: tuple[Span, ...]) -> list[str]:
        return [text[start:end] for start, end in spans]

    return [(words(a.source), words(a.cue), words(a.content)) for a in attributions]
