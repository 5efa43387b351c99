"""What the words of a source name or stand for, read from tags alone: no parse is needed.

The head decides.  "Acme spokesman Jo Marsh" is Jo Marsh, "a spokesman for Acme" is nobody known,
"Marsh’s lawsuit" is Marsh, "a Daily Globe report" is the Daily Globe, "Acme officials" is a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from spacy.tokens import Token

from graphkit.model import LocalEntity
from graphkit.text.lexicon import role_nouns, titles

Kind = Literal["named", "pronoun", "role", "body", "document", "group", "unnamed", "empty"]

PRONOUNS: Final = frozenset(
    {"he", "him", "his", "himself", "she", "her", "hers", "herself", "who", "whom", "whose"}
    | {"it", "its", "itself", "which", "that", "they", "them", "their", "theirs", "themselves"}
    | {"i", "me", "my", "we", "us", "our", "you", "your", "myself", "ourselves"}
)
_LEAD: Final = frozenset(
    {"by", "to", "from", "according", "per", "in", "of", "with", "as", "for", "via"}
)
_STOP_TEXT: Final = frozenset(
    {
        ",",
        ";",
        ":",
        "(",
        ")",
        "—",
        "–",
        "--",
        "-",
        "...",
        "…",
        '"',
        "“",
        "”",
        "and",
        "or",
        "&",
        "as",
    }
)
_STOP_TAG: Final = frozenset(
    {"IN", "WP", "WDT", "WP$", "VBD", "VBZ", "VBP", "MD", "TO", "WRB", "CC", ":"}
)
_DEFINITE: Final = frozenset({"the", "this", "that"})
_ACCOUNTS: Final = frozenset({"account", "accounts", "feed", "handle", "timeline", "profile"})
_ISSUED: Final = frozenset(
    {"release", "statement", "report", "memo", "letter", "announcement", "poll", "survey"}
    | {"study", "analysis", "post", "tweet", "video", "ad", "advisory", "bulletin", "filing"}
    | {"brief", "complaint", "lawsuit", "suit", "count", "newsletter", "documents", "ruling"}
    | {"decision", "opinion", "order", "website", "site", "page", "blog"}
    | {"average", "averages", "results", "findings", "data", "figures", "estimates"}
)
_SPEAKS_FOR: Final = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "lawyer", "attorney"}
    | {"supporter", "supporters", "aides", "advisers", "lawyers", "attorneys", "counsel", "friend"}
)
_BY: Final = frozenset({"by", "from"})
_ABOUT: Final = frozenset({"about", "on", "against", "for"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A token, or all tokens of one mention."""

    words: str
    token: Token
    entity: LocalEntity | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source is; an owner, by name, pronoun or noun, possesses its head noun."""

    kind: Kind
    entity: LocalEntity | None = None
    word: str = ""
    definite: bool = False
    owner: LocalEntity | None = None
    owner_pronoun: str = ""
    owner_noun: str = ""
    modifiers: tuple[str, ...] = ()
    #: Whether words behind the noun say whose or where: "the governor of Orr".
    narrowed: bool = False


def _noun_kind(word: str) -> str:
    low = word.casefold()
    kind = role_nouns().get(low, ("", ""))[0]
    if not kind and "-" in low:
        kind = role_nouns().get(low.rsplit("-", 1)[1], ("", ""))[0]
    return kind


def _ends_phrase(piece: Piece, held: Sequence[Piece]) -> bool:
    if piece.entity is not None:
        return False
    if piece.words.casefold() in _STOP_TEXT or piece.token.tag_ in _STOP_TAG:
        return True
    # "a staffer named …", "the lawsuit filed by …": a participle behind a noun
    return piece.token.tag_ in ("VBN", "VBG") and any(_nounlike(h) for h in held)


def _nounlike(piece: Piece) -> bool:
    return piece.entity is not None or piece.token.pos_ in ("NOUN", "PROPN")


def _possesses(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the piece at this place is the mark of a possessive."""
    piece = pieces[at]
    return piece.token.tag_ == "POS" or (at > 0 and piece.words in ("’", "'", "’s", "'s"))


