"""Where quotation marks open and close: pure text, no language model.

Every mark may open a quote, close one, or be no quotation mark at all (an apostrophe, an inch
sign, a stray mark).  Its shape and its neighbours give each reading a cost, and the cheapest
reading of the whole text that nests properly wins: a Viterbi search whose state is the stack of
open quotes.  At the end of a paragraph the stack is emptied at a cost, which is small if the next
paragraph opens with a mark again (the way a long quotation runs over several paragraphs), so
that one odd mark spoils its own paragraph at most.

Offsets are code points into the text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from graphkit.model import AttributionKind, Span

__all__ = [
    "IN_DOUBLE",
    "IN_SINGLE",
    "MARK",
    "OUTSIDE",
    "Quote",
    "Quotes",
    "find_quotes",
    "paragraphs",
    "quote_states",
    "speech_kind",
]

#: What :func:`quote_states` says of a character.
OUTSIDE, IN_DOUBLE, IN_SINGLE, MARK = 0, 1, 2, 3

#: Marks by family.  A quote is closed by a mark of its family, or at a cost by another's of the
#: same width.  ``low`` is „ , closed by “ or ”.
OPENERS: Final = {
    **{"“": "curly", "‟": "curly", "«": "guillemet", "„": "low", "``": "tex"},
    **{"‘": "single", "‛": "single", "‹": "guillemet-single", "‚": "low-single"},
}
CLOSERS: Final = {"”": "curly", "»": "guillemet", "’": "single", "›": "guillemet-single"}
NEUTRAL: Final = {'"': "straight", "''": "tex", "'": "typewriter", "`": "typewriter"}
SINGLE: Final = frozenset({"single", "typewriter", "guillemet-single", "low-single"})

_MARKS: Final = re.compile("['`]+|[“”„‟\"«»‘’‚‛‹›]")
_BLANK_LINE: Final = re.compile(r"(?:\r?\n[^\S\n]*){2,}|\u2029")
_LINE: Final = re.compile(r"[\r\n\u2028\u2029]+")
#: Text whose lines all are shorter is taken as wrapped by hand at a fixed width.
_LONGEST_WRAPPED: Final = 110
#: 5'10" and 6' 2" are feet and inches; rock 'n' roll.
_NO_MARKS: Final = re.compile("\\d['’′]\\s?\\d{1,2}(?:[\"”″]|'')?|\\B['‘’][nN]['’]\\B")
#: 'em, '90s, 'til, 'cause: words that begin with an apostrophe.
_ELISION: Final = re.compile(
    r"(?:\d\ds?|em|til|till|cause|tis|twas|bout|cuz|round|ol['’]|ere)\b", re.IGNORECASE
)

#: Costs of readings.  They order the readings; no corpus was used to tune them.
_STRAY = 4.0
_ODD_SIDE = 2.0
_WRONG_SHAPE = 2.5
_OTHER_FAMILY = 1.5
_UNCLOSED = 3.0
_REOPENED = 0.2
_CARRIED_ON = 2.0
#: States kept at each mark; more never changed a reading.
_BEAM = 12
_MAX_DEPTH = 3
#: Characters of a direct quote that may stand outside its marks: a comma, a dash and blanks.
_UNQUOTED_EDGE = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch, marks included: ``text[start:end]``.

    A quotation over several paragraphs is one Quote a paragraph; all of them have ``continues``.
    ``closed`` is whether the stretch ends with its closing mark; one that neither is closed nor
    continues opens with a mark whose partner is missing, and ends with its paragraph.
    """

    start: int
    end: int
    #: The words without the marks.
    inner: Span
    #: 0 for a quote in no other quote.
    level: int
    closed: bool
    continues: bool
    #: Whether its marks are single ones.
    single: bool = False


class _Mark(NamedTuple):
    """A candidate: its glyph as written, and what each reading costs (None: impossible)."""

    start: int
    end: int
    family: str
    opening: float | None
    closing: float | None
    ignoring: float


class _Path(NamedTuple):
    """A reading of the text so far: its cost, and its steps as a linked list."""

    cost: float
    steps: _Step | None


