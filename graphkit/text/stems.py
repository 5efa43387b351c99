"""Words as they are compared: normalised, cut to their stems, the negated ones told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graphkit.text.lists import read_rows

__all__ = [
    "NEGATIONS",
    "STOP_WORDS",
    "content_stems",
    "negated_stems",
    "normal_words",
    "numbers",
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
#: Words that say nothing about the topic of a statement.
STOP_WORDS: Final = frozenset(word for (word,) in read_rows("stop_words.txt"))
_IRREGULAR: Final = {
    form: base for base, forms in read_rows("irregular_forms.tsv") for form in forms.split()
}


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
