"""Graph to one HTML file that works from a memory stick: no request, nothing left to load.

The template escapes all it is given, data stand in JSON blocks that cannot be ended from inside,
the page's scripts write text as text only, and a Content-Security-Policy lets run what this
module put in (by hash) and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graphkit.files import write_text
from graphkit.page.core import find_core
from graphkit.page.data import DRAW_ALL, dump, pack_details, pack_graph, pack_texts, squeeze
from graphkit.page.layout import Layout, lay_out
from graphkit.page.made import made_of, reliability
from graphkit.page.network import NODE_STYLES, OTHER_STYLE, pyvis_network
from graphkit.page.ways import find_ways
from graphkit.schema import Graph

ASSETS: Final = Path(__file__).parent / "assets"
#: In the order in which they run; each file is one subject.
SCRIPTS: Final = (
    "data.js",
    "dom.js",
    "state.js",
    "paths.js",
    "draw.js",
    "disputes.js",
    "labels.js",
    "evidence.js",
    "corrections.js",
    "panel.js",
    "search.js",
    "filters.js",
    "views.js",
    "sheet.js",
    "timeline.js",
    "menus.js",
    "export.js",
    "print.js",
    "help.js",
    "main.js",
)
STYLES: Final = ("page.css", "print.css")
#: Comments of our own scripts on lines of their own: a page is sent about, and need not carry them.
_COMMENT: Final = re.compile(r"^[ ]*(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_VENDOR: Final = ASSETS / "vendor" / "vis-network.json"


def render_html(
    graph: Graph,
    *,
    title: str = "",
    texts: Mapping[str, str] | None = None,
    with_texts: bool = False,
    layout: Layout | None = None,
    command: str = "",
) -> str:
    """The page as text.  See :func:`graphkit.page.render_page` for the options."""
    layout = layout or lay_out(graph)
    title = title or "Who said what"
    core = find_core(graph, layout) if graph.number_of_nodes() > DRAW_ALL else {}
    net = pyvis_network(graph, layout, core)
    ways = find_ways(graph)
    styles = [_asset(name) for name in STYLES]
    library = _asset("vendor/vis-network.min.js")
    scripts = [library, *(_asset(f"js/{name}") for name in SCRIPTS)]
    data = pack_graph(graph, net, layout, title, core=core, ways=ways)
    data["made"] = made_of(graph, command)
    data["tests"] = reliability()
    data["styles"] = {kind: list(NODE_STYLES.get(kind, OTHER_STYLE)) for kind in data["nodeTypes"]}
    page = _environment().get_template("page.html.j2")
    return page.render(
        title=title,
        policy=_policy(scripts, styles),
        styles=styles,
        scripts=scripts,
        graph=dump(data),
        details=squeeze(pack_details(graph, net, ways)),
        texts=squeeze(pack_texts(graph, texts, with_texts)),
    )


def write_page(html: str, path: Path) -> None:
    """Write the page as UTF-8, all of it or nothing."""
    # A lone surrogate, which a damaged input can hold, becomes a question mark.
    write_text(path, html.encode("utf-8", "replace").decode("utf-8"))


@cache
def _environment() -> Environment:
    # Data and code go in as they are (``safe`` in the template, each time with its reason);
    # everything else is escaped.
    return Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined,
        keep_trailing_newline=True, trim_blocks=True,
    )  # fmt: skip


@cache
def _asset(name: str) -> str:
    # "</script" within a script would end its block; in JavaScript strings "<\/script" is the same.
    text = (ASSETS / name).read_text(encoding="utf-8")
    # The library's source map is not in the page: a browser's tools would go and look for it.
    text = text.removesuffix("//# sourceMappingURL=vis-network.min.js.map\n")
    if name.startswith("js/"):
        text = _COMMENT.sub("", text)
    return text.replace("</script", "<\\/script") if name.endswith(".js") else text


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Nothing may load or run but these very scripts and styles, and vis-network's own styles."""
    vendor: dict[str, Any] = json.loads(_VENDOR.read_text(encoding="utf-8"))
    run = " ".join(f"'{_digest(text)}'" for text in scripts)
    look = " ".join(f"'{d}'" for d in (*(_digest(t) for t in styles), *vendor["style_hashes"]))
    return (
        f"default-src 'none'; script-src {run}; style-src {look}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
