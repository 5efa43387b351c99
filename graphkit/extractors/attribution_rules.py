"""Who said what, by rules: quotes and reported clauses, each with its cue and its source.

The rules read tokens, tags and quotation marks; there is no parse.  A quote takes the speech verb
that stands beside it in its sentence, a reported clause is what follows a cue and its "that", or
what stands before ", he said".  What no rule ties to a cue is left out: precision first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Token

from graphkit.extractors.cues import CUE_FORMS, NEVER_DIRECT
from graphkit.extractors.phrases import noun_phrase_after, noun_phrase_before, skip_back
from graphkit.extractors.quotes import Quote, Quotes, paragraphs, speech_kind
from graphkit.model import Attribution, Span

__all__ = ["attributions_by_rule"]

EXTRACTOR = "attributions.rules"
#: Words that begin a reported clause.
_COMPLEMENTIZERS = frozenset("that if whether why how what who when where which".split())
#: Tokens between a verb of saying and its clause: "told CNN on Monday in a statement that".
_MAX_ADJUNCT = 10
#: Characters between two quotes of one attribution.
_LONGEST_CUE_CLAUSE = 160
#: How sure each rule is, by its precision on PolNeAR's training part.
_CONFIDENCE = {"quote": 0.85, "clause": 0.7, "trailing": 0.75, "according": 0.8, "other": 0.5}


@dataclass(slots=True)
class _Found:
    """An attribution in the making; spans are token ranges."""

    rule: str
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """A document as the rules read it: what is quoted, and the sentence each token is in."""

    doc: Doc
    #: Its text, which a Doc puts together anew each time it is asked.
    text: str
    quotes: list[Quote]
    #: Token → index of the quote it stands in, or -1.
    quote_of: list[int]
    #: Token → first token of its sentence, and the first one after it.
    sentence: list[tuple[int, int]]
    #: Quote → its first and its last token.
    edges: dict[int, tuple[int, int]]

    def quoted(self, index: int) -> bool:
        return self.quote_of[index] >= 0


def _read(doc: Doc, known: Sequence[Quote]) -> _Text:
    text = doc.text
    quotes = Quotes(known).outer
    quote_of = [-1] * len(doc)
    at = 0
    for token in doc:
        while at < len(quotes) and quotes[at].end <= token.idx:
            at += 1
        if at < len(quotes) and quotes[at].start <= token.idx:
            quote_of[token.i] = at
    starts = {span.start for span in paragraphs(text)}
    bounds = [0]
    for token in doc[1:]:
        inside = quote_of[token.i] >= 0 and quote_of[token.i] == quote_of[token.i - 1]
        if token.idx in starts or (token.is_sent_start and not inside):
            bounds.append(token.i)
    bounds.append(len(doc))
    sentence: list[tuple[int, int]] = []
    for low, high in pairwise(bounds):
        sentence.extend([(low, high)] * (high - low))
    edges: dict[int, tuple[int, int]] = {}
    for index, number in enumerate(quote_of):
        if number >= 0:
            edges[number] = (edges.get(number, (index, index))[0], index)
    return _Text(doc, text, quotes, quote_of, sentence, edges)


def _is_cue(token: Token) -> bool:
    return token.tag_.startswith("VB") and token.lower_ in CUE_FORMS


def _subject(found: _Text, verb: int) -> tuple[int, int] | None:
    """The noun phrase that the verb at a token has for its subject, before it."""
    low = found.sentence[verb][0]
    end = skip_back(found.doc, verb, low)
    return noun_phrase_before(found.doc, end, low)


def _trim_right(found: _Text, end: int, start: int) -> int:
    """The end of a token range without white space and final punctuation."""
    while end > start + 1:
        token = found.doc[end - 1]
        if token.is_space or (token.text in {".", ",", ";", ":", "-", "–", "—", "!", "?"}):
            if found.quoted(end - 1):
                break
            end -= 1
        else:
            break
    return end


def _span(found: _Text, start: int, end: int) -> Span:
    doc = found.doc
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _after_quote(found: _Text, last: int) -> _Found | None:
    """``"…," she said`` or ``"…," said Ann Lee``: the cue in what follows a quote's last token."""
    doc, start = found.doc, last + 1
    high = min(len(doc), start + 30)
    if start < high and doc[start].text in {",", "—", "–", "-", "--"}:
        start += 1
    limit = found.sentence[last][1]
    if start < high and doc[start].i >= limit:
        # The sentence splitter often ends a sentence at the mark.
        if doc[start].text[:1].isupper() and doc[start].tag_ not in {"NNP", "NNPS", "PRP"}:
            return None
        limit = found.sentence[start][1]
    high = min(high, limit)
    place = start
    while place < high and doc[place].tag_ == "RB":
        place += 1
    if place < high and not found.quoted(place) and _is_cue(doc[place]):
        phrase = noun_phrase_after(doc, place + 1, high)
        if phrase is not None:
            return _Found("quote", phrase, (place, place + 1))
    for place in range(start, high):
        token = doc[place]
        if found.quoted(place) or token.text in {";", ".", ":"}:
            return None
        if token.tag_.startswith("VB") and _is_cue(token) and token.lower_ not in NEVER_DIRECT:
            subject = _subject(found, place)
            if subject is not None and subject[0] <= start + 1:
                return _Found("quote", subject, (place, place + 1))
            return None
    return None


