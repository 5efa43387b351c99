"""Statements of all documents to Claims: the same claim whole, cut, mistyped, retold.

Joined are occurrences of one speaker: verbatim (aligned word for word, so that a cut, an
ellipsis, a typing error or other marks do not matter) or retold (nearly all of the content words,
no negation, number or opposite between them).  An occurrence whose speaker is open joins only by
long and nearly identical words, and only if one speaker alone is known to have said them.  Two
different known speakers never share a claim.

Pairs are found through an index (:mod:`graphkit.resolve.pairs`), decided in an order that
depends on the content alone, and each join keeps its score and reason.  What people judged
(:mod:`graphkit.resolve.curated_claims`) goes before every rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graphkit.curation.judgements import Judgement
from graphkit.ids import content_hash
from graphkit.model import (
    Attribution,
    AttributionKind,
    Claim,
    Document,
    Extraction,
    Merge,
    Span,
    Statement,
)
from graphkit.resolve.clusters import Clusters
from graphkit.resolve.curated_claims import Item, constraints, on_claims
from graphkit.resolve.pairs import Runs, counted_pairs, shared_pairs
from graphkit.text.alignment import align
from graphkit.text.dates import in_time
from graphkit.text.opposites import opposed
from graphkit.text.stems import content_stems, negated_stems, normal_words, numbers

__all__ = ["content_text", "join_claims", "retold", "verbatim"]

Member = tuple[str, int]

#: Verbatim: the share of the shorter text that has to be found in the longer one.
_CUT: Final = 0.8
#: A quote this long or shorter may be quoted in small parts; of a longer one (a speech, a long
#: post) a part has to be the half, or two parts with nothing in common would become one claim.
_QUOTE_WORDS: Final = 60
_SMALL_PART: Final = 0.15
_LARGE_PART: Final = 0.5
#: Two cuts that overlap: words in common, and their share of the shorter one.
_OVERLAP_WORDS: Final = 10
_OVERLAP: Final = 0.55
#: Retold: content stems in common, and their share of the shorter and of the longer text.
_RETOLD_STEMS: Final = 3
_RETOLD_SHORT: Final = 0.62
_RETOLD_LONG: Final = 0.4
#: Two quotes that were both direct would be verbatim, if they were one: more has to agree.
_DIRECT_SHORT, _DIRECT_LONG = 0.15, 0.2
#: Scores of joins by how sure they are: the surer comes first; whether two join, bounds decide.
_NEARLY, _A_CUT, _TWO_CUTS = 0.98, 0.97, 0.95
#: Days between two reports of one statement, where one of them is retold.
_RETOLD_DAYS: Final = 21
#: An open speaker: words that have to agree, and how nearly.
_OPEN_WORDS: Final = 8
_OPEN: Final = 0.95
_SHINGLE: Final = 3
_OPEN_SHINGLE: Final = 5
#: Share of the shorter text's runs that a verbatim pair has in common at the least: one odd word
#: in the middle of ten spoils three of their eight runs.
_SHARED_RUNS: Final = 0.2
_MARKS: Final = " \t\r\n\u00a0\"“”„‟«»‘’'`,;:—–-"


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording by one speaker, with every place where it stands."""

    speaker: str
    stance: str
    words: tuple[str, ...]
    stems: frozenset[str]
    #: The occurrence that is shown, and what is said of it.
    shown: Place
    members: tuple[Member, ...]
    published: str
    #: Where each member's words stand in its document, from first to last.
    extents: tuple[Span, ...]

    @property
    def kind(self) -> AttributionKind:
        """Whether the shown occurrence is quoted."""
        return self.shown.kind

    @property
    def block(self) -> str:
        """What may be one claim: the same speaker's statements, apart from what he denies."""
        return f"{self.stance} {self.speaker}".strip()


