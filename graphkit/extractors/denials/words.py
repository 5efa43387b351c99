"""The word list of disputes, as classes of words that are looked for in a stretch of text.

deny, reject, answer   what a source does with what others say ("denied", "brushed off", "retorted")
label, weak            words for what is not so ("false", "a hoax"), and for what is bad ("absurd")
untrue, contrary       phrases that negate ("not true"), and that turn round ("in fact")
narrator               the article's own verdict ("falsely", "without evidence")
noun                   words for something said ("claim", "report")
accuse, attack, support   what is done to others
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graphkit.text.inflection import verb_forms
from graphkit.text.lists import read_rows

__all__ = ["CLASSES", "classes_in", "first_of", "of_class", "plain"]

#: Classes whose lemmas are verbs: their forms are made.
_VERBS: Final = frozenset({"deny", "reject", "answer", "accuse", "support", "attack"})
CLASSES: Final = (
    *("deny", "reject", "answer", "label", "weak", "untrue", "contrary"),
    *("narrator", "noun", "accuse", "support", "attack"),
)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    forms: dict[str, set[str]] = {name: set() for name in CLASSES}
    for lemma, kind, others, *_ in read_rows("disputes/words.tsv"):
        forms[kind].update(form.strip() for form in others.split(",") if others != "-")
        forms[kind].update(verb_forms(lemma) if kind in _VERBS else [lemma])
    return {kind: re.compile(_any_of(held - {""})) for kind, held in forms.items()}


def _any_of(forms: set[str]) -> str:
    """A pattern for any of these, the longest first."""
    return "|".join(map(_as_words, sorted(forms, key=lambda f: (-len(f), f))))


def _as_words(form: str) -> str:
    left = "" if form.startswith("n't") else r"(?<![\w-])"
    right = r"(?![\w-])" if form[-1].isalnum() else ""
    return left + r"\s+".join(map(re.escape, form.split(" "))) + right


def plain(text: str) -> str:
    """The text in small letters with straight marks, as the list has it; no longer, no shorter."""
    low = text.lower()
    return (low if len(low) == len(text) else text).replace("’", "'")


@lru_cache(maxsize=1 << 14)
def classes_in(text: str) -> frozenset[str]:
    """Which classes have a word in the text."""
    low = plain(text)
    return frozenset(kind for kind, pattern in _patterns().items() if pattern.search(low))


def first_of(kind: str, text: str) -> str:
    """The first word of a class in the text, or an empty string."""
    found = _patterns()[kind].search(plain(text))
    return found[0] if found else ""


def of_class(kind: str) -> str:
    """A pattern of the words of a class, to build others with."""
    return f"(?:{_patterns()[kind].pattern})"
