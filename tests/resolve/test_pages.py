"""Whose page it is, where several marks, or several pages of a folder, tell of it."""

from __future__ import annotations

import pytest

from graphkit.model import Document, Evidence, Extraction, PageMark, PageMarkSays
from graphkit.resolve.pages import read_pages


def mark(outlet: str, says: PageMarkSays, kind: str, sure: float) -> PageMark:
    return PageMark(outlet, says, kind, Evidence("a", 0, 1, "x", "mastheads", sure))


DISCLAIMER = mark("Island Digest", "own", "disclaimer", 0.95)
ADVERTISE = mark("The Western Reach", "own", "advertise", 0.75)
APPEARED = mark("The Western Reach", "origin", "appeared", 0.65)
WIRE = mark("AP", "wire", "dateline", 0.6)
SUBSCRIBE = mark("The Fellside Review", "own", "subscribe", 0.8)
CREDIT = mark("Fenwick Star", "credit", "credit", 0.75)

PAGES = [
    ("", [DISCLAIMER], "Island Digest", []),
    ("", [ADVERTISE, DISCLAIMER], "Island Digest", ["The Western Reach"]),
    ("", [APPEARED, DISCLAIMER], "Island Digest", ["The Western Reach"]),
    ("", [APPEARED], "The Western Reach", []),
    ("", [WIRE], "Associated Press", []),
    ("", [WIRE, SUBSCRIBE], "The Fellside Review", ["AP"]),
    ("Marrow Gazette", [WIRE, SUBSCRIBE], "Marrow Gazette", ["AP"]),
    ("Associated Press", [WIRE, SUBSCRIBE], "The Fellside Review", ["AP"]),
    ("", [CREDIT], "", ["Fenwick Star"]),
    ("", [SUBSCRIBE, mark("Ellery Mercury", "own", "subscribe", 0.8)], "", []),
    ("", [], "", []),
]


@pytest.mark.parametrize(("known", "marks", "outlet", "origins"), PAGES)
def test_the_page_and_whom_it_copies_are_told_apart(
    known: str, marks: list[PageMark], outlet: str, origins: list[str]
) -> None:
    found = Extraction(Document("a", "f/a", ""), marks=tuple(marks))
    page = read_pages([found], {"a": known})["a"]
    assert (page.outlet, [m.outlet for m in page.origins]) == (outlet, origins)


def test_marks_of_one_name_strengthen_each_other() -> None:
    both = (
        mark("Ellery Mercury", "own", "subscribe", 0.8),
        mark("Ellery Mercury", "own", "bio", 0.7),
    )
    found = Extraction(Document("a", "f/a", ""), marks=(SUBSCRIBE, *both))
    assert read_pages([found], {"a": ""})["a"].outlet == "Ellery Mercury"


@pytest.mark.parametrize(
    ("times", "others", "expected"), [(3, 1, True), (2, 0, False), (3, 4, False)]
)
def test_a_line_counts_where_half_of_a_folder_has_it(
    times: int, others: int, expected: bool
) -> None:
    line = mark("Ellery Mercury", "line", "line", 0.8)
    pages = [Extraction(Document(f"{n}", f"f/{n}", ""), marks=(line,)) for n in range(times)]
    pages += [Extraction(Document(f"o{n}", f"f/o{n}", "")) for n in range(others)]
    pages += [Extraction(Document("x", "elsewhere/x", ""), marks=(line,))]
    read = read_pages(pages, {page.document.id: "" for page in pages})
    assert (read["0"].outlet == "Ellery Mercury") == expected
    assert read["x"].outlet == ""