def join_claims(
    extractions: tuple[Extraction, ...],
    entity_of: Mapping[tuple[str, str], str],
    post_of: Mapping[tuple[str, int], str],
    judgements: Sequence[Judgement] = (),
) -> tuple[tuple[Claim, ...], dict[tuple[str, int], str], tuple[Judgement, ...]]:
    """The claims, (document id, statement index) → claim id, and judgements that match none.

    Raises :class:`~graphkit.errors.JudgementError` where judgements contradict.
    """
    judged = on_claims(judgements)
    docs = {ref.doc for one in judged for ref in one.about if ref.doc}
    wordings = sorted(
        (
            part
            for wording in _wordings(extractions, entity_of, post_of)
            for part in _by_document(wording, docs)
        ),
        key=lambda w: (w.block, w.words, w.members),
    )
    joins = sorted(_same_speaker(wordings), key=lambda j: (-j[0], j[1:]))
    joins[:0] = _same_words(wordings) if docs else ()
    clusters = _clustered(wordings, joins, Clusters(len(wordings)))
    hashes = {found.document.id: _document_hash(found.document) for found in extractions}
    idle: tuple[Judgement, ...] = ()
    if judged:
        begun, idle = _judged(wordings, hashes, judged, clusters)
        clusters = _clustered(wordings, joins, begun)
    claims: list[Claim] = []
    claim_of: dict[Member, str] = {}
    taken: Counter[str] = Counter()
    for group in clusters.groups():
        claim = _claim(
            [wordings[i] for i in group],
            hashes,
            taken,
            _merges(clusters.unions(group[0]), wordings),
        )
        claims.append(claim)
        claim_of.update(dict.fromkeys(claim.members, claim.id))
    return tuple(sorted(claims, key=lambda claim: claim.id)), claim_of, idle


def _clustered(
    wordings: list[Wording], joins: list[tuple[float, int, int, str]], clusters: Clusters
) -> Clusters:
    """The clusters after all rules."""
    for score, left, right, reason in joins:
        clusters.join(left, right, score, reason)
    _join_open(wordings, clusters)
    return clusters


def _judged(
    wordings: list[Wording],
    hashes: Mapping[str, str],
    judged: list[Judgement],
    ruled: Clusters,
) -> tuple[Clusters, tuple[Judgement, ...]]:
    """Clusters that begin with what people joined and keep what they parted; idle judgements."""
    items = [
        Item(frozenset({f"claim:{_base(w, hashes)}"}), w.words, frozenset(d for d, _ in w.members))
        for w in wordings
    ]
    told = constraints(judged, items, ruled.members)
    clusters = Clusters(len(wordings), told.apart)
    for left, right, line in told.same:
        clusters.join(left, right, 1.0, f"judged the same, line {line}")
    return clusters, told.idle


def _by_document(wording: Wording, docs: set[str]) -> Iterator[Wording]:
    """A wording parted by documents that a judgement may take it away from."""
    places = list(zip(wording.members, wording.extents, strict=True))
    for doc in ("", *sorted(docs)):
        held = [p for p in places if (p[0][0] if p[0][0] in docs else "") == doc]
        if held:
            members, extents = zip(*held, strict=True)
            yield replace(wording, members=members, extents=extents)


def _same_words(wordings: list[Wording]) -> list[tuple[float, int, int, str]]:
    """Joins between the parts of one wording, which lie side by side."""
    return [
        (1.0, number - 1, number, "same words")
        for number in range(1, len(wordings))
        if wordings[number].speaker
        and (wordings[number - 1].block, wordings[number - 1].words)
        == (wordings[number].block, wordings[number].words)
    ]


