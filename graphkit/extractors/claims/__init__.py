"""What each attribution claims: one statement or several, worded to be read alone, or none.

Whether it is a claim at all and whether it could be checked is learnt
(:mod:`graphkit.language.statements`).  The words are those of the article:

cues        how the source stands to it
splitting   the sentences of a quotation
clauses     whether words make a statement of their own
framing     source, cue and content where the content is no sentence
naming      whom pronouns stand for
wording     the text that is shown
edges       marks without a partner, datelines, a leading "that"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from graphkit.extractors.claims.clauses import Tokens, is_clause, is_negated, words_of
from graphkit.extractors.claims.cues import AGAINST, cue_stance
from graphkit.extractors.claims.framing import frame, whole_cue
from graphkit.extractors.claims.naming import Names, needs_context
from graphkit.extractors.claims.splitting import sentences
from graphkit.extractors.claims.wording import alone, in_frame
from graphkit.language import Analysis
from graphkit.language.statements import Judged, StatementReader
from graphkit.language.statements import Statement as Words
from graphkit.model import (
    UNSURE,
    Attribution,
    Denial,
    Extraction,
    LocalEntity,
    Span,
    Stance,
    Statement,
)
from graphkit.text.stems import stem

__all__ = ["LEAST", "Claims", "find_claims", "left_out", "stance_of"]

#: Stances that a sentence alone would hide: "he resign" is not what "she demanded".
_TOLD_BY_CUE: Final[frozenset[Stance]] = frozenset(
    {"denies", "doubts", "refuses", "demands", "asks", "considers"}
)
#: Stems of verbs that give what is told of a name.
_CALLING: Final = frozenset(
    map(stem, ("call", "label", "brand", "dub", "term", "describe", "characterize", "dismiss"))
)
#: So many words of a quotation are shown alone, whatever they are.
_ENOUGH: Final = 5
#: The chance from which on it is a claim.
LEAST: Final = 0.4
#: A sentence of fewer words claims nothing alone.
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Claims:
    """The attributions, each with its stance or why it claims nothing, and what they claim."""

    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]


def find_claims(
    analysis: Analysis,
    found: Extraction,
    judged: Sequence[Judged | None],
    denials: Sequence[Denial],
    reader: StatementReader,
) -> Claims:
    """The statements of all attributions, in their order.

    No statement is made of what is too unsure, of what is not the article's own text (its
    ``boilerplate``), and of topics, questions and chatter; ``no_claim`` then says which.  What
    somebody disputes was asserted, so that it is always one; what stands only in a denial makes a
    statement of its own, told as denied.
    """
    document = _Document(analysis, found.entities, found.attributions, reader)
    disputed = {denial.against for denial in denials}
    clauses: dict[int, set[Span]] = {}
    for denial in denials:
        if denial.by is not None and denial.clause is not None:
            clauses.setdefault(denial.by, set()).add(denial.clause)
    told: list[Attribution] = []
    statements: list[Statement] = []
    for index, (said, known) in enumerate(zip(found.attributions, judged, strict=True)):
        if known is None:
            told.append(replace(said, no_claim=left_out(said, found.boilerplate)))
            continue
        attribution, made = document.read(said, known, index in disputed)
        made += [document.denied(attribution, clause) for clause in sorted(clauses.get(index, ()))]
        told.append(attribution)
        statements += [replace(one, attribution=index) for one in made]
    return Claims(tuple(told), tuple(statements))


def left_out(said: Attribution, boilerplate: Sequence[Span]) -> str:
    """Why an attribution is not looked at for claims; "" where it is."""
    if not said.content:
        return "no content"
    if said.why_open == UNSURE:
        return UNSURE
    touched = any(s < high and low < e for s, e in said.content for low, high in boilerplate)
    return "boilerplate" if touched else ""


def stance_of(tokens: Tokens, said: Attribution) -> Stance:
    """How a source stands to what it reports, by its cue."""
    cue = whole_cue(tokens, said)
    words = [token.lower_ for token in tokens.within(*cue)] if cue else []
    content = tokens.of(said.content)
    first = next((token.lower_ for token in words_of(content)), "")
    return cue_stance(words, first, clause=said.kind != "indirect" or is_clause(content))


class _Document:
    """One document's tokens and people, to read its statements with."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Sequence[LocalEntity],
        attributions: Sequence[Attribution],
        reader: StatementReader,
    ) -> None:
        """Look through the document once."""
        self.analysis = analysis
        self.reader = reader
        self.text = analysis.document.text
        self.tokens = Tokens(analysis.doc)
        self.names = Names(analysis, entities, attributions)

    def _checkable(self, said: Attribution, spans: tuple[Span, ...]) -> float:
        """The chance that a part of what is reported is checkable."""
        return self.reader.judge(self.text, [Words(spans, said.cue, said.source)])[0].checkable

    def read(
        self, said: Attribution, judged: Judged, disputed: bool
    ) -> tuple[Attribution, list[Statement]]:
        """An attribution with its stance, or with why it claims nothing; what it claims."""
        tokens = self.tokens.of(said.content)
        clause, stance = is_clause(tokens), stance_of(self.tokens, said)
        if said.kind == "direct" and clause and stance in AGAINST:
            # 'he denied it: "I was not there"': a quote is what he says, whatever the verb
            stance = "asserts"
        said = replace(said, stance=stance)
        if judged.claim < LEAST and not disputed:
            return replace(said, no_claim=self._why_none(said, clause)), []
        parts = [one for one in sentences(self.analysis.text, said.content) if self._claims(one)]
        if not parts and self._stands(said):
            parts = [said.content]
        if not parts or self._needs_frame(said):
            return said, [self._framed(said, judged.checkable)]
        if len(parts) == 1:
            return said, [self._alone(said, parts[0], judged.checkable)]
        found = []
        for number, spans in enumerate(parts):
            one = self._alone(said, spans, self._checkable(said, spans))
            found.append(replace(one, part=number, parts=len(parts)))
        return said, found

    def denied(self, said: Attribution, clause: Span) -> Statement:
        """What a denial says is not so: the words of ``clause``, told by nobody as true."""
        tokens = self.tokens.of((clause,))
        named = self.names.look_up(tokens, said, self.tokens.of(said.cue), ())
        text = alone(self.text, (clause,), named)
        if not is_clause(tokens) and (speaker := self.names.speaker(said)):
            text = f"[{speaker.name}] {text[:1].lower()}{text[1:]}"  # "denied having met her"
        needs = needs_context(tokens, named)
        checkable = self._checkable(said, (clause,))
        return replace(_statement((clause,), text, needs, checkable), told_as="denied")

    def _claims(self, spans: tuple[Span, ...]) -> bool:
        """Whether one sentence of a quotation states something."""
        tokens = self.tokens.of(spans)
        if _asks(self.text, spans):
            return False
        return len(words_of(tokens)) >= _FEWEST and is_clause(tokens)

    def _stands(self, said: Attribution) -> bool:
        """Whether words in which no finite verb is found are shown alone all the same.

        A quotation of some length is, and what something is "according to".
        """
        words = len(words_of(self.tokens.of(said.content)))
        by = {token.lower_ for token in self.tokens.of(said.cue)}
        return words >= _ENOUGH and (said.kind == "direct" or "according" in by)

    def _needs_frame(self, said: Attribution) -> bool:
        """Whether the words of the content alone would say something else than the source."""
        if said.kind == "direct":
            return False
        cue = whole_cue(self.tokens, said)
        words = self.tokens.within(*cue) if cue else []
        # "called the claim that … propaganda": what is called something is not what he says
        calls = any(stem(token.lower_) in _CALLING for token in words)
        return calls or is_negated(words) or said.stance in _TOLD_BY_CUE

    def _alone(self, said: Attribution, spans: tuple[Span, ...], checkable: float) -> Statement:
        tokens = self.tokens.of(spans)
        source = self.tokens.of(said.source)
        named = self.names.look_up(tokens, said, self.tokens.of(said.cue), source)
        text = alone(self.text, spans, named)
        return _statement(spans, text, needs_context(tokens, named), checkable)

    def _framed(self, said: Attribution, checkable: float) -> Statement:
        shown = frame(self.text, self.tokens, said)
        tokens = self.tokens.of(shown.spans)
        content = self.tokens.of(said.content)
        source = self.tokens.of(said.source)
        named = self.names.look_up(content, said, self.tokens.of(said.cue), source, tokens)
        speaker = self.names.speaker(said)
        text = in_frame(self.text, shown, speaker.name if speaker else "", named)
        pronoun = shown.pronoun
        rest = [t for t in tokens if pronoun is None or t.idx != pronoun.start]
        open_source = pronoun is not None and speaker is None
        needs = open_source or needs_context(rest, named)
        return _statement(said.content, text, needs, checkable)

    def _why_none(self, said: Attribution, clause: bool) -> str:
        """Why an attribution claims nothing, in a word."""
        if _asks(self.text, said.content):
            return "question"
        if clause:
            return "not committed"
        few = len(words_of(self.tokens.of(said.content))) < _FEWEST
        return "fragment" if few else "topic"


def _asks(text: str, spans: Sequence[Span]) -> bool:
    """Whether words end with a question mark."""
    return text[spans[0].start : spans[-1].end].rstrip("\"”’' )").endswith("?")


def _statement(
    spans: tuple[Span, ...], text: str, context_needed: bool, checkable: float
) -> Statement:
    return Statement(-1, spans, text, context_needed, round(checkable, 3))
