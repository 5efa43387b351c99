"""axe-core finds nothing serious in any view, light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.conftest import Opener

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
VIEWS = [
    "",
    "sel=claim:alarm",
    "sel=person:ilse-marrow",
    "view=disputes",
    "view=timeline",
    "view=list",
    "view=read&sel=article:herald-fire",
    "focus=person:ilse-marrow",
    "only=disputes",
]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 375)])
def test_no_serious_finding(show: Opener, story: Path, scheme: str, width: int) -> None:
    one = show(story, scheme=scheme, width=width)
    one.page.evaluate(f"{AXE.read_text(encoding='utf-8')}; 0")
    for view in VIEWS:
        one.page.evaluate("(view) => { location.hash = view; }", view)
        one.page.wait_for_timeout(60)
        found = one.page.evaluate(
            """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)"""
        )
        serious = [f[:400] for f in found if f.startswith(("serious", "critical"))]
        assert (view, serious) == (view, [])