def read_source(pieces: Sequence[Piece], depth: int = 0) -> Reading:
    """What these words stand for."""
    at = 0
    while (
        at < len(pieces)
        and pieces[at].entity is None
        and (pieces[at].words.casefold() in _LEAD or pieces[at].words in ('"', "“", ",", "("))
    ):
        at += 1
    pieces = _joined(pieces[at:])
    if not pieces:
        return Reading("empty")
    if len(pieces) > 1 and pieces[1].entity is not None and _leads_to_name(pieces):
        # "said Romney", "whom Beck": the cue or the relative word was marked with the name
        return Reading("named", pieces[1].entity)
    if (
        pieces[0].entity is None
        and pieces[0].words.casefold() in PRONOUNS
        and (len(pieces) == 1 or (not _nounlike(pieces[1]) and pieces[1].token.pos_ != "ADJ"))
    ):
        return Reading("pronoun", word=pieces[0].words.casefold())
    owner: LocalEntity | None = None
    owner_pronoun = owner_noun = ""
    definite = owner_definite = False
    held: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if _possesses(pieces, i):
            inner = _head(held)
            owner = inner.entity if inner else None
            owner_pronoun = ""
            owner_noun = "" if owner or not inner else inner.words.casefold()
            owner_definite = definite
            definite, held = True, []
        elif _ends_phrase(piece, held):
            break
        elif piece.entity is None and piece.token.tag_ == "PRP$":
            owner_pronoun, owner_noun, definite = piece.words.casefold(), "", True
        elif piece.entity is None and piece.token.pos_ == "DET":
            definite = definite or piece.words.casefold() in _DEFINITE
        else:
            held.append(piece)
        i += 1
    head = _head(held)
    rest = pieces[i:]
    if head is None:
        if owner is not None:
            return Reading("named", owner)
        if owner_pronoun:
            return Reading("pronoun", word=owner_pronoun)
        return _noun(owner_noun, owner_definite) if owner_noun else Reading("unnamed")
    if head.entity is not None:
        return Reading("named", head.entity)
    if head.words[:1].isupper() and not any(p.token.pos_ == "DET" for p in pieces[:i]):
        named = _titled(head, rest)
        if named is not None:
            return Reading("named", named)
    if head.words.casefold() in _ACCOUNTS:
        # "Trump’s account", "her Twitter feed": whoever owns it speaks
        if owner is not None:
            return Reading("named", owner)
        if owner_pronoun:
            return Reading("pronoun", word=owner_pronoun)
    read = Reading(
        "unnamed",
        word=head.words.casefold(),
        definite=definite,
        owner=owner,
        owner_pronoun=owner_pronoun,
        owner_noun=owner_noun,
        modifiers=tuple(h.words for h in held if h is not head),
    )
    return _by_noun(head, held, rest, read, depth)


