"""Stretches of a document that may name a person or body, each kind of evidence on its own.

:class:`Ground` says why a candidate is taken for a name; of two that overlap the one on better
ground holds.  Nothing is decided here: see :mod:`graphkit.extractors.mentions.entities`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache
from itertools import pairwise
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from graphkit.extractors.mentions.accounts import HANDLE
from graphkit.extractors.mentions.heads import head_type
from graphkit.model import EntityType, Span
from graphkit.text.lexicon import (
    Form,
    body_by_fold,
    first_names,
    fold,
    forms_by_first_word,
    last_names,
    not_names,
    place_by_form,
    role_nouns,
    titles,
)
from graphkit.text.names import strip_titles, trim, whole_word

_TOKEN: Final = re.compile(r"\w+|&|@")
_GAP: Final = re.compile(r"[ \u00a0.’'!/,-]{0,2}")
_NAME_WORD: Final = r"(?:(?:[A-Z]\.){1,3}|[A-ZÀ-ÖØ-Þ](?:[\w’'-]*\w)?)"
_MORE_NAMES: Final = re.compile(rf"(?:[ \u00a0]{_NAME_WORD})+")
_QUOTES: Final = "\"“”‘’'«»„"


class Ground(IntEnum):
    """Why a stretch is taken for a name, the weakest first; between two only the order matters."""

    #: A country or state: a name only if it turns out to speak.
    PLACE = auto()
    #: It is a name elsewhere in the text.
    REPEATED = auto()
    RECOGNISED = auto()
    TITLED = auto()
    #: It is said to have said something.
    SPEAKING = auto()
    #: The police of a place by its initials, or somebody who posts.
    SPELLED = auto()
    #: A listed name that is a common word too; what stands around it tells that it is the name.
    COMMON_WORD = auto()
    #: From here on the words themselves tell, and nothing else has to speak for them.
    LISTED = auto()
    SPEAKING_IN_FULL = auto()
    LISTED_PHRASE = auto()
    BODY_OF_PLACE = auto()
    BODY_OF_PERSON = auto()
    ACCOUNT = auto()

    @property
    def sure(self) -> bool:
        """Whether the words alone tell that it is a name."""
        return self >= Ground.LISTED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name; ``name`` is set where it is known under another one."""

    start: int
    end: int
    type: EntityType
    ground: Ground
    name: str = ""
    doubtful: bool = False


def headlines(text: str) -> tuple[tuple[int, int], ...]:
    """Lines set with most words in capitals, where capitals tell nothing: (start, end) each."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        long = [w for w in re.findall(r"[^\W\d_]+", line.group()) if len(w) > 3]
        big = sum(w[0].isupper() for w in long)
        if (len(long) >= 5 and big >= 0.75 * len(long)) or len(long) == big == 4:
            found.append(line.span())
    return tuple(found)


def listed(text: str) -> Iterator[Candidate]:
    """Names of the lists, longest first at each place; doubtful ones are marked."""
    forms = forms_by_first_word()
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    i = 0
    while i < len(tokens):
        step = 1
        for form in forms.get(tokens[i][0], ()):
            piece = tokens[i : i + len(form.words)]
            if not _fits(text, piece, form):
                continue
            start, end = piece[0][1], piece[-1][2]
            if text[end : end + 1] == "." and re.search(r"\.\w$", text[start:end]):
                end += 1  # F.B.I.
            ground = Ground.LISTED if len(form.words) == 1 else Ground.LISTED_PHRASE
            if form.doubtful:
                ground = Ground.COMMON_WORD
            yield Candidate(start, end, form.body.type, ground, form.body.name, form.doubtful)
            if not form.doubtful:
                step = len(piece)
            break
        i += step


def _fits(text: str, piece: Sequence[tuple[str, int, int]], form: Form) -> bool:
    """Whether these words are the form: same words, small gaps, and "The" where it is needed."""
    if tuple(token[0] for token in piece) != form.words:
        return False
    if any(not _GAP.fullmatch(text[a[2] : b[1]]) for a, b in pairwise(piece)):
        return False
    start, end = piece[0][1], piece[-1][2]
    if (
        len(form.words) == 1
        and form.words[0].casefold() in STOP_WORDS
        and _shouted(text, start, end)
    ):
        return False
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return False
    if start and text[start - 1] in "@#":
        return False
    return not form.needs_the or text[max(0, start - 4) : start] == "The "


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are in capitals: "AGENTS WHO ARE"."""
    before = re.search(r"([A-Z]{2,})\W+$", text[max(0, start - 20) : start])
    return bool(before and re.match(r"\W+[A-Z]{2,}\b", text[end : end + 20]))


