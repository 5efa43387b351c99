"""The assertion that stands in the denial itself: "denied that he paid her"."""

from __future__ import annotations

import re
from typing import Final

from graphkit.extractors.denials.reading import Reading, Said
from graphkit.extractors.denials.words import classes_in, of_class, plain
from graphkit.model import Span
from graphkit.text.stems import content_stems, normal_words

__all__ = ["own_clause"]

#: Content stems that an assertion needs to say something.
_LEAST: Final = 2
#: Characters of a content in which it is looked for.
_REACH: Final = 400
_NOUN, _LABEL = of_class("noun"), of_class("label")
_SAYING: Final = r"(?:say|suggest|imply|claim|argue|think|assert|state|believe)"
_END: Final = (
    r"(?=[.;!?](?:\s|[\"']|$)|[\"'](?:\s|$)"
    rf"|,?\s+(?:is|was|are|were|as)\s+(?:\w+\s+){{0,2}}?[\"']?{_LABEL}"
    r"|,\s+(?:but|and|saying|said|adding|which|who|calling|insisting|arguing|while|although"
    r"|because)\b|$)"
)
_WHAT: Final = rf"(?P<what>.+?){_END}"
#: Ways in which a denial holds what it denies, the surest first; the first two need a cue of
#: denying or rejecting, the third one of denying.
_WAYS: Final = {
    "noun that": re.compile(rf"{_NOUN}[^.;]{{0,50}}?\s(?:that|of|about)\s+{_WHAT}", re.S),
    "that": re.compile(rf"^\W*that\s+{_WHAT}", re.S),
    "having": re.compile(
        r"^\W*(?P<what>(?:ever |any |all )?(?:having|being|\w+ing|wrongdoing|involvement|knowledge)"
        rf"\b.*?){_END}",
        re.S,
    ),
    "false to say": re.compile(rf"{_LABEL}\s+to\s+{_SAYING}\s+(?:that\s+)?{_WHAT}", re.S),
    "those who say": re.compile(
        rf"\b(?:people|anyone|those|they|some|critics|opponents)\s+(?:who )?{_SAYING}(?:ing)?\s+"
        rf"(?:that\s+)?{_WHAT}",
        re.S,
    ),
}
_NEED: Final = {
    "noun that": {"deny", "reject"},
    "that": {"deny", "reject"},
    "having": {"deny"},
}


def own_clause(one: Said, reading: Reading) -> tuple[Span, str] | None:
    """Where the disputed assertion stands in the statement's own words, and by which way."""
    kinds = classes_in(one.cue)
    for part in sorted(one.attribution.content):
        text = plain(reading.text[part.start : part.end])[:_REACH]
        for name, pattern in _WAYS.items():
            if name in _NEED and not kinds & _NEED[name]:
                continue
            found = pattern.search(text)
            if found is None:
                continue
            what = Span(part.start + found.start("what"), part.start + found.end("what"))
            if len(content_stems(normal_words(reading.text[what.start : what.end]))) >= _LEAST:
                return what, name
    return None
