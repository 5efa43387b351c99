"""Words at the edges of a person's name that are none of it: "Fascist Trump", "Will Orr win?".

A capital begins a sentence, a headline sets one on every word, and a recogniser takes both for
names.  What speaks for and against such a word is weighed; names of one article that are written
together ("Marsh-Orr") are taken apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS

from graphkit.extractors.mentions.candidates import Candidate
from graphkit.language import Analysis
from graphkit.text.lexicon import (
    first_names,
    fold,
    heads,
    is_common,
    known_people,
    last_names,
    not_names,
    person_by_name,
    place_by_form,
    role_nouns,
    titles,
)
from graphkit.text.names import parse_person, titles_before, trim

__all__ = ["with_first_names", "without_edges"]

#: How much must speak against a word before it is cut off.
_ENOUGH: Final = 2.0
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_FIRST: Final = re.compile(r"(?<![\w’'.@#-])([A-ZÀ-Þ][^\W\d_]+(?:-[A-Z][a-z]+)?|[A-Z]\.) $")
_OPENS: Final = re.compile(r"(?:^|[.!?:“\"‘(—–]\s?|\n)$")


@dataclass(frozen=True, slots=True)
class _People:
    """The people of an article by name; ``words`` are surnames and first names of full names."""

    full: Counter[str]
    words: frozenset[str]
    times: Counter[str]
    lower: frozenset[str]
    tags: dict[int, str]


def without_edges(analysis: Analysis, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, people without the words at the edges of their names that are none of them.

    Those whose name is known from elsewhere, and those that nothing else is known of, stay.
    """
    text = analysis.document.text
    people = _people(analysis, found)
    out: list[Candidate] = []
    for one in found:
        if one.type != "Person" or one.name or text[one.start] == "@":
            out.append(one)
            continue
        for start, end in _apart(text, one, people):
            out.append(replace(one, start=start, end=end))
    return out


