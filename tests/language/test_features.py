"""Words and wordpieces: every word has one, whatever characters it is made of."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.language.features import read_words
from graphkit.language.tagger import load_tagger

#: Marks of which an uncased tokeniser makes nothing.
NOTHING = ["\u200b", "\u00ad", "\u00b4", "\ufeff", "a \u0301 b", "\u2060"]


@pytest.mark.parametrize("mark", NOTHING)
def test_a_word_that_the_tokeniser_drops_still_has_a_piece(mark: str) -> None:
    words = read_words(f"Marsh {mark} left", load_tagger().tokenizer)
    assert sorted(set(words.piece_word.tolist())) == list(range(len(words)))
    assert len(words.pieces) == len(words.piece_word)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_word_has_a_piece_and_pieces_are_in_order(text: str) -> None:
    words = read_words(text, load_tagger().tokenizer)
    assert sorted(set(words.piece_word.tolist())) == list(range(len(words)))
    assert np.all(np.diff(words.piece_word) >= 0)


def test_a_zero_width_character_does_not_shift_who_says_what() -> None:
    plain = "The bridge is closed.\n\n“It will open in May,” Dana Marsh said on Monday."
    marked = plain.replace("closed.", "closed.\u200b\u200b\u200b")
    with ThreadPoolExecutor(1) as pool:
        one, other = (load_tagger().begin(text, pool)() for text in (plain, marked))
    at = plain.index("Dana")
    label = one.log[int(np.searchsorted(one.starts, at))].argmax(axis=-1)
    shifted = other.log[int(np.searchsorted(other.starts, at + 3))].argmax(axis=-1)
    assert label.tolist() == shifted.tolist()
    assert label[0] == 1, "Dana begins a source"
