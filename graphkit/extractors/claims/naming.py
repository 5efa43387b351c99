"""Who a statement's pronouns stand for, looked up only where the text leaves little doubt.

In reported words "he" mostly is who said it ("Marsh said he would pay"); in quoted words it is
somebody else.  What is not sure stays as it is and is told: the statement needs its context.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from graphkit.extractors.speakers.coreference import HE, SHE, Discourse
from graphkit.extractors.speakers.nominals import Nominals, surest
from graphkit.extractors.speakers.sources import Reading
from graphkit.language import Analysis
from graphkit.model import Attribution, LocalEntity, Span
from graphkit.text.lexicon import fold, role_nouns

__all__ = ["Named", "Names", "needs_context"]

_CONTRACTED: Final = {"'s": "is", "'ll": "will", "'d": "would", "'ve": "have", "'re": "are"}
#: Cues with somebody who is spoken to: "he" may be that one.
_ADDRESSING: Final = frozenset({"told", "tells", "tell", "telling", "asked", "asks"})
_THIRD: Final = HE | SHE | {"they", "them", "their", "theirs", "themselves"}
_POINTING: Final = frozenset({"this", "that", "these", "those", "such", "latter", "former"})
#: The chance from which on a name is put behind a pronoun: a reader takes it for the author's.
_SURE: Final = 0.75
#: Pronouns of bodies and groups.
_PLURAL: Final = frozenset({"they"})
_BODY: Final = _PLURAL | {"it"}
_BODIES: Final = frozenset({"Agency", "Organization", "Outlet"})
#: Kinds of nouns that describe somebody whom the text may name.
_DESCRIBED: Final = frozenset({*_BODIES, "person", "office"})
#: What may stand between "the" and such a noun, and the noun.
_IN_PHRASE: Final = frozenset({"JJ", "JJS", "NN", "VBN", "HYPH"})
_RELATIVE: Final = frozenset({"that", "which", "who"})
_COPULA: Final = frozenset({"is", "was", "'s", "’s"})
#: A source of more words, or with a pronoun, verb or mark in it, is not put into brackets.
_MOST_WORDS: Final = 6
_NOT_A_NAME: Final = frozenset(
    {"PRP", "PRP$", "WP", "WDT", "VBD", "VBZ", "VBP", "IN", "CC", "EX", ",", ":", "``", "''"}
)
_PLACE: Final = frozenset({"here", "there", "then"})
#: Adjectives and verbs behind an "it" that stands for nothing: "it is clear that", "it seems".
_EMPTY_IT: Final = frozenset(
    "is was 's ’s would will seems seemed appears takes took has had may might could".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A pronoun and the name to put behind it."""

    pronoun: Span
    name: str