def with_first_names(analysis: Analysis, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, single last names together with the first names before them.

    A recogniser may know "Orr" and miss "Waverly Orr".  Only a word that the tagger takes for a
    name, that no other candidate holds and that is no title, place, role or common word is taken.
    """
    text = analysis.document.text
    tags = {token.idx: token.tag_ for token in analysis.doc}
    ends = sorted(one.end for one in found)
    whole = {
        parse_person(text[one.start : one.end]).surname.split()[-1]
        for one in found
        if one.type == "Person" and " " in text[one.start : one.end]
    }
    out: list[Candidate] = []
    for one in found:
        start = one.start
        known = fold(text[one.start : one.end]) in whole | known_people().keys()
        while one.type == "Person" and not one.name and text[one.start].isupper():
            match = _FIRST.search(text, max(0, start - 32), start)
            if match is None or not _may_be_first(match[1], tags.get(match.start(1), "")):
                break
            if known and fold(match[1]) not in first_names():
                break  # "Rebuking Orr"
            if bisect_right(ends, match.start(1)) != bisect_right(ends, start):
                break
            start = match.start(1)
            if fold(match[1]) in first_names() or start <= one.start - 24:
                break
        single = " " not in text[one.start : one.end]
        out.append(replace(one, start=start) if single and start < one.start else one)
    return out


def _may_be_first(word: str, tag: str) -> bool:
    """Whether a capitalised word before a last name may be the first name."""
    low = fold(word)
    return (
        tag == "NNP"
        and not (word.isupper() and len(word) > 2)
        and (low in first_names() or low not in not_names())
        and low not in titles()
        and f"{low}." not in titles()
        and low not in STOP_WORDS
        and not _kind(low)
        and low not in known_people()
        and heads().get(word) is None
        and (low in first_names() or not is_common(low))
        and word not in place_by_form()
    )


def _people(analysis: Analysis, found: Sequence[Candidate]) -> _People:
    text = analysis.document.text
    full: Counter[str] = Counter()
    times: Counter[str] = Counter()
    words: set[str] = set()
    for one in found:
        surface = text[one.start : one.end]
        times[fold(surface)] += 1
        if one.type == "Person" and " " in surface:
            name = parse_person(surface)
            known = name.full and (name.given[0] in first_names() or len(name.given[0]) == 1)
            if known and fold(name.given[0]) not in STOP_WORDS:
                full[fold(surface)] += 1
                words.update((name.surname.split()[-1], name.given[0]))
    lower = frozenset(re.findall(r"(?<![\w’'])[a-z]\w+", text))
    return _People(full, frozenset(words), times, lower, {t.idx: t.tag_ for t in analysis.doc})


def _apart(text: str, one: Candidate, people: _People) -> Iterator[tuple[int, int]]:
    """The stretches of a candidate that are names."""
    surface = text[one.start : one.end]
    if "-" in surface:
        left, _, right = surface.rpartition("-")
        known = _whole(left, people) or fold(left) in people.words
        if known and right[:1].islower():  # "Orr-led"
            yield one.start, one.start + len(left)
            return
        if not known and right and is_common(left) and _one_word(fold(right), people):
            yield one.end - len(right), one.end  # "Stop-Orr"
            return
        first = right.split()[0] if right else ""
        other = fold(first) in people.words or (fold(first) in first_names() and " " in right)
        if known and fold(left) != fold(right) and other:
            yield one.start, one.start + len(left)
            yield one.end - len(right), one.end
            return
    start, end = one.start, one.end
    while (cut := _lead(text, start, end, people)) is not None:
        start = cut
    while (cut := _tail(text, start, end, people)) is not None:
        end = cut
    yield trim(text, start, end)


def _lead(text: str, start: int, end: int, people: _People) -> int | None:
    """Where the name begins if its first word is none of it."""
    match = re.match(r"(\S+)\s+(?=\S)", text[start:end])
    if match is None:
        return None
    word, rest = match[1], text[start + match.end() : end]
    low, tag = fold(word), people.tags.get(start, "")
    known = _whole(rest, people) or (" " not in rest and _one_word(fold(rest), people))
    weight = 1.0 * known + 1.0 * (low in people.lower or low in STOP_WORDS or is_common(low))
    weight += 1.0 * bool(tag and not tag.startswith("NNP")) + 0.5 * low.endswith("ing")
    weight += 1.0 * _kind(low) + 0.5 * bool(_OPENS.search(text[:start][-3:]))
    if low in first_names() or re.fullmatch(r"(?:[A-Z]\.?){1,3}", word):
        weight -= 1.0 if tag == "MD" else 2.0
    surface = text[start:end]
    if titles_before(text, start) or fold(surface) in person_by_name():
        weight -= 2.0
    elif people.times[fold(surface)] > 1 and not _OPENS.search(text[:start][-3:]):
        weight -= 0.5  # it is written so again and again
    return start + match.end() if known and weight >= _ENOUGH else None


def _whole(name: str, people: _People) -> bool:
    """Whether a stretch is a whole name by itself: named so elsewhere, listed, or first and last
    name that many have.
    """
    parsed = parse_person(name)
    usual = parsed.full and parsed.given[0] in first_names() and parsed.surname in last_names()
    return fold(name) in people.full or fold(name) in person_by_name() or usual


def _one_word(word: str, people: _People) -> bool:
    """Whether one word alone means somebody of the article; a first name that is a last name as
    well ("Paul") may be another one's last name.
    """
    return (
        word in known_people()
        or (word in people.words and word not in first_names())
        or (word in people.words and word in first_names() and word not in last_names())
    )


def _tail(text: str, start: int, end: int, people: _People) -> int | None:
    """Where the name ends if its last word is none of it."""
    match = re.search(r"\s+(\S+)$", text[start:end])
    if match is None or _SUFFIX.fullmatch(match[1]):
        return None
    head, low = text[start : start + match.start()], fold(match[1])
    if re.fullmatch(r"[A-Z]\.", match[1]):
        return start + match.start()  # "Donald J." of "Donald J. Orr", cut at a line's end
    if " " not in head:
        return None
    known = fold(head) in people.full or fold(head) in person_by_name()
    tag = people.tags.get(start + match.start(1), "")
    weight = 1.0 * known + 1.0 * (low in people.lower or low in STOP_WORDS)
    weight += 1.0 * bool(tag and not tag.startswith("NNP")) + 1.0 * _kind(low)
    weight -= 1.0 * (low in last_names())
    return start + match.start() if known and weight >= _ENOUGH else None


def _kind(word: str) -> bool:
    """Whether a word says what somebody is, not what somebody is called."""
    for form in (word, word.removesuffix("s"), word.removesuffix("ies") + "y"):
        if form in role_nouns():
            return True
    place = place_by_form().get(word.title()) or place_by_form().get(word.title().removesuffix("s"))
    return place is not None
