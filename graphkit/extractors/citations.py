"""Who relies on whom as a source, with the words that say so.

An article on an outlet ("according to the Post", "told CNN", "first reported by"), on a reporter
of another outlet, on a post that it embeds, on an agency's press release; an outlet on a person
("He was also cited in an article by the Post"); a person on whomever he quotes.  People who
simply speak in an article are no citations: that is what SAID says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from graphkit.extractors.places import Places
from graphkit.language import Analysis
from graphkit.lexicon import fold
from graphkit.model import Attribution, Citation, Evidence, Extraction, LocalEntity, Span

__all__ = ["find_citations"]

EXTRACTOR: Final = "citations"
#: What stands right before an outlet that is relied on.
_BEFORE: Final = re.compile(
    r"(?:\baccording to|\bper|\bvia|\b(?:told|tells|telling|informed)|\b(?:first |originally |as )?"
    r"(?:reported|published|obtained|revealed|confirmed|released|uncovered|broken|cited|quoted"
    r"|noted|viewed|reviewed|seen) (?:by|in|to|on)|\bconfirm(?:s|ed)? to|\bciting|\bcites|\bcited"
    r"|\b(?:report|reports|reporting|story|stories|article|piece|op-ed|column|editorial|poll|survey"
    r"|investigation|analysis|interview|segment|statement|email|e-mail|comments?|remarks|scoop) "
    r"(?:in|by|from|on|with|to|for)|\b(?:interviewed|appear(?:s|ed|ing|ance)?|spoke|speaking"
    r"|talking|talked|written|writing|wrote|said|says) (?:by|on|to|with|in|for))"
    r"\s+(?:an? |the |both |sister paper )?(?:\w+ (?:of|for) )?[“\"‘']?$",
    re.IGNORECASE,
)
#: What stands right behind it.
_BEHIND: Final = re.compile(
    r"^[”\"’']?(?:,? (?:which|that|who))?(?:[’']s?)?,?(?: (?:also|first|later|previously|has|had|on"
    r"|earlier|exclusively|recently|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,3} "
    r"(?:reported|reports|report|reporting|noted|notes|wrote|writes|says|said|found|revealed|reveals"
    r"|published|publishes|obtained|showed|story|article|investigation|interview|poll|broke"
    r"|confirmed|cited|quoted|contributed to|learned|editorial|analysis|scoop|piece|op-ed|described"
    r"|called)\b",
    re.IGNORECASE,
)
_RELEASE: Final = re.compile(
    r"\b(?:press|news|media) (?:release|statement|advisory|notice|bulletin)s?\b", re.IGNORECASE
)
_CITED_BY: Final = re.compile(
    r"\b(?:was|were|is|are|been|being) (?:also |widely |previously |recently |later )?"
    r"(?:cited|quoted|interviewed)(?: as \w+)? (?:in|by|on)\b",
    re.IGNORECASE,
)
_CITING: Final = re.compile(
    r"\b(?:citing|cites|cited|pointed to|pointing to|quoting|quoted)\s", re.I
)
_REPORTER: Final = re.compile(
    r"\b(?:reporter|correspondent|journalist|anchor|host|columnist|editor|producer|commentator"
    r"|contributor|writer|bureau chief|analyst)s?\b",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z\"“‘'À-Þ])|[\r\n]+")
_ABBREVIATED: Final = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Sgt|St|No|Jr|Sr)\.$")
_CONTRIBUTED: Final = re.compile(
    r"contributed to th(?:is|e) (?:report|story|article)", re.IGNORECASE
)


class _Named(NamedTuple):
    """A mention with the entity that it names."""

    start: int
    end: int
    entity: LocalEntity


def find_citations(analysis: Analysis, found: Extraction) -> Iterator[Citation]:
    """Yield the document's citations, in text order, each pair with all its places."""
    seen: set[tuple[str, str, int]] = set()
    everything = [
        *_of_outlets(found),
        *_of_reporters(found),
        *_of_releases(found),
        *_passive(found),
        *_in_speech(found),
        *_of_posts(found),
    ]
    for citation in sorted(everything, key=lambda c: (c.evidence.start, c.evidence.end, c.cited)):
        key = (citation.citer, citation.cited, citation.evidence.start)
        if citation.citer != citation.cited and key not in seen:
            seen.add(key)
            yield citation


