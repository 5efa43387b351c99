"""What bodies put out and an article relies on: releases, reports, polls, data, records.

Words are in data/documents.tsv; a press release counts wherever its body stands near it.  A body
that only speaks, or whose report is only spoken of, is no citation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from graphkit.extractors.chains import Named, between, evidence, mentions_of
from graphkit.model import ArticleRef, Citation, EntityRef, Extraction
from graphkit.text.annotated import AnnotatedText
from graphkit.text.inflection import any_of, verb_forms
from graphkit.text.lists import read_rows

__all__ = ["cited_documents"]

_BODIES: Final = frozenset({"Agency", "Organization"})
_RELEASE: Final = re.compile(
    r"\b(?:press|news|media) (?:release|statement|advisory|notice|bulletin)s?\b", re.IGNORECASE
)
#: Between a press release and the body whose it is, in characters.
_NEAR: Final = 120
_PUT_OUT: Final = (
    r"(?:polls?|surveys?|stud(?:y|ies)|reports?|analys[ei]s|data|records?|documents?|e-?mails?"
    r"|videos?|footage|recordings?|transcripts?|lists?|figures|statistics|statements?|bulletins?"
    r"|numbers|papers?|memos?|letters?|photos?|images?|files|filings?|ads?)"
)
#: What is said of a document that is relied on.
_HOLDS: Final = (
    r"[^.;:!?\n“”\"]{0,40}?\b(?:says?|said|f(?:ou|i)nds?|found|show(?:s|ed|ing)?|suggest(?:s|ed)?"
    r"|released|published|conducted|reveal(?:s|ed)|indicate[sd]?|estimate[sd]|concluded|has|had"
    r"|ha(?:s|ve)|put|gave|gives)\b"
)


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """What stands right before a body whose document it is."""
    words = _words()
    return re.compile(
        rf"\b(?:(?:{any_of(_plural(words['by']))})(?: (?:released|published|issued|conducted))?"
        r"(?: (?:\w+day|this \w+|last \w+))? (?:by|from)"
        rf"|{_PUT_OUT}(?: \w+){{0,3}} (?:{any_of(words['put out'])})(?: \w+day)? by)"
        r"\s+(?:the |an? |both )?(?:(?-i:[a-z][a-z-]+) ){0,2}[“\"‘']?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    nouns = any_of(_plural(_words()["behind"]))
    return re.compile(
        rf"^(?:[’']s?)? (?:new |latest |recent |national |\d{{4}} ){{0,2}}(?P<noun>{nouns})\b"
        rf"(?P<holds>{_HOLDS})?",
        re.IGNORECASE,
    )


_ACCORDING: Final = re.compile(
    r"\b(?:according to|based on|in)\s+(?:an? |the )?(?:\w+ ){0,2}$", re.IGNORECASE
)


_CITING: Final = re.compile(r"\b(?:citing|cite[sd]?|quot(?:ing|es|ed))\b[^.;!?\n]{0,50}$", re.I)
#: Before a body that a release is about.
_OF: Final = re.compile(
    r"\b(?:of|about|on|against|to|for|with|between|at)\s+(?:the )?$", re.IGNORECASE
)


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for word, kind, *_ in read_rows("documents.tsv"):
        words[kind] += verb_forms(word) if kind == "put out" else [word]
    return words


def _plural(nouns: Sequence[str]) -> list[str]:
    made = {"study": "studies", "analysis": "analyses"}
    return [*nouns, *(made.get(n, n if n.endswith(("s", "data")) else f"{n}s") for n in nouns)]


def cited_documents(annotated: AnnotatedText, found: Extraction) -> Iterator[Citation]:
    """Yield a citation of each body whose document the article relies on."""
    mentions = mentions_of(found)
    text = found.document.text
    for named in mentions:
        if named.entity.type in _BODIES and _put_out(text, named):
            span = annotated.around(named.start, named.end)
            yield Citation(ArticleRef(), EntityRef(named.entity.key), evidence(found, span, 0.7))
    yield from _releases(annotated, found, mentions)


def _put_out(text: str, named: Named) -> bool:
    before = text[max(0, named.start - 80) : named.start]
    if _CITING.search(before):
        return False  # it is somebody else who relies on it
    if _before().search(before):
        return True
    behind = _behind().match(text[named.end : named.end + 100])
    return behind is not None and bool(behind["holds"] or _ACCORDING.search(before))


def _releases(
    annotated: AnnotatedText, found: Extraction, mentions: Sequence[Named]
) -> Iterator[Citation]:
    """Bodies whose press releases the article relies on."""
    for release in _RELEASE.finditer(found.document.text):
        span = annotated.around(release.start(), release.end())
        near = [
            m
            for m in between(mentions, span.start, span.end)
            if m.end <= span.end
            and m.entity.type in _BODIES
            and abs(m.start - release.start()) < _NEAR
            and not _OF.search(found.document.text, max(0, m.start - 20), m.start)
        ]
        if near:
            closest = min(near, key=lambda m: (_distance(m, release), m.start))
            cited = EntityRef(closest.entity.key)
            yield Citation(ArticleRef(), cited, evidence(found, span, 0.75))


def _distance(named: Named, match: re.Match[str]) -> int:
    return min(abs(named.end - match.start()), abs(named.start - match.end()))