def doubtful_holds(
    text: str, one: Candidate, sure: set[str], labels: dict[tuple[int, int], str]
) -> bool:
    """Whether a name that is also a common word names the listed body here."""
    before, behind = text[max(0, one.start - 12) : one.start], text[one.end : one.end + 24]
    surface = text[one.start : one.end]
    if surface in ("House", "Senate"):
        if re.match(r"\s+of\s|\s+(?:bill|seat)", behind):
            return False
        return bool(
            re.search(r"\b[Tt]he\s$", before)
            or re.match(
                r"\s+(?:Speaker|Majority|Minority|Democrat|Republican|Judiciary|GOP|leader|Intell)",
                behind,
            )
        )
    if before[-1:] in _QUOTES and before[-1:] and behind.lstrip(",.")[:1] in _QUOTES:
        return one.type == "Outlet" or one.name in sure
    label = labels.get((one.start, one.end), "")
    if label == "PERSON":
        return False
    if re.search(r"\bthe\s$|\bThe\s$", before) and one.name in sure:
        return True
    if label == "ORG":
        return one.name in sure or one.type != "Outlet"
    return False


def accounts(text: str) -> Iterator[Candidate]:
    """@names."""
    for match in HANDLE.finditer(text):
        yield Candidate(match.start(), match.end(), "Person", Ground.ACCOUNT)


def departments(text: str) -> Iterator[Candidate]:
    """Police by their acronym: "OHPD"."""
    for match in re.finditer(r"\b[A-Z]{1,3}PD\b", text):
        yield Candidate(*match.span(), "Agency", Ground.SPELLED)


def authored(text: str, names: Iterable[str]) -> Iterator[Candidate]:
    """Where the text names the authors of its posts."""
    for name in sorted(set(names)):
        if " " in name and fold(name) not in body_by_fold():
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield Candidate(match.start(), match.end(), "Person", Ground.SPELLED)


def titled(text: str) -> Iterator[Candidate]:
    """The capitalised words behind a title: "Mr. Band", "Sen. Jo Marsh"."""
    for match in _titled_pattern().finditer(text):
        owner = re.search(r"[’']s?[ \u00a0]", match.group(1))
        end = match.start(1) + owner.start() if owner else match.end(1)
        whole = whole_word(text, match.start(1), end)
        if whole > end and (more := _MORE_NAMES.match(text, whole)):
            whole = more.end()
        end = trim(text, match.start(1), whole)[1]
        yield Candidate(match.start(1), end, "Person", Ground.TITLED)


@lru_cache(maxsize=1)
def _titled_pattern() -> re.Pattern[str]:
    """Titles that are hardly ever anything else, and the name behind them."""
    short = [t.text for t in titles().values() if t.text.endswith(".")]
    long = ["Senator", "Congressman", "Congresswoman", "Governor", "Mayor", "President"]
    given = "|".join(re.escape(t) for t in sorted(short + long + ["Miss", "Mr", "Mrs", "Ms", "Dr"]))
    return re.compile(
        rf"\b(?:{given})\s+"
        rf"({_NAME_WORD}(?:\s+(?:de|van|von|bin|la|der)\b)*"
        rf"(?:[ \u00a0](?:(?:al|el)[- ])?{_NAME_WORD})*)"
    )