def _wordings(
    extractions: Iterable[Extraction],
    entity_of: Mapping[tuple[str, str], str],
    post_of: Mapping[tuple[str, int], str],
) -> Iterator[Wording]:
    """Every wording; the same words of a known speaker are one, of open ones each its own."""
    gathered: dict[tuple[str, str, tuple[str, ...], Member | None], list[Place]] = {}
    for found in extractions:
        speakers = [_speaker(found, a, entity_of, post_of) for a in found.attributions]
        for index, statement in enumerate(found.statements):
            attribution = found.attributions[statement.attribution]
            words = normal_words(content_text(found.document, statement.spans))
            # what stands only in a denial is nobody's, least of all his who denies it
            speaker = "" if statement.told_as else speakers[statement.attribution]
            member = (found.document.id, index)
            turned = attribution.stance in _AGAINST and not statement.told_as
            against = str(attribution.stance) if turned else ""
            key = (speaker, against, words, None if speaker else member)
            place = Place(
                member,
                Span(statement.spans[0].start, statement.spans[-1].end),
                attribution.kind,
                statement,
                _published(found, attribution),
                _quotation(found, statement, speaker),
            )
            gathered.setdefault(key, []).append(place)
    for (speaker, against, words, _), places in gathered.items():
        places.sort(key=lambda place: place.member)
        yield Wording(
            speaker,
            against,
            words,
            frozenset(content_stems(words)),
            min(places, key=_shown),
            tuple(p.member for p in places),
            min((p.published for p in places if p.published), key=in_time, default=""),
            tuple(p.extent for p in places),
        )


#: Stances that keep a statement apart from what the same speaker asserts.
_AGAINST: Final = frozenset({"denies", "doubts", "refuses"})
_KINDS: Final[tuple[AttributionKind, ...]] = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a statement stands."""

    member: Member
    extent: Span
    kind: AttributionKind
    statement: Statement
    published: str
    #: What the statements of one quotation have in common; "" where there is one alone.
    quotation: str


def _quotation(found: Extraction, statement: Statement, speaker: str) -> str:
    """The id of the quotation that a statement is one of several of: by speaker and words."""
    if statement.parts < 2:
        return ""
    content = found.attributions[statement.attribution].content
    words = normal_words(content_text(found.document, content))
    return f"quotation:{content_hash(speaker, *words)}"


def _shown(place: Place) -> tuple[bool, int, int, str]:
    """Sort key: the place whose text is shown: needing no context, quoted, long but no speech."""
    text = place.statement.text
    size = len(text.split())
    long = -size if size <= _QUOTE_WORDS else size
    return place.statement.context_needed, _KINDS.index(place.kind), long, text


def content_text(document: Document, content: Iterable[Span]) -> str:
    """What was said, without the marks around it.

    The comma before a cue stood for a full stop where a new sentence follows the cue.
    """
    parts = (document.text[start:end].strip(_MARKS) for start, end in sorted(content))
    text = ""
    for part in filter(None, (" ".join(part.split()) for part in parts)):
        stop = "." if part[0].isupper() and text[-1:].isalnum() else ""
        text = f"{text}{stop} {part}" if text else part
    return text


def _speaker(
    found: Extraction,
    attribution: Attribution,
    entity_of: Mapping[tuple[str, str], str],
    post_of: Mapping[tuple[str, int], str],
) -> str:
    """The speaker's entity; of a post by nobody we know, its handle; "" where it is open.

    Somebody unnamed in a post is the same one wherever the post is embedded.
    """
    doc = found.document.id
    if attribution.speaker:
        return entity_of.get((doc, attribution.speaker), "")
    if attribution.post is None:
        return ""
    if attribution.posted:
        return found.posts[attribution.post].handle.casefold()
    return f"in {post_of.get((doc, attribution.post), '')}"


def _published(found: Extraction, attribution: Attribution) -> str:
    """When it was said in public: the post's date, else the article's."""
    if attribution.post is not None and found.posts[attribution.post].published:
        return found.posts[attribution.post].published or ""
    return found.document.published or ""


def verbatim(one: Wording, other: Wording) -> tuple[float, str] | None:
    """Score and reason if two wordings are the same words, whole or cut."""
    short, long = sorted((one.words, other.words), key=len)
    if short == long:
        return 1.0, "same words"
    found = align(short, long)
    if found.conflict:
        return None
    if found.short >= _CUT and _enough(short):
        needed = _SMALL_PART if len(long) <= _QUOTE_WORDS else _LARGE_PART
        if found.long >= _CUT:
            return round(found.short * _NEARLY, 4), "nearly the same words"
        if found.long >= needed:
            return round(_A_CUT * found.short, 4), "a cut of the same words"
    if found.matched >= _OVERLAP_WORDS and found.short >= _OVERLAP:
        return round(found.short * _TWO_CUTS, 4), "two cuts of the same words"
    return None


def _enough(words: tuple[str, ...]) -> bool:
    """Whether a cut says enough to be known again: "a mess" may be said of anything."""
    stems = content_stems(words)
    return len(words) >= 4 and len(stems) >= 2


def retold(one: Wording, other: Wording) -> tuple[float, str] | None:
    """Score and reason if one wording retells the other in other words."""
    shared = one.stems & other.stems
    small, large = sorted((len(one.stems), len(other.stems)))
    if len(shared) < _RETOLD_STEMS or not small:
        return None
    direct = one.kind == other.kind == "direct"
    short, long = len(shared) / small, len(shared) / large
    least = _RETOLD_SHORT + _DIRECT_SHORT * direct, _RETOLD_LONG + _DIRECT_LONG * direct
    if short < least[0] or long < least[1]:
        return None
    if _contradict(one, other) or _days_apart(one.published, other.published) > _RETOLD_DAYS:
        return None
    return round(0.4 + 0.3 * short + 0.2 * long, 4), "retold with the same content words"


def _contradict(one: Wording, other: Wording) -> bool:
    """Whether two wordings on one matter cannot be one claim."""
    ours, theirs = numbers(one.words), numbers(other.words)
    if ours and theirs and not (ours <= theirs or theirs <= ours):
        return True
    if _negates(one.words, other.words) or _negates(other.words, one.words):
        return True
    return opposed(one.stems - other.stems, other.stems - one.stems) is not None


def _negates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one wording negates what the other states: "did not open fire", "opened fire"."""
    ours, theirs = negated_stems(one), negated_stems(other)
    stated = frozenset(content_stems(other)) - theirs
    return bool(ours & stated) and not ours & theirs


