"""Who denies or contradicts what, inside one document.

Three ways, most certain first: a cue that denies ("denied", "disputed that", "rejected the
claim"), a label ("called it a hoax", "that's not true"), and contents that cannot both be true
(:mod:`graphkit.text.contradiction`).  The denied statement is looked for among those of others:
by the words they share, by whose statement it is said to be ("Holm's remarks"), by standing next
before ("denied that"), never by nearness alone.  Where nothing fits, the denial keeps the words
that describe what is denied, for a search in other documents, and points to nothing.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graphkit.extractors.denials.cues import (
    CLAIM_NOUN,
    CLEARLY_REJECTING,
    CONTRARY,
    DENYING,
    LABEL,
    LABELLING,
    NO_CLAIM,
    REJECTING,
    SUPPORTING,
)
from graphkit.model import Attribution, Denial, Evidence, Extraction, Span
from graphkit.text.contradiction import Matter, contradiction, matter_of
from graphkit.text.quotes import paragraphs
from graphkit.text.stems import content_stems, normal_words, stem

__all__ = ["find_denials"]

EXTRACTOR: Final = "denials"
#: Points that a statement needs to be taken for what is denied.
_ENOUGH: Final = 1.5
#: The same where the cue itself denies and only the target is in question.
_ENOUGH_FOR_DENIAL: Final = 1.2
_SURE: Final = 0.8
#: Share of the best target's points that the statement it tells of needs.
_NEARLY: Final = 0.8
#: Paragraphs between two statements that contradict each other without naming each other.
_NEAR: Final = 3
#: Contradictions that are less sure are left out.
_LEAST: Final = 0.33
#: Weight of the words that such statements share: less if one speaks of the other's speaker.
_UNNAMED: Final = 2.0
_NAMED: Final = 1.0
#: Characters behind a cue in which its particles stand.
_PARTICLES: Final = 12
_ACCUSING: Final = re.compile(
    r"\b(?:accus|alleg|claim|charg|warn|assert|contend|testif|complain|suspicion|question)\w*", re.I
)
_PRONOUN: Final = re.compile(r"\W*(?:that |how )?(?:he|she|they|it|that|this|those|such)\b", re.I)
_BREAK: Final = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z\"“‘'À-Þ])")


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution as this module reads it."""

    index: int
    attribution: Attribution
    speaker: str | None
    #: Who denies, as a reference: the attribution, or an entity where its speaker is not known.
    by: str
    #: Where its first part stands, and in which paragraph.
    start: int
    paragraph: int
    content: str
    #: The stretches that the content is made of.
    parts: tuple[str, ...]
    #: The words around it in its sentence: source, cue, and what leads in.
    frame: str
    #: The cue with the words behind it that belong to it ("pushed back on").
    cue: str
    matter: Matter
    #: Keys of entities named in the content or the sentence, its own speaker left out.
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Way:
    """How something is denied."""

    reason: str
    confidence: float
    #: The words that describe what is denied.
    topic: str


def find_denials(found: Extraction) -> Iterator[Denial]:
    """Yield who denies what, in text order; each pair once, by its surest way."""
    names = _names(found)
    said = _read(found, names)
    weights = _weights(said)
    text = found.document.text
    best: dict[tuple[int, int], Denial] = {}
    ways = {one.index: way for one in said if (way := _way(one))}
    for one in said:
        way = ways.get(one.index)
        if way is None:
            continue
        targets = list(_targets(one, ways, said, weights, names))
        for other, points in targets:
            sure = way.confidence * min(1.0, 0.6 + 0.15 * points)
            denial = _denial(text, found, one, other, way.reason, sure, way.topic)
            _keep(best, (one.index, other.index), denial)
        if not targets and way.confidence >= 0.6:
            denial = _denial(text, found, one, None, way.reason, way.confidence, way.topic)
            best[one.index, -1] = denial
    for one, other, reason, sure in _contradictions(said, weights):
        if (other.index, one.index) not in best:
            denial = _denial(text, found, one, other, reason, sure, one.content)
            _keep(best, (one.index, other.index), denial)
    for key in sorted(best):
        yield best[key]


def _keep(best: dict[tuple[int, int], Denial], key: tuple[int, int], denial: Denial) -> None:
    old = best.get(key)
    if old is None or old.evidence.confidence < denial.evidence.confidence:
        best[key] = denial