class _Step(NamedTuple):
    """What was read at an offset: ``open``, ``close``, or a paragraph's end that cuts quotes."""

    before: _Step | None
    what: str
    start: int
    end: int
    family: str


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text: its lines, or if they are wrapped what blank lines part."""
    wrapped = all(len(line) <= _LONGEST_WRAPPED for line in _LINE.split(text))
    parting = _BLANK_LINE if wrapped and _BLANK_LINE.search(text.strip()) else _LINE
    found, start = [], 0
    for gap in parting.finditer(text):
        found.append(Span(start, gap.start()))
        start = gap.end()
    found.append(Span(start, len(text)))
    trimmed = (_trim(text, span) for span in found)
    return [span for span in trimmed if span.start < span.end]


def _trim(text: str, span: Span) -> Span:
    """The span without white space at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _pieces(run: re.Match[str], opens: bool) -> Iterator[tuple[int, int]]:
    """Cut a run of apostrophes or grave accents into marks of one or two characters.

    Of three, the single one is the inner one: ''' opens as '' + ' and closes as ' + ''.
    """
    start, end = run.span()
    odd = (end - start) % 2
    if odd and not opens:
        yield start, start + 1
        start += 1
    while end - start >= 2:
        yield start, start + 2
        start += 2
    if start < end:
        yield start, end


def _is_mark(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place] in "\"'“”„‟«»‘’‚‛`‹›"


