"""Who relies on whom as a source, with the words that say so.

An article on an outlet ("according to the Post", "told CNN", "first reported by"), on a reporter
of another outlet, on a post that it embeds, on an agency's press release; an outlet on a person
("He was also cited in an article by the Post"); a person on whomever he quotes.  People who
simply speak in an article are no citations: that is what SAID says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graphkit.extractors.chains import (
    SOMEBODY,
    WHEN,
    Named,
    between,
    chain_links,
    evidence,
    mentions_of,
)
from graphkit.extractors.documents import cited_documents
from graphkit.language import Analysis
from graphkit.model import (
    ArticleRef,
    Attribution,
    Citation,
    EntityRef,
    Extraction,
    PostRef,
    Span,
)
from graphkit.text.annotated import AnnotatedText
from graphkit.text.inflection import any_of, verb_forms
from graphkit.text.lexicon import fold
from graphkit.text.lists import read_rows
from graphkit.text.outlet_names import full_name
from graphkit.text.places import Places

__all__ = ["find_citations"]

#: Confidence of a citation by what tells of it.  Set by hand, for no corpus labels citations: they
#: order what people look at and decide nothing.
_BY_WORDS_BESIDE: Final = 0.8
_BY_ROLE: Final = 0.7
_BY_NESTED_STATEMENT: Final = 0.7
_BY_PRONOUN: Final = 0.65
_BY_CITING: Final = 0.65


_NOUNS: Final = frozenset({"show", "reporting", "writing", "finding", "publishing"})


@lru_cache(maxsize=1)
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands right before an outlet that is relied on, and what right behind it."""
    words: dict[str, list[str]] = defaultdict(list)
    for lemma, kind, *_ in read_rows("citing.tsv"):
        verb = kind in {"by", "tells", "cites", "speaks on", "says", "inverted"}
        words[kind] += verb_forms(lemma) if verb else [lemma]
    # behind an outlet these are nouns: "the Post's show", "its reporting"
    words["says"] = [word for word in words["says"] if word not in _NOUNS]
    held = {kind: any_of(forms) for kind, forms in words.items()}
    before = (
        rf"(?:[,”\"’]\s*{held['inverted']}|\b{held['phrase']}|\b{held['tells']}"
        rf"|\b{held['cites']}|\b{held['by']} (?:by|in|on)"
        rf"|\b{held['noun in']} (?:in|by|from|on|with|to|for)"
        rf"|\b{held['speaks on']}{WHEN} (?:by|on|to|with|in|for))"
        r"\s+(?:an? |the |both |sister paper )?(?:\w+ (?:of|for) )?[“\"‘']?$"
    )
    behind = (
        r"^[”\"’']?(?:,? (?:which|that|who))?(?:[’']s?)?,?(?: (?:also|first|later|previously|has"
        r"|had|on|earlier|exclusively|recently|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,3} "
        rf"(?:{held['says']}|{held['noun behind']})\b"
        r"(?! (?:page|board|staff|writers?|editors?|team|desk|room|department|meeting)s?\b)"
    )
    return re.compile(before, re.IGNORECASE), re.compile(behind, re.IGNORECASE)


_CITED_BY: Final = re.compile(
    r"\b(?:was|were|is|are|been|being) (?:also |widely |previously |recently |later )?"
    r"(?:cited|quoted|interviewed)(?: as \w+)? (?:in|by|on)\b",
    re.IGNORECASE,
)
_CITING: Final = re.compile(
    r"\b(?:citing|cites|cited|pointed to|pointing to|quoting|quoted)\s", re.I
)
#: What somebody has and nobody can rely on as a source: "cited Berg’s temper".
_THING: Final = re.compile(
    r"[’'](?:s\b)?(?!(?: [\w-]+){0,3}? (?:reports?|reporting|articles?|books?|stud(?:y|ies)|polls?"
    r"|data|figures|analys[ei]s|statements?|letters?|research|findings|testimony|tweets?|posts?"
    r"|comments?|remarks|words|memos?|speech|column|editorial|interview)\b)"
)
#: What may stand between "citing" and who is cited.
_SOURCE_OF: Final = re.compile(
    r"(?:(?:an?|the|his|her|their|its|two|three|several|new|recent|\w+ly|unnamed|former|and|of|from|by"
    r"|in|with|to|data|figures|numbers|statistics|research|records|documents|e-?mails?|polls?"
    r"|surveys?|stud(?:y|ies)|reports?|analys[ei]s|articles?|story|stories|interviews?|statements?"
    r"|letters?|comments?|remarks|posts?|tweets?|officials|sources|people|conducted|released"
    r"|published|obtained|\d{4}|\w+day|[A-Z][\w.’'-]*)\s+)*[“\"‘']?"
)
_REPORTER: Final = re.compile(
    r"\b(?:reporter|correspondent|journalist|anchor|host|columnist|editor|producer|commentator"
    r"|contributor|writer|bureau chief|analyst)s?\b",
    re.IGNORECASE,
)