def _denial(
    text: str,
    found: Extraction,
    one: _Said,
    other: _Said | None,
    reason: str,
    confidence: float,
    topic: str,
) -> Denial:
    attribution = one.attribution
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    confidence = round(confidence * (0.5 + 0.5 * attribution.confidence), 3)
    evidence = Evidence(found.document.id, start, end, text[start:end], EXTRACTOR, confidence)
    against = f"attribution:{other.index}" if other else ""
    return Denial(one.by, against, reason, evidence, topic)


def _names(found: Extraction) -> frozenset[str]:
    """The stems of all names: they say who, not what."""
    return frozenset(
        name
        for entity in found.entities
        for m in entity.mentions
        for name in _name_stems(m.surface)
    )


def _read(found: Extraction, names: frozenset[str]) -> list[_Said]:
    """The document's attributions with all that is asked of them later."""
    text = found.document.text
    starts = [span.start for span in paragraphs(text)]
    mentions = sorted(
        (mention.span, entity.key) for entity in found.entities for mention in entity.mentions
    )
    said: list[_Said] = []
    speakers = _keys(mentions, tuple(span for one in found.attributions for span in one.source))
    for index, attribution in enumerate(found.attributions):
        spans = (*attribution.content, *attribution.cue, *attribution.source)
        if not attribution.content:
            continue
        start = min(s for s, _ in spans)
        paragraph = bisect_right(starts, start) - 1
        frame = _frame(text, attribution, starts[paragraph] if paragraph >= 0 else 0)
        inside = _keys(mentions, attribution.content)
        around = _keys(mentions, (Span(frame[0], frame[1]),)) - speakers
        content = " ".join(text[s:e] for s, e in attribution.content)
        speaker, by = attribution.speaker, f"attribution:{index}"
        subject = None if speaker else _subject(text, attribution, mentions, frame)
        if subject is not None:
            speaker, by = subject, f"entity:{subject}"
        said.append(
            _Said(
                index,
                attribution,
                speaker,
                by,
                start,
                paragraph,
                content,
                tuple(text[s:e] for s, e in attribution.content),
                _outside(text, frame, attribution.content),
                _cue(text, attribution, frame),
                matter_of(content, frozenset(inside), names),
                frozenset((inside | around) - {speaker}),
            )
        )
    return said


def _subject(
    text: str,
    attribution: Attribution,
    mentions: list[tuple[Span, str]],
    frame: tuple[int, int],
) -> str | None:
    """The entity named right before a cue whose source the tagger looked for behind it."""
    if not attribution.cue or not attribution.source:
        return None
    cue = attribution.cue[0].start
    if any(frame[0] <= s < cue for s, _ in attribution.source):
        return None
    before = [(m, key) for m, key in _between(mentions, frame[0], cue) if m.end <= cue]
    if not before or not text[before[-1][0].end : cue].replace(",", " ").isspace():
        return None
    return before[-1][1]


def _name_stems(surface: str) -> tuple[str, ...]:
    return content_stems(normal_words(surface))


def _keys(mentions: list[tuple[Span, str]], spans: tuple[Span, ...]) -> set[str]:
    """The entities named in the spans."""
    return {
        key
        for start, end in spans
        for mention, key in _between(mentions, start, end)
        if mention.end <= end
    }


def _between(mentions: list[tuple[Span, str]], start: int, end: int) -> list[tuple[Span, str]]:
    """The mentions that begin in a stretch."""
    low, high = (bisect_left(mentions, (Span(at, 0), "")) for at in (start, end))
    return mentions[low:high]


def _frame(text: str, attribution: Attribution, paragraph: int) -> tuple[int, int]:
    """The sentence that source and cue stand in, as far as it is theirs."""
    spans = (*attribution.cue, *attribution.source) or attribution.content
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    before = [m.end() for m in _BREAK.finditer(text, max(paragraph, low - 300), low)]
    after = _BREAK.search(text, high, high + 300)
    line = text.find("\n", high, high + 300)
    ends = [len(text), high + 300]
    ends += [after.start()] if after else []
    ends += [line] if line >= 0 else []
    return max([paragraph, low - 300, *before]), min(ends)


