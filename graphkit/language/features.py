"""Text to what the tagger reads: words, wordpieces, and three small features of each word.

A *word* here is a run of word characters or one other visible character: the unit in which the
tagger labels, and in which the published scorer of attributions counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

WORD = re.compile(r"\w+|[^\w\s]")

#: The wordpiece of what the tokeniser does not know.
UNKNOWN = 100

#: Longest window in wordpieces, the two special ones included.
WINDOW = 302
#: Wordpieces on either side of a window's own part that are read but not labelled.
CONTEXT = 24

# The values of the features.  The encoder is uncased and its tokeniser drops line breaks, so
# that without these it could see neither names nor paragraphs.
LOWER, TITLE, UPPER, DIGIT, MARK = range(5)
GLUED, SPACED, LINE, PARAGRAPH = range(4)
OUTSIDE, INSIDE, OPENING, CLOSING, ODD = range(5)
FEATURE_SIZES = (5, 4, 5)

_OPENERS = frozenset("“„‟«")
_CLOSERS = frozenset("”»")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.  ``starts`` and ``ends`` are code point offsets into it."""

    starts: Ints
    ends: Ints
    #: One row a word: case, gap before, quotation state (see the constants above).
    features: Ints
    #: Wordpiece ids of the whole text, and for each wordpiece the number of its word.
    pieces: Ints
    piece_word: Ints

    def __len__(self) -> int:
        """The number of words."""
        return len(self.starts)


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word[0].isupper():
        return UPPER if len(word) > 1 and word.isupper() else TITLE
    if word[0].isdigit():
        return DIGIT
    return LOWER if word[0].isalpha() else MARK


def quotation_states(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each word: outside or inside double quotation marks, or a mark itself.

    Marks that do not tell which way they face (``"``, ``''``) take turns within a paragraph; a
    mark glued to the following word only can but open.  A paragraph starts outside; what is
    still open at its end is left so (a quotation that goes on opens anew in the next).
    """
    states = [OUTSIDE] * len(spans)
    inside = False
    skip = -1
    for i, (start, _) in enumerate(spans):
        if i and "\n" in text[spans[i - 1][1] : start]:
            inside = False
        if i == skip:
            states[i] = states[i - 1]
            continue
        char = text[start]
        double = char in "'`" and text[start : start + 2] in ("''", "``")
        if double:
            skip = i + 1
        if char in _OPENERS or (double and char == "`"):
            inside = True
            states[i] = OPENING
        elif char in _CLOSERS:
            states[i] = CLOSING if inside else ODD
            inside = False
        elif char == '"' or double:
            after = start + (2 if double else 1)
            opens = after < len(text) and not text[after].isspace()
            closes = start > 0 and not text[start - 1].isspace()
            if inside and (closes or not opens):
                states[i], inside = CLOSING, False
            elif not inside and (opens or not closes):
                states[i], inside = OPENING, True
            else:
                states[i] = ODD
        else:
            states[i] = INSIDE if inside else OUTSIDE
    return states


def read_words(text: str, tokenizer: Tokenizer) -> Words:
    """The words of a text with their wordpieces and features."""
    spans = [match.span() for match in WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    gaps = []
    last = 0
    for start, end in spans:
        gap = text[last:start]
        breaks = gap.count("\n")
        gaps.append(
            PARAGRAPH if breaks > 1 or last == 0 else LINE if breaks else SPACED if gap else GLUED
        )
        last = end
    ids, numbers = _pieces(words, tokenizer)
    features = np.array(
        [[_case(word) for word in words], gaps, quotation_states(text, spans)], dtype=np.int64
    ).T.reshape(-1, 3)
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Words(
        offsets[:, 0],
        offsets[:, 1],
        features,
        ids,
        numbers,
    )


def _pieces(words: list[str], tokenizer: Tokenizer) -> tuple[Ints, Ints]:
    """The wordpieces of words, and the number of the word of each; every word has at least one.

    The tokeniser makes nothing of zero-width characters and single accents.  A word without a
    piece would shift the labels of all words behind it, so it is given the unknown one.
    """
    encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    numbers = np.array([w for w in encoding.word_ids if w is not None], dtype=np.int64)
    missing = np.setdiff1d(np.arange(len(words)), numbers)
    places = np.searchsorted(numbers, missing)
    return np.insert(ids, places, UNKNOWN), np.insert(numbers, places, missing)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of wordpieces that the encoder sees at once, ``pieces[start:end]``.

    Labels are taken from the wordpieces ``pieces[low:high]`` only; the rest is context.
    """

    start: int
    low: int
    high: int
    end: int


def _word_edge(words: Words, piece: int) -> int:
    """The first wordpiece of the word that this wordpiece belongs to."""
    while 0 < piece < len(words.pieces) and words.piece_word[piece] == words.piece_word[piece - 1]:
        piece -= 1
    return piece


def _cut(words: Words, low: int, limit: int) -> int:
    """Where to end a part that starts at ``low``: before a paragraph if one starts late enough."""
    if limit >= len(words.pieces):
        return len(words.pieces)
    earliest = low + (limit - low) * 3 // 5
    for piece in range(limit, earliest, -1):
        number = words.piece_word[piece]
        starts_word = words.piece_word[piece - 1] != number
        if starts_word and words.features[number, 1] >= LINE:
            return piece
    return max(_word_edge(words, limit), low + 1)


def windows(words: Words, size: int = WINDOW - 2, context: int = CONTEXT) -> Iterator[Window]:
    """Windows whose own parts cover every wordpiece once, each with context on both sides."""
    total = len(words.pieces)
    if total <= size:
        if total:
            yield Window(0, 0, total, total)
        return
    low = 0
    while low < total:
        high = _cut(words, low, low + size - (context if low == 0 else 2 * context))
        start = _word_edge(words, max(0, low - context))
        end = min(total, start + size, high + context)
        yield Window(start, low, high, end)
        low = high