def _leads_to_name(pieces: Sequence[Piece]) -> bool:
    """Whether words are a finite verb or relative word, then a name, then nothing of weight."""
    first, named = pieces[0], pieces[1].entity
    if first.entity is not None or named is None or first.words[:1].isupper():
        return False
    if first.token.tag_ in ("WP", "WDT"):
        return len(pieces) == 2
    return first.token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not _possesses(
        pieces, min(2, len(pieces) - 1)
    )


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with hyphenated words as one: "front-runner"."""
    out: list[Piece] = []
    for number, piece in enumerate(pieces):
        glued = number > 1 and pieces[number - 1].token.tag_ == "HYPH"
        if (
            glued
            and len(out) > 1
            and out[-1].words == "-"
            and not out[-2].entity
            and not piece.entity
        ):
            before = out[-2]
            del out[-2:]
            out.append(Piece(f"{before.words}-{piece.words}", piece.token))
        else:
            out.append(piece)
    return out


def _titled(head: Piece, rest: Sequence[Piece]) -> LocalEntity | None:
    """The person behind a title that goes on: "Assistant Secretary of Commerce Jo Marsh"."""
    if head.words.casefold() in _SPEAKS_FOR or not rest or rest[0].words not in ("of", "for"):
        return None
    for piece in rest[1:]:
        if piece.entity is not None and piece.entity.type == "Person":
            return piece.entity
        capital = piece.words[:1].isupper() and piece.words.casefold() not in titles()
        if piece.entity is None and not capital and piece.words not in ("and", "the", "&", "of"):
            return None
    return None


def _noun(word: str, definite: bool) -> Reading:
    kind = _noun_kind(word)
    return Reading(
        "role" if kind in ("person", "office") and definite else "unnamed",
        word=word,
        definite=definite,
    )


def _head(held: Sequence[Piece]) -> Piece | None:
    """The last name or noun of a phrase."""
    for piece in reversed(held):
        if _nounlike(piece) or piece.token.tag_ in ("CD", "DT", "NN", "NNS"):
            return piece
    return held[-1] if held else None


def _apposed(rest: Sequence[Piece], plural: bool, depth: int) -> LocalEntity | None:
    """The person named behind a role noun: "…, Jo Marsh,", "named Jo Marsh"."""
    if depth > 2:
        return None
    for i, piece in enumerate(rest):
        low = piece.words.casefold()
        if piece.entity is None and low in ("named", "called", "including", "like", "such"):
            if low not in ("named", "called"):
                return None
        elif piece.entity is not None or piece.words not in (",", "—", "–", "--", "-", ":"):
            if piece.token.tag_ in ("WP", "WDT", "WRB") and piece.entity is None:
                return None
            continue
        elif plural and piece.words == ",":
            continue
        inner = _phrase(rest[i + 1 :])
        head = _head(inner)
        if head is not None and head.entity is not None and head.entity.type == "Person":
            return head.entity
        if low in ("named", "called"):
            return None
    return None


def _coordinate(rest: Sequence[Piece], plural: bool) -> LocalEntity | None:
    """The person behind two roles: "Former prosecutor and mayor Jo Marsh"."""
    if plural or not rest or rest[0].words != "and":
        return None
    inner = _phrase(rest[1:])
    head = _head(inner)
    if head is None or len(inner) < 2 or rest[1].token.pos_ == "DET":
        return None
    return head.entity if head.entity is not None and head.entity.type == "Person" else None


def _phrase(pieces: Sequence[Piece]) -> list[Piece]:
    """The first noun phrase of some pieces, possessors left out."""
    held: list[Piece] = []
    for i, piece in enumerate(pieces):
        if _possesses(pieces, i):
            held = []
        elif _ends_phrase(piece, held):
            break
        elif piece.entity is not None or piece.token.pos_ not in ("DET", "PRON"):
            held.append(piece)
    return held


def _by_noun(
    head: Piece, held: Sequence[Piece], rest: Sequence[Piece], read: Reading, depth: int
) -> Reading:
    """What a source stands for whose head is a common noun."""
    kind = _noun_kind(read.word)
    plural = head.token.tag_ in ("NNS", "NNPS") and read.word not in ("police",)
    if kind == "document" or (not kind and _noun_kind(read.word.rstrip("s")) == "document"):
        return _document(held, rest, read, depth)
    named = _apposed(rest, plural, depth) or _coordinate(rest, plural)
    if named is not None:
        return Reading("named", named)
    if plural or head.token.tag_ in ("CD", "DT"):
        return Reading("group", word=read.word)
    if kind in ("person", "office"):
        narrowed = bool(rest) and rest[0].token.tag_ in ("IN", "TO")
        made = replace(read, kind="role", narrowed=narrowed)
        return made if read.definite else Reading("unnamed", word=read.word)
    if kind in ("Agency", "Organization", "Outlet"):
        return replace(read, kind="body")
    return Reading("unnamed", word=read.word, definite=read.definite)


def _document(held: Sequence[Piece], rest: Sequence[Piece], read: Reading, depth: int) -> Reading:
    """Whoever issued a document: its possessor, its outlet, or who it is "by" or "from"."""
    if read.owner is not None:
        return Reading("named", read.owner, read.word)
    if read.owner_pronoun:
        return Reading("pronoun", word=read.owner_pronoun)
    inside = [h.entity for h in held if h.entity is not None]
    if inside and inside[-1] is not None:
        issuer = inside[-1]
        if issuer.type == "Outlet" or (read.word in _ISSUED and issuer.type != "Person"):
            return Reading("named", issuer, read.word)
        return Reading("unnamed", word=read.word)
    about = False
    for i, piece in enumerate(rest[:14]):
        low = piece.words.casefold()
        if piece.entity is None and low in (",", "who", "which", "that"):
            break
        if piece.entity is None and low in _BY and depth < 2:
            inner = read_source(rest[i + 1 :], depth + 1)
            named = inner.entity if inner.kind == "named" else None
            return Reading("named" if named else "document", named, read.word)
        if piece.entity is not None and piece.entity.type == "Outlet" and not about:
            return Reading("named", piece.entity, read.word)
        # what a document is about, or for whom: "a report on Acme by Borough Watch"
        about = about or low in _ABOUT or piece.entity is not None
    return replace(read, kind="document")
