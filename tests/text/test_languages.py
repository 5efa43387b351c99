"""Which language a text is in."""

from __future__ import annotations

import pytest

from graphkit.text.languages import language_name, language_of
from graphkit.text.lists import read_rows

SENTENCES = {code: sentence for code, _, _, sentence in read_rows("languages.tsv")}
#: Danish and Norwegian newspapers differ in few of these words.
TWINS = {"da", "no"}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_languages_example_is_in_it(code: str) -> None:
    found = language_of(2 * SENTENCES[code] + " ")
    assert found == code or {found, code} == TWINS
    assert language_of(2 * SENTENCES[code], stated=code) == code
    assert language_of(2 * SENTENCES[code], stated="en") == found, "pages often say en and are not"


@pytest.mark.parametrize("stated", ["", "en", "de", "fr"])
def test_english_is_english_whatever_its_page_says(stated: str) -> None:
    text = (
        "The ferry company, Inner Sound Lines, rejects that. Its director, Gavin Muir, said that "
        "the agreement of May spoke of up to four sailings, and that it had kept to it."
    )
    assert language_of(text, stated) == "en"


@pytest.mark.parametrize(
    ("text", "stated", "code"),
    [
        ("Совет заявил в понедельник, что голосования по мосту в этом году не будет.", "", "ru"),
        ("Рада заявила в понеділок, що голосування щодо мосту цього року не буде.", "uk", "uk"),
        ("قال المجلس يوم الاثنين إنه لن يصوت على الجسر قبل نهاية العام الحالي", "", "ar"),
        ("short", "", "en"),
        ("kurz", "de", "de"),
        ("", "", "en"),
        ("1, 2, 3 …", "", "en"),
        ("Ada Quill, Bo Rask, Cy Berg, Dana Whitlock, Tom Halloran " * 6, "", "en"),
    ],
)  # fmt: skip
def test_other_letters_and_what_is_too_short(text: str, stated: str, code: str) -> None:
    assert language_of(text, stated) == code


def test_languages_have_names() -> None:
    assert language_name("de") == "German"
    assert "Cyrillic" in language_name("ru")
    assert "xx" in language_name("xx")
