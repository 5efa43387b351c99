"""axe-core finds nothing serious in any view, light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.conftest import Opened, Opener

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
    "view=sheet&who=person:ilse-marrow",
    "view=read&sel=article:herald-fire&at=60-90",
]
#: What is opened on the map, by JavaScript.
OPENED = {
    "help": "GK.help.open()",
    "search": """(() => { document.getElementById("help").close();
        const field = document.getElementById("search"); field.value = "alarm";
        field.dispatchEvent(new Event("input")); })()""",
    "correct": """(() => { document.getElementById("search").value = "";
        document.getElementById("search").dispatchEvent(new Event("input"));
        GK.state.select(GK.data.number("person:ilse-marrow"));
        for (const one of document.querySelectorAll("details")) one.open = true; })()""",
    "corrections": """(() => { document.querySelector(".fix button[type=submit]")
        .form.requestSubmit(); document.querySelectorAll(".fix button")[1].click();
        document.getElementById("corrections-button").click(); })()""",
}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 375)])
def test_no_serious_finding(show: Opener, story: Path, scheme: str, width: int) -> None:
    one = show(story, scheme=scheme, width=width)
    one.page.evaluate(f"{AXE.read_text(encoding='utf-8')}; 0")
    for view in VIEWS:
        one.page.evaluate("(view) => { location.hash = view; }", view)
        one.page.wait_for_timeout(60)
        assert (view, serious(one)) == (view, [])
    one.page.evaluate("location.hash = ''")
    for name, act in OPENED.items():
        one.page.evaluate(act)
        assert (name, serious(one)) == (name, [])


def serious(one: Opened) -> list[str]:
    """What axe-core finds serious or critical now."""
    found = one.page.evaluate(
        """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
        .map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)"""
    )
    return [f[:400] for f in found if f.startswith(("serious", "critical"))]
