"""Takes the pictures of docs/images: ``python -m benchmarks.screenshots``.

Needs Chromium and playwright, like the page's tests.  The graphs are the tests' small story and
generated news, so that the pictures show nobody real.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.newsgraph import news_graph
from graphkit.page import render_page
from tests.page.story import story_graph

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"


class Picture(NamedTuple):
    """A page, the state after ``#``, and the window it is seen in."""

    page: str
    state: str = ""
    width: int = 1440
    height: int = 900
    dark: bool = False
    #: JavaScript to run before the picture is taken.
    act: str = ""


_SEARCH = """(() => { const field = document.getElementById("search"); field.value = "alarm";
field.dispatchEvent(new Event("input")); })()"""
_OPEN = "GK.state.set({ open: new Set([0]), story: 0 }); GK.draw.lookStory(0)"

PICTURES = {
    "desktop": Picture("story"),
    "claim": Picture("story", "sel=claim:alarm"),
    "disputes": Picture("story", "view=disputes"),
    "disputes-drawn": Picture("story", "only=disputes"),
    "neighbourhood": Picture("story", "focus=person:ilse-marrow&hops=2"),
    "timeline": Picture("story", "view=timeline"),
    "reading": Picture("story", "view=read&sel=article:herald-fire"),
    "dark": Picture("story", "sel=person:ilse-marrow", dark=True),
    "phone": Picture("story", "sel=claim:alarm", 375, 740),
    "phone-disputes": Picture("story", "view=disputes", 375, 740),
    "phone-map": Picture("story", "", 375, 740),
    "sheet": Picture("story", "view=sheet&who=person:ilse-marrow"),
    "search": Picture("story", act=_SEARCH),
    "help": Picture("story", act="GK.help.open()"),
    "news-2000": Picture("2000"),
    "news-10000": Picture("10000"),
    "news-22000": Picture("22000"),
    "news-opened": Picture("10000", act=_OPEN),
}


def main() -> None:
    """Write the pages, open them, take the pictures."""
    parser = argparse.ArgumentParser(description="Take the pictures of docs/images.")
    parser.add_argument("names", nargs="*", default=list(PICTURES))
    default = os.environ.get("GRAPHKIT_CHROMIUM", "/usr/bin/chromium")
    parser.add_argument("--chromium", default=default)
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        pages = {PICTURES[name].page for name in options.names}
        for page in sorted(pages):
            graph = story_graph() if page == "story" else news_graph(int(page))
            title = "The Osprey fire" if page == "story" else f"News, {int(page):,} nodes"
            render_page(graph, Path(folder) / f"{page}.html", title=title, with_texts=True)
        browser = driver.chromium.launch(
            executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in options.names:
            picture = PICTURES[name]
            window = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme="dark" if picture.dark else "light",
            )
            address = (Path(folder) / f"{picture.page}.html").as_uri()
            window.goto(f"{address}#{picture.state}")
            window.wait_for_selector("html[data-ready]", state="attached")
            if picture.act:
                window.evaluate(picture.act)
            # an animation has its frames, however slow the machine is
            window.wait_for_timeout(3000 if picture.act else 800)
            window.screenshot(path=FOLDER / f"{name}.png")
            window.close()
        browser.close()


if __name__ == "__main__":
    main()
