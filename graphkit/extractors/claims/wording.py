"""Statements as texts that are read alone.

A content that is a sentence is shown alone, without a leading "that"; any other with source and
cue (:mod:`graphkit.extractors.claims.framing`).  Names stand in square brackets behind the
pronouns they were looked up for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graphkit.extractors.claims.edges import clean, sentence_case
from graphkit.extractors.claims.framing import Frame
from graphkit.extractors.claims.naming import Named
from graphkit.model import Span

__all__ = ["alone", "in_frame"]

_MARKS: Final = " \t\r\n\u00a0\"“”„‟«»‘’'`,;:—–-"


def _with_names(text: str, span: Span, named: Sequence[Named]) -> str:
    """A stretch of the text with brackets behind its pronouns."""
    out, at = "", span.start
    for one in sorted(named, key=lambda one: one.pronoun):
        if one.name and at <= one.pronoun.start and one.pronoun.end <= span.end:
            out += f"{text[at : one.pronoun.end]} [{one.name}]"
            at = one.pronoun.end
    return out + text[at : span.end]


def alone(text: str, spans: Sequence[Span], named: Sequence[Named] = ()) -> str:
    """The words of a sentence, whose parts a cue may have stood between."""
    shown = ""
    for span in spans:
        part = " ".join(_with_names(text, span, named).split())
        if len(spans) > 1:
            part = part.strip(_MARKS)
        if part:
            shown = f"{shown} {part}" if shown else part
    return sentence_case(clean(shown, clause=True))


def in_frame(text: str, frame: Frame, name: str, named: Sequence[Named] = ()) -> str:
    """Source, cue and content; ``name`` is put behind, or for, a pronoun that is the source."""
    parts = []
    for span in frame.spans:
        pronoun = frame.pronoun
        if pronoun is None or not name or not (span.start <= pronoun.start < span.end):
            parts.append(_with_names(text, span, named))
            continue
        before = text[span.start : pronoun.start]
        behind = _with_names(text, Span(pronoun.end, span.end), named)
        shown = "" if frame.relative else text[pronoun.start : pronoun.end] + " "
        parts.append(f"{before}{shown}[{name}]{behind}")
    return sentence_case(clean(" ".join(parts), clause=False))