def _before_quote(found: _Text, first: int) -> _Found | None:
    """``She said: "…"``, ``Ann Lee told CNN on Monday, "…"``: the cue before a quote."""
    doc, low = found.doc, found.sentence[first][0]
    if first - 1 < low and first and doc[first - 1].text in {":", ","}:
        low = found.sentence[first - 1][0]
    if first - 1 < low:
        return None
    joined = doc[first - 1].text in {",", ":"}
    for place in range(first - 1, max(low, first - 15) - 1, -1):
        token = doc[place]
        if found.quoted(place) or token.text == ";":
            return None
        if _is_cue(token) and "speech" in CUE_FORMS[token.lower_]:
            if not joined and place != first - 1:
                return None
            subject = _subject(found, place)
            return _Found("quote", subject, (place, place + 1)) if subject else None
    if joined and low + 6 >= first and doc[first - 1].text == ":":
        phrase = noun_phrase_before(doc, first - 1, low)
        if phrase is not None and phrase[0] == low:
            return _Found("quote", phrase, (first - 1, first))
    return None


def _quote_attributions(found: _Text) -> Iterator[_Found]:
    """Quotes and their cues; a quote resumed after the cue joins the one before it."""
    current: _Found | None = None
    current_end = -1
    for number, quote in enumerate(found.quotes):
        if number not in found.edges:
            continue
        first, last = found.edges[number]
        span = Span(quote.start, quote.end)
        after = _after_quote(found, last)
        before = None if after else _before_quote(found, first)
        new = after or before
        between = found.text[current_end : quote.start] if current else ""
        chained = number > 0 and found.quotes[number - 1].continues and quote.continues
        if new is None and current is not None and (chained or _resumes(found, current, between)):
            current.content.append(span)
            current_end = quote.end
            continue
        if new is None:
            current = None
            continue
        if chained and current is not None and after is None:
            current.content.append(span)
            continue
        new.content = [span]
        if after and chained and current is None:
            new.content = _chain(found, number)
        yield new
        current, current_end = new, quote.end


def _chain(found: _Text, number: int) -> list[Span]:
    """The paragraphs of a quotation whose last paragraph is the quote of that number."""
    first = number
    while first and found.quotes[first - 1].continues and not found.quotes[first - 1].closed:
        first -= 1
    return [Span(q.start, q.end) for q in found.quotes[first : number + 1]]


def _resumes(found: _Text, current: _Found, between: str) -> bool:
    """Whether a quote goes on with the attribution before it: ``she said. "…"``."""
    if "\n" in between.strip(" \t"):
        return False
    tail = between.strip()
    cue = found.doc[current.cue[0]]
    offset = cue.idx - current.content[-1].end
    if offset < 0:  # the cue stands before the first quote: only a quote right behind goes on
        return tail in {"", "and", ","}
    # The cue's clause may run on a little ("she told reporters on Monday") but not start anew.
    return len(tail.split()) < 6 or (
        len(tail) < _LONGEST_CUE_CLAUSE and not any(mark in tail[:-1] for mark in ".;?!")
    )


def _content_end(found: _Text, start: int, high: int) -> int:
    """Where a reported clause ends: with its sentence, or before the next thing that is said."""
    doc = found.doc
    for place in range(start, high):
        if found.quoted(place):
            continue
        token = doc[place]
        if token.text == ";":
            return place
        if token.text == "," and place + 2 < high and not found.quoted(place + 1):
            following = doc[place + 1]
            if following.tag_ == "VBG" and following.lower_ in CUE_FORMS:
                return place
            if following.lower_ == "according":
                return place
    return high


def _clause(found: _Text, verb: int) -> _Found | None:
    """``Ann Lee said on Monday that …``, ``She declined to …``, ``He blasted …``."""
    high = found.sentence[verb][1]
    if verb + 1 >= high or found.quoted(verb):
        return None
    opening = _opening(found, verb, high)
    subject = _subject(found, verb) if opening else None
    if opening is None or subject is None:
        return None
    cue_end, start = opening
    end = _trim_right(found, _content_end(found, start, high), start)
    if end <= start:
        return None
    return _Found("clause", subject, (verb, cue_end), [_span(found, start, end)])


