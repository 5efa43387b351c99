"""Words by which a page shows whose it is, or from whom it has its text.

Disclaimers, copyright lines, calls to subscribe, requests for comment in the paper's own voice,
credits of its staff, datelines of wires (data/outlet_marks.tsv).  Restraint: only what begins a
line or a sentence of the page itself counts, never what is quoted, posted, advertised or told of
somebody ("the paper regrets the error, its editor said").  Which of several names is the page's
outlet is for :mod:`graphkit.resolve.mastheads` to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple, cast

from graphkit.extractors.chains import mentions_of, told_outlets
from graphkit.language import Analysis
from graphkit.model import EntityRef, Evidence, Extraction, PageMark, PageMarkSays, Span
from graphkit.text.lexicon import bodies
from graphkit.text.lists import read_rows
from graphkit.text.outlet_names import Needs, is_wire, names_outlet
from graphkit.text.places import Places

__all__ = ["find_mastheads"]

EXTRACTOR: Final = "mastheads"
#: Lines at either end in which datelines, or notes on who wrote it, stand.
_HEAD_LINES: Final = 8
_TAIL_LINES: Final = 10
#: Lines at either end where a masthead may stand by itself.
_EDGE_LINES: Final = 3
#: What is looked at of a sentence, in characters.
_MAX_UNIT: Final = 400
#: A wire's text may stand on any page.
_WIRE: Final = 0.6
#: People who told one outlet something, from which on it is the article's own.
_SPOKE_TO: Final = 3
#: A line by itself, once a folder's other pages have it too.
_REPEATED: Final = 0.8

_PART: Final = r"(?!(?:19|20)\d\d\b)(?:(?:[A-Z]\.){2,}|[A-Z0-9À-Þ][\w&!]*(?:[.'’-](?!s\b)\w+)*)"
_NAME: Final = (
    rf"(?:[Tt]he )?(?P<name>{_PART}(?: (?:(?:of|the|and|&|de|du|la|del) ){{0,2}}{_PART}){{0,6}})"
)
_PERSON: Final = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
_DOMAIN: Final = r"(?P<name>[\w-]+(?:\.[\w-]+){1,3})"
_PEOPLE: Final = rf"{_PERSON}(?:(?:,| and|, and|;) {_PERSON})*"
_SLOTS: Final = {"{X}": _NAME, "{N}": _PERSON, "{NS}": _PEOPLE, "{D}": _DOMAIN}
#: What a page's own lines begin with beside their words.
_MARKS: Final = " \t\u00a0\"“”'‘*_#>|–—-•·([<"
_LINE: Final = re.compile(r"\S(?:[^\r\n\u2028\u2029]*\S)?")
#: A sentence that somebody is said to have said.
_TOLD: Final = re.compile(
    r"[,;”\"’]\s+(?:[\w.’'-]+ ){0,6}?(?:said|says|told|reported|reports|wrote|added|argued|claimed"
    r"|noted|according)\b"
)
_AD: Final = re.compile(r"\W*(?:advertisements?|ads?|sponsored(?: content)?|promoted)\W*", re.I)
_PIECES: Final = re.compile(r"\s*[|•·/]\s*|\s+[–—-]\s+")


class _Rule(NamedTuple):
    kind: str
    says: PageMarkSays
    where: str
    confidence: float
    needs: str
    pattern: re.Pattern[str]


class _Unit(NamedTuple):
    """A sentence of one line: whether it begins it, and how far the line is from either end."""

    span: Span
    first: bool
    line: int
    lines: int

    def stands(self, where: str, quoted: bool) -> bool:
        """Whether it stands where a rule wants it; a line in quotes is still the page's."""
        if where == "any":
            return not quoted
        near = {
            "line": True,
            "head": self.line < _HEAD_LINES,
            "tail": self.line >= self.lines - _TAIL_LINES,
        }
        return near[where] and (self.first or (where == "tail" and not quoted))


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(kind, cast(PageMarkSays, says), where, float(sure), needs, _compiled(pattern))
        for kind, says, where, sure, needs, pattern, *_ in read_rows("outlet_marks.tsv")
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its slots filled; case counts in names only."""
    pieces = re.split(r"(\{(?:X|NS?|D)\})", pattern)
    return re.compile("".join(_SLOTS.get(piece) or f"(?i:{piece})" for piece in pieces))


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, str]:
    return {b.domain: b.name for b in reversed(bodies()) if b.type == "Outlet" and b.domain}


def find_mastheads(analysis: Analysis, found: Extraction) -> Iterator[PageMark]:
    """Yield the marks of a document, in text order, at most one a sentence; interviews last."""
    text, annotated = found.document.text, analysis.text
    posts = Places(
        Span(post.evidence.start, post.evidence.end)
        for post in found.posts
        if post.evidence.extractor == "posts"
    )
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text)]
    for number, line in enumerate(lines):
        if posts.touching(*line) or (number and _AD.fullmatch(text[slice(*lines[number - 1])])):
            continue
        if min(number, len(lines) - 1 - number) < _EDGE_LINES:
            yield from _alone(found, line)
        for place, span in enumerate(annotated.split(line)):
            unit = _Unit(span, place == 0, number, len(lines))
            mark = _mark(found, unit, annotated.quoted(span.start))
            if mark is not None:
                yield mark
    yield from _interviews(analysis, found)


def _interviews(analysis: Analysis, found: Extraction) -> Iterator[PageMark]:
    """The outlet whose reporters several people of one article spoke to, if no other's did."""
    told: dict[EntityRef, set[EntityRef]] = defaultdict(set)
    first: dict[EntityRef, Evidence] = {}
    for link in told_outlets(analysis.text, found, mentions_of(found)):
        if not isinstance(link.citer, EntityRef) or not isinstance(link.cited, EntityRef):
            continue
        told[link.citer].add(link.cited)
        first.setdefault(link.citer, link.evidence)
    order = sorted(told, key=lambda citer: (-len(told[citer]), citer.key))
    if not order or len(told[order[0]]) < _SPOKE_TO:
        return
    if len(order) > 1 and 2 * len(told[order[1]]) > len(told[order[0]]):
        return
    name = next(e.name for e in found.entities if e.key == order[0].key)
    words = replace(first[order[0]], extractor=EXTRACTOR, confidence=_WIRE)
    yield PageMark(name, "wire" if is_wire(name) else "own", "interviews", words)


