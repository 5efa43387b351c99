"""The records that travel from stage to stage.

Everything left of ``resolve`` makes one :class:`Extraction` a document and knows no other
document; everything from ``resolve`` on reads these records and never a parser's objects.
All records are frozen: a later stage links records, it never rewrites one.

Offsets are Unicode code points into :attr:`Document.text`, end exclusive, so that
``document.text[start:end]`` is the quote itself.  Dates are ISO 8601 strings
(``2025-10-06`` or ``2025-10-06T13:42:00+00:00``), cut to what the input states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias, get_args

EntityType = Literal["Person", "Agency", "Organization", "Outlet"]
AttributionKind = Literal["direct", "indirect", "mixed"]
#: How something is disputed; a narrator is the article's own voice.
Why = Literal["denial", "label", "contradiction", "narrator"]

#: A second opinion on disputes: pairs of claims' texts in, for each the probability (0 to 1) that
#: they cannot both be true out, or None where it has no opinion.  The same pairs must get the same
#: answers.
Judge: TypeAlias = Callable[[Sequence[tuple[str, str]]], Sequence[float | None]]


class Span(NamedTuple):
    """A stretch of a document's text: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read.  ``id`` is the file's name, or ``file#key`` for a record inside it."""

    id: str
    source: str
    text: str
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str = ""
    language: str = "en"
    text_hash: str = ""
    #: The posts that it is told to consist of; other ones are looked for in its text.
    posts: tuple[Post, ...] = ()
    #: When the article was last changed, as it says itself.
    updated: str | None = None
    #: The part of the paper it stands in ("Politics", "Opinion").
    section: str = ""
    #: When the page was fetched, and of when an archive has it (UTC).
    fetched: str | None = None
    archived: str | None = None
    #: Stretches that are printed with the article and are not its text: captions, links to others.
    asides: tuple[Span, ...] = ()

    @property
    def where(self) -> str:
        """How people are told of it: by the path they gave, and its own name where that differs."""
        return self.source if self.source.endswith(self.id) else f"{self.source}: {self.id}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a statement rests on; ``quote == text[start:end]`` of document ``doc``."""

    doc: str
    start: int
    end: int
    quote: str
    extractor: str
    confidence: float
    #: The words that report it ("denied"), of SAID.
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text; ``surface`` is the name cleaned of titles and marks."""

    span: Span
    surface: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, and to whom: "President" of "National FOP"; ``of`` is a local key."""

    role: str
    of: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """One person or body as one document names it: all its mentions, under a key unique there."""

    key: str
    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    handles: tuple[str, ...] = ()
    #: Whether it is a country or state, which counts only where it speaks.
    if_speaking: bool = False

    @property
    def confidence(self) -> float:
        """Of its mentions (0 to 1): a place that speaks is named as a place elsewhere, mostly."""
        return 0.3 if self.if_speaking else 1.0


@dataclass(frozen=True, slots=True)
class Post:
    """A social-media post quoted in a document; ``spans`` cover its words without the by-line."""

    author: str
    handle: str
    platform: str
    published: str | None
    spans: tuple[Span, ...]
    text: str
    url: str
    evidence: Evidence
    #: Whether the words are cut off in this document.
    cut: bool = False
    #: Whether the post itself stands in the document; else a sentence quotes it.
    embedded: bool = True


#: Why a statement has no speaker that is itself too unsure to be anybody's.
UNSURE: Final = "unsure"

#: How a source stands to what is reported of it.  asserts: takes it as true or tells it; denies:
#: it is not so; doubts: it may not be so; refuses: will not do or allow it; supports: is for it;
#: demands: wants others to do it; promises: will do it; asks: wants to know; considers: weighs,
#: hopes or fears it and does not commit itself.
Stance = Literal[
    "asserts",
    "denies",
    "doubts",
    "refuses",
    "supports",
    "demands",
    "promises",
    "asks",
    "considers",
]
STANCES: Final[tuple[Stance, ...]] = get_args(Stance)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody said something: source, cue and content, each a list of spans, any may be empty.

    ``speaker`` is the key of the :class:`LocalEntity` that the source names or stands for, or
    None, and then ``why_open`` says why ("no source", "unnamed role", "group", "ambiguous" …;
    :data:`UNSURE` where the whole statement is, and then no claim is made of it).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    confidence: float
    extractor: str
    speaker: str | None = None
    why_open: str = ""
    #: The post (index into the Extraction) this attribution stands in or comes from.
    post: int | None = None
    #: Whether the post's author states it by posting; else somebody is quoted in the post.
    posted: bool = False
    stance: Stance = "asserts"
    #: Why no claim is made of it ("question", "fragment" …); "" where one or more are.
    no_claim: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a source claims: what an attribution reports, or one sentence of it.

    ``attribution`` is its index in the Extraction.  ``spans`` are the words in the article;
    ``text`` is made to be read alone, with what was looked up in square brackets.
    """

    attribution: int
    spans: tuple[Span, ...]
    text: str
    #: Whether the text points to something that it does not tell.
    context_needed: bool
    #: The chance that it is something a fact-checker could find true or false.
    checkable: float
    #: "denied" where it is told only in a denial, so that nobody is its source.
    told_as: str = ""
    #: Its place among the statements of one quotation, and how many there are.
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """The document itself."""


@dataclass(frozen=True, slots=True)
class EntityRef:
    """The person or body with this :attr:`LocalEntity.key`."""

    key: str


@dataclass(frozen=True, slots=True)
class PostRef:
    """The post with this index in the Extraction."""

    index: int


@dataclass(frozen=True, slots=True)
class Citation:
    """``citer`` relies on ``cited`` as a source."""

    citer: ArticleRef | EntityRef
    cited: EntityRef | PostRef
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Denial:
    """Somebody, or the article itself, denies or contradicts an assertion.

    ``by`` and ``against`` are indexes of attributions in the Extraction.
    """

    #: The attribution that disputes; None where the article itself calls ``against`` untrue.
    by: int | None
    #: The attribution whose content is disputed; None where no other one has it.
    against: int | None
    #: Where the assertion stands in the words of ``by`` itself: "denied *that he paid her*".
    clause: Span | None
    why: Why
    #: The words that say so; "" where only the contents contradict each other.
    cue: str
    #: Its confidence is the chance that the disputer and what is disputed are both right.
    evidence: Evidence
    #: What spoke most for it, the strongest first, as names of features.
    features: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether no word says so: two statements that cannot both be true."""
        return self.why == "contradiction"


