"""The rules that can be left out are there to be left out: nothing is named that has gone."""

from __future__ import annotations

import pytest

from benchmarks.ablation_switches import SWITCHES, StaleError, Switch, edit, without
from graphkit.extractors.mentions import entities


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.name)
def test_every_switch_fits_the_code(switch: Switch) -> None:
    """If this fails: name what the rule is called now in benchmarks/ablation_switches.py."""
    before = entities._best
    with without(switch):
        pass
    assert entities._best is before


def test_a_switch_that_does_not_fit_is_told() -> None:
    gone = edit("entities:_best", "words that are not there", "")
    with (
        pytest.raises(StaleError, match="0 times"),
        without(Switch("gone", "entities", frozenset(), (gone,))),
    ):
        pass
