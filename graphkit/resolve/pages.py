"""Which outlet each page is of, from what is known beside the text and from the page's own words.

What metadata, a head or the address tells goes first.  Else the marks that a page bears are
weighed by name: marks of one name strengthen each other, and two names that are as strong leave
the page open.  What can only be a page's own ("X does not always share these views") goes before
what a copied text brings along ("Advertise with X"), that before whoever had the text first, and
an agency's dateline comes last.  A line with a masthead counts where half of a folder has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from graphkit.model import Document, Evidence, Extraction, PageMark
from graphkit.text.lexicon import fold
from graphkit.text.outlet_names import full_name, is_wire

__all__ = ["Page", "read_pages"]

#: Pages of one folder that must have a masthead by itself, and their share.
_REPEATED: Final = 3
_SHARE: Final = 0.5
#: How much surer the best name must be than the next one.
_LEAD: Final = 0.04
_SUREST: Final = 0.98
#: Own marks that come along when a text is copied: on another's page they tell whom it copies.
_COPIED: Final = frozenset({"advertise", "copyright", "comment", "staff", "correction"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page's outlet ("" where nothing tells it), the words that say so, and whom it copies."""

    outlet: str = ""
    evidence: tuple[Evidence, ...] = ()
    origins: tuple[PageMark, ...] = ()


def read_pages(extractions: Iterable[Extraction], known: Mapping[str, str]) -> dict[str, Page]:
    """Document id → its page.  ``known`` has the outlets that are told beside the text or by its
    head, "" where none is."""
    extractions = tuple(extractions)
    repeated = _repeated(extractions)
    return {
        found.document.id: _page(found, known[found.document.id], repeated) for found in extractions
    }


def _key(name: str) -> str:
    return fold(full_name(name))


def _folder(document: Document) -> str:
    """What holds a document: its folder, or the file whose records it and others are."""
    whole = document.source.endswith(document.id)
    return str(PurePath(document.source).parent) if whole else document.source


def _repeated(extractions: Iterable[Extraction]) -> frozenset[tuple[str, str]]:
    """(folder, name) of the mastheads that stand by themselves on many of a folder's pages."""
    pages: Counter[str] = Counter()
    having: Counter[tuple[str, str]] = Counter()
    for found in extractions:
        folder = _folder(found.document)
        pages[folder] += 1
        having.update({(folder, _key(m.outlet)) for m in found.marks if m.says == "line"})
    return frozenset(
        (folder, name)
        for (folder, name), times in having.items()
        if times >= _REPEATED and times >= _SHARE * pages[folder]
    )


def _page(found: Extraction, known: str, repeated: frozenset[tuple[str, str]]) -> Page:
    folder = _folder(found.document)
    marks = [m for m in found.marks if m.says != "line" or (folder, _key(m.outlet)) in repeated]
    if known and not _by_line_of_a_wire(known, marks):
        outlet = known
    else:
        outlet = (
            _strongest(m for m in marks if m.says in {"own", "line"})
            or known
            or _strongest(m for m in marks if m.says == "origin")
            or _strongest(m for m in marks if m.says == "wire")
        )
    told = {"own", "line"} if known else {"own", "line", "origin", "wire"}
    evidence = tuple(
        m.evidence for m in marks if m.says in told and outlet and _key(m.outlet) == _key(outlet)
    )
    origins = tuple(
        m
        for m in marks
        if _key(m.outlet) != _key(outlet)
        and (m.says in {"origin", "wire", "credit"} or (m.kind in _COPIED and outlet))
    )
    return Page(outlet, evidence, origins)


def _by_line_of_a_wire(known: str, marks: Iterable[PageMark]) -> bool:
    """Whether an outlet is known only by a by-line that an agency's text has on any page."""
    return is_wire(known) and any(m.says == "wire" and _key(m.outlet) == _key(known) for m in marks)


def _strongest(marks: Iterable[PageMark]) -> str:
    """The name that most speaks for; "" where none does or two are as strong."""
    doubts: dict[str, dict[str, float]] = defaultdict(dict)
    names: dict[str, str] = {}
    for mark in marks:
        key = _key(mark.outlet)
        names[key] = min(names.get(key, full_name(mark.outlet)), full_name(mark.outlet))
        doubt = doubts[key].get(mark.kind, 1.0)
        doubts[key][mark.kind] = min(doubt, 1 - mark.evidence.confidence)
    sure: dict[str, float] = {}
    for key, kinds in doubts.items():
        rest = 1.0
        for kind in sorted(kinds):
            rest *= kinds[kind]
        sure[key] = min(1 - rest, _SUREST)
    order = sorted(sure, key=lambda key: (-sure[key], key))
    if not order or (len(order) > 1 and sure[order[0]] - sure[order[1]] < _LEAD):
        return ""
    return names[order[0]]