def find_citations(analysis: Analysis, found: Extraction) -> Iterator[Citation]:
    """Yield the document's citations, in text order, each pair with all its places."""
    annotated = analysis.text
    seen: set[tuple[ArticleRef | EntityRef, EntityRef | PostRef, int]] = set()
    links = list(chain_links(annotated, found))
    # what an outlet is said to cite there is a link further on, and not the article's own
    further = {(c.cited, c.evidence.start) for c in links if c.citer != ArticleRef()}
    own = [
        *_of_outlets(annotated, found),
        *_of_reporters(annotated, found),
        *cited_documents(annotated, found),
        *_passive(annotated, found),
        *_in_speech(annotated, found),
        *_of_posts(found),
    ]
    nearest = [
        c for c in own if c.citer != ArticleRef() or (c.cited, c.evidence.start) not in further
    ]
    for citation in sorted([*links, *nearest], key=_order):
        key = (citation.citer, citation.cited, citation.evidence.start)
        if citation.citer != citation.cited and key not in seen:
            seen.add(key)
            yield citation


def _order(citation: Citation) -> tuple[int, int, bool, str]:
    """Sort key: the place in the text, then who is cited, posts last."""
    key = citation.cited.key if isinstance(citation.cited, EntityRef) else ""
    return citation.evidence.start, citation.evidence.end, not key, key


def _own(found: Extraction) -> frozenset[str]:
    """The keys of the outlets that are the one which published the article itself."""
    marks = [mark for mark in found.marks if mark.says == "own"]
    told = max(marks, key=lambda m: m.evidence.confidence).outlet if marks else ""
    own = fold(full_name(found.document.outlet or told))
    return frozenset(
        e.key
        for e in found.entities
        if own and own in {fold(e.name), *(fold(m.surface) for m in e.mentions)}
    )


def _article_cites(
    annotated: AnnotatedText, found: Extraction, named: Named, confidence: float
) -> Citation:
    span = annotated.around(named.start, named.end)
    return Citation(ArticleRef(), EntityRef(named.entity.key), evidence(found, span, confidence))


def _of_outlets(annotated: AnnotatedText, found: Extraction) -> Iterator[Citation]:
    """The outlets that the article relies on."""
    relied_on = _around()
    text, own = found.document.text, _own(found)
    aside = Places([*found.boilerplate, *(span for post in found.posts for span in post.spans)])
    for named in mentions_of(found):
        if named.entity.type != "Outlet" or named.entity.key in own:
            continue
        if aside.hold(named.start):
            continue
        before = text[max(0, named.start - 60) : named.start]
        behind = text[named.end : named.end + 80]
        if relied_on[0].search(before) or relied_on[1].match(behind):
            yield _article_cites(annotated, found, named, _BY_WORDS_BESIDE)


def _of_reporters(annotated: AnnotatedText, found: Extraction) -> Iterator[Citation]:
    """Reporters of other outlets who are sources of the article."""
    own = _own(found)
    outlets = {e.key for e in found.entities if e.type == "Outlet"} - own
    people = {e.key: e for e in found.entities if e.type == "Person"}
    for attribution in found.attributions:
        person = people.get(attribution.speaker or "")
        if person is None or not attribution.source:
            continue
        for role in person.roles if not _to_come(found, attribution) else ():
            if role.of in outlets and _REPORTER.search(role.role):
                start, end = attribution.source[0]
                yield _article_cites(annotated, found, Named(start, end, person), _BY_ROLE)


