"""An article in pieces that fit into a small context, each a stretch of whole paragraphs.

A paragraph that speaks to a language model ("ignore your instructions …") is in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

from graphkit.model import Span
from graphkit.text.annotated import AnnotatedText

__all__ = ["addressed", "pieces", "speaks_to_model"]

#: Code points of one piece: about 1,000 tokens, so that prompt, text and answer fit into 4,096.
SIZE: Final = 4_000


@lru_cache(maxsize=1)
def _patterns() -> re.Pattern[str]:
    text = (files("graphkit") / "llm" / "prompts" / "addressed.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE | re.MULTILINE)


def speaks_to_model(text: str) -> bool:
    """Whether words are meant for a language model and not for readers."""
    return _patterns().search(text) is not None


def addressed(annotated: AnnotatedText) -> list[Span]:
    """The paragraphs that speak to a language model."""
    text = annotated.text
    return [span for span in annotated.paragraphs if speaks_to_model(text[slice(*span)])]


def pieces(annotated: AnnotatedText, size: int = SIZE) -> list[Span]:
    """The stretches of a text that may be sent, in order, none longer than ``size`` code points.

    Only a sentence that is longer makes a longer piece.
    """
    found: list[Span] = []
    left_out = set(addressed(annotated))
    cut = True
    for unit in _units(annotated, size):
        if unit in left_out:
            cut = True
            continue
        if not cut and unit.end - found[-1].start <= size:
            found[-1] = Span(found[-1].start, unit.end)
        else:
            found.append(unit)
        cut = False
    return found


def _units(annotated: AnnotatedText, size: int) -> Iterator[Span]:
    """Paragraphs; of one that is too long its sentences."""
    for paragraph in annotated.paragraphs:
        if paragraph.end - paragraph.start <= size:
            yield paragraph
        else:
            yield from annotated.split(paragraph)