def _days_apart(one: str, other: str) -> int:
    """Days between two ISO dates; 0 where one is not known to the day."""
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return 0


def _same_speaker(wordings: list[Wording]) -> Iterator[tuple[float, int, int, str]]:
    """Joins between wordings of one known speaker."""
    words, stems = Runs(_SHINGLE), Runs(1)
    for number, wording in enumerate(wordings):
        if wording.speaker:
            words.add(number, wording.block, wording.words)
            stems.add(number, wording.block, sorted(wording.stems))
    done = set()
    for left, right, shared in counted_pairs(words):
        one, other = wordings[left], wordings[right]
        short = min(len(one.words), len(other.words))
        if one.block != other.block or shared < _SHARED_RUNS * (short - _SHINGLE + 1):
            continue
        done.add((left, right))
        found = verbatim(one, other) or retold(one, other)
        if found:
            yield found[0], left, right, found[1]
    for left, right, shared in counted_pairs(stems, _RETOLD_STEMS):
        one, other = wordings[left], wordings[right]
        if shared < _RETOLD_SHORT * min(len(one.stems), len(other.stems)):
            continue
        if one.block == other.block and (left, right) not in done and (found := retold(one, other)):
            yield found[0], left, right, found[1]


def _nested(one: Wording, other: Wording) -> bool:
    """Whether one wording stands inside the other: somebody said that somebody said."""
    return any(
        left[0] == right[0] and a.start < b.end and b.start < a.end
        for left, a in zip(one.members, one.extents, strict=True)
        for right, b in zip(other.members, other.extents, strict=True)
    )