def speaking(doc: Doc, text: str, sources: Iterable[Span]) -> Iterator[Candidate]:
    """Capitalised words that are a whole source, or all of it but an apposition: "Yun, 60, said".

    Whoever is said to have said something is a person or a body, also where no list has the name.
    """
    starts = [token.idx for token in doc]
    for start, end in sources:
        first = start + strip_titles(text[start:end], 0, end - start)[0]
        run: list[Token] = []
        for token in doc[bisect_left(starts, first) :]:
            small = run and token.text in _PARTICLES
            if token.idx >= end or not (token.tag_ in ("NNP", "NNPS", "HYPH") or small):
                break
            run.append(token)
        names = [token for token in run if token.tag_ != "HYPH"]
        if not names or len(names) > 4 or run[0].idx != first:
            continue
        last = run[-1].idx + len(run[-1].text)
        behind = text[last:end].lstrip()
        if behind and not re.match(r",|\(|and\b|of\b|from\b|who\b", behind):
            continue
        label = Counter(token.ent_type_ for token in names).most_common(1)[0][0]
        kind = _kind_of_source(text[first:last], label)
        if kind is None and len(names) > 1 and re.match(r",? \d\d,", text[last : last + 6]):
            kind = "Person"  # only people are told with an age, whatever their name looks like
        if kind is not None:
            # "Cornell Belcher" is not the university
            full = kind == "Person" and len(names) > 1
            yield Candidate(first, last, kind, Ground.SPEAKING_IN_FULL if full else Ground.SPEAKING)


def _kind_of_source(surface: str, label: str) -> EntityType | None:
    """What a source of capitalised words is, from the recogniser's label; None if no name."""
    words = [word.strip(".,'’") for word in re.split(r"[\s-]+", surface)]
    if any(
        not word[:1].isupper()
        or (word.isupper() and len(word) > 3)
        or fold(word) in _NEVER_PERSON | not_names()
        or word.casefold() in role_nouns()
        for number, word in enumerate(words)
        if word
        and word not in _PARTICLES
        and not (number == 0 < len(words) - 1 and fold(word) in first_names())
    ):
        return None
    known = place_by_form()
    if label in ("GPE", "LOC", "NORP", "DATE") or surface in known or words[-1] in known:
        return None
    kind = head_type(surface)
    known_person = fold(words[0]) in first_names() or fold(words[-1]) in last_names()
    if kind == "-":
        return "Person" if label == "PERSON" and len(words) > 1 else None
    if kind is not None:
        return None  # what its head word tells is found without its speaking
    if label == "PERSON" or known_person:
        return "Person"
    return "Organization" if label == "ORG" and len(words) == 1 else None


