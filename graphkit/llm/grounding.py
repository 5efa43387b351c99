"""What a model proposes, and the text: records, or the reason why not.  Nothing here asks anybody.

A statement is kept where its words stand in the article, source or cue stand near them, and the
speaker is somebody whom the article names: in the words of the source if they hold a name, before
them if they are a pronoun or a role.  A dispute is kept where the words that say so stand near
the statement that disputes, and what is disputed is what somebody says.  A citation is kept where
its words name who is cited.  Confidence is a constant: what one model says and nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphkit.llm.names import Names
from graphkit.llm.quotes import Quotable, distance
from graphkit.model import (
    ArticleRef,
    Attribution,
    AttributionKind,
    Citation,
    EntityRef,
    Evidence,
    Extraction,
    ProposedDispute,
    Span,
    Why,
)
from graphkit.schema import EDGE_ENDS
from graphkit.text.annotated import AnnotatedText

__all__ = ["ALONE", "Grounds", "Reason", "bracketed"]

#: The confidence of what a model alone says and the text bears out.
ALONE: Final = 0.5
#: Code points between what is said and the words that say who says it.
_NEAR: Final = 300
#: Words of a cue and of a source at the most, and of a content at the least and at the most.
_CUE, _SOURCE, _LEAST, _MOST = 12, 40, 2, 400
#: Places of the same words that are looked at.
_PLACES: Final = 10

Reason = str


@dataclass(frozen=True, slots=True)
class Grounds:
    """One document, or a piece of it, to hold proposals against."""

    found: Extraction
    annotated: AnnotatedText
    names: Names
    text: Quotable
    #: Passages that nothing is believed of.
    barred: tuple[Span, ...]
    extractor: str

    def _evidence(self, span: Span) -> Evidence:
        document = self.found.document
        words = document.text[span.start : span.end]
        return Evidence(document.id, span.start, span.end, words, self.extractor, ALONE)

    def _is_barred(self, spans: Sequence[Span]) -> bool:
        return any(s < high and low < e for s, e in spans for low, high in self.barred)

    def statement(self, proposal: Mapping[str, Any]) -> Attribution | Reason:
        """An attribution, if everything about it stands in the text; of several places the first.

        The reason is that of the first place where the words stand.
        """
        parts = proposal["content"]
        words = sum(len(part.split()) for part in parts)
        if not _LEAST <= words <= _MOST:
            return "what is said is too short or too long"
        reason = "what is said is not in the article"
        for number, start in enumerate(self.text.places(parts[0])[:_PLACES]):
            content = self._content(parts, start)
            said = self._said(proposal, content) if content else reason
            if isinstance(said, Attribution):
                return said
            reason = reason if number else said
        return reason

    def _content(self, parts: Sequence[str], start: Span) -> tuple[Span, ...]:
        """Where the parts of what is said stand, one behind the other; () where one does not."""
        spans = [start]
        for part in parts[1:]:
            place = self.text.first_from(part, spans[-1].end)
            if place is None or place.start - spans[-1].end > _NEAR:
                return ()
            spans.append(place)
        return tuple(spans)

    def _said(self, proposal: Mapping[str, Any], content: tuple[Span, ...]) -> Attribution | Reason:
        """The attribution of a content, if the words around it bear the proposal out."""
        around = self._around(proposal, content)
        if isinstance(around, Reason):
            return around
        source, cue = around
        if self._is_barred((*content, *source, *cue)):
            return "in a passage that speaks to a model"
        speaker = self._speaker(proposal["speaker"], source)
        if isinstance(speaker, Reason):
            return speaker
        key = next(iter(speaker), None)
        why = "" if key else "ambiguous" if source else "no source"
        kind = self._kind(content)
        return Attribution(source, cue, content, kind, ALONE, self.extractor, key, why)

    def _around(
        self, proposal: Mapping[str, Any], content: tuple[Span, ...]
    ) -> tuple[tuple[Span, ...], tuple[Span, ...]] | Reason:
        """Where source and cue stand near the content, one of them at the least; or why not."""
        found: list[tuple[Span, ...]] = []
        taken = list(content)
        for part, most in (("cue", _CUE), ("source", _SOURCE)):
            words = proposal[part]
            if not words.strip():
                found.append(())
                continue
            place = self.text.nearest(words, taken, apart=True)
            if place is None or len(words.split()) > most or distance(place, content) > _NEAR:
                return f"its {part} is not in the article beside it"
            taken.append(place)
            found.append((place,))
        cue, source = found
        return (source, cue) if source or cue else "no words report it"

    def _speaker(self, name: str | None, source: tuple[Span, ...]) -> set[str] | Reason:
        """The speaker's key, none where nobody is named; or why the speaker cannot be believed."""
        if not name:
            return set()
        key = self.names.key(name)
        if key is None:
            return "its speaker is not named in the article"
        if self.names.entities[key].type not in EDGE_ENDS["SAID"][0]:
            return "its speaker is nobody who speaks"
        named = self.names.within(source)
        if named:
            return {key} if key in named else "its source names somebody else"
        if not source:
            return "nobody is named as its source"
        return {key} if self.names.before(key, source[0].end) else "its speaker is named later"

    def _kind(self, content: Sequence[Span]) -> AttributionKind:
        """Whether the words are quoted: the marks of the article say so, not the model."""
        inside = [
            self.annotated.quoted(at)
            for start, end in content
            for at in range(start, end)
            if self.annotated.text[at].isalnum()
        ]
        return "direct" if all(inside) else "mixed" if any(inside) else "indirect"

    def dispute(
        self, proposal: Mapping[str, Any], by: tuple[int, Attribution] | None
    ) -> ProposedDispute | Reason:
        """A dispute, if its words and what it disputes stand in the text.

        ``by`` is the statement that disputes with its place among the proposals, None for the
        article itself.
        """
        why: Why = proposal["why"]
        if (by is None) != (why == "narrator"):
            return "its end and its kind do not go together"
        own = (*by[1].source, *by[1].cue, *by[1].content) if by else ()
        if len(proposal["assertion"].split()) < _LEAST:
            return "what is disputed is too short"
        assertion = self.text.nearest(proposal["assertion"], own)
        if assertion is None:
            return "what is disputed is not in the article"
        words = None
        if why != "contradiction":
            words = self.text.nearest(proposal["words"], own or [assertion])
            if words is None or distance(words, own or [assertion]) > _NEAR:
                return "no words of the article say that it is disputed"
            if by is None and self.annotated.quoted(words.start):
                return "the words that dispute it are not the article's own"
        if self._is_barred([assertion, *([words] if words else [])]):
            return "in a passage that speaks to a model"
        return ProposedDispute(by[0] if by else None, assertion, words, why)

    def citation(self, proposal: Mapping[str, Any]) -> Citation | Reason:
        """A citation, if its words name who is cited and its ends may be tied by it."""
        sources, targets = EDGE_ENDS["CITED"]
        cited = self.names.key(proposal["cited"])
        citer = None if proposal["citer"] == "article" else self.names.key(proposal["citer"])
        if cited is None or (citer is None and proposal["citer"] != "article"):
            return "a name that is not in the article"
        kinds = self.names.entities[citer].type if citer else "Article", self.names.entities[cited]
        if kinds[0] not in sources or kinds[1].type not in targets or citer == cited:
            return "ends that no citation has"
        for place in self.text.places(proposal["words"]):
            named = self.names.within([place])
            if cited in named and (citer is None or citer in named):
                if self._is_barred([place]):
                    return "in a passage that speaks to a model"
                whole = self.annotated.around(place.start, place.end)
                who = EntityRef(citer) if citer else ArticleRef()
                return Citation(who, EntityRef(cited), self._evidence(whole))
        return "no words of the article name who is cited"


def bracketed(text: str) -> tuple[str, list[str]]:
    """A claim's text without what stands in square brackets, and what stood there."""
    outside, inside = [], []
    rest = text
    while "[" in rest and "]" in rest.partition("[")[2]:
        before, _, rest = rest.partition("[")
        held, _, rest = rest.partition("]")
        outside.append(before)
        inside.append(held)
    return " ".join(" ".join([*outside, rest]).split()), inside