def _mentions(found: Extraction) -> list[_Named]:
    return sorted(
        (
            _Named(mention.span.start, mention.span.end, entity)
            for entity in found.entities
            for mention in entity.mentions
        ),
        key=lambda m: (m.start, m.end, m.entity.key),
    )


def _between(mentions: list[_Named], start: int, end: int) -> list[_Named]:
    """The mentions that begin in a stretch."""
    return mentions[
        bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)
    ]


def _start(named: _Named) -> int:
    return named.start


def _own(found: Extraction) -> frozenset[str]:
    """The keys of the outlets that are the one which published the article itself."""
    own = fold(found.document.outlet)
    return frozenset(
        e.key
        for e in found.entities
        if own and own in {fold(e.name), *(fold(m.surface) for m in e.mentions)}
    )


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that holds a stretch, by its marks; pure text."""
    low = 0
    for gap in _BREAK.finditer(text, max(0, start - 600), start):
        if "\n" in gap[0] or not _abbreviated(text, gap.start()):
            low = gap.end()
    low = low or max(0, start - 600)
    for gap in _BREAK.finditer(text, end, min(len(text), end + 600)):
        if "\n" in gap[0] or not _abbreviated(text, gap.start()):
            return Span(low, gap.start() + len(gap[0].rstrip()))
    return Span(low, min(len(text), end + 600))


def _abbreviated(text: str, end: int) -> bool:
    """Whether an abbreviation stands before an offset."""
    return bool(_ABBREVIATED.search(text[max(0, end - 6) : end]))


def _evidence(found: Extraction, span: Span, confidence: float) -> Evidence:
    start, end = span
    while end > start and found.document.text[end - 1].isspace():
        end -= 1
    quote = found.document.text[start:end]
    return Evidence(found.document.id, start, end, quote, EXTRACTOR, confidence)


def _article_cites(found: Extraction, named: _Named, confidence: float) -> Citation:
    span = sentence_around(found.document.text, named.start, named.end)
    cited = f"entity:{named.entity.key}"
    return Citation("article", cited, _evidence(found, span, confidence))


def _of_outlets(found: Extraction) -> Iterator[Citation]:
    """The outlets that the article relies on."""
    text, own = found.document.text, _own(found)
    aside = Places([*found.boilerplate, *(span for post in found.posts for span in post.spans)])
    for named in _mentions(found):
        if named.entity.type != "Outlet" or named.entity.key in own:
            continue
        if aside.hold(named.start):
            continue
        before = text[max(0, named.start - 60) : named.start]
        behind = text[named.end : named.end + 80]
        if _BEFORE.search(before) or _BEHIND.match(behind) or _CONTRIBUTED.search(behind):
            yield _article_cites(found, named, 0.8)


def _of_reporters(found: Extraction) -> Iterator[Citation]:
    """Reporters of other outlets who are sources of the article."""
    own = _own(found)
    outlets = {e.key for e in found.entities if e.type == "Outlet"} - own
    people = {e.key: e for e in found.entities if e.type == "Person"}
    for attribution in found.attributions:
        person = people.get(attribution.speaker or "")
        if person is None or not attribution.source:
            continue
        for role in person.roles:
            if role.of in outlets and _REPORTER.search(role.role):
                start, end = attribution.source[0]
                yield _article_cites(found, _Named(start, end, person), 0.7)


def _of_releases(found: Extraction) -> Iterator[Citation]:
    """Bodies whose press releases the article relies on."""
    text = found.document.text
    mentions = _mentions(found)
    for release in _RELEASE.finditer(text):
        span = sentence_around(text, release.start(), release.end())
        inside = [
            m
            for m in _between(mentions, span.start, span.end)
            if m.end <= span.end and m.entity.type in _BODIES
        ]
        near = [m for m in inside if abs(m.start - release.start()) < 120]
        if near:
            closest = min(near, key=lambda m: (_distance(m, release), m.start))
            yield Citation("article", f"entity:{closest.entity.key}", _evidence(found, span, 0.75))


_BODIES: Final = frozenset({"Agency", "Organization"})


def _distance(named: _Named, match: re.Match[str]) -> int:
    return min(abs(named.end - match.start()), abs(named.start - match.end()))


def _passive(found: Extraction) -> Iterator[Citation]:
    """ "He was also cited in an article by the Post": the outlet relies on the person."""
    text = found.document.text
    mentions = _mentions(found)
    for match in _CITED_BY.finditer(text):
        span = sentence_around(text, match.start(), match.end())
        outlets = [
            m
            for m in _between(mentions, match.end(), span.end)
            if m.entity.type in {"Outlet", "Person"}
        ]
        subjects = [
            m for m in _between(mentions, span.start, match.start()) if m.entity.type != "Outlet"
        ]
        subject = subjects[-1] if subjects else None
        pronoun = re.match(r"\W*(?:he|she|they|it|who)\b", text[span.start : match.start()], re.I)
        if subject is None and pronoun:
            # the person named last before the pronoun, in the sentence before at most
            before = [
                m
                for m in _between(mentions, span.start - 299, span.start)
                if m.entity.type == "Person"
            ]
            same_paragraph = before and "\n" not in text[before[-1].end : span.start]
            subject = before[-1] if same_paragraph else None
        if subject is not None and outlets:
            citer, cited = (f"entity:{m.entity.key}" for m in (outlets[0], subject))
            low = min(span.start, subject.start)
            confidence = 0.8 if subject.start >= span.start else 0.65
            yield Citation(citer, cited, _evidence(found, Span(low, span.end), confidence))


def _in_speech(found: Extraction) -> Iterator[Citation]:
    """People who rely on others: a statement inside a statement, "citing the Post"."""
    text = found.document.text
    mentions = _mentions(found)
    said = found.attributions
    sources = [(span, number) for number, a in enumerate(said) for span in a.source]
    places = Places(span for span, _ in sources)
    for outer in said:
        if not outer.speaker:
            continue
        held = {sources[n][1] for span in outer.content for n in places.inside(*span)}
        for inner in (said[number] for number in sorted(held)):
            if inner.speaker in (None, outer.speaker) or not _stands_in(inner, outer):
                continue
            spans = (*inner.source, *inner.cue, *inner.content)
            span = Span(min(s for s, _ in spans), max(e for _, e in spans))
            citer, cited = f"entity:{outer.speaker}", f"entity:{inner.speaker}"
            yield Citation(citer, cited, _evidence(found, span, 0.7))
    for match in _CITING.finditer(text):
        behind = _between(mentions, match.end(), match.end() + 40)
        span = sentence_around(text, match.start(), match.end())
        speakers = {
            speaker
            for number in places.touching(span.start, match.start())
            if sources[number][0].start >= span.start
            and (speaker := said[sources[number][1]].speaker)
        }
        if behind and behind[0].end <= span.end and len(speakers) == 1:
            citer = f"entity:{next(iter(speakers))}"
            yield Citation(citer, f"entity:{behind[0].entity.key}", _evidence(found, span, 0.65))


def _stands_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether source and cue of one attribution are words of the other's content."""
    marks = (*inner.source, *inner.cue)
    return bool(inner.source) and all(
        any(s <= start and end <= e for s, e in outer.content) for start, end in marks
    )


def _of_posts(found: Extraction) -> Iterator[Citation]:
    """The posts that the article embeds."""
    for index, post in enumerate(found.posts):
        if post.evidence.extractor == "posts":
            yield Citation("article", f"post:{index}", post.evidence)