#: What a mark says of an outlet: the page is its own; it had the text first; the text is that
#: agency's; the page relies on it; its name stands on a line by itself.
PageMarkSays = Literal["own", "origin", "wire", "credit", "line"]


@dataclass(frozen=True, slots=True)
class PageMark:
    """Words by which a page shows whose it is, or from whom it has its text.

    ``kind`` is the class of the words in ``data/outlet_marks.tsv``.
    """

    outlet: str
    says: PageMarkSays
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document."""

    document: Document
    entities: tuple[LocalEntity, ...] = ()
    posts: tuple[Post, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    denials: tuple[Denial, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    marks: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedDispute:
    """What another reader takes for a dispute; ``by`` is an index into its attributions."""

    by: int | None
    #: What is disputed, and the words that say so (None where only the contents contradict).
    assertion: Span
    words: Span | None
    why: Why


@dataclass(frozen=True, slots=True)
class Proposals:
    """What another reader sees in one document: all of it tied to words that stand there."""

    attributions: tuple[Attribution, ...] = ()
    #: For each attribution what it claims, as texts to be read alone.
    wordings: tuple[tuple[str, ...], ...] = ()
    disputes: tuple[ProposedDispute, ...] = ()
    citations: tuple[Citation, ...] = ()


class SecondReader(Protocol):
    """Another reader of documents.  Its answers carry proof, or they are not among them.

    It may be asked about several documents at once, from several threads.
    """

    @property
    def name(self) -> str:
        """How ``extractor`` names it."""

    def propose(self, found: Extraction) -> Proposals:
        """What it sees in a document whose names and attributions are known."""

    def speakers(self, found: Extraction, doubtful: Sequence[int]) -> Mapping[int, str]:
        """Index of an attribution → key of the entity that speaks, for those it can prove."""

    def disputes(
        self, found: Extraction, doubtful: Sequence[Denial]
    ) -> Mapping[int, tuple[bool, str]]:
        """Place in ``doubtful`` → whether it is a dispute, and the words that show it."""

    def wordings(
        self, found: Extraction, doubtful: Mapping[int, Sequence[str]]
    ) -> Mapping[int, str]:
        """Index of a statement → its text with names for pronouns, for those it can prove.

        ``doubtful`` has, for each, what it proposed before.
        """

    def refused(self, reason: str) -> None:
        """Something that it said is not taken after all, and why."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two things are one: kept for every merge, so that each can be explained and undone."""

    left: str
    right: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or body across all documents.  ``members`` are (document id, local key)."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    handles: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    merges: tuple[Merge, ...] = ()
    #: Ids of those whom a name alone may mean, the likeliest first, where that is left open.
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SocialPost:
    """One post across all documents that embed it.  ``members`` are (document id, post index)."""

    id: str
    text: str
    author: str
    handle: str
    platform: str
    published: str | None
    url: str
    members: tuple[tuple[str, int], ...]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim across all documents.  ``members`` are (document id, statement index)."""

    id: str
    text: str
    kind: AttributionKind
    members: tuple[tuple[str, int], ...]
    context_needed: bool = False
    checkable: float = 0.0
    #: What the statements of one quotation have in common; "" where there is one alone.
    part_of: str = ""
    #: "denied" where nobody asserts it in any document.
    told_as: str = ""
    first_reported: str | None = None
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge to be: ``type`` is one of :data:`graphkit.schema.EDGE_TYPES`, ends are node ids."""

    type: str
    source: str
    target: str
    evidence: tuple[Evidence, ...]
    confidence: float
    #: Properties beside the fixed ones, such as ``role`` of AFFILIATED_WITH.
    properties: Mapping[str, str | float | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who and which claim is which, over all documents of a run."""

    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    #: (document id, local key) → entity id
    entity_of: Mapping[tuple[str, str], str]
    posts: tuple[SocialPost, ...]
    #: (document id, post index) → post id
    post_of: Mapping[tuple[str, int], str]
    claims: tuple[Claim, ...]
    #: (document id, statement index) → claim id
    claim_of: Mapping[tuple[str, int], str]
    relations: tuple[Relation, ...]
    #: document id → the outlet that published it (entity id), where that is known
    outlet_of: Mapping[str, str] = field(default_factory=dict)
    #: document id → the words that its outlet is known by, where the text has them
    outlet_marks: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    #: document id → (entity id, words) of each other outlet that the page says it has its text from
    origins_of: Mapping[str, tuple[tuple[str, Evidence], ...]] = field(default_factory=dict)
    #: document id → (name in the by-line, entity id) of each author
    authors_of: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
