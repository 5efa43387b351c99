"""Print how well graphkit and trafilatura alone read the sixty pages, and how fast."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pages import TEMPLATES, UNSEEN, Page, pages
from benchmarks.pages.measure import FIELDS, Figures, Reader, measure
from benchmarks.pages.readers import by_graphkit, by_trafilatura

_TIMES = 3


def main() -> None:
    """Print a table; with ``-v`` all that is wrong; with ``--unseen`` that of the systems that the
    reader was not made with; with a folder's name write the pages there.
    """
    found = list(pages(UNSEEN if "--unseen" in sys.argv else TEMPLATES))
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for page in found:
            (folder / page.name).write_text(page.html, "utf-8")
    with tempfile.TemporaryDirectory() as place:
        readers = {"graphkit": by_graphkit(Path(place)), "trafilatura alone": by_trafilatura}
        figures = {name: measure(found, reader) for name, reader in readers.items()}
        speeds = {name: speed(found, reader) for name, reader in readers.items()}
    if "-v" in sys.argv:
        print("\n".join(figures["graphkit"].wrong))
    print(f"| {len(found)} pages | {' | '.join(figures)} |\n|---|{'---|' * len(figures)}")
    for field in FIELDS:
        row(field, figures, lambda f, field=field: f.fields[field])
    row("body, words (F1)", figures, lambda f: f.f1)
    row("body, precision", figures, lambda f: f.precision)
    row("body, recall", figures, lambda f: f.recall)
    row("block quotations in marks", figures, lambda f: f.quoted)
    row("pages with other things in their text", figures, lambda f: f.dirty)
    print(f"| pages a second | {' | '.join(f'{value:.0f}' for value in speeds.values())} |")


def row(name: str, figures: dict[str, Figures], value) -> None:  # type: ignore[no-untyped-def]
    """One row of the table."""
    print(f"| {name} | {' | '.join(f'{value(f):.1%}' for f in figures.values())} |")


def speed(found: list[Page], read: Reader) -> float:
    """Pages a second of processor time, the best of some tries."""
    best = 0.0
    for _ in range(_TIMES):
        began = time.process_time()
        for page in found:
            read(page)
        best = max(best, len(found) / (time.process_time() - began))
    return best


if __name__ == "__main__":
    main()