def _to_come(found: Extraction, said: Attribution) -> bool:
    """Whether somebody will only say it: "editor Ada Lund will discuss"."""
    return any(
        re.search(r"\b(?:will|would|to)\s*$", found.document.text[max(0, s - 10) : s])
        or re.match(r"(?:will|would|to)\b", found.document.text[s:e])
        for s, e in said.cue
    )


def _passive(annotated: AnnotatedText, found: Extraction) -> Iterator[Citation]:
    """ "He was also cited in an article by the Post": the outlet relies on the person."""
    text = found.document.text
    mentions = mentions_of(found)
    for match in _CITED_BY.finditer(text):
        span = annotated.around(match.start(), match.end())
        outlets = [
            m
            for m in between(mentions, match.end(), span.end)
            if m.entity.type in {"Outlet", "Person"}
        ]
        subjects = [
            m for m in between(mentions, span.start, match.start()) if m.entity.type != "Outlet"
        ]
        subject = subjects[-1] if subjects else None
        pronoun = re.match(r"\W*(?:he|she|they|it|who)\b", text[span.start : match.start()], re.I)
        if subject is None and pronoun:
            # the person named last before the pronoun, in the sentence before at most
            before = [
                m
                for m in between(mentions, span.start - 299, span.start)
                if m.entity.type == "Person"
            ]
            same_paragraph = before and "\n" not in text[before[-1].end : span.start]
            subject = before[-1] if same_paragraph else None
        if subject is not None and outlets:
            citer, cited = (EntityRef(m.entity.key) for m in (outlets[0], subject))
            low = min(span.start, subject.start)
            confidence = _BY_WORDS_BESIDE if subject.start >= span.start else _BY_PRONOUN
            yield Citation(citer, cited, evidence(found, Span(low, span.end), confidence))


def _in_speech(annotated: AnnotatedText, found: Extraction) -> Iterator[Citation]:
    """People who rely on others: a statement inside a statement, "citing the Post"."""
    text = found.document.text
    mentions = mentions_of(found)
    said = found.attributions
    sources = [(span, number) for number, a in enumerate(said) for span in a.source]
    places = Places(span for span, _ in sources)
    for outer in said:
        if not outer.speaker:
            continue
        held = {sources[n][1] for span in outer.content for n in places.inside(*span)}
        for inner in (said[number] for number in sorted(held)):
            if not inner.speaker or inner.speaker == outer.speaker or not _stands_in(inner, outer):
                continue
            spans = (*inner.source, *inner.cue, *inner.content)
            span = Span(min(s for s, _ in spans), max(e for _, e in spans))
            citer, cited = EntityRef(outer.speaker), EntityRef(inner.speaker)
            yield Citation(citer, cited, evidence(found, span, _BY_NESTED_STATEMENT))
    for match in _CITING.finditer(text):
        behind = between(mentions, match.end(), match.end() + 40)
        span = annotated.around(match.start(), match.end())
        speakers = {
            speaker
            for number in places.touching(span.start, match.start())
            if sources[number][0].start >= span.start
            and (speaker := said[sources[number][1]].speaker)
        }
        somebody = behind and (
            SOMEBODY.match(text, behind[0].end)
            or _THING.match(text, behind[0].end)
            or not _SOURCE_OF.fullmatch(text, match.end(), behind[0].start)
        )
        if behind and not somebody and behind[0].end <= span.end and len(speakers) == 1:
            citer, cited = EntityRef(next(iter(speakers))), EntityRef(behind[0].entity.key)
            yield Citation(citer, cited, evidence(found, span, _BY_CITING))


def _stands_in(inner: Attribution, outer: Attribution) -> bool:
    """Whether source and cue of one attribution are words of the other's content."""
    marks = (*inner.source, *inner.cue)
    return bool(inner.source) and all(
        any(s <= start and end <= e for s, e in outer.content) for start, end in marks
    )


def _of_posts(found: Extraction) -> Iterator[Citation]:
    """The posts that the article embeds or quotes ("she wrote in a post on X")."""
    for index, post in enumerate(found.posts):
        yield Citation(ArticleRef(), PostRef(index), post.evidence)