def _mark(found: Extraction, unit: _Unit, quoted: bool) -> PageMark | None:
    """What the first rule that fits a sentence says of the page; None where none does."""
    text = found.document.text
    start, end = unit.span
    while start < end and text[start] in _MARKS:
        start += 1
    words = text[start : min(end, start + _MAX_UNIT)]
    for rule in _rules():
        if not unit.stands(rule.where, quoted):
            continue
        match = rule.pattern.match(words)
        name = _name(match, rule.needs) if match else ""
        if match is None or not name:
            continue
        if rule.says in {"own", "origin"} and _TOLD.search(words):
            return None
        # an agency's note on its own text travels with that text
        says = "wire" if rule.says == "own" and is_wire(name) else rule.says
        sure = min(rule.confidence, _WIRE) if says == "wire" else rule.confidence
        evidence = Evidence(found.document.id, start, end, text[start:end], EXTRACTOR, sure)
        return PageMark(name, says, rule.kind, evidence)
    return None


def _name(match: re.Match[str], needs: str) -> str:
    """The outlet's name, or "" where it is none."""
    name = match["name"].rstrip(".!")
    if needs == "domain":
        return _by_domain().get(name.casefold().removeprefix("www."), "")
    return name if names_outlet(name, cast(Needs, needs)) else ""


def _alone(found: Extraction, line: Span) -> Iterator[PageMark]:
    """A line that is nothing but a masthead: it tells where a folder's pages repeat it."""
    text = found.document.text[slice(*line)]
    piece = _PIECES.split(text.strip(_MARKS))[0]
    if re.fullmatch(_NAME, piece) and names_outlet(piece):
        start = found.document.text.index(piece, line.start)
        span = (start, start + len(piece))
        evidence = Evidence(found.document.id, *span, piece, EXTRACTOR, _REPEATED)
        yield PageMark(piece, "line", "line", evidence)
