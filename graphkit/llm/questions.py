"""Questions about doubtful findings, put in batches, and the proof that an answer must carry.

Whatever the answer is, its ``words`` must stand in the passage that was sent: an answer without
them counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graphkit.llm.asking import Asker, Cut
from graphkit.llm.quotes import Quotable
from graphkit.model import Span
from graphkit.text.annotated import AnnotatedText

__all__ = ["Answer", "Passages", "Question", "put"]

#: Questions in one request.
BATCH: Final = 8
#: Paragraphs before the one asked about, and code points of a passage at the most.
_BEFORE: Final = 2
_LONGEST: Final = 1_500

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one finding, and the places where its proof may stand."""

    #: What the question is about, in the asker's own numbers.
    number: int
    told: Mapping[str, Any]
    places: tuple[Span, ...] = field(default=())


class Passages:
    """The stretches of one document that are shown with a question."""

    def __init__(self, annotated: AnnotatedText, barred: Sequence[Span]) -> None:
        """``barred`` are passages that are never shown."""
        self._annotated = annotated
        self._barred = barred

    def around(self, *spans: Span) -> tuple[Span, ...]:
        """What to show of some words: their paragraphs and two before the first, cut to size.

        Two stretches where the words stand far from each other; none where a part is barred.
        """
        found: list[Span] = []
        for span in sorted(spans):
            one = self._one(span)
            if found and one.start <= found[-1].end:
                if one.end - found[-1].start <= 2 * _LONGEST:
                    found[-1] = Span(found[-1].start, max(one.end, found[-1].end))
                    continue
                one = Span(found[-1].end, max(one.end, found[-1].end))
            found.append(one)
        if any(s < high and low < e for s, e in found for low, high in self._barred):
            return ()
        return tuple(found)

    def _one(self, span: Span) -> Span:
        paragraphs = self._annotated.paragraphs
        first = max(0, self._annotated.paragraph_at(span.start) - 1)
        last = max(first, self._annotated.paragraph_at(max(span.start, span.end - 1)) - 1)
        start = paragraphs[max(0, first - _BEFORE)].start if paragraphs else 0
        end = paragraphs[last].end if paragraphs else len(self._annotated.text)
        end = min(end, max(span.end, start) + _LONGEST)
        room = max(_LONGEST, span.end - span.start)
        return Span(max(start, min(span.start, end - room)), max(end, span.end))

    def shown(self, places: Sequence[Span]) -> str:
        """The words of some stretches as they are sent."""
        return " […] ".join(self._annotated.text[slice(*place)] for place in places)

    def proof(self, places: Sequence[Span], words: str) -> list[Span]:
        """Where words stand in what was shown; none where they do not."""
        text = self._annotated.text
        return [at for place in places for at in Quotable(text, place).places(words)]


def put(
    asker: Asker, name: str, shared: Mapping[str, Any], questions: Sequence[Question]
) -> Iterator[tuple[Question, Answer]]:
    """Yield each question that is answered with its answer, asked in batches."""
    for at in range(0, len(questions), BATCH):
        yield from _batch(asker, name, shared, questions[at : at + BATCH])


def _batch(
    asker: Asker, name: str, shared: Mapping[str, Any], questions: Sequence[Question]
) -> Iterator[tuple[Question, Answer]]:
    asked = {f"q{number}": question for number, question in enumerate(questions, 1)}
    rows = [{"id": key, **question.told} for key, question in asked.items()]
    try:
        entries = asker.ask(name, {**shared, "questions": rows})
    except Cut:
        half = len(questions) // 2
        if not half:
            asker.tally.fail("an answer that was cut off")
            return
        yield from _batch(asker, name, shared, questions[:half])
        yield from _batch(asker, name, shared, questions[half:])
        return
    answered: set[str] = set()
    for entry in entries["answers"] if entries else ():
        key = entry["id"]
        if key not in asked or key in answered:
            asker.tally.drop("an answer to nothing that was asked")
            continue
        answered.add(key)
        yield asked[key], entry