def _opening(found: _Text, verb: int, high: int) -> tuple[int, int] | None:
    """Where the cue ends and where what is said begins, behind a verb; None if nothing is said."""
    doc, start = found.doc, verb + 1
    frames = CUE_FORMS[doc[verb].lower_]
    following = doc[start]
    if "to" in frames and following.lower_ == "to" and start + 1 < high:
        return start, start
    clausal = "speech" in frames or "clause" in frames
    if clausal:
        for place in range(start, min(high, start + _MAX_ADJUNCT)):
            token = doc[place]
            if found.quoted(place) or token.text in {";", ":", "—"}:
                break
            if token.lower_ == "that" or (
                place <= start + 3 and token.lower_ in _COMPLEMENTIZERS and token.tag_ != "DT"
            ):
                return start, place
        if _bare_clause(found, start, high):
            return start, start
    words = frames.get("object")
    if words is None or following.is_punct:
        return None
    if not words:
        return start, start
    if following.lower_ in words and start + 1 < high:
        return start + 1, start + 1
    return None


def _bare_clause(found: _Text, start: int, high: int) -> bool:
    """Whether a subject and a finite verb follow: ``he said the roof had burned``."""
    doc = found.doc
    if doc[start].tag_ not in {"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "EX", "CD"}:
        return False
    for place in range(start, min(high, start + 16)):
        token = doc[place]
        if token.text in {",", ";", ":"} and place - start < 2:
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return place > start
    return False


def _trailing(found: _Text, verb: int) -> _Found | None:
    """``The roof had burned, Ann Lee said.`` and ``…, said Ann Lee``."""
    doc = found.doc
    low, high = found.sentence[verb]
    if found.quoted(verb) or "speech" not in CUE_FORMS[doc[verb].lower_]:
        return None
    tail = verb + 1
    subject = _subject(found, verb)
    comma = (subject[0] if subject else verb) - 1
    if comma <= low or doc[comma].text != "," or found.quoted(comma):
        return None
    if subject is None:
        subject = noun_phrase_after(doc, tail, high)
        if subject is None:
            return None
        tail = subject[1]
    # Nothing that could be what is said may follow.
    rest = [t for t in doc[tail:high] if not t.is_space]
    if len(rest) > 8 or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in rest):
        return None
    if any(found.quoted(i) for i in range(low, comma)) and found.quoted(comma - 1):
        return None
    if not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[low:comma]):
        return None
    start = _after_linker(found, low)
    end = _trim_right(found, comma, start)
    return _Found("trailing", subject, (verb, verb + 1), [_span(found, start, end)])


def _after_linker(found: _Text, low: int) -> int:
    """The first token of a sentence that is neither white space nor a linking word."""
    while found.doc[low].is_space or found.doc[low].tag_ == "CC":
        low += 1
    return low


def _according(found: _Text, place: int) -> _Found | None:
    """``According to Ann Lee, …`` and ``…, according to Ann Lee``."""
    doc = found.doc
    low, high = found.sentence[place]
    if found.quoted(place) or place + 2 >= high or doc[place + 1].lower_ != "to":
        return None
    phrase = noun_phrase_after(doc, place + 2, high)
    if phrase is None:
        return None
    start = _after_linker(found, low)
    if start == place:
        start = phrase[1]
        while start < high and (doc[start].text == "," or doc[start].is_space):
            start += 1
        end = _trim_right(found, high, start)
    else:
        end = _trim_right(found, place, start)
    if end <= start:
        return None
    return _Found("according", phrase, (place, place + 2), [_span(found, start, end)])


def _clause_attributions(found: _Text) -> Iterator[_Found]:
    for token in found.doc:
        if token.lower_ == "according":
            new = _according(found, token.i)
        elif _is_cue(token):
            new = _trailing(found, token.i) or _clause(found, token.i)
        else:
            continue
        if new:
            yield new


def attributions_by_rule(doc: Doc, quotes: Sequence[Quote]) -> list[Attribution]:
    """Who said what by the rules alone, in text order; ``quotes`` are those of the text."""
    text = _read(doc, quotes)
    quoted = list(_quote_attributions(text))
    cues = {item.cue[0] for item in quoted}
    clauses = [item for item in _clause_attributions(text) if item.cue[0] not in cues]
    records = []
    for item in quoted + clauses:
        content = tuple(sorted(item.content))
        records.append(
            Attribution(
                source=(_span(text, *item.source),) if item.source else (),
                cue=(_span(text, *item.cue),),
                content=content,
                kind=speech_kind(content, quotes),
                confidence=_CONFIDENCE[item.rule],
                extractor=EXTRACTOR,
            )
        )
    return sorted(records, key=lambda record: (record.content, record.cue, record.source))
