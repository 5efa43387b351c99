"""Quotations of several sentences to their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.model import Span
from graphkit.text.annotated import AnnotatedText

__all__ = ["sentences"]

_ENDS = (".", "!", "?", "…")
_MARKS = "\"“”‘’' \n"


def sentences(text: AnnotatedText, content: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The sentences of a content, each as its spans in the order of the text.

    A sentence also ends between two parts of a quote that a cue stands between, where the first
    part or the cue ends with a full stop; a part that goes on in lower case goes on with it.
    """
    found: list[list[Span]] = []
    for number, span in enumerate(sorted(content)):
        pieces = [p for p in text.split(span) if any(c.isalnum() for c in text.text[slice(*p)])]
        if number and found and pieces and not _parted(text.text, found[-1][-1], pieces[0]):
            found[-1].append(pieces.pop(0))
        found.extend([piece] for piece in pieces)
    return [tuple(parts) for parts in found]


def _parted(text: str, before: Span, after: Span) -> bool:
    """Whether a sentence ends between two parts of a content."""
    first = next(c for c in text[after.start : after.end] if c.isalnum())
    if not (first.isupper() or first.isdigit()):
        return False
    said = text[before.start : before.end].rstrip(_MARKS)
    between = text[before.end : after.start].strip(_MARKS)
    return said.endswith(_ENDS) or between.endswith((".", ":")) or not between
