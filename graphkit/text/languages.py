"""Which language a text is in: by the words that no text of a language can do without.

Enough to leave out what is not English, and to name most languages that news comes in.  What is
too short to tell is taken for what its page says, and without that for English.  Method: counts
of function words, as in Ingle (1976), "A language identification table", The Incorporated Linguist.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

from graphkit.text.lists import read_rows

ENGLISH: Final = "en"
#: What is looked at of a text.
_CHARACTERS: Final = 6_000
_WORD: Final = re.compile(r"[^\W\d_]+")
#: A text with fewer words tells nothing.
_LEAST_WORDS: Final = 25
#: Shares of function words: of another language at least, and how much more than English ones.
_LEAST_SHARE: Final = 0.14
_TIMES: Final = 1.6
#: No other language has so many words that are English ones too; what is looked at for that.
_PLAIN: Final = 0.25
_FIRST: Final = 1_000
#: A text with fewer English ones is not English if its page says so.
_ENGLISH_SHARE: Final = 0.12
#: Script, by the first word of a letter's Unicode name → the language that most news in it is in.
_SCRIPTS: Final = {
    **{"CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "HEBREW": "he", "DEVANAGARI": "hi"},
    **{"CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th"},
    **{"BENGALI": "bn", "TAMIL": "ta", "ARMENIAN": "hy", "GEORGIAN": "ka"},
}
_NAMES: Final = {
    **{"ru": "a language in Cyrillic letters", "el": "Greek", "ar": "a language in Arabic letters"},
    **{"he": "Hebrew", "hi": "a language in Devanagari", "zh": "Chinese", "ja": "Japanese"},
    **{"ko": "Korean", "th": "Thai", "bn": "Bengali", "ta": "Tamil", "hy": "Armenian"},
    **{"ka": "Georgian", "uk": "Ukrainian", "fa": "Persian", "ur": "Urdu"},
}


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, _, words, *_ in read_rows("languages.tsv")}


def language_of(text: str, stated: str = "") -> str:
    """The code of a text's language, such as "en".  ``stated`` is what its page says."""
    if _is_plainly_english(text[:_FIRST]):
        return ENGLISH
    sample = text[:_CHARACTERS]
    words = _WORD.findall(sample.casefold())
    script = _script(sample)
    if script:
        same = _SCRIPTS.get(script, "und")
        return stated if stated and stated not in _words() else same
    if len(words) < _LEAST_WORDS:
        return stated or ENGLISH
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in known) / len(words) for code, known in _words().items()
    }
    english = shares.pop(ENGLISH)
    best = max(shares, key=lambda code: (shares[code], code == stated))
    if shares[best] >= _LEAST_SHARE and shares[best] > _TIMES * english:
        close = stated in shares and shares[stated] > 0.8 * shares[best]
        return stated if close else best
    if english < _ENGLISH_SHARE and stated and stated != ENGLISH:
        return stated
    return ENGLISH


def _is_plainly_english(sample: str) -> bool:
    """Whether the first words are English beyond doubt, as nearly all articles' are."""
    words = sample.casefold().split()
    known = _words()[ENGLISH]
    return len(words) >= _LEAST_WORDS and sum(w in known for w in words) > _PLAIN * len(words)


def language_name(code: str) -> str:
    """The name of a language in English; its code where it has none here."""
    names = {code: name for code, name, *_ in read_rows("languages.tsv")}
    return names.get(code) or _NAMES.get(code) or f"the language “{code}”"


def _script(sample: str) -> str:
    """The script of most letters, "" for Latin ones and for a text of few letters."""
    letters = [letter for letter in sample[:1000] if letter.isalpha()]
    if len(letters) < 2 * _LEAST_WORDS:
        return ""
    others = Counter(_script_of(letter) for letter in letters if letter > "\u024f")
    script, number = others.most_common(1)[0] if others else ("", 0)
    return script if 2 * sum(others.values()) > len(letters) and number else ""


def _script_of(letter: str) -> str:
    word = unicodedata.name(letter, "").partition(" ")[0]
    return "" if word == "LATIN" else word
