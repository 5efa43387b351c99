"""A gate for what is read from pages: sixty of our own in the markup of thirty systems.

Floors stand a little under what was measured (``python -m benchmarks.pages``).
"""

from __future__ import annotations

import pytest

from benchmarks.pages import SYSTEMS, pages
from benchmarks.pages.measure import Figures, measure
from benchmarks.pages.readers import by_graphkit

FLOORS = {
    "title": 0.98,
    "authors": 0.97,
    "outlet": 0.98,
    "day": 0.99,
    "published": 0.98,
    "updated": 0.97,
    "section": 0.97,
    "url": 0.99,
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return measure(pages(), by_graphkit(tmp_path_factory.mktemp("pages")))


def test_there_are_two_pages_of_each_system() -> None:
    assert len(SYSTEMS) == 30
    assert len({page.name for page in pages()}) == 60


@pytest.mark.parametrize("field", FLOORS)
def test_fields_stay_above_their_floors(figures: Figures, field: str) -> None:
    assert figures.fields[field] >= FLOORS[field], figures.wrong


def test_the_body_stays_above_its_floors(figures: Figures) -> None:
    assert figures.f1 >= 0.99, figures.wrong
    assert figures.quoted >= 0.98, figures.wrong
    assert figures.dirty <= 0.04, figures.wrong
