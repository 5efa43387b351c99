"""What no sentence holds is kept from the models, and every offset stays true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.language import analyse
from graphkit.language.caps import LONGEST_CHUNK, LONGEST_RUN, capped
from graphkit.model import Document
from graphkit.settings import Settings

SENTENCE = "Ann Lee said “it burned” on Monday."


@pytest.mark.parametrize("sign", ["“", "(", '"', ",", "&", "😀", "_", "-", "“”", "[("])
def test_a_long_run_of_marks_is_cut_short_by_blanks(sign: str) -> None:
    text = f"{sign * 200} {SENTENCE}"
    assert capped(text) == (sign * 200)[:LONGEST_RUN].ljust(200 * len(sign)) + f" {SENTENCE}"


@pytest.mark.parametrize("chunk", ["a" * 5000, "US$" * 2000, "http://a.b/c" * 500, "’s" * 3000])
def test_a_chunk_without_white_space_is_cut_short_too(chunk: str) -> None:
    text = f"{SENTENCE}\n{chunk}\n{SENTENCE}"
    short = chunk[:LONGEST_CHUNK].ljust(len(chunk))
    assert capped(text) == f"{SENTENCE}\n{short}\n{SENTENCE}"


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "-" * 80 + "\n" + SENTENCE,
        "* * * * * " * 50 + SENTENCE,
        "\n" * 5000 + SENTENCE,
        "https://example.org/" + "a-long-address/" * 30 + " " + SENTENCE,
        "“" * LONGEST_RUN,
    ],
)
def test_what_articles_hold_is_read_as_it_stands(text: str) -> None:
    assert capped(text) == text


@given(st.text(alphabet="a (“.\n_", max_size=20), st.integers(1, 400))
def test_no_character_moves(piece: str, times: int) -> None:
    text = piece * times
    short = capped(text)
    assert len(short) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, short, strict=True))


def test_tokens_stand_where_the_text_has_them() -> None:
    text = "(" * 3000 + " " + SENTENCE
    analysis = next(analyse([Document("a.txt", "a.txt", text)], Settings()))
    words = {token.text: token.idx for token in analysis.doc if token.text.isalpha()}
    assert words["Lee"] == text.index("Lee")
    assert all(text[at : at + len(word)] == word for word, at in words.items())
    assert analysis.roles.starts.max() < len(text)