def _cue(text: str, attribution: Attribution, frame: tuple[int, int]) -> str:
    """The cue and the words behind it; the whole frame where no cue is marked."""
    if not attribution.cue:
        return _outside(text, frame, attribution.content)
    parts = []
    for start, end in attribution.cue:
        behind = [s for s, _ in (*attribution.content, *attribution.source) if s >= end]
        parts.append(text[start : min([end + _PARTICLES, frame[1], *behind])])
    return " ".join(parts)


def _outside(text: str, frame: tuple[int, int], content: tuple[Span, ...]) -> str:
    """The frame's words that are not content."""
    start, end = frame
    kept = []
    for s, e in sorted(content):
        if s >= end:
            break
        kept.append(text[start : max(start, min(s, end))])
        start = max(start, e)
    kept.append(text[start : max(start, end)])
    return " ".join(kept)


def _weights(said: list[_Said]) -> dict[str, float]:
    """How telling a stem is in this document: 1 where two statements have it, less if many."""
    counts = Counter(s for one in said for s in one.matter.stems)
    total = max(2, len(said))
    return {
        s: min(1.0, max(0.2, math.log(total / n) / math.log(total / 2))) if total > 2 else 1.0
        for s, n in counts.items()
    }


#: "the claim that WHAT, party propaganda": the label may have words of its own before it.
_CLAUSE: Final = re.compile(
    rf"(?:{CLAIM_NOUN.pattern}) that (?P<what>[^,;]{{10,1000}}?)[,;] (?:[\w’'-]+ ){{0,4}}?"
    rf"(?:{LABEL.pattern})",
    re.IGNORECASE,
)


def _way(one: _Said) -> _Way | None:
    """How a statement denies something, or None if it says nothing of the kind."""
    content = one.content
    topic = LABEL.sub(" ", content)
    if SUPPORTING.search(one.cue):
        return None
    denying = None if NO_CLAIM.match(content) else DENYING.search(one.cue)
    if denying or one.attribution.stance == "denies":
        return _Way(f"denial: {denying[0].lower()}" if denying else "denial", 0.85, topic)
    label = LABEL.search(content) or LABEL.search(one.cue)
    pointed = LABELLING.search(one.cue) or CLAIM_NOUN.search(content) or _about_saying(content)
    if label and pointed and one.speaker:
        # "called the claim that … a hoax" says what it is about; a label alone may be on anything
        claim = LABELLING.search(one.cue) and CLAIM_NOUN.search(content)
        clause = _CLAUSE.search(content) if claim else None
        topic = clause["what"] if clause else topic
        return _Way(f"label: {label[0].lower()}", 0.82 if claim else 0.75, topic)
    rejecting = REJECTING.search(one.cue)
    if rejecting and CLAIM_NOUN.search(content):
        clear = bool(CLEARLY_REJECTING.search(one.cue))
        return _Way(f"rejection: {rejecting[0].lower()}", 0.75 if clear else 0.45, topic)
    for part in one.parts:
        inside = DENYING.search(part[:80]) or CLEARLY_REJECTING.search(part[:60])
        if inside and CLAIM_NOUN.search(part, inside.end(), inside.end() + 50):
            return _Way(f"denial: {inside[0].lower()}", 0.6, LABEL.sub(" ", part))
    contrary = CONTRARY.search(content[:120]) or CONTRARY.search(one.cue)
    if contrary:
        return _Way(f"contradiction: {contrary[0].lower()}", 0.65, topic)
    return None


def _about_saying(content: str) -> bool:
    """Whether a content begins by pointing at what somebody said: "That is not true"."""
    return bool(
        re.match(r"\W*(?:that|this|it|those|these|they|he|she|what|there)\b", content, re.I)
    )


