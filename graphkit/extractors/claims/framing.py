"""Source, whole cue and content as the article has them, for contents that are no sentence.

"to give Mr. Trump any money" is nothing alone; "Mr. Weld refused to give Mr. Trump any money" is
what the article says.  Words are left out only between a source and a verb further on that has
other verbs before it, and never where one of them negates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from graphkit.extractors.claims.clauses import FINITE, Tokens, is_negated
from graphkit.model import Attribution, Span

__all__ = ["Frame", "frame", "whole_cue"]

#: What belongs to a verb and stands before it.
_BEFORE_VERB: Final = frozenset({"RB", "MD", "TO"})
_AUXILIARIES: Final = frozenset(
    "have has had having 's ’s 've ’ve 'd ’d was were is are be been being do does did n't n’t not"
    " never".split()
)
_RELATIVE: Final = frozenset({"who", "which", "that", "whose", "whom"})
_BREAK: Final = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z])|\n")
#: What a noun phrase is made of, from its last noun back to its first word.
_IN_PHRASE: Final = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "DT", "PRP$", "POS", "HYPH"}
)
#: More characters between source and cue than this are another matter.
_FAR: Final = 240


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretches to show, in order, and the source's pronoun among them, if it is one."""

    spans: tuple[Span, ...]
    #: Where a pronoun stands for the source, inside the first stretch.
    pronoun: Span | None = None
    #: Whether that pronoun only ties a relative clause to its noun ("who", "which").
    relative: bool = False


def whole_cue(tokens: Tokens, attribution: Attribution) -> Span | None:
    """The cue from its auxiliaries and negation on; None where there is no cue."""
    if not attribution.cue:
        return None
    start = attribution.cue[0].start
    while (token := tokens.before(start)) is not None:
        if token.tag_ not in _BEFORE_VERB and token.lower_ not in _AUXILIARIES:
            break
        if token.tag_ == "POS" or any(s <= token.idx < e for s, e in attribution.source):
            break
        start = token.idx
    return Span(start, attribution.cue[-1].end)


def frame(text: str, tokens: Tokens, attribution: Attribution) -> Frame:
    """What to show of an attribution whose content is no sentence."""
    cue = whole_cue(tokens, attribution)
    content = Span(attribution.content[0].start, attribution.content[-1].end)
    inner = Span(
        min(content.start, cue.start if cue else content.start),
        max(content.end, cue.end if cue else content.end),
    )
    if _BREAK.search(text, cue.end, content.start) if cue else None:
        inner = content
    source = _near_source(text, attribution.source, inner)
    if source is None:
        return Frame(_without_relative(tokens, inner))
    words = tokens.within(*source)
    pronoun = source if len(words) == 1 and words[0].tag_ in ("PRP", "WP", "WDT") else None
    relative = pronoun is not None and words[0].lower_ in _RELATIVE
    gap = tokens.within(source.end, inner.start) if source.end <= inner.start else []
    if gap and cue and _is_other(gap, tokens.within(*cue)):
        return Frame((source, inner), pronoun, relative)
    whole = Span(min(source.start, inner.start), max(source.end, inner.end))
    if relative and not attribution.speaker:
        return Frame(_without_relative(tokens, whole))
    return Frame((whole,), pronoun, relative)


def _without_relative(tokens: Tokens, span: Span) -> tuple[Span, ...]:
    """ "which is expected to …" as "the final", "is expected to …", where a noun stands before."""
    first = next(iter(tokens.within(*span)), None)
    if first is None or first.tag_ not in ("WDT", "WP") or first.lower_ not in _RELATIVE:
        return (span,)
    noun = _antecedent(tokens, first.idx)
    return (noun, Span(first.idx + len(first.text), span.end)) if noun else (span,)


def _antecedent(tokens: Tokens, place: int) -> Span | None:
    """The noun phrase right before a relative pronoun, without the comma between; None if none."""
    token = tokens.before(place)
    if token is not None and token.text == ",":
        token = tokens.before(token.idx)
    if token is None or not token.tag_.startswith("NN"):
        return None
    end = start = token.idx
    end += len(token.text)
    while token is not None and (token.tag_ in _IN_PHRASE or token.lower_ == "of"):
        start = token.idx
        before = tokens.before(start)
        if token.tag_ in ("DT", "PRP$") and before is not None and before.lower_ != "of":
            break
        token = before
    return Span(start, end)


def _near_source(text: str, source: Sequence[Span], inner: Span) -> Span | None:
    """The source as one stretch, if it stands in the sentence."""
    if not source:
        return None
    start, end = source[0].start, source[-1].end
    low, high = min(end, inner.end), max(start, inner.start)
    if high - low > _FAR or (low < high and _BREAK.search(text, low, high)):
        return None
    if end - start > _FAR:
        return source[0]
    return Span(start, end)


def _is_other(gap: Sequence[Token], cue: Sequence[Token]) -> bool:
    """Whether what stands between source and cue is another predicate that may be left out.

    The cue then has a finite verb itself: "failed to confirm or deny" stays whole.
    """
    own = [t for t in gap if t.tag_ in FINITE and t.lower_ not in _AUXILIARIES and t.tag_ != "MD"]
    joined = any(t.tag_ == "CC" or t.text in (",", ";") for t in gap)
    first = next((t.tag_ for t in cue if t.tag_[:2] in ("VB", "MD")), "")
    # "the police said they came, records dispute this": the verb has a subject of its own
    has_subject = gap[-1].tag_.startswith(("NN", "PRP")) if gap else False
    return bool(own) and joined and first in FINITE and not has_subject and not is_negated(gap)
