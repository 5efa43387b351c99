"""A document's statements as the model of disputes reads them: zones, topic, who is named."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graphkit.language.statements import Judged
from graphkit.model import Attribution, Extraction, Span
from graphkit.text.annotated import AnnotatedText
from graphkit.text.contradiction import Matter, contradiction, matter_of
from graphkit.text.stems import content_stems, normal_words

#: How many statements back something that is disputed is looked for.
REACH: Final = 80
#: Characters that are read: of a sentence or content, of one that is longer around the cue, of the
#: first sentence of a content, behind a statement, and of what follows it in its own sentence.
_LONG, _CLIP, _HEAD, _BEHIND, _REST = 700, 200, 220, 250, 300
#: Characters behind a cue in which its particles stand: "pushed back *on*".
_PARTICLES: Final = 14


@dataclass(frozen=True, slots=True)
class Said:
    """One statement.  Zones are strings; ``outside`` is its sentence without what is said."""

    index: int
    attribution: Attribution
    judged: Judged
    speaker: str | None
    span: Span
    paragraph: int
    source: str
    cue: str
    outside: str
    head: str
    content: str
    behind: str
    matter: Matter
    stems: frozenset[str]
    #: Entities named in the content, and in the rest of the sentence.
    inside: frozenset[str]
    around: frozenset[str]


def nested(one: Said, other: Said) -> bool:
    """Whether one statement stands in what the other says."""
    return any(s <= one.span.start and one.span.end <= e + 1 for s, e in other.attribution.content)


class Reading:
    """What all features of one document are made from."""

    def __init__(
        self, text: AnnotatedText, found: Extraction, judged: Sequence[Judged | None]
    ) -> None:
        """Read the attributions of a document, those that were ``judged``."""
        self.found = found
        self.text = text.text
        self._last: dict[int, int] = {}
        self._clashes: dict[tuple[int, int], float] = {}
        #: Where sentences begin, quoted ones too.
        self.breaks = [piece.start for piece in text.split(Span(0, len(self.text)))]
        self.paragraph_starts = [span.start for span in text.paragraphs]
        self.mentions = sorted((m.span, e.key) for e in found.entities for m in e.mentions)
        self._starts = [span.start for span, _ in self.mentions]
        self.names = frozenset(
            stem
            for entity in found.entities
            for m in entity.mentions
            for stem in content_stems(normal_words(m.surface))
        )
        self.said = [
            self._read(number, one, known)
            for number, (one, known) in enumerate(zip(found.attributions, judged, strict=True))
            if known is not None
        ]
        #: The statements by where they start; the place of each in ``said``, and in that order.
        self.order = sorted(self.said, key=lambda one: (one.span, one.index))
        self.place = {one.index: at for at, one in enumerate(self.said)}
        self.rank = {one.index: at for at, one in enumerate(self.order)}
        counts = Counter(s for one in self.said for s in one.matter.stems)
        total = max(4, len(self.said))
        self.weights = {
            s: min(1.0, max(0.15, math.log(total / n) / math.log(total / 2)))
            for s, n in counts.items()
        }

    def clash(self, one: Said, other: Said) -> float:
        """How surely two statements cannot both be true, by their words alone; 0 where they can."""
        key = (min(one.index, other.index), max(one.index, other.index))
        if key not in self._clashes:
            found = None
            if (
                len(one.matter.stems & other.matter.stems)
                + len(one.matter.entities & other.matter.entities)
                > 1
            ):
                found = contradiction(one.matter, other.matter, self.weights, 1.5)
            self._clashes[key] = found.confidence if found else 0.0
        return self._clashes[key]

    def before(self, one: Said, paragraphs: int) -> Iterator[Said]:
        """Statements that start before this one, the nearest first, so many paragraphs back."""
        for at in range(self.rank[one.index] - 1, -1, -1):
            other = self.order[at]
            if one.paragraph - other.paragraph > paragraphs:
                return
            if other.span.start < one.span.start:
                yield other

    def near(self, one: Said) -> list[Said]:
        """The statements that may be meant: :data:`REACH` before this one, fewer behind."""
        at = self.rank[one.index]
        around = self.order[max(0, at - REACH) : at + REACH // 4]
        return [other for other in around if other.index != one.index]

    def last_other(self, one: Said) -> int:
        """The index of the last statement of somebody else before this one; -1 if there is none."""
        if one.index not in self._last:
            self._last[one.index] = next(
                (
                    other.index
                    for other in self.before(one, REACH)
                    if (other.speaker is None or other.speaker != one.speaker)
                    and not nested(one, other)
                ),
                -1,
            )
        return self._last[one.index]

    def between(self, one: Said, other: Said) -> int:
        """How many statements start between two."""
        return max(0, abs(self.rank[one.index] - self.rank[other.index]) - 1)

    def sentence(self, place: int) -> Span:
        """The sentence that a place stands in."""
        at = bisect_right(self.breaks, place)
        start = self.breaks[at - 1] if at else 0
        end = self.breaks[at] if at < len(self.breaks) else len(self.text)
        return Span(start, end)

    def named(self, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
        """Keys of the entities that are named inside spans."""
        found = set()
        for start, end in spans:
            for mention, key in self.mentions[bisect_left(self._starts, start) :]:
                if mention.start >= end:
                    break
                if mention.end <= end:
                    found.add(key)
        return frozenset(found)

    def _read(self, index: int, one: Attribution, judged: Judged) -> Said:
        text = self.text
        spans = sorted((*one.source, *one.cue, *one.content))
        anchor = one.cue or one.source or one.content
        low = min(s for s, _ in anchor)
        high = max(e for _, e in anchor)
        frame = Span(self.sentence(low).start, self.sentence(max(low, high - 1)).end)
        if frame.end - frame.start > _LONG:
            frame = Span(max(frame.start, low - _CLIP), min(frame.end, high + _CLIP))
        holes = sorted(one.content)
        outside, at = [], frame.start
        for s, e in holes:
            if s < frame.end and e > frame.start:
                outside.append(text[at : max(at, s)])
                at = max(at, e)
        outside.append(text[at : max(at, frame.end)])
        cue_end = max((e for _, e in one.cue), default=0)
        part = ""
        if one.cue and not any(s <= cue_end + 1 < e for s, e in (*one.source, *one.content)):
            nexts = [s for s, _ in spans if s >= cue_end]
            part = text[cue_end : min([cue_end + _PARTICLES, frame.end, *nexts])]
        cue = " ".join(text[s:e] for s, e in one.cue) + part
        content = " ".join(text[s:e] for s, e in holes)
        first = holes[0]
        head_end = min(first.end, max(self.sentence(first.start + 2).end, first.start + 20))
        head = text[first.start : min(head_end, first.start + _HEAD)]
        end = max(e for _, e in spans)
        end = max(end, frame.end) if frame.end - end < _REST else end
        following = self.sentence(min(end + 1, len(text) - 1))
        behind = text[end : following.end][:_BEHIND]
        inside = self.named(holes)
        around = self.named([frame]) - self.named(list(one.source))
        place = min(s for s, _ in spans)
        paragraph = bisect_right(self.paragraph_starts, place) - 1
        return Said(
            index=index,
            attribution=one,
            judged=judged,
            speaker=one.speaker,
            span=Span(place, max(e for _, e in spans)),
            paragraph=paragraph,
            source=" ".join(text[s:e] for s, e in one.source),
            cue=cue,
            outside=" ".join(outside),
            head=head,
            content=content[:_LONG],
            behind=behind,
            stems=frozenset(content_stems(normal_words(content))),
            matter=matter_of(content, inside, self.names),
            inside=inside - {one.speaker or ""},
            around=around - {one.speaker or ""},
        )
