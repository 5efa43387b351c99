"""Labelled samples that people can read and write: attributions marked inside the text.

``{s1|Ann} {c1|said} {o1|“It rained.”}``: source, cue and content (the object said) of attribution
1.  ``{s1,s2|Ann}`` is the source of two, a role may have several stretches, and stretches may stand
in each other.  An article begins with a line ``=== name: what it shows``; what stands before the
first is a preface.  The marks are no part of the text, so braces cannot be written in it.
"""

from __future__ import annotations

import re
from typing import Final

from graphkit.errors import InputError
from graphkit.evaluation.corpus import ROLES, Corpus, Labelled, Role, Roles
from graphkit.model import Span

__all__ = ["parse_inline"]

_HEADING: Final = re.compile(r"^=== ([\w-]+)(?::.*)?\n", re.MULTILINE)
_MARK: Final = re.compile(r"\{((?:[sco]\d+)(?:,[sco]\d+)*)\||[{}]")
_ROLE: Final[dict[str, Role]] = {"s": "source", "c": "cue", "o": "content"}


def parse_inline(marked: str, name: str = "sample") -> Corpus:
    """The articles of a marked file as a corpus; InputError where a mark is wrong."""
    headings = list(_HEADING.finditer(marked))
    if not headings:
        raise InputError(name, "holds no article", "each begins with a line === name")
    ends = [heading.start() for heading in headings[1:]] + [len(marked)]
    documents: dict[str, Labelled] = {}
    for heading, end in zip(headings, ends, strict=True):
        stem = heading.group(1)
        if stem in documents:
            raise InputError(name, f"two articles are called {stem!r}")
        documents[stem] = _article(stem, marked[heading.end() : end].strip() + "\n", name)
    return Corpus(dict(sorted(documents.items())))


def _article(stem: str, marked: str, name: str) -> Labelled:
    """One article without its marks, and what they marked."""
    text = ""
    at = 0
    opened: list[tuple[int, list[str]]] = []
    spans: dict[int, dict[Role, list[Span]]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            opened.append((len(text), mark.group(1).split(",")))
            continue
        if mark.group() == "{" or not opened:
            line = marked[: mark.start()].count("\n") + 1
            raise InputError(f"{name}: {stem}:{line}", f"stray {mark.group()!r}")
        start, keys = opened.pop()
        for key in keys:
            roles = spans.setdefault(int(key[1:]), {role: [] for role in ROLES})
            roles[_ROLE[key[0]]].append(Span(start, len(text)))
    text += marked[at:]
    if opened:
        raise InputError(f"{name}: {stem}", f"{{{','.join(opened[-1][1])}| is never closed")
    for number, roles in sorted(spans.items()):
        if not roles["content"]:
            raise InputError(f"{name}: {stem}", f"attribution {number} has no content")
    attributions: list[Roles] = [
        {role: tuple(sorted(roles[role])) for role in ROLES} for _, roles in sorted(spans.items())
    ]
    return Labelled(stem, text, tuple(attributions))
