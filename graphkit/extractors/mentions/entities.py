"""Named people and bodies of one document, one LocalEntity each.

Candidates (:mod:`graphkit.extractors.mentions.candidates`) come from spaCy's recogniser, the lists,
accounts, titles and words that head the names of bodies.  Here the overlapping ones are
decided, single words are taken or left by what the rest of the article says about them, and
every other place where a known name stands is found.  Countries and states are kept as
candidates for speakers (:attr:`LocalEntity.if_speaking`).

Not caught: names in lower case, people known by one word that stands only once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS

from graphkit.extractors.mentions import bodies
from graphkit.extractors.mentions import candidates as find
from graphkit.extractors.mentions.candidates import Candidate, Ground
from graphkit.extractors.mentions.edges import with_first_names, without_edges
from graphkit.extractors.mentions.evidence import acts, chance_of_person, signs
from graphkit.extractors.mentions.grouping import Named, authors_of, group
from graphkit.language import Analysis
from graphkit.model import EntityType, LocalEntity, Post, Span
from graphkit.text.lexicon import (
    body_by_fold,
    first_names,
    fold,
    heads,
    known_people,
    last_names,
    not_names,
    person_by_name,
    place_by_form,
    titles,
)
from graphkit.text.names import parse_person, titles_before, trim

__all__ = ["find_entities"]

#: The least chance that a name is a person's.
PERSON: Final = 0.4
#: The least chance of one word that nothing else speaks for.
LONE: Final = 0.6
#: The chance from which on nothing more needs to speak for it.
SURELY: Final = 0.8
_OPENING: Final = re.compile(r"[“\"‘(:—–]\s*|\n+")
#: Who speaks, in a transcript: "TAPPER: And you …".
_LABEL: Final = re.compile(r"(?m)^[ \t]*([A-Z][A-Z’'-]{2,}):(?=\s)")
#: A name that goes on: "Mar-a-Lago", "Orr-Marsh Act".
_COMPOUND: Final = re.compile(r"[-–](?:\w{1,2}-)?[A-Z]")
_DATELINE: Final = re.compile(
    r"(?m)^[ \t]*([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3})"
    r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?(?:,? [A-Z][a-z]+\.? \d{1,2})?"
    r" (?:\([^()\n]{2,40}\) ?)?[—–-]{1,2} ?(?=\S)"
)
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&.]*[A-Z]\.?(?:-[A-Z]+)?s?$")


def _best(found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates without overlaps: the better ground wins, then the longer, then the earlier."""
    kept: list[Candidate] = []
    starts: list[int] = []
    for one in sorted(found, key=lambda c: (-c.ground, c.start - c.end, c.start, c.name)):
        at = bisect_right(starts, one.start)
        if at and kept[at - 1].end > one.start:
            continue
        if at < len(kept) and kept[at].start < one.end:
            continue
        kept.insert(at, one)
        starts.insert(at, one.start)
    return kept


def _as_people(text: str, found: list[Candidate]) -> list[Candidate]:
    """Bodies that are people after all: their name is a person's name or surname here.

    A body of two words is called by its first one later ("Acme Steel", "Acme"), a person by the
    last: "Amara Nwosu" is one where "Nwosu" stands too.
    """
    names = {fold(text[c.start : c.end]) for c in found if c.type == "Person" and _two(text, c)}
    alone = {fold(text[c.start : c.end]) for c in found if not _two(text, c)}
    for one in found:
        words = fold(text[one.start : one.end]).split()
        plain = not one.ground.sure and not one.doubtful and one.type == "Organization"
        if plain and len(words) == 2 and words[1] in alone and words[0] not in alone:
            names.add(" ".join(words))
    surnames = {name.split()[-1] for name in names}
    out = []
    for one in found:
        surface = text[one.start : one.end]
        weak = one.type != "Person" and not one.ground.sure and not one.doubtful
        if weak and (fold(surface) in names or fold(surface) in surnames):
            one = replace(one, type="Person", name="")
        out.append(one)
    return out


