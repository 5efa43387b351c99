"""Two wordings compared: normalised words, content stems, alignment, polarity, opposites.

Pure functions on text.  An alignment counts only words that stand in runs, so that two texts do
not look alike because both have "of the" in them.  What stands against each other inside an
alignment is kept, for "did" over "did not" is no typing error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

__all__ = [
    "NEGATIONS",
    "Alignment",
    "align",
    "content_stems",
    "negated_stems",
    "normal_words",
    "numbers",
    "opposed",
    "stem",
]

_WORD: Final = re.compile(r"[^\W_][\w*$%]*(?:['’.,][\w*]+)*%?|[$€£]\d[\d.,]*")
#: "[the agency]" stands for words that the quoter replaced: nothing to compare.
_BRACKETS: Final = re.compile(r"\[[^\[\]]{0,80}\]")
_LINKS: Final = re.compile(r"(?:https?://|pic\.(?:twitter|x)\.com/|t\.co/)\S+")
_SMALL_NUMBERS: Final = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    **{"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70"},
    **{"eighty": "80", "ninety": "90", "hundred": "100"},
}
_CONTRACTED: Final = {
    **{"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"},
    **{"let's": "let us", "gonna": "going to", "wanna": "want to", "percent": "%"},
    **{"i'm": "i am", "it's": "it is", "that's": "that is", "there's": "there is"},
    **{"he's": "he is", "she's": "she is", "what's": "what is", "who's": "who is"},
    **{"ain't": "is not", "dont": "do not", "didnt": "did not", "doesnt": "does not"},
}
_ENDINGS: Final = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"))

NEGATIONS: Final = frozenset(
    "not no never none nobody nothing neither nor nowhere without hardly".split()
)
#: Words behind a negation that it may negate.
_NEGATED_WORDS: Final = 4
#: Words that say nothing about the matter of a statement.
STOP_WORDS: Final = frozenset(
    """a an the and or but if so as of at by for from in into on onto to with about over under up
    down out off than then that this these those there here it its itself he him his himself she
    her hers herself they them their theirs themselves we us our ours ourselves i me my mine you
    your yours who whom whose which what when where why how be am is are was were been being do
    does did done doing have has had having will would shall should can could may might must not
    no nor never none neither without hardly barely just also very really only even still yet
    too more most much many some any all both each every other another such own same again once
    because while until before after during through between among against per via toward towards
    say said says saying tell told tells added add adds note noted get gets got go goes going went
    thing things way like well now today yesterday tomorrow mr mrs ms dr one people time year day
    make made let put come came take took that's let's claim claims claimed statement
    monday tuesday wednesday thursday friday saturday sunday week month ago last next""".split()
)
_IRREGULAR: Final = {
    form: base
    for base, forms in {
        "leave": "left leaving leaves",
        "shoot": "shot shooting shoots shots",
        "fight": "fought",
        "give": "gave given",
        "know": "knew known",
        "buy": "bought",
        "bring": "brought",
        "teach": "taught",
        "catch": "caught",
        "think": "thought",
        "seek": "sought",
        "find": "found",
        "hold": "held",
        "keep": "kept",
        "lose": "lost",
        "win": "won",
        "pay": "paid",
        "run": "ran",
        "rise": "rose risen",
        "fall": "fell fallen",
        "speak": "spoke spoken",
        "write": "wrote written",
        "break": "broke broken",
        "choose": "chose chosen",
        "drive": "drove driven",
        "steal": "stole stolen",
        "take": "took taken",
        "show": "shown",
        "see": "saw seen",
        "send": "sent",
        "spend": "spent",
        "build": "built",
        "sell": "sold",
        "stand": "stood",
        "meet": "met",
        "lead": "led",
        "lie": "lying lied lies",
        "die": "died dying dies",
        "begin": "began begun",
        "child": "children",
        "man": "men",
        "woman": "women",
        "wife": "wives",
        "life": "lives",
        "burn": "burnt",
        "feel": "felt",
        "mean": "meant",
        "hear": "heard",
        "become": "became",
        "grow": "grew grown",
        "throw": "threw thrown",
        "forget": "forgot forgotten",
        "hide": "hid hidden",
        "sink": "sank sunk",
        "close": "closed closing closes closure",
        "assist": "assistance",
        "resign": "resignation",
        "investigate": "investigation",
        "decide": "decision",
        "destroy": "destruction",
    }.items()
    for form in forms.split()
}

#: Words that cannot both be true of one matter, by stem.  General words of news, no pair for the
#: sake of a corpus; a word may stand in several pairs.
_OPPOSITES: Final = frozenset(
    frozenset((_one, _other))
    for _one, _others in {
        "leave": "respond arrive stay remain come return",
        "refuse": "respond agree help assist accept offer comply cooperate",
        "ignore": "respond answer help",
        "abandon": "respond protect help stay",
        "rise": "fall drop decline shrink decrease",
        "increase": "fall drop decline shrink decrease cut reduce",
        "grow": "fall drop decline shrink decrease",
        "gain": "lose loss fall",
        "open": "close shut",
        "win": "lose loss",
        "guilty": "innocent",
        "legal": "illegal unlawful",
        "lawful": "unlawful illegal",
        "true": "false untrue",
        "safe": "unsafe dangerous danger",
        "peaceful": "violent",
        "peacefully": "violently",
        "armed": "unarmed",
        "alive": "dead",
        "accept": "reject decline refuse",
        "approve": "reject deny disapprove veto block",
        "support": "oppose reject",
        "allow": "ban block forbid prohibit prevent bar",
        "permit": "ban block forbid prohibit",
        "success": "failure",
        "succeed": "fail",
        "pass": "fail",
        "accurate": "inaccurate misleading false",
        "known": "unknown",
        "prove": "disprove debunk",
        "confirm": "deny refute debunk",
        "real": "fake staged hoax",
        "authentic": "fake forged doctored",
        "genuine": "fake forged",
        "hire": "fire dismiss sack",
        "resign": "stay remain",
        "first": "last",
        "before": "after",
        "more": "fewer less",
        "improve": "worsen",
        "better": "worse",
        "strong": "weak",
        "constitutional": "unconstitutional",
        "necessary": "unnecessary",
        "intentional": "accidental accident",
        "deliberate": "accidental accident",
        "complete": "incomplete",
        "ready": "unready",
        "able": "unable",
        "aware": "unaware",
        "start": "stop end",
        "attack": "defend",
        "present": "absent",
        "include": "exclude omit",
        "found": "missing",
        "justified": "unjustified",
        "fair": "unfair",
        "clean": "dirty contaminated polluted",
        "drinkable": "undrinkable contaminated",
        "intact": "damaged broken",
        "full": "empty",
        "on": "off",
    }.items()
    for _other in _others.split()
)


def normal_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, marks, links and bracketed insertions.

    Contractions are written out, small numbers become digits: "They didn't fire two shots" →
    ``they did not fire 2 shots``.
    """
    plain = unicodedata.normalize("NFKC", _LINKS.sub(" ", _BRACKETS.sub(" ", text))).casefold()
    found: list[str] = []
    for word in _WORD.findall(plain.replace("’", "'").replace("‘", "'")):
        found.extend(_written_out(word))
    return tuple(found)


