"""Forms of English verbs: regular ones are made, the others are in data/irregular_forms.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graphkit.text.lists import read_rows

__all__ = ["any_of", "verb_forms"]

_IRREGULAR: Final = {base: tuple(forms.split()) for base, forms in read_rows("irregular_forms.tsv")}


@lru_cache(maxsize=4096)
def verb_forms(lemma: str) -> tuple[str, ...]:
    """Base, third person, past, participles; of a phrase the first word is the verb.

    >>> verb_forms("carry on")
    ('carry on', 'carries on', 'carried on', 'carrying on')
    """
    verb, _, rest = lemma.partition(" ")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        third, past, going = f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    elif verb.endswith("e"):
        going = f"{verb}ing" if verb.endswith("ee") else f"{verb[:-1]}ing"
        third, past = f"{verb}s", f"{verb}d"
    else:
        third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
        past, going = f"{verb}ed", f"{verb}ing"
    # the regular past beside the listed forms: it finds nothing where nobody writes it
    made = (verb, third, *_IRREGULAR.get(verb, ()), past, going)
    return tuple(f"{form} {rest}".strip() for form in dict.fromkeys(made))


def any_of(words: Iterable[str]) -> str:
    """A regular expression, without a group's number, that matches any of the words or phrases."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"
