"""Verbs and phrases that tie a source to what it said, thought or wanted, with their forms.

The verbs are those that mark an attribution in more than half of their uses in news, by our
reading of such lists (VerbNet's communication classes, Newell et al. 2018) and of how often each is
one in PolNeAR's training part.  Each is listed with what follows it.
"""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["CUE_FORMS", "NEVER_DIRECT", "Frame"]

#: What a cue takes: ``speech`` a quote or a clause, bare or with "that"; ``clause`` a clause with
#: "that" or a question word, or a noun phrase; ``to`` an infinitive; ``object`` a noun phrase.
Frame = Literal["speech", "clause", "to", "object"]

_SPEECH: Final = """
say=said,saying,says tell=told,telling,tells write=wrote,writing,writes,written add explain note
reply ask answer insist argue claim recall declare state announce report continue respond joke
tweet recount remark observe shout yell chant quip plead exclaim cry muse scoff retort interject
comment assert conclude warn complain admit=admitted,admitting,admits acknowledge concede
suggest stress emphasize emphasise boast predict allege contend maintain testify caution
post repeat reiterate lament confess agree swear=swore,sworn vow promise pledge think=thought
believe guess whisper email retweet declaim read text snap=snapped,snapping joke opine
wonder demand confirm
"""
_CLAUSE: Final = """
indicate reveal find=found,finding,finds show=showed,shown,showing,shows imply deny realize
hope fear worry doubt expect estimate forecast speculate signal=signaled,signalled,signaling
hint disclose assume suspect assure inform remind=reminded,reminding convince question
understand=understood project=projected,projecting,projects mention point figure
know=knew learn=learned,learnt decide rule=ruled
"""
_TO: Final = """
decline refuse vow promise pledge threaten expect hope plan agree seek=sought want offer
"""
_OBJECT: Final = """
criticize criticise blast praise slam=slammed,slamming denounce endorse reject defend oppose
accuse attack condemn mock deride decry blame dismiss describe question cite urge
rebuke tout thank applaud hail assail lambaste chide ridicule disavow disparage laud
urge propose favor prefer deny express voice support invoke
"""
#: Verb and the word that has to come after it.
PREPOSITIONS: Final = {
    "call": ("for", "on"),
    "warn": ("of", "about", "against"),
    "refer": ("to",),
    "point": ("to", "out"),
    "complain": ("about",),
    "allude": ("to",),
    "rail": ("against",),
    "boast": ("of", "about"),
    "lash": ("out",),
    "balk": ("at",),
    "advocate": ("for",),
    "push": ("for",),
    "talk": ("about",),
    "speak": ("about", "of"),
    "hint": ("at",),
    "argue": ("for", "against"),
    "worry": ("about",),
    "side": ("with",),
    "disagree": ("with",),
    "agree": ("with",),
    "joke": ("about",),
    "inquire": ("about",),
    "ask": ("about", "for"),
    "respond": ("to",),
}
#: Cues of thought or attitude: what they take is never words said.
NEVER_DIRECT: Final = frozenset(
    "know knew knows expect expects expected plan plans planned want wants wanted seek seeks sought"
    " support supports supported favor favors oppose opposes opposed offer offered".split()
)


def _inflect(verb: str) -> tuple[str, ...]:
    """Past, participle and third person of a regular verb."""
    if verb.endswith("e"):
        stem = verb if verb.endswith("ee") else verb[:-1]
        return verb, verb + "d", stem + "ing", verb + "s"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ied", verb + "ing", verb[:-1] + "ies"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return verb, verb + "ed", verb + "ing", third


def _forms(entry: str) -> tuple[str, ...]:
    verb, _, given = entry.partition("=")
    regular = _inflect(verb)
    if not given:
        return regular
    return (verb, *given.split(","), regular[2], regular[3])


def _table() -> dict[str, dict[Frame, tuple[str, ...]]]:
    """Each form, lower case → its frames, each with the prepositions that it needs (or none)."""
    table: dict[str, dict[Frame, tuple[str, ...]]] = {}
    frames: tuple[tuple[Frame, str], ...] = (
        ("speech", _SPEECH),
        ("clause", _CLAUSE),
        ("to", _TO),
        ("object", _OBJECT),
    )
    for frame, entries in frames:
        for entry in entries.split():
            for form in _forms(entry):
                table.setdefault(form, {})[frame] = ()
    for verb, words in PREPOSITIONS.items():
        entry = {"speak": "speak=spoke,spoken"}.get(verb, verb)
        for form in _forms(entry):
            table.setdefault(form, {}).setdefault("object", words)
    return table


#: A verb's form → what it may take; a frame's value is the words one of which must follow.
CUE_FORMS: Final = _table()