class Names:
    """The people of a document, for the pronouns of what is said about them."""

    def __init__(
        self,
        analysis: Analysis,
        entities: Sequence[LocalEntity],
        attributions: Sequence[Attribution],
    ) -> None:
        """Keep who is who, and who has spoken where."""
        self._world = Discourse(analysis, entities)
        self._nominals = Nominals(self._world)
        self._by_key = {entity.key: entity for entity in entities}
        for said in attributions:
            if said.source and said.speaker:
                self._world.speaks(said.source[0], self._by_key[said.speaker])

    def speaker(self, attribution: Attribution) -> LocalEntity | None:
        """The entity that an attribution is of."""
        return self._by_key.get(attribution.speaker or "")

    def gender(self, entity: LocalEntity) -> str:
        """``m``, ``f`` or "" where the text does not tell."""
        profile = self._world.profiles.get(entity.key)
        return profile.gender if profile else ""

    def look_up(
        self,
        tokens: Sequence[Token],
        attribution: Attribution,
        cue: Sequence[Token],
        source: Sequence[Token],
        shown: Sequence[Token] = (),
    ) -> tuple[Named, ...]:
        """The first pronoun of each gender, where it is sure whom it means.

        ``cue`` and ``source`` are the tokens of these; ``shown`` are those that will be read, if
        more than these: whoever is named there before the pronoun needs no bracket; the name
        is then "".
        """
        subject = None if shown else self._subject(tokens, attribution, source)
        subject = subject or self._definite(tokens, self.speaker(attribution))
        found = [subject] if subject else []
        told: set[str] = set()
        addressed = any(token.lower_ in _ADDRESSING for token in cue)
        for token in tokens:
            low = token.lower_
            gender = "m" if low in HE else "f" if low in SHE else ""
            if not gender or gender in told or low.endswith("self"):
                continue
            told.add(gender)
            who = self._mean(token, gender, attribution, addressed)
            if who is None:
                continue
            span, name = Span(token.idx, token.idx + len(token.text)), who.name
            before = [t for t in shown or tokens if t.idx < token.idx]
            if self._is_named(who, before) or any(one.name == who.name for one in found):
                name = ""
            elif self._names_another(before, gender):
                continue
            elif self._owns(token):
                name = self.possessive(name)
            elif verb := _contracted(token):
                span, name = Span(token.idx, verb[0]), f"{name} {verb[1]}"
            found.append(Named(span, name))
        return tuple(found)

    def _subject(
        self, tokens: Sequence[Token], attribution: Attribution, source: Sequence[Token]
    ) -> Named | None:
        """The source behind an "it" or "they" that opens what a body or a group is said to say."""
        at = 1 if tokens and tokens[0].lower_ == "that" else 0
        token = tokens[at] if at < len(tokens) else None
        if token is None or token.lower_ not in _BODY or self._world.in_quote(token.idx):
            return None
        plural = token.lower_ in _PLURAL
        speaker = self.speaker(attribution)
        if not plural and (_expletive(tokens, at) or _is_something(tokens, at)):
            return None
        if speaker is not None:
            # "CNN said they …" is about others, "House Democrats said they …" is not
            several = _as_name(source, plural=True) != ""
            name = speaker.name if speaker.type != "Person" and plural <= several else ""
        else:
            name = _as_name(source, plural)
        if not name:
            return None
        span = Span(token.idx, token.idx + len(token.text))
        if verb := _contracted(token):
            span, name = Span(token.idx, verb[0]), f"{name} {verb[1]}"
        return Named(span, name)

    def _definite(self, tokens: Sequence[Token], speaker: LocalEntity | None) -> Named | None:
        """Who an opening "the company", "the candidate" is, where that is sure enough.

        Nobody calls himself "the candidate".
        """
        at = 1 if tokens and tokens[0].lower_ == "that" else 0
        if at >= len(tokens) or tokens[at].lower_ != "the":
            return None
        end = at + 1
        while end < len(tokens) and tokens[end].tag_ in _IN_PHRASE:
            end += 1
        if end == at + 1 or end >= len(tokens):
            return None
        noun, after = tokens[end - 1], tokens[end]
        kind = role_nouns().get(noun.lower_, ("", ""))[0]
        if noun.tag_ != "NN" or noun.text[:1].isupper() or kind not in _DESCRIBED:
            return None
        if after.tag_ in ("POS", "IN", "TO", "NNP", "NNS") or after.lower_ in _RELATIVE:
            return None
        read = Reading(
            "body" if kind in _BODIES else "role",
            word=noun.lower_,
            definite=True,
            modifiers=tuple(token.text for token in tokens[at + 1 : end - 1]),
        )
        start = tokens[at].idx
        span = Span(start, noun.idx + len(noun.text))
        found = [
            one
            for one in self._nominals.candidates(read, start, None)
            if one.entity is None or one.entity is not speaker or kind in _BODIES
        ]
        who = surest(span, found, _SURE)
        if who is None or (
            kind in _BODIES and who.type != kind and noun.lower_ not in fold(who.name)
        ):
            return None
        if fold(who.name) in fold(self._world.text[start : span.end]):
            return None  # "the Republican party" is named
        return Named(Span(noun.idx, span.end), who.name)

    def _names_another(self, before: Sequence[Token], gender: str) -> bool:
        """Whether somebody whom the pronoun may mean as well is named among these tokens."""
        places = {token.idx for token in before if token.tag_ in ("NNP", "NNPS")}
        return any(
            mention.span.start in places
            for entity in self._by_key.values()
            if entity.type == "Person" and self._is(entity, gender)
            for mention in entity.mentions
        )

    @staticmethod
    def _is_named(who: LocalEntity, before: Sequence[Token]) -> bool:
        """Whether somebody's last name stands among these tokens."""
        words = {token.text for token in before}
        return who.name.split()[-1] in words

    @staticmethod
    def possessive(name: str) -> str:
        """The name with the mark of a possessive."""
        return f"{name}'" if name.endswith("s") else f"{name}'s"

    @staticmethod
    def _owns(token: Token) -> bool:
        return token.tag_ == "PRP$" or token.lower_ == "his"

    def _mean(
        self, token: Token, gender: str, attribution: Attribution, addressed: bool
    ) -> LocalEntity | None:
        """Whom a pronoun means, or None where it is not sure."""
        speaker = self.speaker(attribution)
        if self._world.in_quote(token.idx):
            barred = frozenset({speaker.key}) if speaker else frozenset()
        elif speaker and speaker.type == "Person" and self._is(speaker, gender) and not addressed:
            return speaker
        else:
            barred = frozenset()
        found = self._world.person(token.idx, gender, barred, _SURE)
        return found if found and self._is(found, gender) else None

    def _is(self, entity: LocalEntity, gender: str) -> bool:
        return self.gender(entity) in ("", gender)