def _supported(analysis: Analysis, found: list[Candidate]) -> list[Candidate]:
    """The candidates without capitalised words that only the recogniser takes for a person.

    A name of several words needs a known first or last name, a title, or its last word alone
    as a person elsewhere; "Limited Tools" has none of them.
    """
    text = analysis.document.text
    proper = {t.idx for t in analysis.doc if t.pos_ == "PROPN"}
    alone = {text[c.start : c.end] for c in found if c.type == "Person" and not _two(text, c)}
    out = []
    for one in found:
        if one.type == "Person" and one.ground <= Ground.RECOGNISED and _two(text, one):
            parts = text[one.start : one.end].split()
            first, last = fold(parts[0]), parse_person(" ".join(parts)).surname.split()[-1]
            held = parts[-1] in alone or bool(titles_before(text, one.start))
            lasting = last in last_names() and heads().get(parts[-1]) is None
            known = first in first_names() or re.fullmatch(r"(?:[A-Z]\.?){1,3}", parts[0])
            if not held and not (known and (lasting or len(parts) > 2 or _rare(parts[-1], text))):
                told = one.start in proper and (lasting or (known and _rare(parts[-1], text)))
                foreign = one.start in proper and all(_rare(p, text) for p in parts)
                if not told and not (foreign and _speaks(text, one)):
                    continue
        out.append(one)
    return out


def _rare(word: str, text: str) -> bool:
    """Whether a capitalised word is not used as a common word as well."""
    low = word.casefold()
    return (
        heads().get(word) is None
        and low not in not_names()
        and not re.search(rf"\b{re.escape(low)}\b", text)
    )


def _speaks(text: str, one: Candidate) -> bool:
    """Whether what stands around a name is what stands around people."""
    behind, before = text[one.end : one.end + 30], text[max(0, one.start - 30) : one.start]
    return bool(
        re.match(r",? (?:said|says|told|wrote|added|asked|who|\d\d,)\b|\s?\((?:R|D)-", behind)
        or re.match(r", (?:an?|the|[a-z]+ (?:of|at|for|with))\b", behind)
        or re.search(r"\b(?:said|told|asked|by|with|and|named|[a-z]+(?:er|or|ist|man)) $", before)
    )


def _two(text: str, one: Candidate) -> bool:
    return len(text[one.start : one.end].split()) > 1


def _take_single(
    text: str, found: list[Candidate], labels: dict[str, Counter[str]]
) -> list[Candidate]:
    """The candidates without the single words that too little speaks for."""
    surnames: set[str] = set()
    givens: set[str] = set()
    for one in found:
        if one.type == "Person" and _two(text, one):
            name = parse_person(text[one.start : one.end])
            surnames.update(name.surname.split()[-1:])
            givens.update(name.given[:1])
    lower = set(re.findall(r"(?<![\w’'])[a-z]\w+", text))
    times = Counter(text[c.start : c.end] for c in found)
    taken = []
    for one in found:
        surface = text[one.start : one.end]
        if _two(text, one) or surface.startswith("@") or one.ground.sure or one.doubtful:
            taken.append(one)
            continue
        word = fold(surface)
        if word in known_people() and one.type == "Organization":
            one = replace(one, type="Person", name="")
        if one.type == "Person":
            seen = labels.get(surface, Counter())
            mostly = 2 * seen["PERSON"] >= seen.total()
            good = (
                word.split()[-1] in surnames
                or word in givens
                or one.ground >= Ground.TITLED
                or word in known_people()
                or (times[surface] >= 2 and mostly and surface.casefold() not in lower)
            )
            good = good and not (surface.casefold() in lower and word not in surnames)
            good = good and (word in surnames or _calls_somebody(surface, surnames | givens))
            good = good and not _COMPOUND.match(text, one.end) and text[one.start - 1] != "#"
        elif word in body_by_fold():
            good = True
        else:
            acronym = bool(_ACRONYM.match(surface)) and len(surface) > 1
            good = (
                acronym
                or one.ground is Ground.SPEAKING
                or (times[surface] >= 2 and surface.casefold() not in lower)
            )
            good = good and surface not in place_by_form() and word not in first_names()
        if good and word not in not_names():
            taken.append(one)
    return taken


def _calls_somebody(surface: str, known: set[str]) -> bool:
    """Whether one word can be all that somebody is called: no title, no initials, no family
    ("the Orrs"), no acronym.
    """
    word = fold(surface)
    if f"{word}." in titles() or word in titles() or re.fullmatch(r"(?:[A-Z]\.?)+", surface):
        return word in known
    singular = {word.removesuffix("s"), word.removesuffix("es")} - {word}
    return not (singular and any(s in known or s in known_people() for s in singular))