def _join_open(wordings: list[Wording], clusters: Clusters) -> None:
    """Join wordings without known speaker, to each other and to the one speaker they fit."""
    keys = Runs(_OPEN_SHINGLE)
    for number, wording in enumerate(wordings):
        if len(wording.words) >= _OPEN_WORDS:
            keys.add(number, wording.stance or "said", wording.words)
    fits: dict[int, list[tuple[float, int]]] = defaultdict(list)
    joins: list[tuple[float, int, int]] = []
    for left, right in shared_pairs(keys):
        one, other = wordings[left], wordings[right]
        if (one.speaker and other.speaker) or _nested(one, other):
            continue
        found = align(one.words, other.words)
        if found.short < _OPEN or found.conflict or found.matched < _OPEN_WORDS:
            continue
        if one.speaker or other.speaker:
            named, unnamed = (left, right) if one.speaker else (right, left)
            fits[unnamed].append((found.short, named))
        elif found.long >= _CUT:
            joins.append((found.short, left, right))
    for score, left, right in sorted(joins, key=lambda join: (-join[0], join[1:])):
        speakers = {wordings[k].speaker for i in (left, right) for _, k in fits.get(i, ())}
        if len(speakers) < 2:
            clusters.join(left, right, score, "long and nearly the same words, speakers not named")
    for unnamed in sorted(fits):
        cluster = clusters.members(unnamed)
        speakers = {wordings[k].speaker for i in cluster for _, k in fits.get(i, ())}
        if len(speakers) == 1 and not any(wordings[i].speaker for i in cluster):
            score, named = max(fits[unnamed], key=lambda pair: (pair[0], -pair[1]))
            reason = "long and nearly the same words, one speaker not named"
            clusters.join(named, unnamed, round(score * 0.9, 4), reason)


def _merges(
    unions: Iterable[tuple[int, int, float, str]], wordings: list[Wording]
) -> tuple[Merge, ...]:
    """Why the wordings of a cluster are one claim, one Merge a union."""

    def name(number: int) -> str:
        return member_name(wordings[number].members[0])

    return tuple(Merge(name(left), name(right), score, why) for left, right, score, why in unions)


def member_name(member: Member) -> str:
    """How a merge names an occurrence: document and number of the statement."""
    return f"{member[0]} statement:{member[1]}"


def _document_hash(document: Document) -> str:
    return document.text_hash or content_hash(document.text)


def _claim(
    group: list[Wording],
    hashes: Mapping[str, str],
    taken: Counter[str],
    merges: tuple[Merge, ...],
) -> Claim:
    """A claim of its wordings; its id is that of the first report's wording."""

    def order(wording: Wording) -> tuple[str, str]:
        return wording.published or "9999", content_hash(wording.block, *wording.words)

    first = min(group, key=order)
    base = _base(first, hashes)
    taken[base] += 1
    base = base if taken[base] == 1 else content_hash(base, str(taken[base]))
    shown = min((wording.shown for wording in group), key=_shown)
    return Claim(
        id=f"claim:{base}",
        text=shown.statement.text,
        kind=shown.kind,
        context_needed=shown.statement.context_needed,
        checkable=max(wording.shown.statement.checkable for wording in group),
        part_of=shown.quotation,
        told_as=min(wording.shown.statement.told_as for wording in group),
        members=tuple(sorted(member for wording in group for member in wording.members)),
        first_reported=min((w.published for w in group if w.published), key=in_time, default=None),
        merges=merges,
    )


def _base(wording: Wording, hashes: Mapping[str, str]) -> str:
    """What a wording brings to the id of a claim that it is the first report of."""
    base = content_hash(wording.block, *wording.words)
    if not wording.speaker:
        # the same few words of two unnamed speakers are two claims
        base = content_hash(base, min(hashes[doc] for doc, _ in wording.members))
    return base
