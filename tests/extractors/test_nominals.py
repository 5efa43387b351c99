"""Sources that are no names: whoever the text tells they are, nobody where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extractors.speakers.nominals import Candidate, chances
from graphkit.language.linear import Linear
from tests.extractors.marking import names, read_marked

OPEN = None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # a person by the role that the text gives him
        (
            "Mayor Dana Whitlock came late. “We are ready,” [[the mayor]] said.",
            ["Dana Whitlock"],
        ),
        (
            "Sen. Jo Marsh opened the hearing. “We are ready,” [[the senator]] said.",
            ["Jo Marsh"],
        ),
        # a body by the noun in its name
        (
            "The Harlow Police Department closed the road. “It is open again,” [[the department]] "
            "said on Friday.",
            ["Harlow Police Department"],
        ),
        (
            "The Orr County Commission met on Monday. [[The commission]] said the road is shut.",
            ["Orr County Commission"],
        ),
        # somebody who speaks for another is not the other
        ("Sen. Jo Marsh left early. “No comment,” [[the senator's spokesman]] said.", [OPEN]),
        ("Mary Quint was there. “It was loud,” [[a neighbor]] said.", [OPEN]),
        # nobody has that role
        ("Mary Quint sat down. “Guilty,” [[the juror]] said.", [OPEN]),
        # several are meant
        ("Mary Quint and Jo Marsh met. [[The two rivals]] said they would talk.", [OPEN]),
        ("The Harlow Police Department came. [[The protesters]] said they would stay.", [OPEN]),
    ],
)
def test_a_noun_is_whoever_the_text_tells(text: str, speakers: list[str | None]) -> None:
    assert names(read_marked(text)) == speakers


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.floats(-5, 5)), min_size=1))
def test_chances_are_shares_of_one(rows: list[dict[str, float]]) -> None:
    model = Linear(0.0, {"a": 1.0, "b": -2.0})
    found = chances([Candidate(None, row) for row in rows], model)
    assert sum(found) == pytest.approx(1.0)
    assert all(0 <= one <= 1 for one in found)


def test_nobody_is_chosen_where_nobody_is_named() -> None:
    text = "It rained. “It will stop,” [[the mayor]] said."
    assert names(read_marked(text)) == [OPEN]
