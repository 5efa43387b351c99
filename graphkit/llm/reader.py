"""The model as a second reader of one document: what it proposes, and what it says of doubts.

It implements :class:`graphkit.model.SecondReader`; every answer is held against the text first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphkit.llm.asking import Asker, Cut
from graphkit.llm.grounding import Grounds
from graphkit.llm.names import Names
from graphkit.llm.pieces import addressed, pieces
from graphkit.llm.questions import Answer, Passages, Question, put
from graphkit.llm.quotes import Quotable
from graphkit.llm.wording import fits, new_names, points
from graphkit.model import (
    Attribution,
    Citation,
    Denial,
    Extraction,
    Proposals,
    ProposedDispute,
    Span,
)
from graphkit.text.annotated import AnnotatedText

__all__ = ["Reader"]

_UNPROVEN: Final = "an answer whose words are not in what was sent"
#: Halves have so many code points at the least: a shorter answer is cut off because it never ends.
_SMALLEST: Final = 750


class Reader:
    """A model that reads along."""

    def __init__(self, asker: Asker) -> None:
        """What is asked, and how often, is the asker's business."""
        self._asker = asker
        self._endpoint = asker.endpoint
        self.name = f"llm:{asker.endpoint.model}"

    def propose(self, found: Extraction) -> Proposals:
        """Statements, disputes and citations that the article's words bear out."""
        if not self._endpoint.extraction:
            return Proposals()
        annotated = AnnotatedText(found.document.text)
        gathered = _Gathered(self._asker)
        barred = tuple(addressed(annotated))
        if barred:
            self._asker.tally.drop("a passage that speaks to a model (not sent)", len(barred))
        names = Names(found)
        for piece in pieces(annotated):
            text = Quotable(annotated.text, piece)
            grounds = Grounds(found, annotated, names, text, barred, self.name)
            self._piece(grounds, piece, gathered)
        return gathered.proposals()

    def _piece(
        self, grounds: Grounds, piece: Span, gathered: _Gathered, halved: bool = False
    ) -> None:
        """Ask about a piece; in halves, once, where the answer is too long to be given."""
        text = grounds.annotated.text[slice(*piece)]
        message = {"article": text, "names": grounds.names.shown([piece])}
        try:
            entries = self._asker.ask("extract", message)
        except Cut:
            parts = [] if halved else _halved(text, piece.start)
            if not parts:
                self._asker.tally.fail("an answer that was cut off")
            for part in parts:
                self._piece(grounds, part, gathered, halved=True)
            return
        if entries:
            gathered.add(grounds, entries)

    def speakers(self, found: Extraction, doubtful: Sequence[int]) -> Mapping[int, str]:
        """Who speaks, where the words that the model gives name them."""
        if not (self._endpoint.judging and doubtful):
            return {}
        names, passages = _read(found)
        questions = []
        for index in doubtful:
            said = found.attributions[index]
            places = passages.around(*said.source, *said.content[:1])
            if places:
                told = {
                    "passage": passages.shown(places),
                    "source": _words(found, said.source),
                    "statement": _words(found, said.content),
                }
                questions.append(Question(index, told, places))
        shared = {"names": [entity.name for entity in found.entities]}
        answers: dict[int, str] = {}
        for question, answer in put(self._asker, "speakers", shared, questions):
            if answer["answer"].strip().casefold() in ("unknown", ""):
                continue
            key = names.key(answer["answer"])
            if key is None:
                self._asker.tally.drop("a name that is not in the article")
            elif key not in names.within(passages.proof(question.places, answer["words"])):
                self._asker.tally.drop("an answer whose words do not name who it says")
            else:
                answers[question.number] = key
        self._asker.tally.keep("answers on speakers", len(answers))
        return answers

    def disputes(
        self, found: Extraction, doubtful: Sequence[Denial]
    ) -> Mapping[int, tuple[bool, str]]:
        """Whether something is a dispute, where the words that the model gives stand there."""
        if not (self._endpoint.judging and doubtful):
            return {}
        _, passages = _read(found)
        questions = []
        for number, denial in enumerate(doubtful):
            told, spans = _disputed(found, denial)
            places = passages.around(*spans) if told else ()
            if places:
                told["passage"] = passages.shown(places)
                questions.append(Question(number, told, places))
        answers: dict[int, tuple[bool, str]] = {}
        for question, answer in put(self._asker, "disputes", {}, questions):
            if (word := self._proven(passages, question, answer)) in ("yes", "no"):
                answers[question.number] = word == "yes", answer["words"]
        self._asker.tally.keep("answers on disputes", len(answers))
        return answers

    def wordings(
        self, found: Extraction, doubtful: Mapping[int, Sequence[str]]
    ) -> Mapping[int, str]:
        """Texts that can be read alone, where the words that the model gives name who is meant.

        What it proposed before is taken where it fits, and only the others are asked about.
        """
        names, passages = _read(found)
        texts: dict[int, str] = {}
        questions = []
        for index, proposed in doubtful.items():
            statement = found.statements[index]
            held = (" ".join(text.split()) for text in proposed)
            fitting = [text for text in held if fits(text, statement.text, names)]
            if fitting:
                texts[index] = fitting[0]
                continue
            if not (self._endpoint.judging and points(statement.text)):
                continue
            places = passages.around(Span(statement.spans[0].start, statement.spans[-1].end))
            if places:
                told = {"passage": passages.shown(places), "text": statement.text}
                questions.append(Question(index, told, places))
        self._asker.tally.keep("claim texts", len(texts))
        shared = {"names": [entity.name for entity in found.entities]}
        for question, answer in put(self._asker, "wordings", shared, questions):
            own, text = found.statements[question.number].text, " ".join(answer["answer"].split())
            if text.casefold() in ("unknown", own.casefold()):
                continue
            if not fits(text, own, names):
                self._asker.tally.drop("a wording that is not the article's")
                continue
            shown = names.within(passages.proof(question.places, answer["words"]))
            if shown.issuperset(new_names(text, own, names) or ()):
                texts[question.number] = text
                self._asker.tally.keep("answers on wordings")
            else:
                self._asker.tally.drop("an answer whose words do not name who it says")
        return texts

    def refused(self, reason: str) -> None:
        """Count what is not taken after all."""
        self._asker.tally.drop(reason)

    def _proven(self, passages: Passages, question: Question, answer: Answer) -> str:
        """The answer in one word if its words stand in what was sent; "" if not."""
        word: str = answer["answer"].strip().casefold()
        if word in ("unsure", "unknown", ""):
            return ""
        if len(answer["words"].split()) >= 1 and passages.proof(question.places, answer["words"]):
            return word
        self._asker.tally.drop(_UNPROVEN)
        return ""


