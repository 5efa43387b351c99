"""Where quotes open and close, whatever marks they are set with."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.text.quotes import (
    IN_DOUBLE,
    IN_SINGLE,
    MARK,
    OUTSIDE,
    find_quotes,
    quote_states,
)

SOUND = [
    ("“We left early,” she said.", ["“We left early,”"]),
    ('"We left early," she said.', ['"We left early,"']),
    ("''We left early,'' she said.", ["''We left early,''"]),
    ("``We left early,'' she said.", ["``We left early,''"]),
    ("‘We left early,’ she said.", ["‘We left early,’"]),
    ("'We left early,' she said.", ["'We left early,'"]),
    ("«We left early», she said.", ["«We left early»"]),
    ("„We left early“, she said.", ["„We left early“"]),
    ("„We left early”, she said.", ["„We left early”"]),
    ('"We left," she said. "Early."', ['"We left,"', '"Early."']),
    ('He called it "rain"—"a lot" of it.', ['"rain"', '"a lot"']),
    ('The mayor ("Bob" to friends) left.', ['"Bob"']),
    ('“We left," she said. "Early.”', ['“We left,"', '"Early.”']),
    ("” … as for the ferry, it has sailed,” wrote the Post.", None),
    ("“The ferry has sailed, ” he said. “Bye.”", ["“The ferry has sailed, ”", "“Bye.”"]),
    ("“Who is next?“ he asked.", ["“Who is next?“"]),
]


@pytest.mark.parametrize(("text", "expected"), SOUND)
def test_quotes_are_found_with_their_marks(text: str, expected: list[str] | None) -> None:
    quotes = find_quotes(text)
    found = [text[quote.start : quote.end] for quote in quotes]
    assert found == (expected or [text[: text.index(" wrote")]])
    assert all(quote.closed and not quote.continues and quote.level == 0 for quote in quotes)


NESTED = [
    ("“He told me, ‘Go home,’ and I did,” Ann said.", "‘Go home,’"),
    ("\"He told me, 'Go home,' and I did,\" Ann said.", "'Go home,'"),
    ("''He told me, 'Go home.''' Ann said.", "'Go home.'"),
    ("‘He told me, “Go home,” and I did,’ Ann said.", "“Go home,”"),
    ("\"'Go home,' he told me,\" Ann said.", "'Go home,'"),
    ("“He said “no” to me,” Ann said.", "“no”"),
]


@pytest.mark.parametrize(("text", "inner"), NESTED)
def test_a_quote_in_a_quote_has_level_one(text: str, inner: str) -> None:
    outer, inside = find_quotes(text)
    assert (outer.level, inside.level) == (0, 1)
    assert text[inside.start : inside.end] == inner
    assert outer.start < inside.start
    assert inside.end < outer.end
    assert text[outer.start : outer.end] == text[: text.index(" Ann said")]


@pytest.mark.parametrize(
    "text",
    [
        "It isn't the boys' fault; the bosses' plan wasn’t theirs.",
        "He is 5'10\" tall, his brother 6’ 2” and the door 7' 1\".",
        "Rock ‘n’ roll and rock 'n' roll of the '90s, and the ’80s.",
        "Get 'em. 'Til then, ol' friend.",
        "Workers’ rights and students’ loans.",
        'A 12" pipe burst.',
        "Nothing here.",
        "",
        "'",
    ],
)
def test_apostrophes_and_inches_are_no_quotes(text: str) -> None:
    assert find_quotes(text) == []
    assert quote_states(text) == bytes(len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The boys' room isn't good,' he said.", "'The boys' room isn't good,'"),
        ("\"It's the girls' win,\" he said.", "\"It's the girls' win,\""),
        ("‘It’s the girls’ win,’ he said.", "‘It’s the girls’ win,’"),
        ('"He is 5\'10"," she said. He is not.', '"He is 5\'10","'),
    ],
)
def test_apostrophes_do_not_end_a_quote(text: str, expected: str) -> None:
    quote = find_quotes(text)[0]
    assert text[quote.start : quote.end] == expected


def test_a_quotation_over_paragraphs_is_chained_and_closed_once() -> None:
    text = "“One is this.\n\n“Two is that.\n\n“Three is all,” she said.\n\n“Four,” he said."
    quotes = find_quotes(text)
    assert [(quote.closed, quote.continues) for quote in quotes] == [
        (False, True),
        (False, True),
        (True, True),
        (True, False),
    ]
    assert text[quotes[1].inner.start : quotes[1].inner.end] == "Two is that."


def test_a_quotation_that_is_not_reopened_carries_on_to_its_closing_mark() -> None:
    text = "“One is this.\n\nTwo is that,” she said."
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == [
        "“One is this.",
        "Two is that,”",
    ]


@pytest.mark.parametrize(
    "odd",
    [
        'A stray " mark stands here.',
        'A 12" pipe and a "good one.',
        "An “odd one never closes.",
        "A ” closes nothing.",
        "Mark said 'maybe and left.",
        '"Three marks," he said, "are odd." "',
    ],
)
def test_one_odd_mark_spoils_its_paragraph_only(odd: str) -> None:
    before, after = "“We left,” she said. “Early.”", 'The mayor said, "No." And "yes."'
    text = f"{before}\n\n{odd}\n\n{after}"
    found = [text[q.start : q.end] for q in find_quotes(text) if q.closed]
    assert found[:2] == ["“We left,”", "“Early.”"]
    assert found[-2:] == ['"No."', '"yes."']


def test_lines_are_paragraphs_unless_they_are_wrapped() -> None:
    line = "The council met on Tuesday to vote on the plan for the harbour and its bridge. " * 2
    assert len(find_quotes(f"{line} An “odd one.\nThe “next” one.\n\nA “last” one.")) == 3
    wrapped = 'The council said, "We\nwill vote on\nTuesday."\n\nIt did.'
    (quote,) = find_quotes(wrapped)
    assert (quote.closed, quote.continues) == (True, False)


def test_states_tell_marks_from_words() -> None:
    text = "He “left ‘now’” and ''so'' ‘on’."
    states = quote_states(text)
    assert [states[text.index(word)] for word in ("He", "left", "now", "and", "so", "on")] == [
        *(OUTSIDE, IN_DOUBLE, IN_DOUBLE, OUTSIDE, IN_DOUBLE, IN_SINGLE)
    ]
    assert states.count(MARK) == 2 + 4 + 2


MARKS = st.sampled_from([*"“”\"'‘’`«»„", "''", "``", "\n", "\n\n", " ", ", ", ". "])
WORDS = st.sampled_from(["a", "Ann", "said", "boys", "no", "5", "😀", "é"])


@example("““““““““““\"'“‘“'")
@given(st.lists(st.one_of(MARKS, WORDS), max_size=60).map("".join))
def test_quotes_nest_and_lie_in_the_text(text: str) -> None:
    quotes = find_quotes(text)
    assert quotes == sorted(quotes, key=lambda quote: (quote.start, -quote.end))
    for quote in quotes:
        assert 0 <= quote.start <= quote.inner.start <= quote.inner.end <= quote.end <= len(text)
        assert quote.closed or quote.inner.end == quote.end
    around: list[int] = []
    for quote in quotes:
        while around and around[-1] <= quote.start:
            around.pop()
        assert not around or quote.end <= around[-1]
        assert quote.level == len(around)
        around.append(quote.end)
    assert len(quote_states(text)) == len(text)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert len(quote_states(text)) == len(text)


SENTENCES = st.lists(
    st.sampled_from(["The ferry isn't late.", "We left at 6!", "Is it the girls’ win?"]),
    min_size=1,
    max_size=3,
).map(" ".join)
PAIRS = st.sampled_from([("“", "”"), ('"', '"'), ("''", "''"), ("``", "''"), ("«", "»")])


@given(st.lists(st.tuples(SENTENCES, PAIRS, SENTENCES), min_size=1, max_size=6))
def test_what_is_quoted_is_found_exactly(parts: list[tuple[str, tuple[str, str], str]]) -> None:
    text, expected = "", []
    for before, (opening, closing), words in parts:
        text += before + " "
        start = len(text)
        text += opening + words + closing
        expected.append((start, len(text)))
        text += "\n\n"
    assert [(q.start, q.end) for q in find_quotes(text) if q.level == 0] == expected
