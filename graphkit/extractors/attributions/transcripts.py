"""Who speaks by the layout of a line: transcripts, questions and answers, lists of quotes.

``NAME: …``, ``Name Surname: …`` and ``Q. …`` hold what follows up to the end of their paragraph,
and of those behind it that go on with a quotation mark; ``“…” — Name, 34`` has its speaker behind
a dash.  One line like that may be anything ("Photo: …"), so a layout counts where an article has
several of it.  ``Lee added:`` on a line's end holds the next paragraph, also without marks.
Text alone is read; offsets are code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from graphkit.model import Attribution, Span
from graphkit.text.annotated import AnnotatedText
from graphkit.text.places import Places

__all__ = ["laid_out", "with_laid_out"]

EXTRACTOR: Final = "attributions.layout"
#: Of who speaks in a turn.  Set by hand: labelled transcripts are too few to fit it.
_CONFIDENCE: Final = 0.9
#: How many lines an article must have of a layout.
_TURNS: Final = 3
_LISTED: Final = 2
#: Words behind the dash: "Name Surname, 34, a nurse in Springfield".
_LONGEST_NAME: Final = 12

#: A long quotation opens each of its paragraphs anew, the turns of a quoted transcript too.
_SPEAKER: Final = re.compile(
    r"(?:[\"“”]|'')?(?P<source>(?:[A-Z][A-Z.'’\- ]{1,40}[A-Z]|[A-Z][\w.'’\-]{1,20}"
    r"(?: [A-Z][\w.'’\-]{0,20}){1,3})(?: \([A-Z][^)\n]{0,40}\))?)(?P<cue>:)\s+"
)
_LETTER: Final = re.compile(r"(?P<cue>[QA][.:])\s+(?=\S)")
#: The mark may be set the wrong way round, or be missing at the end.
_DASHED: Final = re.compile(
    r"(?P<content>[“”\"«][^\n]*?[^\s—–―-])\s*(?P<cue>—|–|―|--|(?<=\s)-(?=\s))\s*"
    r"(?P<source>[^\W\d_][^“”\"\n—–―]{0,120})"
)
#: A sentence that is nothing but a speaker and a cue, at the end of its paragraph.
_LEAD: Final = re.compile(
    r"(?:^|(?<=[.!?”\"’])\s)(?:(?:And|But|Later|Then|Yet),? )?(?P<source>\w[^\n.:;!?“”\"]{0,60}?)\s"
    r"(?P<cue>(?:also |later |then |further )?(?:said|says|added|adds|wrote|writes|asked|commented"
    r"|continued|declared|explained|insisted|posted|recalled|remarked|replied|responded|stated"
    r"|tweeted|concluded)):\s*$"
)
#: What a paragraph in somebody's own words begins and ends with, be it without marks.
_PROSE: Final = re.compile(r"[^\W\d_][^\n]{30,}[.!?…]")
_OPENING: Final = ("“", '"', "''")
#: Words that a name has in small letters.
_PARTICLES: Final = frozenset(
    {"al", "bin", "da", "de", "del", "der", "di", "el", "la", "van", "von"}
)
#: A label that is nobody's name.
_NOBODY: Final = frozenset(
    {"PHOTO", "PHOTOS", "WATCH", "READ", "READ MORE", "RELATED", "UPDATE", "UPDATED", "BREAKING"}
    | {
        "NOTE",
        "SOURCE",
        "SOURCES",
        "VIDEO",
        "CORRECTION",
        "EXCLUSIVE",
        "MORE",
        "PS",
        "POLL",
        "TIME",
    }
    | {"WHEN", "WHERE", "WHO", "WHAT", "WHY", "HOW"}
)


def laid_out(annotated: AnnotatedText) -> list[Attribution]:
    """The attributions that the layout of lines tells, in text order."""
    text, spans = annotated.text, annotated.paragraphs
    found = [*_turns(text, spans), *_dashed(text, spans)] or _led(text, spans)
    return sorted(found, key=lambda one: one.content)


def _record(source: Span | None, cue: Span, *content: Span) -> Attribution:
    """An attribution in somebody's own words."""
    sources = (source,) if source else ()
    return Attribution(sources, (cue,), content, "direct", _CONFIDENCE, EXTRACTOR)


