"""Characters that are no text are taken out, and nothing else is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.characters import clean, markup, printable, tidy

NO_TEXT = [
    *map(chr, (*range(9), *range(14, 28), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0))),
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
    "\ufdd0",
    "\ufdef",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\U0010ffff",
]
TEXT = [
    "",
    "Plain words.\r\n\tAnd more.\rOld Mac.",
    "\ufeffmark, soft\xadhyphen, no\xa0break, zero\u200bwidth",
    "line\u2028and\u2029paragraph",
    "white\v\fspace",
    "right \u202eto\u202c left, مرحبا",
    "👩\u200d👩\u200d👧 🏳️\u200d🌈 \U0001d518",
    "already \ufffd replaced, private \ue000",
]


@pytest.mark.parametrize("character", NO_TEXT, ids=lambda c: f"{ord(c):x}")
def test_what_is_no_text_gives_way_to_a_mark_in_its_place(character: str) -> None:
    assert clean(f"a{character}b{character}") == "a\ufffdb\ufffd"
    assert tidy(f"{character}a{character}{character}b{character}") == "a b"
    assert character not in printable(f"a{character}b")


@pytest.mark.parametrize("character", "\x1c\x1d\x1e\x85")
def test_what_ends_a_line_ends_it_still(character: str) -> None:
    assert clean(f"a{character}b") == "a\nb"


def test_markup_has_no_other_blanks_than_its_own() -> None:
    assert markup("a\vb\fc\x1cd\x01\te\r\n") == "a\nb\nc\nd\ufffd\te\r\n"


@pytest.mark.parametrize("text", TEXT)
def test_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert tidy(text) == text.strip()


@given(st.text(st.characters(), max_size=40))
def test_no_offset_moves_and_all_can_be_written(text: str) -> None:
    done = clean(text)
    assert len(done) == len(text)
    assert clean(done) == done
    done.encode()
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\v\f\r" for c in done)
    assert all(old == new for old, new in zip(text, done, strict=True) if old.isprintable())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", "a.txt"),
        ("Zoë 北京.txt", "Zoë 北京.txt"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("a\x01b", "a\\x01b"),
        ("a\nb", "a\\x0ab"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\ud800b", "a\\ud800b"),
        ("a\U0001ffffb", "a\\U0001ffffb"),
    ],
)
def test_a_name_can_be_written_on_one_line(name: str, written: str) -> None:
    assert printable(name) == written
