"""Noun phrases by tags, for naming who speaks: there is no parse to ask.

Token ranges are half open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Doc

from graphkit.model import Span

__all__ = ["noun_phrase_after", "noun_phrase_before", "skip_back", "subjects"]

_NOMINAL: Final = frozenset("NN NNS NNP NNPS CD POS JJ JJR JJS DT PRP$ HYPH VBN VBG $ ADD".split())
_HEAD: Final = frozenset("NN NNS NNP NNPS PRP DT CD".split())
_LINK: Final = frozenset("of for in at from with to on".split())
#: Pronouns that may speak; "it" and "this" say little but are sources all the same.
_PRONOUNS: Final = frozenset("he she they it i we you who".split())
#: What may stand between a subject and its verb.
_ADVERBIAL: Final = frozenset("RB MD".split())
_AUXILIARIES: Final = frozenset(
    "have has had 's 've 'd was were is are be been being did do does also not n't went on to"
    " continued began".split()
)
_LONGEST: Final = 25


def skip_back(doc: Doc, verb: int, low: int) -> int:
    """The end of the subject of a verb: before its auxiliaries, adverbs and conjoined verbs."""
    end = verb
    while end > low:
        token = doc[end - 1]
        auxiliary = token.lower_ in _AUXILIARIES and token.tag_ != "POS"
        if token.tag_ in _ADVERBIAL or auxiliary:
            end -= 1
        elif token.tag_ == "CC" and end - 2 >= low and doc[end - 2].tag_ in {"VBD", "VBZ", "VBP"}:
            end -= 2
        else:
            break
    return end


def _chunk_before(doc: Doc, end: int, low: int) -> int:
    """The first token of the run of nominal tokens that ends before ``end``; ``end`` if none."""
    start = end
    while start > low and doc[start - 1].tag_ in _NOMINAL and not doc[start - 1].is_space:
        start -= 1
        if doc[start].tag_ in {"DT", "PRP$"}:
            break
    while start < end and doc[start].tag_ in {"POS", "HYPH", "VBG"}:
        start += 1
    return start


def noun_phrase_before(doc: Doc, end: int, low: int) -> tuple[int, int] | None:
    """The noun phrase that ends just before a token, with what it is joined to and explained by."""
    if end > low and doc[end - 1].tag_ in {"PRP", "WP", "WDT"}:
        if doc[end - 1].tag_ == "PRP":
            return (end - 1, end) if doc[end - 1].lower_ in _PRONOUNS else None
        before = end - 1
        if before > low and doc[before - 1].text == ",":
            before -= 1
        return noun_phrase_before(doc, before, low) if doc[end - 1].lower_ != "what" else None
    closed = end > low and doc[end - 1].text == ","
    last = end - 1 if closed else end
    start = _joined_chunks(doc, last, low)
    if start >= last or doc[last - 1].tag_ not in _HEAD:
        return _over_relative(doc, end, low) if closed else None
    # NP , apposition , VERB
    if closed:
        if start - 1 <= low or doc[start - 1].text != ",":
            return _over_relative(doc, end, low)
        name = _joined_chunks(doc, start - 1, low)
        if name >= start - 1 or last - name > _LONGEST:
            return None
        return name, last
    return start, last


def _joined_chunks(doc: Doc, end: int, low: int) -> int:
    """Go left over chunks tied by "of", "for" …, "and" between names, and possessives."""
    start = _chunk_before(doc, end, low)
    while start < end and start - 2 >= low and end - start < _LONGEST:
        link = doc[start - 1]
        joins = link.lower_ in _LINK or (link.lower_ == "and" and doc[start].tag_ != "DT")
        if not joins:
            break
        further = _chunk_before(doc, start - 1, low)
        if further >= start - 1:
            break
        start = further
    return start


def _over_relative(doc: Doc, end: int, low: int) -> tuple[int, int] | None:
    """``Ann Lee, who runs the port,``: go back over a relative clause between commas."""
    for place in range(end - 2, max(low, end - _LONGEST), -1):
        token = doc[place]
        if token.tag_ in {"WP", "WDT", "WP$"} and doc[place - 1].text == ",":
            start = _joined_chunks(doc, place - 1, low)
            return (start, end - 1) if start < place - 1 else None
    return None


def noun_phrase_after(doc: Doc, start: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token, with its apposition."""
    if start >= high:
        return None
    if doc[start].tag_ == "PRP" and doc[start].lower_ in _PRONOUNS:
        return start, start + 1
    end = _joined_after(doc, start, high)
    if end == start or not any(token.tag_ in _HEAD - {"DT"} for token in doc[start:end]):
        return None
    if end + 1 < high and doc[end].text == "," and doc[start].tag_ in {"NNP", "DT", "NNPS"}:
        apposition = _joined_after(doc, end + 1, high)
        closes = apposition >= high or doc[apposition].text in {",", ".", "”", '"', ":"}
        if (
            apposition > end + 1
            and closes
            and doc[end + 1].tag_ in {"DT", "NN", "JJ", "PRP$", "NNP"}
        ):
            end = apposition
    return start, end


def _joined_after(doc: Doc, start: int, high: int) -> int:
    end = start
    while end < high and end - start < _LONGEST:
        token = doc[end]
        if (token.tag_ in _NOMINAL and not token.is_space and token.tag_ != "VBG") or (
            end > start
            and end + 1 < high
            and (token.lower_ in {"of", "for", "at", "from"} or token.lower_ == "and")
            and doc[end + 1].tag_ in _NOMINAL - {"VBN", "VBG", "POS"}
        ):
            end += 1
        else:
            break
    return end


_PASSIVE: Final = frozenset({"was", "were", "is", "are", "been", "be", "being", "'s", "got"})


def subjects(doc: Doc) -> Callable[[Span], Span | None]:
    """A function from a cue to the noun phrase that is its subject, or to None.

    The cue is a verb with what belongs to it, or a colon behind a name.  What is said in the
    passive has no source for its subject.
    """
    number = {token.idx: token.i for token in doc}

    def subject(cue: Span) -> Span | None:
        place = number.get(cue.start)
        if place is None:
            return None
        low = doc[place].sent.start
        if doc[place].text != ":":
            while doc[place].idx < cue.end and not doc[place].tag_.startswith("VB"):
                place += 1
                if place == len(doc):
                    return None
            if doc[place].idx >= cue.end:
                return None
            last = place
            while last + 1 < len(doc) and doc[last + 1].idx < cue.end:
                last += 1
            end = skip_back(doc, place, low)
            verbs = [token for token in doc[end : last + 1] if token.tag_[:2] in {"VB", "PO"}]
            if verbs[-1].tag_ == "VBN" and any(t.lower_ in _PASSIVE for t in verbs[:-1]):
                return None
            place = end
        phrase = noun_phrase_before(doc, place, low)
        if phrase is None:
            return None
        ending = doc[phrase[1] - 1]
        return Span(doc[phrase[0]].idx, ending.idx + len(ending))

    return subject
