"""Whether words make a statement of their own, read from tags alone: there is no parse.

A clause stands alone if it has a finite verb that no relative pronoun and no conjunction takes,
with a subject before it.  "He would veto the bill" has one, "a bill that would ban it" has none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from graphkit.model import Span

__all__ = ["FINITE", "Tokens", "finite_verb", "is_clause", "is_negated"]

FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WH: Final = frozenset({"WDT", "WP", "WP$", "WRB"})
#: Conjunctions that always bring a clause of their own.
_CONJUNCTIONS: Final = frozenset(
    {"because", "if", "although", "though", "whereas", "unless", "whether", "lest"}
)
#: The same words before a noun phrase are prepositions: they bring a clause only at times.
_MAYBE: Final = frozenset({"while", "until", "once", "since", "after", "before", "as", "than"})
#: More words than this behind "that" are a clause.
_THAT_CLAUSE: Final = 4
_SUBJECTS: Final = frozenset({"he", "she", "they", "we", "i", "it", "you"})
_TIMES: Final = frozenset(
    "day week month year time night morning afternoon evening today yesterday tomorrow moment now"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
_NEGATIONS: Final = frozenset(
    {"not", "n't", "n’t", "never", "no", "without", "nor", "neither", "none", "hardly", "unlikely"}
)
#: Tags of a subject of a few words.
_PHRASE: Final = frozenset("DT PRP PRP$ NN NNS NNP NNPS JJ JJR JJS CD POS EX HYPH WP".split())
_MARKS: Final = frozenset("\"“”„«»‘’'`,;:()[]—–-…") | {"``", "''", "--", "...", ". . ."}


class Tokens:
    """The tokens of a document, found by place; white space is none."""

    def __init__(self, doc: Doc) -> None:
        """Read the places once."""
        self._tokens = [token for token in doc if not token.is_space]
        self._starts = [token.idx for token in self._tokens]

    def within(self, start: int, end: int) -> list[Token]:
        """The tokens that touch ``start:end``."""
        at = bisect_left(self._starts, start)
        if at and self._tokens[at - 1].idx + len(self._tokens[at - 1].text) > start:
            at -= 1
        return self._tokens[at : bisect_left(self._starts, end)]

    def of(self, spans: Iterable[Span]) -> list[Token]:
        """The tokens of several spans, one after the other."""
        return [token for span in spans for token in self.within(*span)]

    def before(self, place: int) -> Token | None:
        """The last token that ends at or before a place."""
        at = bisect_left(self._starts, place) - 1
        return self._tokens[at] if at >= 0 else None


def words_of(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without marks."""
    return [token for token in tokens if token.text not in _MARKS and not token.is_quote]


def finite_verb(tokens: Sequence[Token]) -> int | None:
    """The index of the first finite verb that is the sentence's own; None where there is none.

    A leading "that", "but" or the like does not count.
    """
    start = 0
    while start < len(tokens) and (
        tokens[start].text in _MARKS
        or tokens[start].is_quote
        or tokens[start].tag_ in ("CC", "UH")
        or tokens[start].lower_ == "that"
    ):
        if tokens[start].lower_ == "that" and tokens[start].tag_ == "DT":
            break
        start += 1
    pending, loose, after_sub = 0, False, False
    for at in range(start, len(tokens)):
        token = tokens[at]
        low, tag = token.lower_, token.tag_
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if behind is not None and (
            (low == "after" and behind.lower_ == "all")
            or (low in _CONJUNCTIONS and behind.tag_ == "VBN")
        ):
            continue  # "after all", "if elected": no clause of their own
        if tag in _WH or low in _CONJUNCTIONS or (low == "that" and tag == "IN" and at > start):
            pending += 1
        elif low in _MAYBE and tag in ("IN", "RB") and _brings_clause(tokens, at):
            pending, loose = pending + 1, True
        elif token.text == "," and loose and pending:
            pending, loose = pending - 1, False
        elif low in _SUBJECTS and _bare_relative(tokens, start, at):
            pending += 1
        elif tag in FINITE and not _auxiliary_goes_on(tokens, at):
            if pending:
                pending, after_sub = pending - 1, True
                loose = loose and pending > 0
            elif not (after_sub and _coordinate(tokens, start, at)):
                return at
    return None


def _brings_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject and its verb come right behind: "as he said", "since Marsh took office"."""
    place = at + 1
    if tokens[at].lower_ == "than" and tokens[at - 1].lower_ in ("more", "less", "fewer", "rather"):
        return False
    while place < len(tokens) and place - at < 7 and tokens[place].tag_ in _PHRASE:
        if tokens[place].lower_ in _SUBJECTS and place > at + 1:
            return False
        place += 1
    while place < len(tokens) and tokens[place].tag_ == "RB":
        place += 1
    return at + 1 < place < len(tokens) and tokens[place].tag_ in FINITE


def _bare_relative(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether a pronoun opens a relative clause without its own word: "the bill he signed"."""
    if at <= start or not tokens[at - 1].tag_.startswith("NN"):
        return False
    fronted = tokens[start].tag_ in ("IN", "RB", "TO") or tokens[at - 1].lower_ in _TIMES
    return not fronted


def _auxiliary_goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a finite form is a mistaken tag right behind another of its chain."""
    return at > 0 and tokens[at - 1].tag_ == "MD"


def _coordinate(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether a verb stands right behind "and" or "or" and shares the subject before."""
    place = at - 1
    while place > start and tokens[place].tag_ == "RB":
        place -= 1
    return place >= start and tokens[place].tag_ == "CC"


def is_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words are a statement of their own: a subject and a finite verb behind it."""
    words = words_of(tokens)
    if len(words) > _THAT_CLAUSE and words[0].lower_ == "that" and words[0].tag_ == "IN":
        return True  # whatever the tags say: "that Trump needs to", where "needs" is a noun
    while words and (words[0].tag_ in ("CC", "UH") or words[0].lower_ in ("that", "well")):
        if words[0].lower_ == "that" and words[0].tag_ == "DT":
            break
        words = words[1:]
    if not words:
        return False
    if words[0].tag_ in _WH and words[0].lower_ not in ("when", "what", "where", "whoever"):
        return False
    if words[0].lower_ in ("whether",):
        return False
    at = finite_verb(words)
    if at is None or at == 0:
        return False
    return any(
        token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or token.tag_ in ("EX", "DT", "VBG", "JJ")
        for token in words[:at]
    )


def is_negated(tokens: Iterable[Token]) -> bool:
    """Whether a word among these negates."""
    return any(token.lower_ in _NEGATIONS for token in tokens)