class _Gathered:
    """What the pieces of one document bring."""

    def __init__(self, asker: Asker) -> None:
        self._tally = asker.tally
        self._said: list[Attribution] = []
        self._wordings: list[tuple[str, ...]] = []
        self._disputes: list[ProposedDispute] = []
        self._citations: list[Citation] = []

    def add(self, grounds: Grounds, entries: Mapping[str, list[dict[str, Any]]]) -> None:
        """Take over what the text bears out; count the rest by reason."""
        places: dict[str, int] = {}
        for entry in entries["statements"]:
            said = grounds.statement(entry)
            if isinstance(said, str):
                self._tally.drop(f"statement: {said}")
                continue
            self._tally.keep("statements")
            places.setdefault(entry["id"], len(self._said))
            self._said.append(said)
            self._wordings.append(tuple(entry["claims"]))
        for entry in entries["disputes"]:
            place = places.get(entry["by"] or "")
            if entry["by"] and place is None:
                self._tally.drop("dispute: who disputes is no statement that was kept")
                continue
            by = None if place is None else (place, self._said[place])
            self._take("dispute", grounds.dispute(entry, by), self._disputes)
        for entry in entries["citations"]:
            self._take("citation", grounds.citation(entry), self._citations)

    def _take(self, kind: str, held: Any, into: list[Any]) -> None:
        if isinstance(held, str):
            self._tally.drop(f"{kind}: {held}")
        else:
            self._tally.keep(f"{kind}s")
            into.append(held)

    def proposals(self) -> Proposals:
        """All of it."""
        return Proposals(
            tuple(self._said), tuple(self._wordings), tuple(self._disputes), tuple(self._citations)
        )


def _read(found: Extraction) -> tuple[Names, Passages]:
    annotated = AnnotatedText(found.document.text)
    return Names(found), Passages(annotated, addressed(annotated))


def _words(found: Extraction, spans: Sequence[Span]) -> str:
    return " … ".join(found.document.text[s:e] for s, e in spans)


def _halved(text: str, start: int) -> list[Span]:
    """A piece that starts at an offset in smaller ones; none where it is too small for that."""
    size = len(text) // 2 + 1
    if size < _SMALLEST:
        return []
    return [Span(start + s, start + e) for s, e in pieces(AnnotatedText(text), size)]


def _disputed(found: Extraction, denial: Denial) -> tuple[dict[str, Any], list[Span]]:
    """What to ask about a dispute, and the words that it is about; nothing without a target."""
    if denial.against is not None:
        target = found.attributions[denial.against].content
    elif denial.clause is not None:
        target = (denial.clause,)
    else:
        return {}, []
    told = {"assertion": _words(found, target)}
    own = Span(denial.evidence.start, denial.evidence.end)
    if denial.by is None:
        return {"who": "the article", "words": denial.evidence.quote, **told}, [own, target[0]]
    by = found.attributions[denial.by]
    known = {entity.key: entity.name for entity in found.entities}
    who = known.get(by.speaker or "") or _words(found, by.source) or "somebody"
    return {"who": who, "words": denial.evidence.quote, **told}, [own, target[0]]