def _targets(
    one: _Said,
    ways: dict[int, _Way],
    said: list[_Said],
    weights: dict[str, float],
    names: frozenset[str],
) -> Iterator[tuple[_Said, float]]:
    """The statement that is denied, if one fits, with its points.

    Where the best one is nobody's and names whose claim it tells of ("Marsh's claim that …"),
    what that one says is denied too, if it fits nearly as well.
    """
    way = ways[one.index]
    topic = frozenset(content_stems(normal_words(way.topic))) - _CLAIM_STEMS - names
    needed = _ENOUGH if way.confidence < _SURE else _ENOUGH_FOR_DENIAL
    rated: list[tuple[float, int, _Said]] = []
    for other in said:
        # who denies the same thing is not who is denied, unless it is him by name
        ally = other.index in ways and (other.speaker is None or other.speaker not in one.named)
        if ally or not _may_dispute(one, other):
            continue
        if len(other.matter.stems) < 2 and not other.matter.entities:
            continue  # a scrap that says nothing to deny
        score = _rate(one, other, topic, weights)
        if score >= needed:
            rated.append((score, -abs(one.start - other.start), other))
    rated.sort(key=lambda item: (-item[0], -item[1], item[2].index))
    for best, _, first in rated[:1]:
        yield first, best
        for score, _, other in rated[1:]:
            retold = first.speaker is None and other.speaker in first.named
            if retold and other.speaker is not None and score >= _NEARLY * best:
                yield other, score
                break


_CLAIM_STEMS: Final = frozenset(
    stem(word)
    for word in """claim claims allegation accusation charge assertion suggestion notion idea report
    story account remark comment statement argument concern theory narrative rumor criticism lawsuit
    suit version charges latest recent warning testimony tweet finding assessment
    contention""".split()
)
_EMPTY_STEMS: Final = frozenset(
    stem(word)
    for word in """happen happened occurred true truth wrong merit basis absolutely totally
    completely simply categorically strongly vigorously complete total utter entirely improper
    outrageous ever""".split()
)


def _may_dispute(one: _Said, other: _Said) -> bool:
    """Whether one statement could be directed at the other: another speaker, not one in one."""
    if one.index == other.index or (one.speaker and one.speaker == other.speaker):
        return False
    if one.speaker is None and not one.attribution.source:
        return False
    same_source = set(one.attribution.source) & set(other.attribution.source)
    if same_source:
        return False
    ours, theirs = one.attribution.content, other.attribution.content
    around = any(s <= one.start < e for s, e in theirs)
    inside = any(s <= a and b <= e for s, e in ours for a, b in theirs)
    return not around and (not inside or other.speaker is None)


def _rate(one: _Said, other: _Said, topic: frozenset[str], weights: dict[str, float]) -> float:
    """Points for a statement to be the one that is denied."""
    shared = topic & other.matter.stems
    mention = other.speaker is not None and other.speaker in one.named
    gap = one.paragraph - other.paragraph
    before = other.start < one.start
    near = -1 <= gap <= 1
    score = min(2.0, sum(weights.get(s, 1.0) for s in shared)) + mention
    if shared:
        score += 0.5 * min(2, len(one.matter.entities & other.matter.entities))
    if mention and not topic - _EMPTY_STEMS:
        score += 1.0  # "Holm's claim"
    elif near and not topic - _EMPTY_STEMS:
        # "denied that": nothing but nearness can say what
        score += (1.3 if gap == 0 else 1.1) if before else 0.6
    elif near and before and _PRONOUN.match(one.content):
        score += 0.7
    if not score:
        return 0.0
    if before:
        score += max(0.0, 0.5 - 0.1 * gap)
    else:
        score -= 0.3
    return score + (0.4 if _ACCUSING.search(other.cue) else 0.0)


def _contradictions(
    said: list[_Said], weights: dict[str, float]
) -> Iterator[tuple[_Said, _Said, str, float]]:
    """Pairs of statements by two speakers that cannot both be true; the later is the disputer."""
    for place, other in enumerate(said):
        for one in said[place + 1 :]:
            late, early = (one, other) if one.start > other.start else (other, one)
            if late.speaker is None or early.speaker is None or not _may_dispute(late, early):
                continue
            if any(
                a.start < b.end and b.start < a.end
                for a in late.attribution.content
                for b in early.attribution.content
            ):
                continue
            gap = late.paragraph - early.paragraph
            mention = early.speaker in late.named or late.speaker in early.named
            if gap > _NEAR and not mention:
                continue
            by_name = early.speaker in late.matter.entities
            needed = _NAMED if by_name else _UNNAMED
            why = contradiction(late.matter, early.matter, weights, needed)
            if why is not None:
                sure = why.confidence + (0.1 if mention else 0.0) - 0.03 * max(0, gap)
                if sure >= _LEAST:
                    yield late, early, why.reason, sure
