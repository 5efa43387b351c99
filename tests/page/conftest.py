"""A real headless Chromium, and pages opened in it that may ask for nothing and log nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graphkit.page import render_page
from graphkit.schema import Graph
from tests.conftest import unavailable
from tests.page.story import story_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Opened:
    """A page in the browser, with what it logged and asked for."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    listeners: dict[str, Callable[[Any], None]] = field(init=False)

    def __post_init__(self) -> None:
        self.listeners = {
            "console": lambda m: self.errors.append(m.text) if m.type == "error" else None,
            "pageerror": lambda error: self.errors.append(str(error)),
            "dialog": self._dismiss,
            "request": lambda request: self.requests.append(request.url),
        }

    def _dismiss(self, dialog: Any) -> None:
        self.errors.append(dialog.message)
        dialog.dismiss()

    def asked(self) -> list[str]:
        """What was asked for beyond the file itself."""
        own = ("file:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(own)]

    def click(self, words: str) -> None:
        """Click the button of this name."""
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def state(self) -> str:
        """What stands after # in the address."""
        return str(self.page.evaluate("decodeURIComponent(location.hash.slice(1))"))

    def drawn(self) -> list[str]:
        """Ids of the nodes on the map."""
        found: list[str] = self.page.evaluate("GK.scene.now().nodes.map(GK.data.id)")
        return found

    def panel(self) -> str:
        """The words of the panel."""
        return self.page.inner_text("#panel")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a skip that says how to get it."""
    program = os.environ.get("GRAPHKIT_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), ""
    )
    if not program:
        unavailable("no Chromium: apt install chromium, or set GRAPHKIT_CHROMIUM to its path")
    playwright: Any = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def pages(browser: Browser) -> dict[str, list[Page]]:
    """Pages that no test uses now, by the colours they prefer: a new one takes a second."""
    return {"light": [], "dark": []}


@pytest.fixture
def show(browser: Browser, pages: dict[str, list[Page]]) -> Iterator[Opener]:
    """Opens a file in a page of its own: ``show(path, "sel=…", width=375, scheme="dark")``.

    When the test ends no page may have logged an error or asked for anything beyond its file.
    """
    opened: list[tuple[Opened, str]] = []

    def open_page(
        path: Path,
        state: str = "",
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        waits: bool = True,
    ) -> Opened:
        page = pages[scheme].pop() if pages[scheme] else new_page(browser, scheme)
        page.set_viewport_size({"width": width, "height": height})
        one = Opened(page)
        opened.append((one, scheme))
        for event, note in one.listeners.items():
            page.on(event, note)  # type: ignore[call-overload]  # one overload for each event
        page.goto(path.as_uri() + (f"#{state}" if state else ""))
        if waits:
            page.wait_for_selector("html[data-ready]", state="attached")
        return one

    yield open_page
    for one, scheme in opened:
        one.page.goto("about:blank")
        one.page.emulate_media(media="null")
        for event, note in one.listeners.items():
            one.page.remove_listener(event, note)
        pages[scheme].append(one.page)
    for one, _ in opened:
        assert one.errors == []
        assert one.asked() == []


def new_page(browser: Browser, scheme: str) -> Page:
    """A page that stands still and may use the clipboard."""
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context.new_page()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the story, with its articles' texts."""
    path = tmp_path_factory.mktemp("story") / "story.html"
    render_page(story_graph(), path, title="The Osprey fire", with_texts=True)
    return path


@pytest.fixture(scope="session")
def seeds_page(seeds_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of our own sample articles."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.html"
    render_page(seeds_graph, path, title="Seeds", with_texts=True)
    return path
