"""The model as a judge across documents: can two claims both be true, are two names one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graphkit.curation.judgements import Judgement, Kind, Reference
from graphkit.llm.asking import Asker
from graphkit.llm.grounding import ALONE
from graphkit.llm.pieces import speaks_to_model
from graphkit.llm.questions import Question, put
from graphkit.llm.quotes import Quotable
from graphkit.model import Document, Span
from graphkit.reports.review import Doubt
from graphkit.schema import Graph
from graphkit.text.annotated import AnnotatedText
from graphkit.text.lexicon import fold

__all__ = ["ClaimJudge", "judge_merges"]

#: What an answer is worth as a probability that two claims cannot both be true.
_CHANCES: Final = {"contradict": 0.92, "compatible": 0.1}
_UNPROVEN: Final = "an answer whose words are not in what was sent"
#: Doubtful merges that are asked about at the most, the most doubtful first.
MOST: Final = 200
#: Sentences shown of each name, and code points of one at the most.
_SENTENCES: Final = 2
_LONGEST: Final = 300


class ClaimJudge:
    """A :data:`graphkit.model.Judge`."""

    def __init__(self, asker: Asker) -> None:
        """What is asked, and how often, is the asker's business."""
        self._asker = asker

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """For each pair how likely they cannot both be true; None without a proven answer."""
        questions = [
            Question(number, {"first": first, "second": second})
            for number, (first, second) in enumerate(pairs)
        ]
        chances: list[float | None] = [None] * len(pairs)
        for question, answer in put(self._asker, "pairs", {}, questions):
            chance = _CHANCES.get(answer["answer"].strip().casefold())
            if chance is None:
                continue
            if any(Quotable(text).places(answer["words"]) for text in pairs[question.number]):
                chances[question.number] = chance
                self._asker.tally.keep("answers on claims")
            else:
                self._asker.tally.drop(_UNPROVEN)
        return chances


def judge_merges(
    asker: Asker, graph: Graph, doubts: Iterable[Doubt], documents: Mapping[str, Document]
) -> Iterator[Judgement]:
    """What the model says of doubtful merges, as judgements, where its words stand there.

    Only what changes something is yielded: parts of one entity that are two, two that are one.
    """
    asked = list(doubts)[:MOST]
    questions = []
    shown: list[list[str]] = []
    for doubt in asked:
        first = _sentences(graph, doubt.left, doubt.left_name, documents)
        second = _sentences(graph, doubt.right, doubt.right_name, documents)
        if first and second:
            told = {
                "first": doubt.left_name,
                "first_in": first,
                "second": doubt.right_name,
                "second_in": second,
            }
            questions.append(Question(len(shown), told))
            shown.append([*first, *second])
        else:
            shown.append([])
    for question, answer in put(asker, "merges", {}, questions):
        word = answer["answer"].strip().casefold()
        if word not in ("same", "different"):
            continue
        if not any(Quotable(text).places(answer["words"]) for text in shown[question.number]):
            asker.tally.drop(_UNPROVEN)
            continue
        asker.tally.keep("answers on merges")
        doubt = asked[question.number]
        if (word == "different") == doubt.joined:
            right = Reference("" if doubt.joined else doubt.right, doubt.right_name)
            about = (Reference(doubt.left, doubt.left_name), right)
            note = f"llm:{asker.endpoint.model} says {word}: “{answer['words']}”"
            kind: Kind = "same" if word == "same" else "different"
            yield Judgement(kind, about, note=note, sure=ALONE)


def _sentences(graph: Graph, ident: str, name: str, documents: Mapping[str, Document]) -> list[str]:
    """Sentences in which an entity stands under a name, the first of each article."""
    found: dict[str, str] = {}
    for row in graph.nodes[ident].get("evidence", ()):
        document = documents.get(row["doc"])
        if document is None or row["doc"] in found or len(found) == _SENTENCES:
            continue
        span = Span(row["start"], row["end"])
        if fold(name) in fold(document.text[slice(*span)]):
            around = AnnotatedText(document.text).around(*span)
            start = max(around.start, span.start - _LONGEST // 2)
            words = document.text[start : min(around.end, start + _LONGEST)]
            if not speaks_to_model(words):
                found[row["doc"]] = words
    return list(found.values())