def recognised(doc: Doc, text: str, loud: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """spaCy's people and bodies, cleaned, with the type that head words and first names tell."""
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG", "NORP", "GPE", "FAC", "WORK_OF_ART"):
            continue
        start, end = trim(text, ent.start_char, whole_word(text, ent.start_char, ent.end_char))
        if ent.label_ in ("NORP", "GPE", "FAC", "WORK_OF_ART"):
            kind = head_type(text[start:end])
            if kind in ("Agency", "Organization") and " " in text[start:end]:
                yield from _body(text, start, end, kind)
            continue
        if any(a <= start < b for a, b in loud):
            if ent.label_ == "PERSON" and _plain_name(text[start:end]):
                yield from _one(text, start, end, ent.label_)
            continue
        for a, b in _pieces(text, start, end):
            yield from _one(text, a, b, ent.label_)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A recognised stretch cut where no name goes on: lines, slashes, dashes, possessives."""
    last = start
    for cut in re.finditer(
        r"\n+|/|\s[—–-]+\s|\||(?<=\w)[’']s?\s|:\s|,\s(?=[A-Z])|\s[“\"‘(\[](?!.*[”\"’)\]])",
        text[start:end],
    ):
        if re.match(r",\s(?:Inc|LLC|Ltd|Jr|Sr|Corp)", text[start + cut.start() :]):
            continue
        yield trim(text, last, start + cut.start())
        last = start + cut.end()
    yield trim(text, last, end)


def _one(text: str, start: int, end: int, label: str) -> Iterator[Candidate]:
    """One recognised name as a person or a body, or nothing."""
    surface = text[start:end]
    if not surface or not any(c.isupper() for c in surface) or fold(surface) in not_names():
        return
    kind = head_type(surface)
    if kind == "-" and label == "PERSON" and _plain_name(surface):
        kind = None  # "Theresa May", "Jo Wall"
    if kind == "-":
        return
    begin, held = strip_titles(text, start, end)
    parts = text[begin:end].split()
    known = bool(parts) and fold(parts[0]) in first_names()
    like_person = kind is None and 2 <= len(parts) <= 4 and known and parts[-1][0].isupper()
    if (label == "PERSON" and kind is None) or (like_person and "of" not in parts) or held:
        yield from _person(text, begin, end)
    else:
        yield from _body(text, start, end, kind or "Organization")


def _plain_name(surface: str) -> bool:
    """Two words of which the first is a first name, behind any titles."""
    parts = surface[strip_titles(surface, 0, len(surface))[0] :].split()
    known = len(parts) == 2 and fold(parts[0]) in first_names()
    return known and fold(parts[1]) in last_names()


def _person(text: str, start: int, end: int) -> Iterator[Candidate]:
    """A person's name, cut before a word that cannot be in one."""
    parts = [
        (m.group(), start + m.start(), start + m.end())
        for m in re.finditer(r"\S+", text[start:end])
    ]
    keep = 0
    for word, _, _ in parts:
        bare = word.strip("\"“”‘’'.,()")
        small = bare[:1].islower() and bare not in _PARTICLES
        if not bare or any(c.isdigit() for c in bare) or small or fold(bare) in _NEVER_PERSON:
            break
        keep += 1
    if not keep or (keep < len(parts) and keep < 2):
        return
    start, end = trim(text, start, parts[keep - 1][2])
    if start < end and fold(text[start:end]) not in not_names():
        yield Candidate(start, end, "Person", Ground.RECOGNISED)


_PARTICLES: Final = frozenset(
    {"de", "la", "del", "di", "da", "du", "van", "von", "der", "bin", "al", "ben"}
)
_NEVER_PERSON: Final = frozenset(
    "police patrol department act bill committee street avenue images news university campaign "
    "administration party senate court poll debate photo video tweet twitter facebook subscribe "
    "advertise share republican republicans democrat democrats islam foundation tower".split()
)


def _body(text: str, start: int, end: int, kind: EntityType) -> Iterator[Candidate]:
    """A body's name without the article and possessor before it."""
    surface = text[start:end]
    article = re.match(
        r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Ii]ts|[Tt]his|[Ff]ormer)\s+", surface
    )
    if article:
        start += article.end()
        surface = text[start:end]
    if not surface or not any(c.isupper() for c in surface) or fold(surface) in not_names():
        return
    # "Computer-Aided Dispatch" is a kind of thing
    kind_of = r"^\w+-(?:[Aa]ided|[Aa]ssisted|[Dd]riven|[Oo]perated)\b"
    if re.search(rf"\bpercent\b|^(?:pro|anti|non|[RD])-|^[a-z]|{kind_of}", surface):
        return
    if " " not in surface and (len(surface) < 2 or surface[0].islower()):
        return
    if re.search(r"\d", surface) and not re.search(r"[A-Za-z]{3}", surface):
        return
    yield Candidate(start, end, kind, Ground.RECOGNISED)