def _side_costs(text: str, start: int, end: int) -> tuple[float, float]:
    """What the neighbours of a mark say against its opening and against its closing."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opening = closing = 0.0
    if not (before.isspace() or before in "([{-–—/:…" or _is_mark(text, start - 1)):
        opening += _ODD_SIDE
    if after.isspace() or after in ",;:!?)]}" or (after == "." and text[end : end + 2] != ".."):
        opening += _ODD_SIDE
    if before.isspace() or before in "([{":
        closing += _ODD_SIDE
    if after.isalnum():
        closing += _ODD_SIDE
    return opening, closing


def _single_ignoring(text: str, start: int, end: int, glyph: str) -> float:
    """What it costs to take a single mark for an apostrophe."""
    if glyph != "‘" and start and text[start - 1] in "sSzZxX" and text[end : end + 1] == " ":
        return 0.4  # the boys' room
    if _ELISION.match(text, end):
        return 0.2
    if start and text[start - 1].isalpha():
        return 0.8  # goin' home
    return 1.6


def _candidate(text: str, start: int, end: int) -> _Mark | None:
    """The readings of one mark; None where it surely is none."""
    glyph = text[start:end].replace("`'", "``")
    if end - start == 1 and glyph in "'’‘`":
        inside = start and text[start - 1].isalnum() and end < len(text) and text[end].isalnum()
        if inside:
            return None
    family = OPENERS.get(glyph) or CLOSERS.get(glyph) or NEUTRAL.get(glyph, "typewriter")
    opening, closing = _side_costs(text, start, end)
    if glyph in OPENERS:
        opening, closing = opening / 2, closing + _WRONG_SHAPE
    elif glyph in CLOSERS:
        opening, closing = opening + _WRONG_SHAPE, closing / 2
    if family in SINGLE:
        ignoring = _single_ignoring(text, start, end, glyph)
        opening += 1.2 if _ELISION.match(text, end) else 0.1
    else:
        inches = start > 0 and text[start - 1].isdigit() and family in {"straight", "tex"}
        adrift = min(opening, closing) >= _ODD_SIDE
        ignoring = 1.5 if inches or adrift else _STRAY
    return _Mark(start, end, family, opening, closing, ignoring)


def _marks(text: str) -> list[_Mark]:
    """All that may be a quotation mark, in text order."""
    no_marks = [match.span() for match in _NO_MARKS.finditer(text)]
    passed = 0
    found: list[_Mark] = []
    for run in _MARKS.finditer(text):
        start, end = run.span()
        while passed < len(no_marks) and no_marks[passed][1] <= start:
            passed += 1
        if passed < len(no_marks) and no_marks[passed][0] <= start:
            continue
        before = text[start - 1] if start else " "
        opens = before.isspace() or before in "([{-–—" or _is_mark(text, start - 1)
        for piece in _pieces(run, opens) if end - start > 1 else [(start, end)]:
            mark = _candidate(text, *piece)
            if mark:
                found.append(mark)
    return found


def _closing_cost(open_family: str, mark: _Mark) -> float | None:
    """What it costs to close a quote of that family with the mark; None if it cannot."""
    if mark.closing is None:
        return None
    family = mark.family
    if open_family in {"low", "low-single"} and family in {"curly", "single"}:
        return min(mark.closing, 0.5)
    if open_family == family:
        return mark.closing
    if (open_family in SINGLE) != (family in SINGLE):
        return None
    return mark.closing + _OTHER_FAMILY


def _opening_cost(stack: tuple[str, ...], mark: _Mark) -> float | None:
    """What it costs to open a quote inside those that are open; None if it cannot."""
    if mark.opening is None or len(stack) >= _MAX_DEPTH:
        return None
    if not stack:
        return mark.opening
    if (stack[-1] in SINGLE) == (mark.family in SINGLE):
        # “He said “no” to me”: only marks that show their direction nest in their like.
        return mark.opening + (_ODD_SIDE if mark.family in {"curly", "guillemet"} else _STRAY)
    return mark.opening


_States = dict[tuple[str, ...], _Path]


def _keep(states: _States, stack: tuple[str, ...], cost: float, steps: _Step | None) -> None:
    old = states.get(stack)
    if old is None or cost < old.cost:
        states[stack] = _Path(cost, steps)


def _read_mark(states: _States, mark: _Mark) -> _States:
    """All readings of one more mark."""
    after: _States = {}
    for stack, (cost, steps) in states.items():
        _keep(after, stack, cost + mark.ignoring, steps)
        opening = _opening_cost(stack, mark)
        if opening is not None:
            step = _Step(steps, "open", mark.start, mark.end, mark.family)
            _keep(after, (*stack, mark.family), cost + opening, step)
        closing = _closing_cost(stack[-1], mark) if stack else None
        if closing is not None:
            step = _Step(steps, "close", mark.start, mark.end, mark.family)
            _keep(after, stack[:-1], cost + closing, step)
    if len(after) > _BEAM:
        after = dict(sorted(after.items(), key=lambda item: item[1].cost)[:_BEAM])
    return after


def _end_paragraph(states: _States, end: int, first: _Mark | None) -> _States:
    """Empty the stacks at a paragraph's end; ``first`` is a mark the next paragraph begins with."""
    after: _States = {}
    for stack, (cost, steps) in states.items():
        if not stack:
            _keep(after, stack, cost, steps)
            continue
        again = first is not None and first.family == stack[0]
        cut = (_REOPENED if again else _UNCLOSED) + _UNCLOSED * (len(stack) - 1)
        what = "continue" if again else "cut"
        _keep(after, (), cost + cut, _Step(steps, what, end, end, ""))
        if len(stack) == 1 and stack[0] not in SINGLE:
            carried = _Step(steps, "carry", end, end, stack[0])
            _keep(after, stack, cost + _CARRIED_ON, carried)
    return after


def _best_reading(text: str, spans: list[Span]) -> list[_Step]:
    """The steps of the cheapest reading, in text order."""
    marks = _marks(text)
    if not marks:
        return []
    states: _States = {(): _Path(0.0, None)}
    at = 0
    for number, span in enumerate(spans):
        while at < len(marks) and marks[at].start < span.end:
            states = _read_mark(states, marks[at])
            at += 1
        following = spans[number + 1].start if number + 1 < len(spans) else -1
        first = marks[at] if at < len(marks) and marks[at].start == following else None
        states = _end_paragraph(states, span.end, first)
    path = min(
        (p.cost + (_UNCLOSED if stack else 0.0), n, p)
        for n, (stack, p) in enumerate(states.items())
    )[2]
    steps: list[_Step] = []
    step = path.steps
    while step is not None:
        steps.append(step)
        step = step.before
    return steps[::-1]