def _led(text: str, spans: Sequence[Span]) -> list[Attribution]:
    """``Lee added:`` and the paragraph behind it, where that has no marks of its own."""
    found = []
    for before, span in pairwise(spans):
        lead = _LEAD.search(text[before.start : before.end])
        if lead and _PROSE.fullmatch(text, span.start, span.end):
            parts = (Span(*(before.start + at for at in lead.span(n))) for n in ("source", "cue"))
            found.append(_record(*parts, span))
    return found


def _turns(text: str, spans: Sequence[Span]) -> list[Attribution]:
    """``NAME: …`` where names come back, ``Q. … A. …`` where there are both."""
    named = [_SPEAKER.match(text, span.start, span.end) for span in spans]
    names = Counter(m["source"] for m in named if m and m["source"] not in _NOBODY)
    letters = [_LETTER.match(text, span.start, span.end) for span in spans]
    marks = Counter(m["cue"][0] for m in letters if m)
    starts: list[re.Match[str] | None]
    if names.total() >= _TURNS and max(names.values()) > 1 and len(names) > 1:
        starts = [m if m and m["source"] in names else None for m in named]
    elif min(marks["Q"], marks["A"]) > 0 and marks.total() >= _TURNS:
        starts = letters
    else:
        return []
    found: list[Attribution] = []
    open_ = False
    for span, start in zip(spans, starts, strict=True):
        mark = next((m for m in _OPENING if text.startswith(m, span.start)), "")
        if start is None or start.end() >= span.end:
            # a paragraph in a long quotation, which opens each of its paragraphs anew
            inner = Span(span.start + len(mark), span.end)
            open_ = open_ and mark != "" and text[inner.start : inner.start + 1] != "("
            if open_:
                found[-1] = replace(found[-1], content=(*found[-1].content, inner))
            continue
        open_ = mark != ""
        source = Span(*start.span("source")) if "source" in start.groupdict() else None
        content = Span(start.end(), span.end)
        found.append(_record(source, Span(*start.span("cue")), content))
    return found


def _dashed(text: str, spans: Sequence[Span]) -> list[Attribution]:
    """``“…” — Name, 34`` where a paragraph is a quote and a name, several times over."""
    found = []
    for span in spans:
        line = _DASHED.fullmatch(text, span.start, span.end)
        if line and _names(line["source"]):
            parts = (Span(*line.span(name)) for name in ("source", "cue", "content"))
            found.append(_record(*parts))
    return found if len(found) >= _LISTED else []


def _names(source: str) -> bool:
    """Whether this is a name, with or without what the person is behind a comma."""
    name = source.partition(",")[0].split()
    capital = all(word[0].isupper() or word in _PARTICLES for word in name)
    return bool(name) and capital and len(source.split()) <= _LONGEST_NAME


def with_laid_out(
    attributions: Iterable[Attribution], layout: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions, those of the layout instead of what says otherwise.

    What somebody reports within a turn (its cue and all its content in there) stays, and so does
    what touches no line of the layout.
    """
    lines = [(min(a.content[0], a.cue[0]), max(a.content[-1], a.cue[-1]), a) for a in layout]

    places = Places(
        (first.start, max(last.end, *(s.end for s in line.source)) if line.source else last.end)
        for first, last, line in lines
    )

    def stays(one: Attribution) -> bool:
        for number in sorted({n for s in one.content for n in places.touching(*s)}):
            line = lines[number][2]
            within = all(
                any(inner.start <= s.start and s.end <= inner.end for inner in line.content)
                for s in (*one.content, *one.cue)
            )
            if not within or not one.cue or one.content == line.content:
                return False
        return True

    return [*layout, *(one for one in attributions if stays(one))]
