"""The edges of what is shown: marks without a partner, datelines, "that", a dangling "and"."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["balanced", "clean", "sentence_case"]

_DATELINE: Final = re.compile(
    r"^[A-Z][A-Z.' ]{2,}(?:, [A-Z][\w.]+)?(?: \([A-Z][\w./ ]{1,20}\))? ?(?:—|–|--|-) "
)
_LEAD: Final = re.compile(
    r"^(?:[,;:.–—-]+ |that,? (?=\W*[\w’'.]+,? \W*\w)|(?:and|but|so|or|because) (?=that )"
    r"|That,? (?=(?:the|an?|he|she|it|they|we|I|his|her|their|there|no) |[A-Z])"
    r"|[Aa]nd |[Bb]ut )+"
)
_TAIL: Final = re.compile(
    r"(?:[\s,;:–—-]+|\s(?:and|but|or|as|that|which|who|the|a|an|of|to|in|on|for|with|from))+$"
)
_MARKS: Final = " \t\r\n\u00a0,;:—–-"
_PAIRS: Final = (("“", "”"), ("(", ")"), ("[", "]"))


def balanced(text: str) -> str:
    """The text without quotation marks and brackets that have no partner."""
    for opening, closing in _PAIRS:
        text = _without_odd(text, opening, closing)
    for mark in ('"', "''"):
        if text.count(mark) % 2:
            text = _drop_one(text, mark)
    if text[:1] == "“" and text[-1:] == "”" and text.count("“") == 1:
        text = text[1:-1]
    for mark in ('"', "''"):
        if text.startswith(mark) and text.endswith(mark) and text.count(mark) == 2:
            text = text[len(mark) : -len(mark)]
    return text


def _without_odd(text: str, opening: str, closing: str) -> str:
    kept: list[str] = []
    held: list[int] = []
    for letter in text:
        if letter == opening:
            held.append(len(kept))
        elif letter == closing:
            if not held:
                continue
            held.pop()
        kept.append(letter)
    for place in reversed(held):
        del kept[place]
    return "".join(kept)


def _drop_one(text: str, mark: str) -> str:
    """Drop one of an odd number of marks: at an edge if there is one, else the last."""
    if text.startswith(mark):
        return text[len(mark) :]
    if text.endswith(mark):
        return text[: -len(mark)]
    at = text.rfind(mark)
    return text[:at] + text[at + len(mark) :]


def clean(text: str, *, clause: bool) -> str:
    """The text on one line with its edges mended; ``clause`` if it has a finite verb of its own."""
    text = _DATELINE.sub("", " ".join(text.split()))
    text = balanced(text.strip(_MARKS))
    if clause:
        text = _LEAD.sub("", text)
        text = balanced(text.strip(_MARKS))
    text = _TAIL.sub("", text)
    return balanced(text)


def sentence_case(text: str) -> str:
    """The text with a capital at its start, where the first word is a plain one."""
    at = next((i for i, letter in enumerate(text) if letter.isalnum()), -1)
    if at < 0 or not text[at].islower():
        return text
    word = text[at:].split(" ", 1)[0]
    return text if any(c.isupper() for c in word) else text[:at] + text[at].upper() + text[at + 1 :]