@lru_cache(maxsize=65536)
def _written_out(word: str) -> tuple[str, ...]:
    word = word.rstrip(".,'")
    if word in _CONTRACTED:
        return tuple(_CONTRACTED[word].split())
    for ending, written in _ENDINGS:
        if word.endswith(ending):
            return tuple((word[: -len(ending)] + written).split())
    word = word.removesuffix("'s").replace("'", "")
    if word[:1].isdigit() or word[:1] in "$€£":
        if word.endswith("%") and len(word) > 1:
            return (word[:-1].replace(",", ""), "%")
        return (word.replace(",", ""),)
    word = _SMALL_NUMBERS.get(word, word)
    return (word,) if word else ()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its common endings; forms of one verb or noun mostly share it.

    A light stemmer after Harman (1991), with -ed, -ing and irregular forms of frequent verbs.
    """
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
    word = _IRREGULAR.get(word, word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(vowel in base for vowel in "aeiouy"):
            if base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            word = base
            break
    if len(word) > 5 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def content_stems(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of the words that say what a text is about, in order, repeats included."""
    return tuple(
        stem(word) for word in words if word not in STOP_WORDS and (len(word) > 2 or word.isdigit())
    )


def numbers(words: Iterable[str]) -> frozenset[str]:
    """The figures among normalised words."""
    return frozenset(w.lstrip("$€£") for w in words if w.lstrip("$€£")[:1].isdigit())