def _is_something(tokens: Sequence[Token], at: int) -> bool:
    """Whether "it is" or "it was" says what something is, and not what a body does."""
    behind = [t for t in tokens[at + 1 : at + 5] if t.tag_ != "RB"]
    return len(behind) > 1 and behind[0].lower_ in _COPULA and behind[1].tag_ not in ("VBG", "VBN")


def _as_name(source: Sequence[Token], plural: bool) -> str:
    """A source without a name as its article has it: "Republican operatives", "the company"."""
    words = [token for token in source if not token.is_space]
    if not 0 < len(words) <= _MOST_WORDS or any(t.tag_ in _NOT_A_NAME for t in words):
        return ""
    last = words[-1]
    kind = role_nouns().get(last.lower_, ("", ""))[0]
    fits = last.tag_ in ("NNS", "NNPS") if plural else kind in _BODIES
    text = "".join(token.text_with_ws for token in words).strip()
    return text if fits and words[-1].i - words[0].i == len(words) - 1 else ""


def _contracted(token: Token) -> tuple[int, str] | None:
    """The end of a contracted verb behind a pronoun, and the verb in full: "he’s" → "is"."""
    if token.i + 1 >= len(token.doc):
        return None
    verb = token.nbor()
    form = verb.lower_.replace("’", "'")
    if token.whitespace_ or form not in _CONTRACTED:
        return None
    after = verb.nbor().tag_ if verb.i + 1 < len(verb.doc) else ""
    full = _CONTRACTED[form]
    if form == "'s":
        full = "has" if after == "VBN" or verb.nbor().lower_ == "got" else "is"
    elif form == "'d":
        full = "would" if after == "VB" else "had"
    return verb.idx + len(verb.text), full


def needs_context(tokens: Sequence[Token], named: Sequence[Named]) -> bool:
    """Whether words point to something outside that no bracket tells."""
    told = {one.pronoun.start for one in named}
    genders = {
        "m" if t.lower_ in HE else "f" for t in tokens if t.idx in told and t.lower_ in HE | SHE
    }
    bodies = {t.lower_ in _PLURAL for t in tokens if t.idx in told and t.lower_ in _BODY}
    people = sum(t.tag_ == "NNP" for t in tokens)
    for at, token in enumerate(tokens):
        low = token.lower_
        if token.idx in told or (low in _BODY and bodies & {low in _PLURAL}):
            continue
        if low in _THIRD:
            gender = "m" if low in HE else "f" if low in SHE else ""
            earlier = any(t.tag_ in ("NNP", "NNS", "NNPS") for t in tokens[:at])
            if gender not in genders and not earlier:
                return True
        elif low in ("it", "its") and not _expletive(tokens, at):
            if not any(t.tag_.startswith("NN") for t in tokens[:at]):
                return True
        elif (
            (low in _POINTING and token.tag_ in ("DT", "JJ", "PDT") and low != "that")
            or (low == "that" and token.tag_ == "DT")
            or (
                low == "the"
                and _bare_definite(tokens, at)
                and at < 4
                and people == 0
                and (at + 1 == len(tokens) or tokens[at + 1].idx not in told)
            )
        ):
            return True
    return False


def _expletive(tokens: Sequence[Token], at: int) -> bool:
    """Whether "it" stands for nothing: an adjective and "that" or "to" come behind."""
    behind = tokens[at + 1 : at + 9]
    if tokens[at].lower_ != "it" or not behind or behind[0].lower_ not in _EMPTY_IT:
        return False
    return any(t.tag_ in ("JJ", "NN") for t in behind[:4]) and any(
        t.lower_ in ("that", "to", "if", "when") for t in behind[2:]
    )


def _bare_definite(tokens: Sequence[Token], at: int) -> bool:
    """Whether "the" opens a noun phrase of common nouns that nothing behind it tells apart."""
    place = at + 1
    while place < len(tokens) and tokens[place].tag_ in ("JJ", "NN", "NNS", "VBN", "JJS", "HYPH"):
        place += 1
    if place == at + 1 or not tokens[place - 1].tag_.startswith("NN"):
        return False
    if tokens[place - 1].lower_ in _PLACE:
        return False
    following = tokens[place].lower_ if place < len(tokens) else ""
    return following not in ("of", "that", "who", "which", "to", "for", "in", "’s", "'s", "on")
