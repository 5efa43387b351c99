"""Features of statements, and of pairs of them, for the model of disputes.

What the words of a statement say is told by the network (:mod:`graphkit.language.statements`);
here is what it does not see: who is accused elsewhere, what contradicts what, whose words are
pointed at, and which statement stands where.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graphkit.extractors.denials.reading import Reading, Said, nested
from graphkit.extractors.denials.words import classes_in, of_class, plain
from graphkit.language.linear import Row, log_odds
from graphkit.text.opposites import opposed
from graphkit.text.stems import NEGATIONS, content_stems, normal_words

__all__ = ["Disputing", "narrated", "pair", "points_back", "who"]

_POINTS: Final = re.compile(
    r"\W*(?:that|this|it|those|these|there|they|he|she|such|no|neither)\b(?:'s)?"
)
_ONLY_POINTS: Final = re.compile(
    r"\W*(?:that|this|those|these|it|such|which|both|all of (?:it|this|that))\W*$"
)
_POINTED: Final = re.compile(
    r"\b(?:the|that|this|those|these|such|any|all|his|her|their|its|\w+'s|both)\s+(?:\w+\s+){0,2}?"
    rf"(?=({of_class('noun')}))"
)
_CLAUSE: Final = re.compile(
    r"\W*(?:that|it|this|those|having|being|ever|any|\w+ing|wrongdoing)\b|\W*$"
)
_FUTURE: Final = re.compile(r"\b(?:will|would|should|must|going to|'ll|could|may|might)\b")
_NAME_WORD: Final = re.compile(r"[a-z]{3,}")
_COMMON: Final = frozenset(
    "the and for his her their who that this one some they from with former president".split()
)
#: Nouns that point to a statement by how it was made, and the beginnings of such cues.
_KIN: Final = {
    "report": ("report", "story", "article", "publish", "wrote", "write"),
    "accuse": ("accus", "alleg", "charge", "claim", "suit", "suing", "sue", "complain"),
    "say": ("say", "said", "assert", "statement", "comment", "remark", "claim", "argu", "contend"),
}
#: Classes of a statement's words that are read beside the network, by the part they stand in.
_IN_CUE: Final = ("deny", "reject", "answer", "accuse", "support", "attack")
_IN_CONTENT: Final = ("label", "weak", "untrue", "contrary", "noun")
#: Paragraphs in which an accusation is near, and in which two statements may contradict.
_NEAR: Final = 3
_WITHIN: Final = 6
#: The nearest statements that are compared with one.
_MOST: Final = 40


def _told(row: dict[str, float | bool]) -> Row:
    return {name: float(value) for name, value in row.items() if value}


def who(one: Said, reading: Reading) -> Row:
    """What tells whether a statement disputes something."""
    cue, content = classes_in(one.cue), classes_in(one.head)
    head = plain(one.head)
    others = [other for other in reading.before(one, _WITHIN) if other.speaker != one.speaker]
    accusing = [
        other
        for other in others
        if one.speaker in other.inside and one.paragraph - other.paragraph <= _NEAR
    ]
    clashes = [reading.clash(one, other) for other in others[:_MOST]]
    points = bool(_POINTS.match(head))
    # "rejected the offer" is no dispute, "rejected the claim" and "denied that" are
    claimed = "noun" in content | cue or bool(_CLAUSE.match(head))
    return _told(
        {
            "network": log_odds(one.judged.disputes),
            **{f"cue: {kind}": kind in cue for kind in _IN_CUE},
            **{f"content: {kind}": kind in content for kind in _IN_CONTENT},
            "points and labels": points and bool(content & {"label", "untrue"}),
            "rejects a thing": bool(cue & {"deny", "reject"}) and not claimed,
            "agrees": "support" in cue and not cue & {"deny", "reject"},
            "points only": bool(_ONLY_POINTS.match(plain(one.content))),
            "negates": any(w in NEGATIONS for w in normal_words(one.head)),
            "speaker known": one.speaker is not None,
            "direct": one.attribution.kind == "direct",
            "question": "?" in one.content,
            "future": bool(_FUTURE.search(head)),
            "was accused": bool(accusing),
            "was accused by a cue": any(
                classes_in(other.cue) & {"accuse", "attack"} for other in accusing
            ),
            "contradicts": max(clashes, default=0.0),
        }
    )


def narrated(one: Said, reading: Reading) -> Row:
    """What tells whether the article itself calls a statement untrue."""
    cue, around, behind = map(classes_in, (one.cue, one.outside, one.behind))
    turned = bool(cue & {"deny", "reject", "attack", "support"})
    quoted_behind = bool(re.search(r"[\"“]", one.behind[:60]))
    stems = frozenset(content_stems(normal_words(one.behind)))
    shared = sum(reading.weights.get(s, 0.5) for s in stems & one.matter.stems)
    return _told(
        {
            "network": log_odds(one.judged.untrue),
            "verdict in the cue": "narrator" in cue and not turned,
            "verdict around": "narrator" in around and not turned,
            "verdict behind": "narrator" in behind and not quoted_behind,
            "turned round behind": "contrary" in behind and not quoted_behind,
            "same matter behind": min(1.0, shared / 3) * (not quoted_behind),
            "own denial": turned,
            "direct": one.attribution.kind == "direct",
        }
    )


def points_back(one: Said) -> bool:
    """Whether a statement begins by pointing at something said: "That is …"."""
    return bool(_POINTS.match(plain(one.head)))


@dataclass(frozen=True, slots=True)
class Disputing:
    """What belongs to a statement whatever it may dispute, so that it is found once."""

    said: Said
    #: Stems of its sentence and its first words, without names.
    frame: frozenset[str]
    #: Entities that it names, and words as names have them.
    named: frozenset[str]
    name_words: frozenset[str]
    #: The noun by which it points to something said ("the *claim*"), or "".
    pointed: str
    points: bool
    empty: bool

    @classmethod
    def of(cls, one: Said, reading: Reading) -> Disputing:
        """Read the statement."""
        head = plain(one.head)
        pointed = _POINTED.search(head)
        return cls(
            said=one,
            frame=_stems(f"{one.outside} {one.head}") - reading.names,
            named=one.inside | one.around,
            name_words=frozenset(_NAME_WORD.findall(f"{head} {plain(one.outside)}")),
            pointed=pointed[1] if pointed else "",
            points=bool(pointed or _POINTS.match(head) or _ONLY_POINTS.match(plain(one.content))),
            empty=len(one.matter.stems) < 3,
        )


def pair(disputing: Disputing, other: Said, reading: Reading) -> Row:
    """What tells which statement is disputed, given that ``disputing`` disputes something."""
    one, named = disputing.said, disputing.named
    points, empty = disputing.points, disputing.empty
    gap = one.paragraph - other.paragraph
    early = other.span.start < one.span.start
    weigh = reading.weights.get
    shared = one.matter.stems & other.matter.stems
    weight = sum(weigh(s, 1.0) for s in shared)
    away = _stems(other.outside) - reading.names
    them = other.speaker
    sources = {w for w in _NAME_WORD.findall(plain(other.source)) if w not in _COMMON}
    names_source = bool(sources & disputing.name_words)
    between = reading.between(one, other)
    last = reading.last_other(one) == other.index
    near = 0 <= gap <= 1 and early
    negated = any(w in NEGATIONS for w in normal_words(other.head))
    cue = classes_in(other.cue)
    row: dict[str, float | bool] = {
        "shared": min(3.0, weight) / 3,
        "share": len(shared) / max(1, min(len(one.matter.stems), len(other.matter.stems))),
        "frame shared": min(2.0, sum(weigh(s, 1.0) for s in disputing.frame & other.matter.stems))
        / 2,
        "frames shared": min(
            2.0, sum(weigh(s, 0.5) for s in (disputing.frame | one.matter.stems) & away)
        )
        / 2,
        "no speaker": them is None,
        "names them": them is not None and them in named,
        "names them inside": them is not None and them in one.inside,
        "names source": names_source,
        "names someone else": bool(named) and them not in named and not names_source,
        "accused": one.speaker is not None and one.speaker in other.inside,
        "names accused": bool(one.inside & other.inside),
        "late": not early,
        "same paragraph": gap == 0,
        "next paragraph": gap == 1,
        "gap": min(8, abs(gap)) / 8,
        "between": min(6, between) / 6,
        "next": between == 0,
        "next early": between == 0 and early,
        "last other": last,
        "points last": points and last,
        "points near": points and near,
        "empty last": empty and last,
        "empty near": empty and near,
        **{f"their {kind}": kind in cue for kind in (*_IN_CUE, "noun", "narrator")},
        "their label": "label" in classes_in(other.head),
        "their negation": negated,
        "their length": math.log(1 + len(other.content)) / 6,
        "they only point": "noun" in classes_in(other.head)
        and len(normal_words(other.content)) < 9,
        "their dispute": log_odds(other.judged.disputes),
        "their claim": other.judged.claim,
        "contradiction": reading.clash(one, other),
        "opposites": weight > 0.7
        and opposed(one.matter.stems - shared, other.matter.stems - shared) is not None,
        "direct": other.attribution.kind == "direct",
        "future": bool(_FUTURE.search(plain(other.head))),
        "shared and named": (them is not None and them in named) * min(3.0, weight) / 3,
        "tiny": len(other.matter.stems) < 2,
        "nested in": nested(one, other),
        "nested of": nested(other, one),
    }
    if noun := disputing.pointed:
        theirs = plain(f"{other.cue} {other.source} {other.outside}")
        row["noun same"] = noun.rstrip("s")[:6] in theirs
        for name, roots in _KIN.items():
            if any(noun.startswith(root[:5]) for root in roots):
                row[f"noun {name}"] = any(root in theirs for root in roots)
    return _told(row)


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(normal_words(text)))