@lru_cache(maxsize=8192)
def negated_stems(words: tuple[str, ...]) -> frozenset[str]:
    """The content stems that stand right behind a negation, a few words far."""
    found: set[str] = set()
    for place, word in enumerate(words):
        if word in NEGATIONS:
            found.update(content_stems(words[place + 1 : place + 1 + _NEGATED_WORDS]))
    return frozenset(found)


def opposed(one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """The first two content stems of two texts that cannot both be true of one matter."""
    others = sorted(set(other))
    for left in sorted(set(one)):
        for right in others:
            if left != right and frozenset((left, right)) in _OPPOSED_STEMS:
                return left, right
    return None


_OPPOSED_STEMS: Final = frozenset(frozenset(stem(word) for word in pair) for pair in _OPPOSITES)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two texts of normalised words lie on each other."""

    #: Words in common that stand in runs.
    matched: int
    #: Share of the shorter and of the longer text that is matched.
    short: float
    long: float
    #: What stands against what between the first and the last matched word.
    replaced: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def conflict(self) -> str:
        """Why the texts cannot be one although most words agree; "" if nothing says so."""
        for left, right in self.replaced:
            if (sum(w in NEGATIONS for w in left) + sum(w in NEGATIONS for w in right)) % 2:
                return "a negation"
            ours, theirs = numbers(left), numbers(right)
            if ours and theirs and not ours & theirs:
                return "another number"
            if opposed(map(stem, left), map(stem, right)):
                return "an opposite"
        return ""


#: Words in a row that count as a match; shorter runs are chance.
_RUN: Final = 3


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Lay the shorter text on the longer one, word for word, gaps allowed."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not short:
        return Alignment(0, 0.0, 0.0, ())
    blocks = _blocks(short, long)
    matched = sum(size for _, _, size in blocks)
    replaced: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for (a, b, size), (next_a, next_b, _) in pairwise(blocks):
        left, right = tuple(short[a + size : next_a]), tuple(long[b + size : next_b])
        typo = _typing_errors(left, right)
        if typo:
            matched += typo
        elif left or right:
            replaced.append((left, right))
    replaced.extend(_edges(short, long, blocks))
    matched = min(matched, len(short))
    return Alignment(matched, matched / len(short), matched / len(long), tuple(replaced))


def _blocks(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs in common as (place in short, place in long, size), those that are long enough."""
    least = min(_RUN, len(short))
    found = []
    for op in LCSseq.opcodes(short, long):
        if op.tag == "equal":
            found.append((op.src_start, op.dest_start, op.src_end - op.src_start))
    # a run may be cut in two by one odd word: both halves count if together they are long enough
    kept = []
    for place, (a, b, size) in enumerate(found):
        near = size
        if place and a - (found[place - 1][0] + found[place - 1][2]) <= 1:
            near += found[place - 1][2]
        if place + 1 < len(found) and found[place + 1][0] - (a + size) <= 1:
            near += found[place + 1][2]
        if near >= least and (size >= 2 or near >= least + 2):
            kept.append((a, b, size))
    return kept


def _edges(
    short: Sequence[str], long: Sequence[str], blocks: list[tuple[int, int, int]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What of the shorter text stands before and behind all matches, and what is there opposite."""
    if not blocks:
        return
    a, b, _ = blocks[0]
    if a and b:
        yield tuple(short[:a]), tuple(long[max(0, b - a) : b])
    a, b = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
    if a < len(short) and b < len(long):
        yield tuple(short[a:]), tuple(long[b : b + len(short) - a])


def _typing_errors(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """The number of words that differ only by a slip of the keys, if all of them do."""
    if not left or len(left) > 3 or len(right) > 3:
        return 0
    one, other = "".join(left), "".join(right)
    if numbers(left) or numbers(right) or (NEGATIONS & {*left, *right}):
        return 0
    if opposed(map(stem, left), map(stem, right)):
        return 0
    if len(one) > 3 and fuzz.ratio(one, other) >= 80:
        return len(left)
    return 0