def _places(text: str) -> frozenset[str]:
    """What stands where news tells the place it comes from: "HARLOW, Ohio (AP) — The roof …"."""
    return frozenset(match[1] for match in _DATELINE.finditer(text))


def _again(
    analysis: Analysis, found: list[Candidate], loud: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """Every further place where a taken name stands, and surnames of people named in full."""
    text = analysis.document.text
    wanted: dict[str, Candidate] = {}
    for one in found:
        surface = text[one.start : one.end]
        if one.doubtful or surface.startswith("@") or "\n" in surface:
            continue
        if one.type != "Person":
            if " " in surface or _ACRONYM.match(surface):
                wanted.setdefault(surface, one)
            continue
        wanted.setdefault(surface, one)
        if _two(text, one):
            last = re.sub(r",?\s+(?:Jr|Sr|I{2,3}|IV)\.?$", "", surface).split()[-1]
            if len(last) > 2 and last[0].isupper():
                wanted.setdefault(last, one)
    if not wanted:
        return []
    surnames = {word.upper(): one for word, one in wanted.items() if one.type == "Person"}
    labels = [
        Candidate(match.start(1), match.end(1), "Person", Ground.REPEATED)
        for match in _LABEL.finditer(text)
        if match[1] in surnames
    ]
    pattern = re.compile(
        r"(?<![\w@#/])(?:"
        + "|".join(re.escape(w) for w in sorted(wanted, key=lambda w: (-len(w), w)))
        + r")(?!\w|-\w{4})"
    )
    first = {s.start_char for s in analysis.doc.sents} | {m.end() for m in _OPENING.finditer(text)}
    proper = {t.idx for t in analysis.doc if t.pos_ == "PROPN" or t.ent_type_ == "PERSON"}
    lower = set(re.findall(r"(?<![\w’'])[a-z]\w+", text)) | STOP_WORDS
    more = labels
    for match in pattern.finditer(text):
        one = wanted[match.group()]
        single = " " not in match.group() and one.type == "Person"
        loud_here = any(a <= match.start() < b for a, b in loud)
        plain = match.start() in first and match.group().casefold() in lower
        if single and plain and match.start() not in proper and not loud_here:
            continue
        name = "" if single else one.name
        more.append(Candidate(match.start(), match.end(), one.type, Ground.REPEATED, name))
    return more


def _labels(analysis: Analysis) -> tuple[dict[tuple[int, int], str], dict[str, Counter[str]]]:
    """What the recogniser calls each stretch, and how often it calls each surface what."""
    text = analysis.document.text
    spans: dict[tuple[int, int], str] = {}
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in analysis.doc.ents:
        start, end = trim(text, ent.start_char, ent.end_char)
        if text.startswith(("the ", "The "), start):
            start += 4
        spans[start, end] = ent.label_
        surfaces[text[start:end]][ent.label_] += 1
    return spans, surfaces


def _candidates(
    analysis: Analysis, authors: Iterable[str], sources: Sequence[Span]
) -> list[Candidate]:
    """All candidates, the overlapping ones decided and doubtful ones taken or left."""
    text = analysis.document.text
    loud = find.headlines(text)
    spans, surfaces = _labels(analysis)
    lists = list(find.listed(text))
    found = [c for c in lists if not c.doubtful]
    sure = {c.name for c in found}
    found += find.recognised(analysis.doc, text, loud)
    found += [c for c in find.titled(text) if not any(a <= c.start < b for a, b in loud)]
    found += find.speaking(analysis.doc, text, sources)
    found += find.accounts(text)
    found += find.departments(text)
    found += find.authored(text, authors)
    found += bodies.place_bodies(analysis.doc, text, loud)
    found = _as_people(text, _best(found))
    found = without_edges(analysis, found)
    found = _supported(analysis, found)
    people = {
        fold(text[c.start : c.end]).split()[-1]
        for c in found
        if c.type == "Person" and _two(text, c)
    }
    held = [
        replace(c, doubtful=False)
        for c in lists
        if c.doubtful
        and fold(text[c.start : c.end]) not in people
        and find.doubtful_holds(text, c, sure, spans)
    ]
    found = _take_single(text, _best(found + held), surfaces)
    found = _best(found + _again(analysis, found, loud))
    found = with_first_names(analysis, found)
    found = _best(found + list(bodies.person_bodies(text, found)))
    found = _best(found + list(bodies.countries(analysis.doc, text)))
    places = _places(text)
    found = _one_type(analysis, found, sources)
    return [
        c
        for c in found
        if c.ground.sure
        or (fold(text[c.start : c.end]) not in not_names() and text[c.start : c.end] not in places)
    ]


def _is_person(told: Mapping[str, float], name: str) -> bool:
    """Whether a name with these signs may stay a person's.

    Words that are common, or one word that is nobody's first name, must do or be something that
    only people do or are.
    """
    chance = chance_of_person(told)
    if chance < PERSON:
        return False
    if acts(told):
        return True
    if told["first common"] or told["last common"]:
        return chance >= SURELY
    return not told["one word"] or fold(name) in first_names() or chance >= LONE


def _actors(
    analysis: Analysis, found: Iterable[LocalEntity], sources: Sequence[Span]
) -> Iterator[LocalEntity]:
    """The entities without those that the text shows to be places and things, no people."""
    starts = [source.start for source in sources]
    for one in found:
        if one.type == "Person" and not one.handles and not one.if_speaking:
            known = fold(one.name) in person_by_name() or fold(one.name) in known_people()
            told = signs(analysis, [mention.span for mention in one.mentions], starts)
            if not known and not _is_person(told, one.name):
                if not told["ever_source"] or told["at"] or told["state"]:
                    continue
                one = _body(one)  # whoever says something is somebody
        yield one


def _body(one: LocalEntity) -> LocalEntity:
    """What was taken for a person, as an organisation."""
    mentions = tuple(replace(mention, type="Organization") for mention in one.mentions)
    key = f"organization:{one.key.partition(':')[2]}"
    return replace(one, key=key, type="Organization", mentions=mentions)


def _one_type(
    analysis: Analysis, found: Sequence[Candidate], sources: Sequence[Span]
) -> list[Candidate]:
    """The candidates; one word that is a person here and a body there is what it mostly acts as."""
    text = analysis.document.text
    spans: dict[str, list[Span]] = defaultdict(list)
    kinds: dict[str, set[str]] = defaultdict(set)
    surnames: set[str] = set()
    for one in found:
        surface = text[one.start : one.end]
        if one.type == "Person" and _two(text, one):
            surnames.add(parse_person(surface).surname.split()[-1])
        elif not one.name and not one.doubtful and not _two(text, one):
            spans[surface].append(Span(one.start, one.end))
            kinds[surface].add(one.type)
    starts = [source.start for source in sources]
    settled: dict[str, EntityType] = {}
    for surface, kind in kinds.items():
        if kind == {"Person", "Organization"}:
            told = signs(analysis, spans[surface], starts)
            person = (
                fold(surface) in surnames or told["ever_title"] or fold(surface) in first_names()
            )
            person = person or (acts(told) and chance_of_person(told) >= SURELY)
            settled[surface] = "Person" if person else "Organization"
    return [
        replace(one, type=settled[surface])
        if not one.name and (surface := text[one.start : one.end]) in settled
        else one
        for one in found
    ]


def find_entities(
    analysis: Analysis,
    posts: Sequence[Post],
    boilerplate: Sequence[Span],
    sources: Sequence[Span] = (),
) -> Iterator[LocalEntity]:
    """The people and bodies that the document names, in the order of their first mention.

    ``sources`` are the stretches that are said to have said something.
    """
    text = analysis.document.text
    named = []
    for one in _candidates(analysis, authors_of(posts).values(), sources):
        # what is not the article names nobody in the news, but it may name the outlet
        aside = any(s.start <= one.start and one.end <= s.end for s in boilerplate)
        if aside and not (one.type == "Outlet" and one.ground.sure):
            continue
        surface = " ".join(text[one.start : one.end].split())
        titles = titles_before(text, one.start) if one.type == "Person" else ()
        named.append(
            Named(Span(one.start, one.end), surface, one.type, one.name, one.doubtful, titles)
        )
    taken: set[str] = set()
    for entity in _actors(analysis, group(text, named, posts), sources):
        if entity.key not in taken:  # a body may have the name already
            taken.add(entity.key)
            yield entity