class Quotes(list[Quote]):
    """The quotes of a text, sorted, with those that count when asked what is quoted."""

    @cached_property
    def outer(self) -> list[Quote]:
        """Quotes in no other quote whose two ends are known; none touches another."""
        return [q for q in self if not q.level and (q.closed or q.continues)]

    @cached_property
    def outer_starts(self) -> list[int]:
        """Where they start."""
        return [q.start for q in self.outer]

    def over(self, start: int, end: int) -> list[Quote]:
        """Those of :attr:`outer` that share a character with ``start:end``."""
        low = max(0, bisect_right(self.outer_starts, start) - 1)
        near = self.outer[low : bisect_left(self.outer_starts, end)]
        return [quote for quote in near if quote.end > start]


def find_quotes(text: str) -> Quotes:
    """All quotes of a text, sorted by where they start, outer before inner.

    An apostrophe is no quote, nor is a single mark without a partner.
    """
    spans = paragraphs(text)
    found: list[Quote] = []
    opened: list[_Open] = []
    chained = False
    for step in _best_reading(text, spans):
        if step.what == "open":
            opened.append(_Open(step.start, step.end, step.family, chained and not opened))
            chained = False
        elif step.what == "close":
            found.append(_quote(opened, step.start, step.end, True, False))
        else:
            goes_on = step.what in {"continue", "carry"}
            while opened:
                quote = _quote(opened, step.end, step.end, False, goes_on)
                if not quote.single or quote.continues:
                    found.append(quote)
            chained = step.what == "continue"
        if step.what == "carry":
            following = bisect_left(spans, step.end, key=_begin)
            start = spans[following].start if following < len(spans) else len(text)
            opened.append(_Open(start, start, step.family, True))
    return _levelled(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _begin(span: Span) -> int:
    return span.start


def _levelled(quotes: Sequence[Quote]) -> Quotes:
    """The quotes with how many of them each stands in: one that was given up holds none."""
    around: list[int] = []
    out = Quotes()
    for quote in quotes:
        while around and around[-1] <= quote.start:
            around.pop()
        out.append(replace(quote, level=len(around)))
        around.append(quote.end)
    return out


class _Open(NamedTuple):
    """A quote whose end has not been read: where its mark and its words start."""

    start: int
    inner: int
    family: str
    goes_on: bool


def _quote(opened: list[_Open], words_end: int, end: int, closed: bool, goes_on: bool) -> Quote:
    """The innermost open quote, ended."""
    last = opened.pop()
    words = Span(last.inner, max(last.inner, words_end))
    continues = last.goes_on or (goes_on and not opened)
    return Quote(last.start, end, words, len(opened), closed, continues, last.family in SINGLE)


def quote_states(text: str, quotes: Sequence[Quote] | None = None) -> bytes:
    """One value a character: outside, in a double quote, in a single one, or a mark of one.

    Only quotes that stand in no other count, so that a quote in a quote does not part the outer
    one; a quote whose closing mark is missing counts where the next paragraph takes it up.
    ``quotes`` are those of the text, if they are known already.
    """
    states = bytearray(len(text))
    for quote in find_quotes(text) if quotes is None else quotes:
        if quote.level or not (quote.closed or quote.continues):
            continue
        inside = IN_SINGLE if quote.single else IN_DOUBLE
        states[quote.start : quote.inner.start] = bytes([MARK]) * (quote.inner.start - quote.start)
        size = quote.inner.end - quote.inner.start
        states[quote.inner.start : quote.inner.end] = bytes([inside]) * size
        states[quote.inner.end : quote.end] = bytes([MARK]) * (quote.end - quote.inner.end)
    return bytes(states)


def speech_kind(content: Sequence[Span], quotes: Sequence[Quote]) -> AttributionKind:
    """Whether the words are all quoted (direct), some of them (mixed) or none (indirect).

    ``quotes`` are those of the same text; only quotes in no other quote count, and words said
    indirectly are told by letters and digits outside them.
    """
    inside = outside = False
    known = quotes if isinstance(quotes, Quotes) else Quotes(quotes)
    for span in content:
        covered = sum(
            min(q.end, span.end) - max(q.start, span.start)
            for q in known.over(span.start, span.end)
        )
        inside = inside or covered > 0
        # Blank and punctuation between two quotes is not speech of its own.
        outside = outside or span.end - span.start - covered > _UNQUOTED_EDGE
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
