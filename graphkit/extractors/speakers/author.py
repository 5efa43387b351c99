"""Who writes "I": the author of an opinion piece, by its by-line or by what is told at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graphkit.language import Analysis
from graphkit.model import LocalEntity, Mention, Span
from graphkit.text.lexicon import fold
from graphkit.text.names import titles_before

__all__ = ["author_of"]

#: What the last lines of an opinion piece say its author does; a description may stand before.
_DOES: Final = re.compile(
    r"(?:,(?:[^.;“”\"\n]|\.(?!\s)){1,80},)?\s+(?:(?:is|was)\s+(?:an?|the|co-\w+|senior|former|\w*editor|director"
    r"|professor|president|author|chair\w*)|chairs|chaired|serves|served|leads|led|heads|headed"
    r"|directs|runs|teaches|taught|writes|covers|represents|works)\b",
    re.I,
)
_QUOTED: Final = re.compile(r"[“”\"]")
#: Words of a line that tells who the author is, at most, and how many lines of them there may be.
_MOST_WORDS: Final = 60
_LINES: Final = 2


def author_of(analysis: Analysis, entities: Sequence[LocalEntity]) -> LocalEntity | None:
    """The one person who writes the text in the first person; None where the text tells nobody.

    A name in the document's metadata counts where the text has it too.
    """
    people = [one for one in entities if one.type == "Person"]
    by_line = [p for p in people if len(analysis.document.authors) == 1 and _is(p, analysis)]
    if len(by_line) == 1:
        return by_line[0]
    first = {m.span.start: (m, p) for p in people for m in p.mentions}
    told = {}
    for span in analysis.text.paragraphs[1:][-_LINES:]:
        line = analysis.document.text[span.start : span.end]
        if len(line.split()) <= _MOST_WORDS and not _QUOTED.search(line):
            found = _opens(analysis.document.text, span, first)
            if found is not None:
                told[found.key] = found
    return next(iter(told.values())) if len(told) == 1 else None


def _is(person: LocalEntity, analysis: Analysis) -> bool:
    return fold(person.name) == fold(analysis.document.authors[0])


def _opens(
    text: str, line: Span, first: dict[int, tuple[Mention, LocalEntity]]
) -> LocalEntity | None:
    """The person with whose full name, titles aside, a line begins that tells what he does."""
    for start in sorted(at for at in first if line.start <= at < line.end):
        mention, person = first[start]
        before = text[line.start : start].split()
        titled = len(before) <= len(titles_before(text, start))
        full = len(mention.surface.split()) > 1
        return person if titled and full and _DOES.match(text, mention.span.end) else None
    return None
