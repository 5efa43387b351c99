"""The page beside stock pyvis: time in Python, file, time to use, frames while panning.

    python -m benchmarks.page                    100, 500, 2,000 and 10,000 nodes
    python -m benchmarks.page 100 50000 --write  these sizes, and the table into PAGE.md

Needs Chromium and playwright.  Both are opened in the same browser, one after the other, from a
file, with no network.  "usable" is the time from opening the file until the graph is drawn and
two frames have passed (pyvis with its physics: until that has come to rest, 60 s at most); "fps"
are frames a second while a mouse drags the picture about for two seconds.  CPU seconds, of Python
and of the page's main thread, are what counts when the machine does other work beside.  The median
of ``--runs`` is given.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong
from pyvis.network import Network

from benchmarks.newsgraph import news_graph
from graphkit.page import render_page
from graphkit.page.layout import lay_out
from graphkit.schema import Graph

REPORT = Path(__file__).with_name("PAGE.md")
HEADER = (
    "| nodes / edges | page | Python s (CPU s) | file MB | requests | usable s (CPU s) | fps "
    "| heap MB |\n"
    "|---|---|---|---|---|---|---|---|\n"
)
#: pyvis' ``add_edge`` scans its list for each edge: beyond this the run would take hours.
PYVIS_MOST = 10_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: Resolves when what was drawn has been on the screen for two frames.
FRAMES = "() => new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))"
OURS = "() => document.documentElement.dataset.ready === 'yes'"
PYVIS = "() => typeof network === 'object' && network !== null"
PYVIS_AT_REST = (
    "() => typeof network === 'object' && network !== null && network.physics.stabilized"
)


def write_ours(graph: Graph, path: Path) -> None:
    """The page as it comes."""
    render_page(graph, path, title="Benchmark")


def write_pyvis(graph: Graph, path: Path, *, placed: bool = False) -> None:
    """pyvis as its documentation has it; ``placed`` gives it our layout and no physics."""
    net = Network(directed=True, cdn_resources="in_line")
    places = lay_out(graph).places if placed else {}
    for node, data in graph.nodes(data=True):
        place: dict[str, Any] = {}
        if placed:
            place = {"x": places[node][0], "y": places[node][1]}
        net.add_node(node, label=data["name"][:40], group=data["type"], title=data["name"], **place)
    for source, target, data in graph.edges(data=True):
        net.add_edge(source, target, title=data["evidence"][0]["quote"], label=data["type"])
    if placed:
        net.toggle_physics(False)
    path.write_text(net.generate_html(), encoding="utf-8")


def write_placed(graph: Graph, path: Path) -> None:
    """pyvis with a layout given and physics off: the best that can be had of it."""
    write_pyvis(graph, path, placed=True)


#: Name → (writer, what tells that it can be used).
PAGES: dict[str, tuple[Callable[[Graph, Path], None], str]] = {
    "graphkit": (write_ours, OURS),
    "pyvis as it comes": (write_pyvis, PYVIS_AT_REST),
    "pyvis, layout given": (write_placed, PYVIS),
}


def frames_while_panning(page: Page, selector: str) -> float:
    """Frames a second while the mouse drags the picture in circles."""
    box = page.locator(selector).first.bounding_box()
    if not box:
        return 0.0
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.04
    page.evaluate(
        "() => { window.frames_ = 0; const on = () => { window.frames_ += 1; "
        "requestAnimationFrame(on); }; requestAnimationFrame(on); }"
    )
    page.mouse.move(x, y)
    page.mouse.down()
    start, before = time.perf_counter(), page.evaluate("window.frames_")
    step = 0
    while time.perf_counter() - start < 2:
        step += 1
        page.mouse.move(x + (step % 40 - 20) * 6, y + abs(step % 60 - 30) * 8)
    frames = page.evaluate("window.frames_") - before
    seconds = time.perf_counter() - start
    page.mouse.up()
    return float(frames) / seconds


def look(browser: Browser, path: Path, ready: str) -> tuple[float, float, float, int, float]:
    """(usable s, of it CPU s, fps, requests, heap MB); fps 0 where it never got usable."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    asked: list[str] = []
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    tools = context.new_cdp_session(page)
    # Thread ticks are the processor's time, which other programs on the machine do not change.
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.on("request", lambda r: asked.append(r.url) if r.url.startswith("http") else None)
    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function(ready)
        page.evaluate(FRAMES)
        usable = time.perf_counter() - start
        busy = {m["name"]: m["value"] for m in tools.send("Performance.getMetrics")["metrics"]}
        cpu = float(busy["TaskDuration"])
        fps = frames_while_panning(page, "#canvas canvas, #mynetwork canvas")
        heap = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
    except TooLong:
        usable, cpu, fps, heap = 60.0, 0.0, 0.0, 0.0
    context.close()
    return usable, cpu, fps, len(asked), heap


def measure(browser: Browser, nodes: int, pages: list[str], runs: int, folder: Path) -> list[str]:
    """One row of the table for each page."""
    graph = news_graph(nodes)
    size = f"{nodes:,} / {graph.number_of_edges():,}"
    rows = []
    for name in pages:
        write, ready = PAGES[name]
        if name != "graphkit" and nodes > PYVIS_MOST:
            rows.append(f"| {size} | {name} | not run | – | – | – | – | – |")
            continue
        path = folder / f"{name.split(',')[0].replace(' ', '-')}-{nodes}.html"
        start, busy = time.perf_counter(), time.process_time()
        write(graph, path)
        python = f"{time.perf_counter() - start:.1f} ({time.process_time() - busy:.1f})"
        found = [look(browser, path, ready) for _ in range(runs if name == "graphkit" else 1)]
        middle = [statistics.median(column) for column in zip(*found, strict=True)]
        usable, cpu, fps, asked, heap = middle
        megabytes = path.stat().st_size / 1e6
        used = f"{usable:.1f} ({cpu:.2f})" if usable < 60 else "> 60"
        moved = f"{fps:.0f}" if fps else "–"
        rows.append(
            f"| {size} | {name} | {python} | {megabytes:.2f} | {asked:.0f} | {used} | {moved} |"
            f" {heap:.0f} |"
        )
        print(rows[-1], flush=True)
    return rows


def main() -> None:
    """Measure, print, and with ``--write`` put the table into the report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("nodes", type=int, nargs="*", default=[100, 500, 2000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", nargs="*", default=list(PAGES), help="only these")
    parser.add_argument("--write", action="store_true", help="replace the table in PAGE.md")
    parser.add_argument(
        "--chromium", default=os.environ.get("GRAPHKIT_CHROMIUM", "/usr/bin/chromium")
    )
    options = parser.parse_args()
    load = os.getloadavg()[0]
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        for nodes in options.nodes:
            rows += measure(browser, nodes, options.pages, options.runs, Path(folder))
        version = browser.version
        browser.close()
    note = (
        f"Chromium {version}, {os.cpu_count()} cores, no GPU; load average {load:.1f} at the start "
        f"and {os.getloadavg()[0]:.1f} at the end.\n\n"
    )
    if options.write:
        text = REPORT.read_text(encoding="utf-8")
        head, tail = text.split("<!-- table -->\n")[0], text.split("<!-- end -->\n")[1]
        table = note + HEADER + "\n".join(rows) + "\n"
        text = f"{head}<!-- table -->\n{table}<!-- end -->\n{tail}"
        REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
