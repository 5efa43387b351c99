"""A claim's text as a model words it: kept only where it is graphkit's own, with names put in."""

from __future__ import annotations

import re
from typing import Final

from graphkit.llm.grounding import bracketed
from graphkit.llm.names import Names
from graphkit.text.stems import NEGATIONS, normal_words

__all__ = ["fits", "new_names", "points"]

#: Words that turn a statement, or take back half of it: none of them may get lost.
_TURNING: Final = NEGATIONS | frozenset(
    "if whether unless may might could would should allegedly false untrue denied".split()
)
#: Words that a name may stand behind, without one.
_PRONOUN: Final = re.compile(
    r"\b(?:i|me|my|he|him|his|she|hers?|we|us|our|they|them|their|it|its)\b(?!\s*\[)",
    re.IGNORECASE,
)
#: Share of the words that must stay.
_KEPT: Final = 0.7


def new_names(proposed: str, own: str, names: Names) -> list[str] | None:
    """The keys of those put in brackets; None where one is not named in the article, or is lost."""
    held, known = bracketed(proposed)[1], bracketed(own)[1]
    for name in known:
        if name not in held:
            return None
        held.remove(name)
    keys = [names.key(name) for name in held]
    return [key for key in keys if key] if keys and all(keys) else None


def fits(proposed: str, own: str, names: Names) -> bool:
    """Whether a text is graphkit's own with names in brackets put in, words at its ends cut off.

    What is cut off may be no negation and no condition, and no more than three words in ten.
    """
    if new_names(proposed, own, names) is None:
        return False
    words, all_words = (normal_words(bracketed(text)[0]) for text in (proposed, own))
    if not words or len(words) < _KEPT * len(all_words):
        return False
    for at in range(len(all_words) - len(words) + 1):
        if all_words[at : at + len(words)] == words:
            cut = {*all_words[:at], *all_words[at + len(words) :]}
            return not cut & _TURNING
    return False


def points(text: str) -> bool:
    """Whether a text has a pronoun that no name stands behind."""
    return _PRONOUN.search(text) is not None
